"""The calendar of the plan: weeks, phases and deload weeks (TRAINING.md 4.1 and 4.6).

Which phase is open is not a matter of dates alone: see `doors`.
"""

from collections.abc import Sequence

from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import PlanStarted
from evenstride.training.fold import TrainingState
from evenstride.training.units import day_number, half_up

DAYS_PER_WEEK = 7


def plan_week(plan: PlanStarted | None, day: int) -> int:
    """1 in the plan's first seven days; 0 without a plan or before it starts."""
    if plan is None:
        return 0
    days = day - day_number(plan["started_on"])
    return days // DAYS_PER_WEEK + 1 if days >= 0 else 0


def is_deload(plan: PlanStarted | None, catalog: Catalog, day: int, early: Sequence[int] = ()) -> bool:
    """Whether the day lies in a lighter week: a planned one, or the seven days after an early call."""
    week = plan_week(plan, day)
    planned = week > 0 and week % catalog.program.deload.every_weeks == 0
    return planned or any(0 < day - called <= DAYS_PER_WEEK for called in early[-2:])


def deload_sets(sets: int, catalog: Catalog) -> int:
    """Sets in a lighter week: at least one (1 → 1, 2 → 1, 3 → 2)."""
    return max(1, half_up(sets * catalog.program.deload.sets_pct, 100))


def exercise_open(exercise: Exercise, phase: int) -> bool:
    """Whether a phase allows the exercise."""
    return exercise.phase_min <= phase


def stage_open(stage_id: str, catalog: Catalog, phase: int) -> bool:
    """Whether a phase allows the stage."""
    return catalog.stage_by_id[stage_id].phase_min <= phase


def days_away(state: TrainingState, first: int, until: int) -> int:
    """Days of announced absences from `first` up to the day before `until`; a day away twice is one."""
    spans = sorted((day_number(away["from"]), day_number(away["to"])) for away in _time_off(state))
    days, counted = 0, first
    for begins, ends in spans:
        from_day, last = max(begins, counted), min(ends, until - 1)
        if from_day <= last:
            days, counted = days + last - from_day + 1, last + 1
    return days


def _time_off(state: TrainingState) -> list[dict[str, str]]:
    absences: list[dict[str, str]] = state.settings.get("time_off") or []
    return absences


def exercise_equipped(exercise: Exercise, state: TrainingState) -> bool:
    """Whether the runner has what an exercise cannot be done without."""
    equipment = state.settings.get("equipment")
    if equipment is None:
        return True
    return all(one in equipment for one in exercise.requires) and equipped(state, exercise.requires_any)


def usable_rungs(ladder: str, state: TrainingState, catalog: Catalog) -> list[Exercise]:
    """The rungs of a ladder that the runner has the gear for, from the lowest up."""
    rungs = [catalog.exercise_by_id[rung] for rung in catalog.ladder_by_id[ladder].rungs]
    return [exercise for exercise in rungs if exercise_equipped(exercise, state)]


def equipped(state: TrainingState, requires_any: tuple[str, ...]) -> bool:
    """Whether the runner has one of these; a runner who has not said has everything."""
    equipment = state.settings.get("equipment")
    return not requires_any or equipment is None or any(one in equipment for one in requires_any)
