"""`POST /api/sync`: the phones' log and ours become the same log (CONTRACT section 4)."""

import json
from contextlib import suppress
from functools import partial
from typing import Annotated, Any, Literal, NoReturn

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, GetPydanticSchema, ValidationError
from pydantic_core import from_json
from sqlalchemy import Connection
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from evenstride.api.deps import demand, syncing_caller
from evenstride.api.described import BY_TOKEN_OR_COOKIE, refuses, sends, takes
from evenstride.api.gate import LIMITS, too_large
from evenstride.api.limiting import SYNCS
from evenstride.api.problems import API, fields_of, told
from evenstride.api.sync_shape import ANSWER, REQUEST
from evenstride.api.together import Work
from evenstride.api.wiring import wiring_of
from evenstride.errors import (
    AccountDeleted,
    AccountMismatch,
    Invalid,
    NotJson,
    NotSignedIn,
    Problem,
    ScopeMissing,
    UpdateNeeded,
)
from evenstride.store.log import Position, Reset, Synced, sync
from evenstride.store.offers import RETRY, Offer, Result, offers_of, read_offers
from evenstride.training.entries import PLAIN_OR_ODD, Uuid
from evenstride.training.units import SAFE_INT_MAX

PROTO = 1
PATH = f"{API}/sync"


class SyncRequest(BaseModel):
    """Entries are judged one by one, so one bad entry does not hold up the rest."""

    model_config = ConfigDict(strict=True, frozen=True)

    proto: Literal[1]
    req_id: Uuid
    account: Uuid
    device: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    build: Annotated[str, Field(max_length=200)]
    epoch: str | None
    cursor: Annotated[int, Field(ge=0, le=SAFE_INT_MAX)]
    chain: str | None
    entries: list[Any]


NO_NUMBERS = (b"NaN", b"Infinity")
"""pydantic takes them for numbers wherever a value may be anything."""


class PlainRequest(SyncRequest):
    """What nearly every request is, parsed and read in one go. What does not fit is read again, slowly."""

    model_config = ConfigDict(cache_strings="keys")

    entries: Annotated[
        list[Annotated[Any, GetPydanticSchema(lambda _type, _handler: PLAIN_OR_ODD)]],
        Field(max_length=LIMITS["entries"]),
    ]


router = APIRouter(tags=["sync"])


@router.post(
    "/sync",
    openapi_extra=BY_TOKEN_OR_COOKIE | takes(REQUEST),
    responses={
        **sends("application/json", ANSWER),
        **refuses(NotSignedIn, ScopeMissing, AccountMismatch, AccountDeleted, UpdateNeeded),
    },
)
async def post_sync(request: Request) -> Response:
    """Offer entries, and read the page after the cursor."""
    body = await request.body()
    answer = await wiring_of(request).syncs.answer(len(body), partial(_read, request, body))
    return Response(answer, media_type="application/json")


class SyncDoor:
    """Leads a sync to its route past FastAPI's router, whose work costs as much as that of a small push."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        try:
            response = await post_sync(Request(scope, receive))
        except Problem as problem:
            response = told(problem, PATH)
        await response(scope, receive, send)


def _read(request: Request, body: bytes) -> Work:
    wiring = wiring_of(request)
    caller = syncing_caller(request)
    wiring.limits.count(SYNCS, caller.account)
    asked, offers = read_quickly(body)
    if asked.account != caller.account:
        raise AccountMismatch("You are signed in to another account.")
    if asked.entries:
        demand(caller, "write")
    position = Position(asked.epoch, asked.cursor, asked.chain)
    now_ms = wiring.now_ms()

    def take_in(tx: Connection) -> Synced | Reset:
        return sync(tx, caller.account, position, offers, now_ms)

    def say(outcome: Synced | Reset) -> bytes:
        if offers:
            wiring.watch.moved(caller.account)
        return _as_text(asked.req_id, now_ms, outcome).encode()

    return Work(bool(offers), take_in, say)


def read_quickly(body: bytes) -> tuple[SyncRequest, list[Offer]]:
    """As `read_request`, and what it offers."""
    # A single byte is found ten times as fast, and is hardly ever there.
    if not any(word[:1] in body and word in body for word in NO_NUMBERS):
        with suppress(ValidationError):
            plain = PlainRequest.model_validate_json(body, extra="forbid")
            return plain, offers_of(plain.entries)
    asked = read_request(body)
    return asked, read_offers(asked.entries)


def read_request(body: bytes) -> SyncRequest:
    """Raises NotJson, UpdateNeeded, Invalid or TooLarge."""
    raw = parse(body)
    proto = raw.get("proto") if isinstance(raw, dict) else None
    if type(proto) is int and proto != PROTO:
        raise UpdateNeeded(f"This server speaks protocol {PROTO}.")
    try:
        asked = SyncRequest.model_validate(raw)
    except ValidationError as error:
        fields = fields_of(error.errors(include_url=False, include_input=False))
        raise Invalid("Some fields are missing or wrong.", fields=fields) from None
    if len(asked.entries) > LIMITS["entries"]:
        raise too_large(f"At most {LIMITS['entries']} entries at once.")
    return asked


def parse(body: bytes) -> object:
    """JSON as it came, lone surrogates included, so that each entry is refused alone. Raises NotJson."""
    try:
        return from_json(body, allow_inf_nan=False, cache_strings="keys")
    except ValueError:
        return _parse_slowly(body)


def _parse_slowly(body: bytes) -> object:
    """The law. The fast parser says the same wherever it says anything; it takes no lone surrogate."""
    try:
        return json.loads(body.decode(), parse_constant=_no_constant, parse_int=_int)
    except (ValueError, RecursionError):
        # ValueError is broken UTF-8 and broken JSON alike.
        raise NotJson("The body cannot be parsed as JSON.") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _int(digits: str) -> int:
    """Numbers no phone can hold become one that is refused: reading them would take quadratic time."""
    return int(digits) if len(digits) <= 20 else SAFE_INT_MAX + 1


def _as_text(req_id: str, now_ms: int, outcome: Synced | Reset) -> str:
    """Joined text: stored rows are sent on as they lie, never parsed again."""
    start = f'{{"req_id":"{req_id}","server_time":{now_ms},"epoch":"{outcome.epoch}"'
    if isinstance(outcome, Reset):
        return f'{start},"reset":true,"reason":"{outcome.reason}"}}'
    results = ",".join(map(_result, outcome.results))
    more = "true" if outcome.next < outcome.head else "false"
    return (
        f'{start},"results":[{results}],"rows":[{outcome.rows}],"next":{outcome.next},'
        f'"chain":"{outcome.chain}","more":{more},"head":{outcome.head}}}'
    )


def _result(result: Result) -> str:
    if result.code is None:
        return f'{{"id":"{result.id}","status":"{result.status}"}}'  # it was judged: its id is a UUID
    said = {"id": result.id, "status": result.status, "code": result.code, "detail": result.detail}
    return json.dumps(said | {"retry": RETRY[result.code]}, separators=(",", ":"))
