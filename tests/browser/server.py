"""The real server, in a process that a test can stop, kill and start again."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

ROOT = Path(__file__).resolve().parents[2]
CODE = ("backend", "migrations", "pyproject.toml")
START_WITHIN_S = 120
STOP_WITHIN_S = 60


class Server:
    """`evenstride serve` on one port and one SQLite file, from its first start to its last stop."""

    def __init__(self, folder: Path, code: Path = ROOT, **settings: str) -> None:
        """`settings` are environment variables beside those that say where it listens and writes."""
        self.folder = folder
        self.code = code
        self._settings = settings
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server says it is ready; raises with its own words when it does not."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            subprocess.run(
                self._command("migrate"),
                env=self._environment(),
                cwd=self.folder,
                stdout=log,
                stderr=log,
                check=True,
            )
            self._process = subprocess.Popen(
                self._command("serve"), env=self._environment(), cwd=self.folder, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_WITHIN_S
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"the server did not start:\n{self._log.read_text()}")
            time.sleep(0.05)

    def says(self, *command: str) -> str:
        """What an operator's command prints, in the environment of this server."""
        done = subprocess.run(
            self._command(*command), env=self._environment(), cwd=self.folder, capture_output=True, check=True
        )
        return done.stdout.decode()

    def stop(self) -> None:
        """Asks it to end, as an operator would."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def _end(self, sign: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(sign)
        self._process.wait(STOP_WITHIN_S)
        self._process = None

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def database(self) -> Path:
        return self.folder / "evenstride.db"

    @property
    def _log(self) -> Path:
        return self.folder / "server.log"

    def _command(self, *verb: str) -> list[str]:
        return [sys.executable, "-c", "from evenstride.cli import app; app()", *verb]

    def _environment(self) -> dict[str, str]:
        return os.environ | {
            "PYTHONPATH": str(self.code / "backend"),
            "EVENSTRIDE_DATABASE_URL": f"sqlite:///{self.database}",
            "EVENSTRIDE_HOST": "127.0.0.1",
            "EVENSTRIDE_PORT": str(self.port),
            "EVENSTRIDE_BASE_URL": self.origin,
            **self._settings,
        }

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/health/ready", timeout=2) as answer:  # noqa: S310 # our own http origin
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


Says = Literal["page", "login elsewhere", "nothing"]


class Portal:
    """A hotel's network where the server should be: it answers everything itself."""

    LOGIN = "http://login.hotel.example/"

    def __init__(self, port: int) -> None:
        self.says: Says = "page"
        portal = self

        class Door(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(302 if portal.says == "login elsewhere" else 200)
                self.send_header("Location", Portal.LOGIN)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                if portal.says == "page":
                    self.wfile.write(b"<!doctype html><title>Welcome</title><form>Room number?</form>")

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                """The test's output stays the test's."""

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Door)
        self._thread = Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def copy_of_the_code(target: Path) -> Path:
    """The program as it is now, built app included, in a folder where a test may change it."""
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


PORTS = range(20_000, 32_000)
"""Below those the system gives to outgoing connections: one of them might take the port of a server that is
stopped for a while."""


def free_port() -> int:
    """A port nobody listens on at this moment."""
    while True:
        port = secrets.choice(PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
