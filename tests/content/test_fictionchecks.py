"""The guard of fiction on kits: real names in every field and language, look-ups recorded, names too like real ones."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.content.faults import SAMPLES
from tests.shipped import shipped
from trainingkit.content.fictionchecks import check_fiction, check_workshop_fiction
from trainingkit.content.library import read_kit
from trainingkit.content.scope import Scope
from trainingkit.domain.facts import Fact
from trainingkit.domain.fiction import Found, LookUp
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import Status, Text, Translation, UnitId
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

KITS = Path(__file__).resolve().parents[2] / "kits"


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = read_kit(SAMPLES / "small").kit
    assert found
    return found


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The shipped library, to plant real names in."""
    return shutil.copytree(KITS, tmp_path / "kits")


def codes(problems: object) -> list[tuple[str, str]]:
    assert isinstance(problems, tuple | list)
    return [(each.code, each.unit) for each in problems if isinstance(each, Problem)]


def in_case(kit: Kit, **changes: object) -> Scope:
    case = kit.cases["child-care"]
    return Scope(replace(kit, cases={"child-care": replace(case, **changes)}))  # type: ignore[arg-type]


def said(text: Text, source: str, **translations: str) -> Text:
    found = {language: Translation(words, Status.TRANSLATED) for language, words in translations.items()}
    return replace(text, source=source, translations=found)


# ── the shipped kit ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_shipped_kit_names_nobody_real_and_every_name_was_looked_up() -> None:
    reading = shipped()
    assert reading.kit
    assert len(list(reading.kit.shared.real_names.every())) > 500
    assert list(check_fiction(reading.scope)) == []
    names = {each.name for each in reading.kit.cases["child-care"].names.values()}
    facts = {fact.name for fact in reading.kit.cases["child-care"].facts.values() if fact.name}
    assert facts == names
    assert len(reading.kit.cards["invented-labels"].names) == 17


PLANTED: tuple[tuple[str, str, str, str], ...] = (
    ("cases/child-care", "En {factory} trabajan", "En Hanes trabajan", "narrative/one-page/place"),
    ("cases/child-care", "Les voy a contar", "Les voy a contar de la marca Gap, y", "narrative/read-aloud/voice"),
    ("cases/child-care", "A las cinco y media", "En Koramsa, a las cinco y media", "narrative/full/morning"),
    ("cases/child-care", "name: Pellmoor, gender", "name: Target, gender", "facts/buyer-two/name"),
    ("cases/child-care", "person: Marisol", "person: Phil Knight", "facts/marisol/person"),
    ("cases/child-care", "Extracto de auditoría social", "Auditoría de Bureau Veritas", "exhibits/audit/title"),
    ("responses/child-care-a", "Estimada organización", "Estimada gente de Walmart", "letter/greeting"),
    ("responses/child-care-a", "name: Andrés Villafaña", "name: Amancio Ortega", "from/name"),
    (
        "role-plays/child-care",
        "En privado: la foto.",
        "En privado: la foto para Nike.",
        "seats/organiser/sheet/goals/could",
    ),
    ("cards/invented-labels", "front: TOLVIRA", "front: GAP", "faces/tolvira/front"),
    ("worksheets/brand-map", "title: ", "title: H&M y ", "title"),
    ("media", "alt: ", "alt: Etiqueta de Levi's. ", ""),
)


def file_of(module: str) -> str:
    return "media.yaml" if module == "media" else f"modules/{module}.yaml"


