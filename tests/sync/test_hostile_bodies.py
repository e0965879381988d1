"""Whatever arrives at the doors that take whole logs, the answer is one the OpenAPI document knows, and the
server lives on: no 5xx, no hang, no growing memory, and the next good push lands.

`EVENSTRIDE_HOSTILE=200000` sends so many in all, in place of a few thousand.
"""

import json
import os
import random
import socket
import subprocess
import uuid
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.server import Server
from tests.conftest import NewDatabase
from tests.live import NO_CERTIFICATES
from tests.made import run, units
from tests.sync.hostile import Sent, hostile

HOW_MANY = int(os.environ.get("EVENSTRIDE_HOSTILE", "3000"))

HANGS_AFTER_S = 60
"""A watchdog, no bound on how fast: after that long nobody is answering."""

WARM_AFTER = 0.25
"""The part of them after which memory is weighed for the first time: caches, pools and the allocator's
arenas have filled by then."""

MAY_GROW_KIB = 48 * 1024
"""From then on to the end, however many were sent. One 64 MiB bomb that is kept would be more; so would
400 bytes kept of each of the long run's. What a body takes while it is read, test_wire.py weighs."""

OF_ONE_RUNNER = 1_000
"""So that no log, and no answer with it, grows long."""

DOORS = ("/api/sync", "/api/import")


class Door:
    """One address of a running server, knocked at over one connection after another."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = httpx.Client(
            base_url=server.origin,
            headers={"Origin": server.origin},
            timeout=HANGS_AFTER_S,
            verify=NO_CERTIFICATES,
        )
        self.documented: dict[str, Any] = self.client.get("/api/openapi.json").json()["paths"]
        self.account = ""
        self.headers: dict[str, str] = {}
        self._socket: socket.socket | None = None

    def opens_for_somebody_new(self) -> None:
        made = self.client.post("/api/accounts", json={})
        assert made.status_code == 201, made.text
        self.account = made.json()["account"]
        self.headers = {
            "Host": urlsplit(self.server.origin).netloc,
            "Origin": self.server.origin,
            "Cookie": f"evenstride={self.client.cookies['evenstride']}",
        }

    def request(self, *entries: object) -> dict[str, Any]:
        asked = {
            "proto": 1,
            "req_id": str(uuid.uuid4()),
            "account": self.account,
            "device": "8f3a5c7e9d1b2f40",
        }
        return {**asked, "build": "x", "epoch": None, "cursor": 0, "chain": None, "entries": list(entries)}

    def good(self, path: str) -> list[bytes]:
        """What the door takes gladly."""
        entries = [run(), units("kg"), run(note="Mile 3, é😀"), run(body=None)]
        if path == "/api/sync":
            bodies = [self.request(*entries[:n]) for n in range(len(entries) + 1)]
        else:
            file = {"format": "evenstride-log", "v": 1, "account": None, "exported_at": 1_795_000_000_000}
            bodies = [{**file, "entries": entries[:n]} for n in range(len(entries) + 1)]
        return [json.dumps(body).encode() for body in bodies]

    def sends(self, sent: Sent, path: str) -> tuple[int, str] | None:
        """Status and content type of the answer; None when a request that never ended got none."""
        is_used = self._socket is not None
        connection = self._connected(sent)
        try:
            connection.sendall(sent.as_bytes(path, self.headers))
            if not sent.is_framed:
                connection.shutdown(socket.SHUT_WR)
            answer = HTTPResponse(connection, method="POST")
            answer.begin()
            text = answer.read()
        except (ConnectionError, HTTPException):
            self.close()
            if not sent.is_framed:
                return None
            if not is_used:
                raise
            # The server lets go of a connection that was silent for a while; the next one it must answer.
            return self.sends(sent, path)
        if answer.will_close or not sent.is_framed:
            self.close()
        status, media_type = answer.status, answer.getheader("content-type", "")
        if status >= 400 and media_type == "application/problem+json":
            assert json.loads(text)["status"] == status
        return status, media_type

    def _connected(self, sent: Sent) -> socket.socket:
        if self._socket is None or not sent.is_framed:
            self.close()
            at = urlsplit(self.server.origin)
            self._socket = socket.create_connection((at.hostname, at.port), timeout=HANGS_AFTER_S)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def says_no_more_than_it_documents(
        self, sent: Sent, path: str, answer: tuple[int, str] | None
    ) -> str | None:
        """What is wrong with an answer."""
        if answer is None:
            return None
        status, media_type = answer
        if not sent.is_framed and status == 400 and media_type.startswith("text/plain"):
            return None  # the HTTP parser's own: what follows a body of the wrong length is no request at all
        content = self.documented[path]["post"]["responses"].get(str(status), {}).get("content", {})
        return None if media_type in content and status < 500 else f"{status} {media_type}"

    def memory_kib(self) -> int:
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.server.pid)], capture_output=True, check=True
        )
        return int(told.stdout)


@pytest.fixture
def door(tmp_path: Path, new_database: NewDatabase) -> Iterator[Door]:
    """In a process of its own, so that its memory can be weighed and a hang is not ours."""
    server = Server(tmp_path / "server", EVENSTRIDE_RATE_LIMITS="off", EVENSTRIDE_DATABASE_URL=new_database())
    server.start()
    door = Door(server)
    yield door
    door.close()
    door.client.close()
    server.stop()


def test_no_hostile_body_breaks_hangs_or_swells_the_server(door: Door, engine: str) -> None:
    paths = [path for path in DOORS if path in door.documented]
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    good: dict[str, list[bytes]] = {}
    # PostgreSQL shares all that judges; a third is enough for what it does not share.
    count = HOW_MANY * 2 // 3 if engine == "sqlite" else HOW_MANY // 3
    answers: Counter[str] = Counter()
    warm_kib = 0
    for n in range(count):
        if n % OF_ONE_RUNNER == 0:
            door.opens_for_somebody_new()
            good = {path: door.good(path) for path in paths}
        path = chance.choice(paths)
        sent = hostile(chance, good[path])
        try:
            answer = door.sends(sent, path)
        except TimeoutError:
            raise AssertionError(f"nobody answers {sent.how} no. {n} of seed {seed} at {path}") from None
        wrong = door.says_no_more_than_it_documents(sent, path, answer)
        assert wrong is None, f"{wrong} for {sent.how} no. {n} of seed {seed} at {path}: {sent.body[:500]!r}"
        answers[f"{sent.how} {answer[0] if answer else 'cut off'}"] += 1
        if n == int(count * WARM_AFTER):
            warm_kib = door.memory_kib()
    grown_kib = door.memory_kib() - warm_kib
    print(f"{count} bodies: {dict(sorted(answers.items()))}; memory {warm_kib} KiB, then {grown_kib:+} KiB")
    assert grown_kib < MAY_GROW_KIB
    pushed = door.client.post("/api/sync", json=door.request(run())).json()
    assert [result["status"] for result in pushed["results"]] == ["accepted"]
