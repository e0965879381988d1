"""The few statements that every request runs, on the driver's own connection inside a transaction of ours.

SQLAlchemy's work around a statement of one row costs ten times what the statement costs. Everything else goes
through it.
"""

import re
import sqlite3
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection
from sqlalchemy.engine.interfaces import DBAPIModule

_NAME = re.compile(r":(\w+)")


def driver_errors(name: str = "Error") -> tuple[type[Exception], ...]:
    """The drivers' exceptions of that name. psycopg takes eight megabytes, and nobody on SQLite needs it."""
    drivers = (sqlite3, sys.modules.get("psycopg"))
    return tuple(getattr(driver, name) for driver in drivers if driver is not None)


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
        return run(tx, self._of_dialect[tx.dialect.name], values)


def run(tx: Connection, sql: str, values: Mapping[str, object] | Sequence[object]) -> Any:
    """The driver's cursor, of SQL in its own words. Raises the driver's errors."""
    connection: Any = tx.connection.driver_connection
    try:
        return connection.execute(sql, values)
    except driver_errors() as error:
        _let_go(tx, error)
        raise


def copy_in(tx: Connection, sql: str, rows: Iterable[Sequence[object]]) -> None:
    """PostgreSQL's way to take in many rows: a third of an INSERT's time. Raises the driver's errors."""
    connection: Any = tx.connection.driver_connection
    try:
        with connection.cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)
    except driver_errors() as error:
        _let_go(tx, error)
        raise


def _let_go(tx: Connection, error: Exception) -> None:
    """A connection that broke is not used again."""
    driver: Any = tx.connection.driver_connection
    if tx.dialect.is_disconnect(cast("DBAPIModule.Error", error), driver, None):
        tx.invalidate(error)
