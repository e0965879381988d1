"""The doors of the plan: phase 2, jumps, phase 4. Calendar and quality must both agree (TRAINING.md 4).

`Doors` is walked day by day beside the ladders: a door once open stays open until a long gap closes it.
What a closed door still asks for is named by the ids of its criteria, in the catalogue's order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from evenstride.training.answers import GateId
from evenstride.training.catalog import Catalog, HopTolerance
from evenstride.training.evidence import Weighed
from evenstride.training.fold import LoggedSet, Session, TrainingState
from evenstride.training.needs import BOTH_LEGS, exercise_seen, mean_of, newest
from evenstride.training.phases import days_away, exercise_open, usable_rungs
from evenstride.training.symmetry import LocksByDay
from evenstride.training.units import day_number, half_up, local_date

GATES: tuple[GateId, ...] = ("phase_2", "plyo_gate", "phase_4")
"""In the order in which they open; each needs the ones before it."""

DAYS_PER_WEEK = 7
PHASE_BEFORE = 1
"""The phase the door of phase 2 leads out of."""


@dataclass(slots=True)
class Doors:
    """What the doors know after some day; grows as the log is walked."""

    locks: LocksByDay
    opened_on: dict[GateId, int] = field(default_factory=dict)
    calendar_from: int | None = None
    """The day phase 1 began: the plan's start, or the return after a very long gap."""
    returned: bool = False
    evidence_from: int = 0
    """After a gap that closed the jump door, only what was done since counts for it."""
    trained_on: int | None = None
    """The last day with a session."""
    attended: int = 0
    """One-leg sessions since phase 1 began."""
    jumped_from: int | None = None
    """The day of the first jumps since the jump door opened."""
    jump_weeks: int = 0
    """Weeks counted from there in which there were jumps."""
    last_jump_week: int | None = None
    jump_sessions: list[Session] = field(default_factory=list)
    """Every session of training with jumps in it, in training order."""
    good_running: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Ladder → sessions running good on both legs, and its last day. Enough of them stay banked."""
    pain_days: dict[int, int] = field(default_factory=dict)
    """Pain → the last day on which a session hurt at least so much."""
    jump_pain_days: dict[int, int] = field(default_factory=dict)
    worse_morning: int | None = None
    squat_reps: int = 0
    """The most reps both legs did cleanly in one session, of the squat the jump door asks for."""
    hops_passed: int | None = None
    jumps_set_back: int | None = None
    drill_weeks: dict[str, int] = field(default_factory=dict)
    """Running drill → weeks of the plan in which it was done without pain."""
    drilled: dict[str, int] = field(default_factory=dict)
    """Running drill → the last of those weeks."""
    paused_since: int | None = None
    hot_day: int = 0


def start_doors(state: TrainingState, catalog: Catalog) -> Doors:
    locks = LocksByDay(state.tests, catalog)
    return Doors(locks, calendar_from=day_number(state.plan["started_on"]) if state.plan else None)


def phase_of(doors: Doors) -> int:
    """1 to 4: one more for each door that is open in a row."""
    for phase, gate in enumerate(GATES, 1):
        if gate not in doors.opened_on:
            return phase
    return 1 + len(GATES)


def dawn(doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> None:
    """The doors at the start of a day, from sessions before it and tests up to it."""
    _close_after_gap(doors, catalog, day)
    if doors.paused_since is not None and day - doors.hot_day >= catalog.rules.pain.calm_days:
        doors.paused_since = None
    for gate in GATES:
        if gate not in doors.opened_on:
            if next(missing(gate, doors, state, catalog, day), None) is not None:
                return
            doors.opened_on[gate] = day


def _close_after_gap(doors: Doors, catalog: Catalog, day: int) -> None:
    if doors.trained_on is None:
        return
    away = day - doors.trained_on
    for band in catalog.rules.gaps:
        if away < band.days_min:
            break
        if away == band.days_min:
            for gate in band.closes:
                doors.opened_on.pop(gate, None)
            if "plyo_gate" in band.closes:
                doors.opened_on.pop("phase_4", None)
                doors.evidence_from, doors.squat_reps, doors.hops_passed = day, 0, None
                doors.jumped_from, doors.jump_weeks, doors.jumps_set_back = None, 0, None
                doors.drill_weeks, doors.drilled = {}, {}
            if "phase_2" in band.closes:
                doors.calendar_from, doors.returned, doors.attended = None, True, 0


def missing(gate: GateId, doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> Iterator[str]:
    """Ids of the criteria a door still asks for on a day, in the catalogue's order."""
    if state.plan is None:
        yield "calendar"
    elif gate == "phase_2":
        yield from _missing_phase_2(doors, state, catalog, day)
    elif gate == "plyo_gate":
        yield from _missing_plyo(doors, state, catalog, day)
    else:
        yield from _missing_phase_4(doors, state, catalog, day)


