"""Any small plant: its timetable keeps every rule, or what is said to be short is short by just so much.

A judge and a search by hand, which share no code with the planner, say what is right.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from tests.planning.plants import MONDAY, faults, make_plan, make_plant_kit
from trainingkit.domain.cohorts import CohortPlan, GroupSizes, Percent, Release, Shift, Span, Trainer, TrainingRoom
from trainingkit.domain.kit import Kit
from trainingkit.domain.timetable import Change, Cohort, Refusal, Timetable, Visit
from trainingkit.planning.cohorts import plan_cohorts

SHIFTS = {
    "morning": Shift(from_=time(6), to=time(12), breaks={"meal": Span(time(9), time(9, 30))}),
    "day": Shift(from_=time(8), to=time(13)),
    "late": Shift(from_=time(18), to=time(23)),
    "night": Shift(from_=time(22), to=time(3), breaks={"meal": Span(time(23, 50), time(0, 20))}),
}


@dataclass(frozen=True)
class Plant:
    """A plan, its kit, and the minutes of each meeting."""

    plan: CohortPlan
    kit: Kit
    minutes: Mapping[tuple[str, str], tuple[int, ...]]


@st.composite
def plants(draw: st.DrawFn, *, tracks: Sequence[str] = ("supervisors", "workers"), largest: int = 90) -> Plant:
    lengths = {
        track: draw(st.lists(st.sampled_from([20, 45, 60, 90, 120]), min_size=1, max_size=2)) for track in tracks
    }
    names = draw(st.lists(st.sampled_from(list(SHIFTS)), min_size=1, max_size=2, unique=True))
    piece = draw(st.sampled_from([None, None, 120]))
    shifts = {name: replace(SHIFTS[name], pieces=piece) for name in names}
    lines = st.dictionaries(st.sampled_from(["cut", "sew", "all"]), st.integers(1, largest), min_size=1, max_size=2)
    headcount = {track: {name: draw(lines) for name in names} for track in tracks}
    days = draw(st.integers(1, 3))
    dates = st.lists(st.sampled_from([MONDAY + timedelta(days=day) for day in range(days)]), min_size=1, unique=True)
    least = draw(st.integers(2, 10))
    ideal = draw(st.integers(least, 16))
    most = draw(st.integers(ideal, 20))
    plan = make_plan(
        headcount,
        days=days,
        goal={track: draw(st.integers(10, 100)) for track in tracks},
        trainers={
            f"t{number}": Trainer(
                days=draw(st.one_of(st.just("all"), dates.map(tuple))), sessions=draw(st.integers(1, 4))
            )
            for number in range(draw(st.integers(1, 2)))
        },
        rooms={f"room-{number}": draw(st.integers(least, 24)) for number in range(draw(st.integers(1, 2)))},
        group=(least, ideal, most),
        release=draw(st.sampled_from([10, 20, 35, 60, 100])),
        no_shows=draw(st.sampled_from([0, 10, 20])),
        between=draw(st.sampled_from([0, 15, 30])),
        rest=draw(st.sampled_from([0, 480, 660])),
        shifts=shifts,
    )
    minutes = {(track, name): pieces_of(lengths[track], piece) for track in tracks for name in names}
    assume(all(max(minutes[track, name]) <= stretch(shifts[name]) for track in tracks for name in names))
    return Plant(plan, make_plant_kit({track: tuple(each) for track, each in lengths.items()}), minutes)


def pieces_of(lengths: Sequence[int], most: int | None) -> tuple[int, ...]:
    pieces = [0]
    for length in lengths:
        if most is not None and pieces[-1] and pieces[-1] + length > most:
            pieces.append(0)
        pieces[-1] += length
    return tuple(pieces)


def stretch(shift: Shift) -> int:
    """The longest stretch of one of the shifts above without a break."""
    name = next(name for name, each in SHIFTS.items() if each.from_ == shift.from_)
    return {"morning": 180, "day": 300, "late": 300, "night": 160}[name]


def changed(plan: CohortPlan, change: Change, needed: int) -> CohortPlan:
    """The plan with as much of a resource as a change says: done by hand here."""
    cohorts, more = plan.cohorts, needed - change.now
    match change.resource:
        case "days":
            return replace(plan, to=plan.to + timedelta(days=more))
        case "trainers":
            new = {f"n{number}": Trainer() for number in range(more)}
            return replace(plan, cohorts=replace(cohorts, trainers={**cohorts.trainers, **new}))
        case "rooms":
            rooms = {f"n{number}": TrainingRoom(capacity=cohorts.group.max) for number in range(more)}
            return replace(plan, cohorts=replace(cohorts, rooms={**cohorts.rooms, **rooms}))
        case "release":
            return replace(plan, cohorts=replace(cohorts, release=Release(share=Percent(needed))))
        case "group":
            return replace(plan, cohorts=replace(cohorts, group=replace(cohorts.group, min=needed)))


def check(plant: Plant) -> None:
    found = plan_cohorts(plant.plan, plant.kit)
    if isinstance(found, Timetable):
        assert faults(found, plant.plan, plant.minutes) == []
        return
    note(f"{found.ways}")
    assert found.proven
    assert any(found.reached[track] < wanted for track, wanted in found.wanted.items())
    for way in found.ways:
        plan = plant.plan
        for change in way:
            plan = changed(plan, change, change.needed)
        table = plan_cohorts(plan, plant.kit)
        assert isinstance(table, Timetable), way
        assert faults(table, plan, plant.minutes) == []
        for spared in way:  # a little less of any one of them would not do
            plan = plant.plan
            for change in way:
                less = 1 if change.needed < change.now else -1
                plan = changed(plan, change, change.needed + (less if change is spared else 0))
            assert isinstance(plan_cohorts(plan, plant.kit), Refusal), (way, spared)


QUIET = (HealthCheck.too_slow, HealthCheck.filter_too_much)


@settings(max_examples=6, suppress_health_check=QUIET)
@given(plants())
def test_a_timetable_keeps_every_rule_or_what_is_said_to_be_short_is(plant: Plant) -> None:
    check(plant)


@pytest.mark.slow
@pytest.mark.timeout(1500)
@settings(max_examples=60, suppress_health_check=QUIET)
@given(plants())
def test_the_same_for_many_more(plant: Plant) -> None:
    check(plant)


# ── against a search by hand ────────────────────────────────────────────────────────────────────────────────────────


Place = tuple[str, str]
"""A trainer and a room."""


def can_be(plant: Plant) -> bool:
    """Whether there is a timetable: every way to fill the sessions of one track without pieces, one after the other."""
    slots = list(_slots(plant))
    return _filled(plant, slots, ())


def _slots(plant: Plant) -> Iterator[tuple[str, Visit]]:
    """Every time at which a session can begin: from the begin of the shift and of what follows each break."""
    ((track, *_),) = {key[:1] for key in plant.minutes}
    for day in range((plant.plan.to - plant.plan.from_).days + 1):
        for name, shift in plant.plan.cohorts.shifts.items():
            (minutes,) = plant.minutes[track, name]
            date = plant.plan.from_ + timedelta(days=day)
            for begin, end in _stretches(shift):
                start = datetime.combine(date, time()) + timedelta(minutes=begin)
                while start + timedelta(minutes=minutes) <= datetime.combine(date, time()) + timedelta(minutes=end):
                    until = start + timedelta(minutes=minutes)
                    yield name, Visit(shift_day=date, begins_at=start, ends_at=until, day=track, items=())
                    start = until + timedelta(minutes=plant.plan.cohorts.between)


def _stretches(shift: Shift) -> list[tuple[int, int]]:
    """In minutes after midnight, written out for the shifts above."""
    return {
        time(6): [(360, 540), (570, 720)],
        time(8): [(480, 780)],
        time(18): [(1080, 1380)],
        time(22): [(1320, 1430), (1460, 1620)],
    }[shift.from_]


def _filled(plant: Plant, slots: list[tuple[str, Visit]], cohorts: tuple[Cohort, ...]) -> bool:
    if not slots:
        return _enough(plant, cohorts)
    (shift, visit), *rest = slots
    for places in _choices(plant.plan):
        new = tuple(_cohort(plant, shift, visit, place) for place in places)
        if not _clash(plant.plan, (*cohorts, *new)) and _filled(plant, rest, (*cohorts, *new)):
            return True
    return False


def _choices(plan: CohortPlan) -> list[tuple[Place, ...]]:
    """Nobody, one trainer in one room, or two in two."""
    trainers, rooms = list(plan.cohorts.trainers), list(plan.cohorts.rooms)
    pairs = list(product(trainers, rooms))
    both = [(one, other) for one, other in product(pairs, pairs) if one[0] < other[0] and one[1] != other[1]]
    return [*both, *((pair,) for pair in pairs), ()]


def _cohort(plant: Plant, shift: str, visit: Visit, place: Place) -> Cohort:
    ((track, *_),) = {key[:1] for key in plant.minutes}
    return Cohort(code="C", track=track, shift=shift, trainer=place[0], room=place[1], people={}, visits=(visit,))


def _clash(plan: CohortPlan, cohorts: tuple[Cohort, ...]) -> bool:
    """Whether the judge finds a fault that has nothing to do with people."""
    everyday = {(each.track, each.shift): (each.visits[0].minutes,) for each in cohorts}
    found = faults(Timetable(cohorts), plan, everyday)
    return any("people in" not in fault and "are invited" not in fault for fault in found)


def _enough(plant: Plant, cohorts: tuple[Cohort, ...]) -> bool:
    """Whether people of the one line can be shared out: as many as are wanted, no more than there are."""
    plan = plant.plan
    ((track, *_),) = {key[:1] for key in plant.minutes}
    for shift, lines in plan.cohorts.headcount[track].items():
        (count,) = lines.values()
        share = 100 if "all" in lines else plan.cohorts.release.share
        wanted = min(count, -(-plan.cohorts.goal[track] * count // (100 - plan.cohorts.no_shows)))
        group = plan.cohorts.group
        least, most = 0, 0
        for begin in {each.visits[0].begins_at for each in cohorts if each.shift == shift}:
            here = [each for each in cohorts if each.shift == shift and each.visits[0].begins_at == begin]
            floor = len(here) * min(group.min, count)
            ceiling = min(
                sum(min(group.max, plan.cohorts.rooms[each.room].capacity) for each in here), share * count // 100
            )
            if floor > ceiling:
                return False
            least, most = least + floor, most + ceiling
        if most < wanted or least > count:
            return False
    return True


@st.composite
def tiny_plants(draw: st.DrawFn) -> Plant:
    plant = draw(plants(tracks=("workers",), largest=40))
    one_line = {
        name: {draw(st.sampled_from(["sew", "all"])): draw(st.integers(1, 40))} for name in plant.plan.cohorts.shifts
    }
    cohorts = replace(plant.plan.cohorts, headcount={"workers": one_line}, group=draw(sizes()))
    assume(all(len(each) == 1 for each in plant.minutes.values()))
    assume(all(room.capacity >= cohorts.group.min for room in cohorts.rooms.values()))
    tiny = replace(plant, plan=replace(plant.plan, cohorts=cohorts))
    assume(len(list(_slots(tiny))) <= 6)
    return tiny


@st.composite
def sizes(draw: st.DrawFn) -> GroupSizes:
    least = draw(st.integers(2, 10))
    ideal = draw(st.integers(least, 16))
    return GroupSizes(min=least, ideal=ideal, max=draw(st.integers(ideal, 20)))


@settings(max_examples=60, suppress_health_check=QUIET)
@given(tiny_plants())
def test_a_search_by_hand_finds_a_timetable_where_the_planner_does_and_nowhere_else(plant: Plant) -> None:
    assert isinstance(plan_cohorts(plant.plan, plant.kit), Timetable) == can_be(plant)


def test_the_search_by_hand_is_no_yes_man() -> None:
    kit = make_plant_kit({"workers": (60,)})
    shift = {"day": SHIFTS["day"]}
    plan = make_plan(
        {"workers": {"day": {"sew": 30}}}, days=1, trainers=1, shifts=shift, group=(5, 8, 10), release=50, no_shows=0
    )
    enough = Plant(plan, kit, {("workers", "day"): (60,)})
    assert can_be(enough)
    late = replace(plan.cohorts, trainers={"t1": Trainer(sessions=1)})
    assert not can_be(replace(enough, plan=replace(plan, cohorts=late)))
