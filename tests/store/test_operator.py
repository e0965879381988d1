"""What an operator reads when files are not what they should be: one plain line, and nothing is harmed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from sqlalchemy.engine import make_url

from evenstride.errors import CannotStart
from evenstride.store.backup import write_backup
from evenstride.store.database import Database
from evenstride.store.log import erase
from evenstride.store.tables import accounts, entries
from tests.api.test_commands import evenstride, one_line
from tests.made import run, runs
from tests.store.test_backup import NOW_MS, everything, runner_with


def file_of(database_url: str) -> Path:
    return Path(make_url(database_url).database or "")


def settings_of(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {"database_url": database_url, "ledger": str(tmp_path / "ledger.jsonl")}


OTHERS: dict[str, Callable[[Path], object]] = {
    "a letter": lambda path: path.write_text("Dear runner, …"),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a log": lambda path: path.write_text('{"format":"evenstride-log"}'),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_backup_replaces_nothing_but_a_backup(
    database: Database, tmp_path: Path, other: Callable[[Path], object]
) -> None:
    target = tmp_path / "target"
    other(target)
    before = target.stat()
    with pytest.raises(CannotStart, match="is there already and is no backup"):
        write_backup(database, target, NOW_MS)
    assert target.stat() == before
    assert list(tmp_path.iterdir()) == [target]


def test_a_backup_goes_over_an_older_one_and_into_an_empty_file(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.touch()
    for _ in range(2):
        write_backup(database, target, NOW_MS)
        assert target.stat().st_size > 100


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_backup_never_replaces_the_database_itself(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    runner_with(database, *runs(3))
    database.close()
    told = one_line(
        evenstride("backup", str(file_of(database_url)), cwd=tmp_path, **settings_of(database_url, tmp_path))
    )
    assert "is no backup of Evenstride. Nothing was written." in told
    assert evenstride("doctor", cwd=tmp_path, **settings_of(database_url, tmp_path)).returncode == 0


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("is_cut", [True, False], ids=["overwritten in the middle", "something else"])
def test_a_broken_database_file_is_one_line_for_every_command(
    database_url: str, tmp_path: Path, is_cut: bool
) -> None:
    database = Database(database_url)
    runner_with(database, *runs(200))
    write_backup(database, tmp_path / "good", NOW_MS)
    database.close()
    file = file_of(database_url)
    whole = file.read_bytes()
    half = len(whole) // 2
    file.write_bytes(whole[:half] + b"\xff" * (len(whole) - half) if is_cut else b"no database " * 500)
    for command in (["doctor"], ["backup", "new"]):
        told = one_line(evenstride(*command, cwd=tmp_path, **settings_of(database_url, tmp_path)))
        assert told.startswith("evenstride: SQLite says of the database file: ")
    # As docs/backup.md says: put it away, and restore.
    file.rename(tmp_path / "broken")
    done = evenstride("restore", "good", cwd=tmp_path, **settings_of(database_url, tmp_path))
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Restored 1 accounts with 200 entries.")
    assert evenstride("doctor", cwd=tmp_path, **settings_of(database_url, tmp_path)).returncode == 0


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00" + b"\x00" * 100, b""], ids=str)
def test_what_is_no_backup_is_said_to_be_none(database: Database, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd").write_bytes(content)
    url = database.engine.url.render_as_string(hide_password=False)
    before = everything(database)
    told = one_line(evenstride("restore", "odd", "--replace", cwd=tmp_path, **settings_of(url, tmp_path)))
    assert told == "evenstride: odd is no backup of Evenstride. Nothing was restored."
    assert everything(database) == before


def test_the_doctor_names_each_fault_in_words_and_by_its_row(database_url: str, tmp_path: Path) -> None:
    """Broken on purpose: a gap, a chain, a spelling, a counter, each in an account of its own."""
    database = Database(database_url)
    well = runner_with(database, *runs(4))
    gap, chain, spelling, counter, back = (runner_with(database, *runs(4)) for _ in range(5))
    secret = run(note="a note nobody may read again")
    erased = runner_with(database, secret)
    with database.write() as tx:
        tx.execute(delete(entries).where(entries.c.account == gap, entries.c.seq == 2))
        row = (entries.c.account == chain, entries.c.seq == 3)
        tx.execute(update(entries).where(*row).values(chain="f" * 32))
        row = (entries.c.account == spelling, entries.c.seq == 4)
        tx.execute(update(entries).where(*row).values(body='{ "type": "easy" }'))
        tx.execute(update(accounts).where(accounts.c.id == counter).values(head=9))
        tx.execute(update(accounts).where(accounts.c.id == back).values(head=3))
        erase(tx, erased, "run_logged", secret["record"], NOW_MS)
        row = (entries.c.account == erased, entries.c.seq == 1)
        tx.execute(update(entries).where(*row).values(body='{"note":"a note nobody may read again"}'))
    database.close()
    done = evenstride("doctor", cwd=tmp_path, **settings_of(database_url, tmp_path))
    assert done.returncode == 1
    said: dict[str, list[str]] = {}
    account = ""
    for line in done.stdout.splitlines()[:-1]:
        if line.startswith("  "):
            said[account].append(line.strip())
        else:
            account = line.partition(":")[0]
            said[account] = []
    assert said[well] == []
    assert said[gap] == ["rows are missing before this one (at row 3)", "the chain breaks (at row 3)"]
    assert said[chain] == ["the chain breaks (2 times, at rows 3, 4)"]
    assert said[spelling] == [
        "the body is not in its one canonical form (at row 4)",
        "the entry is none that the server would accept (at row 4)",
    ]
    assert said[counter] == said[back] == ["the counter is not the number of its last row"]
    assert "the entry is marked as erased and still has a body (at row 1)" in said[erased]
    assert "nobody may read" not in done.stdout
    assert done.stdout.splitlines()[-1] == "6 of 7 accounts need a look."
