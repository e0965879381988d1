"""One task per process that notices when a watched log has grown, whoever wrote to it.

SQLite: the file itself tells, for the price of one glance at its shared memory, whether any connection of any
process has committed (`PRAGMA data_version`); only then the watched heads are read. PostgreSQL: LISTEN, and a
NOTIFY for many pushes at once, after their commit: inside it, NOTIFY would let only one transaction commit at
a time. A slow look at all of them finds whatever a notification missed.
"""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

from starlette.concurrency import run_in_threadpool

from evenstride.errors import Unavailable
from evenstride.store.database import Database
from evenstride.store.driver import driver_errors
from evenstride.store.heads import CHANNEL, Place, places, still_good, tell_others

if TYPE_CHECKING:
    import psycopg

_log = logging.getLogger("evenstride")

GLANCE_S = 0.25
"""How often SQLite is glanced at while somebody watches."""

GATHER_S = 0.1
"""How long pushes gather before others are told: under load ten times a second, not thousands."""

LOOK_S = 5.0
"""How often all watched heads are read without being asked to, on PostgreSQL."""

LOOK_DEAF_S = 1.0
"""The same while the listening connection is down."""

LISTEN_AGAIN_S = 2.0

STREAMS_PER_ACCOUNT = 8
"""A ninth takes the place of the oldest, which most likely belongs to a phone that left without a word."""

STREAMS_MAX = 2000
"""Of this process. Each is a socket and a few kilobytes."""

Why = Literal["signed_out", "crowded", "restart"]


class Stream:
    """One device that watches. Only the newest place waits for a slow one."""

    def __init__(self, account: str, credential: str) -> None:
        self.account = account
        self.credential = credential
        self._news = asyncio.Event()
        self._place: Place | None = None
        self._why: Why | None = None

    def tell(self, place: Place) -> None:
        if place != self._place:
            self._place = place
            self._news.set()

    def end(self, why: Why) -> None:
        self._why = self._why or why
        self._news.set()

    async def next(self, patience_s: float) -> Place | Why | None:
        """The newest place, why there will be no other, or None when nothing happened for so long."""
        try:
            async with asyncio.timeout(patience_s):
                await self._news.wait()
        except TimeoutError:
            return None
        self._news.clear()
        return self._why or self._place


