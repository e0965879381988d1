"""The few statements that every request runs, on the driver's own connection inside a transaction of ours.

SQLAlchemy's work around a statement of one row costs ten times what the statement costs. Everything else goes
through it.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

import psycopg
from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIModule

DRIVER_ERRORS = (sqlite3.Error, psycopg.Error)
_NAME = re.compile(r":(\w+)")


class Statement:
    """SQL with values as `:name`. `also` is what a database says differently, by the name of its dialect."""

    def __init__(self, sql: str, **also: str) -> None:
        self._of_dialect = {
            "sqlite": also.get("sqlite", sql),
            # psycopg writes a value as %(name)s
            "postgresql": _NAME.sub(r"%(\1)s", also.get("postgresql", sql)),
        }

    def run(self, tx: Connection, values: Mapping[str, object]) -> Any:
        """The driver's cursor. Raises the driver's errors."""
        with _driver_of(tx) as connection:
            return connection.execute(self._of_dialect[tx.dialect.name], values)


def copy_in(tx: Connection, sql: str, rows: Iterable[Sequence[object]]) -> None:
    """PostgreSQL's way to take in many rows: a third of an INSERT's time. Raises the driver's errors."""
    with _driver_of(tx) as connection, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _driver_of(tx: Connection) -> Iterator[Any]:
    """The driver's connection; one that breaks in between is not used again."""
    connection = tx.connection.driver_connection
    try:
        yield connection
    except DRIVER_ERRORS as error:
        if tx.dialect.is_disconnect(cast("DBAPIModule.Error", error), connection, None):
            tx.invalidate(error)
        raise
