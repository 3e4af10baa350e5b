"""The last touches to a plan: pauses, hurry and spare minutes, on plans made by hand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from tests.domain.making import make_session
from trainingkit.domain.kit import AgendaItem
from trainingkit.planning.fit_finish import finished
from trainingkit.planning.fit_frame import Frame, Stretch
from trainingkit.planning.fit_pieces import Form, Piece
from trainingkit.planning.fit_plan import Placed, Plan

Rank = Literal["core", "recommended", "optional"]


def placed(
    name: str, minutes: int, stretch: int, ideal: int = 0, rank: Rank = "core", after_meal: bool = False
) -> Placed:
    """A session of these minutes, which may have from 5 to 20 more than its ideal."""
    ideal = ideal or minutes
    session = replace(make_session(name, (5, ideal, ideal + 20)), priority=rank)
    form = Form(session=session, minutes=session.minutes)
    piece = Piece(id=f"d/{name}", day="d", item=AgendaItem(session=name), kind="session", subject=name, forms=(form,))
    return Placed(piece=piece, form=form, times=1, minutes=minutes, stretch=Stretch(0, after_meal, stretch))


def plan(held: Sequence[Placed], share: int, morning: int = 0) -> Plan:
    frame = Frame(id="d", starts=510, mornings=(morning,) if morning else (), meal=60, ends=900)
    return Plan(
        placed=tuple(held),
        cases=(),
        groups={},
        frames=(frame,),
        shares=(share,),
        mornings=(morning,),
        pause=15,
        worth=0,
    )


def shown(made: Plan) -> list[tuple[str, int, int]]:
    return [(each.piece.subject, each.minutes, each.stretch.number) for each in made.placed]


def test_a_pause_divides_a_morning_where_the_longest_stretch_is_shortest() -> None:
    held = [placed("a", 30, 0), placed("b", 30, 0), placed("c", 30, 0), placed("d", 30, 0), placed("e", 30, 1)]
    assert [stretch for _, _, stretch in shown(finished(plan(held, 165)))] == [0, 0, 1, 1, 1]


def test_without_a_pause_nothing_is_divided() -> None:
    held = [placed("a", 60, 0), placed("b", 60, 0)]
    assert shown(finished(plan(held, 120))) == [("a", 60, 0), ("b", 60, 0)]


def test_hurry_is_shared_out_among_sessions_of_one_worth() -> None:
    held = [placed("long", 60, 0, ideal=60), placed("short", 10, 0, ideal=20)]
    assert shown(finished(plan(held, 70))) == [("long", 50, 0), ("short", 20, 0)]
    unlike = [placed("long", 60, 0, ideal=60), placed("short", 10, 0, ideal=20, rank="optional")]
    assert shown(finished(plan(unlike, 70))) == [("long", 60, 0), ("short", 10, 0)]


def test_spare_minutes_go_to_core_sessions_first_and_never_beyond_their_maximum() -> None:
    held = [placed("extra", 30, 0, rank="optional"), placed("core", 30, 0)]
    assert shown(finished(plan(held, 75))) == [("extra", 30, 0), ("core", 45, 0)]
    assert shown(finished(plan(held, 90))) == [("extra", 40, 0), ("core", 50, 0)]
    assert shown(finished(plan(held, 200))) == [("extra", 50, 0), ("core", 50, 0)]


def test_no_stretch_becomes_too_long_and_no_meal_late() -> None:
    held = [placed("a", 60, 0), placed("b", 55, 0), placed("c", 60, 0, after_meal=True)]
    made = finished(plan(held, 240, morning=120))
    assert sum(each.minutes for each in made.placed if not each.stretch.after_meal) == 120
    assert shown(made)[2] == ("c", 80, 0)
