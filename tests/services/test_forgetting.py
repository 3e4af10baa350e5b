"""Forgetting: seven days after its end a workshop keeps month and country, on both databases, and nothing brings the
rest back: no earlier version, no key, no file on the disk."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.databases import address, database, empty, postgres
from tests.domain.making import make_text, make_workshop
from trainingkit.domain.workshop import DayHours, Referral, Workshop
from trainingkit.errors import NotFound
from trainingkit.services.forgetting import forget_due, is_due, tidy
from trainingkit.services.jobs import ask_for_workshop
from trainingkit.services.server import Server
from trainingkit.services.wanted import Wanted
from trainingkit.storage.artefacts import Store
from trainingkit.storage.audit import check_trail, entries
from trainingkit.storage.database import Database, reading, writing
from trainingkit.storage.models import ArtefactRow, JobDocumentRow, JobRow, WorkshopPastRow
from trainingkit.storage.sealing import unseal
from trainingkit.storage.workshops import (
    Change,
    add_workshop,
    earlier_of,
    get_workshop_row,
    past_of,
    save_part,
    to_workshop,
    version_of,
)

__all__ = ["address", "database", "empty", "postgres"]

HELD_AT, MOVED_TO = "Casa de encuentros Las Milpas", "Salón del sindicato, calle Delgado"
ENDS = date(2027, 5, 21)
DUE = datetime(2027, 5, 29, 12, tzinfo=UTC)
"""Seven days after the twenty-first is over in the last place on earth."""
WORKSHOP = replace(
    make_workshop(dates=(date(2027, 5, 19), ENDS), days={"two": DayHours(date_=date(2027, 5, 20))}),
    place=make_text(HELD_AT),
    title=make_text("Curso de formación"),
    referral=Referral(to={"health": make_text(f"La clínica junto a {HELD_AT}")}, confirmed=date(2027, 5, 10)),
)


class At:
    """A clock that stands where it is put."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def server_on(database: Database, moment: datetime) -> Server:
    return Server(database, b"k" * 32, At(moment))


def held(server: Server, workshop: Workshop = WORKSHOP) -> str:
    """A workshop's id; it was planned for another place first."""
    began = server.clock() - timedelta(days=60)
    with writing(server.database) as db_session:
        planned = replace(workshop, place=make_text(MOVED_TO))
        row = add_workshop(db_session, server.vault, planned, None, began)
        change = Change("when", version_of(row, "when"), None, began)
        save_part(db_session, server.vault, row, workshop, change)
        return row.id


def kept(server: Server, ident: str) -> Workshop:
    with reading(server.database) as db_session:
        return to_workshop(get_workshop_row(db_session, ident), server.vault)


@pytest.mark.parametrize(
    ("workshop", "moment", "due"),
    [
        (WORKSHOP, DUE - timedelta(seconds=1), False),
        (WORKSHOP, DUE, True),
        (replace(WORKSHOP, days={"two": DayHours(date_=date(2027, 6, 3))}), DUE, False),  # its last day is later
        (replace(WORKSHOP, from_=None, to=None, days={}), DUE + timedelta(days=9999), False),
        (replace(WORKSHOP, to=None, from_=date(2027, 5, 21), days={}), DUE, True),
    ],
)
def test_never_early(workshop: Workshop, moment: datetime, due: bool) -> None:
    assert is_due(workshop, moment) is due


def test_month_and_country_are_left(database: Database) -> None:
    server = server_on(database, DUE)
    over, coming = held(server), held(server, replace(WORKSHOP, to=date(2027, 5, 22)))
    assert forget_due(server) == 1
    found = kept(server, over)
    assert found == replace(
        WORKSHOP, place=None, from_=None, to=None, days={"two": DayHours()}, referral=Referral()
    )  # all else is as it was: title, people, groups
    with reading(database) as db_session:
        row = get_workshop_row(db_session, over)
        assert (row.month, row.region) == ("2027-05", "sv")
        assert [each.action for each in entries(db_session)] == ["workshop.forget"]
        assert check_trail(db_session, server.key_for("audit")) == ()
    assert kept(server, coming).place == WORKSHOP.place
    assert forget_due(server) == 0


