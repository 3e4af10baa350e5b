"""The question to the solver: as good an agenda as trying everything finds, for small kits of every shape."""

from dataclasses import replace
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.making import make_session
from tests.planning.fitting import kit_of, make_version, request, told, tried, with_goals
from trainingkit.domain.kit import Kit
from trainingkit.domain.sessions import Session
from trainingkit.planning.fit import fit
from trainingkit.planning.fit_frame import Request
from trainingkit.planning.fit_pieces import pieces_of
from trainingkit.planning.fit_solving import NEAR, best_plans, smallest

NAMES = ("one", "two", "three", "four")


@st.composite
def sessions(draw: st.DrawFn, name: str, cases: int) -> Session:
    earlier = NAMES[: NAMES.index(name)]
    least = draw(st.sampled_from([5, 12, 30, 45, 60, 95]))
    ideal = least + draw(st.sampled_from([0, 5, 8]))
    per = draw(st.sampled_from(["", "", "case", "group"])) if cases else ""
    if per:
        least, ideal = 5, 10
    session = make_session(
        name,
        (least, ideal, ideal + 10),
        per=per,  # type: ignore[arg-type]  # one of three words
        requires=tuple(draw(st.lists(st.sampled_from(earlier), max_size=1))) if earlier else (),
        after=tuple(draw(st.lists(st.sampled_from(NAMES[:3]), max_size=1))),
    )
    rank = draw(st.sampled_from(["core", "recommended", "optional"]))
    session = replace(session, priority=rank)  # type: ignore[arg-type]  # one of the three
    session = replace(session, themes=draw(st.sampled_from([(), ("safety",)])))
    session = with_goals(session, *draw(st.sampled_from([(), ("know",), ("know", "do")])))
    if draw(st.booleans()) and least > 5:
        session = replace(session, versions={"shorter": make_version((least - 5, least - 5, least))})
    return replace(session, after=tuple(each for each in session.after if each != name))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Kit, Request]:
    cases = draw(st.sampled_from([0, 0, 0, 1, 2]))
    count = draw(st.integers(2, 3 if cases else 4))
    made = [draw(sessions(name, cases)) for name in NAMES[:count]]
    known = {session.id for session in made}
    made = [replace(session, after=tuple(each for each in session.after if each in known)) for session in made]
    kit = kit_of(*made, cases=("care", "union")[:cases], order=draw(st.permutations([each.id for each in made])))
    days = draw(st.sampled_from([1, 1, 1, 2]))
    asked = request(
        draw(st.integers(60, 300)) * days,
        days=days,
        hour=draw(st.sampled_from(["08:30", "11:00", "11:30", "14:00"])),
        groups=draw(st.integers(cases, 3)) if cases else 0,
        lunch=draw(st.sampled_from(["", "", "12:15"])) if not cases else "",
    )
    return kit, asked


SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(questions())
@SLOW
def test_as_good_as_trying_everything(question: tuple[Kit, Request]) -> None:
    kit, asked = question
    best = tried(kit, asked)
    found = next(best_plans(kit, pieces_of(kit), asked, 1, ()), None)
    reached = None if found is None else found.worth
    if asked.days > 1 and reached is not None and best is not None:
        assert reached <= best, told(kit, asked)
        assert 100 * reached >= (100 - NEAR) * best, told(kit, asked)
    else:
        assert reached == best, told(kit, asked)


@given(questions())
@SLOW
def test_the_smallest_time_is_the_smallest(question: tuple[Kit, Request]) -> None:
    kit, asked = question
    found = smallest(kit, pieces_of(kit), asked)
    if found is None:
        assert tried(kit, replace(asked, minutes=300 * asked.days)) is None, told(kit, asked)
        return
    minutes, plan = found
    assert plan.worth == 0
    assert tried(kit, replace(asked, minutes=minutes)) is not None, told(kit, asked)
    if minutes > 5 * asked.days:
        assert tried(kit, replace(asked, minutes=minutes - 5)) is None, told(kit, asked)


@given(questions())
@SLOW
def test_whatever_the_kit_proposals_differ_keep_the_time_and_stand_on_the_clock(question: tuple[Kit, Request]) -> None:
    kit, asked = question
    fitting = fit(kit, asked)  # raises where the clock finds something wrong
    assert (fitting.smallest is None) or not fitting.proposals
    for each in fitting.proposals:
        assert each.minutes <= asked.minutes, told(kit, asked)
        assert len(each.schedule.days) == asked.days
    for one, other in combinations(fitting.proposals, 2):
        pairs = [(one.sessions, other.sessions), (other.sessions, one.sessions)]
        assert any(n >= 30 and name not in there for here, there in pairs for name, n in here.items()), told(kit, asked)


def test_a_ring_of_prerequisites_leaves_its_sessions_out() -> None:
    ring = [make_session("one", requires=("two",)), make_session("two", requires=("one",))]
    kit = kit_of(*(replace(each, priority="recommended") for each in ring), make_session("three"))
    (plan,) = best_plans(kit, pieces_of(kit), request(200), 1, ())
    assert [*plan.sessions] == ["three"]
    strict = kit_of(*ring, make_session("three"))
    assert not [*best_plans(strict, pieces_of(strict), request(200), 1, ())]
    assert smallest(strict, pieces_of(strict), request(200)) is None
