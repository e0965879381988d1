"""What happened to the keys of an account: `/api/activity`."""

from typing import Any

from fastapi import APIRouter

from evenstride.api.deps import In, Reader
from evenstride.store.activity import latest

router = APIRouter(tags=["accounts"])


@router.get("/activity")
def recent_activity(caller: Reader, wiring: In) -> dict[str, Any]:
    """The last events, newest first: when, what, on which device, from which household's address."""
    with wiring.database.read() as tx:
        return {"events": latest(tx, caller.account)}
