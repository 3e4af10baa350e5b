"""Timetables of cohorts: right by an independent judge, the same every time, and refusals that are true."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from tests.planning.plants import MONDAY, THREE_SHIFTS, faults, make_plan, make_plant_kit
from trainingkit.content.library import read_kit
from trainingkit.domain.cohorts import CohortPlan, Percent, Release, Shift, Span, Trainer, TrainingRoom
from trainingkit.domain.kit import Kit
from trainingkit.domain.timetable import Change, Refusal, Timetable
from trainingkit.planning.cohorts import plan_cohorts

PLANT = Path(__file__).parents[1] / "samples" / "plant" / "plant-rights"
WORKERS = {
    "morning": {"line-1": 120, "line-2": 120, "packing": 160},
    "evening": {"line-1": 120, "line-2": 120, "packing": 110},
    "night": {"line-1": 150, "packing": 100},
}
"""1,000 people."""


def planned(plan: CohortPlan, kit: Kit) -> Timetable:
    found = plan_cohorts(plan, kit)
    assert isinstance(found, Timetable), found
    return found


def refused(plan: CohortPlan, kit: Kit) -> Refusal:
    found = plan_cohorts(plan, kit)
    assert isinstance(found, Refusal)
    return found


def each(minutes: Mapping[str, int], plan: CohortPlan) -> dict[tuple[str, str], tuple[int, ...]]:
    return {(track, shift): (many,) for track, many in minutes.items() for shift in plan.cohorts.shifts}


# ── the plants of the format's own example and of the facts ─────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def example() -> tuple[CohortPlan, Kit]:
    reading = read_kit(PLANT)
    assert reading.kit
    return reading.plans["example-plant"], reading.kit


EXAMPLE_MINUTES = {"workers": 65, "supervisors": 90, "management": 45}


@pytest.fixture(scope="module")
def example_table(example: tuple[CohortPlan, Kit]) -> Timetable:
    return planned(*example)


def test_forty_per_cent_of_a_thousand_in_three_shifts_with_two_trainers_in_five_days(
    example: tuple[CohortPlan, Kit], example_table: Timetable
) -> None:
    plan, _ = example
    assert faults(example_table, plan, each(EXAMPLE_MINUTES, plan)) == []
    assert example_table.invited("workers") * 90 >= 400 * 100
    assert {cohort.track for cohort in example_table.cohorts} == {"workers", "supervisors", "management"}


def test_forty_per_cent_in_one_day_cannot_be_and_it_is_said_why(example: tuple[CohortPlan, Kit]) -> None:
    plan, kit = example
    found = refused(replace(plan, to=plan.from_), kit)
    assert found.proven
    assert found.wanted == {"management": 9, "supervisors": 28, "workers": 446}
    assert found.reached["workers"] < 446
    assert found.ways == ((Change("days", 1, 4),),)


def test_workers_alone_in_one_day_need_more_trainers_or_more_days(example: tuple[CohortPlan, Kit]) -> None:
    plan, kit = example
    workers = replace(plan.cohorts, goal={"workers": Percent(40)}, order=())
    found = refused(replace(plan, to=plan.from_, cohorts=workers), kit)
    assert found.ways == ((Change("trainers", 2, 6),), (Change("days", 1, 3),))


def test_a_plant_of_1250_in_a_week_with_supervisors_first() -> None:
    headcount = {
        "supervisors": {"morning": {"all": 14}, "evening": {"all": 13}, "night": {"all": 12}},
        "workers": {
            "morning": {"sewing": 300, "cutting": 100, "packing": 100},
            "evening": {"sewing": 300, "cutting": 100, "packing": 50},
            "night": {"sewing": 200, "packing": 100},
        },
    }
    minutes = {"supervisors": 120, "workers": 75}
    plan = make_plan(headcount, goal={"supervisors": 100, "workers": 40}, days=6, no_shows=0)
    table = planned(plan, make_plant_kit({track: (many,) for track, many in minutes.items()}))
    assert faults(table, plan, each(minutes, plan)) == []
    assert table.invited("workers") == 500
    assert table.invited("supervisors") == 39


def test_the_arithmetic_of_one_trainer_holds_to_the_last_person() -> None:
    """Groups of 25, four sessions a day, five days: 500 people, and not one more."""
    shift = {"day": Shift(from_=time(6), to=time(16))}
    kit = make_plant_kit({"workers": (90,)})
    plan = make_plan(
        {"workers": {"day": {"line": 1250}}}, trainers=1, shifts=shift, group=(12, 25, 25), no_shows=0, release=10
    )
    table = planned(plan, kit)
    assert faults(table, plan, {("workers", "day"): (90,)}) == []
    assert [cohort.size for cohort in table.cohorts] == [25] * 20
    more = replace(plan.cohorts, headcount={"workers": {"day": {"line": 1251}}})
    assert refused(replace(plan, cohorts=more), kit).ways == ((Change("trainers", 1, 2),), (Change("days", 5, 6),))


# ── rules, one at a time ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.slow
def test_the_same_plan_gives_the_same_timetable(example: tuple[CohortPlan, Kit], example_table: Timetable) -> None:
    assert planned(*example) == example_table


def test_the_same_small_plan_gives_the_same_timetable() -> None:
    kit = make_plant_kit({"workers": (65,)})
    plan = make_plan({"workers": {"morning": WORKERS["morning"]}})
    assert planned(plan, kit) == planned(plan, kit)


def test_a_trainer_does_not_lead_a_night_and_the_next_morning() -> None:
    kit = make_plant_kit({"workers": (180,)})  # a night's session ends at 1:00 at the earliest
    shifts = {name: THREE_SHIFTS[name] for name in ("morning", "night")}
    headcount = {"workers": {"night": {"line": 30}, "morning": {"line": 30}}}
    one = {"t1": Trainer(sessions=1)}
    plan = make_plan(headcount, days=2, trainers=one, goal={"workers": 90}, release=100, no_shows=0, shifts=shifts)
    assert [cohort.shift for cohort in planned(plan, kit).cohorts] == ["morning", "night"]
    both = {"t1": Trainer(days=(MONDAY,))}
    assert refused(replace(plan, cohorts=replace(plan.cohorts, trainers=both)), kit).proven
    table = planned(replace(plan, cohorts=replace(plan.cohorts, trainers=both, rest=300)), kit)
    assert [cohort.shift for cohort in table.cohorts] == ["morning", "night"]


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    kit = make_plant_kit({"workers": (90,)})
    headcount = {"workers": {"night": {"line": 100}}}
    nights = {"night": Shift(from_=time(22), to=time(6), breaks={"meal": Span(time(22, 30), time(0, 10))})}
    plan = make_plan(headcount, days=1, goal={"workers": 75}, release=25, no_shows=0, shifts=nights)
    table = planned(plan, kit)
    assert faults(table, plan, {("workers", "night"): (90,)}) == []
    visits = [visit for cohort in table.cohorts for visit in cohort.visits]
    assert {visit.shift_day for visit in visits} == {MONDAY}
    assert {visit.begins_at.date() for visit in visits} == {MONDAY + timedelta(days=1)}
    assert all(visit.is_after_midnight for visit in visits)


def test_a_session_may_run_over_midnight() -> None:
    kit = make_plant_kit({"workers": (180,)})
    plan = make_plan(
        {"workers": {"night": {"line": 20}}}, days=1, goal={"workers": 100}, release=100, shifts=THREE_SHIFTS
    )
    (cohort,) = planned(plan, kit).cohorts
    assert cohort.visits[0].begins_at.date() == MONDAY
    assert cohort.visits[0].ends_at.date() == MONDAY + timedelta(days=1)


def test_a_small_crew_comes_all_together() -> None:
    kit = make_plant_kit({"supervisors": (60,)})
    plan = make_plan({"supervisors": {"night": {"all": 6}}}, days=1, goal={"supervisors": 50})
    (cohort,) = planned(plan, kit).cohorts
    assert cohort.people == {"all": 6}


def test_people_without_a_line_are_not_held_back_unless_their_track_is() -> None:
    kit = make_plant_kit({"supervisors": (60,)})
    free = make_plan({"supervisors": {"morning": {"all": 40}}}, days=1, goal={"supervisors": 100})
    assert len(planned(free, kit).cohorts) == 2
    held = Release(share=Percent(10), tracks={"supervisors": Percent(50)})
    plan = make_plan({"supervisors": {"morning": {"all": 40}}}, days=1, goal={"supervisors": 100}, release=held)
    table = planned(plan, kit)
    assert faults(table, plan, {("supervisors", "morning"): (60,)}) == []
    assert len({cohort.visits[0].begins_at for cohort in table.cohorts}) == 2


def test_more_are_invited_than_are_wanted_to_come() -> None:
    kit = make_plant_kit({"workers": (60,)})
    table = planned(make_plan({"workers": {"morning": {"line": 250}}}, no_shows=10), kit)
    assert table.invited("workers") == 112  # of whom 100.8 come


def test_nobody_is_invited_in_reserve_when_everybody_is_invited() -> None:
    kit = make_plant_kit({"workers": (60,)})
    plan = make_plan({"workers": {"morning": {"line": 50}}}, goal={"workers": 95}, release=50)
    assert planned(plan, kit).invited("workers") == 50


def test_cohorts_of_a_crew_are_of_like_size_and_mixed_alike(example_table: Timetable) -> None:
    for shift in ("morning", "evening", "night"):
        mine = [cohort for cohort in example_table.cohorts if (cohort.track, cohort.shift) == ("workers", shift)]
        sizes = [cohort.size for cohort in mine]
        assert max(sizes) - min(sizes) <= 1
        for line in WORKERS[shift]:
            of_line = [cohort.people[line] for cohort in mine]
            assert max(of_line) - min(of_line) <= 1


def test_a_day_without_work_is_left_out() -> None:
    kit = make_plant_kit({"workers": (60,)})
    plan = make_plan({"workers": {"morning": {"line": 300}}}, days=3, trainers=1, no_shows=0)
    closed = replace(plan, closed=(MONDAY,))
    table = planned(closed, kit)
    assert faults(table, closed, {("workers", "morning"): (60,)}) == []
    assert min(visit.shift_day for cohort in table.cohorts for visit in cohort.visits) == MONDAY + timedelta(days=1)


# ── pieces ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_long_agenda_is_split_into_pieces_on_days_in_a_row() -> None:
    kit = make_plant_kit({"workers": (30, 10, 40, 45)})
    shift = {"day": replace(THREE_SHIFTS["morning"], pieces=45)}
    plan = make_plan({"workers": {"day": {"line": 250}}}, shifts=shift, no_shows=0)
    table = planned(plan, kit)
    assert faults(table, plan, {("workers", "day"): (40, 40, 45)}) == []
    for cohort in table.cohorts:
        assert [visit.items for visit in cohort.visits] == [("item-0", "item-1"), ("item-2",), ("item-3",)]
        days = [visit.shift_day for visit in cohort.visits]
        assert days == [days[0] + timedelta(days=later) for later in range(3)]
        assert len({visit.begins_at.time() for visit in cohort.visits}) == 1


def test_pieces_need_as_many_days() -> None:
    kit = make_plant_kit({"workers": (45, 45, 45)})
    shift = {"day": replace(THREE_SHIFTS["morning"], pieces=45)}
    plan = make_plan({"workers": {"day": {"line": 250}}}, days=2, shifts=shift)
    assert refused(plan, kit).ways == ((Change("days", 2, 3),),)


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_release_share_that_lets_no_group_go() -> None:
    kit = make_plant_kit({"workers": (60,)})
    found = refused(make_plan({"workers": {"morning": {"line": 100}}}, release=10), kit)
    assert found.ways == ((Change("release", 10, 12),), (Change("group", 12, 10),))


def test_a_room_is_short_where_all_have_to_come_at_once() -> None:
    kit = make_plant_kit({"workers": (200,)})
    short = {"short": Shift(from_=time(6), to=time(10))}
    plan = make_plan(
        {"workers": {"short": {"line": 100}}},
        days=1,
        rooms={"only": 28},
        shifts=short,
        no_shows=0,
        release=100,
        trainers=2,
    )
    found = refused(plan, kit)
    assert found.ways == ((Change("days", 1, 2),), (Change("rooms", 1, 2),))


def test_what_is_short_of_two_things_needs_both() -> None:
    kit = make_plant_kit({"workers": (200,)})
    short = {"short": Shift(from_=time(6), to=time(10))}
    day = {"t1": Trainer(days=(MONDAY,))}
    plan = make_plan(
        {"workers": {"short": {"line": 100}}}, days=1, rooms={"only": 28}, shifts=short, release=100, trainers=day
    )
    days = replace(plan.cohorts, rooms={"only": TrainingRoom(capacity=28, days=(MONDAY,))})
    found = refused(replace(plan, cohorts=days), kit)
    assert (
        found.ways == ((Change("trainers", 1, 2), Change("rooms", 1, 2)), (Change("days", 1, 2),))
        or len(found.ways) == 1
    )


def test_own_shares_and_sizes_of_a_track_are_named_as_such() -> None:
    kit = make_plant_kit({"workers": (60,)})
    held = Release(share=Percent(50), tracks={"workers": Percent(5)})
    found = refused(make_plan({"workers": {"morning": {"line": 200}}}, release=held), kit)
    assert Change("release", 5, 6, "workers") in [change for way in found.ways for change in way]


def test_what_can_be_reached_is_reached_by_those_first_who_are_trained_first() -> None:
    kit = make_plant_kit({"supervisors": (60,), "workers": (60,)})
    headcount = {"supervisors": {"morning": {"all": 20}}, "workers": {"morning": {"line": 400}}}
    plan = make_plan(headcount, days=1, trainers=1, goal={"supervisors": 100, "workers": 100}, no_shows=0, release=10)
    found = refused(plan, kit)
    assert found.reached == {"supervisors": 20, "workers": 84}
