"""A server process that kills itself between a commit and the answer, while a file says so. Run by a test."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from sqlalchemy import Connection

from evenstride.main import create_app
from evenstride.settings import Settings


def main(port: int, doom: Path) -> None:
    settings = Settings.read()
    app = create_app(settings)
    database = app.state.wiring.database
    write = database.write

    @contextmanager
    def write_then_die() -> Iterator[Connection]:
        with write() as tx:
            yield tx
        if doom.exists():
            os.kill(os.getpid(), signal.SIGKILL)

    database.write = write_then_die
    uvicorn.run(app, port=port, log_level="critical")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
