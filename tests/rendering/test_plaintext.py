"""Documents as plain words: to paste into messages, and to read aloud."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import samples
from trainingkit.domain import document as doc
from trainingkit.domain.document import PartKind
from trainingkit.rendering.plaintext import _lines, lines_of, messages, minutes_of, to_read_aloud

OF_PAPER = {doc.Contents}


def sheet(*blocks: doc.Block, title: str = "¿A dónde ir?", notice: str = "") -> doc.Document:
    head = doc.Masthead("Hoja", title)
    return samples.document(
        "es", (doc.Part(PartKind.HANDOUT, "X", head, (doc.Section(blocks=blocks),), notice=notice),)
    )


@pytest.mark.parametrize("block", get_args(doc.Block))
def test_every_block_says_something_or_nothing(block: type) -> None:
    parts = samples.all_parts("es")
    found = [
        each
        for part in parts
        for section in part.sections
        for each in (*section.blocks, *section.aside)
        if type(each) is block
    ]
    assert found
    said = [line.words for each in found for line in _lines(each)]
    assert bool(said) is (block not in OF_PAPER)


def test_a_message_reads_as_people_write() -> None:
    body = doc.Prose(
        "**Antes de pedir**, pregunten:\n\n- ¿A qué hora?\n"
        "- ¿Dónde? Vea [la página](https://example.org)\n\n1. Uno\n2. Dos"
    )
    (message,) = messages(sheet(body, notice="Licencia: CC BY-SA 4.0"))
    assert message == (
        "HOJA: ¿A DÓNDE IR?\nAntes de pedir, pregunten:\n• ¿A qué hora?\n• ¿Dónde? Vea la página (https://example.org)\n"
        "1. Uno\n2. Dos\n\nLicencia: CC BY-SA 4.0\n\nHablar con las marcas · 2026.1 · SS"
    )


def test_a_statement_keeps_its_source_close() -> None:
    statement = doc.Statement(
        "La jornada", "Ocho horas.", "Artículo 161", "Así estaba en 2026", "Pregunte.", trusted=True
    )
    (message,) = messages(sheet(statement))
    assert "LA JORNADA\nOcho horas.\n(Artículo 161 · Así estaba en 2026)\n\nPregunte." in message


def test_a_table_is_told_row_by_row() -> None:
    grid = doc.Grid(
        (doc.Column("Vía"), doc.Column("Días"), doc.Column("Quién")), (("Queja", "45", "Cualquiera"), ("Carta", "", ""))
    )
    (message,) = messages(sheet(grid))
    assert "• Queja. Días: 45; Quién: Cualquiera\n• Carta" in message


@pytest.mark.parametrize("longest", [60, 200, 2000])
def test_long_texts_are_several_messages_and_lose_nothing(longest: int) -> None:
    document = samples.every_part("es")
    made = messages(document, longest)
    assert all(len(each) <= longest for each in made)
    assert made[0].startswith(f"(1/{len(made)})\n\n") or len(made) == 1
    kept = (
        "".join("".join(each.partition("\n\n")[2].split()) for each in made)
        if len(made) > 1
        else "".join(made[0].split())
    )
    (whole,) = messages(document, 10**7)
    assert kept == "".join(whole.split())


@given(st.lists(st.text(st.characters(categories=("L", "P", "Zs"), include_characters="\n"), max_size=300), max_size=8))
def test_no_message_is_too_long(texts: list[str]) -> None:
    assert all(len(each) <= 80 for each in messages(sheet(*map(doc.Prose, texts)), 80))


def test_what_is_read_aloud_has_no_signs_that_nobody_says() -> None:
    statement = doc.Statement("Línea · Hotline", "- Pida copia", "Artículo 161", "Así estaba", "", trusted=True)
    spoken = to_read_aloud(sheet(statement, doc.Prose("Vea [esto](https://example.org/x) y **calle**")))
    assert spoken == (
        "Hoja: ¿A dónde ir?\n\nLínea. Hotline.\n\nPida copia.\n\nArtículo 161. Así estaba.\n\nVea esto y calle."
    )


def test_how_long_it_takes() -> None:
    assert minutes_of(sheet()) == 1
    assert minutes_of(sheet(doc.Prose("palabra " * 600))) == 5
    assert [line.heading for line in lines_of(sheet(doc.Prose("x")))] == [True, False]
