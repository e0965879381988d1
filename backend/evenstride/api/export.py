"""The whole log out: `GET /api/export.json`, the file format of CONTRACT section 3."""

from collections.abc import Iterator

from fastapi import APIRouter
from starlette.responses import StreamingResponse

from evenstride.api.deps import In, Reader
from evenstride.store.database import Database
from evenstride.store.log import as_json, look, page

router = APIRouter(tags=["log"])


@router.get("/export.json")
def export_log(caller: Reader, wiring: In) -> StreamingResponse:
    """Every entry up to now, oldest first, page by page."""
    with wiring.database.read() as tx:
        head = look(tx, caller.account).head
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
