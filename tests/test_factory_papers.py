"""What the factory training puts into the hands of supervisors and management, and what is signed and posted.

Each promise of these papers is counted: a role sheet is read in three minutes, a table says what may be done beside
what may not, a letter to everybody names nobody, and the access agreement lets go what the plan of the cohorts does.
"""

import re
from functools import cache

import pytest

from tests.shipped import shipped
from tests.test_role_sheets import FEWEST, MOST, sheets
from trainingkit.content.printed import printed_in
from trainingkit.content.scope import Scope
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.assembly.sheets import worksheet_part
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import FACILITATOR
from trainingkit.domain.workshop import sample_of
from trainingkit.i18n.wording import wording_for

KIT = "freedom-of-association"
LANGUAGES = ("es", "en")
MINUTES = {"supervisors": (195, 225), "management": (210, 240)}
ABOUT_PEOPLE = {
    "es": re.compile(
        r"\b(?:se llama|nombre de (?:quien|la persona)|apellido|licenciad[oa]|ingenier[oa]|don|doña)\b", re.IGNORECASE
    ),
    "en": re.compile(r"\b(?:name of (?:the person|whoever)|surname|Mr|Mrs|Ms)\b", re.IGNORECASE),
}


def kit() -> Kit:
    found = shipped(KIT).kit
    assert found
    return found


@cache
def said(language: str) -> dict[str, str]:
    """What is printed at each address."""
    return {each.unit: each.text for each in printed_in(language, Scope(kit()))}


def under(address: str, language: str) -> dict[str, str]:
    return {unit: text for unit, text in said(language).items() if unit.startswith(f"{address}/")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_seat_of_the_order_is_read_in_three_minutes(language: str) -> None:
    words = {seat: count for (play, seat), count in sheets(KIT, "", language).items() if play == "order-from-above"}

    assert set(words) == {"supervisor", "worker", "production-head"}
    assert {seat: count for seat, count in words.items() if not FEWEST <= count <= MOST} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_be_done_stands_beside_what_may_not(language: str) -> None:
    table = kit().handouts["allowed-forbidden"].body["table"].table
    assert table
    cells = under("handouts/allowed-forbidden/body/table/table/rows", language)

    assert list(table.columns) == ["what", "no", "yes"]
    for row in ("threaten", "ask", "promise", "spy", "side"):
        assert [
            column
            for column in ("no", "yes")
            if not cells[f"handouts/allowed-forbidden/body/table/table/rows/{row}/{column}"]
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_to_sort_says_on_which_side_it_belongs_and_both_sides_have_some(language: str) -> None:
    backs = [text for unit, text in under("cards/sorting-cards/faces", language).items() if unit.endswith("/back")]
    sides = [re.match(r"\*\*(Sí|No|Do|Don’t)\b", back) for back in backs]

    assert len(backs) == len(kit().cards["sorting-cards"].faces)
    assert all(sides)
    assert min(sum(side[1] == word for side in sides if side) for word in {side[1] for side in sides if side}) >= 5


@pytest.mark.parametrize(
    ("language", "marks"), [("es", ("**Diga:**", "**La regla:**")), ("en", ("**Say:**", "**The rule:**"))]
)
def test_each_situation_has_what_she_says_and_what_the_rule_is(language: str, marks: tuple[str, str]) -> None:
    backs = {
        unit: text for unit, text in under("cards/line-situations/faces", language).items() if unit.endswith("/back")
    }

    assert 8 <= len(backs) <= 10
    assert {unit for unit, text in backs.items() if not all(mark in text for mark in marks)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "paper", ["worksheets/no-retaliation-letter", "posters/neutrality-statement", "posters/grievance-route"]
)
def test_what_is_posted_names_nobody(paper: str, language: str) -> None:
    names = {fact.name or fact.person for case in kit().cases.values() for fact in case.facts.values()} - {None, ""}
    texts = under(paper, language).values()

    assert texts
    assert [
        text for text in texts if ABOUT_PEOPLE[language].search(text) or any(str(name) in text for name in names)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_where_to_complain_inside_and_outside(language: str) -> None:
    fields = kit().worksheets["no-retaliation-letter"].fields

    assert fields["inside"].kind == fields["outside"].kind == "lines"
    assert (fields["outside"].lines or 0) >= 2
    assert fields["signs"].kind == "sign"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agreement_lets_no_more_of_a_line_go_than_the_plan(language: str) -> None:
    plan = shipped(KIT).plans["example-plant"]
    agreed = said(language)["worksheets/access-agreement/fields/time/options/release"]
    percents = [int(found) for found in re.findall(r"(\d+)\s?%", agreed)]

    assert percents == [plan.cohorts.release.share]


def test_the_example_days_take_as_long_as_they_are_said_to() -> None:
    days = {day.id: day for day in schedule(kit(), sample_of(kit())).days}
    minutes = {name: sum(slot.minutes for slot in days[name].slots) for name in MINUTES}

    assert {name: each for name, each in minutes.items() if not MINUTES[name][0] <= each <= MINUTES[name][1]} == {}


@pytest.mark.parametrize(
    ("sheet", "label", "notice"),
    [
        ("access-agreement", "Para firmar", "Para firmar. Cada parte guarda una copia."),
        ("case-decisions", "Hoja de trabajo", "Para practicar. No escriba nombres de personas reales."),
    ],
)
def test_what_is_signed_is_not_called_practice(sheet: str, label: str, notice: str) -> None:
    scribe = Scribe(kit(), sample_of(kit()), wording_for("es", "mx"), FACILITATOR)
    part = worksheet_part(scribe, kit().worksheets[sheet])

    assert (part.masthead.label, part.notice) == (label, notice)


def test_supervisors_and_management_have_no_paper_of_the_workers() -> None:
    both = {"supervisors", "management"}
    ours = {
        f"{each.KIND}/{name}": set(each.tracks)
        for found in (kit().sessions, kit().handouts, kit().worksheets, kit().cards, kit().role_plays, kit().cases)
        for name, each in found.items()
        if both & set(each.tracks)
    }

    assert len(ours) > 20
    assert {name for name, tracks in ours.items() if "workers" in tracks} == set()
