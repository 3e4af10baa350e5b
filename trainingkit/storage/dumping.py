"""The database as one file, taken while people work, and put into an empty one again: SQLite's own copy, or
PostgreSQL's `pg_dump` and `pg_restore`.

Comes in: a `Database` and a path. Goes out: the file, which shows one moment and was looked through, and how many rows
each table has in it. Refuses to put anything into a database that holds tables already (`Conflict`).
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from trainingkit.errors import Busy, Conflict, DiskError, UsageError
from trainingkit.storage.base import Base
from trainingkit.storage.database import PATIENCE_SECONDS, Database, database_errors
from trainingkit.storage.publishing import disk_errors, sync_folder

DUMPS: Mapping[str, str] = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
"""What the file is called, by the kind of database."""

_SECONDS = 3_600


def kind_of(database: Database) -> str:
    """`sqlite` or `postgresql`."""
    return str(database.engine.dialect.name)


def dump(database: Database, target: Path) -> Mapping[str, int]:
    """Writes the database into a new file. Returns the rows of each table in it."""
    return _copy(database, target) if database.file else _pg_dump(database, target)


def fill(database: Database, source: Path) -> Mapping[str, int]:
    """Puts a file of `dump` into an empty database: all of it or nothing. Returns the rows of each table, counted in
    the database. Raises Conflict for a database that is not empty."""
    require_empty(database)
    if database.file:
        _put_in_place(database, source)
    else:
        _run(database, "pg_restore", "--single-transaction", "--exit-on-error", *_BARE, str(source))
    with database_errors(), database.reading.connect() as connection:
        return _counts(connection)


def require_empty(database: Database) -> None:
    """Raises Conflict where there is a table already."""
    with database_errors(), database.reading.connect() as connection:
        if inspect(connection).get_table_names():
            raise Conflict("restore-into-data", path=database.engine.url.render_as_string(hide_password=True))


def _counts(connection: Connection) -> dict[str, int]:
    there = set(inspect(connection).get_table_names())
    names = sorted(there & set(Base.metadata.tables))
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}  # noqa: S608 - names of ours


# ── SQLite ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _copy(database: Database, target: Path) -> Mapping[str, int]:
    """By VACUUM INTO, since a copied file of a database in use opens as nothing, or without its last rows. It has a
    connection of its own: those of the engine may open no second file."""
    with _sqlite_errors(target), closing(sqlite3.connect(str(database.file), timeout=PATIENCE_SECONDS)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    return _looked_through(target)


def _looked_through(path: Path) -> dict[str, int]:
    """The rows of each table. Raises DiskError for a file with a page or a reference that is wrong."""
    with _sqlite_errors(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)] or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DiskError("database-damaged")
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        names = sorted(there & set(Base.metadata.tables))
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - names of ours


@contextmanager
def _sqlite_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise Busy("database-busy") from error
        if "full" in str(error):
            raise DiskError("disk-full", path=path) from error
        raise DiskError("database-damaged") from error


def _put_in_place(database: Database, source: Path) -> None:
    """The empty file that opening the database made gives way to the copy, at once and whole."""
    path = Path(str(database.file))
    _looked_through(source)
    database.close()
    temporary = path.with_name(f".{path.name}.restoring")
    with disk_errors(path):
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with source.open("rb") as read, os.fdopen(descriptor, "wb") as written:
            shutil.copyfileobj(read, written)
            written.flush()
            os.fsync(written.fileno())
        temporary.replace(path)
        sync_folder(path.parent)


# ── PostgreSQL ──────────────────────────────────────────────────────────────────────────────────────────────────────

_BARE = ("--no-owner", "--no-privileges")


def _pg_dump(database: Database, target: Path) -> Mapping[str, int]:
    """The dump and the counts are of the same moment, whatever is written meanwhile."""
    with database_errors(), database.engine.execution_options(isolation_level="REPEATABLE READ").connect() as found:
        moment = found.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        _run(database, "pg_dump", "--format=custom", f"--snapshot={moment}", *_BARE, f"--file={target}")
        counts = _counts(found)
    target.chmod(0o600)
    return counts


def _run(database: Database, program: str, *words: str) -> None:
    """Runs a program of PostgreSQL's. The password stands in its environment, where others on the machine do not see
    it. Raises UsageError where there is no such program, and DiskError with its last line where it failed."""
    found = shutil.which(program)
    if found is None:
        raise UsageError("backup-program-missing", program=program)
    url = database.engine.url
    address = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environ = {**os.environ, "LC_ALL": "C.UTF-8", **({"PGPASSWORD": str(url.password)} if url.password else {})}
    command = [found, "--no-password", f"--dbname={address}", *words]
    try:
        ended = subprocess.run(  # noqa: S603 - a program of the machine, named by us
            command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DiskError("backup-program-failed", program=program, reason=f"> {_SECONDS} s") from error
    if ended.returncode != 0:
        said = ended.stderr.decode(errors="replace").strip().splitlines()
        raise DiskError("backup-program-failed", program=program, reason=said[-1] if said else "–")
