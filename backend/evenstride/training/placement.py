"""Finding the first rung: one set a leg from the bottom upward (TRAINING.md 1.2, `rules.placement`)."""

from collections.abc import Sequence
from typing import NamedTuple

from evenstride.training.catalog import Catalog, Exercise, PlacementRules
from evenstride.training.entries import SetLogged
from evenstride.training.evidence import LEGS
from evenstride.training.fold import LoggedSet, TrainingState
from evenstride.training.phases import exercise_equipped
from evenstride.training.quality import set_class

PLACED = ("core",)
"""Priorities of the ladders that are placed; the others start at their first rung. Design choice."""


class Trial(NamedTuple):
    """The next rung to try, and how much of it."""

    exercise: str
    reps: int | None
    seconds: int | None


def next_trial(
    ladder: str, done: Sequence[LoggedSet], catalog: Catalog, state: TrainingState | None = None
) -> Trial | None:
    """The rung to try after these sets; None when the place is found. Rungs without gear are skipped."""
    rules = catalog.rules.placement
    for exercise in _climbable(ladder, catalog, state):
        tried = _tried(exercise, done)
        if len(tried) < len(LEGS[exercise.sides]):
            timed = exercise.dose.seconds is not None
            return Trial(exercise.id, None if timed else rules.reps, rules.seconds if timed else None)
        if not _passed(exercise, tried, catalog):
            return None
    return None


def placed_at(
    ladder: str, done: Sequence[LoggedSet], catalog: Catalog, state: TrainingState | None = None
) -> str:
    """The last rung that was done whole and good on both legs; the first where none was."""
    climbable = _climbable(ladder, catalog, state)
    place = climbable[0].id if climbable else catalog.ladder_by_id[ladder].rungs[0]
    for exercise in climbable:
        if not _passed(exercise, _tried(exercise, done), catalog):
            break
        place = exercise.id
    return place


def placed_ladders(catalog: Catalog) -> list[str]:
    return [ladder.id for ladder in catalog.ladders if ladder.priority in PLACED]


def _climbable(ladder: str, catalog: Catalog, state: TrainingState | None) -> list[Exercise]:
    """Rungs a placement may reach: those of the first phase that the runner has the gear for."""
    rungs = [catalog.exercise_by_id[rung] for rung in catalog.ladder_by_id[ladder].rungs]
    return [
        exercise
        for exercise in rungs
        if exercise.phase_min <= catalog.rules.placement.phase_max
        and (state is None or exercise_equipped(exercise, state))
    ]


def _tried(exercise: Exercise, done: Sequence[LoggedSet]) -> list[LoggedSet]:
    """The first set of each leg."""
    by_leg: dict[str, LoggedSet] = {}
    for logged in done:
        if logged.body["exercise"] == exercise.id:
            by_leg.setdefault(logged.body["side"], logged)
    return list(by_leg.values())


def _passed(exercise: Exercise, tried: Sequence[LoggedSet], catalog: Catalog) -> bool:
    rules = catalog.rules
    return len(tried) == len(LEGS[exercise.sides]) and all(
        _whole(one.body, rules.placement)
        and set_class(exercise, one.body["checks"], rules.quality) == "good"
        and one.body["pain"] <= rules.placement.pain_max
        for one in tried
    )


def _whole(body: SetLogged, rules: PlacementRules) -> bool:
    """As many reps, or as many seconds, as a try asks for."""
    reps = body["reps"]
    return (body["seconds"] or 0) >= rules.seconds if reps is None else reps >= rules.reps
