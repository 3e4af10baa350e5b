"""The clock of a shift: when it begins and ends, what its breaks leave, when sessions can begin.

Comes in: a shift. Goes out: minutes counted from midnight before the day on which it begins, so that a shift over
midnight runs on past 1440. Refuses to know dates, people and rooms.
"""

from collections.abc import Iterable
from datetime import time
from itertools import pairwise

from trainingkit.domain.clock import as_minutes
from trainingkit.domain.cohorts import Shift, Span

DAY = 1440
Stretch = tuple[int, int]


def stretch_of(begin: time, end: time) -> Stretch:
    """A stretch of the clock; what ends before it begins goes over midnight."""
    first, last = as_minutes(begin), as_minutes(end)
    return first, last if last > first else last + DAY


def window(shift: Shift) -> Stretch:
    """From the begin of the shift to its end."""
    return stretch_of(shift.from_, shift.to)


def length(stretch: Stretch) -> int:
    """Its minutes."""
    return stretch[1] - stretch[0]


def place(span: Span, shift: Shift) -> Stretch | None:
    """A break on the shift's own clock; None for one that is not within the shift."""
    begin, end = stretch_of(span.from_, span.to)
    first, last = window(shift)
    for days in (0, DAY):
        if first <= begin + days and end + days <= last:
            return begin + days, end + days
    return None


def breaks_of(shift: Shift) -> tuple[Stretch, ...]:
    """The breaks within the shift, in their order."""
    placed = (place(span, shift) for span in shift.breaks.values())
    return tuple(sorted(each for each in placed if each))


def free(shift: Shift) -> tuple[Stretch, ...]:
    """What the breaks leave of the shift."""
    first, last = window(shift)
    edges = [first, *(edge for pause in breaks_of(shift) for edge in pause), last]
    pairs = list(pairwise(edges))[::2]
    return tuple(pair for pair in pairs if length(pair) > 0)


def longest(shift: Shift) -> int:
    """The most minutes without a break."""
    return max(map(length, free(shift)), default=0)


def starts(shift: Shift, minutes: int, between: int) -> tuple[int, ...]:
    """The times at which sessions of so many minutes begin, one after the other from the begin of the shift and from
    the end of each break: the same every day, so that everybody can learn them by heart."""
    step = max(1, minutes + between)
    return tuple(start for begin, end in free(shift) for start in range(begin, end - minutes + 1, step))


def overlap(one: Shift, other: Shift) -> int:
    """The minutes of a day in which both shifts are at work, over midnight too."""
    first, last = window(one)
    begins, ends = window(other)
    return sum(max(0, min(last, ends + days) - max(first, begins + days)) for days in (-DAY, 0, DAY))


def hours_add_up(stretches: Iterable[Stretch]) -> bool:
    """Whether no two stretches, given in their order, overlap."""
    return all(one[1] <= other[0] for one, other in pairwise(stretches))
