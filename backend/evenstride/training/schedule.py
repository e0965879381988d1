"""What comes next, and on which day (TRAINING.md 5): sessions from the templates on the runner's days."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from evenstride.training.answers import (
    Due,
    EasyItem,
    Item,
    NextSession,
    Plan,
    PlanDay,
    PlannedRun,
    PlannedSession,
    Today,
)
from evenstride.training.catalog import Catalog, Exercise, Ladder, Template
from evenstride.training.fold import Session, TrainingState
from evenstride.training.gate import Track
from evenstride.training.needs import entry_met
from evenstride.training.phases import deload_sets, exercise_open, is_deload, phase_on, plan_week
from evenstride.training.progress import closed_by
from evenstride.training.replay import Replayed
from evenstride.training.route import Position, is_timed, set_range, target
from evenstride.training.units import half_up, local_date, weekday
from evenstride.training.words import changed, cue, why_today

DEFAULT_WEEKDAYS = (2, 5)
"""Tuesday and Friday, as in the beginner's example week (TRAINING.md 5.4)."""

HOURS_PER_DAY = 24
HORIZON_DAYS = 28
"""How far ahead the next session is looked for; absences longer than that leave no next session."""

REP_S_WITHOUT_TEMPO = 2
"""A rep of a fast or sticking exercise, for the length of a session. Design choice."""


class Slot(NamedTuple):
    """A session of the plan on its day."""

    day: int
    template: Template
    deload: bool
    why: str


def plan(replayed: Replayed, catalog: Catalog, first: int, last: int) -> Plan:
    """The days first to last; sessions only from the day asked on. Empty before a plan is started."""
    state = replayed.state
    phase = phase_on(state.plan, catalog, state.on)
    if state.plan is None:
        return {"phase": phase, "week": 0, "days": []}
    slots: dict[int, list[Slot]] = {}
    for slot in _slots(replayed, catalog, last):
        slots.setdefault(slot.day, []).append(slot)
    days = [_plan_day(day, slots.get(day, []), replayed, catalog) for day in range(first, last + 1)]
    return {"phase": phase, "week": plan_week(state.plan, state.on), "days": days}


def today(replayed: Replayed, catalog: Catalog) -> Today:
    """The next session with its doses, and what to answer first."""
    state = replayed.state
    slot = next(_slots(replayed, catalog, state.on + HORIZON_DAYS), None)
    return {
        "on": local_date(state.on),
        "next": _next_session(slot, replayed, catalog) if slot else None,
        "due": _due(replayed, catalog) if state.plan is not None else [],
    }


def _slots(replayed: Replayed, catalog: Catalog, last: int) -> Iterator[Slot]:
    """Sessions from the day asked to `last`, in order; none while the plan is closed or not started."""
    state = replayed.state
    if state.plan is None or closed_by(state):
        return
    level = catalog.program.levels[state.plan["experience"]]
    done = [s for s in state.sessions if s.body["template"] not in catalog.extra_templates]
    uneven = [s for s in done if _type_of(s, catalog) == "unilateral"]
    last_uneven = uneven[-1].day if uneven else None
    letter = "B" if uneven and uneven[-1].body["template"].endswith("_A") else "A"
    counts = _done_in_weeks(done, state, catalog)
    busy = {s.day for s in done}
    for day in range(state.on, last + 1):
        if weekday(day) not in _weekdays(state) or day in busy or _is_off(state, day):
            continue
        week = plan_week(state.plan, day)
        rested = (
            last_uneven is None
            or (day - last_uneven) * HOURS_PER_DAY >= catalog.program.unilateral_hours_between
        )
        phase = phase_on(state.plan, catalog, state.on)
        deload = is_deload(state.plan, catalog, day)
        if rested and counts.get((week, "unilateral"), 0) < level.unilateral_days[1]:
            template = catalog.template_by_id[f"phase_{phase}_{letter}"]
            why = _why(day, last_uneven, deload, catalog)
            last_uneven, letter = day, "B" if letter == "A" else "A"
        elif counts.get((week, "bilateral"), 0) < level.bilateral_days[1]:
            template, why = catalog.template_by_id["bilateral"], why_today(catalog, "bilateral", {})
        elif counts.get((week, "light"), 0) < 1:
            template, why = catalog.template_by_id["light"], why_today(catalog, "light", {})
        else:
            continue
        counts[week, template.type] = counts.get((week, template.type), 0) + 1
        yield Slot(day, template, deload, why)


