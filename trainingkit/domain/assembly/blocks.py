"""Blocks of the kit's format → blocks of a document: what the reader may not see is left out here, before anything
else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from trainingkit.domain import document as doc
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casework import Exhibit
from trainingkit.domain.kit import GlossaryTerm, Law, LegalStatus, Standard
from trainingkit.domain.lawuses import is_expired
from trainingkit.domain.logistics import Drawing
from trainingkit.domain.modules import Block, Labelled, Module, Table
from trainingkit.domain.paper import Field, Worksheet
from trainingkit.domain.text import Text, base_of


def body(
    scribe: Scribe, blocks: Mapping[str, Block], exhibits: Mapping[str, Exhibit] | None = None
) -> tuple[doc.Block, ...]:
    """Every block of a body that the reader may see."""
    made = (_block(scribe, block, exhibits or {}) for block in blocks.values() if scribe.may(block.audience))
    return tuple(block for block in made if block is not None)


def _block(scribe: Scribe, block: Block, exhibits: Mapping[str, Exhibit]) -> doc.Block | None:
    if block.text is not None:
        return doc.Prose(scribe.say(block.text), block.looks)
    if block.law is not None:
        return law(scribe, block.law)
    if block.standard is not None:
        return standard(scribe, block.standard)
    if block.table is not None:
        return table(scribe, block.table)
    if block.image is not None:
        return figure(scribe, block.image)
    shown = exhibits.get(block.exhibit or "")
    return exhibit(scribe, shown, "") if shown and scribe.may(shown.audience) else None


def table(scribe: Scribe, source: Table) -> doc.Grid:
    """A table of the kit."""
    columns = tuple(doc.Column(scribe.plain(title)) for title in source.columns.values())
    rows = tuple(
        tuple(scribe.plain(row[column]) if column in row else "" for column in source.columns)
        for row in source.rows.values()
    )
    return doc.Grid(columns, rows, source.blank_rows)


def pairs(scribe: Scribe, rows: Iterable[Labelled], title: str = "") -> doc.Pairs:
    """Labels and values."""
    return doc.Pairs(tuple((scribe.plain(row.label), scribe.plain(row.value)) for row in rows), title)


def figure(scribe: Scribe, media_id: str) -> doc.Figure | None:
    """A drawing of the kit, with its alternative text and its legend in words."""
    drawing: Drawing | None = scribe.kit.media.get(media_id)
    if drawing is None:
        return None
    legend = tuple((digit, scribe.plain(words)) for digit, words in drawing.legend.items())
    return doc.Figure(drawing.svg, scribe.plain(drawing.alt), legend, drawing.credit or "")


def exhibit(scribe: Scribe, source: Exhibit, code: str) -> doc.Exhibit:
    """A piece of evidence; its drawing stands before its words."""
    parts: list[doc.Block | None] = []
    if source.media:
        parts.append(figure(scribe, source.media))
    parts += body(scribe, source.body)
    if source.table:
        parts.append(table(scribe, source.table))
    head = tuple((scribe.plain(row.label), scribe.plain(row.value)) for row in source.head.values())
    blocks = tuple(part for part in parts if part is not None)
    # The word goes with the piece when somebody cuts it out or photographs it without the foot of its page.
    kind = scribe.chrome("Exhibit {code} · invented", code=code) if code else ""
    return doc.Exhibit(source.looks.value, code, scribe.plain(source.title), head, blocks, kind)


# ── law and standards ───────────────────────────────────────────────────────────────────────────────────────────────


def law(scribe: Scribe, topic: str) -> doc.Statement | None:
    """What the country says on a topic. Unverified law is never printed as fact for participants;
    facilitators get it with the words «check with»."""
    pack = scribe.kit.shared.countries.get(scribe.here)
    found = pack.law.get(topic) if pack else None
    if found is None:
        return None
    address = f"countries/{scribe.here}/law/{topic}"
    if not _current(scribe, found) and not scribe.reader.everything:
        advice = scribe.chrome(
            "We could not confirm this rule for today. Ask a labor lawyer or your union before you use it."
        )
        return doc.Statement(scribe.plain(found.title), "", "", "", advice, trusted=False, address=address)
    as_of = scribe.chrome("As of {date}", date=scribe.wording.date(found.as_of, "long"))
    rule = scribe.with_value(found.value).say(found.rule)
    return doc.Statement(
        scribe.plain(found.title),
        rule,
        scribe.plain(found.article),
        as_of,
        _advice(scribe, found),
        _current(scribe, found),
        address=address,
    )


def _current(scribe: Scribe, found: Law) -> bool:
    return found.status is LegalStatus.VERIFIED and not is_expired(found, scribe.workshop)


def _advice(scribe: Scribe, found: Law) -> str:
    usual = scribe.chrome("Laws change. Check with a labor lawyer or your union.")
    if not scribe.reader.everything:
        return usual
    marks = []
    if found.status is not LegalStatus.VERIFIED:
        marks.append(scribe.chrome("**Not verified**: check before you say it."))
    if is_expired(found, scribe.workshop):
        marks.append(
            scribe.chrome("**Past its review date** ({date}).", date=scribe.wording.date(found.review_by, "long"))
        )
    return " ".join([*marks, scribe.maybe(found.check) or usual])


def standard(scribe: Scribe, name: str) -> doc.Statement | None:
    """An international standard, or a complaint channel with its conditions."""
    shared = scribe.kit.shared
    found: Standard | None = shared.standards.get(name) or shared.channels.get(name)
    if found is None:
        return None
    words = [scribe.say(found.says), scribe.maybe(found.conditions)]
    as_of = scribe.chrome("As of {date}", date=scribe.wording.date(found.as_of, "long"))
    trusted = found.status is LegalStatus.VERIFIED
    advice = "" if trusted else scribe.chrome("Check the text before you quote it.")
    title = scribe.plain(found.title)
    return doc.Statement(
        found.name,
        "\n\n".join(filter(None, words)),
        title if title != found.name else "",
        as_of,
        advice,
        trusted=True,
        icon="globe",
        address=f"standards/{name}" if name in shared.standards else "",
    )


# ── things to fill in ───────────────────────────────────────────────────────────────────────────────────────────────


def fields(scribe: Scribe, sheet: Worksheet) -> tuple[doc.Block, ...]:
    """The fields of a worksheet, each behind its picture where it has one. Choices stand beside theirs, with a number
    to say aloud."""
    made: list[doc.Block] = []
    shown = 0
    for each in sheet.fields.values():
        block = _field(scribe, each)
        drawing = figure(scribe, each.picture) if each.picture else None
        if drawing and isinstance(block, doc.Options):
            shown += 1
            block = replace(block, picture=drawing, number=shown)
        elif drawing:
            made.append(drawing)
        made.append(block)
    return tuple(made)


def _field(scribe: Scribe, source: Field) -> doc.Block:
    ask = scribe.plain(source.ask)
    match source.kind:
        case "lines":
            return doc.Lines(source.lines or 3, ask)
        case "table":
            made = table(scribe, Table(columns=source.columns, rows=source.rows, blank_rows=source.blank_rows))
            return doc.Grid(made.columns, made.rows, made.blank_rows, caption=ask, row_heads=bool(made.rows))
        case "tick" | "choice":
            return doc.Options(ask, _options(scribe, source), many=source.kind == "tick")
        case "faces" | "scale":
            return _faces(scribe, source, ask)
        case "draw":
            return doc.Box(ask, height_mm=9 * (source.lines or 8))
        case "number" | "date" | "sign":
            return doc.Blank(ask, source.kind)


def beside(scribe: Scribe, other: Scribe, sheet: Worksheet) -> tuple[doc.Block, ...]:
    """A sheet in two languages next to each other: one row for each question, then rows to write on. What is no line,
    date or signature stands below, in the document's own language."""
    rows = [(scribe.maybe(sheet.intro), other.maybe(sheet.intro))] if sheet.intro else []
    below = []
    for each in sheet.fields.values():
        if each.kind in ("lines", "date", "sign", "number"):
            rows.append((f"**{scribe.plain(each.ask)}**", f"**{other.plain(each.ask)}**"))
            rows += [("", "")] * ((each.lines or 3) if each.kind == "lines" else 1)
        else:
            below.append(_field(scribe, each))
    columns = (doc.Column(scribe.plain(sheet.title)), doc.Column(other.plain(sheet.title), language=other.language))
    return (doc.Grid(columns, tuple(rows), row_heads=False, look="beside"), *below)


