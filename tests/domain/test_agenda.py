"""The agenda on the clock: real days, locks, minutes, order; the properties hold for any day that can be written."""

import time as clock
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import make_agenda, make_kit, make_session, make_text, make_workshop, pause
from trainingkit.domain.agenda import ScheduledDay, Slot, agenda_of, order_problems, schedule
from trainingkit.domain.clock import as_minutes
from trainingkit.domain.kit import AgendaItem, Break, Kit, With
from trainingkit.domain.paper import Worksheet
from trainingkit.domain.sessions import Technique
from trainingkit.domain.workshop import DayHours, Group, sample_of, whole_sample_of
from trainingkit.errors import Problem, Severity


def by_item(day: ScheduledDay) -> dict[str, Slot]:
    return {slot.item: slot for slot in day.slots}


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


LUNCH = {"lunch": time(12, 30)}

# ── minutes and clock ───────────────────────────────────────────────────────────────────────────────────────────────


def test_items_follow_each_other_from_the_start_of_the_day() -> None:
    kit = make_kit(
        make_agenda(
            {"in": pause(30), "map": AgendaItem(session="map"), "short": AgendaItem(session="map", minutes=45)}
        ),
        [make_session("map", (30, 90, 120))],
    )
    plan = schedule(kit, make_workshop())
    slots = by_item(plan.days[0])
    assert [(slot.starts_at, slot.ends_at) for slot in slots.values()] == [
        (time(8, 30), time(9, 0)),
        (time(9, 0), time(10, 30)),
        (time(10, 30), time(11, 15)),
    ]
    assert plan.problems == ()
    assert plan.days[0].spare_minutes == as_minutes(time(17, 0)) - as_minutes(time(11, 15))
    assert slots["map"].title == kit.sessions["map"].title
    assert slots["in"].title is None
    assert slots["in"].break_kind is Break.BREAK
    assert [slot.item for slot in plan.slots if slot.subject == "map"] == ["map", "short"]


def test_a_session_is_about_the_cases_that_groups_play_or_those_that_everybody_reads() -> None:
    items = {
        "read": AgendaItem(session="read", with_=With(reads=True)),
        "decide": AgendaItem(session="decide"),
        "own": AgendaItem(session="own", with_=With(cases=("third",))),
    }
    kit = make_kit(
        make_agenda(items), [make_session(name) for name in items], cases=("first", "second", "third", "fourth")
    )
    groups = {"flor": Group(case="second", people=6), "ola": Group(case="first", people=6)}
    workshop = replace(make_workshop(groups=groups, people={"es": 12}), reads=("fourth",))
    found = {slot.item: slot.cases for slot in schedule(kit, workshop).slots}
    assert found == {"read": ("first", "second", "fourth"), "decide": ("first", "second"), "own": ("third",)}
    nobody_plays = schedule(kit, make_workshop(groups={}))
    assert {slot.cases for slot in nobody_plays.slots if slot.item != "own"} == {tuple(kit.cases)}


def test_the_sample_plays_what_is_worth_playing_and_the_whole_sample_everything() -> None:
    kit = make_kit(make_agenda({}), [], cases=("first", "second", "third"))
    decoy = kit.cases["second"]
    kit = replace(kit, cases={**kit.cases, "second": replace(decoy, key=replace(decoy.key, decoy=True))})
    assert {group.case for group in sample_of(kit).groups.values()} == {"first", "third"}
    whole = whole_sample_of(kit)
    assert [group.case for group in whole.groups.values()] == ["first", "second", "third"]
    assert whole.head_count == sum(group.people for group in whole.groups.values())


def test_references_may_carry_their_kind() -> None:
    kit = make_kit(make_agenda({"map": AgendaItem(session="sessions/map")}), [make_session("map")])
    assert schedule(kit, make_workshop()).days[0].slots[0].subject == "map"


