"""How long each step of a session takes when the session has fewer minutes than it would like."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import make_session
from trainingkit.domain.sessions import Session, Step, Verb, minutes_of_steps

STEPS = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 59)), min_size=1, max_size=10)


def session_of(steps: list[tuple[int, int]]) -> Session:
    """A session of steps, each with its minutes and how much shorter it can be."""
    made = {
        f"s{number}": Step(minutes=minutes, shrink_to=max(1, minutes - less), verb=Verb.SAY)
        for number, (minutes, less) in enumerate(steps)
    }
    return replace(make_session("any"), steps=made)


@given(STEPS, st.integers(1, 700))
def test_steps_fill_the_time_there_is_and_none_is_shorter_than_it_can_be(
    steps: list[tuple[int, int]], time: int
) -> None:
    session = session_of(steps)
    found = minutes_of_steps(session, time)
    planned = sum(step.minutes for step in session.steps.values())
    least = sum(step.shrink_to or step.minutes for step in session.steps.values())
    assert sum(found.values()) == min(planned, max(least, time))
    for name, step in session.steps.items():
        assert (step.shrink_to or step.minutes) <= found[name] <= step.minutes


def test_what_can_be_shortened_more_is_shortened_more() -> None:
    session = session_of([(20, 10), (10, 0), (10, 5)])
    assert minutes_of_steps(session, 34) == {"s0": 16, "s1": 10, "s2": 8}
    assert minutes_of_steps(session, 90) == {"s0": 20, "s1": 10, "s2": 10}
