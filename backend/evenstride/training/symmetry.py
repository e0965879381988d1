"""Left against right: noise first, then bands and tiers (TRAINING.md 3 and ruling 20).

A difference counts when it is real (above the test's noise and above the runner's own spread) and confirmed
(the same leg on two dates, or in two tests of one day). Every comparison is exact: a value is a whole number
of parts of the stored unit, and fractions are compared crosswise. Read `standings` first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from evenstride.training.answers import Leg, Symmetry, SymmetryControl, SymmetryTest
from evenstride.training.catalog import AsymmetryRules, Catalog, Exercise, Ladder
from evenstride.training.catalog import Test as TestKind
from evenstride.training.evidence import Weighed
from evenstride.training.fold import Test
from evenstride.training.needs import BOTH_LEGS
from evenstride.training.route import is_timed
from evenstride.training.units import half_up

if TYPE_CHECKING:  # the walk through the log may ask here for locks, so nothing here may need the walk
    from evenstride.training.replay import Replayed

Fraction = tuple[int, int]
"""Numerator and positive denominator."""

DAYS_PER_WEEK = 7

CONTROL_TIER = 1
"""What a gap in the log alone leads to (TRAINING.md 3.4)."""


class Compared(NamedTuple):
    """Both legs in one test on one day. The left leg's value is `left / parts`, the right one's alike."""

    day: int
    left: int
    right: int
    parts: int
    noise: Fraction
    """In the stored unit."""
    worse: Leg | None
    real: bool
    confirmed: bool
    pain: int


class Standing(NamedTuple):
    """Where a test has brought the runner: a tier, for one leg, since a day."""

    newest: Compared
    tier: int
    leg: Leg | None
    entered: int | None
    calm: tuple[int, ...]
    """Days of assessments in a row that asked for less, each four weeks or more after the one before."""


Courses = dict[str, list[Standing]]
"""Test → the standing after each of its assessments, oldest first."""


class Adjustment(NamedTuple):
    """What left against right changes on one ladder."""

    tier: int
    leg: Leg | None
    """Goes first in every set, and the other copies its reps and load; None: the starting leg alternates."""
    extra_sets: int
    """Asked for on `leg`; `sets_by_leg` keeps the cap."""
    accessory: tuple[str, ...]
    """Exercises of this ladder that `accessory_leg` does alone, as an extra block."""
    accessory_leg: Leg | None
    frozen: bool
    """Nothing new on this pattern until a professional has looked."""
    locked: tuple[str, ...]
    """Exercises of this ladder that may not be done while the legs are this far apart."""


def symmetry(replayed: Replayed, catalog: Catalog) -> Symmetry:
    """Tests in catalogue order, gaps in the log, and one number: never a leg without confirmation.

    `lagging` is null where confirmed tests name both legs: no test outranks another.
    """
    state = replayed.state
    rules = catalog.rules.asymmetry
    standing = replayed.locks.standings(state.on)
    lagging = [
        one.newest.worse
        for one in standing.values()
        if one.newest.confirmed and _apart_by(one.newest, rules.lagging_pct)
    ]
    return {
        "headline_pct": _headline_pct(list(standing.values()), state.on, rules),
        "lagging": _one_leg(lagging),
        "tests": [_test(catalog.test_by_id[test], one, rules) for test, one in standing.items()],
        "control": control(replayed, catalog),
    }


def adjustments(replayed: Replayed, catalog: Catalog) -> dict[str, Adjustment]:
    """What the next sessions change, for every ladder of the catalogue."""
    state = replayed.state
    standing = replayed.locks.standings(state.on)
    gaps = control(replayed, catalog)
    locked = replayed.locks.on(state.on).exercises
    return {ladder.id: _adjustment(ladder, standing, gaps, locked, catalog) for ladder in catalog.ladders}


def sets_by_leg(adjustment: Adjustment, exercise: Exercise, sets: int, catalog: Catalog) -> tuple[int, int]:
    """Sets of the left and of the right leg where `sets` are prescribed; alike on two-leg exercises."""
    cap = sets * catalog.rules.asymmetry.extra_sets_max_pct // 100
    extra = 0 if exercise.sides == "both" else min(adjustment.extra_sets, cap)
    return (
        sets + (extra if adjustment.leg == "left" else 0),
        sets + (extra if adjustment.leg == "right" else 0),
    )


class Locks(NamedTuple):
    """What confirmed differences forbid on a day."""

    exercises: frozenset[str]
    """Closed while the newest value of any test is confirmed and `lock_pct` or more apart."""
    frozen: frozenset[str]
    """Ladders on which nothing gets harder until a professional has looked."""
    newest: dict[str, Compared]
    """Every test both legs have done."""

    def is_even(self, test: str, below_pct: int) -> bool:
        """Whether the newest value is less than so far apart, or not real; False without any."""
        newest = self.newest.get(test)
        return newest is not None and not (newest.real and _apart_by(newest, below_pct))


class LocksByDay:
    """Standings and locks as of any day, each assessment worked out once. `tests` are in training order."""

    def __init__(self, tests: Sequence[Test], catalog: Catalog) -> None:
        self._tests = tests
        self._catalog = catalog
        self._known: dict[int, Locks] = {}

    @cached_property
    def _courses(self) -> Courses:
        return _courses(self._tests, self._catalog)

    def standings(self, day: int) -> dict[str, Standing]:
        return _as_of(day, self._courses)

    def on(self, day: int) -> Locks:
        seen = bisect_right(self._tests, day, key=lambda test: test.day)
        if seen not in self._known:
            self._known[seen] = _locks(self.standings(day), self._catalog)
        return self._known[seen]


def _locks(standing: dict[str, Standing], catalog: Catalog) -> Locks:
    rules = catalog.rules.asymmetry
    far = any(one.newest.confirmed and _apart_by(one.newest, rules.lock_pct) for one in standing.values())
    frozen = [
        ladder
        for test, one in standing.items()
        if rules.tiers[one.tier].freeze
        for ladder in catalog.test_by_id[test].extra_set_ladders
    ]
    newest = {test: one.newest for test, one in standing.items()}
    return Locks(frozenset(rules.locks if far else ()), frozenset(frozen), newest)


def standings(tests: Sequence[Test], catalog: Catalog, day: int) -> dict[str, Standing]:
    """Every test both legs have done on one day, in catalogue order, as of a day.

    `tests` are in training order. A leg measured alone is compared with nothing. A tier moves only on the
    day of an assessment, and its days count from the assessment that entered it.
    """
    return _as_of(day, _courses(tests, catalog))


def _as_of(day: int, courses: Courses) -> dict[str, Standing]:
    found: dict[str, Standing] = {}
    for test, course in courses.items():
        seen = bisect_right(course, day, key=lambda standing: standing.newest.day)
        if seen:
            found[test] = course[seen - 1]
    return found


def _courses(tests: Sequence[Test], catalog: Catalog) -> Courses:
    """Every test in catalogue order with the standing after each of its assessments."""
    measured: dict[str, dict[int, dict[str, Test]]] = {}
    for one in tests:
        if one.body["side"] != "both":
            measured.setdefault(one.body["test"], {}).setdefault(one.day, {})[one.body["side"]] = one
    histories = {
        kind.id: _history(kind, measured.get(kind.id, {}), catalog)
        for kind in catalog.tests
        if kind.use_for_asymmetry
    }
    agreeing = Counter((one.day, one.worse) for history in histories.values() for one in history if one.real)
    return {test: _course(history, agreeing, catalog) for test, history in histories.items() if history}


def _history(kind: TestKind, days: dict[int, dict[str, Test]], catalog: Catalog) -> list[Compared]:
    """Both legs compared on every day that has both, oldest first.

    Test days too close together to confirm each other are one assessment: where the test has a noise for
    two days, the newer one counts as the mean of both.
    """
    paired = [(day, legs) for day, legs in days.items() if len(legs) == 2]
    history: list[Compared] = []
    for at, (day, legs) in enumerate(paired):
        near = [legs]
        if at and kind.noise_two_days_tenths is not None:
            earlier_day, earlier = paired[at - 1]
            if day - earlier_day < catalog.rules.asymmetry.confirm_days:
                near = [earlier, legs]
        history.append(_compare(kind, day, near))
    return history


def _compare(kind: TestKind, day: int, near: list[dict[str, Test]]) -> Compared:
    """One assessment of one test day, or of two near ones; not yet confirmed."""
    (left, left_parts), (right, right_parts) = (_leg_value(kind, near, leg) for leg in ("left", "right"))
    left, right, parts = left * right_parts, right * left_parts, left_parts * right_parts
    worse: Leg | None = None
    if left != right:
        worse = "left" if (left < right) == (kind.better == "higher") else "right"
    noise = _noise(kind, left + right, parts, len(near))
    apart = abs(left - right)
    trials = [trial for legs in near if worse is not None for trial in legs[worse].body["trials"]]
    return Compared(
        day=day,
        left=left,
        right=right,
        parts=parts,
        noise=noise,
        worse=worse,
        real=apart * noise[1] > noise[0] * parts and _above_spread(apart, max(left, right), trials),
        confirmed=False,
        pain=max(one.body["pain"] for legs in near for one in legs.values()),
    )


def _leg_value(kind: TestKind, near: list[dict[str, Test]], leg: str) -> Fraction:
    """The mean over the days of the best trial, or of the mean of the trials."""
    total, parts = 0, 1
    for legs in near:
        trials = legs[leg].body["trials"]
        best = max(trials) if kind.better == "higher" else min(trials)
        value, under = (best, 1) if kind.value == "best" else (sum(trials), len(trials))
        total, parts = total * under + value * parts, parts * under
    return total, parts * len(near)


def _noise(kind: TestKind, both: int, parts: int, days: int) -> Fraction:
    """In the stored unit; percent noise is of the mean of both legs, `both / 2 / parts`."""
    if kind.noise_pct is not None:
        return kind.noise_pct * both, 200 * parts
    tenths = kind.noise_two_days_tenths if days > 1 else kind.noise_tenths
    return tenths or 0, 10


def _above_spread(apart: int, larger: int, trials: Sequence[int]) -> bool:
    """Whether apart / larger exceeds SD / mean of the trials; both sides squared, so no root is needed."""
    total = sum(trials)
    scatter = len(trials) * sum(trial * trial for trial in trials) - total * total
    return scatter == 0 or (apart * total) ** 2 > scatter * larger**2


def _apart_by(compared: Compared, pct: int) -> bool:
    """Whether the legs are so many percent of the larger value apart, or more."""
    return 100 * abs(compared.left - compared.right) >= pct * max(compared.left, compared.right)


def _course(
    history: list[Compared], agreeing: Counter[tuple[int, Leg | None]], catalog: Catalog
) -> list[Standing]:
    """The tier after every assessment. A real difference of the other leg voids what spoke for the first."""
    rules = catalog.rules.asymmetry
    standing = Standing(history[0], 0, None, None, ())
    course: list[Standing] = []
    leg: Leg | None = None
    since = 0
    for one in history:
        if one.real and one.worse != leg:
            leg, since = one.worse, one.day
        twice = one.day - since >= rules.confirm_days or agreeing[one.day, one.worse] > 1
        standing = _assessed(standing, one._replace(confirmed=one.real and twice), catalog)
        course.append(standing)
    return course


def _assessed(standing: Standing, one: Compared, catalog: Catalog) -> Standing:
    """The standing after one more assessment."""
    rules = catalog.rules.asymmetry
    if one.confirmed and _apart_by(one, rules.lagging_pct):
        if one.worse != standing.leg:
            standing = Standing(one, 0, one.worse, None, ())
        tier = max(standing.tier, _tier_asked(standing, one, rules))
        entered = one.day if tier > standing.tier else standing.entered
        return Standing(one, tier, one.worse, entered, ())
    if standing.tier == 0:
        return standing._replace(newest=one)
    if one.real and one.worse == standing.leg and _apart_by(one, rules.down_below_pct):
        return standing._replace(newest=one, calm=())
    return _calmer(standing._replace(newest=one), one.day, catalog)


def _tier_asked(standing: Standing, one: Compared, rules: AsymmetryRules) -> int:
    """The tier a confirmed difference of `lagging_pct` or more leads to from where the runner stands."""
    days = one.day - standing.entered if standing.entered is not None else 0
    if _refers(one, rules):
        return 3
    if _apart_by(one, rules.priority_pct):
        return 3 if standing.tier == 2 and days >= rules.tier_3_after_days else 2
    return 2 if standing.tier == 1 and days >= rules.tier_2_after_days else 1


def _refers(one: Compared, rules: AsymmetryRules) -> bool:
    return _apart_by(one, rules.refer_pct) and one.pain >= rules.refer_pain


def _calmer(standing: Standing, day: int, catalog: Catalog) -> Standing:
    """One tier down after enough calm assessments in a row; the last one may begin the next step down."""
    apart_days = catalog.test_day.every_weeks * DAYS_PER_WEEK
    calm = standing.calm
    if not calm or day - calm[-1] >= apart_days:
        calm = (*calm, day)
    if len(calm) < catalog.rules.asymmetry.down_assessments:
        return standing._replace(calm=calm)
    tier = standing.tier - 1
    if tier == 0:
        return Standing(standing.newest, 0, None, None, ())
    return standing._replace(tier=tier, entered=day, calm=(day,))


def _one_leg(legs: Sequence[Leg | None]) -> Leg | None:
    """The leg that is named; None when none is, or both are."""
    return legs[0] if len(set(legs)) == 1 else None


def _headline_pct(standing: Sequence[Standing], on: int, rules: AsymmetryRules) -> int | None:
    """The median of recent confirmed asymmetries in whole percent, those that are not real counting as 0.

    Of an even number the mean of the middle two, half up. Real ones that wait for confirmation are left out.
    """
    recent = [one.newest for one in standing if on - one.newest.day <= rules.headline_days]
    values = sorted(
        _asymmetry_pct(one) if one.confirmed else 0 for one in recent if one.confirmed or not one.real
    )
    if not values:
        return None
    return half_up(values[(len(values) - 1) // 2] + values[len(values) // 2], 2)


def _asymmetry_pct(compared: Compared) -> int:
    larger = max(compared.left, compared.right)
    return half_up(100 * abs(compared.left - compared.right), larger) if larger else 0


def _test(kind: TestKind, standing: Standing, rules: AsymmetryRules) -> SymmetryTest:
    newest = standing.newest
    return {
        "test": kind.id,
        "left": half_up(newest.left, newest.parts),
        "right": half_up(newest.right, newest.parts),
        "unit": kind.unit,
        "difference": half_up(abs(newest.left - newest.right), newest.parts),
        "asymmetry_pct": _asymmetry_pct(newest),
        "noise": half_up(*newest.noise),
        "real": newest.real,
        "confirmed": newest.confirmed,
        "band": _band(standing, rules),
        "tier": standing.tier,
    }


def _band(
    standing: Standing, rules: AsymmetryRules
) -> Literal["none", "watch", "lagging", "priority", "refer"]:
    newest = standing.newest
    if not newest.confirmed or not _apart_by(newest, rules.watch_pct):
        return "none"
    if not _apart_by(newest, rules.lagging_pct):
        return "watch"
    if _refers(newest, rules):
        return "refer"
    if not _apart_by(newest, rules.priority_pct):
        return "lagging"
    return "refer" if standing.tier == 3 else "priority"


def _adjustment(
    ladder: Ladder,
    standing: dict[str, Standing],
    gaps: Sequence[SymmetryControl],
    locked: frozenset[str],
    catalog: Catalog,
) -> Adjustment:
    """A ladder's own tests speak first, then its gaps in the log, then the tests of other ladders."""
    rules = catalog.rules.asymmetry
    leaning = {test: one for test, one in standing.items() if rules.tiers[one.tier].lagging_first}
    overall = _one_leg([one.leg for one in leaning.values()])
    own = [one for test, one in leaning.items() if ladder.id in catalog.test_by_id[test].extra_set_ladders]
    gap_legs = [gap["leg"] for gap in gaps if gap["ladder"] == ladder.id]
    named = [one.leg for one in own] or gap_legs
    leg = _one_leg(named) if named else overall
    tiers = [rules.tiers[one.tier] for one in own]
    frozen = any(tier.freeze for tier in tiers)
    extra_sets = 0 if frozen or leg is None else max((tier.extra_sets for tier in tiers), default=0)
    block = overall is not None and any(rules.tiers[one.tier].accessory for one in leaning.values())
    accessory = tuple(one for one in rules.accessory.exercises if block and one in ladder.rungs)
    return Adjustment(
        tier=max((tier.id for tier in tiers), default=CONTROL_TIER if gap_legs else 0),
        leg=leg,
        extra_sets=min(extra_sets, rules.plyo_extra_sets) if ladder.priority == "plyo" else extra_sets,
        accessory=accessory,
        accessory_leg=overall if accessory else None,
        frozen=frozen,
        locked=tuple(rung for rung in ladder.rungs if rung in locked),
    )


