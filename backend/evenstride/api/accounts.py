"""Accounts and signing in: `/api/accounts`, `/api/account`, `/api/session`.

That a name exists is told by two answers alone: neither a new account nor a changed name can be one that is
taken. Both are rate-limited. Signing in says the same, and takes as long, whether the name is unknown
or the password wrong.
"""

import unicodedata
from functools import partial
from typing import Annotated, Any, Self

from fastapi import APIRouter, Depends, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import Connection
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from evenstride.api.deps import In, Reader, SignedIn, Writer
from evenstride.api.described import refuses
from evenstride.api.gate import refuse_cross_site, refuse_other_than_json
from evenstride.api.headers import clear_cookie, cookie_name, set_cookie
from evenstride.api.limiting import (
    CONFIRMATIONS,
    NAME_CHANGES,
    NEW_ACCOUNTS,
    SIGN_INS,
    WRONG_CODES,
    WRONG_TRIES,
)
from evenstride.api.problems import render
from evenstride.api.whence import address_of, whence
from evenstride.api.wiring import Wiring
from evenstride.errors import (
    ConfirmNeeded,
    FieldError,
    Invalid,
    InviteNeeded,
    NameTaken,
    RegistrationClosed,
    ScopeMissing,
    TooManyRequests,
    WrongCredentials,
)
from evenstride.store import accounts, callers, invites
from evenstride.store.accounts import Lock
from evenstride.store.activity import Whence, note, tell_operator
from evenstride.store.callers import Caller
from evenstride.store.passwords import PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, why_no_good
from evenstride.store.secret import hash_of_password, verify_password
from evenstride.store.server_key import keyed_hash

NAME_MAX_CHARS = 64
RECOVERY_MAX_CHARS = 200
INVITE_MAX_CHARS = 200
HASH_SHOWN_CHARS = 16
"""Of the hash of an unknown name in the log: enough to see that it is the same one again."""


