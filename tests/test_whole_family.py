"""Every document of the example workshops of the other kits, in both languages on the paper that they are printed on:
PDF/UA-1, nothing to trip over, on the paper of their country and no other."""

import pytest

from tests.shipped import shipped
from tests.wholekits import documents, faults, set_all
from trainingkit.domain.document import Format
from trainingkit.domain.workshop import paper_for

pytestmark = pytest.mark.slow

EXAMPLES = [
    ("guadalajara-electronics", "example-guadalajara"),
    ("peru-dialogue", "example-lima"),
    ("freedom-of-association", "example-workers"),
    ("freedom-of-association", "example-supervisors"),
    ("freedom-of-association", "example-management"),
]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(("kit", "workshop"), EXAMPLES)
def test_every_document_is_accessible_and_sound(kit: str, workshop: str, language: str) -> None:
    reading = shipped(kit)
    assert reading.kit is not None
    fmt = Format(paper_for(reading.workshops[workshop], reading.kit), "black")
    pairs = [(document, fmt) for _, document in documents(language, kit, workshop)]
    assert len(pairs) > 15
    found = [fault for document, made, pages in set_all(pairs) for fault in faults(document, made, pages)]
    assert not found, "\n".join(found)
