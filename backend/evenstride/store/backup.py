"""A backup: every row of every table in one file, the same whichever database it comes from.

The file is gzip of lines of JSON (docs/backup.md):

    {"format":"evenstride-backup","v":1,"schema":"0001","made_at":…,"from":"sqlite"}
    {"table":"account","columns":["id","name",…]}
    ["0199…",null,…]                                    a row, in the order of those columns
    …
    {"end":true,"rows":{"account":3,…},"sha256":"…"}    of every byte before this line

Tables come before those that point at them, the rows of a log in the order of `seq`. A file without its last
line is no backup.
"""

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from evenstride.errors import CannotStart
from evenstride.store import schema
from evenstride.store.database import Database
from evenstride.store.ledger import sync_folder
from evenstride.store.tables import METADATA

FORMAT = "evenstride-backup"
VERSION = 1
GZIP_LEVEL = 3
"""A tenth larger than the best, in a third of the time."""

LINE_MAX_BYTES = 1_000_000
"""A row is a body of 4 KiB and a few ids."""


class Table(NamedTuple):
    name: str
    columns: list[str]


class Opening(NamedTuple):
    """What the first line says."""

    schema: str
    made_at: int
    engine: str


Piece = Opening | Table | list[Any]


def write_backup(database: Database, file: Path, now_ms: int) -> dict[str, int]:
    """One moment of the database, while it goes on being written. The number of rows of each table.

    The file appears under its name once it is complete and on the disk; it is its owner's alone.
    Raises CannotStart, and leaves a file that was there before as it was. Only an older backup is replaced.
    """
    _refuse_unless_replaceable(file)
    half = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:
            with gzip.GzipFile("", "wb", GZIP_LEVEL, raw, mtime=0) as packed:
                rows = _write(database, packed, now_ms)
            raw.flush()
            os.fsync(raw.fileno())
        half.replace(file)
        sync_folder(file.resolve().parent)
    except OSError as error:
        raise CannotStart(f"{file}: {error.strerror or error}") from None
    finally:
        half.unlink(missing_ok=True)
    return rows


def _refuse_unless_replaceable(file: Path) -> None:
    """What is there already may be anything: the database itself, the ledger, a device."""
    try:
        if not file.exists() or (file.is_file() and file.stat().st_size == 0):
            return
        is_backup = file.is_file() and isinstance(next(read_backup(file)), Opening)
    except CannotStart:
        is_backup = False
    except OSError as error:
        raise CannotStart(f"{file}: {error.strerror or error}") from None
    if not is_backup:
        raise CannotStart(f"{file} is there already and is no backup of Evenstride. Nothing was written.")


def _write(database: Database, packed: gzip.GzipFile, now_ms: int) -> dict[str, int]:
    digest = hashlib.sha256()

    def put(*lines: object) -> None:
        text = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines)
        digest.update(text.encode())
        packed.write(text.encode())

    counts: dict[str, int] = {}
    with database.snapshot() as tx:
        version = schema.version(tx)
        if not schema.is_current(tx):
            raise CannotStart(schema.NOT_CURRENT)
        put({"format": FORMAT, "v": VERSION, "schema": version, "made_at": now_ms, "from": tx.dialect.name})
        for table in METADATA.sorted_tables:
            put({"table": table.name, "columns": [column.name for column in table.columns]})
            counts[table.name] = 0
            for rows in tx.execute(select(table).order_by(*table.primary_key)).partitions():
                put(*map(list, rows))
                counts[table.name] += len(rows)
    end = {"end": True, "rows": counts, "sha256": digest.hexdigest()}
    packed.write(json.dumps(end, separators=(",", ":")).encode() + b"\n")
    return counts


def read_backup(file: Path) -> Iterator[Piece]:
    """The pieces of a backup, in order. They count only once the iterator has ended well.

    Raises CannotStart where the file turns out to be none, at its end at the latest.
    """
    try:
        with gzip.open(file, "rb") as packed:
            packed.peek(1)
    except gzip.BadGzipFile:
        raise CannotStart(f"{file} is no backup of Evenstride. Nothing was restored.") from None
    except (EOFError, zlib.error, OSError):
        pass  # said below, in its own words
    try:
        with gzip.open(file, "rb") as packed:
            yield from _pieces(packed, file)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise CannotStart(
            f"{file} is damaged or cut short ({str(error)[:80]}). Nothing was restored."
        ) from None
    except OSError as error:
        raise CannotStart(f"{file}: {error.strerror or error}") from None


def _pieces(packed: gzip.GzipFile, file: Path) -> Iterator[Piece]:
    damaged = CannotStart(f"{file} is damaged or cut short. Nothing was restored.")
    digest = hashlib.sha256()
    counts: dict[str, int] = {}
    table: Table | None = None
    line = packed.readline(LINE_MAX_BYTES)
    yield _opening(line, file)
    while True:
        digest.update(line)
        line = packed.readline(LINE_MAX_BYTES)
        said = _parsed(line)
        if isinstance(said, list) and table is not None and len(said) == len(table.columns):
            counts[table.name] += 1
            yield said
        elif isinstance(said, dict) and "table" in said:
            table = _table(said)
            if table is None or table.name in counts:
                raise damaged
            counts[table.name] = 0
            yield table
        elif isinstance(said, dict) and said.get("end") is True:
            is_whole = said.get("rows") == counts and said.get("sha256") == digest.hexdigest()
            if not is_whole or packed.readline(1):
                raise damaged
            return
        else:
            raise damaged


def _opening(line: bytes, file: Path) -> Opening:
    said = _parsed(line)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise CannotStart(f"{file} is no backup of Evenstride. Nothing was restored.")
    if said.get("v") != VERSION:
        raise CannotStart(f"{file} was made by a later version of Evenstride. Update first.")
    version, made_at, engine = said.get("schema"), said.get("made_at"), said.get("from")
    if not (isinstance(version, str) and isinstance(made_at, int) and isinstance(engine, str)):
        raise CannotStart(f"{file} is damaged or cut short. Nothing was restored.")
    return Opening(version, made_at, engine)


def _table(said: dict[str, Any]) -> Table | None:
    name, columns = said["table"], said.get("columns")
    if not isinstance(name, str) or not isinstance(columns, list):
        return None
    return Table(name, columns) if all(isinstance(column, str) for column in columns) else None


def _parsed(line: bytes) -> object:
    """None for what is no line of JSON."""
    try:
        return json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
