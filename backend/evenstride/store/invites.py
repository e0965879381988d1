"""Invitations: each lets one account be made, where registration is by invitation."""

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from evenstride.store.callers import MS_PER_DAY
from evenstride.store.secret import hash_of_invite, new_invite
from evenstride.store.tables import invites


def invite(tx: Connection, days: int, now_ms: int) -> str:
    """The code, which is not kept. Those that nobody used in time are forgotten on this occasion."""
    tx.execute(delete(invites).where(invites.c.expires_at <= now_ms))
    code = new_invite()
    row = {"hash": hash_of_invite(code), "created_at": now_ms, "expires_at": now_ms + days * MS_PER_DAY}
    tx.execute(insert(invites).values(row))
    return code


def is_invited(tx: Connection, typed: str, now_ms: int) -> bool:
    """Whether the code would do right now."""
    return tx.execute(select(invites.c.hash).where(*_good(typed, now_ms))).first() is not None


def use_up(tx: Connection, typed: str, now_ms: int) -> bool:
    """True for one alone of those who come with the same code, however close together."""
    return tx.execute(delete(invites).where(*_good(typed, now_ms))).rowcount == 1


def _good(typed: str, now_ms: int) -> tuple[ColumnElement[bool], ...]:
    return (invites.c.hash == hash_of_invite(typed), invites.c.expires_at > now_ms)
