"""The legal review: every statement of law that a workshop prints, for an hour with a labour lawyer.

Comes in: the parts of every other document, as they will be printed. Goes out: a row for each statement, once, with its
value, its source, its dates and wherever it stands. Refuses to list law that nobody will read: what no document holds
is not here, and what one holds cannot be missing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from trainingkit.domain import document as doc
from trainingkit.domain.assembly.codes import initials
from trainingkit.domain.assembly.printed import document_name
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import NO_SOURCE, Law, LegalStatus
from trainingkit.domain.lawuses import is_expired
from trainingkit.domain.workshop import title_of

LAW = "countries"


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement on paper: its address in the packs, and where it is read."""

    address: str
    document: str
    title: str
    code: str


def printed_statements(document: str, parts: Iterable[doc.Part]) -> Iterator[Printed]:
    """Every statement of law or of an international standard in the parts of a document."""
    for part in parts:
        for section in part.sections:
            for statement in _statements((*section.blocks, *section.aside)):
                yield Printed(statement.address, document, part.masthead.title, part.code)


def _statements(blocks: Iterable[doc.Block]) -> Iterator[doc.Statement]:
    for block in blocks:
        if isinstance(block, doc.Statement) and block.address:
            yield block
        elif isinstance(block, doc.Exhibit):
            yield from _statements(block.blocks)


# ── the document ────────────────────────────────────────────────────────────────────────────────────────────────────


def review_parts(scribe: Scribe, printed: Iterable[Printed]) -> tuple[doc.Part, ...]:
    """The whole review on one part, landscape, so that a statement and the answer to it stand side by side."""
    places: dict[str, list[Printed]] = {}
    for each in printed:
        places.setdefault(each.address, []).append(each)
    found = _in_order(scribe, places)
    laws = tuple(_law(scribe, address, places[address]) for address in found)
    others = tuple(_standard(scribe, address, places[address]) for address in places if not address.startswith(LAW))
    sections = (
        doc.Section(scribe.chrome("How to use this hour"), "list-numbers", (_instructions(scribe),), keep=True),
        doc.Section(scribe.chrome("Who and when"), "pencil", _opening(scribe), keep=True),
        _table(scribe, scribe.chrome("What the law says"), "gavel", laws),
        _table(scribe, scribe.chrome("International standards"), "globe", others),
    )
    head = doc.Masthead(
        scribe.chrome("Legal review"),
        scribe.chrome("Is this still the law?"),
        scribe.chrome("For an hour with a labor lawyer. Here is everything that this workshop prints about the law."),
        icon="gavel",
        strip=_strip(scribe, len(found), sum(_is_open(scribe, address) for address in found)),
    )
    kept = tuple(section for section in sections if section.blocks)
    notice = scribe.chrome("For facilitators, and for the lawyer who helps. It holds no names of participants.")
    code = f"{initials(scribe.kit.id)}-L"
    return (doc.Part(doc.PartKind.REGISTER, code, head, kept, notice=notice, restart=True),)


def _in_order(scribe: Scribe, addresses: Iterable[str]) -> tuple[str, ...]:
    """The laws in the order of their packs, not in that of the papers; first those that the hour is most needed for."""
    wanted = set(addresses)
    found = [
        name
        for country, pack in scribe.kit.shared.countries.items()
        for topic in pack.law
        if (name := f"{LAW}/{country}/law/{topic}") in wanted
    ]
    return tuple(sorted(found, key=lambda address: not _is_open(scribe, address)))


def _find(scribe: Scribe, address: str) -> Law:
    _, country, _, topic = address.split("/")
    return scribe.kit.shared.countries[country].law[topic]


def _is_open(scribe: Scribe, address: str) -> bool:
    """Whether nobody has verified a statement, or it should have been looked at again."""
    law = _find(scribe, address)
    return law.status is not LegalStatus.VERIFIED or is_expired(law, scribe.workshop)


def _strip(scribe: Scribe, count: int, to_verify: int) -> tuple[doc.StripItem, ...]:
    begins = scribe.date(scribe.workshop.from_, "long") or scribe.chrome("no date yet")
    return (
        doc.StripItem("map-pin", scribe.country_name(scribe.here), scribe.chrome("country of the workshop")),
        doc.StripItem("calendar", begins, scribe.plain(title_of(scribe.workshop, scribe.kit))),
        doc.StripItem("gavel", scribe.count(count), scribe.chrome("statements of law")),
        doc.StripItem("warning", scribe.count(to_verify), scribe.chrome("not verified, or past their date")),
    )


