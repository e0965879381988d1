"""Syncs are answered a group at a time: on SQLite those that wait while one is written share the next commit.

Each request still lands whole or not at all, in the order of arrival, and is answered after the commit.
PostgreSQL takes many writers at once and gathers their commits by itself; there a group is one request, since
two processes that lock many accounts each could wait for one another for ever.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection

from evenstride.store.database import Database

GROUP_MAX = 16
"""Requests in one transaction on SQLite. More would save little and let the first one wait for the last."""

GROUP_MAX_BYTES = 32_768
"""A large push is worth a commit of its own; meanwhile the next ones come in and the last ones go out."""


THREADS = 10
"""On PostgreSQL. Each keeps two connections."""


class Work(NamedTuple):
    """A request that was found good: what it does in a transaction, and what is said after the commit."""

    is_write: bool
    do: Callable[[Connection], Any]
    say: Callable[[Any], bytes]


class _Waiting(NamedTuple):
    work: Work
    size_bytes: int
    answer: Future[bytes]


class Together:
    """On SQLite one thread does it all: a second one would only pass the interpreter to and fro with it."""

    def __init__(self, database: Database) -> None:
        is_sqlite = database.engine.dialect.name == "sqlite"
        self._database = database
        self._is_shared = is_sqlite
        self._threads = ThreadPoolExecutor(1 if is_sqlite else THREADS, "sync", database.hold)
        self._waiting: deque[_Waiting] = deque()

    async def answer(self, size_bytes: int, read: Callable[[], Work]) -> bytes:
        """What the work that `read` gives says once it is committed. Raises what either raises."""
        answer: Future[bytes] = Future()
        self._threads.submit(self._read, size_bytes, read, answer)
        return await asyncio.wrap_future(answer)

    def close(self) -> None:
        """Whatever was begun is answered first."""
        self._threads.shutdown()

    def _read(self, size_bytes: int, read: Callable[[], Work], answer: Future[bytes]) -> None:
        if not answer.set_running_or_notify_cancel():
            return  # whoever asked has gone
        with _answering(answer):
            work = read()
            if work.is_write and self._is_shared:
                # Written once those before it in the queue are read as well: they may share its commit.
                self._waiting.append(_Waiting(work, size_bytes, answer))
                self._threads.submit(self._write_a_group)
                return
            with self._database.write() if work.is_write else self._database.read() as tx:
                outcome = work.do(tx)
            answer.set_result(work.say(outcome))

    def _write_a_group(self) -> None:
        group = self._take_a_group()
        outcomes = self._database.write_each([waiting.work.do for waiting in group])
        for (work, _, answer), outcome in zip(group, outcomes, strict=True):
            with _answering(answer):
                if isinstance(outcome, Exception):
                    raise outcome
                answer.set_result(work.say(outcome))

    def _take_a_group(self) -> list[_Waiting]:
        """Nobody, when an earlier turn took everybody along."""
        group: list[_Waiting] = []
        size_bytes = 0
        while self._waiting and len(group) < GROUP_MAX:
            size_bytes += self._waiting[0].size_bytes
            if group and size_bytes > GROUP_MAX_BYTES:
                break
            group.append(self._waiting.popleft())
        return group


@contextmanager
def _answering(answer: Future[bytes]) -> Iterator[None]:
    """What goes wrong inside belongs to the one who asked, and is raised there."""
    try:
        yield
    except Exception as error:  # whatever it is, an answer that never comes would be worse
        answer.set_exception(error)
