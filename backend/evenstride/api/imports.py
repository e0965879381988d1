"""`POST /api/import`: a log file back in. Ids stay what they are, so importing twice changes nothing.

The file may come from another account, and from before an erasure (see `store/file_intake.py`). All of it
lands in one transaction or none of it; entries that are refused are refused alone, as in a sync, and listed.
"""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from typing_extensions import TypedDict  # pydantic needs this one below Python 3.12

from evenstride.api.deps import In, Writer
from evenstride.api.gate import read_body, too_large
from evenstride.api.limiting import IMPORTS
from evenstride.api.log_file import FILE_MAX_BYTES, LogFile, read_log_file
from evenstride.api.whence import whence
from evenstride.api.wiring import Wiring
from evenstride.errors import BadRequest, Unavailable
from evenstride.store.activity import Whence, note
from evenstride.store.file_intake import FileIntake, Refused
from evenstride.store.offers import ERASURE, read_offers
from evenstride.training.entries import Entry, judge

ERASURES_MAX = 1000
"""In one file. Each is forced to the disk by itself."""

LISTED_MAX = 1000
"""Refused entries that are listed; the rest are counted."""

AT_ONCE = 4
"""Files held at a time by this process, 32 MiB each."""

ARRIVAL_MAX_S = 300

router = APIRouter(tags=["log"])

_turns = threading.BoundedSemaphore(AT_ONCE)


class RefusedEntry(TypedDict):
    id: Any
    code: str
    detail: str


class Imported(TypedDict, total=False):
    accepted: int
    duplicate: int
    rejected: list[RefusedEntry]
    unlisted: int
    """Refused beyond the thousand that are listed; left out when there are none."""


class _OnlyALook(Exception):  # noqa: N818 # nothing went wrong: it takes a transaction back
    def __init__(self, outcome: Imported) -> None:
        super().__init__()
        self.outcome = outcome


LOG_FILE: dict[str, Any] = {
    "type": "object",
    "required": ["format", "v", "entries"],
    "properties": {
        "format": {"const": "evenstride-log"},
        "v": {"const": 1},
        "account": {"description": "whose it was; not read"},
        "exported_at": {"description": "not read"},
        "entries": {"type": "array", "items": {}, "description": "each judged alone"},
    },
}
_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": LOG_FILE}}}}

Preview = Annotated[bool, Query(description="say what would come of it, and keep nothing")]


@router.post("/import", openapi_extra=_BODY, response_model=Imported)
async def import_log(request: Request, caller: Writer, wiring: In, preview: Preview = False) -> Response:
    """Every entry of a log file, judged as a sync judges, in one transaction."""
    wiring.limits.count(IMPORTS, caller.account)
    with _turn():
        try:
            async with asyncio.timeout(ARRIVAL_MAX_S):
                body = await read_body(request, FILE_MAX_BYTES)
        except TimeoutError:
            raise BadRequest("The file took too long to arrive.") from None
        source = whence(request)
        outcome = await run_in_threadpool(_import, wiring, caller.account, body, source, preview=preview)
    # ASCII: an id is repeated as it was sent, and may be a lone surrogate, which UTF-8 cannot carry.
    return Response(json.dumps(outcome), media_type="application/json")


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(blocking=False):
        raise Unavailable("Others are importing right now.", retry_after_s=10)
    try:
        yield
    finally:
        _turns.release()


def _import(wiring: Wiring, account: str, body: bytes, source: Whence, *, preview: bool) -> Imported:
    file = read_log_file(body)
    erasures = _erasures(file)
    now_ms = wiring.now_ms()
    try:
        with wiring.database.write() as tx:
            intake = FileIntake(tx, account, erasures, now_ms)
            outcome = _take_all(file, intake)
            if preview:
                raise _OnlyALook(outcome)
            intake.finish()
            if outcome["accepted"]:
                note(tx, account, "imported", source, now_ms)
    except _OnlyALook as look:
        return look.outcome
    wiring.watch.moved(account)
    return outcome


def _erasures(file: LogFile) -> list[Entry]:
    """The file's good ones. Only entries that name the kind are parsed for it. Raises TooLarge."""
    kind = ERASURE.encode()
    judged = (judge(file.entry(index)) for index in range(file.size) if kind in file.text(index))
    found = [entry for entry in judged if isinstance(entry, Entry) and entry.kind == ERASURE]
    if len(found) > ERASURES_MAX:
        raise too_large(f"A file may hold {ERASURES_MAX} erasures.", FILE_MAX_BYTES)
    return found


def _take_all(file: LogFile, intake: FileIntake) -> Imported:
    outcome: Imported = {"accepted": 0, "duplicate": 0, "rejected": []}
    unlisted = 0
    for batch in file.batches():
        taken = intake.take(read_offers(batch))
        outcome["accepted"] += taken.accepted
        outcome["duplicate"] += taken.duplicate
        room = LISTED_MAX - len(outcome["rejected"])
        outcome["rejected"] += map(_listed, taken.refused[:room])
        unlisted += len(taken.refused[room:])
    if unlisted:
        outcome["unlisted"] = unlisted
    return outcome


def _listed(refused: Refused) -> RefusedEntry:
    return {"id": refused.id, "code": refused.code, "detail": refused.detail}
