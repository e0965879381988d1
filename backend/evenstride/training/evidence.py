"""One ladder's part of one session, weighed: what was done, how well, at what cost."""

from collections.abc import Sequence
from typing import NamedTuple

from evenstride.training.answers import Leg
from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import Prescribed
from evenstride.training.fold import LoggedSet, Session
from evenstride.training.quality import LOST, Grades, LegSession, leg_session
from evenstride.training.route import is_timed, microstep_max, named_microsteps, set_range

NEVER = 1_000_000
"""More than any set can hold."""

LEGS: dict[str, tuple[Leg, ...]] = {"per_leg": ("left", "right"), "both": ("both",)}


class Weighed(NamedTuple):
    """What the rules ask of a ladder-session. Pain is of every set of the ladder, the rest of `sets`."""

    day: int
    exercise: Exercise
    stage: str
    microstep: int
    load_g: int
    sets: tuple[LoggedSet, ...]
    """Sets of the judged exercise and stage, in training order."""
    legs: dict[Leg, LegSession]
    low: int
    high: int
    done_min: int
    """Fewest reps or seconds of any set."""
    seconds_min: int | None
    lone: bool
    """Extra work of one leg: nothing was asked of both."""
    complete: bool
    """Every prescribed set was done on each leg."""
    both_good: bool
    at_top: bool
    effort_short: Leg | None
    """The leg, or both, whose last set left too little in the tank."""
    neutral: bool
    deload: bool
    plyo: bool
    pain_by_leg: dict[Leg, int]
    pain_change: int | None
    soreness: str | None
    first_side: Leg
    because: tuple[str, ...]
    """Ids of the sets, and of the morning answer where there is one."""


def first_set_at(session: Session, ladder: str) -> int:
    """When the ladder's first set of the session was done, in ms."""
    return session.sets[ladder][0].body["performed_at"]


def weigh(
    session: Session, ladder: str, catalog: Catalog, smallest_step_g: int, grades: Grades, light_week: bool
) -> Weighed:
    """The ladder's part of a session that has at least one set of it."""
    every = session.sets[ladder]
    prescribed = _prescription(session, ladder)
    exercise, stage, as_prescribed = _judged_place(every, prescribed, catalog)
    told = prescribed if as_prescribed else None
    low, high = _range_told(exercise, told)
    exercise_id = exercise.id
    by_leg: dict[Leg, list[LoggedSet]] = {leg: [] for leg in LEGS[exercise.sides]}
    pain: dict[Leg, int] = dict.fromkeys(by_leg, 0)
    sets: list[LoggedSet] = []
    amounts: list[int] = []
    steps: list[int] = []
    cut_short = False
    for one in every:
        body = one.body
        side = body["side"]
        if body["pain"] > pain.get(side, -1):
            pain[side] = body["pain"]
        if body["stopped"] == "time":
            cut_short = True
        if body["exercise"] != exercise_id or body["stage"] != stage:
            continue
        sets.append(one)
        by_leg[side].append(one)
        reps = body["reps"]
        amounts.append(reps if reps is not None else body["seconds"] or 0)
        steps.append(body["microstep"])
    wanted = max(1, told["sets"] if told else exercise.dose.sets[0])
    legs: dict[Leg, LegSession] = {}
    complete, both_good, load_g = True, True, NEVER
    for leg, done in by_leg.items():
        if len(done) < wanted:
            complete = False
        if not done:
            both_good = False
            continue
        graded = [grades.of(exercise_id, one.body["checks"]) for one in done]
        legs[leg] = leg_session(graded, catalog.rules.quality)
        if legs[leg].grade != "good":
            both_good = False
        load_g = min(load_g, done[-1].body["load_g"] or 0)
    last = microstep_max(exercise, stage, low, high, catalog)
    microstep, done_min = min(last, *steps), min(amounts)
    timed, plyo = is_timed(exercise), exercise.category == "plyometric"
    because = [one.id for one in every]
    if session.morning_id is not None:
        because.append(session.morning_id)
    deload = session.body["deload"] and not (plyo and light_week)
    morning = session.morning
    return Weighed(
        day=session.day,
        exercise=exercise,
        stage=stage,
        microstep=microstep,
        load_g=load_g,
        sets=tuple(sets),
        legs=legs,
        low=low,
        high=high,
        done_min=done_min,
        seconds_min=done_min if timed else None,
        lone=told is not None and told["sets"] == 0,
        complete=complete,
        both_good=both_good,
        at_top=done_min >= high
        and (microstep == last or not named_microsteps(exercise, stage))
        and (stage != "load" or _lifted_extra(by_leg, high, smallest_step_g, catalog)),
        effort_short=None if plyo or timed else _effort_short(by_leg, catalog),
        neutral=deload or cut_short or _is_light(session, catalog) or _out_of_time(session, complete),
        deload=deload,
        plyo=plyo,
        pain_by_leg=pain,
        pain_change=morning["pain_change"] if morning else None,
        soreness=morning["soreness"] if morning else None,
        first_side=sets[0].body["side"],
        because=tuple(because),
    )


