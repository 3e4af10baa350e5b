"""The library as plain files: whole, readable, searched without a server, and asking nothing of any network."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.canaries import Aviary, planted
from tests.shipped import shipped
from tests.test_public_canaries import OneKit, leaks, sung_in
from trainingkit.cli import run
from trainingkit.domain.assembly.codes import code_of
from trainingkit.domain.kit import Kit
from trainingkit.domain.searching import Index
from trainingkit.rendering.worker import Renderer
from trainingkit.services.finding import entries_of
from trainingkit.services.readings import Readings
from trainingkit.services.shelves import Library
from trainingkit.services.site import SEARCH, _pages, _search_data, _Site, _texts, publish_site
from trainingkit.services.stock import Stock
from trainingkit.storage.artefacts import Store
from trainingkit.web.sitelook import STATIC, SiteLook

TOP = Path(__file__).resolve().parents[2]
WATER = TOP / "tests" / "samples" / "languages"
CODE = code_of("water", "handouts", "thirst")
NAMES = re.compile(r"[a-z0-9_-]+\.(?:html|pdf|txt|css|svg|js)|SHA256SUMS\.txt")


@dataclass(frozen=True)
class Place:
    """Kits, what was made of them, and the site."""

    kits: Path
    data: Path
    site: Path

    def publish(self) -> int:
        """As on the command line."""
        arguments = ["publish-site", str(self.site), "--kits", str(self.kits)]
        before = dict(os.environ)
        os.environ["TRAININGKIT_DATA"] = str(self.data)
        try:
            return run(arguments)
        finally:
            os.environ.clear()
            os.environ.update(before)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """One public case, one handout, one handout that Haitian Creole lacks."""
    folder = tmp_path_factory.mktemp("site")
    kits = shutil.copytree(WATER, folder / "kits")
    about = kits / "water" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("[es, en, ht, kek]", "[es, en]"), "utf-8")
    secret = kits / "water" / "modules" / "handouts" / "inside.yaml"
    secret.write_text("title: Solo para adentro\nbody:\n  one: |\n    Nada.\n", "utf-8")
    more = kits / "water" / "modules" / "handouts" / "more.yaml"
    more.write_text("title: Más agua\npublic: yes\nthemes: [hours]\nbody:\n  one: |\n    Pidan un garrafón.\n", "utf-8")
    place = Place(kits, folder / "data", folder / "stick" / "biblioteca")
    assert place.publish() == 0
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    """A copy to change."""
    shutil.copytree(made.site, tmp_path / "stick")
    shutil.copytree(made.kits, tmp_path / "kits")
    return Place(tmp_path / "kits", made.data, tmp_path / "stick")


def files_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def addresses_in(page: str) -> Iterator[str]:
    yield from re.findall(r'(?:href|src|action)="([^"]+)"', page)


pytestmark = pytest.mark.slow


# ── the files ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_name_can_be_read_on_any_stick(made: Place) -> None:
    paths = files_of(made.site).keys()
    assert {
        "index.html",
        "index_en.html",
        "es/tener-sed-no-es-una-falta_es_letter_black.pdf",
        "es/tener-sed-no-es-una-falta_es_words.txt",
    } <= paths
    for path in paths:
        assert NAMES.fullmatch(path.rpartition("/")[2]), path
        assert path.count("/") <= 1
        assert len(path) < 120
    assert len({path.casefold() for path in paths}) == len(paths)


def test_the_sums_are_those_of_the_files(made: Place) -> None:
    check = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS.txt"]
    assert subprocess.run(check, cwd=made.site, check=False).returncode == 0


def test_every_address_leads_to_a_file_of_the_site(made: Place) -> None:
    files = files_of(made.site)
    for path in (each for each in files if each.endswith((".html", ".css"))):
        text = files[path].decode()
        found = list(addresses_in(text)) if path.endswith(".html") else re.findall(r'url\("([^"]+)"\)', text)
        for address in found:
            if address.startswith(("#", "data:")):
                continue
            assert not urlsplit(address).scheme, (path, address)
            assert not address.startswith("/"), (path, address)
            target = (made.site / path).parent / unquote(urlsplit(address).path)
            assert target.resolve().relative_to(made.site.resolve()).as_posix() in files, (path, address)


def test_nothing_names_another_server(made: Place) -> None:
    for path, data in files_of(made.site).items():
        if path.endswith((".html", ".css", ".js", ".txt")):
            assert not re.search(
                rb'(?:src|href)="(?:https?:)?//|@import|fetch\(|XMLHttpRequest|url\("?https?:', data
            ), path
    for path, data in files_of(made.site).items():
        if path.endswith(".html"):
            assert not re.search(rb"\sstyle=|\son\w+=|<script>", data), path


def test_the_index_offers_paper_at_once_black_first(made: Place) -> None:
    """P3: the index is opened, and the first tap is the sheet on paper."""
    page = (made.site / "index.html").read_text("utf-8")
    pdfs = [each for each in addresses_in(page) if each.endswith(".pdf")]
    assert pdfs[:2] == ["es/mas-agua_es_letter_black.pdf", "es/mas-agua_es_a4_black.pdf"]
    assert "Solo para adentro" not in page
    assert "Todavía no" not in page
    assert re.search(r"mas-agua_es_letter_black\.pdf.*?1 página, \d+ KB", page, re.DOTALL)
    assert len(page.encode()) < 100_000


def test_both_languages_say_what_they_lack(made: Place) -> None:
    english = (made.site / "index_en.html").read_text("utf-8")
    assert "Not yet in English. Available in: Spanish." in english
    page = (made.site / "en" / "mas-agua.html").read_text("utf-8")
    assert "../es/mas-agua_es_letter_black.pdf" in addresses_in(page)
    assert "../es/mas-agua.html" in addresses_in(page)


def test_published_again_nothing_is_written(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in place.site.rglob("*")}
    assert place.publish() == 0
    assert re.search("Nothing has changed|Nada ha cambiado", capsys.readouterr().out)
    assert {path: path.stat().st_mtime_ns for path in place.site.rglob("*")} == before


def test_what_is_public_no_longer_goes(place: Place) -> None:
    sheet = place.kits / "water" / "modules" / "handouts" / "more.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("public: yes\n", ""), "utf-8")
    assert place.publish() == 0
    files = files_of(place.site)
    assert not [path for path in files if "mas-agua" in path]
    assert not [path for path, data in files.items() if b"garraf" in data]


def test_where_a_file_is_in_the_way_all_stays(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    (place.site / "es" / "notas.txt").write_text("mías")
    before = files_of(place.site)
    sheet = place.kits / "water" / "modules" / "handouts" / "more.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("Más", "Mucha"), "utf-8")
    assert place.publish() != 0
    assert "es/notas.txt" in capsys.readouterr().err
    assert files_of(place.site) == before


def test_two_sheets_of_one_name(place: Place) -> None:
    sheet = place.kits / "water" / "modules" / "handouts" / "more.yaml"
    shutil.copy(sheet, sheet.with_name("again.yaml"))
    assert place.publish() == 0
    paths = files_of(place.site)
    assert len([path for path in paths if re.fullmatch(r"es/mas-agua(-w-[a-z0-9]+)?_es_letter_black\.pdf", path)]) == 2


def test_a_sheet_that_cannot_be_made_publishes_nothing(place: Place) -> None:
    sheet = place.kits / "water" / "modules" / "handouts" / "more.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("body:", "pages: 1\nbody:") + "    Agua.\n\n" * 400, "utf-8")
    before = files_of(place.site)
    assert place.publish() != 0
    assert files_of(place.site) == before


def test_no_page_no_text_and_no_search_of_a_site_sings(tmp_path: Path) -> None:
    aviary = Aviary()
    kit = shipped().kit
    assert isinstance(kit, Kit)
    library = OneKit(planted(kit, aviary, ("es", "en")))
    site = _Site(library.sheets(), library, Stock(Store(tmp_path / "files"), Renderer()))
    said = [_search_data(site.sheets).decode(), *(text.decode() for _, text in _texts(site))]
    said += [page for _, page in _pages(site, SiteLook())]
    assert [leaks(each, aviary) for each in said if leaks(each, aviary)] == []
    assert len(set().union(*map(sung_in, said))) > 100


# ── in a browser ────────────────────────────────────────────────────────────────────────────────────────────────────


_OF_THE_BROWSER = re.compile(rb"^(?:CONNECT |[A-Z]+ https?://)[a-z0-9.-]+\.(?:google|googleapis|gvt1)\.com[:/ ]")
"""Chromium looks for news of itself, whatever page is open, and has no switch against all of it."""


@contextmanager
def nobody_listens() -> Iterator[tuple[int, list[bytes]]]:
    """A door to the network that counts who knocks and lets nobody through."""
    knocks: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def listen() -> None:
            while True:
                try:
                    visitor, _ = door.accept()
                except OSError:
                    return
                with visitor:
                    knocks.append(visitor.recv(200))

        threading.Thread(target=listen, daemon=True).start()
        yield door.getsockname()[1], knocks
        door.shutdown(socket.SHUT_RDWR)


def page_in_browser(address: str, folder: Path) -> tuple[str, list[bytes]]:
    """The page as a browser has it after its scripts ran, and every request that left for a network."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        if os.environ.get("TRAININGKIT_ALL_BROWSERS"):
            pytest.fail("there is no chromium")
        pytest.skip("THERE IS NO CHROMIUM: the published library was not opened in a browser")
    with nobody_listens() as (port, knocks):
        command = [browser, "--headless", "--no-sandbox", "--disable-dev-shm-usage", f"--user-data-dir={folder}"]
        command += ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
        command += [f"--proxy-server=127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>", "--virtual-time-budget=3000"]
        done = subprocess.run(
            [*command, "--dump-dom", address], capture_output=True, text=True, timeout=120, check=True
        )
    return done.stdout, [each for each in knocks if not _OF_THE_BROWSER.search(each)]


