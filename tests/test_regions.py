"""A regional language, es-PE, from its catalogue to documents: it holds only what differs, and never lacks anything."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest

from tests.canaries import strings_in
from tests.content.family import adapt, make_library
from trainingkit.cli import run
from trainingkit.content.checks import check_translations
from trainingkit.content.library import read_kit
from trainingkit.content.po import catalogue_path, read_catalogue, with_entries, write_catalogue
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import Status, Text, UnitId
from trainingkit.domain.translation import Entry
from trainingkit.domain.units import kit_texts
from trainingkit.domain.workshop import Workshop, sample_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.services.translating import Standing, confirm_unit, status, update

TOP = Path(__file__).resolve().parent.parent
WATER = TOP / "tests/samples/languages"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
PERU = {"plática": "charla", "niñera": "nana"}
"""How Peru says a few words of the San Salvador kit that are no slots."""


def promise(library: Path, kit: str, *languages: str) -> Path:
    """The kit of a library, promised in other languages."""
    path = library / kit / "kit.yaml"
    lines = path.read_text("utf-8").split("\n")
    found = [f"languages: [{', '.join(languages)}]" if line.startswith("languages:") else line for line in lines]
    path.write_text("\n".join(found), "utf-8")
    return library / kit


def say(folder: Path, language: str, **texts: tuple[str, str]) -> None:
    """Puts entries into a catalogue: by address (with dots for strokes) the text differed from, and what is said."""
    path = catalogue_path(folder, language)
    catalogue, _ = read_catalogue(path) if path.is_file() else read_catalogue(WATER / "water/translations/en.po")
    entries = [Entry(unit=UnitId(name.replace(".", "/")), source=one, text=two) for name, (one, two) in texts.items()]
    header = {**catalogue.header, "Language": language.replace("-", "_")}
    write_catalogue(path, replace(with_entries(catalogue, entries), language=language, header=header))


@pytest.fixture
def water(tmp_path: Path) -> Path:
    return promise(Path(shutil.copytree(WATER, tmp_path / "kits")), "water", "es", "es-PE", "en")


def kit_of(folder: Path) -> Kit:
    found = read_kit(folder).kit
    assert found
    return found


def stands(folder: Path, language: str = "es-PE") -> Standing:
    return next(each for each in status(folder.parent, folder.name) if (each.module, each.language) == ("", language))


TITLE = "handouts.thirst.title"

# ── nothing to say differently ──────────────────────────────────────────────────────────────────────────────────────


def test_a_region_without_a_catalogue_says_what_its_base_says(water: Path) -> None:
    kit = kit_of(water)
    title = kit.handouts["thirst"].title
    assert (title.find("es-PE"), title.status("es-PE")) == (title.source, Status.TRANSLATED)
    assert check_translations(kit) == check_translations(replace(kit, about=replace(kit.about, languages=("es", "en"))))
    assert stands(water) == Standing("water", "", "es-PE")


def test_update_makes_no_catalogue_of_a_region(water: Path) -> None:
    assert catalogue_path(water, "es-PE") not in update(water.parent, "", NOW)
    assert not catalogue_path(water, "es-PE").exists()


def test_a_region_of_a_translation_builds_on_that(water: Path) -> None:
    promise(water.parent, "water", "es", "en", "en-BZ")
    title = kit_of(water).handouts["thirst"].title
    assert title.find("en-BZ") == title.find("en") == "Being thirsty is no offence"


# ── what differs ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_differs_is_counted_and_nothing_else(water: Path) -> None:
    say(water, "es-PE", **{TITLE: ("Tener sed no es una falta", "Tener sed no es falta, pues")})
    assert kit_of(water).handouts["thirst"].title.find("es-PE") == "Tener sed no es falta, pues"
    assert stands(water) == Standing("water", "", "es-PE", translated=1)
    update(water.parent, "water", NOW)
    catalogue, problems = read_catalogue(catalogue_path(water, "es-PE"))
    assert (problems, [entry.unit for entry in catalogue.entries]) == ((), [UnitId("handouts/thirst/title")])


def test_a_changed_base_makes_the_regional_entry_stale(water: Path) -> None:
    say(water, "es-PE", **{TITLE: ("Tener sed no es una falta", "Tener sed no es falta, pues")})
    path = water / "modules/handouts/thirst.yaml"
    path.write_text(path.read_text("utf-8").replace("no es una falta", "no es ninguna falta"), "utf-8")
    assert kit_of(water).handouts["thirst"].title.find("es-PE") is None
    assert [(each.unit, each.details["language"]) for each in check_translations(kit_of(water))].count(
        ("handouts/thirst/title", "es-PE")
    ) == 1
    assert stands(water) == Standing("water", "", "es-PE", stale=1)
    update(water.parent, "water", NOW)
    entry = read_catalogue(catalogue_path(water, "es-PE"))[0].entries[0]
    assert (entry.fuzzy, entry.previous, entry.source) == (
        True,
        "Tener sed no es una falta",
        "Tener sed no es ninguna falta",
    )


def test_a_base_translated_anew_makes_the_regional_entry_stale(water: Path) -> None:
    """The region of a translation differs from the translation, so that is what its entry was confirmed for."""
    promise(water.parent, "water", "es", "en", "en-BZ")
    say(water, "en-BZ", **{TITLE: ("Being thirsty is no offence", "Being thirsty is no sin")})
    assert stands(water, "en-BZ") == Standing("water", "", "en-BZ", translated=1)
    base = catalogue_path(water, "en")
    base.write_text(base.read_text("utf-8").replace("is no offence", "is no crime"), "utf-8")
    assert stands(water, "en-BZ") == Standing("water", "", "en-BZ", stale=1)
    update(water.parent, "water", NOW)
    assert stands(water, "en-BZ") == Standing("water", "", "en-BZ", stale=1)
    assert read_catalogue(catalogue_path(water, "en-BZ"))[0].entries[0].source == "Being thirsty is no crime"
    confirm_unit(water.parent, "water/handouts/thirst/title", "Ana", "también aquí", "en-BZ")
    assert stands(water, "en-BZ") == Standing("water", "", "en-BZ", translated=1)


def test_a_kit_that_adapts_one_with_the_base_needs_no_base_of_its_own(tmp_path: Path) -> None:
    library = make_library(tmp_path / "kits")
    summary = "changes: cases/child-care\nsummary: |\n  En {factory} piden otra sala.\n"
    peru = promise(library, adapt(library, "peru", {"modules/cases/child-care.yaml": summary}).name, "es-PE")
    kit = kit_of(peru)
    case = kit.cases["child-care"]
    assert case.summary.find("es-PE") == "En {factory} piden otra sala."
    assert case.title.find("es-PE") == case.title.source
    assert check_translations(kit) == ()
    assert update(library, "peru", NOW) == ()
    assert stands(peru).units == 0


# ── the shipped kit ─────────────────────────────────────────────────────────────────────────────────────────────────


def in_peru(text: Text) -> str:
    said = text.source
    for here, there in PERU.items():
        said = said.replace(here, there)
    return said


@pytest.fixture(scope="module")
def peru(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of San Salvador with a catalogue for Peru."""
    library = tmp_path_factory.mktemp("peru") / "kits"
    shutil.copytree(TOP / "kits", library)
    folder = promise(library, "san-salvador", "es", "es-PE", "en")
    texts = [each.text for each in kit_texts(kit_of(folder)) if each.text.language == "es"]
    differing = {each.unit: (each.source, in_peru(each)) for each in texts if in_peru(each) != each.source}
    say(folder, "es-PE", **differing)
    update(library, "san-salvador", NOW)
    return folder


