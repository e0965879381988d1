"""Adding a phone: a code that one signed-in device shows and another types, good once and for ten minutes."""

import secrets
import uuid
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from evenstride.errors import CodeExpired, CodeUsed, WrongCode
from evenstride.store.secret import CROCKFORD
from evenstride.store.server_key import keyed_hash
from evenstride.store.tables import accounts, pairings

GOOD_FOR_MS = 600_000
"""Ten minutes (CONTRACT section 5)."""

TOLD_FOR_MS = 600_000
"""How much longer the phone that made a code can hear what became of it, before its row is swept."""

GROUPS = 2
GROUP_CHARS = 4
CODE_CHARS = GROUPS * GROUP_CHARS
"""Forty bits: too few to be hashed without a key, enough where tries are limited (api/limiting.py)."""


class Made(NamedTuple):
    id: str
    code: str
    expires_at: int


class Joining(NamedTuple):
    """What a code lets a phone join."""

    account: str
    name: str | None
    label: str
    """Of the device that made the code."""
    expires_at: int
    entries: int


class State(NamedTuple):
    """`joined` is the label of the device that came in with the code."""

    joined: str | None
    expires_at: int


def make(tx: Connection, key: bytes, account: str, label: str, now_ms: int) -> Made:
    """A new code in place of the account's earlier one: with one open at a time there is less to guess."""
    tx.execute(delete(pairings).where(pairings.c.account == account, pairings.c.joined.is_(None)))
    tx.execute(delete(pairings).where(pairings.c.expires_at < now_ms - TOLD_FOR_MS))
    made = Made(str(uuid.uuid4()), _new_code(), now_ms + GOOD_FOR_MS)
    row = {
        "id": made.id,
        "account": account,
        "hash": _hash(key, made.code),
        "label": label,
        "expires_at": made.expires_at,
        "joined": None,
    }
    tx.execute(insert(pairings).values(row))
    return made


def look(tx: Connection, key: bytes, typed: str, now_ms: int) -> Joining:
    """What the code would join; it stays good. Raises WrongCode, CodeUsed and CodeExpired."""
    row = tx.execute(
        select(
            pairings.c.account,
            accounts.c.name,
            pairings.c.label,
            pairings.c.expires_at,
            accounts.c.head.label("entries"),
            pairings.c.joined,
        )
        .join(accounts, accounts.c.id == pairings.c.account)
        .where(pairings.c.hash == _hash(key, typed))
    ).one_or_none()
    if row is None:
        raise WrongCode("There is no such code.")
    *found, joined = row
    joining = Joining(*found)
    if joined is not None:
        raise CodeUsed("This code has been used. Each is good for one phone.")
    if joining.expires_at <= now_ms:
        raise CodeExpired("This code is over. Each is good for ten minutes.")
    return joining


def redeem(tx: Connection, key: bytes, typed: str, label: str, now_ms: int) -> str:
    """The account, for exactly one of all who ask. Raises as `look` does."""
    account = look(tx, key, typed, now_ms).account
    # In the order in which a deletion takes its locks, so that the two never wait for each other.
    tx.execute(select(accounts.c.id).where(accounts.c.id == account).with_for_update(key_share=True))
    used = (
        update(pairings)
        .where(
            pairings.c.hash == _hash(key, typed),
            pairings.c.joined.is_(None),
            pairings.c.expires_at > now_ms,
        )
        .values(joined=label)
    )
    if tx.execute(used).rowcount != 1:
        raise CodeUsed("This code has been used. Each is good for one phone.")
    return account


def state(tx: Connection, account: str, pairing: str) -> State | None:
    row = tx.execute(
        select(pairings.c.joined, pairings.c.expires_at).where(
            pairings.c.account == account, pairings.c.id == pairing
        )
    ).one_or_none()
    return None if row is None else State(*row)


def take_back(tx: Connection, account: str, pairing: str) -> bool:
    """False when the account has no such pairing."""
    gone = tx.execute(delete(pairings).where(pairings.c.account == account, pairings.c.id == pairing))
    return gone.rowcount == 1


def signs_of(typed: str) -> str:
    """The same for every way to type a code: case, spaces and dashes, O for 0, I and L for 1."""
    signs = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    return signs.translate(str.maketrans("OIL", "011"))


def is_code(typed: str) -> bool:
    signs = signs_of(typed)
    return len(signs) == CODE_CHARS and set(signs) <= set(CROCKFORD)


def _new_code() -> str:
    signs = [secrets.choice(CROCKFORD) for _ in range(CODE_CHARS)]
    starts = range(0, CODE_CHARS, GROUP_CHARS)
    return "-".join("".join(signs[start : start + GROUP_CHARS]) for start in starts)


def _hash(key: bytes, typed: str) -> str:
    return keyed_hash(key, "pairing", signs_of(typed))
