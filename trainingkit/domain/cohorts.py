"""A plan of cohorts: how many people of which track work in which shift and line, and who trains them where and when.

Comes in: a file of `workshops/` that says `plan: cohorts`. Goes out: numbers to plan with: days, shares, how many to
invite. No names, ever: trainers and rooms are codes, people are counts. Refuses to plan (`planning.cohorts` does).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.marks import Id, Line, Minutes, Name, Range, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR
from trainingkit.domain.workshop import Brand

Days = Literal["all"] | tuple[date, ...]
"""Every day of the plan, or those named. A shift over midnight belongs to the day on which it begins."""

NO_LINE = "all"
"""Counts people who stand on no line: supervisors, the office. Nothing stops while they are away."""


class Percent(int):
    """A share in whole percent, written `40%` or `40`."""

    def of(self, whole: int) -> int:
        """So much of a whole, rounded down."""
        return int(self) * whole // 100


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the clock, written `10:00-10:30`; it may go over midnight."""

    from_: time
    to: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How many people a group has."""

    min: Annotated[int, Range(1, 200)]
    ideal: Annotated[int, Range(1, 200)]
    max: Annotated[int, Range(1, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSizes:
    """How many people a group has; `tracks` where one differs. A shift with fewer people of a track than `min` sends
    them all together."""

    min: Annotated[int, Range(1, 200)]
    ideal: Annotated[int, Range(1, 200)]
    max: Annotated[int, Range(1, 200)]
    tracks: Mapping[Id, Sizes] = field(default_factory=dict)

    def of(self, track: str) -> Sizes:
        """The sizes for one track."""
        return self.tracks.get(track) or Sizes(min=self.min, ideal=self.ideal, max=self.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """How much of one line of one shift may be away at the same time; `tracks` where one differs. People who are
    counted under `all` stand on no line, so that only a share of their own track limits them."""

    SHORTHAND: ClassVar[str] = "share"

    share: Annotated[Percent, Range(1, 100)]
    tracks: Mapping[Id, Annotated[Percent, Range(1, 100)]] = field(default_factory=dict)

    def at_once(self, track: str, line: str, people: int) -> int:
        """How many of a line may be away at the same time."""
        share = self.tracks.get(track)
        if share is None:
            return people if line == NO_LINE else self.share.of(people)
        return share.of(people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trainer:
    """When a trainer is there, and the most that she leads in one day: sessions, and minutes of sessions."""

    days: Days = "all"
    sessions: Annotated[int, Range(1, 12)] = 4
    minutes: Minutes = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRoom:
    """A room: how many people it takes, and when it is free."""

    SHORTHAND: ClassVar[str] = "capacity"

    capacity: Annotated[int, Range(1, 500)]
    days: Days = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The hours of a shift, over midnight too, and its breaks. `pieces`: the most minutes away from work at a time;
    what takes longer is split between the items of the agenda, one piece a day."""

    from_: time
    to: time
    breaks: Mapping[Id, Span] = field(default_factory=dict)
    pieces: Annotated[int, Range(10, 480)] | None = None


People = Annotated[int, Range(0, 20_000)]
Counts = Mapping[Id, Mapping[Id, int]]
"""By shift and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """What is to be reached, and with what. `goal`: how much of each track; `headcount`: by track, shift and line;
    `between`: minutes from one session to the next of a trainer or in a room; `rest`: minutes that a trainer is free
    from the last session of a day to the first of the next; `came`: who came, by cohort and line, once it is known."""

    goal: Mapping[Id, Annotated[Percent, Range(0, 100)]]
    group: GroupSizes
    release: Release
    no_shows: Annotated[Percent, Range(0, 90)] = Percent(0)
    between: Annotated[int, Range(0, 240)] = 15
    rest: Annotated[int, Range(0, 720)] = 660
    trainers: Mapping[Id, Trainer]
    rooms: Mapping[Id, TrainingRoom]
    shifts: Mapping[Id, Shift]
    headcount: Mapping[Id, Mapping[Id, Mapping[Id, People]]]
    order: tuple[Id, ...] = ()
    came: Mapping[Id, Mapping[Id, People]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortPlan:
    """A plan of cohorts, from which their workshops are made. `closed`: days between `from` and `to` without work."""

    id: Id = ""
    kit: Id
    edition: Name
    title: Annotated[Line, EVERYONE] | None = None
    place: Annotated[Line, FACILITATOR] | None = None
    plan: Literal["cohorts"]
    from_: date
    to: date
    closed: tuple[date, ...] = ()
    country: Word
    timezone: Word = "UTC"
    paper: Literal["letter", "a4"] | None = None
    languages: tuple[Word, ...]
    brand: Brand = Brand()
    cohorts: Cohorts

    @property
    def days(self) -> tuple[date, ...]:
        """The days with work, in their order."""
        every = (self.from_ + timedelta(days=number) for number in range((self.to - self.from_).days + 1))
        return tuple(day for day in every if day not in self.closed)


# ── how many to invite ──────────────────────────────────────────────────────────────────────────────────────────────


def people_in(counts: Mapping[str, int]) -> int:
    """All lines together."""
    return sum(counts.values())


def invited(cohorts: Cohorts, track: str, shift: str) -> dict[str, int]:
    """How many people of each line to invite at least, so that the shift reaches the goal although some do not come;
    never more than there are. Each line sends its share, within one person."""
    counts = cohorts.headcount.get(track, {}).get(shift, {})
    goal, everybody = int(cohorts.goal.get(track, 0)), people_in(counts)
    wanted = -(-goal * everybody // (100 - cohorts.no_shows))
    return shared_out(min(wanted, everybody), counts)


def shared_out(total: int, counts: Mapping[str, int]) -> dict[str, int]:
    """A number shared out in proportion to counts: each gets its share rounded down, and those with the greatest rest
    one more; of equals the first."""
    whole = people_in(counts)
    if not whole:
        return dict.fromkeys(counts, 0)
    shares = {name: total * count // whole for name, count in counts.items()}
    rests = sorted(counts, key=lambda name: -(total * counts[name] % whole))
    for name in rests[: total - sum(shares.values())]:
        shares[name] += 1
    return shares


def order_of(cohorts: Cohorts, orders: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    """The tracks with a goal, those first that are trained first: as the plan says, else as the kit does (`orders`);
    tracks of equal order stand together."""
    wanted = [track for track, goal in cohorts.goal.items() if goal and cohorts.headcount.get(track)]
    if cohorts.order:
        return tuple((track,) for track in cohorts.order if track in wanted)
    levels = sorted({orders.get(track, 0) for track in wanted})
    return tuple(tuple(track for track in wanted if orders.get(track, 0) == level) for level in levels)
