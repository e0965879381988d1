"""Several server processes on one database, some of which die: one log, nothing lost, nothing doubled."""

import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from evenstride.store.database import Database
from evenstride.store.examine import examine
from evenstride.store.ledger import LedgerFile
from tests.api.test_commands import started
from tests.browser.server import free_port
from tests.made import runs
from tests.sync.test_mortal_server import DRAINED_WITHIN_S, KILLS, Phone
from tests.sync.test_positions import chain_of

WORKERS = 2
PUSHERS = 8
DEATHS = max(1, KILLS // 10)
WRITTEN_MAX = 200 * DEATHS
"""By each phone; from then on it only reads."""


class Workers:
    """`evenstride serve` with several processes."""

    def __init__(self, database_url: str, folder: Path) -> None:
        port = free_port()
        self.origin = f"http://127.0.0.1:{port}"
        self.ledger = LedgerFile(folder / "ledger.jsonl")
        settings = {
            "database_url": database_url, "port": str(port), "workers": str(WORKERS), "rate_limits": "off",
            "ledger": str(self.ledger.path),
        }  # fmt: skip
        self._mother = started(settings, folder)
        self._phones: list[Phone] = []

    def phone(self, beside: Phone | None) -> Phone:
        self._phones.append(Phone(self.origin, beside))
        return self._phones[-1]

    def pids(self) -> list[int]:
        """Of the processes that answer; the mother only watches them."""
        children = Path(f"/proc/{self._mother.pid}/task/{self._mother.pid}/children").read_text().split()
        return [int(pid) for pid in children if "spawn_main" in _command_of(pid)]

    def waits_for_all(self) -> None:
        """The first of them answers before the last one is there."""
        deadline = time.monotonic() + DRAINED_WITHIN_S
        while len(self.pids()) < WORKERS:
            assert time.monotonic() < deadline, "not every worker came"
            time.sleep(0.05)

    def kill_one(self, chance: random.Random) -> None:
        before = self.pids()
        os.kill(chance.choice(before), signal.SIGKILL)
        deadline = time.monotonic() + DRAINED_WITHIN_S
        while set(self.pids()) <= set(before) or len(self.pids()) < WORKERS:
            assert time.monotonic() < deadline, "no worker took the place of the dead one"
            time.sleep(0.05)

    def end(self) -> None:
        for phone in self._phones:
            phone.client.close()
        self._mother.send_signal(signal.SIGTERM)
        self._mother.wait(60)


def _command_of(pid: str) -> str:
    """Of a process that may be gone by now."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.fixture
def workers(database_url: str, tmp_path: Path) -> Iterator[Workers]:
    workers = Workers(database_url, tmp_path)
    yield workers
    workers.end()


def test_eight_phones_push_to_several_processes_of_which_some_are_killed(
    workers: Workers, database_url: str
) -> None:
    """SURVIVE 1, 2, 3, 12 and 21: seqs 1 to n for everybody, with no gap and no repeat."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    workers.waits_for_all()
    assert len(workers.pids()) == WORKERS
    first = workers.phone(None)
    phones = [first, *(workers.phone(first) for _ in range(PUSHERS - 1))]
    watcher = workers.phone(first)
    is_over = threading.Event()
    failures: list[BaseException] = []

    def use(phone: Phone, own: random.Random) -> None:
        try:
            while not is_over.is_set():
                # The watcher only ever reads, between the others' pushes.
                if phone is not watcher and len(phone.pending) < 60 and len(phone.written) < WRITTEN_MAX:
                    phone.write(runs(own.randint(1, 9)))
                # On a slow disk the processes may keep each other waiting for too long: it asks again.
                assert phone.sync() in (200, 503, None)
                time.sleep(own.uniform(0, 0.01))
        except BaseException as failure:
            failures.append(failure)

    users = [
        threading.Thread(target=use, args=(phone, random.Random(chance.random())))
        for phone in (*phones, watcher)
    ]
    for user in users:
        user.start()
    try:
        for _ in range(DEATHS):
            time.sleep(chance.uniform(0.1, 0.4))
            workers.kill_one(chance)
    finally:
        is_over.set()
        for user in users:
            user.join()
    assert not failures, failures
    written = set().union(*(phone.written for phone in phones))
    for phone in phones:
        phone.drain()
    for phone in (watcher, *phones):
        phone.drain(len(written))
        assert [row["seq"] for row in phone.rows] == list(range(1, len(written) + 1))
        assert {row["id"] for row in phone.rows} == written
        assert phone.rows == watcher.rows
    assert chain_of(watcher.rows) == watcher.position["chain"]
    print(f"{DEATHS} workers killed, {len(written)} entries, {PUSHERS} pushers")
    database = Database(database_url)
    report = examine(database, workers.ledger, time.time_ns() // 1_000_000)
    database.close()
    assert report.is_well, report
