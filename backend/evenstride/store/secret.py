"""Secrets that open an account: how they are made, and what is kept of them.

Cookies, tokens and recovery codes are drawn with at least 128 bits, so a plain sha256 keeps them safe: nobody
can try that many. Passwords are chosen by people, so they are kept as argon2 hashes, slow on purpose.
"""

import hashlib
import secrets
from functools import cache
from typing import NamedTuple

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: nothing that is misread from paper."""

GROUP_CHARS = 5

RECOVERY_GROUPS = 6
"""Thirty signs of five bits: 150 bits."""

INVITE_GROUPS = 5
"""125 bits."""

TOKEN_PREFIX = "evs_"  # noqa: S105 # a mark that lets scanners find leaked tokens, no password

ARGON2_KIB = 19_456
ARGON2_PASSES = 2
ARGON2_LANES = 1
"""OWASP's Password Storage Cheat Sheet. pwdlib's own (64 MiB, 3 passes, 4 lanes) take seven times as long,
and two of them at once most of the memory a server is given."""

_PASSWORDS = PasswordHash((Argon2Hasher(ARGON2_PASSES, ARGON2_KIB, ARGON2_LANES),))


def new_secret() -> str:
    """256 random bits, safe in a cookie and a header."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    return TOKEN_PREFIX + new_secret()


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_recovery_code() -> str:
    return _code(RECOVERY_GROUPS)


def hash_of_recovery_code(typed: str) -> str:
    return hash_of("recovery:" + _signs(typed))


def new_invite() -> str:
    return _code(INVITE_GROUPS)


def hash_of_invite(typed: str) -> str:
    return hash_of("invite:" + _signs(typed))


def _code(groups: int) -> str:
    """Groups of five signs, as people write them down."""
    return "-".join("".join(secrets.choice(CROCKFORD) for _ in range(GROUP_CHARS)) for _ in range(groups))


def _signs(typed: str) -> str:
    """The same for every way to type a code: case, spaces and dashes, O for 0, I and L for 1."""
    signs = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    return signs.translate(str.maketrans("OIL", "011"))


def hash_of_password(password: str) -> str:
    """Takes about 30 ms and 19 MiB; not to be done inside a transaction."""
    return _PASSWORDS.hash(password)


class Verified(NamedTuple):
    is_right: bool
    better_hash: str | None
    """Of the right password, when the kept one was made with other parameters than ours are now."""


def verify_password(password: str, password_hash: str | None) -> Verified:
    """As slow for an account that has no password or does not exist, so that time tells nothing."""
    nobodys = (
        _nobodys_hash()
    )  # drawn whoever is asked for, or the first unknown name would take twice as long
    is_right, better_hash = _PASSWORDS.verify_and_update(password, password_hash or nobodys)
    return Verified(is_right and password_hash is not None, better_hash)


@cache
def _nobodys_hash() -> str:
    return hash_of_password(new_secret())
