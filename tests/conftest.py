"""Real databases and real servers for the tests: everything that keeps rows runs on SQLite and PostgreSQL."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from evenstride.settings import Settings
from evenstride.store.database import Database
from evenstride.store.schema import migrate
from tests.live import LiveServer
from tests.postgres_server import postgres_server
from tests.redis_server import RedisServer

# How long an example takes is no finding: a busy machine must not fail a law.
settings.register_profile("evenstride", settings(), deadline=None)
settings.load_profile("evenstride")

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session", autouse=True)
def _ledger_outside_the_checkout(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A server on PostgreSQL would keep its ledger in the folder it is started in."""
    os.environ.setdefault("EVENSTRIDE_LEDGER", str(tmp_path_factory.mktemp("ledger") / "ledger.jsonl"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running PostgreSQL."""
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with our schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_template(postgres: str) -> str:
    """A PostgreSQL database with our schema, to be copied."""
    name = "evenstride_template"
    _as_admin(postgres, f"CREATE DATABASE {name}")
    _migrate(_renamed(postgres, name))
    return name


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Every test that reaches a database runs on both."""
    name: str = request.param
    return name


NewDatabase = Callable[..., str]


@pytest.fixture(scope="session")
def new_database_of(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], NewDatabase]:
    """By engine: what makes databases, empty but migrated, or without any table; gives their URLs."""

    def sqlite(*, migrated: bool = True) -> str:
        file = tmp_path_factory.mktemp("database") / "evenstride.db"
        if migrated:
            shutil.copy(request.getfixturevalue("migrated_file"), file)
        return f"sqlite:///{file}"

    def postgresql(*, migrated: bool = True) -> str:
        postgres: str = request.getfixturevalue("postgres")
        name = f"test_{uuid.uuid4().hex}"
        template = request.getfixturevalue("migrated_template") if migrated else "template0"
        _as_admin(postgres, f"CREATE DATABASE {name} TEMPLATE {template}")
        return _renamed(postgres, name)

    return {"sqlite": sqlite, "postgresql": postgresql}.__getitem__


@pytest.fixture(scope="session")
def new_database(engine: str, new_database_of: Callable[[str], NewDatabase]) -> NewDatabase:
    """Makes databases of the engine the test runs on."""
    return new_database_of(engine)


@pytest.fixture(scope="session")
def lent_database_url(new_database: NewDatabase) -> str:
    """A PostgreSQL database that tests are lent one after the other: making one for each takes too long."""
    return new_database()


@pytest.fixture
def database_url(engine: str, new_database: NewDatabase, request: pytest.FixtureRequest) -> str:
    """A migrated, empty database, for as long as the test runs its own."""
    if engine == "sqlite":
        return new_database()
    lent: str = request.getfixturevalue("lent_database_url")
    _as_admin(lent, "TRUNCATE account, gone_credential, invite CASCADE")
    return lent


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def server(new_database: NewDatabase) -> Iterator[LiveServer]:
    """A server that tests share: each makes accounts of its own in it. Rate limits are off."""
    server = LiveServer(Settings(database_url=new_database(), rate_limits="off"))
    yield server
    server.stop()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A running Redis."""
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


Serve = Callable[..., LiveServer]


@pytest.fixture
def serve(database_url: str) -> Iterator[Serve]:
    """Starts servers of the test's own; rate limits are off unless a setting says otherwise."""
    started: list[LiveServer] = []

    def start(**settings: object) -> LiveServer:
        wanted = {"database_url": database_url, "rate_limits": "off", **settings}
        server = LiveServer(Settings.model_validate(wanted))
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def own_server(serve: Serve) -> LiveServer:
    """A server for a test that changes more than its own accounts."""
    return serve()


def _migrate(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()


def _renamed(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _as_admin(postgres: str, statement: str) -> None:
    admin = create_engine(postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(statement))
    admin.dispose()
