"""Pictures of every page of the application as people see it, to be looked at.

In: the shipped kits, on a server of its own whose folder is gone afterwards; the pages are those that the tests in a
browser walk, and besides them what only shows after something was done: a clash, a refusal, a link that is shown once.
Out: in `pictures/screens` a PNG for each page in each language, width and scheme, and contact sheets in
`pictures/screens/sheets`. `--only WORD` takes some pages only. Needs a Chromium on the machine.
"""

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from scripts.pictures import TOP, contact_sheet, write
from tests.browser.hands import Hands, context_of
from tests.browser.server import Serving, serving
from tests.browser.walk import admin_pages, begin, desk_pages, make_some, public_pages, staff_pages
from trainingkit.domain.access import Rank

LANGUAGES = ("es", "en")
WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
HEIGHT = 800
SHEETS = {360: (300, 5, 10), 768: (400, 4, 8), 1280: (620, 3, 6)}
"""For each width of a page: its width on a contact sheet, how many stand in a row, and how many on a sheet."""
ALL_IMAGES = """() => Promise.all([...document.images].map((each) => {
  each.loading = "eager";
  return each.decode().catch(() => null);
}))"""
"""Those that would wait until somebody scrolls to them too."""
PATIENCE = 300_000
"""Milliseconds: the first look at the state of the library reads every text."""
TALLEST = 3
"""What of a page a contact sheet shows, in its widths."""


@dataclass(frozen=True)
class Scene:
    """A page, and how somebody comes to it."""

    name: str
    hands: Hands
    show: Callable[[Hands], object]


# ── people and their things ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Stage:
    """A server, and people in front of browsers."""

    server: Serving
    browser: Browser

    def sit(self, *ranks: Rank, name: str = "") -> Hands:
        """A stranger, or somebody with a new account."""
        cookie = self.server.sign_in(*ranks, name=name or "-".join(ranks)) if ranks else ""
        context = context_of(
            self.browser, "es", cookie, self.server.address, viewport={"width": 1280, "height": HEIGHT}
        )
        context.set_default_timeout(PATIENCE)
        return Hands(context.new_page(), self.server.address, "es")


def scenes_of(stage: Stage) -> Iterator[Scene]:
    """Every page, each with something on it."""
    stranger, boss = stage.sit(), stage.sit(Rank.ADMIN, Rank.EDITOR, name="marta")
    yield from of_public(stranger, stage.server.first)
    yield from of_staff(boss)
    yield from of_facilitators(stage.sit(Rank.FACILITATOR, name="rosa-m"), stage.sit(Rank.FACILITATOR, name="new"))
    yield from of_packs(boss, stranger)


def of_pages(hands: Hands, pages: Mapping[str, tuple[str, ...]]) -> Iterator[Scene]:
    for endpoint, addresses in pages.items():
        for number, address in enumerate(addresses):
            name = re.sub(r"[^a-z]+", "-", endpoint) + (f"-{number}" if number else "")
            yield Scene(name, hands, lambda who, address=address: who.go(address))  # type: ignore[misc]


def of_public(stranger: Hands, invitation: str) -> Iterator[Scene]:
    stranger.go("/es/sheets/")
    sheet = str(stranger.page.locator(".sheet-item a").first.get_attribute("href"))
    yield from of_pages(stranger, public_pages(sheet.rpartition("/")[2], "san-salvador"))
    secret = invitation.rpartition("/")[2]

    def refused(hands: Hands) -> None:
        hands.go("/{language}/account/sign-in")
        hands.fill("Name", "somebody")
        hands.fill("Password", "wrong")
        hands.button("Sign in").click()

    def guessed(hands: Hands) -> None:
        hands.go(f"/{{language}}/invitation/{secret}")
        hands.fill("Name to sign in with", "a b")
        hands.fill("Password", "short")
        hands.button("Make the account").click()

    yield Scene("login-refused", stranger, refused)
    yield Scene("invited", stranger, lambda hands: hands.go(f"/{{language}}/invitation/{secret}"))
    yield Scene("invited-refused", stranger, guessed)
    yield Scene("nothing-here", stranger, lambda hands: hands.go("/{language}/nothing"))


def of_staff(boss: Hands) -> Iterator[Scene]:
    boss.go("/es/staff/adapt")
    boss.choose("From which kit?", "san-salvador")
    boss.fill("Its id", "san-miguel")
    boss.choose("Country", "sv")
    boss.fill("Title", "Curso de San Miguel")
    boss.fill("Who adapts it", "Sindicato de San Miguel")
    boss.button("Start it").click()
    boss.page.wait_for_url("**/kits/san-miguel/")

    def unfilled(hands: Hands) -> None:
        hands.go("/{language}/staff/adapt")
        hands.button("Start it").click()

    def invited(hands: Hands) -> None:
        hands.go("/{language}/account/invite")
        hands.page.locator("#rank-facilitator").check()
        hands.button("Make a link").click()

    yield from of_pages(boss, {**admin_pages(), **staff_pages("san-salvador", "peru-dialogue")})
    yield Scene("staff-own-kit", boss, lambda hands: hands.go("/{language}/staff/kits/san-miguel/"))
    yield Scene("staff-adapt-refused", boss, unfilled)
    yield Scene("invite-link", boss, invited)


