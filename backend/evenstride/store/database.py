"""One database, opened once per process, and the only two ways to use it: `read` and `write`."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock, local
from typing import Any, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, TimeoutError

from evenstride.errors import Unavailable
from evenstride.store.driver import driver_errors
from evenstride.store.ledger import OPTION, LedgerFile

BUSY_TIMEOUT_MS = 10_000
"""How long one process waits for another's transaction. Within one, a lock of ours queues the writers."""

POOL_SIZE = 10
POOL_OVERFLOW = 30
"""Together the forty threads that answer requests."""

POOL_TIMEOUT_S = 10

CACHE_KB = 512
"""Of each connection, beside what the system keeps of the file for all of them."""

SNAPSHOT_ROWS = 1000

IMMEDIATE = "evenstride_immediate"

RESTED_S = 5.0
"""A connection that nobody has used for so long may have been closed at its other end; it is tried first."""

T = TypeVar("T")


class _Held:
    """Connections that one thread keeps to itself: a fetch from the pool and the way back cost more than the
    statements in between.

    On PostgreSQL two, one for each way to begin. On SQLite one does both: what another connection has written
    would have to be read anew from the file.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._open: dict[bool, Connection] = {}
        self._used_at_s = time.monotonic()

    @contextmanager
    def lent(self, *, is_write: bool) -> Iterator[Connection]:
        """One of them. It goes back to the pool, which takes back what it left undone, when anything goes
        wrong: after a commit that failed nobody knows what state it is in."""
        self._wake()
        which = is_write or self._is_sqlite
        if which not in self._open:
            self._open[which] = _begins(self._engine.connect(), is_write=which)
        connection = self._open[which]
        try:
            yield connection
            if connection.in_transaction():  # SQLAlchemy begins one by itself
                connection.rollback()
        except BaseException:
            self._open.pop(which).close()
            raise

    def close(self) -> None:
        while self._open:
            self._open.popitem()[1].close()

    def _wake(self) -> None:
        """Gives up those at whose other end nobody listens any more."""
        rested_s, self._used_at_s = time.monotonic() - self._used_at_s, time.monotonic()
        if rested_s < RESTED_S:
            return
        for is_write, connection in list(self._open.items()):
            try:
                with connection.begin():
                    connection.exec_driver_sql("SELECT 1")
            except DBAPIError:
                self._open.pop(is_write).close()


def _begins(connection: Connection, *, is_write: bool) -> Connection:
    """How its transactions begin. What only reads is spared the words around a transaction."""
    if connection.dialect.name == "postgresql" and not is_write:
        return connection.execution_options(isolation_level="AUTOCOMMIT")
    return connection.execution_options(**{IMMEDIATE: is_write})


class Database:
    """Transactions of one database.

    On SQLite one writer at a time, by a lock of ours: its own back-off sleeps for whole seconds under load.
    """

    def __init__(self, url: str, ledger: LedgerFile | None = None) -> None:
        self.engine = _sqlite(url) if make_url(url).drivername == "sqlite" else _postgresql(url)
        self.engine.update_execution_options(**{OPTION: ledger})
        is_sqlite = self.engine.dialect.name == "sqlite"
        self._one_writer: AbstractContextManager[Any] = Lock() if is_sqlite else nullcontext()
        self._of_thread = local()
        self._all_held: list[_Held] = []
        self._is_closed = False
        event.listen(self.engine, "checkin", self._given_back)

    def hold(self) -> None:
        """From now on this thread keeps its connections until `close`. For threads that do nothing else."""
        self._of_thread.held = held = _Held(self.engine)
        self._all_held.append(held)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view; nothing is kept.

        To a thread that holds its connections each statement is a view of its own: what a sync reads has been
        committed and does not move.
        """
        with _unavailable_when_it_is(), self._lent(is_write=False) as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One view for any number of statements, while others write; rows come in pieces, not all at once."""
        with _unavailable_when_it_is(), self.engine.connect() as connection:
            view: dict[str, Any] = {"yield_per": SNAPSHOT_ROWS}
            if self.engine.dialect.name == "postgresql":
                view |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            yield connection.execution_options(**view)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: committed, to the disk, when the block ends well; nothing of it otherwise."""
        with (
            _unavailable_when_it_is(),
            self._one_writer,
            self._lent(is_write=True) as connection,
            connection.begin(),
        ):
            yield connection

    def write_each(self, jobs: Sequence[Callable[[Connection], T]]) -> list[T | Exception]:
        """What each job gave, in order; each whole or not at all. Those that go well share one commit.

        A job may be begun a second time, after all it did the first time was taken back.
        """
        if len(jobs) > 1:
            try:
                with self.write() as tx:
                    outcomes: list[T | Exception] = [job(tx) for job in jobs]
            except Exception:  # one job's, or the commit's: alone, each meets its own
                outcomes = [self._written(job) for job in jobs]
            return outcomes
        return [self._written(job) for job in jobs]

    def _written(self, job: Callable[[Connection], T]) -> T | Exception:
        try:
            with self.write() as tx:
                return job(tx)
        except Exception as error:  # the caller's to raise, where it belongs
            return error

    def close(self) -> None:
        while self._all_held:
            self._all_held.pop().close()
        self._is_closed = True
        self.engine.dispose()

    def _given_back(self, driver: Any, _record: object) -> None:
        """What comes back after the end goes to a pool the engine has let go of, and is kept for nobody.

        An answer that was broken off gives its connection back whenever Python comes to clear it away.
        """
        if self._is_closed and driver is not None:
            driver.close()

    def _lent(self, *, is_write: bool) -> AbstractContextManager[Connection]:
        held: _Held | None = getattr(self._of_thread, "held", None)
        if held is not None:
            return held.lent(is_write=is_write)
        if is_write:
            return self.engine.connect().execution_options(**{IMMEDIATE: True})
        return self._viewing()

    @contextmanager
    def _viewing(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            connection.begin()  # said here, since the statements of driver.py do not begin by themselves
            yield connection


def _operational_errors() -> tuple[type[Exception], ...]:
    return (OperationalError, *driver_errors("OperationalError"))


@contextmanager
def _unavailable_when_it_is() -> Iterator[None]:
    """A database that is locked, full, gone or out of connections is 503; a wrong statement is a bug."""
    try:
        yield
    except _operational_errors() as error:
        # SQLite calls a wrong statement operational too; its own code for that is plain SQLITE_ERROR.
        of_driver = error.orig if isinstance(error, OperationalError) else error
        if getattr(of_driver, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise
        raise Unavailable("The database does not answer.") from error
    except TimeoutError as error:
        raise Unavailable("The database is busy.", retry_after_s=1) from error


def _sqlite(url: str) -> Engine:
    Path(make_url(url).database or "").resolve().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_size=POOL_SIZE, max_overflow=POOL_OVERFLOW, pool_timeout=POOL_TIMEOUT_S)
    event.listen(engine, "do_connect", _make_the_file)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _make_the_file(_dialect: object, _record: object, said: Sequence[str], _named: object) -> None:
    """A new file is its owner's alone, as a backup of it is; SQLite gives the files beside it the same mode.

    Left to SQLite, the umask would say who reads the logs. One that is there keeps the mode its owner gave.
    """
    with suppress(OSError):  # there already; or SQLite cannot make it either, and says so in its own words
        os.close(os.open(said[0], os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def _configure_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN; the driver's own begins too late, at the first write
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")  # an erased body is overwritten in the file too


def _begin_sqlite(connection: Connection) -> None:
    is_write = connection.get_execution_options().get(IMMEDIATE, False)
    driver: Any = (
        connection.connection.driver_connection
    )  # SQLAlchemy's way to it costs ten times the statement
    driver.execute("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _postgresql(url: str) -> Engine:
    return create_engine(
        url,
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        pool_timeout=POOL_TIMEOUT_S,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED",
    )


def is_broken_file(error: DatabaseError) -> bool:
    """Whether SQLite says that its file is none, or damaged. No statement and no waiting mends that."""
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
