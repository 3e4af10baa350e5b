"""Workshops in a browser: begun by four answers, changed, undone, in conflict, shared, copied, erased."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from tests.databases import address, postgres
from tests.web.desks import begin, desk_place, facilitator, fields_of, opened
from tests.web.people import Browser, Place
from trainingkit.domain.access import Rank
from trainingkit.errors import Severity
from trainingkit.services.workshopchecks import problems_of

__all__ = ["address", "postgres"]


@pytest.fixture
def place(tmp_path: Path, address: str) -> Iterator[Place]:
    made = desk_place(tmp_path, address)
    yield made
    made.server.database.close()


def errors(place: Place, ident: str) -> list[str]:
    found = problems_of(opened(place, ident), place.app.extensions["trainingkit-readings"])
    return [each.code for each in found if each.severity is Severity.ERROR]


# ── beginning ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_four_answers_make_a_workshop_that_builds(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    made = opened(place, ident).workshop
    assert (made.languages, made.head_count, str(made.from_), str(made.to)) == (
        ("es", "en"),
        30,
        "2027-05-19",
        "2027-05-21",
    )
    assert made.title is not None
    assert made.title.find("en") == "Curso de formación"
    assert [group.case for group in made.groups.values()][:2] == ["child-care", "precarious-work"]
    assert sum(group.people for group in made.groups.values()) == 30
    assert errors(place, ident) == []
    page = browser.get(f"/en/workshops/{ident}/").text
    assert "Curso de formación" in page
    assert "May 19 to 21, 2027" in page


CARDS = ("san-salvador", "san-salvador.one-day", "san-salvador.half-day", "peru-dialogue")


def test_every_card_builds_for_every_number(tmp_path: Path) -> None:
    place = desk_place(tmp_path)
    _, browser = facilitator(place)
    for kit in CARDS:
        for people in ("2", "9", "13", "47", "120", "240"):
            ident = begin(browser, kit=kit, people=people, country="pe" if kit == "peru-dialogue" else "sv")
            found = set(errors(place, ident))
            assert found <= ({"group-too-small"} if int(people) < 6 else set()), (kit, people)
    place.server.database.close()


def test_what_makes_no_sense_is_said_at_its_field_and_nothing_typed_is_lost(place: Place) -> None:
    _, browser = facilitator(place)
    answer = browser.fill("/es/workshops/new", kit="nada", title="Mi <b>curso</b>", first="mañana", people="1e3")
    assert answer.status_code == 422
    page = answer.text
    assert "Mi &lt;b&gt;curso&lt;/b&gt;" in page
    for field in ("kit", "first", "people", "country"):
        assert f'id="{field}-problem"' in page, field
    assert 'id="title-problem"' not in page
    assert browser.get("/es/workshops/").text.count('<h2 class="row">') == 0


def test_the_other_language_keeps_what_was_typed(place: Place) -> None:
    _, browser = facilitator(place)
    browser.get("/es/workshops/new")
    answer = browser.send("/en/workshops/new", go="stay", title="Curso", first="2027-01-01")
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text
    assert 'value="Curso"' in answer.text
    assert 'value="2027-01-01"' in answer.text


# ── forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def form(browser: Browser, ident: str, name: str = "about") -> dict[str, str]:
    """What a browser would send if nothing was changed."""
    return {
        name: unescape(value)
        for name, value in fields_of(browser.get(f"/es/workshops/{ident}/set/{name}").text).items()
    }


@pytest.mark.parametrize("name", ["about", "when"])
def test_a_form_that_nobody_changed_changes_nothing(place: Place, name: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    before = opened(place, ident)
    said = form(browser, ident, name)
    assert browser.post(f"/es/workshops/{ident}/set/{name}", data=said).status_code == 303
    after = opened(place, ident)
    assert after.workshop == before.workshop
    assert after.versions == before.versions


def test_a_form_saves_its_part(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    said = form(browser, ident, "when")
    changed = {"place.es": "Casa  grande", "place.en": "A big house", "hours.from": "09:00", "days.day-2.to": "13:00"}
    assert browser.post(f"/es/workshops/{ident}/set/when", data={**said, **changed}).status_code == 303
    made = opened(place, ident)
    assert made.workshop.place is not None
    assert (made.workshop.place.source, made.workshop.place.find("en")) == ("Casa grande", "A big house")
    assert f"{made.workshop.hours.from_:%H:%M}" == "09:00"
    assert f"{made.workshop.days['day-2'].to:%H:%M}" == "13:00"
    assert "day-overrun" in errors(place, ident)
    page = browser.get(f"/es/workshops/{ident}/").text
    assert "Grupo" not in page


def test_a_workshop_of_another_sector(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    where = f"/es/workshops/{ident}/set/about"
    page = browser.get(where).text
    assert "Como en el kit (Confección)" in page
    assert '<option value="electronics">Electrónica</option>' in page
    assert browser.post(where, data={**fields_of(page), "sector": "electronics"}).status_code == 303
    found = opened(place, ident)
    assert found.workshop.sector == found.kit.about.sector == "electronics"
    assert found.whole.about.sector == "garment"
    page = browser.get(f"/es/workshops/{ident}/").text
    assert f'href="/es/workshops/{ident}/kit"' in page.partition('id="problems"')[2]
    assert "Electrónica" in page
    # the kit's own is nothing of the workshop's
    assert browser.post(where, data={**fields_of(browser.get(where).text), "sector": "garment"}).status_code == 303
    assert opened(place, ident).workshop.sector is None


def test_two_people_save_the_same_and_both_texts_are_shown(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    said = form(browser, ident)
    first = browser.post(f"/es/workshops/{ident}/set/about", data={**said, "title.es": "Lo de Ana"})
    second = browser.post(f"/es/workshops/{ident}/set/about", data={**said, "title.es": "Lo de Bety"})
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Lo de Ana" in second.text
    assert 'value="Lo de Bety"' in second.text
    kept = opened(place, ident).workshop.title
    assert kept is not None
    assert kept.source == "Lo de Ana"
    # what the second one sees can be saved as it is
    again = browser.post(f"/es/workshops/{ident}/set/about", data=fields_of(second.text))
    assert again.status_code == 303
    kept = opened(place, ident).workshop.title
    assert kept is not None
    assert kept.source == "Lo de Bety"


def test_undo_brings_back_and_can_itself_be_undone(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    original = opened(place, ident).workshop
    browser.post(f"/es/workshops/{ident}/set/about", data={**form(browser, ident), "title.es": "Otro"})
    browser.get(f"/es/workshops/{ident}/set/about")
    assert browser.send(f"/es/workshops/{ident}/undo/about", version="2").status_code == 303
    assert opened(place, ident).workshop == original
    # Once more by mistake: it says so already.
    assert browser.send(f"/es/workshops/{ident}/undo/about", version="2").status_code == 303
    assert opened(place, ident).versions["about"] == 3
    assert browser.send(f"/es/workshops/{ident}/undo/about", version="3").status_code == 303
    assert browser.send(f"/es/workshops/{ident}/undo/about", version="3", to="1").status_code == 409
    title = opened(place, ident).workshop.title
    assert title is not None
    assert title.source == "Otro"
    page = browser.get(f"/es/workshops/{ident}/before/about").text
    assert page.count("/undo/about") == 3
    assert browser.get(f"/es/workshops/{ident}/before/nothing").status_code == 404


# ── sharing, copying, erasing ───────────────────────────────────────────────────────────────────────────────────────


def test_sharing(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    colleague = place.add(Rank.FACILITATOR, name="colega")
    place.add(Rank.PARTNER, name="afuera")
    other = place.signed_in(colleague)
    assert other.get(f"/es/workshops/{ident}/").status_code == 404
    browser.get(f"/es/workshops/{ident}/share")
    for name in ("nadie", "afuera", ""):
        assert browser.send(f"/es/workshops/{ident}/share", name=name).status_code == 422
    assert browser.send(f"/es/workshops/{ident}/share", name=" Colega ").status_code == 303
    assert browser.send(f"/es/workshops/{ident}/share", name="colega").status_code == 422
    assert other.get(f"/es/workshops/{ident}/").status_code == 200
    assert "compartido" in other.get("/es/workshops/").text
    assert other.get(f"/es/workshops/{ident}/share").status_code == 404
    browser.get(f"/es/workshops/{ident}/share")
    assert browser.send(f"/es/workshops/{ident}/share/{colleague}").status_code == 303
    assert other.get(f"/es/workshops/{ident}/").status_code == 404


def test_sharing_wants_her_to_confirm(place: Place) -> None:
    ident, browser = facilitator(place)
    made = begin(browser)
    later = place.signed_in(ident, confirmed_ago=600)
    assert "/confirm" in str(later.get(f"/es/workshops/{made}/share").location)


def test_a_copy_says_the_same_without_the_place(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    browser.post(f"/es/workshops/{ident}/set/when", data={**form(browser, ident, "when"), "place.es": "Casa"})
    browser.get(f"/es/workshops/{ident}/")
    answer = browser.send(f"/es/workshops/{ident}/copy")
    copy = str(answer.location).split("/")[3]
    assert copy != ident
    assert opened(place, copy).workshop == replace(opened(place, ident).workshop, place=None)
    assert len(opened(place, copy).members) == 1


def test_erasing_asks_first(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    assert browser.get(f"/es/workshops/{ident}/erase").status_code == 200
    assert browser.get(f"/es/workshops/{ident}/").status_code == 200
    browser.get(f"/es/workshops/{ident}/erase")
    assert browser.send(f"/es/workshops/{ident}/erase").status_code == 303
    assert browser.get(f"/es/workshops/{ident}/").status_code == 404
    assert ident not in browser.get("/es/workshops/").text


def test_an_administrator_sees_no_workshop_of_others(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    admin = place.signed_in(place.add(Rank.ADMIN))
    missing = admin.get(f"/es/workshops/{'0' * 32}/")
    found = admin.get(f"/es/workshops/{ident}/")
    assert (found.status_code, found.data) == (404, missing.data)
    assert admin.get("/es/workshops/").status_code == 404
