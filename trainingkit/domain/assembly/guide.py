"""The facilitators' guide, in the order of use: before, the room, each day and its sessions, the keys, after."""

from collections.abc import Iterator

from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Schedule, ScheduledDay, Slot, cases_of, read_cases_of
from trainingkit.domain.assembly import blocks
from trainingkit.domain.assembly.adaptation import adaptation_parts
from trainingkit.domain.assembly.agendas import dates_in_words, day_title, is_pause, slot_title
from trainingkit.domain.assembly.appendix import source_items, word_items
from trainingkit.domain.assembly.casekeys import case_parts, for_facilitators
from trainingkit.domain.assembly.codes import initials, module_code
from trainingkit.domain.assembly.papernotes import note_sections
from trainingkit.domain.assembly.plans import session_part, technique_part
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casting import Casting
from trainingkit.domain.clock import as_time
from trainingkit.domain.logistics import Task
from trainingkit.domain.modules import Module
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Referral, title_of


def guide_parts(
    scribe: Scribe, schedule: Schedule, casting: Casting, materials: tuple[tuple[str, int], ...]
) -> tuple[doc.Part, ...]:
    """Every part of the guide. `materials`: ids with their counts, worked out by the print run."""
    return (
        cover_part(
            scribe, scribe.chrome("Facilitators' guide"), scribe.chrome("To prepare, to run, to close"), contents=True
        ),
        _about_part(scribe),
        *adaptation_parts(scribe, for_facilitators(scribe)),
        _before_part(scribe, materials),
        _rooms_part(scribe),
        *_contingencies(scribe),
        *_days(scribe, schedule),
        *_cases(scribe, casting),
        *_techniques(scribe, schedule),
        *_posters(scribe),
        *_papers(scribe),
        _after_part(scribe),
        *_appendix(scribe),
    )


def _cases(scribe: Scribe, casting: Casting) -> Iterator[doc.Part]:
    """The chapters of the cases: whole for those that groups play, the key alone for those that are only read."""
    played = cases_of(scribe.kit, scribe.workshop)
    for name in read_cases_of(scribe.kit, scribe.workshop):
        parts = case_parts(scribe, scribe.kit.cases[name], casting)
        yield from parts if name in played else parts[:1]


def cover_part(scribe: Scribe, label: str, lead: str, *, contents: bool = False) -> doc.Part:
    """The first page: neutral enough for a bag that is searched at a gate."""
    told: list[doc.Block] = []
    if scribe.kit.about.subtitle:
        told.append(doc.Prose(scribe.say(scribe.kit.about.subtitle), "lead"))
    if dates := dates_in_words(scribe):
        told.append(doc.Prose(dates, "lead"))
    brand = scribe.workshop.brand
    if brand.funder:
        told.append(doc.Prose(scribe.plain(brand.funder), "small"))
    if brand.logo:
        told.append(doc.Picture(brand.logo.png, scribe.plain(brand.logo.name)))
    sections = [doc.Section(blocks=tuple(told))]
    if contents:
        sections.append(doc.Section(blocks=(doc.Contents(scribe.chrome("Contents")),)))
    head = doc.Masthead(label, scribe.plain(title_of(scribe.workshop, scribe.kit)), lead, emblem="flor")
    return doc.Part(doc.PartKind.COVER, initials(scribe.kit.id), head, tuple(sections), bookmarked=False)


def _chapter(
    scribe: Scribe, icon: str, label: str, title: str, sections: tuple[doc.Section, ...], anchor: str
) -> doc.Part:
    head = doc.Masthead(label, title, icon=icon)
    kept = tuple(section for section in sections if section.blocks)
    return doc.Part(
        doc.PartKind.CHAPTER, f"{initials(scribe.kit.id)}-G", head, kept, notice=for_facilitators(scribe), anchor=anchor
    )


def _prose(scribe: Scribe, *texts: Text | None) -> tuple[doc.Block, ...]:
    return tuple(doc.Prose(scribe.say(text)) for text in texts if text is not None)


