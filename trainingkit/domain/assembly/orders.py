"""Which documents a workshop needs, and one of them at a time: who it is for, what it is called, what stands in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Schedule, cases_of, read_cases_of
from trainingkit.domain.assembly import agendas, cases, guide, legalreview, registers, roleplays, sheets, workbook
from trainingkit.domain.assembly.adaptation import attribution, sentences
from trainingkit.domain.assembly.codes import letter_of, slug_of
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casting import CastGroup, Casting
from trainingkit.domain.kit import Kit
from trainingkit.domain.lawuses import law_uses
from trainingkit.domain.links import handouts_for, links
from trainingkit.domain.printrun import materials_of
from trainingkit.domain.roleplay import Response
from trainingkit.domain.text import FACILITATOR, OBSERVER, PARTICIPANT, Reader, Wording, base_of
from trainingkit.domain.workshop import Workshop, title_of
from trainingkit.errors import ContentError, NotFound, Problem

DOCUMENTS = (
    "agenda",
    "workbook",
    "guide",
    "case",
    "handout",
    "worksheet",
    "poster",
    "role-pack",
    "observer-pack",
    "reply",
    "cards",
    "attendance",
    "evaluation",
    "consent",
    "receipts",
    "legal-review",
    "packing-list",
)
"""Every kind of document, in the order of the files. `packing-list` is made last, from the finished run."""

ALONE = ("case", "handout", "worksheet", "poster")
"""What travels without guide or workbook, and so names at its foot what it was adapted from; but for what
outsiders see."""

FORMS = ("attendance", "evaluation", "consent", "receipts")
_OF_FACILITATORS = ("guide", "legal-review", "packing-list")

ON_ONE_SIDE = frozenset({"role-pack", "cards", "reply", "poster"})
"""Kinds of document that are printed on one side: to be cut, folded into envelopes, or hung on a wall."""


@dataclass(frozen=True, slots=True)
class Order:
    """One document asked for. `subject` is the address of what it is about; `group` and `code` name one copy of it."""

    document: str
    language: str
    subject: str = ""
    group: str = ""
    code: str = ""
    other: str = ""
    """The second language of a bilingual sheet."""


# ── what there is to make ───────────────────────────────────────────────────────────────────────────────────────────


def orders_for(
    kit: Kit, workshop: Workshop, schedule: Schedule, casting: Casting, languages: tuple[str, ...]
) -> tuple[Order, ...]:
    """Every document of the workshop in these languages, in the order of the files; the packing list is not among
    them."""
    return tuple(
        order
        for language in languages
        for document in DOCUMENTS
        for order in _orders(document, language, kit, workshop, schedule, casting)
    )


def _orders(
    document: str, language: str, kit: Kit, workshop: Workshop, schedule: Schedule, casting: Casting
) -> Iterator[Order]:
    match document:
        case "agenda" | "workbook" | "guide" | "legal-review":
            yield from _whole_orders(document, language, kit, workshop)
        case "case":
            yield from (Order(document, language, f"cases/{name}") for name in cases_of(kit, workshop))
        case "role-pack" | "observer-pack" | "reply":
            yield from _play_orders(document, language, kit, workshop, casting)
        case "cards":
            yield from _card_orders(language, kit, schedule, casting)
        case "attendance" if workshop.cohort is not None:
            yield Order(document, language)  # by code, in place of the kit's own form
        case _ if document != "packing-list":
            yield from _sheet_orders(document, language, kit, workshop)


def _whole_orders(document: str, language: str, kit: Kit, workshop: Workshop) -> Iterator[Order]:
    """What there is once: the same days in two languages too, once for each other language of the workshop; a review
    where there is law to review."""
    if document != "legal-review" or law_uses(kit, read_cases_of(kit, workshop)):
        yield Order(document, language)
    others = (each for each in workshop.languages if base_of(each) != base_of(language) and document == "agenda")
    yield from (Order("agenda", language, code=other, other=other) for other in others)


def _sheet_orders(document: str, language: str, kit: Kit, workshop: Workshop) -> Iterator[Order]:
    """Sheets on their own: every handout (but those of cases that are not read here), worksheet, form and page-size
    poster of the kit."""
    for sheet in kit.worksheets.values():
        if document == (sheet.form or "worksheet"):
            yield Order(document, language, f"worksheets/{sheet.id}")
    if document == "handout":
        read = handouts_for(kit, read_cases_of(kit, workshop))
        yield from (Order(document, language, f"handouts/{name}") for name in read)
    if document == "poster":
        yield from (
            Order(document, language, f"posters/{name}") for name, each in kit.posters.items() if each.size == "page"
        )


def _play_orders(document: str, language: str, kit: Kit, workshop: Workshop, casting: Casting) -> Iterator[Order]:
    played = dict.fromkeys(group.role_play for group in casting.groups if group.role_play in kit.role_plays)
    if document == "observer-pack":
        yield from (Order(document, language, f"role-plays/{name}") for name in played)
        return
    for group in casting.groups:
        if document == "role-pack":
            for seat in group.seats:
                yield Order(document, language, f"role-plays/{group.role_play}/seats/{seat.seat}", group.id, seat.code)
        elif group.case:
            for reply, letter in _replies_for(kit, workshop, group):
                yield Order(document, language, f"responses/{reply.id}", group.id, letter)


def _replies_for(kit: Kit, workshop: Workshop, group: CastGroup) -> Iterator[tuple[Response, str]]:
    """The replies printed for a group, each with its neutral letter: all that can come, or the one chosen for it."""
    chosen = workshop.replies.get(group.id) if isinstance(workshop.replies, Mapping) else None
    for position, reply in enumerate(kit.responses_of(group.case or "")):
        if chosen is None or reply.id == chosen or reply.round != kit.responses[chosen].round:
            yield reply, letter_of(position)


def _card_orders(language: str, kit: Kit, schedule: Schedule, casting: Casting) -> Iterator[Order]:
    used = dict.fromkeys(link.subject for link in links(kit, schedule) if link.subject.startswith("cards/"))
    yield from (Order("cards", language, subject) for subject in used)
    for name in dict.fromkeys(group.role_play for group in casting.groups if group.role_play in kit.role_plays):
        if kit.role_plays[name].events:
            yield Order("cards", language, f"role-plays/{name}/events")
        yield Order("cards", language, f"role-plays/{name}/seats")


# ── one document ────────────────────────────────────────────────────────────────────────────────────────────────────


def assemble(
    kit: Kit,
    workshop: Workshop,
    schedule: Schedule,
    casting: Casting,
    order: Order,
    wordings: Mapping[str, Wording],
    *,
    draft: bool = False,
) -> doc.Document:
    """One document for its reader, in its language.

    Raises ContentError with every gap of the document at once (a missing or stale translation, a slot that names
    nothing), unless a draft is asked for: then each gap is marked where it stands, and every page says so.
    """
    scribe = Scribe(kit, workshop, wordings[order.language], reader_of(order), draft, wordings)
    parts, slug = _made(scribe, schedule, casting, order)
    problems = distinct(scribe.gaps)
    if problems and not draft:
        raise ContentError(problems)
    return finished(scribe, order.document, slug, parts, order.subject, is_draft=bool(problems))


def distinct(gaps: list[Problem]) -> tuple[Problem, ...]:
    """Every gap once, in the order in which they were met."""
    return tuple({(gap.code, gap.unit, tuple(gap.details.items())): gap for gap in gaps}.values())


def reader_of(order: Order) -> Reader:
    """For whom a document is. Packs and replies narrow their reader further, seat by seat."""
    readers = {"guide": FACILITATOR, "legal-review": FACILITATOR, "observer-pack": OBSERVER}
    return readers.get(order.document, PARTICIPANT)


def finished(
    scribe: Scribe, name: str, slug: str, parts: tuple[doc.Part, ...], subject: str = "", *, is_draft: bool = False
) -> doc.Document:
    """The document around its parts: its titles, its words for pages, who made it."""
    about = scribe.kit.about
    origin = attribution(scribe)
    if origin and name in ALONE and not _is_unsigned(scribe, subject):
        parts = (replace(parts[0], notice=sentences(parts[0].notice, origin)), *parts[1:])
    first = parts[0]
    return doc.Document(
        name=name,
        slug=slug,
        code=first.code,
        language=scribe.language,
        title=f"{first.masthead.label}: {first.masthead.title}" if first.masthead.label else first.masthead.title,
        kit_title=scribe.plain(title_of(scribe.workshop, scribe.kit)),
        edition=about.edition,
        reader=_reader_words(scribe, name),
        page_words=scribe.chrome("Page {page} of {pages}", page="{page}", pages="{pages}"),
        parts=parts,
        draft_words=scribe.chrome("DRAFT: not all of it is translated and checked. Do not hand it out.")
        if is_draft
        else "",
        density="guide" if name in _OF_FACILITATORS else "reading",
        author=", ".join(author.name for author in (*about.by.values(), *tuple(about.authors.values())[:1])),
        origin=origin,
        sides="one" if name in ON_ONE_SIDE else "two",
        subject=subject,
    )


def _is_unsigned(scribe: Scribe, subject: str) -> bool:
    """Whether a paper is made for the eyes of outsiders, who need not know of what workshop it comes."""
    kind, _, name = subject.partition("/")
    found = {"worksheets": scribe.kit.worksheets, "handouts": scribe.kit.handouts}.get(kind, {}).get(name)
    return bool(found and found.print.unsigned)


def _reader_words(scribe: Scribe, name: str) -> str:
    if name in _OF_FACILITATORS:
        return scribe.chrome("facilitators")
    if name in ("role-pack", "reply"):
        return scribe.chrome("whoever is handed it")
    return scribe.chrome("observers") if name == "observer-pack" else scribe.chrome("participants")


def _made(scribe: Scribe, schedule: Schedule, casting: Casting, order: Order) -> tuple[tuple[doc.Part, ...], str]:
    """The parts of a document and its readable file name, in the document's language."""
    match order.document:
        case "agenda":
            return _agenda(scribe, schedule, order)
        case "workbook":
            return workbook.workbook_parts(scribe, schedule), slug_of(scribe.chrome("Workbook"))
        case "guide":
            materials = materials_of(scribe.kit, schedule, scribe.workshop)
            return guide.guide_parts(scribe, schedule, casting, materials), slug_of(
                scribe.chrome("Facilitators' guide")
            )
        case "case":
            case = scribe.kit.cases[order.subject.partition("/")[2]]
            return (cases.full_case(scribe, case),), slug_of(
                f"{scribe.chrome('Case')} {cases.short_code(scribe, case)}"
            )
        case "role-pack" | "observer-pack" | "reply":
            return _play(scribe, schedule, casting, order)
        case "cards":
            return _cards(scribe, order)
        case "legal-review":
            printed = _printed(scribe, schedule, casting)
            return legalreview.review_parts(scribe, printed), slug_of(scribe.chrome("Legal review"))
        case _:
            return _sheet(scribe, schedule, order)


