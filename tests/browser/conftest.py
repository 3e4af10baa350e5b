"""One browser and one server for each process that tests; every test opens windows of its own."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.hands import USUAL, Hands, Keys, Way, context_of, slow_down
from tests.browser.server import Serving, serving
from trainingkit.domain.access import Rank

Open = Callable[..., Hands]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own; nothing is downloaded. Without one the tests say so, and where all must run they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("TRAININGKIT_ALL_BROWSERS"):
            pytest.fail("there is no chromium")
        pytest.skip("THERE IS NO CHROMIUM: nothing was tested in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"], handle_sigint=False
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server with the shipped kits."""
    with serving(tmp_path_factory.mktemp("served") / "data") as made:
        yield made


@pytest.fixture
def windows(chromium: Browser) -> Iterator[Callable[[BrowserContext], BrowserContext]]:
    """Closes what a test opened."""
    opened: list[BrowserContext] = []

    def keep(context: BrowserContext) -> BrowserContext:
        opened.append(context)
        return context

    yield keep
    for each in opened:
        each.close()


@pytest.fixture
def sit_down(
    chromium: Browser, windows: Callable[[BrowserContext], BrowserContext], served: Serving
) -> Callable[..., Hands]:
    """Somebody in front of a new browser: with a rank, signed in by a new account; without one, a stranger.

    `way` says how they get around; other values are the browser's options.
    """
    count = iter(range(1000))

    def sit(language: str, *ranks: Rank, way: Way = USUAL, **values: object) -> Hands:
        name = f"person-{os.getpid()}-{id(windows)}-{next(count)}"
        cookie = served.sign_in(*ranks, name=name) if ranks else ""
        options = {"java_script_enabled": way.scripts, **values}
        context = windows(context_of(chromium, language, cookie, served.address, **options))
        hands = (Keys if way.keyboard else Hands)(context.new_page(), served.address, language)
        if way.weak_line:
            slow_down(hands.page)
        return hands

    return sit
