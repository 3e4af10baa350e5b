"""The shipped adaptations: nothing of the trade or the country that they came from is left in what they print, nothing
is stored that they did not change, and their example workshop makes every document in both languages.

One kit a line in `ADAPTATIONS`. Words are looked for in the strings of assembled documents, so what a slot fills in,
what a drawing tells and what a legend says is looked at as it is printed.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.content.residuechecks import residue_of
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.document import Document
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop, text_paths, value_at
from trainingkit.domain.text import Text
from trainingkit.domain.translation import unwrap
from trainingkit.domain.units import kit_texts, shared_texts
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast

ADAPTATIONS = {"guadalajara-electronics": "example-guadalajara", "peru-dialogue": "example-lima"}
"""The adaptations, with the workshop that is set whole."""

LANGUAGES = ("es", "en")

BY_NAME = re.compile(r"https?://\S+|Red de Solidaridad de la Maquila|Maquila Solidarity Network", re.IGNORECASE)
"""Addresses, and who is named by a real name: where the method comes from."""

AN_ADDRESS = re.compile(r"[a-z0-9][a-z0-9/-]*")
"""An id or an address, as documents hold them beside what they print."""

IN_OTHERS_WORDS = re.compile(r"sources/|glossary/|kit/(?:credits|authors)|cases/[^/]+/key/record/")
"""What really happened elsewhere, where it was found, and how others say it; a kit's own checks spare it too."""


@cache
def kit_of(name: str) -> Kit:
    kit = shipped(name).kit
    assert kit is not None
    return for_workshop(kit, shipped(name).workshops[ADAPTATIONS[name]])


@cache
def documents(name: str, language: str) -> tuple[tuple[Order, Document], ...]:
    """Every document of the example workshop in one language."""
    kit, workshop = kit_of(name), shipped(name).workshops[ADAPTATIONS[name]]
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    wordings = {each: wording_for(each, workshop.country) for each in LANGUAGES}
    orders = orders_for(kit, workshop, planned, casting, (language,))
    return tuple((order, assemble(kit, workshop, planned, casting, order, wordings)) for order in orders)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ADAPTATIONS)
def test_the_example_workshop_makes_every_document(name: str, language: str) -> None:
    made = documents(name, language)
    kinds = {order.document for order, _ in made}
    assert {"guide", "workbook", "agenda", "handout", "worksheet", "cards", "case", "role-pack"} <= kinds
    assert {"observer-pack", "reply", "legal-review", "evaluation"} <= kinds


# ── residue ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ADAPTATIONS)
def test_each_trade_lists_at_least_sixty_words_a_language(name: str) -> None:
    sectors = kit_of(name).shared.sectors
    assert [
        (each, language) for each in sectors for language in LANGUAGES if len(sectors[each].residue[language]) < 60
    ] == []


@cache
def in_others_words(name: str, language: str) -> tuple[str, ...]:
    """How texts begin that tell of others, up to their first slot; and the titles of sources, which are names."""
    kit = kit_of(name)
    all_texts = (each.text for each in (*kit_texts(kit), *shared_texts(kit.shared)))
    said = {unwrap(text.find_draft(language) or "") for text in all_texts if IN_OTHERS_WORDS.match(text.unit)}
    said |= {source.title for source in kit.shared.sources.values()}
    return tuple(filter(None, (each.partition("{")[0][:60] for each in said)))


def left_in(document: Document, name: str, language: str) -> Iterator[str]:
    kit = kit_of(name)
    listed = residue_of(kit, kit.about.country).others[language]
    for said in strings_in(document):
        found = {} if AN_ADDRESS.fullmatch(said) else listed.words_in(BY_NAME.sub("", said))
        if found and not said.startswith(in_others_words(name, language)):
            yield from (f"«{word}» of {', '.join(packs)} in «{said[:90]}»" for word, packs in found.items())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ADAPTATIONS)
def test_no_document_holds_a_word_of_another_trade_or_country(name: str, language: str) -> None:
    found = {
        f"{order.document} {order.subject}: {each}"
        for order, document in documents(name, language)
        for each in left_in(document, name, language)
    }
    assert not found, "\n".join(sorted(found))


# ── only what differs ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ADAPTATIONS)
def test_no_text_is_stored_that_was_not_changed(name: str) -> None:
    """Of an agenda, which is said whole, the titles are the same words."""
    reading = shipped(name)
    assert reading.kit
    assert reading.kit.lineage
    assert reading.base
    same = []
    for change in reading.kit.lineage.overlay.changes:
        upstream = {str(text.unit): text for _, text in text_paths(value_at(reading.base, change.path))}
        for _, text in text_paths(change.value):
            other = (
                value_at(reading.base, change.path) if isinstance(change.value, Text) else upstream.get(str(text.unit))
            )
            if isinstance(other, Text) and unwrap(other.source) == unwrap(text.source):
                same.append(str(text.unit))
    assert same == []


@pytest.mark.parametrize("name", ADAPTATIONS)
def test_no_drawing_is_stored_that_was_not_drawn_anew(name: str) -> None:
    kits = Path(__file__).resolve().parents[1] / "kits"
    reading = shipped(name)
    assert reading.kit
    assert reading.kit.lineage
    theirs = {path.read_bytes(): path.name for path in (kits / reading.kit.lineage.kit / "media").glob("*.svg")}
    assert [path.name for path in (kits / name / "media").glob("*.svg") if path.read_bytes() in theirs] == []


@pytest.mark.parametrize("name", ADAPTATIONS)
def test_what_upstream_says_now_has_been_looked_at(name: str) -> None:
    assert [str(each.unit) for each in shipped(name).problems if each.code == "drift-waits"] == []
