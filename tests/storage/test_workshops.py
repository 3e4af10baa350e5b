"""Workshops as rows: the same value as the file gives, both ways; sealed; nobody's change overwritten; gone when
erased."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from tests.domain.making import make_agenda, make_workshop
from tests.workshopdata import parsed, shipped, workshop_files
from trainingkit.content.library import read_kit
from trainingkit.content.workshopfile import workshop_entries
from trainingkit.content.yamledit import written
from trainingkit.domain.kit import AgendaItem
from trainingkit.domain.workshop import DayHours, Group, Workshop
from trainingkit.errors import Conflict, DiskError, NotFound
from trainingkit.storage.database import Database, reading, writing
from trainingkit.storage.models import WorkshopKeyRow, WorkshopPastRow, WorkshopRow
from trainingkit.storage.sealing import new_key
from trainingkit.storage.values import from_plain, to_plain
from trainingkit.storage.workshops import (
    PARTS,
    Change,
    Vault,
    add_workshop,
    forget_past,
    get_workshop_row,
    past_of,
    save_part,
    to_workshop,
    version_of,
)

TOP = Path(__file__).resolve().parents[2]
NOW = datetime(2027, 5, 19, 8, 30, tzinfo=UTC)
VAULT = Vault(new_key())
KITS = sorted({path.parent.parent for path in shipped(TOP)})
PLACE = "Casa de encuentros Las Milpas"


def keep(database: Database, workshop: Workshop) -> str:
    with writing(database) as db_session:
        return add_workshop(db_session, VAULT, workshop, None, NOW).id


def kept(database: Database, ident: str) -> Workshop:
    with reading(database) as db_session:
        return to_workshop(get_workshop_row(db_session, ident), VAULT)


def test_every_field_stands_in_one_part() -> None:
    listed = [name for names in PARTS.values() for name in names]
    assert sorted(listed) == sorted(each.name for each in fields(Workshop))


# ── both ways without loss ──────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(workshop_files())
def test_a_workshop_is_the_same_as_file_and_as_plain_data(text: str) -> None:
    workshop = parsed(text)
    # By their looks, which tell the order of days and items too; values that are equal may differ in that.
    assert repr(from_plain(Workshop, to_plain(workshop))) == repr(workshop)
    assert repr(parsed(written(workshop_entries(workshop)))) == repr(workshop)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(workshop_files())
def test_a_row_gives_the_value_that_the_file_gives(database: Database, text: str) -> None:
    workshop = parsed(text)
    found = kept(database, keep(database, workshop))
    assert repr(found) == repr(workshop)
    assert repr(parsed(written(workshop_entries(found)))) == repr(workshop)


@pytest.mark.parametrize("folder", KITS, ids=lambda folder: folder.name)
def test_shipped_workshops_pass_through_a_row_unchanged(database: Database, folder: Path) -> None:
    workshops = read_kit(folder).workshops
    assert workshops
    for workshop in workshops.values():
        found = kept(database, keep(database, workshop))
        assert repr(found) == repr(workshop)
        assert repr(parsed(written(workshop_entries(found)), workshop.id)) == repr(workshop)


def test_plain_data_of_another_shape_are_refused() -> None:
    plain = to_plain(make_workshop())
    assert isinstance(plain, dict)
    for wrong in ({**plain, "address": "x"}, {**plain, "people": [1]}, {**plain, "paper": "a3"}, {**plain, "to": 3}):
        with pytest.raises(ValueError, match=r"has no|is meant|is none of|none of"):
            from_plain(Workshop, wrong)
    with pytest.raises(TypeError, match="no plain form"):
        to_plain(object())


# ── sealed ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def secret_workshop() -> Workshop:
    made = parsed(
        written(
            {
                "kit": "san-salvador",
                "edition": "2026.1",
                "place": {"es": PLACE, "en": PLACE},
                "from": "2031-04-17",
                "country": "sv",
                "languages": ["es", "en"],
                "hours": {"from": "08:30", "to": "17:00"},
                "people": {"es": 24},
                "facilitators": {"lead": "Canaria"},
            }
        )
    )
    return replace(made, days={"day-1": DayHours(date_=date(2031, 4, 18))})


def test_a_copy_of_the_database_tells_no_place_no_day_and_nobody(database: Database) -> None:
    ident = keep(database, secret_workshop())
    assert kept(database, ident) == secret_workshop()
    with reading(database) as db_session:
        connection = db_session.connection()
        tables = WorkshopRow.metadata.sorted_tables
        said = repr([[tuple(row) for row in connection.execute(select(table))] for table in tables])
    assert "san-salvador" in said
    if database.file:
        said += database.file.read_bytes().decode("latin-1")
    assert not [word for word in (PLACE, "Milpas", "2031-04", "Canaria") if word in said]


def test_another_key_and_another_place_open_nothing(database: Database) -> None:
    first, second = (keep(database, secret_workshop()) for _ in range(2))
    with reading(database) as db_session, pytest.raises(DiskError) as caught:
        to_workshop(get_workshop_row(db_session, first), Vault(new_key()))
    assert caught.value.code == "sealed-unreadable"
    with writing(database) as db_session:
        rows = [get_workshop_row(db_session, ident) for ident in (first, second)]
        rows[0].parts[0].sealed = rows[1].parts[0].sealed
    with reading(database) as db_session, pytest.raises(DiskError):
        to_workshop(get_workshop_row(db_session, first), VAULT)


def test_without_its_own_key_a_workshop_is_gone(database: Database) -> None:
    ident = keep(database, secret_workshop())
    with writing(database) as db_session:
        db_session.delete(db_session.get_one(WorkshopKeyRow, ident))
    with pytest.raises(NotFound) as caught:
        kept(database, ident)
    assert caught.value.code == "workshop-erased"


def test_a_deleted_workshop_leaves_no_row(database: Database) -> None:
    ident = keep(database, secret_workshop())
    change(database, ident, replace(secret_workshop(), people={"es": 3}), "people", 1)
    with writing(database) as db_session:
        db_session.delete(get_workshop_row(db_session, ident))
    with reading(database) as db_session:
        tables = [table for table in WorkshopRow.metadata.sorted_tables if table.name.startswith("workshop")]
        assert [table.name for table in tables if db_session.connection().execute(select(table)).first()] == []


def test_no_workshop_has_that_id(database: Database) -> None:
    with reading(database) as db_session, pytest.raises(NotFound):
        get_workshop_row(db_session, "0" * 32)


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def change(database: Database, ident: str, workshop: Workshop, part: str, version: int) -> int:
    with writing(database) as db_session:
        row = get_workshop_row(db_session, ident)
        return save_part(db_session, VAULT, row, workshop, Change(part, version, None, NOW))


def test_a_part_is_saved_by_itself_and_what_it_said_before_is_kept(database: Database) -> None:
    first = make_workshop(people={"es": 12})
    ident = keep(database, first)
    second = replace(first, people={"es": 20}, country="hn")
    assert change(database, ident, second, "people", 1) == 2
    now = kept(database, ident)
    assert (now.people, now.country) == ({"es": 20}, first.country)
    with reading(database) as db_session:
        row = get_workshop_row(db_session, ident)
        assert past_of(db_session, VAULT, row, "people", 1) == first
        assert past_of(db_session, VAULT, row, "people", 2) == now
        with pytest.raises(NotFound):
            past_of(db_session, VAULT, row, "people", 7)


def test_the_past_can_be_forgotten(database: Database) -> None:
    ident = keep(database, make_workshop())
    change(database, ident, make_workshop(people={"es": 3}), "people", 1)
    with writing(database) as db_session:
        forget_past(db_session, get_workshop_row(db_session, ident))
    with reading(database) as db_session:
        assert db_session.scalars(select(WorkshopPastRow)).all() == []


def test_who_comes_second_overwrites_nothing(database: Database) -> None:
    ident = keep(database, make_workshop())
    change(database, ident, make_workshop(people={"es": 20}), "people", 1)
    with pytest.raises(Conflict) as caught:
        change(database, ident, make_workshop(people={"es": 30}), "people", 1)
    assert caught.value.details == {"part": "people", "version": "2"}
    assert kept(database, ident).people == {"es": 20}
    assert change(database, ident, make_workshop(people={"es": 30}), "people", 2) == 3


def test_who_change_different_parts_never_meet(database: Database) -> None:
    ident = keep(database, make_workshop())
    change(database, ident, make_workshop(people={"es": 20}), "people", 1)
    later = replace(make_workshop(), anchors={"lunch": time(13, 0)})
    assert change(database, ident, later, "when", 1) == 2
    now = kept(database, ident)
    assert (now.people, now.anchors) == ({"es": 20}, {"lunch": time(13, 0)})


@pytest.mark.parametrize("seed", range(5))
def test_of_many_who_save_one_agenda_nobody_s_words_are_lost(database: Database, seed: int) -> None:
    """Two people, each saving ten agendas, in whatever order: what was acknowledged is there, now or in the past."""
    ident = keep(database, make_workshop())
    acknowledged: list[tuple[int, int]] = []

    def save_ten(person: int) -> None:
        dice = random.Random(seed * 10 + person)  # noqa: S311 - no secret
        for number in range(10):
            minutes = 100 * person + number + 1
            with reading(database) as db_session:
                version = version_of(get_workshop_row(db_session, ident), "agenda")
            wanted = replace(make_workshop(), agenda=make_agenda({"a": AgendaItem(session="a", minutes=minutes)}))
            try:
                saved = change(database, ident, wanted, "agenda", version if dice.random() > 0.2 else version - 1)
            except Conflict:
                continue
            acknowledged.append((saved, minutes))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save_ten, (0, 1)))
    assert acknowledged
    with reading(database) as db_session:
        row = get_workshop_row(db_session, ident)
        found = {version: minutes_in(past_of(db_session, VAULT, row, "agenda", version)) for version, _ in acknowledged}
    assert found == dict(acknowledged)
    assert len(acknowledged) == len(dict(acknowledged))


def minutes_in(workshop: Workshop) -> int | None:
    assert workshop.agenda is not None
    return workshop.agenda.days["day-1"].items["a"].minutes


def test_who_gives_it_and_who_changed_it_may_go(database: Database) -> None:
    made = make_workshop(groups={"flor": Group(people=4)})
    ident = keep(database, made)
    with reading(database) as db_session:
        row = get_workshop_row(db_session, ident)
        assert (row.members, row.kit, row.created_at) == ([], made.kit, NOW)
        assert row.created_at < NOW + timedelta(seconds=1)
