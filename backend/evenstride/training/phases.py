"""The calendar of the plan: weeks, phases and deload weeks (TRAINING.md 4.1 and 4.6).

Phases 1 and 2 follow the calendar alone here. Phases 3 and 4 stay closed: their gates need tests.
"""

from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import PlanStarted
from evenstride.training.fold import TrainingState
from evenstride.training.units import day_number, half_up

CALENDAR_PHASES = (1, 2)
"""Phases a date alone opens; the others also have a quality gate, closed until it can be measured."""

DAYS_PER_WEEK = 7


def plan_week(plan: PlanStarted | None, day: int) -> int:
    """1 in the plan's first seven days; 0 without a plan or before it starts."""
    if plan is None:
        return 0
    days = day - day_number(plan["started_on"])
    return days // DAYS_PER_WEEK + 1 if days >= 0 else 0


def phase_on(plan: PlanStarted | None, catalog: Catalog, day: int) -> int:
    """The phase open on a day; 1 without a plan."""
    week = plan_week(plan, day)
    phase = 1
    for candidate in catalog.program.phases:
        if candidate.id in CALENDAR_PHASES and week >= candidate.first_week:
            phase = candidate.id
    return phase


def is_deload(plan: PlanStarted | None, catalog: Catalog, day: int) -> bool:
    """Whether the day lies in a planned lighter week."""
    week = plan_week(plan, day)
    return week > 0 and week % catalog.program.deload.every_weeks == 0


def deload_sets(sets: int, catalog: Catalog) -> int:
    """Sets in a lighter week: at least one (1 → 1, 2 → 1, 3 → 2)."""
    return max(1, half_up(sets * catalog.program.deload.sets_pct, 100))


def exercise_open(exercise: Exercise, phase: int) -> bool:
    """Whether a phase allows the exercise."""
    return exercise.phase_min <= phase


def stage_open(stage_id: str, catalog: Catalog, phase: int) -> bool:
    """Whether a phase allows the stage."""
    return catalog.stage_by_id[stage_id].phase_min <= phase


def equipped(state: TrainingState, requires_any: tuple[str, ...]) -> bool:
    """Whether the runner has one of these; a runner who has not said has everything."""
    equipment = state.settings.get("equipment")
    return not requires_any or equipment is None or any(one in equipment for one in requires_any)