def test_techniques_and_worksheets_stand_on_the_agenda() -> None:
    kit = make_kit(
        make_agenda(
            {
                "walk": AgendaItem(technique="walk"),
                "sheet": AgendaItem(worksheet="sheet", minutes=20, title=make_text("Nuestra hoja")),
            }
        )
    )
    walk = Technique(
        id="walk",
        title=make_text("walk"),
        family="energizer",
        purpose=make_text("wake up"),
        minutes=12,
        people=make_text("all"),
        space=make_text("any"),
        steps={},
        touch=False,
    )
    kit = replace(
        kit, techniques={"walk": walk}, worksheets={"sheet": Worksheet(id="sheet", title=make_text("sheet"), fields={})}
    )
    plan = schedule(kit, make_workshop())
    walk_slot, sheet_slot = plan.days[0].slots
    assert (walk_slot.kind, walk_slot.minutes, walk_slot.title) == ("technique", 12, walk.title)
    assert (sheet_slot.kind, sheet_slot.minutes, sheet_slot.title) == ("worksheet", 20, make_text("Nuestra hoja"))
    assert plan.problems == ()


@pytest.mark.parametrize(
    ("per", "with_", "expected"),
    [
        ("case", With(cases=("b", "c")), 50),
        ("case", None, 75),  # the cases that groups play: a, b, c
        ("group", With(cases=("a",)), 50),  # two groups play it
        ("group", None, 100),
        ("", With(cases=("a", "b")), 25),
    ],
)
def test_a_session_per_case_or_group_takes_its_time_so_often(
    per: Literal["", "case", "group"], with_: With | None, expected: int
) -> None:
    kit = make_kit(
        make_agenda({"meet": AgendaItem(session="meet", with_=with_)}),
        [make_session("meet", (20, 25, 40), per=per)],
        cases=("a", "b", "c", "never-played"),
    )
    groups = {
        "flor": Group(case="a", people=7),
        "ola": Group(case="a", people=7),
        "luz": Group(case="b", people=8),
        "sol": Group(case="c", people=8),
    }
    slot = schedule(kit, make_workshop(groups=groups)).days[0].slots[0]
    assert slot.minutes == expected
    assert slot.least == expected * 20 // 25
    assert slot.cases == (with_.cases if with_ else ("a", "b", "c"))


def test_the_minimum_of_a_session_per_case_grows_with_the_cases() -> None:
    item = AgendaItem(session="meet", minutes=45, with_=With(cases=("a", "b", "c")))
    kit = make_kit(make_agenda({"meet": item}), [make_session("meet", (20, 25, 40), per="case")], cases=("a", "b", "c"))
    (problem,) = schedule(kit, make_workshop()).problems
    assert problem.code == "below-minimum"
    assert problem.details["minimum"] == "60"


# ── locks and hard ends ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lock_holds_and_the_free_time_before_it_is_spare() -> None:
    kit = make_kit(
        make_agenda(
            {
                "map": AgendaItem(session="map"),
                "lunch": pause(90, "lunch", Break.MEAL),
                "talk": AgendaItem(session="map"),
            }
        ),
        [make_session("map", (30, 60, 90))],
    )
    plan = schedule(kit, make_workshop(anchors=LUNCH, hours=(time(9), time(15))))
    slots = by_item(plan.days[0])
    assert slots["lunch"].anchored
    assert slots["lunch"].starts_at == time(12, 30)
    assert slots["talk"].starts_at == time(14, 0)
    assert plan.days[0].spare_minutes == 150
    assert plan.problems == ()


def test_the_anchors_of_a_day_win_over_those_of_the_workshop() -> None:
    days = {"day-2": DayHours(anchors={"lunch": time(11, 45)}, from_=time(7, 0))}
    kit = make_kit(make_agenda({"lunch": pause(60, "lunch")}, {"in": pause(20), "lunch": pause(60, "lunch")}))
    first, second = schedule(kit, make_workshop(anchors=LUNCH, days=days)).days
    assert first.slots[0].starts_at == time(12, 30)
    assert [slot.starts_at for slot in second.slots] == [time(7, 0), time(11, 45)]


def test_an_item_that_runs_into_a_lock_is_named_with_it() -> None:
    kit = make_kit(
        make_agenda(
            {
                "in": pause(60),
                "map": AgendaItem(session="map", minutes=200),
                "lunch": pause(90, "lunch"),
                "talk": pause(30),
            }
        ),
        [make_session("map", (30, 60, 240))],
    )
    plan = schedule(kit, make_workshop(anchors=LUNCH))
    (problem,) = plan.problems
    assert problem.code == "anchor-conflict"
    assert problem.unit == "agenda/day-1/items/lunch"
    assert problem.details == {
        "day": "day-1",
        "item": "lunch",
        "anchored_at": "12:30",
        "minutes": "20",
        "other": "map",
        "other_ends_at": "12:50",
        "culprits": "map (200 → 30)",
    }
    assert by_item(plan.days[0])["lunch"].starts_at == time(12, 30)  # a lock never moves
    assert by_item(plan.days[0])["talk"].starts_at == time(14, 0)


