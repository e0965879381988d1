"""What comes next, on which day, and why then (TRAINING.md 5): the week, filled from templates."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any, NamedTuple

from evenstride.training.answers import (
    Due,
    EasyItem,
    NextSession,
    Plan,
    PlanDay,
    PlannedRun,
    PlannedSession,
    Today,
)
from evenstride.training.assessments import (
    hop_tolerance_due,
    placement_due,
    regular_tests,
    tests_wanted,
    videos_due,
)
from evenstride.training.catalog import Catalog, Template
from evenstride.training.days import Reason, Wish
from evenstride.training.doses import Slot, absences, easy_item, items_of, minutes_of
from evenstride.training.drills import LADDER as DRILL_LADDER
from evenstride.training.drills import Drill, drill_run, is_key_session, week_drills
from evenstride.training.entries import PlanStarted
from evenstride.training.fold import Session, TrainingState, sessions_on
from evenstride.training.hours import MIN_PER_DAY, Run, day_of
from evenstride.training.phases import DAYS_PER_WEEK, exercise_equipped, is_deload, plan_week
from evenstride.training.progress import closed_by
from evenstride.training.replay import Replayed
from evenstride.training.symmetry import Adjustment, adjustments
from evenstride.training.units import MS_PER_MIN, day_number, local_date, weekday
from evenstride.training.week import Done, Move, Placed, arrange, assessment_days, span
from evenstride.training.words import why_today

HORIZON_DAYS = 28
"""How far ahead the next session is looked for; longer absences leave none."""

MIN_PER_HOUR = 60
JUMP_PHASE = 3
DRILL_TEMPLATE = "run_drill"


class Drills(NamedTuple):
    """Running drills from the day asked on: of each plan week, and by day with the easy run it follows."""

    of_week: Mapping[int, Drill]
    on_day: Mapping[int, tuple[Drill, Run]]


NO_DRILLS = Drills({}, {})


def plan(replayed: Replayed, catalog: Catalog, first: int, last: int) -> Plan:
    """The days first to last; sessions only from the day asked on. Empty before a plan is started."""
    state = replayed.state
    if state.plan is None:
        return {"phase": replayed.phase, "week": 0, "days": []}
    until = max(last, state.on) + DAYS_PER_WEEK
    drills = _drills(replayed, catalog, until)
    slots = _by_day(_slots(replayed, catalog, until, drills))
    tests = _test_days(replayed, catalog, first, last, slots, drills)
    adjusted = adjustments(replayed, catalog)
    days = [
        _plan_day(day, slots.get(day, []), tests.get(day, []), drills, adjusted, replayed, catalog)
        for day in range(first, last + 1)
    ]
    return {"phase": replayed.phase, "week": plan_week(state.plan, state.on), "days": days}


def today(replayed: Replayed, catalog: Catalog) -> Today:
    """The next session with its doses, and what to answer first."""
    state = replayed.state
    drills = _drills(replayed, catalog, state.on + HORIZON_DAYS)
    ahead = list(_slots(replayed, catalog, state.on + HORIZON_DAYS, drills))
    tests = _test_days(replayed, catalog, state.on, state.on, _by_day(ahead), drills).get(state.on, [])
    return {
        "on": local_date(state.on),
        "next": _next_session(*ahead[0], replayed, catalog) if ahead else None,
        "due": _due(replayed, tests, catalog) if state.plan is not None else [],
    }


def _by_day(ahead: Iterable[tuple[Slot, Placed]]) -> dict[int, list[tuple[Slot, Placed]]]:
    slots: dict[int, list[tuple[Slot, Placed]]] = {}
    for slot, placed in ahead:
        slots.setdefault(slot.day, []).append((slot, placed))
    return slots


def _slots(replayed: Replayed, catalog: Catalog, last: int, drills: Drills) -> Iterator[tuple[Slot, Placed]]:
    """Sessions from the day asked to `last`, in order; none while the plan is closed or not started."""
    state = replayed.state
    if state.plan is None or closed_by(state):
        return
    start = day_number(state.plan["started_on"])
    first_run, last_run = span(state.on, start, last)
    jumps = replayed.phase >= JUMP_PHASE and replayed.doors.paused_since is None
    placed = arrange(
        state.on,
        last,
        state.on,
        start,
        _runs(replayed, catalog, first_run, last_run, drills),
        _done(state, catalog, first_run - DAYS_PER_WEEK),
        _moves(state, catalog),
        _off_days(state),
        _wish(state.plan, state, catalog),
        jumps,
        catalog,
    )
    letter = _next_letter(state, catalog)
    drilled = {day: after for day, after in drills.on_day.items() if state.on <= day <= last}
    for one in placed:
        for day in [day for day in sorted(drilled) if day <= one.day]:
            yield _drill_slot(*drilled.pop(day), replayed, catalog)
        template = _template(one, letter, replayed.phase, catalog)
        if one.type == "unilateral":
            letter = "B" if letter == "A" else "A"
        deload = is_deload(state.plan, catalog, one.day, replayed.early_deloads)
        hilly = plan_week(state.plan, one.day) in drills.of_week
        yield Slot(one.day, template, deload, one.half, hilly=hilly), one
    for day in sorted(drilled):
        yield _drill_slot(*drilled[day], replayed, catalog)


def _wish(plan: PlanStarted, state: TrainingState, catalog: Catalog) -> Wish:
    level = catalog.program.levels[plan["experience"]]
    return Wish(tuple(_setting(state, "strength_weekdays")), level.unilateral_days, level.bilateral_days)


def _drills(replayed: Replayed, catalog: Catalog, last: int) -> Drills:
    """Every drill that sessions up to `last` may have to make room for."""
    state = replayed.state
    if state.plan is None or closed_by(state) or "phase_4" not in replayed.doors.opened_on:
        return NO_DRILLS
    wish = _wish(state.plan, state, catalog)
    start = day_number(state.plan["started_on"])
    this_week = state.on - (state.on - start) % DAYS_PER_WEEK
    last_run = span(state.on, start, last)[1]
    of_week = week_drills(plan_week(state.plan, last_run), replayed, catalog)
    runs = _runs(replayed, catalog, this_week - 1, last_run + 2 * DAYS_PER_WEEK, NO_DRILLS)
    ahead = [run for run in runs if run.type != "easy" or day_of(run.start_min) >= state.on]
    on_day: dict[int, tuple[Drill, Run]] = {}
    for week in range(this_week, last_run + 1, DAYS_PER_WEEK):
        drill = of_week.get(plan_week(state.plan, week))
        if drill is None:
            continue
        near = [run for run in ahead if week - 1 <= day_of(run.start_min) <= week + 2 * DAYS_PER_WEEK]
        run = drill_run(week, DAYS_PER_WEEK, near, _off_days(state), drill, wish, catalog)
        if run is not None:
            on_day[day_of(run.start_min)] = (drill, run)
    return Drills(of_week, on_day)


def _drill_slot(drill: Drill, run: Run, replayed: Replayed, catalog: Catalog) -> tuple[Slot, Placed]:
    day = day_of(run.start_min)
    deload = is_deload(replayed.state.plan, catalog, day, replayed.early_deloads)
    slot = Slot(day, catalog.template_by_id[DRILL_TEMPLATE], deload, half=False, drill=drill)
    why = Reason("drill_key") if drill.is_key else Reason("drill")
    return slot, Placed(day, "light", False, run.start_min, False, (why,), ())


def _setting(state: TrainingState, key: str) -> list[Any]:
    value: list[Any] = state.settings.get(key) or []
    return value


def _template(placed: Placed, letter: str, phase: int, catalog: Catalog) -> Template:
    return catalog.template_by_id[f"phase_{phase}_{letter}" if placed.type == "unilateral" else placed.type]


def _next_letter(state: TrainingState, catalog: Catalog) -> str:
    for one in reversed(state.sessions):
        if _is_training(one, catalog) and _type_of(one, catalog) == "unilateral":
            return "B" if one.body["template"].endswith("_A") else "A"
    return "A"


def _is_training(session: Session, catalog: Catalog) -> bool:
    return bool(session.sets) and session.body["template"] not in catalog.extra_templates


def _type_of(session: Session, catalog: Catalog) -> str:
    template = catalog.template_by_id.get(session.body["template"])
    return template.type if template else "unilateral"


def _done(state: TrainingState, catalog: Catalog, since: int) -> list[Done]:
    """Sessions performed, by the clock of where they were; jumps by what was done in them.

    Those from the day `since` on, and whatever lies between them and the last one-leg session.
    """
    done: list[Done] = []
    uneven = False
    for session in reversed(state.sessions):
        if uneven and session.day < since:
            break
        if not any(ladder != DRILL_LADDER for ladder in session.sets):
            continue  # a running drill takes no strength day
        jumps = any(catalog.ladder_by_id[ladder].priority == "plyo" for ladder in session.sets)
        extra = session.body["template"] in catalog.extra_templates
        kind: Any = "light" if extra else _type_of(session, catalog)
        uneven = uneven or kind == "unilateral"
        done.append(Done(_local_minute(session), kind, jumps))
    return sorted(done)


def _local_minute(session: Session) -> int:
    """The minute it began on its own day, even where a phone's clock and its date disagree."""
    local = session.body["started_at"] // MS_PER_MIN + session.body["utc_offset_min"]
    return session.day * MIN_PER_DAY + local % MIN_PER_DAY


