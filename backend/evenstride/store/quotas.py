"""How many of a thing an account may have, so that no account fills the disk or a list nobody reads."""

from sqlalchemy import Connection, Table, func, select

from evenstride.errors import QuotaReached
from evenstride.store.tables import accounts

SIGN_INS_MAX = 100
"""Devices. The one that was not seen for longest gives way."""

TOKENS_MAX = 50

PASSKEYS_MAX = 20


def refuse_if_full(tx: Connection, table: Table, account: str, at_most: int, called: str) -> None:
    """Raises QuotaReached when the account has that many rows there. Its others wait until this has ended."""
    tx.execute(select(accounts.c.id).where(accounts.c.id == account).with_for_update())
    has = tx.execute(select(func.count()).select_from(table).where(table.c.account == account)).scalar_one()
    if has >= at_most:
        raise QuotaReached(f"An account can have {at_most} {called}. Remove one that is not needed any more.")
