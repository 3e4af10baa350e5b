"""Every document of the example workshop, set in both languages on both papers: PDF/UA-1, nothing to trip over.

Black is set on Letter and colour on A4, so that both inks are seen without setting everything four times over; the last
test sets one document of each kind in the other two combinations.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rendering.verapdf import failures
from tests.shipped import shipped
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.document import Document, Format
from trainingkit.errors import LimitReached, RenderError
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.preflight import check_pdf
from trainingkit.rendering.typeset import Pages
from trainingkit.rendering.worker import Renderer

pytestmark = pytest.mark.slow

KITS = Path(__file__).parents[1] / "kits"
LETTER_BLACK, A4_COLOUR = Format("letter", "black"), Format("a4", "colour")


def documents(language: str) -> Iterator[tuple[Order, Document]]:
    """Every document of the example workshop in one language, without the twins of groups with the same case."""
    reading = shipped()
    kit, workshop = reading.kit, reading.workshops["example"]
    assert kit is not None
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    wordings = {each: wording_for(each, workshop.country) for each in ("es", "en")}
    first: dict[str | None, str] = {}
    for name, group in workshop.groups.items():
        first.setdefault(group.case, name)
    for order in orders_for(kit, workshop, planned, casting, (language,)):
        if order.group in ("", *first.values()):
            yield order, assemble(kit, workshop, planned, casting, order, wordings)


def set_all(pairs: list[tuple[Document, Format]]) -> Iterator[tuple[Document, Format, Pages]]:
    with Renderer(1) as renderer:
        for position, found in renderer.render_all(pairs):
            document, fmt = pairs[position]
            assert not isinstance(found, (RenderError, LimitReached)), f"{document.slug} {fmt}: {found}"
            yield document, fmt, found


def faults(document: Document, fmt: Format, pages: Pages) -> list[str]:
    where = f"{document.slug} {document.language} {fmt.paper} {fmt.ink}"
    found = [f"{where}: {rule}" for rule in failures(pages.pdf)]
    found += [f"{where}: {problem.code} {dict(problem.details)}" for problem in pages.problems]
    found += [f"{where}: {problem.code} {dict(problem.details)}" for problem in check_pdf(pages.pdf, fmt)]
    return found


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("fmt", [LETTER_BLACK, A4_COLOUR], ids=["letter", "a4"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_document_is_accessible_and_sound(language: str, fmt: Format) -> None:
    pairs = [(document, fmt) for _, document in documents(language)]
    assert len(pairs) > 40
    found = [fault for document, made, pages in set_all(pairs) for fault in faults(document, made, pages)]
    assert not found, "\n".join(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["es", "en"])
def test_one_of_each_kind_in_the_other_inks(language: str) -> None:
    kinds: dict[str, Document] = {}
    for order, document in documents(language):
        if order.document != "guide":
            kinds.setdefault(order.document, document)
    pairs = [
        (document, fmt) for document in kinds.values() for fmt in (Format("letter", "colour"), Format("a4", "black"))
    ]
    found = [fault for document, made, pages in set_all(pairs) for fault in faults(document, made, pages)]
    assert not found, "\n".join(found)