def test_nothing_brings_it_back(database: Database) -> None:
    server = server_on(database, DUE)
    ident = held(server)
    with reading(database) as db_session:
        row = get_workshop_row(db_session, ident)
        before = version_of(row, "when")
        key = server.vault.key_of(row)
        traces = [part.sealed for part in row.parts] + [row.key.sealed]
        traces += db_session.scalars(select(WorkshopPastRow.sealed)).all()
    assert forget_due(server) == 1
    with reading(database) as db_session:
        row = get_workshop_row(db_session, ident)
        assert earlier_of(db_session, row, "when") == ()
        for version in range(1, before + 1):
            with pytest.raises(NotFound):
                past_of(db_session, server.vault, row, "when", version)
        opened = [
            unseal(server.vault.key_of(row), part.sealed, f"workshops/{ident}/{part.name}").decode()
            for part in row.parts
        ]
        assert not [word for word in (HELD_AT, MOVED_TO, "2027-05") if word in "".join(opened)]
        assert server.vault.key_of(row) != key
    if database.file:
        for path in database.file.parent.iterdir():
            data = path.read_bytes()
            assert not [each for each in (*traces, HELD_AT.encode(), MOVED_TO.encode()) if each in data], path.name


def test_a_page_from_before_is_told_of_the_change(database: Database) -> None:
    server = server_on(database, DUE)
    ident = held(server)
    with reading(database) as db_session:
        before = version_of(get_workshop_row(db_session, ident), "when")
    forget_due(server)
    with reading(database) as db_session:
        assert version_of(get_workshop_row(db_session, ident), "when") > before


def with_file(server: Server, store: Store, ident: str, key: str) -> None:
    kept_file = store.put(key, b"%PDF", 1)
    with writing(server.database) as db_session:
        row = get_workshop_row(db_session, ident)
        job = ask_for_workshop(db_session, row, Wanted(), None, server.clock())
        values = {"sha256": kept_file.sha256, "size": 4, "pages": 1, "made_at": server.clock()}
        db_session.add(ArtefactRow(key=key, **values))
        db_session.flush()
        about = {"document": "agenda", "subject": "", "language": "es", "paper": "a4", "ink": "black"}
        said = {"name": "es/1.pdf", "audience": "participant", "state": "done", "artefact_key": key}
        job.documents.append(JobDocumentRow(position=0, **about, **said))


def test_its_printed_files_go_with_it(database: Database, tmp_path: Path) -> None:
    server, store = server_on(database, DUE), Store(tmp_path / "files")
    over, coming = held(server), held(server, replace(WORKSHOP, to=date(2027, 5, 22)))
    with_file(server, store, over, "a" * 64)
    with_file(server, store, coming, "b" * 64)
    store.put("c" * 64, b"%PDF of the library", 1)
    for name in ("archives", "piles"):
        (store.folder / name).mkdir()
        (store.folder / name / "x.zip").write_bytes(b"all of it")
    tidy(server, store)
    left = sorted(path.name[:1] for path in store.folder.rglob("*.pdf"))
    assert left == ["b", "c"]
    assert list(store.folder.glob("*/*")) == []
    with reading(database) as db_session:
        assert [each.workshop_id for each in db_session.scalars(select(JobRow))] == [coming]
        assert list(db_session.scalars(select(ArtefactRow.key))) == ["b" * 64]


def test_what_was_put_together_stays_a_day(database: Database, tmp_path: Path) -> None:
    server, store = server_on(database, DUE), Store(tmp_path / "files")
    (store.folder / "piles").mkdir(parents=True)
    (store.folder / "piles" / "x.pdf").write_bytes(b"a set")
    tidy(server, store)
    assert (store.folder / "piles" / "x.pdf").exists()


def test_one_that_cannot_be_opened_keeps_the_others_from_nothing(database: Database) -> None:
    server = server_on(database, DUE)
    broken, whole = held(server), held(server)
    with writing(database) as db_session:
        get_workshop_row(db_session, broken).parts[0].sealed = b"\x01" + b"0" * 40
    assert forget_due(server) == 1
    assert kept(server, whole).place is None
