"""Signing another device out: `/api/devices`. `GET /api/account` lists them."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from evenstride.api.deps import In, SignedIn
from evenstride.api.headers import clear_cookie
from evenstride.api.whence import whence
from evenstride.errors import NotFound
from evenstride.store import activity, callers

router = APIRouter(tags=["devices"])


@router.delete("/devices/{device}", status_code=204)
def sign_device_out(device: str, caller: SignedIn, request: Request, wiring: In) -> Response:
    """The device keeps what is on it, and hears that it is signed out."""
    with wiring.database.write() as tx:
        if not callers.sign_device_out(tx, caller.account, device):
            raise NotFound("There is no such device.")
        activity.note(tx, caller.account, "device_signed_out", whence(request), wiring.now_ms())
    wiring.watch.moved(caller.account)
    response = Response(status_code=204)
    if device == caller.sign_in:
        clear_cookie(response, wiring.settings)
    return response
