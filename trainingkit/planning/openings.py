"""Where cohorts could meet: comes in a plan with the meetings of its tracks, go out all `Opening`s in their order.

A cohort meets at the same clock time on as many days in a row as its track has meetings. Refuses to choose: who meets
in which opening is decided in `cohortmodel`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from trainingkit.domain.cohorts import CohortPlan, Days, Shift, order_of, people_in
from trainingkit.domain.kit import Kit
from trainingkit.domain.meetings import Meeting, meetings_of
from trainingkit.domain.shifts import DAY, Stretch, starts

Crew = tuple[str, str]
"""A track and a shift: cohorts are made of one crew."""


@dataclass(frozen=True)
class Task:
    """What is to be planned: the plan, the meetings of each crew, the tracks in the order in which they are trained."""

    plan: CohortPlan
    meetings: Mapping[Crew, tuple[Meeting, ...]]
    levels: tuple[tuple[str, ...], ...]

    def counts(self, crew: Crew) -> Mapping[str, int]:
        """The people of a crew by line."""
        return self.plan.cohorts.headcount[crew[0]][crew[1]]

    def least(self, crew: Crew) -> int:
        """The smallest group of a crew: all of it where it is smaller than that."""
        return min(self.plan.cohorts.group.of(crew[0]).min, people_in(self.counts(crew)))

    def at_once(self, crew: Crew, line: str) -> int:
        """How many of a line may be away at the same time."""
        return self.plan.cohorts.release.at_once(crew[0], line, self.counts(crew)[line])

    def level(self, track: str) -> int:
        """When a track is trained: 0 is first."""
        return next(number for number, tracks in enumerate(self.levels) if track in tracks)


def task_of(plan: CohortPlan, kit: Kit) -> Task:
    """The task of a plan: its crews are those with people whose track has a goal."""
    cohorts = plan.cohorts
    levels = order_of(cohorts, {name: track.order for name, track in kit.about.tracks.items()})
    whole = {track: meetings_of(kit, track) for tracks in levels for track in tracks}
    meetings = {
        (track, name): _pieces(kit, track, cohorts.shifts[name], whole[track])
        for tracks in levels
        for track in tracks
        for name, counts in cohorts.headcount[track].items()
        if people_in(counts)
    }
    return Task(plan, meetings, levels)


def _pieces(kit: Kit, track: str, shift: Shift, whole: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    return meetings_of(kit, track, shift.pieces) if shift.pieces else whole


@dataclass(frozen=True, slots=True)
class Opening:
    """Days in a row on which a cohort of a crew could meet, always at the same clock time. `days` are places in the
    plan's days; `meetings` are minutes from midnight before the plan's first day."""

    crew: Crew
    days: tuple[int, ...]
    start: int
    meetings: tuple[Stretch, ...]

    @property
    def begin(self) -> int:
        """When its first meeting begins."""
        return self.meetings[0][0]

    @property
    def end(self) -> int:
        """When its last meeting ends."""
        return self.meetings[-1][1]


def openings(task: Task, last: int | None = None) -> Iterator[Opening]:
    """Every opening that is over by the plan's day number `last`, in the order of days."""
    days = task.plan.days[: None if last is None else last + 1]
    for first in range(len(days)):
        for crew, meetings in task.meetings.items():
            row = tuple(range(first, first + len(meetings)))
            if row[-1] >= len(days):
                continue
            shift = task.plan.cohorts.shifts[crew[1]]
            for start in starts(shift, max(each.minutes for each in meetings), task.plan.cohorts.between):
                placed = tuple(
                    _placed(task.plan, days[day], start, each.minutes) for day, each in zip(row, meetings, strict=True)
                )
                yield Opening(crew, row, start, placed)


def _placed(plan: CohortPlan, day: date, start: int, minutes: int) -> Stretch:
    begin = (day - plan.from_).days * DAY + start
    return begin, begin + minutes


def is_there(days: Days, plan: CohortPlan, opening: Opening) -> bool:
    """Whether a trainer, or a room, can be had on all days of an opening."""
    return isinstance(days, str) or all(plan.days[day] in days for day in opening.days)
