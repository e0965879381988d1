"""Servers that die in the middle of pushes, full disks, commits that fail: no set is lost or doubled.

EVENSTRIDE_KILLS says how often the server is killed; `make soak` asks for 200.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Connection, event, text

from evenstride.settings import Settings
from evenstride.store.database import Database
from evenstride.store.examine import examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.schema import migrate
from tests.browser.server import free_port
from tests.live import LiveServer, problem
from tests.made import run, runs
from tests.postgres_server import postgres_server
from tests.sync.test_killed_server import ROOT

KILLS = int(os.environ.get("EVENSTRIDE_KILLS", "10"))
PHONES = 4
DRAINED_WITHIN_S = 120


class Mortal:
    """The server, whichever process it is just now."""

    def __init__(self, database_url: str, folder: Path) -> None:
        port = free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.limits = folder / "limits"
        self._ledger = LedgerFile(folder / "ledger.jsonl")
        self._database_url = database_url
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join((str(ROOT / "backend"), str(ROOT))),
            "EVENSTRIDE_DATABASE_URL": database_url,
            "EVENSTRIDE_RATE_LIMITS": "off",
            "EVENSTRIDE_LEDGER": str(self._ledger.path),
        }
        command = [sys.executable, "-m", "tests.sync.mortal_server", str(port), str(self.limits)]
        self._mother = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        self.pid = self._next_pid()
        self._phones: list[Phone] = []

    def _next_pid(self) -> int:
        assert self._mother.stdout is not None
        return int(self._mother.stdout.readline())

    def phone(self, beside: "Phone | None" = None) -> "Phone":
        """Of a new runner, or another one of the same."""
        phone = Phone(self.origin, beside)
        self._phones.append(phone)
        return phone

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        self.pid = self._next_pid()

    def end(self) -> None:
        for phone in self._phones:
            phone.client.close()
        self._mother.terminate()
        self._mother.communicate()

    def assert_well(self) -> None:
        database = Database(self._database_url)
        report = examine(database, self._ledger, time.time_ns() // 1_000_000)
        database.close()
        assert report.is_well, report


@pytest.fixture
def mortal(database_url: str, tmp_path: Path) -> Iterator[Mortal]:
    mortal = Mortal(database_url, tmp_path)
    yield mortal
    mortal.end()


class Phone:
    """Offers what is pending until it has come back in rows, whatever happens on the way."""

    def __init__(self, origin: str, beside: "Phone | None") -> None:
        self.client = httpx.Client(base_url=origin, headers={"Origin": origin}, timeout=60)
        if beside is None:
            self.account: str = self.client.post("/api/accounts", json={}).json()["account"]
        else:
            self.account, self.client.cookies = beside.account, beside.client.cookies
        self.pending: dict[str, dict[str, Any]] = {}
        self.written: set[str] = set()
        self.rows: list[dict[str, Any]] = []
        self.broken_off = 0
        self.position: dict[str, Any] = {"epoch": None, "cursor": 0, "chain": None}

    def write(self, entries: list[dict[str, Any]]) -> None:
        self.pending |= {entry["id"]: entry for entry in entries}
        self.written |= {entry["id"] for entry in entries}

    def sync(self) -> int | None:
        """One request. Its status; None when the connection broke off."""
        asked = {
            "proto": 1, "req_id": str(uuid.uuid4()), "account": self.account, "device": "8f3a5c7e9d1b2f40",
            "build": "test", **self.position, "entries": list(self.pending.values())[:200],
        }  # fmt: skip
        try:
            response = self.client.post("/api/sync", json=asked)
        except httpx.TransportError:
            self.broken_off += 1
            return None
        if response.status_code == 200:
            answer = response.json()
            # Nothing that was answered is ever taken back: a reset would mean a lost commit.
            assert "reset" not in answer, answer
            statuses = {result["status"] for result in answer["results"]}
            assert statuses <= {"accepted", "duplicate"}, answer["results"]
            cursor = self.position["cursor"]
            assert [row["seq"] for row in answer["rows"]] == list(range(cursor + 1, answer["next"] + 1))
            self.rows += answer["rows"]
            for row in answer["rows"]:
                self.pending.pop(row["id"], None)
            self.position = {"epoch": answer["epoch"], "cursor": answer["next"], "chain": answer["chain"]}
        return response.status_code

    def drain(self, head: int | None = None) -> None:
        deadline = time.monotonic() + DRAINED_WITHIN_S
        while self.pending or (head is not None and len(self.rows) < head):
            assert time.monotonic() < deadline, f"{len(self.pending)} still pending"
            self.sync()


def test_a_server_killed_again_and_again_in_the_middle_of_pushes_loses_and_doubles_nothing(
    mortal: Mortal,
) -> None:
    """SURVIVE 12 and 16."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    first = mortal.phone()
    phones = [first, *(mortal.phone(first) for _ in range(PHONES - 1))]
    is_over = threading.Event()
    failures: list[BaseException] = []

    def use(phone: Phone, own: random.Random) -> None:
        try:
            while not is_over.is_set():
                if len(phone.pending) < 60:
                    phone.write(runs(own.randint(1, 20)))
                phone.sync()
        except BaseException as failure:
            failures.append(failure)

    users = [threading.Thread(target=use, args=(phone, random.Random(chance.random()))) for phone in phones]
    for user in users:
        user.start()
    try:
        for _ in range(KILLS):
            answered = sum(len(phone.rows) for phone in phones)
            time.sleep(chance.uniform(0.005, 0.12))
            deadline = time.monotonic() + DRAINED_WITHIN_S
            # Each life answers something, or the kills would only ever hit servers that are starting.
            while sum(len(phone.rows) for phone in phones) == answered and not failures:
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.03))
            mortal.kill()
    finally:
        is_over.set()
        for user in users:
            user.join()
    assert not failures, failures
    written = set().union(*(phone.written for phone in phones))
    for phone in phones:
        phone.drain()
    for phone in phones:
        phone.drain(len(written))
        ids = [row["id"] for row in phone.rows]
        assert len(ids) == len(set(ids)) == len(written)
        assert set(ids) == written
    broken_off = sum(phone.broken_off for phone in phones)
    print(f"{KILLS} kills, {broken_off} requests broken off, {len(written)} entries")
    assert broken_off >= KILLS / 2
    mortal.assert_well()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_full_disk_refuses_keeps_what_it_has_and_goes_on_when_there_is_room(mortal: Mortal) -> None:
    phone = mortal.phone()
    phone.write(runs(100))
    phone.drain()
    mortal.limits.write_text(str(600_000))
    mortal.kill()
    statuses: list[int | None] = []
    while 503 not in statuses:
        assert len(statuses) < 100
        phone.write(runs(100))
        statuses.append(phone.sync())
    taken = len(phone.rows)
    assert phone.sync() == 503
    # Full is not down: what is there can be read.
    phone.pending, waiting = {}, phone.pending
    assert phone.sync() == 200
    assert len(phone.rows) == taken
    mortal.assert_well()
    phone.pending = waiting
    mortal.limits.unlink()
    mortal.kill()
    phone.drain()
    assert sorted(row["id"] for row in phone.rows) == sorted(phone.written)
    mortal.assert_well()


