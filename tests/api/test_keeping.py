"""`evenstride backup`, `restore` and `doctor` as an operator types them, beside a running server."""

import gzip
import json
import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.api.test_commands import evenstride, one_line, started
from tests.browser.server import free_port
from tests.conftest import NewDatabase
from tests.made import run, runs

SECRET = "a note nobody may read again"


class Served:
    """`evenstride serve` and one runner's phone."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.settings = {
            "database_url": database_url, "port": str(free_port()), "rate_limits": "off",
            "ledger": str(folder / "ledger.jsonl"),
        }  # fmt: skip
        self.folder = folder
        self.origin = f"http://127.0.0.1:{self.settings['port']}"
        self.phone = httpx.Client(base_url=self.origin, headers={"Origin": self.origin}, timeout=60)
        self.process: subprocess.Popen[bytes] | None = None
        self.start()
        self.account = self.phone.post("/api/accounts", json={}).json()["account"]

    def start(self) -> None:
        self.process = started(self.settings, self.folder)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
            self.process = None

    def push(self, *entries: dict[str, Any], **changed: object) -> dict[str, Any]:
        asked = {
            "proto": 1, "req_id": self.account, "account": self.account, "device": "8f3a5c7e9d1b2f40",
            "build": "test", "epoch": None, "cursor": 0, "chain": None, "entries": entries, **changed,
        }  # fmt: skip
        answer: dict[str, Any] = self.phone.post("/api/sync", json=asked).json()
        return answer

    def run(self, *arguments: str, **changed: str) -> "subprocess.CompletedProcess[str]":
        return evenstride(*arguments, cwd=self.folder, **{**self.settings, **changed})


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    served = Served(database_url, tmp_path)
    yield served
    served.phone.close()
    served.stop()


def test_the_whole_way_of_a_lost_machine(served: Served, new_database: NewDatabase) -> None:
    """Backup under a running server, an erasure after it, the database lost, restored into a new one."""
    secret, kept = run(note=SECRET), runs(3)
    first = served.push(secret, *kept)
    done = served.run("backup", "evenstride.backup")
    assert (done.returncode, done.stdout) == (0, "evenstride.backup holds 1 accounts with 4 entries.\n")
    served.phone.delete(f"/api/records/run_logged/{secret['record']}")
    late = run()
    served.push(late)
    well = served.run("doctor")
    assert (well.returncode, well.stdout.splitlines()) == (
        0,
        [f"{served.account}: 6 entries, 1 erased; all well", "All 1 accounts are well."],
    )
    served.stop()

    served.settings["database_url"] = new_database(migrated=False)
    done = served.run("restore", "evenstride.backup")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:2] == [
        "Restored 1 accounts with 5 entries.",
        "1 bodies were in the backup and erased since: gone again.",
    ]
    served.start()
    # The phone is still signed in, hears that this is another history, and brings what the backup lacked.
    position = {"cursor": first["next"], "epoch": first["epoch"], "chain": first["chain"]}
    assert served.push(**position)["reset"] is True
    answer = served.push(secret, late)
    assert [result["status"] for result in answer["results"]] == ["erased", "accepted"]
    assert SECRET not in served.phone.get("/api/export.json").text
    assert served.run("doctor").returncode == 0


def test_restore_asks_before_it_replaces_and_never_under_a_running_sqlite_server(
    served: Served, engine: str
) -> None:
    served.push(*runs(2))
    assert served.run("backup", "b").returncode == 0
    if engine == "sqlite":
        assert "Stop it first" in one_line(served.run("restore", "b", "--replace"))
        served.stop()
    assert "holds 1 accounts" in one_line(served.run("restore", "b"))
    done = served.run("restore", "b", "--replace")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_damaged_backup_is_one_line(served: Served) -> None:
    served.stop()
    assert served.run("backup", "b").returncode == 0
    file = served.folder / "b"
    file.write_bytes(file.read_bytes()[:-9])
    assert "b is damaged or cut short" in one_line(served.run("restore", "b", "--replace"))
    assert "no-such-file" in one_line(served.run("restore", "no-such-file"))
    assert "nowhere" in one_line(served.run("backup", "nowhere/b"))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_doctor_names_the_damage_and_answers_1(served: Served) -> None:
    served.push(*runs(3))
    with sqlite3.connect(served.settings["database_url"].removeprefix("sqlite:///")) as file:
        file.execute("UPDATE entry SET body = '{oops' WHERE seq = 2")
    file.close()
    done = served.run("doctor")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        f"{served.account}: 3 entries; look:",
        "  the body is not JSON (at row 2)",
        "1 of 1 accounts need a look.",
    ]
    told = json.loads(served.run("doctor", "--json").stdout)
    assert told["well"] is False
    assert told["accounts"][0]["findings"] == [
        {"code": "body_not_json", "rows": [2], "times": 1, "says": "the body is not JSON (at row 2)"}
    ]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_old_file_put_back_by_hand_does_not_bring_back_what_was_erased(served: Served) -> None:
    secret = run(note=SECRET)
    served.push(secret, run())
    served.stop()
    file = Path(served.settings["database_url"].removeprefix("sqlite:///"))
    old = file.read_bytes()
    served.start()
    served.phone.delete(f"/api/records/run_logged/{secret['record']}")
    served.stop()
    for name in file.parent.glob(f"{file.name}-*"):
        name.unlink()
    file.write_bytes(old)
    served.start()
    assert SECRET not in served.phone.get("/api/export.json").text
    assert [row["kind"] for row in served.push()["rows"]] == ["run_logged", "run_logged", "record_erased"]


def test_a_ledger_that_cannot_be_written_stops_the_start(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    settings = {"database_url": database_url, "port": str(free_port()), "ledger": str(tmp_path / "ledger")}
    assert "EVENSTRIDE_LEDGER" in one_line(evenstride("serve", cwd=tmp_path, **settings))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_ledger_lies_beside_the_file_unless_told_otherwise(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVENSTRIDE_LEDGER", raising=False)
    process = started({"database_url": database_url, "port": str(free_port())}, tmp_path)
    process.send_signal(signal.SIGTERM)
    process.wait(60)
    ledger = Path(database_url.removeprefix("sqlite:///")).with_name("evenstride.ledger.jsonl")
    assert ledger.is_file()
    assert os.stat(ledger).st_mode & 0o777 == 0o600


@pytest.mark.parametrize("verb", [["backup", "b"], ["restore", "b"], ["doctor"]])
def test_a_database_that_is_away_is_one_line(tmp_path: Path, verb: list[str]) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    if verb[0] == "restore":
        (tmp_path / "b").write_bytes(gzip.compress(b'{"format":"evenstride-backup"}\n'))
    assert one_line(evenstride(*verb, cwd=tmp_path, database_url=away))
