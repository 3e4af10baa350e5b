"""Agendas on paper: for the wall (a page a day), for the pocket (all days on one page), in one language or in two."""

from dataclasses import replace

from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Schedule, ScheduledDay, Slot
from trainingkit.domain.assembly.codes import initials
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Break
from trainingkit.domain.text import Text

PAUSES = frozenset({Break.MEAL, Break.BREAK, Break.ENERGIZER, Break.CULTURAL, Break.CARE})
"""Breaks that stand between heavy rules; registration and evaluation are work."""


def slot_title(scribe: Scribe, slot: Slot) -> str:
    """What a slot is called on paper: its own title, its module's, or the name of its kind of break."""
    if slot.title is not None:
        return scribe.plain(slot.title)
    module = scribe.kit.modules(f"{slot.kind}s").get(slot.subject) if slot.kind != "break" else None
    if module is not None:
        return scribe.plain(module.title)
    return break_name(scribe, slot.break_kind)


def break_name(scribe: Scribe, kind: Break | None) -> str:
    """The printed name of a kind of break."""
    names = {
        Break.MEAL: scribe.chrome("Lunch"),
        Break.BREAK: scribe.chrome("Break"),
        Break.ENERGIZER: scribe.chrome("Energizer"),
        Break.REGISTRATION: scribe.chrome("Arrival and registration"),
        Break.EVALUATION: scribe.chrome("Evaluation"),
        Break.CULTURAL: scribe.chrome("Cultural evening"),
        Break.CARE: scribe.chrome("Time for care"),
    }
    return names[kind] if kind else ""


def day_title(scribe: Scribe, day: ScheduledDay, number: int) -> str:
    """«Día 1: De dónde venimos»."""
    return scribe.chrome("Day {number}: {title}", number=number, title=scribe.plain(day.title))


def is_pause(slot: Slot) -> bool:
    """Whether a slot stands between heavy rules."""
    return slot.break_kind in PAUSES


def _moment(scribe: Scribe, slot: Slot, detail: str) -> doc.Moment:
    return doc.Moment(
        scribe.clock(slot.starts_at),
        max(1, round(slot.minutes / 15)),
        slot_title(scribe, slot),
        detail,
        pause=is_pause(slot),
    )


def _aim(scribe: Scribe, slot: Slot) -> str:
    session = scribe.kit.sessions.get(slot.subject) if slot.kind == "session" else None
    return scribe.say(session.aim) if session else ""


# ── the wall ────────────────────────────────────────────────────────────────────────────────────────────────────────


MOST_TOLD = 13
"""A day of more items than this tells what is done and not why: with the aims, it would not fit on its page."""


def wall_parts(scribe: Scribe, schedule: Schedule) -> tuple[doc.Part, ...]:
    """A page for each day: when, what and, unless the day is crowded, why."""
    return tuple(_wall_day(scribe, day, number) for number, day in enumerate(schedule.days, 1))


def _wall_day(scribe: Scribe, day: ScheduledDay, number: int) -> doc.Part:
    told = len(day.slots) <= MOST_TOLD
    rows = tuple(_moment(scribe, slot, _aim(scribe, slot) if told else "") for slot in day.slots)
    what = scribe.chrome("What we do, and why") if told else scribe.chrome("What we do")
    columns = (scribe.chrome("Time"), what, "", "")
    return _part(scribe, day, number, doc.Timetable(columns, rows, _key(scribe)), pages=1)


def _key(scribe: Scribe) -> str:
    return scribe.chrome("Each square is a quarter of an hour.")


def _part(scribe: Scribe, day: ScheduledDay, number: int, table: doc.Timetable, pages: int | None) -> doc.Part:
    head = doc.Masthead(
        scribe.chrome("Agenda"),
        day_title(scribe, day, number),
        scribe.date(day.date),
        numeral=str(number),
        strip=_strip(scribe, day),
    )
    return doc.Part(
        doc.PartKind.AGENDA,
        f"{initials(scribe.kit.id)}-A{number}",
        head,
        (doc.Section(blocks=(table,)),),
        notice=scribe.chrome("Times may change. Ask for whatever you need."),
        restart=True,
        pages=pages,
    )


def _strip(scribe: Scribe, day: ScheduledDay) -> tuple[doc.StripItem, ...]:
    pauses = sum(1 for slot in day.slots if slot.break_kind is Break.BREAK)
    begin, end = scribe.clock(day.starts_at), scribe.clock(day.slots[-1].ends_at if day.slots else day.starts_at)
    groups = len(scribe.workshop.groups)
    return (
        doc.StripItem(
            "clock",
            scribe.chrome("{begin} to {end}", begin=begin, end=end),
            scribe.chrome("with {count} breaks", count=pauses),
        ),
        doc.StripItem(
            "users-three",
            scribe.chrome("{count} people", count=scribe.workshop.head_count),
            scribe.chrome("in {count} groups", count=groups) if groups else "",
        ),
        doc.StripItem("heart", scribe.chrome("You can stop"), scribe.chrome("or leave at any time")),
        doc.StripItem("camera-slash", scribe.chrome("No photos"), scribe.chrome("unless everyone agrees")),
    )


# ── the pocket ──────────────────────────────────────────────────────────────────────────────────────────────────────


def pocket_part(scribe: Scribe, schedule: Schedule) -> doc.Part:
    """All days on one page, for the workbook: when and what."""
    sections = tuple(
        doc.Section(
            day_title(scribe, day, number),
            "calendar",
            (_short_table(scribe, day),),
            (doc.Prose(scribe.date(day.date), "small"),) if day.date else (),
            keep=True,
        )
        for number, day in enumerate(schedule.days, 1)
    )
    head = doc.Masthead(scribe.chrome("Agenda"), scribe.chrome("Our days"), dates_in_words(scribe), icon="calendar")
    code = f"{initials(scribe.kit.id)}-A"
    return doc.Part(
        doc.PartKind.AGENDA,
        code,
        head,
        sections,
        notice=scribe.chrome("Times may change. Ask for whatever you need."),
        pages=1,
    )


def dates_in_words(scribe: Scribe) -> str:
    """«Del 19 al 21 de mayo de 2027»; nothing in a sample."""
    first, last = scribe.workshop.from_, scribe.workshop.to
    if first is None:
        return ""
    words = scribe.wording.date_range(first, last or first)
    return words[:1].upper() + words[1:]


def _short_table(scribe: Scribe, day: ScheduledDay) -> doc.Timetable:
    rows = tuple(replace(_moment(scribe, slot, ""), quarters=0) for slot in day.slots)
    return doc.Timetable(("", "", "", ""), rows)


# ── two languages on one sheet ──────────────────────────────────────────────────────────────────────────────────────


def bilingual_parts(scribe: Scribe, schedule: Schedule, other: str) -> tuple[doc.Part, ...]:
    """A page for each day with both languages beside each other: the second column is in the other language."""
    second = scribe.into(other)
    return tuple(_bilingual_day(scribe, second, day, number) for number, day in enumerate(schedule.days, 1))


def _bilingual_day(scribe: Scribe, second: Scribe, day: ScheduledDay, number: int) -> doc.Part:
    rows = tuple(
        replace(_moment(scribe, slot, ""), how=slot_title(second, slot), language=second.language) for slot in day.slots
    )
    columns = (scribe.chrome("Time"), scribe.chrome("What we do"), second.chrome("What we do"), "")
    made = _part(scribe, day, number, doc.Timetable(columns, rows, _key(scribe)), pages=1)
    return replace(made, masthead=replace(made.masthead, lead=_both(day.title, second)))


def _both(title: Text, second: Scribe) -> str:
    return second.plain(title)
