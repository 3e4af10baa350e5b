"""The public library as partners use it: searching, a sheet's page, its files, its words; and what none of it says."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from trainingkit.app import create_app
from trainingkit.domain.assembly.codes import code_of
from trainingkit.domain.text import UnitId
from trainingkit.services.finding import FACETS

WATER = Path(__file__).resolve().parents[1] / "samples" / "languages"
KITS = Path(__file__).resolve().parents[2] / "kits"
CODE = code_of("water", "handouts", "thirst")


class Reader(FlaskClient):
    """Reads answers to their end and closes them, as a browser does."""

    def open(self, *arguments: Any, **values: Any) -> TestResponse:
        return super().open(*arguments, **{"buffered": True, **values})


def reader_of(kits: Path, data: Path) -> FlaskClient:
    app: Flask = create_app(kits, data)
    app.test_client_class = Reader
    return app.test_client()


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    folder = shutil.copytree(WATER, tmp_path / "kits")
    about = folder / "water" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("[es, en, ht, kek]", "[es, en, ht]"), "utf-8")
    return folder


@pytest.fixture
def client(kits: Path, tmp_path: Path) -> FlaskClient:
    return reader_of(kits, tmp_path / "data")


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return reader_of(KITS, tmp_path_factory.mktemp("data"))


def change_source(kits: Path, old: str, new: str) -> None:
    path = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def entry_of(kits: Path, unit: UnitId | str, language: str = "en") -> tuple[Path, str]:
    """A catalogue, and the text of one of its entries in it."""
    path = kits / "water" / "translations" / f"{language}.po"
    found = re.search(rf'msgctxt "{unit}".*?(?=\n\n|\Z)', path.read_text("utf-8"), re.DOTALL)
    assert found
    return path, found[0]


def links(page: str, to: str = "") -> list[str]:
    return [each for each in re.findall(r'<a [^>]*href="([^"]+)"', page) if to in each]


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_front_page_leads_to_sheets_kits_and_searches(client: FlaskClient) -> None:
    page = client.get("/es/").text
    assert f"/es/sheets/{CODE}" in links(page)
    assert "/es/kits/water" in links(page)
    assert '<form class="search" action="/es/sheets/" method="get"' in page


@pytest.mark.parametrize(("question", "found"), [("guardería", True), ("GUARDERIA", True), ("xylophone", False)])
def test_a_search_by_address(shipped: FlaskClient, question: str, found: bool) -> None:
    page = shipped.get("/en/sheets/", query_string={"text": question}).text
    assert ("What can we demand for child care?" in page) is found
    assert f"“{question}”" in page
    assert ("Try fewer words" in page) is not found


SAME = code_of("san-salvador", "handouts", "reading-a-reply")
SAME_ADAPTED = code_of("guadalajara-electronics", "handouts", "reading-a-reply")
CHANGED = code_of("guadalajara-electronics", "handouts", "child-care-law")


def test_what_an_adaptation_leaves_as_it_is_stands_in_a_list_once(shipped: FlaskClient) -> None:
    page = shipped.get("/en/sheets/?kit=guadalajara-electronics").text
    assert page.count(f'id="{SAME}"') == 1
    assert SAME_ADAPTED not in page
    assert CHANGED in page
    item = re.search(rf'id="{SAME}".*?</li>', page, re.DOTALL)
    assert item
    assert "Also in: <span>What We Build: Brands and Labor Rights</span>" in item[0]


def test_it_belongs_to_each_of_its_kits(shipped: FlaskClient) -> None:
    assert f'id="{SAME}"' in shipped.get("/en/sheets/?kit=san-salvador").text
    assert f'id="{SAME}"' in shipped.get("/en/sheets/?text=Mexico").text
    assert f'id="{SAME_ADAPTED}"' in shipped.get("/en/kits/guadalajara-electronics").text
    page = shipped.get(f"/en/sheets/{SAME_ADAPTED}").text  # printed codes lead there
    assert "/en/kits/san-salvador" in links(page[page.index("Also in:") :])


def test_adaptations_stand_beside_what_they_were_made_from(shipped: FlaskClient) -> None:
    library = shipped.application.extensions["trainingkit"].library
    places = [sheet.module.id for sheet in library.each_once()]
    assert [each for each, before in zip(places[1:], places, strict=False) if each == before]
    assert all(places[first : first + places.count(each)] == [each] * places.count(each)
               for each in set(places) for first in [places.index(each)])  # fmt: skip


def test_the_country_tells_sheets_of_one_title_apart(shipped: FlaskClient) -> None:
    page = shipped.get("/es/sheets/?theme=child-care").text
    assert "· El Salvador</p>" in page
    assert "· México</p>" in page


def test_every_choice_is_a_link_that_can_be_taken_back(shipped: FlaskClient) -> None:
    page = shipped.get("/es/sheets/").text
    (care,) = [each for each in links(page) if each.endswith("theme=child-care")]
    narrowed = shipped.get(care).text
    assert len(links(narrowed, "/es/sheets/SS-")) == 2  # the case, and the law that it hands out
    assert 'aria-current="true"' in narrowed
    assert "/es/sheets/" in links(narrowed)  # the chosen theme, taken back
    assert {re.search(r"(\w+)=", each)[1] for each in links(page, "?")} == {*FACETS, "page"}  # type: ignore[index]


def test_choices_stay_in_the_other_language_and_in_a_search(shipped: FlaskClient) -> None:
    page = shipped.get("/es/sheets/?theme=hours&text=horas").text
    assert "/en/sheets/?text=horas&amp;theme=hours" in links(page)
    assert '<input type="hidden" name="theme" value="hours">' in page


@pytest.mark.parametrize("value", ["nothing", "../..", "'; drop", "<b>x</b>", "é" * 500, "\x00"])
@pytest.mark.parametrize("name", ["text", *FACETS])
def test_what_nobody_knows_finds_nothing_and_is_shown_as_text(client: FlaskClient, name: str, value: str) -> None:
    answer = client.get("/en/sheets/", query_string={name: value})
    assert answer.status_code == 200
    assert f"/en/sheets/{CODE}" not in links(answer.text)
    assert "<b>x" not in answer.text


def test_long_lists_are_cut_into_pages(shipped: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainingkit.web.sheets.AT_ONCE", 5)
    pages = [shipped.get(f"/es/sheets/?page={number}").text for number in ("1", "2", "3", "99", "-1", "1e9", "٣")]
    shown = [tuple(re.findall(r'<li class="sheet-item" id="([^"]+)"', page)) for page in pages]
    every = [sheet.code for sheet in shipped.application.extensions["trainingkit"].library.each_once()]
    assert [*shown[0], *shown[1], *shown[2]] == every[:15]
    assert shown[3][-1] == every[-1]
    assert shown[4] == shown[5] == shown[6] == shown[0]
    assert "/es/sheets/?page=2" in links(pages[0])
    assert f"Las {len(every)} hojas" in shipped.get("/es/").text


# ── a sheet ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_a_page_says_pages_and_bytes_before_anybody_made_a_file(client: FlaskClient) -> None:
    page = client.get(f"/es/sheets/{CODE}").text
    (first, second, *_) = links(page, f"/kits/water/{CODE}_")
    assert (first, second) == (
        f"/kits/water/{CODE}_es_letter_black.pdf",
        f"/kits/water/{CODE}_es_a4_black.pdf",
    )
    size = f"{round(len(client.get(first).data) / 1024)} KB"
    assert re.search(rf"{re.escape(first)}.*?1 página, {size}", page, re.DOTALL)
    digest = client.get(first).headers["ETag"].strip('"')
    assert digest in page
    for words in ("CC BY-SA 4.0", "Edición", "Español: completo y al día.", "Con este texto desde el", CODE):
        assert words in page


@pytest.mark.slow
def test_a_file_that_cannot_be_made_is_offered_all_the_same(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainingkit.services.handouts.AT_SIGHT_SECONDS", 0.05)
    shop = client.application.extensions["trainingkit"]
    with shop.stock._turn("one", 1), shop.stock._turn("two", 1):
        page = client.get(f"/es/sheets/{CODE}").text
    assert "se prepara cuando usted lo pide" in page
    assert len(links(page, f"{CODE}_es_")) == 4


def test_the_other_language_keeps_the_page(client: FlaskClient) -> None:
    for address in (f"sheets/{CODE}", "kits/water", f"sheets/{CODE}/words/es"):
        assert f"/en/{address}" in links(client.get(f"/es/{address}").text)


def test_a_change_behind_is_said_and_offered_as_a_draft(client: FlaskClient, kits: Path) -> None:
    change_source(kits, "title: ", "title: Otra vez. ")
    page = client.get(f"/en/sheets/{CODE}").text
    assert "English is 1 change behind." in page
    assert f"{CODE}_en_letter_black_draft.pdf" in page
    assert f"{CODE}_en_letter_black.pdf" not in page
    assert links(page, "words/en") == []
    text = client.get(f"/en/sheets/{CODE}/read/en").text
    assert 'class="draft"' in text
    assert "[to be checked]" in text
    for name in (
        f"{CODE}_en_letter_black.pdf",
        f"{CODE}_en.html",
        f"{CODE}_en_words.txt",
        f"{CODE}_en_draft_words.txt",
    ):
        assert client.get(f"/kits/water/{name}").status_code == 404
    assert client.get(f"/en/sheets/{CODE}/words/en").status_code == 404
    assert client.get(f"/kits/water/{CODE}_en_draft.html").status_code == 200
    assert "English is 1 change behind." in client.get("/en/").text


def test_a_missing_language_is_said_and_the_other_offered(client: FlaskClient, kits: Path) -> None:
    (kits / "water" / "translations" / "en.po").unlink()
    page = client.get(f"/en/sheets/{CODE}").text
    assert "Not yet in English." in page
    assert "Available in: Spanish" in page
    assert "Print it in Spanish" in page
    assert {each.split("_")[1] for each in links(page, "/kits/water/W-")} == {"es"}
    assert re.search(r'<h1 lang="es">', page)  # the title is in Spanish, and says so to a screen reader
    assert client.get(f"/en/sheets/{CODE}/read/en").status_code == 404
    assert client.get(f"/kits/water/{CODE}_en_letter.pdf").status_code == 404


def test_words_that_nobody_has_looked_at_are_shown_to_nobody(client: FlaskClient, kits: Path) -> None:
    path, entry = entry_of(kits, "handouts/thirst/body/.*?")
    secret = "Nobody has looked at this."  # noqa: S105 - no secret
    fuzzy = re.sub(r'^msgstr (?:".*"\n?)+', f'msgstr "{secret}"', entry, flags=re.MULTILINE)
    path.write_text(path.read_text("utf-8").replace(entry, f"#, fuzzy\n{fuzzy}"), "utf-8")
    for address in (f"/en/sheets/{CODE}", "/en/", f"/es/sheets/{CODE}/read/en", f"/kits/water/{CODE}_en_draft.html"):
        answer = client.get(address)
        assert secret not in answer.text
    assert "Not yet in English." in client.get(f"/en/sheets/{CODE}").text
    assert client.get(f"/es/sheets/{CODE}/read/en").status_code == 404


def test_how_many_sheets_there_are_in_a_language(client: FlaskClient, kits: Path) -> None:
    more = kits / "water" / "modules" / "handouts" / "more.yaml"
    more.write_text("title: Más agua\npublic: yes\nbody:\n  one: |\n    Agua.\n", "utf-8")
    page = client.get("/en/kits/water").text
    assert "2 of 2 sheets in Spanish" in page
    assert "0 of 2 sheets in Haitian Creole" in page
    assert "1 of 2 sheets in English" in page
    assert "0 de 2 hojas en criollo haitiano" in client.get("/es/kits/water").text


# ── to read, to copy, to keep ───────────────────────────────────────────────────────────────────────────────────────


def test_reading_a_sheet_on_the_screen(client: FlaskClient) -> None:
    answer = client.get(f"/en/sheets/{CODE}/read/es")
    assert answer.headers["Content-Language"] == "es"
    assert '<html lang="es">' in answer.text
    assert '<nav class="back" lang="en">' in answer.text
    assert "<style" not in answer.text
    assert "data:" in answer.headers["Content-Security-Policy"]
    assert client.get(*re.findall(r'rel="stylesheet" href="([^"]+)"', answer.text)).mimetype == "text/css"


def test_a_sheet_to_hand_on_is_one_file(client: FlaskClient) -> None:
    answer = client.get(f"/kits/water/{CODE}_es.html")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=tener-sed")
    assert not re.search(r'(?:src|href)="(?!data:|#)', answer.text)
    assert "<style>" in answer.text


def test_words_to_copy_and_to_read_aloud(client: FlaskClient) -> None:
    page = client.get(f"/es/sheets/{CODE}/words/es").text
    assert "Léalo y grábelo" in page
    (message, voice) = re.findall(r'<pre class="copy" tabindex="0" lang="es">(.*?)</pre>', page, re.DOTALL)
    assert "TENER SED" in message.upper()
    assert "Licencia: CC BY-SA 4.0" in message
    for name, words in (("words", message), ("voice", voice)):
        answer = client.get(f"/kits/water/{CODE}_es_{name}.txt")
        assert answer.mimetype == "text/plain"
        assert answer.text.split() == words.split()


@pytest.mark.slow
def test_a_download_that_was_cut_off_is_taken_up_again(client: FlaskClient) -> None:
    address = f"/kits/water/{CODE}_es_letter_black.pdf"
    whole = client.get(address)
    assert whole.headers["Accept-Ranges"] == "bytes"
    for cut in (1, 1000, len(whole.data) - 1):
        rest = client.get(address, headers={"Range": f"bytes={cut}-", "If-Range": whole.headers["ETag"]})
        assert (rest.status_code, whole.data[:cut] + rest.data) == (206, whole.data)
    other = client.get(address, headers={"Range": "bytes=5-", "If-Range": '"of another file"'})
    assert (other.status_code, other.data) == (200, whole.data)


# ── what it costs, what it tells ────────────────────────────────────────────────────────────────────────────────────


def parts_of(client: FlaskClient, page: str, address: str) -> Iterator[str]:
    """What a browser fetches with a page, and what its styles name."""
    for part in re.findall(
        r'(?:rel="(?:stylesheet|preload|icon)"[^>]*? )?(?:href|src)="(/(?:static|font)/[^"]+)"', page
    ):
        yield part
        if part.endswith(".css"):
            for name in re.findall(r'url\("([^"]+)"\)', client.get(part).text):
                yield f"/static/{name}" if not name.startswith("../") else name[2:]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["es", "en"])
def test_three_taps_and_400_kilobytes_to_a_sheet_on_paper(shipped: FlaskClient, language: str) -> None:
    """P1: the library's address, a sheet, its PDF: two taps; every byte counted, each file once."""
    front = shipped.get(f"/{language}/").text
    costs = {"front": len(front.encode())}
    dearest = 0
    for address in links(front, f"/{language}/sheets/SS-"):
        page = shipped.get(address).text
        pdf = links(page, f"_{language}_letter_black.pdf")[0]
        dearest = max(dearest, len(page.encode()) + len(shipped.get(pdf).data))
        costs |= {part: len(shipped.get(part).data) for part in parts_of(shipped, front + page, address)}
    assert len(costs) >= 6
    assert sum(costs.values()) + dearest <= 400_000
    assert sum(costs.values()) <= 150_000


def test_every_sheet_to_read_is_light(shipped: FlaskClient) -> None:
    sheets = shipped.application.extensions["trainingkit"].library.sheets()
    sizes = [version.page_bytes for sheet in sheets for version in sheet.versions.values()]
    assert len(sizes) >= 24
    assert max(sizes) <= 100_000


def test_no_cookie_no_script_and_nobody_else(client: FlaskClient) -> None:
    addresses = ("/es/", "/es/sheets/?text=agua", f"/es/sheets/{CODE}", f"/es/sheets/{CODE}/read/es", "/reading.css")
    for address in (*addresses, f"/es/sheets/{CODE}/words/es", f"/kits/water/{CODE}_es_words.txt", "/es/kits/water"):
        answer = client.get(address, headers={"Cookie": "tk=abc"})
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
        assert not re.search(r"<script|javascript:|\sstyle=|\son\w+=|(?:src|href)=\"https?://", answer.text)