def _about_part(scribe: Scribe) -> doc.Part:
    about = scribe.kit.about
    people = scribe.chrome(
        "{min} to {max} people, best with {ideal}", min=about.people.min, max=about.people.max, ideal=about.people.ideal
    )
    authors = tuple((author.name, scribe.maybe(author.did)) for author in about.authors.values())
    licence = scribe.chrome("Licence of the texts: {licence}", licence=about.licence)
    sections = (
        doc.Section(scribe.chrome("What it is for"), "target", _prose(scribe, about.purpose)),
        doc.Section(
            scribe.chrome("For whom"),
            "users-three",
            (doc.Prose(scribe.say(about.for_whom)), doc.Prose(people, "small")),
        ),
        doc.Section(scribe.chrome("This variant"), "scissors", _variant(scribe)),
        doc.Section(scribe.chrome("Where it comes from"), "info", _prose(scribe, about.credits)),
        doc.Section(
            scribe.chrome("Who made it"), "pencil", (doc.Pairs(authors), doc.Prose(licence, "small")), keep=True
        ),
        doc.Section(scribe.chrome("Reading this guide"), "book-open", (doc.Prose(_conventions(scribe)),), keep=True),
    )
    return _chapter(scribe, "info", scribe.chrome("Guide"), scribe.chrome("About this kit"), sections, "about")


def _variant(scribe: Scribe) -> tuple[doc.Block, ...]:
    """Why a variant was made and what it gives up."""
    variant = scribe.kit.variant
    if variant is None:
        return ()
    lost = scribe.chrome("What is lost: {lost}", lost=scribe.say(variant.lost))
    return (doc.Prose(f"**{scribe.say(variant.title)}**"), *_prose(scribe, variant.why), doc.Prose(lost))


def _conventions(scribe: Scribe) -> str:
    return scribe.chrome(
        "Words to say aloud stand behind a thick bar. Words for participants stand in a frame. "
        "The clock at the left runs through the day as planned. "
        "If you fall behind, shorten the steps that show a second number in brackets."
    )


# ── before ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _before_part(scribe: Scribe, materials: tuple[tuple[str, int], ...]) -> doc.Part:
    logistics = scribe.kit.logistics
    team = tuple((scribe.plain(role.title), scribe.maybe(role.tasks)) for role in logistics.team.values())
    sections = (
        _safety(scribe),
        doc.Section(scribe.chrome("Calendar"), "calendar", _calendar(scribe, before=True)),
        doc.Section(scribe.chrome("The team"), "users", (doc.Items(team, "term"),) if team else ()),
        doc.Section(scribe.chrome("Where to turn to"), "heart", _referral(scribe), keep=True),
        doc.Section(scribe.chrome("Materials"), "package", (_materials(scribe, materials),) if materials else ()),
    )
    return _chapter(
        scribe, "list-checks", scribe.chrome("Before"), scribe.chrome("Preparing the workshop"), sections, "before"
    )


def _referral(scribe: Scribe) -> tuple[doc.Block, ...]:
    """The kinds of help with the places that the workshop names and room to write: who answers there and which
    telephone stands on paper alone, in one copy."""
    care = scribe.kit.logistics.care
    if care is None or not care.referral:
        return ()
    role = scribe.kit.logistics.team.get(care.who)
    keeper = scribe.plain(role.title) if role else care.who
    told = scribe.chrome("By hand, in this copy only, before the first day. {keeper} keeps it.", keeper=keeper)
    columns = (
        doc.Column(scribe.chrome("What help"), 5),
        doc.Column(scribe.chrome("Who"), 4),
        doc.Column(scribe.chrome("Telephone"), 3),
        doc.Column(scribe.chrome("Hours"), 2),
    )
    named = scribe.workshop.referral
    rows = tuple((scribe.plain(each), scribe.maybe(named.to.get(name)), "", "") for name, each in care.referral.items())
    asked = (doc.Prose(_asked(scribe, named), "small"),) if named.to else ()
    return (doc.Prose(told, "small"), doc.Grid(columns, rows), *asked)


def _asked(scribe: Scribe, named: Referral) -> str:
    """Whether the places that the workshop names said that they take people."""
    if named.confirmed is None:
        return scribe.chrome("Nobody has asked there yet whether they take people. Ask before the first day.")
    return scribe.chrome("Asked there on {date} whether they take people.", date=scribe.date(named.confirmed))


def _safety(scribe: Scribe) -> doc.Section:
    """What has to be known of the workshop's country before anything is planned there; nothing where there is none."""
    pack = scribe.kit.shared.countries.get(scribe.workshop.country)
    told = scribe.maybe(pack.safety) if pack else ""
    title = scribe.chrome("Safety in this country")
    return doc.Section(title, "shield-check", (doc.Prose(told, "warning"),) if told else ())


