"""Texts as sentences and words: what ends a sentence, what is none, what is left out."""

import pytest

from trainingkit.content.sentences import blocks_of, neutral, sentences_of, shortened, starts_of, unquoted, words_of
from trainingkit.domain.text import Form


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Lea el caso. ¿Quién decide? ¡Decida!", ["Lea el caso.", "¿Quién decide?", "¡Decida!"]),
        ("**Lea.** *Ahora*\nmismo.", ["Lea.", "Ahora mismo."]),
        ("Tres cosas:\n\n- el bono\n- el permiso\n\nNada más", ["Tres cosas:", "el bono", "el permiso", "Nada más"]),
        ("1. Una carta.\n2. Una fecha.", ["Una carta.", "Una fecha."]),
        ("La Sra. Nora y el art. 12 valen 3.5 puntos.", ["La Sra. Nora y el art. 12 valen 3.5 puntos."]),
        ("Dijo: «No sé. Mañana». Y se fue.", ["Dijo: «No sé.", "Mañana».", "Y se fue."]),
        ("Espere… y siga. [La hoja](https://example.org/x) sirve.", ["Espere… y siga.", "La hoja sirve."]),
        ("", []),
    ],
)
def test_sentences_of_prose(text: str, sentences: list[str]) -> None:
    assert list(sentences_of(text, Form.PROSE, ("sra", "art"))) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Cómo se lee una respuesta", []),
        ("¿Qué pide la marca?", ["¿Qué pide la marca?"]),
        ("Firme aquí. Gracias", ["Firme aquí."]),
    ],
)
def test_a_line_without_a_stop_is_a_title(text: str, sentences: list[str]) -> None:
    assert list(sentences_of(text, Form.LINE)) == sentences


def test_a_term_is_no_sentence() -> None:
    assert sentences_of("la fábrica, las fábricas", Form.PHRASE) == ()


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Role-play isn’t hard.", 3),
        ("Son 1.250,50 dólares al mes.", 5),
        ("Vea https://example.org/a/b?c=1 y escriba a nora@example.org.", 6),
        ("— «…» —", 0),
    ],
)
def test_words(sentence: str, count: int) -> None:
    assert len(words_of(sentence)) == count


def test_slots_become_a_mark_and_quotations_go() -> None:
    assert neutral("{Workplace.the} {x ~ uno/una} \\{no}") == "\ufffc \ufffc {no}"
    assert unquoted('Dice «vos sabés» y “you guys” y "vos".') == "Dice «» y «» y «»."


def test_where_a_sentence_could_begin() -> None:
    text = "Lea el caso. Escriba\ntres cosas:\n\n- qué pasó\n- **quién** firma"
    assert starts_of(text) == ["Lea el caso.", "Escriba\ntres cosas:", "qué pasó", "**quién** firma"]


def test_enough_of_a_sentence_to_find_it() -> None:
    assert shortened("corta") == "corta"
    long = "palabra " * 30
    assert len(shortened(long)) <= 92
    assert shortened(long).endswith("palabra …")


def test_a_number_that_a_line_begins_with_by_chance_is_no_item() -> None:
    assert blocks_of("Desde hace once semanas hacen\n74. Cobran lo mismo.") == [
        "Desde hace once semanas hacen 74. Cobran lo mismo."
    ]
    assert blocks_of("Traigan:\n\n1. una hoja\n2. un lápiz") == ["Traigan:", "una hoja", "un lápiz"]
