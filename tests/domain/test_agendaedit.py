"""An agenda changed by hand: each deed, and what holds after any row of deeds."""

from dataclasses import replace
from datetime import date, time
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import make_agenda, make_kit, make_session, make_text, make_workshop, pause
from trainingkit.domain.agenda import agenda_of, schedule
from trainingkit.domain.agendaedit import MOST_DAYS, DayDeed, Edit, ItemDeed, edited
from trainingkit.domain.kit import AgendaItem, Kit
from trainingkit.domain.workshop import DayHours, Workshop

KIT: Kit = make_kit(
    make_agenda(
        {
            "in": pause(30),
            "map": AgendaItem(session="map"),
            "lunch": pause(60, "lunch"),
            "talk": AgendaItem(session="talk", minutes=90),
        },
        {"recall": AgendaItem(session="map"), "lunch": pause(60, "lunch"), "close": AgendaItem(session="talk")},
    ),
    [make_session("map", (30, 90, 120)), make_session("talk", (20, 60, 90), requires=("map",))],
)
WORKSHOP: Workshop = make_workshop(anchors={"lunch": time(12, 30)})


def done(*edits: Edit, workshop: Workshop = WORKSHOP) -> Workshop:
    return edited(KIT, workshop, edits)


def order(workshop: Workshop) -> dict[str, list[str]]:
    return {name: list(day.items) for name, day in agenda_of(KIT, workshop).days.items()}


def test_the_kit_s_agenda_becomes_the_workshop_s_own_with_the_first_change() -> None:
    made = done(Edit(deed="minutes", day="day-1", item="map", minutes=45))
    assert made.agenda is not None
    assert made.agenda.days["day-1"].items["map"].minutes == 45
    assert KIT.agenda.days["day-1"].items["map"].minutes is None
    assert done() is WORKSHOP


def test_moving() -> None:
    assert order(done(Edit(deed="up", day="day-1", item="map")))["day-1"] == ["map", "in", "lunch", "talk"]
    assert order(done(Edit(deed="down", day="day-1", item="map")))["day-1"] == ["in", "lunch", "map", "talk"]
    assert order(done(Edit(deed="up", day="day-1", item="in"))) == order(WORKSHOP)
    over = order(done(Edit(deed="down", day="day-1", item="talk")))
    assert (over["day-1"], over["day-2"][0]) == (["in", "map", "lunch"], "talk")
    back = order(done(Edit(deed="up", day="day-2", item="recall")))
    assert (back["day-1"][-1], back["day-2"]) == ("recall", ["lunch", "close"])
    twice = order(done(Edit(deed="move", day="day-1", item="lunch", to_day="day-2", place=0)))
    assert twice["day-2"] == ["lunch-2", "recall", "lunch", "close"]
    far = order(done(Edit(deed="move", day="day-1", item="in", to_day="day-1", place=99)))
    assert far["day-1"][-1] == "in"
    assert order(done(Edit(deed="move", day="day-1", item="in", to_day="nowhere"))) == order(WORKSHOP)


def test_what_comes_too_early_goes_behind_what_it_needs() -> None:
    early = done(Edit(deed="move", day="day-1", item="talk", to_day="day-1", place=0))
    (problem,) = [each for each in schedule(KIT, early).problems if each.code == "wrong-order"]
    behind = Edit(deed="behind", day="day-1", item="talk", to_day="day-1", other=problem.details["other_item"])
    mended = done(behind, workshop=early)
    assert order(mended)["day-1"] == ["in", "map", "talk", "lunch"]
    assert not [each for each in schedule(KIT, mended).problems if each.code == "wrong-order"]


def test_adding_and_taking_out() -> None:
    made = done(
        Edit(deed="add", day="day-1", name="sessions/map", place=1), Edit(deed="remove", day="day-1", item="in")
    )
    assert order(made)["day-1"] == ["map-2", "map", "lunch", "talk"]
    meal = done(Edit(deed="add", day="day-2", name="break/meal", place=99)).agenda
    assert meal is not None
    assert meal.days["day-2"].items["meal"].minutes == 60
    for name in ("sessions/nothing", "break/nothing", "cases/x", "", "sessions/"):
        assert order(done(Edit(deed="add", day="day-1", name=name))) == order(WORKSHOP)


def test_a_lock_holds_the_time_that_it_had_and_follows_no_more() -> None:
    locked = done(Edit(deed="lock", day="day-1", item="map"))
    assert locked.anchors == {"at-0900": time(9), "lunch": time(12, 30)}
    later = done(Edit(deed="minutes", day="day-1", item="in", minutes=15), workshop=locked)
    assert [slot.starts_at for slot in schedule(KIT, later).days[0].slots][1] == time(9)
    free = done(Edit(deed="unlock", day="day-1", item="map"), workshop=later)
    assert free.anchors == {"lunch": time(12, 30)}
    assert [slot.starts_at for slot in schedule(KIT, free).days[0].slots][1] == time(8, 45)


def test_another_time_on_one_day_leaves_the_other_days_alone() -> None:
    made = done(Edit(deed="at", day="day-2", item="lunch", at=time(13)))
    noons = [slot.starts_at for day in schedule(KIT, made).days for slot in day.slots if slot.item == "lunch"]
    assert noons == [time(12, 30), time(13)]
    back = done(Edit(deed="at", day="day-2", item="lunch", at=time(12, 30)), workshop=made)
    assert back.days == {}


