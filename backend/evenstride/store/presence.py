"""Who is at an SQLite file: any number of servers, or one restore, never both.

The kernel forgets a lock with the process that held it, so `kill -9` leaves nothing to clean up. PostgreSQL
needs none of this: there a restore is one transaction like any other.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from evenstride.errors import CannotStart


@contextmanager
def serving(database_url: str) -> Iterator[None]:
    """Raises CannotStart while a restore is under way."""
    with _held(database_url, fcntl.LOCK_SH, "A restore is under way. Start the server when it is done."):
        yield


@contextmanager
def alone(database_url: str) -> Iterator[None]:
    """Raises CannotStart while a server runs."""
    with _held(database_url, fcntl.LOCK_EX, "A server is using this database. Stop it first, then restore."):
        yield


@contextmanager
def _held(database_url: str, how: int, taken: str) -> Iterator[None]:
    url = make_url(database_url)
    if url.drivername != "sqlite" or not url.database:
        yield
        return
    lock = Path(f"{url.database}-serving")
    lock.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart(taken) from None
        yield
    finally:
        os.close(file)
