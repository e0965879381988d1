"""A backup becomes the database again, all of it or nothing, on either engine.

What a backup cannot know is put right. Counters and chains are those of the rows. Every account gets a new
epoch, so every phone offers what the backup lacks. What was erased or deleted since stays so.
"""

import hashlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, column, func, insert, inspect, select, table, update
from sqlalchemy.exc import DataError, IntegrityError

from evenstride.errors import CannotStart
from evenstride.store import schema
from evenstride.store.accounts import CHAIN_START, delete_account, new_epoch
from evenstride.store.backup import Opening, Piece, Table, read_backup
from evenstride.store.database import Database
from evenstride.store.ledger import NOTHING, LedgerFile, Remembered
from evenstride.store.log import erase_again
from evenstride.store.tables import accounts, entries, erasures, gone_credentials

BATCH_ROWS = 1000

Row = dict[str, Any]


class Restored(NamedTuple):
    accounts: int
    entries: int
    erased: int
    """Bodies the backup still held, of records erased since."""
    deleted: int
    """Accounts the backup still held that were deleted since."""
    left_out: int
    """Rows of no account. Only a database that was tampered with has any."""
    mended: int
    """Accounts whose counters or chain were not those of their rows."""


def restore(database: Database, file: Path, ledger: LedgerFile, *, replace: bool) -> Restored:
    """Raises CannotStart, and then nothing has changed."""
    # The whole file is read once before the first row is touched, so that a damaged one costs no waiting.
    deque(read_backup(file), maxlen=0)
    with database.write() as tx:
        remembered = _remembered(tx, ledger)
        _make_room(tx, replace=replace)
        try:
            filled = _fill(tx, read_backup(file), file)
        except (IntegrityError, DataError):
            raise CannotStart(f"{file} contradicts itself. Nothing was restored.") from None
        schema.upgrade(tx, "head")
        deleted = _delete_again(tx, remembered.deleted)
        erased = sum(
            erase_again(tx, account, kind, record, erased_at)
            for (account, kind, record), erased_at in _to_erase(tx, remembered)
        )
        _write_down(ledger, remembered)
        return Restored(
            accounts=_count(tx, accounts),
            entries=_count(tx, entries),
            erased=erased,
            deleted=deleted,
            left_out=filled.left_out,
            mended=filled.mended,
        )


def hold_to_ledger(database: Database, ledger: LedgerFile) -> Remembered:
    """Carries out what the ledger remembers and the database does not: somebody put an old file back by hand.

    Gives what it did; mostly nothing, and then nothing is written.
    """
    remembered = _read(ledger)
    with database.read() as tx:
        to_delete = remembered.deleted & set(tx.execute(select(accounts.c.id)).scalars())
        to_erase = dict(_to_erase(tx, remembered))
    if to_delete or to_erase:
        with database.write() as tx:
            _delete_again(tx, to_delete)
            for (account, kind, record), erased_at in _to_erase(tx, remembered):
                erase_again(tx, account, kind, record, erased_at)
    return Remembered(to_erase, to_delete, remembered.unreadable_lines)


def _read(ledger: LedgerFile) -> Remembered:
    try:
        return ledger.read()
    except OSError as error:
        raise CannotStart(f"EVENSTRIDE_LEDGER {ledger.path}: {error.strerror}") from None


def _remembered(tx: Connection, ledger: LedgerFile) -> Remembered:
    """What the file knows, and what the database knows that is about to be replaced."""
    if not inspect(tx).has_table("erasure"):
        return _read(ledger)
    rows = tx.execute(select(erasures.c.account, erasures.c.kind, erasures.c.record, erasures.c.erased_at))
    erased = {(row.account, row.kind, row.record): row.erased_at for row in rows}
    gone = set(tx.execute(select(gone_credentials.c.account)).scalars())
    return _read(ledger).with_more(NOTHING._replace(erased=erased, deleted=gone))


def _write_down(ledger: LedgerFile, remembered: Remembered) -> None:
    """What only the replaced database remembered is in the file from now on."""
    before = _read(ledger)
    for account in remembered.deleted - before.deleted:
        ledger.deleted(account)
    for what, erased_at in remembered.erased.items():
        if before.erased.get(what) != erased_at:
            ledger.erased(*what, erased_at)


def _make_room(tx: Connection, *, replace: bool) -> None:
    """No table of ours is left. Raises CannotStart when something would be lost that nobody said to lose."""
    version = schema.version(tx)
    if version is None:
        if inspect(tx).get_table_names():
            raise CannotStart("The database holds tables that are not Evenstride's. Nothing was restored.")
        return
    if not schema.knows(version):
        raise CannotStart("The database is of a later version of Evenstride. Nothing was restored.")
    held = _count(tx, accounts)
    if (held or _count(tx, gone_credentials)) and not replace:
        raise CannotStart(
            f"The database holds {held} accounts. To put the backup in their place, add --replace."
        )
    schema.clear(tx)


