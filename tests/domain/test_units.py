"""What translators are told of each unit: who reads it, what its slots stand for, what it was called before."""

from datetime import date
from decimal import Decimal

import pytest

from trainingkit.domain.facts import Fact, Ratio, StoryDate
from trainingkit.domain.text import Audience, Circle, Form, Text, UnitId
from trainingkit.domain.units import Belonging, fact_said, module_of, source_unit


@pytest.mark.parametrize(
    ("unit", "module"),
    [
        ("kit/title", "kit"),
        ("agenda/day-1/items/lunch/title", "agenda"),
        ("logistics/rooms/circle", "logistics"),
        ("cases/child-care/narrative/full/start", "cases/child-care"),
        ("sectors/garment/words/workplace", "sectors/garment"),
        ("standards/ilo-c156/says", "standards/ilo-c156"),
    ],
)
def test_a_unit_is_counted_under_its_module(unit: str, module: str) -> None:
    assert module_of(UnitId(unit)) == module


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Fact(id="x", number=Decimal(480)), "480"),
        (Fact(id="x", number=Decimal(30), unit="day"), "30 day"),
        (Fact(id="x", percent=Ratio("women", "heads")), "women / heads"),
        (Fact(id="x", percent=Decimal(34)), "34%"),
        (Fact(id="x", money=Decimal("402.32"), currency="USD"), "402.32 USD"),
        (Fact(id="x", money=Decimal(365)), "365"),
        (Fact(id="x", date=StoryDate(base="start", days=-63)), "start - 63 days"),
        (Fact(id="x", date=StoryDate(base="petition-on", days=21)), "petition-on + 21 days"),
        (Fact(id="x", date=StoryDate(base="start")), "start"),
        (Fact(id="x", date=StoryDate(day=date(2026, 3, 12))), "2026-03-12"),
        (Fact(id="x", name="Confecciones Río Claro", gender="f"), "Confecciones Río Claro (f)"),
        (Fact(id="x", person="Nora", gender="f"), "Nora (f)"),
        (Fact(id="x", text=Text(UnitId("x"), "Dicen\nque no.", "es")), "Dicen que no."),
    ],
)
def test_a_fact_is_shown_as_its_author_wrote_it(fact: Fact, said: str) -> None:
    assert fact_said(fact) == said


def about(text: Text, **values: str) -> str:
    (line,) = source_unit(Belonging(text, "cases/x", values), "modules/cases/x.yaml").about
    return line


def test_a_comment_says_who_reads_and_what_slots_stand_for() -> None:
    text = Text(UnitId("cases/x/summary"), "Son {heads} en {workplace.the}; {heads}, {unknown}.", "es")
    assert about(text, heads="480", workplace="la fábrica, las fábricas", wage="365") == (
        "for: everyone · {heads} = 480 · {workplace} = la fábrica, las fábricas"
    )


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        (Audience(), "for: facilitator"),
        (Audience(Circle.SEAT, "role-plays/x/seats/brand-officer"), "for: seat brand-officer"),
        (Audience(Circle.EVERYONE, "", frozenset({"workers", "company"})), "for: everyone, only company workers"),
        (Audience(Circle.EVERYONE, "", frozenset()), "for: everyone, only facilitators"),
    ],
)
def test_a_comment_says_how_far_a_text_was_narrowed(audience: Audience, said: str) -> None:
    assert about(Text(UnitId("x/y"), "Uno.", "es", audience)) == said


def test_a_term_is_announced_as_one() -> None:
    text = Text(UnitId("kit/words/water"), "el agua, las aguas, f", "es", form=Form.PHRASE)
    assert about(text) == "for: everyone · a term as people say it: one, many[, gender]"