def test_a_day_too_long_is_shortened_as_far_as_it_can_be() -> None:
    short = make_workshop(hours=(time(8, 30), time(14, 0)), anchors={"lunch": time(12, 30)})
    assert schedule(KIT, short).days[0].over_minutes == 60
    made = edited(KIT, short, [Edit(deed="shorten", day="day-1")])
    slots = {slot.item: slot.minutes for slot in schedule(KIT, made).days[0].slots}
    assert slots["talk"] == 30
    assert schedule(KIT, made).days[0].over_minutes == 0


NAMES = st.sampled_from(["in", "map", "lunch", "talk", "recall", "close", "nothing", "meal", "map-2", ""])
DAYS = st.sampled_from(["day-1", "day-2", "day-3"])
EDITS = st.builds(
    Edit,
    deed=st.sampled_from([*get_args(ItemDeed), *get_args(DayDeed)]),
    title=st.sampled_from([None, make_text("Otro día")]),
    day=DAYS,
    item=NAMES,
    minutes=st.one_of(st.none(), st.integers(0, 300)),
    name=st.sampled_from(["sessions/map", "break/meal", "x", ""]),
    to_day=DAYS,
    place=st.integers(-2, 9),
    other=NAMES,
    at=st.one_of(st.none(), st.times()),
)


def has_what_it_needs(edit: Edit) -> bool:
    """Pages send a deed to a day only where it is one of a day."""
    return bool(edit.item) or edit.deed in ("add", "shorten", "new-day", "name-day", "drop-day", "clear-day")


@given(st.lists(EDITS.filter(has_what_it_needs), max_size=8))
def test_after_any_deeds_it_stands_on_the_clock_and_nothing_is_tied_to_nothing(edits: list[Edit]) -> None:
    made = done(*edits)
    plan = schedule(KIT, made)
    for day in plan.days:
        for before, after in zip(day.slots, day.slots[1:], strict=False):
            assert after.anchored or after.start == before.end
    used = {item.anchor for day in agenda_of(KIT, made).days.values() for item in day.items.values()}
    assert set(made.anchors) <= used
    assert {each for own in made.days.values() for each in own.anchors} <= used
    assert not [each for each in plan.problems if each.code == "unknown-anchor"]


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────

DATED: Workshop = make_workshop(dates=(date(2027, 5, 19), date(2027, 5, 20)), anchors={"lunch": time(12, 30)})


def test_a_day_more_comes_last_and_the_last_date_follows() -> None:
    edit = Edit(deed="new-day", title=make_text("Otro día"))
    made = done(edit, workshop=DATED)
    assert order(made) == {**order(DATED), "day-3": []}
    assert (made.from_, made.to) == (date(2027, 5, 19), date(2027, 5, 21))
    assert made.agenda is not None
    assert made.agenda.days["day-3"].title.unit == f"workshops/{DATED.id}/agenda/day-3/title"
    assert len(order(done(*[edit] * 99, workshop=DATED))) == MOST_DAYS
    # where dates and days did not agree, which of them was meant is not guessed
    loose = replace(DATED, to=date(2027, 5, 23))
    assert done(edit, workshop=loose).to == loose.to
    assert done(Edit(deed="new-day"), workshop=DATED) is DATED


def test_a_day_is_named_anew_and_nothing_else_changes() -> None:
    made = done(Edit(deed="name-day", day="day-2", title=make_text("Con la brigada")), workshop=DATED)
    assert made.agenda is not None
    title = made.agenda.days["day-2"].title
    assert (title.source, title.unit) == ("Con la brigada", f"workshops/{DATED.id}/agenda/day-2/title")
    assert order(made) == order(DATED)
    assert (made.to, made.agenda.days["day-1"]) == (DATED.to, agenda_of(KIT, DATED).days["day-1"])
    assert done(Edit(deed="name-day", day="day-2"), workshop=DATED) is DATED
    assert done(Edit(deed="name-day", day="day-9", title=make_text("Nada")), workshop=DATED) is DATED


def test_a_day_less_gives_its_sessions_to_its_neighbour() -> None:
    made = done(Edit(deed="drop-day", day="day-2"), workshop=DATED)
    assert order(made) == {"day-1": ["in", "map", "lunch", "talk", "recall", "close"]}
    assert made.to == date(2027, 5, 19)
    first = done(Edit(deed="drop-day", day="day-1"), workshop=DATED)
    assert order(first) == {"day-2": ["map", "talk", "recall", "lunch", "close"]}
    cleared = done(Edit(deed="clear-day", day="day-1"), workshop=DATED)
    assert order(cleared) == {"day-2": ["recall", "lunch", "close"]}
    assert order(done(Edit(deed="clear-day", day="day-2"), workshop=cleared)) == order(cleared)


def test_what_a_day_had_of_its_own_goes_with_it() -> None:
    own = {"day-1": DayHours(from_=time(9)), "day-2": DayHours(to=time(13), anchors={"lunch": time(12)})}
    made = done(Edit(deed="drop-day", day="day-2"), workshop=replace(DATED, days=own))
    assert made.days == {"day-1": own["day-1"]}
    moved = make_agenda({"talk": AgendaItem(session="talk", anchor="late")}, {"map": AgendaItem(session="map")})
    tied = replace(DATED, agenda=moved, anchors={"late": time(16)})
    left = done(Edit(deed="drop-day", day="day-1"), workshop=tied)
    assert left.anchors == {}
    assert left.agenda is not None
    assert left.agenda.days["day-2"].items["talk"].anchor is None
