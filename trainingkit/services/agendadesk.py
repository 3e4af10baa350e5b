"""The agenda on a page: comes in a workshop, goes out what stands when, with what is wrong beside it; and the other way
round, what was typed and pressed as edits, kept together.

A form holds the whole agenda as it stood when it was opened. What of it differs from that is what its owner did, so
that on another agenda, saved meanwhile, just that can be done again. Refuses to keep anything over what somebody else
saved: what stands now and what would stand are both given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainingkit.domain.agenda import ScheduledDay, Slot, agenda_of
from trainingkit.domain.agendaedit import Deed, Edit, edited
from trainingkit.domain.assembly.agendas import break_name, slot_title
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import AgendaItem, Break
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Conflict, NotFound
from trainingkit.i18n.catalogues import mark, messages_for
from trainingkit.services.answers import Reader
from trainingkit.services.calendars import leads_of
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Office, Opened, Saving, before, open_workshop, save, used_by, with_part
from trainingkit.services.readings import Readings
from trainingkit.services.server import DbSession
from trainingkit.services.starting import SPOKEN, line_of
from trainingkit.services.telling import Told, told
from trainingkit.services.workshopchecks import agenda_problems_of

PARTS = ("agenda", "when")
"""The parts that it changes: clock times of anchors stand with the dates."""
_MOST = 720
_NEW: Mapping[str, str] = {each: messages_for(each).say(mark("Another day")) for each in SPOKEN}
"""What a new day is called that nobody named; in other languages it has no name until somebody gives one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One item. `key`: its day and id, as fields are called; `versions`: those of its session, by id, with what is lost
    by each; `gap`: minutes in which nothing happens before it."""

    key: str
    slot: Slot
    title: str
    kind: str
    own: int | None
    version: str
    versions: Mapping[str, str]
    lead: str
    gap: int
    problems: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayShown:
    """A day on the page. `titles`: its name in each language of the workshop, as it is written."""

    id: str
    title: str
    titles: Mapping[str, str]
    day: ScheduledDay
    rows: tuple[Row, ...]
    problems: tuple[Told, ...]

    @property
    def can_save(self) -> int:
        """The minutes that its sessions could give back."""
        return sum(row.slot.can_save for row in self.rows if row.slot.kind == "session")


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaShown:
    """The whole page. `offers`: what can be added, by kind; `others`: what is wrong with the agenda as a whole;
    `leads`: the roles of the team that lead something, by id."""

    opened: Opened
    days: tuple[DayShown, ...]
    offers: Mapping[str, Mapping[str, str]]
    others: tuple[Told, ...]
    leads: Mapping[str, str]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two agendas: the one that stands, the one that the second would have, and that with the second's edits done on
    what stands."""

    theirs: AgendaShown
    mine: AgendaShown
    both: AgendaShown


def show_agenda(db_session: DbSession, office: Office, ident: str, language: str) -> AgendaShown:
    """The agenda as it stands."""
    return shown(open_workshop(db_session, office, ident), office.readings, language)


def shown(opened: Opened, readings: Readings, language: str) -> AgendaShown:
    """A workshop's agenda."""
    say = scribe_for(opened.kit, opened.workshop, language)
    found = [told(each, opened, language) for each in agenda_problems_of(opened, readings)]
    mine = [each for each in found if each.form == "agenda"]
    planned, agenda = opened.schedule, agenda_of(opened.kit, opened.workshop)
    days = tuple(
        DayShown(
            id=day.id,
            title=say.plain(day.title),
            titles=titles_of(day, opened.workshop.languages),
            day=day,
            rows=tuple(_rows(day, agenda.days[day.id].items, opened, say, mine)),
            problems=tuple(each for each in mine if each.field == day.id),
        )
        for day in planned.days
    )
    placed = {day.id for day in days} | {row.key for day in days for row in day.rows}
    others = tuple(each for each in mine if each.field not in placed)
    versions = {part: opened.versions[part] for part in PARTS}
    return AgendaShown(
        opened=opened,
        days=days,
        offers=_offers(opened, say),
        others=others,
        leads=leads_of(opened, planned, say),
        versions=versions,
    )