def _why(day: int, last_uneven: int | None, deload: bool, catalog: Catalog) -> str:
    facts = {"n": str(day - last_uneven) if last_uneven is not None else "0"}
    key = "first" if last_uneven is None else "after"
    sentence = why_today(catalog, key, facts)
    return f"{sentence} {why_today(catalog, 'deload', {})}" if deload else sentence


def _type_of(session: Session, catalog: Catalog) -> str:
    template = catalog.template_by_id.get(session.body["template"])
    return template.type if template else "unilateral"


def _done_in_weeks(done: list[Session], state: TrainingState, catalog: Catalog) -> dict[tuple[int, str], int]:
    counts: dict[tuple[int, str], int] = {}
    for session in done:
        key = (plan_week(state.plan, session.day), _type_of(session, catalog))
        counts[key] = counts.get(key, 0) + 1
    return counts


def _weekdays(state: TrainingState) -> tuple[int, ...]:
    chosen: list[int] = state.settings.get("strength_weekdays") or []
    return tuple(chosen) or DEFAULT_WEEKDAYS


def _is_off(state: TrainingState, day: int) -> bool:
    on = local_date(day)
    absences: list[dict[str, Any]] = state.settings.get("time_off", [])
    return any(absence["from"] <= on <= absence["to"] for absence in absences)


def _plan_day(day: int, slots: list[Slot], replayed: Replayed, catalog: Catalog) -> PlanDay:
    state = replayed.state
    return {
        "on": local_date(day),
        "week": plan_week(state.plan, day),
        "phase": phase_on(state.plan, catalog, day),
        "deload": is_deload(state.plan, catalog, day),
        "runs": _runs(state, day),
        "sessions": [_planned(slot, replayed, catalog) for slot in slots],
        "tests": [],
        "bent_rules": [],
    }


def _runs(state: TrainingState, day: int) -> list[PlannedRun]:
    """The week's pattern, in order of the clock; a race takes the place of that day's runs."""
    on = local_date(day)
    races: list[dict[str, Any]] = [race for race in state.settings.get("races", []) if race["on"] == on]
    if races:
        planned = [("race", race["at"]) for race in races]
    else:
        pattern: list[dict[str, Any]] = state.settings.get("run_week", [])
        planned = [(run["type"], run["at"]) for run in pattern if run["weekday"] == weekday(day)]
    return [{"type": kind, "at": at} for kind, at in sorted(planned, key=lambda run: (run[1], run[0]))]


def _planned(slot: Slot, replayed: Replayed, catalog: Catalog) -> PlannedSession:
    items = _items(slot, replayed, catalog)
    return {
        "template": slot.template.id,
        "type": slot.template.type,
        "at": None,
        "minutes": _minutes(slot, items, catalog),
        "why": slot.why,
    }


def _next_session(slot: Slot, replayed: Replayed, catalog: Catalog) -> NextSession:
    items = _items(slot, replayed, catalog)
    return {
        "on": local_date(slot.day),
        "template": slot.template.id,
        "deload": slot.deload,
        "why": slot.why,
        "minutes": _minutes(slot, items, catalog),
        "items": items,
        "warmup": [_easy_item(catalog.exercise_by_id[one]) for one in catalog.program.warmup],
        "cooldown": [_easy_item(catalog.exercise_by_id[one]) for one in catalog.program.cooldown],
    }


def _easy_item(exercise: Exercise) -> EasyItem:
    reps, seconds = exercise.dose.reps, exercise.dose.seconds
    return {
        "exercise": exercise.id,
        "sides": exercise.sides,
        "reps_low": reps[0] if reps else None,
        "reps_high": reps[1] if reps else None,
        "seconds_low": seconds[0] if seconds else None,
        "seconds_high": seconds[1] if seconds else None,
    }


def _items(slot: Slot, replayed: Replayed, catalog: Catalog) -> list[Item]:
    """The template's ladders in order, without those whose rung is not open yet."""
    phase = phase_on(replayed.state.plan, catalog, replayed.state.on)
    items = []
    for ladder_id in slot.template.slots:
        track = replayed.tracks[ladder_id]
        if _enterable(track, replayed, catalog, phase):
            items.append(_item(slot, track, catalog.ladder_by_id[ladder_id], replayed.state, catalog))
    return items


def _enterable(track: Track, replayed: Replayed, catalog: Catalog, phase: int) -> bool:
    """Whether a ladder may be trained; one not begun yet first asks for its first rung's needs."""
    exercise = catalog.exercise_by_id[track.position.exercise]
    if not exercise_open(exercise, phase):
        return False
    if track.last_day is not None or exercise.rung > 1:
        return True
    passed = frozenset[str]().union(*(one.passed for one in replayed.tracks.values()))
    return all(
        entry_met(need, passed, {}, replayed.state.tests, replayed.state.on) for need in exercise.entry
    )


