"""Sync over HTTP with a real server process, beside the database alone writing the same rows as durably."""

import gzip
import http.client
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from uuid import uuid4

from benchmarks.figures import Figure, per_second, quantile
from benchmarks.floors import postgresql, postgresql_floor, sqlite_floor
from benchmarks.phones import Phone, batches, push_together
from tests.browser.server import Server

ROUNDS = 3
"""Of server and floor in turns, so that a busy moment meets both; what counts is the median of the ratios."""

PULLED_ROWS = 10_000

Json = dict[str, Any]
Floor = Callable[[str, int], float]
"""Seconds that the database alone needs for an account's rows in batches of a size."""


class Load(NamedTuple):
    """What is pushed in one round: by one phone alone, and by several at the same time."""

    size: int
    alone: int
    phones: int
    each: int
    budget_pct: int


LOADS = (
    Load(size=1, alone=300, phones=16, each=100, budget_pct=50),
    Load(size=30, alone=3_000, phones=8, each=1_500, budget_pct=30),
    Load(size=200, alone=8_000, phones=8, each=4_000, budget_pct=30),
)
POSTGRESQL_BUDGET_PCT = 40


def figures(folder: Path, log: Sequence[Json]) -> Iterator[Figure]:
    server = Server(folder / "sync", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        for load in LOADS:
            yield pushing(server, log, load, "SQLite", partial(sqlite_floor, server.database))
        yield pulling(server, log[:PULLED_ROWS])
    finally:
        server.stop()
    yield from on_postgresql(folder, log)


def on_postgresql(folder: Path, log: Sequence[Json]) -> Iterator[Figure]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with postgresql(folder / "postgresql") as url:
        ours = "postgresql+psycopg" + url.removeprefix("postgresql")
        server = Server(folder / "beside", EVENSTRIDE_RATE_LIMITS="off", EVENSTRIDE_DATABASE_URL=ours)
        server.start()
        try:
            for load in LOADS:
                floor = partial(postgresql_floor, url)
                yield pushing(
                    server, log, load._replace(budget_pct=POSTGRESQL_BUDGET_PCT), "PostgreSQL", floor
                )
        finally:
            server.stop()


def pushing(server: Server, log: Sequence[Json], load: Load, engine: str, floor: Floor) -> Figure:
    rounds = [_round(server, log, load, floor) for _ in range(ROUNDS)]
    answered_s = [one_s for one in rounds for one_s in one.answered_s]
    alone = median(one.alone for one in rounds)
    together = median(one.together for one in rounds)
    floor_alone = median(one.floor for one in rounds)
    alone_pct = median(100 * one.alone / one.floor for one in rounds)
    together_pct = median(100 * one.together / one.floor for one in rounds)
    return Figure(
        f"push to {engine}, batches of {load.size}",
        f"{per_second(alone, 1)} alone, {per_second(together, 1)} from {load.phones} phones; "
        f"a batch p50 {quantile(answered_s, 50) * 1000:.1f} ms, p99 {quantile(answered_s, 99) * 1000:.1f} ms",
        f"{alone_pct:.0f} % and {together_pct:.0f} % of the database alone, {per_second(floor_alone, 1)}; "
        f"budget {load.budget_pct} %",
    )


class Round(NamedTuple):
    """Entries a second, and how long each batch took that a phone pushed alone."""

    alone: float
    together: float
    floor: float
    answered_s: list[float]


def _round(server: Server, log: Sequence[Json], load: Load, floor: Floor) -> Round:
    one = Phone(server)
    answered_s = one.push(batches(log[: load.alone], load.size), load.size)
    phones = [Phone(server) for _ in range(load.phones)]
    shared = batches(log[: load.each], load.size)
    begun = time.perf_counter()
    push_together(phones, shared, load.size)
    together_s = time.perf_counter() - begun
    floor_s = floor(one.account, load.size)
    for phone in (one, *phones):
        phone.close()
    return Round(
        alone=load.alone / sum(answered_s),
        together=load.phones * load.each / together_s,
        floor=load.alone / floor_s,
        answered_s=answered_s,
    )


def pulling(server: Server, log: Sequence[Json]) -> Figure:
    writer = Wire(server)
    writer.push(log, 200)
    pulls = {encoding: pulled(writer.second_device(encoding), len(log)) for encoding in ("identity", "gzip")}
    return Figure(
        f"pull of {len(log):,} rows".replace(",", " "),
        ", ".join(f"{took_ms:.0f} ms {encoding}" for encoding, (took_ms, _) in pulls.items()),
        "bytes a row: "
        + ", ".join(f"{size // len(log)} {encoding}" for encoding, (_, size) in pulls.items()),
    )


def pulled(reader: "Wire", rows: int) -> tuple[float, int]:
    """Milliseconds and bytes on the wire until all rows are parsed."""
    begun = time.perf_counter()
    received, size_bytes = reader.pull()
    assert received == rows
    return (time.perf_counter() - begun) * 1000, size_bytes


def pull_plainly(reader: Phone, rows: int) -> float:
    """Milliseconds until the whole log is here, page by page, uncompressed."""
    begun = time.perf_counter()
    assert reader.pull_anew() == rows
    return (time.perf_counter() - begun) * 1000


class Wire:
    """A phone reduced to its connection: a new account's cookie and position in the log."""

    def __init__(
        self, server: Server, account: str = "", cookie: str = "", encoding: str = "identity"
    ) -> None:
        self._server = server
        self._connection = http.client.HTTPConnection("localhost", server.port)
        self._position: Json = {"epoch": None, "cursor": 0, "chain": None}
        self._device = secrets.token_hex(8)
        self._cookie = cookie
        self._encoding = encoding
        self.account = account or self._open_account()

    def second_device(self, encoding: str = "identity") -> "Wire":
        return Wire(self._server, self.account, self._cookie, encoding)

    def push(self, log: Sequence[Json], size: int) -> list[float]:
        """Seconds from offering each batch to holding its rows."""
        answered_s = []
        for start in range(0, len(log), size):
            begun = time.perf_counter()
            answer, _ = self._sync(log[start : start + size])
            answered_s.append(time.perf_counter() - begun)
            assert {result["status"] for result in answer["results"]} == {"accepted"}
        return answered_s

    def pull(self) -> tuple[int, int]:
        """Rows and bytes of everything after this phone's position."""
        rows, received_bytes, more = 0, 0, True
        while more:
            answer, size = self._sync([])
            rows, received_bytes, more = rows + len(answer["rows"]), received_bytes + size, answer["more"]
        return rows, received_bytes

    def get(self, path: str, etag: str | None = None) -> str:
        """The etag of an answer, once it has been read; 304 when it is the one that is named."""
        named = {"If-None-Match": etag} if etag else {}
        self._connection.request("GET", path, headers={"Cookie": self._cookie, **named})
        response = self._connection.getresponse()
        response.read()
        assert response.status == (304 if etag else 200)
        return response.headers["ETag"]

    def _sync(self, entries: Sequence[Json]) -> tuple[Json, int]:
        request = self._position | {
            "proto": 1,
            "req_id": str(uuid4()),
            "account": self.account,
            "device": self._device,
            "build": "bench",
            "entries": entries,
        }
        answer, _, size = self._post("/api/sync", request)
        self._position = {"epoch": answer["epoch"], "cursor": answer["next"], "chain": answer["chain"]}
        return answer, size

    def _open_account(self) -> str:
        answer, headers, _ = self._post("/api/accounts", {})
        self._cookie = headers["Set-Cookie"].split(";")[0]
        self.recovery_code = str(answer["recovery_code"])
        return str(answer["account"])

    def _post(self, path: str, body: Json) -> tuple[Json, http.client.HTTPMessage, int]:
        headers = {
            "Content-Type": "application/json",
            "Origin": self._server.origin,
            "Cookie": self._cookie,
            "Accept-Encoding": self._encoding,
        }
        self._connection.request("POST", path, json.dumps(body).encode(), headers)
        response = self._connection.getresponse()
        raw = response.read()
        assert response.status in (200, 201), raw
        text = gzip.decompress(raw) if response.headers["Content-Encoding"] == "gzip" else raw
        return json.loads(text), response.headers, len(raw)
