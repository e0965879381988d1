"""A backup is one moment of the whole database, and restores into either engine, whole or not at all."""

import gzip
import json
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Text, delete, insert, select, update

from evenstride.errors import CannotStart
from evenstride.settings import Settings
from evenstride.store.accounts import create, delete_account
from evenstride.store.backup import Table, read_backup, write_backup
from evenstride.store.callers import sign_in
from evenstride.store.database import Database
from evenstride.store.examine import examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.log import Position, Synced, erase, sync
from evenstride.store.offers import read_offers
from evenstride.store.restore import Restored, restore
from evenstride.store.tables import METADATA, accounts, entries, erasures, gone_credentials
from tests.conftest import ENGINES, NewDatabase
from tests.live import LiveServer
from tests.made import run, runs, units

SECRET = "a note nobody may read again"
NOW_MS = 1_800_000_000_000
START = Position(None, 0, None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "evenstride.backup"


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerFile:
    return LedgerFile(tmp_path / "ledger.jsonl")


@pytest.fixture
def source(database_url: str, ledger: LedgerFile) -> Iterator[Database]:
    database = Database(database_url, ledger)
    yield database
    database.close()


@pytest.fixture(params=ENGINES)
def target(
    request: pytest.FixtureRequest, new_database_of: Callable[[str], NewDatabase]
) -> Iterator[Database]:
    """An empty, migrated database of either engine."""
    database = Database(new_database_of(request.param)())
    yield database
    database.close()


def runner_with(database: Database, *offered: object, name: str | None = None) -> str:
    with database.write() as tx:
        account, _ = create(tx, name, None, NOW_MS)
        sign_in(tx, account, "a phone", NOW_MS)
    push(database, account, *offered)
    return account


def push(database: Database, account: str, *offered: object) -> None:
    with database.write() as tx:
        sync(tx, account, START, read_offers(offered), NOW_MS)


def everything(database: Database) -> dict[str, list[Any]]:
    with database.read() as tx:
        return {
            table.name: [tuple(row) for row in tx.execute(select(table).order_by(*table.primary_key))]
            for table in METADATA.sorted_tables
        }


def without_epochs(content: dict[str, list[Any]]) -> dict[str, list[Any]]:
    at = [column.name for column in accounts.columns].index("epoch")
    return {**content, "account": [(*row[:at], *row[at + 1 :]) for row in content["account"]]}


def epochs(database: Database) -> dict[str, str]:
    with database.read() as tx:
        return {row.id: row.epoch for row in tx.execute(select(accounts.c.id, accounts.c.epoch))}


def back(database: Database, file: Path, ledger: LedgerFile, *, replace: bool = False) -> Restored:
    return restore(database, file, ledger, replace=replace)


def assert_well(database: Database, ledger: LedgerFile) -> None:
    report = examine(database, ledger, NOW_MS)
    assert report.is_well, report


def test_what_went_in_comes_out_on_either_engine_with_new_epochs(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    erased = run(note=SECRET)
    first = runner_with(
        source, run(note="Grüße, 日本 — 2026-11-21T00:00:00Z"), erased, units("kg"), name="Ada"
    )
    runner_with(source)
    gone = runner_with(source, run())
    with source.write() as tx:
        erase(tx, first, "run_logged", erased["record"], NOW_MS)
        delete_account(tx, gone)
    write_backup(source, file, NOW_MS)
    told = back(target, file, ledger)
    assert told == Restored(accounts=2, entries=4, erased=0, deleted=0, left_out=0, mended=0)
    assert without_epochs(everything(target)) == without_epochs(everything(source))
    before, after = epochs(source), epochs(target)
    assert before.keys() == after.keys()
    assert not set(before.values()) & set(after.values())
    assert len(set(after.values())) == len(after)
    assert_well(target, ledger)


def test_a_database_without_any_table_is_filled_too(
    source: Database, new_database: NewDatabase, file: Path, ledger: LedgerFile
) -> None:
    runner_with(source, *runs(3))
    write_backup(source, file, NOW_MS)
    blank = Database(new_database(migrated=False))
    assert back(blank, file, ledger).entries == 3
    assert_well(blank, ledger)
    blank.close()


def test_a_backup_is_its_owners_alone_and_appears_only_when_complete(
    source: Database, new_database: NewDatabase, file: Path, tmp_path: Path
) -> None:
    runner_with(source, *runs(3))
    write_backup(source, file, NOW_MS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = file.read_bytes()
    unmigrated = Database(new_database(migrated=False))
    with pytest.raises(CannotStart, match="evenstride migrate"):
        write_backup(unmigrated, file, NOW_MS)
    unmigrated.close()
    assert file.read_bytes() == kept
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_folder_that_is_not_there_is_one_line(source: Database, tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="No such file"):
        write_backup(source, tmp_path / "nowhere" / "file", NOW_MS)


def test_a_backup_is_one_moment_while_others_write(source: Database, file: Path, ledger: LedgerFile) -> None:
    """Every push moves three things: the rows, the counter, the chain. A torn view would show."""
    runner = runner_with(source, *runs(50))
    stop = threading.Event()

    def write_on() -> None:
        while not stop.is_set():
            push(source, runner, *runs(3))
            time.sleep(0.002)

    writers = [threading.Thread(target=write_on) for _ in range(3)]
    for writer in writers:
        writer.start()
    seen: list[tuple[int, int]] = []
    try:
        # Five and, where the writers had no turn meanwhile, as many as it takes.
        while len(seen) < 5 or (seen[-1] == seen[0] and len(seen) < 1000):
            write_backup(source, file, NOW_MS)
            seen.append(_ends(file))
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    heads = [head for head, _ in seen]
    assert all(head == last and head % 3 == 50 % 3 for head, last in seen)
    assert heads == sorted(heads)
    assert heads[-1] > heads[0]


def _ends(file: Path) -> tuple[int, int]:
    """The counter of the only account, and the number of its last row."""
    rows: dict[str, list[list[Any]]] = {}
    for piece in read_backup(file):
        if isinstance(piece, Table):
            into = rows.setdefault(piece.name, [])
        elif isinstance(piece, list):
            into.append(piece)
    return rows["account"][0][7], max(row[1] for row in rows["entry"])


def test_a_database_that_holds_accounts_is_refused_and_replaced_when_told_to(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    runner_with(source, *runs(2), name="Ada")
    write_backup(source, file, NOW_MS)
    other = runner_with(target, *runs(5), name="ada")
    before = everything(target)
    with pytest.raises(CannotStart, match="holds 1 accounts"):
        back(target, file, ledger)
    assert everything(target) == before
    assert back(target, file, ledger, replace=True).entries == 2
    assert other not in epochs(target)
    assert without_epochs(everything(target)) == without_epochs(everything(source))
    assert_well(target, ledger)


def test_restoring_twice_is_restoring_once_but_for_the_epochs(
    source: Database, file: Path, ledger: LedgerFile
) -> None:
    runner_with(source, *runs(2))
    write_backup(source, file, NOW_MS)
    before = everything(source)
    back(source, file, ledger, replace=True)
    back(source, file, ledger, replace=True)
    assert without_epochs(everything(source)) == without_epochs(before)


def test_what_was_erased_after_the_backup_stays_erased(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    """SURVIVE 32."""
    entry, other = run(note=SECRET), run(note="kept")
    version = run(record=entry["record"], note=SECRET)
    runner = runner_with(source, entry, other, version)
    write_backup(source, file, NOW_MS)
    with source.write() as tx:
        erase(tx, runner, "run_logged", entry["record"], NOW_MS)
    # The machine is lost; only the backup and the ledger are left.
    told = back(target, file, ledger)
    assert (told.entries, told.erased) == (4, 2)
    content = everything(target)
    assert SECRET not in repr(content)
    assert "kept" in repr(content)
    assert [row[4] for row in content["entry"]][-1] == "record_erased"
    with target.write() as tx:
        again = sync(tx, runner, START, read_offers([entry, run(record=entry["record"])]), NOW_MS)
    assert isinstance(again, Synced)
    assert [result.status for result in again.results] == ["erased", "erased"]
    assert SECRET not in repr(everything(target))
    assert_well(target, ledger)


def test_a_replaced_database_remembers_too_and_writes_it_down(
    source: Database, file: Path, ledger: LedgerFile, tmp_path: Path
) -> None:
    """The ledger file was lost, or belongs to another machine."""
    entry, doomed = run(note=SECRET), run(note=SECRET)
    runner, leaver = runner_with(source, entry), runner_with(source, doomed)
    write_backup(source, file, NOW_MS)
    with source.write() as tx:
        erase(tx, runner, "run_logged", entry["record"], NOW_MS)
        delete_account(tx, leaver)
    fresh = LedgerFile(tmp_path / "fresh.jsonl")
    told = back(source, file, fresh, replace=True)
    assert (told.erased, told.deleted) == (1, 1)
    assert SECRET not in repr(everything(source))
    assert fresh.read() == ledger.read()
    assert_well(source, fresh)


def test_a_setting_chosen_anew_after_its_erasure_survives(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    old = units("kg")
    runner = runner_with(source, old)
    erased_at = int(old["hlc"][:12], 16)
    with source.write() as tx:
        erase(tx, runner, "setting_changed", "setting:units", erased_at)
    later = units("lb", hlc=f"{erased_at + 5:012x}-0000-8f3a5c7e9d1b2f40")
    push(source, runner, later)
    write_backup(source, file, NOW_MS)
    assert back(target, file, ledger).erased == 0
    assert without_epochs(everything(target)) == without_epochs(everything(source))


def test_an_account_deleted_after_the_backup_stays_deleted_and_its_phone_hears_so(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    leaver, stayer = runner_with(source, run(note=SECRET)), runner_with(source, run())
    write_backup(source, file, NOW_MS)
    with source.write() as tx:
        delete_account(tx, leaver)
    told = back(target, file, ledger)
    assert (told.accounts, told.deleted) == (1, 1)
    assert set(epochs(target)) == {stayer}
    assert SECRET not in repr(everything(target))
    with target.read() as tx:
        assert leaver in tx.execute(select(gone_credentials.c.account)).scalars().all()


def damaged(good: bytes) -> Iterator[tuple[str, bytes]]:
    plain = gzip.decompress(good)
    lines = plain.splitlines(keepends=True)
    yield "empty", b""
    yield "half", good[: len(good) // 2]
    yield "all but the last byte", good[:-1]
    yield "a flipped bit", good[:-40] + bytes([good[-40] ^ 1]) + good[-39:]
    yield "no gzip", plain
    yield "without its end", gzip.compress(b"".join(lines[:-1]))
    row = max(at for at, line in enumerate(lines) if line.startswith(b"["))
    yield "a row less", gzip.compress(b"".join(lines[:row] + lines[row + 1 :]))
    yield "a row twice", gzip.compress(b"".join([*lines[: row + 1], *lines[row:]]))
    yield "another body", gzip.compress(plain.replace(b"5000", b"5001"))
    yield "something after the end", gzip.compress(plain + b"[]\n")
    yield "another file", gzip.compress(b'{"format":"evenstride-log","v":1}\n')
    yield "a later format", gzip.compress(plain.replace(b'"v":1', b'"v":2', 1))
    yield "a later schema", _signed([_of_schema("9999", lines[0]), *lines[1:-1]], lines[-1])
    renamed = [line.replace(b'"hlc"', b'"xxx"') for line in lines]
    yield "another column", _signed(renamed[:-1], lines[-1])
    yield "an id twice", _signed(*_with_an_id_twice(lines))


def _of_schema(version: str, opening: bytes) -> bytes:
    return json.dumps(json.loads(opening) | {"schema": version}).encode() + b"\n"


def _signed(lines: list[bytes], end: bytes) -> bytes:
    """With a checksum that is right."""
    import hashlib

    text = b"".join(lines)
    said = json.loads(end) | {"sha256": hashlib.sha256(text).hexdigest()}
    return gzip.compress(text + json.dumps(said).encode() + b"\n")


def _with_an_id_twice(lines: list[bytes]) -> tuple[list[bytes], bytes]:
    at = next(n for n, line in enumerate(lines) if b'"run_logged"' in line)
    row = json.loads(lines[at])
    row[1] += 100
    end = json.loads(lines[-1])
    end["rows"]["entry"] += 1
    twice = json.dumps(row).encode() + b"\n"
    return [*lines[: at + 1], twice, *lines[at + 1 : -1]], json.dumps(end).encode()


def test_a_damaged_backup_is_one_clear_line_and_nothing_is_restored(
    source: Database, file: Path, ledger: LedgerFile
) -> None:
    runner_with(source, *runs(4))
    write_backup(source, file, NOW_MS)
    good = file.read_bytes()
    runner_with(source, *runs(2))
    before = everything(source)
    for what, content in damaged(good):
        file.write_bytes(content)
        with pytest.raises(CannotStart) as stopped:
            back(source, file, ledger, replace=True)
        assert str(file) in str(stopped.value), what
        assert "\n" not in str(stopped.value), what
        assert everything(source) == before, what
    file.unlink()
    with pytest.raises(CannotStart, match="No such file"):
        back(source, file, ledger, replace=True)


def test_counters_and_chains_that_did_not_fit_their_rows_are_put_right(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    runner, other = runner_with(source, *runs(5)), runner_with(source, *runs(2))
    with source.write() as tx:
        tx.execute(delete(entries).where(entries.c.account == runner, entries.c.seq == 3))
        tx.execute(update(accounts).where(accounts.c.id == other).values(head=99))
    write_backup(source, file, NOW_MS)
    assert back(target, file, ledger).mended == 2
    with target.read() as tx:
        heads = {row.id: row.head for row in tx.execute(select(accounts.c.id, accounts.c.head))}
    assert heads == {runner: 4, other: 2}
    assert_well(target, ledger)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_rows_of_no_account_are_left_out(
    source: Database, target: Database, file: Path, ledger: LedgerFile
) -> None:
    runner_with(source, *runs(2))
    with source.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN")
        row = {"account": "nobody", "kind": "run_logged", "record": "r", "erased_at": 1}
        connection.execute(insert(erasures).values(row))
        connection.commit()
    write_backup(source, file, NOW_MS)
    assert back(target, file, ledger).left_out == 1
    assert_well(target, ledger)


def test_a_schema_of_a_later_version_or_of_somebody_else_is_left_alone(
    source: Database, new_database: NewDatabase, file: Path, ledger: LedgerFile
) -> None:
    runner_with(source, *runs(2))
    write_backup(source, file, NOW_MS)
    theirs = Database(new_database(migrated=False))
    with theirs.write() as tx:
        tx.exec_driver_sql("CREATE TABLE theirs (id INTEGER)")
    with pytest.raises(CannotStart, match="not Evenstride's"):
        back(theirs, file, ledger, replace=True)
    later = Database(new_database())
    with later.write() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CannotStart, match="later version"):
        back(later, file, ledger, replace=True)
    theirs.close()
    later.close()


def test_every_column_is_of_a_type_the_file_can_carry() -> None:
    kinds = {type(column.type) for table in METADATA.sorted_tables for column in table.columns}
    assert kinds <= {Text, BigInteger, Boolean}


def test_phones_heal_a_server_that_was_restored_to_yesterday(
    database_url: str, file: Path, tmp_path: Path
) -> None:
    """SURVIVE 7 to 9, with a real server and the erasure that must not be undone (32)."""
    ledger = tmp_path / "ledger.jsonl"
    settings = Settings(database_url=database_url, rate_limits="off", ledger=ledger)
    server = LiveServer(settings)
    runner = server.runner()
    old, erased = runs(3), run(note=SECRET)
    runner.sync(*old, erased)
    write_backup(server.database, file, NOW_MS)
    since = runs(4)
    runner.sync(*since)
    assert runner.client.delete(f"/api/records/run_logged/{erased['record']}").status_code == 200
    runner.catch_up()
    phone = [{field: row[field] for field in row if field != "seq"} for row in runner.rows]
    offline = runner.another()
    cookies, position = runner.client.cookies, runner.position
    server.stop()

    database = Database(database_url)
    told = back(database, file, LedgerFile(ledger), replace=True)
    database.close()
    assert told.erased == 1

    server = LiveServer(settings)
    try:
        runner.client = server.client()
        runner.client.cookies = cookies
        runner.position = position
        assert runner.sync()["reset"] is True
        runner.catch_up(*phone)
        assert {row["id"] for row in phone} <= {row["id"] for row in runner.rows}
        offline.client = server.client()
        answer = offline.client.post("/api/session", json={"recovery_code": runner.recovery_code})
        assert answer.status_code == 200
        assert offline.statuses(erased) == ["erased"]
        assert SECRET not in repr(everything(server.database))
        assert {entry["id"] for entry in (*old, *since)} <= {row["id"] for row in offline.catch_up().rows}
        assert examine(server.database, LedgerFile(ledger), server.clock()).is_well
    finally:
        server.stop()
