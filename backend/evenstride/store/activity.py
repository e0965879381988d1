"""What happened to an account's keys, for its runner to read and for nobody else."""

import uuid
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from evenstride.store.tables import security_events

KEPT = 200
"""Events of an account; the oldest give way."""

What = Literal[
    "account_made",
    "signed_in",
    "signed_in_by_passkey",
    "signed_in_by_recovery_code",
    "sign_in_refused",
    "signed_out",
    "device_joined",
    "device_signed_out",
    "pairing_made",
    "passkey_added",
    "passkey_renamed",
    "passkey_removed",
    "passkey_copied",
    "name_changed",
    "password_set",
    "password_removed",
    "recovery_code_renewed",
    "token_made",
    "token_removed",
    "exported",
    "imported",
    "access_reset",
]


class Whence(NamedTuple):
    """The device that did it, and the household it came from."""

    device: str
    address: str


def note(tx: Connection, account: str, what: What, whence: Whence, now_ms: int) -> None:
    """One more event, in the transaction of what it tells of."""
    row = {"id": str(uuid.uuid4()), "account": account, "at": now_ms, "what": what, **whence._asdict()}
    tx.execute(insert(security_events).values(row))
    of_account = security_events.c.account == account
    newest = (security_events.c.at.desc(), security_events.c.id)
    past = select(security_events.c.id).where(of_account).order_by(*newest).offset(KEPT).limit(KEPT)
    tx.execute(delete(security_events).where(of_account, security_events.c.id.in_(past)))


def latest(tx: Connection, account: str) -> list[dict[str, Any]]:
    """Newest first."""
    columns = [security_events.c[name] for name in ("at", "what", "device", "address")]
    rows = tx.execute(
        select(*columns)
        .where(security_events.c.account == account)
        .order_by(security_events.c.at.desc(), security_events.c.id)
    )
    return [dict(row._mapping) for row in rows]
