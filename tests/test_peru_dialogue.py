"""The day before a dialogue, for two federations in Peru: what its papers promise holds, and nothing of the kit that it
comes from is left where people of Lima would stumble over it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Schedule, schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.assembly.sheets import worksheet_part
from trainingkit.domain.casting import Casting
from trainingkit.domain.kit import Break, Deed, Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.sessions import Verb
from trainingkit.domain.text import PARTICIPANT
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering import html
from trainingkit.rendering.typeset import typeset
from trainingkit.services.wanted import Wanted, formats_of

KIT = "peru-dialogue"
LANGUAGES = ("es", "en")
A4 = doc.Format("a4", "colour")
ELSEWHERE = ("words", "sources", "adaptation", "about")
"""Parts that speak of other countries on purpose: the glossary, the sources, and where the kit comes from."""


@cache
def held() -> tuple[Kit, Workshop, Schedule, Casting]:
    reading = shipped(KIT)
    assert reading.kit is not None
    workshop = reading.workshops["example-lima"]
    kit = for_workshop(reading.kit, workshop)
    return kit, workshop, schedule(kit, workshop), cast(workshop, kit)


@cache
def documents(language: str) -> tuple[doc.Document, ...]:
    """Everything that the example workshop prints in a language, as values."""
    kit, workshop, planned, casting = held()
    wordings = {each: wording_for(each, workshop.country) for each in LANGUAGES}
    orders = orders_for(kit, workshop, planned, casting, (language,))
    return tuple(assemble(kit, workshop, planned, casting, order, wordings) for order in orders)


def sheet(name: str, language: str = "es") -> doc.Document:
    (found,) = (each for each in documents(language) if each.subject == name)
    return found


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every string that is printed, with the file that it stands in."""
    for each in documents(language):
        for part in each.parts:
            if part.anchor not in ELSEWHERE:
                yield from ((each.slug, words) for words in strings_in(part))


