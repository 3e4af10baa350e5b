"""The database: SQLite where nothing else is said, PostgreSQL by its address; set up so that what was acknowledged
stays.

Comes in: an address. Goes out: a `Database`, and sessions on it that either read or write. What writes on SQLite begins
with BEGIN IMMEDIATE, since a transaction that reads first and writes later loses the changes of others or fails at
once; what reads cannot write, on either. Refuses an address that it cannot use (`UsageError`, without the password in
it), and turns what a database refuses into `Busy`, `DiskError` or `Conflict`.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry

from trainingkit.errors import Busy, Conflict, DiskError, UsageError
from trainingkit.storage.publishing import disk_errors

PATIENCE_SECONDS = 10
"""How long a writer waits for another one."""

_READS = "trainingkit_reads"
_FIXED_SERIES = ((3, 44, 6), (3, 50, 7))
_FIXED = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Database:
    """One database. `reading` is the same engine for what may not change anything."""

    engine: Engine
    reading: Engine

    @property
    def file(self) -> Path | None:
        """The file of an embedded database; None for a server's."""
        return Path(self.engine.url.database) if is_embedded(self.engine.url) and self.engine.url.database else None

    def close(self) -> None:
        """Lets go of every connection."""
        self.engine.dispose()


def open_database(address: str) -> Database:
    """The database at an address (`sqlite:////folder/file.db`, `postgresql+psycopg://…`). A file is made where there is
    none, for its owner alone; its tables are `migrating`'s. Raises UsageError and DiskError."""
    url = parsed(address)
    if is_embedded(url):
        _make_file(Path(str(url.database)))
    engine = create_engine(url, pool_pre_ping=not is_embedded(url), hide_parameters=True)
    if is_embedded(url):
        event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return Database(engine, engine.execution_options(**{_READS: True}))


def parsed(address: str) -> URL:
    """An address as its parts. Raises UsageError for one that names no file and no server that we know."""
    try:
        url = make_url(address)
    except ArgumentError:
        raise UsageError("database-address", address=address.partition("@")[2] or "?") from None
    shown = url.render_as_string(hide_password=True)
    if url.drivername == "sqlite":
        if not url.database or not Path(url.database).is_absolute() or url.query:
            raise UsageError("database-not-absolute", address=shown)
    elif url.drivername in ("postgresql", "postgresql+psycopg"):
        url = url.set(drivername="postgresql+psycopg")
    else:
        raise UsageError("database-unknown", address=shown)
    return url


def is_embedded(url: URL) -> bool:
    """Whether the database is a file of ours."""
    return url.get_backend_name() == "sqlite"


def _make_file(path: Path) -> None:
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


# ── SQLite ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def journal_for(version: tuple[int, ...]) -> str:
    """The journal that is safe with a version of SQLite: before 3.51.3, but for two series that took the repair over,
    resetting a write-ahead log can lose pages."""
    repaired = any(version[:2] == series[:2] and version >= series for series in _FIXED_SERIES)
    return "WAL" if repaired or version >= _FIXED else "DELETE"


def _set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    found: Any = connection
    found.isolation_level = None  # `_begin` begins, not the driver
    journal = journal_for(sqlite3.sqlite_version_info)
    lasting = ("busy_timeout", PATIENCE_SECONDS * 1000), ("auto_vacuum", 1), ("journal_mode", journal.lower())
    for name, value in lasting:
        # The last two are kept in the file, and setting them waits for everybody who reads: not where they are so.
        if found.execute(f"PRAGMA {name}").fetchone()[0] != value:
            found.execute(f"PRAGMA {name} = {value}").close()
    for setting in (
        f"synchronous = {'EXTRA' if journal == 'DELETE' else 'FULL'}",
        "foreign_keys = ON",
        "secure_delete = ON",  # what was deleted is overwritten, not only let go
        "cell_size_check = ON",
        "trusted_schema = OFF",
    ):
        found.execute(f"PRAGMA {setting}").close()
    found.set_authorizer(_authorise)


def _authorise(action: int, *_details: object) -> int:
    """No statement reaches another file."""
    return sqlite3.SQLITE_DENY if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH) else sqlite3.SQLITE_OK


def _begin(connection: Connection) -> None:
    reads = bool(connection.get_execution_options().get(_READS))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
    elif reads:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


# ── sessions ────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def writing(database: Database) -> Iterator[Session]:
    """A session whose changes are all kept at the end, or none of them."""
    with database_errors(), Session(database.engine, expire_on_commit=False) as db_session, db_session.begin():
        yield db_session


@contextmanager
def reading(database: Database) -> Iterator[Session]:
    """A session that cannot change anything."""
    with database_errors(), Session(database.reading, expire_on_commit=False) as db_session:
        yield db_session


def clear_traces(database: Database) -> None:
    """What was overwritten leaves SQLite's write-ahead log too, and PostgreSQL's rows; nothing of a transaction of
    others is touched."""
    if database.file:
        with closing(database.engine.raw_connection()) as raw:  # outside of any transaction
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with database_errors(), database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("VACUUM workshop_keys, workshop_parts, workshop_past")


@contextmanager
def database_errors() -> Iterator[None]:
    """Turns what a database refuses into errors of ours; what is a mistake of the program stays what it is."""
    try:
        yield
    except StaleDataError as error:
        raise Conflict("changed-meanwhile") from error
    except DBAPIError as error:
        refusal = _refusal(error)
        if refusal is None:
            raise
        raise refusal from error


_REFUSALS = (
    ("database is locked", Busy, "database-busy"),
    ("disk is full", DiskError, "disk-full"),
    ("No space left", DiskError, "disk-full"),
    ("disk I/O error", DiskError, "disk"),
    ("readonly database", DiskError, "no-permission"),
    ("unable to open", DiskError, "no-permission"),
    ("password authentication failed", UsageError, "database-password"),
    ('database "', UsageError, "database-missing"),
    ("malformed", DiskError, "database-damaged"),
    ("not a database", DiskError, "database-damaged"),
)


def _refusal(error: DBAPIError) -> Exception | None:
    said = str(error.orig)
    for words, kind, code in _REFUSALS:
        if words in said:
            return kind(code, path="")
    # Of a server such an error says that it cannot be reached; of a file, that a statement is a mistake of ours.
    gone = isinstance(error, OperationalError) and not isinstance(error.orig, sqlite3.Error)
    return Busy("database-gone") if gone or error.connection_invalidated else None
