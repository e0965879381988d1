"""Running drills of phase 4: which one a week holds, how much of it, and after which run (TRAINING.md 4.8).

Two weeks of uphill strides come first; then hill sprints and race-pace drills take turns, and a lighter week
holds the treadmill check. What the runner has no hill or treadmill for makes way for what needs neither.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.days import Wish
from evenstride.training.fold import Session, TrainingState
from evenstride.training.gate import known_on
from evenstride.training.hours import MIN_PER_HOUR, Run, day_of
from evenstride.training.needs import Known, entry_met
from evenstride.training.phases import exercise_equipped, plan_week
from evenstride.training.replay import Replayed
from evenstride.training.units import weekday

LADDER = "run_integration"
STRIDES, HILLS, RACE_PACE, TREADMILL = (
    "uphill_strides",
    "hill_repeats",
    "race_pace_drill",
    "controlled_treadmill_sprint",
)

ALWAYS_KEY = (RACE_PACE,)
"""Drills that count as a key run however short they are (their `setup` in the catalogue)."""

LONGER_S = 30
"""How much longer the blocks at race pace grow at a time. Design choice."""


class Drill(NamedTuple):
    """So many repeats of so many seconds; `is_key` makes the easy run before it a hard one."""

    exercise: str
    reps: int
    seconds: int
    grade_pct: int
    is_key: bool


def week_drills(last: int, replayed: Replayed, catalog: Catalog) -> dict[int, Drill]:
    """Plan week up to `last` → the drill it still holds, as if every week before it had done its own."""
    state = replayed.state
    found: dict[int, Drill] = {}
    if "phase_4" not in replayed.doors.opened_on or replayed.doors.paused_since is not None:
        return found
    this_week = plan_week(state.plan, state.on)
    counts = dict(replayed.doors.drill_weeks)
    known = known_on(replayed.tracks, replayed.doors, state.on)._replace(drill_weeks=counts)
    done = any(LADDER in one.sets and plan_week(state.plan, one.day) == this_week for one in state.sessions)
    for week in range(this_week + 1 if done else this_week, last + 1):
        drill = _drill(week, known, state, catalog)
        if drill is not None:
            found[week] = drill
            counts[drill.exercise] = counts.get(drill.exercise, 0) + 1
    return found


def _drill(week: int, known: Known, state: TrainingState, catalog: Catalog) -> Drill | None:
    counts = known.drill_weeks
    lighter = week % catalog.program.deload.every_weeks == 0
    if counts.get(STRIDES, 0) < catalog.rules.hills.strides_weeks and _may(STRIDES, known, state, catalog):
        wanted = [STRIDES]
    elif lighter:
        wanted = [TREADMILL]
    else:
        wanted = [HILLS, RACE_PACE] if week % 2 else [RACE_PACE]
    chosen = next((one for one in wanted if _may(one, known, state, catalog)), None)
    return None if chosen is None else _amount(chosen, counts.get(chosen, 0), catalog)


def _may(exercise_id: str, known: Known, state: TrainingState, catalog: Catalog) -> bool:
    exercise = catalog.exercise_by_id[exercise_id]
    return exercise_equipped(exercise, state) and all(
        entry_met(need, known, state, catalog, state.on) for need in exercise.entry
    )


def _amount(exercise_id: str, weeks: int, catalog: Catalog) -> Drill:
    """Repeats first, then seconds, by the weeks it was done before."""
    exercise, hills = catalog.exercise_by_id[exercise_id], catalog.rules.hills
    low, high = exercise.dose.reps or (1, 1)
    shortest, longest = exercise.dose.rep_seconds or (0, 0)
    reps, seconds, grade = min(high, low + weeks), shortest, hills.grade_pct[0]
    if exercise_id == STRIDES:
        reps = min(high, low + 2 * weeks)
    elif exercise_id == HILLS:
        start, add, most = hills.start_reps[1], hills.weekly_add[1], hills.reps_max[0]
        reps = min(most, start + add * weeks)
        longer = (max(0, weeks - -(-(most - start) // add)) + 1) // 2
        seconds = hills.seconds[min(longer, len(hills.seconds) - 1)]
        grade = hills.last_grade_pct if seconds == hills.seconds[-1] else grade
    elif exercise_id == RACE_PACE:
        seconds = min(longest, shortest + LONGER_S * max(0, weeks - (high - low)))
    is_key = exercise_id in ALWAYS_KEY or (exercise_id == HILLS and reps > hills.key_run_above_reps)
    return Drill(exercise_id, reps, seconds, grade, is_key)


def drill_run(
    first: int,
    days: int,
    runs: Sequence[Run],
    off_days: Collection[int],
    drill: Drill,
    wish: Wish,
    catalog: Catalog,
) -> Run | None:
    """The easy run of so many days from `first` the drill comes after: away from key runs, then early.

    A drill that is a key run itself keeps away from the day after a chosen strength day. None in a race week
    and where no easy run is planned.
    """
    rules = catalog.rules.schedule
    apart_min = rules.before_key_run_h * MIN_PER_HOUR
    keys = [run.start_min for run in runs if run.type in rules.key_runs]
    races = [day_of(run.start_min) for run in runs if run.type == "race"]

    def strain(run: Run) -> tuple[bool, int, int]:
        near = sum(abs(run.start_min - key) <= apart_min for key in keys)
        after_strength = drill.is_key and weekday(day_of(run.start_min) - 1) in wish.weekdays
        return after_strength, near, run.start_min

    easy = [
        run
        for run in runs
        if run.type == "easy"
        and first <= day_of(run.start_min) < first + days
        and day_of(run.start_min) not in off_days
        and not any(0 <= race - day_of(run.start_min) < days for race in races)
    ]
    return min(easy, key=strain, default=None)


def is_key_session(session: Session, catalog: Catalog) -> bool:
    """Whether the drills of a session that was done make it a key run."""
    sets = session.sets.get(LADDER, [])
    hills = sum(one.body["reps"] or 0 for one in sets if one.body["exercise"] == HILLS)
    return hills > catalog.rules.hills.key_run_above_reps or any(
        one.body["exercise"] in ALWAYS_KEY for one in sets
    )


def drill_seconds(exercise: Exercise, reps: int) -> int:
    """How long a drill takes, the way back included."""
    return reps * ((exercise.dose.rep_seconds or (0, 0))[1] + exercise.dose.rest_s)