@pytest.mark.parametrize(
    ("page", "question", "found"),
    [
        ("index.html", "garrafon", {"Más agua"}),
        ("index_en.html", "thirst", {"Being thirsty is no offence"}),
        ("index.html", "xylophone", set()),
        ("index.html", "", {"Más agua", "Tener sed no es una falta"}),
    ],
)
def test_searching_from_a_folder_asks_no_network(
    made: Place, tmp_path: Path, page: str, question: str, found: set[str]
) -> None:
    shown, knocks = page_in_browser(f"{(made.site / page).as_uri()}#find={question}", tmp_path / "profile")
    items = re.findall(r'<li class="sheet-item" id="[^"]+"( hidden="")?>.*?<a [^>]*>([^<]+)</a></h', shown, re.DOTALL)
    assert {title for hidden, title in items if not hidden} == found
    assert len(items) == 2
    assert not re.search(r'<form class="search"[^>]*hidden', shown)
    assert knocks == []


@pytest.mark.parametrize(
    "name", ["es/tener-sed-no-es-una-falta.html", "es/tener-sed-no-es-una-falta_es.html", "en/mas-agua.html"]
)
def test_no_page_asks_a_network(made: Place, tmp_path: Path, name: str) -> None:
    shown, knocks = page_in_browser((made.site / name).as_uri(), tmp_path / "profile")
    assert "<h1" in shown
    assert knocks == []


