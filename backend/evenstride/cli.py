"""The operator's commands."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from uvicorn.supervisors import Multiprocess

from evenstride import catalog, coach_page, explain
from evenstride.catalog import CatalogBroken
from evenstride.errors import CannotStart, Unavailable
from evenstride.settings import Settings
from evenstride.store import schema
from evenstride.store.database import Database

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

GRACE_S = 10
"""How long a stopping server lets requests end. A sync takes milliseconds."""

CANNOT = 2


@contextmanager
def _one_line() -> Iterator[None]:
    """What an operator or a file got wrong is one line and exit code 2, no traceback."""
    try:
        yield
    except (CannotStart, CatalogBroken) as error:
        why = str(error)
    except Unavailable as error:
        # The operator may read what a runner may not: the database's own words.
        why = str(getattr(error.__cause__, "orig", error)).partition("\n")[0]
    else:
        return
    typer.echo(f"evenstride: {why}", err=True)
    raise typer.Exit(CANNOT)


@app.command()
def serve() -> None:
    """Serves app and API. Refuses a schema that is not current."""
    with _one_line():
        settings = Settings.read()
        catalog.load()
        database = Database(settings.database_url)
        schema.refuse_unless_current(database)
        database.close()
        listening = _listen(settings.host, settings.port)
    config = uvicorn.Config(
        "evenstride.main:app_of_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        timeout_graceful_shutdown=GRACE_S,
        server_header=False,
    )
    with suppress(KeyboardInterrupt):
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """Bound here and not by uvicorn, which for several workers makes a socket that delays answers by 40 ms.

    Raises CannotStart.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise CannotStart(f"EVENSTRIDE_HOST {host}, EVENSTRIDE_PORT {port}: {error.strerror}") from None
    return listening


@app.command()
def migrate() -> None:
    """Brings the database's schema to this version; makes the database when there is none."""
    with _one_line():
        database = Database(Settings.read().database_url)
        schema.migrate(database)
        database.close()
    typer.echo("The schema is current.")


@app.command("explain")
def explain_log(
    log: Annotated[Path, typer.Argument(metavar="LOG.json", help="an exported log")],
    on: Annotated[str, typer.Option(help="the local day to explain, YYYY-MM-DD")],
    as_json: Annotated[bool, typer.Option("--json", help="the same shapes as the HTTP answers")] = False,
) -> None:
    """Folds an exported log and says what it adds up to, and why. Needs no server."""
    with _one_line():
        known = catalog.load()
        entries, left_out = explain.read_log(log)
        answers = explain.answers(entries, known, explain.read_day(on))
    for line in left_out:
        typer.echo(f"evenstride: left out: {line}", err=True)
    sys.stdout.write(explain.as_json(answers) if as_json else coach_page.as_page(answers, known))


if __name__ == "__main__":
    app()