def word_pairs(scribe: Scribe, terms: Sequence[str]) -> tuple[doc.Block, ...]:
    """Words of the glossary in the document's language and in the other one, as they are said where the workshop is."""
    other = scribe.beside()
    if not terms or other is None:
        return ()
    found = (scribe.kit.shared.glossary[name] for name in terms)
    rows = tuple((_said(scribe, term), _said(other, term)) for term in found)
    half = (len(rows) + 1) // 2
    blank = ("", "")
    paired = tuple((*left, *right) for left, right in zip_longest(rows[:half], rows[half:], fillvalue=blank))
    # What stands for «English» in a language is that language's own name for itself.
    columns = (doc.Column(scribe.chrome("English")), doc.Column(other.chrome("English"), language=other.language))
    return (doc.Grid((*columns, *columns), paired, row_heads=False, look="compact"),)


def _said(scribe: Scribe, term: GlossaryTerm) -> str:
    own = base_of(scribe.language) == base_of(scribe.kit.about.language)
    here = term.regions.get(scribe.workshop.country) if own else None
    return here or scribe.plain(term.say)


def _options(scribe: Scribe, source: Field) -> tuple[str, ...]:
    options: Iterable[Text] = (
        scribe.kit.about.decisions.values() if source.options == "decisions" else (source.options or {}).values()
    )
    return tuple(scribe.plain(option) for option in options)


def _faces(scribe: Scribe, source: Field, ask: str) -> doc.Faces:
    statements = (
        tuple(scribe.plain(next(iter(row.values()))) for row in source.rows.values())
        or _options(scribe, source)
        or (ask,)
    )
    if source.kind == "faces":
        labels: tuple[str, ...] = (scribe.chrome("No"), scribe.chrome("So-so"), scribe.chrome("Yes"))
        return doc.Faces(ask, statements, labels)
    return doc.Faces(ask, statements, tuple(scribe.count(step) for step in range(1, 6)), "scale")


# ── lists and credits ──────────────────────────────────────────────────────────────────────────────────────


def prose_items(scribe: Scribe, texts: Mapping[str, Text]) -> tuple[tuple[str, str], ...]:
    """The items of a list of prose that the reader may see."""
    return tuple(("", scribe.say(text)) for text in texts.values() if scribe.may(text.audience))


def credit_lines(scribe: Scribe, module: Module) -> tuple[doc.Block, ...]:
    """Who made a module, where it says so."""
    return (doc.Prose(scribe.say(module.credits), "small"),) if module.credits else ()
