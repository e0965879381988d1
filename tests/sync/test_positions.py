"""Cursor, chain, epoch and pages: how a device and the server know that they mean the same history."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.engine import make_url

from evenstride.store.tables import accounts, entries
from tests.conftest import Serve
from tests.live import Device, LiveServer
from tests.made import run, runs

ZEROS = "0" * 32


def chain_of(rows: list[dict[str, Any]]) -> str:
    """The chain as CONTRACT section 4 says it, reckoned anew."""
    chain = ZEROS
    for row in rows:
        chain = hashlib.sha256((chain + row["id"]).encode()).hexdigest()[:32]
    return chain


def test_the_chain_is_the_hash_of_every_id_before_it(server: LiveServer) -> None:
    runner = server.runner()
    for size in (1, 7, 200, 1):
        answer = runner.sync(*runs(size))
        assert answer["chain"] == chain_of(runner.rows)
    assert len(runner.rows) == 209


def test_an_empty_log_answers_the_start(server: LiveServer) -> None:
    answer = server.runner().sync()
    assert (answer["rows"], answer["next"], answer["head"], answer["more"]) == ([], 0, 0, False)
    assert answer["chain"] == ZEROS
    assert len(answer["epoch"]) == 16
    int(answer["epoch"], 16)


def test_epochs_differ_between_accounts(server: LiveServer) -> None:
    assert server.runner().sync()["epoch"] != server.runner().sync()["epoch"]


def test_a_page_holds_a_thousand_rows_and_the_next_goes_on(server: LiveServer) -> None:
    """SURVIVE 23."""
    runner = server.runner()
    for _ in range(11):
        runner.sync(*runs(200))
    other = runner.another()
    first, second, third = other.sync(), other.sync(), other.sync()
    assert [len(answer["rows"]) for answer in (first, second, third)] == [1000, 1000, 200]
    assert [answer["more"] for answer in (first, second, third)] == [True, True, False]
    assert first["chain"] == chain_of(other.rows[:1000])
    assert other.rows == runner.rows


def test_a_push_while_rows_are_unread_still_gets_them(server: LiveServer) -> None:
    """SURVIVE 3."""
    one, two = (runner := server.runner()), runner.another()
    theirs, mine = run(), run()
    two.sync(theirs)
    one.sync(mine)
    assert [row["id"] for row in one.rows] == [theirs["id"], mine["id"]]


@pytest.mark.parametrize("start", [{"chain": None}, {"chain": ZEROS}])
def test_at_the_start_epoch_and_chain_may_be_unknown(server: LiveServer, start: dict[str, Any]) -> None:
    runner = server.runner()
    runner.sync(run())
    assert "reset" not in runner.another().sync(epoch=None, **start)


def resets(runner: Device, **position: object) -> None:
    """The position must be answered with a reset, and nothing of the request be stored."""
    before = runner.another().sync()["head"]
    answer = runner.post(run(), **position).json()
    assert answer["reset"] is True
    assert set(answer) == {"req_id", "server_time", "epoch", "reset", "reason"}
    assert answer["reason"]
    assert runner.another().sync()["head"] == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"epoch": "0123456789abcdef"},
        {"epoch": None},
        {"epoch": ""},
        {"epoch": "\ud800"},
        {"chain": "f" * 32},
        {"chain": None},
        {"chain": ZEROS},
        {"chain": ""},
        {"cursor": 1},
        {"cursor": 2},
        {"cursor": 4},
        {"cursor": 2**53 - 1},
        {"cursor": 0},
    ],
    ids=str,
)
def test_a_position_of_another_history_is_reset(server: LiveServer, wrong: dict[str, Any]) -> None:
    runner = server.runner()
    runner.sync(*runs(3))
    resets(runner, **wrong)


@pytest.mark.parametrize("wrong", [{"epoch": "0123456789abcdef"}, {"chain": "f" * 32}])
def test_a_wrong_start_is_reset(server: LiveServer, wrong: dict[str, Any]) -> None:
    runner = server.runner()
    runner.sync(run())
    resets(runner, **{"epoch": None, "cursor": 0, "chain": None, **wrong})


def test_an_older_position_of_this_history_is_read_on_from(server: LiveServer) -> None:
    runner = server.runner()
    first = runner.sync(run())
    runner.sync(run())
    again = runner.post(epoch=first["epoch"], cursor=1, chain=first["chain"]).json()
    assert [row["seq"] for row in again["rows"]] == [2]


def healed(runner: Device, other: Device, everything: list[dict[str, Any]]) -> None:
    """After a reset, phones that offer their whole logs bring every entry back, once."""
    for device in (runner, other):
        kept = [{field: row[field] for field in row if field != "seq"} for row in device.rows]
        was_reset = device.sync().get("reset", False)
        # Once the first phone has brought back the same rows in the same order, there is no difference.
        assert was_reset or device is other
        device.catch_up(*(kept if was_reset else []))
    runner.catch_up()
    assert sorted(row["id"] for row in runner.rows) == sorted(entry["id"] for entry in everything)
    assert [row["seq"] for row in runner.rows] == list(range(1, len(everything) + 1))
    assert runner.position["chain"] == chain_of(runner.rows)
    assert runner.another().catch_up().rows == runner.rows


def restore_to(runner: Device, seq: int) -> None:
    """As a backup of then, restored without a word: the rows since are gone, the epoch is the old one."""
    of_runner = entries.c.account == runner.account
    with runner.server.database.write() as tx:
        chain = tx.execute(select(entries.c.chain).where(of_runner, entries.c.seq == seq)).scalar_one()
        tx.execute(delete(entries).where(of_runner, entries.c.seq > seq))
        tx.execute(update(accounts).where(accounts.c.id == runner.account).values(head=seq, chain=chain))


def test_a_server_restored_to_an_old_copy_is_healed_by_the_phones(server: LiveServer) -> None:
    """SURVIVE 7."""
    everything = runs(9)
    runner = server.runner()
    other = runner.another()
    runner.sync(*everything[:5])
    other.sync(*everything[5:])
    runner.sync()
    restore_to(runner, 4)
    healed(runner, other, everything)


def test_a_restored_server_that_others_pushed_past_the_cursor_is_still_told_apart(server: LiveServer) -> None:
    """SURVIVE 9."""
    everything = runs(9)
    runner = server.runner()
    other = runner.another()
    runner.sync(*everything[:5])
    other.sync(*everything[5:])
    runner.sync()
    restore_to(runner, 4)
    late = runner.another()
    more = runs(20)
    late.sync(*more)
    healed(runner, other, everything + more)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_sqlite_file_put_back_from_a_copy_is_healed_by_the_phones(serve: Serve, database_url: str) -> None:
    """SURVIVE 7, with the file itself."""
    file = Path(make_url(database_url).database or "")
    copy = file.with_name("copy.db")
    everything = runs(6)
    server = serve()
    runner = server.runner()
    other = runner.another()
    runner.sync(*everything[:3])
    with server.database.read() as tx:
        tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(file, copy)
    other.sync(*everything[3:])
    runner.sync()
    server.stop()
    for left in ("-wal", "-shm"):
        file.with_name(file.name + left).unlink(missing_ok=True)
    shutil.copy(copy, file)
    again = serve()
    for device in (runner, other):
        device.server = again
        cookies = device.client.cookies
        device.client = again.client()
        device.client.cookies = cookies
    healed(runner, other, everything)


def test_an_account_of_a_wiped_server_is_401(server: LiveServer) -> None:
    """SURVIVE 10."""
    runner = server.runner()
    with server.database.write() as tx:
        tx.execute(delete(accounts).where(accounts.c.id == runner.account))
    assert runner.post().status_code == 401


def test_a_log_that_lost_all_rows_gets_everything_again(server: LiveServer) -> None:
    """SURVIVE 10."""
    runner, everything = server.runner(), runs(5)
    runner.sync(*everything)
    with server.database.write() as tx:
        tx.execute(delete(entries).where(entries.c.account == runner.account))
        fresh = update(accounts).where(accounts.c.id == runner.account)
        tx.execute(fresh.values(head=0, chain=ZEROS, epoch="00ff00ff00ff00ff"))
    assert runner.sync()["reason"] == "epoch"
    runner.catch_up(*everything)
    assert [row["id"] for row in runner.rows] == [entry["id"] for entry in everything]