def _calendar(scribe: Scribe, *, before: bool) -> tuple[doc.Block, ...]:
    tasks = [task for task in scribe.kit.logistics.preparation.values() if (task.weeks <= 0) is before]
    if not tasks:
        return ()
    columns = (
        doc.Column(scribe.chrome("When"), 3),
        doc.Column(scribe.chrome("Who"), 3),
        doc.Column(scribe.chrome("What"), 8),
    )
    rows = tuple(
        (_weeks(scribe, task), _who(scribe, task), scribe.say(task.do))
        for task in sorted(tasks, key=lambda task: task.weeks)
    )
    return (doc.Grid(columns, rows),)


def _weeks(scribe: Scribe, task: Task) -> str:
    if task.weeks == 0:
        return scribe.chrome("that week")
    count = abs(task.weeks)
    if task.weeks < 0:
        return scribe.chrome("{count} weeks before", count=count) if count > 1 else scribe.chrome("one week before")
    return scribe.chrome("{count} weeks after", count=count) if count > 1 else scribe.chrome("one week after")


def _who(scribe: Scribe, task: Task) -> str:
    role = scribe.kit.logistics.team.get(task.who)
    return scribe.plain(role.title) if role else task.who


def _materials(scribe: Scribe, materials: tuple[tuple[str, int], ...]) -> doc.Block:
    known = scribe.kit.logistics.materials
    items = tuple((scribe.count(count), scribe.plain(known[name].what)) for name, count in materials if name in known)
    return doc.Items(items, "tick")


def _rooms_part(scribe: Scribe) -> doc.Part:
    sections = []
    for room in scribe.kit.logistics.rooms.values():
        drawing = blocks.figure(scribe, room.drawing) if room.drawing else None
        told: tuple[doc.Block, ...] = (drawing,) if drawing else ()
        sections.append(doc.Section(blocks=(doc.Prose(scribe.plain(room.what)), *told), keep=True))
    return _chapter(
        scribe, "chair", scribe.chrome("Before"), scribe.chrome("The room, drawn"), tuple(sections), "rooms"
    )


def _contingencies(scribe: Scribe) -> Iterator[doc.Part]:
    """What to do when something turns out otherwise, to be read before and found at once when it does."""
    found = scribe.kit.logistics.contingencies.values()
    if not found:
        return
    sections = tuple(
        doc.Section(scribe.plain(each.title), blocks=(doc.Prose(scribe.say(each.do)),), keep=True) for each in found
    )
    yield _chapter(
        scribe, "compass", scribe.chrome("Before"), scribe.chrome("If something changes"), sections, "contingencies"
    )


# ── the days ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _days(scribe: Scribe, schedule: Schedule) -> tuple[doc.Part, ...]:
    parts: list[doc.Part] = []
    shown: set[tuple[str, str]] = set()
    for number, day in enumerate(schedule.days, 1):
        parts.append(_run_sheet(scribe, day, number))
        for slot in day.slots:
            if (slot.kind, slot.subject) in shown or slot.kind == "break":
                continue
            shown.add((slot.kind, slot.subject))
            parts += _slot_parts(scribe, slot)
    return tuple(parts)


def _slot_parts(scribe: Scribe, slot: Slot) -> tuple[doc.Part, ...]:
    if slot.kind == "session" and slot.subject in scribe.kit.sessions:
        return (session_part(scribe, scribe.kit.sessions[slot.subject], slot),)
    if slot.kind == "technique" and slot.subject in scribe.kit.techniques:
        return (technique_part(scribe, scribe.kit.techniques[slot.subject]),)
    return ()


def _run_sheet(scribe: Scribe, day: ScheduledDay, number: int) -> doc.Part:
    rows = tuple(_run_row(scribe, slot) for slot in day.slots)
    columns = (scribe.chrome("Time"), scribe.chrome("What"), scribe.chrome("Minutes"), scribe.chrome("Who leads"))
    head = doc.Masthead(
        scribe.chrome("Run sheet"), day_title(scribe, day, number), scribe.date(day.date), numeral=str(number)
    )
    spare = scribe.chrome("Spare time today: {minutes}", minutes=scribe.minutes(day.spare_minutes))
    told = doc.Section(blocks=(doc.Timetable(columns, rows), doc.Prose(spare, "small")))
    return doc.Part(
        doc.PartKind.AGENDA,
        f"{initials(scribe.kit.id)}-G{number}",
        head,
        (told,),
        notice=for_facilitators(scribe),
        anchor=f"day-{number}",
    )


