"""A place with the shipped kits, and a facilitator who begins workshops there."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from tests.web.people import TOP, Browser, Place, make_place
from trainingkit.domain.access import Rank
from trainingkit.services.desk import Office, Opened, open_workshop
from trainingkit.services.readings import Readings
from trainingkit.storage.database import reading

SHIPPED = TOP / "kits"
ANSWERS = {
    "kit": "san-salvador",
    "title": "Curso de formación",
    "first": date(2027, 5, 19).isoformat(),
    "people": "30",
    "country": "sv",
}


_READ: dict[str, Any] = {}
"""What one place has read of the shipped kits others take over: it takes seconds, and no test changes their files."""


def desk_place(folder: Path, database: str = "") -> Place:
    made = make_place(folder, database, SHIPPED)
    readings = made.app.extensions["trainingkit-readings"]
    assert isinstance(readings, Readings)
    readings._kept = _READ
    return made


def facilitator(place: Place) -> tuple[str, Browser]:
    ident = place.add(Rank.FACILITATOR)
    return ident, place.signed_in(ident)


def begin(browser: Browser, **answers: str) -> str:
    """A new workshop's id."""
    made = browser.fill("/es/workshops/new", **{**ANSWERS, **answers})
    assert made.status_code == 303, made.text
    found = re.search(r"/es/workshops/([0-9a-f]{32})/", str(made.location))
    assert found
    return found[1]


def opened(place: Place, ident: str) -> Opened:
    readings = place.app.extensions["trainingkit-readings"]
    assert isinstance(readings, Readings)
    with reading(place.server.database) as db_session:
        return open_workshop(db_session, Office(place.server, readings), ident)


def fields_of(page: str) -> dict[str, str]:
    """What stands in the form that a page shows, as a browser would send it."""
    found: dict[str, str] = {}
    form = page[page.index('<form method="post" class="form"') :].partition("</form>")[0]
    for tag in re.findall(r"<input [^>]*>", form):
        name = re.search(r' name="([^"]*)"', tag)
        value = re.search(r' value="([^"]*)"', tag)
        if name and ('type="checkbox"' not in tag or " checked" in tag):
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found | dict(re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL))