def _prescription(session: Session, ladder: str) -> Prescribed | None:
    for prescribed in session.body["prescribed"]:
        if prescribed["ladder"] == ladder:
            return prescribed
    return None


def _judged_place(
    every: Sequence[LoggedSet], prescribed: Prescribed | None, catalog: Catalog
) -> tuple[Exercise, str, bool]:
    """What was prescribed, if any of it was done; else where the runner ended up."""
    if prescribed is not None:
        exercise, stage = prescribed["exercise"], prescribed["stage"]
        for one in every:
            if one.body["exercise"] == exercise and one.body["stage"] == stage:
                return catalog.exercise_by_id[exercise], stage, True
    last = every[-1].body
    return catalog.exercise_by_id[last["exercise"]], last["stage"], False


def _range_told(exercise: Exercise, told: Prescribed | None) -> tuple[int, int]:
    """The range the runner was shown, where it was shown; else the exercise's own."""
    if told is not None:
        low, high = (
            (told["seconds_low"], told["seconds_high"])
            if is_timed(exercise)
            else (told["reps_low"], told["reps_high"])
        )
        if low is not None and high is not None and low <= high:
            return low, high
    return set_range(exercise)


def amount_of(logged: LoggedSet) -> int:
    reps, seconds = logged.body["reps"], logged.body["seconds"]
    return reps if reps is not None else seconds or 0


def _lifted_extra(
    by_leg: dict[Leg, list[LoggedSet]], high: int, smallest_step_g: int, catalog: Catalog
) -> bool:
    """Whether each leg's last set went past the top by what the next weight step asks."""
    rules = catalog.rules.advance
    for done in by_leg.values():
        if not done:
            return False
        lifted = done[-1].body["load_g"] or 0
        big_step = smallest_step_g * 100 > lifted * rules.load_step_max_pct
        extra = rules.load_extra_reps_big_step if big_step else rules.load_extra_reps
        if amount_of(done[-1]) < high + extra:
            return False
    return True


def _effort_short(by_leg: dict[Leg, list[LoggedSet]], catalog: Catalog) -> Leg | None:
    rir_min = catalog.rules.advance.rir_min
    short: list[Leg] = [leg for leg, done in by_leg.items() if done and (done[-1].body["rir"] or 0) < rir_min]
    return _one_or_both(short) if short else None


def _is_light(session: Session, catalog: Catalog) -> bool:
    template = catalog.template_by_id.get(session.body["template"])
    return template is not None and template.type == "light"


def _out_of_time(session: Session, complete: bool) -> bool:
    return not complete and session.finished is not None and session.finished["ended"] == "time"


def pain_of(weighed: Weighed) -> int:
    return max(weighed.pain_by_leg.values())


def worse_by_pain(weighed: Weighed) -> Leg:
    """The leg that hurt most; `both` when they hurt alike."""
    worst = pain_of(weighed)
    return _one_or_both([leg for leg, pain in weighed.pain_by_leg.items() if pain == worst])


def worse_by_points(weighed: Weighed, legs: Sequence[Leg]) -> Leg:
    """Of these legs the one with most fault points; `both` when they are alike."""
    most = max(weighed.legs[leg].points for leg in legs)
    return _one_or_both([leg for leg in legs if weighed.legs[leg].points == most])


def _one_or_both(legs: Sequence[Leg]) -> Leg:
    return legs[0] if len(legs) == 1 else "both"


def knee_legs(weighed: Weighed, knee_sets: int) -> list[Leg]:
    """Legs whose knee was lost in the first set, or in `knee_sets` sets, where the knee is critical."""
    # A set whose critical knee was lost is poor, and legs that are good have none of those.
    if weighed.both_good or "knee_alignment" not in weighed.exercise.critical:
        return []
    return [leg for leg in weighed.legs if _knee_lost(weighed, leg, knee_sets)]


def _knee_lost(weighed: Weighed, leg: Leg, knee_sets: int) -> bool:
    lost = [s.body["checks"].get("knee_alignment") == LOST for s in weighed.sets if s.body["side"] == leg]
    return lost[0] or sum(lost) >= knee_sets


def poor_running(running: Sequence[Weighed], sessions: int) -> list[Leg]:
    """Legs that were poor in each of the last so many sessions."""
    return _legs_running(running, sessions, ("poor",))


def not_good_running(running: Sequence[Weighed], sessions: int) -> list[Leg]:
    """Legs that were not good in any of the last so many sessions."""
    return _legs_running(running, sessions, ("poor", "fair"))


def _legs_running(running: Sequence[Weighed], sessions: int, grades: tuple[str, ...]) -> list[Leg]:
    if len(running) < sessions:
        return []
    recent = running[-sessions:]
    return [
        leg
        for leg in recent[-1].legs
        if all(leg in one.legs and one.legs[leg].grade in grades for one in recent)
    ]