def test_an_item_may_end_at_the_minute_of_the_lock() -> None:
    fits = make_kit(make_agenda({"a": pause(200), "b": pause(40), "lunch": pause(60, "lunch")}))
    late = make_kit(make_agenda({"a": pause(240), "b": pause(10), "lunch": pause(60, "lunch")}))
    assert schedule(fits, make_workshop(anchors=LUNCH)).problems == ()
    (problem,) = schedule(late, make_workshop(anchors=LUNCH)).problems
    assert (problem.details["other"], problem.details["minutes"]) == ("b", "10")  # «a» is over when lunch begins


def test_a_lock_before_the_day_begins_is_a_problem() -> None:
    kit = make_kit(make_agenda({"bus": pause(20, "bus")}))
    (problem,) = schedule(kit, make_workshop(anchors={"bus": time(8, 0)})).problems
    assert (problem.code, problem.details["minutes"], problem.details["starts_at"]) == (
        "anchor-before-day",
        "30",
        "08:30",
    )


def test_an_anchor_that_the_workshop_does_not_set_is_a_problem_and_the_item_flows() -> None:
    kit = make_kit(make_agenda({"in": pause(30), "lunch": pause(60, "lunhc")}))
    plan = schedule(kit, make_workshop(anchors=LUNCH))
    (problem,) = plan.problems
    assert problem.code == "unknown-anchor"
    assert problem.details == {"day": "day-1", "item": "lunch", "anchor": "lunhc", "known": "lunch"}
    assert plan.days[0].slots[1].starts_at == time(9, 0)
    assert not plan.days[0].slots[1].anchored


def test_a_day_that_ends_at_five_past_five_is_an_error() -> None:
    kit = make_kit(
        make_agenda(
            {
                "morning": AgendaItem(session="long", minutes=235),
                "lunch": pause(90, "lunch"),
                "decide": AgendaItem(session="long", minutes=110),
                "close": AgendaItem(session="close"),
            }
        ),
        [make_session("long", (60, 90, 240)), make_session("close", (40, 75, 90))],
    )
    plan = schedule(kit, make_workshop(anchors=LUNCH, days={"day-1": DayHours(to=time(17, 0))}))
    (problem,) = plan.problems
    assert (problem.code, problem.severity) == ("day-overrun", Severity.ERROR)
    assert problem.details == {
        "day": "day-1",
        "minutes": "5",
        "ends_at": "17:05",
        "limit": "17:00",
        "culprits": "decide (110 → 60)",  # «morning» is longer than its ideal too, but lunch would not come earlier
        "can_save": "85",
    }
    assert plan.days[0].over_minutes == 5


def test_without_an_item_above_its_ideal_the_longest_ones_are_named() -> None:
    items = {f"s{minutes}": pause(minutes) for minutes in (200, 30, 190, 100, 10)}
    plan = schedule(make_kit(make_agenda(items)), make_workshop())
    assert plan.problems[0].details["culprits"] == "s200 (200), s190 (190), s100 (100)"
    assert plan.problems[0].details["can_save"] == "0"


def test_a_day_of_its_own_hours_ends_when_it_says() -> None:
    kit = make_kit(make_agenda({"all": pause(8 * 60)}))
    assert schedule(kit, make_workshop()).problems == ()
    (problem,) = schedule(kit, make_workshop(days={"day-1": DayHours(to=time(15, 30))})).problems
    assert problem.details["minutes"] == "60"


def test_an_overrun_past_midnight_is_still_an_overrun() -> None:
    plan = schedule(make_kit(make_agenda({"all": pause(1440)})), make_workshop())
    assert codes(plan.problems) == ["day-overrun"]
    assert plan.days[0].slots[0].ends_at == time(8, 30)