def control(replayed: Replayed, catalog: Catalog) -> list[SymmetryControl]:
    """Gaps between the legs in what was logged, by ladder; the gap in quality before that in effort."""
    rules = catalog.rules.asymmetry
    found: list[SymmetryControl] = []
    for ladder in catalog.ladders:
        if not ladder.unordered:
            recent = _recent(ladder.id, max(rules.points_sessions, rules.rir_sessions), replayed)
            found += _quality_gap(ladder.id, recent, rules)
            found += _rir_gap(ladder.id, recent, rules)
    return found


def _recent(ladder: str, count: int, replayed: Replayed) -> list[Weighed]:
    """The ladder's last sessions that both legs did and that are not neutral, newest first."""
    recent: list[Weighed] = []
    track = replayed.tracks.get(ladder)
    if track is None or track.last_day is None:
        return recent
    for session in reversed(replayed.state.sessions):
        ruling = replayed.rulings.get((session.record, ladder)) if ladder in session.sets else None
        if (
            ruling is None
            or ruling.seen.neutral
            or "both" in ruling.seen.legs
            or len(ruling.seen.legs) < len(BOTH_LEGS)
        ):
            continue
        recent.append(ruling.seen)
        if len(recent) == count:
            break
    return recent


def _quality_gap(ladder: str, recent: Sequence[Weighed], rules: AsymmetryRules) -> list[SymmetryControl]:
    """Mean fault points a set, over the last sessions; more points lag."""
    seen = recent[: rules.points_sessions]
    if len(seen) < rules.points_sessions:
        return []
    left, right = (
        (
            sum(one.legs[leg].points for one in seen),
            sum(1 for one in seen for logged in one.sets if logged.body["side"] == leg),
        )
        for leg in ("left", "right")
    )
    worse: Leg = "left" if left[0] * right[1] > right[0] * left[1] else "right"
    return _gap(ladder, "quality_gap", worse, left, right, rules.points_gap)