FILE_MAX_BYTES = 17_000_000
"""Just above what PostgreSQL needs for the files of its own log."""


@contextmanager
def files_of_at_most(most_bytes: int) -> Iterator[None]:
    """For processes that begin meanwhile, and for as long as they live."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def cramped_postgres() -> Iterator[str]:
    """The URL of a migrated database none of whose files may grow beyond FILE_MAX_BYTES."""
    with ExitStack() as running:
        with files_of_at_most(FILE_MAX_BYTES):
            url = running.enter_context(postgres_server())
        database = Database(url)
        migrate(database)
        database.close()
        yield url


def test_a_full_disk_under_postgresql_refuses_and_goes_on_too(cramped_postgres: str, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    server = LiveServer(Settings(database_url=cramped_postgres, rate_limits="off", ledger=ledger))
    try:
        runner, other = server.runner(), server.runner()
        runner.sync(*runs(3))
        filler = (
            "INSERT INTO entry SELECT :of, n, n::text, 'r', 'k', 1, 'h', repeat('x', 1000), 'c', false"
            " FROM generate_series(1, 13500) n"
        )
        with server.database.write() as tx:
            tx.execute(text(filler), {"of": other.account})
        batch, taken = runs(200), 3
        while (answer := runner.post(*batch)).status_code == 200:
            batch, taken = runs(200), taken + 200
            assert taken < 10_000
        assert answer.json()["code"] in ("internal_error", "unavailable")
        # Full is not down, and of the refused batch nothing is there.
        assert len(runner.another().catch_up().rows) == taken
        with server.database.write() as tx:
            tx.execute(text("DELETE FROM account WHERE id = :of"), {"of": other.account})
        with server.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM entry"))
        assert set(runner.catch_up().statuses(*batch)) == {"accepted"}
        report = examine(server.database, LedgerFile(ledger), server.clock())
        assert report.is_well, report
    finally:
        server.stop()


def test_a_commit_that_fails_is_an_error_and_the_entry_lands_later_once(own_server: LiveServer) -> None:
    """SURVIVE 11: everything was validated and written, and then the COMMIT itself fails, for real."""
    database = own_server.database
    runner, entry = own_server.runner(), run()
    runner.sync(run())
    mend = _doom_commits(database)
    answer = runner.post(entry)
    problem(answer, 500, "internal_error")
    assert runner.sync()["head"] == 1
    mend()
    assert runner.statuses(entry) == ["accepted"]
    assert runner.statuses(entry) == ["duplicate"]
    assert [row["id"] for row in runner.rows[1:]] == [entry["id"]]


def _doom_commits(database: Database) -> Any:
    """Every commit that adds an entry breaks a constraint that is checked only then. Gives what mends it."""
    if database.engine.dialect.name == "sqlite":

        def check_late(connection: Connection) -> None:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

        event.listen(database.engine, "begin", check_late)
        with database.write() as tx:
            orphan = "INSERT INTO erasure VALUES ('nobody', 'k', 'r', 1)"
            tx.exec_driver_sql(f"CREATE TRIGGER doom AFTER INSERT ON entry BEGIN {orphan}; END")

        def mend() -> None:
            event.remove(database.engine, "begin", check_late)
            with database.write() as tx:
                tx.exec_driver_sql("DROP TRIGGER doom")

        return mend
    with database.write() as tx:
        tx.exec_driver_sql(
            "CREATE FUNCTION doom() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'doomed' USING ERRCODE = '23514'; END $$"
        )
        tx.exec_driver_sql(
            "CREATE CONSTRAINT TRIGGER doom AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION doom()"
        )

    def mend_too() -> None:
        with database.write() as tx:
            tx.exec_driver_sql("DROP FUNCTION doom CASCADE")

    return mend_too
