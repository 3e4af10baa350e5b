"""The clock of a shift: over midnight, around breaks, and the times at which sessions can begin."""

from datetime import time

import pytest

from trainingkit.domain.cohorts import Shift, Span
from trainingkit.domain.shifts import free, hours_add_up, longest, overlap, place, starts, window

MORNING = Shift(from_=time(6), to=time(14), breaks={"meal": Span(time(10), time(10, 30))})
PAUSES = {"meal": Span(time(1), time(1, 30)), "tea": Span(time(23, 50), time(0, 5))}
NIGHT = Shift(from_=time(22), to=time(6), breaks=PAUSES)


def test_a_night_ends_on_the_next_day() -> None:
    assert window(NIGHT) == (22 * 60, 30 * 60)
    assert place(NIGHT.breaks["meal"], NIGHT) == (25 * 60, 25 * 60 + 30)
    assert place(NIGHT.breaks["tea"], NIGHT) == (24 * 60 - 10, 24 * 60 + 5)
    assert place(MORNING.breaks["meal"], NIGHT) is None


def test_breaks_leave_stretches() -> None:
    assert free(MORNING) == ((360, 600), (630, 840))
    assert longest(MORNING) == 240
    assert free(NIGHT) == ((1320, 1430), (1445, 1500), (1530, 1800))
    assert free(Shift(from_=time(6), to=time(10), breaks={"meal": Span(time(6), time(7))})) == ((420, 600),)


@pytest.mark.parametrize(
    ("minutes", "between", "begin"),
    [
        (65, 15, (360, 440, 520, 630, 710)),
        (240, 15, (360,)),
        (241, 15, ()),
        (120, 0, (360, 480, 630)),
    ],
)
def test_sessions_begin_one_after_the_other_in_each_stretch(minutes: int, between: int, begin: tuple[int, ...]) -> None:
    assert starts(MORNING, minutes, between) == begin


def test_shifts_overlap_by_minutes_over_midnight_too() -> None:
    assert overlap(MORNING, NIGHT) == 0
    assert overlap(Shift(from_=time(5), to=time(13)), NIGHT) == 60
    assert overlap(NIGHT, Shift(from_=time(5), to=time(13))) == 60
    assert overlap(MORNING, MORNING) == 480


def test_breaks_that_follow_each_other_add_up() -> None:
    assert hours_add_up([(0, 10), (10, 20)])
    assert not hours_add_up([(0, 11), (10, 20)])
