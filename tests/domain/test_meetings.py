"""How often a cohort meets: whole days, or pieces cut between items."""

from dataclasses import replace

from tests.domain.making import make_text, pause
from tests.planning.plants import make_plant_kit
from trainingkit.domain.kit import Agenda, Day, Kit
from trainingkit.domain.meetings import Meeting, meetings_of


def kit_of(*lengths: int, pauses: tuple[int, ...] = ()) -> Kit:
    """A day of sessions; a break of ten minutes before each of the sessions numbered in `pauses`."""
    kit = make_plant_kit({"workers": lengths})
    day = kit.agenda.days["workers"]
    items = {}
    for place, (name, item) in enumerate(day.items.items()):
        if place in pauses:
            items[f"pause-{place}"] = pause(10)
        items[name] = item
    return replace(kit, agenda=Agenda(days={"workers": replace(day, items=items)}))


def test_a_day_is_one_meeting() -> None:
    assert meetings_of(kit_of(10, 45, 10), "workers") == (Meeting("workers", ("item-0", "item-1", "item-2"), 65),)


def test_pieces_are_as_few_as_will_do_and_cut_between_items() -> None:
    pieces = meetings_of(kit_of(10, 45, 10, 30), "workers", 45)
    assert [(each.items, each.minutes) for each in pieces] == [
        (("item-0",), 10),
        (("item-1",), 45),
        (("item-2", "item-3"), 40),
    ]


def test_a_break_at_the_edge_of_a_piece_is_none() -> None:
    kit = kit_of(40, 40, 20, pauses=(1, 2))
    pieces = meetings_of(kit, "workers", 50)
    assert [(each.items, each.minutes) for each in pieces] == [
        (("item-0",), 40),
        (("item-1",), 40),
        (("item-2",), 20),
    ]
    assert [each.items for each in meetings_of(kit, "workers", 90)] == [("item-0", "pause-1", "item-1"), ("item-2",)]


def test_what_one_item_takes_stays_whole() -> None:
    assert [each.minutes for each in meetings_of(kit_of(60), "workers", 45)] == [60]


def test_days_for_all_tracks_are_met_too_and_days_of_others_are_not() -> None:
    kit = kit_of(30)
    open_day = Day(title=make_text("all"), items=kit.agenda.days["workers"].items)
    other = replace(open_day, track="office")
    days = {**kit.agenda.days, "open": open_day, "other": other}
    tracks = {**kit.about.tracks, "office": replace(kit.about.tracks["workers"], order=2)}
    kit = replace(kit, agenda=Agenda(days=days), about=replace(kit.about, tracks=tracks))
    assert [each.day for each in meetings_of(kit, "workers")] == ["workers", "open"]
    assert meetings_of(replace(kit, agenda=Agenda(days={})), "workers") == ()