def test_hours_over_midnight_end_on_the_next_morning() -> None:
    kit = make_kit(make_agenda({"first": pause(40), "last": pause(25, anchor="late")}))
    hours = (time(23, 20), time(0, 25))
    plan = schedule(kit, make_workshop(hours=hours, anchors={"late": time(0, 0)}))
    assert plan.problems == ()
    (day,) = plan.days
    assert [(slot.starts_at, slot.ends_at) for slot in day.slots] == [
        (time(23, 20), time(0, 0)),
        (time(0, 0), time(0, 25)),
    ]
    assert (day.over_minutes, day.spare_minutes) == (0, 0)
    (problem,) = schedule(kit, make_workshop(hours=(time(23, 20), time(0, 20)), anchors={"late": time(0, 0)})).problems
    assert (problem.code, problem.details["minutes"]) == ("day-overrun", "5")


def test_a_day_may_have_a_date_of_its_own() -> None:
    kit = make_kit(make_agenda({"all": pause(60)}, {"all": pause(60)}))
    dates = (date(2027, 5, 19), date(2027, 5, 24))
    days = {"day-2": DayHours(date_=date(2027, 5, 24))}
    plan = schedule(kit, make_workshop(dates=dates, days=days))
    assert [day.date for day in plan.days] == list(dates)
    assert plan.problems == ()


# ── single items ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_session_may_take_its_minimum_and_its_maximum() -> None:
    kit = make_kit(
        make_agenda({"short": AgendaItem(session="map", minutes=30), "long": AgendaItem(session="map", minutes=90)}),
        [make_session("map", (30, 60, 90))],
    )
    assert schedule(kit, make_workshop()).problems == ()


def test_minutes_out_of_the_range_of_a_session() -> None:
    kit = make_kit(
        make_agenda({"short": AgendaItem(session="map", minutes=29), "long": AgendaItem(session="map", minutes=91)}),
        [make_session("map", (30, 60, 90))],
    )
    short, long = schedule(kit, make_workshop()).problems
    assert (short.code, short.severity, short.details["minimum"]) == ("below-minimum", Severity.ERROR, "30")
    assert (long.code, long.severity, long.details["maximum"]) == ("above-maximum", Severity.WARNING, "90")


@pytest.mark.parametrize(
    ("item", "place", "kind"),
    [
        (AgendaItem(session="nowhere"), "session", "sessions"),
        (AgendaItem(technique="nowhere"), "technique", "techniques"),
        (AgendaItem(worksheet="nowhere", minutes=5), "worksheet", "worksheets"),
        (AgendaItem(session="map", with_=With(cases=("nowhere",))), "with/cases", "cases"),
    ],
)
def test_what_an_item_names_must_exist(item: AgendaItem, place: str, kind: str) -> None:
    (problem,) = schedule(make_kit(make_agenda({"x": item}), [make_session("map")]), make_workshop()).problems
    assert (problem.code, problem.unit) == ("unknown-name", f"agenda/day-1/items/x/{place}")
    assert problem.details == {"value": "nowhere", "kind": kind, "nearest": ""}


def test_a_break_says_its_minutes() -> None:
    (problem,) = schedule(make_kit(make_agenda({"x": pause(None)})), make_workshop()).problems
    assert (problem.code, problem.unit) == ("missing-minutes", "agenda/day-1/items/x")


# ── days and dates ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2013, 5, 22), [("too-many-days", Severity.ERROR)]),
        (date(2013, 5, 23), []),
        (date(2013, 5, 24), [("too-few-days", Severity.WARNING)]),
    ],
)
def test_days_of_the_agenda_against_dates(last: date, expected: list[tuple[str, Severity]]) -> None:
    kit = make_kit(make_agenda({"a": pause(10)}, {"b": pause(10)}))
    plan = schedule(kit, make_workshop(dates=(date(2013, 5, 22), last)))
    assert [(problem.code, problem.severity) for problem in plan.problems] == expected
    assert [day.date for day in plan.days] == [date(2013, 5, 22), date(2013, 5, 23)]


def test_hours_for_a_day_that_is_not_there_are_not_lost_in_silence() -> None:
    kit = make_kit(make_agenda({"a": pause(10)}))
    (problem,) = schedule(kit, make_workshop(days={"day-9": DayHours(to=time(15, 0))})).problems
    assert (problem.code, problem.unit, problem.details["value"]) == ("unknown-name", "workshops/w/days", "day-9")


def test_a_kit_without_a_workshop_has_a_schedule_without_dates() -> None:
    kit = make_kit(make_agenda({"lunch": pause(60, "lunch")}), [make_session("map")], cases=("a",))
    plan = schedule(kit, sample_of(kit))
    assert plan.days[0].date is None
    assert plan.days[0].slots[0].starts_at == time(12, 30)
    assert plan.problems == ()