def hits(words: list[str], language: str) -> list[tuple[str, str, str]]:
    looks = [(word, re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")) for word in words]
    return [(where, word, said[:90]) for where, said in texts(language) for word, look in looks if look.search(said)]


# ── the day ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_day_is_390_minutes_of_work_and_pauses() -> None:
    kit, workshop, planned, _ = held()
    (day,) = planned.days
    meals = [slot for slot in day.slots if slot.break_kind is Break.MEAL]
    assert planned.problems == ()
    assert sum(slot.minutes for slot in day.slots if slot not in meals) == 390
    assert sum(slot.minutes for slot in meals) == 60
    assert day.slots[-1].end - day.slots[0].start == 450
    assert [slot.minutes for slot in day.slots] == [30, 45, 30, 10, 30, 30, 90, 60, 45, 5, 60, 15]
    assert kit.about.group == "mixed"
    assert sum(group.people for group in workshop.groups.values()) == 24


def test_the_steps_of_every_session_end_when_the_session_does() -> None:
    kit, _, planned, _ = held()
    for slot in planned.days[0].slots:
        name = slot.subject.removeprefix("sessions/")
        if name in kit.sessions:
            assert sum(step.minutes for step in kit.sessions[name].steps.values()) == slot.minutes, name


def test_one_team_plays_the_meeting_twice() -> None:
    kit, *_ = held()
    plays = [step for step in kit.sessions["first-meeting"].steps.values() if step.verb is Verb.PLAY]
    assert [step.plays for step in plays] == [("case/role-play",), ("case/role-play",)]
    again = kit.role_plays["precarious-work"].rounds["again"]
    assert not again.optional
    assert again.seating == ""


def test_the_case_is_in_the_money_of_peru_and_the_sums_are_right() -> None:
    facts = held()[0].cases["precarious-work"].facts
    money = {name: fact.money for name, fact in facts.items() if fact.money is not None}
    daily = money["wage"] / 30
    assert [name for name, fact in facts.items() if fact.money is not None and fact.currency] == ["shelf-price"]
    assert money["gap-cost"] == round(101 * daily, 2)
    assert money["slip-base"] == round(14 * daily, 2)
    assert money["slip-net"] == money["slip-base"] - money["slip-fee"]
    assert money["gap-total"] == round(268 * 18 * daily, 2)
    assert money["brand-part"] == round(money["gap-total"] * 11 / 24, 2)
    assert facts["cents"].number == round(money["gap-total"] / 7_344_000 * 100, 1)


# ── paper ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_made_for_letter() -> None:
    kit, workshop, *_ = held()
    assert {each.paper for each in formats_of(kit, workshop, Wanted())} == {"a4"}
    for language in LANGUAGES:
        pages = typeset(sheet("worksheets/minimum-platform", language), A4)
        with pikepdf.open(BytesIO(pages.pdf)) as pdf:
            (box,) = (page.mediabox for page in pdf.pages)
            assert [round(float(side) / 72 * 25.4) for side in box] == [0, 0, 210, 297]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_platform_is_one_page_in_two_languages(language: str) -> None:
    other = "en" if language == "es" else "es"
    found = sheet("worksheets/minimum-platform", language)
    (grid,) = (block for part in found.parts for section in part.sections for block in section.blocks)
    assert isinstance(grid, doc.Grid)
    assert [column.language for column in grid.columns] == [None, other]
    titles = {"es": "Plataforma mínima", "en": "Minimum platform"}
    assert [column.title for column in grid.columns] == [titles[language], titles[other]]
    assert all(len(row) == 2 and bool(row[0]) == bool(row[1]) for row in grid.rows)
    assert sum(row == ("", "") for row in grid.rows) >= 10
    printed = html.to_html(found, A4)
    assert printed.count(f'<td lang="{other}">') == len(grid.rows)
    assert f'<th scope="col" lang="{other}">' in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_outsiders_see_does_not_say_where_it_comes_from(language: str) -> None:
    quote = {"es": "«", "en": "“"}[language]  # the title of the kit that it was made from
    for name in ("worksheets/minimum-platform", "worksheets/meeting-agreements", "handouts/interpreter-brief"):
        (part,) = sheet(name, language).parts
        assert quote not in part.notice
    assert quote not in sheet("handouts/invitation", language).parts[0].notice
    assert quote in sheet("handouts/what-we-do-not-say", language).parts[0].notice


def test_the_card_of_a_real_brand_holds_nothing_but_questions() -> None:
    kit, workshop, *_ = held()
    card = kit.worksheets["real-brand-card"]
    for field in card.fields.values():
        assert all(set(row) == {"what"} for row in field.rows.values())
    said = " ".join(strings_in(sheet("worksheets/real-brand-card")))
    assert "No se pasa a computadora" in said
    assert kit.worksheets["real-brand-card"].after_use == "destroy"
    workbook = next(each for each in documents("es") if each.name == "workbook")
    assert card.id not in " ".join(part.subject for part in workbook.parts)
    assert workshop.values == {}


def test_the_interpreter_gets_the_words_of_the_glossary_in_both_languages() -> None:
    blocks = [block for part in sheet("handouts/interpreter-brief").parts for block in part.sections[0].blocks]
    grid = next(block for block in blocks if isinstance(block, doc.Grid))
    assert [column.language for column in grid.columns] == [None, "en", None, "en"]
    assert ("represalia", "retaliation") in {tuple(row[at : at + 2]) for row in grid.rows for at in (0, 2)}
    assert "sujeto a modalidad" in {row[0] for row in grid.rows}


def test_a_sheet_in_two_languages_has_one_where_the_kit_has_one() -> None:
    kit, workshop, *_ = held()
    alone = replace(kit, about=replace(kit.about, languages=("es",)))
    scribe = Scribe(alone, replace(workshop, languages=("es",)), wording_for("es", "pe"), PARTICIPANT)
    assert scribe.beside() is None
    part = worksheet_part(scribe, kit.worksheets["minimum-platform"])
    assert not any(isinstance(block, doc.Grid) for block in part.sections[0].blocks)


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_el_salvador_is_left(language: str) -> None:
    countries = held()[0].shared.countries
    here = {word.casefold() for term in countries["pe"].words.values() for word in strings_of(term)}
    left = [word for word in countries["sv"].residue[language] if not any(word.casefold() in said for said in here)]
    names = ["Delmy", "Rosibel", "Gladis", "Wendy", "Nelson", "Héctor", "Zunzacate", "Tempatal", "San Salvador"]
    others = {"es": ["vos", "cuido", "candela", "gafete", "Gafete", "Centroamérica"], "en": ["Central America"]}
    assert hits([*left, *names, *others[language], "402.32"], language) == []


def strings_of(term: object) -> Iterator[str]:
    values = (getattr(term, name, None) for name in ("phrase", "full", "short", "women", "mixed", "men"))
    yield from (text.source for text in values if text is not None)


def test_nobody_is_spoken_of_as_if_the_group_were_women() -> None:
    women = ["las operarias", "una operaria", "las participantes", "compañeras", "todas ustedes", "bienvenidas"]
    assert hits([*women, "para todas", "las escucho", "colaboradoras", "la facilitadora"], "es") == []
    assert hits(["ladies", "the women"], "en") == []


def test_it_stores_only_what_it_says_otherwise() -> None:
    """Files of the kit are overlays or new; what was left out is named, never emptied."""
    lineage = held()[0].lineage
    assert lineage is not None
    assert (lineage.kit, lineage.variant) == ("san-salvador", "one-day")
    added = {each.module.id for each in lineage.touched if each.deed is Deed.ADDED}
    assert added == {
        *("real-brands", "platform-and-roles", "minimum-platform", "federations-agreement", "roles-for-the-meeting"),
        *("before-the-day", "interpreter-brief", "seating-and-signals", "what-we-do-not-say"),
    }
    folder = Path(__file__).parents[1] / "kits" / KIT / "modules"
    for path in folder.rglob("*.yaml"):
        assert path.stem in added or "\nchanges: " in path.read_text(encoding="utf-8")
