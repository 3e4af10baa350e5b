"""The days that an agenda is fitted into: where each begins, where its meal stands, into how many stretches it falls.

Comes in: a request and the kit's kinds of pause. Goes out: `Frame`s of days and their `Stretch`es, which are what is
held without a pause. Refuses to know sessions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from trainingkit.domain.agenda import as_minutes
from trainingkit.domain.kit import AgendaItem
from trainingkit.domain.workshop import Workshop
from trainingkit.planning.fit_pieces import STEP, Pieces

NOON = time(12, 30)
"""When people eat, where the workshop does not say it."""

MEAL = "lunch"
"""The anchor of a meal that the kit gives none."""

STRETCH = 120
"""Sessions one after the other for longer than this need a pause between them."""

AFTERNOON = 60
"""A day that would end within an hour after the meal's time ends without it: nobody comes back for less."""

LONGEST_DAY = 720


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked: so many minutes in so many days, pauses counted, meals not. `workshop` gives the hour at which
    days begin, the meal's time, the groups. `cases_are_set`: it is a workshop whose groups have their cases already."""

    minutes: int
    days: int = 1
    workshop: Workshop
    cases_are_set: bool = False

    @property
    def shares(self) -> tuple[int, ...]:
        """The minutes of each day: as even as whole fives allow, the longer days first."""
        fives = self.minutes // STEP
        return tuple((fives // self.days + (day < fives % self.days)) * STEP for day in range(self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A day to fill. `morning`: the minutes until the meal's time, 0 where the day begins after it. `ends`: when the
    workshop says that this day is over, in minutes from its beginning."""

    id: str
    starts: int
    morning: int
    meal: int
    ends: int | None = None

    @property
    def without_meal(self) -> int:
        """How long the day may be without a meal."""
        return self.morning + AFTERNOON if self.morning else LONGEST_DAY


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
    return tuple(_frame(name, request.workshop, pieces.meal) for name in names)


def _frame(name: str, workshop: Workshop, meal: AgendaItem) -> Frame:
    own = workshop.days.get(name)
    starts = as_minutes(own.from_ if own and own.from_ else workshop.hours.from_)
    anchor = meal.anchor or MEAL
    lock = (own.anchors.get(anchor) if own else None) or workshop.anchors.get(anchor) or NOON
    return Frame(
        id=name,
        starts=starts,
        morning=max(0, (as_minutes(lock) - starts) // STEP * STEP),
        meal=meal.minutes or 0,
        ends=as_minutes(own.to) - starts if own and own.to else None,
    )


def stretches_of(frames: tuple[Frame, ...], shares: tuple[int, ...], pause: int) -> Iterator[Stretch]:
    """As many for each day as can make sense: two that fit into one need no pause between them."""
    for day, (frame, share) in enumerate(zip(frames, shares, strict=True)):
        before = max(min(frame.morning, share), min(frame.without_meal, share))
        after = share - frame.morning if frame.morning else 0
        for after_meal, minutes in ((False, before), (True, after)):
            for number in range(_most(minutes, pause)):
                yield Stretch(day, after_meal, number)


def _most(minutes: int, pause: int) -> int:
    """How many stretches can lie within so many minutes, when any two that follow each other are longer than one."""
    number = 0
    while (number + 1) // 2 * (STRETCH + STEP) + (number + 1) % 2 * STEP + number * pause <= minutes:
        number += 1
    return max(number, 1 if minutes >= STEP else 0)
