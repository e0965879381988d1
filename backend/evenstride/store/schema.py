"""The schema's version: is it current, and how it becomes so."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

import evenstride
from evenstride.errors import CannotStart
from evenstride.store.database import Database

NOT_CURRENT = "The database's schema is not this version's. Run: evenstride migrate"


def migrate(database: Database) -> None:
    """Brings the schema to this build's version, in one transaction."""
    with database.write() as connection:
        upgrade(connection, "head")


def upgrade(connection: Connection, to: str) -> None:
    """The schema of version `to`, in the connection's transaction."""
    command.upgrade(_config(connection), to)


def clear(connection: Connection) -> None:
    """No table of ours is left, and nobody else's is touched."""
    command.downgrade(_config(connection), "base")


def knows(version: str) -> bool:
    """False for a version only a later build has."""
    return version in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def version(connection: Connection) -> str | None:
    """The version of the database's schema; None when there is none."""
    return MigrationContext.configure(connection).get_current_revision()


def is_current(connection: Connection) -> bool:
    """True when the database has exactly this build's schema."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return MigrationContext.configure(connection).get_current_heads() == tuple(heads)


def refuse_unless_current(database: Database) -> None:
    """Raises CannotStart on any other schema than this build's."""
    with database.read() as connection:
        if not is_current(connection):
            raise CannotStart(NOT_CURRENT)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.attributes["connection"] = connection
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    return config


def migrations_folder() -> Path:
    """Inside the package when installed from a wheel, beside `backend/` in a checkout."""
    package = Path(evenstride.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"