def test_peru_stores_less_than_a_fiftieth_of_the_words(peru: Path) -> None:
    catalogue, problems = read_catalogue(catalogue_path(peru, "es-PE"))
    own = sum(len(entry.text.split()) for entry in catalogue.entries)
    every = sum(len(each.text.source.split()) for each in kit_texts(kit_of(peru)))
    assert problems == ()
    assert 0 < own < every / 50
    assert stands(peru) == Standing("san-salvador", "", "es-PE", translated=len(catalogue.entries))


def test_every_document_of_peru_is_complete_and_says_its_own_words(peru: Path) -> None:
    kit = kit_of(peru)
    said = " ".join(strings_of(kit, sample_of(kit)))
    assert "charla" in said
    assert not any(each in said for each in PERU)
    assert "[sin traducir" not in said


def strings_of(kit: Kit, workshop: Workshop) -> list[str]:
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    wordings = {language: wording_for(language, workshop.country) for language in ("es-PE", "en")}
    orders = orders_for(kit, workshop, planned, casting, ("es-PE",))
    made = (assemble(kit, workshop, planned, casting, order, wordings) for order in orders)
    return [text for document in made for text in strings_in(document)]


@pytest.mark.slow
def test_a_handout_is_built_in_peruvian_spanish(peru: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(peru.parent.parent)
    wanted = ["--language", "es-PE", "--document", "agenda", "--out", str(tmp_path / "out")]
    assert run(["build", "san-salvador", *wanted]) == 0
    file = next((tmp_path / "out").rglob("*.pdf"))
    with pypdfium2.PdfDocument(file) as pdf:
        words = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Almuerzo" in words  # the fixed words of documents come from es
