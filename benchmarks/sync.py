"""Sync over HTTP with a real server process, beside raw SQLite writing the same rows into the same table."""

import gzip
import http.client
import json
import secrets
import sqlite3
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.figures import Figure, per_second, quantile
from tests.browser.server import Server

ENTRIES_OF_BATCH_SIZE = {1: 500, 30: 6_000, 200: 20_000}
PHONES = 8
PULLED_ROWS = 10_000
TABLE = "entry"

Json = dict[str, Any]


def figures(folder: Path, log: Sequence[Json]) -> Iterator[Figure]:
    server = Server(folder / "sync", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        for size, count in ENTRIES_OF_BATCH_SIZE.items():
            yield pushing(server, log[:count], size)
        yield pulling(server, log[:PULLED_ROWS])
    finally:
        server.stop()


def pushing(server: Server, log: Sequence[Json], size: int) -> Figure:
    """One phone alone for the time of a batch, several at once for the throughput."""
    alone = Wire(server)
    answered_s = alone.push(log, size)
    phones = [Wire(server) for _ in range(PHONES)]
    share = log[: max(size, len(log) // PHONES)]
    begun = time.perf_counter()
    with ThreadPoolExecutor(PHONES) as pool:
        list(pool.map(lambda phone: phone.push(share, size), phones))
    together_s = time.perf_counter() - begun
    floor_s = raw_inserts(server.database, alone.account, size)
    return Figure(
        f"push, batches of {size}",
        f"{per_second(len(log), sum(answered_s))} alone, {per_second(PHONES * len(share), together_s)} "
        f"from {PHONES} phones; a batch p50 {quantile(answered_s, 50) * 1000:.1f} ms, "
        f"p99 {quantile(answered_s, 99) * 1000:.1f} ms",
        f"raw sqlite3, same rows and table: {per_second(len(log), floor_s)}",
    )


def pulling(server: Server, log: Sequence[Json]) -> Figure:
    writer = Wire(server)
    writer.push(log, 200)
    plain_ms, plain_bytes = pulled(writer.second_device(), len(log))
    gzip_ms, gzip_bytes = pulled(writer.second_device("gzip"), len(log))
    return Figure(
        f"pull of {len(log):,} rows".replace(",", " "),
        f"{plain_ms:.0f} ms plain, {gzip_ms:.0f} ms gzip",
        f"{plain_bytes // len(log)} bytes a row plain, {gzip_bytes // len(log)} gzip",
    )


def pulled(reader: "Wire", rows: int) -> tuple[float, int]:
    """Milliseconds and bytes on the wire until all rows are parsed."""
    begun = time.perf_counter()
    received, size_bytes = reader.pull()
    assert received == rows
    return (time.perf_counter() - begun) * 1000, size_bytes


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


def raw_inserts(database: Path, account: str, size: int) -> float:
    """Seconds that SQLite itself needs for the account's rows, as durably, `size` rows a transaction."""
    with sqlite3.connect(database) as source:
        schema = [
            sql
            for (sql,) in source.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql NOT NULL", [TABLE]
            )
        ]
        rows = source.execute(f"SELECT * FROM {TABLE} WHERE account = ? ORDER BY seq", [account]).fetchall()  # noqa: S608 # TABLE is ours
    source.close()
    copy = database.with_name(f"raw-{size}-{time.time()}.db")
    target = sqlite3.connect(copy, isolation_level=None)
    target.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {';'.join(schema)}")
    insert = f"INSERT INTO {TABLE} VALUES ({', '.join('?' * len(rows[0]))})"  # noqa: S608 # TABLE is ours
    begun = time.perf_counter()
    for start in range(0, len(rows), size):
        target.execute("BEGIN IMMEDIATE")
        target.executemany(insert, rows[start : start + size])
        target.execute("COMMIT")
    took_s = time.perf_counter() - begun
    target.close()
    return took_s
