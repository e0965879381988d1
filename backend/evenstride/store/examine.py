"""Is everything that is kept what it must be? Reads all of it, in one view, and changes nothing."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from evenstride.errors import CannotStart
from evenstride.store import schema
from evenstride.store.accounts import CHAIN_START, name_key
from evenstride.store.database import Database
from evenstride.store.ledger import LedgerFile, Remembered
from evenstride.store.offers import (
    BLANK,
    BODY_MAX_BYTES,
    CLOCK_AHEAD_MAX_MS,
    ERASURE,
    Ledger,
    canonical,
    clock_ms,
    is_covered,
)
from evenstride.store.tables import METADATA, accounts, entries, erasures, gone_credentials
from evenstride.training.entries import HLC_TEXT, Refusal, judge

SHOWN_ROWS = 5
"""Of one kind of fault in one account, the rows that are named; the others are counted."""

EPOCH_TEXT = re.compile(r"[0-9a-f]{16}")

WORDS = {
    "account_epoch": "the epoch is not sixteen hex digits",
    "account_name": "the name and what it is found by do not belong together",
    "account_deleted": "the account is here, and also among the deleted ones",
    "head": "the counter is not the number of its last row",
    "account_chain": "the chain kept with the account is not that of its last row",
    "quota": "there are more entries than the quota allows",
    "gap": "rows are missing before this one",
    "chain": "the chain breaks",
    "body_not_json": "the body is not JSON",
    "body_not_canonical": "the body is not in its one canonical form",
    "body_too_large": "the body is over 4 KiB",
    "malformed": "the entry is none that the server would accept",
    "stamp": "the stamp is not of its form",
    "stamp_ahead": "the stamp is more than 24 hours in the future",
    "erased_body": "the entry is marked as erased and still has a body",
    "not_erased": "the record was erased and this version is not marked so",
    "erasure_unheld": "an erasure is in the log and not in the ledger",
    "ledger_unheld": "the ledger file remembers an erasure that the database does not know; "
    "starting the server carries it out",
    "ledger_account": "the ledger file remembers this account as deleted; starting the server deletes it",
}


class Finding(NamedTuple):
    code: str
    rows: list[int]
    """The first `seq` it was found at, at most SHOWN_ROWS; empty when it is of the whole account."""
    times: int

    def says(self) -> str:
        """Words for the operator. Never anything of a body."""
        if not self.rows:
            return WORDS[self.code]
        where = ", ".join(map(str, self.rows)) + (", …" if self.times > len(self.rows) else "")
        if self.times == 1:
            return f"{WORDS[self.code]} (at row {where})"
        return f"{WORDS[self.code]} ({self.times} times, at rows {where})"


class Examined(NamedTuple):
    """What was found about one account."""

    account: str
    entries: int
    erased: int
    from_later_versions: int
    """Entries of kinds and versions this build does not know: kept, and left alone."""
    findings: list[Finding]


class Report(NamedTuple):
    accounts: list[Examined]
    general: list[str]
    """What is wrong with no account in particular."""

    @property
    def is_well(self) -> bool:
        return not self.general and not any(examined.findings for examined in self.accounts)


def examine(database: Database, ledger: LedgerFile, now_ms: int) -> Report:
    """Raises CannotStart on another schema, or a ledger that cannot be read."""
    try:
        remembered = ledger.read()
    except OSError as error:
        raise CannotStart(f"EVENSTRIDE_LEDGER {ledger.path}: {error.strerror}") from None
    with database.snapshot() as tx:
        if not schema.is_current(tx):
            raise CannotStart(schema.NOT_CURRENT)
        general = [*_engine_faults(tx), *_orphans(tx), *_ledger_faults(remembered)]
        return Report(list(_accounts(tx, remembered, now_ms)), general)


def _engine_faults(tx: Connection) -> Iterator[str]:
    """What SQLite says of its own file. PostgreSQL has no such question."""
    if tx.dialect.name == "sqlite":
        for line in tx.exec_driver_sql("PRAGMA quick_check").scalars():
            if line != "ok":
                yield f"SQLite says of its file: {line}"


def _orphans(tx: Connection) -> Iterator[str]:
    here = select(accounts.c.id)
    for table in METADATA.sorted_tables:
        if table is gone_credentials or "account" not in table.c:
            continue
        owners = tx.execute(select(table.c.account).where(table.c.account.not_in(here))).scalars().all()
        if owners:
            yield f"{len(owners)} rows of {table.name} belong to no account"


def _ledger_faults(remembered: Remembered) -> Iterator[str]:
    if remembered.unreadable_lines:
        yield f"{remembered.unreadable_lines} lines of the ledger file cannot be read"


def _accounts(tx: Connection, remembered: Remembered, now_ms: int) -> Iterator[Examined]:
    outside: dict[str, Ledger] = {}
    for (owner, kind, record), erased_at in remembered.erased.items():
        outside.setdefault(owner, {})[kind, record] = erased_at
    gone = set(tx.execute(select(gone_credentials.c.account)).scalars())
    for account in tx.execute(select(accounts).order_by(accounts.c.id)).all():
        ledger = {
            (row.kind, row.record): row.erased_at
            for row in tx.execute(select(erasures).where(erasures.c.account == account.id))
        }
        examination = _Examination(ledger, now_ms)
        examination.of_account(account)
        if account.id in gone:
            examination.found("account_deleted")
        if account.id in remembered.deleted:
            examination.found("ledger_account")
        if any(ledger.get(what, -1) < at for what, at in outside.get(account.id, {}).items()):
            examination.found("ledger_unheld")
        log = tx.execute(select(entries).where(entries.c.account == account.id).order_by(entries.c.seq))
        yield examination.of_log(account, log)


class _Examination:
    """Of one account."""

    def __init__(self, ledger: Ledger, now_ms: int) -> None:
        self._ledger = ledger
        self._latest_ms = now_ms + CLOCK_AHEAD_MAX_MS
        self._times: Counter[str] = Counter()
        self._rows: dict[str, list[int]] = {}
        self._later = 0

    def found(self, code: str, seq: int | None = None) -> None:
        self._times[code] += 1
        rows = self._rows.setdefault(code, [])
        if seq is not None and len(rows) < SHOWN_ROWS:
            rows.append(seq)

    def of_account(self, account: Any) -> None:
        if not EPOCH_TEXT.fullmatch(account.epoch):
            self.found("account_epoch")
        if account.name_key != (None if account.name is None else name_key(account.name)):
            self.found("account_name")

    def of_log(self, account: Any, rows: Iterable[Any]) -> Examined:
        seq, chain, count, erased, by_server = 0, CHAIN_START, 0, 0, 0
        for row in rows:
            if row.seq != seq + 1:
                self.found("gap", row.seq)
            if row.chain != hashlib.sha256((chain + row.id).encode()).hexdigest()[:32]:
                self.found("chain", row.seq)
            # From here on by what is stored: one break is one finding, not one for every row after it.
            seq, chain = row.seq, row.chain
            count, erased = count + 1, erased + row.erased
            by_server += row.kind == ERASURE
            self._of_row(row)
        if account.head != seq:
            self.found("head")
        if account.chain != chain:
            self.found("account_chain")
        # An erasure is never refused for want of room.
        if count - by_server > account.quota:
            self.found("quota")
        findings = [Finding(code, self._rows[code], times) for code, times in self._times.items()]
        return Examined(account.id, count, erased, self._later, findings)

    def _of_row(self, row: Any) -> None:
        is_stamped = HLC_TEXT.fullmatch(row.hlc) is not None
        if not is_stamped:
            self.found("stamp", row.seq)
        elif clock_ms(row.hlc) > self._latest_ms:
            self.found("stamp_ahead", row.seq)
        self._of_body(row)
        erased_at = self._ledger.get((row.kind, row.record))
        if row.erased and row.body != BLANK:
            self.found("erased_body", row.seq)
        elif (
            is_stamped
            and erased_at is not None
            and not row.erased
            and is_covered(row.record, row.hlc, erased_at)
        ):
            self.found("not_erased", row.seq)

    def _of_body(self, row: Any) -> None:
        try:
            body = json.loads(row.body)
        except ValueError:
            self.found("body_not_json", row.seq)
            return
        if canonical(body) != row.body:
            self.found("body_not_canonical", row.seq)
        if len(row.body.encode()) > BODY_MAX_BYTES:
            self.found("body_too_large", row.seq)
        judged = judge({**row._mapping, "body": body})
        if isinstance(judged, Refusal):
            if judged.code == "malformed":
                self.found("malformed", row.seq)
            else:
                self._later += 1
        elif row.kind == ERASURE and body and (body["kind"], body["record"]) not in self._ledger:
            self.found("erasure_unheld", row.seq)
