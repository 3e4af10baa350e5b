"""The journeys of facilitators (`design/features.md` 3): what they cost in clicks and entries, each in both languages.

Each ends with the paper itself. F1 is walked by pointer, without scripts, over a weak line and by keyboard alone; the
workbooks are made once, since equal files are kept.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from tests.browser.hands import KEYBOARD, NO_SCRIPTS, USUAL, WEAK_LINE, Hands, Way
from tests.browser.paper import A4_POINTS, LETTER_POINTS, language_of, papers_of
from tests.browser.server import Serving
from tests.browser.walk import FIRST_DAY, begin, print_some
from trainingkit.domain.access import Rank

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Sit = Callable[..., Hands]

LANGUAGES = ("es", "en")
NAMES = {"es": "Spanish", "en": "English"}
MAKING_MS = 600_000
"""A whole workbook on a busy machine."""


def wait_until_made(hands: Hands) -> None:
    hands.page.get_by_role("heading", name=hands.say("Ready to print"), exact=True).wait_for(timeout=MAKING_MS)


def workbook(hands: Hands, language: str) -> Locator:
    """The link to a workbook among what the print centre offers, by the words beside it."""
    line = hands.page.locator(".made").get_by_role("listitem").filter(has_text=hands.say(NAMES[language]))
    return line.get_by_role("heading").get_by_role("link", name=hands.say("Workbook"), exact=True)


def begin_from_account(hands: Hands, title: str = "Curso de formación") -> None:
    """From one's account to a workshop: three clicks, four entries."""
    hands.go("/{language}/account/")
    hands.click(hands.link("New workshop"))
    hands.click(hands.page.locator("#kit-san-salvador"))
    hands.fill("Name of the workshop", title)
    hands.fill("First day", FIRST_DAY)
    hands.fill("How many people", "30")
    hands.choose("Country", "sv")
    hands.click(hands.button("Create the workshop"))


def print_workbooks(hands: Hands, folder: Path) -> dict[str, Path]:
    """From a workshop to both workbooks: four clicks."""
    hands.click(hands.link("Print"))
    hands.click(hands.button("Make the workbooks alone"))
    wait_until_made(hands)
    return {language: hands.download(workbook(hands, language), folder) for language in LANGUAGES}


@pytest.mark.parametrize("way", [USUAL, NO_SCRIPTS, WEAK_LINE, KEYBOARD], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_f1_from_an_account_to_the_workbook_in_two_languages(
    sit_down: Sit, language: str, way: Way, tmp_path: Path
) -> None:
    hands = sit_down(language, Rank.FACILITATOR, way=way)
    begin_from_account(hands)
    for each, saved in print_workbooks(hands, tmp_path).items():
        assert language_of(saved) == each
        assert papers_of(saved) == {LETTER_POINTS}
    assert hands.clicks <= 7
    assert hands.entries <= 4
    assert hands.complaints == []


@pytest.mark.parametrize("way", [USUAL, NO_SCRIPTS], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_f2_three_days_to_the_peru_day(sit_down: Sit, language: str, way: Way, tmp_path: Path) -> None:
    """A workshop of three days in San Salvador becomes one day in Lima, on the paper of Peru."""
    hands = sit_down(language, Rank.FACILITATOR, way=way)
    begin_from_account(hands)
    hands.clicks = hands.entries = 0
    hands.click(hands.button("Copy this workshop"))
    hands.click(hands.link("Fit to the time"))
    hands.fill("Days", "1")
    hands.fill("Is over by", "16:30")
    hands.choose("Country", "pe")
    hands.click(hands.button("Propose"))
    hands.page.locator(".offer").first.wait_for()  # counting alone would not wait for the answer
    assert 1 <= hands.page.locator(".offer").count() <= 3  # that kit is made for one day: few agendas differ
    hands.click(hands.button("Take this one").first)
    for each, saved in print_workbooks(hands, tmp_path).items():
        assert language_of(saved) == each
        assert papers_of(saved) == {A4_POINTS}
    assert hands.page.locator(".problems .error").count() == 0
    assert hands.clicks <= 8
    assert hands.entries <= 3
    assert hands.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_build_that_was_stopped_goes_on_from_there(sit_down: Sit, served: Serving, language: str) -> None:
    """The page is loaded anew in between; what was made is not made again."""
    hands = sit_down(language, Rank.FACILITATOR)
    ident = begin(hands, f"Stopped in {language}")  # a name of its own, so that no test before made its files
    before = made_files(served)
    kinds = ("attendance", "receipts", "evaluation", "agenda", "guide")
    print_some(hands, ident, *kinds)
    being_made = hands.page.get_by_role("heading", name=hands.say("Being made"), exact=True)
    being_made.wait_for()
    hands.page.locator("#progress progress:not([value='0'])").wait_for(timeout=MAKING_MS)
    hands.page.reload()
    being_made.wait_for()
    hands.click(hands.button("Stop"))
    hands.page.get_by_role("heading", name=hands.say("Stopped"), exact=True).wait_for()
    hands.page.reload()
    hands.page.get_by_role("heading", name=hands.say("Stopped"), exact=True).wait_for()
    first = made_files(served)
    assert first.keys() > before.keys()
    print_some(hands, ident, *kinds)
    wait_until_made(hands)
    assert made_files(served).items() >= first.items()
    assert hands.page.locator(".made li").count() >= 2 * len(kinds)
    assert hands.complaints == []


def made_files(served: Serving) -> dict[Path, int]:
    """Each finished file with the moment it was written."""
    return {path: path.stat().st_mtime_ns for path in (served.data / "files").rglob("*.pdf")}
