"""A workshop goes over to another variant, to a kit of its family, and back, with what changes said before."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from tests.web.desks import begin, desk_place, facilitator, fields_of, opened
from tests.web.people import Browser, Place
from trainingkit.errors import Severity
from trainingkit.services.workshopchecks import problems_of
from trainingkit.storage.workshops import PARTS


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = desk_place(tmp_path_factory.mktemp("kit-page"))
    yield made
    made.server.database.close()


def look(browser: Browser, ident: str, choose: str = "") -> str:
    answer = browser.get(f"/es/workshops/{ident}/kit", query_string={"choose": choose} if choose else {})
    assert answer.status_code == 200
    return unescape(answer.text)


def versions(place: Place, ident: str) -> dict[str, str]:
    found = opened(place, ident).versions
    return {f"version.{part}": str(found[part]) for part in PARTS}


def test_a_day_instead_of_three_and_back(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    where = f"/es/workshops/{ident}/kit"
    people = fields_of(browser.get(f"/es/workshops/{ident}/set/people").text)
    browser.post(f"/es/workshops/{ident}/set/people", data={**people, "facilitators.care": "LP", "groups.flor": "9"})
    before = opened(place, ident).workshop
    page = look(browser, ident, "san-salvador.one-day")
    assert "Días: ahora 3, después 1." in page
    assert "Queda fuera «Mapeo de marcas»." in page
    assert "No hay mapa de marcas" in page  # what its authors say
    assert opened(place, ident).workshop == before  # looking changes nothing
    old = versions(place, ident)
    done = browser.post(where, data={"csrf_token": browser.token, **old, "choose": "san-salvador.one-day"})
    assert done.status_code == 303
    made = opened(place, ident).workshop
    assert (made.variant, made.to) == ("one-day", before.from_)
    assert {group.case for group in made.groups.values()} == {"precarious-work"}
    assert made.groups["flor"].people == 9
    assert (made.title, made.facilitators, made.people) == (before.title, before.facilitators, before.people)
    found = problems_of(opened(place, ident), place.app.extensions["trainingkit-readings"])
    assert [each.code for each in found if each.severity is Severity.ERROR] == []
    # a page from before is told of the change
    stale = browser.post(where, data={"csrf_token": browser.token, **old, "choose": "san-salvador.half-day"})
    assert stale.status_code == 409
    page = browser.get(str(done.location)).text
    was = page.partition('name="was" value="')[2].partition('"')[0]
    assert "about.1" in was
    back = browser.post(where, data={"csrf_token": browser.token, **versions(place, ident), "was": was})
    assert back.status_code == 303
    assert opened(place, ident).workshop == before


def test_a_kit_made_for_the_sector_is_offered_and_taken(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, country="mx")
    assert "hecho para su país y su sector" not in look(browser, ident)
    about = f"/es/workshops/{ident}/set/about"
    browser.post(about, data={**fields_of(browser.get(about).text), "sector": "electronics"})
    before = opened(place, ident).workshop
    assert "hecho para su país y su sector" in look(browser, ident)
    said = {**versions(place, ident), "choose": "guadalajara-electronics", "csrf_token": browser.token}
    assert browser.post(f"/es/workshops/{ident}/kit", data=said).status_code == 303
    made = opened(place, ident).workshop
    assert (made.kit, made.country, made.sector) == ("guadalajara-electronics", "mx", None)
    assert replace(made, title=before.title) == made
    wrong = {**versions(place, ident), "choose": "freedom-of-association", "csrf_token": browser.token}
    assert browser.post(f"/es/workshops/{ident}/kit", data=wrong).status_code == 404
