"""A role play on paper: one pack for each seat of each group, the observers' pack, event cards, nameplates, replies.

A pack holds its party's brief, its own sheet and the general instructions, and nothing else: the scribe it is written
by cannot read more.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from trainingkit.domain import document as doc
from trainingkit.domain.assembly import blocks
from trainingkit.domain.assembly.cases import fiction_notice, short_code
from trainingkit.domain.assembly.codes import letter_of, module_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casework import Case
from trainingkit.domain.casting import CastGroup, CastSeat
from trainingkit.domain.roleplay import Move, Party, Response, RolePlay, RoleSheet
from trainingkit.domain.text import OBSERVER, Reader, Text, UnitId, base_of, holder, player


def seat_reader(play: RolePlay, seat: str) -> Reader:
    """The reader of one seat's pack."""
    base = f"{play.KIND}/{play.id}"
    return player(UnitId(f"{base}/parties/{play.seats[seat].party}"), UnitId(f"{base}/seats/{seat}"))


def in_scope(scribe: Scribe, play: RolePlay) -> Scribe:
    """The scribe with the facts of the play's case, or with the play's own."""
    case = scribe.kit.cases.get(play.case or "")
    within = scribe.inside(case) if case else scribe
    return within.about({**(case.facts if case else {}), **play.facts})


def group_name(scribe: Scribe, group_id: str) -> str:
    """The printed name of a group: its emblem's word where we have one."""
    names = {
        "flor": scribe.chrome("Flower"),
        "montana": scribe.chrome("Mountain"),
        "estrella": scribe.chrome("Star"),
        "rombo": scribe.chrome("Diamond"),
        "espiga": scribe.chrome("Ear of grain"),
        "ola": scribe.chrome("Wave"),
    }
    return names.get(group_id, group_id.replace("-", " ").capitalize())


# ── one seat ────────────────────────────────────────────────────────────────────────────────────────────────────────


def role_parts(scribe: Scribe, play: RolePlay, group: CastGroup, cast: CastSeat) -> tuple[doc.Part, ...]:
    """The pack of one seat: the confidential sheet first, the instructions for everyone behind it."""
    own = in_scope(replace(scribe, reader=seat_reader(play, cast.seat)), play)
    return _sheet_part(own, play, group, cast), _general_part(own, play, cast)


def _sheet_part(scribe: Scribe, play: RolePlay, group: CastGroup, cast: CastSeat) -> doc.Part:
    seat = play.seats[cast.seat]
    party = play.parties[seat.party]
    head = doc.Masthead(
        cast.code,
        scribe.plain(seat.title),
        f"{scribe.plain(party.title)} · {scribe.chrome('Group {name}', name=group_name(scribe, group.id))}",
        emblem=group.id,
        plate=scribe.chrome("Confidential. Only for you and your side. Do not show it."),
        fold=scribe.chrome("Fold up along this line"),
    )
    return doc.Part(
        doc.PartKind.ROLE,
        cast.code,
        head,
        _sheet_sections(scribe, party, seat.sheet),
        notice=_sheet_notice(scribe),
        restart=True,
        pages=2,
        subject=f"{play.KIND}/{play.id}/seats/{cast.seat}/sheet",
    )


def _sheet_notice(scribe: Scribe) -> str:
    invented = scribe.chrome("Invented role.")
    back = scribe.chrome("Give this sheet back at the end. Do not take it to work.")
    return f"{invented} {back}"


def _sheet_sections(scribe: Scribe, party: Party, sheet: RoleSheet) -> tuple[doc.Section, ...]:
    made = (
        _told(scribe, scribe.chrome("Who you are"), "key", sheet.you_are, sheet.stake),
        _told(scribe, scribe.chrome("What your side knows"), "users", party.brief),
        _listed(scribe, scribe.chrome("What only you know"), "lock", sheet.know),
        _told(scribe, scribe.chrome("What you do not know"), "question", sheet.dont_know),
        _wants(scribe, sheet),
        _told(scribe, scribe.chrome("What you may give"), "hand-coins", sheet.authority, sheet.fallback),
        _moves(scribe, sheet.moves),
        _listed(scribe, scribe.chrome("Only if they ask"), "ear", sheet.ask_only),
        _listed(scribe, scribe.chrome("What you cannot accept"), "hand", sheet.never, sheet.red_lines),
        _told(scribe, scribe.chrome("What you always offer"), "handshake", sheet.offer),
        _told(scribe, scribe.chrome("Your clock"), "clock", sheet.clock, sheet.pressures, sheet.style),
        _listed(scribe, scribe.chrome("Before you sit down"), "list-checks", sheet.prepare),
        _quoted(scribe, sheet.lines),
    )
    return tuple(section for section in made if section.blocks)


def _told(scribe: Scribe, title: str, icon: str, *texts: Text | None) -> doc.Section:
    told = tuple(doc.Prose(scribe.say(text)) for text in texts if text is not None)
    return doc.Section(title, icon, told, keep=True)