def _moves(state: TrainingState, catalog: Catalog) -> list[Move]:
    moves = []
    for move in state.moves:
        template = catalog.template_by_id.get(move["template"])
        if template is not None:
            moves.append(Move(day_number(move["from_on"]), day_number(move["to_on"]), template.type))
    return moves


def _off_days(state: TrainingState) -> frozenset[int]:
    days: set[int] = set()
    for absence in _setting(state, "time_off"):
        first, last = day_number(absence["from"]), day_number(absence["to"])
        days.update(range(max(first, state.on - 1), min(last, state.on + 2 * HORIZON_DAYS) + 1))
    return frozenset(days)


def _runs(replayed: Replayed, catalog: Catalog, first: int, last: int, drills: Drills) -> list[Run]:
    """Every run of the days first to last: what was logged, else the race, else the week's pattern."""
    runs = []
    for day in range(first, last + 1):
        for kind, at in _runs_with_drills(replayed, catalog, day, drills):
            hours, minutes = at.split(":")
            runs.append(Run(day * MIN_PER_DAY + int(hours) * MIN_PER_HOUR + int(minutes), kind))
    return sorted(runs)


def _runs_with_drills(
    replayed: Replayed, catalog: Catalog, day: int, drills: Drills
) -> list[tuple[Any, str]]:
    """The runs of a day; an easy one with a drill that is a key run, planned or done, is a hard one."""
    state = replayed.state
    runs = _runs_on(state, day)
    planned = drills.on_day.get(day)
    keys = [f"{_clock_of(planned[1].start_min)}"] if planned is not None and planned[0].is_key else []
    if "phase_4" in replayed.doors.opened_on:
        done = [one for one in sessions_on(state, day) if is_key_session(one, catalog)]
        easy = [at for kind, at in runs if kind == "easy"]
        keys += [easy[0] if easy else _clock_of(_local_minute(one)) for one in done]
    if not keys:
        return runs
    kept = [(kind, at) for kind, at in runs if not (kind == "easy" and at in keys)]
    return sorted({*kept, *(("hard", at) for at in keys)}, key=lambda run: (run[1], run[0]))


