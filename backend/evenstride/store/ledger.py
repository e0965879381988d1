"""What must never come back: a file beside the database that outlives every restore.

One line of JSON for each erased record and each deleted account, appended and forced to the disk before the
transaction that blanks them commits. No body is in it. A backup taken earlier still holds what was erased
later; `evenstride restore` and every start of the server hold this file against the log.

A line is written before its erasure is committed. Should the commit fail, the line stands: the runner asked
for it, and the next start carries it out.
"""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection

from evenstride.errors import Unavailable

OPTION = "evenstride_ledger"
"""The engine option a `Database` hands its ledger on with, so that no way to erase can pass it by."""


class Remembered(NamedTuple):
    """The content of a ledger. `erased`: (account, kind, record) → when, in ms."""

    erased: dict[tuple[str, str, str], int]
    deleted: set[str]
    unreadable_lines: int = 0

    def with_more(self, other: "Remembered") -> "Remembered":
        erased = dict(self.erased)
        for what, erased_at in other.erased.items():
            erased[what] = max(erased_at, erased.get(what, 0))
        unreadable = self.unreadable_lines + other.unreadable_lines
        return Remembered(erased, self.deleted | other.deleted, unreadable)


NOTHING = Remembered({}, set())


class LedgerFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def erased(self, account: str, kind: str, record: str, erased_at: int) -> None:
        """On the disk when this returns. Raises Unavailable."""
        self._append({"account": account, "kind": kind, "record": record, "erased_at": erased_at})

    def deleted(self, account: str) -> None:
        """On the disk when this returns. Raises Unavailable."""
        self._append({"account": account, "deleted": True})

    def read(self) -> Remembered:
        """No file is an empty ledger. Raises OSError when there is one and it cannot be read."""
        erased: dict[tuple[str, str, str], int] = {}
        deleted: set[str] = set()
        unreadable = 0
        try:
            lines = self.path.read_bytes().splitlines()
        except FileNotFoundError:
            return NOTHING
        for line in filter(None, lines):
            try:
                said = json.loads(line)
                if said.get("deleted") is True:
                    deleted.add(_text(said["account"]))
                    continue
                what = (_text(said["account"]), _text(said["kind"]), _text(said["record"]))
                erased[what] = max(int(said["erased_at"]), erased.get(what, 0))
            except (ValueError, KeyError, TypeError, AttributeError):
                unreadable += 1
        return Remembered(erased, deleted, unreadable)

    def refuse_unless_writable(self) -> None:
        """Raises OSError. Leaves nothing but the file itself, and that for its owner alone."""
        os.close(self._open())

    def _append(self, said: dict[str, Any]) -> None:
        # A line begins with its own newline too: one torn by a dying machine spoils no other.
        line = f"\n{json.dumps(said, separators=(',', ':'))}\n".encode()
        try:
            file = self._open()
            try:
                if os.write(file, line) != len(line):
                    raise OSError("the disk is full")
                os.fsync(file)
            finally:
                os.close(file)
        except OSError as error:
            raise Unavailable("The erasure ledger cannot be written.") from error

    def _open(self) -> int:
        is_new = not self.path.exists()
        if is_new:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if is_new:
            sync_folder(self.path.parent)
        return file


def ledger_of(tx: Connection) -> LedgerFile | None:
    """The ledger of the database a transaction belongs to; None while nothing new is being forgotten."""
    ledger: LedgerFile | None = tx.get_execution_options().get(OPTION)
    return ledger


def sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only after this."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value
