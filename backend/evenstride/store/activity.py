"""What happened to an account's keys, for its runner to read; and a line of each in the operator's log.

A line is JSON, written by the logger `evenstride.security`: who, what, from where, and no secrets. It is
written inside the transaction that does it: a commit that fails leaves a line too many, never too few.
"""

import json
import logging
import uuid
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from evenstride.store.tables import security_events

_log = logging.getLogger("evenstride.security")

KEPT = 200
"""Events of an account; the oldest give way."""

REFUSED_KEPT = 20
"""Refused sign-ins beside them. Anybody can have those made, so they never push the others out."""

REFUSED_STEP_MS = 3_600_000
"""Refused sign-ins within an hour are one event, the first; the operator's log has them all."""

What = Literal[
    "account_made",
    "signed_in",
    "signed_in_by_passkey",
    "signed_in_by_recovery_code",
    "sign_in_refused",
    "signed_out",
    "device_joined",
    "device_signed_out",
    "others_signed_out",
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
    tell_operator(what, whence, now_ms, account=account)
    if what == "sign_in_refused" and _refused_lately(tx, account, now_ms):
        return
    row = {"id": str(uuid.uuid4()), "account": account, "at": now_ms, "what": what, **whence._asdict()}
    tx.execute(insert(security_events).values(row))
    _keep_newest(tx, account, REFUSED_KEPT, security_events.c.what == "sign_in_refused")
    _keep_newest(tx, account, KEPT, security_events.c.what != "sign_in_refused")


def tell_operator(what: str, whence: Whence, now_ms: int, **who: str) -> None:
    """A line in the log alone. `who` is an account, or a hash of whatever was said instead."""
    _log.info("%s", json.dumps({"at": now_ms, "what": what, **who, **whence._asdict()}))


def latest(tx: Connection, account: str) -> list[dict[str, Any]]:
    """Newest first."""
    columns = [security_events.c[name] for name in ("at", "what", "device", "address")]
    rows = tx.execute(
        select(*columns)
        .where(security_events.c.account == account)
        .order_by(security_events.c.at.desc(), security_events.c.id)
    )
    return [dict(row._mapping) for row in rows]


def _refused_lately(tx: Connection, account: str, now_ms: int) -> bool:
    since = security_events.c.at > now_ms - REFUSED_STEP_MS
    refused = security_events.c.what == "sign_in_refused"
    of_account = security_events.c.account == account
    return (
        tx.execute(select(security_events.c.id).where(of_account, refused, since).limit(1)).first()
        is not None
    )


def _keep_newest(tx: Connection, account: str, kept: int, of_kind: Any) -> None:
    ours = (security_events.c.account == account, of_kind)
    newest = (security_events.c.at.desc(), security_events.c.id)
    past = select(security_events.c.id).where(*ours).order_by(*newest).offset(kept).limit(KEPT)
    tx.execute(delete(security_events).where(*ours, security_events.c.id.in_(past)))
