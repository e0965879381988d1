"""Personal access tokens for scripts: `/api/tokens`."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import AfterValidator, Field
from starlette.responses import Response

from evenstride.api.accounts import Asked, Text, up_to
from evenstride.api.deps import In, Reader, SignedIn
from evenstride.api.described import refuses
from evenstride.api.whence import whence
from evenstride.errors import NotFound, QuotaReached
from evenstride.store import callers
from evenstride.store.activity import note
from evenstride.store.callers import Scope

NAME_MAX_CHARS = 100


def _each_once(scopes: tuple[Scope, ...]) -> tuple[Scope, ...]:
    return tuple(sorted(set(scopes)))


class NewToken(Asked):
    name: Annotated[Text, up_to(NAME_MAX_CHARS), Field(json_schema_extra={"maxLength": NAME_MAX_CHARS})]
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1, strict=False), AfterValidator(_each_once)] = (
        "read",
        "write",
    )


router = APIRouter(tags=["tokens"])


@router.post("/tokens", status_code=201, responses=refuses(QuotaReached))
def create_token(asked: NewToken, caller: SignedIn, request: Request, wiring: In) -> dict[str, Any]:
    """A token, shown this once. Takes a signed-in device: what a token made would outlast its removal."""
    now_ms = wiring.now_ms()
    with wiring.database.write() as tx:
        made = callers.add_token(tx, caller.account, asked.name, asked.scopes, now_ms)
        note(tx, caller.account, "token_made", whence(request), now_ms)
    return made


@router.get("/tokens")
def list_tokens(caller: Reader, wiring: In) -> dict[str, Any]:
    with wiring.database.read() as tx:
        return {"tokens": callers.list_tokens(tx, caller.account)}


@router.delete("/tokens/{id}", status_code=204)
def remove_token(
    token: Annotated[str, Path(alias="id")], caller: SignedIn, request: Request, wiring: In
) -> Response:
    with wiring.database.write() as tx:
        if not callers.remove_token(tx, caller.account, token):
            raise NotFound("There is no such token.")
        note(tx, caller.account, "token_removed", whence(request), wiring.now_ms())
    wiring.watch.moved(caller.account)
    return Response(status_code=204)
