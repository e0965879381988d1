"""`kill -9` of a real server process after the commit and before the answer."""

import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.browser.server import free_port
from tests.made import run

ROOT = Path(__file__).resolve().parents[2]
START_WITHIN_S = 120


def start(port: int, doom: Path, database_url: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "backend"), str(ROOT))),
        "EVENSTRIDE_DATABASE_URL": database_url,
    }
    command = [sys.executable, "-m", "tests.sync.doomed_server", str(port), str(doom)]
    process = subprocess.Popen(command, env=environment)
    deadline = time.monotonic() + START_WITHIN_S
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/health/ready").raise_for_status()
            return process
        except httpx.TransportError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_a_server_killed_between_commit_and_answer_has_the_entry_once(
    database_url: str, tmp_path: Path
) -> None:
    """SURVIVE 12."""
    port, doom, entry = free_port(), tmp_path / "doom", run()
    origin = f"http://127.0.0.1:{port}"
    process = start(port, doom, database_url)
    with httpx.Client(base_url=origin, headers={"Origin": origin}, timeout=60) as phone:
        account = phone.post("/api/accounts", json={}).json()["account"]
        asked = {
            "proto": 1, "req_id": account, "account": account, "device": "8f3a5c7e9d1b2f40", "build": "test",
            "epoch": None, "cursor": 0, "chain": None, "entries": [entry],
        }  # fmt: skip
        doom.touch()
        with pytest.raises(httpx.TransportError):
            phone.post("/api/sync", json=asked)
        assert process.wait(60) == -9
        doom.unlink()
        process = start(port, doom, database_url)
        answer = phone.post("/api/sync", json=asked).json()
    process.terminate()
    process.wait(60)
    assert answer["results"] == [{"id": entry["id"], "status": "duplicate"}]
    assert answer["rows"] == [{**entry, "seq": 1}]