def _listed(
    scribe: Scribe, title: str, icon: str, texts: Mapping[str, Text], closing: Text | None = None
) -> doc.Section:
    items = blocks.prose_items(scribe, texts)
    told: tuple[doc.Block, ...] = (doc.Items(items),) if items else ()
    if closing is not None:
        told = (*told, doc.Prose(scribe.say(closing)))
    return doc.Section(title, icon, told, keep=True)


def _wants(scribe: Scribe, sheet: RoleSheet) -> doc.Section:
    goals = sheet.goals
    named = (
        (scribe.chrome("Without this, do not leave"), goals.must if goals else None),
        (scribe.chrome("Important"), goals.should if goals else None),
        (scribe.chrome("If it comes up"), goals.could if goals else None),
        ("", sheet.interests),
    )
    items = tuple((label, scribe.say(text)) for label, text in named if text is not None)
    return doc.Section(
        scribe.chrome("What you want"), "target", (doc.Items(items, "term"),) if items else (), keep=True
    )


def _moves(scribe: Scribe, moves: Mapping[str, Move]) -> doc.Section:
    rows = tuple((scribe.plain(move.when), scribe.plain(move.then)) for move in moves.values())
    columns = (doc.Column(scribe.chrome("If they…"), 1), doc.Column(scribe.chrome("you…"), 1))
    table = (doc.Grid(columns, rows, look="compact"),) if rows else ()
    return doc.Section(scribe.chrome("If this happens, do that"), "footprints", table, keep=True)


def _quoted(scribe: Scribe, lines: Mapping[str, Text]) -> doc.Section:
    quotes = tuple(doc.Prose(scribe.say(text), "say") for text in lines.values())
    return doc.Section(scribe.chrome("Words to begin with"), "chat-circle", quotes, keep=True)


def _general_part(scribe: Scribe, play: RolePlay, cast: CastSeat) -> doc.Part:
    head = doc.Masthead(
        scribe.chrome("Role play"), scribe.plain(play.title), scribe.chrome("The same for everyone"), icon="mask-happy"
    )
    return doc.Part(
        doc.PartKind.WORKSHEET,
        cast.code,
        head,
        general_sections(scribe, play),
        notice=fiction_notice(scribe),
        level=2,
        pages=1,
        subject=f"{play.KIND}/{play.id}/general",
    )


def general_sections(scribe: Scribe, play: RolePlay) -> tuple[doc.Section, ...]:
    """What everyone in the room knows of the play: the situation, the rules, the rounds."""
    rules = doc.Items(blocks.prose_items(scribe, play.general))
    rows = tuple(
        (scribe.count(number), scribe.minutes(each.minutes), scribe.maybe(each.ask))
        for number, each in enumerate(play.rounds.values(), 1)
    )
    columns = (
        doc.Column(scribe.chrome("Round"), 2),
        doc.Column(scribe.chrome("How long"), 3),
        doc.Column(scribe.chrome("What we do"), 9),
    )
    return (
        doc.Section(scribe.chrome("How we play"), "list-numbers", (rules,)),
        doc.Section(scribe.chrome("Rounds"), "clock", (doc.Grid(columns, rows),), keep=True),
    )


# ── observers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def observer_parts(scribe: Scribe, play: RolePlay) -> tuple[doc.Part, ...]:
    """The observers' sheet with its marks, the exact words heard, and the time signals."""
    own = in_scope(replace(scribe, reader=OBSERVER), play)
    code = module_code(scribe.kit, play)
    head = doc.Masthead(
        own.chrome("Observation"),
        own.plain(play.title),
        own.chrome("Watch, note, say nothing until the end."),
        icon="eye",
    )
    sections = (
        doc.Section(own.chrome("What to watch"), "eye", (_watch_table(own, play),)),
        doc.Section(own.chrome("Four facts to tick"), "check-circle", (_marks(own, play),), keep=True),
        doc.Section(own.chrome("To say at the end"), "chats-circle", _report(own), keep=True),
        doc.Section(own.chrome("Keeping time"), "clock", (doc.Prose(_signals(own)),), keep=True),
    )
    sheet = doc.Part(doc.PartKind.WORKSHEET, code, head, sections, notice=fiction_notice(own), restart=True)
    return (sheet, replace(_general_part(own, play, CastSeat("", "", code)), code=code))


def _watch_table(scribe: Scribe, play: RolePlay) -> doc.Grid:
    columns = (
        doc.Column(scribe.chrome("What I watch"), 5),
        doc.Column(scribe.chrome("Marks"), 2),
        doc.Column(scribe.chrome("Exact words I heard"), 6),
    )
    watched = (each for each in play.observe.values() if each.mark is None)
    return doc.Grid(columns, tuple((scribe.plain(each.ask), "", "") for each in watched))


def _marks(scribe: Scribe, play: RolePlay) -> doc.Block:
    ask = scribe.chrome("Tick what really happened, with the minute.")
    return doc.Options(ask, tuple(scribe.plain(each.ask) for each in play.observe.values() if each.mark))


