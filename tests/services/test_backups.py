"""Backups of a server at work: all of it in a new folder, no key and no place in the clear, and a server of it again
that serves; refused where something is in the way, was changed, or is of another key."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.databases import fresh_on, postgres
from tests.domain.making import make_text, make_workshop
from tests.web.people import KITS, Place, make_place
from trainingkit.config import Settings, read_settings
from trainingkit.domain.access import Rank
from trainingkit.errors import Conflict, DiskError, NotFound, TrainingKitError, UsageError
from trainingkit.services.backups import make_backup, restore_backup
from trainingkit.services.jobs import ask_for_workshop
from trainingkit.services.packlinks import PackWish, make_link, open_link
from trainingkit.services.wanted import Wanted
from trainingkit.storage.audit import check_trail
from trainingkit.storage.backups import manifest_bytes, read_backup
from trainingkit.storage.database import open_database, reading, writing
from trainingkit.storage.migrating import bring_up
from trainingkit.storage.models import JobRow, WorkshopRow
from trainingkit.storage.sealing import derived, make_key_file
from trainingkit.storage.workshops import add_workshop, get_workshop_row, to_workshop

__all__ = ["postgres"]

NOW = datetime(2027, 4, 2, 8, 30, tzinfo=UTC)
HELD_AT = "Casa de encuentros Las Milpas"
WORKSHOP = replace(
    make_workshop(dates=(date(2027, 5, 19), date(2027, 5, 21))), place=make_text(HELD_AT), title=make_text("Curso")
)


@dataclass
class Two:
    """A server with data, the folder and the database of an empty one of the same kind, and where the copy goes."""

    place: Place
    old: Settings
    new: Settings
    new_folder: Path
    copy: Path

    @property
    def new_place(self) -> Place:
        address = "" if self.new.database.startswith("sqlite") else self.new.database
        return make_place(self.new_folder, address)


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Two]:
    with ExitStack() as stack:
        addresses = ["", ""]
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres")
            addresses = [stack.enter_context(fresh_on(server)) for _ in addresses]
        place = make_place(tmp_path / "old", addresses[0])
        old, new = settings_of(tmp_path / "old", addresses[0]), settings_of(tmp_path / "new", addresses[1])
        new.data.mkdir(parents=True, mode=0o700)
        shutil.copy(old.key, new.key)
        yield Two(place, old, new, tmp_path / "new", tmp_path / "copies" / "monday")
        place.server.database.close()


def settings_of(folder: Path, address: str) -> Settings:
    given = {"DATA": str(folder / "data"), "DATABASE": address, "KITS": str(KITS)}
    return read_settings({f"TRAININGKIT_{name}": value for name, value in given.items()})


def with_workshop(two: Two) -> str:
    """A workshop's id."""
    server = two.place.server
    with writing(server.database) as db_session:
        return add_workshop(db_session, server.vault, WORKSHOP, None, NOW).id


def with_own_kit(two: Two) -> None:
    kit = two.old.own_kits / "mine"
    (kit / "translations").mkdir(parents=True)
    (kit / "kit.yaml").write_text("kit: mine\n", "utf-8")
    (kit / "translations" / "basis.po").write_text("ñ", "utf-8")
    (kit / "elsewhere").symlink_to("/etc")


def signed(two: Two) -> bytes:
    return derived(two.place.server.secret, "backups")


# ── all of it, there and back ───────────────────────────────────────────────────────────────────────────────────────


def test_a_server_of_a_backup_serves_as_before(two: Two) -> None:
    ident, workshop = two.place.add(Rank.FACILITATOR, name="naranja"), with_workshop(two)
    with_own_kit(two)
    browser = two.place.signed_in(ident)
    assert browser.get("/es/account/").status_code == 200
    made = make_backup(two.old, two.copy)
    assert (made.rows["accounts"], made.rows["workshops"]) == (1, 1)
    restore_backup(two.new, two.copy)

    again = two.new_place
    assert again.signed_in(ident).get("/es/account/").status_code == 200
    stranger = again.browser()
    cookie = browser.get_cookie("tk")
    assert cookie is not None
    stranger.set_cookie("tk", cookie.value)
    assert stranger.get("/es/account/").status_code in (302, 303)  # who was signed in then signs in again
    assert stranger.get("/es/").status_code == 200
    with reading(again.server.database) as db_session:
        assert to_workshop(get_workshop_row(db_session, workshop), again.server.vault) == WORKSHOP
        assert check_trail(db_session, again.server.key_for("audit")) == ()
    kept = {path.relative_to(two.new.own_kits).as_posix() for path in two.new.own_kits.rglob("*") if path.is_file()}
    assert kept == {"mine/kit.yaml", "mine/translations/basis.po"}
    again.server.database.close()


def test_no_key_and_no_place_is_in_it_and_the_manifest_tells_all_of_it(two: Two) -> None:
    with_workshop(two)
    with_own_kit(two)
    made = make_backup(two.old, two.copy)
    found = {path.relative_to(two.copy).as_posix() for path in two.copy.rglob("*") if path.is_file()}
    assert found == {each.path for each in made.files} | {"backup.json"}
    secret = two.old.key.read_bytes().strip()
    for path in two.copy.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert secret not in data
            assert two.place.server.secret not in data
            assert HELD_AT.encode() not in data
            assert b"2027-05-19" not in data
    assert two.copy.stat().st_mode & 0o077 == 0
    assert read_backup(two.copy, signed(two)) == made
    assert [path.name for path in two.copy.parent.iterdir()] == ["monday"]


