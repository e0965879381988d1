"""A server that may be killed as often as one likes: the next one takes over its socket. Run by a test.

Everything is imported once and each server is a fork, so a restart takes milliseconds. Every server's pid
goes to standard output. While the file of limits exists, servers start under the file size it names: a disk
that is full.
"""

import os
import resource
import signal
import socket
import sys
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from evenstride.main import create_app
from evenstride.settings import Settings


def main(port: int, limits: Path) -> None:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", port))
    listening.listen(128)
    app = create_app(Settings.read())
    child = 0

    def end(_: int, __: FrameType | None) -> None:
        if child:
            os.kill(child, signal.SIGKILL)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    while True:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            serve(app, listening, limits)
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


def serve(app: FastAPI, listening: socket.socket, limits: Path) -> None:
    if limits.exists():
        size = int(limits.read_text())
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