def test_the_agenda_of_a_workshop_replaces_the_kits() -> None:
    kit = make_kit(make_agenda({"a": pause(10)}, {"b": pause(10)}))
    own = make_agenda({"mine": pause(None)})
    workshop = replace(make_workshop(), agenda=own)
    assert agenda_of(kit, workshop) is own
    plan = schedule(kit, workshop)
    assert [slot.item for slot in plan.slots] == ["mine"]
    assert plan.problems[0].unit == "workshops/w/agenda/day-1/items/mine"


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────

CYCLE = ("case", "documentation", "letter", "role-play", "reply", "debrief")


def make_cycle(order: Sequence[str]) -> Kit:
    """The cycle of a case, each stage requiring the one before, placed in `order` over three days."""
    sessions = [
        make_session(name, requires=(f"sessions/{CYCLE[place - 1]}",) if place else ())
        for place, name in enumerate(CYCLE)
    ]
    items = [(name, AgendaItem(session=name)) for name in order]
    return make_kit(make_agenda(dict(items[:2]), dict(items[2:4]), dict(items[4:])), sessions)


def test_the_cycle_in_its_order_is_accepted() -> None:
    assert schedule(make_cycle(CYCLE), make_workshop()).problems == ()


@pytest.mark.parametrize("place", range(5))
def test_each_swap_of_two_stages_is_rejected_with_its_reason(place: int) -> None:
    order = list(CYCLE)
    order[place], order[place + 1] = order[place + 1], order[place]
    plan = schedule(make_cycle(order), make_workshop())
    (problem,) = plan.problems
    assert (problem.code, problem.severity) == ("wrong-order", Severity.ERROR)
    assert problem.details["session"] == CYCLE[place + 1]
    assert problem.details["other"] == CYCLE[place]
    assert problem.details["rule"] == "requires"
    assert (problem.details["day"], problem.details["other_day"]) == (
        f"day-{place // 2 + 1}",
        f"day-{(place + 1) // 2 + 1}",
    )


@pytest.mark.parametrize("place", range(5))
def test_each_stage_left_out_is_missed(place: int) -> None:
    plan = schedule(make_cycle([name for name in CYCLE if name != CYCLE[place]]), make_workshop())
    (problem,) = plan.problems
    assert problem.code == "missing-prerequisite"
    assert (problem.details["session"], problem.details["other"]) == (CYCLE[place + 1], CYCLE[place])


def test_after_orders_two_sessions_only_if_both_are_there() -> None:
    sessions = [make_session("a"), make_session("b", after=("a",))]
    alone = make_kit(make_agenda({"b": AgendaItem(session="b")}), sessions)
    turned = make_kit(make_agenda({"b": AgendaItem(session="b"), "a": AgendaItem(session="a")}), sessions)
    assert schedule(alone, make_workshop()).problems == ()
    (problem,) = schedule(turned, make_workshop()).problems
    assert (problem.code, problem.details["rule"], problem.details["other_item"]) == ("wrong-order", "after", "a")


def test_a_prerequisite_counts_for_its_own_case() -> None:
    sessions = [make_session("meet"), make_session("reply", requires=("meet",))]

    def placed(*items: tuple[str, str, str]) -> Kit:
        agenda = {name: AgendaItem(session=session, with_=With(cases=(case,))) for name, session, case in items}
        return make_kit(make_agenda(agenda), sessions, cases=("x", "y"))

    good = placed(("m-x", "meet", "x"), ("r-x", "reply", "x"), ("m-y", "meet", "y"), ("r-y", "reply", "y"))
    bad = placed(("m-x", "meet", "x"), ("r-y", "reply", "y"), ("m-y", "meet", "y"))
    none = placed(("m-x", "meet", "x"), ("r-y", "reply", "y"))
    assert schedule(good, make_workshop()).problems == ()
    assert codes(schedule(bad, make_workshop()).problems) == ["wrong-order"]
    assert codes(schedule(none, make_workshop()).problems) == ["missing-prerequisite"]


def test_a_session_placed_twice_misses_its_prerequisite_once() -> None:
    kit = make_kit(
        make_agenda({"one": AgendaItem(session="b"), "two": AgendaItem(session="b")}),
        [make_session("b", requires=("a",))],
    )
    slots = tuple(schedule(kit, make_workshop()).slots)
    assert codes(order_problems(kit, slots)) == ["missing-prerequisite"]


