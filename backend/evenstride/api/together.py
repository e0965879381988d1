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

GROUP_MAX_BYTES = 131_072
"""Seven pushes of thirty sets, or one of two hundred: those are worth a commit of their own."""

THREADS = 10
"""On PostgreSQL. Each keeps two connections."""


class Work(NamedTuple):
    """A request that was found good: what it does in a transaction, and what is said after the commit."""

    is_write: bool
    do: Callable[[Connection], Any]
    say: Callable[[Any], bytes]


class _Asked(NamedTuple):
    size_bytes: int
    read: Callable[[], Work]
    answer: Future[bytes]


class _Waiting(NamedTuple):
    work: Work
    answer: Future[bytes]


class Together:
    """On SQLite one thread does it all: a second one would only pass the interpreter to and fro with it."""

    def __init__(self, database: Database) -> None:
        is_sqlite = database.engine.dialect.name == "sqlite"
        self._database = database
        self._is_shared = is_sqlite
        self._threads = ThreadPoolExecutor(1 if is_sqlite else THREADS, "sync", database.hold)
        self._asked: deque[_Asked] = deque()

    async def answer(self, size_bytes: int, read: Callable[[], Work]) -> bytes:
        """What the work that `read` gives says once it is committed. Raises what either raises."""
        asked = _Asked(size_bytes, read, Future())
        if self._is_shared:
            self._asked.append(asked)
            self._threads.submit(self._answer_a_group)
        else:
            self._threads.submit(self._answer_one, asked)
        return await asyncio.wrap_future(asked.answer)

    def close(self) -> None:
        """Whatever was begun is answered first."""
        self._threads.shutdown()

    def _answer_a_group(self) -> None:
        """Nobody, when an earlier turn took everybody along."""
        group: list[_Waiting] = []
        size_bytes = 0
        # Those that only read count too: however many come, what is to be written waits for so many at most.
        for _ in range(GROUP_MAX):
            if not self._asked:
                break
            size_bytes += self._asked[0].size_bytes
            if group and size_bytes > GROUP_MAX_BYTES:
                break
            group += self._read(self._asked.popleft())
        if group:
            self._write(group)

    def _answer_one(self, asked: _Asked) -> None:
        group = self._read(asked)
        if group:
            self._write(group)

    def _read(self, asked: _Asked) -> list[_Waiting]:
        """What has to be written for it; what only reads is answered here, and so is what goes wrong."""
        answer = asked.answer
        if not answer.set_running_or_notify_cancel():
            return []  # whoever asked has gone
        with _answering(answer):
            work = asked.read()
            if work.is_write:
                return [_Waiting(work, answer)]
            with self._database.read() as tx:
                outcome = work.do(tx)
            answer.set_result(work.say(outcome))
        return []

    def _write(self, group: list[_Waiting]) -> None:
        outcomes = self._database.write_each([waiting.work.do for waiting in group])
        for (work, answer), outcome in zip(group, outcomes, strict=True):
            with _answering(answer):
                if isinstance(outcome, Exception):
                    raise outcome
                answer.set_result(work.say(outcome))


@contextmanager
def _answering(answer: Future[bytes]) -> Iterator[None]:
    """What goes wrong inside belongs to the one who asked, and is raised there."""
    try:
        yield
    except Exception as error:  # whatever it is, an answer that never comes would be worse
        answer.set_exception(error)
