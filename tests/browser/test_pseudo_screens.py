"""Every page in a language made of catalogues alone: a word outside its brackets stands in no catalogue.

A copy of the program says every English message in brackets, and a copy of the kits says every English text of theirs
in the same brackets. So nobody has to list what on a page is content and what is ours: whatever is left is raw, but for
codes, addresses and file names (`code`), names, and what CLDR says. Text marked as of another language is content, and
so are pieces cut out of a text: what a search found, and word by word what changed upstream (`.said`).
"""

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator

from tests.browser.hands import Hands, context_of
from tests.browser.server import TOP, Serving, serving
from tests.browser.walk import admin_pages, begin, begin_account, desk_pages, make_some, public_pages, staff_pages
from tests.i18n.pseudo import WORD, bracketed, bracketed_entry, names_of, outside, pseudo_locales, raw_words
from trainingkit.content.library import read_kit
from trainingkit.content.po import catalogue_path, read_catalogue, translations_for, with_entries, write_catalogue
from trainingkit.domain.access import Rank
from trainingkit.domain.assembly.codes import initials

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

IN_PLACE_OF = "en"
TONGUES = ("Español", "English")
"""Each language is called as its readers call it."""
FORMATS = ("PDF", "KB", "MB", "SHA-256", "UTC")

CUT_OFF = re.compile(r"⟦[^⟦⟧\n]*")
"""The beginning of a text that is too long for its place."""

SAID = """() => {
  const own = document.documentElement.lang, said = [];
  const other = "script, style, noscript, code, a[href*='/texts/'], .said";
  const skipped = (at) => at.closest(other) !== null || at.closest("[lang]").lang !== own;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) if (!skipped(walker.currentNode.parentElement)) text += walker.currentNode.data + "\\n";
  said.push(text, document.title);
  for (const at of document.querySelectorAll("body *"))
    for (const name of ["alt", "title", "aria-label", "placeholder", "data-words", "data-saved", "data-away"])
      if (at.hasAttribute(name) && !skipped(at)) said.push(at.getAttribute(name));
  return said;
}"""
"""All that a page says to whoever sees or hears it."""


@dataclass
class Reader(Hands):
    """A person who reads each page that they come to."""

    names: tuple[str, ...] = ()
    raw: set[str] = field(default_factory=set)

    def activate(self, control: Locator) -> None:
        super().activate(control)
        self.read()

    def go(self, path: str) -> None:
        super().go(path)
        self.read()

    def read(self) -> None:
        """Notes what was never translated."""
        self.page.wait_for_load_state()
        where = self.page.url.removeprefix(self.address)
        for each in self.page.evaluate(SAID):
            if rest := raw_words(CUT_OFF.sub("", outside(each)), self.names):
                self.raw.add(f"{where}: {' | '.join(line for line in rest.split(chr(10)) if WORD.search(line))[:400]}")


@dataclass
class Place:
    """The copy that speaks in brackets, and what is the same in every language."""

    server: Serving
    browser: Browser
    windows: Callable[[BrowserContext], BrowserContext]
    names: tuple[str, ...]

    def reader(self, *ranks: Rank) -> Reader:
        """Somebody who has these ranks; a stranger without."""
        name = "".join(rank.value[0] for rank in ranks)
        cookie = self.server.sign_in(*ranks, name=f"{name}-1") if ranks else ""
        context = self.windows(context_of(self.browser, IN_PLACE_OF, cookie, self.server.address))
        locales = self.server.code / "locales"
        return Reader(context.new_page(), self.server.address, IN_PLACE_OF, locales, names=self.names)