# ── properties ──────────────────────────────────────────────────────────────────────────────────────────────────────

START, LIMIT = as_minutes(time(8, 30)), as_minutes(time(17, 0))


@st.composite
def days_with_locks(draw: st.DrawFn) -> tuple[list[int], dict[int, time]]:
    """The minutes of each item, and for some of them the clock time they are locked to: any order, any hour."""
    minutes = draw(st.lists(st.integers(0, 200), min_size=1, max_size=12))
    locked = draw(st.sets(st.integers(0, len(minutes) - 1), max_size=4))
    return minutes, {
        place: draw(st.times(max_value=time(23, 0)).map(lambda t: t.replace(second=0, microsecond=0)))
        for place in sorted(locked)
    }


def place(minutes: Sequence[int], locks: Mapping[int, time]) -> tuple[ScheduledDay, tuple[Problem, ...]]:
    items = {f"i{n}": pause(length, f"a{n}" if n in locks else None) for n, length in enumerate(minutes)}
    workshop = make_workshop(anchors={f"a{n}": moment for n, moment in locks.items()})
    plan = schedule(make_kit(make_agenda(items)), workshop)
    return plan.days[0], plan.problems


@given(days_with_locks())
def test_locks_never_move_and_no_minute_is_lost(drawn: tuple[list[int], dict[int, time]]) -> None:
    minutes, locks = drawn
    day, problems = place(minutes, locks)
    assert [slot.minutes for slot in day.slots] == minutes
    assert {n: day.slots[n].starts_at for n in locks} == locks
    assert [n for n, slot in enumerate(day.slots) if slot.anchored] == sorted(locks)
    overlaps = [int(p.details["minutes"]) for p in problems if p.code in ("anchor-conflict", "anchor-before-day")]
    # every minute between the day's two ends is filled, spare, or run over, but for those that a conflict names
    assert sum(minutes) + day.spare_minutes - day.over_minutes - sum(overlaps) == LIMIT - START


@given(days_with_locks())
def test_nothing_overlaps_unless_a_conflict_says_so(drawn: tuple[list[int], dict[int, time]]) -> None:
    day, problems = place(*drawn)
    named = {p.details["item"]: p for p in problems if p.code in ("anchor-conflict", "anchor-before-day")}
    free_from = START
    for slot in day.slots:
        overlap = free_from - slot.start
        if slot.item in named:
            assert int(named[slot.item].details["minutes"]) == overlap > 0
        else:
            assert overlap <= 0
            assert slot.anchored or overlap == 0  # a gap stands before locks only
        free_from = slot.end


@given(days_with_locks(), st.data())
def test_a_changed_duration_moves_only_what_follows_up_to_the_next_lock(
    drawn: tuple[list[int], dict[int, time]], data: st.DataObject
) -> None:
    minutes, locks = drawn
    changed = data.draw(st.integers(0, len(minutes) - 1))
    longer = data.draw(st.integers(1, 90))
    before, _ = place(minutes, locks)
    after, _ = place([m + longer if n == changed else m for n, m in enumerate(minutes)], locks)
    next_lock = min((n for n in locks if n > changed), default=len(minutes))
    for n, (old, new) in enumerate(zip(before.slots, after.slots, strict=True)):
        assert new.start - old.start == (longer if changed < n < next_lock else 0)


@given(days_with_locks())
def test_a_schedule_depends_on_nothing_but_its_input(drawn: tuple[list[int], dict[int, time]]) -> None:
    assert place(*drawn) == place(*drawn)


def test_three_days_are_scheduled_in_less_than_a_tenth_of_a_second() -> None:
    sessions = [make_session(f"s{n}", (5, 20, 30), requires=(f"s{n - 1}",) if n else ()) for n in range(45)]
    days = [
        {
            f"i{n}": AgendaItem(session=f"s{n}", anchor="lunch" if n % 15 == 8 else None)
            for n in range(start, start + 15)
        }
        for start in (0, 15, 30)
    ]
    kit = make_kit(make_agenda(*days), sessions)
    workshop = make_workshop(anchors=LUNCH)
    began = clock.process_time()
    plan = schedule(kit, workshop)
    assert clock.process_time() - began < 0.1
    assert len(tuple(plan.slots)) == 45
    assert plan.problems == ()
