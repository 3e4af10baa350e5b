"""A language made of catalogues alone: whatever a document says outside its brackets was never translated.

The shipped kit gets a language `qps` as any further language is added: its name in `kit.yaml`, `translate update`, and
catalogues in which every text stands in brackets ⟦ ⟧ that no text has. Then every document is assembled in it.
"""

import shutil
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

import pytest

from tests.i18n.pseudo import PSEUDO, bracketed_entry, names_of, pseudo_locales, raw_words
from trainingkit.content.library import read_kit
from trainingkit.content.po import catalogue_path, read_catalogue, translations_for, with_entries, write_catalogue
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.document import Document
from trainingkit.domain.kit import Kit
from trainingkit.domain.workshop import whole_sample_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.services.translating import update

KITS = Path(__file__).parents[1] / "kits"

TECHNICAL = frozenset(
    {"address", "anchor", "code", "document", "emblem", "icon", "kind", "language", "look", "looks", "mark", "name"}
)
TECHNICAL |= {"accent", "author", "density", "numeral", "per_sheet", "reader", "sides", "slug", "subject", "svg"}
"""Fields that templates read and nobody else, codes, and names of drawings."""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    library = tmp_path_factory.mktemp("pseudo") / "library"
    shutil.copytree(KITS, library)  # with its translations: an English letter stays one in every language
    about = library / "san-salvador" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("languages: [es, en]", f"languages: [es, en, {PSEUDO}]"), "utf-8")
    update(library, "", datetime(2026, 11, 24))
    for folder in (library / "san-salvador", library / "_shared"):
        path = catalogue_path(folder, PSEUDO)
        catalogue, problems = read_catalogue(path)
        assert problems == ()
        done = (bracketed_entry(entry, entry.source) for entry in catalogue.entries)
        write_catalogue(path, with_entries(catalogue, done))
    found = read_kit(library / "san-salvador", library, translations_for).kit
    assert found is not None
    return found


@pytest.fixture(scope="module")
def documents(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    workshop = whole_sample_of(kit)
    days, casting = schedule(kit, workshop), cast(workshop, kit)
    wordings = {language: wording_for(language, workshop.country) for language in kit.about.languages}
    wordings[PSEUDO] = wording_for(PSEUDO, workshop.country, pseudo_locales(tmp_path_factory.mktemp("locales")))
    orders = orders_for(kit, workshop, days, casting, (PSEUDO,))
    # The agenda in two languages says the other one on purpose.
    return [assemble(kit, workshop, days, casting, order, wordings) for order in orders if not order.other]


def sentences(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Every string that a reader may see, with the field it stands in."""
    if isinstance(value, str):
        if field not in TECHNICAL and not isinstance(value, Enum):
            yield field, value
    elif isinstance(value, tuple):
        for item in value:
            yield from sentences(item, field)
    elif is_dataclass(value) and getattr(value, "language", None) in (None, PSEUDO):  # a letter from abroad is as it is
        for each in fields(value):
            yield from sentences(getattr(value, each.name), each.name)


def test_every_document_says_only_what_catalogues_say(kit: Kit, documents: list[Document]) -> None:
    names = names_of(kit)
    unsaid = set()
    for document in documents:
        for field, text in sentences(document):
            if rest := raw_words(text, names):
                unsaid.add(f"{document.name} {field}: {rest[:100]}")
    assert len(documents) > 30
    assert not unsaid, "\n".join(sorted(unsaid))
