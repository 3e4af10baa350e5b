"""A timetable of cohorts as a value, or why there is none.

Comes in: what `planning.cohorts` decided. Goes out: who meets when, where, with whom: codes and counts, no names. Holds
data and the sums of it; refuses to plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from trainingkit.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One meeting of a cohort. `shift_day` is the day on which its shift begins: half past midnight still belongs to
    it. `day` and `items` are those of the kit's agenda."""

    shift_day: date
    begins_at: datetime
    ends_at: datetime
    day: str
    items: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return int((self.ends_at - self.begins_at).total_seconds()) // 60

    @property
    def is_after_midnight(self) -> bool:
        """Whether the calendar says another day than the shift."""
        return self.begins_at.date() != self.shift_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """People of one track and shift who are trained together: `people` by line."""

    code: str
    track: str
    shift: str
    trainer: str
    room: str
    people: Mapping[str, int]
    visits: tuple[Visit, ...]

    @property
    def size(self) -> int:
        """How many are invited."""
        return sum(self.people.values())


@dataclass(frozen=True, slots=True)
class Timetable:
    """All cohorts in the order in which they begin."""

    cohorts: tuple[Cohort, ...]

    def invited(self, track: str, shift: str = "", line: str = "") -> int:
        """How many people of a track, of one shift, of one line are invited."""
        return sum(
            many
            for cohort in self.cohorts
            if cohort.track == track and shift in ("", cohort.shift)
            for name, many in cohort.people.items()
            if line in ("", name)
        )


Resource = Literal["trainers", "days", "rooms", "release", "group"]


@dataclass(frozen=True, slots=True)
class Change:
    """How much of a resource there is, and how much would do. `track`: whose release share or group size it is, where
    it has its own."""

    resource: Resource
    now: int
    needed: int
    track: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no timetable. `wanted`: how many to invite by track; `reached`: how many can be, those first that
    are trained first. `ways`: the smallest changes that would do: each alone or, where none does, several together.
    `proven`: False where the search was cut off, so that there may be a timetable after all."""

    wanted: Mapping[str, int]
    reached: Mapping[str, int]
    ways: tuple[tuple[Change, ...], ...] = ()
    proven: bool = True


# ── a refusal as problems ───────────────────────────────────────────────────────────────────────────────────────────

_SHORT: Mapping[str, tuple[str, str, str]] = {
    "trainers": ("too-few-trainers", "cohorts/trainers", ""),
    "days": ("needs-more-days", "to", ""),
    "rooms": ("too-few-rooms", "cohorts/rooms", ""),
    "release": ("release-too-small", "cohorts/release", "%"),
    "group": ("group-too-large", "cohorts/group", ""),
}
"""What is said of each resource, at which field of a plan, and the sign behind its numbers."""
_OF_TRACK = {"release": "release-of-track-too-small", "group": "group-of-track-too-large"}


def problems_of(refusal: Refusal, unit: str) -> tuple[Problem, ...]:
    """Why there is no timetable, as problems of the plan at `unit`: what is out of reach, then what would do."""
    found = [
        Problem("goal-out-of-reach", f"{unit}/cohorts/goal/{track}", _details(track, wanted, refusal.reached[track]))
        for track, wanted in refusal.wanted.items()
        if refusal.reached[track] < wanted
    ]
    if not refusal.proven:
        return (*found, Problem("search-cut-off", f"{unit}/cohorts"))
    if not refusal.ways:
        return (*found, Problem("nothing-would-do", f"{unit}/cohorts"))
    return (*found, *(_way(way, unit) for way in refusal.ways))


def _details(track: str, wanted: int, reached: int) -> dict[str, str]:
    return {"track": track, "wanted": str(wanted), "reached": str(reached)}


def _way(way: tuple[Change, ...], unit: str) -> Problem:
    if len(way) > 1:
        return Problem("only-together", f"{unit}/cohorts", {"changes": ", ".join(map(_said, way))})
    (change,) = way
    code, field, _ = _SHORT[change.resource]
    where = f"{unit}/{field}/tracks/{change.track}" if change.track else f"{unit}/{field}"
    details = {"now": str(change.now), "needed": str(change.needed), "track": change.track}
    return Problem(_OF_TRACK[change.resource] if change.track else code, where, details)


def _said(change: Change) -> str:
    """A change by the name of its field, which is the same in every language: `release (workers) 2% → 8%`."""
    sign = _SHORT[change.resource][2]
    track = f" ({change.track})" if change.track else ""
    return f"{change.resource}{track} {change.now}{sign} → {change.needed}{sign}"