def test_builds_of_links_are_made_again_and_those_of_workshops_are_asked_for_again(two: Two) -> None:
    server, workshop = two.place.server, with_workshop(two)
    by = two.place.add(Rank.FACILITATOR)
    with writing(server.database) as db_session:
        ask_for_workshop(db_session, get_workshop_row(db_session, workshop), Wanted(), by, server.clock())
        _, secret = make_link(db_session, PackWish(kit="water", languages=("es",), days=7), by, server.clock())
        for job in db_session.scalars(select(JobRow)):
            job.state, job.digest = "done", None
    make_backup(two.old, two.copy)
    restore_backup(two.new, two.copy)
    database = open_database(two.new.database)
    with reading(database) as db_session:
        (job,) = db_session.scalars(select(JobRow))
        assert open_link(db_session, secret, server.clock())[1].id == job.id
        assert (job.workshop_id, job.state) == (None, "waiting")
    database.close()


def test_while_others_write(two: Two) -> None:
    """The copy shows one moment: a workshop is in it with all of its parts, or not at all."""
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not stop.is_set():
            written.append(with_workshop(two))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 3:
            stop.wait(0.01)
        acknowledged = list(written)
        made = make_backup(two.old, two.copy)
    finally:
        stop.set()
        writer.join()
    assert made.rows["workshop_parts"] == 5 * made.rows["workshops"]
    restore_backup(two.new, two.copy)
    database = open_database(two.new.database)
    with reading(database) as db_session:
        found = list(db_session.scalars(select(WorkshopRow)))
        assert {row.id for row in found} >= set(acknowledged)
        assert all(to_workshop(row, two.place.server.vault) == WORKSHOP for row in found)
    database.close()


# ── refused, and nothing changed ────────────────────────────────────────────────────────────────────────────────────


def refused(two: Two, kind: type[TrainingKitError], code: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in two.new.data.rglob("*") if path.suffix != ".db"}
    with pytest.raises(kind) as caught:
        restore_backup(two.new, two.copy)
    assert caught.value.code == code
    after = {path: path.stat().st_mtime_ns for path in two.new.data.rglob("*") if path.suffix != ".db"}
    assert after == before


def test_it_goes_over_nothing(two: Two) -> None:
    make_backup(two.old, two.copy)
    with pytest.raises(Conflict) as caught:
        make_backup(two.old, two.copy)
    assert caught.value.code == "backup-exists"
    (two.new.own_kits / "other").mkdir(parents=True)
    refused(two, Conflict, "restore-into-data")
    shutil.rmtree(two.new.own_kits)
    database = open_database(two.new.database)
    bring_up(database)
    database.close()
    refused(two, Conflict, "restore-into-data")


def test_not_among_the_data(two: Two) -> None:
    with pytest.raises(UsageError) as caught:
        make_backup(two.old, two.old.data / "kits" / ".." / "copy")
    assert caught.value.code == "backup-inside-data"


def test_a_missing_key_and_another_one(two: Two) -> None:
    make_backup(two.old, two.copy)
    two.new.key.unlink()
    refused(two, UsageError, "restore-without-key")
    make_key_file(two.new.key)
    refused(two, UsageError, "backup-other-key")


@pytest.mark.parametrize("what", ["database", "kits/mine/kit.yaml", "backup.json", "rows", "step", "outside", "gone"])
def test_a_copy_that_is_not_as_it_was_written(two: Two, what: str) -> None:
    with_own_kit(two)
    made = make_backup(two.old, two.copy)
    manifest = two.copy / "backup.json"
    kind, code = DiskError, "backup-damaged"
    refusal: tuple[type[TrainingKitError], str] = (kind, code)
    if what == "backup.json":
        manifest.write_bytes(manifest.read_bytes()[:-30])
    elif what == "rows":
        said = json.loads(manifest.read_text("utf-8"))
        manifest.write_text(json.dumps({**said, "rows": {**said["rows"], "accounts": 7}}), "utf-8")
        refusal = (UsageError, "backup-other-key")
    elif what == "step":
        manifest.write_bytes(manifest_bytes(replace(made, step="9999"), signed(two)))
        refusal = (UsageError, "database-newer")
    elif what == "outside":
        file = replace(made.files[0], path="../../old/data/secret.key")
        manifest.write_bytes(manifest_bytes(replace(made, files=(file,)), signed(two)))
    elif what == "gone":
        manifest.unlink()
        refusal = (NotFound, "no-such-backup")
    else:
        path = next(each for each in two.copy.rglob("*") if each.as_posix().startswith(f"{two.copy}/{what}"))
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)
    refused(two, *refusal)


def test_a_backup_of_the_other_kind(two: Two, tmp_path: Path) -> None:
    made = make_backup(two.old, two.copy)
    other = "sqlite" if made.database == "postgresql" else "postgresql"
    (two.copy / "backup.json").write_bytes(manifest_bytes(replace(made, database=other), signed(two)))
    refused(two, UsageError, "backup-other-database")


def test_a_program_that_is_not_there(two: Two, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if two.old.database.startswith("sqlite"):
        assert make_backup(two.old, two.copy).database == "sqlite"
        return
    with pytest.raises(UsageError) as caught:
        make_backup(two.old, two.copy)
    assert caught.value.details == {"program": "pg_dump"}
    assert not os.path.lexists(two.copy)
    assert list(two.copy.parent.iterdir()) == []


def test_where_nothing_was_started(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "")
    with pytest.raises(UsageError) as caught:
        make_backup(settings, tmp_path / "copy")
    assert caught.value.code == "server-not-prepared"
    assert not settings.data.exists()
