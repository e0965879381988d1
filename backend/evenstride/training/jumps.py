"""How much jumping a week may hold: the table, its limits, and what a session may use (TRAINING.md 4.4).

A contact is a landing of the busier foot: both feet together count once, a drop jump twice.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from evenstride.training.catalog import Catalog, Exercise, PlyoWeek
from evenstride.training.doors import Doors
from evenstride.training.entries import PlanStarted
from evenstride.training.fold import LoggedSet, Session, TrainingState
from evenstride.training.phases import DAYS_PER_WEEK, plan_week
from evenstride.training.units import day_number

HUNDRED = 100


class JumpWeek(NamedTuple):
    """What the table allows on a day. `opens` names every jump exercise unlocked so far."""

    row: PlyoWeek
    opens: frozenset[str]


def jump_week(doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> JumpWeek | None:
    """The table's row for a day: one row a week from the first jumps on; None while the door is closed."""
    if "plyo_gate" not in doors.opened_on:
        return None
    rows = catalog.rules.plyo.weeks
    first = day if doors.jumped_from is None else doors.jumped_from
    index = max(0, plan_week(state.plan, day) - plan_week(state.plan, first))
    reached = rows[: index + 1]
    return JumpWeek(_row(index, catalog), frozenset(one for row in reached for one in row.opens))


def _row(index: int, catalog: Catalog) -> PlyoWeek:
    """The table's row of a jump week, from 0; past its end the last rows repeat."""
    plyo = catalog.rules.plyo
    over = index - len(plyo.weeks)
    return plyo.weeks[index if over < 0 else over % plyo.repeat_last - plyo.repeat_last]


def set_contacts(exercise: Exercise, reps: int) -> int:
    """Landings of a set, for the foot or feet that make them."""
    return reps * exercise.contacts.per_rep if exercise.contacts else 0


def session_contacts(session: Session, catalog: Catalog) -> int:
    """Landings of the busier foot in a session."""
    both, left, right = 0, 0, 0
    for sets in session.sets.values():
        for logged in sets:
            landings = _landings(logged, catalog)
            side = logged.body["side"]
            both += landings if side == "both" else 0
            left += landings if side == "left" else 0
            right += landings if side == "right" else 0
    return both + max(left, right)


def _landings(logged: LoggedSet, catalog: Catalog) -> int:
    return set_contacts(catalog.exercise_by_id[logged.body["exercise"]], logged.body["reps"] or 0)


def session_budget(
    doors: Doors, state: TrainingState, catalog: Catalog, day: int, hills_planned: int = 0
) -> int:
    """Contacts a session may hold on a day; 0 while jumps are closed, paused, or done for the week."""
    week = jump_week(doors, state, catalog, day)
    if week is None or doors.paused_since is not None or state.plan is None:
        return 0
    rules = catalog.rules.plyo
    this_week = plan_week(state.plan, day)
    jumped = _of_week(doors.jump_sessions, this_week, state.plan)
    done = len(jumped)
    if done >= min(week.row.sessions, rules.sessions_week_max):
        return 0
    allowed = min(week.row.contacts, rules.session_max[state.plan["experience"]])
    grown = _growth_limit(doors, state.plan, catalog, this_week)
    if grown is not None:
        left = max(0, grown - _contacts(jumped, catalog))
        allowed = min(allowed, left // (week.row.sessions - done))
    hilly = sum("run_integration" in one.sets for one in _of_week(state.sessions, this_week, state.plan))
    hills = max(hilly, hills_planned)
    return max(0, allowed - hills * rules.hill_session_contacts // week.row.sessions)


def _of_week(sessions: Sequence[Session], week: int, plan: PlanStarted) -> list[Session]:
    first = day_number(plan["started_on"]) + (week - 1) * DAYS_PER_WEEK
    upcoming = bisect_left(sessions, first, key=lambda session: session.day)
    return list(
        takewhile(lambda session: session.day < first + DAYS_PER_WEEK, islice(sessions, upcoming, None))
    )


def _contacts(sessions: Iterable[Session], catalog: Catalog) -> int:
    return sum(session_contacts(session, catalog) for session in sessions)


def _growth_limit(doors: Doors, plan: PlanStarted, catalog: Catalog, this_week: int) -> int | None:
    """The most this week may hold after the last jump week that was not a lighter one; None in the first."""
    if doors.jumped_from is None:
        return None
    first = plan_week(plan, doors.jumped_from)
    for week in range(this_week - 1, first - 1, -1):
        jumped = _of_week(doors.jump_sessions, week, plan)
        if jumped and not _row(week - first, catalog).deload:
            return _contacts(jumped, catalog) * catalog.rules.plyo.weekly_growth_max_pct // HUNDRED
    return None