def _printed(scribe: Scribe, schedule: Schedule, casting: Casting) -> Iterator[legalreview.Printed]:
    """Every statement of law in every other document of the language; of groups that get the same, the first tells."""
    first = next(iter(group.id for group in casting.groups), "")
    for order in orders_for(scribe.kit, scribe.workshop, schedule, casting, (scribe.language,)):
        if order.document != "legal-review" and order.group in ("", first):
            own = replace(scribe, reader=reader_of(order), gaps=[])
            yield from legalreview.printed_statements(order.document, _made(own, schedule, casting, order)[0])


def _agenda(scribe: Scribe, schedule: Schedule, order: Order) -> tuple[tuple[doc.Part, ...], str]:
    name = scribe.chrome("Agenda")
    if order.other:
        return agendas.bilingual_parts(scribe, schedule, order.other), slug_of(f"{name} {order.language}-{order.other}")
    return agendas.wall_parts(scribe, schedule), slug_of(name)


def _play(scribe: Scribe, schedule: Schedule, casting: Casting, order: Order) -> tuple[tuple[doc.Part, ...], str]:
    kind, name = order.subject.split("/")[:2]
    if order.document == "observer-pack":
        play = scribe.kit.role_plays[name]
        return roleplays.observer_parts(scribe, play), slug_of(
            f"{scribe.chrome('Observation')} {_case_code(scribe, play.case)}"
        )
    group = next(each for each in casting.groups if each.id == order.group)
    if order.document == "role-pack":
        seat = next(each for each in group.seats if each.code == order.code)
        return roleplays.role_parts(scribe, scribe.kit.role_plays[name], group, seat), slug_of(
            f"{scribe.chrome('Sheet')} {seat.code}"
        )
    reply = scribe.kit.responses[name]
    session = opening_title(scribe, schedule, f"{kind}/{name}")
    parts = roleplays.reply_parts(scribe, reply, scribe.kit.cases[reply.case], group, session)
    code = f"{_case_code(scribe, reply.case)} R{group.number} {order.code}"
    return parts, slug_of(f"{scribe.chrome('Letter')} {code}")


