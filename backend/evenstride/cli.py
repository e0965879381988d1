"""The operator's commands."""

import json
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from sqlalchemy.exc import DatabaseError
from uvicorn.config import LOGGING_CONFIG
from uvicorn.supervisors import Multiprocess

from evenstride import catalog, coach_page, explain
from evenstride.api.limiting import refuse_unless_reachable
from evenstride.catalog import CatalogBroken
from evenstride.errors import CannotStart, Unavailable
from evenstride.settings import Settings
from evenstride.store import accounts, invites, schema
from evenstride.store.activity import Whence, note
from evenstride.store.backup import write_backup
from evenstride.store.database import Database, is_broken_file
from evenstride.store.examine import Report, examine
from evenstride.store.ledger import LedgerFile
from evenstride.store.presence import alone, serving
from evenstride.store.restore import hold_to_ledger
from evenstride.store.restore import restore as restore_backup
from evenstride.store.server_key import server_key

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)

GRACE_S = 10
"""How long a stopping server lets requests end. A sync takes milliseconds."""

WORKER_ANSWERS_WITHIN_S = 60
"""A worker that is starting answers nobody. After uvicorn's own five seconds it is killed and started anew,
and so for ever where loading takes longer: on a small or busy machine. A dead one is noticed at once."""

INVITE_DAYS = 14
INVITE_DAYS_MAX = 365

HERE = Whence("The operator", "this server")

CANNOT = 2
UNWELL = 1


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
    except DatabaseError as error:
        if not is_broken_file(error):
            raise
        why = f"SQLite says of the database file: {error.orig}. See docs/backup.md."
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
        server_key(settings.key_file)
        if settings.rate_limit_store is not None and settings.rate_limits == "on":
            refuse_unless_reachable(settings.rate_limit_store)
        _prepare(settings)
        listening = _listen(settings.host, settings.port)
    config = uvicorn.Config(
        "evenstride.main:app_of_environment",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        timeout_graceful_shutdown=GRACE_S,
        timeout_worker_healthcheck=WORKER_ANSWERS_WITHIN_S,
        server_header=False,
        proxy_headers=False,  # uvicorn's own would believe whoever sits on this machine; see api/proxies.py
        log_config=_logging(),
        access_log=False,  # a calendar's address is its key, and a line per sync costs as much as reading one
    )
    with suppress(KeyboardInterrupt):
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])


def _logging() -> dict[str, Any]:
    """uvicorn's, and the log of what happens to accounts: its lines are JSON and nothing else, on stderr."""
    config = deepcopy(LOGGING_CONFIG)
    config["formatters"]["line"] = {"format": "%(message)s"}
    config["handlers"]["line"] = {"class": "logging.StreamHandler", "formatter": "line"}
    config["loggers"]["evenstride.security"] = {"handlers": ["line"], "level": "INFO", "propagate": False}
    return config


def _prepare(settings: Settings) -> None:
    """What was erased stays erased, also when somebody put an old database file back by hand.

    Raises CannotStart.
    """
    ledger = LedgerFile(settings.ledger_file)
    try:
        ledger.refuse_unless_writable()
    except OSError as error:
        raise CannotStart(f"EVENSTRIDE_LEDGER {ledger.path}: {error.strerror}") from None
    with serving(settings.database_url):
        database = Database(settings.database_url)
        schema.refuse_unless_current(database)
        did = hold_to_ledger(database, ledger)
        database.close()
    if did.erased or did.deleted:
        told = f"{len(did.erased)} erased records and {len(did.deleted)} deleted accounts"
        typer.echo(f"evenstride: the database held {told} that the ledger remembers; gone again.", err=True)


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


@app.command()
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="where to; replaced once the new one is complete")
    ],
) -> None:
    """Writes everything to one file, while the server runs."""
    with _one_line():
        database = Database(Settings.read().database_url)
        rows = write_backup(database, file, _now_ms())
        database.close()
    typer.echo(f"{file} holds {rows['account']} accounts with {rows['entry']} entries.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="what `evenstride backup` wrote")],
    replace: Annotated[
        bool, typer.Option("--replace", help="give up the accounts that are in the database now")
    ] = False,
) -> None:
    """Puts a backup into an empty database, of either engine; into one that is not empty with --replace."""
    with _one_line():
        settings = Settings.read()
        with alone(settings.database_url):
            database = Database(settings.database_url)
            ledger = LedgerFile(settings.ledger_file)
            restored = restore_backup(database, file, ledger, replace=replace)
            database.close()
    typer.echo(f"Restored {restored.accounts} accounts with {restored.entries} entries.")
    for many, said in (
        (restored.erased, "bodies were in the backup and erased since: gone again"),
        (restored.deleted, "accounts were in the backup and deleted since: gone again"),
        (restored.mended, "accounts had counters or chains that did not fit their rows: put right"),
        (restored.left_out, "rows belonged to no account: left out"),
    ):
        if many:
            typer.echo(f"{many} {said}.")
    typer.echo("Every phone compares its log at its next sync and sends what the backup lacks.")


