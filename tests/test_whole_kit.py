"""Every document of the example workshop, set in both languages on both papers: PDF/UA-1, nothing to trip over.

Black is set on Letter and colour on A4, so that both inks are seen without setting everything four times over; the last
test sets one document of each kind in the other two combinations.
"""

import pytest

from tests.wholekits import documents, faults, set_all
from trainingkit.domain.document import Document, Format

pytestmark = pytest.mark.slow

LETTER_BLACK, A4_COLOUR = Format("letter", "black"), Format("a4", "colour")


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