def _instructions(scribe: Scribe) -> doc.Items:
    said = (
        scribe.chrome("Those that nobody has verified come first. The others can be read in a minute each."),
        scribe.chrome("Mark one box in each row. Judge the rule as it will stand on the day of the workshop."),
        scribe.chrome("If it changed or is wrong, write what it should say, and the article. The questions help."),
        scribe.chrome(
            "Afterwards, correct the country's file in the kit: the rule, the article, the source and both dates. Then "
            "print again what changed."
        ),
    )
    return doc.Items(tuple(("", text) for text in said), "number")


def _opening(scribe: Scribe) -> tuple[doc.Block, ...]:
    return (
        doc.Blank(scribe.chrome("Who reviewed it (a name only if wanted)"), "sign"),
        doc.Blank(scribe.chrome("Date"), "date"),
        doc.Lines(2, scribe.chrome("Our own questions, and what this workshop should not say")),
    )


def _table(scribe: Scribe, title: str, icon: str, rows: tuple[doc.Reviewed, ...]) -> doc.Section:
    columns = (
        scribe.chrome("Topic"),
        scribe.chrome("What we print"),
        scribe.chrome("Source and dates"),
        scribe.chrome("What the lawyer says"),
    )
    verdicts = (scribe.chrome("It is right"), scribe.chrome("It changed"), scribe.chrome("It is wrong"))
    write = scribe.chrome("It should say:")
    table = doc.Review(columns, rows, verdicts, scribe.chrome("Questions"), write)
    return doc.Section(title, icon, (table,) if rows else ())


# ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _law(scribe: Scribe, address: str, places: list[Printed]) -> doc.Reviewed:
    law = _find(scribe, address)
    return doc.Reviewed(
        title=scribe.plain(law.title),
        under=scribe.country_name(address.split("/")[1]),
        text=scribe.with_value(law.value).say(law.rule),
        reference=scribe.plain(law.article),
        ask=scribe.maybe(law.check),
        origin=(
            *_origin(scribe, law.status, law.source, law.as_of),
            *_dates(scribe, law),
            _where(scribe, places),
        ),
    )


def _dates(scribe: Scribe, law: Law) -> Iterator[tuple[str, str]]:
    """Until when a statement is good, and what participants get where it is not."""
    review_by = scribe.wording.date(law.review_by, "long")
    expired = is_expired(law, scribe.workshop)
    said = scribe.chrome("**{date}, before this workshop**", date=review_by) if expired else review_by
    yield scribe.chrome("Review by"), said
    if expired or law.status is not LegalStatus.VERIFIED:
        yield scribe.chrome("Participants"), scribe.chrome("get no rule, only the advice to ask")


def _standard(scribe: Scribe, address: str, places: list[Printed]) -> doc.Reviewed:
    found = scribe.kit.shared.standards[address.partition("/")[2]]
    return doc.Reviewed(
        title=found.name,
        under=scribe.chrome("international"),
        text=scribe.say(found.says),
        reference=scribe.plain(found.title),
        ask="",
        origin=(*_origin(scribe, found.status, found.source, found.as_of), _where(scribe, places)),
    )


def _origin(scribe: Scribe, status: LegalStatus, source: str, as_of: date) -> Iterator[tuple[str, str]]:
    """How far a statement can be trusted, where it was found, and on what day it was so."""
    names = {
        LegalStatus.VERIFIED: scribe.chrome("verified: read at its source"),
        LegalStatus.TO_VERIFY: scribe.chrome("**to verify**: not seen at its source"),
        LegalStatus.SUPERSEDED: scribe.chrome("**superseded**: no longer in force"),
    }
    yield scribe.chrome("Status"), names[status]
    yield scribe.chrome("Source"), _source(scribe, source)
    yield scribe.chrome("As of"), scribe.wording.date(as_of, "long")


def _source(scribe: Scribe, name: str) -> str:
    found = scribe.kit.shared.sources.get(name)
    if found is None or name == NO_SOURCE:
        return scribe.chrome("none yet")
    seen = scribe.chrome("seen on {date}", date=scribe.wording.date(found.seen, "long"))
    return f"{found.title} ({seen})"


def _where(scribe: Scribe, places: list[Printed]) -> tuple[str, str]:
    """Each document once with the titles of its parts, in the order of the files."""
    said: dict[str, list[str]] = {}
    for each in places:
        said.setdefault(document_name(scribe, each.document), []).append(f"{each.title} ({each.code})")
    listed = (f"{name}: {', '.join(dict.fromkeys(titles))}" for name, titles in said.items())
    return scribe.chrome("Printed in"), "; ".join(listed)
