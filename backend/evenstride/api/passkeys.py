"""Passkeys: `/api/passkeys`. `options`, `register`, `login-options` and `login` are the contract's words."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from evenstride.api.accounts import JSON_ONLY, Asked, Text, refuse_unproved, up_to
from evenstride.api.deps import In, SignedIn
from evenstride.api.described import refuses
from evenstride.api.device_label import device_label
from evenstride.api.headers import set_cookie
from evenstride.api.limiting import CHALLENGES, SIGN_INS
from evenstride.api.relying_party import NotBelieved, RelyingParty, challenge_in
from evenstride.api.whence import address_of, whence
from evenstride.api.wiring import Wiring
from evenstride.errors import (
    ChallengeGone,
    ConfirmNeeded,
    FieldError,
    LastKey,
    NotFound,
    NotSignedIn,
    PasskeyCopied,
    PasskeyKnown,
    PasskeyRefused,
    TooManyPasskeys,
    WrongCredentials,
)
from evenstride.store import accounts, callers, passkeys
from evenstride.store.activity import What, note

LABEL_MAX_CHARS = 64

BASE64URL = r"^[A-Za-z0-9_-]+$"
CredentialId = Annotated[str, Field(pattern=BASE64URL, max_length=1400)]
"""1023 bytes at most, says the standard."""

Bytes = Annotated[str, Field(pattern=BASE64URL, max_length=65_536)]
"""Far more than any authenticator says; a bound, because it is read before anything is known of it."""


class OfBrowser(BaseModel):
    """What the browser made, named as its own `toJSON` names it. It may say more than is read here."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    def as_sent(self) -> dict[str, Any]:
        return self.model_dump(by_alias=True)


class Attestation(OfBrowser):
    client_data: Annotated[Bytes, Field(alias="clientDataJSON")]
    attestation: Annotated[Bytes, Field(alias="attestationObject")]
    transports: Annotated[list[Annotated[str, Field(max_length=32)]], Field(max_length=16)] | None = None


class Assertion(OfBrowser):
    client_data: Annotated[Bytes, Field(alias="clientDataJSON")]
    authenticator_data: Annotated[Bytes, Field(alias="authenticatorData")]
    signature: Bytes
    user_handle: Annotated[Bytes, Field(alias="userHandle")]


class Credential(OfBrowser):
    id: CredentialId
    raw_id: Annotated[CredentialId, Field(alias="rawId")]
    type: Literal["public-key"]


class Created(Credential):
    response: Attestation


class Used(Credential):
    response: Assertion


class NewPasskey(Asked):
    credential: Created


class PasskeySignIn(Asked):
    credential: Used


class Named(Asked):
    label: Annotated[Text, up_to(LABEL_MAX_CHARS), Field(json_schema_extra={"maxLength": LABEL_MAX_CHARS})]


router = APIRouter(prefix="/passkeys", tags=["passkeys"])


@router.post("/options", responses=refuses(ConfirmNeeded))
def options_to_add(request: Request, caller: SignedIn, wiring: In) -> dict[str, Any]:
    """What the browser needs to make a passkey for this account."""
    party = RelyingParty.asked(request, wiring.settings)
    wiring.limits.count(CHALLENGES, caller.account)
    with wiring.database.write() as tx:
        refuse_unproved(tx, caller, wiring.now_ms())
        challenge = passkeys.new_challenge(tx, caller.account, wiring.now_ms())
        have = passkeys.credentials(tx, caller.account)
        name = accounts.describe(tx, caller.account, caller.sign_in)["name"]
    return party.to_make_one(caller.account, name or f"Account {caller.account[:8]}", challenge, have)


