"""The database: what was acknowledged stays, what reads changes nothing, what is deleted is gone, what is refused has a
name."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from trainingkit.errors import Busy, Conflict, DiskError, TrainingKitError, UsageError
from trainingkit.storage import database as module
from trainingkit.storage.accounts import AccountRow, AttemptRow
from trainingkit.storage.database import Database, journal_for, open_database, reading, writing
from trainingkit.storage.migrating import bring_up

NOW = datetime(2027, 5, 19, 8, 30, tzinfo=UTC)


def add_account(database: Database, name: str) -> str:
    with writing(database) as db_session:
        row = AccountRow(username=name, create_datetime=NOW)
        db_session.add(row)
        db_session.flush()
        return row.id


def test_a_moment_comes_back_aware_and_in_utc(database: Database) -> None:
    ident = add_account(database, "a")
    with reading(database) as db_session:
        assert db_session.get_one(AccountRow, ident).create_datetime == NOW


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="without a time zone"), writing(database) as db_session:
        db_session.add(AccountRow(username="a", create_datetime=datetime(2027, 5, 19)))


def test_ids_tell_nothing(database: Database) -> None:
    idents = [add_account(database, f"a{number}") for number in range(20)]
    assert idents != sorted(idents)
    assert {len(each) for each in idents} == {32}


def test_what_raises_in_between_keeps_nothing(database: Database) -> None:
    def fail() -> None:
        with writing(database) as db_session:
            db_session.add(AccountRow(username="a", create_datetime=NOW))
            db_session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with reading(database) as db_session:
        assert db_session.scalars(select(AccountRow)).all() == []


def test_what_reads_cannot_write_and_does_not_hinder_what_writes(database: Database) -> None:
    def write_while_reading() -> None:
        with reading(database) as db_session:
            db_session.add(AccountRow(username="a", create_datetime=NOW))
            db_session.flush()

    with pytest.raises((DBAPIError, TrainingKitError)):
        write_while_reading()
    assert add_account(database, "b")


def test_who_reads_keeps_nobody_from_coming_in(database: Database) -> None:
    with reading(database) as first:
        first.scalars(select(AccountRow)).all()
        with reading(database) as second, reading(database) as third:
            assert second.scalars(select(AccountRow)).all() == third.scalars(select(AccountRow)).all() == []


def test_nobody_s_change_is_lost(database: Database) -> None:
    """Read, think, write, by eight at once: the set-up that SQLAlchemy gives loses most of these."""
    with writing(database) as db_session:
        db_session.add(AttemptRow(digest="d", count=0, last_at=NOW))

    def count_one(_number: int) -> None:
        while True:
            try:
                with writing(database) as db_session:
                    found = select(AttemptRow).where(AttemptRow.digest == "d").with_for_update()
                    row = db_session.scalars(found).one()
                    row.count += 1
            except Busy:
                continue
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(count_one, range(64)))
    with reading(database) as db_session:
        assert db_session.get_one(AttemptRow, "d").count == 64


def test_of_two_who_save_one_row_the_second_is_told(database: Database) -> None:
    ident = add_account(database, "a")
    with reading(database) as db_session:
        theirs = db_session.get_one(AccountRow, ident)
        db_session.expunge(theirs)
    with writing(database) as db_session:
        db_session.get_one(AccountRow, ident).language = "en"

    def save_the_older() -> None:
        with writing(database) as db_session:
            db_session.add(theirs)
            theirs.language = "fr"

    with pytest.raises(Conflict) as caught:
        save_the_older()
    assert caught.value.code == "changed-meanwhile"
    with reading(database) as db_session:
        assert db_session.get_one(AccountRow, ident).language == "en"


# ── the embedded one ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def embedded(tmp_path: Path) -> Database:
    found = open_database(f"sqlite:///{tmp_path / 'inner' / 'trainingkit.db'}")
    bring_up(found)
    return found


@pytest.mark.parametrize(
    ("version", "journal"),
    [
        ((3, 40, 1), "DELETE"),
        ((3, 44, 5), "DELETE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "DELETE"),
        ((3, 50, 6), "DELETE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "DELETE"),
        ((3, 51, 3), "WAL"),
        ((3, 52, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_the_journal_is_one_that_this_sqlite_does_not_lose(version: tuple[int, ...], journal: str) -> None:
    assert journal_for(version) == journal


def test_how_the_file_is_set_up(embedded: Database) -> None:
    assert embedded.file is not None
    assert stat.S_IMODE(embedded.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(embedded.file.parent.stat().st_mode) == 0o700
    with reading(embedded) as db_session:
        connection = db_session.connection()
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "foreign_keys",
                "secure_delete",
                "busy_timeout",
                "trusted_schema",
                "auto_vacuum",
                "journal_mode",
            )
        }
    assert said == {
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 10_000,
        "trusted_schema": 0,
        "auto_vacuum": 1,
        "journal_mode": journal_for(sqlite3.sqlite_version_info).lower(),
    }


def test_no_statement_reaches_another_file(embedded: Database, tmp_path: Path) -> None:
    with pytest.raises(DBAPIError, match="authorized"), writing(embedded) as db_session:
        db_session.connection().exec_driver_sql(f"ATTACH '{tmp_path / 'other.db'}' AS other")


def test_what_is_deleted_is_not_in_the_file_any_more(embedded: Database) -> None:
    names = [f"canary-{number}-of-a-row" for number in range(200)]
    with writing(embedded) as db_session:
        db_session.add_all(AccountRow(username=name, create_datetime=NOW) for name in names)
    assert embedded.file is not None
    assert b"canary-7-of-a-row" in embedded.file.read_bytes()
    with writing(embedded) as db_session:
        for row in db_session.scalars(select(AccountRow)):
            db_session.delete(row)
    embedded.close()
    left = b"".join(path.read_bytes() for path in embedded.file.parent.iterdir())
    assert not [name for name in names if name.encode() in left]


def test_a_writer_waits_only_so_long(embedded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0)
    assert embedded.file is not None
    impatient = open_database(f"sqlite:///{embedded.file}")

    def write_second() -> None:
        with writing(embedded) as first:
            first.connection()
            with writing(impatient) as second:
                second.connection()

    with pytest.raises(Busy) as caught:
        write_second()
    assert caught.value.code == "database-busy"


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "trainingkit.db"
    path.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(DiskError) as caught:
        bring_up(open_database(f"sqlite:///{path}"))
    assert caught.value.code == "database-damaged"


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("sqlite:///relative.db", "database-not-absolute"),
        ("sqlite://", "database-not-absolute"),
        ("sqlite:////tmp/x.db?mode=memory", "database-not-absolute"),
        ("mysql://root:secret@host/name", "database-unknown"),
        ("postgresql+psycopg2://root:secret@host/name", "database-unknown"),
        ("postgres//root:secret@host", "database-address"),
        ("", "database-address"),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_its_password(address: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_database(address)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(DiskError):
        open_database(f"sqlite:///{tmp_path / 'file' / 'x.db'}")


def test_a_server_that_is_not_there_is_said_without_the_password(tmp_path: Path) -> None:
    nobody = open_database(f"postgresql://someone:secret@/name?host={tmp_path}")
    with pytest.raises(TrainingKitError) as caught:
        bring_up(nobody)
    assert caught.value.code == "database-gone"
    assert "secret" not in str(caught.value)


def test_a_database_that_a_server_does_not_have_is_said(postgres: str) -> None:
    with pytest.raises(UsageError) as caught:
        bring_up(open_database(postgres.format(name="nowhere")))
    assert caught.value.code == "database-missing"
