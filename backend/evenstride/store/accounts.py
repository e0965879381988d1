"""Accounts: made, found, described, changed and deleted."""

import secrets
import unicodedata
import uuid
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from evenstride.errors import NameTaken, NotSignedIn
from evenstride.store.ledger import ledger_of
from evenstride.store.passkeys import of_account as passkeys_of
from evenstride.store.secret import hash_of_recovery_code, new_recovery_code
from evenstride.store.tables import (
    QUOTA_ENTRIES,
    accounts,
    challenges,
    gone_credentials,
    pairings,
    passkeys,
    sign_ins,
    tokens,
)

CHAIN_START = "0" * 32
"""The chain of row 0."""


class Lock(NamedTuple):
    """What opens an account with a name."""

    account: str
    password_hash: str | None


def create(tx: Connection, name: str | None, password_hash: str | None, now_ms: int) -> tuple[str, str]:
    """A new account: its id and its recovery code, which is not kept. Raises NameTaken."""
    account, code = str(uuid.uuid4()), new_recovery_code()
    row = {
        "id": account,
        "password_hash": password_hash,
        "recovery_hash": hash_of_recovery_code(code),
        "created_at": now_ms,
        "epoch": new_epoch(),
        "head": 0,
        "chain": CHAIN_START,
        "quota": QUOTA_ENTRIES,
        **_named(name),
    }
    _or_name_taken(tx, insert(accounts).values(row))
    return account, code


def new_epoch() -> str:
    return secrets.token_hex(8)


def exists(tx: Connection, account: str) -> bool:
    return tx.execute(select(accounts.c.id).where(accounts.c.id == account)).first() is not None


def by_name(tx: Connection, name: str, *, locked: bool = False) -> Lock | None:
    """`locked`: it stays as it is while the transaction lasts."""
    asked = select(accounts.c.id, accounts.c.password_hash).where(accounts.c.name_key == name_key(name))
    found = tx.execute(asked.with_for_update() if locked else asked).one_or_none()
    return None if found is None else Lock(found.id, found.password_hash)


def lock_of(tx: Connection, account: str) -> Lock:
    """As it is, and stays while the transaction lasts. Raises NotSignedIn when the account has just gone."""
    asked = select(accounts.c.id, accounts.c.password_hash).where(accounts.c.id == account)
    found = tx.execute(asked.with_for_update()).one_or_none()
    if found is None:
        raise NotSignedIn("This account was deleted.")
    return Lock(found.id, found.password_hash)


def by_recovery_code(tx: Connection, typed: str, *, locked: bool = False) -> str | None:
    asked = select(accounts.c.id).where(accounts.c.recovery_hash == hash_of_recovery_code(typed))
    return tx.execute(asked.with_for_update() if locked else asked).scalar_one_or_none()


def describe(tx: Connection, account: str, sign_in: str | None) -> dict[str, Any]:
    """What `GET /api/account` answers; the device of `sign_in` is the current one."""
    row = tx.execute(select(accounts).where(accounts.c.id == account)).one()
    devices = tx.execute(
        select(sign_ins.c.id, sign_ins.c.label, sign_ins.c.last_seen_at)
        .where(sign_ins.c.account == account)
        .order_by(sign_ins.c.last_seen_at.desc(), sign_ins.c.id)
    )
    return {
        "account": account,
        "name": row.name,
        "created_at": row.created_at,
        "devices": [{**device._mapping, "current": device.id == sign_in} for device in devices],
        "passkeys": passkeys_of(tx, account),
        "has_password": row.password_hash is not None,
        "entries": row.head,
        "quota": row.quota,
    }


def rename(tx: Connection, account: str, name: str | None) -> None:
    """Raises NameTaken."""
    _or_name_taken(tx, update(accounts).where(accounts.c.id == account).values(_named(name)))


def set_password(tx: Connection, account: str, password_hash: str | None) -> None:
    tx.execute(update(accounts).where(accounts.c.id == account).values(password_hash=password_hash))


def renew_recovery_code(tx: Connection, account: str) -> str:
    """The new code; the old one opens nothing any more."""
    code = new_recovery_code()
    hashed = hash_of_recovery_code(code)
    tx.execute(update(accounts).where(accounts.c.id == account).values(recovery_hash=hashed))
    return code


def named_or_with_id(tx: Connection, said: str) -> str | None:
    """The account an operator means. An id is never another one's name: it goes first."""
    with_id = select(accounts.c.id).where(accounts.c.id == said.strip().lower())
    found = tx.execute(with_id).scalar_one_or_none()
    lock = None if found is not None else by_name(tx, said.strip())
    return found if lock is None else lock.account


def reset_access(tx: Connection, account: str) -> str:
    """Every key and device of it is gone; the one key is the new recovery code. Name and log stay."""
    set_password(tx, account, None)
    for keys in (passkeys, challenges, pairings, sign_ins, tokens):
        tx.execute(delete(keys).where(keys.c.account == account))
    return renew_recovery_code(tx, account)


def delete_account(tx: Connection, account: str) -> None:
    """Nothing is left of it but its id beside the hashes of its cookies and tokens."""
    for credentials in (sign_ins, tokens):
        kept = select(credentials.c.hash, credentials.c.account).where(credentials.c.account == account)
        tx.execute(insert(gone_credentials).from_select(["hash", "account"], kept))
    tx.execute(delete(accounts).where(accounts.c.id == account))
    ledger = ledger_of(tx)
    if ledger is not None:
        ledger.deleted(account)


def name_key(name: str) -> str:
    """What two names have in common when they are the same name."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _named(name: str | None) -> dict[str, str | None]:
    return {"name": name, "name_key": None if name is None else name_key(name)}


def _or_name_taken(tx: Connection, statement: Any) -> None:
    try:
        tx.execute(statement)
    except IntegrityError:
        # Ids and recovery codes are random; of all that is unique only the name can meet another.
        raise NameTaken("Another account has this name.") from None
