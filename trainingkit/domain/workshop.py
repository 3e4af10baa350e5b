"""A workshop: a dated meeting of people in a place, with groups; no names of participants, ever.

Comes in: a workshop file, or nothing at all (`sample_of` makes the undated sample a kit alone is built as). Goes out:
dates, counts, copies. Refuses to know clocks of the agenda (`agenda`) and people one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from math import ceil
from typing import Annotated, Literal

from trainingkit.domain.kit import Agenda, Kit
from trainingkit.domain.marks import Id, Key, Line, Name, Phrase, Png, Prose, Range, Ref, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR, Quantity
from trainingkit.domain.term import Composition
from trainingkit.domain.text import Text
from trainingkit.domain.tracks import for_track


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When a day begins and when it must be over; what is over before it begins goes over midnight."""

    from_: time
    to: time


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """What differs on one day: its date where it is not the day after the one before, its hours, its clock times of
    anchors."""

    date_: Annotated[date | None, Key("date")] = None
    from_: time | None = None
    to: time | None = None
    anchors: Mapping[Id, time] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of participants; its id names its emblem. Without a case it plays none."""

    case: Id | None = None
    people: Annotated[int, Range(1, 40)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortCard:
    """Which cohort of a plan a workshop is: codes and counts, no names. `lines`: how many are invited of each."""

    plan: Id
    code: Word
    shift: Id
    trainer: Id
    room: Id
    lines: Mapping[Id, Annotated[int, Range(1, 500)]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A small picture for the cover. `name`: whose it is, said to who does not see it; `png`: a PNG in base64, as the
    program writes it."""

    name: Annotated[Line, EVERYONE]
    png: Png


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """Who pays and who hosts, for the cover."""

    funder: Annotated[Line, EVERYONE] | None = None
    logo: Logo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Where this workshop sends people who need help: by the kit's kind of help, a service or an organisation. Who
    answers there and which telephone are written by hand into the printed list. `confirmed`: the day on which it was
    last asked whether they take people."""

    to: Annotated[Mapping[Id, Line], FACILITATOR] = field(default_factory=dict)
    confirmed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """One workshop. `from_` is None for a kit's sample: days are then called «Día 1». Without `paper` it is its
    country's, without `group` and `sector` its kit's. `reads`: cases that everybody reads on one page although no group
    plays them; `versions`: in which of their versions role plays and sessions are used where the agenda names none;
    `facts`: by module (`cases/child-care`), the values its facts have here."""

    id: Id = ""
    kit: Id
    edition: Name
    title: Annotated[Line, EVERYONE] | None = None
    place: Annotated[Line, FACILITATOR] | None = None
    from_: date | None = None
    to: date | None = None
    track: Id | None = None
    cohort: CohortCard | None = None
    country: Word
    sector: Id | None = None
    timezone: Word = "UTC"
    paper: Literal["letter", "a4"] | None = None
    languages: tuple[Word, ...]
    hours: Hours
    days: Mapping[Id, DayHours] = field(default_factory=dict)
    anchors: Mapping[Id, time] = field(default_factory=dict)
    people: Mapping[Word, Annotated[int, Range(0, 500)]]
    group: Composition | None = None
    facilitators: Mapping[Id, Name] = field(default_factory=dict)
    referral: Referral = Referral()
    groups: Mapping[Id, Group] = field(default_factory=dict)
    reads: tuple[Id, ...] = ()
    replies: Literal["print-all"] | Mapping[Id, Id] = "print-all"
    agenda: Agenda | None = None
    variant: Id | None = None
    versions: tuple[Id, ...] = ()
    switch: tuple[Word, ...] = ()
    change: Mapping[Word, Annotated[Prose, FACILITATOR]] = field(default_factory=dict)
    values: Mapping[Id, Annotated[Line, EVERYONE]] = field(default_factory=dict)
    words: Annotated[Mapping[Id, Phrase], EVERYONE] = field(default_factory=dict)
    facts: Mapping[Ref, Mapping[Id, Name]] = field(default_factory=dict)
    brand: Brand = Brand()

    @property
    def is_sample(self) -> bool:
        """Whether this is a kit built alone: undated, with ruled lines for what only a workshop knows."""
        return self.from_ is None

    @property
    def head_count(self) -> int:
        """Participants in all languages."""
        return sum(self.people.values())

    def date_of(self, position: int, day: str = "") -> date | None:
        """The date of the day at `position` (from 0), its own where it has one; None in a sample."""
        own = self.days.get(day)
        if own is not None and own.date_ is not None:
            return own.date_
        return self.from_ + timedelta(days=position) if self.from_ else None


SAMPLE_GROUPS = ("flor", "montana", "estrella", "rombo", "espiga", "ola")
"""The groups of a sample; each has its stitched emblem."""

SAMPLE_START = date(2027, 5, 19)
"""The Wednesday that story dates of a sample are counted from; never printed as the sample's own date."""


