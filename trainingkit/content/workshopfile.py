"""A workshop, or its agenda alone, as the entries of a YAML file: comes in a value of the domain, goes out what
`yamledit` writes.

Texts are written in every language of the workshop. Refuses to write one that is missing in a language, or that nobody
confirmed: it raises `ContentError` with all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from textwrap import wrap
from typing import Any

from trainingkit.content.yamledit import in_lines, on_one_line, quoted
from trainingkit.domain.agenda import subject_of
from trainingkit.domain.kit import Agenda, AgendaItem, With
from trainingkit.domain.text import Form, Status, Text
from trainingkit.domain.workshop import Brand, CohortCard, DayHours, Group, Hours, Referral, Workshop
from trainingkit.errors import ContentError, Problem

_GAPS = {
    Status.MISSING: "missing-translation",
    Status.STALE: "stale-translation",
    Status.DRAFT: "draft-translation",
}
_PICTURE_LINE = 100
"""Letters of a picture in one line."""


def workshop_entries(workshop: Workshop) -> dict[str, Any]:
    """Every entry of a new file that says more than the defaults do."""
    writer = _Writer(workshop.languages)
    texts = {"title": workshop.title, "place": workshop.place}
    entries: dict[str, Any] = {
        "kit": workshop.kit,
        "edition": quoted(workshop.edition),
        "variant": workshop.variant,
        "switch": on_one_line(list(workshop.switch)) if workshop.switch else None,
        **{name: writer.text(text) for name, text in texts.items() if text},
        "from": workshop.from_ and str(workshop.from_),
        "to": workshop.to and str(workshop.to),
        "track": workshop.track,
        "cohort": _cohort(workshop.cohort) if workshop.cohort else None,
        "country": workshop.country,
        "sector": workshop.sector,
        "timezone": workshop.timezone if workshop.timezone != "UTC" else None,
        "paper": workshop.paper,
        "languages": on_one_line(list(workshop.languages)),
        "hours": hours_entry(workshop.hours),
        "days": {name: _day(day) for name, day in workshop.days.items()},
        "anchors": anchors_entry(workshop.anchors),
        "people": on_one_line(workshop.people),
        "group": workshop.group,
        "facilitators": on_one_line(workshop.facilitators) if workshop.facilitators else None,
        "referral": writer.referral(workshop.referral),
        "groups": {name: _group(group) for name, group in workshop.groups.items()},
        "replies": _replies(workshop.replies),
        "reads": on_one_line(list(workshop.reads)) if workshop.reads else None,
        "versions": on_one_line(list(workshop.versions)) if workshop.versions else None,
        "agenda": writer.agenda(workshop.agenda) if workshop.agenda else None,
        **{name: {each: writer.text(text) for each, text in texts.items()} for name, texts in _texts(workshop)},
        "facts": {name: {each: quoted(value) for each, value in own.items()} for name, own in workshop.facts.items()},
        "brand": writer.brand(workshop.brand),
    }
    writer.require_whole()
    needed = ("hours", "people", "languages")
    return {name: value for name, value in entries.items() if value or name in needed}


def _texts(workshop: Workshop) -> tuple[tuple[str, Mapping[str, Text]], ...]:
    return ("change", workshop.change), ("values", workshop.values), ("words", workshop.words)


def _replies(replies: str | Mapping[str, str]) -> Any:
    """Which reply each case gets; what a file without the field means is not written."""
    return on_one_line(replies) if isinstance(replies, Mapping) else None


def agenda_entry(agenda: Agenda, languages: tuple[str, ...]) -> Any:
    """An agenda in the languages of its workshop."""
    writer = _Writer(languages)
    entry = writer.agenda(agenda)
    writer.require_whole()
    return entry


def hours_entry(hours: Hours) -> Any:
    """When days begin and end."""
    return on_one_line({"from": _clock(hours.from_), "to": _clock(hours.to)})


def anchors_entry(anchors: Mapping[str, time]) -> Any:
    """The clock times that items are tied to; None where there are none."""
    return on_one_line({name: _clock(at) for name, at in anchors.items()}) if anchors else None


def _clock(moment: time) -> str:
    return quoted(f"{moment:%H:%M}")


def _day(day: DayHours) -> Any:
    hours = {"from": day.from_ and _clock(day.from_), "to": day.to and _clock(day.to)}
    said = {"date": day.date_ and str(day.date_), **hours, "anchors": anchors_entry(day.anchors)}
    return on_one_line({name: value for name, value in said.items() if value})


def _cohort(card: CohortCard) -> Any:
    codes = {"plan": card.plan, "code": card.code, "shift": card.shift, "trainer": card.trainer, "room": card.room}
    return on_one_line({**codes, "lines": on_one_line(card.lines)})


def _group(group: Group) -> Any:
    case = {"case": group.case} if group.case else {}
    return on_one_line({**case, "people": group.people})


@dataclass(slots=True)
class _Writer:
    """Writes texts, and gathers what keeps one from being written."""

    languages: tuple[str, ...]
    gaps: list[Problem] = field(default_factory=list)

    def require_whole(self) -> None:
        if self.gaps:
            raise ContentError({(each.code, each.unit, *each.details.values()): each for each in self.gaps}.values())

    def text(self, text: Text) -> Any:
        """A text by language; a bare line where there is one language only."""
        said = {}
        for language in self.languages:
            status = text.status(language)
            if status is not Status.TRANSLATED:
                self.gaps.append(Problem(_GAPS[status], text.unit, {"language": language}))
            words = text.find(language) or text.source
            said[language] = in_lines(words) if text.form is Form.PROSE else " ".join(words.split())
        return said if len(said) > 1 else next(iter(said.values()))

    def referral(self, referral: Referral) -> Any:
        """Where people are sent to; what says nothing is not written."""
        said = {"to": {name: self.text(text) for name, text in referral.to.items()}}
        confirmed = {"confirmed": str(referral.confirmed)} if referral.confirmed else {}
        return {**({} if not referral.to else said), **confirmed}

    def brand(self, brand: Brand) -> Any:
        """Who pays and hosts, and the logo, whose text is broken into lines that an editor can show."""
        funder = {"funder": self.text(brand.funder)} if brand.funder else {}
        if brand.logo is None:
            return funder
        png = in_lines("\n".join(wrap(brand.logo.png, _PICTURE_LINE)))
        return {**funder, "logo": {"name": self.text(brand.logo.name), "png": png}}

    def agenda(self, agenda: Agenda) -> Any:
        days = {
            name: {
                "title": self.text(day.title),
                **({"track": day.track} if day.track else {}),
                "items": {each: dict(self.item(item)) for each, item in day.items.items()},
            }
            for name, day in agenda.days.items()
        }
        return {"days": days}

    def item(self, item: AgendaItem) -> Iterator[tuple[str, Any]]:
        """The fields that an item says, in the order in which they are read."""
        kind, subject = subject_of(item)
        yield kind, subject or str(item.break_)
        fields = {"minutes": item.minutes, "version": item.version, "anchor": item.anchor, "lead": item.lead}
        if item.title is not None:
            yield "title", self.text(item.title)
        yield from ((name, value) for name, value in fields.items() if value is not None)
        if item.with_ is not None and (meant := dict(_with(item.with_))):
            yield "with", on_one_line(meant)


def _with(meant: With) -> Iterator[tuple[str, Any]]:
    if meant.cases:
        yield "cases", on_one_line(list(meant.cases))
    if meant.reads:
        yield "reads", "yes"
    if meant.moment:
        yield "moment", meant.moment
    if meant.swap:
        yield "swap", "yes"
