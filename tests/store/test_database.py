"""Transactions: durable, whole, one writer at a time on SQLite."""

import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, event, func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from evenstride.errors import Unavailable
from evenstride.store.accounts import create, describe, rename
from evenstride.store.database import Database
from evenstride.store.tables import accounts, entries

PATIENCE_MS = 60_000

sqlite_only = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def count(database: Database) -> int:
    with database.read() as tx:
        return tx.execute(select(func.count()).select_from(accounts)).scalar_one()


@sqlite_only
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_sqlite_is_durable_and_keeps_its_promises(database: Database, pragma: str, value: str | int) -> None:
    with database.read() as tx:
        assert tx.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_block_that_raises_writes_nothing(database: Database) -> None:
    def create_and_break() -> None:
        with database.write() as tx:
            create(tx, None, None, 0)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        create_and_break()
    assert count(database) == 0


def test_a_block_that_ends_well_is_committed_when_it_ends(database: Database) -> None:
    with database.write() as tx:
        account, _ = create(tx, "Ada", None, 0)
        assert count(database) == 0
    assert count(database) == 1
    with database.read() as tx:
        assert describe(tx, account, None)["name"] == "Ada"


def test_a_connection_given_back_after_the_end_is_closed(database: Database) -> None:
    with database.snapshot() as tx:
        driver: Any = tx.connection.driver_connection
        database.close()
    with pytest.raises((sqlite3.ProgrammingError, psycopg.OperationalError), match="closed"):
        driver.execute("SELECT 1")


def test_a_row_of_no_account_is_refused(database: Database) -> None:
    row = {
        "account": "nobody", "seq": 1, "id": "i", "record": "r", "kind": "k", "v": 1, "hlc": "h",
        "body": "null", "chain": "c", "erased": False,
    }  # fmt: skip
    with pytest.raises(IntegrityError), database.write() as tx:
        tx.execute(insert(entries), [row])


@sqlite_only
def test_writers_of_one_process_queue_and_never_meet_sqlites_back_off(database: Database) -> None:
    def be_impatient(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")

    event.listen(database.engine, "connect", be_impatient)

    def write() -> None:
        with database.write() as tx:
            create(tx, None, None, 0)
            time.sleep(0.01)

    with ThreadPoolExecutor(12) as pool:
        for done in [pool.submit(write) for _ in range(12)]:
            done.result()
    assert count(database) == 12


def test_a_block_that_reads_before_it_writes_survives_another_process_writing(database_url: str) -> None:
    ours, theirs = Database(database_url), Database(database_url)
    with ThreadPoolExecutor(1) as pool:
        with ours.write() as tx:
            account, _ = create(tx, None, None, 0)
        with ours.write() as tx:
            before = describe(tx, account, None)
            other = pool.submit(_create_one, theirs)
            time.sleep(0.1)
            rename(tx, account, "Ada")
        other.result()
    assert (before["name"], count(ours)) == (None, 2)
    ours.close()
    theirs.close()


def _create_one(database: Database) -> None:
    with database.write() as tx:
        create(tx, None, None, 0)


def test_a_database_that_is_not_there_is_unavailable() -> None:
    nowhere = Database("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    with pytest.raises(Unavailable), nowhere.read():
        pass
    nowhere.close()


def test_a_wrong_statement_is_a_bug_and_not_a_database_that_is_away(database: Database) -> None:
    with pytest.raises(DBAPIError, match="nowhere"), database.read() as tx:
        tx.exec_driver_sql("SELECT * FROM nowhere")


def test_the_folder_of_an_sqlite_file_is_made(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/new/folder/evenstride.db"
    database = Database(url)
    with database.read() as tx:
        assert tx.exec_driver_sql("SELECT 1").scalar_one() == 1
    database.close()


def test_a_new_sqlite_file_and_those_beside_it_are_their_owners_alone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/evenstride.db")
    with database.write() as tx:
        tx.exec_driver_sql("CREATE TABLE note (text TEXT)")
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    database.close()
    assert modes == dict.fromkeys(("evenstride.db", "evenstride.db-wal", "evenstride.db-shm"), 0o600)


def test_a_file_that_is_there_keeps_the_mode_its_owner_gave(tmp_path: Path) -> None:
    file = tmp_path / "evenstride.db"
    file.touch(0o640)
    file.chmod(0o640)
    database = Database(f"sqlite:///{file}")
    with database.write() as tx:
        tx.exec_driver_sql("CREATE TABLE note (text TEXT)")
    database.close()
    assert file.stat().st_mode & 0o777 == 0o640


@sqlite_only
def test_jobs_that_go_well_share_one_commit(database: Database) -> None:
    commits: list[object] = []
    note = commits.append
    event.listen(database.engine, "commit", note)
    jobs = [partial(_create_named, name=name) for name in ("Ada", "Ben", "Cem")]
    named = [str(outcome) for outcome in database.write_each(jobs)]
    event.remove(database.engine, "commit", note)
    assert (named, len(commits), count(database)) == (["Ada", "Ben", "Cem"], 1, 3)


def test_a_job_that_fails_fails_alone(database: Database) -> None:
    def fail(tx: Connection) -> str:
        _create_named(tx, "nobody")
        raise RuntimeError("this one")

    jobs: list[Callable[[Connection], str]] = [
        partial(_create_named, name="Ada"),
        fail,
        partial(_create_named, name="Ben"),
    ]
    told = [str(outcome) for outcome in database.write_each(jobs)]
    assert (told, count(database)) == (["Ada", "this one", "Ben"], 2)


def _create_named(tx: Connection, name: str) -> str:
    create(tx, name, None, 0)
    return name


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_held_connection_that_rested_is_tried_before_it_is_used(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that was restarted meanwhile costs nobody a 503."""
    monkeypatch.setattr("evenstride.store.database.RESTED_S", 0)
    # The database's own workers look in, too; decision 231 is about more than two.
    others = (
        "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND backend_type = 'client backend'"
    )
    with ThreadPoolExecutor(1, initializer=database.hold) as thread:

        def use() -> int:
            with database.write() as tx:
                tx.execute(select(1))
            return count(database)

        assert thread.submit(use).result() == 0
        with database.read() as tx:
            ended = tx.exec_driver_sql(f"SELECT pg_terminate_backend(pid, {PATIENCE_MS}) {others}").all()
            assert len(ended) >= 2
        assert thread.submit(use).result() == 0


def test_what_a_held_connection_left_undone_is_taken_back_before_it_is_used_again(database: Database) -> None:
    def break_commit(_connection: Connection) -> None:
        raise RuntimeError("the disk is full")

    def write() -> None:
        with database.write() as tx:
            create(tx, None, None, 0)

    with ThreadPoolExecutor(1, initializer=database.hold) as thread:
        thread.submit(write).result()
        event.listen(database.engine, "commit", break_commit)
        with pytest.raises(RuntimeError):
            thread.submit(write).result()
        event.remove(database.engine, "commit", break_commit)
        thread.submit(write).result()
        assert thread.submit(count, database).result() == 2
    assert count(database) == 2
