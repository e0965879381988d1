"""Erasing a record for privacy: `DELETE /api/records/{kind}/{record}`."""

from typing import Any

from fastapi import APIRouter

from evenstride.api.deps import In, Writer
from evenstride.store.log import erase

router = APIRouter(tags=["records"])


@router.delete("/records/{kind}/{record}")
def erase_record(kind: str, record: str, caller: Writer, wiring: In) -> dict[str, Any]:
    """Blanks every version of the record here and, as they sync, on every device. It never comes back."""
    with wiring.database.write() as tx:
        erased = erase(tx, caller.account, kind, record, wiring.now_ms())
    wiring.watch.moved(caller.account)
    return erased
