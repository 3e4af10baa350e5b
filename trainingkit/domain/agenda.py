"""The agenda on the clock: which item of which day begins when, and what cannot be so.

Comes in: a kit (for the minutes and the prerequisites of its sessions) and a workshop (dates, hours, anchors, groups,
its own agenda if it has one). Goes out: a `Schedule` of days and slots, and a problem for everything that does not fit.
Refuses to move what is locked, to shorten anything by itself, and to look at a clock: hours are those of the place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Literal

from trainingkit.domain.clock import after, as_minutes, as_time
from trainingkit.domain.kit import Agenda, AgendaItem, Break, Day, Kit, With
from trainingkit.domain.modules import Module
from trainingkit.domain.sessions import Session, Technique
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

SlotKind = Literal["session", "technique", "worksheet", "break"]

_CULPRITS = 3  # an overrun names this many items when none of them is longer than its ideal


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """An item of the agenda placed on the clock. `start` counts minutes after midnight, so that reckoning stays whole;
    `least` and `ideal` are what its session would take, equal to `minutes` where nothing says otherwise."""

    day: str
    item: str
    kind: SlotKind
    subject: str = ""
    break_kind: Break | None = None
    title: Text | None = None
    start: int = 0
    minutes: int
    least: int
    ideal: int
    anchored: bool = False
    cases: tuple[str, ...] = ()
    moment: str | None = None
    swap: bool = False
    version: str | None = None
    lead: str | None = None

    @property
    def end(self) -> int:
        """When it ends, in minutes after midnight."""
        return self.start + self.minutes

    @property
    def starts_at(self) -> time:
        """When it begins, as printed."""
        return as_time(self.start)

    @property
    def ends_at(self) -> time:
        """When it ends, as printed."""
        return as_time(self.end)

    @property
    def can_save(self) -> int:
        """The minutes it could give back without going below its minimum."""
        return max(0, self.minutes - self.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledDay:
    """A day on the clock. `spare_minutes` is free time before locks and before the end; `over_minutes` runs past it."""

    id: str
    title: Text
    date: date | None
    slots: tuple[Slot, ...]
    starts_at: time
    ends_at_limit: time

    @property
    def end(self) -> int:
        """When the last slot ends, in minutes after midnight; the day's start when there is none."""
        return self.slots[-1].end if self.slots else as_minutes(self.starts_at)

    @property
    def over_minutes(self) -> int:
        """By how much the day runs past its hard end."""
        return max(0, self.end - self._limit)

    @property
    def _limit(self) -> int:
        """Its hard end, in minutes after midnight; past 1440 where it goes over midnight."""
        return after(as_minutes(self.starts_at), self.ends_at_limit)

    @property
    def spare_minutes(self) -> int:
        """Minutes in which nothing happens between the day's start and its hard end."""
        begins = (slot.start for slot in self.slots)
        ends = (as_minutes(self.starts_at), *(slot.end for slot in self.slots))
        waits = sum(max(0, begin - end) for begin, end in zip(begins, ends, strict=False))
        return waits + max(0, self._limit - self.end)

    @property
    def culprits(self) -> tuple[Slot, ...]:
        """What an overrun is due to: the items of the last stretch that are longer than their ideal, else its longest
        ones. Items before the last lock could be shortened without any gain."""
        return _culprits(_stretch_before(self.slots, len(self.slots))) if self.over_minutes else ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """A workshop's days on the clock, and everything that does not fit."""

    days: tuple[ScheduledDay, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def slots(self) -> Iterator[Slot]:
        """All slots in their order."""
        return (slot for day in self.days for slot in day.slots)


# ── placing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def agenda_of(kit: Kit, workshop: Workshop) -> Agenda:
    """The workshop's own agenda, which replaces the kit's whole, or else the kit's."""
    return workshop.agenda or kit.agenda


def cases_of(kit: Kit, workshop: Workshop) -> tuple[str, ...]:
    """The cases this workshop works on, in the kit's order: those of its groups, or all when no group has one."""
    played = {group.case for group in workshop.groups.values()}
    return tuple(case for case in kit.cases if case in played) or tuple(kit.cases)


def read_cases_of(kit: Kit, workshop: Workshop) -> tuple[str, ...]:
    """The cases that everybody has on one page, in the kit's order: those worked on and those that are only read."""
    read = {*cases_of(kit, workshop), *workshop.reads}
    return tuple(case for case in kit.cases if case in read)


def schedule(kit: Kit, workshop: Workshop) -> Schedule:
    """Every day on the clock. Locked items begin when their anchor says, the others when the one before has ended."""
    agenda = agenda_of(kit, workshop)
    root = f"workshops/{workshop.id}/agenda" if workshop.agenda else "agenda"
    problems: list[Problem] = list(_day_problems(agenda, workshop, root))
    days = []
    for position, (name, day) in enumerate(agenda.days.items()):
        unit = f"{root}/{name}"
        placed = _schedule_day(kit, workshop, name, day, workshop.date_of(position, name))
        days.append(placed)
        for item in day.items:
            problems += _item_problems(kit, workshop, name, item, day.items[item], f"{unit}/items/{item}")
        problems += _lock_problems(placed, unit)
        problems += _overrun(placed, unit)
    slots = tuple(slot for day in days for slot in day.slots)
    return Schedule(tuple(days), (*problems, *order_problems(kit, slots, root)))


def _schedule_day(kit: Kit, workshop: Workshop, name: str, day: Day, on: date | None) -> ScheduledDay:
    own = workshop.days.get(name)
    begins = own.from_ if own and own.from_ else workshop.hours.from_
    ends = own.to if own and own.to else workshop.hours.to
    clock = as_minutes(begins)
    slots = []
    for item_name, item in day.items.items():
        lock = _lock_of(workshop, name, item)
        start = clock if lock is None else after(as_minutes(begins) if ends < begins else 0, lock)
        slots.append(replace(_slot_of(kit, workshop, name, item_name, item), start=start, anchored=lock is not None))
        clock = slots[-1].end
    return ScheduledDay(id=name, title=day.title, date=on, slots=tuple(slots), starts_at=begins, ends_at_limit=ends)


def _lock_of(workshop: Workshop, day: str, item: AgendaItem) -> time | None:
    """The clock time an item is tied to: that of its day where the day has its own, else the workshop's."""
    if item.anchor is None:
        return None
    own = workshop.days.get(day)
    return (own.anchors.get(item.anchor) if own else None) or workshop.anchors.get(item.anchor)


def _slot_of(kit: Kit, workshop: Workshop, day: str, name: str, item: AgendaItem) -> Slot:
    """An item with its minutes, not yet on the clock."""
    kind, subject = subject_of(item)
    module, cases = _module(kit, kind, subject), _cases(kit, workshop, item)
    least, ideal, _ = _range_of(module, _times(module, workshop, cases))
    minutes = ideal if item.minutes is None else item.minutes
    return Slot(
        day=day,
        item=name,
        kind=kind,
        subject=subject,
        break_kind=item.break_,
        title=item.title or (module.title if module else None),
        minutes=minutes,
        least=least if isinstance(module, Session) else minutes,
        ideal=ideal if module and ideal else minutes,
        cases=cases if kind == "session" else (),
        moment=item.with_.moment if item.with_ else None,
        swap=bool(item.with_ and item.with_.swap),
        version=item.version,
        lead=item.lead,
    )


def subject_of(item: AgendaItem) -> tuple[SlotKind, str]:
    """What an item is, and the id of its module (empty for a break)."""
    if item.session is not None:
        return "session", item.session.removeprefix("sessions/")
    if item.technique is not None:
        return "technique", item.technique.removeprefix("techniques/")
    if item.worksheet is not None:
        return "worksheet", item.worksheet.removeprefix("worksheets/")
    return "break", ""


def _module(kit: Kit, kind: SlotKind, subject: str) -> Module | None:
    return kit.modules(f"{kind}s").get(subject)


def _cases(kit: Kit, workshop: Workshop, item: AgendaItem) -> tuple[str, ...]:
    meant = item.with_ or With()
    return meant.cases or (read_cases_of if meant.reads else cases_of)(kit, workshop)


def _times(module: Module | None, workshop: Workshop, cases: tuple[str, ...]) -> int:
    """How many times over a session runs: per case or per group of the slot, once otherwise."""
    if not isinstance(module, Session):
        return 1
    groups = [group for group in workshop.groups.values() if group.case in cases] or list(workshop.groups.values())
    return max(1, {"": 1, "case": len(cases), "group": len(groups)}[module.minutes.per])


def _range_of(module: Module | None, times: int) -> tuple[int, int, int]:
    """The least, the ideal and the most minutes of a module; zeros where it has none of its own."""
    if isinstance(module, Session):
        return module.minutes.min * times, module.minutes.ideal * times, module.minutes.max * times
    if isinstance(module, Technique):
        return module.minutes, module.minutes, module.minutes
    return 0, 0, 0


# ── what does not fit ───────────────────────────────────────────────────────────────────────────────────────────────


def _day_problems(agenda: Agenda, workshop: Workshop, root: str) -> Iterator[Problem]:
    """Dates against days, and hours given for a day that the agenda does not have."""
    for name in workshop.days:
        if name not in agenda.days:
            yield _unknown(name, "days", f"workshops/{workshop.id}/days")
    if workshop.from_ is None or workshop.to is None or any(day.date_ for day in workshop.days.values()):
        return
    dates = (workshop.to - workshop.from_).days + 1
    details = {"days": str(len(agenda.days)), "dates": str(dates), "from": str(workshop.from_), "to": str(workshop.to)}
    if len(agenda.days) > dates:
        yield Problem("too-many-days", root, details)
    elif len(agenda.days) < dates:
        yield Problem("too-few-days", root, details, Severity.WARNING)


def _item_problems(kit: Kit, workshop: Workshop, day: str, name: str, item: AgendaItem, unit: str) -> Iterator[Problem]:
    """What is wrong with one item by itself: an unknown subject, case or anchor, minutes out of range or missing."""
    kind, subject = subject_of(item)
    here = {"day": day, "item": name}
    module = _module(kit, kind, subject)
    if module is None and kind != "break":
        yield _unknown(subject, f"{kind}s", f"{unit}/{kind}")
    elif item.minutes is None and kind in ("break", "worksheet"):
        yield Problem("missing-minutes", unit, here)
    unknown = [case for case in (item.with_.cases if item.with_ else ()) if case not in kit.cases]
    yield from (_unknown(case, "cases", f"{unit}/with/cases") for case in unknown)
    if item.anchor is not None and _lock_of(workshop, day, item) is None:
        yield Problem("unknown-anchor", unit, {**here, "anchor": item.anchor, "known": ", ".join(workshop.anchors)})
    if item.minutes is not None and isinstance(module, Session):
        least, ideal, most = _range_of(module, _times(module, workshop, _cases(kit, workshop, item)))
        details = {**here, "session": subject, "minutes": str(item.minutes), "ideal": str(ideal)}
        yield from _range_problems(item.minutes, least, most, details, unit)


def _unknown(value: str, kind: str, unit: str) -> Problem:
    """The same problem as when references are read: a value made by hand must not pass in silence."""
    return Problem("unknown-name", unit, {"value": value, "kind": kind, "nearest": ""})


def _range_problems(minutes: int, least: int, most: int, details: Mapping[str, str], unit: str) -> Iterator[Problem]:
    if minutes < least:
        yield Problem("below-minimum", unit, {**details, "minimum": str(least)})
    elif minutes > most:
        yield Problem("above-maximum", unit, {**details, "maximum": str(most)}, Severity.WARNING)


def _lock_problems(day: ScheduledDay, unit: str) -> Iterator[Problem]:
    """Locked items that something else still occupies, or that would begin before the day does."""
    for position, slot in enumerate(day.slots):
        free_from = day.slots[position - 1].end if position else as_minutes(day.starts_at)
        if not slot.anchored or free_from <= slot.start:
            continue
        details = {
            "day": day.id,
            "item": slot.item,
            "anchored_at": f"{slot.starts_at:%H:%M}",
            "minutes": str(free_from - slot.start),
        }
        if not position:
            details["starts_at"] = f"{day.starts_at:%H:%M}"
            yield Problem("anchor-before-day", f"{unit}/items/{slot.item}", details)
            continue
        stretch = _stretch_before(day.slots, position)
        other = next(earlier for earlier in stretch if earlier.end > slot.start)
        details |= {
            "other": other.item,
            "other_ends_at": f"{other.ends_at:%H:%M}",
            "culprits": _listed(_culprits(stretch)),
        }
        yield Problem("anchor-conflict", f"{unit}/items/{slot.item}", details)


def _overrun(day: ScheduledDay, unit: str) -> Iterator[Problem]:
    if day.over_minutes:
        details = {
            "day": day.id,
            "minutes": str(day.over_minutes),
            "ends_at": f"{as_time(day.end):%H:%M}",
            "limit": f"{day.ends_at_limit:%H:%M}",
            "culprits": _listed(day.culprits),
            "can_save": str(sum(slot.can_save for slot in _stretch_before(day.slots, len(day.slots)))),
        }
        yield Problem("day-overrun", unit, details)


def _stretch_before(slots: Sequence[Slot], position: int) -> tuple[Slot, ...]:
    """The slots before `position` back to the last lock, which belongs to them: it may be shortened, not moved."""
    locks = [index for index in range(position) if slots[index].anchored]
    return tuple(slots[locks[-1] if locks else 0 : position])


def _culprits(stretch: Sequence[Slot]) -> tuple[Slot, ...]:
    too_long = [slot for slot in stretch if slot.minutes > slot.ideal]
    if too_long:
        return tuple(sorted(too_long, key=lambda slot: slot.ideal - slot.minutes))
    return tuple(sorted(stretch, key=lambda slot: -slot.minutes)[:_CULPRITS])


def _listed(culprits: Sequence[Slot]) -> str:
    """Items with their minutes and the least they could do with: `decide (110 → 60), close (45)`."""
    return ", ".join(
        f"{slot.item} ({slot.minutes} → {slot.least})" if slot.can_save else f"{slot.item} ({slot.minutes})"
        for slot in culprits
    )


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def order_problems(kit: Kit, slots: Sequence[Slot], root: str = "agenda") -> tuple[Problem, ...]:
    """Where sessions stand in an order that their prerequisites do not allow.

    `requires` needs the other session before; `after` only orders two sessions that are both there. Where both name
    cases, it is the other session *of the same case* that counts."""
    placed = [slot for slot in slots if slot.kind == "session" and slot.subject in kit.sessions]
    found: dict[tuple[object, ...], Problem] = {}
    for position, slot in enumerate(placed):
        session = kit.sessions[slot.subject]
        for rule, refs in (("requires", session.requires), ("after", session.after)):
            for other in (ref.removeprefix("sessions/") for ref in refs):
                problem = _order_problem(placed, position, rule, other, root)
                if problem:
                    # a session placed twice misses its prerequisite once, but can stand too early twice
                    place = slot.cases if problem.code == "missing-prerequisite" else problem.unit
                    found.setdefault((problem.code, slot.subject, other, place), problem)
    return tuple(found.values())


def _order_problem(placed: Sequence[Slot], position: int, rule: str, other: str, root: str) -> Problem | None:
    slot = placed[position]
    if any(_serves(earlier, other, slot) for earlier in placed[:position]):
        return None
    unit = f"{root}/{slot.day}/items/{slot.item}"
    details = {"day": slot.day, "item": slot.item, "session": slot.subject, "other": other, "rule": rule}
    later = next((later for later in placed[position + 1 :] if _serves(later, other, slot)), None)
    if later is not None:
        return Problem("wrong-order", unit, {**details, "other_day": later.day, "other_item": later.item})
    return Problem("missing-prerequisite", unit, details) if rule == "requires" else None


def _serves(candidate: Slot, session: str, slot: Slot) -> bool:
    """Whether `candidate` is the session asked for, and about a case of `slot` where both are about cases."""
    about = not candidate.cases or not slot.cases or bool(set(candidate.cases) & set(slot.cases))
    return candidate.subject == session and about
