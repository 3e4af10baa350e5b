"""Forms that save themselves after the last key, and an agenda that changes in its place, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.hands import Hands
from tests.browser.walk import begin
from tests.web.logos import PNG
from trainingkit.domain.access import Rank

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_was_typed_is_saved_by_itself_and_a_chosen_picture_waits_for_the_button(
    sit_down: Callable[..., Hands], language: str, tmp_path: Path
) -> None:
    hands = sit_down(language, Rank.FACILITATOR)
    ident = begin(hands)
    about = f"/{{language}}/workshops/{ident}/set/about"
    hands.go(about)
    page = hands.page
    picture = tmp_path / "logo.png"
    picture.write_bytes(PNG)
    page.locator("input[type=file]").set_input_files(picture)
    page.locator("[name='title.es']").fill("Curso de la costa")
    page.locator(".news").get_by_text(hands.say("Saved.")).wait_for()
    assert page.locator("input[type=file]").evaluate("each => each.files.length") == 1
    for each in ("es", "en"):
        page.locator(f"[name='logo.name.{each}']").fill("Red de apoyo")
    page.locator("form[data-keep]").get_by_role("button", name=hands.say("Save"), exact=True).click()
    logo = page.locator(".logo img")
    logo.wait_for()
    assert logo.evaluate("each => each.decode().then(() => each.naturalWidth)") > 0
    assert page.locator("[name='title.es']").input_value() == "Curso de la costa"
    assert hands.complaints == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_day_is_renamed_in_its_place_and_what_was_open_stays_open(
    sit_down: Callable[..., Hands], language: str
) -> None:
    hands = sit_down(language, Rank.FACILITATOR)
    hands.go(f"/{{language}}/workshops/{begin(hands)}/agenda")
    page = hands.page
    fold = page.locator("[id='naming.day-1']")
    fold.locator("summary").click()
    page.locator("[id='title.day-1.es']").fill("Con la brigada")
    page.locator("[id='title.day-1.en']").fill("With the brigade")
    fold.get_by_role("button").click()
    page.get_by_role("heading", name={"es": "Con la brigada", "en": "With the brigade"}[language]).wait_for()
    assert fold.get_attribute("open") is not None
    assert page.evaluate("document.activeElement.id") == "rename.day-1"
    assert hands.complaints == []
