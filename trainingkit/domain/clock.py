"""Clock times as minutes after midnight, so that reckoning stays whole; hours are those of the place."""

from datetime import time

LONGEST_NIGHT = 12 * 60
"""The most minutes that hours may run over midnight: more is a slip of the pen."""


def as_time(minutes: int) -> time:
    """Minutes after midnight as a clock time; past midnight it starts again (an overrun, reported as one)."""
    return time(minutes // 60 % 24, minutes % 60)


def as_minutes(moment: time) -> int:
    """A clock time as minutes after midnight."""
    return moment.hour * 60 + moment.minute


def after(begin: int, moment: time) -> int:
    """A clock time of a day that begins then, as minutes: a somewhat earlier one is of the next morning."""
    minutes = as_minutes(moment)
    return minutes + 1440 if minutes < begin and minutes + 1440 - begin <= LONGEST_NIGHT else minutes
