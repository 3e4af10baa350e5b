"""What a track sees of a kit, on small values."""

from dataclasses import replace

import pytest

from tests.domain.making import make_agenda, make_kit, make_session, make_text
from trainingkit.domain.kit import AgendaItem, Kit
from trainingkit.domain.modules import Block, Track
from trainingkit.domain.paper import Handout
from trainingkit.domain.sessions import Session, Step, Verb
from trainingkit.domain.text import EVERYBODY, Text
from trainingkit.domain.tracks import are_apart, for_track, keeps_apart, views

TRACKS = {
    "line": Track(title=make_text("line"), order=1),
    "floor": Track(title=make_text("floor"), order=2, apart_from=("line",)),
}


def make_tracked(*blocks: tuple[str, tuple[str, ...] | None], sessions: tuple[Session, ...] = ()) -> Kit:
    body = {name: Block(text=narrowed(name, names), for_=names) for name, names in blocks}
    kit = make_kit(make_agenda({"one": AgendaItem(session="all")}), sessions)
    handouts = {"sheet": Handout(id="sheet", title=make_text("sheet"), body=body)}
    return replace(kit, about=replace(kit.about, tracks=TRACKS), handouts=handouts)


def narrowed(words: str, names: tuple[str, ...] | None) -> Text:
    audience = EVERYBODY.narrowed(frozenset(names) if names is not None else None)
    return replace(make_text(words), audience=audience)


@pytest.mark.parametrize(
    ("names", "seen", "left"),
    [
        (None, True, None),
        (("floor",), True, None),
        (("line",), False, None),
        (("line", "floor"), True, None),
        (("observer",), True, ("observer",)),
        (("line", "observer"), True, ("observer",)),
        (("floor", "observer"), True, None),
        ((), True, ()),
    ],
)
def test_who_a_block_is_for(names: tuple[str, ...] | None, seen: bool, left: tuple[str, ...] | None) -> None:
    body = for_track(make_tracked(("it", names)), "floor").handouts["sheet"].body
    assert ("it" in body) is seen
    if seen:
        text = body["it"].text
        assert text is not None
        assert body["it"].for_ == left
        assert text.audience.only == (None if left is None else frozenset(left))


def test_a_block_narrowed_twice_over_stays_for_nobody() -> None:
    kit = make_tracked(("it", None))
    nobody = replace(make_text("it"), audience=EVERYBODY.narrowed(frozenset()))
    sheet = replace(kit.handouts["sheet"], body={"it": Block(text=nobody)})
    text = for_track(replace(kit, handouts={"sheet": sheet}), "floor").handouts["sheet"].body["it"].text
    assert text is not None
    assert text.audience.only == frozenset()


def test_steps_days_and_modules_of_other_tracks_are_gone() -> None:
    steps = {"both": Step(minutes=5, verb=Verb.SAY), "theirs": Step(minutes=5, verb=Verb.SAY, for_=("line",))}
    shared = make_session("all", steps=steps)
    theirs = replace(make_session("theirs"), tracks=("line",))
    kit = make_tracked(sessions=(shared, theirs))
    days = kit.agenda.days
    agenda = replace(kit.agenda, days={**days, "visit": replace(days["day-1"], track="line")})
    seen = for_track(replace(kit, agenda=agenda), "floor")
    assert list(seen.agenda.days) == ["day-1"]
    assert list(seen.sessions) == ["all"]
    assert list(seen.sessions["all"].steps) == ["both"]
    other = for_track(replace(kit, agenda=agenda), "line")
    assert list(other.agenda.days) == ["day-1", "visit"]
    assert other.sessions["theirs"].tracks == ("line",)
    assert list(other.sessions["all"].steps) == ["both", "theirs"]


def test_a_kit_without_tracks_and_a_workshop_without_one_change_nothing() -> None:
    kit = make_tracked(("it", ("line",)))
    assert for_track(kit, None) is kit
    plain = make_kit(make_agenda({}))
    assert views(plain) == (plain,)


def test_an_unknown_track_sees_only_what_is_for_all() -> None:
    kit = make_tracked(("all", None), ("floor", ("floor",)))
    assert list(for_track(kit, "somebody").handouts["sheet"].body) == ["all"]


def test_being_apart_is_said_on_one_side_and_holds_on_both() -> None:
    assert are_apart(TRACKS, "floor", "line")
    assert are_apart(TRACKS, "line", "floor")
    assert not are_apart(TRACKS, "floor", "floor")
    assert not are_apart(TRACKS, "floor", "unknown")


def test_one_track_alone_keeps_nothing_apart_any_more() -> None:
    kit = make_tracked()
    assert keeps_apart(kit)
    assert [keeps_apart(each) for each in views(kit)] == [False, False]
    assert [list(each.about.tracks) for each in views(kit)] == [["line"], ["floor"]]
