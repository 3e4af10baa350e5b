"""The shape of the tables, and how an older one becomes today's: the one door to Alembic.

Comes in: a `Database`. Goes out: the same one in the shape asked for, or as it was: each call is one transaction, on
SQLite too. Refuses a database that a newer program made, or that holds tables and no note of their shape: it raises
`UsageError` and changes nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from trainingkit.errors import UsageError
from trainingkit.storage.database import Database, database_errors
from trainingkit.storage.models import WorkshopRow

FOLDER = Path(__file__).with_name("migrations")
_TABLES = WorkshopRow.metadata
"""All of them: a row's module knows those that it is built on."""


def options_for() -> dict[str, Any]:
    """How Alembic looks at the tables. SQLite changes a table by copying it, hence batches."""
    return {
        "target_metadata": _TABLES,
        "render_as_batch": True,
        "compare_type": True,
        "transaction_per_migration": False,
        "transactional_ddl": False,  # the transaction is ours, see `_in_one_transaction`
    }


def steps() -> tuple[str, ...]:
    """The revisions, the first one first."""
    return tuple(reversed([each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()]))


def shape_of(database: Database) -> str | None:
    """The revision that a database is in; None for an empty one."""
    with database_errors(), database.reading.connect() as connection:
        return _shape(connection)


def bring_up(database: Database, to: str = "head") -> None:
    """Brings the tables to today's shape, or to an earlier step's. Raises UsageError for a database of a newer
    program."""
    _in_one_transaction(database, lambda config: command.upgrade(config, to))


def bring_down(database: Database, to: str) -> None:
    """Takes steps back, to one of `steps` or to `base`."""
    _in_one_transaction(database, lambda config: command.downgrade(config, to))


def differences(database: Database) -> list[Any]:
    """What today's rows say otherwise than the tables; nothing where all is well."""
    with database_errors(), database.reading.connect() as connection:
        found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=options_for()), _TABLES)
    return found


def is_current(database: Database) -> bool:
    """Whether the tables are in today's shape."""
    return shape_of(database) == steps()[-1]


def _in_one_transaction(database: Database, run: Callable[[Config], None]) -> None:
    with database_errors(), database.engine.connect() as connection:
        embedded = connection.dialect.name == "sqlite"
        if embedded:
            # Copying a table drops the old one, which would take the rows that refer to it along; the check follows.
            _switch_references(connection, on=False)
        try:
            with connection.begin():
                _require_ours(connection)
                config = _config()
                config.attributes["connection"] = connection
                run(config)
                if embedded:
                    _require_references(connection)
        finally:
            if embedded:
                _switch_references(connection, on=True)


def _switch_references(connection: Connection, *, on: bool) -> None:
    """SQLite takes this setting outside of transactions only, so it goes to the driver directly."""
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")
    cursor.close()


def _require_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise UsageError("database-references")


def _require_ours(connection: Connection) -> None:
    shape = _shape(connection)
    if shape is not None and shape not in steps():
        raise UsageError("database-newer", found=shape)
    if shape is None and set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise UsageError("database-of-others")


def _shape(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