def titles_of(day: ScheduledDay, languages: tuple[str, ...]) -> dict[str, str]:
    """A day's name in each language as it is written; nothing where it has none that can be trusted."""
    return {each: " ".join((day.title.find(each) or "").split()) for each in languages}


def _rows(
    day: ScheduledDay, items: Mapping[str, AgendaItem], opened: Opened, say: Scribe, problems: list[Told]
) -> Iterator[Row]:
    ends = day.starts_at.hour * 60 + day.starts_at.minute
    for slot in day.slots:
        item, key = items[slot.item], f"{day.id}.{slot.item}"
        session = opened.whole.sessions.get(slot.subject) if slot.kind == "session" else None
        role = opened.kit.logistics.team.get(slot.lead or "")
        yield Row(
            key=key,
            slot=slot,
            title=slot_title(say, slot),
            kind=slot.break_kind.value if slot.break_kind else slot.kind,
            own=item.minutes,
            version=item.version or "",
            versions={name: say.plain(each.lost) for name, each in session.versions.items()} if session else {},
            lead=say.plain(role.title) if role else "",
            gap=max(0, slot.start - ends),
            problems=tuple(each for each in problems if each.field == key),
        )
        ends = max(ends, slot.end)


def _offers(opened: Opened, say: Scribe) -> dict[str, Mapping[str, str]]:
    """What can be put into a day, by kind, with its name."""
    offers = {
        kind: {f"{kind}/{name}": say.title_of(module) for name, module in opened.kit.modules(kind).items()}
        for kind in ("sessions", "techniques", "worksheets")
    }
    return {"break": {f"break/{each.value}": break_name(say, each) for each in Break}, **offers}


# ── what was done ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sent:
    """What was typed and pressed, by whom, in a page of which language."""

    said: Mapping[str, str]
    by: str
    language: str

    def version(self, part: str) -> int:
        """The version of a part that the form was filled from."""
        return Reader(self.said).number(f"version.{part}", 0, 10**9) or 0


def keep_agenda(db_session: DbSession, office: Office, ident: str, sent: Sent) -> Clash | None:
    """Keeps what was done; gives both agendas where somebody else saved one meanwhile. Raises Conflict alone for a
    version that is not kept."""
    opened = open_workshop(db_session, office, ident)
    base = _base(db_session, office, ident, sent)
    edits = edits_of(opened.using(base), sent.said)
    take = sent.said.get("take", "")
    stands = {part: sent.version(f"now.{part}") for part in PARTS} if take else {}
    versions = stands or {part: sent.version(part) for part in PARTS}

    def change(now: Workshop) -> Workshop:
        start = _with_agenda_of(now, base) if take == "mine" else now
        return edited(used_by(opened.whole, start), start, edits)

    try:
        save(db_session, office, ident, Saving(versions, sent.by), change)
    except Conflict:
        now = open_workshop(db_session, office, ident)
        mine = edited(used_by(now.whole, base), base, edits)
        both = edited(now.kit, now.workshop, edits)
        shown_of = [shown(now.using(each), office.readings, sent.language) for each in (now.workshop, mine, both)]
        return Clash(theirs=shown_of[0], mine=shown_of[1], both=shown_of[2])
    return None


def _base(db_session: DbSession, office: Office, ident: str, sent: Sent) -> Workshop:
    """The workshop as it stood when the form was filled. Raises Conflict where that is not kept any more."""
    try:
        then = before(db_session, office, ident, "agenda", sent.version("agenda"))
        return _with_times_of(then, before(db_session, office, ident, "when", sent.version("when")))
    except NotFound:
        raise Conflict("changed-meanwhile") from None


def _with_times_of(workshop: Workshop, other: Workshop) -> Workshop:
    return with_part(workshop, other, "when")


def _with_agenda_of(workshop: Workshop, other: Workshop) -> Workshop:
    """The workshop with the agenda of another, and as many dates, counted from its own first."""
    last = workshop.to
    if workshop.from_ and other.from_ and other.to:
        last = workshop.from_ + (other.to - other.from_)
    return replace(workshop, agenda=other.agenda, anchors=other.anchors, days=other.days, to=last)


