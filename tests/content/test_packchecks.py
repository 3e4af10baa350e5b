"""Packs against each other, and a workshop that is held in another country than its kit's: real files, every line."""

import shutil
from pathlib import Path

import pytest

from tests.content.family import adapt
from tests.content.faults import SAMPLES
from trainingkit.content.library import Reading, read_kit
from trainingkit.domain.workshop import paper_for
from trainingkit.errors import Severity
from trainingkit.services.library import check

PERU = """country: PE
language: es
paper: a4
currency: PEN
words:
  ministry:
    full: el Ministerio
    short: MTPE
law:
  child-care-duty:
    title: Cuna
    duty: no
    rule: |
      No se conoce un deber.
    article: por buscar
    status: to-verify
    as_of: 2026-11-22
    review_by: 2027-11-01
    source: none-yet
"""


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    write(tmp_path, "_shared/countries/pe.yaml", PERU)
    return tmp_path


def write(kits: Path, name: str, text: str) -> None:
    (kits / name).write_text(text, encoding="utf-8")


def change(kits: Path, name: str, *pairs: tuple[str, str]) -> None:
    text = (kits / name).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    write(kits, name, text)


def workshop(kits: Path, name: str, *pairs: tuple[str, str]) -> None:
    shutil.copy(kits / "small/workshops/example.yaml", kits / f"small/workshops/{name}.yaml")
    change(kits, f"small/workshops/{name}.yaml", *pairs)


def found(kits: Path) -> list[tuple[str, str, int]]:
    problems = check((), kits)
    return [
        (each.code, each.place.file.removeprefix(f"{kits}/"), each.place.line) if each.place else (each.code, "", 0)
        for each in problems
    ]


# ── packs ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_packs_that_answer_alike_are_clean(kits: Path) -> None:
    assert found(kits) == []


def test_a_pack_that_lacks_words_or_topics_names_them_all(kits: Path) -> None:
    sv, sector = "_shared/countries/sv.yaml", "_shared/sectors/garment.yaml"
    change(kits, sv, ("law:\n", "  tape: el tirro, los tirros\n  marker: el plumón, los plumones\nlaw:\n"))
    other = (kits / sector).read_text(encoding="utf-8").replace("garment", "electronics")
    write(kits, "_shared/sectors/electronics.yaml", other.replace("  worker: la operaria, las operarias\n", ""))
    problems = check((), kits)
    assert {each.severity for each in problems} == {Severity.WARNING}
    assert [(each.unit, each.details["names"], each.details["other"]) for each in problems] == [
        ("countries/pe/words", "tape, marker", "sv"),
        ("sectors/electronics/words", "worker", "garment"),
    ]


def test_a_sector_says_otherwise_only_what_it_says(kits: Path) -> None:
    path = "_shared/sectors/garment.yaml"
    lines = (kits / path).read_text(encoding="utf-8").count("\n")
    regions = "regions:\n  pe: {worker: la operaria, wroker: la costurera}\n  xx: {worker: la operaria}\n"
    change(kits, path, ("residue:\n", f"{regions}residue:\n"))
    assert found(kits) == [("unknown-name", path, 7), ("unknown-name", path, 8)]
    assert lines == 7


def test_verified_law_names_its_source(kits: Path) -> None:
    change(kits, "_shared/countries/pe.yaml", ("to-verify", "verified"))
    assert found(kits) == [("law-without-source", "_shared/countries/pe.yaml", 19)]


def test_a_source_and_a_case_name_countries_that_there_are(kits: Path) -> None:
    change(kits, "_shared/sources.yaml", ("    seen", "    country: xx\n    seen"))
    change(kits, "small/modules/cases/child-care.yaml", ("theme: child-care\n", "theme: child-care\ncountry: peru\n"))
    assert found(kits) == [
        ("unknown-name", "_shared/sources.yaml", 5),
        ("unknown-name", "small/modules/cases/child-care.yaml", 3),
    ]


def test_a_case_set_in_a_country_of_its_own_is_asked_about_there(kits: Path) -> None:
    change(kits, "small/modules/cases/child-care.yaml", ("theme: child-care\n", "theme: child-care\ncountry: pe\n"))
    assert found(kits) == [("duty-differs", "small/modules/cases/child-care.yaml", 9)]


# ── workshops ───────────────────────────────────────────────────────────────────────────────────────────────────────


def read(kits: Path) -> Reading:
    return read_kit(kits / "small", kits)


def test_a_workshop_elsewhere_lists_what_has_no_value_at_its_country(kits: Path) -> None:
    workshop(kits, "lima", ("country: sv", "country: pe"), ("paper: letter\n", ""))
    path = "small/workshops/lima.yaml"
    assert found(kits) == [("moved-duty-differs", path, 7), ("moved-facts", path, 7)]
    reading = read(kits)
    assert reading.kit is not None
    assert paper_for(reading.workshops["lima"], reading.kit) == "a4"


def test_values_for_there_are_given_by_module_and_fact(kits: Path) -> None:
    values = "facts:\n  cases/child-care:\n    wage: 1130\n"
    workshop(kits, "lima", ("country: sv", "country: pe"), ("words:", f"{values}words:"))
    assert found(kits) == [("moved-duty-differs", "small/workshops/lima.yaml", 7)]
    assert read(kits).workshops["lima"].facts == {"cases/child-care": {"wage": "1130"}}


def test_a_value_that_cannot_be_one_is_said_at_its_line(kits: Path) -> None:
    lines = ("facts:", "  cases/child-care:", "    wage: mucho", "    wgae: 3", "    heads: 5", "  cases/other: {a: 1}")
    workshop(kits, "lima", ("words:", "\n".join((*lines, "words:"))))
    path = "small/workshops/lima.yaml"
    assert found(kits) == [
        ("wrong-value", path, 21),
        ("unknown-name", path, 22),
        ("fact-not-local", path, 23),
        ("unknown-name", path, 24),
    ]


def test_law_past_its_review_date_is_said_of_each_workshop_at_its_date(kits: Path) -> None:
    change(kits, "_shared/countries/sv.yaml", ("2027-11-01", "2027-05-18"))
    workshop(kits, "early", ("2027-05-19", "2027-05-12"))
    (problem,) = check((), kits)
    assert (problem.code, problem.severity) == ("law-expired", Severity.WARNING)
    assert problem.place is not None
    assert problem.place.file.endswith("workshops/example.yaml")
    uses = ("law", "needs/child-care-duty", "narrative/full/duty")
    assert problem.details["uses"] == ", ".join(f"cases/child-care/{use}" for use in uses)


# ── adaptations ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_adaptation_elsewhere_lists_what_it_has_not_said_at_its_own_country(kits: Path) -> None:
    adapt(kits, "lima", {}, more="country: pe\n")
    here = [each for each in check((kits / "lima",), kits) if each.code.startswith("moved-")]
    (problem,) = here
    assert (problem.code, problem.unit, problem.details["facts"]) == ("moved-facts", "kit/country", "wage")
    assert problem.place is not None
    assert problem.place.file.endswith("lima/kit.yaml")
    assert problem.place.line == 8


def test_an_adaptation_that_says_its_values_has_moved(kits: Path) -> None:
    case = "changes: cases/child-care\nneeds: {child-care-duty: no}\nfacts:\n  wage: {money: 1130}\n"
    adapt(kits, "lima", {"modules/cases/child-care.yaml": case}, more="country: pe\n")
    codes = {each.code for each in check((kits / "lima",), kits)}
    assert codes == {"drift-waits"}  # nobody has looked at what it was made from yet