def of_facilitators(one: Hands, new: Hands) -> Iterator[Scene]:
    ident = begin(one)
    job = make_some(one, ident, "consent", "evaluation")
    one.go(f"/es/workshops/{ident}/texts?q=agua")
    unit = str(one.page.locator("main a[href*='/texts/']").first.get_attribute("href")).partition("/texts/")[2]
    yield from of_pages(one, desk_pages(ident, job, unit))
    yield Scene("mine-empty", new, lambda hands: hands.go("/{language}/workshops/"))

    def unanswered(hands: Hands) -> None:
        hands.go("/{language}/workshops/new")
        hands.page.locator("main form").evaluate("form => form.noValidate = true")
        hands.button("Create the workshop").click()

    def typed_wrongly(hands: Hands) -> None:
        hands.go(f"/{{language}}/workshops/{ident}/set/when")
        hands.page.locator("main form [type=date]").first.fill("2027-06-19")
        hands.button("Save").click()

    def said_twice(hands: Hands) -> None:
        hands.go(f"/{{language}}/workshops/{ident}/set/about")
        other = hands.page.context.new_page()
        other.goto(hands.page.url)
        for page, words in ((other, "Curso de junio"), (hands.page, "Curso de mayo")):
            field = page.locator("main form.form input[type=text]").first
            field.fill(f"{words} {hands.language}")
            page.locator("main form.form .send button").first.click()
            page.wait_for_load_state()
        other.close()

    def moved_twice(hands: Hands) -> None:
        hands.go(f"/{{language}}/workshops/{ident}/agenda")
        other = hands.page.context.new_page()
        other.goto(hands.page.url)
        other.locator("button[value^='down:']").first.click()
        other.locator("#said:not(:empty)").wait_for(state="attached")
        hands.page.locator("button[value^='remove:']").last.click()
        hands.page.locator(".beside").wait_for()
        other.close()

    yield Scene("new-refused", new, unanswered)
    yield Scene("form-refused", one, typed_wrongly)
    yield Scene("form-clash", one, said_twice)
    yield Scene("agenda-clash", one, moved_twice)
    yield Scene("agenda-changed", one, lambda hands: hands.go(f"/{{language}}/workshops/{ident}/agenda"))
    yield Scene("agenda-before", one, lambda hands: hands.go(f"/{{language}}/workshops/{ident}/before/agenda"))


def of_packs(boss: Hands, stranger: Hands) -> Iterator[Scene]:
    boss.go("/{language}/packs/")
    boss.page.locator("#kit-san-salvador").check()
    boss.button("Make a link").click()
    secret = boss.page.locator(".link code").inner_text().rstrip("/").rpartition("/")[2]
    yield Scene("pack", stranger, lambda hands: hands.go(f"/{{language}}/pack/{secret}"))
    yield Scene("packs", boss, lambda hands: hands.go("/{language}/packs/"))


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────────


def take(scene: Scene, folder: Path) -> None:
    """A page in each language, width and scheme: opened once for each language."""
    hands = scene.hands
    for language in LANGUAGES:
        hands.language = language
        hands.page.set_viewport_size({"width": WIDTHS[-1], "height": HEIGHT})
        scene.show(hands)
        hands.page.evaluate(ALL_IMAGES)
        for scheme in SCHEMES:
            hands.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # light or dark
            for width in WIDTHS:
                hands.page.set_viewport_size({"width": width, "height": HEIGHT})
                hands.page.screenshot(path=folder / f"{language}-{scheme}-{width:04d}-{scene.name}.png", full_page=True)


def write_sheets(folder: Path, names: Iterable[str]) -> None:
    """The pages side by side in the order in which they were taken."""
    chosen = tuple(names)
    for language in LANGUAGES:
        for scheme in SCHEMES:
            for width, (small, columns, many) in SHEETS.items():
                for number, first in enumerate(range(0, len(chosen), many), 1):
                    some = chosen[first : first + many]
                    paths = (folder / f"{language}-{scheme}-{width:04d}-{name}.png" for name in some)
                    sheet = contact_sheet((shrunk(path, small) for path in paths), some, columns)
                    write(folder / "sheets" / f"{language}-{scheme}-{width:04d}-{number}.png", sheet)


def shrunk(path: Path, width: int) -> Image.Image:
    """The upper part of a page."""
    with Image.open(path) as found:
        whole = found.convert("RGB")
    upper = whole.crop((0, 0, whole.width, min(whole.height, TALLEST * whole.width)))
    return upper.resize((width, round(upper.height * width / upper.width)), Image.Resampling.LANCZOS)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Pictures of every page of the application.")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    parser.add_argument("--out", type=Path, default=TOP / "pictures" / "screens")
    chosen = parser.parse_args(arguments)
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        print("There is no Chromium on this machine.", file=sys.stderr)
        return 1
    shutil.rmtree(chosen.out, ignore_errors=True)
    chosen.out.mkdir(parents=True)
    taken = []
    with tempfile.TemporaryDirectory() as place, serving(Path(place) / "data") as server, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        for scene in scenes_of(Stage(server, browser)):
            if chosen.only in scene.name:
                take(scene, chosen.out)
                taken.append(scene.name)
                print(scene.name, flush=True)
        browser.close()
    write_sheets(chosen.out, taken)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
