"""The whole log out: `GET /api/export.json`, the file format of CONTRACT section 3, and its sets and tests as
tables: `GET /api/export.csv`."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import StreamingResponse

from evenstride.api.deps import In, Reader
from evenstride.api.described import sends
from evenstride.api.whence import whence
from evenstride.api.wiring import Wiring
from evenstride.store.activity import latest, note
from evenstride.store.callers import MS_PER_DAY
from evenstride.store.database import Database
from evenstride.store.log import as_json, look, page, read_entries
from evenstride.training.spreadsheet import SETS, TESTS, Cell, csv_line, table_of_sets, table_of_tests

LINES_AT_ONCE = 500

What = Annotated[
    Literal["sets", "tests"], Query(description="one line per set of a leg, or per test of a leg")
]

router = APIRouter(tags=["log"])


@router.get("/export.csv", response_class=StreamingResponse, responses=sends("text/csv"))
def export_table(request: Request, caller: Reader, wiring: In, what: What = "sets") -> StreamingResponse:
    """Sets or tests up to now as CSV. Text that could run as a formula begins with an apostrophe."""
    with wiring.database.read() as tx:
        entries = read_entries(tx, caller.account, 0, look(tx, caller.account).head)
    _note(request, wiring, caller.account)
    if what == "sets":
        lines = _lines(SETS, table_of_sets(entries))
    else:
        lines = _lines(TESTS, table_of_tests(entries, wiring.catalog))
    return StreamingResponse(
        lines,
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="evenstride-{what}.csv"'},
    )


def _lines(header: Sequence[str], rows: list[list[Cell]]) -> Iterator[str]:
    yield csv_line(header)
    for start in range(0, len(rows), LINES_AT_ONCE):
        yield "".join(map(csv_line, rows[start : start + LINES_AT_ONCE]))


@router.get("/export.json")
def export_log(request: Request, caller: Reader, wiring: In) -> StreamingResponse:
    """Every entry up to now, oldest first, page by page."""
    with wiring.database.read() as tx:
        head = look(tx, caller.account).head
    _note(request, wiring, caller.account)
    return StreamingResponse(
        _file(wiring.database, caller.account, head, wiring.now_ms()),
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="evenstride-log.json"'},
    )


def _file(database: Database, account: str, head: int, now_ms: int) -> Iterator[str]:
    yield f'{{"format":"evenstride-log","v":1,"account":"{account}","exported_at":{now_ms},"entries":['
    after = 0
    while after < head:
        # A transaction per page: a slow reader must not hold one open. Rows up to `head` do not move.
        with database.read() as tx:
            rows = page(tx, account, after, head)
        if not rows:
            raise LookupError("the account was deleted during its export")
        yield ("," if after else "") + ",".join(as_json(row, with_seq=False) for row in rows)
        after = rows[-1].seq
    yield "]}"


def _note(request: Request, wiring: Wiring, account: str) -> None:
    """Once a day for each device: a script that fetches the log every hour must not push all else out."""
    now_ms, source = wiring.now_ms(), whence(request)
    with wiring.database.read() as tx:
        is_noted = any(
            event["what"] == "exported"
            and (event["device"], event["address"]) == source
            and event["at"] > now_ms - MS_PER_DAY
            for event in latest(tx, account)
        )
    if not is_noted:
        with wiring.database.write() as tx:
            note(tx, account, "exported", source, now_ms)
