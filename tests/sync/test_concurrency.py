"""Many devices at once, and transactions that fail: what landed is whole, in order, and said to be so."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, select

from evenstride.store.database import Database
from evenstride.store.tables import entries
from tests.live import Device, LiveServer
from tests.made import run, runs
from tests.sync.test_positions import chain_of

PUSHERS = 8
ROUNDS = 12


def all_at_once(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Runs the jobs together, each in its own thread, all let go in the same moment."""
    gate = threading.Barrier(len(jobs))

    def started(job: Callable[[], Any]) -> Any:
        gate.wait()
        return job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [done.result() for done in [pool.submit(started, job) for job in jobs]]


def push(device: Device, rounds: int, size: int) -> None:
    for _ in range(rounds):
        assert set(device.statuses(*runs(size))) == {"accepted"}


def whole_log(runner: Device) -> list[dict[str, Any]]:
    device = runner.another().catch_up()
    assert [row["seq"] for row in device.rows] == list(range(1, len(device.rows) + 1))
    assert device.position["chain"] == chain_of(device.rows)
    return device.rows


def test_eight_pushers_at_once_leave_no_gap_and_no_repeat(server: LiveServer) -> None:
    """SURVIVE 2."""
    runner = server.runner()
    devices = [runner.another() for _ in range(PUSHERS)]

    all_at_once([partial(push, device, ROUNDS, 5) for device in devices])
    rows = whole_log(runner)
    assert len(rows) == len({row["id"] for row in rows}) == PUSHERS * ROUNDS * 5
    for device in devices:
        assert device.catch_up().rows == rows


def test_one_batch_sent_from_eight_tabs_at_once_is_one_row_per_id(server: LiveServer) -> None:
    """SURVIVE 13."""
    runner, batch = server.runner(), runs(20)
    tabs = [runner.another() for _ in range(PUSHERS)]
    told = all_at_once([partial(tab.statuses, *batch) for tab in tabs])
    assert [sorted(column) for column in zip(*told, strict=True)] == [["accepted"] + ["duplicate"] * 7] * 20
    assert [row["id"] for row in whole_log(runner)] == [entry["id"] for entry in batch]


def test_a_reader_between_two_pushes_misses_nothing(server: LiveServer) -> None:
    """SURVIVE 1."""
    runner = server.runner()
    reader, pushers = runner.another(), [runner.another() for _ in range(4)]
    finished = threading.Event()

    def read() -> None:
        while not finished.is_set():
            reader.sync()

    reading = threading.Thread(target=read)
    reading.start()
    all_at_once([partial(push, device, 15, 1) for device in pushers])
    finished.set()
    reading.join()
    assert reader.catch_up().rows == whole_log(runner)
    assert len(reader.rows) == 60


def test_accounts_do_not_wait_for_each_others_seq(server: LiveServer) -> None:
    runners = [server.runner() for _ in range(4)]
    all_at_once([partial(push, runner, 8, 3) for runner in runners])
    for runner in runners:
        assert len(whole_log(runner)) == 24


@contextmanager
def commits_that_fail(database: Database) -> Iterator[None]:
    def break_commit(connection: Connection) -> None:
        raise OSError("the disk is full")

    event.listen(database.engine, "commit", break_commit)
    yield
    event.remove(database.engine, "commit", break_commit)


@contextmanager
def inserts_that_fail(database: Database) -> Iterator[None]:
    is_sqlite = database.engine.dialect.name == "sqlite"
    up = IN_SQLITE if is_sqlite else IN_POSTGRESQL
    down = ("DROP TRIGGER broken" if is_sqlite else "DROP FUNCTION broken CASCADE",)
    for ddl, is_over in ((up, False), (down, True)):
        with database.write() as tx:
            for statement in ddl:
                tx.exec_driver_sql(statement)
        if not is_over:
            yield


IN_SQLITE = (
    "CREATE TRIGGER broken BEFORE INSERT ON entry BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
)
IN_POSTGRESQL = (
    "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql"
    " AS $$BEGIN RAISE EXCEPTION 'the disk is full'; END$$",
    "CREATE TRIGGER broken BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION broken()",
)


@pytest.mark.parametrize("failing", [commits_that_fail, inserts_that_fail])
def test_a_transaction_that_fails_leaves_nothing_and_is_said_to_have_failed(
    own_server: LiveServer, failing: Callable[[Database], AbstractContextManager[None]]
) -> None:
    """SURVIVE 11."""
    runner = own_server.runner()
    runner.sync(run())
    before = runner.position
    with failing(own_server.database):
        answer = runner.post(run())
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"
    assert "disk" not in answer.text
    with own_server.database.read() as tx:
        assert tx.execute(select(func.count()).select_from(entries)).scalar_one() == 1
    again = runner.sync(run())
    assert (again["head"], before["cursor"]) == (2, 1)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_database_held_by_another_process_is_503_and_nothing_lands(own_server: LiveServer) -> None:
    runner = own_server.runner()

    @event.listens_for(own_server.database.engine, "begin", named=True)
    def hurry(conn: Connection) -> None:
        conn.exec_driver_sql("PRAGMA busy_timeout=50")

    holder = sqlite3.connect(own_server.database.engine.url.database or "", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = runner.post(run())
    holder.execute("ROLLBACK")
    holder.close()
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert runner.sync(run())["head"] == 1
