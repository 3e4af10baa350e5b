"""Words of trades and countries that stand fixed: own ones, those of other packs, in every language, at their line."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from tests.content.faults import SAMPLES
from trainingkit.content.library import read_kit
from trainingkit.content.residuechecks import check_residue, check_workshop_residue
from trainingkit.content.scope import Scope
from trainingkit.content.workshops import check_workshop
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Country, Kit, Sector
from trainingkit.domain.term import Term
from trainingkit.domain.text import Form, Status, Text, Translation, UnitId
from trainingkit.domain.workshop import Workshop

ASKED = ("moved-sector", "residue", "unknown-name")
SUMMARY = "cases/child-care/summary"


def sector(name: str, words: Mapping[str, str], residue: Mapping[str, tuple[str, ...]]) -> Sector:
    terms = {each: Term(phrase=Text(UnitId(f"x/{each}"), said, "es", form=Form.PHRASE)) for each, said in words.items()}
    return Sector(sector=name, language="es", words=terms, residue=residue)


def country(name: str, residue: Mapping[str, tuple[str, ...]], words: Mapping[str, str] | None = None) -> Country:
    terms = sector("", words or {}, {}).words
    return Country(country=name, language="es", paper="a4", currency="USD", words=terms, law={}, residue=residue)


@pytest.fixture(scope="module")
def reading() -> tuple[Kit, Workshop]:
    found = read_kit(SAMPLES / "small")
    assert found.kit
    return found.kit, found.workshops["example"]


@pytest.fixture(scope="module")
def kit(reading: tuple[Kit, Workshop]) -> Kit:
    """A garment kit of El Salvador, beside electronics and Peru."""
    garment = sector(
        "garment",
        {"workplace": "la fábrica, las fábricas", "line": "la línea, las líneas"},
        {"es": ("fábrica", "Operarias", "camisa", "camisas"), "en": ("sewing machine", "shirt")},
    )
    electronics = sector(
        "electronics",
        {"workplace": "la planta, las plantas"},
        {"es": ("tablilla", "cuarto limpio", "línea", "camisas", "SMT"), "en": ("circuit board", "clean room")},
    )
    shared = replace(
        reading[0].shared,
        sectors={"garment": garment, "electronics": electronics},
        countries={
            "sv": country("SV", {"es": ("plumón", "MTPS")}),
            "pe": country("PE", {"es": ("Sunafil", "plumón", "guardería"), "en": ("Sunafil",)}),
        },
    )
    return replace(reading[0], shared=shared)


def with_summary(kit: Kit, source: str, **translations: str) -> Kit:
    case = kit.cases["child-care"]
    found = {language: Translation(text, Status.TRANSLATED) for language, text in translations.items()}
    summary = replace(case.summary, source=source, translations=found)
    return replace(kit, cases={"child-care": replace(case, summary=summary)})


def found(kit: Kit) -> list[tuple[str, ...]]:
    return [(each.code, each.unit, *each.details.values()) for each in check_residue(Scope(kit))]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Ni una tablilla.", [("tablilla", "electronics")]),
        ("Tablilla y TABLILLA: una vez.", [("Tablilla", "electronics")]),
        ("El cuarto\n  limpio está lejos.", [("cuarto limpio", "electronics")]),
        ("El cuarto limpio de Sunafil.", [("cuarto limpio", "electronics"), ("Sunafil", "pe")]),
        ("Trabaja en SMT.", [("SMT", "electronics")]),
        ("El smt no es nada.", []),
        ("Las tablillas y la tablillería son otras palabras; entablilla también.", []),
        ("Una guardería.", [("guardería", "pe")]),
        ("Guarderia sin tilde es otra palabra.", []),
        ("Un slot {workplace ~ tablilla/otro} también se lee.", [("tablilla", "electronics")]),
        ("La {tablilla} es un slot.", []),
    ],
)
def test_words_of_others_are_named_with_their_pack(kit: Kit, source: str, words: list[tuple[str, str]]) -> None:
    assert found(with_summary(kit, source)) == [("residue", SUMMARY, word, pack, "es") for word, pack in words]


def test_a_word_that_a_pack_in_place_lists_or_says_is_no_residue(kit: Kit) -> None:
    """«línea» is how garment says it, «plumón» is El Salvador's too, «camisas» garment's own."""
    assert found(with_summary(kit, "La línea.")) == []
    assert found(with_summary(kit, "Un plumón. Dos camisas.")) == [
        ("trade-word-in-prose", SUMMARY, "plumón", "es"),
        ("trade-word-in-prose", SUMMARY, "camisas", "es"),
    ]


def test_translations_are_looked_at_by_their_own_lists(kit: Kit) -> None:
    text = with_summary(kit, "Nada.", en="A sewing machine, a circuit board, a camisa.", fr="Une tablilla.")
    assert found(text) == [
        ("trade-word-in-prose", SUMMARY, "sewing machine", "en"),
        ("residue", SUMMARY, "circuit board", "electronics", "en"),
    ]


def test_a_regional_language_speaks_of_its_own_country(kit: Kit) -> None:
    about = replace(kit.about, languages=("es", "es-PE", "es-MX"))
    text = with_summary(replace(kit, about=about), "Nada.", **{"es-PE": "Sunafil, tablilla", "es-MX": "Sunafil"})
    assert found(text) == [
        ("residue", SUMMARY, "tablilla", "electronics", "es-PE"),
        ("residue", SUMMARY, "Sunafil", "pe", "es-MX"),
    ]


def test_the_same_kit_moved_has_other_words_in_place(kit: Kit) -> None:
    text = with_summary(kit, "La fábrica, la tablilla, Sunafil, MTPS.")
    moved = replace(text, about=replace(text.about, sector="electronics", country="pe"))
    assert found(moved) == [
        ("trade-word-in-prose", SUMMARY, "tablilla", "es"),
        ("trade-word-in-prose", SUMMARY, "Sunafil", "es"),
        ("residue", SUMMARY, "fábrica", "garment", "es"),
        ("residue", SUMMARY, "MTPS", "sv", "es"),
    ]


def test_a_case_set_in_its_own_country_speaks_of_that(kit: Kit) -> None:
    text = with_summary(kit, "Sunafil, MTPS")
    case = replace(text.cases["child-care"], country="pe")
    assert found(replace(text, cases={"child-care": case})) == [
        ("trade-word-in-prose", SUMMARY, "Sunafil", "es"),
        ("residue", SUMMARY, "MTPS", "sv", "es"),
    ]


def test_what_slots_are_filled_with_is_looked_at(kit: Kit) -> None:
    case = kit.cases["child-care"]
    facts = {
        **case.facts,
        "factory": Fact(id="factory", name="Tablilla y Clean Room, S. A.", gender="f"),
        "brand": Fact(id="brand", name="Camisas Uno"),
        "nora": Fact(id="nora", person="Nora Sunafil"),
    }
    words = {"hall": Term(phrase=Text(UnitId("kit/words/hall"), "el cuarto limpio", "es", form=Form.PHRASE))}
    changed = replace(kit, cases={"child-care": replace(case, facts=facts)}, about=replace(kit.about, words=words))
    at = "cases/child-care/facts"
    assert set(found(changed)) == {
        ("residue", f"{at}/factory", "Tablilla", "electronics", "es"),
        ("residue", f"{at}/factory", "Clean Room", "electronics", "en"),
        ("residue", f"{at}/nora", "Sunafil", "pe", "es"),
        ("residue", f"{at}/nora", "Sunafil", "pe", "en"),
        ("residue", "kit/words/hall", "cuarto limpio", "electronics", "es"),
    }
    elsewhere = replace(changed, about=replace(changed.about, sector="electronics", words={}))
    assert ("residue", f"{at}/brand", "Camisas", "garment", "es") not in found(elsewhere)  # both packs list it


def test_a_garment_name_in_an_electronics_kit_is_residue(kit: Kit) -> None:
    case = kit.cases["child-care"]
    facts = {**case.facts, "factory": Fact(id="factory", name="La Camisa de Oro", gender="f")}
    changed = replace(kit, cases={"child-care": replace(case, facts=facts)})
    moved = replace(changed, about=replace(changed.about, sector="electronics"))
    assert found(changed) == []
    assert found(moved) == [("residue", "cases/child-care/facts/factory", "Camisa", "garment", "es")]


def test_credits_and_records_tell_what_really_was(kit: Kit) -> None:
    told = Text(UnitId("kit/credits"), "Nació entre tablillas, tablilla a tablilla.", "es")
    assert found(replace(kit, about=replace(kit.about, credits=told))) == []
    case = kit.cases["child-care"]
    why = replace(case.key.why, unit=UnitId("cases/child-care/key/record/one"), source="La tablilla, la fábrica.")
    key = replace(case.key, why=why)
    assert found(replace(kit, cases={"child-care": replace(case, key=key)})) == []


def test_a_workshop_elsewhere_has_that_countrys_words_in_place(kit: Kit, reading: tuple[Kit, Workshop]) -> None:
    title = Text(UnitId("workshops/example/title"), "Con Sunafil y el MTPS", "es")
    there = replace(reading[1], title=title, country="pe")
    here = replace(there, country="sv")
    assert [each.details["found"] for each in check_workshop_residue(there, kit)] == ["MTPS"]
    assert [each.details["found"] for each in check_workshop_residue(here, kit)] == ["Sunafil"]


def test_a_workshop_of_another_sector(reading: tuple[Kit, Workshop], kit: Kit) -> None:
    title = Text(UnitId("workshops/example/title"), "Taller de la fábrica y la tablilla", "es")
    workshop = replace(reading[1], title=title, country="sv")

    def codes(sector: str | None) -> list[tuple[str, str]]:
        found = check_workshop(replace(workshop, sector=sector), "workshops/example", Scope(kit))
        return [(each.code, each.details.get("found", "")) for each in found if each.code in ASKED]

    assert codes(None) == codes("garment") == [("residue", "tablilla")]
    assert codes("electronics") == [("moved-sector", ""), ("residue", "fábrica")]
    assert codes("mining")[0] == ("unknown-name", "")


def test_a_kit_of_no_trade_and_country_has_all_in_place(kit: Kit) -> None:
    text = with_summary(replace(kit, about=replace(kit.about, sector=None, country=None)), "Tablilla, fábrica, Sunafil")
    assert {code for code, *_ in found(text)} == {"trade-word-in-prose"}


# ── in files ────────────────────────────────────────────────────────────────────────────────────────────────────────

CATALOGUE = """msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "cases/child-care/summary"
msgid "En {factory} piden una sala."
msgstr "At {factory}, next to the wave solder machine, they ask for a room."
"""


def test_a_word_in_a_translation_stands_at_its_line_of_the_catalogue(tmp_path: Path) -> None:
    library = tmp_path / "kits"
    shutil.copytree(SAMPLES, library)
    (library / "small/translations").mkdir()
    (library / "small/translations/en.po").write_text(CATALOGUE)
    (library / "_shared/sectors/electronics.yaml").write_text(
        "sector: electronics\nlanguage: es\nwords: {}\nresidue: {es: [tablilla], en: [wave solder machine]}\n"
    )
    problems = [each for each in read_kit(library / "small").problems if each.code == "residue"]
    assert [(each.place.file, each.place.line) for each in problems if each.place] == [("small/translations/en.po", 6)]


def test_long_lists_are_fast(kit: Kit) -> None:
    """Sixty words for each of eight packs in a kit of some hundred thousand words: a tenth of a second, not one."""
    long = {f"s{n}": sector(f"s{n}", {}, {"es": tuple(f"palabra{n}x{k} larga" for k in range(60))}) for n in range(8)}
    source = "Una frase de diez palabras que no dice nada nuevo. " * 10_000
    text = with_summary(kit, source)
    text = replace(text, shared=replace(text.shared, sectors={**text.shared.sectors, **long}))
    list(check_residue(Scope(text)))
    start = perf_counter()
    assert list(check_residue(Scope(text))) == []
    assert perf_counter() - start < 0.5
