"""Logs as the training rules see them, kept for as long as nothing is written."""

from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection

from evenstride import training
from evenstride.store.log import Head, as_entry, read_all
from evenstride.training import Replayed
from evenstride.training.catalog import Catalog

KEPT = 32
"""A folded log of years is some megabytes."""

Key = tuple[str, str, int, int]


class Folded:
    """The last KEPT states. A write moves the head and a restore changes the epoch: none is ever stale."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._states: OrderedDict[Key, Replayed] = OrderedDict()
        self._one_at_a_time = Lock()

    def at(self, tx: Connection, account: str, head: Head, on: int) -> Replayed:
        """The state of an account's log, up to `head`, on a day."""
        key = (account, head.epoch, head.head, on)
        with self._one_at_a_time:
            if key in self._states:
                self._states.move_to_end(key)
                return self._states[key]
        entries = (as_entry(row) for row in read_all(tx, account, head.head))
        state = training.fold(entries, self._catalog, on)
        with self._one_at_a_time:
            self._states[key] = state
            while len(self._states) > KEPT:
                self._states.popitem(last=False)
        return state
