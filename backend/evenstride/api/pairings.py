"""Adding a phone: `/api/pairings`. One device shows a code, the other sees what it joins, and joins."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field
from starlette.responses import JSONResponse, Response

from evenstride.api.accounts import JSON_ONLY, Asked
from evenstride.api.deps import In, Reader, SignedIn
from evenstride.api.described import refuses
from evenstride.api.device_label import device_label
from evenstride.api.headers import set_cookie
from evenstride.api.limiting import EVERYBODY, NEW_PAIRINGS, WRONG_PAIRINGS, WRONG_PAIRINGS_OF_ALL
from evenstride.api.whence import address_of, whence
from evenstride.api.wiring import Wiring
from evenstride.errors import CodeExpired, CodeUsed, NotFound, WrongCode
from evenstride.store import activity, callers, pairings

TYPED_MAX_CHARS = 100

T = TypeVar("T")


def _code(typed: str) -> str:
    if not pairings.is_code(typed):
        raise ValueError(f"A code has {pairings.CODE_CHARS} letters and numbers, and no U.")
    return typed


class Code(Asked):
    code: Annotated[str, Field(max_length=TYPED_MAX_CHARS), AfterValidator(_code)]


router = APIRouter(tags=["pairings"])


@router.post("/pairings", status_code=201)
def make_pairing(caller: SignedIn, request: Request, wiring: In) -> dict[str, Any]:
    """A code that lets one more device in, once. It takes the place of the code before it."""
    wiring.limits.count(NEW_PAIRINGS, caller.account)
    now_ms = wiring.now_ms()
    with wiring.database.write() as tx:
        made = pairings.make(tx, wiring.key, caller.account, device_label(request), now_ms)
        activity.note(tx, caller.account, "pairing_made", whence(request), now_ms)
    # How long it is good, too: the phone's clock may be another.
    return made._asdict() | {"good_for_ms": pairings.GOOD_FOR_MS}


@router.get("/pairings/{pairing}")
def get_pairing(pairing: str, caller: Reader, wiring: In) -> dict[str, Any]:
    """Whether a device came in with it, and which, for the one that shows the code."""
    with wiring.database.read() as tx:
        state = pairings.state(tx, caller.account, pairing)
    if state is None:
        raise NotFound("There is no such code, or not any more.")
    return state._asdict()


@router.delete("/pairings/{pairing}", status_code=204)
def take_pairing_back(pairing: str, caller: SignedIn, wiring: In) -> Response:
    """The code lets nobody in any more."""
    with wiring.database.write() as tx:
        if not pairings.take_back(tx, caller.account, pairing):
            raise NotFound("There is no such code, or not any more.")
    return Response(status_code=204)


@router.post("/pairings/look", dependencies=[JSON_ONLY], responses=refuses(WrongCode, CodeUsed, CodeExpired))
def look_at_pairing(asked: Code, request: Request, wiring: In) -> dict[str, Any]:
    """What the code would join, for the runner to see before it happens. The code stays good."""

    def joining() -> pairings.Joining:
        with wiring.database.read() as tx:
            return pairings.look(tx, wiring.key, asked.code, wiring.now_ms())

    return _tried(wiring, request, joining)._asdict()


@router.post(
    "/pairings/redeem", dependencies=[JSON_ONLY], responses=refuses(WrongCode, CodeUsed, CodeExpired)
)
def redeem_pairing(asked: Code, request: Request, wiring: In) -> Response:
    """Signs this device in to the account whose device made the code. Of several at once, one."""
    here, now_ms = whence(request), wiring.now_ms()

    def joined() -> tuple[str, str]:
        with wiring.database.write() as tx:
            account = pairings.redeem(tx, wiring.key, asked.code, here.device, now_ms)
            activity.note(tx, account, "device_joined", here, now_ms)
            return account, callers.sign_in(tx, account, here.device, now_ms, proved=False)

    account, secret = _tried(wiring, request, joined)
    response = JSONResponse({"account": account})
    set_cookie(response, wiring.settings, secret)
    return response


def _tried(wiring: Wiring, request: Request, opens: Callable[[], T]) -> T:
    """What a right code gives. Wrong ones are counted for the household and for everybody together."""
    household = address_of(request)
    wiring.limits.refuse_if_used_up(WRONG_PAIRINGS, household)
    wiring.limits.refuse_if_used_up(WRONG_PAIRINGS_OF_ALL, EVERYBODY)
    try:
        return opens()
    except WrongCode:
        wiring.limits.count(WRONG_PAIRINGS_OF_ALL, EVERYBODY)
        wiring.limits.count(WRONG_PAIRINGS, household)
        raise
