"""A log file into a log: judged as a sync judges, in one transaction, with an eye on erasures.

A sync carries out an erasure, whatever lies here. A file does not: it may be old, or not what its owner
thinks it is, and what is erased is gone for good. So an erasure of a file is only taken in when nothing
readable of this log would go with it. Within the file itself it holds: what a file says was erased comes in
without a body.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from evenstride.store.driver import Statement
from evenstride.store.log import append, enter_in_ledger, known_among, lock, read_ledger
from evenstride.store.offers import (
    CLOCK_AHEAD_MAX_MS,
    ERASURE,
    Ledger,
    Offer,
    Result,
    Stored,
    is_covered,
    settle,
)
from evenstride.training.entries import Entry

_READABLE = Statement(
    "SELECT kind, record, hlc FROM entry WHERE account = :of AND NOT erased AND body <> 'null'"
)


class Refused(NamedTuple):
    """Why an entry of a file did not enter the log; `id` is what was sent as one."""

    id: object
    code: str
    detail: str


class TakenIn(NamedTuple):
    """What became of a batch."""

    accepted: int
    duplicate: int
    refused: list[Refused]


class FileIntake:
    """One log file on its way into one log, within one transaction, which holds the account's lock."""

    def __init__(self, tx: Connection, account: str, erasures: Iterable[Entry], now_ms: int) -> None:
        """`erasures`: all of the file's, judged; they hold for its entries in whatever order."""
        self._tx = tx
        self._account = account
        self._now_ms = now_ms
        self._head = lock(tx, account)
        self._ledger: Ledger = read_ledger(tx, account) if self._head.has_erasures else {}
        self._new: Ledger = {}
        wanted = self._wanted(erasures)
        self._let = wanted.keys() - (self._readable_among(wanted) if wanted else set())
        for what in self._let:
            if wanted[what] > self._ledger.get(what, -1):
                self._new[what] = self._ledger[what] = wanted[what]

    def take(self, offers: list[Offer]) -> TakenIn:
        """Judges a batch and appends what is new."""
        known = known_among(self._tx, self._account, offers)
        withheld = [self._is_withheld(offer, known) for offer in offers]
        let = [offer for offer, is_held in zip(offers, withheld, strict=True) if not is_held]
        room = self._head.quota - self._head.head
        settled = settle(let, known, self._ledger, room, self._now_ms)
        self._head = append(self._tx, self._account, self._head, settled.fresh)
        fresh = {row.id for row in settled.fresh}
        results = iter(settled.results)
        accepted, duplicate = 0, 0
        refused: list[Refused] = []
        for offer, is_held in zip(offers, withheld, strict=True):
            why = _would_erase(offer) if is_held else _refusal(next(results), offer)
            if why is not None:
                refused.append(why)
            elif isinstance(offer, Entry) and offer.id in fresh:
                fresh.discard(offer.id)
                accepted += 1
            else:
                duplicate += 1
        return TakenIn(accepted, duplicate, refused)

    def finish(self) -> None:
        """Writes the ledger: last, as its file outlives a transaction that is taken back."""
        for (kind, record), erased_at in self._new.items():
            enter_in_ledger(self._tx, self._account, kind, record, erased_at)

    def _wanted(self, erasures: Iterable[Entry]) -> Ledger:
        latest = self._now_ms + CLOCK_AHEAD_MAX_MS
        wanted: Ledger = {}
        for entry in erasures:
            what = _target(entry)
            if what is not None and what[0] != ERASURE and entry.body is not None:
                wanted[what] = max(min(entry.body["erased_at"], latest), wanted.get(what, 0))
        return wanted

    def _readable_among(self, wanted: Ledger) -> set[tuple[str, str]]:
        """Those that would blank a body this log holds."""
        rows = _READABLE.run(self._tx, {"of": self._account})
        return {
            (kind, record)
            for kind, record, hlc in rows
            if (kind, record) in wanted and is_covered(record, hlc, wanted[kind, record])
        }

    def _is_withheld(self, offer: Offer, known: dict[str, Stored]) -> bool:
        if not isinstance(offer, Entry) or offer.id in known:
            return False
        what = _target(offer)
        # An erasure of an erasure is for `settle` to refuse.
        return what is not None and what[0] != ERASURE and what not in self._let


def _refusal(result: Result, offer: Offer) -> Refused | None:
    if result.code is not None:
        return Refused(result.id, result.code, result.detail or "")
    is_blank = isinstance(offer, Entry) and offer.body is None
    if result.status == "erased" and not is_blank:
        return Refused(result.id, "erased", "it was erased, and stays erased")
    return None


def _would_erase(offer: Offer) -> Refused:
    return Refused(
        offer.id, "would_erase", "a file erases nothing that can be read here; erase it in the app"
    )


def _target(entry: Entry) -> tuple[str, str] | None:
    if entry.kind != ERASURE or entry.body is None:
        return None
    return entry.body["kind"], entry.body["record"]
