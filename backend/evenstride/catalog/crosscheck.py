"""What must be true between the parts of a catalog: every reference resolves, every order makes sense."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from evenstride.catalog.broken import Fault
from evenstride.catalog.reading import FILE_OF_PART, exercise_file
from evenstride.catalog.rungs import exercise_faults, ladder_faults
from evenstride.catalog.sourcing import source_faults
from evenstride.training.catalog import ITEMS, Catalog, Phase, Template, Test

VOCABULARY = FILE_OF_PART["items"]
STAGES = FILE_OF_PART["stages"]
LADDERS = FILE_OF_PART["ladders"]
PROGRAM = FILE_OF_PART["program"]
GATES = FILE_OF_PART["gates"]
RULES = FILE_OF_PART["rules"]
TESTS = FILE_OF_PART["tests"]
SAFETY = FILE_OF_PART["safety"]


def faults(catalog: Catalog) -> Iterator[Fault]:
    """Every broken promise, file by file; nothing when the catalog is sound.

    Ids come first, so that the later checks may look them up.
    """
    yield from _doubled_ids(catalog)
    yield from _vocabulary_faults(catalog)
    for ladder in catalog.ladders:
        yield from (Fault(LADDERS, ladder.id, reason) for reason in ladder_faults(ladder, catalog))
    for exercise in catalog.exercises:
        file = exercise_file(exercise.ladder)
        yield from (Fault(file, exercise.id, reason) for reason in exercise_faults(exercise, catalog))
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
