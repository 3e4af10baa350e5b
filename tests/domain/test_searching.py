"""Finding by words: accents, capitals, plurals, beginnings of words, and what the glossary holds to be the same."""

import pytest

from trainingkit.domain.kit import GlossaryTerm
from trainingkit.domain.searching import (
    LONGEST_QUERY,
    Entry,
    Index,
    Meanings,
    fold,
    forms_of,
    meanings_of,
    question_words,
    words_in,
)
from trainingkit.domain.text import Status, Text, Translation, UnitId


def entry(titles: str = "", texts: str = "") -> Entry:
    return Entry(frozenset(words_in(titles)), frozenset(words_in(texts)))


INDEX = Index(
    (
        entry("¿Qué podemos exigir para el cuido?", "guardería, madres y padres; la ley de las horas"),
        entry("¿Cuántas horas me pueden pedir?", "la hora extra, el feriado"),
        entry("When does a brand move?", "company union code"),
    )
)


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("guarderia", (0,)),
        ("GUARDERÍA", (0,)),
        ("guarderías", (0,)),
        ("horas", (1, 0)),
        ("hora", (1, 0)),
        ("companies", (2,)),
        ("uni", (2,)),
        ("madres horas", (0,)),
        ("las horas de la ley", (0,)),
        ("brand xylophone", ()),
        ("", ()),
        ("¿?!", ()),
        ("el", (0, 1)),
    ],
)
def test_what_a_question_finds(question: str, places: tuple[int, ...]) -> None:
    assert INDEX.find(question) == places


def test_a_word_of_a_title_counts_more() -> None:
    index = Index((entry("x", "union"), entry("union", "x")))
    assert index.find("union") == (1, 0)


def test_long_questions_are_cut() -> None:
    assert len(question_words("palabra " * 100_000)) == 1
    assert len(question_words(" ".join(f"w{number}" for number in range(100)))) == 8
    assert sum(map(len, question_words("x" * 100_000))) == LONGEST_QUERY


def test_forms() -> None:
    assert forms_of("leyes") == ("leyes", "leye", "ley")
    assert forms_of("ley") == ("ley",)
    assert "company" in forms_of("companies")
    assert fold("ÑANDÚ ß") == "nandu ss"


def term(say: str, english: str, **more: dict[str, tuple[str, ...]]) -> GlossaryTerm:
    text = Text(UnitId("glossary/x/say"), say, "es", translations={"en": Translation(english, Status.TRANSLATED)})
    return GlossaryTerm(say=text, means=text, **more)  # type: ignore[arg-type]


def test_the_glossary_stands_for_the_other_language() -> None:
    terms = (
        term("cuido infantil", "child care", avoid={"es": ("guardería (por cuido)",)}),
        term("marca", "brand", also={"en": ("label, when sewn",)}),
        term("sindicato", "union"),
    )
    meanings = meanings_of(terms)
    assert meanings.others(words_in("Who pays for child care?")) == {"cuido", "infantil", "child", "care", "guarderia"}
    assert meanings.others(words_in("Las marcas se mueven")) == {"marca", "brand", "label"}
    assert meanings.others(words_in("The child, and the care")) == frozenset()
    assert Meanings(()).others(("x",)) == frozenset()
