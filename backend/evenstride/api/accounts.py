"""Accounts and signing in: `/api/accounts`, `/api/account`, `/api/session`."""

import unicodedata
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from starlette.responses import JSONResponse, Response

from evenstride.api.deps import In, Reader, Writer
from evenstride.api.described import refuses
from evenstride.api.device_label import device_label
from evenstride.api.gate import refuse_cross_site, refuse_other_than_json
from evenstride.api.headers import clear_cookie, cookie_name, set_cookie
from evenstride.api.limiting import NEW_ACCOUNTS, SIGN_INS, WRONG_TRIES
from evenstride.api.whence import address_of
from evenstride.api.wiring import Wiring
from evenstride.errors import (
    FieldError,
    Invalid,
    InviteNeeded,
    NameTaken,
    RegistrationClosed,
    WrongCredentials,
)
from evenstride.settings import Settings
from evenstride.store import accounts, callers
from evenstride.store.secret import hash_of_password, is_password

PASSWORD_MIN_CHARS = 10
PASSWORD_MAX_CHARS = 1024
"""Room for any sentence; a bound, because hashing is slow."""

NAME_MAX_CHARS = 64
RECOVERY_MAX_CHARS = 200


def _plain(text: str) -> str:
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise ValueError("holds a control character")
    return text


_IN_WORDS = Field(
    json_schema_extra={"pattern": r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"}
)
"""What `Text` is, for tools."""

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_plain), _IN_WORDS
]
Name = Annotated[Text, Field(max_length=NAME_MAX_CHARS)]
NewPassword = Annotated[str, Field(min_length=PASSWORD_MIN_CHARS, max_length=PASSWORD_MAX_CHARS)]


class Asked(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class NewAccount(Asked):
    name: Name | None = None
    password: NewPassword | None = None


class Credentials(Asked):
    """A name with its password, or a recovery code alone."""

    name: Annotated[str, Field(max_length=NAME_MAX_CHARS)] | None = None
    password: Annotated[str, Field(max_length=PASSWORD_MAX_CHARS)] | None = None
    recovery_code: Annotated[str, Field(max_length=RECOVERY_MAX_CHARS)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        by_name = self.name is not None and self.password is not None and self.recovery_code is None
        by_code = self.recovery_code is not None and self.name is None and self.password is None
        if not (by_name or by_code):
            raise ValueError("send name and password, or recovery_code")
        return self


class Change(Asked):
    """Only the fields that are sent change; null takes a name or a password away."""

    name: Name | None = None
    password: NewPassword | None = None
    renew_recovery_code: bool = False


router = APIRouter(tags=["accounts"])
JSON_ONLY = Depends(refuse_other_than_json)


@router.post(
    "/accounts",
    status_code=201,
    dependencies=[JSON_ONLY],
    responses=refuses(RegistrationClosed, InviteNeeded, NameTaken),
)
def create_account(asked: NewAccount, request: Request, wiring: In) -> Response:
    """A new account, signed in. The recovery code is shown this once."""
    _refuse_registration(wiring.settings)
    _refuse_nameless_password(asked.name, asked.password is not None)
    wiring.limits.count(NEW_ACCOUNTS, address_of(request))
    password_hash = None if asked.password is None else hash_of_password(asked.password)
    now_ms = wiring.now_ms()
    with wiring.database.write() as tx:
        account, code = accounts.create(tx, asked.name, password_hash, now_ms)
        secret = callers.sign_in(tx, account, device_label(request), now_ms)
    response = JSONResponse({"account": account, "recovery_code": code}, 201)
    set_cookie(response, wiring.settings, secret)
    return response


@router.post("/session", dependencies=[JSON_ONLY], responses=refuses(WrongCredentials))
def sign_in(asked: Credentials, request: Request, wiring: In) -> Response:
    """Signs this device in."""
    wiring.limits.count(SIGN_INS, address_of(request))
    account = _opened(asked, wiring)
    with wiring.database.write() as tx:
        secret = callers.sign_in(tx, account, device_label(request), wiring.now_ms())
    response = JSONResponse({"account": account})
    set_cookie(response, wiring.settings, secret)
    return response


@router.delete("/session", status_code=204)
def sign_out(request: Request, wiring: In) -> Response:
    """Signs this device out. It is no error to be signed out already."""
    secret = request.cookies.get(cookie_name(wiring.settings))
    if secret:
        refuse_cross_site(request.headers, wiring.settings, must_say=True)
        with wiring.database.write() as tx:
            account = callers.sign_out(tx, secret)
        if account is not None:
            wiring.watch.moved(account)
    response = Response(status_code=204)
    clear_cookie(response, wiring.settings)
    return response


@router.get("/account")
def get_account(caller: Reader, wiring: In) -> dict[str, Any]:
    """Who am I, and on which devices."""
    with wiring.database.read() as tx:
        return accounts.describe(tx, caller.account, caller.sign_in)


@router.patch("/account", responses=refuses(NameTaken))
def change_account(asked: Change, caller: Writer, wiring: In) -> dict[str, Any]:
    """The account as it is now; with a new recovery code, if one was asked for, shown this once."""
    said = asked.model_fields_set
    password_hash = None if asked.password is None else hash_of_password(asked.password)
    new_code = {}
    with wiring.database.write() as tx:
        before = accounts.describe(tx, caller.account, caller.sign_in)
        _refuse_nameless_password(
            asked.name if "name" in said else before["name"],
            asked.password is not None if "password" in said else before["has_password"],
        )
        if "name" in said:
            accounts.rename(tx, caller.account, asked.name)
        if "password" in said:
            accounts.set_password(tx, caller.account, password_hash)
        if asked.renew_recovery_code:
            new_code = {"recovery_code": accounts.renew_recovery_code(tx, caller.account)}
        after = accounts.describe(tx, caller.account, caller.sign_in)
    return after | new_code


@router.delete("/account", status_code=204)
def delete_account(caller: Writer, wiring: In) -> Response:
    """Erases everything at once. The cookie stays, so that this phone's next sync is told 410 and not 401."""
    with wiring.database.write() as tx:
        accounts.delete_account(tx, caller.account)
    wiring.watch.moved(caller.account)
    return Response(status_code=204)


def _opened(asked: Credentials, wiring: Wiring) -> str:
    """The account the credentials open. Raises WrongCredentials, never saying which half was wrong."""
    if asked.recovery_code is not None:
        with wiring.database.read() as tx:
            account = accounts.by_recovery_code(tx, asked.recovery_code)
        if account is None:
            raise WrongCredentials("No account has this recovery code.")
        return account
    name, password = asked.name or "", asked.password or ""
    tries_at = accounts.name_key(name.strip())
    wiring.limits.refuse_if_used_up(WRONG_TRIES, tries_at)
    with wiring.database.read() as tx:
        lock = accounts.by_name(tx, name.strip())
    if not is_password(password, lock and lock.password_hash) or lock is None:
        wiring.limits.count(WRONG_TRIES, tries_at)
        raise WrongCredentials("The name or the password is wrong.")
    return lock.account


def _refuse_registration(settings: Settings) -> None:
    if settings.registration == "closed":
        raise RegistrationClosed("This server takes no new accounts.")
    if settings.registration == "invite":
        raise InviteNeeded("On this server a new account needs an invitation.")


def _refuse_nameless_password(name: str | None, has_password: bool) -> None:
    if has_password and name is None:
        fault = FieldError("/name", "a password needs a name to sign in with")
        raise Invalid("Some fields are missing or wrong.", fields=(fault,))
