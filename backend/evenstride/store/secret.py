"""Secrets that open an account: how they are made, and what is kept of them.

Cookies, tokens and recovery codes are drawn with at least 128 bits, so a plain sha256 keeps them safe: nobody
can try that many. Passwords are chosen by people, so they are kept as argon2 hashes, slow on purpose.
"""

import hashlib
import secrets
from functools import cache

from pwdlib import PasswordHash

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O and U: nothing that is misread from paper."""

RECOVERY_GROUPS = 6
RECOVERY_GROUP_CHARS = 5
"""Thirty signs of five bits: 150 bits."""

TOKEN_PREFIX = "evs_"  # noqa: S105 # a mark that lets scanners find leaked tokens, no password

_PASSWORDS = PasswordHash.recommended()


def new_secret() -> str:
    """256 random bits, safe in a cookie and a header."""
    return secrets.token_urlsafe(32)


def new_token() -> str:
    return TOKEN_PREFIX + new_secret()


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_recovery_code() -> str:
    """Six groups of five signs, as the runner writes them down."""
    signs = [secrets.choice(CROCKFORD) for _ in range(RECOVERY_GROUPS * RECOVERY_GROUP_CHARS)]
    starts = range(0, len(signs), RECOVERY_GROUP_CHARS)
    return "-".join("".join(signs[start : start + RECOVERY_GROUP_CHARS]) for start in starts)


def hash_of_recovery_code(typed: str) -> str:
    """The same for every way to type a code: case, spaces and dashes, O for 0, I and L for 1."""
    signs = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    return hash_of("recovery:" + signs.translate(str.maketrans("OIL", "011")))


def hash_of_password(password: str) -> str:
    """Takes about 50 ms; not to be done inside a transaction."""
    return _PASSWORDS.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """As slow for an account that has no password or does not exist, so that time tells nothing."""
    is_right = _PASSWORDS.verify(password, password_hash or _nobodys_hash())
    return is_right and password_hash is not None


@cache
def _nobodys_hash() -> str:
    return hash_of_password(new_secret())
