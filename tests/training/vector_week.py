"""The shorthand of `tests/vectors/week.json`. The TypeScript test reads the same.

Day 0 is Monday 2026-01-05 and, unless `start` says otherwise, the plan's first day. `pattern` holds runs of
every week as `[weekday, "HH:MM", type]`; `runs` single ones as `[day, "HH:MM", type]`; `done` sessions as
`[day, "HH:MM", type, jumps]`; `moves` as `[from, to, type]`. In `expect`, what is left out is false or empty;
a reason is its code, then its facts.
"""

from typing import Any

from evenstride.training.catalog import Catalog
from evenstride.training.days import Reason, Wish
from evenstride.training.hours import MIN_PER_DAY, Run
from evenstride.training.units import day_number, weekday
from evenstride.training.week import Done, Move, Placed, arrange, assessment_days, span

DAY_0 = day_number("2026-01-05")


def answer_to(given: dict[str, Any], catalog: Catalog) -> list[Any]:
    """What the twin must say: days for tests where lighter weeks are given, else sessions."""
    if "deload_days" in given:
        deload_days = [DAY_0 + day for day in given["deload_days"]]
        runs = _runs(given, deload_days[0] - 7, deload_days[-1] + 7)
        heavy = {DAY_0 + day for day in given.get("heavy_days", [])}
        off_days = {DAY_0 + day for day in given.get("off_days", [])}
        return [day - DAY_0 for day in assessment_days(deload_days, runs, heavy, off_days, catalog)]
    return [_shown(one) for one in _arranged(given, catalog)]


def _arranged(given: dict[str, Any], catalog: Catalog) -> list[Placed]:
    on, start = DAY_0 + given.get("on", 0), DAY_0 + given.get("start", 0)
    last = DAY_0 + given.get("last", 6)
    level = catalog.program.levels[given.get("level", "beginner")]
    return arrange(
        DAY_0 + given.get("first", given.get("on", 0)),
        last,
        on,
        start,
        _runs(given, *span(on, start, last)),
        [Done(_minute(day, at), kind, jumps) for day, at, kind, jumps in given.get("done", [])],
        [Move(DAY_0 + from_day, DAY_0 + to_day, kind) for from_day, to_day, kind in given.get("moves", [])],
        frozenset(DAY_0 + day for day in given.get("off_days", [])),
        Wish(tuple(given.get("weekdays", [])), level.unilateral_days, level.bilateral_days),
        given.get("jumps", False),
        catalog,
    )


def _runs(given: dict[str, Any], first: int, last: int) -> list[Run]:
    """A race takes the place of that day's runs."""
    single = [Run(_minute(day, at), kind) for day, at, kind in given.get("runs", [])]
    raced = {run.start_min // MIN_PER_DAY for run in single if run.type == "race"}
    weekly = [
        Run(_minute(day - DAY_0, at), kind)
        for day in range(first, last + 1)
        for wanted, at, kind in given.get("pattern", [])
        if weekday(day) == wanted and day not in raced
    ]
    return sorted(single + weekly)


def _minute(day: int, at: str) -> int:
    return (DAY_0 + day) * MIN_PER_DAY + int(at[:2]) * 60 + int(at[3:])


def _shown(one: Placed) -> dict[str, Any]:
    at_min = None if one.at_min is None else one.at_min % MIN_PER_DAY
    shown = {
        "day": one.day - DAY_0,
        "type": one.type,
        "at": None if at_min is None else f"{at_min // 60:02}:{at_min % 60:02}",
        "jumps": one.jumps,
        "half": one.half,
        "why": [_reason(reason) for reason in one.why],
        "bent": list(one.bent),
    }
    return {key: value for key, value in shown.items() if value or key == "at"} | {"day": one.day - DAY_0}


def _reason(reason: Reason) -> str:
    return " ".join([reason.code, *(f"{name}={value}" for name, value in reason.facts)])
