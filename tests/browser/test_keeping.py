"""Forms that save themselves some seconds after the last key, in a real browser."""

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
    assert logo.evaluate("each => each.naturalWidth") > 0
    assert page.locator("[name='title.es']").input_value() == "Curso de la costa"
    assert hands.complaints == []
