"""A facilitator's pack by link: made by whoever may see guides, opened by whoever has it, gone when it is over."""

import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest

from tests.web.people import Browser, Place, make_place, press_of
from trainingkit.domain.access import Rank
from trainingkit.services.jobs import run_next

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = make_place(tmp_path_factory.mktemp("packs"))
    yield made
    made.server.database.close()


def facilitator(place: Place) -> Browser:
    return place.signed_in(place.add(Rank.FACILITATOR))


def made_link(browser: Browser, **fields: str) -> str:
    page = browser.fill("/es/packs/", **{"kit": "water", "languages": "es", "days": "7", **fields})
    assert page.status_code == 200, page.text
    found = re.search(r"<code>https?://[^/]+(/es/pack/[^<]+)</code>", page.text)
    assert found, page.text
    return unescape(found[1])


def make_files(place: Place) -> None:
    while run_next(place.server, press_of(place)):
        pass


def test_whoever_has_the_link_downloads_everything(place: Place) -> None:
    link = made_link(facilitator(place))
    nobody = place.browser()
    assert "están por prepararse" in nobody.get(link).text
    make_files(place)
    page = nobody.get(link)
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    answer = nobody.get(f"{link}pack.zip")
    with zipfile.ZipFile(BytesIO(answer.data)) as found:
        names = found.namelist()
    assert any("guia" in name for name in names)
    assert all(name.startswith("es/") for name in names)
    part = nobody.get(f"{link}pack.zip", headers={"Range": "bytes=10-"})
    assert part.status_code == 206
    assert answer.data[10:] == part.data
    english = nobody.get(link.replace("/es/", "/en/"))
    assert "confidential" in english.text


def test_the_secret_is_shown_once(place: Place) -> None:
    browser = facilitator(place)
    link = made_link(browser)
    secret = link.split("/")[3]
    assert secret not in browser.get("/es/packs/").text


def test_a_link_that_is_over_or_taken_back_is_as_if_it_never_was(place: Place) -> None:
    browser = facilitator(place)
    first, second = made_link(browser), made_link(browser, days="1")
    never = place.browser().get("/es/pack/never/").text
    page = browser.get("/es/packs/").text
    for action in re.findall(r'action="(/es/packs/[0-9a-f]{32}/take-back)"', page):
        assert browser.send(action).status_code == 303
        browser.get("/es/packs/")
    for link in (first, second):
        answer = place.browser().get(link)
        assert (answer.status_code, answer.text) == (404, never)
        assert place.browser().get(f"{link}pack.zip").status_code == 404
    third = made_link(browser, days="1")
    place.clock.shift = timedelta(days=1, seconds=1)
    try:
        assert place.browser().get(third).text == never
    finally:
        place.clock.shift = timedelta()


def test_only_its_maker_and_administrators_take_a_link_back(place: Place) -> None:
    browser = facilitator(place)
    link = made_link(browser)
    (action,) = re.findall(r'action="(/es/packs/[0-9a-f]{32}/take-back)"', browser.get("/es/packs/").text)
    other = facilitator(place)
    other.get("/es/packs/")
    assert other.send(action).status_code == 404
    assert place.browser().get(link).status_code == 200
    admin = place.signed_in(place.add(Rank.ADMIN))
    admin.get("/es/account/")
    assert admin.send(action).status_code == 303
    assert place.browser().get(link).status_code == 404


@pytest.mark.parametrize("rank", [Rank.PARTNER, Rank.TRANSLATOR, Rank.ADMIN])
def test_who_may_not_see_guides_makes_no_link(place: Place, rank: Rank) -> None:
    assert place.signed_in(place.add(rank)).get("/es/packs/").status_code == 404


@pytest.mark.parametrize("wrong", [{"kit": "../water"}, {"days": "365"}, {"days": ""}, {"kit": ""}])
def test_what_was_never_offered(place: Place, wrong: dict[str, str]) -> None:
    browser = facilitator(place)
    assert browser.fill("/es/packs/", **{"kit": "water", "days": "7", **wrong}).status_code == 400
