"""How many to invite: shares that add up, a reserve for those who do not come, the turn of each track."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.plants import make_plan
from trainingkit.domain.cohorts import Percent, Release, invited, order_of, shared_out

COUNTS = {"sew": 120, "cut": 40, "pack": 41}


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 300), min_size=1), st.integers(0, 100))
def test_what_is_shared_out_adds_up_and_each_share_is_right_within_one(counts: dict[str, int], percent: int) -> None:
    whole = sum(counts.values())
    total = percent * whole // 100
    shares = shared_out(total, counts)
    assert sum(shares.values()) == (total if whole else 0)
    for name, count in counts.items():
        assert 0 <= shares[name] <= count
        assert not whole or abs(shares[name] - total * count / whole) < 1


@pytest.mark.parametrize(
    ("goal", "no_shows", "many"),
    [(40, 0, 81), (40, 10, 90), (100, 0, 201), (100, 10, 201), (95, 10, 201), (0, 10, 0), (1, 0, 3)],
)
def test_more_are_invited_than_are_to_come_but_never_more_than_there_are(goal: int, no_shows: int, many: int) -> None:
    plan = make_plan({"workers": {"morning": COUNTS}}, goal={"workers": goal}, no_shows=no_shows)
    assert sum(invited(plan.cohorts, "workers", "morning").values()) == many


def test_nobody_is_invited_of_a_shift_without_people() -> None:
    plan = make_plan({"workers": {"morning": {"sew": 0}}})
    assert invited(plan.cohorts, "workers", "morning") == {"sew": 0}
    assert invited(plan.cohorts, "workers", "night") == {}


def test_a_share_of_a_line_is_rounded_down() -> None:
    release = Release(share=Percent(10), tracks={"office": Percent(50)})
    assert release.at_once("workers", "sew", 129) == 12
    assert release.at_once("workers", "sew", 9) == 0
    assert release.at_once("supervisors", "all", 9) == 9
    assert release.at_once("office", "all", 9) == 4


def test_tracks_take_turns_as_the_plan_says_or_else_the_kit() -> None:
    head = {"morning": {"sew": 9}}
    plan = make_plan({"a": head, "b": head, "c": head}, goal={"a": 10, "b": 10, "c": 0})
    assert order_of(plan.cohorts, {"a": 2, "b": 1, "c": 3}) == (("b",), ("a",))
    assert order_of(plan.cohorts, {"a": 1, "b": 1, "c": 1}) == (("a", "b"),)
    own = make_plan({"a": head, "b": head}, order=("a", "b"))
    assert order_of(own.cohorts, {"a": 2, "b": 1}) == (("a",), ("b",))


def test_the_days_of_a_plan_are_those_with_work() -> None:
    plan = make_plan({"workers": {"morning": COUNTS}}, days=3)
    assert plan.days == (date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 9))