def _run_row(scribe: Scribe, slot: Slot) -> doc.Moment:
    ends = scribe.chrome("until {time}", time=scribe.clock(as_time(slot.end)))
    session = scribe.kit.sessions.get(slot.subject)
    shortest = scribe.chrome("at least {minutes}", minutes=slot.least) if session and slot.can_save else ""
    role = scribe.kit.logistics.team.get(slot.lead or "")
    return doc.Moment(
        scribe.clock(slot.starts_at),
        max(1, round(slot.minutes / 15)),
        slot_title(scribe, slot),
        ends,
        how=" · ".join(filter(None, (scribe.minutes(slot.minutes), shortest))),
        materials=scribe.plain(role.title) if role else "",
        pause=is_pause(slot),
    )


# ── the wall, and after ─────────────────────────────────────────────────────────────────────────────────────────────


def _techniques(scribe: Scribe, schedule: Schedule) -> tuple[doc.Part, ...]:
    """The techniques that no slot of the agenda is given to: steps use them, or they wait until they are needed."""
    placed = {slot.subject for slot in schedule.slots if slot.kind == "technique"}
    return tuple(technique_part(scribe, each) for name, each in scribe.kit.techniques.items() if name not in placed)


def _papers(scribe: Scribe) -> tuple[doc.Part, ...]:
    sections = note_sections(scribe)
    title = scribe.chrome("Notes on the papers")
    return (_chapter(scribe, "file-text", scribe.chrome("Papers"), title, sections, "papers"),) if sections else ()


def _posters(scribe: Scribe) -> tuple[doc.Part, ...]:
    posters = [poster for poster in scribe.kit.posters.values() if poster.size == "flipchart"]
    if not posters:
        return ()
    sections = tuple(
        doc.Section(
            scribe.plain(poster.title),
            "note-pencil",
            (*blocks.body(scribe, poster.body), *_drawing(scribe, poster.drawing)),
            keep=True,
        )
        for poster in posters
    )
    return (
        _chapter(
            scribe, "note-pencil", scribe.chrome("On the wall"), scribe.chrome("Flipchart plan"), sections, "wall"
        ),
    )


def _drawing(scribe: Scribe, text: Text | None) -> tuple[doc.Block, ...]:
    return (doc.Prose(f"**{scribe.chrome('Draw')}.** {scribe.say(text)}", "small"),) if text else ()


def _after_part(scribe: Scribe) -> doc.Part:
    sections = (
        doc.Section(scribe.chrome("What comes back"), "package", _returns(scribe)),
        doc.Section(scribe.chrome("Afterwards"), "calendar", _calendar(scribe, before=False)),
    )
    return _chapter(scribe, "package", scribe.chrome("After"), scribe.chrome("Return and destroy"), sections, "after")


def _returns(scribe: Scribe) -> tuple[doc.Block, ...]:
    """What is counted back or destroyed: what its module says, and always the confidential sheets."""
    names = {
        "return": scribe.chrome("Count them back"),
        "destroy": scribe.chrome("Destroy them in the room"),
        "keep": scribe.chrome("They may take it home"),
    }
    always = (
        (
            names["return"],
            scribe.chrome("Role sheets, event cards and observers' sheets: the same number as handed out."),
        ),
        (names["destroy"], scribe.chrome("Coded lists and anything with real names, on the date that was agreed.")),
    )
    own = tuple(
        (names[module.after_use], _module_title(scribe, module))
        for module in scribe.kit.every_module()
        if module.after_use and module.KIND not in ("role-plays", "responses")
    )
    return (doc.Items((*always, *own), "tick"),)


def _module_title(scribe: Scribe, module: Module) -> str:
    return f"{scribe.title_of(module)} ({module_code(scribe.kit, module)})"


def _appendix(scribe: Scribe) -> tuple[doc.Part, ...]:
    found = (
        ("chat-circle", scribe.chrome("Words"), scribe.chrome("The words we use"), word_items(scribe), "words"),
        (
            "magnifying-glass",
            scribe.chrome("Sources"),
            scribe.chrome("Where we found it"),
            source_items(scribe),
            "sources",
        ),
    )
    return tuple(
        _chapter(scribe, icon, label, title, (doc.Section(blocks=(doc.Items(items, "term"),)),), anchor)
        for icon, label, title, items, anchor in found
        if items
    )