def _report(scribe: Scribe) -> tuple[doc.Block, ...]:
    return (
        doc.Lines(2, scribe.chrome("Two things that worked")),
        doc.Lines(1, scribe.chrome("One thing to try next time")),
    )


def _signals(scribe: Scribe) -> str:
    return scribe.chrome("Show the minutes left with your fingers: five, two, one. At zero, stand up.")


# ── cards and labels ────────────────────────────────────────────────────────────────────────────────────────────────


def event_reader(play: RolePlay, event: str) -> Reader:
    """Whoever is handed an event card: the seats and parties it names, with what they may know."""
    named = play.events[event].for_ or ()
    parties = (play.seats[name].party for name in named if name in play.seats)
    return holder(UnitId(f"{play.KIND}/{play.id}/events/{event}"), frozenset((*named, *parties)))


def event_deck(scribe: Scribe, play: RolePlay) -> doc.Part:
    """The event cards of a play, for the facilitator to hand over: each shows its label and its text only."""
    cards = []
    for event_id, event in play.events.items():
        reader = event_reader(play, event_id)
        own = in_scope(replace(scribe, reader=reader), play)
        invented = own.chrome("Invented, for practice.")
        cards.append(doc.Card(own.plain(event.label), own.say(event.text), code=invented))
    deck = doc.Deck(tuple(cards), 4)
    head = doc.Masthead(scribe.chrome("Cards"), scribe.chrome("Event cards"))
    return doc.Part(doc.PartKind.CARDS, module_code(scribe.kit, play), head, deck=deck, restart=True)


def nameplate_deck(scribe: Scribe, play: RolePlay) -> doc.Part:
    """A nameplate for every seat: the title everyone may read, and its party."""
    own = in_scope(scribe, play)
    cards = tuple(
        doc.Card(own.plain(seat.title), own.plain(play.parties[seat.party].title), label=letter_of(position))
        for position, seat in enumerate(play.seats.values())
    )
    head = doc.Masthead(own.chrome("Cards"), own.chrome("Nameplates"))
    return doc.Part(doc.PartKind.CARDS, module_code(scribe.kit, play), head, deck=doc.Deck(cards, 4), restart=True)


# ── replies ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def reply_parts(scribe: Scribe, reply: Response, case: Case, group: CastGroup, opened_in: str) -> tuple[doc.Part, ...]:
    """One reply and its envelope label: case, group, the session that opens it, a letter; nothing of its content."""
    own = replace(scribe, reader=holder(UnitId(f"{reply.KIND}/{reply.id}"))).inside(case)
    return _letter_part(own, reply), _label_part(own, reply, case, group, opened_in)


def _letter_part(scribe: Scribe, reply: Response) -> doc.Part:
    written_in = reply.written_in or scribe.language
    foreign = written_in if base_of(written_in) != base_of(scribe.language) else None
    writer = scribe.into(foreign) if foreign else scribe
    notice = letter_notice(scribe)
    letter = doc.Letter(
        letterhead=_letterhead(scribe, scribe.kit.cases[reply.case]),
        place_and_date=writer.day(reply.dated),
        paragraphs=tuple(_paragraphs(writer, reply)),
        signature=reply.from_.name,
        signatory_title=writer.plain(reply.from_.title),
        language=foreign,
        notice=notice,
        notice_in_its_language=letter_notice(writer) if foreign else "",
    )
    head = doc.Masthead("", scribe.plain(reply.label))
    code = module_code(scribe.kit, reply)
    section = doc.Section(blocks=(letter,))
    return doc.Part(doc.PartKind.LETTER, code, head, (section,), notice=notice, restart=True)


def letter_notice(scribe: Scribe) -> str:
    """What stands in the head of a reply, at its foot and on its envelope, so that it can never pass for a real letter
    outside the room."""
    return scribe.chrome("Invented letter, for practice.")


def _letterhead(scribe: Scribe, case: Case) -> str:
    brand = case.profiles.get("brand")
    fact = case.facts.get(brand.about) if brand else None
    return (fact.name if fact else None) or scribe.chrome("The brand")


def _paragraphs(scribe: Scribe, reply: Response) -> Iterator[str]:
    for block in reply.letter.values():
        if block.text is not None and scribe.may(block.audience):
            yield scribe.say(block.text)


def _label_part(scribe: Scribe, reply: Response, case: Case, group: CastGroup, opened_in: str) -> doc.Part:
    head = doc.Masthead(
        short_code(scribe, case),
        scribe.plain(reply.label),
        scribe.chrome("Group {name}", name=group_name(scribe, group.id)),
        emblem=group.id,
    )
    words = scribe.chrome("Sealed. Open it in: {session}", session=opened_in)
    label = doc.Section(blocks=(doc.Prose(words), doc.Prose(letter_notice(scribe), "small")))
    return doc.Part(doc.PartKind.LABEL, module_code(scribe.kit, reply), head, (label,), level=2)
