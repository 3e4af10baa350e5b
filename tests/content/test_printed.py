"""Texts as their readers meet them: slots filled, in one language, with whose they are; nothing stands in for a gap."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.shipped import shipped
from trainingkit.content.library import Reading, read_kit
from trainingkit.content.printed import Printed, printed_in
from trainingkit.domain.words import find_slots

TESTS = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def small() -> Reading:
    return read_kit(TESTS / "kits" / "small")


@pytest.fixture(scope="module")
def printed(small: Reading) -> dict[str, Printed]:
    return {each.unit: each for each in printed_in("es", small.scope)}


def test_every_slot_is_filled(printed: dict[str, Printed], small: Reading) -> None:
    with_slots = [text.unit for text in small.texts if find_slots(text.source) and "\\{" not in text.source]
    assert len(with_slots) > 5
    assert [unit for unit in with_slots if "{" in printed[unit].text] == []


def test_a_law_says_its_value(printed: dict[str, Printed], small: Reading) -> None:
    country = small.scope.kit.shared.countries["sv"]
    laws = {topic: law for topic, law in country.law.items() if law.value is not None and "{value}" in law.rule.source}
    assert laws
    for topic, law in laws.items():
        rule = printed[f"countries/sv/law/{topic}/rule"]
        assert str(law.value) in rule.text
        assert rule.module == "countries/sv"


def test_whose_a_text_is(printed: dict[str, Printed]) -> None:
    assert (printed["kit/purpose"].module, printed["kit/purpose"].readers) == ("kit", "participants")
    assert printed["cases/child-care/summary"].module == "cases/child-care"
    readers = {each.readers for each in printed.values()}
    assert readers == {"workers", "participants", "players", "facilitators", "papers"}


def test_terms_and_those_who_made_the_kit_are_left_out(printed: dict[str, Printed]) -> None:
    assert [unit for unit in printed if unit.startswith(("kit/words", "kit/authors", "kit/credits"))] == []


def test_a_gap_is_left_out(small: Reading) -> None:
    assert list(printed_in("en", small.scope)) == []


def test_a_form_is_for_everybody() -> None:
    kit = shipped()
    found = {each.unit: each.readers for each in printed_in("es", kit.scope) if each.module.startswith("worksheets/")}
    sheets = kit.scope.kit.worksheets
    asked = {name: next(iter(sheet.fields)) for name, sheet in sheets.items()}
    for name, field in asked.items():
        assert found[f"worksheets/{name}/fields/{field}/ask"] == ("workers" if sheets[name].form else "participants")
    assert {bool(sheet.form) for sheet in sheets.values()} == {True, False}


def test_a_faulty_module_is_left_out(small: Reading) -> None:
    scope = replace(small.scope, faulty=frozenset({"cases/child-care"}))
    assert not any(each.module == "cases/child-care" for each in printed_in("es", scope))