def _missing_phase_2(doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> Iterator[str]:
    gate = catalog.gates.phase_2
    begun = doors.calendar_from
    if begun is None or day - begun < phase_1_days(doors, state, catalog, day):
        yield "calendar"
    weeks = (day - begun - days_away(state, begun, day)) // DAYS_PER_WEEK if begun is not None else 0
    if doors.attended * 100 < gate.sessions_pct * gate.sessions_a_week * weeks:
        yield "sessions"
    if not all(is_good(doors, ladder, day, catalog) for ladder in trainable(state, catalog)):
        yield "ladders"
    if not _step_down(state, gate.step_down_max, day, doors.evidence_from):
        yield "step_down"
    if not _stands(state, gate.stand_s, day, doors.evidence_from):
        yield "balance"
    if _hurt(doors.pain_days, gate.pain_max + 1, day, gate.pain_days):
        yield "pain"


def phase_1_days(doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> int:
    """28; 14 after a very long gap, and for a seasoned runner whose core ladders were seen on video."""
    gate = catalog.gates.phase_2
    if doors.returned:
        return catalog.rules.absence.restart_days_min
    if state.plan is None or state.plan["experience"] != "seasoned":
        return gate.days
    return gate.days if unseen_ladders(state, catalog, day) else gate.seasoned_days


def unseen_ladders(state: TrainingState, catalog: Catalog, day: int) -> list[str]:
    """Core ladders that a video has not shown to be good yet, of those the runner has the gear for."""
    return [ladder for ladder in trainable(state, catalog) if not _ladder_seen(ladder, state, catalog, day)]


def trainable(state: TrainingState, catalog: Catalog) -> list[str]:
    """Core ladders with a rung of the first phase that the runner has the gear for."""
    return [
        ladder
        for ladder in catalog.gates.phase_2.ladders
        if any(exercise_open(rung, PHASE_BEFORE) for rung in usable_rungs(ladder, state, catalog))
    ]


def calendar_near(gate: GateId, doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> bool:
    """Whether a door's first possible day is at most a week away."""
    if state.plan is None:
        return False
    if gate == "phase_2":
        if doors.calendar_from is None:
            return False
        seasoned = state.plan["experience"] == "seasoned"
        least = catalog.gates.phase_2.seasoned_days if seasoned else catalog.gates.phase_2.days
        least = catalog.rules.absence.restart_days_min if doors.returned else least
        return day - doors.calendar_from >= least - DAYS_PER_WEEK
    plan_day = catalog.gates.plyo_gate.plan_day if gate == "plyo_gate" else catalog.gates.phase_4.plan_day
    return day - day_number(state.plan["started_on"]) >= plan_day - DAYS_PER_WEEK


def _ladder_seen(ladder: str, state: TrainingState, catalog: Catalog, day: int) -> bool:
    return any(
        exercise_seen(catalog.exercise_by_id[rung], state, day, catalog)
        for rung in catalog.ladder_by_id[ladder].rungs
    )


def is_good(doors: Doors, ladder: str, day: int, catalog: Catalog) -> bool:
    return _good_by(doors, ladder, day, catalog) >= catalog.gates.phase_2.good_sessions


def _good_by(doors: Doors, ladder: str, day: int, catalog: Catalog) -> int:
    """Sessions running good on both legs; none once days away put the ladder back."""
    good, last = doors.good_running.get(ladder, (0, day))
    away = day - last
    for band in catalog.rules.gaps:
        if away < band.days_min:
            break
        if band.back != "none":
            return 0
    return good


def _missing_plyo(doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> Iterator[str]:
    gate = catalog.gates.plyo_gate
    if state.plan is None or day - day_number(state.plan["started_on"]) < gate.plan_day:
        yield "calendar"
    calf = calf_raises_asked(state, catalog, day)
    if not all(_value_at_least(state, "sl_calf_raise", leg, calf, day, doors) for leg in BOTH_LEGS):
        yield "calf"
    if not _step_down(state, gate.step_down_max, day, doors.evidence_from):
        yield "step_down"
    sat = all(_value_at_least(state, gate.squat_test, leg, gate.squat_reps, day, doors) for leg in BOTH_LEGS)
    if doors.squat_reps < gate.squat_reps and not sat:
        yield "squat"
    if not _stands(state, gate.stand_s, day, doors.evidence_from):
        yield "balance"
    worse = doors.worse_morning is not None and day - doors.worse_morning < gate.pain_days
    if worse or _hurt(doors.pain_days, gate.pain_max + 1, day, gate.pain_days):
        yield "pain"
    if doors.hops_passed is None or doors.hops_passed > day:
        yield "hop_tolerance"
    if _unsafe(state, catalog, day):
        yield "safety"


def calf_raises_asked(state: TrainingState, catalog: Catalog, day: int) -> int:
    """Calf raises each leg must do before jumping: a share of what is typical for age and sex."""
    gate = catalog.gates.plyo_gate
    norm = _norm("sl_calf_raise", state, catalog, day)
    if norm is None:
        return gate.calf_unknown
    return min(gate.calf_high, max(gate.calf_low, half_up(norm * gate.calf_norm_pct, 100)))


def _norm(test: str, state: TrainingState, catalog: Catalog, day: int) -> int | None:
    """What is typical at the runner's age and sex; None when either is unknown."""
    sex, born = state.settings.get("sex"), state.settings.get("birth_year")
    if sex not in ("f", "m") or born is None:
        return None
    age = int(local_date(day)[:4]) - born
    norms = catalog.test_by_id[test].norms
    rows = [row for row in norms.rows if row.sex == sex] if norms else []
    reached = [row for row in rows if row.age_from <= age] or rows[:1]
    return max(reached, key=lambda row: row.age_from).value if reached else None


def _missing_phase_4(doors: Doors, state: TrainingState, catalog: Catalog, day: int) -> Iterator[str]:
    gate = catalog.gates.phase_4
    if state.plan is None or day - day_number(state.plan["started_on"]) < gate.plan_day:
        yield "calendar"
    if doors.jump_weeks < gate.plyo_weeks or jumps_clean_weeks(doors, day) < gate.clean_weeks:
        yield "jumps"
    if not doors.locks.on(day).is_even(gate.hop_test, gate.asymmetry_below_pct):
        yield "hop_asymmetry"
    if _hurt(doors.jump_pain_days, gate.pain_max + 1, day, gate.pain_days):
        yield "pain"


def jumps_clean_weeks(doors: Doors, day: int) -> int:
    """Whole weeks since a jump ladder last went back, or since the first jumps."""
    since = doors.jumps_set_back if doors.jumps_set_back is not None else doors.jumped_from
    return 0 if since is None else (day - since) // DAYS_PER_WEEK


def _value_at_least(state: TrainingState, test: str, leg: str, wanted: int, day: int, doors: Doors) -> bool:
    measured = newest(state, test, leg, day, doors.evidence_from)
    return measured is not None and max(measured.body["trials"]) >= wanted


def _stands(state: TrainingState, seconds: int, day: int, since: int) -> bool:
    measured = [newest(state, "sl_stand_eyes_open", leg, day, since) for leg in BOTH_LEGS]
    return all(one is not None and max(one.body["trials"]) >= seconds * 100 for one in measured)


def _step_down(state: TrainingState, points: int, day: int, since: int) -> bool:
    measured = [newest(state, "lateral_step_down", leg, day, since) for leg in BOTH_LEGS]
    return all(one is not None and mean_of(one)[0] <= points * mean_of(one)[1] for one in measured)


def _hurt(days: dict[int, int], pain: int, day: int, within: int) -> bool:
    """Whether any session of the last so many days hurt at least so much."""
    return any(hurt >= pain and day - last < within for hurt, last in days.items())


def _unsafe(state: TrainingState, catalog: Catalog, day: int) -> bool:
    """An open warning sign, or an answer that asks for a clinician's yes before any jump; from its day on."""
    if state.unsafe_from is not None and state.unsafe_from <= day:
        return True
    if state.screening is None or day_number(state.screening[1]["answered_on"]) > day:
        return False
    answers = state.screening[1]["answers"]
    asked = [question.id for question in catalog.safety.questions if question.before_jumps]
    return not state.screening[1]["cleared"] and any(answers.get(one) for one in asked)


def see_session(doors: Doors, session: Session, week: int, catalog: Catalog) -> None:
    """Takes in what a session says to the doors: attendance, pain, mornings, hop tolerance."""
    template = session.body["template"]
    worst, worst_jump = 0, 0
    for ladder, sets in session.sets.items():
        hurt = max([logged.body["pain"] for logged in sets])
        worst = max(worst, hurt)
        if catalog.ladder_by_id[ladder].priority == "plyo":
            worst_jump = max(worst_jump, hurt)
    if session.sets:
        doors.trained_on = session.day
        doors.pain_days[worst] = session.day
        if doors.returned and doors.calendar_from is None:
            doors.calendar_from = session.day
    if template not in catalog.extra_templates and session.sets:
        known = catalog.template_by_id.get(template)
        begun = doors.calendar_from is not None and session.day >= doors.calendar_from
        if begun and (known is None or known.type == "unilateral"):
            doors.attended += 1
        if any(catalog.ladder_by_id[ladder].priority == "plyo" for ladder in session.sets):
            doors.jump_sessions.append(session)
            _see_jumps(doors, session.day, worst_jump)
    _see_drills(doors, session, week, catalog)
    _see_pause(doors, worst, session.day, catalog)
    if session.morning is not None and session.morning["pain_change"] > 0:
        doors.worse_morning = max(doors.worse_morning or 0, day_number(session.morning["checked_on"]))
    if template == "hop_tolerance" and session.day >= doors.evidence_from and session.morning is not None:
        tolerance = catalog.gates.plyo_gate.hop_tolerance
        if is_tolerated(session, tolerance) and session.morning["pain_change"] <= tolerance.morning_max:
            doors.hops_passed = day_number(session.morning["checked_on"])


def _see_jumps(doors: Doors, day: int, pain: int) -> None:
    doors.jump_pain_days[pain] = day
    if "plyo_gate" not in doors.opened_on:
        return
    if doors.jumped_from is None:
        doors.jumped_from, doors.last_jump_week = day, None
    week = (day - doors.jumped_from) // DAYS_PER_WEEK
    if week != doors.last_jump_week:
        doors.jump_weeks, doors.last_jump_week = doors.jump_weeks + 1, week


def _see_drills(doors: Doors, session: Session, week: int, catalog: Catalog) -> None:
    """Counts the week for each running drill that was done in it without pain."""
    for logged in session.sets.get("run_integration", []) if "phase_4" in doors.opened_on else []:
        exercise = logged.body["exercise"]
        if logged.body["pain"] <= catalog.rules.pain.calm_max and doors.drilled.get(exercise) != week:
            doors.drilled[exercise] = week
            doors.drill_weeks[exercise] = doors.drill_weeks.get(exercise, 0) + 1


def _see_pause(doors: Doors, pain: int, day: int, catalog: Catalog) -> None:
    """Pain that stops an exercise pauses all jumps until a calm week has passed."""
    if pain >= catalog.rules.pain.stop:
        doors.paused_since = day
    if doors.paused_since is not None and pain > catalog.rules.pain.calm_max:
        doors.hot_day = day


def is_tolerated(session: Session, tolerance: HopTolerance) -> bool:
    sets = [logged for ladder in session.sets.values() for logged in ladder]
    if any(not _quiet(logged, tolerance) for logged in sets):
        return False
    two_leg = [s for s in sets if _hopped(s, tolerance.two_leg, "both", tolerance.two_leg_reps)]
    one_leg = {
        leg for leg in BOTH_LEGS for s in sets if _hopped(s, tolerance.one_leg, leg, tolerance.one_leg_reps)
    }
    return len(two_leg) >= tolerance.two_leg_sets and len(one_leg) == len(BOTH_LEGS)


def _quiet(logged: LoggedSet, tolerance: HopTolerance) -> bool:
    landing = logged.body["checks"].get("quiet_landing", 0)
    return landing >= tolerance.landing_min and logged.body["pain"] <= tolerance.pain_max


def _hopped(logged: LoggedSet, exercise: str, side: str, reps: int) -> bool:
    body = logged.body
    return body["exercise"] == exercise and body["side"] == side and (body["reps"] or 0) >= reps


def see_weighed(doors: Doors, ladder: str, weighed: Weighed, catalog: Catalog) -> None:
    """Takes in a judged ladder-session: good sessions running, and the squat the jump door asks for."""
    gate = catalog.gates.plyo_gate
    good, banked = _good_by(doors, ladder, weighed.day, catalog), catalog.gates.phase_2.good_sessions
    if not weighed.neutral and good < banked:
        good = good + 1 if weighed.both_good else 0
    doors.good_running[ladder] = (good, weighed.day)
    squat = catalog.exercise_by_id[gate.squat]
    if ladder == squat.ladder and weighed.complete and weighed.both_good:
        exercise = weighed.exercise
        low_seat = exercise.id == squat.id and squat.stages.index(weighed.stage) >= squat.stages.index(
            gate.squat_stage
        )
        if low_seat or exercise.rung > squat.rung:
            doors.squat_reps = max(doors.squat_reps, weighed.done_min)


def see_set_back(doors: Doors, ladder: str, day: int, catalog: Catalog) -> None:
    """A ladder went back or was stopped: what it had banked is lost."""
    doors.good_running[ladder] = (0, day)
    if catalog.ladder_by_id[ladder].priority == "plyo":
        doors.jumps_set_back = day
