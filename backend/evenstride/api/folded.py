"""Logs as the training rules see them, kept for as long as nothing is written."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection

from evenstride import training
from evenstride.store.log import Head, read_entries
from evenstride.store.offers import ERASURE
from evenstride.training import Replayed
from evenstride.training.catalog import Catalog
from evenstride.training.entries import Entry

KEPT_ROWS = 30_000
"""Rows of all logs kept together, some 30 MB: a runner with five years, or a hundred new ones."""

KEPT_DAYS = 3
"""Days of one log: a runner's own, and the one the sessions are asked for with."""


class Log(NamedTuple):
    """A log up to its head, and what it adds up to on the days last asked for."""

    head: Head
    entries: list[Entry]
    on: OrderedDict[int, Replayed]


class Folded:
    """The logs last asked for. A write moves the head and a restore changes the epoch: none is ever stale."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._logs: OrderedDict[str, Log] = OrderedDict()
        self._shelf = Lock()
        # Five questions come at once when the app opens; four of them wait for the fold of the first. Others
        # wait too: two folds at a time take as long as one after the other, and twice the space.
        self._turn = Lock()

    def at(self, tx: Connection, account: str, head: Head, on: int) -> Replayed:
        """The state of an account's log, up to `head`, on a day."""
        return self._kept(account, head, on) or self._made(tx, account, head, on)

    def _kept(self, account: str, head: Head, on: int) -> Replayed | None:
        with self._shelf:
            log = self._logs.get(account)
            if log is None or log.head != head or on not in log.on:
                return None
            self._logs.move_to_end(account)
            log.on.move_to_end(on)
            return log.on[on]

    def _made(self, tx: Connection, account: str, head: Head, on: int) -> Replayed:
        with self._turn:
            kept = self._kept(account, head, on)
            if kept is not None:
                return kept
            log = self._read(tx, account, head)
            state = training.fold(log.entries, self._catalog, on)
            self._keep(account, log, on, state)
            return state

    def _read(self, tx: Connection, account: str, head: Head) -> Log:
        """The log up to `head`; of one that is kept only the rows since then, unless they erase others."""
        with self._shelf:
            log = self._logs.get(account)
        if log is not None and log.head == head:
            return log
        if log is not None and log.head.epoch == head.epoch and log.head.head < head.head:
            since = read_entries(tx, account, log.head.head, head.head)
            if all(entry.kind != ERASURE for entry in since):
                return Log(head, [*log.entries, *since], OrderedDict())
        return Log(head, read_entries(tx, account, 0, head.head), OrderedDict())

    def _keep(self, account: str, log: Log, on: int, state: Replayed) -> None:
        with self._shelf:
            log.on[on] = state
            if len(log.on) > KEPT_DAYS:
                log.on.popitem(last=False)
            self._logs[account] = log
            self._logs.move_to_end(account)
            while len(self._logs) > 1 and sum(kept.head.head for kept in self._logs.values()) > KEPT_ROWS:
                self._logs.popitem(last=False)
