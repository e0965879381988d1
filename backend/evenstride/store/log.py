"""The log of an account: the transaction of `POST /api/sync`, an erasure, and the reads.

Rows are appended under the account's lock and at consecutive `seq`, so they become visible in the order of
`seq`, and whoever has read up to n never misses a row at or below n.
"""

import hashlib
import json
import uuid
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from evenstride.errors import AccountDeleted, NotFound
from evenstride.store.accounts import CHAIN_START
from evenstride.store.ledger import ledger_of
from evenstride.store.offers import (
    BLANK,
    ERASURE,
    Fresh,
    Known,
    Ledger,
    Offer,
    Result,
    canonical,
    clock_ms,
    is_covered,
    settle,
)
from evenstride.store.tables import accounts, entries, erasures
from evenstride.training.entries import Entry

PAGE_ROWS = 1000
SERVER_DEVICE = "0" * 16
"""The device of stamps the server makes; phones draw theirs at random."""

_HEAD_COLUMNS = (accounts.c.epoch, accounts.c.head, accounts.c.chain, accounts.c.quota)
_ROW_COLUMNS = (
    entries.c.seq,
    entries.c.id,
    entries.c.record,
    entries.c.kind,
    entries.c.v,
    entries.c.hlc,
    entries.c.body,
    entries.c.chain,
)
LogRow = Row[int, str, str, str, int, str, str, str]

_LOCK = (
    update(accounts)
    .where(accounts.c.id == bindparam("of"))
    .values(head=accounts.c.head)
    .returning(*_HEAD_COLUMNS)
)
_MOVE = (
    update(accounts)
    .where(accounts.c.id == bindparam("of"))
    .values(head=bindparam("head"), chain=bindparam("chain"))
)
_LOOK = select(*_HEAD_COLUMNS).where(accounts.c.id == bindparam("of"))
_KNOWN = select(
    entries.c.id,
    entries.c.record,
    entries.c.kind,
    entries.c.v,
    entries.c.hlc,
    entries.c.body,
    entries.c.erased,
).where(entries.c.account == bindparam("of"), entries.c.id.in_(bindparam("ids", expanding=True)))
_LEDGER = select(erasures.c.kind, erasures.c.record, erasures.c.erased_at).where(
    erasures.c.account == bindparam("of")
)
_STRETCH = (
    entries.c.account == bindparam("of"),
    entries.c.seq > bindparam("after"),
    entries.c.seq <= bindparam("up_to"),
)
_PAGE = select(*_ROW_COLUMNS).where(*_STRETCH).order_by(entries.c.seq)
_ENTRIES = (
    select(entries.c.id, entries.c.record, entries.c.kind, entries.c.v, entries.c.hlc, entries.c.body)
    .where(*_STRETCH)
    .order_by(entries.c.seq)
)


class Head(NamedTuple):
    """Where a log ends."""

    epoch: str
    head: int
    chain: str
    quota: int


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
    rows: list[LogRow]
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
    results: list[Result] = []
    if offers:
        results, head = _take_in(tx, account, head, offers, now_ms)
    rows = page(tx, account, position.cursor, head.head)
    if rows:
        return Synced(head.epoch, results, rows, rows[-1].seq, rows[-1].chain, head.head)
    return Synced(head.epoch, results, rows, position.cursor, head.chain, head.head)


def lock(tx: Connection, account: str) -> Head:
    """The end of the log, nobody else's to move until `tx` ends.

    An UPDATE, and the first statement: SELECT … FOR UPDATE compiles to nothing on SQLite.
    """
    return _head(tx.execute(_LOCK, {"of": account}).one_or_none())


def look(tx: Connection, account: str) -> Head:
    return _head(tx.execute(_LOOK, {"of": account}).one_or_none())


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
    at = select(entries.c.chain).where(entries.c.account == account, entries.c.seq == seq)
    return str(tx.execute(at).scalar_one())


def _take_in(
    tx: Connection, account: str, head: Head, offers: list[Offer], now_ms: int
) -> tuple[list[Result], Head]:
    ids = [offer.judged.id for offer in offers if isinstance(offer.judged, Entry)]
    known = {row.id: Known(*row[1:]) for row in tx.execute(_KNOWN, {"of": account, "ids": ids})}
    settled = settle(offers, known, _ledger(tx, account), head.quota - head.head, now_ms)
    head = _append(tx, account, head, settled.fresh)
    for (kind, record), erased_at in settled.erasures.items():
        _blank(tx, account, kind, record, erased_at)
    return settled.results, head


def _append(tx: Connection, account: str, head: Head, fresh: list[Fresh]) -> Head:
    if not fresh:
        return head
    rows, chain = [], head.chain
    for seq, row in enumerate(fresh, start=head.head + 1):
        chain = hashlib.sha256((chain + row.id).encode()).hexdigest()[:32]
        rows.append({**row._asdict(), "account": account, "seq": seq, "chain": chain})
    tx.execute(insert(entries), rows)
    moved = head._replace(head=head.head + len(fresh), chain=chain)
    tx.execute(_MOVE, {"of": account, "head": moved.head, "chain": moved.chain})
    return moved


