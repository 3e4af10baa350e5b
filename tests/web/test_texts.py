"""A workshop's own words: looked for, written in each language, in conflict, taken back; and the forms for groups and
for the values of another country."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from tests.web.desks import begin, desk_place, facilitator, fields_of, opened
from tests.web.people import Browser, Place
from trainingkit.domain.text import Circle
from trainingkit.errors import Severity
from trainingkit.services.workshopchecks import problems_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = desk_place(tmp_path_factory.mktemp("texts"))
    yield made
    made.server.database.close()


def form(browser: Browser, where: str) -> dict[str, str]:
    page = browser.get(where)
    assert page.status_code == 200
    return {name: unescape(value) for name, value in fields_of(page.text).items()}


def codes(place: Place, ident: str) -> list[str]:
    return [each.code for each in problems_of(opened(place, ident), place.app.extensions["trainingkit-readings"])]


def errors(place: Place, ident: str) -> list[str]:
    found = problems_of(opened(place, ident), place.app.extensions["trainingkit-readings"])
    return [each.code for each in found if each.severity is Severity.ERROR]


def test_a_text_is_found_changed_in_each_language_and_taken_back(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    page = browser.get(f"/es/workshops/{ident}/texts", query_string={"q": "BIENVENIDA cuidado"}).text
    found = re.search(rf"/es/workshops/{ident}/texts/(sessions/welcome/title)", page)
    assert found
    where = f"/es/workshops/{ident}/texts/{found[1]}"
    said = form(browser, where)
    assert said["text.en"]
    changed = {"text.es": "Saludo y acuerdos", "text.en": "Greeting"}
    answer = browser.post(where, data={**said, **changed})
    assert (answer.status_code, answer.location) == (303, f"{where}?saved=1")
    kit = opened(place, ident).kit
    assert kit.sessions["welcome"].title.find("en") == "Greeting"
    assert errors(place, ident) == []
    assert "Saludo y acuerdos" in browser.get(f"/es/workshops/{ident}/texts").text
    stale = browser.post(where, data={**said, "text.es": "Otra cosa"})
    assert stale.status_code == 409
    assert "Saludo y acuerdos" in stale.text
    assert 'value="Otra cosa"' in stale.text
    back = {**form(browser, where), "text.es": "", "text.en": ""}
    assert browser.post(where, data=back).status_code == 303
    assert opened(place, ident).workshop.change == {}
    assert browser.get(f"/es/workshops/{ident}/texts/cases/nothing").status_code == 404


def test_a_slot_that_is_none_is_said_with_the_way_to_its_text(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    where = f"/es/workshops/{ident}/texts/sessions/welcome/title"
    browser.post(where, data={**form(browser, where), "text.es": "Hola {nadie}", "text.en": "Hello {nadie}"})
    assert "unknown-slot" in codes(place, ident)
    assert where in browser.get(f"/es/workshops/{ident}/").text


def test_groups_cases_replies_and_care(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    where = f"/es/workshops/{ident}/set/people"
    said = form(browser, where)
    before = opened(place, ident).workshop
    assert browser.post(where, data=said).status_code == 303
    assert opened(place, ident).workshop == before
    assert "nobody-takes-care" in codes(place, ident)
    changed = {"groups.rombo": "", "groups.flor": "15", "facilitators.care": "LP", "replies.flor": "child-care-b"}
    assert browser.post(where, data={**said, **changed}).status_code == 303
    made = opened(place, ident).workshop
    assert list(made.groups) == ["flor", "montana", "estrella"]
    assert made.replies == {"flor": "child-care-b"}
    assert made.facilitators == {"care": "LP"}
    assert "nobody-takes-care" not in codes(place, ident)
    wrong = browser.post(where, data={**form(browser, where), "groups.flor": "400", "groups.montana.case": "x"})
    assert wrong.status_code == 422
    assert 'id="groups.flor-problem"' in wrong.text


def test_where_people_are_sent_is_asked_for_until_somebody_asked_there(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    where = f"/es/workshops/{ident}/set/people"
    one = f"/es/workshops/{ident}/"
    assert "referral-missing" in codes(place, ident)
    page = browser.get(where).text
    assert f'href="{where}#referral.to.health.es"' in browser.get(one).text
    assert 'id="referral.to.health.es"' in page
    said = {**form(browser, where), "referral.to.health.es": "La clínica del barrio"}
    assert browser.post(where, data=said).status_code == 303
    kept = opened(place, ident).workshop.referral
    assert kept.to["health"].find("en") == "La clínica del barrio"  # a name is the same in all until somebody says so
    assert kept.to["health"].audience.circle is Circle.FACILITATOR
    assert "referral-unconfirmed" in codes(place, ident)
    assert f'href="{where}#referral.confirmed"' in browser.get(one).text
    assert browser.post(where, data={**form(browser, where), "referral.confirmed": "2027-05-10"}).status_code == 303
    assert not [code for code in codes(place, ident) if code.startswith("referral")]
    made = browser.fill(f"{one}copy")
    copied = str(made.location).split("/")[-2]
    assert opened(place, copied).workshop.referral == replace(
        opened(place, ident).workshop.referral, confirmed=None
    )  # who holds it once more asks there once more


def test_values_of_another_country_are_asked_for_and_mend_it(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, country="pe")
    assert "moved-facts" in errors(place, ident)
    where = f"/es/workshops/{ident}/set/facts"
    said = form(browser, where)
    wanted = [name for name in said if name.startswith(("cases.", "role-plays."))]
    assert len(wanted) > 50
    wrong = browser.post(where, data={**said, wanted[0]: "mucho"})
    assert wrong.status_code == 422
    given = dict.fromkeys(wanted, "12,5")
    assert browser.post(where, data={**said, **given}).status_code == 303
    assert "moved-facts" not in errors(place, ident)
    assert opened(place, ident).workshop.facts["cases/child-care"]["wage"] == "12.5"


def test_each_problem_leads_to_a_field_that_is_there(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, country="pe")
    about = f"/es/workshops/{ident}/set/about"
    browser.post(about, data={**form(browser, about), "sector": "electronics", "funder.es": "Red de apoyo"})
    when = f"/es/workshops/{ident}/set/when"
    browser.post(when, data={**form(browser, when), "to": "2027-05-30"})
    people = f"/es/workshops/{ident}/set/people"
    browser.post(people, data={**form(browser, people), "groups.flor": "30"})
    text = f"/es/workshops/{ident}/texts/sessions/welcome/title"
    browser.post(text, data={**form(browser, text), "text.es": "Hola", "text.en": ""})
    found = set(codes(place, ident))
    assert {"moved-facts", "moved-sector", "too-few-days", "groups-do-not-add-up", "missing-translation"} <= found
    page = unescape(browser.get(f"/es/workshops/{ident}/").text).partition('id="problems"')[2]
    assert "`" not in page
    assert ".yaml" not in page
    ways = re.findall(r'<a href="([^"#]*)(?:#([^"]*))?">Corregirlo aquí', page)
    assert f"{about}#funder.en" in {f"{way}#{field}" for way, field in ways}
    for way, field in dict.fromkeys(ways):
        shown = browser.get(way)
        assert shown.status_code == 200, way
        assert not field or f'id="{field}"' in unescape(shown.text), (way, field)
    assert len(ways) == page.count('<li class="error">') + page.count('<li class="warning">')