def sample_of(kit: Kit, track: str | None = None) -> Workshop:
    """The workshop a kit without one is built for, of a track where it has some: the ideal head count, its own country
    and paper, groups of six, which take turns at the cases that are worth playing first."""
    kit = for_track(kit, track)
    about = kit.about
    country = about.country or next(iter(kit.shared.countries), "")
    count = max(1, min(len(SAMPLE_GROUPS), about.people.ideal // 6))
    shares = [about.people.ideal // count + (position < about.people.ideal % count) for position in range(count)]
    wanted = [name for name, case in kit.cases.items() if not case.key.decoy]
    cases: list[str | None] = [*(wanted or kit.cases)] or [None]
    groups = {
        name: Group(case=cases[position % len(cases)], people=shares[position])
        for position, name in enumerate(SAMPLE_GROUPS[:count])
    }
    anchors = {item.anchor for day in kit.agenda.days.values() for item in day.items.values() if item.anchor}
    return Workshop(
        kit=kit.id,
        edition=about.edition,
        track=track,
        country=country,
        languages=about.languages,
        hours=Hours(from_=time(8, 30), to=time(17, 0)),
        anchors={name: time(12, 30) for name in anchors},
        people={about.language: about.people.ideal},
        groups=groups,
    )


def whole_sample_of(kit: Kit, track: str | None = None) -> Workshop:
    """The sample that shows all of a kit: each case is played, by a group that fills every seat of its role play."""
    sample, seen = sample_of(kit, track), for_track(kit, track)
    if len(seen.cases) <= 1:
        return sample
    groups = {
        emblem: Group(case=name, people=max(6, _seats_from(seen, name)))
        for emblem, name in zip(SAMPLE_GROUPS, seen.cases, strict=False)
    }
    people = sum(group.people for group in groups.values())
    return replace(sample, groups=groups, people={seen.about.language: people})


def _seats_from(kit: Kit, case: str) -> int:
    """How many people fill every seat of a case's role play; 0 without one."""
    play = kit.role_play_of(case)
    seats = play.seats.values() if play else ()
    return max(len(seats), *(seat.from_people or 0 for seat in seats), 0)


def paper_for(workshop: Workshop, kit: Kit) -> Literal["letter", "a4"]:
    """The workshop's own paper, else the kit's at home, else the country's: what people there can buy wins over any
    table of locales (Honduras prints on Letter)."""
    pack = kit.shared.countries.get(workshop.country)
    at_home = kit.about.paper if workshop.country == kit.about.country else None
    return workshop.paper or at_home or (pack.paper if pack else None) or kit.about.paper or "letter"


def count_of(quantity: Quantity, workshop: Workshop, cases: int = 1) -> int:
    """How many pieces a quantity means for this workshop, spare included and rounded up."""
    per = {
        "": 1,
        "person": workshop.head_count,
        "group": len(workshop.groups),
        "organisation": workshop.head_count,
        "case": cases,
        "table": len(workshop.groups),
        "facilitator": max(1, len(workshop.facilitators)),
    }[quantity.per]
    return ceil(quantity.number * per * (100 + quantity.spare_percent) / 100)


def title_of(workshop: Workshop, kit: Kit) -> Text:
    """What a workshop is called on paper: its own title, or the kit's."""
    return workshop.title or kit.about.title


def composition_of(workshop: Workshop, kit: Kit) -> Composition:
    """Who the group is: women, men or both, as the workshop says, else the kit."""
    return workshop.group or kit.about.group