def page(tx: Connection, account: str, after: int, head: int) -> list[LogRow]:
    """The next rows after `after`, contiguous, at most PAGE_ROWS."""
    up_to = min(head, after + PAGE_ROWS)
    if up_to <= after:
        return []
    return list(tx.execute(_PAGE, {"of": account, "after": after, "up_to": up_to}))


def read_entries(tx: Connection, account: str, after: int, up_to: int) -> list[Entry]:
    """The entries after one row up to another, oldest first; not judged again, as they were on their way in.

    All bodies are parsed as one text, so that they share the names of their fields: half the time and space.
    """
    rows = tx.execute(_ENTRIES, {"of": account, "after": after, "up_to": up_to}).all()
    bodies = json.loads(f"[{','.join([row[-1] for row in rows])}]")
    return [
        Entry(entry_id, record, kind, v, hlc, body)
        for (entry_id, record, kind, v, hlc, _text), body in zip(rows, bodies, strict=True)
    ]


def erase(tx: Connection, account: str, kind: str, record: str, now_ms: int) -> dict[str, Any]:
    """Blanks every version of a record and tells every device so. Again: the same answer, no second row.

    Raises NotFound when the account has no such record. An erasure itself cannot be erased.
    """
    head = lock(tx, account)
    of_record = (entries.c.account == account, entries.c.kind == kind, entries.c.record == record)
    versions = tx.execute(select(entries.c.hlc, entries.c.erased).where(*of_record)).all()
    if not versions or kind == ERASURE:
        raise NotFound("There is no such record.")
    erased_at = _ledger(tx, account).get((kind, record), now_ms)
    if not all(version.erased for version in versions):
        erased_at = max(now_ms, *(clock_ms(version.hlc) for version in versions))
        _append(tx, account, head, [_erasure(kind, record, erased_at)])
        _blank(tx, account, kind, record, erased_at)
    return {"kind": kind, "record": record, "erased_at": erased_at, "entries": len(versions)}


def erase_again(tx: Connection, account: str, kind: str, record: str, erased_at: int) -> int:
    """Carries out an erasure this log has lost, or never knew. How many bodies that blanked.

    Devices are told by an entry, also when there is nothing to blank here: the first one may be lost with
    the log, and a device may hold a body it has no reason to offer again.
    """
    head = lock(tx, account)
    of_record = (entries.c.account == account, entries.c.kind == kind, entries.c.record == record)
    stored = tx.execute(select(entries.c.hlc).where(*of_record, entries.c.erased.is_(False)))
    blanked = sum(is_covered(record, row.hlc, erased_at) for row in stored)
    _append(tx, account, head, [_erasure(kind, record, erased_at)])
    _blank(tx, account, kind, record, erased_at)
    return blanked


def _erasure(kind: str, record: str, erased_at: int) -> Fresh:
    """Stamped just after what it erases, so whatever a phone writes once it has read this is not covered."""
    body = canonical({"kind": kind, "record": record, "erased_at": erased_at})
    stamp = f"{erased_at + 1:012x}-0000-{SERVER_DEVICE}"
    return Fresh(str(uuid.uuid4()), f"erase:{uuid.uuid4()}", ERASURE, 1, stamp, body, erased=False)


def _blank(tx: Connection, account: str, kind: str, record: str, erased_at: int) -> None:
    """Empties the stored versions an erasure covers, and writes the ledger."""
    of_record = (entries.c.account == account, entries.c.kind == kind, entries.c.record == record)
    stored = tx.execute(select(entries.c.seq, entries.c.hlc).where(*of_record))
    covered = [{"of_seq": row.seq} for row in stored if is_covered(record, row.hlc, erased_at)]
    if covered:
        by_seq = (entries.c.account == account, entries.c.seq == bindparam("of_seq"))
        tx.execute(update(entries).where(*by_seq).values(body=BLANK, erased=True), covered)
    in_ledger = (erasures.c.account == account, erasures.c.kind == kind, erasures.c.record == record)
    if tx.execute(update(erasures).where(*in_ledger).values(erased_at=erased_at)).rowcount == 0:
        row = {"account": account, "kind": kind, "record": record, "erased_at": erased_at}
        tx.execute(insert(erasures).values(row))
    ledger = ledger_of(tx)
    if ledger is not None:
        ledger.erased(account, kind, record, erased_at)


def _ledger(tx: Connection, account: str) -> Ledger:
    rows = tx.execute(_LEDGER, {"of": account})
    return {(row.kind, row.record): row.erased_at for row in rows}


def as_json(row: LogRow, *, with_seq: bool = True) -> str:
    """The entry as JSON text. Only the body could hold what needs escaping, and it is JSON text already."""
    seq = f',"seq":{row.seq}' if with_seq else ""
    return (
        f'{{"id":"{row.id}","record":"{row.record}","kind":"{row.kind}","v":{row.v},'
        f'"hlc":"{row.hlc}","body":{row.body}{seq}}}'
    )
