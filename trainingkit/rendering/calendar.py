"""An agenda as a file for the calendar of a phone (RFC 5545).

Comes in: what happens when, by the clock of the place. Goes out: the bytes of an `.ics` file, the same for the same
input. Times are floating: they belong to no time zone, so that a phone which travels shows those of the room. Refuses
to say where anything is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, Event


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar. `mark`: what it is known by, so that a newer file replaces it; `begins` is without a
    zone."""

    mark: str
    title: str
    begins: datetime
    minutes: int
    notes: str = ""


def to_calendar(entries: Iterable[Entry], language: str, made_at: datetime) -> bytes:
    """The file. `made_at` is in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//trainingkit//agenda//" + language.upper())
    calendar.add("version", "2.0")
    for entry in entries:
        event = Event()
        event.add("uid", entry.mark)
        event.add("dtstamp", made_at)
        event.add("dtstart", entry.begins)
        event.add("dtend", entry.begins + timedelta(minutes=entry.minutes))
        event.add("summary", entry.title, parameters={"language": language})
        event.add("class", "PRIVATE")
        if entry.notes:
            event.add("description", entry.notes, parameters={"language": language})
        calendar.add_component(event)
    return bytes(calendar.to_ical())
