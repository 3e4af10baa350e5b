"""Small plants to plan for, and a judge of timetables that knows nothing of how they are made.

The judge counts minutes by itself, from the plan and the minutes of each track's meetings alone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Any

from tests.domain.making import make_agenda, make_kit, make_session, make_text
from trainingkit.domain.cohorts import (
    CohortPlan,
    Cohorts,
    GroupSizes,
    Percent,
    Release,
    Shift,
    Span,
    Trainer,
    TrainingRoom,
)
from trainingkit.domain.kit import Agenda, AgendaItem, Day, Kit
from trainingkit.domain.modules import Track
from trainingkit.domain.timetable import Cohort, Timetable, Visit

MONDAY = date(2026, 12, 7)
THREE_SHIFTS = {
    "morning": Shift(from_=time(6), to=time(14), breaks={"meal": Span(time(10), time(10, 30))}),
    "evening": Shift(from_=time(14), to=time(22), breaks={"meal": Span(time(18), time(18, 30))}),
    "night": Shift(from_=time(22), to=time(6)),
}
Headcount = Mapping[str, Mapping[str, Mapping[str, int]]]


def make_plant_kit(minutes: Mapping[str, tuple[int, ...]], apart: bool = True) -> Kit:
    """A kit with tracks in this order; of each track the minutes of the sessions of its one day."""
    sessions, days, tracks = [], {}, {}
    for number, (track, lengths) in enumerate(minutes.items(), 1):
        items = {}
        for place, length in enumerate(lengths):
            name = f"{track}-{place}"
            sessions.append(make_session(name, (1, length, 600)))
            items[f"item-{place}"] = AgendaItem(session=name)
        days[track] = Day(title=make_text(track), track=track, items=items)
        others = tuple(each for each in minutes if each != track) if apart else ()
        tracks[track] = Track(title=make_text(track), order=number, apart_from=others)
    kit = make_kit(make_agenda({}), sessions)
    return replace(kit, agenda=Agenda(days=days), about=replace(kit.about, tracks=tracks))


def make_plan(
    headcount: Headcount,
    *,
    days: int = 5,
    trainers: int | Mapping[str, Trainer] = 2,
    rooms: Mapping[str, int] | None = None,
    group: tuple[int, int, int] = (12, 25, 28),
    **more: Any,
) -> CohortPlan:
    """A plan; shares may be plain numbers. `more` are fields of `Cohorts`."""
    crew = {f"t{number}": Trainer() for number in range(1, trainers + 1)} if isinstance(trainers, int) else trainers
    goal, release = more.pop("goal", dict.fromkeys(headcount, 40)), more.pop("release", 10)
    cohorts = Cohorts(
        goal={track: Percent(many) for track, many in goal.items()},
        group=GroupSizes(min=group[0], ideal=group[1], max=group[2]),
        release=release if isinstance(release, Release) else Release(share=Percent(release)),
        no_shows=Percent(more.pop("no_shows", 10)),
        trainers=crew,
        rooms={name: TrainingRoom(capacity=many) for name, many in (rooms or {"canteen": 28, "office": 28}).items()},
        shifts=more.pop("shifts", THREE_SHIFTS),
        headcount=headcount,
        **more,
    )
    return CohortPlan(
        id="plant",
        kit="k",
        edition="1",
        plan="cohorts",
        from_=MONDAY,
        to=MONDAY + timedelta(days=days - 1),
        country="mx",
        languages=("es",),
        cohorts=cohorts,
    )


# ── the judge ───────────────────────────────────────────────────────────────────────────────────────────────────────


def faults(table: Timetable, plan: CohortPlan, minutes: Mapping[tuple[str, str], tuple[int, ...]]) -> list[str]:
    """Every rule that a timetable breaks. `minutes`: of each meeting, by track and shift."""
    found = [fault for cohort in table.cohorts for fault in _of_one(cohort, plan, minutes)]
    found += [fault for one, other in combinations(table.cohorts, 2) for fault in _of_two(one, other, plan)]
    return [*found, *_of_trainers(table, plan), *_of_people(table, plan), *_of_release(table, plan)]


def _of_one(cohort: Cohort, plan: CohortPlan, minutes: Mapping[tuple[str, str], tuple[int, ...]]) -> Iterator[str]:
    """A cohort by itself: its size, its meetings, days with work."""
    cohorts, sizes = plan.cohorts, plan.cohorts.group.of(cohort.track)
    crew = sum(cohorts.headcount[cohort.track][cohort.shift].values())
    if not min(sizes.min, crew) <= cohort.size <= min(sizes.max, cohorts.rooms[cohort.room].capacity):
        yield f"{cohort.code}: {cohort.size} people in {cohort.room}"
    if tuple(visit.minutes for visit in cohort.visits) != minutes[cohort.track, cohort.shift]:
        yield f"{cohort.code}: {[visit.minutes for visit in cohort.visits]} minutes"
    days = [visit.shift_day for visit in cohort.visits]
    if days != sorted(set(days)):
        yield f"{cohort.code}: twice on one day"
    there = ((cohort.trainer, cohorts.trainers[cohort.trainer].days), (cohort.room, cohorts.rooms[cohort.room].days))
    for day in days:
        if not plan.from_ <= day <= plan.to or day in plan.closed:
            yield f"{cohort.code}: {day} is no day of work"
        yield from (f"{who} is not there on {day}" for who, when in there if when != "all" and day not in when)
    for visit in cohort.visits:
        yield from (f"{cohort.code}: {fault}" for fault in _of_hours(visit, cohorts.shifts[cohort.shift]))


def _of_hours(visit: Visit, shift: Shift) -> Iterator[str]:
    """Whether a meeting lies within its shift and outside of its breaks."""
    begin, end = _on(visit.shift_day, shift.from_, shift.to)
    if not begin <= visit.begins_at < visit.ends_at <= end:
        yield f"{visit.begins_at} is not in the shift"
    for span in shift.breaks.values():
        for later in (0, 1):
            pause, until = _on(visit.shift_day + timedelta(days=later), span.from_, span.to)
            if begin <= pause < end and pause < visit.ends_at and visit.begins_at < until:
                yield f"{visit.begins_at} runs into a break"


def _on(day: date, begin: time, end: time) -> tuple[datetime, datetime]:
    first, last = datetime.combine(day, begin), datetime.combine(day, end)
    return first, last + timedelta(days=last <= first)


def _of_two(one: Cohort, other: Cohort, plan: CohortPlan) -> Iterator[str]:
    """Two cohorts: no room and no trainer in two places, and the order of tracks."""
    between = timedelta(minutes=plan.cohorts.between)
    for a in one.visits:
        for b in other.visits:
            if a.begins_at < b.ends_at + between and b.begins_at < a.ends_at + between:
                if one.room == other.room:
                    yield f"{one.code} and {other.code} are both in {one.room}"
                if one.trainer == other.trainer:
                    yield f"{one.code} and {other.code} are both led by {one.trainer}"
    order = plan.cohorts.order or tuple(plan.cohorts.goal)
    first, second = sorted((one, other), key=lambda each: order.index(each.track))
    if first.track != second.track and first.visits[-1].ends_at > second.visits[0].begins_at:
        yield f"{second.code} of {second.track} begins before {first.code} of {first.track} has ended"


def _of_trainers(table: Timetable, plan: CohortPlan) -> Iterator[str]:
    """How much a trainer leads on a day, and her rest."""
    for name, trainer in plan.cohorts.trainers.items():
        days: dict[date, list[Visit]] = {}
        for visit in (each for cohort in table.cohorts if cohort.trainer == name for each in cohort.visits):
            days.setdefault(visit.shift_day, []).append(visit)
        for day, visits in days.items():
            if len(visits) > trainer.sessions or sum(visit.minutes for visit in visits) > trainer.minutes:
                yield f"{name} leads {len(visits)} sessions on {day}"
        yield from (f"{name} {fault}" for fault in _of_rest(days, timedelta(minutes=plan.cohorts.rest)))


def _of_rest(days: Mapping[date, list[Visit]], rest: timedelta) -> Iterator[str]:
    spans = {
        day: (min(visit.begins_at for visit in visits), max(visit.ends_at for visit in visits))
        for day, visits in days.items()
    }
    for day, (begin, end) in spans.items():
        if end - begin > timedelta(days=1) - rest:
            yield f"has too long a day on {day}"
    for early, late in combinations(sorted(spans), 2):
        if spans[late][0] - spans[early][1] < rest:
            yield f"does not rest between {early} and {late}"


def _of_people(table: Timetable, plan: CohortPlan) -> Iterator[str]:
    """Everybody at most once, and enough of each shift that the goal holds after those who do not come."""
    cohorts = plan.cohorts
    for cohort in table.cohorts:
        strangers = set(cohort.people) - set(cohorts.headcount[cohort.track][cohort.shift])
        yield from (f"{cohort.code}: {line} is no line of {cohort.track}" for line in strangers)
    for track, shift, lines in _crews(plan):
        for line, count in lines.items():
            if table.invited(track, shift, line) > count:
                yield f"{track} {shift} {line}: more are invited than there are"
        everybody, invited = sum(lines.values()), table.invited(track, shift)
        if invited * (100 - cohorts.no_shows) < cohorts.goal[track] * everybody and invited < everybody:
            yield f"{track} {shift}: {invited} of {everybody} are invited"


def _crews(plan: CohortPlan) -> Iterator[tuple[str, str, Mapping[str, int]]]:
    for track in plan.cohorts.goal:
        for shift, lines in plan.cohorts.headcount[track].items():
            yield track, shift, lines


def _of_release(table: Timetable, plan: CohortPlan) -> Iterator[str]:
    """No more of a line away at once than may be: asked at every moment at which somebody leaves."""
    for moment in sorted({visit.begins_at for cohort in table.cohorts for visit in cohort.visits}):
        away = Counter[tuple[str, str, str]]()
        for cohort in table.cohorts:
            if any(visit.begins_at <= moment < visit.ends_at for visit in cohort.visits):
                away.update({(cohort.track, cohort.shift, line): many for line, many in cohort.people.items()})
        for (track, shift, line), many in away.items():
            if many * 100 > _share(plan.cohorts.release, track, line) * plan.cohorts.headcount[track][shift][line]:
                yield f"{many} of {line} ({track}, {shift}) are away at {moment}"


def _share(release: Release, track: str, line: str) -> int:
    if track in release.tracks:
        return release.tracks[track]
    return 100 if line == "all" else release.share
