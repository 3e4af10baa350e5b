"""Paper of its own: handouts, worksheets, posters and the organisers' forms."""

from trainingkit.domain import document as doc
from trainingkit.domain.assembly import blocks
from trainingkit.domain.assembly.codes import module_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.paper import Cards, Handout, Poster, Worksheet


def handout_part(scribe: Scribe, handout: Handout, numeral: str = "") -> doc.Part:
    """A handout: one question answered, with its source and its licence at the end."""
    told = blocks.body(scribe, handout.body)
    if told and isinstance(told[0], doc.Prose) and not told[0].looks:
        told = (doc.Prose(told[0].text, "lead"), *told[1:])
    closing = (*blocks.word_pairs(scribe, handout.terms), *blocks.credit_lines(scribe, handout))
    head = doc.Masthead(
        scribe.chrome("Handout"), scribe.plain(handout.title), numeral=numeral, icon="" if numeral else "book-open"
    )
    return doc.Part(
        doc.PartKind.HANDOUT,
        module_code(scribe.kit, handout),
        head,
        (doc.Section(blocks=(*told, *closing)),),
        notice="" if handout.print.unsigned else _may_be_shared(scribe, handout),
        restart=True,
        pages=handout.pages,
        subject=f"handouts/{handout.id}",
        level=2 if numeral else 1,
    )


def _may_be_shared(scribe: Scribe, handout: Handout) -> str:
    licence = handout.licence or scribe.kit.about.licence
    return scribe.chrome("You may copy and share it. Licence: {licence}", licence=licence)


def worksheet_part(scribe: Scribe, sheet: Worksheet, numeral: str = "") -> doc.Part:
    """A sheet to fill in by hand."""
    other = scribe.beside() if sheet.beside else None
    kind = (
        doc.PartKind.REGISTER
        if sheet.form in ("attendance", "receipts") and _is_register(sheet)
        else doc.PartKind.WORKSHEET
    )
    usual = "users-three" if sheet.print.unsigned else "list-checks" if sheet.form else "note-pencil"
    head = doc.Masthead(
        _label(scribe, sheet),
        scribe.plain(sheet.title),
        "" if other else scribe.maybe(sheet.intro),
        numeral=numeral,
        icon="" if numeral else usual,
        strip=_strip(scribe, sheet),
    )
    return doc.Part(
        kind,
        module_code(scribe.kit, sheet),
        head,
        (doc.Section(blocks=blocks.beside(scribe, other, sheet) if other else blocks.fields(scribe, sheet)),),
        notice=_privacy(scribe, sheet),
        restart=True,
        pages=sheet.pages,
        subject=f"worksheets/{sheet.id}",
        level=2 if numeral else 1,
    )


def _label(scribe: Scribe, sheet: Worksheet) -> str:
    """Nothing on a sheet for outsiders: to whoever gets it, it is no worksheet."""
    if sheet.print.unsigned:
        return ""
    if sheet.form:
        return scribe.chrome("Form")
    return scribe.chrome("To sign") if _is_signed(sheet) else scribe.chrome("Worksheet")


def _is_signed(sheet: Worksheet) -> bool:
    """An agreement, a letter or a plan: somebody answers for what it says, so it is no exercise."""
    return any(field.kind == "sign" for field in sheet.fields.values())


def _is_register(sheet: Worksheet) -> bool:
    return any(field.kind == "table" and len(field.columns) > 4 for field in sheet.fields.values())


def _privacy(scribe: Scribe, sheet: Worksheet) -> str:
    if sheet.anonymous:
        return scribe.chrome("Nobody signs it. Write only what you want to share.")
    if sheet.coded:
        return scribe.chrome("Codes, no names. Kept by one person and destroyed on time.")
    if sheet.beside:
        return scribe.chrome("Both columns say the same. No names of workers.")
    if sheet.print.unsigned:
        return scribe.chrome("No names of workers.")
    if sheet.form:
        return scribe.chrome("Kept apart from the workshop's other papers.")
    if _is_signed(sheet):
        return scribe.chrome("To sign. Each side keeps a copy.")
    return scribe.chrome("For practice. Write no names of real people.")


def _strip(scribe: Scribe, sheet: Worksheet) -> tuple[doc.StripItem, ...]:
    if not sheet.anonymous:
        return ()
    leaving = (doc.StripItem("clock", scribe.chrome("5 minutes"), scribe.chrome("before we leave")),)
    return (
        *(leaving if sheet.form == "evaluation" else ()),
        doc.StripItem("pencil", scribe.chrome("By hand"), scribe.chrome("words or drawings")),
        doc.StripItem("lock", scribe.chrome("Anonymous"), scribe.chrome("nobody signs it")),
        doc.StripItem("ear", scribe.chrome("Need help?"), scribe.chrome("we read it to you")),
    )


def poster_part(scribe: Scribe, poster: Poster) -> doc.Part:
    """One idea for the wall."""
    head = doc.Masthead("", scribe.plain(poster.title))
    code = module_code(scribe.kit, poster)
    return doc.Part(
        doc.PartKind.POSTER, code, head, (doc.Section(blocks=blocks.body(scribe, poster.body)),), restart=True
    )


def card_part(scribe: Scribe, cards: Cards) -> doc.Part:
    """A set of cards to cut, one side."""
    code = module_code(scribe.kit, cards)
    faces = tuple(doc.Card(scribe.plain(face.front), scribe.maybe(face.back)) for face in cards.faces.values())
    deck = doc.Deck(faces, int(cards.per_sheet), cutting_note(scribe))
    return doc.Part(
        doc.PartKind.CARDS,
        code,
        doc.Masthead(scribe.chrome("Cards"), scribe.plain(cards.title)),
        deck=deck,
        restart=True,
    )


def cutting_note(scribe: Scribe) -> str:
    """What stands at the foot of every sheet of cards."""
    return scribe.chrome("Print on one side and cut along the ticks.")
