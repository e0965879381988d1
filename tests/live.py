"""The server as the outside sees it: a socket, a clock one can turn, and runners' devices that talk to it."""

import json
import socket
import ssl
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Self

import httpx
import uvicorn

from evenstride.main import STATIC, create_app
from evenstride.settings import Settings
from evenstride.store.database import Database

START_WITHIN_S = 60

NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Nothing here speaks TLS, and reading the machine's certificates would take most of a test's time."""


class Clock:
    """The server's clock: the wall's, and as far ahead as a test has turned it; or one that stands still."""

    def __init__(self) -> None:
        self.ahead_ms = 0
        self.stopped_at_ms: int | None = None

    def __call__(self) -> int:
        now_ms = time.time_ns() // 1_000_000 if self.stopped_at_ms is None else self.stopped_at_ms
        return now_ms + self.ahead_ms


class LiveServer:
    """A running server in a thread of this process."""

    def __init__(self, settings: Settings, static: Path = STATIC) -> None:
        self.clock = Clock()
        self.app = create_app(settings, now_ms=self.clock, static=static)
        self.database: Database = self.app.state.wiring.database
        # Named TCP, or asyncio does not switch Nagle's algorithm off and every answer waits 40 ms.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(
            self.app, log_level="critical", timeout_graceful_shutdown=1, proxy_headers=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._clients: list[httpx.Client] = []
        self._thread.start()
        deadline = time.monotonic() + START_WITHIN_S
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            assert time.monotonic() < deadline, "the server did not start in time"
            time.sleep(0.005)

    def client(self, **headers: str) -> httpx.Client:
        """A browser on the app's own page: it keeps cookies and names its origin."""
        own = {"Origin": self.origin, **headers}
        client = httpx.Client(base_url=self.origin, headers=own, timeout=60, verify=NO_CERTIFICATES)
        self._clients.append(client)
        return client

    def runner(self, **wanted: str) -> "Device":
        """A new account, and the device it was made on."""
        return self.runner_at(self.origin, **wanted)

    def runner_at(self, origin: str, **wanted: str) -> "Device":
        """As `runner`, where a proxy gives the server another address than its socket's."""
        client = self.client(Origin=origin)
        made = client.post("/api/accounts", json=wanted)
        assert made.status_code == 201, made.text
        return Device(self, client, made.json()["account"], made.json()["recovery_code"])

    def stop(self) -> None:
        """Stopping again does nothing."""
        for client in self._clients:
            client.close()
        self.app.state.wiring.watch.stop_soon()
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


class Device:
    """One signed-in device of a runner, with the position it has read up to and the rows it has read."""

    def __init__(self, server: LiveServer, client: httpx.Client, account: str, recovery_code: str) -> None:
        self.server = server
        self.client = client
        self.account = account
        self.recovery_code = recovery_code
        self.device = uuid.uuid4().hex[:16]
        self.position: dict[str, Any] = {"epoch": None, "cursor": 0, "chain": None}
        self.rows: list[dict[str, Any]] = []

    def another(self) -> "Device":
        """The same runner on a new device."""
        client = self.server.client()
        answer = client.post("/api/session", json={"recovery_code": self.recovery_code})
        assert answer.status_code == 200, answer.text
        return Device(self.server, client, self.account, self.recovery_code)

    def request(self, *entries: object, **changed: object) -> dict[str, Any]:
        """The body of a sync from where this device stands."""
        return {
            "proto": 1,
            "req_id": str(uuid.uuid4()),
            "account": self.account,
            "device": self.device,
            "build": "test",
            **self.position,
            "entries": list(entries),
            **changed,
        }

    def post(self, *entries: object, **changed: object) -> httpx.Response:
        """Offers entries, and keeps nothing of the answer. In ASCII, so that lone surrogates can be sent."""
        asked = json.dumps(self.request(*entries, **changed))
        return self.client.post("/api/sync", content=asked, headers={"Content-Type": "application/json"})

    def sync(self, *entries: object, **changed: object) -> dict[str, Any]:
        """Offers entries, and takes in the page as a phone does."""
        response = self.post(*entries, **changed)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        if answer.get("reset"):
            self.position, self.rows = {"epoch": answer["epoch"], "cursor": 0, "chain": None}, []
            return answer
        seqs = [row["seq"] for row in answer["rows"]]
        cursor = self.position["cursor"]
        assert seqs == list(range(cursor + 1, cursor + 1 + len(seqs)))
        self.rows += answer["rows"]
        self.position = {"epoch": answer["epoch"], "cursor": answer["next"], "chain": answer["chain"]}
        return answer

    def catch_up(self, *entries: object) -> Self:
        """Syncs until there is no more."""
        answer = self.sync(*entries)
        while answer.get("reset") or answer["more"]:
            answer = self.sync()
        return self

    def statuses(self, *entries: object) -> list[str]:
        return [result["status"] for result in self.sync(*entries)["results"]]

    def token(self, *scopes: str) -> str:
        made = self.client.post("/api/tokens", json={"name": "script", "scopes": list(scopes)})
        assert made.status_code == 201, made.text
        token: str = made.json()["token"]
        return token


def problem(response: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """The problem a response must be."""
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    document: dict[str, Any] = response.json()
    assert document["type"] == f"urn:evenstride:problem:{code}"
    assert (document["status"], document["code"]) == (status, code)
    assert document["title"]
    assert document["detail"]
    return document