class _Filled(NamedTuple):
    left_out: int
    mended: int


def _fill(tx: Connection, pieces: Iterator[Piece], file: Path) -> _Filled:
    """The rows of the backup, in the schema they were taken from, counters and epochs set."""
    opening = next(pieces)
    if not isinstance(opening, Opening) or not schema.knows(opening.schema):
        raise CannotStart(f"{file} was made by a later version of Evenstride. Update first.")
    schema.upgrade(tx, opening.schema)
    ours = {name: _columns(tx, name) for name in inspect(tx).get_table_names()}
    logs = _Logs()
    waiting: list[Row] = []
    into: Table | None = None
    for piece in pieces:
        if isinstance(piece, list) and into is not None:
            row = logs.put_right(into.name, dict(zip(into.columns, piece, strict=True)))
            if row is not None:
                waiting.append(row)
            if len(waiting) == BATCH_ROWS:
                _insert(tx, into, waiting)
                waiting = []
        elif isinstance(piece, Table):
            _insert(tx, into, waiting)
            waiting, into = [], piece
            if ours.get(piece.name) != set(piece.columns):
                raise CannotStart(f"{file} has a table {piece.name} of another shape. Nothing was restored.")
    _insert(tx, into, waiting)
    return _Filled(logs.left_out, _set_counters(tx, logs))


def _columns(tx: Connection, name: str) -> set[str]:
    return {found["name"] for found in inspect(tx).get_columns(name)}


def _insert(tx: Connection, into: Table | None, rows: list[Row]) -> None:
    if into is not None and rows:
        tx.execute(insert(table(into.name, *map(column, into.columns))), rows)


class _End(NamedTuple):
    head: int
    chain: str


class _Logs:
    """Renumbers every log as it passes by. After a new epoch no device relies on the old numbers."""

    def __init__(self) -> None:
        self.said: dict[str, _End] = {}
        self.ends: dict[str, _End] = {}
        self.left_out = 0
        self._moved: set[str] = set()

    def put_right(self, name: str, row: Row) -> Row | None:
        """The row to store; None for one whose account the backup does not have."""
        if name == "account":
            self.said[row["id"]] = _End(row["head"], row["chain"])
            self.ends[row["id"]] = _End(0, CHAIN_START)
            return row
        owner = row.get("account")
        if name != "gone_credential" and owner is not None and owner not in self.ends:
            self.left_out += 1
            return None
        return self._next(row) if name == "entry" else row

    def _next(self, row: Row) -> Row:
        head, chain = self.ends[row["account"]]
        end = _End(head + 1, hashlib.sha256((chain + row["id"]).encode()).hexdigest()[:32])
        if end != (row["seq"], row["chain"]):
            self._moved.add(row["account"])
        self.ends[row["account"]] = end
        return {**row, "seq": end.head, "chain": end.chain}

    def mended(self) -> set[str]:
        return self._moved | {account for account, end in self.ends.items() if self.said[account] != end}


def _set_counters(tx: Connection, logs: _Logs) -> int:
    """How many accounts needed more than a new epoch."""
    if logs.ends:
        into = table("account", *map(column, ("id", "head", "chain", "epoch")))
        told = [
            {"of": account, "head": end.head, "chain": end.chain, "epoch": new_epoch()}
            for account, end in logs.ends.items()
        ]
        tx.execute(update(into).where(into.c.id == bindparam("of")), told)
    return len(logs.mended())


def _delete_again(tx: Connection, deleted: set[str]) -> int:
    held = deleted & set(tx.execute(select(accounts.c.id)).scalars())
    for account in held:
        delete_account(tx, account)
    return len(held)


def _to_erase(tx: Connection, remembered: Remembered) -> list[tuple[tuple[str, str, str], int]]:
    """What the database's own ledger does not know yet, or only an earlier erasure of."""
    known = {
        (row.account, row.kind, row.record): row.erased_at
        for row in tx.execute(
            select(erasures.c.account, erasures.c.kind, erasures.c.record, erasures.c.erased_at)
        )
    }
    here = set(tx.execute(select(accounts.c.id)).scalars())
    return [
        (what, erased_at)
        for what, erased_at in sorted(remembered.erased.items())
        if what[0] in here and erased_at > known.get(what, -1)
    ]


def _count(tx: Connection, of: Any) -> int:
    return int(tx.execute(select(func.count()).select_from(of)).scalar_one())
