"""A peer: PouchDB replicating the same entries to pouchdb-server, beside our own sync in the same run.

Both are installed by npm into a folder of their own, never among ours; EVENSTRIDE_POUCHDB names a folder that
has them already. Where they cannot be installed the table says so.
"""

import json
import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure, quantile
from benchmarks.phones import Phone, batches
from benchmarks.sync import pull_plainly
from tests.browser.server import Server, free_port

PACKAGES = ("pouchdb@9", "pouchdb-server@4.2.0")
INSTALL_WITHIN_S = 600
START_WITHIN_S = 30

SESSIONS = 20
SETS = 30
PULLED_ROWS = 10_000

SESSION_TIMES = 8
PULL_TIMES = 50
"""How many times faster than PouchDB ours has to be."""


def figures(folder: Path, log: Sequence[dict[str, Any]]) -> Iterator[Figure]:
    try:
        modules = _installed(folder / "pouchdb")
    except (OSError, subprocess.SubprocessError) as error:
        yield Figure("PouchDB replicating to pouchdb-server", "not measured", f"npm install: {error}")
        return
    their_sessions_ms, their_pull_ms = _theirs(modules, folder, log)
    our_sessions_ms, our_pull_ms = _ours(folder, log)
    theirs, ours = quantile(their_sessions_ms, 50), quantile(our_sessions_ms, 50)
    yield Figure(
        f"a session of {SETS} sets to the server",
        f"p50 {ours:.1f} ms",
        f"PouchDB replicating {theirs:.0f} ms: {theirs / ours:.0f} times ours; budget {SESSION_TIMES} times",
    )
    yield Figure(
        "the rows of 10 000 entries from the server",
        f"{our_pull_ms:.0f} ms",
        f"PouchDB replicating {their_pull_ms:.0f} ms: {their_pull_ms / our_pull_ms:.0f} times ours; "
        f"budget {PULL_TIMES} times",
    )


def _ours(folder: Path, log: Sequence[dict[str, Any]]) -> tuple[list[float], float]:
    server = Server(folder / "ours", EVENSTRIDE_RATE_LIMITS="off")
    server.start()
    try:
        phone, writer = Phone(server), Phone(server)
        sessions_s = phone.push(batches(log[: SESSIONS * SETS], SETS), SETS)
        writer.push(batches(log[:PULLED_ROWS], 200), 200)
        pulls_ms = [pull_plainly(writer, PULLED_ROWS) for _ in range(5)]
    finally:
        server.stop()
    return [one_s * 1000 for one_s in sessions_s], median(pulls_ms)


def _theirs(modules: Path, folder: Path, log: Sequence[dict[str, Any]]) -> tuple[list[float], float]:
    entries = folder / "entries.json"
    entries.write_text(json.dumps(log[:PULLED_ROWS]))
    with _pouchdb_server(modules, folder / "theirs") as remote:
        script = Path(__file__).with_name("pouchdb.mjs")
        arguments = [modules, remote, entries, SESSIONS, SETS, PULLED_ROWS]
        said = subprocess.run(
            ["node", script, *map(str, arguments)],
            cwd=folder / "theirs",
            capture_output=True,
            check=True,
            text=True,
        )
    measured = json.loads(said.stdout)
    return measured["session_ms"], measured["pull_ms"]


def _installed(folder: Path) -> Path:
    """The folder whose node_modules has both. Raises OSError or SubprocessError."""
    already = os.environ.get("EVENSTRIDE_POUCHDB")
    if already:
        return Path(already).resolve()
    folder.mkdir(parents=True)
    (folder / "package.json").write_text('{"private": true}')
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *PACKAGES],
        cwd=folder,
        check=True,
        timeout=INSTALL_WITHIN_S,
    )
    return folder


@contextmanager
def _pouchdb_server(modules: Path, folder: Path) -> Iterator[str]:
    folder.mkdir()
    port = free_port()
    program = modules / "node_modules/pouchdb-server/bin/pouchdb-server"
    command = ["node", str(program), "--port", str(port), "--dir", str(folder), "--no-stdout-logs"]
    remote = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + START_WITHIN_S
            while not _answers(remote):
                assert time.monotonic() < deadline, "pouchdb-server did not start"
                time.sleep(0.1)
            yield remote
        finally:
            process.terminate()


def _answers(remote: str) -> bool:
    try:
        with urllib.request.urlopen(remote, timeout=2) as answer:  # noqa: S310 # our own http server
            return bool(answer.status == 200)
    except OSError:
        return False