def _runs_on(state: TrainingState, day: int) -> list[tuple[Any, str]]:
    """(type, HH:MM) of a day, in order of the clock."""
    on = local_date(day)
    logged = state.runs_on.get(on, [])
    if logged:
        planned = [(run["type"], _clock(run["started_at"], state)) for run in logged]
    elif races := [race for race in _setting(state, "races") if race["on"] == on]:
        planned = [("race", race["at"]) for race in races]
    else:
        pattern = _setting(state, "run_week")
        planned = [(run["type"], run["at"]) for run in pattern if run["weekday"] == weekday(day)]
    return sorted(planned, key=lambda run: (run[1], run[0]))


def _clock(at_ms: int, state: TrainingState) -> str:
    """The wall clock of an instant, where the last session was."""
    offset_min = state.sessions[-1].body["utc_offset_min"] if state.sessions else 0
    return _clock_of(at_ms // MS_PER_MIN + offset_min)


def _clock_of(at_min: int) -> str:
    minute = at_min % MIN_PER_DAY
    return f"{minute // MIN_PER_HOUR:02}:{minute % MIN_PER_HOUR:02}"


def _test_days(
    replayed: Replayed,
    catalog: Catalog,
    first: int,
    last: int,
    slots: dict[int, list[tuple[Slot, Placed]]],
    drills: Drills,
) -> dict[int, list[str]]:
    """What is wanted this week on its best day still to come; the regular ones in each lighter week."""
    state = replayed.state
    if closed_by(state) or state.plan is None:
        return {}
    start = day_number(state.plan["started_on"])
    this_week = state.on - (state.on - start) % DAYS_PER_WEEK
    weeks = [
        week
        for week in range(this_week, last + 1, DAYS_PER_WEEK)
        if week + DAYS_PER_WEEK > first and (week == this_week or is_deload(state.plan, catalog, week))
    ]
    heavy = {day for day, of_day in slots.items() if any(slot.template.type != "light" for slot, _ in of_day)}
    near = takewhile(lambda one: one.day >= this_week - 1, reversed(state.sessions))
    heavy |= {one.day for one in near if _is_training(one, catalog) and _type_of(one, catalog) != "light"}
    tests: dict[int, list[str]] = {}
    for week in weeks:
        days = range(week, week + DAYS_PER_WEEK)
        runs = _runs(replayed, catalog, week - 3, week + DAYS_PER_WEEK + 2, drills)
        for day in assessment_days(days, runs, heavy, _off_days(state), catalog, state.on):
            wanted = tests_wanted if week == this_week else regular_tests
            tests[day] = wanted(replayed, catalog, day)
    return tests


def _plan_day(
    day: int,
    of_day: list[tuple[Slot, Placed]],
    tests: list[str],
    drills: Drills,
    adjusted: Mapping[str, Adjustment],
    replayed: Replayed,
    catalog: Catalog,
) -> PlanDay:
    state = replayed.state
    return {
        "on": local_date(day),
        "week": plan_week(state.plan, day),
        "phase": replayed.phase,
        "deload": is_deload(state.plan, catalog, day, replayed.early_deloads),
        "runs": [
            PlannedRun(type=kind, at=at) for kind, at in _runs_with_drills(replayed, catalog, day, drills)
        ],
        "sessions": [_planned(slot, placed, adjusted, replayed, catalog) for slot, placed in of_day],
        "tests": tests,
        "bent_rules": sorted({rule for _slot, placed in of_day for rule in placed.bent}),
    }


def _planned(
    slot: Slot,
    placed: Placed,
    adjusted: Mapping[str, Adjustment],
    replayed: Replayed,
    catalog: Catalog,
) -> PlannedSession:
    minutes = minutes_of(items_of(slot, adjusted, replayed, catalog), catalog)
    return {
        "template": slot.template.id,
        "type": slot.template.type,
        "at": _at(placed),
        "minutes": minutes,
        "why": _why(slot, placed, minutes, replayed, catalog),
    }


def _at(placed: Placed) -> str | None:
    return None if placed.at_min is None else _clock_of(placed.at_min)


def _why(slot: Slot, placed: Placed, minutes: int, replayed: Replayed, catalog: Catalog) -> str:
    reasons = [*placed.why, *((Reason("deload"),) if slot.deload else ())]
    reasons += absences(slot, replayed, catalog)
    if minutes > catalog.rules.schedule.long_session_minutes:
        reasons.append(Reason("long", (("minutes", minutes),)))
    return " ".join(why_today(catalog, reason.code, dict(reason.facts)) for reason in reasons)


def _next_session(slot: Slot, placed: Placed, replayed: Replayed, catalog: Catalog) -> NextSession:
    items = items_of(slot, adjustments(replayed, catalog), replayed, catalog)
    minutes = minutes_of(items, catalog)
    around = catalog.program if slot.drill is None else None
    return {
        "on": local_date(slot.day),
        "template": slot.template.id,
        "deload": slot.deload,
        "why": _why(slot, placed, minutes, replayed, catalog),
        "minutes": minutes,
        "items": items,
        "warmup": _easy_items(around.warmup if around else (), replayed.state, catalog),
        "cooldown": _easy_items(around.cooldown if around else (), replayed.state, catalog),
    }


def _easy_items(wanted: Iterable[str], state: TrainingState, catalog: Catalog) -> list[EasyItem]:
    """Those of them that the runner has the gear for."""
    exercises = (catalog.exercise_by_id[one] for one in wanted)
    return [easy_item(exercise) for exercise in exercises if exercise_equipped(exercise, state)]


def _due(replayed: Replayed, tests: Iterable[str], catalog: Catalog) -> list[Due]:
    """Safety first, then yesterday's morning question, then what should be looked at or measured."""
    state = replayed.state
    due = [_one_due("red_flag", flag=flag) for _id, flag in state.red_flags]
    if state.screening is not None and not state.screening[1]["cleared"]:
        due.append(_one_due("screening"))
    recent = state.on - catalog.program.morning_check_days
    asked = [s for s in state.sessions if recent <= s.day < state.on and s.sets and s.morning is None]
    due.extend(_one_due("morning_check", session=s.record) for s in asked[-1:])
    if closed_by(state):
        return due
    if placement_due(replayed, catalog):
        due.append(_one_due("placement"))
    due.extend(_one_due("video_check", exercise=exercise) for exercise in videos_due(replayed, catalog))
    due.extend(_one_due("test", test=test) for test in tests)
    if hop_tolerance_due(replayed, catalog):
        due.append(_one_due("hop_tolerance"))
    return due


def _one_due(
    kind: Any,
    *,
    session: str | None = None,
    exercise: str | None = None,
    flag: str | None = None,
    test: str | None = None,
) -> Due:
    return {"kind": kind, "session": session, "exercise": exercise, "flag": flag, "test": test}
