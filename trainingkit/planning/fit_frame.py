"""The days that an agenda is fitted into: where each begins, where its meal stands, into how many stretches it falls.

Comes in: a request and the kit's kinds of pause. Goes out: `Frame`s of days and their `Stretch`es, which are what is
held without a pause. Refuses to know sessions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from trainingkit.domain.clock import as_minutes
from trainingkit.domain.kit import AgendaItem
from trainingkit.domain.workshop import Workshop
from trainingkit.planning.fit_pieces import STEP, Pieces

NOON = time(12, 30)
"""When people eat, where the workshop does not say it."""

EARLIER_OR_LATER = (-30, 0, 30)
"""A meal that is not ordered yet may begin half an hour earlier or later."""

MEAL = "lunch"
"""The anchor of a meal that the kit gives none."""

STRETCH = 120
"""Sessions one after the other for longer than this need a pause between them."""

AFTERNOON = 60
"""A day that would end within an hour after the meal's time ends without it: nobody comes back for less."""

LONGEST_DAY = 720
MIDNIGHT = 24 * 60 - STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: so many minutes in so many days, pauses counted, meals not. `workshop` gives the hour at which
    days begin, the meal's time, the groups. `is_set`: it is somebody's workshop and not the kit's sample: its meal is
    ordered for that time, its groups have their cases."""

    minutes: int
    days: int = 1
    workshop: Workshop
    is_set: bool = False

    @property
    def shares(self) -> tuple[int, ...]:
        """The minutes of each day: as even as whole fives allow, the longer days first."""
        fives = self.minutes // STEP
        return tuple((fives // self.days + (day < fives % self.days)) * STEP for day in range(self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A day to fill. `mornings`: the minutes until its meal, each time at which that can be; none where the day begins
    after them. `ends`: when this day is over at the latest, in minutes from its beginning: when the workshop says so,
    otherwise before midnight."""

    id: str
    starts: int
    mornings: tuple[int, ...]
    meal: int
    ends: int

    def longest(self, *, with_meal: bool) -> int:
        """The most minutes that the day may have, the meal not counted. Without one it ends soon after the hour."""
        if with_meal:
            return self.ends - self.meal
        return min(self.ends, max(self.mornings) + AFTERNOON) if self.mornings else self.ends


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is held without a pause: of which day, before or after its meal, the how manieth there."""

    day: int
    after_meal: bool
    number: int


def frames_of(request: Request, pieces: Pieces, days: tuple[str, ...]) -> tuple[Frame, ...]:
    """A frame for each day; ids are the kit's as far as it has so many."""
    ids = (*days, *(f"day-{number}" for number in range(1, request.days + len(days) + 1)))
    names = tuple(dict.fromkeys(ids))[: request.days]
    return tuple(_frame(name, request, pieces.meal) for name in names)


def _frame(name: str, request: Request, meal: AgendaItem) -> Frame:
    workshop, anchor = request.workshop, meal.anchor or MEAL
    own = workshop.days.get(name)
    starts = as_minutes(own.from_ if own and own.from_ else workshop.hours.from_)
    lock = (own.anchors.get(anchor) if own else None) or workshop.anchors.get(anchor)
    morning = (as_minutes(lock or NOON) - starts) // STEP * STEP
    times = (0,) if request.is_set and lock else EARLIER_OR_LATER
    return Frame(
        id=name,
        starts=starts,
        mornings=tuple(morning + moved for moved in times if morning + moved >= STEP),
        meal=meal.minutes or 0,
        ends=(as_minutes(own.to) if own and own.to else MIDNIGHT) - starts,
    )


def stretches_of(frames: tuple[Frame, ...], shares: tuple[int, ...], pause: int) -> Iterator[Stretch]:
    """As many for each day as can make sense: two that fit into one need no pause between them."""
    for day, (frame, share) in enumerate(zip(frames, shares, strict=True)):
        before = min(frame.longest(with_meal=False), share)
        after = share - min(frame.mornings) if frame.mornings else 0
        for after_meal, minutes in ((False, before), (True, after)):
            for number in range(_most(minutes, pause)):
                yield Stretch(day, after_meal, number)


def _most(minutes: int, pause: int) -> int:
    """How many stretches can lie within so many minutes, when any two that follow each other are longer than one."""
    number = 0
    while (number + 1) // 2 * (STRETCH + STEP) + (number + 1) % 2 * STEP + number * pause <= minutes:
        number += 1
    return max(number, 1 if minutes >= STEP else 0)


def room_around(
    number: int, stretches: Sequence[Stretch], frames: Sequence[Frame], shares: Sequence[int], limit: int
) -> tuple[int, int]:
    """At most so many minutes up to the end of a stretch, and at most so many from its beginning on, if none is longer
    than the limit."""
    here = stretches[number]
    share, mornings = shares[here.day], frames[here.day].mornings
    count = sum((each.day, each.after_meal) == (here.day, here.after_meal) for each in stretches)
    early, late = (here.number + 1) * limit, (count - here.number) * limit
    afternoon = max(0, share - min(mornings)) if mornings else 0
    if here.after_meal:
        early, late = max(mornings) + min(early, afternoon), min(late, afternoon)
    else:
        late += afternoon
    return sum(shares[: here.day]) + min(share, early), sum(shares[here.day + 1 :]) + min(share, late)
