"""Status, update and confirm over a library of kits: `tests/samples/languages`, with Haitian Creole and Q'eqchi'."""

import random
import re
import shutil
import subprocess
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from trainingkit.content.library import read_kit
from trainingkit.content.po import catalogue_path, read_catalogue, translations_for, with_entries, write_catalogue
from trainingkit.domain.text import Status, UnitId
from trainingkit.domain.translation import unwrap
from trainingkit.domain.units import kit_texts
from trainingkit.domain.words import Slot, fill, parse_phrase, say
from trainingkit.errors import ContentError, NotFound, UsageError
from trainingkit.i18n.wording import wording_for
from trainingkit.services.translating import Standing, confirm_unit, status, update

SAMPLES = Path(__file__).parents[1] / "samples" / "languages"
SHIPPED = Path(__file__).parents[2] / "kits"
NOW = datetime(2026, 11, 24, 9, 30)
START = UnitId("handouts/thirst/body/start")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return shutil.copytree(SAMPLES, tmp_path / "library")


def edit(library: Path, old: str, new: str, file: str = "water/modules/handouts/thirst.yaml") -> None:
    path = library / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def standing(library: Path, language: str, module: str = "", kit: str = "water") -> Standing:
    return next(each for each in status(library) if (each.kit, each.module, each.language) == (kit, module, language))


def texts(library: Path, language: str = "en") -> dict[str, str]:
    catalogue, problems = read_catalogue(catalogue_path(library / "water", language))
    assert problems == ()
    return {entry.unit: entry.text for entry in catalogue.entries}


# ── status ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_samples_stand_as_they_should() -> None:
    assert standing(SAMPLES, "en") == Standing("water", "", "en", translated=10)
    assert standing(SAMPLES, "ht") == Standing("water", "", "ht", missing=5, translated=5)
    assert standing(SAMPLES, "kek", "kit") == Standing("water", "kit", "kek", missing=2, translated=2)
    assert standing(SAMPLES, "ht", kit="_shared") == Standing("_shared", "", "ht", translated=2)


def test_a_kit_is_the_sum_of_its_modules() -> None:
    every = status(SAMPLES)
    for whole in (each for each in every if not each.module):
        parts = [each for each in every if each.module and (each.kit, each.language) == (whole.kit, whole.language)]
        for name in ("missing", "stale", "draft", "translated", "units"):
            assert getattr(whole, name) == sum(getattr(part, name) for part in parts)


def test_one_kit_is_counted_with_what_it_shares() -> None:
    assert {each.kit for each in status(SAMPLES, "water")} == {"water", "_shared"}
    assert {each.kit for each in status(SAMPLES, "_shared")} == {"_shared"}


def test_what_does_not_exist_is_not_found(library: Path) -> None:
    with pytest.raises(NotFound):
        status(library, "fire")


def test_an_unreadable_kit_is_refused_with_its_problems(library: Path) -> None:
    edit(library, "title: Tener", "titel: Tener")
    with pytest.raises(ContentError) as caught:
        update(library, "", NOW)
    assert caught.value.problems


def test_an_unreadable_catalogue_is_refused_and_left_as_it_is(library: Path) -> None:
    path = catalogue_path(library / "water", "ht")
    path.write_text("<html>", "utf-8")
    with pytest.raises(ContentError) as caught:
        update(library, "", NOW)
    assert [problem.code for problem in caught.value.problems] == ["po-not-a-catalogue"]
    assert path.read_text("utf-8") == "<html>"


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_samples_are_up_to_date(library: Path) -> None:
    assert update(library, "", NOW) == ()


def test_an_edit_makes_one_unit_stale_in_each_language_and_undoing_it_none(library: Path) -> None:
    edit(library, "y cerca", "y muy cerca")
    assert standing(library, "en") == Standing("water", "", "en", stale=1, translated=9)
    changed = update(library, "water", NOW)
    assert {path.name for path in changed} == {"en.po", "ht.po", "kek.po"}
    assert standing(library, "en") == Standing("water", "", "en", stale=1, translated=9)
    edit(library, "y muy cerca", "y cerca")
    assert standing(library, "en") == Standing("water", "", "en", translated=10)
    update(library, "", NOW)
    assert {path.relative_to(library): path.read_bytes() for path in library.rglob("*.po")} == {
        path.relative_to(SAMPLES): path.read_bytes() for path in SAMPLES.rglob("*.po")
    }


def test_a_slot_that_no_translation_has_does_not_stop_the_update(library: Path) -> None:
    edit(library, "pedir permiso para beber", "pedir permiso {worker.to} de al lado")
    update(library, "", NOW)
    assert standing(library, "en").stale == 1


