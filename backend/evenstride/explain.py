"""A log file in, what it adds up to out: the output of `evenstride explain`, as JSON or for a coach."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from pydantic import TypeAdapter, ValidationError

from evenstride import training
from evenstride.errors import CannotStart
from evenstride.training.answers import Item, LadderProgress, NextSession, PlanDay
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry, LocalDate, judge
from evenstride.training.units import day_number

FORMAT = "evenstride-log"
VERSION = 1
PLAN_DAYS = 28

NOT_KNOWN_YET = ("unknown_kind", "unknown_version")
"""Written by a newer app: left out of the fold, as on the phone."""


class BrokenLog(CannotStart):
    """A log file that cannot be read: which, where in it, and why."""


def read_log(file: Path) -> tuple[list[Entry], list[str]]:
    """The entries of a log file, and a line for each that only a newer version knows. Raises BrokenLog."""
    entries, left_out = [], []
    for index, raw in enumerate(_raw_entries(file)):
        judged = judge(raw)
        if isinstance(judged, Entry):
            entries.append(judged)
            continue
        line = f"{file}: entry {index} (id {_id_of(raw)}): {judged.detail}"
        if judged.code not in NOT_KNOWN_YET:
            raise BrokenLog(line)
        left_out.append(line)
    return entries, left_out


def _raw_entries(file: Path) -> list[object]:
    try:
        log = json.loads(file.read_text("utf-8"), parse_constant=_refuse_constant, parse_int=_int)
    except OSError as error:
        raise BrokenLog(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise BrokenLog(f"{file}: byte {error.start} is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BrokenLog(f"{file}: line {error.lineno} column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BrokenLog(f"{file}: nested too deeply") from None
    except ValueError as error:
        raise BrokenLog(f"{file}: {error}") from None
    if not isinstance(log, dict) or log.get("format") != FORMAT:
        raise BrokenLog(f'{file}: is no log: "format" is not "{FORMAT}"')
    if type(log.get("v")) is not int or log["v"] != VERSION:
        raise BrokenLog(f'{file}: "v" is not {VERSION}')
    if not isinstance(log.get("entries"), list):
        raise BrokenLog(f'{file}: "entries" is not a list')
    raw_entries: list[object] = log["entries"]
    return raw_entries


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _int(digits: str) -> float | int:
    """Thousands of digits are as wrong as a fraction, and must not take quadratic time to be so."""
    return int(digits) if len(digits) <= 20 else float("inf")


def _id_of(raw: object) -> str:
    return str(raw.get("id", "none")) if isinstance(raw, dict) else "none"


def read_day(text: str) -> int:
    """The day number of `--on`. Raises CannotStart."""
    try:
        return day_number(TypeAdapter(LocalDate).validate_python(text))
    except ValidationError:
        raise CannotStart(f"--on {text!r}: must be a real day as YYYY-MM-DD") from None


def answers(entries: list[Entry], catalog: Catalog, on: int) -> dict[str, Any]:
    """The same shapes as the HTTP answers; the plan is of PLAN_DAYS days from `on`."""
    state = training.fold(entries, catalog, on)
    return {
        "progress": training.progress(state, catalog),
        "symmetry": training.symmetry(state, catalog),
        "today": training.today(state, catalog),
        "plan": training.plan(state, catalog, on, on + PLAN_DAYS - 1),
    }


def as_json(answers: dict[str, Any]) -> str:
    return json.dumps(answers, indent=2, ensure_ascii=False) + "\n"


def as_page(answers: dict[str, Any], catalog: Catalog) -> str:
    """What a coach wants to read: where the runner stands, what comes next and why."""
    return "\n".join(_page(answers, catalog)) + "\n"


def _page(answers: dict[str, Any], catalog: Catalog) -> Iterator[str]:
    progress, today = answers["progress"], answers["today"]
    days: list[PlanDay] = answers["plan"]["days"]
    if not days:
        yield f"{today['on']}: no plan has been started."
    else:
        yield f"{today['on']}: phase {progress['phase']}, week {progress['week']}"
    for due in today["due"]:
        about = due["exercise"] or due["flag"] or due["session"]
        yield f"To answer first: {due['kind'].replace('_', ' ')}" + (f" ({about})" if about else "")
    if today["next"] is not None:
        yield from _next(today["next"], catalog)
    if progress["ladders"]:
        yield "\nLadders"
        for ladder in progress["ladders"]:
            yield from _ladder(ladder, catalog)
    if any(day["sessions"] or day["runs"] for day in days):
        yield f"\nThe next {len(days)} days"
        yield from (line for day in days if (line := _day(day, catalog)))


def _next(session: NextSession, catalog: Catalog) -> Iterator[str]:
    name = catalog.template_by_id[session["template"]].name
    yield f"\nNext session: {session['on']}, {name}, about {session['minutes']} minutes"
    yield f"  {session['why']}"
    yield from (f"  {_item(item, catalog)}" for item in session["items"])


def _item(item: Item, catalog: Catalog) -> str:
    sets = (
        f"{item['sets_left']} sets"
        if item["first_side"] == "both"
        else f"left {item['sets_left']}, right {item['sets_right']}, {item['first_side']} first"
    )
    low, high = (item["reps_low"], item["reps_high"])
    dose = (
        f"{low} to {high} reps" if low is not None else f"{item['seconds_low']} to {item['seconds_high']} s"
    )
    load = f", {item['load_g'] / 1000:g} kg" if item["load_g"] else ""
    name = catalog.exercise_by_id[item["exercise"]].name
    return f"{name} ({item['stage']}): {sets}, {dose}, aim for {item['target']}{load}"


def _ladder(ladder: LadderProgress, catalog: Catalog) -> Iterator[str]:
    name = catalog.exercise_by_id[ladder["exercise"]].name
    yield f"  {ladder['ladder']}: {name}, {ladder['stage']} {ladder['microstep']}, streak {ladder['streak']}"
    verdict = ladder["verdict"]
    if verdict is not None:
        leg = f", {verdict['leg']}" if verdict["leg"] else ""
        yield f"    {verdict['decision']} ({verdict['code']}{leg}): {verdict['reason']}"


def _day(day: PlanDay, catalog: Catalog) -> str:
    sessions = [catalog.template_by_id[session["template"]].name for session in day["sessions"]]
    runs = [f"{run['type']} run {run['at']}" for run in day["runs"]]
    what = ", ".join(sessions + runs)
    deload = " (deload)" if day["deload"] and sessions else ""
    return f"  {day['on']}  {what}{deload}" if what else ""
