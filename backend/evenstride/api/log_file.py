"""Where in the bytes of a log file its entries lie, so that they can be parsed a few at a time.

Parsed as a whole, a hostile file of the same size would become objects of thirty times its space.
"""

import re
from array import array
from collections.abc import Iterator
from typing import Any, NamedTuple

from evenstride.api.gate import too_large
from evenstride.api.sync import parse
from evenstride.errors import FieldError, Invalid, NotJson

FORMAT = "evenstride-log"
VERSION = 1

FILE_MAX_BYTES = 33_554_432
"""After decompression: twice what five years of training are."""

ENTRIES_MAX = 200_000
"""As many as an account may hold."""

VALUE_MAX_BYTES = 65_536
"""Of one entry as it is written. The largest body may need several times its canonical size."""

BATCH = 200
BATCH_MAX_BYTES = 262_144
"""Parsed at a time: what a sync may bring."""

MARKS_MAX = 6_000_000
"""Brackets and texts in one file, five times as many as in five years of training: seconds of work."""

MEMBERS_MAX = 100
"""Of the file itself, beside its entries."""

BOM = b"\xef\xbb\xbf"
MARK = re.compile(rb'[{}\[\]]|"[^"\\]*+(?:\\.[^"\\]*+)*+"|"', re.DOTALL)
"""A bracket, a whole text, or the quote of one that does not end. Possessive: nothing is tried twice."""

SCALAR = re.compile(rb"[-+.0-9A-Za-z]++")
SPACE = re.compile(rb"[ \t\r\n]*+")


class LogFile(NamedTuple):
    """A body that has the shape of a log file. Its entries have not been looked at."""

    body: bytes
    places: "array[int]"
    """Start and end of every entry, in turn."""

    @property
    def size(self) -> int:
        return len(self.places) // 2

    def batches(self) -> Iterator[list[Any]]:
        """The entries, parsed a few at a time. Raises NotJson with the line."""
        batch: list[Any] = []
        size_bytes = 0
        for index in range(self.size):
            size_bytes += self.places[2 * index + 1] - self.places[2 * index]
            if batch and (len(batch) == BATCH or size_bytes > BATCH_MAX_BYTES):
                yield batch
                batch, size_bytes = [], self.places[2 * index + 1] - self.places[2 * index]
            batch.append(self.entry(index))
        if batch:
            yield batch

    def entry(self, index: int) -> Any:
        """Parsed; None when it is too large to be one. Raises NotJson with the line."""
        start, end = self.places[2 * index], self.places[2 * index + 1]
        if end - start > VALUE_MAX_BYTES:
            return None
        return _parsed(self.body, start, end)

    def text(self, index: int) -> bytes:
        return self.body[self.places[2 * index] : self.places[2 * index + 1]]


def read_log_file(body: bytes) -> LogFile:
    """Raises NotJson with the line where the file is damaged, Invalid when it is no log, or TooLarge."""
    scan = _Scan(body)
    scan.read()
    members = scan.members
    faults: list[FieldError] = []
    if members.get("format") != FORMAT:
        faults.append(FieldError("/format", f'must be "{FORMAT}": this file is no Evenstride log'))
    if type(members.get("v")) is not int or members["v"] != VERSION:
        faults.append(FieldError("/v", f"must be {VERSION}: another version of the app wrote this file"))
    if scan.places is None:
        faults.append(FieldError("/entries", "must be a list of entries"))
    if faults or scan.places is None:
        raise Invalid("The file is no log that can be read here.", fields=tuple(faults))
    return LogFile(body, scan.places)


