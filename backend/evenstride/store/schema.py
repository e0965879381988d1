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


def migrate(database: Database) -> None:
    """Brings the schema to this build's version, in one transaction."""
    config = _config()
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(connection: Connection) -> bool:
    """True when the database has exactly this build's schema."""
    heads = ScriptDirectory.from_config(_config()).get_heads()
    return MigrationContext.configure(connection).get_current_heads() == tuple(heads)


def refuse_unless_current(database: Database) -> None:
    """Raises CannotStart on any other schema than this build's."""
    with database.read() as connection:
        if not is_current(connection):
            raise CannotStart("The database's schema is not this version's. Run: evenstride migrate")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    return config


def migrations_folder() -> Path:
    """Inside the package when installed from a wheel, beside `backend/` in a checkout."""
    package = Path(evenstride.__file__).parent
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"