def bracket_kits(kits: Path) -> tuple[str, ...]:
    """Puts every English text of these kits in brackets: names, and the texts whose source is English."""
    # Behind a bracket a capital stands inside a sentence, where «Next» is the name of a real chain of shops.
    (kits / "_shared" / "real-names.yaml").unlink()
    names: set[str] = set()
    for folder in sorted(path for path in kits.iterdir() if path.is_dir()):
        path = catalogue_path(folder, IN_PLACE_OF)
        catalogue, problems = read_catalogue(path)
        assert problems == ()
        write_catalogue(path, with_entries(catalogue, (bracketed_entry(each, each.text) for each in catalogue.entries)))
        from_english, _ = read_catalogue(catalogue_path(folder, "es"))
        names |= {each.source for each in from_english.entries}
    for folder in sorted(path.parent for path in kits.glob("*/kit.yaml")):
        kit = read_kit(folder, kits, translations_for).kit
        assert kit is not None
        names |= {folder.name, initials(kit.id), *names_of(kit)}
    return tuple(sorted(names, key=len, reverse=True))


@pytest.fixture
def place(chromium: Browser, windows: Callable[[BrowserContext], BrowserContext], tmp_path: Path) -> Iterator[Place]:
    code, kits = tmp_path / "code", tmp_path / "kits"
    shutil.copytree(TOP / "trainingkit", code / "trainingkit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(TOP / "locales", code / "locales")
    pseudo_locales(code / "locales", IN_PLACE_OF)
    shutil.copytree(TOP / "kits", kits)
    names = (*bracket_kits(kits), *TONGUES, *FORMATS)
    with serving(tmp_path / "data", kits, code) as server:
        yield Place(server, chromium, windows, names)


def walk(reader: Reader, pages: Mapping[str, tuple[str, ...]]) -> None:
    for address in (each for several in pages.values() for each in several):
        reader.go(address)


def send_as_it_is(reader: Reader, button: str) -> None:
    """Sends a form that the browser would have looked at first."""
    reader.page.evaluate("document.querySelectorAll('form').forEach(each => each.noValidate = true)")
    reader.click(reader.button(button))


def test_no_page_says_a_word_that_no_catalogue_has(place: Place) -> None:
    readers = [place.reader()]
    first = readers[0]
    first.names = ("ana", *first.names)
    begin_account(first, place.server.first)
    walk(first, admin_pages())
    send_as_it_is(first, "Make a link")
    first.go("/{language}/account/invite")
    first.page.locator("input[name=rank]").first.check()
    first.click(first.button("Make a link"))
    readers += [stranger(place), editor(place), facilitator(place)]
    raw = sorted({each for reader in readers for each in reader.raw})
    assert not raw, "\n".join(raw)


def stranger(place: Place) -> Reader:
    reader = place.reader()
    reader.go("/{language}/sheets/")
    address = reader.page.locator("main a[href*='/sheets/']").first.get_attribute("href")
    assert address
    walk(reader, public_pages(address.rpartition("/")[2], "san-salvador"))
    reader.go("/{language}/nothing")
    reader.go("/{language}/account/sign-in")
    send_as_it_is(reader, "Sign in")
    return reader


def editor(place: Place) -> Reader:
    reader = place.reader(Rank.ADMIN, Rank.EDITOR)
    walk(reader, staff_pages("san-salvador", "peru-dialogue"))
    send_as_it_is(reader, "Start it")
    return reader


def facilitator(place: Place) -> Reader:
    reader = place.reader(Rank.FACILITATOR)
    reader.go("/{language}/workshops/new")
    send_as_it_is(reader, "Create the workshop")
    ident = begin(reader, bracketed("Curso"))
    job = make_some(reader, ident, "consent")
    walk(reader, desk_pages(ident, job, "kit/title"))
    one = f"/{{language}}/workshops/{ident}"
    reader.go(f"{one}/fit?days=x&begins=09:00&ends=08:00")
    reader.go(f"{one}/print/?price=x")
    reader.go(f"{one}/share")
    send_as_it_is(reader, "Share it")
    reader.go("/{language}/packs/")
    reader.page.locator("#kit-peru-dialogue").check()
    reader.click(reader.button("Make a link"))
    reader.page.goto(reader.page.locator(".link code").inner_text())
    reader.read()
    return reader
