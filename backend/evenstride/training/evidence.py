"""One ladder's part of one session, weighed: what was done, how well, at what cost."""

from collections.abc import Sequence
from typing import NamedTuple

from evenstride.training.answers import Leg
from evenstride.training.catalog import Catalog, Exercise
from evenstride.training.entries import Prescribed, SetLogged
from evenstride.training.fold import LoggedSet, Session
from evenstride.training.quality import LOST, SPOTLESS, SPOTLESS_LEG, Graded, Grades, LegSession, leg_session
from evenstride.training.route import is_timed, microstep_max, named_microsteps, set_range

NEVER = 1_000_000
"""More than any set can hold."""

LEGS: dict[str, tuple[Leg, ...]] = {"per_leg": ("left", "right"), "both": ("both",)}

SPOTLESS_LEGS: dict[str, dict[Leg, LegSession]] = {
    sides: dict.fromkeys(legs, SPOTLESS_LEG) for sides, legs in LEGS.items()
}
"""What more than half of all ladder-sessions come to."""

LastOf = dict[Leg, SetLogged]
"""The last set of each leg that did the judged exercise."""


class Weighed(NamedTuple):
    """What the rules ask of a ladder-session. Pain is of every set of the ladder, the rest of `sets`."""

    day: int
    exercise: Exercise
    stage: str
    microstep: int
    load_g: int
    every: Sequence[LoggedSet]
    """Every set of the ladder, in training order."""
    sets: Sequence[LoggedSet]
    """Those of the judged exercise and stage."""
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
    """Of the legs that did anything."""
    effort_short: Leg | None
    """The leg, or both, whose last set left too little in the tank."""
    neutral: bool
    deload: bool
    plyo: bool
    pain: int
    """The most that any set hurt."""
    pain_change: int | None
    soreness: str | None
    first_side: Leg
    morning_id: str | None


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
    exercise_id, clean = exercise.id, grades.clean(exercise.id)
    graded: dict[Leg, list[Graded]] = {leg: [] for leg in LEGS[exercise.sides]}
    last_of: LastOf = {}
    sets: list[LoggedSet] = []
    last = microstep_max(exercise, stage, low, high, catalog)
    microstep, done_min, pain = last, NEVER, 0
    cut_short, spotless = False, True
    for one in every:
        body = one.body
        pain = body["pain"] if body["pain"] > pain else pain
        if body["stopped"] == "time":
            cut_short = True
        if body["exercise"] != exercise_id or body["stage"] != stage:
            continue
        sets.append(one)
        reps = body["reps"]
        amount = reps if reps is not None else body["seconds"] or 0
        done_min = amount if amount < done_min else done_min
        microstep = body["microstep"] if body["microstep"] < microstep else microstep
        grade = SPOTLESS
        if body["checks"] != clean:
            grade, spotless = grades.of(exercise_id, body["checks"]), False
        graded[body["side"]].append(grade)
        last_of[body["side"]] = body
    wanted = max(1, told["sets"] if told else exercise.dose.sets[0])
    complete, load_g = True, NEVER
    for done in graded.values():
        if len(done) < wanted:
            complete = False
    for body in last_of.values():
        load_g = min(load_g, body["load_g"] or 0)
    if spotless and len(last_of) == len(graded):
        legs, both_good = SPOTLESS_LEGS[exercise.sides], True
    else:
        legs = {leg: leg_session(done, catalog.rules.quality) for leg, done in graded.items() if done}
        both_good = len(legs) == len(graded) and all(leg.grade == "good" for leg in legs.values())
    timed, plyo, morning = is_timed(exercise), exercise.category == "plyometric", session.morning
    deload = session.body["deload"] and not (plyo and light_week)
    at_top = (
        done_min >= high
        and (microstep == last or not named_microsteps(exercise, stage))
        and (stage != "load" or _lifted_extra(last_of, high, smallest_step_g, catalog))
    )
    # By position, as in the class: naming the fields took as long as walking the sets.
    return Weighed(
        session.day,
        exercise,
        stage,
        microstep,
        load_g,
        every,
        every if len(sets) == len(every) else sets,
        legs,
        low,
        high,
        done_min,
        done_min if timed else None,
        told is not None and told["sets"] == 0,
        complete,
        both_good,
        at_top,
        None if plyo or timed else _effort_short(last_of, catalog),
        deload or cut_short or _is_light(session, catalog) or _out_of_time(session, complete),
        deload,
        plyo,
        pain,
        morning["pain_change"] if morning else None,
        morning["soreness"] if morning else None,
        sets[0].body["side"],
        session.morning_id,
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


def amount_of(body: SetLogged) -> int:
    reps, seconds = body["reps"], body["seconds"]
    return reps if reps is not None else seconds or 0


def _lifted_extra(last_of: LastOf, high: int, smallest_step_g: int, catalog: Catalog) -> bool:
    """Whether each leg's last set went past the top by what the next weight step asks."""
    rules = catalog.rules.advance
    for body in last_of.values():
        lifted = body["load_g"] or 0
        big_step = smallest_step_g * 100 > lifted * rules.load_step_max_pct
        extra = rules.load_extra_reps_big_step if big_step else rules.load_extra_reps
        if amount_of(body) < high + extra:
            return False
    return True


def _effort_short(last_of: LastOf, catalog: Catalog) -> Leg | None:
    rir_min = catalog.rules.advance.rir_min
    short: list[Leg] = [leg for leg, body in last_of.items() if (body["rir"] or 0) < rir_min]
    return _one_or_both(short) if short else None


def _is_light(session: Session, catalog: Catalog) -> bool:
    template = catalog.template_by_id.get(session.body["template"])
    return template is not None and template.type == "light"


def _out_of_time(session: Session, complete: bool) -> bool:
    return not complete and session.finished is not None and session.finished["ended"] == "time"


def ids_of(weighed: Weighed) -> list[str]:
    """Of every set of the ladder, and of the morning answer where there is one."""
    ids = [one.id for one in weighed.every]
    return ids if weighed.morning_id is None else [*ids, weighed.morning_id]


def pain_by_leg(weighed: Weighed) -> dict[Leg, int]:
    """The most that any set of the ladder hurt, for each leg of the exercise and any other that did one."""
    worst: dict[Leg, int] = dict.fromkeys(LEGS[weighed.exercise.sides], 0)
    for one in weighed.every:
        side = one.body["side"]
        worst[side] = max(worst.get(side, 0), one.body["pain"])
    return worst


def worse_by_pain(weighed: Weighed) -> Leg:
    """The leg that hurt most; `both` when they hurt alike."""
    return _one_or_both([leg for leg, pain in pain_by_leg(weighed).items() if pain == weighed.pain])


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
