"""`GET /api/events`: an open device hears of what another one wrote, from any worker, on both databases."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from evenstride.api import events, watch
from evenstride.store.backup import write_backup
from evenstride.store.ledger import LedgerFile
from evenstride.store.restore import restore
from tests.api.test_commands import started
from tests.browser.server import free_port
from tests.live import Device, LiveServer, problem
from tests.made import run

WITHIN_S = 2.0
"""CONTRACT: a second signed-in device that is open sees a new set within two seconds."""

PATIENCE_S = 60
TRIES = 20
IN_A_ROW = 2
"""Of a server that only looks now and then no two sets in a row are heard so soon."""

PATIENCE_AT_AN_END = "timeout graceful shutdown exceeded"
"""What uvicorn says when it has waited for an answer that does not end."""

SECRET = "a note nobody else may read"


class Ears:
    """Hears a stream in a thread of its own."""

    def __init__(self, client: httpx.Client, **headers: str) -> None:
        self.heard: list[tuple[str, dict[str, Any], float]] = []
        self.text = ""
        self.is_over = False
        self.status: int | None = None
        self._client = client
        self._headers = headers
        self._response: httpx.Response | None = None
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        try:
            with self._client.stream(
                "GET", "/api/events", headers=self._headers, timeout=PATIENCE_S
            ) as response:
                self._response = response
                self.status = response.status_code
                event = ""
                for line in response.iter_lines():
                    self.text += line + "\n"
                    name, _, value = line.partition(": ")
                    if name == "event":
                        event = value
                    elif name == "data":
                        self.heard.append((event, json.loads(value), time.monotonic()))
        except (httpx.TransportError, httpx.StreamError, RuntimeError):
            pass
        self.is_over = True

    def wait_for(self, head: int, within_s: float = PATIENCE_S) -> float:
        """When the head was heard."""
        heads = self._wait
        heard_at: float = heads(
            lambda: [at for _, said, at in self.heard if said.get("head") == head], within_s
        )
        return heard_at

    def wait_for_end(self, within_s: float = PATIENCE_S) -> str:
        why: str = self._wait(lambda: [said["why"] for _, said, _ in self.heard if "why" in said], within_s)
        self._wait(lambda: [self.is_over] if self.is_over else [], within_s)
        return why

    def _wait(self, find: Any, within_s: float) -> Any:
        deadline = time.monotonic() + within_s
        while not (found := find()):
            assert time.monotonic() < deadline, self.text
            time.sleep(0.01)
        return found[0]

    @property
    def heads(self) -> list[int]:
        return [said["head"] for name, said, _ in self.heard if name == "head"]


def pushes_until_heard_soon(push: Callable[[], object], ears: list[Ears], head: int) -> int:
    """Pushes one set at a time until some in a row were heard within two seconds; where the log ends then.
    A busy machine may be late with a few of them; all are heard."""
    soon = 0
    for _ in range(TRIES):
        pushed_at = time.monotonic()
        push()
        head += 1
        late_s = max(each.wait_for(head) for each in ears) - pushed_at
        soon = soon + 1 if late_s < WITHIN_S else 0
        if soon == IN_A_ROW:
            return head
    raise AssertionError("never within two seconds")


@contextmanager
def hearing(device: Device) -> Iterator[Ears]:
    """Ears that have heard where the log ends now."""
    client = device.server.client()
    client.cookies = device.client.cookies
    ears = Ears(client)
    ears._wait(lambda: ears.heard, PATIENCE_S)
    yield ears


def test_another_device_hears_of_a_set_within_two_seconds_and_nothing_of_its_content(
    server: LiveServer,
) -> None:
    phone = server.runner()
    tablet = phone.another()
    phone.sync(run())
    with hearing(tablet) as ears:
        head = pushes_until_heard_soon(lambda: phone.sync(run(note=SECRET)), [ears], 1)
        assert ears.heads == list(range(1, head + 1))
        assert SECRET not in ears.text
        assert {said["epoch"] for _, said, _ in ears.heard} == {tablet.sync()["epoch"]}
        assert tablet.rows[-1]["body"]["note"] == SECRET


def test_a_stream_hears_only_its_own_account(server: LiveServer) -> None:
    mine, theirs = server.runner(), server.runner()
    with hearing(mine) as ears:
        theirs.sync(run())
        time.sleep(0.8)
        assert ears.heads == [0]
        mine.sync(run())
        ears.wait_for(1)


def test_nobody_listens_without_an_account_or_the_right_to_read(server: LiveServer) -> None:
    problem(server.client().get("/api/events"), 401, "not_signed_in")
    runner = server.runner()
    writer = server.client(Authorization=f"Bearer {runner.token('write')}")
    problem(writer.get("/api/events"), 403, "scope_missing")


def test_a_stream_is_what_browsers_and_proxies_expect(server: LiveServer) -> None:
    runner = server.runner()
    with runner.client.stream("GET", "/api/events", headers={"Accept-Encoding": "gzip, zstd"}) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in response.headers
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["x-accel-buffering"] == "no"
        assert next(response.iter_lines()) == "retry: 3000"


def test_an_erasure_is_heard_too(server: LiveServer) -> None:
    phone, entry = server.runner(), run()
    phone.sync(entry)
    with hearing(phone.another()) as ears:
        phone.client.delete(f"/api/records/run_logged/{entry['record']}")
        ears.wait_for(2)


def test_a_silent_stream_says_that_it_is_still_there(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_S", 0.2)
    with hearing(server.runner()) as ears:
        ears._wait(lambda: [1] if ears.text.count(": still here") >= 2 else [], PATIENCE_S)


def test_signing_out_ends_this_devices_stream_and_no_other(server: LiveServer) -> None:
    phone = server.runner()
    tablet = phone.another()
    with hearing(phone) as leaving, hearing(tablet) as staying:
        phone.client.delete("/api/session")
        assert leaving.wait_for_end() == "signed_out"
        assert not staying.is_over
        tablet.sync(run())
        staying.wait_for(1)


def test_a_revoked_token_and_a_deleted_account_hear_no_more(server: LiveServer) -> None:
    runner = server.runner()
    token = runner.token("read")
    script = Ears(server.client(Authorization=f"Bearer {token}"))
    script._wait(lambda: script.heard, PATIENCE_S)
    (kept,) = runner.client.get("/api/tokens").json()["tokens"]
    runner.client.delete(f"/api/tokens/{kept['id']}")
    assert script.wait_for_end() == "signed_out"
    with hearing(runner) as ears:
        runner.client.delete("/api/account")
        assert ears.wait_for_end() == "signed_out"


def test_an_account_has_a_few_streams_and_the_newest_stay(
    server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "STREAMS_PER_ACCOUNT", 2)
    runner = server.runner()
    with hearing(runner) as first, hearing(runner) as second, hearing(runner) as third:
        assert first.wait_for_end() == "crowded"
        runner.sync(run())
        second.wait_for(1)
        third.wait_for(1)


def test_a_process_has_room_for_only_so_many(server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "STREAMS_MAX", 0)
    problem(server.runner().client.get("/api/events"), 503, "unavailable")


def test_a_closed_stream_leaves_nothing_behind(server: LiveServer) -> None:
    runner = server.runner()
    with runner.client.stream("GET", "/api/events") as response:
        lines = response.iter_lines()  # kept: a generator that is thrown away closes the response
        next(lines)
        assert runner.account in server.app.state.wiring.watch._streams
    deadline = time.monotonic() + PATIENCE_S
    while runner.account in server.app.state.wiring.watch._streams:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_openings_are_counted(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(rate_limits="on")
    monkeypatch.setattr(watch, "STREAMS_MAX", 0)
    client = server.runner().client
    told = [client.get("/api/events").status_code for _ in range(61)]
    assert told == [503] * 60 + [429]


def test_every_worker_hears_of_what_another_worker_wrote_and_stops_at_once(
    database_url: str, tmp_path: Path
) -> None:
    settings = {
        "database_url": database_url, "port": str(free_port()), "workers": "2", "rate_limits": "off",
        "ledger": str(tmp_path / "ledger.jsonl"),
    }  # fmt: skip
    log = tmp_path / "server.log"
    with log.open("wb") as stderr:
        process = started(settings, tmp_path, stderr)
    origin = f"http://127.0.0.1:{settings['port']}"
    clients: list[httpx.Client] = []

    def client() -> httpx.Client:
        clients.append(httpx.Client(base_url=origin, headers={"Origin": origin}, timeout=PATIENCE_S))
        return clients[-1]

    try:
        phone = client()
        account = phone.post("/api/accounts", json={}).json()["account"]
        ears = []
        for _ in range(8):  # the kernel spreads them over the workers
            tablet = client()
            tablet.cookies = phone.cookies
            ears.append(Ears(tablet))
        for each in ears:
            each._wait(lambda each=each: each.heard, PATIENCE_S)
        asked = {
            "proto": 1, "req_id": account, "account": account, "device": "8f3a5c7e9d1b2f40", "build": "test",
            "epoch": None, "cursor": 0, "chain": None,
        }  # fmt: skip

        def push() -> None:
            pusher = client()
            pusher.cookies = phone.cookies
            assert pusher.post("/api/sync", json={**asked, "entries": [run()]}).status_code == 200

        pushes_until_heard_soon(push, ears, 0)
        process.send_signal(signal.SIGTERM)
        assert [each.wait_for_end() for each in ears] == ["restart"] * 8
        process.wait(PATIENCE_S)
        assert PATIENCE_AT_AN_END not in log.read_text()
    finally:
        process.kill()
        process.wait()
        for each_client in clients:
            each_client.close()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_lost_listening_connection_is_made_again_and_misses_nothing_meanwhile(
    own_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LISTEN_AGAIN_S", 0.2)
    phone = own_server.runner()
    with hearing(phone.another()) as ears:
        # It is made beside the first look, and that of the server before may still be there.
        ears._wait(lambda: [True] if listening(own_server, "1") == [1] else [], PATIENCE_S)
        assert listening(own_server, "pg_terminate_backend(pid)") == [True]
        for head in (1, 2, 3):
            phone.sync(run())
            ears.wait_for(head)
            time.sleep(0.2)


LISTENING = "FROM pg_stat_activity WHERE query ^@ 'LISTEN' AND datname = current_database()"


def listening(server: LiveServer, what: str) -> Sequence[Any]:
    """This, of every connection that listens on the server's database."""
    with server.database.write() as tx:
        return tx.exec_driver_sql(f"SELECT {what} {LISTENING}").scalars().all()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_restore_under_a_running_server_is_heard_as_a_new_epoch(
    own_server: LiveServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_S", 0.3)
    phone = own_server.runner()
    phone.sync(run())
    write_backup(own_server.database, tmp_path / "backup", 0)
    with hearing(phone) as ears:
        restore(own_server.database, tmp_path / "backup", LedgerFile(tmp_path / "ledger"), replace=True)
        ears._wait(lambda: ears.heard[1:], PATIENCE_S)
        assert len({said["epoch"] for _, said, _ in ears.heard}) == 2
        assert phone.sync()["reset"] is True
