"""A log file in, what it adds up to out: the answers behind `evenstride explain`."""

import json
from pathlib import Path
from typing import Any, NoReturn

from pydantic import TypeAdapter, ValidationError

from evenstride import training
from evenstride.catalog import language_of, load
from evenstride.errors import CannotStart
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry, LocalDate, judge
from evenstride.training.units import day_number

FORMAT = "evenstride-log"
VERSION = 1
PLAN_DAYS = 28
PAST_DAYS = 14

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


def answers(
    entries: list[Entry], catalog: Catalog, on: int, *, in_runners_language: bool = False
) -> dict[str, Any]:
    """The same shapes as the HTTP answers: the plan from `on`, PAST_DAYS of sessions up to it.

    In the language of the catalog, or in the one the runner has set, where it is one of ours.
    """
    replayed = training.fold(entries, catalog, on)
    language = language_of(replayed.state.settings.get("language"))
    if in_runners_language and language is not None:
        catalog = load(language)
    return {
        "progress": training.progress(replayed, catalog),
        "symmetry": training.symmetry(replayed, catalog),
        "today": training.today(replayed, catalog),
        "plan": training.plan(replayed, catalog, on, on + PLAN_DAYS - 1),
        "sessions": training.sessions(replayed, catalog, on - PAST_DAYS + 1, on),
    }


def as_json(answers: dict[str, Any]) -> str:
    return json.dumps(answers, indent=2, ensure_ascii=False) + "\n"
