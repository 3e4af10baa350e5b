"""An agenda changed by hand: comes in a workshop and what is done to one of its items or days, goes out the workshop.

The workshop gets an agenda of its own with the first change; clock times that nothing is tied to any more go with what
was. Refuses nothing that can be done: what is wrong with the agenda afterwards, `agenda.schedule` says. What names an
item that is not there changes nothing, since somebody else may have taken it out meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Literal

from trainingkit.domain.agenda import ScheduledDay, Slot, agenda_of, schedule, subject_of
from trainingkit.domain.kit import Agenda, AgendaItem, Break, Day, Kit
from trainingkit.domain.text import Text, UnitId
from trainingkit.domain.workshop import DayHours, Workshop

ItemDeed = Literal[
    "minutes", "version", "move", "up", "down", "remove", "add", "lock", "unlock", "at", "shorten", "behind"
]
DayDeed = Literal["new-day", "name-day", "drop-day", "clear-day"]
Deed = ItemDeed | DayDeed
MOST_DAYS = 30
PAUSE_MINUTES = 15
MEAL_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One deed. `item` stands in `day`. `minutes`: how many, None for those that are ideal; `name`: of a version, or
    what is added (`sessions/recall`, `break/meal`); `to_day` and `place`: where it goes, among the items without it;
    `other`: the item that it goes behind; `at`: the clock time it is tied to; `title`: of a new day,
    or the new one of a day."""

    deed: Deed
    day: str = ""
    item: str = ""
    minutes: int | None = None
    name: str = ""
    to_day: str = ""
    place: int = 0
    other: str = ""
    at: time | None = None
    title: Text | None = None


def edited(kit: Kit, workshop: Workshop, edits: Iterable[Edit]) -> Workshop:
    """The workshop after all of them, one after the other. `kit` is the kit as the workshop uses it."""
    for edit in edits:
        agenda = agenda_of(kit, workshop)
        if edit.deed == "new-day":
            workshop = _with_day(workshop, agenda, edit)
            continue
        if edit.day not in agenda.days or (edit.item and edit.item not in agenda.days[edit.day].items):
            continue
        workshop = _with_known_times(_done(kit, workshop, agenda, edit))
    return workshop


def _done(kit: Kit, workshop: Workshop, agenda: Agenda, edit: Edit) -> Workshop:
    if edit.deed == "minutes":
        return _with(workshop, agenda, edit, minutes=edit.minutes)
    if edit.deed == "unlock":
        return _with(workshop, agenda, edit, anchor=None)
    if edit.deed in ("lock", "at"):
        return _locked(kit, workshop, agenda, edit)
    if edit.deed in ("drop-day", "clear-day"):
        return _without_day(workshop, agenda, edit)
    if edit.deed == "name-day":
        return _named(workshop, agenda, edit)
    return replace(workshop, agenda=_rearranged(kit, workshop, agenda, edit))


def _rearranged(kit: Kit, workshop: Workshop, agenda: Agenda, edit: Edit) -> Agenda:
    match edit.deed:
        case "version":
            return _in_version(agenda, edit)
        case "remove":
            return _items(agenda, edit.day, _without(agenda, edit.day, edit.item))
        case "add":
            return _added(kit, agenda, edit)
        case "shorten":
            return _shortened(kit, workshop, agenda, edit.day)
        case _:
            return _moved(agenda, edit)


# ── one item ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with(workshop: Workshop, agenda: Agenda, edit: Edit, **changed: object) -> Workshop:
    items = dict(agenda.days[edit.day].items)
    items[edit.item] = replace(items[edit.item], **changed)  # type: ignore[arg-type]  # fields of an item
    return replace(workshop, agenda=_items(agenda, edit.day, items))


def _in_version(agenda: Agenda, edit: Edit) -> Agenda:
    """The version of a session, in all its places: a session is one and the same in a workshop."""
    session = agenda.days[edit.day].items[edit.item].session
    for name, day in agenda.days.items():
        items = {
            each: replace(item, version=edit.name or None) if item.session == session else item
            for each, item in day.items.items()
        }
        agenda = _items(agenda, name, items)
    return agenda


def _items(agenda: Agenda, day: str, items: Mapping[str, AgendaItem]) -> Agenda:
    return replace(agenda, days={**agenda.days, day: replace(agenda.days[day], items=items)})