def _item(slot: Slot, track: Track, ladder: Ladder, state: TrainingState, catalog: Catalog) -> Item:
    at = track.position
    exercise = catalog.exercise_by_id[at.exercise]
    timed = is_timed(exercise)
    low, high = set_range(exercise)
    sets = _sets(slot, ladder, exercise, catalog)
    aim = target(exercise, at.stage, at.microstep, low, high, catalog)
    return {
        "ladder": ladder.id,
        "exercise": at.exercise,
        "stage": at.stage,
        "microstep": at.microstep,
        "sets_left": sets,
        "sets_right": sets,
        "reps_low": None if timed else low,
        "reps_high": None if timed else high,
        "seconds_low": low if timed else None,
        "seconds_high": high if timed else None,
        "target": aim,
        "load_g": at.load_g,
        "tempo": _tempo(exercise, at, catalog),
        "rest_s": exercise.dose.rest_s,
        "first_side": _first_side(track, exercise),
        "checklist": list(exercise.checklist),
        "cue": cue(track.ruling, exercise, catalog),
        "changed": changed(track.ruling, state, catalog),
        "contacts": sets * aim * exercise.contacts.per_rep if exercise.contacts else 0,
    }


def _sets(slot: Slot, ladder: Ladder, exercise: Exercise, catalog: Catalog) -> int:
    """The template's sets within what the exercise allows; fewer in a lighter week."""
    template = slot.template
    sets = template.sets
    if template.other_sets is not None and ladder.priority != "core":
        sets = template.other_sets
    sets = min(sets, exercise.dose.sets[1])
    return deload_sets(sets, catalog) if slot.deload else sets


def _tempo(exercise: Exercise, at: Position, catalog: Catalog) -> str:
    own = catalog.stage_by_id[at.stage].tempo
    return exercise.dose.tempo if own is None or is_timed(exercise) else own


def _first_side(track: Track, exercise: Exercise) -> Any:
    """Legs take turns at going first."""
    if exercise.sides == "both":
        return "both"
    return "right" if track.last_first_side == "left" else "left"


def _minutes(slot: Slot, items: list[Item], catalog: Catalog) -> int:
    """How long the session takes, warm-up and cool-down at their midpoints; whole minutes."""
    program = catalog.program
    work_s = sum(_item_s(item, catalog) for item in items)
    around = sum(program.warmup_minutes) + sum(program.cooldown_minutes)
    return half_up(work_s, 60) + half_up(around, 2)


def _item_s(item: Item, catalog: Catalog) -> int:
    exercise = catalog.exercise_by_id[item["exercise"]]
    one_leg_s = item["target"] * (1 if is_timed(exercise) else _rep_s(item["tempo"], exercise))
    two_legs = exercise.sides == "per_leg"
    set_s = 2 * one_leg_s + catalog.program.leg_change_s if two_legs else one_leg_s
    return item["sets_left"] * (set_s + item["rest_s"])


def _rep_s(tempo: str, exercise: Exercise) -> int:
    if exercise.dose.hold_s is not None:
        return exercise.dose.hold_s + 1
    if not all(char.isdigit() or char == "X" for char in tempo):
        return REP_S_WITHOUT_TEMPO
    return sum(1 if char == "X" else int(char) for char in tempo)


def _due(replayed: Replayed, catalog: Catalog) -> list[Due]:
    """Safety first, then yesterday's morning question, then a look from outside."""
    state = replayed.state
    due: list[Due] = [_one_due("red_flag", flag=flag) for _id, flag in state.red_flags]
    if state.screening is not None and not state.screening[1]["cleared"]:
        due.append(_one_due("screening"))
    recent = state.on - catalog.program.morning_check_days
    asked = [s for s in state.sessions if recent <= s.day < state.on and s.sets and s.morning is None]
    due.extend(_one_due("morning_check", session=s.record) for s in asked[-1:])
    due.extend(
        _one_due("video_check", exercise=track.position.exercise)
        for track in replayed.tracks.values()
        if track.ruling is not None and track.ruling.why == "video"
    )
    return due


def _one_due(
    kind: Any, *, session: str | None = None, exercise: str | None = None, flag: str | None = None
) -> Due:
    return {"kind": kind, "session": session, "exercise": exercise, "flag": flag}
