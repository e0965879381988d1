"""Passkeys of accounts, and the challenges they have to sign."""

import uuid
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from evenstride.errors import LastKey, NotSignedIn, PasskeyKnown, TooManyPasskeys
from evenstride.store.quotas import PASSKEYS_MAX
from evenstride.store.secret import hash_of, new_secret
from evenstride.store.tables import accounts, challenges, passkeys

CHALLENGE_MS = 300_000
"""Time for a prompt, a finger and a slow network."""


class Made(NamedTuple):
    """A new passkey as its authenticator describes it; the fields of the table."""

    credential: str
    public_key: str
    sign_count: int
    transports: str


class Known(NamedTuple):
    """What has to be known of a passkey to believe its signature."""

    id: str
    account: str
    public_key: str


def new_challenge(tx: Connection, account: str | None, now_ms: int) -> str:
    """Something to sign: for the account that gets a passkey, or by whoever wants in."""
    tx.execute(delete(challenges).where(challenges.c.expires_at <= now_ms))
    challenge = new_secret()
    row = {"hash": hash_of(challenge), "account": account, "expires_at": now_ms + CHALLENGE_MS}
    tx.execute(insert(challenges).values(row))
    return challenge


def take_challenge(tx: Connection, challenge: str, account: str | None, now_ms: int) -> bool:
    """Whether it was asked of this account, or of anybody, and is still open. From now on it is not."""
    its_own = challenges.c.account.is_(None) if account is None else challenges.c.account == account
    taken = tx.execute(
        delete(challenges).where(
            challenges.c.hash == hash_of(challenge), its_own, challenges.c.expires_at > now_ms
        )
    )
    return taken.rowcount == 1


def of_account(tx: Connection, account: str) -> list[dict[str, Any]]:
    """As `GET /api/account` shows them, oldest first."""
    rows = tx.execute(
        select(passkeys.c.id, passkeys.c.label, passkeys.c.created_at)
        .where(passkeys.c.account == account)
        .order_by(passkeys.c.created_at, passkeys.c.id)
    )
    return [dict(row._mapping) for row in rows]


def credentials(tx: Connection, account: str) -> list[tuple[str, str]]:
    """Each passkey's own id and its transports, so that an authenticator makes no second one."""
    rows = tx.execute(
        select(passkeys.c.credential, passkeys.c.transports).where(passkeys.c.account == account)
    )
    return [(row.credential, row.transports) for row in rows]


def by_credential(tx: Connection, credential: str) -> Known | None:
    row = tx.execute(
        select(passkeys.c.id, passkeys.c.account, passkeys.c.public_key).where(
            passkeys.c.credential == credential
        )
    ).one_or_none()
    return None if row is None else Known(*row)


def add(tx: Connection, account: str, made: Made, label: str, now_ms: int) -> dict[str, Any]:
    """The new passkey as it is listed. Raises PasskeyKnown, TooManyPasskeys and NotSignedIn."""
    _hold(tx, account)
    has = tx.execute(select(func.count()).where(passkeys.c.account == account)).scalar_one()
    if has >= PASSKEYS_MAX:
        raise TooManyPasskeys(f"An account has at most {PASSKEYS_MAX} passkeys. Remove one first.")
    shown = {"id": str(uuid.uuid4()), "label": label, "created_at": now_ms}
    row = {**shown, "account": account, "last_used_at": None, **made._asdict()}
    try:
        tx.execute(insert(passkeys).values(row))
    except IntegrityError:
        raise PasskeyKnown("This passkey opens an account already.") from None
    return shown


def use(tx: Connection, known: Known, sign_count: int, now_ms: int) -> bool:
    """Notes a signature that was right. Raises NotSignedIn when the passkey is gone by now.

    False, and nothing noted, when the count that the authenticator keeps did not grow: two copies of one key
    bring that about. Most passkeys keep no count and say 0.
    """
    _hold(tx, known.account)
    last = tx.execute(select(passkeys.c.sign_count).where(passkeys.c.id == known.id)).scalar_one_or_none()
    if last is None:
        raise NotSignedIn("This passkey was removed.")
    if sign_count <= last and (sign_count, last) != (0, 0):
        return False
    now = {"sign_count": sign_count, "last_used_at": now_ms}
    tx.execute(update(passkeys).where(passkeys.c.id == known.id).values(now))
    return True


def rename(tx: Connection, account: str, passkey: str, label: str) -> dict[str, Any] | None:
    """The passkey as it is listed now; None when the account has no such one."""
    row = tx.execute(
        update(passkeys)
        .where(passkeys.c.account == account, passkeys.c.id == passkey)
        .values(label=label)
        .returning(passkeys.c.id, passkeys.c.label, passkeys.c.created_at)
    ).one_or_none()
    return None if row is None else dict(row._mapping)


def remove(tx: Connection, account: str, passkey: str, *, keeps_recovery_code: bool) -> bool:
    """False when the account has no such passkey.

    Raises LastKey when only the recovery code would be left and the runner has not said that it is kept.
    """
    holder = _hold(tx, account)
    removed = tx.execute(delete(passkeys).where(passkeys.c.account == account, passkeys.c.id == passkey))
    if removed.rowcount == 0:
        return False
    left = tx.execute(select(func.count()).where(passkeys.c.account == account)).scalar_one()
    if left == 0 and holder.password_hash is None and not keeps_recovery_code:
        raise LastKey("Without it only the recovery code opens the account. Say that it is kept.")
    return True


def _hold(tx: Connection, account: str) -> Row[Any]:
    """Keeps the account as it is until the transaction ends. Raises NotSignedIn when it is gone.

    On SQLite there is one writer anyway, and the clause is nothing.
    """
    row = tx.execute(
        select(accounts.c.password_hash).where(accounts.c.id == account).with_for_update()
    ).one_or_none()
    if row is None:
        raise NotSignedIn("This account was deleted.")
    return row
