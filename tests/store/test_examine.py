"""`evenstride doctor` finds every kind of damage, names it, and says nothing of what a body holds."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from evenstride.errors import Unavailable
from evenstride.store.database import Database
from evenstride.store.examine import WORDS, examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.log import erase
from evenstride.store.restore import hold_to_ledger
from evenstride.store.tables import accounts, entries, erasures, gone_credentials, sign_ins
from tests.made import erasure, run, runs, units
from tests.store.test_backup import NOW_MS, SECRET, everything, push, runner_with


@pytest.fixture
def ledger(tmp_path: Path) -> LedgerFile:
    return LedgerFile(tmp_path / "ledger.jsonl")


@pytest.fixture
def kept(database_url: str, ledger: LedgerFile) -> Iterator[Database]:
    database = Database(database_url, ledger)
    yield database
    database.close()


def found(database: Database, ledger: LedgerFile, account: str) -> dict[str, list[int]]:
    report = examine(database, ledger, NOW_MS)
    (examined,) = [examined for examined in report.accounts if examined.account == account]
    assert report.is_well == (not examined.findings and not report.general)
    assert SECRET not in repr(report)
    assert SECRET not in repr([finding.says() for finding in examined.findings])
    return {finding.code: finding.rows for finding in examined.findings}


def test_a_log_with_everything_in_it_is_well(kept: Database, ledger: LedgerFile) -> None:
    entry = run(note=SECRET)
    runner = runner_with(kept, entry, run(), units("kg"), name="Ada")
    push(kept, runner, run(record=entry["record"], note=SECRET), run(body=None))
    with kept.write() as tx:
        erase(tx, runner, "run_logged", entry["record"], NOW_MS)
    push(
        kept,
        runner,
        run(record=entry["record"]),
        erasure("run_logged", "0199c0de-0000-7000-8000-000000000000", 5),
    )
    assert found(kept, ledger, runner) == {}
    (examined,) = examine(kept, ledger, NOW_MS).accounts
    assert (examined.entries, examined.erased) == (8, 3)


def row(seq: int, **values: object) -> Callable[[str], Any]:
    return lambda of: update(entries).where(entries.c.account == of, entries.c.seq == seq).values(values)


def of_account(**values: object) -> Callable[[str], Any]:
    return lambda of: update(accounts).where(accounts.c.id == of).values(values)


def gone(of: str) -> Any:
    return insert(gone_credentials).values(hash="h", account=of)


def without(seq: int) -> Callable[[str], Any]:
    return lambda of: delete(entries).where(entries.c.account == of, entries.c.seq == seq)


def no_ledger(of: str) -> Any:
    return delete(erasures).where(erasures.c.account == of)


FAR = f"{NOW_MS + 86_400_001:012x}-0000-8f3a5c7e9d1b2f40"
TEN = json.dumps({"a": SECRET}, separators=(",", ":"))

# A log of five: three runs, a blanked one and its erasure.
DAMAGE: list[tuple[str, Callable[[str], Any], dict[str, list[int]]]] = [
    ("a lost row", without(2), {"gap": [3], "chain": [3]}),
    ("a lost last row", without(5), {"head": [], "account_chain": []}),
    ("another id", row(3, id="0199c0de-0000-7000-8000-000000000000"), {"chain": [3]}),
    ("another chain", row(3, chain="f" * 32), {"chain": [3, 4]}),
    ("a counter", of_account(head=7), {"head": []}),
    ("a chain of the account", of_account(chain="f" * 32), {"account_chain": []}),
    ("an epoch", of_account(epoch="old"), {"account_epoch": []}),
    ("a name", of_account(name="Bea"), {"account_name": []}),
    ("a quota", of_account(quota=3), {"quota": []}),
    ("a quota that erasures may pass", of_account(quota=4), {}),
    ("no JSON", row(1, body="{" + SECRET), {"body_not_json": [1]}),
    ("another spelling", row(5, body='{"kind": 1}'), {"body_not_canonical": [5], "malformed": [5]}),
    ("a field too few", row(1, body=TEN), {"malformed": [1]}),
    ("a long body", row(1, body=json.dumps({"a": "x" * 5000}, separators=(",", ":"))),
     {"body_too_large": [1], "malformed": [1]}),
    ("a later version", row(1, v=2), {}),
    ("no stamp", row(1, hlc="later"), {"stamp": [1], "malformed": [1]}),
    ("a stamp of the future", row(1, hlc=FAR), {"stamp_ahead": [1]}),
    ("an erased body that is back", row(4, body=TEN), {"erased_body": [4], "malformed": [4]}),
    ("an erasure undone", row(4, body="null", erased=False), {"not_erased": [4]}),
    ("a ledger lost", no_ledger, {"erasure_unheld": [5], "ledger_unheld": []}),
    ("a deleted account that is here", gone, {"account_deleted": []}),
]  # fmt: skip


@pytest.mark.parametrize(("damage", "finds"), [each[1:] for each in DAMAGE], ids=[each[0] for each in DAMAGE])
def test_every_damage_is_named(
    kept: Database, ledger: LedgerFile, damage: Callable[[str], Any], finds: dict[str, list[int]]
) -> None:
    other = runner_with(kept, *runs(2))
    runner = runner_with(kept, *runs(3), lost := run(note=SECRET))
    with kept.write() as tx:
        erase(tx, runner, "run_logged", lost["record"], NOW_MS)
        assert tx.execute(damage(runner)).rowcount != 0
    told = found_beside(kept, ledger, runner, other)
    assert told == finds
    assert all(code in WORDS for code in told)


def found_beside(kept: Database, ledger: LedgerFile, runner: str, well: str) -> dict[str, list[int]]:
    report = examine(kept, ledger, NOW_MS)
    by_account = {examined.account: examined for examined in report.accounts}
    assert by_account[well].findings == []
    assert SECRET not in repr([finding.says() for finding in by_account[runner].findings])
    return {finding.code: finding.rows for finding in by_account[runner].findings}


def test_many_faults_of_one_kind_are_counted_and_the_first_named(kept: Database, ledger: LedgerFile) -> None:
    runner = runner_with(kept, *runs(9))
    with kept.write() as tx:
        tx.execute(update(entries).where(entries.c.account == runner).values(body=TEN))
    ((finding,),) = [examined.findings for examined in examine(kept, ledger, NOW_MS).accounts]
    assert (finding.times, finding.rows) == (9, [1, 2, 3, 4, 5])
    assert "9 times, at rows 1, 2, 3, 4, 5, …" in finding.says()


def test_rows_of_no_account_are_found(kept: Database, ledger: LedgerFile) -> None:
    runner_with(kept, run())
    orphan = {"id": "x", "account": "nobody", "hash": "h", "label": "l", "created_at": 1, "last_seen_at": 1}
    try:
        with kept.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
                connection.exec_driver_sql("BEGIN")
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            connection.execute(insert(sign_ins).values(orphan))
            connection.commit()
        assert examine(kept, ledger, NOW_MS).general == ["1 rows of sign_in belong to no account"]
    finally:
        with kept.write() as tx:
            tx.execute(delete(sign_ins).where(sign_ins.c.account == "nobody"))
        kept.close()


def test_a_ledger_that_knows_more_than_the_database_is_found_and_carried_out(
    kept: Database, ledger: LedgerFile
) -> None:
    """Somebody put an old database file back without `evenstride restore`."""
    entry, setting = run(note=SECRET), units("kg")
    runner, leaver = runner_with(kept, entry, setting, run()), runner_with(kept, run(note=SECRET))
    ledger.erased(runner, "run_logged", entry["record"], NOW_MS)
    ledger.erased(runner, "run_logged", "0199c0de-0000-7000-8000-00000000ffff", NOW_MS)
    ledger.erased("0199c0de-0000-7000-8000-000000000001", "run_logged", entry["record"], NOW_MS)
    ledger.deleted(leaver)
    report = examine(kept, ledger, NOW_MS)
    findings = {each.account: [finding.code for finding in each.findings] for each in report.accounts}
    assert findings == {runner: ["ledger_unheld"], leaver: ["ledger_account"]}
    did = hold_to_ledger(kept, ledger)
    assert (len(did.erased), did.deleted) == (2, {leaver})
    assert SECRET not in repr(everything(kept))
    assert found(kept, ledger, runner) == {}
    before = everything(kept)
    nothing = hold_to_ledger(kept, ledger)
    assert (nothing.erased, nothing.deleted) == ({}, set())
    assert everything(kept) == before


def test_an_erasure_carried_out_again_is_told_to_every_phone_though_nothing_is_left_to_blank(
    kept: Database, ledger: LedgerFile
) -> None:
    """SURVIVE 32: a phone that has read what the others offer again would never ask for it anew."""
    erased = run(note=SECRET)
    runner = runner_with(kept, run())
    ledger.erased(runner, "run_logged", erased["record"], NOW_MS)
    hold_to_ledger(kept, ledger)
    with kept.read() as tx:
        last = tx.execute(select(entries).order_by(entries.c.seq.desc())).first()
    assert last is not None
    body = {"kind": "run_logged", "record": erased["record"], "erased_at": NOW_MS}
    assert (last.kind, json.loads(last.body)) == ("record_erased", body)
    hold_to_ledger(kept, ledger)
    assert examine(kept, ledger, NOW_MS).accounts[0].entries == last.seq


def test_a_torn_line_of_the_ledger_spoils_no_other(tmp_path: Path) -> None:
    ledger = LedgerFile(tmp_path / "new" / "ledger.jsonl")
    assert ledger.read() == ({}, set(), 0)
    ledger.erased("a", "k", "r", 5)
    with ledger.path.open("ab") as file:
        file.write(b'\n{"account":"b","kind":"k","rec')
    ledger.erased("a", "k", "r", 3)
    ledger.deleted("c")
    assert ledger.read() == ({("a", "k", "r"): 5}, {"c"}, 1)
    assert ledger.path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_erased_that_could_not_be_written_down(
    kept: Database, tmp_path: Path, ledger: LedgerFile
) -> None:

    entry = run(note=SECRET)
    runner = runner_with(kept, entry)
    ledger.path.mkdir()
    with pytest.raises(Unavailable, match="ledger"), kept.write() as tx:
        erase(tx, runner, "run_logged", entry["record"], NOW_MS)
    assert SECRET in repr(everything(kept))
    assert "record_erased" not in repr(everything(kept))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_erased_body_is_not_left_in_the_file_either(kept: Database, database_url: str) -> None:
    entry = run(note=SECRET)
    runner = runner_with(kept, *runs(300), entry, *runs(300))
    with kept.write() as tx:
        erase(tx, runner, "run_logged", entry["record"], NOW_MS)
    with kept.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        connection.exec_driver_sql("BEGIN")
    assert SECRET.encode() not in Path(database_url.removeprefix("sqlite:///")).read_bytes()
