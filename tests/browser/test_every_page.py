"""Every page in both languages, light and dark, on a phone and on a desk: what axe finds, what the browser complains
of, what goes beyond the edge of a screen enlarged to 400 %."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.hands import DESK, PHONE, Hands
from tests.browser.walk import ELSEWHERE, NO_PAGES, admin_pages, begin, desk_pages, make_some, public_pages, staff_pages
from tests.web.people import make_place
from trainingkit.domain.access import Rank

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Sit = Callable[..., Hands]

LOOKS = (("es", "light", DESK), ("es", "dark", PHONE), ("en", "light", PHONE), ("en", "dark", DESK))
"""Each language in each scheme and size, and each scheme in each size."""
ENLARGED = {"width": 320, "height": 640}
"""1280 pixels at 400 %."""


def found_by_axe(page: Page) -> list[str]:
    answer = Axe().run(page)
    return [
        f"{each['id']}: {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for each in answer.response["violations"]
        for node in each["nodes"]
    ]


def beyond_the_edge(page: Page) -> int:
    """By how many pixels a page can be moved sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def looked_at(hands: Hands, pages: Mapping[str, tuple[str, ...]], scheme: str, size: Mapping[str, int]) -> list[str]:
    """All that is wrong with these pages."""
    wrong = []
    hands.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
    for address in (each for several in pages.values() for each in several):
        hands.page.set_viewport_size({"width": size["width"], "height": size["height"]})
        hands.go(address)
        where = f"{hands.language} {scheme} {size['width']} {address}"
        if hands.page.locator("main h1, article h1, h1").count() == 0:
            wrong.append(f"{where}: no heading: {hands.page.title()}")
        wrong += [f"{where}: {each}" for each in found_by_axe(hands.page)]
        hands.page.set_viewport_size({"width": ENLARGED["width"], "height": ENLARGED["height"]})
        if beyond := beyond_the_edge(hands.page):
            wrong.append(f"{where}: {beyond} px beyond the edge at 320 px")
    return wrong + hands.complaints


def test_every_route_is_walked(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    known = {
        *public_pages("", ""),
        *desk_pages("", "", ""),
        *admin_pages(),
        *staff_pages("", ""),
        *NO_PAGES,
        *ELSEWHERE,
        "packs.pack",
    }
    routes = {rule.endpoint for rule in place.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    place.server.database.close()
    assert routes == known


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_public_pages(sit_down: Sit, language: str, scheme: str, size: Mapping[str, int]) -> None:
    hands = sit_down(language)
    hands.go("/{language}/sheets/")
    address = hands.page.locator(".sheet-item a").first.get_attribute("href")
    assert address
    wrong = looked_at(hands, public_pages(address.rpartition("/")[2], "san-salvador"), scheme, size)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_pages_of_accounts(sit_down: Sit, language: str, scheme: str, size: Mapping[str, int]) -> None:
    wrong = looked_at(sit_down(language, Rank.ADMIN), admin_pages(), scheme, size)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_pages_of_staff(sit_down: Sit, language: str, scheme: str, size: Mapping[str, int]) -> None:
    hands = sit_down(language, Rank.ADMIN, Rank.EDITOR)
    wrong = looked_at(hands, staff_pages("san-salvador", "peru-dialogue"), scheme, size)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "scheme", "size"), LOOKS)
def test_pages_of_a_workshop(sit_down: Sit, language: str, scheme: str, size: Mapping[str, int]) -> None:
    hands = sit_down(language, Rank.FACILITATOR)
    ident = begin(hands)
    job = make_some(hands, ident, "consent")  # the same files for everybody: made once
    hands.go(f"/{{language}}/workshops/{ident}/texts?q=maquila")
    link = hands.page.locator("main a[href*='/texts/']").first
    unit = str(link.get_attribute("href")).partition("/texts/")[2] if link.count() else "kit/title"
    wrong = looked_at(hands, desk_pages(ident, job, unit), scheme, size)
    assert not wrong, "\n".join(wrong)


def test_axe_would_find_something(sit_down: Sit) -> None:
    hands = sit_down("es")
    hands.go("/{language}/")
    hands.page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert any(each.startswith("label:") for each in found_by_axe(hands.page))