def test_the_door_would_hear_a_knock(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<img src="http://example.org/x.png">')
    _, knocks = page_in_browser(page.as_uri(), tmp_path / "profile")
    assert any(b"example.org" in each for each in knocks)


# ── the same rules of searching ─────────────────────────────────────────────────────────────────────────────────────

QUESTIONS = (
    "guardería",
    "HORAS",
    "leyes",
    "companies",
    "carta a la marca",
    "what",
    "despidos",
    "xyz",
    "ñandú",
    "co",
    "SS-H",
)


def test_the_script_finds_what_the_server_finds() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("THERE IS NO NODE: the two ways of searching were not compared")
    sheets = Library(Readings(TOP / "kits")).sheets()
    index = Index(entries_of(sheets))
    script = f"{_search_data(sheets).decode()}{(STATIC / 'search.js').read_text('utf-8')}"
    asking = (
        f"console.log(JSON.stringify({json.dumps(QUESTIONS)}.map(each => trainingkitFind(trainingkitSheets, each))))"
    )
    said = subprocess.run([node, "-"], input=f"{script}\n{asking}", capture_output=True, text=True, check=True)
    found = [set(each) for each in json.loads(said.stdout)]
    assert found == [{sheets[place].code for place in index.find(question)} for question in QUESTIONS]
    assert SEARCH.startswith("static/")
    assert publish_site.__doc__
