"""The register of a cohort: who came, by code, and the counts that coverage is made from.

A row for each person who is invited, by line; each takes the code of a row of her line and marks that she is there.
Nobody's name stands on it, and nothing says who took which code.
"""

from datetime import date

from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Schedule
from trainingkit.domain.assembly.codes import initials
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.workshop import CohortCard


def register_part(scribe: Scribe, schedule: Schedule, card: CohortCard) -> doc.Part:
    """The register of a workshop that is a cohort of a plan."""
    head = doc.Masthead(
        scribe.chrome("Form"),
        scribe.chrome("Register of {code}", code=card.code),
        scribe.chrome(
            "Each person takes a code of her line and marks that she is there. **No names, no signatures.** "
            "Nobody writes down who has which code."
        ),
        icon="list-checks",
        strip=_strip(scribe, schedule, card),
    )
    return doc.Part(
        doc.PartKind.REGISTER,
        f"{initials(scribe.kit.id)}-{card.code}",
        head,
        (
            doc.Section(blocks=(_marks(scribe, schedule, card),)),
            doc.Section(title=scribe.chrome("How many came"), blocks=(_counts(scribe, schedule, card),), keep=True),
        ),
        notice=scribe.chrome("Codes, no names. Kept by one person and destroyed on time."),
        restart=True,
    )


def _strip(scribe: Scribe, schedule: Schedule, card: CohortCard) -> tuple[doc.StripItem, ...]:
    first = schedule.days[0]
    begin, end = scribe.clock(first.starts_at), scribe.clock(first.ends_at_limit)
    hours = scribe.chrome("{begin} to {end}", begin=begin, end=end)
    track = scribe.kit.about.tracks.get(scribe.workshop.track or "")
    return (
        doc.StripItem("clock", scribe.date(first.date), hours),
        doc.StripItem("users", scribe.plain(track.title) if track else card.shift, card.shift),
        doc.StripItem("map-pin", card.room, card.trainer),
    )


def _marks(scribe: Scribe, schedule: Schedule, card: CohortCard) -> doc.Grid:
    days = [_day(scribe, day.date, number) for number, day in enumerate(schedule.days, 1)]
    columns = (scribe.chrome("Code"), scribe.chrome("Line"), *days)
    rows: list[tuple[str, ...]] = []
    for line, many in card.lines.items():
        for _ in range(many):
            rows.append((f"{card.code}-{len(rows) + 1:02}", line, *("" for _ in days)))
    return doc.Grid(tuple(doc.Column(title) for title in columns), tuple(rows), look="register")


def _counts(scribe: Scribe, schedule: Schedule, card: CohortCard) -> doc.Grid:
    days = [_day(scribe, day.date, number) for number, day in enumerate(schedule.days, 1)]
    columns = (scribe.chrome("Line"), scribe.chrome("Invited"), *days)
    rows = [(line, scribe.count(many), *("" for _ in days)) for line, many in card.lines.items()]
    return doc.Grid(tuple(doc.Column(title) for title in columns), tuple(rows), look="register")


def _day(scribe: Scribe, on: date | None, number: int) -> str:
    """The column of a meeting: its date."""
    return scribe.date(on, "short") if on else scribe.chrome("Day {number}", number=number)
