"""Where the watched logs end, and which credentials are still good: what an open stream has to know."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select, union_all

from evenstride.store.tables import accounts, sign_ins, tokens

CHANNEL = "evenstride_moved"

NOTIFY_ACCOUNTS = 200
"""In one notification; PostgreSQL takes 8 000 bytes."""

_HEADS = select(accounts.c.id, accounts.c.epoch, accounts.c.head).where(
    accounts.c.id.in_(bindparam("ids", expanding=True))
)
_GOOD = union_all(
    select(sign_ins.c.id).where(sign_ins.c.id.in_(bindparam("ids", expanding=True))),
    select(tokens.c.id).where(tokens.c.id.in_(bindparam("ids", expanding=True))),
)


class Place(NamedTuple):
    """Where a log ends. All an event says."""

    epoch: str
    head: int


def places(tx: Connection, of: Iterable[str]) -> dict[str, Place]:
    """Without the accounts that are gone."""
    rows = tx.execute(_HEADS, {"ids": list(of)})
    return {row.id: Place(row.epoch, row.head) for row in rows}


def still_good(tx: Connection, credentials: Iterable[str]) -> set[str]:
    """Of these sign-ins and tokens, by id."""
    return set(tx.execute(_GOOD, {"ids": list(credentials)}).scalars())


def tell_others(tx: Connection, moved: Iterable[str]) -> None:
    """On PostgreSQL: wakes every process that listens, this one too."""
    ids = sorted(moved)
    for start in range(0, len(ids), NOTIFY_ACCOUNTS):
        tx.execute(select(func.pg_notify(CHANNEL, ",".join(ids[start : start + NOTIFY_ACCOUNTS]))))