@app.command()
def invite(
    days: Annotated[
        int, typer.Option(min=1, max=INVITE_DAYS_MAX, help="how long it can be used")
    ] = INVITE_DAYS,
) -> None:
    """Prints an invitation: one new account, once, where EVENSTRIDE_REGISTRATION is `invite`."""
    with _one_line():
        settings = Settings.read()
        with _current_database(settings) as database, database.write() as tx:
            code = invites.invite(tx, days, _now_ms())
    typer.echo(f"Code: {code}")
    # Behind the #: what stands there is sent to no server, so it is in no log.
    typer.echo(f"Link: {settings.base_url or _guessed_origin(settings)}/you#invite={code}")
    typer.echo(f"Good for one account, for {days} {'day' if days == 1 else 'days'}. It is shown this once.")
    if settings.registration != "invite":
        unasked = f"EVENSTRIDE_REGISTRATION is {settings.registration}, so nobody is asked for one."
        typer.echo(f"evenstride: {unasked}", err=True)


@app.command()
def reset_access(
    name: Annotated[str, typer.Argument(metavar="NAME", help="the account's name, or its id")],
) -> None:
    """For a runner who lost every key: prints a new recovery code; all other keys and sign-ins end."""
    with _one_line(), _current_database(Settings.read()) as database, database.write() as tx:
        account = accounts.named_or_with_id(tx, name)
        if account is None:
            raise CannotStart("there is no account with this name or id")
        code = accounts.reset_access(tx, account)
        note(tx, account, "access_reset", HERE, _now_ms())
    typer.echo(f"Account: {account}")
    typer.echo(f"Recovery code: {code}")
    typer.echo("It is shown this once. Password, passkeys and tokens are gone, every device is signed out.")
    typer.echo("Name and training stay, and every phone keeps its own copy.")


@contextmanager
def _current_database(settings: Settings) -> Iterator[Database]:
    """Raises CannotStart unless its schema is this version's."""
    database = Database(settings.database_url)
    try:
        schema.refuse_unless_current(database)
        yield database
    finally:
        database.close()


def _guessed_origin(settings: Settings) -> str:
    host = "localhost" if settings.host in ("127.0.0.1", "0.0.0.0", "::") else settings.host  # noqa: S104 # only looked at
    return f"http://{host}:{settings.port}"


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="for a machine")] = False) -> None:
    """Reads everything that is kept and says what is wrong; exit code 1 when something is."""
    with _one_line():
        settings = Settings.read()
        database = Database(settings.database_url)
        report = examine(database, LedgerFile(settings.ledger_file), _now_ms())
        database.close()
    typer.echo(_report_as_json(report) if as_json else _report_as_page(report))
    raise typer.Exit(0 if report.is_well else UNWELL)


def _report_as_page(report: Report) -> str:
    lines = [*report.general]
    for account, entries, erased, later, findings in report.accounts:
        more = f", {erased} erased" if erased else ""
        more += f", {later} from a later version" if later else ""
        lines.append(f"{account}: {entries} entries{more}; {'all well' if not findings else 'look:'}")
        lines += [f"  {finding.says()}" for finding in findings]
    unwell = sum(bool(examined.findings) for examined in report.accounts)
    if report.is_well:
        lines.append(f"All {len(report.accounts)} accounts are well.")
    else:
        lines.append(f"{unwell} of {len(report.accounts)} accounts need a look.")
    return "\n".join(lines)


def _report_as_json(report: Report) -> str:
    accounts = [
        {
            **examined._asdict(),
            "findings": [{**finding._asdict(), "says": finding.says()} for finding in examined.findings],
        }
        for examined in report.accounts
    ]
    return json.dumps({"well": report.is_well, "general": report.general, "accounts": accounts}, indent=2)


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
        # The page speaks English around its sentences, so they do too.
        answers = explain.answers(entries, known, explain.read_day(on), in_runners_language=as_json)
    for line in left_out:
        typer.echo(f"evenstride: left out: {line}", err=True)
    sys.stdout.write(explain.as_json(answers) if as_json else coach_page.as_page(answers, known))


if __name__ == "__main__":
    app()
