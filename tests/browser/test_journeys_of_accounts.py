"""How an account begins, from the printed link on: a name, a password, the code from the phone; then out, and in."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.hands import NO_SCRIPTS, USUAL, Hands, Way, code_of, context_of
from tests.browser.server import TOP, serving
from tests.browser.walk import begin_account, give_password

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

KITS = TOP / "tests" / "samples" / "languages"
"""A small library: signing out ends on its front page."""
LATER_SECONDS = 30
"""A code counts once; the next one is taken a little early, as from a phone whose clock is ahead."""


@pytest.mark.parametrize("way", [USUAL, NO_SCRIPTS], ids=str)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_first_account_from_the_printed_link(
    chromium: Browser,
    windows: Callable[[BrowserContext], BrowserContext],
    tmp_path: Path,
    language: str,
    way: Way,
) -> None:
    with serving(tmp_path / "data", KITS) as server:
        context = windows(context_of(chromium, language, java_script_enabled=way.scripts))
        hands = Hands(context.new_page(), server.address, language)
        letters = begin_account(hands, server.first)
        assert hands.clicks <= 4
        assert hands.entries <= 5
        hands.click(hands.button("Sign out"))
        hands.go("/{language}/account/")
        assert f"/{language}/account/sign-in" in hands.page.url
        give_password(hands)
        hands.fill("The code that the app shows now", code_of(letters, time.time() + LATER_SECONDS))
        hands.click(hands.button("Sign in"))
        hands.page.get_by_role("heading", name=hands.say("My account"), exact=True).wait_for()
        assert hands.page.get_by_text("ana", exact=True).count() == 1
        assert hands.complaints == []
