"""The migrations and the tables are the same schema, on both databases."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from evenstride.errors import CannotStart
from evenstride.store.database import Database
from evenstride.store.schema import is_current, migrate, migrations_folder, refuse_unless_current
from evenstride.store.tables import METADATA
from tests.conftest import NewDatabase

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def blank(new_database: NewDatabase) -> Database:
    """A database without any table."""
    return Database(new_database(migrated=False))


def test_autogenerate_finds_no_difference(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_constraints_that_autogenerate_does_not_compare_are_there(database: Database) -> None:
    with database.read() as connection:
        schema = inspect(connection)
        assert schema.get_pk_constraint("entry")["constrained_columns"] == ["account", "seq"]
        unique = [constraint["column_names"] for constraint in schema.get_unique_constraints("entry")]
        assert unique == [["account", "id"]]
        for table in ("entry", "erasure", "sign_in", "token"):
            assert [key["options"]["ondelete"] for key in schema.get_foreign_keys(table)] == ["CASCADE"]


def test_a_blank_database_is_not_current_and_becomes_so(blank: Database) -> None:
    with blank.read() as connection:
        assert not is_current(connection)
    with pytest.raises(CannotStart, match="evenstride migrate"):
        refuse_unless_current(blank)
    migrate(blank)
    refuse_unless_current(blank)
    blank.close()


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    refuse_unless_current(database)


def test_a_schema_of_a_later_version_is_refused(blank: Database) -> None:
    migrate(blank)
    with blank.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotStart, match="evenstride migrate"):
        refuse_unless_current(blank)
    blank.close()


def test_a_migration_that_breaks_leaves_nothing(blank: Database) -> None:
    with blank.write() as connection:
        connection.execute(text("CREATE TABLE token (in_the_way INTEGER)"))
    with pytest.raises(Exception, match="token"):
        migrate(blank)
    with blank.read() as connection:
        assert inspect(connection).get_table_names() == ["token"]
    blank.close()


def test_alembic_itself_finds_its_settings_in_pyproject(new_database: NewDatabase) -> None:
    environment = os.environ | {"EVENSTRIDE_DATABASE_URL": new_database(migrated=False)}
    for command in (["upgrade", "head"], ["check"], ["downgrade", "base"], ["upgrade", "head"]):
        done = subprocess.run(
            [sys.executable, "-m", "alembic", *command],
            cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def test_migrations_lie_beside_the_backend_in_a_checkout() -> None:
    assert migrations_folder() == ROOT / "migrations"