def test_new_catalogues_are_made_and_please_gettext(library: Path) -> None:
    edit(library, "languages: [es, en, ht, kek]", "languages: [es, en, ht, kek, fr]", "water/kit.yaml")
    changed = update(library, "", NOW)
    assert sorted(path.relative_to(library).as_posix() for path in changed) == [
        "_shared/translations/fr.po",
        "water/translations/fr.po",
    ]
    assert standing(library, "fr") == Standing("water", "", "fr", missing=10)
    assert '"PO-Revision-Date: 2026-11-24 09:30+0000\\n"' in changed[0].read_text("utf-8")
    for path in library.rglob("*.po"):
        subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], check=True, capture_output=True)


def test_units_without_words_are_not_exported() -> None:
    assert "handouts/thirst/body/numbers" not in texts(SAMPLES)


def test_either_language_can_be_the_source_of_a_module(library: Path) -> None:
    (library / "water/modules/handouts/rest.yaml").write_text(
        "title: Rest is a right\nlanguage: en\nbody:\n  start: |\n    Nobody stands all day.\n", "utf-8"
    )
    update(library, "", NOW)
    assert standing(library, "es") == Standing("water", "", "es", missing=2)
    assert standing(library, "en") == Standing("water", "", "en", translated=10)
    assert texts(library, "es") == {"handouts/rest/title": "", "handouts/rest/body/start": ""}
    assert "handouts/rest/title" not in texts(library, "en")


def test_a_renamed_block_keeps_its_translations(library: Path) -> None:
    edit(library, "  steps: |\n    - Mire", "  look:\n    formerly: steps\n    text: |\n      - Mire")
    edit(
        library,
        "    - Anote cuántas veces la dejan beber en el día,\n      y quién",
        "      - Anote cuántas veces la dejan beber en el día, y quién",
    )
    before = texts(library)["handouts/thirst/body/steps"]
    update(library, "", NOW)
    assert texts(library)["handouts/thirst/body/look"] == before
    assert standing(library, "en") == Standing("water", "", "en", translated=10)


def test_a_removed_module_comes_back_with_its_translations(library: Path) -> None:
    path = library / "water/modules/handouts/thirst.yaml"
    source, before = path.read_bytes(), texts(library, "ht")
    path.unlink()
    update(library, "", NOW)
    assert standing(library, "ht") == Standing("water", "", "ht", missing=3, translated=3)
    path.write_bytes(source)
    update(library, "", NOW)
    assert texts(library, "ht") == before
    assert standing(library, "ht") == Standing("water", "", "ht", missing=5, translated=5)


def test_a_region_gets_no_entries_and_nothing_is_missing_in_it(library: Path) -> None:
    edit(library, "languages: [es, en, ht, kek]", "languages: [es, en, ht, kek, en-GB]", "water/kit.yaml")
    assert not any("en-GB" in path.name for path in update(library, "", NOW))


# ── wrapping ────────────────────────────────────────────────────────────────────────────────────────────────────────


def wrapped(text: str, chance: random.Random) -> str:
    """The text wrapped anew, as an editor would: every paragraph and list item to some other width."""
    lines = []
    for line in unwrap(text).split("\n"):
        mark = re.match(r" *(?:[-*+]|\d+[.)]) +", line)
        # An editor that put «- » at the start of a line would make a list of it: not wrapping, a change.
        glued = re.sub(r" (?=[-*+>] |\d+[.)] )", "\u241f", line[mark.end() :] if mark else line)
        indent = " " * len(mark[0]) if mark else ""
        filled = textwrap.wrap(
            (mark[0] if mark else "") + glued,
            chance.randrange(30, 100),  # no editor parts a list's mark from its first word
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += filled or [""]
    return "\n".join(lines).replace("\u241f", " ") + "\n"


def test_wrapping_every_text_anew_makes_nothing_stale(tmp_path: Path) -> None:
    """With the shipped kit, every text of which gets a translation first."""
    library = shutil.copytree(SHIPPED, tmp_path / "library", ignore=shutil.ignore_patterns("*.po"))
    kit = read_kit(library / "san-salvador", library).kit
    assert kit is not None
    update(library, "san-salvador", NOW)
    for language in ("en", "es"):
        path = catalogue_path(library / "san-salvador", language)
        if path.is_file():
            catalogue, _ = read_catalogue(path)
            done = (
                type(entry)(unit=entry.unit, source=entry.source, text=f"T {entry.source}")
                for entry in catalogue.entries
            )
            write_catalogue(path, with_entries(catalogue, done))
    find, problems = translations_for(library / "san-salvador")
    assert problems == ()
    chance = random.Random(2013)  # noqa: S311 - the same widths in every run
    every = [each.text for each in kit_texts(kit)]
    assert len(every) > 1_000
    stale = [
        text.unit
        for text in every
        for width in range(3)
        if find(text.unit, wrapped(text.source, chance))["es" if text.language == "en" else "en"].status
        is not Status.TRANSLATED
    ]
    assert stale == []


def test_wrapping_a_yaml_file_anew_makes_nothing_stale(library: Path) -> None:
    edit(
        library,
        "    {Workplace.the} debe dar {water}. {Water.the} debe estar {water ~ limpio/limpia} y cerca, y nadie\n"
        "    tiene que pedir permiso para beber.",
        "    {Workplace.the} debe dar {water}. {Water.the}\n    debe estar {water ~\n    limpio/limpia} y cerca,\n"
        "    y nadie tiene que pedir permiso\n    para beber.",
    )
    edit(library, "en el día,\n      y quién lo decide", "en el\n      día, y quién\n      lo decide")
    assert standing(library, "en") == Standing("water", "", "en", translated=10)
    assert update(library, "", NOW) == ()


# ── confirm ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_small_edit_is_confirmed_with_name_and_reason(library: Path) -> None:
    edit(library, "y cerca", "y, además, cerca")
    update(library, "", NOW)
    assert confirm_unit(library, START, "Ana", "dice lo mismo", "en") == catalogue_path(library / "water", "en")
    assert standing(library, "en") == Standing("water", "", "en", translated=10)
    assert standing(library, "ht").stale == 1
    entry = read_catalogue(catalogue_path(library / "water", "en"))[0].find(START)
    assert entry is not None
    assert entry.notes == "confirmed by Ana: dice lo mismo"
    update(library, "", NOW)
    assert standing(library, "en").stale == 0


def test_a_confirmation_needs_no_update_before(library: Path) -> None:
    edit(library, "y cerca", "y, además, cerca")
    confirm_unit(library, f"water/{START}", "Ana", "dice lo mismo", "en")
    assert standing(library, "en").stale == 0


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("nadie\n    tiene", "alguien\n    tiene", "negations"),
        ("y cerca", "y a 5 pasos", "numbers"),
        ("y cerca", "y cerca el lunes", "dates"),
        ("debe dar {water}", "debe dar {worker.to}", "slots"),
        ("y cerca", "y cerca, dice Nora", "names"),
    ],
)
def test_what_changes_the_meaning_cannot_be_confirmed(library: Path, old: str, new: str, kind: str) -> None:
    edit(library, old, new)
    with pytest.raises(UsageError) as caught:
        confirm_unit(library, START, "Ana", "solo un detalle", "en")
    assert caught.value.code == "meaning-changed"
    assert kind in caught.value.details["kinds"].split(", ")
    assert standing(library, "en").stale == 1


