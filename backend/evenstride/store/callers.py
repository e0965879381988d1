"""Who is calling: the cookie or the token of a request, looked up by its hash."""

import uuid
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from evenstride.store.driver import Statement
from evenstride.store.quotas import SIGN_INS_MAX, TOKENS_MAX, refuse_if_full
from evenstride.store.secret import hash_of, new_secret, new_token
from evenstride.store.tables import sign_ins, tokens

MS_PER_DAY = 86_400_000

SIGN_IN_DAYS = 400
"""As long as browsers keep a cookie at most; it rolls on with every use."""

SEEN_STEP_MS = 600_000
"""How coarse "last seen" is: a write per ten minutes, not per request."""

Scope = Literal["read", "write"]

PROOF_LASTS_MS = 900_000
"""A quarter of an hour: whoever has just shown a key of the account is not asked for it again."""

_BY_COOKIE = Statement("SELECT account, id, last_seen_at FROM sign_in WHERE hash = :hash")
_BY_TOKEN = Statement("SELECT account, id, scopes, last_used_at FROM token WHERE hash = :hash")
_GONE = Statement("SELECT account FROM gone_credential WHERE hash = :hash")
_ALL_SCOPES: frozenset[Scope] = frozenset(("read", "write"))


class Caller(NamedTuple):
    """Somebody who may act for an account. `sign_in` is None for a token."""

    account: str
    sign_in: str | None
    token: str | None
    scopes: frozenset[str]
    seen_at: int

    def is_stale(self, now_ms: int) -> bool:
        return now_ms - self.seen_at >= SEEN_STEP_MS


class Gone(NamedTuple):
    """The credential was good once; its account is deleted."""

    account: str


def by_cookie(tx: Connection, secret: str, now_ms: int) -> Caller | Gone | None:
    row = _BY_COOKIE.run(tx, {"hash": hash_of(secret)}).fetchone()
    if row is None:
        return _gone(tx, secret)
    account, sign_in, last_seen_at = row
    if now_ms - last_seen_at > SIGN_IN_DAYS * MS_PER_DAY:
        return None
    return Caller(account, sign_in, None, _ALL_SCOPES, last_seen_at)


def by_token(tx: Connection, secret: str) -> Caller | Gone | None:
    row = _BY_TOKEN.run(tx, {"hash": hash_of(secret)}).fetchone()
    if row is None:
        return _gone(tx, secret)
    account, token, scopes, last_used_at = row
    return Caller(account, None, token, frozenset(scopes.split()), last_used_at or 0)


def _gone(tx: Connection, secret: str) -> Gone | None:
    row = _GONE.run(tx, {"hash": hash_of(secret)}).fetchone()
    return None if row is None else Gone(row[0])


def sign_in(tx: Connection, account: str, label: str, now_ms: int, *, proved: bool = True) -> str:
    """The secret of a new cookie. Not `proved` is a device that another one let in, without a key of its own.

    Beyond SIGN_INS_MAX the device that was not seen for longest gives way.
    """
    secret = new_secret()
    row = {
        "id": str(uuid.uuid4()),
        "account": account,
        "hash": hash_of(secret),
        "label": label,
        "created_at": now_ms,
        "last_seen_at": now_ms,
        "proved_at": now_ms if proved else None,
    }
    newest = (sign_ins.c.last_seen_at.desc(), sign_ins.c.id)
    kept = (
        select(sign_ins.c.id).where(sign_ins.c.account == account).order_by(*newest).limit(SIGN_INS_MAX - 1)
    )
    tx.execute(delete(sign_ins).where(sign_ins.c.account == account, sign_ins.c.id.not_in(kept)))
    tx.execute(insert(sign_ins).values(row))
    return secret


def proved_lately(tx: Connection, account: str, sign_in: str | None, now_ms: int) -> bool:
    """Whether whoever is at this device showed a key a short while ago. Of a token there is no telling."""
    proved_at = tx.execute(
        select(sign_ins.c.proved_at).where(sign_ins.c.account == account, sign_ins.c.id == sign_in)
    ).scalar_one_or_none()
    return proved_at is not None and 0 <= now_ms - proved_at < PROOF_LASTS_MS


def prove(tx: Connection, account: str, sign_in: str | None, now_ms: int) -> None:
    """A key of the account was shown on this device."""
    of_device = (sign_ins.c.account == account, sign_ins.c.id == sign_in)
    tx.execute(update(sign_ins).where(*of_device).values(proved_at=now_ms))


def sign_out_others(tx: Connection, account: str, sign_in: str | None) -> int:
    """Every device but this one; how many those were."""
    others = sign_ins.c.id.is_distinct_from(sign_in)
    return tx.execute(delete(sign_ins).where(sign_ins.c.account == account, others)).rowcount


def sign_out(tx: Connection, secret: str) -> str | None:
    """Whose device it was; None when it was nobody's."""
    gone = delete(sign_ins).where(sign_ins.c.hash == hash_of(secret)).returning(sign_ins.c.account)
    return tx.execute(gone).scalar_one_or_none()


def sign_device_out(tx: Connection, account: str, device: str) -> bool:
    """False when the account has no such device."""
    gone = tx.execute(delete(sign_ins).where(sign_ins.c.account == account, sign_ins.c.id == device))
    return gone.rowcount == 1


def touch(tx: Connection, caller: Caller, now_ms: int) -> None:
    """The credential was used."""
    if caller.sign_in is not None:
        tx.execute(update(sign_ins).where(sign_ins.c.id == caller.sign_in).values(last_seen_at=now_ms))
    else:
        tx.execute(update(tokens).where(tokens.c.id == caller.token).values(last_used_at=now_ms))


def add_token(
    tx: Connection, account: str, name: str, scopes: tuple[Scope, ...], now_ms: int
) -> dict[str, Any]:
    """The new token, its secret shown this once. Raises QuotaReached."""
    refuse_if_full(tx, tokens, account, TOKENS_MAX, "tokens")
    token, secret = str(uuid.uuid4()), new_token()
    row = {
        "id": token,
        "account": account,
        "name": name,
        "hash": hash_of(secret),
        "scopes": " ".join(scopes),
        "created_at": now_ms,
        "last_used_at": None,
    }
    tx.execute(insert(tokens).values(row))
    return {"id": token, "name": name, "scopes": scopes, "token": secret}


def list_tokens(tx: Connection, account: str) -> list[dict[str, Any]]:
    """Oldest first, without their secrets."""
    rows = tx.execute(
        select(tokens.c.id, tokens.c.name, tokens.c.scopes, tokens.c.created_at, tokens.c.last_used_at)
        .where(tokens.c.account == account)
        .order_by(tokens.c.created_at, tokens.c.id)
    )
    return [{**row._mapping, "scopes": row.scopes.split()} for row in rows]


def remove_token(tx: Connection, account: str, token: str) -> bool:
    """False when the account has no such token."""
    gone = tx.execute(delete(tokens).where(tokens.c.account == account, tokens.c.id == token))
    return gone.rowcount == 1
