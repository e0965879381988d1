"""Runs the migrations, on the connection `evenstride migrate` hands over or on the one of the settings."""

from alembic import context
from sqlalchemy import Connection

from evenstride.settings import Settings
from evenstride.store.database import Database
from evenstride.store.tables import METADATA


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(Settings.read().database_url)
    with database.write() as own:
        run(own)
    database.close()