class _Scan:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = len(BOM) if body.startswith(BOM) else 0
        self._marks = 0
        self.members: dict[str, Any] = {}
        self.places: array[int] | None = None

    def read(self) -> None:
        self._space()
        if self._peek() != b"{":
            self._whole_is_no_object()
        for count, _ in enumerate(self._items(b"}")):
            if count == MEMBERS_MAX:
                raise too_large(f"A file may have {MEMBERS_MAX} members.", FILE_MAX_BYTES)
            self._member()
        self._space()
        if self._at != len(self._body):
            raise broken(self._body, self._at, "something follows the end")

    def _whole_is_no_object(self) -> None:
        """A file of some other JSON is not damaged, it is another file."""
        start = self._at
        self._skip_value()
        _parsed(self._body, start, min(self._at, start + VALUE_MAX_BYTES))
        raise Invalid("The file is no log.", fields=(FieldError("", "must be an object"),))

    def _member(self) -> None:
        start = self._at
        if self._peek() != b'"':
            raise broken(self._body, start, "a name in quotes is missing")
        name = _parsed(self._body, start, self._skip_value())
        self._space()
        self._expect(b":")
        self._space()
        if name == "entries" and self._peek() == b"[":
            if self.places is not None:
                raise broken(self._body, start, "entries come twice")
            self.places = self._entries()
            return
        start = self._at
        end = self._skip_value()
        value = _parsed(self._body, start, end)
        if name in ("format", "v"):
            self.members[name] = value

    def _entries(self) -> "array[int]":
        places = array("q")
        for _ in self._items(b"]"):
            start = self._at
            places.extend((start, self._skip_value()))
            if len(places) > 2 * ENTRIES_MAX:
                raise too_large(f"A file may hold {ENTRIES_MAX} entries.", FILE_MAX_BYTES)
        return places

    def _items(self, closing: bytes) -> Iterator[None]:
        """Stands at each item of a list or an object in turn; the caller walks over it."""
        self._at += 1
        self._space()
        if self._peek() == closing:
            self._at += 1
            return
        while True:
            self._space()
            yield
            self._space()
            if self._peek() == closing:
                self._at += 1
                return
            self._expect(b",")

    def _skip_value(self) -> int:
        """Walks over one value and gives its end. What is inside is looked at when it is parsed."""
        start, depth = self._at, 0
        first = self._peek()
        if first not in (b"{", b"[", b'"'):
            scalar = SCALAR.match(self._body, start)
            if scalar is None:
                raise broken(self._body, start, "a value is missing")
            self._at = scalar.end()
            return self._at
        for mark in MARK.finditer(self._body, start):
            self._marks += 1
            if self._marks > MARKS_MAX:
                raise too_large(f"A file may have {MARKS_MAX} brackets and texts.", FILE_MAX_BYTES)
            sign = self._body[mark.start()]
            if sign in b"{[":
                depth += 1
            elif sign in b"}]":
                depth -= 1
            elif mark.end() == mark.start() + 1:
                raise broken(self._body, mark.start(), "a text does not end")
            if depth == 0:
                self._at = mark.end()
                return self._at
        raise broken(self._body, len(self._body), "the file ends too early")

    def _space(self) -> None:
        found = SPACE.match(self._body, self._at)
        self._at = found.end() if found else self._at

    def _peek(self) -> bytes:
        return self._body[self._at : self._at + 1]

    def _expect(self, sign: bytes) -> None:
        if self._peek() != sign:
            if not self._peek():
                raise broken(self._body, self._at, "the file ends too early")
            raise broken(self._body, self._at, f"a {sign.decode()} is missing")
        self._at += 1


def _parsed(body: bytes, start: int, end: int) -> Any:
    if end - start > VALUE_MAX_BYTES:
        raise broken(body, start, f"a value is over {VALUE_MAX_BYTES // 1024} KiB")
    try:
        return parse(body[start:end])
    except NotJson:
        raise broken(body, start, "this is not JSON") from None


def broken(body: bytes, at: int, why: str) -> NotJson:
    line = body.count(b"\n", 0, at) + 1
    column = at - (body.rfind(b"\n", 0, at) + 1) + 1
    place = {"line": line, "column": column}
    return NotJson(f"The file is damaged in line {line}, at character {column}: {why}.", more=place)