def _case_code(scribe: Scribe, case_id: str | None) -> str:
    case = scribe.kit.cases.get(case_id or "")
    return cases.short_code(scribe, case) if case else ""


def opening_title(scribe: Scribe, schedule: Schedule, subject: str) -> str:
    """The title of the session that opens a sealed thing; a ruled line where none does."""
    found = (link.slot for link in links(scribe.kit, schedule) if link.subject == subject and link.verb == "opens")
    slot = next(found, None)
    return agendas.slot_title(scribe, slot) if slot else "__________"


def _cards(scribe: Scribe, order: Order) -> tuple[tuple[doc.Part, ...], str]:
    kind, name, *rest = order.subject.split("/")
    if kind == "cards":
        cards = scribe.kit.cards[name]
        return (sheets.card_part(scribe, cards),), slug_of(f"{scribe.chrome('Cards')} {scribe.plain(cards.title)}")
    play = scribe.kit.role_plays[name]
    if rest == ["events"]:
        return (roleplays.event_deck(scribe, play),), slug_of(
            f"{scribe.chrome('Event cards')} {_case_code(scribe, play.case)}"
        )
    return (roleplays.nameplate_deck(scribe, play),), slug_of(
        f"{scribe.chrome('Nameplates')} {_case_code(scribe, play.case)}"
    )


def _sheet(scribe: Scribe, schedule: Schedule, order: Order) -> tuple[tuple[doc.Part, ...], str]:
    if order.document == "attendance" and scribe.workshop.cohort is not None:
        register = registers.register_part(scribe, schedule, scribe.workshop.cohort)
        return (register,), slug_of(register.masthead.title)
    kind, _, name = order.subject.partition("/")
    if kind == "handouts":
        handout = scribe.kit.handouts[name]
        return (sheets.handout_part(scribe, handout),), slug_of(scribe.plain(handout.title))
    if kind == "posters":
        poster = scribe.kit.posters[name]
        return (sheets.poster_part(scribe, poster),), slug_of(scribe.plain(poster.title))
    if kind != "worksheets":
        raise NotFound("unknown-document", document=order.document)
    sheet = scribe.kit.worksheets[name]
    return (sheets.worksheet_part(scribe, sheet),), slug_of(scribe.plain(sheet.title))
