"""The logo of a workshop: given by its form, shown, copied, taken out."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.databases import address, postgres
from tests.picturefiles import picture_file
from tests.rendering.samples import LOGO
from tests.web.desks import begin, desk_place, facilitator, fields_of, opened
from tests.web.logos import NAME, PNG, about, send, send_file, with_logo
from tests.web.people import Place
from trainingkit.domain.pictures import decoded
from trainingkit.domain.workshop import Logo
from trainingkit.services.forgetting import forget_due
from trainingkit.storage.database import reading
from trainingkit.storage.models import WorkshopKeyRow, WorkshopPartRow, WorkshopPastRow

__all__ = ["address", "postgres"]


@pytest.fixture
def place(tmp_path: Path, address: str) -> Iterator[Place]:
    made = desk_place(tmp_path, address)
    yield made
    made.server.database.close()


def logo_of(place: Place, ident: str) -> Logo | None:
    return opened(place, ident).workshop.brand.logo


def test_a_logo_is_given_shown_and_taken_out(place: Place) -> None:
    _, browser = facilitator(place)
    ident = with_logo(browser)
    made = logo_of(place, ident)
    assert made is not None
    assert (made.name.find("es"), made.name.find("en")) == (NAME, "Support network")
    page = browser.get(about(ident)).text
    (source,) = re.findall(r'<img src="([^"]+)"', page)
    shown = browser.get(source)
    assert (shown.mimetype, shown.data) == ("image/png", decoded(made.png))
    assert shown.headers["Cache-Control"] == "no-store"
    assert send(browser, ident, None, title="x").status_code == 303  # saved without a file, it stays
    assert logo_of(place, ident) == made
    assert send(browser, ident, None, **{"logo-out": "yes"}).status_code == 303
    assert logo_of(place, ident) is None
    assert browser.get(source).status_code == 404
    assert "<img" not in browser.get(about(ident)).text


def test_nobody_else_sees_it(place: Place) -> None:
    _, browser = facilitator(place)
    ident = with_logo(browser)
    _, other = facilitator(place)
    assert other.get(f"/es/workshops/{ident}/logo.png").status_code == 404


WRONG = {
    "form-picture-kind": (b"%PDF-1.7", "Esto no es una imagen"),
    "form-picture-damaged": (PNG[:200], "Esta imagen está dañada"),
    "form-picture-small": (picture_file((20, 20), "PNG"), "al menos 40 puntos"),
    "form-picture-heavy": (b"\x89PNG" + bytes(2_100_000), "más de 2 MB"),
}


@pytest.mark.parametrize("code", list(WRONG))
def test_what_cannot_be_used_is_said_at_the_field_and_nothing_typed_is_lost(tmp_path: Path, code: str) -> None:
    place = desk_place(tmp_path)
    _, browser = facilitator(place)
    ident = begin(browser)
    content, words = WRONG[code]
    answer = send(browser, ident, content, **{"title.es": "Otro nombre", "logo.name.es": NAME})
    assert answer.status_code == 422
    assert words in answer.text
    assert 'id="logo-problem"' in answer.text
    assert {"title.es": "Otro nombre", "logo.name.es": NAME}.items() <= fields_of(answer.text).items()
    assert logo_of(place, ident) is None
    place.server.database.close()


def test_a_logo_needs_a_name_and_a_name_its_logo(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    nameless = send(browser, ident, PNG)
    assert (nameless.status_code, 'id="logo.name.es-problem"' in nameless.text) == (422, True)
    alone = send(browser, ident, None, **{"logo.name.es": NAME})
    assert (alone.status_code, "Falta elegir la imagen" in alone.text) == (422, True)


def test_a_picture_comes_as_a_file_only_and_to_this_form_only(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    said = {**fields_of(browser.get(about(ident)).text), "logo": LOGO, "logo.name.es": NAME}
    assert browser.post(about(ident), data=said).status_code == 422
    assert logo_of(place, ident) is None
    token = {"csrf_token": browser.token}
    assert send_file(browser, f"/es/workshops/{ident}/set/when", bytes(300_000), token).status_code == 413
    assert send_file(browser, about(ident), bytes(4_100_000), token).status_code == 413


def test_a_copy_keeps_it(place: Place) -> None:
    _, browser = facilitator(place)
    ident = with_logo(browser)
    browser.get(f"/es/workshops/{ident}/")
    copied = browser.send(f"/es/workshops/{ident}/copy", once="1")
    found = re.search(r"/workshops/([0-9a-f]{32})/", str(copied.location))
    assert found
    assert logo_of(place, found[1]) == logo_of(place, ident)


def test_it_goes_with_its_workshop_and_stays_when_the_place_is_forgotten(place: Place) -> None:
    _, browser = facilitator(place)
    ident = with_logo(browser)
    kept = logo_of(place, ident)
    place.clock.shift = timedelta(days=4000)
    assert forget_due(place.server) == 1
    assert opened(place, ident).workshop.place is None
    assert logo_of(place, ident) == kept  # it says whose paper it is, not where anybody was
    place.clock.shift = timedelta()
    browser.get(f"/es/workshops/{ident}/erase")
    assert browser.send(f"/es/workshops/{ident}/erase").status_code == 303
    assert browser.get(f"/es/workshops/{ident}/logo.png").status_code == 404
    with reading(place.server.database) as db_session:
        for row in (WorkshopPartRow, WorkshopPastRow, WorkshopKeyRow):
            assert db_session.scalar(select(func.count()).where(row.workshop_id == ident)) == 0