@pytest.mark.parametrize(
    ("address", "language", "error", "code"),
    [
        ("handouts/thirst/body/begin", "en", NotFound, "no-such-unit"),
        ("handouts/thirst/body/steps", "ht", NotFound, "no-translation"),
        (START, "en", UsageError, "already-confirmed"),
        (START, "fr", UsageError, "language-not-in-kit"),
        (START, "", UsageError, "several-languages"),
    ],
)
def test_what_cannot_be_confirmed_is_said(
    library: Path, address: str, language: str, error: type[Exception], code: str
) -> None:
    with pytest.raises(error) as caught:
        confirm_unit(library, address, "Ana", "porque sí", language)
    assert getattr(caught.value, "code", "") == code


def test_the_one_language_that_waits_is_meant(library: Path) -> None:
    edit(library, "quién lo decide", "quién, pues, lo decide")  # Haitian Creole and Q'eqchi' have no translation of it
    assert confirm_unit(library, "handouts/thirst/body/steps", "Ana", "igual").name == "en.po"


def test_a_confirmation_without_a_reason_is_refused(library: Path) -> None:
    with pytest.raises(UsageError):
        confirm_unit(library, START, "Ana", "  ", "en")


# ── the languages themselves ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("es", "Tomar agua"),
        ("en", "Drinking water"),
        ("ht", "Bwè dlo"),
        ("kek", "Uk'ak ha'"),
    ],
)
def test_a_sentence_says_its_words_in_each_language(language: str, title: str) -> None:
    reading = read_kit(SAMPLES / "water", SAMPLES, translations_for)
    assert reading.kit is not None
    wording = wording_for(language, "GT")
    text = reading.kit.agenda.days["one"].items["care"].title
    water = reading.kit.about.words["water"].phrase
    assert text is not None
    assert water is not None

    def resolve(slot: Slot) -> str:
        return say(parse_phrase(water.find(language) or "", wording), slot, wording) or ""

    assert fill(text.find(language) or "", resolve) == title


def test_creole_sentences_agree_with_their_articles() -> None:
    reading = read_kit(SAMPLES / "water", SAMPLES, translations_for)
    assert reading.kit is not None
    wording = wording_for("ht")
    start = reading.kit.handouts["thirst"].body["start"].text
    words = {
        "water": reading.kit.about.words["water"].phrase,
        "workplace": reading.kit.shared.sectors["garment"].words["workplace"].phrase,
    }
    assert start is not None

    def resolve(slot: Slot) -> str:
        text = words[slot.name]
        return say(parse_phrase(text.find("ht") or "", wording), slot, wording) or "" if text else ""

    assert fill(start.find("ht") or "", resolve).startswith("Faktori a dwe bay dlo. Dlo a dwe pwòp epi toupre")
