"""What a coach wants to read about a runner, as plain text: where they stand, what comes next, and why.

Made of the same answers as the HTTP routes, so nothing is decided here.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from evenstride.training.answers import (
    Due,
    GateProgress,
    Item,
    LadderProgress,
    NextSession,
    PlanDay,
    PlannedSession,
    Session,
    SessionLadder,
    Symmetry,
    SymmetryControl,
    SymmetryTest,
)
from evenstride.training.catalog import Catalog

PER_LEG = ("left", "right")

DUE = {
    "red_flag": "A warning sign is open, and closes the plan until it is cleared: {flag}",
    "screening": "The safety questions say: ask a doctor first. The plan is closed until then.",
    "morning_check": "How was the morning after the session of {session}?",
    "video_check": "Film one set of each leg: {exercise}",
    "test": "Measure: {test}",
    "hop_tolerance": "The hop test, the last step before jumps",
    "placement": "Find the rungs to start from",
}

TIER = {
    0: "no change",
    1: "this leg goes first, the other copies its reps and load",
    2: "this leg goes first, the other copies; one extra set for it, and the accessory block",
    3: "nothing new on this pattern until a professional has looked",
}


def as_page(answers: dict[str, Any], catalog: Catalog) -> str:
    """`answers` as `explain.answers` gives them; lines end with a newline."""
    return "\n".join(_page(answers, catalog)) + "\n"


def _page(answers: dict[str, Any], catalog: Catalog) -> Iterator[str]:
    progress, today = answers["progress"], answers["today"]
    days: list[PlanDay] = answers["plan"]["days"]
    if not days:
        yield f"{today['on']}: no plan has been started."
        return
    yield f"{today['on']}: phase {progress['phase']}, week {progress['week']}"
    if today["due"]:
        yield from _titled("First")
        yield from (f"  {_due(due, catalog)}" for due in today["due"])
    yield from _titled("Doors")
    for gate in progress["gates"]:
        yield from _gate(gate, catalog)
    if today["next"] is not None:
        yield from _next(today["next"], catalog)
    yield from _symmetry(answers["symmetry"], catalog)
    yield from _titled("Ladders")
    for ladder in progress["ladders"]:
        yield from _ladder(ladder, catalog)
    if answers["sessions"]:
        yield from _titled("Done lately")
        for session in answers["sessions"]:
            yield from _session(session, catalog)
    yield from _titled(f"The next {len(days)} days")
    yield from _weeks(days, catalog)


def _titled(title: str) -> Iterator[str]:
    yield ""
    yield title


def _due(due: Due, catalog: Catalog) -> str:
    flags = {flag.id: flag.text for flag in catalog.safety.red_flags}
    facts = {
        "flag": flags.get(due["flag"] or "", due["flag"] or ""),
        "session": due["session"] or "",
        "exercise": _exercise(due["exercise"], catalog),
        "test": catalog.test_by_id[due["test"]].name if due["test"] else "",
    }
    return DUE[due["kind"]].format(**facts)


def _gate(gate: GateProgress, catalog: Catalog) -> Iterator[str]:
    known = getattr(catalog.gates, gate["id"])
    yield f"  {known.name}: " + ("open" if gate["open"] else "closed. It still asks for:")
    yield from (f"    {one.text}" for one in known.criteria if one.id in gate["failed"])


def _next(session: NextSession, catalog: Catalog) -> Iterator[str]:
    name = catalog.template_by_id[session["template"]].name
    lighter = ", a lighter week" if session["deload"] else ""
    yield from _titled(f"Next session: {session['on']}, {name}, about {session['minutes']} minutes{lighter}")
    yield f"  {session['why']}"
    for item in session["items"]:
        yield f"  {_item(item, catalog)}"
        yield "    " + " · ".join(filter(None, (item["changed"], item["cue"])))


def _item(item: Item, catalog: Catalog) -> str:
    if item["first_side"] == "both":
        sets = f"{item['sets_left']} sets"
    elif item["sets_left"] == item["sets_right"]:
        sets = f"{item['sets_left']} sets a leg, {item['first_side']} first"
    else:
        sets = f"left {item['sets_left']}, right {item['sets_right']} sets, {item['first_side']} first"
    low, high = item["reps_low"], item["reps_high"]
    dose = f"{low}-{high} reps" if low is not None else f"{item['seconds_low']}-{item['seconds_high']} s"
    facts = [
        sets,
        dose,
        f"aim for {item['target']}",
        f"tempo {item['tempo']}" if item["tempo"] else "",
        _kg(item["load_g"]),
        f"{item['contacts']} contacts" if item["contacts"] else "",
        f"rest {item['rest_s']} s",
    ]
    stage = catalog.stage_by_id[item["stage"]].name
    return f"{_exercise(item['exercise'], catalog)} ({stage}): " + ", ".join(filter(None, facts))


def _symmetry(symmetry: Symmetry, catalog: Catalog) -> Iterator[str]:
    if not symmetry["tests"] and not symmetry["control"]:
        return
    yield from _titled("Left and right")
    if symmetry["lagging"]:
        yield f"  The {symmetry['lagging']} leg is catching up."
    else:
        yield "  No difference that is confirmed."
    if symmetry["headline_pct"] is not None:
        yield f"  Median of the confirmed differences of the last weeks: {symmetry['headline_pct']} %"
    yield from (f"  {_measured(test, catalog)}" for test in symmetry["tests"])
    yield from (f"  {_control(one, catalog)}" for one in symmetry["control"])


def _measured(test: SymmetryTest, catalog: Catalog) -> str:
    kind = catalog.test_by_id[test["test"]]
    values = (test["left"], test["right"], test["difference"], test["noise"])
    left, right, apart, noise = (f"{value / kind.stored_per_unit:g}" for value in values)
    if not test["real"]:
        found = "inside the noise"
    elif not test["confirmed"]:
        found = "above the noise, to be confirmed on another day"
    else:
        found = f"{test['asymmetry_pct']} %, {test['band']}, tier {test['tier']}: {TIER[test['tier']]}"
    return f"{kind.name}: left {left}, right {right} {kind.unit}; apart {apart}, noise {noise}: {found}"


def _control(one: SymmetryControl, catalog: Catalog) -> str:
    what = "faults a set" if one["kind"] == "quality_gap" else "reps in reserve at equal work"
    name = catalog.ladder_by_id[one["ladder"]].name
    return f"{name}, from the log: mean {what} differ, the {one['leg']} leg is catching up"


def _ladder(ladder: LadderProgress, catalog: Catalog) -> Iterator[str]:
    stage = catalog.stage_by_id[ladder["stage"]].name
    name = catalog.ladder_by_id[ladder["ladder"]].name
    pair = f", {ladder['streak']} of 2 clean sessions" if ladder["streak"] else ""
    yield f"  {name}: {_exercise(ladder['exercise'], catalog)} ({stage} {ladder['microstep']}){pair}"
    verdict = ladder["verdict"]
    if verdict is not None:
        leg = f", {verdict['leg']}" if verdict["leg"] else ""
        yield f"    {verdict['decision']} ({verdict['code']}{leg}): {verdict['reason']}"


def _session(session: Session, catalog: Catalog) -> Iterator[str]:
    template = catalog.template_by_id.get(session["template"])
    name = template.name if template else session["template"].replace("_", " ")
    facts = [
        name,
        "lighter week" if session["deload"] else "",
        f"ended: {session['ended']}" if session["ended"] not in (None, "complete") else "",
        "not finished" if session["finished_at"] is None else "",
        "" if session["pain_change"] is None else f"next morning {session['pain_change']:+d}",
    ]
    yield f"  {session['performed_on']}  " + ", ".join(filter(None, facts))
    for ladder in session["ladders"]:
        yield f"    {_worked(ladder, catalog)}"


def _worked(ladder: SessionLadder, catalog: Catalog) -> str:
    """One exercise of a session: amounts of each leg in order, with what was not clean."""
    sets = ladder["sets"]
    legs = []
    for leg in (*PER_LEG, "both"):
        done = [one for one in sets if one["side"] == leg]
        amounts = " ".join(f"{one['reps'] or one['seconds'] or 0}{_marks(one)}" for one in done)
        if done:
            legs.append(f"{leg} {amounts}" if leg != "both" else amounts)
    verdict = f" -> {ladder['verdict']['code']}" if ladder["verdict"] else ""
    return f"{_exercise(sets[0]['exercise'], catalog)}: {', '.join(legs)}{verdict}"


def _marks(one: Any) -> str:
    """(fair) or (poor, pain 4): nothing for a clean set."""
    marks = [
        one["set_class"] if one["set_class"] != "good" else "",
        f"pain {one['pain']}" if one["pain"] else "",
        _kg(one["load_g"]),
    ]
    said = ", ".join(filter(None, marks))
    return f" ({said})" if said else ""


def _weeks(days: list[PlanDay], catalog: Catalog) -> Iterator[str]:
    for week, of_week in groupby(days, key=lambda day: day["week"]):
        planned = list(of_week)
        lighter = ", lighter" if any(day["deload"] for day in planned) else ""
        yield f"  Week {week}{lighter}"
        yield from (line for day in planned if (line := _day(day, catalog)))


def _day(day: PlanDay, catalog: Catalog) -> str:
    runs = [f"{run['type']} run {run['at']}" for run in day["runs"]]
    sessions = [_planned(session, catalog) for session in day["sessions"]]
    tests = [catalog.test_by_id[test].name for test in day["tests"]]
    parts = [*runs, *sessions, *(["tests: " + ", ".join(tests)] if tests else [])]
    bent = f" (bends {', '.join(day['bent_rules'])})" if day["bent_rules"] else ""
    return f"    {day['on']}  {'; '.join(parts)}{bent}" if parts else ""


def _planned(session: PlannedSession, catalog: Catalog) -> str:
    at = f" {session['at']}" if session["at"] else ""
    return f"{catalog.template_by_id[session['template']].name}{at}, {session['minutes']} min"


def _exercise(exercise: str | None, catalog: Catalog) -> str:
    return catalog.exercise_by_id[exercise].name if exercise else ""


def _kg(load_g: int) -> str:
    return f"{load_g / 1000:g} kg" if load_g else ""
