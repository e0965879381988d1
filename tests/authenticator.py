"""An authenticator made of software: it makes passkeys and signs with them, as a phone's own does."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
import httpx
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, HOLDS_KEY = 0x01, 0x04, 0x40
"""Flags of the authenticator data."""

ES256, EDDSA = -7, -8


def text_of(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Key:
    """One passkey. `sign_count` grows with use when `counts`."""

    id: bytes
    private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey
    user: bytes
    rp: str
    counts: bool = False
    sign_count: int = 0


@dataclass
class Authenticator:
    """What it says is honest, unless a test changes a field."""

    origin: str
    rp: str | None = None
    """Says another relying party than the one that was asked for."""
    flags: int = PRESENT | VERIFIED
    algorithm: int = ES256
    counts: bool = False
    keys: list[Key] = field(default_factory=list)

    def makes(self, options: dict[str, Any], **said: Any) -> dict[str, Any]:
        """A passkey for these creation options: RegistrationResponseJSON. `said` changes the client data."""
        algorithms = [one["alg"] for one in options["pubKeyCredParams"]]
        assert self.algorithm in algorithms
        key = Key(os.urandom(32), self._new_private(), bytes_of(options["user"]["id"]), options["rp"]["id"])
        key.counts = self.counts
        self.keys.append(key)
        data = self._data(key, HOLDS_KEY) + bytes(16) + len(key.id).to_bytes(2, "big") + key.id + _cose(key)
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._as_json(
            key,
            {
                "clientDataJSON": text_of(self._client("webauthn.create", options, said)),
                "attestationObject": text_of(attestation),
                "transports": ["internal", "hybrid", "telepathy"],
            },
        )

    def signs(self, options: dict[str, Any], key: Key | None = None, **said: Any) -> dict[str, Any]:
        """These request options with the newest passkey or the given one: AuthenticationResponseJSON."""
        key = key or self.keys[-1]
        key.sign_count += key.counts
        data = self._data(key, 0)
        client = self._client("webauthn.get", options, said)
        return self._as_json(
            key,
            {
                "clientDataJSON": text_of(client),
                "authenticatorData": text_of(data),
                "signature": text_of(_signature(key, data + hashlib.sha256(client).digest())),
                "userHandle": text_of(key.user),
            },
        )

    def _data(self, key: Key, more_flags: int) -> bytes:
        rp = hashlib.sha256((self.rp or key.rp).encode()).digest()
        return rp + bytes([self.flags | more_flags]) + key.sign_count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any], said: dict[str, Any]) -> bytes:
        honest = {
            "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False
        }  # fmt: skip
        return json.dumps(honest | said).encode()

    def _as_json(self, key: Key, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": text_of(key.id),
            "rawId": text_of(key.id),
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }

    def _new_private(self) -> ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey:
        if self.algorithm == EDDSA:
            return ed25519.Ed25519PrivateKey.generate()
        return ec.generate_private_key(ec.SECP256R1())


def _cose(key: Key) -> bytes:
    if isinstance(key.private, ed25519.Ed25519PrivateKey):
        return cbor2.dumps({1: 1, 3: EDDSA, -1: 6, -2: key.private.public_key().public_bytes_raw()})
    point = key.private.public_key().public_numbers()
    x, y = point.x.to_bytes(32, "big"), point.y.to_bytes(32, "big")
    return cbor2.dumps({1: 2, 3: ES256, -1: 1, -2: x, -3: y})


def _signature(key: Key, data: bytes) -> bytes:
    if isinstance(key.private, ed25519.Ed25519PrivateKey):
        return key.private.sign(data)
    return key.private.sign(data, ec.ECDSA(SHA256()))


def add_passkey(client: httpx.Client, authenticator: Authenticator) -> dict[str, Any]:
    """To the account the client is signed in to; as it is listed."""
    options = client.post("/api/passkeys/options", json={}).raise_for_status().json()
    made = {"credential": authenticator.makes(options)}
    added: dict[str, Any] = client.post("/api/passkeys/register", json=made).raise_for_status().json()
    return added


def sign_in(client: httpx.Client, authenticator: Authenticator, key: Key | None = None) -> httpx.Response:
    options = client.post("/api/passkeys/login-options", json={}).raise_for_status().json()
    return client.post("/api/passkeys/login", json={"credential": authenticator.signs(options, key)})
