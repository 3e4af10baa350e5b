"""The three lengths of a case: core facts in each, no figure in a short one alone, nothing too long to listen to."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.content.faults import SAMPLES
from tests.shipped import shipped
from trainingkit.content.lengthchecks import MOST_SECONDS, check_lengths, seconds_aloud
from trainingkit.content.library import read_kit
from trainingkit.content.scope import Scope
from trainingkit.domain.casework import Narrative
from trainingkit.domain.facts import Fact, StoryDate
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Block, Body
from trainingkit.domain.text import Status, Text, Translation, UnitId
from trainingkit.errors import Severity

UNIT = "cases/child-care/narrative"


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = read_kit(SAMPLES / "small").kit
    assert found
    return found


def body(length: str, source: str, covers: tuple[str, ...] = (), **translations: str) -> Body:
    found = {language: Translation(words, Status.TRANSLATED) for language, words in translations.items()}
    text = Text(UnitId(f"{UNIT}/{length}/all"), source, "es", translations=found)
    return {"all": Block(text=text, covers=covers)}


def told(kit: Kit, full: Body, one_page: Body, read_aloud: Body) -> Scope:
    """The case with other lengths; its core facts are heads, petition-on and asked."""
    case = kit.cases["child-care"]
    narrative = Narrative(full=full, one_page=one_page, read_aloud=read_aloud)
    return Scope(replace(kit, cases={"child-care": replace(case, narrative=narrative)}))


CORE = "{heads} {petition-on} {asked}"


def found(scope: Scope) -> list[tuple[str, str, str]]:
    return [(each.code, each.unit, each.details["facts"]) for each in check_lengths(scope)]


def test_all_three_lengths_tell_every_core_fact(kit: Kit) -> None:
    whole = body("full", CORE), body("one-page", CORE), body("read-aloud", CORE)
    assert found(told(kit, *whole)) == []
    for position, length in enumerate(("full", "one-page", "read-aloud")):
        without = [*whole]
        without[position] = body(length, "{petition-on}")
        missing = [each for each in found(told(kit, *without)) if each[0] == "core-fact-missing"]
        assert missing == [("core-fact-missing", f"{UNIT}/{length}", "heads, asked")]


def test_a_block_may_cover_a_fact_in_words(kit: Kit) -> None:
    covered = body("one-page", "Muchas. Un lunes. Dicen que no.", ("heads", "petition-on", "asked"))
    assert found(told(kit, body("full", CORE), covered, body("read-aloud", CORE))) == []


def test_a_figure_stands_in_the_whole_case_too(kit: Kit) -> None:
    short = body("one-page", CORE + " {share} {brand} {women}")
    assert found(told(kit, body("full", CORE), short, body("read-aloud", CORE))) == [
        ("figure-only-in-short", f"{UNIT}/one-page", "share, women")
    ]


def test_the_whole_case_tells_figures_in_its_exhibits_and_time_line_as_well(kit: Kit) -> None:
    # {wage} stands in the pay slip alone.
    aloud = body("read-aloud", CORE + " {wage}")
    assert found(told(kit, body("full", CORE), body("one-page", CORE), aloud)) == []


@pytest.mark.parametrize(("words", "warned"), [(240, False), (260, True)])
def test_two_minutes_are_the_most_for_a_part_read_aloud(kit: Kit, words: int, *, warned: bool) -> None:
    aloud = body("read-aloud", CORE + " palabra" * words)
    problems = list(check_lengths(told(kit, body("full", CORE), body("one-page", CORE), aloud)))
    assert [each.code for each in problems] == (["too-long-aloud"] if warned else [])
    if warned:
        (problem,) = problems
        assert problem.severity is Severity.WARNING
        assert problem.unit == f"{UNIT}/read-aloud/all"
        assert int(problem.details["seconds"]) > MOST_SECONDS


def test_a_translation_is_timed_by_itself(kit: Kit) -> None:
    aloud = body("read-aloud", CORE, en=CORE + " word" * 300)
    problems = check_lengths(told(kit, body("full", CORE), body("one-page", CORE), aloud))
    assert [(each.code, each.details["language"]) for each in problems] == [("too-long-aloud", "en")]


def test_two_parts_are_two_breaths(kit: Kit) -> None:
    one, two = body("read-aloud", CORE + " palabra" * 200), body("read-aloud", "palabra " * 200)
    aloud = {"one": one["all"], "two": two["all"]}
    assert found(told(kit, body("full", CORE), body("one-page", CORE), aloud)) == []


FACTS = {
    "people": Fact(id="people", number=Decimal(780)),
    "days": Fact(id="days", number=Decimal(15), unit="day"),
    "cost": Fact(id="cost", money=Decimal("46.45")),
    "rent": Fact(id="rent", money=Decimal(75)),
    "share": Fact(id="share", percent=Decimal(35)),
    "on": Fact(id="on", date=StoryDate(base="start")),
    "firm": Fact(id="firm", name="Confecciones Uno"),
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Una sala para todas", 4),
        ("{people}", 2),
        ("{days}", 3),
        ("{cost}", 6),
        ("{rent}", 3),
        ("{share}", 4),
        ("{on}", 3),
        ("{firm} cose", 3),
        ("{workplace.the} cose", 3),
        ("{firm ~ listo/lista}", 1),
        ("", 0),
    ],
)
def test_a_slot_takes_as_long_as_what_it_says(text: str, words: int) -> None:
    assert seconds_aloud(text, FACTS) == round(words * 60 / 130)


def test_the_shipped_case_is_read_aloud_in_two_parts_of_less_than_two_minutes() -> None:
    reading = shipped()
    assert list(check_lengths(reading.scope)) == []
    parts = reading.scope.kit.cases["child-care"].narrative.read_aloud
    assert sum(block.text is not None for block in parts.values()) == 2