@pytest.fixture(scope="module")
def caught(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """What the guard says of the shipped kit with all of these planted in it, which is read once for all."""
    kit = Path(shutil.copytree(KITS, tmp_path_factory.mktemp("planted") / "kits")) / "san-salvador"
    for module, old, new, _ in PLANTED:
        path = kit / file_of(module)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tuple(each for each in read_kit(kit).problems if each.code == "real-name")


@pytest.mark.parametrize(("module", "field"), [(module, field) for module, _, _, field in PLANTED])
def test_a_real_name_in_any_field_is_caught(caught: tuple[Problem, ...], module: str, field: str) -> None:
    hits = [each for each in caught if each.unit.startswith(f"{module}/{field}")]
    assert len({each.unit for each in hits}) == 1
    assert hits[0].severity is Severity.ERROR
    assert hits[0].place
    assert hits[0].place.file == f"san-salvador/{file_of(module)}"


def test_nothing_else_is_caught(caught: tuple[Problem, ...]) -> None:
    assert len({each.unit for each in caught}) == len(PLANTED)


def test_a_real_name_in_a_translation_is_caught_where_the_translator_mends_it(library: Path) -> None:
    path = library / "san-salvador/translations/en.po"
    text = path.read_text(encoding="utf-8")
    planted = text.replace('msgstr "Letter A"', 'msgstr "Letter of Old Navy"', 1)
    assert planted != text
    path.write_text(planted, encoding="utf-8")
    hits = [each for each in read_kit(library / "san-salvador").problems if each.code == "real-name"]
    (hit,) = hits
    assert hit.unit == "responses/child-care-a/label"
    assert (hit.details["name"], hit.details["language"], hit.details["kind"]) == ("Old Navy", "en", "real brands")
    assert hit.place
    assert hit.place.file == "san-salvador/translations/en.po"
    line = planted.split("\n")[hit.place.line - 1 : hit.place.line + 6]
    assert any("Letter of Old Navy" in each for each in line)


# ── where the truth is told ─────────────────────────────────────────────────────────────────────────────────────────


def test_real_names_may_stand_in_credits_precedents_and_true_facts(kit: Kit) -> None:
    case = kit.cases["child-care"]
    thanks = replace(case.title, unit=UnitId("cases/child-care/credits"), source="Con Nike, en otro caso.")
    assert list(check_fiction(in_case(kit, credits=thanks))) == []
    true = {**case.facts, "real": Fact(id="real", name="Nike", real=True)}
    assert list(check_fiction(in_case(kit, facts=true))) == []
    invented = {**case.facts, "real": Fact(id="real", name="Nike")}
    assert codes(list(check_fiction(in_case(kit, facts=invented)))) == [
        ("real-name", "cases/child-care/facts/real/name"),
        ("name-not-looked-up", "cases/child-care/facts/real"),
    ]


def test_sessions_and_handouts_may_tell_the_truth(kit: Kit) -> None:
    handout = kit.handouts["accepted"]
    told = replace(kit, handouts={"accepted": replace(handout, title=said(handout.title, "Lo que hizo Nike"))})
    assert list(check_fiction(Scope(told))) == []


def test_every_language_of_a_text_is_read(kit: Kit) -> None:
    summary = said(kit.cases["child-care"].summary, "Nada.", en="Nothing, said Nike.", fr="Rien. H&M.")
    found = list(check_fiction(in_case(kit, summary=summary)))
    assert [(each.details["name"], each.details["language"]) for each in found] == [("Nike", "en"), ("H&M", "fr")]


def test_a_person_may_be_called_like_a_place(kit: Kit) -> None:
    facts = kit.cases["child-care"].facts
    place, known = (
        in_case(kit, facts={**facts, "nora": Fact(id="nora", person=name)}) for name in ("Patagonia", "Phil Knight")
    )
    assert list(check_fiction(place)) == []
    assert codes(list(check_fiction(known))) == [("real-name", "cases/child-care/facts/nora/person")]


# ── look-ups ────────────────────────────────────────────────────────────────────────────────────────────────────────


def looked_up(name: str, found: Found = Found.NOTHING, year: int = 2026) -> LookUp:
    return LookUp(name=name, on=date(year, 11, 26), where=("web-search",), found=found, note="a shop")


def test_a_name_without_a_look_up_is_said(kit: Kit) -> None:
    one = {"one": looked_up("Confecciones Uno")}
    (problem,) = check_fiction(in_case(kit, names=one))
    assert (problem.code, problem.unit) == ("name-not-looked-up", "cases/child-care/facts/brand")
    assert (problem.details["name"], problem.severity) == ("Marca Dos", Severity.WARNING)


def test_a_look_up_of_another_spelling_does_not_count(kit: Kit) -> None:
    names = {"one": looked_up("Confecciones Uno"), "two": looked_up("Marca dos")}
    found = codes(list(check_fiction(in_case(kit, names=names))))
    assert found == [("name-not-looked-up", "cases/child-care/facts/brand")]


def test_a_name_in_use_is_an_error(kit: Kit) -> None:
    names = {"one": looked_up("Confecciones Uno"), "two": looked_up("Marca Dos", Found.IN_USE)}
    (problem,) = check_fiction(in_case(kit, names=names))
    assert (problem.code, problem.unit) == ("name-in-use", "cases/child-care/names/two")
    assert (problem.severity, problem.details["note"]) == (Severity.ERROR, "a shop")


def test_a_look_up_grows_old(kit: Kit) -> None:
    names = {"one": looked_up("Confecciones Uno", year=2022), "two": looked_up("Marca Dos")}
    scope = in_case(kit, names=names)
    assert list(check_fiction(scope)) == []  # edition 1.10 names no year
    dated = Scope(replace(scope.kit, about=replace(kit.about, edition="2026.1")))
    (problem,) = check_fiction(dated)
    assert (problem.code, problem.unit) == ("look-up-too-old", "cases/child-care/names/one")
    assert (problem.details["on"], problem.details["year"]) == ("2022-11-26", "2026")


def example(kit: Kit) -> Workshop:
    return read_kit(SAMPLES / kit.id).workshops["example"]


def test_a_workshop_long_after_the_look_ups_is_told(kit: Kit) -> None:
    workshop = example(kit)
    assert list(check_workshop_fiction(workshop, "workshops/example", Scope(kit))) == []
    later = replace(workshop, from_=date(2031, 5, 19), to=date(2031, 5, 19))
    (problem,) = check_workshop_fiction(later, "workshops/example", Scope(kit))
    assert (problem.code, problem.unit) == ("look-up-too-old", "workshops/example/groups/flor")


def test_what_a_workshop_fills_into_a_case_is_guarded_too(kit: Kit) -> None:
    workshop = example(kit)
    values = {"place-name": said(workshop.values["place-name"], "La bodega de Nike")}
    found = check_workshop_fiction(replace(workshop, values=values), "workshops/example", Scope(kit))
    assert codes(list(found)) == [("real-name", "workshops/example/values/place-name")]


def test_what_a_workshop_or_a_variant_says_otherwise_is_guarded_too(tmp_path: Path) -> None:
    kits = shutil.copytree(SAMPLES, tmp_path / "kits")
    workshop = kits / "small/workshops/example.yaml"
    text = workshop.read_text(encoding="utf-8")
    more = "change:\n  cases/child-care/summary: {es: Cosen para Nike y piden una sala.}\n"
    workshop.write_text(text + more, encoding="utf-8")
    (kits / "small/variants").mkdir()
    variant = (
        "title: Corto\nwhy: Falta tiempo\nlost: Nada\nagenda: same\nchange:\n  cases/child-care/place: Cerca de H&M\n"
    )
    (kits / "small/variants/short.yaml").write_text(variant, encoding="utf-8")
    found = [each for each in read_kit(kits / "small").problems if each.code == "real-name"]
    assert {(each.unit, each.place.file if each.place else "") for each in found} == {
        ("workshops/example/change/cases/child-care/summary", "small/workshops/example.yaml"),
        ("variants/short/change/cases/child-care/place", "small/variants/short.yaml"),
    }


# ── too like ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_too_like_a_real_one_is_said_until_somebody_has_weighed_it(kit: Kit) -> None:
    case = kit.cases["child-care"]
    facts = {**case.facts, "brand": Fact(id="brand", name="Nikke")}
    names = {"one": looked_up("Confecciones Uno"), "two": looked_up("Nikke")}
    (problem,) = check_fiction(in_case(kit, facts=facts, names=names))
    assert (problem.code, problem.unit) == ("name-like-real", "cases/child-care/facts/brand")
    assert (problem.details["other"], problem.severity) == ("Nike", Severity.WARNING)
    weighed = {**names, "two": looked_up("Nikke", Found.SIMILAR)}
    assert list(check_fiction(in_case(kit, facts=facts, names=weighed))) == []


def test_invented_names_on_cards_are_compared_as_well(kit: Kit) -> None:
    reading = shipped()
    assert reading.kit
    cards = reading.kit.cards["invented-labels"]
    tolvira = replace(cards.faces["tolvira"], front=said(cards.faces["tolvira"].front, "ADIDAZ"))
    changed = replace(
        cards,
        faces={**cards.faces, "tolvira": tolvira},
        names={**cards.names, "tolvira": replace(cards.names["tolvira"], name="Adidaz")},
    )
    found = check_fiction(Scope(replace(reading.kit, cards={"invented-labels": changed})))
    assert codes(list(found)) == [("name-like-real", "cards/invented-labels/names/tolvira")]
