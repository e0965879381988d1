"""The log of an account: the transaction of `POST /api/sync`, an erasure, and the reads.

Rows are appended under the account's lock and at consecutive `seq`, so they become visible in the order of
`seq`, and whoever has read up to n never misses a row at or below n.
"""

import hashlib
import itertools
import json
import uuid
from functools import cache
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, bindparam, insert, select, update

from evenstride.errors import AccountDeleted, NotFound
from evenstride.store.accounts import CHAIN_START
from evenstride.store.driver import Statement, copy_in, run
from evenstride.store.ledger import ledger_of
from evenstride.store.offers import (
    BLANK,
    ERASURE,
    Ledger,
    Offer,
    Result,
    Stored,
    canonical,
    clock_ms,
    is_covered,
    settle,
)
from evenstride.store.tables import entries, erasures
from evenstride.training.entries import Entry

PAGE_ROWS = 1000
PARSED_ROWS = 2000
SERVER_DEVICE = "0" * 16
"""The device of stamps the server makes; phones draw theirs at random."""

_LOCK = Statement(
    "UPDATE account SET head = head WHERE id = :of"
    " RETURNING epoch, head, chain, quota, EXISTS (SELECT 1 FROM erasure WHERE erasure.account = :of)"
)
_LOOK = Statement(
    "SELECT epoch, head, chain, quota, EXISTS (SELECT 1 FROM erasure WHERE erasure.account = :of)"
    " FROM account WHERE id = :of"
)
_MOVE = Statement("UPDATE account SET head = :head, chain = :chain WHERE id = :of")

_CHAIN = Statement("SELECT chain FROM entry WHERE account = :of AND seq = :seq")

_KNOWN_OF = "SELECT entry.id, record, kind, v, hlc, body, erased FROM"
_KNOWN = Statement(
    f"{_KNOWN_OF} json_each(:ids) AS offered CROSS JOIN entry"
    " WHERE entry.account = :of AND entry.id = offered.value",
    postgresql=f"{_KNOWN_OF} entry WHERE account = :of"
    " AND id = ANY(ARRAY(SELECT json_array_elements_text(CAST(:ids AS json))))",
)
"""A look at the index for each id. What keeps SQLite from reading the whole log instead is CROSS JOIN, and
PostgreSQL the array."""

_PAGE = Statement(
    "SELECT seq, id, record, kind, v, hlc, body, chain FROM entry"
    " WHERE account = :of AND seq > :after AND seq <= :up_to ORDER BY seq"
)
_ROW_TEXT = (
    """'{"id":"' || id || '","record":"' || record || '","kind":"' || kind || '","v":' || v"""
    """ || ',"hlc":"' || hlc || '","body":' || body || ',"seq":' || seq || '}'"""
)
"""As `as_json`."""

_PAGE_TEXT = Statement(
    f"SELECT max(seq), group_concat(row_text, ',') FROM (SELECT seq, {_ROW_TEXT} AS row_text FROM entry"  # noqa: S608 # all of it is ours
    " WHERE account = :of AND seq > :after AND seq <= :up_to ORDER BY seq)",
    postgresql=f"SELECT max(seq), string_agg({_ROW_TEXT}, ',' ORDER BY seq) FROM entry"  # noqa: S608 # as above
    " WHERE account = :of AND seq > :after AND seq <= :up_to",
)
"""One row: each one fetched from SQLite is a moment in which another thread may take over the interpreter."""

_COLUMNS = "entry (account, seq, id, record, kind, v, hlc, body, erased, chain)"
_COPY = f"COPY {_COLUMNS} FROM STDIN"


@cache
def _insert_sqlite(rows: int) -> str:
    return f"INSERT INTO {_COLUMNS} VALUES {','.join(['(?,?,?,?,?,?,?,?,?,?)'] * rows)}"  # noqa: S608 # all of it is ours


_LEDGER = select(erasures.c.kind, erasures.c.record, erasures.c.erased_at).where(
    erasures.c.account == bindparam("of")
)

_ENTRIES = Statement(
    "SELECT id, record, kind, v, hlc, body FROM entry"
    " WHERE account = :of AND seq > :after AND seq <= :up_to ORDER BY seq"
)


class LogRow(NamedTuple):
    """A row as it is sent on; `body` is JSON text."""

    seq: int
    id: str
    record: str
    kind: str
    v: int
    hlc: str
    body: str
    chain: str


class Head(NamedTuple):
    """Where a log ends."""

    epoch: str
    head: int
    chain: str
    quota: int
    has_erasures: bool


class Position(NamedTuple):
    """How far a device says it has read, and of which history."""

    epoch: str | None
    cursor: int
    chain: str | None


class Reset(NamedTuple):
    """The device's history is not ours. Nothing was stored."""

    epoch: str
    reason: str


class Synced(NamedTuple):
    epoch: str
    results: list[Result]
    rows: str
    """JSON, with a comma between one and the next."""
    next: int
    chain: str
    head: int


