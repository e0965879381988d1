"""Where rate limits are counted: in memory, or in a Redis that several servers share."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from limits import RateLimitItemPerMinute

from evenstride.api.counting import SWEEP_S, Memory
from evenstride.api.limiting import Limits, too_many
from evenstride.errors import TooManyRequests
from tests.api.test_commands import evenstride, one_line, started
from tests.api.test_rate_limits import refused
from tests.browser.server import free_port
from tests.conftest import Serve
from tests.live import problem
from tests.redis_server import RedisServer

TWICE = RateLimitItemPerMinute(2, namespace="twice")
PASSWORD = "a long enough sentence"

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


class Wall:
    """A clock for the library, whose own is `time.time`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = 1_795_000_000.5
        monkeypatch.setattr(time, "time", lambda: self.now_s)


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> Wall:
    return Wall(monkeypatch)


@pytest.fixture(params=["memory", "redis"])
def limits(request: pytest.FixtureRequest) -> Limits:
    store = request.getfixturevalue("redis").url if request.param == "redis" else None
    return Limits(are_on=True, key=b"k" * 32, store=store)


def wait_told(limits: Limits, whose: str = "ada") -> int:
    with pytest.raises(TooManyRequests) as refusal:
        limits.count(TWICE, whose)
    wait_s = int(refusal.value.headers["Retry-After"])
    assert f"{wait_s} second" in refusal.value.detail or wait_s == 1
    return wait_s


@pytest.mark.parametrize("waited_s", [0.0, 0.25, 20.25, 49.0, 49.5, 49.75, 50.0])
def test_the_wait_that_is_told_is_long_enough_and_no_longer(
    limits: Limits, wall: Wall, waited_s: float
) -> None:
    limits.count(TWICE, "ada")
    wall.now_s += 10
    limits.count(TWICE, "ada")
    wall.now_s += waited_s
    wait_s = wait_told(limits)
    wall.now_s += wait_s - 1
    wait_told(limits)
    wall.now_s += 1
    limits.count(TWICE, "ada")


def test_a_window_that_empties_while_one_asks_is_no_wait_at_all(limits: Limits, wall: Wall) -> None:
    limits.count(TWICE, "ada")
    limits.count(TWICE, "ada")
    wall.now_s += 61
    assert limits._refusal(TWICE, "ada").headers["Retry-After"] == "1"


def test_what_was_forgotten_counts_no_more(limits: Limits) -> None:
    limits.count(TWICE, "ada")
    limits.count(TWICE, "ada")
    limits.count(TWICE, "bob")
    limits.forget(TWICE, "ada")
    limits.count(TWICE, "ada")
    limits.count(TWICE, "bob")
    wait_told(limits, "bob")


def test_the_wait_is_told_in_words() -> None:
    assert "a second" in too_many(1).detail
    assert "90 seconds" in too_many(90).detail
    assert "900 seconds, which is about 15 minutes" in too_many(900).detail


def test_memory_forgets_keys_that_nobody_uses(wall: Wall) -> None:
    memory = Memory()
    for number in range(100):
        assert memory.acquire_entry(str(number), 5, 60)
    wall.now_s += 61
    assert memory.acquire_entry("late", 5, 60)
    assert len(memory) == 1


def test_a_clock_that_is_set_back_stops_no_sweep(wall: Wall) -> None:
    memory = Memory()
    memory.acquire_entry("before", 5, 1)
    wall.now_s -= 10 * SWEEP_S
    memory.acquire_entry("after", 5, 1)
    wall.now_s += SWEEP_S + 1
    memory.acquire_entry("now", 5, 1)
    assert len(memory) == 2


@one_engine
def test_servers_with_one_redis_count_together(serve: Serve, redis: RedisServer) -> None:
    first, second = (serve(rate_limits="on", rate_limit_store=redis.url) for _ in range(2))
    first.runner(name="Ada", password=PASSWORD)
    asked = {"name": "Ada", "password": "wrong wrong"}
    for server in (first, second, first, second, first):
        problem(server.client().post("/api/session", json=asked), 401, "wrong_credentials")
    refused(second.client().post("/api/session", json={**asked, "password": PASSWORD}), 901)


@one_engine
def test_redis_learns_no_names_and_no_addresses(serve: Serve, redis: RedisServer) -> None:
    server = serve(rate_limits="on", rate_limit_store=redis.url)
    runner = server.runner(name="Gwendolyn", password=PASSWORD)
    runner.post()
    server.client().post("/api/session", json={"name": "Gwendolyn", "password": "wrong wrong"})
    kept = redis.everything().casefold()
    assert "wrong-tries" in kept
    for secret in ("gwendolyn", "127.0.0.1", runner.account):
        assert secret not in kept


@one_engine
def test_without_redis_each_server_counts_for_itself_until_it_is_back(
    serve: Serve, redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    server = serve(rate_limits="on", rate_limit_store=redis.url)
    runner = server.runner(name="Ada", password=PASSWORD)
    redis.stop()
    asked = {"name": "Ada", "password": "wrong wrong"}
    for _ in range(5):
        problem(server.client().post("/api/session", json=asked), 401, "wrong_credentials")
    refused(server.client().post("/api/session", json=asked), 901)
    assert runner.post().status_code == 200
    warnings = [record for record in caplog.records if "Redis does not count" in record.message]
    assert len(warnings) == 1
    redis.start()
    server.app.state.wiring.limits._away_until_s = 0.0  # as after REDIS_AGAIN_S
    assert runner.post().status_code == 200
    assert "syncs" in redis.everything()


@pytest.mark.parametrize("store", ["redis://:hunter2@127.0.0.1:1", "redis+unix:///nowhere/redis.sock"])
@one_engine
def test_a_redis_that_does_not_answer_stops_the_start_with_one_line(
    database_url: str, tmp_path: Path, store: str
) -> None:
    line = one_line(evenstride("serve", cwd=tmp_path, database_url=database_url, rate_limit_store=store))
    assert line.startswith("evenstride: EVENSTRIDE_RATE_LIMIT_STORE: Redis does not answer")
    assert "hunter2" not in line


@one_engine
def test_a_started_server_counts_in_redis_believes_no_proxy_and_logs_lines(
    database_url: str, tmp_path: Path, redis: RedisServer
) -> None:
    port = free_port()
    settings = {"database_url": database_url, "port": str(port), "rate_limit_store": redis.url}
    log = tmp_path / "server.log"
    with log.open("wb") as stderr:
        server = started(settings, tmp_path, stderr)
        invented = {"X-Forwarded-For": "203.0.113.7"}
        made = httpx.post(f"http://127.0.0.1:{port}/api/accounts", json={}, headers=invented, timeout=60)
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    assert made.status_code == 201
    assert "accounts" in redis.everything()
    (line,) = [line for line in log.read_text().splitlines() if line.startswith("{")]
    said = json.loads(line)
    assert (said["what"], said["address"]) == ("account_made", "127.0.0.1")
    assert said["account"] == made.json()["account"]


def test_a_server_that_counts_in_memory_on_sqlite_loads_neither_redis_nor_psycopg(tmp_path: Path) -> None:
    """Each is megabytes of a small machine's memory, for nothing."""
    starts = (
        "import sys; from evenstride.main import create_app; from evenstride.settings import Settings\n"
        f"create_app(Settings(database_url='sqlite:///{tmp_path}/evenstride.db'))\n"
        "print(sorted({'redis', 'psycopg', 'sqlite3'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", starts], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['sqlite3']"
