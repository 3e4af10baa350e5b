"""The cycle of a case: told by what steps do and link, never by the names of sessions."""

from dataclasses import replace

import pytest

from tests.domain.making import make_agenda, make_kit, make_role_play, make_session, make_text
from trainingkit.domain.cycle import PHASES, Phase, is_about, phases_in, reach
from trainingkit.domain.kit import Kit
from trainingkit.domain.paper import Field, Worksheet
from trainingkit.domain.sessions import Session, Step, Verb


def step(verb: Verb, **links: tuple[str, ...] | str) -> Step:
    return Step(minutes=10, verb=verb, **links)  # type: ignore[arg-type]  # fields of a step


def session(name: str, *steps: Step, requires: tuple[str, ...] = ()) -> Session:
    return make_session(name, steps={f"step-{number}": each for number, each in enumerate(steps)}, requires=requires)


def kit(*sessions: Session, decisions: bool = False) -> Kit:
    made = make_kit(make_agenda({}), sessions, cases=("care", "union"))
    sheet = Worksheet(
        id="sheet",
        title=make_text("sheet"),
        fields={"choice": Field(kind="choice", ask=make_text("ask"), options="decisions")},
    )
    about = replace(made.about, decisions={"engage": make_text("engage")} if decisions else {})
    plays = {"care-talk": replace(make_role_play("care", {"a": ("x", None)}), id="care-talk")}
    return replace(made, about=about, worksheets={"sheet": sheet}, role_plays=plays)


def phases(each: Session, of: Kit | None = None, case: str = "care") -> list[Phase]:
    return [*phases_in(each, case, of or kit(each))]


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (step(Verb.READ, uses=("case",)), [Phase.READ]),
        (step(Verb.READ, gives=("cases/care",)), [Phase.READ]),
        (step(Verb.SAY, uses=("case",)), []),
        (step(Verb.READ, gives=("cases/union",)), []),
        (step(Verb.READ, gives=("handouts/law",)), []),
        (step(Verb.PLAY, plays=("case/role-play",)), [Phase.PLAY]),
        (step(Verb.PLAY, plays=("role-plays/care-talk",)), [Phase.PLAY]),
        (step(Verb.PLAY), []),
        (step(Verb.OPEN, opens=("case",)), []),
    ],
)
def test_a_linked_phase_needs_its_link(made: Step, expected: list[Phase]) -> None:
    assert phases(session("s", made)) == expected


def test_what_has_no_link_counts_where_the_session_is_about_the_case() -> None:
    prepare, case = step(Verb.PREPARE), step(Verb.GIVE, gives=("case/role-play",))
    assert phases(session("s", prepare)) == []
    assert phases(session("s", case, prepare)) == [Phase.PREPARE]
    first, second = session("first", case), session("second", prepare, requires=("first",))
    assert phases(second, kit(first, second)) == [Phase.PREPARE]
    third = replace(session("third", prepare), after=("first",))
    assert phases(third, kit(first, third)) == []
    assert is_about(second, "care", kit(first, second))
    assert not is_about(second, "union", kit(first, second))


def test_groups_of_another_making_work_on_something_else() -> None:
    case, own = step(Verb.GIVE, gives=("case",)), step(Verb.DECIDE, group="organisation")
    assert phases(session("s", case, own)) == []
    assert phases(session("s", case, replace(own, group="case"))) == [Phase.AGAIN, Phase.DECIDE]


def test_where_the_kit_has_decisions_the_first_one_is_made_on_their_worksheet() -> None:
    case, decide = step(Verb.GIVE, gives=("case",)), step(Verb.DECIDE)
    plain = session("s", case, decide)
    assert phases(plain, kit(plain, decisions=True)) == [Phase.AGAIN]
    on_sheet = session("s", case, replace(decide, uses=("worksheets/sheet",)))
    assert phases(on_sheet, kit(on_sheet, decisions=True)) == [Phase.AGAIN, Phase.DECIDE]


def test_sessions_that_require_each_other_end_the_search() -> None:
    one, two = session("one", step(Verb.PREPARE), requires=("two",)), session("two", requires=("one",))
    assert phases(one, kit(one, two)) == []


@pytest.mark.parametrize(
    ("held", "start", "reached"),
    [
        ([], Phase.READ, 0),
        ([Phase.READ, Phase.PLAY], Phase.READ, 1),
        ([Phase.DECIDE, Phase.READ, Phase.DECIDE], Phase.READ, 2),
        ([Phase.PLAY, Phase.REPLY], Phase.PLAY, 5),
        ([Phase.REPLY, Phase.PLAY], Phase.PLAY, 4),
        ([*PHASES], Phase.READ, 6),
        ([*PHASES, *PHASES], Phase.AGAIN, 6),
    ],
)
def test_how_far_phases_get_the_cycle(held: list[Phase], start: Phase, reached: int) -> None:
    assert reach(held, start) == reached
