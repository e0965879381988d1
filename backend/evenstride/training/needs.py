"""What a rung asks before it may be entered: other rungs, holds, tests, doors, and a look from outside."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from evenstride.training.answers import GateId
from evenstride.training.catalog import Catalog, EntryNeed, Exercise
from evenstride.training.entries import Checks
from evenstride.training.fold import Test, TrainingState
from evenstride.training.quality import set_class

if TYPE_CHECKING:  # comparing the legs leans on what is measured here, so nothing here may need it
    from evenstride.training.symmetry import Locks

Held = dict[str, int]
"""Exercise → the longest time, in seconds, that every set of both legs was good for in one session."""

Done = dict[str, int]
"""Exercise → how many of its stages are passed, counted from the first."""

BOTH_LEGS = ("left", "right")


class Known(NamedTuple):
    """What the needs of a rung are held against on a day."""

    passed: frozenset[str]
    done: Done
    held: Held
    open_gates: frozenset[GateId]
    plyo_weeks: int
    jumps_clean_weeks: int
    """Whole weeks since a jump ladder last went back."""
    locks: "Locks"
    drill_weeks: Mapping[str, int]
    """Running drill → plan weeks in which it was done without pain."""


def entry_met(need: EntryNeed, known: Known, state: TrainingState, catalog: Catalog, day: int) -> bool:
    """Whether a need is met on a day."""
    match need.need:
        case "passed":
            return need.exercise in known.passed and _stage_done(need, need.through, known, catalog)
        case "at":  # a stage is passed at its last micro-step
            return _stage_done(need, need.stage, known, catalog)
        case "held":
            long_enough = known.held.get(need.exercise or "", 0) >= (need.seconds or 0)
            return need.exercise in known.passed or long_enough
        case "test":
            measured = [newest(state, need.test or "", leg, day) for leg in BOTH_LEGS]
            return all(m is not None and max(m.body["trials"]) >= (need.at_least or 0) for m in measured)
        case "gate":
            return need.gate in known.open_gates
        case "plyo_weeks":
            weeks = need.weeks or 0
            return known.plyo_weeks >= weeks and (not need.clean or known.jumps_clean_weeks >= weeks)
        case "asymmetry_below":
            return known.locks.is_even(need.test or "", need.below_pct or 0)
        case "weeks_done":
            return known.drill_weeks.get(need.exercise or "", 0) >= (need.weeks or 0)


def _stage_done(need: EntryNeed, stage: str | None, known: Known, catalog: Catalog) -> bool:
    if stage is None or need.exercise is None:
        return True
    return known.done.get(need.exercise, 0) > catalog.exercise_by_id[need.exercise].stages.index(stage)


def newest(state: TrainingState, test: str, leg: str, day: int, since: int = 0) -> Test | None:
    """The last measurement of a leg up to a day, if it is not older than `since`."""
    measured = state.tests_of.get((test, leg), [])
    upto = bisect_right(measured, day, key=lambda one: one.day)
    return measured[upto - 1] if upto and measured[upto - 1].day >= since else None


def mean_of(test: Test) -> tuple[int, int]:
    """Sum and count of the trials: an exact mean."""
    trials = test.body["trials"]
    return sum(trials), len(trials)


def video_met(exercises: Sequence[Exercise], state: TrainingState, day: int, catalog: Catalog) -> bool:
    """Whether one of the exercises was seen to be good, on both legs, recently enough."""
    return any(exercise_seen(exercise, state, day, catalog) for exercise in exercises)


def exercise_seen(exercise: Exercise, state: TrainingState, day: int, catalog: Catalog) -> bool:
    legs = BOTH_LEGS if exercise.sides == "per_leg" else ("both",)
    return all(_leg_seen_good(exercise, leg, state, day, catalog) for leg in legs)


def _leg_seen_good(exercise: Exercise, leg: str, state: TrainingState, day: int, catalog: Catalog) -> bool:
    """The newest look at this leg decides."""
    looks = state.videos_of.get((exercise.id, leg), [])
    upto = bisect_right(looks, day, key=lambda one: one.day)
    if not upto or looks[upto - 1].day < day - catalog.rules.advance.video_days:
        return False
    checks: Checks = looks[upto - 1].body["checks"]
    return set_class(exercise, checks, catalog.rules.quality) == "good"
