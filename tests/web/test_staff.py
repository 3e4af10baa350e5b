"""The state of the library: its numbers and lists, decisions about what changed upstream, an adaptation begun from a
form and found by every page; shipped kits read and never written."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.people import KITS, Browser, Place, make_place
from tests.web.smallplace import sample_place
from trainingkit.domain.access import Rank
from trainingkit.services.ownkits import library_with
from trainingkit.services.readings import Readings
from trainingkit.storage.audit import entries
from trainingkit.storage.database import reading

pytestmark = pytest.mark.slow

WISH = {"kit": "small", "name": "ours", "country": "", "sector": "", "title": "El nuestro", "by": "Red de talleres"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with sample_place(tmp_path) as made:
        yield made


def editor(place: Place) -> Browser:
    return place.signed_in(place.add(Rank.EDITOR))


def begun(place: Place) -> tuple[Browser, Path]:
    browser = editor(place)
    made = browser.fill("/es/staff/adapt", **WISH)
    assert (made.status_code, made.location) == (303, "/es/staff/kits/ours/"), made.text
    return browser, readings(place).root / "ours"


def readings(place: Place) -> Readings:
    found = place.app.extensions["trainingkit-readings"]
    assert isinstance(found, Readings)
    return found


@pytest.mark.parametrize("rank", [Rank.EDITOR, Rank.ADMIN])
@pytest.mark.parametrize("language", ["es", "en"])
def test_each_number_leads_to_its_list(place: Place, rank: Rank, language: str) -> None:
    browser = place.signed_in(place.add(rank))
    page = browser.get(f"/{language}/staff/").text
    links = set(re.findall(r'href="(/[a-z]{2}/staff/[^"]+)"', page))
    assert {
        f"/{language}/staff/law",
        f"/{language}/staff/kits/small/",
        f"/{language}/staff/kits/small/modules",
    } <= links
    for link in links:
        assert browser.get(link).status_code == 200, link


def test_a_long_list_says_how_long_it_is_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(KITS, tmp_path / "kits")
    made = make_place(tmp_path, kits=tmp_path / "kits")
    catalogue = tmp_path / "kits" / "water" / "translations" / "en.po"
    text = catalogue.read_text("utf-8")
    catalogue.write_text(re.sub(r'^msgstr "[^"]+"$', 'msgstr ""', text, flags=re.MULTILINE), "utf-8")
    monkeypatch.setattr("trainingkit.web.staff.AT_ONCE", 3)
    browser = editor(made)
    address = "/en/staff/kits/water/translation/en"
    first = browser.get(address).text
    found = re.search(r"1 to 3 of (\d+)", first)
    assert found
    assert first.count("<strong>Missing</strong>") == 3
    assert f'href="{address}?page=2" rel="next"' in first
    last = browser.get(f"{address}?page=999999").text
    assert f"to {found[1]} of {found[1]}" in last
    assert 'rel="next"' not in last
    made.server.database.close()


def test_what_nobody_translated_yet_is_shown_as_it_was_written(place: Place) -> None:
    browser, _ = begun(place)
    assert "<h1>El nuestro</h1>" in browser.get("/en/staff/kits/ours/").text
    for page in ("/en/staff/", "/en/workshops/new", "/en/packs/"):
        said = browser.get(page).text
        assert "El nuestro" in said
        assert "not translated yet" not in said


def test_a_translation_is_counted_text_by_text(tmp_path: Path) -> None:
    shutil.copytree(KITS, tmp_path / "kits")
    made = make_place(tmp_path, kits=tmp_path / "kits")
    catalogue = tmp_path / "kits" / "water" / "translations" / "en.po"
    text = catalogue.read_text("utf-8")
    last = list(re.finditer(r'^msgstr "[^"]+"$', text, re.MULTILINE))[-1]
    catalogue.write_text(text[: last.start()] + 'msgstr ""' + text[last.end() :], "utf-8")
    browser = editor(made)
    assert "1 missing, 0 out of date, 0 drafts" in browser.get("/en/staff/").text
    gaps = browser.get("/en/staff/kits/water/translation/en").text
    assert gaps.count("<strong>Missing</strong>") == 1
    assert browser.get("/en/staff/kits/water/translation/fr").status_code == 404
    made.server.database.close()


def test_law_past_its_date(place: Place) -> None:
    place.clock.shift = timedelta(days=4000)
    browser = editor(place)
    page = browser.get("/es/staff/law").text
    assert "venció el" in page
    assert re.search(r"<strong>[1-9]\d*</strong> con la fecha vencida", browser.get("/es/staff/").text)


def test_a_kit_with_faults_is_on_the_page_too(place: Place, tmp_path: Path) -> None:
    (tmp_path / "kits" / "small" / "kit.yaml").write_text("kit: [", "utf-8")
    browser = editor(place)
    assert browser.get("/es/staff/").status_code == 200
    assert "small/kit.yaml:" in browser.get("/es/staff/kits/small/").text
    assert browser.get("/es/staff/kits/small/modules").status_code == 503


# ── an adaptation ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_adaptation_is_begun_and_every_page_finds_it(place: Place, tmp_path: Path) -> None:
    browser, folder = begun(place)
    assert "kit: ours" in (folder / "kit.yaml").read_text("utf-8")
    assert folder.is_relative_to(tmp_path / "data" / "kits")
    assert not (tmp_path / "kits" / "ours").exists()
    assert "El nuestro" in browser.get("/es/staff/").text
    assert "El nuestro" in browser.get("/es/").text  # the library
    assert 'value="ours' in browser.get("/es/workshops/new").text  # a new workshop's cards
    assert "adaptado en ours" in " ".join(browser.get("/es/staff/kits/small/modules").text.split())
    worker = Readings(library_with(tmp_path / "kits", tmp_path / "data" / "kits"))
    assert worker.of("ours").kit is not None  # the worker
    with reading(place.server.database) as db_session:
        assert [(each.action, each.thing) for each in entries(db_session)] == [("kit.adapt", "kit/ours")]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": "Ñandú"}, "name"),
        ({"name": "small"}, "name"),
        ({"name": "../../out"}, "name"),
        ({"name": ""}, "name"),
        ({"country": "zz"}, "country"),
        ({"sector": "zz"}, "sector"),
        ({"kit": "none"}, "kit"),
        ({"kit": "small.none"}, "variant"),
        ({"kit": "../small"}, "kit"),
        ({"kit": ""}, "kit"),
    ],
)
def test_a_form_that_makes_no_sense_comes_back_filled(place: Place, change: dict[str, str], field: str) -> None:
    browser = editor(place)
    before = sorted(each.name for each in readings(place).root.iterdir())
    made = browser.fill("/es/staff/adapt", **{**WISH, **change})
    assert made.status_code == 422
    if field != "variant":
        assert f'id="{field}-problem"' in made.text
    assert "Red de talleres" in made.text
    assert sorted(each.name for each in readings(place).root.iterdir()) == before


def test_words_that_are_no_yaml_stay_words(place: Place) -> None:
    browser = editor(place)
    odd = 'a": [b\n# <script>alert(1)</script> {{7*7}}'
    assert browser.fill("/es/staff/adapt", **{**WISH, "title": odd, "by": odd}).status_code == 303
    page = browser.get("/es/staff/").text
    assert "<script>" not in page
    kit = readings(place).of("ours").kit
    assert kit is not None
    assert kit.about.title.source == " ".join(odd.split())


# ── what changed upstream ───────────────────────────────────────────────────────────────────────────────────────────


def changed_upstream(tmp_path: Path) -> None:
    path = tmp_path / "kits" / "small" / "kit.yaml"
    path.write_text(path.read_text("utf-8").replace("Mostrar todo", "Mostrar casi todo"), "utf-8")


@pytest.mark.parametrize("do", ["adopt", "keep"])
def test_a_change_upstream_is_decided(place: Place, tmp_path: Path, do: str) -> None:
    browser, folder = begun(place)
    own = folder / "kit.yaml"
    own.write_text(own.read_text("utf-8") + "change:\n  kit/purpose: Lo nuestro es otra cosa.\n", "utf-8")
    browser.fill("/es/staff/kits/ours/drift", unit="kit/purpose", do="keep")  # looked at as it is
    changed_upstream(tmp_path)
    page = browser.get("/es/staff/kits/ours/drift").text
    assert "kit/purpose" in page
    assert "Lo nuestro es otra cosa." in page
    decided = browser.send("/es/staff/kits/ours/drift", unit="kit/purpose", do=do)
    assert decided.status_code == 303
    assert "No hay decisiones pendientes." in browser.get("/es/staff/kits/ours/drift").text
    assert ("Lo nuestro" in own.read_text("utf-8")) is (do == "keep")


@pytest.mark.parametrize(
    ("kit", "form"),
    [
        ("small", {"unit": "kit/purpose", "do": "adopt"}),
        ("ours", {"unit": "kit/none", "do": "adopt"}),
        ("ours", {"unit": "", "do": "adopt"}),
        ("ours", {"unit": "kit/purpose", "do": "burn"}),
        ("none", {"unit": "kit/purpose", "do": "keep"}),
    ],
)
def test_what_cannot_be_decided(place: Place, tmp_path: Path, kit: str, form: dict[str, str]) -> None:
    browser, _ = begun(place)
    before = {path: path.read_bytes() for path in (tmp_path / "kits").rglob("*") if path.is_file()}
    assert browser.fill(f"/es/staff/kits/{kit}/drift", **form).status_code == 404
    assert {path: path.read_bytes() for path in (tmp_path / "kits").rglob("*") if path.is_file()} == before


# ── two folders in one ──────────────────────────────────────────────────────────────────────────────────────────────


def test_shipped_kits_stand_beside_own_ones_and_never_in_their_place(tmp_path: Path) -> None:
    shipped, own = tmp_path / "shipped", tmp_path / "own"
    for name in ("one", "two", "_shared"):
        (shipped / name).mkdir(parents=True)
    (own / "two").mkdir(parents=True)
    assert library_with(shipped, own) == own
    assert {each.name: each.is_symlink() for each in own.iterdir()} == {"one": True, "two": False, "_shared": True}
    (shipped / "one").rename(shipped / "three")
    library_with(shipped, own)
    assert {each.name for each in own.iterdir()} == {"two", "three", "_shared"}
    library_with(tmp_path / "elsewhere", own)
    assert {each.name for each in own.iterdir()} == {"two"}
