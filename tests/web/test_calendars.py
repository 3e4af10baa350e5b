"""The agenda for a facilitator's own calendar: her hours and her sessions, nobody's place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from icalendar import Calendar

from tests.web.desks import begin, desk_place, facilitator, opened
from tests.web.people import Browser, Place
from trainingkit.domain.agenda import schedule
from trainingkit.services.desk import Office, Saving, save
from trainingkit.services.readings import Readings
from trainingkit.storage.database import writing

PLACE = "Casa de las Costureras, Colonia Escalón"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = desk_place(tmp_path_factory.mktemp("calendars"))
    yield made
    made.server.database.close()


def events(browser: Browser, address: str) -> list[dict[str, object]]:
    answer = browser.get(address)
    assert answer.mimetype == "text/calendar", answer.text
    return [dict(each) for each in Calendar.from_ical(answer.data).walk("VEVENT")]


@pytest.mark.parametrize("language", ["es", "en"])
def test_times_are_those_of_the_agenda(place: Place, language: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    found = events(browser, f"/{language}/workshops/{ident}/agenda.ics")
    on = opened(place, ident)
    planned = [(day.date, slot) for day in schedule(on.kit, on.workshop).days for slot in day.slots]
    assert [(each["DTSTART"].dt, each["DTEND"].dt) for each in found] == [  # type: ignore[attr-defined]
        (datetime.combine(day, slot.starts_at), datetime.combine(day, slot.ends_at)) for day, slot in planned if day
    ]
    assert all(each["DTSTART"].dt.tzinfo is None for each in found)  # type: ignore[attr-defined]
    words = {"es": "Almuerzo", "en": "Lunch"}
    assert words[language] in {str(each["SUMMARY"]) for each in found}
    assert len({str(each["UID"]) for each in found}) == len(found)


def test_a_role_gets_what_it_leads(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    page = browser.get(f"/es/workshops/{ident}/agenda").text
    on = opened(place, ident)
    leads = {slot.lead for slot in schedule(on.kit, on.workshop).slots} - {None}
    assert leads
    for lead in leads:
        address = f"/es/workshops/{ident}/agenda.ics?lead={lead}"
        assert f'href="{address}"' in page
        mine = [slot for slot in schedule(on.kit, on.workshop).slots if slot.lead == lead]
        assert len(events(browser, address)) == len(mine)
    assert browser.get(f"/es/workshops/{ident}/agenda.ics?lead=nobody").status_code == 404


def test_neither_the_place_nor_the_name_is_in_it(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, title="Encuentro Quetzaltepeque")
    readings = place.app.extensions["trainingkit-readings"]
    assert isinstance(readings, Readings)
    on = opened(place, ident)
    with writing(place.server.database) as db_session:
        told = replace(on.workshop.title, source=PLACE) if on.workshop.title else None
        saving = Saving({"when": on.versions["when"]}, on.members[0].account)
        save(db_session, Office(place.server, readings), ident, saving, lambda now: replace(now, place=told))
    content = browser.get(f"/es/workshops/{ident}/agenda.ics").text
    assert "Costureras" not in content
    assert "Quetzaltepeque" not in content
    assert "LOCATION" not in content


def test_a_stranger_finds_nothing(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    _, stranger = facilitator(place)
    assert stranger.get(f"/es/workshops/{ident}/agenda.ics").status_code == 404