def _without(agenda: Agenda, day: str, item: str) -> dict[str, AgendaItem]:
    return {name: each for name, each in agenda.days[day].items.items() if name != item}


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_day(workshop: Workshop, agenda: Agenda, edit: Edit) -> Workshop:
    """With one more day at the end, empty; the last date follows."""
    if edit.title is None or len(agenda.days) >= MOST_DAYS:
        return workshop
    name = _free(f"day-{len(agenda.days) + 1}", agenda.days)
    day = Day(title=_title_at(workshop, name, edit.title), track=workshop.track, items={})
    days = {**agenda.days, name: day}
    return replace(workshop, agenda=replace(agenda, days=days), to=_last_date(workshop, agenda, 1))


def _named(workshop: Workshop, agenda: Agenda, edit: Edit) -> Workshop:
    """With another name of a day."""
    if edit.title is None:
        return workshop
    day = replace(agenda.days[edit.day], title=_title_at(workshop, edit.day, edit.title))
    return replace(workshop, agenda=replace(agenda, days={**agenda.days, edit.day: day}))


def _title_at(workshop: Workshop, day: str, title: Text) -> Text:
    return replace(title, unit=UnitId(f"workshops/{workshop.id}/agenda/{day}/title"))


def _without_day(workshop: Workshop, agenda: Agenda, edit: Edit) -> Workshop:
    """Without a day; its sessions and the like go to the end of the day before, those of the first to the beginning of
    the second, unless it is cleared. Its meals and pauses go with it. The only day stays."""
    names = list(agenda.days)
    if len(names) == 1:
        return workshop
    here = names.index(edit.day)
    neighbour = names[here - 1] if here else names[1]
    items = dict(agenda.days[neighbour].items)
    moved: dict[str, AgendaItem] = {}
    for name, item in agenda.days[edit.day].items.items():
        if edit.deed == "drop-day" and item.break_ is None:
            moved[_free(name, {**items, **moved})] = replace(item, anchor=None)
    left = _items(agenda, neighbour, {**items, **moved} if here else {**moved, **items})
    days = {name: day for name, day in left.days.items() if name != edit.day}
    own = {name: each for name, each in workshop.days.items() if name != edit.day}
    return replace(workshop, agenda=replace(left, days=days), days=own, to=_last_date(workshop, agenda, -1))


def _last_date(workshop: Workshop, agenda: Agenda, more: int) -> date | None:
    """The last date after a day more or less; where dates and days did not agree before, it stays for people to say."""
    if workshop.from_ is None or workshop.to is None:
        return workshop.to
    agreed = (workshop.to - workshop.from_).days + 1 == len(agenda.days)
    return workshop.to + timedelta(days=more) if agreed else workshop.to


# ── moving, adding ──────────────────────────────────────────────────────────────────────────────────────────────────


def _moved(agenda: Agenda, edit: Edit) -> Agenda:
    target = _target(agenda, edit)
    if target is None:
        return agenda
    day, place = target
    item = agenda.days[edit.day].items[edit.item]
    left = _items(agenda, edit.day, _without(agenda, edit.day, edit.item))
    name = edit.item if day == edit.day else _free(edit.item, left.days[day].items)
    return _items(left, day, _inserted(left.days[day].items, name, item, place))


def _target(agenda: Agenda, edit: Edit) -> tuple[str, int] | None:
    """The day and the place, among its items without this one; None where there is nowhere to go."""
    days, items = list(agenda.days), list(agenda.days[edit.day].items)
    here, today = items.index(edit.item), days.index(edit.day)
    if edit.deed == "move":
        return (edit.to_day, edit.place) if edit.to_day in days else None
    if edit.deed == "behind":
        others = [name for name in agenda.days.get(edit.to_day, agenda.days[edit.day]).items if name != edit.item]
        return (edit.to_day, others.index(edit.other) + 1) if edit.to_day in days and edit.other in others else None
    step = -1 if edit.deed == "up" else 1
    if 0 <= here + step < len(items):
        return edit.day, here + step
    if not 0 <= today + step < len(days):
        return None
    return days[today + step], len(agenda.days[days[today - 1]].items) if step < 0 else 0


def _inserted(items: Mapping[str, AgendaItem], name: str, item: AgendaItem, place: int) -> dict[str, AgendaItem]:
    before = list(items.items())
    place = min(max(place, 0), len(before))
    return dict([*before[:place], (name, item), *before[place:]])


