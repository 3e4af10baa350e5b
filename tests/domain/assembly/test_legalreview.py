"""The legal review holds every statement of law that the workshop's other documents hold, once, and no other."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.assembly.orders import reader_of
from trainingkit.domain.kit import Kit, LegalStatus
from trainingkit.domain.text import FACILITATOR
from trainingkit.domain.workshop import Group, Workshop, sample_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast

KITS = Path(__file__).parents[3] / "kits"
COUNTRIES = ("sv", "hn", "gt", "ni", "mx", "pe")


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = shipped().kit
    assert found is not None
    return found


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return shipped().workshops["example"]


def orders(kit: Kit, workshop: Workshop, language: str) -> tuple[Order, ...]:
    return orders_for(kit, workshop, schedule(kit, workshop), cast(workshop, kit), (language,))


def made(kit: Kit, workshop: Workshop, order: Order) -> doc.Document:
    wordings = {language: wording_for(language, workshop.country) for language in ("es", "en")}
    return assemble(kit, workshop, schedule(kit, workshop), cast(workshop, kit), order, wordings)


def review_of(kit: Kit, workshop: Workshop, language: str = "es") -> doc.Document:
    (order,) = [each for each in orders(kit, workshop, language) if each.document == "legal-review"]
    return made(kit, workshop, order)


def blocks_of(document: doc.Document) -> Iterator[doc.Block]:
    for part in document.parts:
        for section in part.sections:
            yield from section.blocks


def rows_of(document: doc.Document) -> list[doc.Reviewed]:
    return [row for block in blocks_of(document) if isinstance(block, doc.Review) for row in block.rows]


def statements_of(document: doc.Document) -> Iterator[doc.Statement]:
    for block in blocks_of(document):
        if isinstance(block, doc.Statement):
            yield block
        elif isinstance(block, doc.Exhibit):
            yield from (inner for inner in block.blocks if isinstance(inner, doc.Statement))


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_statement_that_is_printed_has_its_row(kit: Kit, workshop: Workshop, country: str, language: str) -> None:
    there = replace(workshop, country=country)
    others = [each for each in orders(kit, there, language) if each.document != "legal-review"]
    printed = {
        (statement.title, statement.address)
        for order in others
        for statement in statements_of(made(kit, there, order))
        if statement.address
    }
    rows = rows_of(review_of(kit, there, language))
    assert sorted(row.title for row in rows) == sorted(title for title, _ in printed)
    assert {address.partition("/")[0] for _, address in printed} == {"countries", "standards"}
    assert {address.split("/")[1] for _, address in printed if address.startswith("countries")} == {country}


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_row_says_what_the_pack_says(kit: Kit, workshop: Workshop, country: str) -> None:
    pack = kit.shared.countries[country]
    rows = {row.title: row for row in rows_of(review_of(kit, replace(workshop, country=country)))}
    for topic in ("child-care-duty", "maternity-leave"):
        law = pack.law[topic]
        row, origin = rows[law.title.source], dict(rows[law.title.source].origin)
        assert row.under == pack.words["country"].full.source  # type: ignore[union-attr]  # every country has its name
        assert row.reference == law.article.source
        assert law.check is not None
        assert row.ask.split() == law.check.source.split()
        assert str(law.value or "") in row.text
        assert "{" not in row.text
        assert ("por verificar" in origin["Estado"]) is (law.status is LegalStatus.TO_VERIFY)
        assert ("Participantes" in origin) is (law.status is LegalStatus.TO_VERIFY)
        assert (origin["Fuente"] == "ninguna todavía") is (law.source == "none-yet")
        assert origin["Fecha del dato"] == "22 de noviembre de 2026"
        assert origin["Revisar antes de"].endswith("de 2027")
        assert "La clave del caso" in origin["Impresa en"]


def test_where_a_statement_is_printed_is_said_by_document(kit: Kit, workshop: Workshop) -> None:
    care = next(row for row in rows_of(review_of(kit, workshop)) if row.title == "Cuido de la primera infancia")
    guide, _, handout = dict(care.origin)["Impresa en"].partition("; ")
    assert guide.startswith("Guía")
    assert "¿Qué podemos exigir para el cuido?" in handout


def test_what_nobody_verified_comes_first_and_is_counted(kit: Kit, workshop: Workshop) -> None:
    one_case = {name: replace(group, case="child-care") for name, group in workshop.groups.items()}
    document = review_of(kit, replace(workshop, groups=one_case, reads=()))
    titles = [row.title for row in rows_of(document)]
    assert titles[:2] == ["Licencia de maternidad", "Cuido de la primera infancia"]
    strip = {item.light: item.strong for item in document.parts[0].masthead.strip}
    assert strip["afirmaciones de ley"] == "2"
    assert strip["sin verificar o vencidas"] == "1"


def test_law_past_its_date_is_marked(kit: Kit, workshop: Workshop) -> None:
    late = replace(workshop, from_=date(2027, 11, 3), to=date(2027, 11, 5))
    rows = [row for row in rows_of(review_of(kit, late)) if row.under == "El Salvador"]
    assert all(dict(row.origin)["Revisar antes de"].endswith("antes de este taller**") for row in rows)
    assert all("Participantes" in dict(row.origin) for row in rows)


def test_it_holds_no_name_of_a_participant_and_is_for_facilitators(kit: Kit, workshop: Workshop) -> None:
    document = review_of(kit, workshop)
    (order,) = [each for each in orders(kit, workshop, "es") if each.document == "legal-review"]
    assert reader_of(order) is FACILITATOR
    assert document.reader == made(kit, workshop, next(iter(orders_of_guide(kit, workshop)))).reader
    assert not set(workshop.facilitators.values()) & set(strings_in(document))


def orders_of_guide(kit: Kit, workshop: Workshop) -> list[Order]:
    return [each for each in orders(kit, workshop, "es") if each.document == "guide"]


def test_without_law_there_is_no_review(kit: Kit, workshop: Workshop) -> None:
    case = replace(kit.cases["child-care"], law=(), needs={}, standards=())
    bare = replace(kit, cases={"child-care": case}, handouts={})
    assert not [each for each in orders(bare, workshop, "es") if each.document == "legal-review"]


def test_a_case_set_elsewhere_brings_its_own_law(kit: Kit, workshop: Workshop) -> None:
    fixed = replace(kit, cases={"child-care": replace(kit.cases["child-care"], country="hn")})
    rows = rows_of(review_of(fixed, replace(workshop, groups={"flor": Group(case="child-care", people=28)})))
    assert {row.under for row in rows if row.title == "Lugar para las niñas y los niños pequeños"} == {"Honduras"}
    assert {row.under for row in rows} == {"Honduras", "El Salvador", "internacional"}


def test_a_sample_has_one_too(kit: Kit) -> None:
    assert rows_of(review_of(kit, sample_of(kit)))
