"""The power fails in the middle of a build: the server, started again on the same data, finishes it."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.hands import Hands, context_of
from tests.browser.server import serving
from tests.browser.walk import begin
from trainingkit.domain.access import Rank

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


def files_in(folder: Path) -> dict[Path, int]:
    """Each finished file with the moment it was written. It is finished once the note about it is there."""
    notes = [note for note in folder.rglob("*.json") if note.with_suffix(".pdf").exists()]
    return {note: note.stat().st_mtime_ns for note in notes}


def wait_for_files(folder: Path, seconds: float = 300) -> dict[Path, int]:
    """The first finished files."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := files_in(folder):
            return found
        time.sleep(0.05)
    raise AssertionError("no file was made")


def test_a_build_goes_on_after_everything_was_killed(
    chromium: Browser, windows: Callable[[BrowserContext], BrowserContext], tmp_path: Path
) -> None:
    with serving(tmp_path / "data") as server:
        cookie = server.sign_in(Rank.FACILITATOR, name="person")
        context = windows(context_of(chromium, "es", cookie, server.address))
        hands = Hands(context.new_page(), server.address, "es")
        ident = begin(hands)
        hands.go(f"/es/workshops/{ident}/print/")
        hands.page.locator(".making summary").click()
        for box in hands.page.locator("input[name=kind]").all()[:6]:
            box.check()
        hands.click(hands.button("Make these"))
        hands.page.goto("about:blank")
        before = wait_for_files(server.data / "files")
        server.end(signal.SIGKILL)
        server.start()
        hands.go(f"/es/workshops/{ident}/print/")
        ready = hands.page.get_by_role("heading", name=hands.say("Ready to print"), exact=True)
        being_made = hands.page.get_by_role("heading", name=hands.say("Being made"), exact=True)
        assert being_made.count() == 1, "the build was done before it could be cut off"
        ready.wait_for(timeout=600_000)
        after = files_in(server.data / "files")
        assert before.items() <= after.items(), "what was made is not made again"
        assert len(after) > len(before)
        assert hands.page.get_by_role("link").filter(has_text=hands.say("All of this in one ZIP")).count() == 1
