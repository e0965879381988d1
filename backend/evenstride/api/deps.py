"""Who is asking, and may they. Handlers take `Reader` or `Writer` as an argument."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from evenstride.api.gate import SAFE_METHODS, refuse_cross_site, refuse_other_than_json
from evenstride.api.headers import cookie_name
from evenstride.api.wiring import Wiring, wiring_of
from evenstride.errors import AccountDeleted, NotSignedIn, ScopeMissing
from evenstride.store.callers import Caller, Gone, Scope, by_cookie, by_token, touch

In = Annotated[Wiring, Depends(wiring_of)]


def find_caller(request: Request) -> Caller | Gone:
    """Who the token or the cookie belongs to; a token wins.

    Raises NotSignedIn and, for a change by cookie, CrossSite and NotJsonContent.
    """
    wiring = wiring_of(request)
    token = _bearer(request)
    cookie = request.cookies.get(cookie_name(wiring.settings))
    now_ms = wiring.now_ms()
    with wiring.database.read() as tx:
        if token is not None:
            found = by_token(tx, token)
        else:
            found = by_cookie(tx, cookie, now_ms) if cookie else None
    if found is None:
        raise NotSignedIn
    if token is None and request.method not in SAFE_METHODS:
        refuse_cross_site(request.headers, wiring.settings, must_say=True)
        refuse_other_than_json(request)
    if isinstance(found, Caller) and found.is_stale(now_ms):
        with wiring.database.write() as tx:
            touch(tx, found, now_ms)
        request.state.rolling_cookie = cookie if found.sign_in is not None else None
    return found


def _bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def demand(caller: Caller, scope: Scope) -> None:
    if scope not in caller.scopes:
        raise ScopeMissing(f"This token has no {scope} scope.")


def _caller_with(scope: Scope) -> Callable[[Request], Caller]:
    def caller(request: Request) -> Caller:
        found = find_caller(request)
        if isinstance(found, Gone):
            raise NotSignedIn("This account was deleted.")
        demand(found, scope)
        return found

    return caller


def syncing_caller(request: Request) -> Caller:
    """As `Reader`, but a phone whose account was deleted is told so. Raises AccountDeleted."""
    found = find_caller(request)
    if isinstance(found, Gone):
        raise AccountDeleted("This account was deleted.")
    demand(found, "read")
    return found


Reader = Annotated[Caller, Depends(_caller_with("read"))]
Writer = Annotated[Caller, Depends(_caller_with("write"))]


def _signed_in(caller: Writer) -> Caller:
    """Keys and devices are the runner's own business, no script's."""
    if caller.sign_in is None:
        raise ScopeMissing("A token may not do that; it takes a signed-in device.")
    return caller


SignedIn = Annotated[Caller, Depends(_signed_in)]
