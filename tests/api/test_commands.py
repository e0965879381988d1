"""`evenstride serve`, `migrate` and `explain` as an operator types them."""

import json
import os
import signal
import subprocess
import sys
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import httpx
import pytest

from tests.api.test_training_routes import ON, plan
from tests.browser.server import free_port
from tests.conftest import NewDatabase
from tests.made import run, units

READY_WITHIN_S = 120


def evenstride(*arguments: str, cwd: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(*arguments), cwd=cwd, env=environment(settings), capture_output=True, text=True, check=False
    )


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "evenstride.cli", *arguments]


def environment(settings: dict[str, str]) -> dict[str, str]:
    own = {f"EVENSTRIDE_{name.upper()}": value for name, value in settings.items()}
    return os.environ | own | {"PYTHONPATH": os.pathsep.join(sys.path)}


def one_line(done: "subprocess.CompletedProcess[str]") -> str:
    """What a stopped command said: one line, no traceback, exit code 2."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def started(
    settings: dict[str, str], cwd: Path, stderr: IO[bytes] | int = subprocess.DEVNULL
) -> "subprocess.Popen[bytes]":
    """`evenstride serve`, once it says that it is ready."""
    process = subprocess.Popen(command("serve"), cwd=cwd, env=environment(settings), stderr=stderr)
    deadline = time.monotonic() + READY_WITHIN_S
    while True:
        try:
            assert httpx.get(f"http://127.0.0.1:{settings['port']}/health/ready").status_code == 200
            return process
        except httpx.TransportError:
            assert process.poll() is None
            if time.monotonic() > deadline:
                process.terminate()
                raise AssertionError("the server is not ready") from None
            time.sleep(0.1)


def test_serve_refuses_an_old_schema_migrates_and_stops_when_asked(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    settings = {"database_url": new_database(migrated=False), "port": str(free_port())}
    refusal = one_line(evenstride("serve", cwd=tmp_path, **settings))
    assert "evenstride migrate" in refusal
    assert evenstride("migrate", cwd=tmp_path, **settings).returncode == 0
    server = started(settings, tmp_path)
    made = httpx.post(f"http://127.0.0.1:{settings['port']}/api/accounts", json={}, timeout=60)
    assert made.status_code == 201
    assert f"EVENSTRIDE_PORT {settings['port']}" in one_line(evenstride("serve", cwd=tmp_path, **settings))
    server.send_signal(signal.SIGTERM)
    server.wait(60)


def test_several_workers_share_one_log_and_answer_at_once(database_url: str, tmp_path: Path) -> None:
    settings = {"database_url": database_url, "port": str(free_port()), "workers": "2", "rate_limits": "off"}
    server = started(settings, tmp_path)
    origin = f"http://127.0.0.1:{settings['port']}"
    with httpx.Client(base_url=origin, timeout=60) as first:
        account = first.post("/api/accounts", json={}).json()["account"]
        cookies = first.cookies

    def push(number: int) -> list[str]:
        own = {"Origin": origin}
        with httpx.Client(base_url=origin, headers=own, cookies=cookies, timeout=60) as phone:
            asked = {
                "proto": 1, "req_id": account, "account": account, "device": f"{number:016x}",
                "build": "test", "epoch": None, "cursor": 0, "chain": None,
            }  # fmt: skip
            answers = [phone.post("/api/sync", json={**asked, "entries": [run()]}) for _ in range(15)]
            return [answer.json()["results"][0]["status"] for answer in answers]

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(push, range(8)))
    with httpx.Client(base_url=origin, cookies=cookies, timeout=60) as phone:
        exported = phone.get("/api/export.json").json()["entries"]
    server.send_signal(signal.SIGTERM)
    server.wait(60)
    assert told == [["accepted"] * 15] * 8
    assert len({entry["id"] for entry in exported}) == len(exported) == 120


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_workers_that_load_slowly_are_waited_for(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a small machine, or a busy one, loading takes longer than uvicorn waits for a sign of life."""
    slow = "import sys, time; time.sleep(6 if 'spawn_main' in ' '.join(sys.orig_argv) else 0)"
    (tmp_path / "sitecustomize.py").write_text(slow)
    monkeypatch.syspath_prepend(tmp_path)
    log = tmp_path / "server.log"
    with log.open("wb") as stderr:
        settings = {"database_url": database_url, "port": str(free_port()), "workers": "2"}
        server = started(settings, tmp_path, stderr)
    server.send_signal(signal.SIGTERM)
    server.wait(60)
    assert "died" not in log.read_text()


