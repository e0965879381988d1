"""A real Redis on a socket of its own, which a test can take away and bring back."""

import shutil
import subprocess
import time
from pathlib import Path

import redis

START_WITHIN_S = 60


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self._socket = folder / "redis.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis+unix://{self._socket}"

    def start(self) -> None:
        """Empty. Fails with the command that installs Redis where there is none."""
        program = shutil.which("redis-server")
        assert program, "There is no redis-server. Install it with: sudo apt-get install redis-server"
        asked = [program, "--port", "0", "--unixsocket", str(self._socket), "--save", "", "--dir", "/"]
        self._process = subprocess.Popen(asked, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_WITHIN_S
        while True:
            try:
                with redis.Redis(unix_socket_path=str(self._socket)) as client:
                    client.ping()
                return
            except redis.ConnectionError:
                assert self._process.poll() is None, "redis-server did not start"
                assert time.monotonic() < deadline, "redis-server did not start in time"
                time.sleep(0.02)

    def stop(self) -> None:
        """Stopping again does nothing."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def everything(self) -> str:
        """All that it holds."""
        with redis.Redis(unix_socket_path=str(self._socket)) as client:
            return repr([(key, client.lrange(key, 0, -1)) for key in client.scan_iter()])
