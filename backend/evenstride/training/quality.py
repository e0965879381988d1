"""Checks → set class → leg-session class (TRAINING.md 2.2 and 2.3)."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from evenstride.training.catalog import ITEMS, Catalog, Exercise, Item, QualityRules
from evenstride.training.entries import Checks
from evenstride.training.fold import LoggedSet

SetClass = Literal["good", "fair", "poor"]

CLEAN = 2
LOST = 0
UNRATED = 1
"""An item nobody rated counts as wobbly: what was not seen was not clean. Design choice (DECISIONS.md)."""


class Graded(NamedTuple):
    """One set: its class and its fault points."""

    grade: SetClass
    points: int


SPOTLESS = Graded("good", 0)


class LegSession(NamedTuple):
    """One leg's sets of one exercise on one day."""

    grade: SetClass
    points: int
    """Fault points of all sets together."""
    fade: bool
    """Not good, and only because of the last set: fatigue, not skill."""


SPOTLESS_LEG = LegSession("good", 0, fade=False)


class Grades:
    """Set classes, each worked out once: five years hold thousands of sets and a few hundred gradings."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[tuple[str, int | None, int | None, int | None, int | None], Graded] = {}
        self._all_clean = {
            exercise.id: dict.fromkeys(exercise.checklist, CLEAN) for exercise in catalog.exercises
        }

    def clean(self, exercise_id: str) -> Mapping[Item, int]:
        """What four sets of five say: every item of the exercise clean."""
        return self._all_clean[exercise_id]

    def of(self, exercise_id: str, checks: Checks) -> Graded:
        if checks == self._all_clean[exercise_id]:
            return SPOTLESS
        key = (
            exercise_id,
            checks.get("knee_alignment"),
            checks.get("neutral_pelvis"),
            checks.get("smooth_breath"),
            checks.get("quiet_landing"),
        )
        graded = self._known.get(key)
        if graded is None:
            exercise = self._catalog.exercise_by_id[exercise_id]
            rules = self._catalog.rules.quality
            graded = Graded(set_class(exercise, checks, rules), fault_points(exercise, checks))
            self._known[key] = graded
        return graded


def fault_points(exercise: Exercise, checks: Checks) -> int:
    """Two points per lost item, one per wobbly one, over the items the exercise has."""
    return sum(CLEAN - checks.get(item, UNRATED) for item in exercise.checklist)


def set_class(exercise: Exercise, checks: Checks, rules: QualityRules) -> SetClass:
    """`good`, `fair` or `poor`; a lost critical item is always poor."""
    points = fault_points(exercise, checks)
    if points > rules.fair_points_max or any(checks.get(item) == LOST for item in exercise.critical):
        return "poor"
    return "good" if points <= rules.good_points_max else "fair"


def leg_session(sets: Sequence[Graded], rules: QualityRules) -> LegSession:
    """The class of one leg's sets, in training order; at least one set."""
    if sets.count(SPOTLESS) == len(sets):
        return SPOTLESS_LEG
    points, poor, fair = 0, 0, 0
    for grade, faults in sets:
        points += faults
        poor += grade == "poor"
        fair += grade == "fair"
    if sets[0].grade == "poor" or poor * rules.poor_sets_divisor >= len(sets):
        return LegSession("poor", points, fade=False)
    if poor == 0 and fair <= len(sets) // rules.fair_sets_divisor:
        return LegSession("good", points, fade=False)
    only_last = len(sets) > 1 and sets[-1].grade != "good" and poor + fair == 1
    return LegSession("fair", points, fade=only_last)


def worst_item(exercise: Exercise, sets: Sequence[LoggedSet]) -> Item | None:
    """The checklist item with most fault points over the sets; the first in checklist order where equal."""
    worst: Item | None = None
    most = 0
    for item in ITEMS:
        if item not in exercise.checklist:
            continue
        points = sum(CLEAN - one.body["checks"].get(item, UNRATED) for one in sets)
        if points > most:
            worst, most = item, points
    return worst