def _added(kit: Kit, agenda: Agenda, edit: Edit) -> Agenda:
    """With one item more: one of the kit's own agenda where that has the session, so that it keeps its cases."""
    kind, _, subject = edit.name.partition("/")
    made = _new_item(kit, kind, subject)
    if made is None:
        return agenda
    items = agenda.days[edit.day].items
    return _items(agenda, edit.day, _inserted(items, _free(subject, items), made, edit.place))


def _new_item(kit: Kit, kind: str, subject: str) -> AgendaItem | None:
    if kind == "break":
        known = {each.value for each in Break}
        minutes = MEAL_MINUTES if subject == Break.MEAL else PAUSE_MINUTES
        return AgendaItem(break_=Break(subject), minutes=minutes) if subject in known else None
    if kind not in ("sessions", "techniques", "worksheets") or subject not in kit.modules(kind):
        return None
    for day in kit.agenda.days.values():
        for item in day.items.values():
            if (f"{subject_of(item)[0]}s", subject_of(item)[1]) == (kind, subject):
                return replace(item, anchor=None)
    ref = f"{kind}/{subject}"
    if kind == "sessions":
        return AgendaItem(session=ref)
    return AgendaItem(technique=ref) if kind == "techniques" else AgendaItem(worksheet=ref, minutes=PAUSE_MINUTES)


def _free(name: str, taken: Mapping[str, object]) -> str:
    """An id that is not taken yet."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


# ── clock times ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _locked(kit: Kit, workshop: Workshop, agenda: Agenda, edit: Edit) -> Workshop:
    """Tied to a clock time: the one given, or that at which it stands now. On other days nothing moves."""
    slot = _slot(kit, workshop, edit)
    at = edit.at or (slot.starts_at if slot else None)
    if at is None:
        return workshop
    item = agenda.days[edit.day].items[edit.item]
    anchor = item.anchor or f"at-{at:%H%M}"
    own = workshop.days.get(edit.day, DayHours())
    anchors = {**own.anchors, anchor: at}
    if workshop.anchors.get(anchor, at) == at:
        anchors = {name: each for name, each in anchors.items() if name != anchor}
    made = replace(workshop, anchors={anchor: at, **workshop.anchors}, days=_days(workshop, edit.day, own, anchors))
    return _with(made, agenda, edit, anchor=anchor) if item.anchor != anchor else made


def _days(workshop: Workshop, day: str, own: DayHours, anchors: Mapping[str, time]) -> dict[str, DayHours]:
    days = {**workshop.days, day: replace(own, anchors=anchors)}
    return {name: each for name, each in days.items() if each != DayHours()}


def _with_known_times(workshop: Workshop) -> Workshop:
    """Without clock times that nothing is tied to: they would be names of nothing."""
    if workshop.agenda is None:
        return workshop
    tied = {name: {item.anchor for item in day.items.values()} for name, day in workshop.agenda.days.items()}
    anywhere = {anchor for each in tied.values() for anchor in each}
    anchors = {name: at for name, at in workshop.anchors.items() if name in anywhere}
    days = {
        name: replace(own, anchors={each: at for each, at in own.anchors.items() if each in tied.get(name, ())})
        for name, own in workshop.days.items()
    }
    return replace(workshop, anchors=anchors, days={name: own for name, own in days.items() if own != DayHours()})


def _slot(kit: Kit, workshop: Workshop, edit: Edit) -> Slot | None:
    found = _day(kit, workshop, edit.day)
    return next((slot for slot in found.slots if slot.item == edit.item), None) if found else None


def _day(kit: Kit, workshop: Workshop, day: str) -> ScheduledDay | None:
    return next((each for each in schedule(kit, workshop).days if each.id == day), None)


# ── what is too long ────────────────────────────────────────────────────────────────────────────────────────────────


def _shortened(kit: Kit, workshop: Workshop, agenda: Agenda, day: str) -> Agenda:
    """A day that is over in time, as far as its items can be shortened: first what is longer than its ideal, then each
    in turn to its least, those that can give most first."""
    found = _day(kit, workshop, day)
    missing = found.over_minutes if found else 0
    items = dict(agenda.days[day].items)
    for least_of in (_ideal, _least):
        for slot in sorted(found.slots if found else (), key=lambda each: each.minutes - each.least, reverse=True):
            now = items[slot.item].minutes or slot.minutes
            given = min(missing, max(0, now - least_of(slot)))
            if given and slot.kind == "session":
                items[slot.item] = replace(items[slot.item], minutes=now - given)
                missing -= given
    return _items(agenda, day, items)


def _ideal(slot: Slot) -> int:
    return slot.ideal


def _least(slot: Slot) -> int:
    return slot.least