def _plain(text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError("Write something here.")
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise ValueError("It holds a sign that cannot be shown. Type it again.")
    return text


def up_to(max_chars: int) -> AfterValidator:
    """Refuses a longer text in words; the schema has to be told by itself."""

    def short_enough(text: str) -> str:
        if len(text) > max_chars:
            raise ValueError(f"Keep it to {max_chars} signs.")
        return text

    return AfterValidator(short_enough)


def _long_enough(password: str) -> str:
    if len(password) < PASSWORD_MIN_CHARS:
        raise ValueError(f"Use at least {PASSWORD_MIN_CHARS} signs. A few words are easy to remember.")
    if len(password) > PASSWORD_MAX_CHARS:
        raise ValueError(f"Keep it to {PASSWORD_MAX_CHARS} signs.")
    return password


_IN_WORDS = Field(
    json_schema_extra={"pattern": r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$"}
)
"""What `Text` is, for tools."""

Text = Annotated[str, AfterValidator(_plain), _IN_WORDS]
Name = Annotated[
    Text,
    up_to(NAME_MAX_CHARS),
    Field(json_schema_extra={"minLength": 1, "maxLength": NAME_MAX_CHARS}),
]
NewPassword = Annotated[
    str,
    AfterValidator(_long_enough),
    Field(json_schema_extra={"minLength": PASSWORD_MIN_CHARS, "maxLength": PASSWORD_MAX_CHARS}),
]


class Asked(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class NewAccount(Asked):
    name: Name | None = None
    password: NewPassword | None = None
    invite: Annotated[str, Field(max_length=INVITE_MAX_CHARS)] | None = None
    """Needed where registration is by invitation, of no account elsewhere."""


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
            raise ValueError("Send a name and its password, or a recovery code alone.")
        return self


class Change(Asked):
    """Only the fields that are sent change; null takes a name or a password away.

    An account with a password asks for it once more before its keys change, unless this device signed in a
    short while ago.
    """

    name: Name | None = None
    password: NewPassword | None = None
    renew_recovery_code: bool = False
    sign_out_others: bool = False
    """Every other device has to sign in again. Tokens stay."""
    current_password: Annotated[str, Field(max_length=PASSWORD_MAX_CHARS)] | None = None

    @property
    def touches_keys(self) -> bool:
        return bool(self.model_fields_set & {"name", "password"}) or self.renew_recovery_code

    @property
    def takes_a_device(self) -> bool:
        """Whoever does one of these has the account, or has it alone: more than the scope of a token says."""
        return "password" in self.model_fields_set or self.renew_recovery_code or self.sign_out_others


router = APIRouter(tags=["accounts"])
JSON_ONLY = Depends(refuse_other_than_json)


@router.post(
    "/accounts",
    status_code=201,
    dependencies=[JSON_ONLY],
    responses=refuses(RegistrationClosed, InviteNeeded, NameTaken),
)
async def create_account(asked: NewAccount, request: Request, wiring: In) -> Response:
    """A new account, signed in. The recovery code is shown this once."""
    await run_in_threadpool(_refuse_account, asked, request, wiring)
    create = partial(_create, asked, request, wiring)
    return await (run_in_threadpool(create) if asked.password is None else wiring.hashing.run(create))


def _refuse_account(asked: NewAccount, request: Request, wiring: Wiring) -> None:
    if wiring.settings.registration == "closed":
        raise RegistrationClosed("This server takes no new accounts.")
    _refuse_nameless_password(asked.name, asked.password is not None)
    _refuse_poor_password(asked.password, asked.name)
    wiring.limits.count(NEW_ACCOUNTS, address_of(request))
    if wiring.settings.registration == "invite":
        if asked.invite is None:
            raise InviteNeeded("On this server a new account needs an invitation.")
        with wiring.database.read() as tx:
            if not invites.is_invited(tx, asked.invite, wiring.now_ms()):
                raise _no_invitation()


def _create(asked: NewAccount, request: Request, wiring: Wiring) -> Response:
    password_hash = None if asked.password is None else hash_of_password(asked.password)
    now_ms, here = wiring.now_ms(), whence(request)
    with wiring.database.write() as tx:
        if wiring.settings.registration == "invite" and not invites.use_up(tx, asked.invite or "", now_ms):
            raise _no_invitation()
        account, code = accounts.create(tx, asked.name, password_hash, now_ms)
        secret = callers.sign_in(tx, account, here.device, now_ms)
        note(tx, account, "account_made", here, now_ms)
    response = JSONResponse({"account": account, "recovery_code": code}, 201)
    set_cookie(response, wiring.settings, secret)
    return response


def _no_invitation() -> InviteNeeded:
    said = "This invitation is unknown, used or too old. Ask for a new one."
    return InviteNeeded(said, fields=(FieldError("/invite", said),))


@router.post("/session", dependencies=[JSON_ONLY], responses=refuses(WrongCredentials))
async def sign_in(asked: Credentials, request: Request, wiring: In) -> Response:
    """Signs this device in."""
    try:
        await run_in_threadpool(wiring.limits.count, SIGN_INS, address_of(request))
        if asked.recovery_code is not None:
            return await run_in_threadpool(_by_code, asked.recovery_code, request, wiring)
        by_name = partial(_by_name, (asked.name or "").strip(), asked.password or "", request, wiring)
        return await wiring.hashing.run(by_name)
    except TooManyRequests:
        tell_operator("sign_in_held_back", whence(request), wiring.now_ms())
        raise


def _by_code(code: str, request: Request, wiring: Wiring) -> Response:
    here, now_ms = whence(request), wiring.now_ms()
    wiring.limits.refuse_if_used_up(WRONG_CODES, here.address)
    with wiring.database.read() as tx:
        account = accounts.by_recovery_code(tx, code)
    if account is None:
        wiring.limits.count(WRONG_CODES, here.address)
        tell_operator("sign_in_refused", here, now_ms, by="recovery_code")
        raise WrongCredentials("No account has this recovery code.")
    with wiring.database.write() as tx:
        if accounts.by_recovery_code(tx, code, locked=True) != account:
            raise WrongCredentials("No account has this recovery code.")  # any more, since a moment ago
        secret = callers.sign_in(tx, account, here.device, now_ms)
        note(tx, account, "signed_in_by_recovery_code", here, now_ms)
    return _signed_in(account, secret, wiring)


def _by_name(name: str, password: str, request: Request, wiring: Wiring) -> Response:
    here, now_ms, tries_at = whence(request), wiring.now_ms(), accounts.name_key(name)
    # Counted before it is known to be wrong: of a hundred tries at once five are looked at.
    wiring.limits.count(WRONG_TRIES, tries_at)
    with wiring.database.read() as tx:
        lock = accounts.by_name(tx, name)
    while True:
        verified = verify_password(password, lock and lock.password_hash)
        if not verified.is_right or lock is None:
            return _wrong(lock, tries_at, request, wiring)
        with wiring.database.write() as tx:
            now_locked = accounts.by_name(tx, name, locked=True)
            if now_locked == lock:
                if verified.better_hash is not None:
                    accounts.set_password(tx, lock.account, verified.better_hash)
                secret = callers.sign_in(tx, lock.account, here.device, now_ms)
                note(tx, lock.account, "signed_in", here, now_ms)
                break
        lock = now_locked  # it was changed meanwhile: tried on the new one
    wiring.limits.forget(WRONG_TRIES, tries_at)
    return _signed_in(lock.account, secret, wiring)


def _signed_in(account: str, secret: str, wiring: Wiring) -> Response:
    response = JSONResponse({"account": account})
    set_cookie(response, wiring.settings, secret)
    return response


def _wrong(lock: Lock | None, tries_at: str, request: Request, wiring: Wiring) -> Response:
    """Noted after the answer has left: writing it down takes longer for a name that exists."""
    answer = render(WrongCredentials("The name or the password is wrong."), request.url.path)
    answer.background = BackgroundTask(_note_refusal, lock, tries_at, whence(request), wiring)
    return answer


def _note_refusal(lock: Lock | None, tries_at: str, here: Whence, wiring: Wiring) -> None:
    now_ms = wiring.now_ms()
    if lock is None:
        hashed = keyed_hash(wiring.key, "name", tries_at)[:HASH_SHOWN_CHARS]
        tell_operator("sign_in_refused", here, now_ms, name_hash=hashed)
        return
    with wiring.database.write() as tx:
        if accounts.exists(tx, lock.account):
            note(tx, lock.account, "sign_in_refused", here, now_ms)


@router.delete("/session", status_code=204)
def sign_out(request: Request, wiring: In) -> Response:
    """Signs this device out. It is no error to be signed out already."""
    secret = request.cookies.get(cookie_name(wiring.settings))
    if secret:
        refuse_cross_site(request.headers, wiring.settings, must_say=True)
        with wiring.database.write() as tx:
            account = callers.sign_out(tx, secret)
            if account is not None:
                note(tx, account, "signed_out", whence(request), wiring.now_ms())
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


@router.patch("/account", responses=refuses(NameTaken, ConfirmNeeded))
async def change_account(asked: Change, caller: Writer, request: Request, wiring: In) -> dict[str, Any]:
    """The account as it is now; with a new recovery code, if one was asked for, shown this once."""
    change = partial(_change, asked, caller, request, wiring)
    takes_hashing = asked.password is not None or asked.current_password is not None
    return await (wiring.hashing.run(change) if takes_hashing else run_in_threadpool(change))


def _change(asked: Change, caller: Caller, request: Request, wiring: Wiring) -> dict[str, Any]:
    said = asked.model_fields_set
    with wiring.database.read() as tx:
        before = accounts.describe(tx, caller.account, caller.sign_in)
    name = asked.name if "name" in said else before["name"]
    _refuse_nameless_password(
        name, asked.password is not None if "password" in said else before["has_password"]
    )
    _refuse_poor_password(asked.password, name)
    if asked.name is not None and asked.name != before["name"]:
        wiring.limits.count(NAME_CHANGES, caller.account)
    confirmed = _confirmed(asked.current_password, caller, wiring)
    password_hash = None if asked.password is None else hash_of_password(asked.password)
    now_ms, here, new_code, others = wiring.now_ms(), whence(request), {}, 0
    with wiring.database.write() as tx:
        lock = accounts.lock_of(tx, caller.account)
        if confirmed is not None and confirmed == lock.password_hash:
            callers.prove(tx, caller.account, caller.sign_in, now_ms)
        elif asked.touches_keys or asked.takes_a_device:
            _refuse_script(asked, caller, has_password=lock.password_hash is not None)
            if asked.touches_keys:
                refuse_unproved(tx, caller, now_ms)
        if "name" in said and asked.name != before["name"]:
            accounts.rename(tx, caller.account, asked.name)
            note(tx, caller.account, "name_changed", here, now_ms)
        if "password" in said:
            accounts.set_password(tx, caller.account, password_hash)
            note(tx, caller.account, "password_set" if password_hash else "password_removed", here, now_ms)
        if asked.renew_recovery_code:
            new_code = {"recovery_code": accounts.renew_recovery_code(tx, caller.account)}
            note(tx, caller.account, "recovery_code_renewed", here, now_ms)
        if asked.sign_out_others:
            others = callers.sign_out_others(tx, caller.account, caller.sign_in)
            note(tx, caller.account, "others_signed_out", here, now_ms)
        after = accounts.describe(tx, caller.account, caller.sign_in)
        _refuse_nameless_password(after["name"], after["has_password"])
    if others:
        wiring.watch.moved(caller.account)
    return after | new_code


def _confirmed(current_password: str | None, caller: Caller, wiring: Wiring) -> str | None:
    """The hash that the password opened; None when none was sent. Raises Invalid for a wrong one."""
    if current_password is None:
        return None
    wiring.limits.count(CONFIRMATIONS, caller.account)
    with wiring.database.read() as tx:
        password_hash = accounts.lock_of(tx, caller.account).password_hash
    if not verify_password(current_password, password_hash).is_right:
        raise _invalid("/current_password", "That is not the current password.")
    wiring.limits.forget(CONFIRMATIONS, caller.account)
    return password_hash


def refuse_unproved(tx: Connection, caller: Caller, now_ms: int) -> None:
    """Raises ConfirmNeeded before a change of keys by a device that showed none of them for a while."""
    has_password = accounts.lock_of(tx, caller.account).password_hash is not None
    if has_password and not callers.proved_lately(tx, caller.account, caller.sign_in, now_ms):
        raise ConfirmNeeded("Send the current password as well: it is a while since this device signed in.")


def _refuse_script(asked: Change, caller: Caller, *, has_password: bool) -> None:
    """To a token only the password opens this: what it did would outlast its removal."""
    if caller.sign_in is not None or not asked.takes_a_device:
        return
    if has_password:
        raise ConfirmNeeded("Send the current password as well: a token alone may not do that.")
    raise ScopeMissing("A token may not do that; it takes a signed-in device.")


@router.delete("/account", status_code=204)
def delete_account(caller: SignedIn, request: Request, wiring: In) -> Response:
    """Erases everything at once. Takes a signed-in device, no token.

    The cookie stays, so that this phone's next sync is told 410 and not 401.
    """
    with wiring.database.write() as tx:
        accounts.delete_account(tx, caller.account)
    tell_operator("account_deleted", whence(request), wiring.now_ms(), account=caller.account)
    wiring.watch.moved(caller.account)
    return Response(status_code=204)


def _refuse_nameless_password(name: str | None, has_password: bool) -> None:
    if has_password and name is None:
        raise _invalid("/name", "A password needs a name to sign in with.")


def _refuse_poor_password(password: str | None, name: str | None) -> None:
    why = None if password is None else why_no_good(password, name)
    if why is not None:
        raise _invalid("/password", why)


def _invalid(pointer: str, sentence: str) -> Invalid:
    return Invalid("Some fields are missing or wrong.", fields=(FieldError(pointer, sentence),))
