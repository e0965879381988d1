"""Syncs are answered a group at a time: on SQLite those that wait while one is written share the next commit.

Each request still lands whole or not at all, in the order of arrival, and is answered after the commit.
PostgreSQL takes many writers at once and gathers their commits by itself; there a group is one request, since
two processes that lock many accounts each could wait for one another for ever.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection

from evenstride.store.database import POOL_SIZE, Database

T = TypeVar("T")

GROUP_MAX = 16
"""Requests in one transaction on SQLite. More would save little and let the first one wait for the last."""

GROUP_MAX_BYTES = 32_768
"""A large push is worth a commit of its own; meanwhile the next ones come in and the last ones go out."""


class Work(NamedTuple):
    """A request that was found good: what it does in a transaction, and what is said after the commit."""

    is_write: bool
    do: Callable[[Connection], Any]
    say: Callable[[Any], str]


class _Waiting(NamedTuple):
    size_bytes: int
    read: Callable[[], Work]
    answer: asyncio.Future[str]


class Together:
    def __init__(self, database: Database) -> None:
        is_sqlite = database.engine.dialect.name == "sqlite"
        self._database = database
        self._group_max = GROUP_MAX if is_sqlite else 1
        self._threads = ThreadPoolExecutor(1 if is_sqlite else POOL_SIZE, "sync")
        self._waiting: deque[_Waiting] = deque()

    async def answer(self, size_bytes: int, read: Callable[[], Work]) -> str:
        """What the work that `read` gives says once it is committed. Raises what either raises."""
        loop = asyncio.get_running_loop()
        waiting = _Waiting(size_bytes, read, loop.create_future())
        self._waiting.append(waiting)
        self._threads.submit(self._answer_a_group, loop)
        return await waiting.answer

    def close(self) -> None:
        self._threads.shutdown()

    def _answer_a_group(self, loop: asyncio.AbstractEventLoop) -> None:
        group = self._take_a_group()
        if group:
            works = [_try(waiting.read) for waiting in group]
            done = self._do(works)
            with contextlib.suppress(RuntimeError):  # the loop closed: nobody waits any more
                loop.call_soon_threadsafe(_hand_out, [one.answer for one in group], done)

    def _take_a_group(self) -> list[_Waiting]:
        group: list[_Waiting] = []
        size_bytes = 0
        # Empty at once when an earlier turn took everybody along.
        while self._waiting and len(group) < self._group_max:
            size_bytes += self._waiting[0].size_bytes
            if group and size_bytes > GROUP_MAX_BYTES:
                break
            group.append(self._waiting.popleft())
        return group

    def _do(self, works: list[Work | Exception]) -> list[str | Exception]:
        """Reads wait for no commit but their own group's."""
        writes = [work for work in works if isinstance(work, Work) and work.is_write]
        written = iter(self._database.write_each([work.do for work in writes]))
        done: list[str | Exception] = []
        for work in works:
            if isinstance(work, Exception):
                done.append(work)
                continue
            outcome = next(written) if work.is_write else _try(partial(self._read, work))
            done.append(outcome if isinstance(outcome, Exception) else _try(partial(work.say, outcome)))
        return done

    def _read(self, work: Work) -> Any:
        with self._database.read() as tx:
            return work.do(tx)


def _try(act: Callable[[], T]) -> T | Exception:
    try:
        return act()
    except Exception as error:  # belongs to the one who asked, and is raised there
        return error


def _hand_out(answers: list[asyncio.Future[str]], done: list[str | Exception]) -> None:
    for answer, outcome in zip(answers, done, strict=True):
        if answer.done():  # whoever asked has gone
            continue
        if isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