class Watch:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_postgresql = database.engine.dialect.name == "postgresql"
        self._streams: dict[str, list[Stream]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = asyncio.Event()
        self._untold: set[str] = set()
        self._moved: set[str] = set()
        self._is_listening = False
        self._looked_at_s = 0.0

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Streams can be opened while this is open. They end as soon as the process is asked to stop."""
        self._loop = asyncio.get_running_loop()
        tasks = [asyncio.create_task(self._work())]
        if self._is_postgresql:
            tasks.append(asyncio.create_task(self._listen()))
        try:
            with _before_stopping(self.stop_soon):
                yield
        finally:
            self._stop()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def moved(self, account: str) -> None:
        """After a commit, from any thread: the account's log has grown, or a credential of it has ended."""
        loop = self._loop
        if loop is not None and (self._is_postgresql or self._streams):
            with contextlib.suppress(RuntimeError):  # the loop closed a moment ago
                loop.call_soon_threadsafe(self._note, account)

    def stop_soon(self) -> None:
        """From any thread, or a signal's handler."""
        loop = self._loop
        if loop is not None:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._stop)

    async def open(self, account: str, credential: str) -> Stream:
        """A stream that has its first place already. Raises Unavailable."""
        if self._loop is None or sum(map(len, self._streams.values())) >= STREAMS_MAX:
            raise Unavailable("Nobody else can watch right now.", retry_after_s=60)
        stream = Stream(account, credential)
        beside = self._streams.setdefault(account, [])
        beside.append(stream)
        for oldest in beside[:-STREAMS_PER_ACCOUNT]:
            oldest.end("crowded")
        self._wake.set()
        try:
            # Only now, so that nothing written in between is missed.
            await self._look({account})
        except BaseException:
            self.close(stream)
            raise
        return stream

    def close(self, stream: Stream) -> None:
        beside = self._streams.get(stream.account, [])
        if stream in beside:
            beside.remove(stream)
        if not beside:
            self._streams.pop(stream.account, None)

    def _note(self, account: str) -> None:
        self._untold.add(account)
        self._wake.set()

    def _stop(self) -> None:
        self._loop = None
        for stream in [stream for beside in self._streams.values() for stream in beside]:
            stream.end("restart")

    async def _work(self) -> None:
        glance = _Glance(self._database)
        try:
            while True:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(self._patience_s()):
                        await self._wake.wait()
                        await asyncio.sleep(GATHER_S)
                self._wake.clear()
                try:
                    await self._turn(glance)
                except Unavailable as error:
                    _log.warning("watching: %s", error)
                    await asyncio.sleep(LOOK_DEAF_S)
        finally:
            glance.close()

    def _patience_s(self) -> float | None:
        if not self._streams:
            return None
        if not self._is_postgresql:
            return GLANCE_S
        return LOOK_S if self._is_listening else LOOK_DEAF_S

    async def _turn(self, glance: "_Glance") -> None:
        untold, self._untold = self._untold, set()
        if self._is_postgresql:
            if untold:
                await run_in_threadpool(self._tell, untold)
            heard, self._moved = self._moved | untold, set()
            await self._look(set(self._streams) if self._is_time_to_look() else heard)
        elif self._streams:
            has_moved = await run_in_threadpool(glance.sees_a_commit)
            await self._look(set(self._streams) if has_moved else set())

    def _is_time_to_look(self) -> bool:
        """Now and then at all of them, however busy the channel is."""
        now_s = asyncio.get_running_loop().time()
        is_time = now_s - self._looked_at_s >= (self._patience_s() or 0)
        if is_time:
            self._looked_at_s = now_s
        return is_time

    def _tell(self, moved: set[str]) -> None:
        with self._database.write() as tx:
            tell_others(tx, moved)

    async def _look(self, at: set[str]) -> None:
        """Tells every stream of these accounts where its log ends, or that it is over."""
        streams = [stream for account in at for stream in self._streams.get(account, [])]
        if not streams:
            return
        heads, good = await run_in_threadpool(self._read, streams)
        for stream in streams:
            place = heads.get(stream.account)
            if place is None or stream.credential not in good:
                stream.end("signed_out")
            else:
                stream.tell(place)

    def _read(self, streams: list[Stream]) -> tuple[dict[str, Place], set[str]]:
        with self._database.read() as tx:
            return (
                places(tx, {stream.account for stream in streams}),
                still_good(tx, {stream.credential for stream in streams}),
            )

    async def _listen(self) -> None:
        """Hears of every process's pushes, for as long as the process lives."""
        url = self._database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while True:
            try:
                async with await _connected(url) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self._is_listening = True
                    async for heard in connection.notifies():
                        self._moved.update(heard.payload.split(","))
                        self._wake.set()
            except driver_errors() as error:
                _log.warning("listening for pushes: %s", str(error).partition("\n")[0])
            self._is_listening = False
            await asyncio.sleep(LISTEN_AGAIN_S)


async def _connected(url: str) -> "psycopg.AsyncConnection":
    """Told to stop in the middle, it waits for the connection first: nobody else could close it."""
    import psycopg

    connecting = asyncio.ensure_future(psycopg.AsyncConnection.connect(url, autocommit=True))
    try:
        return await asyncio.shield(connecting)
    except asyncio.CancelledError:
        with contextlib.suppress(*driver_errors()):
            await (await connecting).close()
        raise


class _Glance:
    """A connection of its own that only ever asks SQLite whether another one has committed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: Any = None
        self._version: int | None = None

    def sees_a_commit(self) -> bool:
        """True the first time, and whenever somebody has committed since the last time."""
        if self._connection is None:
            self._connection = self._database.engine.raw_connection()
            self._connection.detach()
        before = self._version
        (self._version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return self._version != before

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()


@contextmanager
def _before_stopping(act: Callable[[], None]) -> Iterator[None]:
    """Acts at the first signal to stop, then lets it reach whoever waited for it.

    A stopping server waits for open answers before it tells the app; a stream is an answer that never ends.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def stop(number: int, frame: Any) -> None:
        act()
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