@pytest.mark.parametrize("verb", ["serve", "migrate"])
def test_a_database_that_is_away_is_one_line(tmp_path: Path, verb: str) -> None:
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    assert "127.0.0.1" in one_line(evenstride(verb, cwd=tmp_path, database_url=away))


def log_file(folder: Path, *entries: object) -> Path:
    file = folder / "log.json"
    log = {"format": "evenstride-log", "v": 1, "account": None, "exported_at": 0, "entries": entries}
    file.write_text(json.dumps(log))
    return file


def explain(file: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return evenstride("explain", str(file), "--on", ON, *more, cwd=file.parent)


def test_explain_prints_what_the_server_answers(server: Any, tmp_path: Path) -> None:
    runner = server.runner()
    runner.sync(plan(), units("kg"), run())
    file = tmp_path / "log.json"
    file.write_bytes(runner.client.get("/api/export.json").content)
    done = explain(file, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert set(said) == {"progress", "symmetry", "today", "plan", "sessions"}
    get = runner.client.get
    assert said["progress"] == get("/api/progress", params={"on": ON}).json()
    assert said["today"] == get("/api/today", params={"on": ON}).json()
    assert said["plan"] == get("/api/plan", params={"from": ON}).json()
    assert said["symmetry"] == get("/api/symmetry", params={"on": ON}).json()
    assert said["sessions"] == get("/api/sessions", params={"to": ON}).json()["sessions"]


def test_explain_reads_like_a_page(tmp_path: Path) -> None:
    done = explain(log_file(tmp_path, plan(), run()))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{ON}: phase 1, week 5")
    assert "Ladders" in done.stdout
    assert "{" not in done.stdout


def test_explain_of_an_empty_log_says_there_is_no_plan(tmp_path: Path) -> None:
    assert "no plan" in explain(log_file(tmp_path)).stdout


def test_explain_minds_no_duplicates(tmp_path: Path) -> None:
    entry, other = plan(), run()
    once = explain(log_file(tmp_path, entry, other), "--json").stdout
    assert explain(log_file(tmp_path, entry, other, entry, entry, other), "--json").stdout == once


def test_explain_leaves_out_what_only_a_newer_app_knows_and_says_so(tmp_path: Path) -> None:
    entry = plan()
    done = explain(log_file(tmp_path, entry, run(kind="sauna_taken"), run(v=2)), "--json")
    assert done.returncode == 0
    assert ["entry 1" in line or "entry 2" in line for line in done.stderr.splitlines()] == [True, True]
    assert done.stdout == explain(log_file(tmp_path, entry), "--json").stdout


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1 column 1"),
        ('{"format":\n  "evenstride-log",\n  oops}', "line 3 column 3"),
        ("[" * 100_000, "nested"),
        ("[]", "format"),
        ('{"format": "other"}', "format"),
        ('{"format": "evenstride-log", "v": 2, "entries": []}', '"v"'),
        ('{"format": "evenstride-log", "v": 1}', "entries"),
        ('{"format": "evenstride-log", "v": 1, "entries": {}}', "entries"),
        ('{"format": "evenstride-log", "v": 1, "entries": [NaN]}', "NaN"),
        ('{"format": "evenstride-log", "v": 1, "entries": [5]}', "entry 0"),
    ],
)
def test_a_broken_file_is_one_line_that_says_where(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text)
    line = one_line(explain(file))
    assert says in line
    assert "broken.json" in line


def test_a_file_that_is_not_there_or_not_text_is_one_line(tmp_path: Path) -> None:
    assert "missing.json" in one_line(explain(tmp_path / "missing.json"))
    (tmp_path / "bytes.json").write_bytes(b'{"a": "\xff"}')
    assert "UTF-8" in one_line(explain(tmp_path / "bytes.json"))
    assert one_line(explain(tmp_path))


@pytest.mark.parametrize(
    ("wrong", "why"), [(run(duration_s=-1), "duration_s"), (run(extra=0.5), "whole"), (run(hlc="x"), "hlc")]
)
def test_a_bad_entry_is_named_by_index_id_and_reason(tmp_path: Path, wrong: dict[str, Any], why: str) -> None:
    wrong["id"] = str(uuid.uuid4())
    line = one_line(explain(log_file(tmp_path, plan(), wrong, run())))
    assert "entry 1" in line
    assert wrong["id"] in line
    assert why in line


@pytest.mark.parametrize("day", ["today", "2026-02-30", "20261201", ""])
def test_a_day_that_is_none_is_one_line(tmp_path: Path, day: str) -> None:
    done = evenstride("explain", str(log_file(tmp_path)), "--on", day, cwd=tmp_path)
    assert "--on" in one_line(done)
