"""What a rung asks before it may be entered: other rungs, holds, tests, and a look from outside."""

from collections.abc import Sequence

from evenstride.training.catalog import Catalog, EntryNeed, Exercise
from evenstride.training.entries import Checks
from evenstride.training.fold import Test, Video
from evenstride.training.quality import set_class

Held = dict[str, int]
"""Exercise → the longest time, in seconds, that every set of both legs was good for in one session."""

BOTH_LEGS = ("left", "right")


def entry_met(need: EntryNeed, passed: frozenset[str], held: Held, tests: Sequence[Test], day: int) -> bool:
    """Whether a need is met on a day. Jump gates and weeks are never met while their doors are closed."""
    match need.need:
        case "passed" | "at":
            return need.exercise in passed
        case "held":
            return need.exercise in passed or held.get(need.exercise or "", 0) >= (need.seconds or 0)
        case "test":
            return all(_best(need.test, leg, tests, day) >= (need.at_least or 0) for leg in BOTH_LEGS)
        case _:
            return False


def _best(test: str | None, leg: str, tests: Sequence[Test], day: int) -> int:
    """The best trial of the newest measurement of a leg up to a day; -1 without one."""
    newest = [t for t in tests if t.body["test"] == test and t.body["side"] == leg and t.day <= day]
    return max(newest[-1].body["trials"]) if newest else -1


def video_met(exercises: tuple[Exercise, ...], videos: Sequence[Video], day: int, catalog: Catalog) -> bool:
    """Whether one of the exercises was seen to be good, on both legs, recently enough."""
    return any(_seen_good(exercise, videos, day, catalog) for exercise in exercises)


def _seen_good(exercise: Exercise, videos: Sequence[Video], day: int, catalog: Catalog) -> bool:
    legs = BOTH_LEGS if exercise.sides == "per_leg" else ("both",)
    return all(_leg_seen_good(exercise, leg, videos, day, catalog) for leg in legs)


def _leg_seen_good(exercise: Exercise, leg: str, videos: Sequence[Video], day: int, catalog: Catalog) -> bool:
    """The newest look at this leg decides."""
    days = catalog.rules.advance.video_days
    newest = [
        v
        for v in videos
        if v.body["exercise"] == exercise.id and v.body["side"] == leg and day - days <= v.day <= day
    ]
    if not newest:
        return False
    checks: Checks = newest[-1].body["checks"]
    return set_class(exercise, checks, catalog.rules.quality) == "good"