def sync(
    tx: Connection, account: str, position: Position, offers: list[Offer], now_ms: int
) -> Synced | Reset:
    """Takes in what is offered and reads the page after the position, in the one transaction of `tx`.

    A request that offers nothing takes no lock: rows up to the head it reads are committed and do not move.
    """
    head = lock(tx, account) if offers else look(tx, account)
    reason = _mismatch(tx, account, head, position)
    if reason is not None:
        return Reset(head.epoch, reason)
    if not offers:
        rows, read_to = page_text(tx, account, position.cursor, head.head)
        return Synced(head.epoch, [], rows, read_to, _chain_at(tx, account, head, read_to), head.head)
    ledger = read_ledger(tx, account) if head.has_erasures else {}
    settled = settle(offers, known_among(tx, account, offers), ledger, head.quota - head.head, now_ms)
    longer = append(tx, account, head, settled.fresh)
    for (kind, record), erased_at in settled.erasures.items():
        _blank(tx, account, kind, record, erased_at)
    if position.cursor == head.head and not settled.erasures:
        # All that is new to this device it has brought itself, so nothing has to be read.
        rows, read_to = _rows_text(settled.fresh, head.head), longer.head
    else:
        rows, read_to = page_text(tx, account, position.cursor, longer.head)
    chain = _chain_at(tx, account, longer, read_to)
    return Synced(head.epoch, settled.results, rows, read_to, chain, longer.head)


def lock(tx: Connection, account: str) -> Head:
    """The end of the log, nobody else's to move until `tx` ends.

    An UPDATE, and the first statement: SELECT … FOR UPDATE compiles to nothing on SQLite.
    """
    return _head(_LOCK.run(tx, {"of": account}).fetchone())


def look(tx: Connection, account: str) -> Head:
    return _head(_LOOK.run(tx, {"of": account}).fetchone())


def _head(row: Any) -> Head:
    if row is None:
        raise AccountDeleted("This account was deleted.")
    return Head(*row)


def _mismatch(tx: Connection, account: str, head: Head, position: Position) -> str | None:
    """Why the position is no point of this log's history; None when it is one."""
    is_start = position.cursor == 0
    if position.epoch != head.epoch and not (is_start and position.epoch is None):
        return "epoch"
    if position.cursor > head.head:
        return "cursor"
    if is_start:
        return None if position.chain in (None, CHAIN_START) else "chain"
    return None if position.chain == _chain_at(tx, account, head, position.cursor) else "chain"


def _chain_at(tx: Connection, account: str, head: Head, seq: int) -> str:
    if seq == head.head:
        return head.chain
    return str(_CHAIN.run(tx, {"of": account, "seq": seq}).fetchone()[0])


def known_among(tx: Connection, account: str, offers: list[Offer]) -> dict[str, Stored]:
    """What the log already holds under the ids of these."""
    ids = [offer.id for offer in offers if isinstance(offer, Entry)]
    of_ids = {"of": account, "ids": json.dumps(ids)}
    return {row[0]: Stored._make(row) for row in _KNOWN.run(tx, of_ids)}


def append(tx: Connection, account: str, head: Head, fresh: list[Stored]) -> Head:
    """The rows after the head, which `lock` gave; the new head."""
    if not fresh:
        return head
    rows, chain = [], head.chain
    for seq, row in enumerate(fresh, start=head.head + 1):
        chain = hashlib.sha256((chain + row.id).encode()).hexdigest()[:32]
        rows.append((account, seq, *row, chain))
    # One statement for all rows: for SQLAlchemy to write them costs three times as much.
    if tx.dialect.name == "sqlite":
        run(tx, _insert_sqlite(len(rows)), tuple(itertools.chain.from_iterable(rows)))
    else:
        copy_in(tx, _COPY, rows)
    moved = head._replace(head=head.head + len(fresh), chain=chain)
    _MOVE.run(tx, {"of": account, "head": moved.head, "chain": moved.chain})
    return moved


def page(tx: Connection, account: str, after: int, head: int) -> list[LogRow]:
    """The next rows after `after`, contiguous, at most PAGE_ROWS."""
    up_to = min(head, after + PAGE_ROWS)
    if up_to <= after:
        return []
    return list(map(LogRow._make, _PAGE.run(tx, {"of": account, "after": after, "up_to": up_to})))


def page_text(tx: Connection, account: str, after: int, head: int) -> tuple[str, int]:
    """The same rows as JSON text, made where they lie, and the last one's seq, or `after`."""
    up_to = min(head, after + PAGE_ROWS)
    if up_to <= after:
        return "", after
    read_to, text = _PAGE_TEXT.run(tx, {"of": account, "after": after, "up_to": up_to}).fetchone()
    return text, read_to


def _rows_text(rows: list[Stored], after: int) -> str:
    """As `page_text`, of rows that are at hand and follow `after`."""
    return ",".join(
        [
            f'{{"id":"{entry_id}","record":"{record}","kind":"{kind}","v":{v},"hlc":"{hlc}","body":{body},"seq":{seq}}}'
            for seq, (entry_id, record, kind, v, hlc, body, _erased) in enumerate(rows, after + 1)
        ]
    )


