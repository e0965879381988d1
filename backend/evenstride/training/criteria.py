"""What each closed door asks for beside where the runner stands: values, targets, and what is in the way.

Whether a criterion is met is for `doors` to say; here it only becomes readable. A criterion is met exactly
when all its measures reach their targets and nothing is named as lacking.
"""

from typing import Literal, NamedTuple, TypedDict

from evenstride.training.answers import GateId
from evenstride.training.catalog import Catalog
from evenstride.training.doors import (
    DAYS_PER_WEEK,
    GATES,
    Doors,
    calf_raises_asked,
    is_good,
    is_tolerated,
    jumps_clean_weeks,
    missing,
    phase_1_days,
    trainable,
)
from evenstride.training.fold import TrainingState
from evenstride.training.needs import mean_of, newest
from evenstride.training.phases import days_away
from evenstride.training.replay import Replayed
from evenstride.training.units import day_number, local_date

HUNDREDTHS = 100
"""A stand is stored in hundredths of a second."""

MeasureOf = Literal[
    "days", "sessions", "ladders", "left", "right", "reps", "pain", "weeks", "clean_weeks", "apart_pct"
]


LEGS: tuple[Literal["left"], Literal["right"]] = ("left", "right")


class Measure(TypedDict):
    """`value` is null where nothing was measured. `asks`: at least the target, at most it, or below it."""

    of: MeasureOf
    value: int | None
    target: int
    asks: Literal["least", "most", "below"]


class Criterion(TypedDict):
    """`lacking` names what numbers do not tell: ladders, warning signs, or a state of things.

    `on` is the day it comes true by itself, if nothing else happens; null where it takes something to do.
    """

    id: str
    met: bool
    measures: list[Measure]
    lacking: list[str]
    on: str | None


class DoorReport(TypedDict):
    """`open_since` is null for a closed door; an open one asks for nothing."""

    id: GateId
    open_since: str | None
    criteria: list[Criterion]


class Detail(NamedTuple):
    measures: list[Measure]
    lacking: list[str]
    on: int | None


class Asked(NamedTuple):
    """All that a criterion is read from."""

    doors: Doors
    state: TrainingState
    catalog: Catalog
    day: int


def criteria(replayed: Replayed, catalog: Catalog) -> list[DoorReport]:
    """Every door in order, on the day asked; empty before a plan is started."""
    if replayed.state.plan is None:
        return []
    asked = Asked(replayed.doors, replayed.state, catalog, replayed.state.on)
    return [_report(gate, asked) for gate in GATES]


def _report(gate: GateId, asked: Asked) -> DoorReport:
    doors, state, catalog, day = asked
    opened = doors.opened_on.get(gate)
    if opened is not None:
        return {"id": gate, "open_since": local_date(opened), "criteria": []}
    failed = set(missing(gate, doors, state, catalog, day))
    found = [_criterion(one, one not in failed, detail) for one, detail in _details(gate, asked).items()]
    return {"id": gate, "open_since": None, "criteria": found}


def _details(gate: GateId, asked: Asked) -> dict[str, Detail]:
    """Criterion → how it stands, in the catalogue's order."""
    if gate == "phase_2":
        return _of_phase_2(asked)
    return _of_plyo(asked) if gate == "plyo_gate" else _of_phase_4(asked)


def _of_phase_2(asked: Asked) -> dict[str, Detail]:
    gate = asked.catalog.gates.phase_2
    return {
        "calendar": _phase_1_over(asked),
        "sessions": _attendance(asked),
        "ladders": _good_ladders(asked),
        "step_down": _steps_down(asked, gate.step_down_max),
        "balance": _best_by_leg(asked, "sl_stand_eyes_open", gate.stand_s, HUNDREDTHS),
        "pain": _calm(gate.pain_max, gate.pain_days, asked.doors.pain_days, asked.day),
    }


def _of_plyo(asked: Asked) -> dict[str, Detail]:
    _, state, catalog, day = asked
    gate = catalog.gates.plyo_gate
    return {
        "calendar": _from_plan_day(asked, gate.plan_day),
        "calf": _best_by_leg(asked, "sl_calf_raise", calf_raises_asked(state, catalog, day), 1),
        "step_down": _steps_down(asked, gate.step_down_max),
        "squat": Detail([_least("reps", _squats(asked), gate.squat_reps)], [], None),
        "balance": _best_by_leg(asked, "sl_stand_eyes_open", gate.stand_s, HUNDREDTHS),
        "pain": _calm_mornings(asked),
        "hop_tolerance": _hops(asked),
        "safety": _safety(asked),
    }


def _of_phase_4(asked: Asked) -> dict[str, Detail]:
    gate = asked.catalog.gates.phase_4
    return {
        "calendar": _from_plan_day(asked, gate.plan_day),
        "jumps": _jumped(asked),
        "hop_asymmetry": _even_hops(asked),
        "pain": _calm(gate.pain_max, gate.pain_days, asked.doors.jump_pain_days, asked.day),
    }


def _criterion(criterion: str, met: bool, detail: Detail) -> Criterion:
    on = None if met or detail.on is None else local_date(detail.on)
    return {"id": criterion, "met": met, "measures": detail.measures, "lacking": detail.lacking, "on": on}


def _least(of: MeasureOf, value: int | None, target: int) -> Measure:
    return {"of": of, "value": value, "target": target, "asks": "least"}


def _most(of: MeasureOf, value: int | None, target: int) -> Measure:
    return {"of": of, "value": value, "target": target, "asks": "most"}


