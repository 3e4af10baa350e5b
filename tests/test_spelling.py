"""The shipped kits are spelled right in every language with a dictionary, and a slip of the pen is found."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.spelling import KITS, LANGUAGES, own_words, shipped_kits, unknown_words
from trainingkit.content.library import read_kit
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import Text

SMALL = Path(__file__).resolve().parent / "kits" / "small"


@pytest.fixture(scope="module")
def small() -> Kit:
    kit = read_kit(SMALL).kit
    assert kit
    return kit


def saying(kit: Kit, source: str) -> Kit:
    case = kit.cases["child-care"]
    text = replace(case.summary, source=source)
    return replace(kit, cases={"child-care": replace(case, summary=text)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_kits_are_spelled_right(language: str) -> None:
    found = [
        f"{each.word}: {each.unit}"
        for kit in shipped_kits()
        if language in kit.about.languages
        for each in unknown_words(kit, language)
    ]
    assert found == []


@pytest.mark.parametrize("word", ["negociacion", "trabajadroa", "haiga", "Apuntelo"])
def test_a_slip_is_found_with_its_text(small: Kit, word: str) -> None:
    (found,) = (each for each in unknown_words(saying(small, f"Es {word} de todas."), "es") if each.word == word)
    assert found.unit == "cases/child-care/summary"


def test_names_abbreviations_and_our_own_words_are_no_slips(small: Kit) -> None:
    known = {each.word for each in unknown_words(small, "es")}
    told = "{nora} y {brand} van al IMSS con su papelógrafo: apúntelo."
    assert {each.word for each in unknown_words(saying(small, told), "es")} == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_lists_hold_each_word_once_in_order_and_none_that_stands_in_the_dictionary(language: str) -> None:
    path = KITS.parent / "locales" / language / "words.txt"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(own_words(language))
    assert lines == sorted(lines)


def test_a_text_is_read_as_it_is_printed(small: Kit) -> None:
    """With its slots filled: what a word of the country says is looked at too."""
    assert isinstance(small.cases["child-care"].summary, Text)
    assert [each for each in unknown_words(saying(small, "{heads} personas."), "es") if each.word == "heads"] == []
