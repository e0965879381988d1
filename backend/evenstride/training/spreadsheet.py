"""The log as tables that any spreadsheet opens: one line per set of a leg, one line per test of a leg.

For reading and reckoning, not for keeping: the whole log is in the log file. Text is RFC 4180 with CRLF.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from evenstride.training.catalog import ITEMS, Catalog
from evenstride.training.entries import Entry, SessionStarted, SetLogged, TestMeasured
from evenstride.training.fold import winners
from evenstride.training.units import MS_PER_DAY, MS_PER_MIN, day_number, local_date

Cell = str | int | None

SETS = (
    "performed_on",
    "local_time",
    "utc_offset_min",
    "utc_time",
    "session",
    "template",
    "ladder",
    "exercise",
    "stage",
    "microstep",
    "leg",
    "set_no",
    "reps",
    "seconds",
    "load_g",
    "tempo",
    *ITEMS,
    "rir",
    "pain",
    "stopped",
    "note",
    "record",
)
"""Checks are 0 lost, 1 wobbly, 2 clean; pain is 0 to 10; `leg` is left, right or both."""

TESTS = (
    "performed_on",
    "utc_time",
    "test",
    "leg",
    "trial_1",
    "trial_2",
    "trial_3",
    "unit",
    "pain",
    "note",
    "record",
)
"""Trials are whole numbers of `unit`; s/100 is hundredths of a second. Tests know no time zone."""

LAST_DAY = "9999-12-31"
LAST_DAY_NUMBER = day_number(LAST_DAY)
MS_PER_S = 1000

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may run as a formula when a cell begins with it. Source: OWASP, CSV injection."""


def table_of_sets(entries: Iterable[Entry]) -> list[list[Cell]]:
    """A row of SETS for every set that is not retracted, in training order."""
    by_kind = winners(entries, LAST_DAY, [])
    started: dict[str, SessionStarted] = {v.record: v.body for v in by_kind.get("session_started", [])}
    sets = sorted(
        by_kind.get("set_logged", []), key=lambda v: (v.body["performed_at"], v.body["set_no"], v.record)
    )
    return [_set_row(v.record, v.body, started.get(v.body["session"])) for v in sets]


def _set_row(record: str, body: SetLogged, session: SessionStarted | None) -> list[Cell]:
    offset_min = session["utc_offset_min"] if session else None
    local_ms = None if offset_min is None else body["performed_at"] + offset_min * MS_PER_MIN
    checks: dict[str, Any] = {**body["checks"]}
    return [
        session["performed_on"] if session else None,
        None if local_ms is None else _moment(local_ms),
        offset_min,
        _utc(body["performed_at"]),
        body["session"],
        session["template"] if session else None,
        body["ladder"],
        body["exercise"],
        body["stage"],
        body["microstep"],
        body["side"],
        body["set_no"],
        body["reps"],
        body["seconds"],
        body["load_g"],
        body["tempo"],
        *(checks.get(item) for item in ITEMS),
        body["rir"],
        body["pain"],
        body["stopped"],
        body["note"],
        record,
    ]


def table_of_tests(entries: Iterable[Entry], catalog: Catalog) -> list[list[Cell]]:
    """A row of TESTS for every test that is not retracted, in the order they were done."""
    tests = winners(entries, LAST_DAY, []).get("test_measured", [])
    in_order = sorted(tests, key=lambda v: (v.body["performed_at"], v.record))
    return [_test_row(v.record, v.body, catalog) for v in in_order]


def _test_row(record: str, body: TestMeasured, catalog: Catalog) -> list[Cell]:
    test = catalog.test_by_id.get(body["test"])
    trials: list[Cell] = [*body["trials"], None, None]
    return [
        body["performed_on"],
        _utc(body["performed_at"]),
        body["test"],
        body["side"],
        *trials[:3],
        _unit(test.unit, test.stored_per_unit) if test else None,
        body["pain"],
        body["note"],
        record,
    ]


def _unit(unit: str, stored_per_unit: int) -> str:
    return unit if stored_per_unit == 1 else f"{unit}/{stored_per_unit}"


def _utc(at_ms: int) -> str | None:
    moment = _moment(at_ms)
    return None if moment is None else f"{moment.replace(' ', 'T')}Z"


def _moment(at_ms: int) -> str | None:
    """`YYYY-MM-DD HH:MM:SS`; None for what no calendar of four-digit years holds."""
    day, ms = at_ms // MS_PER_DAY, at_ms % MS_PER_DAY
    if not 0 <= day <= LAST_DAY_NUMBER:
        return None
    s = ms // MS_PER_S
    return f"{local_date(day)} {s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}"


def csv_line(cells: Sequence[Cell]) -> str:
    return ",".join(map(_csv_cell, cells)) + "\r\n"


def _csv_cell(cell: Cell) -> str:
    """Numbers as they are. Text that could be taken for a formula begins with an apostrophe instead."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell)
    text = f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
    if any(sign in text for sign in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text
