"""The shipped kit in other countries: whatever it prints there, nothing of El Salvador is left in it but where the
method comes from and what really happened there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.document import Document, Format
from trainingkit.domain.kit import Kit, Source
from trainingkit.domain.moving import move_of, problems_of_move
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.term import Term
from trainingkit.domain.text import Status, Text, Translation
from trainingkit.domain.workshop import Workshop, paper_for
from trainingkit.errors import Severity
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.typeset import typeset
from trainingkit.services.library import problems_of_plan

KITS = Path(__file__).parents[1] / "kits"
LANGUAGES = ("es", "en")

# What a workshop in Peru says: sums in soles that add up as those of the case do, none of them a conversion.
#   week = 7 days of 37.67; clinic = two days; clinic-cost = clinic + bonus; 14 days = slip-base
#   90 places x 480 = 43,200; 43,200 / 347,000 = 12.4 céntimos; 35 % of it is the brand's part
PERU = {
    "wage": "1130",
    "week-wage": "263.69",
    "neighbour-week": "70",
    "neighbour-month": "280",
    "rent": "250",
    "bonus": "60",
    "clinic-day": "75.34",
    "clinic-cost": "135.34",
    "voucher": "120",
    "slip-base": "527.38",
    "slip-gross": "452.04",
    "slip-law": "58.77",
    "slip-net": "393.27",
    "place-cost": "480",
    "shelf-price": "140",
    "care-month": "43200",
    "cents": "12.4",
    "brand-part": "15120",
    "price-cut": "30",
    "study-budget": "30000",
}
TOLD = ("kit/credits", "cards/invented-labels/", "channels/oecd-ncp/", "sessions/welcome/steps/frame/do")
"""Where El Salvador is meant: the origin of the method, a list of countries, invented labels of the whole region."""
SILENCE = Translation("·", Status.TRANSLATED)
RECORD = re.compile(r"cases/[^/]+/key/record/")
"""What really happened, told to facilitators with its own words."""
ACROSS_COUNTRIES = ("words", "sources")
"""Chapters of the guide that tell how each country says a thing, and where statements were found."""


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = shipped().kit
    assert found is not None
    return found


def workshop_in(country: str, facts: Mapping[str, str]) -> Workshop:
    """The example workshop elsewhere, with one case, whose values can be given."""
    example = shipped().workshops["example"]
    given = {"cases/child-care": facts} if facts else {}
    groups = {name: replace(group, case="child-care") for name, group in example.groups.items()}
    return replace(example, id="there", country=country, paper=None, place=None, facts=given, groups=groups, reads=())


def documents(kit: Kit, workshop: Workshop, language: str) -> Iterator[tuple[Order, Document]]:
    """Every document of the workshop; whatever has no translation or no value would raise."""
    used = for_workshop(kit, workshop)
    planned, casting = schedule(used, workshop), cast(workshop, used)
    wordings = {each: wording_for(each, workshop.country) for each in LANGUAGES}
    for order in orders_for(used, workshop, planned, casting, (language,)):
        yield order, assemble(used, workshop, planned, casting, order, wordings)


def silenced(value: Any) -> Any:
    """The kit without the texts, and the titles of sources of no single country, that may speak of El Salvador."""
    if isinstance(value, Source):
        return value if value.country else replace(value, title="·", url=None)
    if isinstance(value, Text):
        told = value.unit.startswith(TOLD) or RECORD.match(value.unit)
        return replace(value, source="·", translations=dict.fromkeys(LANGUAGES, SILENCE)) if told else value
    if isinstance(value, Mapping):
        return {name: silenced(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(silenced(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: silenced(getattr(value, each.name)) for each in fields(value) if each.init})
    return value


def said_by(terms: Mapping[str, Term], language: str) -> str:
    texts = (text for term in terms.values() for text in (term.full, term.phrase, term.short) if text)
    return " ".join(text.find(language) or "" for text in texts)


def salvadoran(kit: Kit, country: str, language: str) -> re.Pattern[str]:
    """Words that tell of El Salvador, but for those that the other country says as well."""
    own = said_by(kit.shared.countries[country].words, language).lower()
    words = [word for word in kit.shared.countries["sv"].residue[language] if word.lower() not in own]
    assert len(words) > 10
    named = "|".join(re.escape(word) for word in (*words, "MTPS", "ISSS", "CAPI", "CONAPINA"))
    return re.compile(rf"\b(?:{named})\b|US\$|(?<![A-Z])\$|salvador(?!/)", re.IGNORECASE)


def shown(document: Document) -> Iterator[str]:
    for part in document.parts:
        if part.anchor not in ACROSS_COUNTRIES:
            yield from strings_in(replace(part, code=""))


# ── what is reported ────────────────────────────────────────────────────────────────────────────────────────────────


def test_moved_to_peru_everything_without_a_value_is_listed_at_once(kit: Kit) -> None:
    found = problems_of_move(move_of(kit, workshop_in("pe", {})))
    assert {each.unit for each in found} == {"workshops/there/country"}
    assert [(each.code, each.severity) for each in found] == [
        ("moved-duty-differs", Severity.WARNING),
        ("moved-facts", Severity.ERROR),
    ]
    assert found[0].details["case"] == "cases/child-care"
    assert set(found[1].details["facts"].split(", ")) == set(PERU)


def test_with_its_values_only_the_duty_is_left_to_decide(kit: Kit) -> None:
    there = workshop_in("pe", PERU)
    assert [each.code for each in problems_of_plan(for_workshop(kit, there), there)] == ["moved-duty-differs"]


@pytest.mark.parametrize("country", ["hn", "gt", "ni", "mx", "pe"])
def test_no_country_lacks_a_word_or_a_topic_that_the_kit_uses(kit: Kit, country: str) -> None:
    codes = {each.code for each in problems_of_move(move_of(kit, workshop_in(country, {})))}
    assert codes <= {"moved-duty-differs", "moved-facts"}
    assert ("moved-duty-differs" in codes) is (country in ("ni", "mx", "pe"))


@pytest.mark.parametrize("country", ["hn", "gt", "ni", "mx", "pe"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_document_can_be_made_in_every_country(kit: Kit, country: str, language: str) -> None:
    assert len(list(documents(kit, workshop_in(country, {}), language))) > 40


# ── what is printed ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", ["pe", "hn"])
def test_nothing_of_el_salvador_is_left(kit: Kit, country: str, language: str) -> None:
    there = workshop_in(country, PERU)
    words = salvadoran(kit, country, language)
    left = {
        f"{order.document}: {found[0]} in «{said[max(0, found.start() - 40) : found.end() + 40]}»"
        for order, document in documents(silenced(kit), there, language)
        for said in shown(document)
        if (found := words.search(said))
    }
    assert left == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_home_the_same_search_finds_a_lot(kit: Kit, language: str) -> None:
    """The search can fail: at home the law, the money and the words are all there."""
    home = replace(workshop_in("sv", {}), facts={})
    words = re.compile(r"Crecer Juntos|Growing Together|\$|MTPS", re.IGNORECASE)
    text = "\n".join(said for _, document in documents(kit, home, language) for said in shown(document))
    assert {found.lower() for found in words.findall(text)} >= {"crecer juntos", "$", "mtps"}


@pytest.mark.parametrize(("country", "paper"), [("pe", "a4"), ("hn", "letter"), ("mx", "letter")])
def test_the_paper_is_that_of_the_country(kit: Kit, country: str, paper: str) -> None:
    assert paper_for(workshop_in(country, {}), kit) == paper


def test_the_law_and_the_money_are_those_of_the_country(kit: Kit) -> None:
    text = "\n".join(said for _, made in documents(kit, workshop_in("pe", PERU), "es") for said in shown(made))
    for said in (
        "S/\xa01,130",
        "12.4 céntimos",
        "Perú",
        "Fiscalización Laboral",
        "MTPE",
        "Ley 30367",
        "la planta",
        "etiqueta",
    ):
        assert said in text, said


def test_the_guide_warns_where_the_country_does_not_give_what_the_case_counts_on(kit: Kit) -> None:
    def warnings(country: str) -> list[str]:
        guide = next(
            made for order, made in documents(kit, workshop_in(country, {}), "es") if order.document == "guide"
        )
        blocks = (block for part in guide.parts for section in part.sections for block in section.blocks)
        return [each.text for each in blocks if isinstance(each, doc.Prose) and "no es la que este caso" in each.text]

    (told,) = warnings("pe")
    assert "La ley de Perú" in told
    assert warnings("hn") == []


def test_the_note_of_safety_stands_in_the_guide_and_nowhere_else(kit: Kit) -> None:
    told = {
        order.document
        for order, document in documents(kit, workshop_in("ni", {}), "es")
        if any("personería" in said for said in strings_in(document))
    }
    assert told == {"guide"}
    quiet = [made for order, made in documents(kit, workshop_in("hn", {}), "es") if order.document == "guide"]
    assert not any("Seguridad en este país" in said for made in quiet for said in strings_in(made))


# ── on paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


A4_MM, LETTER_MM = (210, 297), (216, 279)


def sizes_and_text(pdf: bytes) -> tuple[set[tuple[int, int]], str]:
    with pypdfium2.PdfDocument(pdf) as found:
        sizes = {tuple(sorted(round(side * 25.4 / 72) for side in page.get_size())) for page in found}
        text = "\n".join(page.get_textpage().get_text_range() for page in found)
    return {(size[0], size[1]) for size in sizes}, text


@pytest.mark.slow
@pytest.mark.parametrize(("country", "size"), [("pe", A4_MM), ("hn", LETTER_MM)])
def test_pages_have_the_size_and_the_words_of_the_country(kit: Kit, country: str, size: tuple[int, int]) -> None:
    there = workshop_in(country, PERU)
    fmt = Format(paper_for(there, kit), "black")
    wanted = {"case", "agenda", "legal-review", "attendance"}
    chosen: dict[str, Document] = {}
    for order, document in documents(kit, there, "es"):
        if order.document in wanted or order.subject == "handouts/child-care-law":
            chosen.setdefault(order.subject or order.document, document)
    assert len(chosen) >= 5
    words = salvadoran(kit, country, "es")
    for name, document in chosen.items():
        sizes, text = sizes_and_text(typeset(document, fmt).pdf)
        assert sizes == {size}, name
        assert not words.search(text), name
