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

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from trainingkit.i18n.catalogues import LOCALES, messages_for

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s and 400 ms, as Chromium wants them: milliseconds and bytes in a second."""
OWN_PAGES = ("data:", "blob:", "chrome:", "chrome-extension:")
"""What a browser asks of itself: its viewer of PDFs is made of such."""
DONE_AS_ASKED = "Clear-Site-Data header"
"""Chromium tells in the console that it did what the page after signing out asks for."""
MOST_TABS = 400
"""Whoever has not come to a control after so many steps cannot get there."""
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 && box.width > 0 && box.height > 0
    && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
}"""
"""Whether somebody who looks at the screen sees where they are."""


@dataclass(frozen=True)
class Way:
    """How somebody gets around."""

    name: str
    scripts: bool = True
    weak_line: bool = False
    """400 kbit/s, 400 ms."""
    keyboard: bool = False

    def __str__(self) -> str:
        return self.name


USUAL = Way("usual")
NO_SCRIPTS = Way("no scripts", scripts=False)
WEAK_LINE = Way("weak line", weak_line=True)
WEAK_LINE_NO_SCRIPTS = Way("weak line no scripts", weak_line=True, scripts=False)
KEYBOARD = Way("keyboard", keyboard=True)


@dataclass
class Hands:
    """One person, at one page. `locales`: the catalogues of the server, where they are not ours."""

    page: Page
    address: str
    language: str
    locales: Path = LOCALES
    clicks: int = 0
    entries: int = 0
    complaints: list[str] = field(default_factory=list)
    """Messages of the console, mistakes of scripts, requests that leave the server or fail."""

    def __post_init__(self) -> None:
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda each: self.complaints.append(f"script: {each} ({self.page.url})"))
        self.page.on("request", self._look)
        self.page.on("response", self._look_back)

    def _listen(self, message: ConsoleMessage) -> None:
        if not message.text.startswith(DONE_AS_ASKED):
            self.complaints.append(f"console: {message.text} ({self.page.url})")

    def _look(self, request: Request) -> None:
        if not request.url.startswith((self.address, *OWN_PAGES)):
            self.complaints.append(f"request elsewhere: {request.url} ({self.page.url})")

    def _look_back(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def say(self, message: str, **values: object) -> str:
        """A word of the screens in the language of the page."""
        return messages_for(self.language, self.locales).say(message, **values)

    def go(self, path: str) -> None:
        """Opens an address of this server, in the language of this person where it says `{language}`."""
        self.page.goto(self.address + path.format(language=self.language).lstrip("/"))

    def click(self, control: Locator) -> None:
        """One click."""
        self.clicks += 1
        self.activate(control)

    def activate(self, control: Locator) -> None:
        """By the pointer."""
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
        self.write(self.labelled(message), value)

    def write(self, control: Locator, value: str) -> None:
        """What a field says then; a day as `2027-05-19`."""
        control.fill(value)

    def choose(self, message: str, value: str) -> None:
        """One field filled, from a list."""
        self.entries += 1
        self.pick(self.labelled(message), value)

    def pick(self, control: Locator, value: str) -> None:
        """One of a list, by its value."""
        control.select_option(value)

    def download(self, control: Locator, folder: Path) -> Path:
        """One click that saves a file."""
        with self.page.expect_download() as waiting:
            self.click(control)
        found = waiting.value
        saved = folder / found.suggested_filename
        found.save_as(saved)
        return saved

    def open_file(self, control: Locator, folder: Path) -> tuple[Path, int]:
        """One click that shows a PDF in the browser's own viewer: the file, and by how many bytes it came.

        The viewer lets nobody have the file, so the same address is asked for once more, past the browser.
        """
        ours = re.compile(rf"^{re.escape(self.address)}.*\.pdf")
        with self.page.expect_response(ours) as waiting:
            self.click(control)
        answer = waiting.value
        assert answer.ok, answer.url
        saved = folder / Path(answer.url).name
        saved.write_bytes(self.page.context.request.get(answer.url).body())
        return saved, int(answer.headers["content-length"])


class Keys(Hands):
    """The same person without a pointer: Tab, arrows, Enter, typing. On each step the place of the focus is seen."""

    def reach(self, control: Locator) -> None:
        """Goes there by Tab. Radio buttons are one stop; the arrows go among them."""
        for _ in range(MOST_TABS):
            if self._is_at(control):
                return
            self.page.keyboard.press("Tab")
            if not self.page.evaluate(FOCUS) and self.page.evaluate("document.activeElement !== document.body"):
                where = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
                self.complaints.append(f"the focus is not seen: {where} ({self.page.url})")
        raise AssertionError(f"no way to {control} by keyboard")

    def _is_at(self, control: Locator) -> bool:
        return bool(
            control.evaluate(
                "each => { const at = document.activeElement;"
                " return at === each || (each.type === 'radio' && at.type === 'radio' && at.name === each.name) }"
            )
        )

    def activate(self, control: Locator) -> None:
        self.reach(control)
        if control.get_attribute("type") != "radio":
            self.page.keyboard.press("Enter")
            return
        self.page.keyboard.press("Space")
        for _ in range(MOST_TABS):
            if control.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no way to {control} by keyboard")

    def write(self, control: Locator, value: str) -> None:
        self.reach(control)
        if control.get_attribute("type") == "date":
            year, month, day = value.split("-")
            # The browser's own language says whether the day comes first, which the locale of a page does not change.
            for typed in (month + day + year, day + month + year):
                self.page.keyboard.type(typed)
                if control.input_value() == value:
                    return
                self.page.keyboard.press("Shift+Tab")
                self.reach(control)
            raise AssertionError(f"no way to type {value}")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(value)

    def pick(self, control: Locator, value: str) -> None:
        self.reach(control)
        words = control.locator(f"option[value='{value}']").inner_text()
        self.page.keyboard.type(words)
        assert control.input_value() == value


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
