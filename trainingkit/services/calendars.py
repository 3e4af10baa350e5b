"""The agenda of a workshop for a facilitator's own calendar: all of it, or what one role of the team leads.

Comes in: an opened workshop, the language of the page. Goes out: a file. It names sessions and hours, and neither the
place nor the workshop: a phone lies on tables. Refuses a workshop without dates.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from trainingkit.domain.agenda import Schedule, Slot
from trainingkit.domain.assembly.agendas import day_title, slot_title
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.errors import NotFound
from trainingkit.rendering.calendar import Entry, to_calendar
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file for a calendar."""

    name: str
    content: bytes


def leads_of(opened: Opened, planned: Schedule, say: Scribe) -> Mapping[str, str]:
    """The roles of the team that lead something, by id, with what they are called, in the order of the team."""
    leading = {slot.lead for slot in planned.slots}
    return {name: say.plain(role.title) for name, role in opened.kit.logistics.team.items() if name in leading}


def calendar_of(opened: Opened, language: str, lead: str, made_at: datetime) -> CalendarFile:
    """What stands when; with `lead` what that role leads. Raises NotFound where there are no dates or no such role."""
    say = scribe_for(opened.kit, opened.workshop, language)
    planned = opened.schedule
    if lead and lead not in leads_of(opened, planned, say):
        raise NotFound("no-such-file", name=lead)
    entries = tuple(_entries(opened, planned, say, lead))
    if not entries:
        raise NotFound("no-such-file", name="agenda.ics")
    name = f"agenda_{lead}_{language}.ics" if lead else f"agenda_{language}.ics"
    return CalendarFile(name, to_calendar(entries, say.language, made_at))


def _entries(opened: Opened, planned: Schedule, say: Scribe, lead: str) -> Iterator[Entry]:
    for number, day in enumerate(planned.days, 1):
        for slot in day.slots:
            if day.date is not None and lead in ("", slot.lead):
                begins = datetime.combine(day.date, time()) + timedelta(minutes=slot.start)
                yield _entry(opened, say, day_title(say, day, number), slot, begins)


def _entry(opened: Opened, say: Scribe, day: str, slot: Slot, begins: datetime) -> Entry:
    mark = hashlib.sha256(f"{opened.ident}/{slot.day}/{slot.item}".encode()).hexdigest()[:32]
    role = opened.kit.logistics.team.get(slot.lead or "")
    notes = [day, *([say.plain(role.title)] if role else ())]
    return Entry(mark, slot_title(say, slot), begins, slot.minutes, "\n".join(notes))
