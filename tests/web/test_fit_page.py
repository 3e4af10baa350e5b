"""A workshop fitted to another time and another country in a browser."""

import re
from collections.abc import Iterator

import pytest

from tests.web.desks import begin, desk_place, facilitator, opened
from tests.web.people import Browser, Place
from trainingkit.domain.agenda import schedule
from trainingkit.errors import Severity
from trainingkit.services.workshopchecks import problems_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = desk_place(tmp_path_factory.mktemp("fit"))
    yield made
    made.server.database.close()


ONE_DAY = {"days": "1", "begins": "09:00", "ends": "16:30"}


def ask(browser: Browser, ident: str, **wish: str) -> str:
    return browser.get(f"/es/workshops/{ident}/fit", query_string={**ONE_DAY, "country": "sv", **wish}).text


def take(browser: Browser, page: str, ident: str, choose: int, **wish: str) -> int:
    versions = dict(re.findall(r'name="(version\.[a-z]+)" value="(\d+)"', page))
    said = {**ONE_DAY, "country": "sv", **wish, **versions, "choose": str(choose)}
    return browser.send(f"/es/workshops/{ident}/fit", **said).status_code


def test_three_proposals_say_what_each_loses_and_one_is_taken_over(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    before = opened(place, ident).workshop
    page = ask(browser, ident)
    assert page.count('class="offer"') == 3
    assert page.count("Qué se pierde") == 3
    assert opened(place, ident).workshop == before
    assert take(browser, page, ident, 2) == 303
    made = opened(place, ident)
    assert len(schedule(made.kit, made.workshop).days) == 1
    assert made.workshop.from_ == made.workshop.to == before.from_
    assert made.workshop.title == before.title
    assert [group.people for group in made.workshop.groups.values()] == [8, 8, 7, 7]
    readings = place.app.extensions["trainingkit-readings"]
    assert [each.code for each in problems_of(made, readings) if each.severity is Severity.ERROR] == []
    assert take(browser, page, ident, 1) == 409  # the proposals were for what it was
    assert take(browser, ask(browser, ident), ident, 9) in (409, 422)


def test_the_kit_made_for_a_country_is_taken_there(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    page = ask(browser, ident, country="pe")
    assert "«Un día antes de sentarnos con la marca»" in page
    assert take(browser, page, ident, 1, country="pe") == 303
    made = opened(place, ident).workshop
    assert (made.kit, made.country) == ("peru-dialogue", "pe")
    assert made.from_ == made.to
    readings = place.app.extensions["trainingkit-readings"]
    found = problems_of(opened(place, ident), readings)
    assert [each.code for each in found if each.severity is Severity.ERROR] == []
    assert made.title is not None
    assert made.title.source == "Curso de formación"


def test_too_little_time_says_how_much_would_do(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    assert 'class="trouble"' in ask(browser, ident, ends="10:00")
    answer = browser.get(f"/es/workshops/{ident}/fit", query_string={**ONE_DAY, "days": "x", "country": "sv"})
    assert answer.status_code == 422
