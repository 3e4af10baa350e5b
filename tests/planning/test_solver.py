"""The door to the solver: right in whole numbers, the same every time, silent, stoppable."""

import itertools
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.errors import LimitReached
from trainingkit.planning.solver import Linear, Model, Solution, total


def best_by_hand(model: Model, maximise: Linear) -> int | None:
    """Every combination of values, one after the other."""
    ranges = [range(least, most + 1) for least, most in model.bounds]
    found = [Solution(values) for values in itertools.product(*ranges)]
    fit = [each for each in found if all(rule.holds(each[rule.sum]) for rule in model.conditions)]
    return max((each[maximise] for each in fit), default=None)


def knapsack() -> tuple[Model, list[Linear], Linear]:
    model = Model()
    chosen = [model.binary() for _ in range(4)]
    model.require(total(weight * each for weight, each in zip((5, 4, 3, 2), chosen, strict=True)) <= 9)
    return model, chosen, total(worth * each for worth, each in zip((10, 9, 6, 1), chosen, strict=True))


@st.composite
def models(draw: st.DrawFn) -> tuple[Model, Linear]:
    model = Model()
    small = st.integers(-4, 4)
    variables = [model.integer(low := draw(st.integers(-3, 2)), low + draw(st.integers(0, 3))) for _ in range(3)]

    def some() -> Linear:
        return total(draw(small) * each for each in variables) + draw(small)

    for _ in range(draw(st.integers(0, 4))):
        rule = draw(st.sampled_from(["most", "least", "same"]))
        left, right = some(), some()
        model.require({"most": left <= right, "least": left >= right, "same": left.equals(right)}[rule])
    return model, some()


@given(models())
def test_as_good_as_trying_everything(made: tuple[Model, Linear]) -> None:
    model, maximise = made
    found = model.solve(maximise)
    assert (None if found is None else found[maximise]) == best_by_hand(model, maximise)
    assert found is None or found.proven


def test_sums_read_as_they_are_written() -> None:
    model = Model()
    one, two = model.integer(0, 9), model.integer(0, 9)
    solution = Solution((4, 7))
    assert solution[3 * one - 2 * two + 5] == 3
    assert solution[10 - one] == 6
    assert solution[-two] == -7
    assert solution[sum([one, two], Linear())] == 11
    assert (one + two - one).terms == two.terms
    assert not (one + two <= 10).holds(11)
    assert one.equals(4).holds(0)


def test_an_answer_can_be_forbidden_and_then_comes_the_next() -> None:
    model, chosen, worth = knapsack()
    values = []
    while (found := model.solve(worth)) is not None:
        values.append(found[worth])
        model.forbid(found, chosen)
    assert values == sorted(values, reverse=True)
    assert values[:2] == [19, 16]
    assert len(values) == 12  # of sixteen selections, four weigh more than nine


def test_conditions_on_numbers_alone_count_too() -> None:
    model = Model()
    assert model.solve(Linear()) == Solution(())
    model.require(Linear(number=3) <= 2)
    assert model.solve(Linear()) is None
    empty = Model()
    empty.integer(2, 1)
    assert empty.solve(Linear()) is None


def test_the_same_model_gives_the_same_answer() -> None:
    answers = set()
    for _ in range(3):
        model = Model()
        chosen = [model.binary() for _ in range(12)]
        model.require(total(chosen).equals(6))
        found = model.solve(total(chosen))
        assert found
        answers.add(found.values)
    assert len(answers) == 1


def market_split(slack: int = 0) -> tuple[Model, Linear]:
    """Easy to write, and far beyond what a solver decides in a second: halves of six lists at once, or nearly so."""
    dice = random.Random(1)  # noqa: S311  # the same hard question every time
    model = Model()
    chosen = [model.binary() for _ in range(50)]
    missed = []
    for _ in range(6):
        weights = [dice.randrange(100) for _ in chosen]
        over, under = model.integer(0, slack), model.integer(0, slack)
        half = total(weight * each for weight, each in zip(weights, chosen, strict=True))
        model.require((half + over - under).equals(sum(weights) // 2))
        missed += [over, under]
    return model, -total(missed)


def test_a_question_that_takes_too_long_is_a_limit() -> None:
    model, maximise = market_split()
    with pytest.raises(LimitReached) as caught:
        model.solve(maximise, seconds=1)
    assert (caught.value.code, caught.value.details) == ("solver-time", {"seconds": "1"})


def test_what_was_found_before_the_time_was_over_is_not_called_the_best() -> None:
    model, maximise = market_split(slack=9_999)
    found = model.solve(maximise, seconds=1)
    assert found is not None
    assert not found.proven


def python(code: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.Popen(
        command, cwd=Path.cwd(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True
    )


def test_nothing_is_printed() -> None:
    child = python(
        "from trainingkit.planning.solver import Model\nmodel = Model()\none = model.binary()\n"
        "print(model.solve(one).values)"
    )
    assert child.communicate(timeout=60) == ("(1,)\n", "")


def test_ctrl_c_is_heard_at_once() -> None:
    child = python(
        "from tests.planning.test_solver import market_split\nmodel, maximise = market_split()\n"
        "print('begun', flush=True)\ntry:\n    model.solve(maximise, seconds=250)\n"
        "except KeyboardInterrupt:\n    print('stopped')"
    )
    assert child.stdout
    assert child.stdout.readline() == "begun\n"
    time.sleep(0.5)
    child.send_signal(signal.SIGINT)
    assert child.communicate(timeout=60) == ("stopped\n", "")


def test_a_count_of_branches_cuts_off_at_the_same_place_every_time() -> None:
    model, maximise = market_split(slack=9_999)
    found = [model.solve(maximise, seconds=60, nodes=1) for _ in range(2)]
    assert found[0] is not None
    assert not found[0].proven
    assert found[0] == found[1]
