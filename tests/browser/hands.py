"""A person in front of a browser: clicks and fills, and both are counted; what the browser complains of is kept.

A click is one activation of a control, by pointer or key; an entry is one field filled (`design/features.md` 3).
Controls are found as a person finds them, by what they are called in the language of the page.
"""

import base64
import hashlib
import hmac
import re
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, Response

from trainingkit.i18n.catalogues import messages_for

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s and 400 ms, as Chromium wants them: milliseconds and bytes in a second."""


@dataclass
class Hands:
    """One person, at one page."""

    page: Page
    address: str
    language: str
    clicks: int = 0
    entries: int = 0
    complaints: list[str] = field(default_factory=list)
    """Messages of the console, mistakes of scripts, requests that leave the server or fail."""

    def __post_init__(self) -> None:
        self.page.on("console", lambda each: self.complaints.append(f"console: {each.text} ({self.page.url})"))
        self.page.on("pageerror", lambda each: self.complaints.append(f"script: {each} ({self.page.url})"))
        self.page.on("request", self._look)
        self.page.on("response", self._look_back)

    def _look(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"request elsewhere: {request.url} ({self.page.url})")

    def _look_back(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def say(self, message: str, **values: object) -> str:
        """A word of the screens in the language of the page."""
        return messages_for(self.language).say(message, **values)

    def go(self, path: str) -> None:
        """Opens an address of this server, in the language of this person where it says `{language}`."""
        self.page.goto(self.address + path.format(language=self.language).lstrip("/"))

    def click(self, control: Locator) -> None:
        """One click."""
        self.clicks += 1
        control.click()

    def link(self, message: str, **values: object) -> Locator:
        """A link, by its words."""
        return self.page.get_by_role("link", name=self.say(message, **values), exact=True)

    def button(self, message: str) -> Locator:
        """A button, by its words."""
        return self.page.get_by_role("button", name=self.say(message), exact=True)

    def labelled(self, message: str) -> Locator:
        """A field, by its label."""
        return self.page.get_by_label(self.say(message), exact=True)

    def fill(self, message: str, value: str) -> None:
        """One field filled."""
        self.entries += 1
        self.labelled(message).fill(value)

    def choose(self, message: str, value: str) -> None:
        """One field filled, from a list."""
        self.entries += 1
        self.labelled(message).select_option(value)

    def download(self, control: Locator, folder: Path) -> Path:
        """One click that saves a file."""
        with self.page.expect_download() as waiting:
            self.click(control)
        found = waiting.value
        saved = folder / found.suggested_filename
        found.save_as(saved)
        return saved


def context_of(
    browser: Browser, language: str, cookie: str = "", address: str = "", **values: object
) -> BrowserContext:
    """A browser of somebody who reads this language, signed in where there is a cookie."""
    options = {"locale": {"es": "es-SV", "en": "en-US"}[language], "viewport": DESK, "accept_downloads": True, **values}
    made = browser.new_context(**options)  # type: ignore[arg-type]  # one table of options for all tests
    made.set_default_timeout(60_000)
    if cookie:
        made.add_cookies([{"name": "tk", "value": cookie, "url": address}])
    return made


def slow_down(page: Page) -> None:
    """A weak line: 400 kbit/s, 400 ms."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)


def code_of(letters: str, at: float | None = None) -> str:
    """What an app on the phone shows for the letters of a page, as RFC 6238 says it."""
    bare = re.sub(r"[^A-Z2-7]", "", letters.upper())
    key = base64.b32decode(bare + "=" * (-len(bare) % 8))
    counter = int((time.time() if at is None else at) // 30)
    digest = hmac.new(key, struct.pack(">Q", counter), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