def edits_of(opened: Opened, said: Mapping[str, str]) -> tuple[Edit, ...]:
    """What was done to the agenda that stood in the form: every field that differs from it, then the button that was
    pressed."""
    reader = Reader(said)
    edits = [edit for day in opened.schedule.days for edit in _typed(day, opened, reader)]
    edits += [edit for day in opened.schedule.days for edit in _names(day, opened.workshop.languages, reader)]
    deed, _, key = reader.text("do").partition(":")
    edits += _pressed(deed, key, reader)
    edits += _of_days(deed, key, reader, opened.workshop.languages)
    return tuple(edits)


def _typed(day: ScheduledDay, opened: Opened, reader: Reader) -> Iterator[Edit]:
    items = agenda_of(opened.kit, opened.workshop).days[day.id].items
    for slot in day.slots:
        key = f"{day.id}.{slot.item}"
        if f"minutes.{key}" in reader.said:
            minutes = reader.number(f"minutes.{key}", 0, _MOST, needed=False)
            if minutes is not None and minutes != slot.minutes:
                yield Edit(deed="minutes", day=day.id, item=slot.item, minutes=minutes)
        if f"version.{key}" in reader.said:
            version = reader.text(f"version.{key}")
            if version != (items[slot.item].version or "") and _has_version(opened, slot, version):
                yield Edit(deed="version", day=day.id, item=slot.item, name=version)
        at = reader.clock(f"at.{key}", needed=False)
        if slot.anchored and at is not None and at != slot.starts_at:
            yield Edit(deed="at", day=day.id, item=slot.item, at=at)


def _names(day: ScheduledDay, languages: tuple[str, ...], reader: Reader) -> Iterator[Edit]:
    """A day's name, where it was typed anew. What was left empty says what it said before."""
    before = titles_of(day, languages)
    said = {each: reader.line(f"title.{day.id}.{each}") or title for each, title in before.items()}
    if said != before:
        yield Edit(deed="name-day", day=day.id, title=line_of("agenda", said, languages))


def _has_version(opened: Opened, slot: Slot, version: str) -> bool:
    session = opened.whole.sessions.get(slot.subject)
    return not version or (session is not None and version in session.versions)


def _pressed(deed: str, key: str, reader: Reader) -> Iterator[Edit]:
    """The button: `up:day-2.decide`, `add:day-2`, `move:day-2.decide:day-3:0`, `behind:day-1.map:day-2.decide`."""
    parts = key.split(":")
    day, _, item = parts[0].partition(".")
    plain: Mapping[str, Deed] = {
        "up": "up",
        "down": "down",
        "remove": "remove",
        "lock": "lock",
        "unlock": "unlock",
        "shorten": "shorten",
    }
    if deed in plain and (item or deed == "shorten"):
        yield Edit(deed=plain[deed], day=day, item=item)
    elif deed == "add":
        name = reader.text(f"add.{day}")
        if name:
            yield Edit(deed="add", day=day, name=name, place=10**6)
    elif deed == "move" and len(parts) == 3 and parts[2].isascii() and parts[2].isdecimal() and len(parts[2]) < 7:
        yield Edit(deed="move", day=day, item=item, to_day=parts[1], place=int(parts[2]))
    elif deed == "behind" and len(parts) == 2:
        to_day, _, other = parts[1].partition(".")
        yield Edit(deed="behind", day=day, item=item, to_day=to_day, other=other)


def _of_days(deed: str, key: str, reader: Reader, languages: tuple[str, ...]) -> Iterator[Edit]:
    """A day more, or less: `new:day`, `drop:day-2` (its sessions stay), `clear:day-2`."""
    if deed == "new":
        typed = {each: reader.line(f"add.title.{each}") for each in languages}
        said = {each: typed[each] or _NEW[each] for each in languages if typed[each] or each in _NEW}
        yield Edit(deed="new-day", title=line_of("agenda", said, languages))
    elif deed in ("drop", "clear"):
        yield Edit(deed="drop-day" if deed == "drop" else "clear-day", day=key)