def _phase_1_over(asked: Asked) -> Detail:
    """After a very long gap the days are counted from the first session back."""
    begun = asked.doors.calendar_from
    days = phase_1_days(asked.doors, asked.state, asked.catalog, asked.day)
    if begun is None:
        return Detail([_least("days", None, days)], [], None)
    return Detail([_least("days", asked.day - begun, days)], [], begun + days)


def _from_plan_day(asked: Asked, plan_day: int) -> Detail:
    plan = asked.state.plan
    if plan is None:
        return Detail([_least("days", None, plan_day)], [], None)
    start = day_number(plan["started_on"])
    return Detail([_least("days", asked.day - start, plan_day)], [], start + plan_day)


def _attendance(asked: Asked) -> Detail:
    """Of the weeks gone by, days away left out: the fewest whole sessions that are share enough."""
    gate, begun = asked.catalog.gates.phase_2, asked.doors.calendar_from
    weeks = 0
    if begun is not None:
        weeks = (asked.day - begun - days_away(asked.state, begun, asked.day)) // DAYS_PER_WEEK
    target = _up(gate.sessions_pct * gate.sessions_a_week * weeks, 100)
    return Detail([_least("sessions", asked.doors.attended, max(0, target))], [], None)


def _good_ladders(asked: Asked) -> Detail:
    ladders = trainable(asked.state, asked.catalog)
    lacking = [one for one in ladders if not is_good(asked.doors, one, asked.day, asked.catalog)]
    return Detail([_least("ladders", len(ladders) - len(lacking), len(ladders))], lacking, None)


def _squats(asked: Asked) -> int:
    """The most that both legs did to the low seat, in training or in the sit-to-stand test."""
    sat = _best_by_leg(asked, asked.catalog.gates.plyo_gate.squat_test, 0, 1).measures
    return max(asked.doors.squat_reps, min(measure["value"] or 0 for measure in sat))


def _steps_down(asked: Asked, points: int) -> Detail:
    """Means are rounded up, so that one above the limit never reads as the limit."""
    measures = []
    for leg in LEGS:
        measured = newest(asked.state, "lateral_step_down", leg, asked.day, asked.doors.evidence_from)
        measures.append(_most(leg, None if measured is None else _up(*mean_of(measured)), points))
    return Detail(measures, [], None)


def _best_by_leg(asked: Asked, test: str, target: int, per_unit: int) -> Detail:
    measures = []
    for leg in LEGS:
        measured = newest(asked.state, test, leg, asked.day, asked.doors.evidence_from)
        best = None if measured is None else max(measured.body["trials"]) // per_unit
        measures.append(_least(leg, best, target))
    return Detail(measures, [], None)


def _calm(pain_max: int, within: int, days: dict[int, int], day: int) -> Detail:
    recent = {pain: last for pain, last in days.items() if day - last < within}
    settled = [last + within for pain, last in recent.items() if pain > pain_max]
    return Detail([_most("pain", max(recent, default=0), pain_max)], [], max(settled, default=None))


def _calm_mornings(asked: Asked) -> Detail:
    gate, doors, day = asked.catalog.gates.plyo_gate, asked.doors, asked.day
    calm = _calm(gate.pain_max, gate.pain_days, doors.pain_days, day)
    if doors.worse_morning is None or day - doors.worse_morning >= gate.pain_days:
        return calm
    settled = doors.worse_morning + gate.pain_days
    return Detail(calm.measures, ["morning"], max(settled, calm.on or settled))


def _hops(asked: Asked) -> Detail:
    """How far the newest try came."""
    if asked.doors.hops_passed is not None:
        return Detail([], [], None)
    since = asked.doors.evidence_from
    tries = [one for one in asked.state.sessions if one.body["template"] == "hop_tolerance" and one.sets]
    if not tries or tries[-1].day < since:
        return Detail([], ["not_tried"], None)
    if not is_tolerated(tries[-1], asked.catalog.gates.plyo_gate.hop_tolerance):
        return Detail([], ["not_passed"], None)
    return Detail([], ["no_morning" if tries[-1].morning is None else "worse_morning"], None)


def _safety(asked: Asked) -> Detail:
    lacking = [flag for _, flag in asked.state.red_flags]
    if asked.state.screening is not None and not asked.state.screening[1]["cleared"]:
        answers = asked.state.screening[1]["answers"]
        asks = [question.id for question in asked.catalog.safety.questions if question.before_jumps]
        lacking += [one for one in asks if answers.get(one)]
    return Detail([], lacking, None)


def _jumped(asked: Asked) -> Detail:
    gate = asked.catalog.gates.phase_4
    clean = jumps_clean_weeks(asked.doors, asked.day)
    weeks = _least("weeks", asked.doors.jump_weeks, gate.plyo_weeks)
    return Detail([weeks, _least("clean_weeks", clean, gate.clean_weeks)], [], None)


def _even_hops(asked: Asked) -> Detail:
    """Nothing to reach where the difference is inside the test noise."""
    gate = asked.catalog.gates.phase_4
    compared = asked.doors.locks.on(asked.day).newest.get(gate.hop_test)
    apart = None
    if compared is not None:
        if not compared.real:
            return Detail([], [], None)
        low, high = sorted((compared.left, compared.right))
        apart = 100 * (high - low) // high
    target = gate.asymmetry_below_pct
    return Detail([{"of": "apart_pct", "value": apart, "target": target, "asks": "below"}], [], None)


def _up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)