def _rir_gap(ladder: str, recent: Sequence[Weighed], rules: AsymmetryRules) -> list[SymmetryControl]:
    """Mean reps in reserve of sets of equal work, over the last sessions; fewer lag.

    Each of the sessions must have such a pair. A set whose reserve nobody named compares with nothing.
    """
    pairs = [_equal_work(one) for one in recent[: rules.rir_sessions]]
    if len(pairs) < rules.rir_sessions or not all(pairs):
        return []
    count = sum(len(of_session) for of_session in pairs)
    left = sum(pair[0] for of_session in pairs for pair in of_session)
    right = sum(pair[1] for of_session in pairs for pair in of_session)
    worse: Leg = "left" if left < right else "right"
    return _gap(ladder, "rir_gap", worse, (left, count), (right, count), rules.rir_gap)


def _equal_work(weighed: Weighed) -> list[tuple[int, int]]:
    """Reps in reserve, left and right, of the sets in step that did the same reps with the same load."""
    if weighed.plyo or is_timed(weighed.exercise):
        return []
    left, right = ([one.body for one in weighed.sets if one.body["side"] == leg] for leg in ("left", "right"))
    return [
        (a["rir"], b["rir"])
        for a, b in zip(left, right, strict=False)
        if a["reps"] == b["reps"]
        and (a["load_g"] or 0) == (b["load_g"] or 0)
        and a["rir"] is not None
        and b["rir"] is not None
    ]


def _gap(
    ladder: str,
    kind: Literal["quality_gap", "rir_gap"],
    leg: Leg,
    left: Fraction,
    right: Fraction,
    at_least: int,
) -> list[SymmetryControl]:
    """The gap, where two means are so far apart."""
    if abs(left[0] * right[1] - right[0] * left[1]) < at_least * left[1] * right[1]:
        return []
    return [{"ladder": ladder, "leg": leg, "kind": kind, "left": half_up(*left), "right": half_up(*right)}]
