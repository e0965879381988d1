"""What must be true between the parts of a catalog: every reference resolves, every order makes sense."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from evenstride.catalog.broken import Fault
from evenstride.catalog.reading import FILE_OF_PART, exercise_file
from evenstride.catalog.sourcing import source_faults
from evenstride.training.catalog import ITEMS, Catalog, EntryNeed, Exercise, Ladder, Phase, Template, Test

VOCABULARY = FILE_OF_PART["items"]
STAGES = FILE_OF_PART["stages"]
LADDERS = FILE_OF_PART["ladders"]
PROGRAM = FILE_OF_PART["program"]
GATES = FILE_OF_PART["gates"]
RULES = FILE_OF_PART["rules"]
TESTS = FILE_OF_PART["tests"]
SAFETY = FILE_OF_PART["safety"]

NAMED_STAGES = {"support", "rom", "height", "position", "lever", "travel", "effort"}
"""Stages that step through a list of names; all others count up."""

MOBILITY = {"warmup", "cooldown"}


def faults(catalog: Catalog) -> Iterator[Fault]:
    """Every broken promise, file by file; nothing when the catalog is sound.

    Ids come first, so that the later checks may look them up.
    """
    yield from _doubled_ids(catalog)
    yield from _vocabulary_faults(catalog)
    for ladder in catalog.ladders:
        yield from (Fault(LADDERS, ladder.id, reason) for reason in _ladder_faults(ladder, catalog))
    for exercise in catalog.exercises:
        file = exercise_file(exercise.ladder)
        yield from (Fault(file, exercise.id, reason) for reason in _exercise_faults(exercise, catalog))
    yield from _program_faults(catalog)
    yield from _gate_faults(catalog)
    yield from _rule_faults(catalog)
    for test in catalog.tests:
        yield from (Fault(TESTS, test.id, reason) for reason in _test_faults(test, catalog))
    for test_id in catalog.test_day.learned:
        if test_id not in catalog.test_by_id:
            yield Fault(TESTS, "test_day", f"{test_id} is no test")
    yield from _safety_faults(catalog)
    yield from source_faults(catalog)


def _doubled_ids(catalog: Catalog) -> Iterator[Fault]:
    program, gates = catalog.program, catalog.gates
    lists: list[tuple[str, Iterable[str]]] = [
        (VOCABULARY, (item.id for item in catalog.items)),
        (VOCABULARY, (str(score.score) for score in catalog.scores)),
        (VOCABULARY, (skill.id for skill in catalog.skills)),
        (VOCABULARY, (equipment.id for equipment in catalog.equipment)),
        (STAGES, (stage.id for stage in catalog.stages)),
        (LADDERS, (ladder.id for ladder in catalog.ladders)),
        (LADDERS, (rung for ladder in catalog.ladders for rung in ladder.rungs)),
        (PROGRAM, [*(template.id for template in program.templates), *catalog.extra_templates]),
        (PROGRAM, (week.id for week in program.weeks)),
        (GATES, (criterion.id for criterion in gates.phase_2.criteria)),
        (GATES, (criterion.id for criterion in gates.plyo_gate.criteria)),
        (GATES, (criterion.id for criterion in gates.phase_4.criteria)),
        (RULES, (rule.id for rule in catalog.rules.schedule.rules)),
        (RULES, (rule.id for rule in catalog.rules.soreness)),
        (TESTS, (test.id for test in catalog.tests)),
        (SAFETY, (question.id for question in catalog.safety.questions)),
        (SAFETY, (flag.id for flag in catalog.safety.red_flags)),
    ]
    for file, ids in lists:
        for id, count in Counter(ids).items():
            if count > 1:
                yield Fault(file, id, f"stands {count} times")
    for id, count in Counter(exercise.id for exercise in catalog.exercises).items():
        if count > 1:
            yield Fault(exercise_file(catalog.exercise_by_id[id].ladder), id, f"stands {count} times")


def _vocabulary_faults(catalog: Catalog) -> Iterator[Fault]:
    if tuple(item.id for item in catalog.items) != ITEMS:
        yield Fault(VOCABULARY, "items", f"must be {', '.join(ITEMS)}, in this order")
    if [score.score for score in catalog.scores] != [2, 1, 0]:
        yield Fault(VOCABULARY, "scores", "must be 2, 1, 0")
    for item in catalog.items:
        if sorted(item.scores) != [0, 1, 2]:
            yield Fault(VOCABULARY, item.id, "needs words for the scores 0, 1 and 2")
    known = {equipment.id for equipment in catalog.equipment}
    for stage in catalog.stages:
        for gear in stage.requires_any:
            if gear not in known:
                yield Fault(STAGES, stage.id, f"{gear} is no equipment")


def _ladder_faults(ladder: Ladder, catalog: Catalog) -> Iterator[str]:
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


def _exercise_faults(exercise: Exercise, catalog: Catalog) -> Iterator[str]:
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
            yield f"{words.id} is for {words.only} exercises, all of them and no other"


def _dose_faults(exercise: Exercise) -> Iterator[str]:
    dose = exercise.dose
    if (dose.reps is None) == (dose.seconds is None):
        yield "dose: a set counts either reps or seconds"
    if (dose.rep_seconds is not None) != (exercise.category == "run"):
        yield "dose: rep_seconds is for running drills, all of them and no other"
    is_jump = exercise.category == "plyometric"
    if (exercise.contacts is not None) != is_jump or (exercise.skill == "plyo") != is_jump:
        yield "contacts and the skill class plyo are for plyometric exercises, all of them and no other"
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


def _program_faults(catalog: Catalog) -> Iterator[Fault]:
    program = catalog.program
    for template in program.templates:
        yield from (Fault(PROGRAM, template.id, reason) for reason in _template_faults(template, catalog))
    for category, ids in (("warmup", program.warmup), ("cooldown", program.cooldown)):
        for id in ids:
            exercise = catalog.exercise_by_id.get(id)
            if exercise is None or exercise.category != category:
                yield Fault(PROGRAM, id, f"is no exercise of the {category}")
    if set(program.levels) != {"beginner", "seasoned"}:
        yield Fault(PROGRAM, "levels", "must be beginner and seasoned")
    for week in program.weeks:
        if [day.weekday for day in week.days] != [1, 2, 3, 4, 5, 6, 7]:
            yield Fault(PROGRAM, week.id, "its days must run from 1 to 7")
    yield from _phase_faults(program.phases)


def _template_faults(template: Template, catalog: Catalog) -> Iterator[str]:
    for slot in template.slots:
        ladder = catalog.ladder_by_id.get(slot)
        if ladder is None:
            yield f"slot {slot} is no ladder"
        elif catalog.exercise_by_id[ladder.rungs[0]].phase_min > (template.phase or 1):
            yield f"slot {slot} opens only in a later phase"
    if len(set(template.slots)) < len(template.slots):
        yield "a slot stands twice"


def _phase_faults(phases: tuple[Phase, ...]) -> Iterator[Fault]:
    if [phase.id for phase in phases] != [1, 2, 3, 4]:
        yield Fault(PROGRAM, "phases", "must be 1, 2, 3, 4")
    for earlier, later in pairwise(phases):
        if later.first_week - 1 != earlier.last_week:
            yield Fault(PROGRAM, f"phase {later.id}", f"does not begin where phase {earlier.id} ends")
    if phases and phases[-1].last_week is not None:
        yield Fault(PROGRAM, f"phase {phases[-1].id}", "the last phase has no end")


def _gate_faults(catalog: Catalog) -> Iterator[Fault]:
    phase_2, plyo, phase_4 = catalog.gates.phase_2, catalog.gates.plyo_gate, catalog.gates.phase_4
    for ladder in phase_2.ladders:
        if ladder not in catalog.ladder_by_id:
            yield Fault(GATES, phase_2.id, f"{ladder} is no ladder")
    for id in (plyo.squat, plyo.hop_tolerance.two_leg, plyo.hop_tolerance.one_leg):
        if id not in catalog.exercise_by_id:
            yield Fault(GATES, plyo.id, f"{id} is no exercise")
    squat = catalog.exercise_by_id.get(plyo.squat)
    if squat and plyo.squat_stage not in squat.stages:
        yield Fault(GATES, plyo.id, f"{squat.id} has no stage {plyo.squat_stage}")
    if plyo.calf_low > plyo.calf_high:
        yield Fault(GATES, plyo.id, "calf_low is above calf_high")
    if phase_4.hop_test not in catalog.test_by_id:
        yield Fault(GATES, phase_4.id, f"{phase_4.hop_test} is no test")


def _rule_faults(catalog: Catalog) -> Iterator[Fault]:
    rules = catalog.rules
    named = {
        "route": (*rules.route.before_next_rung, *rules.route.instead),
        "plyo": tuple(opened for week in rules.plyo.weeks for opened in week.opens),
        "asymmetry": (*rules.asymmetry.locks, *rules.asymmetry.accessory.exercises),
    }
    for stage in named["route"]:
        if stage not in catalog.stage_by_id:
            yield Fault(RULES, "route", f"{stage} is no stage")
    for id in (*named["plyo"], *named["asymmetry"]):
        if id not in catalog.exercise_by_id:
            yield Fault(RULES, "plyo" if id in named["plyo"] else "asymmetry", f"{id} is no exercise")
    jumps = sorted(exercise.id for exercise in catalog.exercises if exercise.category == "plyometric")
    if sorted(named["plyo"]) != jumps:
        yield Fault(RULES, "plyo", "its weeks must open every plyometric exercise once")
    for week in rules.plyo.weeks:
        if week.high_max > week.contacts:
            yield Fault(RULES, f"week {week.week}", "more contacts of high intensity than contacts")
    for earlier, later in pairwise(rules.plyo.weeks):
        if later.week != earlier.week + 1:
            yield Fault(RULES, f"week {later.week}", f"does not follow week {earlier.week}")
    yield from _gap_faults(catalog)
    yield from _asymmetry_faults(catalog)


def _gap_faults(catalog: Catalog) -> Iterator[Fault]:
    expected: int | None = 0
    for band in catalog.rules.gaps:
        if band.days_min != expected:
            yield Fault(RULES, f"gap from day {band.days_min}", f"the gaps must go on at day {expected}")
            return
        if band.days_max is not None and band.days_max < band.days_min:
            yield Fault(RULES, f"gap from day {band.days_min}", "ends before it begins")
            return
        expected = None if band.days_max is None else band.days_max + 1
    if expected is not None:
        yield Fault(RULES, "gaps", "the last one has no end")


def _asymmetry_faults(catalog: Catalog) -> Iterator[Fault]:
    rules = catalog.rules.asymmetry
    bands = [rules.watch_pct, rules.lagging_pct, rules.priority_pct, rules.refer_pct]
    if bands != sorted(set(bands)):
        yield Fault(RULES, "asymmetry", "its bands must rise: watch, lagging, priority, refer")
    if [tier.id for tier in rules.tiers] != [0, 1, 2, 3]:
        yield Fault(RULES, "asymmetry", "its tiers must be 0, 1, 2, 3")


def _test_faults(test: Test, catalog: Catalog) -> Iterator[str]:
    if (test.unit == "s") != (test.stored_per_unit == 100):
        yield "seconds, and only seconds, are stored in hundredths"
    if test.use_for_asymmetry and (test.noise_tenths is None) == (test.noise_pct is None):
        yield "to compare legs it needs its noise, either in tenths or in percent"
    for ladder in test.extra_set_ladders:
        if ladder not in catalog.ladder_by_id:
            yield f"{ladder} is no ladder"
    if test.norms:
        for sex in {row.sex for row in test.norms.rows}:
            ages = [row.age_from for row in test.norms.rows if row.sex == sex]
            if ages != sorted(set(ages)):
                yield f"the ages of its norms ({sex}) must rise"


def _safety_faults(catalog: Catalog) -> Iterator[Fault]:
    for name in ("strength", "plyo"):
        bands = getattr(catalog.safety.pain_scale, name)
        covered = [pain for band in bands for pain in range(band.low, band.high + 1)]
        if covered != list(range(11)):
            yield Fault(SAFETY, "pain_scale", f"{name} must cover 0 to 10 once")
