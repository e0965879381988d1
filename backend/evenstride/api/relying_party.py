"""What this server is to a passkey (WebAuthn's relying party), and whether to believe what a passkey says.

webauthn and its cryptography take 15 MB, so they come with the first passkey.
"""

import json
from typing import Any, NamedTuple, Self
from urllib.parse import urlsplit

from fastapi import Request

from evenstride.errors import BadRequest
from evenstride.settings import Settings
from evenstride.store.passkeys import CHALLENGE_MS, Made

NAME = "Evenstride"


class NotBelieved(Exception):  # noqa: N818 # says what is true, as every name here does
    """The answer is not a passkey's to what was asked."""


class RelyingParty(NamedTuple):
    id: str
    """The host's name; a passkey is bound to it."""
    origins: list[str]

    @classmethod
    def asked(cls, request: Request, settings: Settings) -> Self:
        """By the base URL, else by the Host that was asked, over http or, with a proxy before us, https."""
        if settings.base_url is not None:
            return cls(urlsplit(settings.base_url).hostname or "", [settings.base_url])
        host = request.headers.get("host", "")
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            name = None
        if not name:
            raise BadRequest("The Host header names no host.")
        return cls(name, [f"{scheme}://{host}" for scheme in ("http", "https")])

    def to_make_one(
        self, account: str, name: str, challenge: str, have: list[tuple[str, str]]
    ) -> dict[str, Any]:
        """PublicKeyCredentialCreationOptionsJSON; authenticators that keep one of `have` make no other.

        A passkey opens the account alone: whoever holds the phone is asked for a face, a finger or its code.
        """
        import webauthn
        from webauthn.helpers import base64url_to_bytes
        from webauthn.helpers.structs import (
            AuthenticatorSelectionCriteria,
            AuthenticatorTransport,
            PublicKeyCredentialDescriptor,
            ResidentKeyRequirement,
            UserVerificationRequirement,
        )

        options = webauthn.generate_registration_options(
            rp_id=self.id,
            rp_name=NAME,
            user_id=handle(account),
            user_name=name,
            challenge=base64url_to_bytes(challenge),
            timeout=CHALLENGE_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(
                    id=base64url_to_bytes(credential),
                    transports=[AuthenticatorTransport(word) for word in transports.split()],
                )
                for credential, transports in have
            ],
        )
        return _plain(options)

    def to_sign_in(self, challenge: str) -> dict[str, Any]:
        """PublicKeyCredentialRequestOptionsJSON. No passkey is named: the phone knows which it has for us."""
        import webauthn
        from webauthn.helpers import base64url_to_bytes
        from webauthn.helpers.structs import UserVerificationRequirement

        options = webauthn.generate_authentication_options(
            rp_id=self.id,
            challenge=base64url_to_bytes(challenge),
            timeout=CHALLENGE_MS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return _plain(options)

    def made(self, credential: dict[str, Any], challenge: str) -> Made:
        """Raises NotBelieved."""
        import webauthn
        from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
        from webauthn.helpers.structs import AuthenticatorTransport

        try:
            proven = webauthn.verify_registration_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.id,
                expected_origin=self.origins,
                require_user_verification=True,
            )
            transports = {
                AuthenticatorTransport(word).value
                for word in credential["response"].get("transports") or []
                if word in list(AuthenticatorTransport)
            }
        except Exception as error:  # whatever breaks on a stranger's bytes, they are not believed
            raise NotBelieved from error
        return Made(
            bytes_to_base64url(proven.credential_id),
            bytes_to_base64url(proven.credential_public_key),
            proven.sign_count,
            " ".join(sorted(transports)),
        )

    def signed(self, credential: dict[str, Any], challenge: str, public_key: str, account: str) -> int:
        """The authenticator's count of signatures with it. Raises NotBelieved."""
        import webauthn
        from webauthn.helpers import base64url_to_bytes

        try:
            proven = webauthn.verify_authentication_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.id,
                expected_origin=self.origins,
                credential_public_key=base64url_to_bytes(public_key),
                credential_current_sign_count=0,  # compared later, once the signature is right
                require_user_verification=True,
            )
            whose = base64url_to_bytes(credential["response"]["userHandle"])
        except Exception as error:  # as above
            raise NotBelieved from error
        if whose != handle(account):
            raise NotBelieved
        return proven.new_sign_count


def challenge_in(credential: dict[str, Any]) -> str:
    """What the passkey says it signed. Raises NotBelieved, also when a frame of another site asked for it."""
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json

    try:
        said = parse_client_data_json(base64url_to_bytes(credential["response"]["clientDataJSON"]))
    except Exception as error:  # as above
        raise NotBelieved from error
    if said.cross_origin:
        raise NotBelieved
    return bytes_to_base64url(said.challenge)


def handle(account: str) -> bytes:
    """What an authenticator keeps as the user: it tells nothing of who that is."""
    return account.encode()


def _plain(options: Any) -> dict[str, Any]:
    import webauthn

    plain: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return plain
