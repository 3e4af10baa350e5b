"""Nobody is given what is not for them: canaries in every text of a kit, every document, every reader, both languages.

The first half works on Document values and is complete. The second half sets the documents that leave the facilitators'
hands and looks into the files themselves: text, bookmarks, metadata, attachments, alternative texts, names, raw bytes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tests.canaries import Aviary, planted, strings_in
from tests.shipped import shipped
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.assembly.roleplays import event_reader, seat_reader
from trainingkit.domain.document import Document, Format
from trainingkit.domain.kit import AgendaItem, Kit
from trainingkit.domain.overlay import for_workshop, with_variant
from trainingkit.domain.text import FACILITATOR, OBSERVER, PARTICIPANT, Audience, Circle, Reader, UnitId, holder
from trainingkit.domain.workshop import Workshop, whole_sample_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.typeset import typeset

KITS = Path(__file__).parents[1] / "kits"
LANGUAGES = ("es", "en")


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    return Aviary()


@pytest.fixture(scope="module")
def kit(aviary: Aviary) -> Kit:
    read = shipped().kit
    assert read is not None
    made = planted(read, aviary, LANGUAGES)
    assert isinstance(made, Kit)
    return made


@pytest.fixture(scope="module")
def workshop(kit: Kit) -> Workshop:
    return whole_sample_of(kit)


@pytest.fixture(scope="module")
def documents(kit: Kit, workshop: Workshop) -> list[tuple[Order, Document]]:
    return list(_assembled(kit, workshop))


def _assembled(kit: Kit, workshop: Workshop) -> Iterator[tuple[Order, Document]]:
    days, casting = schedule(kit, workshop), cast(workshop, kit)
    wordings = {language: wording_for(language, workshop.country) for language in LANGUAGES}
    for order in orders_for(kit, workshop, days, casting, LANGUAGES):
        yield order, assemble(kit, workshop, days, casting, order, wordings)


def readers_of(kit: Kit, order: Order) -> tuple[Reader, ...]:
    """Whoever holds a document in the end, as narrowly as the content model has it."""
    _, name, *rest = order.subject.split("/") if order.subject else ["", ""]
    if order.document in ("guide", "legal-review", "packing-list"):
        return (FACILITATOR,)
    if order.document == "observer-pack":
        return (OBSERVER,)
    if order.document == "role-pack":
        return (seat_reader(kit.role_plays[name], rest[1]),)
    if order.document == "reply":
        return (holder(UnitId(order.subject)),)
    if rest == ["events"]:
        return tuple(event_reader(kit.role_plays[name], event) for event in kit.role_plays[name].events)
    return (PARTICIPANT,)


def test_no_document_holds_a_text_that_is_not_for_its_reader(
    kit: Kit, aviary: Aviary, documents: list[tuple[Order, Document]]
) -> None:
    leaks = []
    for order, document in documents:
        readers = readers_of(kit, order)
        for _, text in aviary.found_in("\n".join(strings_in(document))):
            if not any(reader.may_read(text.audience) for reader in readers):
                leaks.append(f"{order}: {text.unit} is for {text.audience}")
    assert not leaks, "\n".join(leaks)


def test_every_text_of_a_module_is_printed_for_somebody(
    aviary: Aviary, documents: list[tuple[Order, Document]]
) -> None:
    sung = {word for _, document in documents for word, _ in aviary.found_in("\n".join(strings_in(document)))}
    silent = sorted(
        str(text.unit) for word, text in aviary.planted.items() if word not in sung and _must_be_printed(text.unit)
    )
    assert not silent, "\n".join(silent)


def test_every_text_of_a_version_is_printed_where_a_workshop_takes_it(kit: Kit, aviary: Aviary) -> None:
    days = {
        name: replace(day, items={each: _shorter(item, kit) for each, item in day.items.items()})
        for name, day in kit.agenda.days.items()
    }
    shorter = replace(kit, agenda=replace(kit.agenda, days=days))
    made = [*_taken(shorter, ()), *_taken(kit, ("tables",))]
    sung = {word for _, document in made for word, _ in aviary.found_in("\n".join(strings_in(document)))}
    own = {word: str(text.unit) for word, text in aviary.planted.items() if "/versions/" in text.unit}
    assert own
    assert sorted(unit for word, unit in own.items() if word not in sung) == []


def _taken(kit: Kit, versions: tuple[str, ...]) -> Iterator[tuple[Order, Document]]:
    wanted = replace(whole_sample_of(kit), versions=versions)
    used = for_workshop(kit, wanted)
    return _assembled(used, replace(whole_sample_of(used), versions=versions))  # with groups that fill the seats


@pytest.mark.parametrize("name", sorted(path.stem for path in (KITS / "san-salvador/variants").glob("*.yaml")))
def test_every_text_of_a_variant_is_printed_where_a_workshop_takes_it(name: str, kit: Kit, aviary: Aviary) -> None:
    workshop = replace(whole_sample_of(with_variant(kit, name)), variant=name)
    made = _assembled(for_workshop(kit, workshop), workshop)
    sung = {word for _, document in made for word, _ in aviary.found_in("\n".join(strings_in(document)))}
    own = {word: str(text.unit) for word, text in aviary.planted.items() if text.unit.startswith(f"variants/{name}/")}
    assert own
    assert sorted(unit for word, unit in own.items() if word not in sung) == []


def _shorter(item: AgendaItem, kit: Kit) -> AgendaItem:
    session = kit.sessions.get((item.session or "").removeprefix("sessions/"))
    return replace(item, version="shorter", minutes=None) if session and "shorter" in session.versions else item


NOT_PRINTED = (
    "countries/",
    "sectors/",
    "standards/",
    "channels/",
    "glossary/",
    "kit/words/",
    "media/",
    "logistics/materials/",
    "variants/",
)
"""Shared entries are printed where a kit refers to them; words are printed inside sentences, which canaries replace."""


def _must_be_printed(unit: str) -> bool:
    return not unit.startswith(NOT_PRINTED) and "/facts/" not in unit and "/versions/" not in unit


def test_a_pack_names_no_other_seat_of_its_own_party_either(
    kit: Kit, documents: list[tuple[Order, Document]], aviary: Aviary
) -> None:
    for order, document in documents:
        if order.document != "role-pack":
            continue
        seat = order.subject.split("/")[-1]
        for _, text in aviary.found_in("\n".join(strings_in(document))):
            if text.audience.circle is Circle.SEAT:
                assert text.audience.owner.endswith(f"/{seat}"), text.unit


def test_titles_slugs_and_codes_hold_open_words_only(aviary: Aviary, documents: list[tuple[Order, Document]]) -> None:
    for _, document in documents:
        if document.name in ("guide", "legal-review", "packing-list"):
            continue
        shown = " ".join((document.title, document.slug, document.code, *(part.code for part in document.parts)))
        for _, text in aviary.found_in(shown):
            assert text.audience.circle in (Circle.EVERYONE, Circle.HANDED, Circle.OBSERVER), text.unit


def test_the_default_audience_is_nobody_but_facilitators() -> None:
    assert not any(reader.may_read(Audience()) for reader in (PARTICIPANT, OBSERVER, holder(UnitId("x/y"))))
    assert FACILITATOR.may_read(Audience())


# ── the files themselves ────────────────────────────────────────────────────────────────────────────────────────────


def everything_in(path: Path) -> str:
    """All a curious reader could get out of a PDF: raw bytes, every stream, every string, text, outline, metadata."""
    raw = path.read_bytes()
    found = [raw.decode("latin-1"), *texts_of(raw)]
    with pikepdf.open(path) as pdf:
        found.append(str(pdf.docinfo))
        for thing in pdf.objects:
            found.append(thing.unparse(resolved=True).decode("latin-1"))
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_bytes().decode("latin-1"))
    return "\n".join((*found, *_wide_strings("\n".join(found))))


def _wide_strings(written: str) -> Iterator[str]:
    """The strings that PDF writes in two-byte letters, as hexadecimal digits: alternative texts, bookmarks, titles."""
    for digits in re.findall(r"<(feff[0-9a-f]+)>", written, re.IGNORECASE):
        yield bytes.fromhex(digits).decode("utf-16", "replace")


def texts_of(raw: bytes) -> Iterator[str]:
    """The text of every page as a viewer copies it."""
    pdf = pypdfium2.PdfDocument(raw)
    for page in pdf:
        yield page.get_textpage().get_text_bounded()
    pdf.close()


LEAVING = ("workbook", "case", "handout", "role-pack", "observer-pack", "reply", "cards", "agenda", "evaluation")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LEAVING)
def test_no_file_holds_a_word_that_is_not_for_its_reader(
    name: str, language: str, kit: Kit, aviary: Aviary, documents: list[tuple[Order, Document]], tmp_path: Path
) -> None:
    chosen = [each for each in documents if each[0].document == name and each[0].language == language]
    by_subject = {order.subject: (order, document) for order, document in chosen}
    for order, document in by_subject.values():
        path = tmp_path / f"{document.slug}.pdf"
        # A canary is longer than the words it stands for, so page budgets are lifted.
        free = replace(document, parts=tuple(replace(part, pages=None) for part in document.parts))
        path.write_bytes(typeset(free, Format("letter", "black")).pdf)
        heard = everything_in(path)
        readers = readers_of(kit, order)
        sung = list(aviary.found_in(f"{heard} {path.name}"))
        assert sung, "the canaries cannot be heard in this file at all: the test would prove nothing"
        leaks = [str(text.unit) for _, text in sung if not any(reader.may_read(text.audience) for reader in readers)]
        assert not leaks, f"{path.name}: {leaks}"
        _assert_nothing_runs(path)


def _assert_nothing_runs(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert not pdf.attachments
        keys = {str(key) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) for key in thing.keys()}  # noqa: SIM118
    assert not keys & {"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFile", "/AcroForm"}
