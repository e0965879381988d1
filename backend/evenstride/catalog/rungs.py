"""What must be true of a ladder and of each exercise on it."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from evenstride.training.catalog import Catalog, EntryNeed, Exercise, Ladder

NAMED_STAGES = {"support", "rom", "height", "position", "lever", "travel", "effort"}
"""Stages that step through a list of names; all others count up."""

MOBILITY = {"warmup", "cooldown"}


def ladder_faults(ladder: Ladder, catalog: Catalog) -> Iterator[str]:
    for position, rung in enumerate(ladder.rungs, start=1):
        exercise = catalog.exercise_by_id.get(rung)
        if exercise is None:
            yield f"rung {rung} is no exercise"
        elif exercise.ladder != ladder.id:
            yield f"rung {rung} belongs to the ladder {exercise.ladder}"
        elif exercise.rung != (0 if ladder.priority in MOBILITY else position):
            yield f"rung {rung} stands at {position} but says {exercise.rung}"
    known = [catalog.exercise_by_id[rung] for rung in ladder.rungs if rung in catalog.exercise_by_id]
    for lower, upper in pairwise(known):
        if upper.phase_min < lower.phase_min:
            yield f"{upper.id} opens in phase {upper.phase_min}, {lower.id} below it in {lower.phase_min}"
        if not ladder.unordered and lower.id not in {need.exercise for need in upper.entry}:
            yield f"{upper.id} may be entered without {lower.id} below it"


def exercise_faults(exercise: Exercise, catalog: Catalog) -> Iterator[str]:
    ladder = catalog.ladder_by_id.get(exercise.ladder)
    if ladder is None:
        yield f"{exercise.ladder} is no ladder"
    elif exercise.id not in ladder.rungs:
        yield f"is no rung of the ladder {ladder.id}"
    if exercise.skill not in {skill.id for skill in catalog.skills}:
        yield f"{exercise.skill} is no skill class"
    gear = {equipment.id for equipment in catalog.equipment}
    for id in (*exercise.requires, *exercise.requires_any):
        if id not in gear:
            yield f"{id} is no equipment"
    for sentence in exercise.how:
        if sentence[0].islower() or not sentence.endswith("."):
            yield f"how: {sentence!r} is no whole sentence; does a comma split it?"
    yield from _checklist_faults(exercise, catalog)
    yield from _dose_faults(exercise)
    yield from _stage_faults(exercise, catalog)
    if bool(exercise.entry) != bool(exercise.entry_text):
        yield "entry and entry_text say different things"
    for need in exercise.entry:
        yield from (f"entry: {reason}" for reason in _need_faults(exercise, need, catalog))


def _checklist_faults(exercise: Exercise, catalog: Catalog) -> Iterator[str]:
    if not exercise.checklist:
        yield "has no checklist"
    for item in exercise.critical:
        if item not in exercise.checklist:
            yield f"critical item {item} is not on its checklist"
    for words in catalog.items:
        if words.only and (words.id in exercise.checklist) != (exercise.category == words.only):
            yield f"{words.id} is for {words.only} exercises only, and for all of them"


def _dose_faults(exercise: Exercise) -> Iterator[str]:
    dose = exercise.dose
    if (dose.reps is None) == (dose.seconds is None):
        yield "dose: a set counts either reps or seconds"
    if (dose.rep_seconds is not None) != (exercise.category == "run"):
        yield "dose: rep_seconds is for running drills only, and for all of them"
    is_jump = exercise.category == "plyometric"
    if (exercise.contacts is not None) != is_jump or (exercise.skill == "plyo") != is_jump:
        yield "contacts and the skill plyo are for jumps only, and for all of them"
    if exercise.contacts and exercise.contacts.per != ("both" if exercise.sides == "both" else "leg"):
        yield f"contacts are per {exercise.contacts.per} but its sides are {exercise.sides}"


def _stage_faults(exercise: Exercise, catalog: Catalog) -> Iterator[str]:
    for stage, count in Counter(exercise.stages).items():
        if stage not in catalog.stage_by_id:
            yield f"{stage} is no stage"
        if count > 1:
            yield f"stage {stage} stands {count} times"
        if stage in NAMED_STAGES and not exercise.microsteps.get(stage):
            yield f"stage {stage} needs named microsteps"
    for stage in exercise.microsteps:
        if stage not in exercise.stages:
            yield f"microsteps of {stage}, which is not among its stages"
        if stage not in NAMED_STAGES:
            yield f"stage {stage} counts up and has no named microsteps"
    kinds = [catalog.stage_by_id[stage].kind for stage in exercise.stages if stage in catalog.stage_by_id]
    if kinds != sorted(kinds):
        yield "a control stage stands after a development stage"


def _need_faults(exercise: Exercise, need: EntryNeed, catalog: Catalog) -> Iterator[str]:
    if need.test is not None and need.test not in catalog.test_by_id:
        yield f"{need.test} is no test"
    if need.exercise is None:
        return
    wanted = catalog.exercise_by_id.get(need.exercise)
    if wanted is None:
        yield f"{need.exercise} is no exercise"
        return
    if wanted.ladder == exercise.ladder and wanted.rung >= exercise.rung:
        yield f"{wanted.id} is not below it"
    if wanted.phase_min > exercise.phase_min:
        yield f"{wanted.id} opens only in phase {wanted.phase_min}"
    if need.through is not None and need.through not in wanted.stages:
        yield f"{wanted.id} has no stage {need.through}"
    if need.microstep is not None and not (
        0 <= need.microstep < len(wanted.microsteps.get(need.stage or "", ()))
    ):
        yield f"{wanted.id} has no microstep {need.microstep} of {need.stage}"
    if need.seconds is not None and need.seconds > (wanted.dose.seconds or (0, 0))[1]:
        yield f"{wanted.id} is never held for {need.seconds} s"
