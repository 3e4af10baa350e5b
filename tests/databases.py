"""A real server of PostgreSQL for tests, and the same tests on SQLite and on it.

In: the server's programs where the machine has them (`scripts/setup.sh test` installs them where it can). Out: fresh
databases, on a socket in a folder that goes with the run; no port is opened. Where there is no server the tests on it
are skipped with a loud line; with TRAININGKIT_ALL_DATABASES=1, as `.ci/run` sets it, they fail instead.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine

from trainingkit.storage.database import Database, open_database
from trainingkit.storage.migrating import bring_up

SERVER_SECONDS = 60
TOP = Path(__file__).resolve().parents[1]


def programs() -> Path | None:
    """The folder with the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


def user() -> str | None:
    """Who runs it: its programs refuse to be run by root."""
    return "postgres" if os.getuid() == 0 else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """A server of its own, as the beginning of an address; nothing of it is left afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="tkpg"))
    as_user = user()
    if as_user:
        owner = pwd.getpwnam(as_user)
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(*words: str) -> None:
        quiet = subprocess.DEVNULL
        subprocess.run(words, check=True, user=as_user, cwd=folder, stdout=quiet, stderr=quiet, timeout=SERVER_SECONDS)

    def control(*words: str) -> None:
        run(str(bin_folder / "pg_ctl"), "--pgdata", str(folder / "data"), "--wait", "--silent", *words)

    run(
        str(bin_folder / "initdb"),
        "--pgdata",
        str(folder / "data"),
        "--username",
        "tests",
        "--auth",
        "trust",
        "--no-sync",
    )
    try:
        # Nothing here outlives the run, so the disk need not be waited for.
        control("--log", str(folder / "log"), "--options", f"-c listen_addresses= -k {folder} -c fsync=off", "start")
        try:
            yield f"postgresql+psycopg://tests@/{{name}}?host={folder}"
        finally:
            control("--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The running server; skips, or fails, where there is none."""
    bin_folder = programs()
    if bin_folder is None:
        if os.environ.get("TRAININGKIT_ALL_DATABASES") == "1":
            pytest.fail("PostgreSQL is not installed, and this run may not leave it out")
        pytest.skip("NOT TESTED ON POSTGRESQL: it is not installed (scripts/setup.sh test says why)")
    with server(bin_folder) as address:
        yield address


@contextmanager
def fresh_on(server_address: str) -> Iterator[str]:
    """A new, empty database of a server, gone afterwards."""
    name = f"t{uuid4().hex}"
    keeper = create_engine(server_address.format(name="postgres"), isolation_level="AUTOCOMMIT")
    try:
        with keeper.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield server_address.format(name=name)
        with keeper.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        keeper.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, on each of the two."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'own' / 'trainingkit.db'}"
    else:
        with fresh_on(request.getfixturevalue("postgres")) as found:
            yield found


@pytest.fixture
def empty(address: str) -> Iterator[Database]:
    """A database without tables."""
    database = open_database(address)
    yield database
    database.close()


@pytest.fixture
def database(empty: Database) -> Database:
    """A database in today's shape."""
    bring_up(empty)
    return empty