def read_entries(tx: Connection, account: str, after: int, up_to: int) -> list[Entry]:
    """The entries after one row up to another, oldest first; not judged again, as they were on their way in.

    Bodies are parsed many as one text, so that they share their words: a third of the space. Not all as one:
    the text of five years would for a moment need as much again.
    """
    read: list[Entry] = []
    for start in range(after, up_to, PARSED_ROWS):
        end = min(up_to, start + PARSED_ROWS)
        rows = _ENTRIES.run(tx, {"of": account, "after": start, "up_to": end}).fetchall()
        bodies = from_json(f"[{','.join([row[-1] for row in rows])}]", cache_strings="all")
        read += [
            Entry(entry_id, record, kind, v, hlc, body)
            for (entry_id, record, kind, v, hlc, _text), body in zip(rows, bodies, strict=True)
        ]
    return read


def erase(tx: Connection, account: str, kind: str, record: str, now_ms: int) -> dict[str, Any]:
    """Blanks every version of a record and tells every device so. Again: the same answer, no second row.

    Raises NotFound when the account has no such record. An erasure itself cannot be erased.
    """
    head = lock(tx, account)
    of_record = (entries.c.account == account, entries.c.kind == kind, entries.c.record == record)
    versions = tx.execute(select(entries.c.hlc, entries.c.erased).where(*of_record)).all()
    if not versions or kind == ERASURE:
        raise NotFound("There is no such record.")
    erased_at = read_ledger(tx, account).get((kind, record), now_ms)
    if not all(version.erased for version in versions):
        erased_at = max(now_ms, *(clock_ms(version.hlc) for version in versions))
        append(tx, account, head, [_erasure(kind, record, erased_at)])
        _blank(tx, account, kind, record, erased_at)
    return {"kind": kind, "record": record, "erased_at": erased_at, "entries": len(versions)}


def erase_again(tx: Connection, account: str, kind: str, record: str, erased_at: int) -> int:
    """Carries out an erasure this log has lost, or never knew. How many bodies that blanked.

    Devices are told by an entry, also when there is nothing to blank here: the first entry may be lost with
    the log, and a device may hold a body it has no reason to offer again.
    """
    head = lock(tx, account)
    of_record = (entries.c.account == account, entries.c.kind == kind, entries.c.record == record)
    stored = tx.execute(select(entries.c.hlc).where(*of_record, entries.c.erased.is_(False)))
    blanked = sum(is_covered(record, row.hlc, erased_at) for row in stored)
    append(tx, account, head, [_erasure(kind, record, erased_at)])
    _blank(tx, account, kind, record, erased_at)
    return blanked


def _erasure(kind: str, record: str, erased_at: int) -> Stored:
    """Stamped at the end of its millisecond: what a phone writes once it has read this comes later than that,
    and so is not covered."""
    body = canonical({"kind": kind, "record": record, "erased_at": erased_at})
    stamp = f"{erased_at:012x}-ffff-{SERVER_DEVICE}"
    return Stored(str(uuid.uuid4()), f"erase:{uuid.uuid4()}", ERASURE, 1, stamp, body, erased=False)


def _blank(tx: Connection, account: str, kind: str, record: str, erased_at: int) -> None:
    """Empties the stored versions an erasure covers, and writes the ledger."""
    of_record = (entries.c.account == account, entries.c.kind == kind, entries.c.record == record)
    stored = tx.execute(select(entries.c.seq, entries.c.hlc).where(*of_record))
    covered = [{"of_seq": row.seq} for row in stored if is_covered(record, row.hlc, erased_at)]
    if covered:
        by_seq = (entries.c.account == account, entries.c.seq == bindparam("of_seq"))
        tx.execute(update(entries).where(*by_seq).values(body=BLANK, erased=True), covered)
    enter_in_ledger(tx, account, kind, record, erased_at)


def enter_in_ledger(tx: Connection, account: str, kind: str, record: str, erased_at: int) -> None:
    """From now on no version of the record that the erasure covers is taken in with its body."""
    in_ledger = (erasures.c.account == account, erasures.c.kind == kind, erasures.c.record == record)
    if tx.execute(update(erasures).where(*in_ledger).values(erased_at=erased_at)).rowcount == 0:
        row = {"account": account, "kind": kind, "record": record, "erased_at": erased_at}
        tx.execute(insert(erasures).values(row))
    ledger = ledger_of(tx)
    if ledger is not None:
        ledger.erased(account, kind, record, erased_at)


def read_ledger(tx: Connection, account: str) -> Ledger:
    """Every erasure of the account."""
    rows = tx.execute(_LEDGER, {"of": account})
    return {(row.kind, row.record): row.erased_at for row in rows}


def as_json(row: LogRow, *, with_seq: bool = True) -> str:
    """The entry as JSON text. Only the body could hold what needs escaping, and it is JSON text already."""
    seq, entry_id, record, kind, v, hlc, body, _chain = row
    tail = f',"seq":{seq}' if with_seq else ""
    return (
        f'{{"id":"{entry_id}","record":"{record}","kind":"{kind}","v":{v},"hlc":"{hlc}","body":{body}{tail}}}'
    )