@router.post(
    "/register",
    status_code=201,
    responses=refuses(PasskeyRefused, ChallengeGone, PasskeyKnown, TooManyPasskeys),
)
def add_passkey(asked: NewPasskey, request: Request, caller: SignedIn, wiring: In) -> dict[str, Any]:
    """The passkey that the browser has just made opens this account from now on."""
    party = RelyingParty.asked(request, wiring.settings)
    credential = asked.credential.as_sent()
    try:
        challenge = challenge_in(credential)
        _take(challenge, caller.account, wiring)
        made = party.made(credential, challenge)
    except NotBelieved as error:
        fault = FieldError("/credential", "does not answer what this server asked, or from another address")
        raise PasskeyRefused("This passkey cannot be taken.", fields=(fault,)) from error
    now_ms = wiring.now_ms()
    with wiring.database.write() as tx:
        added = passkeys.add(tx, caller.account, made, device_label(request), now_ms)
        note(tx, caller.account, "passkey_added", whence(request), now_ms)
    return added


@router.post("/login-options", dependencies=[JSON_ONLY])
def options_to_sign_in(request: Request, wiring: In) -> dict[str, Any]:
    """What the browser needs to sign in with whichever passkey of this site it has."""
    party = RelyingParty.asked(request, wiring.settings)
    wiring.limits.count(CHALLENGES, address_of(request))
    with wiring.database.write() as tx:
        challenge = passkeys.new_challenge(tx, None, wiring.now_ms())
    return party.to_sign_in(challenge)


@router.post(
    "/login",
    dependencies=[JSON_ONLY],
    responses=refuses(NotSignedIn, WrongCredentials, PasskeyCopied, ChallengeGone),
)
def sign_in_by_passkey(asked: PasskeySignIn, request: Request, wiring: In) -> Response:
    """Signs this device in."""
    party = RelyingParty.asked(request, wiring.settings)
    wiring.limits.count(SIGN_INS, address_of(request))
    credential = asked.credential.as_sent()
    try:
        challenge = challenge_in(credential)
        _take(challenge, None, wiring)
        with wiring.database.read() as tx:
            known = passkeys.by_credential(tx, asked.credential.id)
        if known is None:
            raise NotBelieved
        sign_count = party.signed(credential, challenge, known.public_key, known.account)
    except NotBelieved as error:
        raise WrongCredentials("This passkey opens no account here.") from error
    now_ms = wiring.now_ms()
    with wiring.database.write() as tx:
        is_only_one = passkeys.use(tx, known, sign_count, now_ms)
        what: What = "signed_in_by_passkey" if is_only_one else "passkey_copied"
        note(tx, known.account, what, whence(request), now_ms)
        secret = callers.sign_in(tx, known.account, device_label(request), now_ms) if is_only_one else None
    if secret is None:
        raise PasskeyCopied("This passkey may have been copied: it has signed elsewhere since.")
    response = JSONResponse({"account": known.account})
    set_cookie(response, wiring.settings, secret)
    return response


@router.patch("/{passkey}")
def rename_passkey(
    passkey: str, asked: Named, request: Request, caller: SignedIn, wiring: In
) -> dict[str, Any]:
    with wiring.database.write() as tx:
        renamed = passkeys.rename(tx, caller.account, passkey, asked.label)
        if renamed is None:
            raise NotFound("There is no such passkey.")
        note(tx, caller.account, "passkey_renamed", whence(request), wiring.now_ms())
    return renamed


@router.delete("/{passkey}", status_code=204, responses=refuses(LastKey, ConfirmNeeded))
def remove_passkey(
    passkey: str,
    request: Request,
    caller: SignedIn,
    wiring: In,
    keep_recovery_code: Annotated[bool, Query()] = False,
) -> Response:
    """It opens nothing any more. The last one of an account without a password needs `keep_recovery_code`."""
    with wiring.database.write() as tx:
        refuse_unproved(tx, caller, wiring.now_ms())
        if not passkeys.remove(tx, caller.account, passkey, keeps_recovery_code=keep_recovery_code):
            raise NotFound("There is no such passkey.")
        note(tx, caller.account, "passkey_removed", whence(request), wiring.now_ms())
    return Response(status_code=204)


def _take(challenge: str, account: str | None, wiring: Wiring) -> None:
    """Whatever comes of it, the same answer is no answer again. Raises ChallengeGone."""
    with wiring.database.write() as tx:
        if not passkeys.take_challenge(tx, challenge, account, wiring.now_ms()):
            raise ChallengeGone("The question this answers is over. Start again.")
