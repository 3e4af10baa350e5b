"""The one door to a solver (HiGHS): whole numbers, linear conditions, one objective.

Comes in: a `Model` of variables with bounds and conditions, and what to make as great as possible. Goes out: a
`Solution` whose values were checked against every condition in whole numbers; None when there is none; `LimitReached`
when the time was over before there was any. The same model gives the same answer: one thread, a fixed seed, no
gap. Refuses numbers with a fraction (what cannot be counted exactly is not decided here) and unbounded variables.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from highspy import (
    Highs,
    HighsLp,
    HighsModelStatus,
    HighsSolution,
    HighsStatus,
    HighsVarType,
    MatrixFormat,
    ObjSense,
    kHighsInf,
)

from trainingkit.config import LIMITS
from trainingkit.errors import LimitReached, TrainingKitError


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of variables, each so many times, and a number. A variable is such a sum of itself alone."""

    terms: tuple[tuple[int, int], ...] = ()
    number: int = 0

    def __add__(self, other: "Linear | int") -> "Linear":
        return total((self, other))

    def __radd__(self, other: int) -> "Linear":
        return total((self, other))

    def __sub__(self, other: "Linear | int") -> "Linear":
        return total((self, -1 * other))

    def __rsub__(self, other: int) -> "Linear":
        return total((other, -1 * self))

    def __mul__(self, factor: int) -> "Linear":
        return Linear(tuple((column, times * factor) for column, times in self.terms if factor), self.number * factor)

    def __rmul__(self, factor: int) -> "Linear":
        return self * factor

    def __neg__(self) -> "Linear":
        return self * -1

    def __le__(self, other: "Linear | int") -> "Condition":
        return Condition(self - other, None, 0)

    def __ge__(self, other: "Linear | int") -> "Condition":
        return Condition(self - other, 0, None)

    def equals(self, other: "Linear | int") -> "Condition":
        """The condition that both are the same (`==` asks whether two sums are written alike)."""
        return Condition(self - other, 0, 0)


@dataclass(frozen=True, slots=True)
class Condition:
    """That a sum lies between two numbers; None stands for no bound."""

    sum: Linear
    least: int | None
    most: int | None

    def holds(self, reached: int) -> bool:
        """Whether a value of the sum fulfils it."""
        return (self.least is None or self.least <= reached) and (self.most is None or reached <= self.most)


def total(parts: "Iterable[Linear | int]") -> Linear:
    """The sum of many, in one go."""
    terms: dict[int, int] = {}
    number = 0
    for part in parts:
        if isinstance(part, int):
            number += part
            continue
        number += part.number
        for column, times in part.terms:
            terms[column] = terms.get(column, 0) + times
    return Linear(tuple((column, times) for column, times in terms.items() if times), number)


@dataclass(frozen=True, slots=True)
class Solution:
    """A value for each variable. `proven` is False when the time was over while a better one could still be there."""

    values: tuple[int, ...]
    proven: bool = True

    def __getitem__(self, sum_: Linear) -> int:
        """What a variable or a sum comes to."""
        return sum_.number + sum(self.values[column] * times for column, times in sum_.terms)


@dataclass(slots=True)
class Model:
    """What is to be decided: variables first, then conditions, then `solve`, as often as wanted."""

    bounds: list[tuple[int, int]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    def integer(self, least: int, most: int) -> Linear:
        """A new whole number between two others."""
        self.bounds.append((least, most))
        return Linear(((len(self.bounds) - 1, 1),))

    def binary(self) -> Linear:
        """A new yes (1) or no (0)."""
        return self.integer(0, 1)

    def require(self, *conditions: Condition) -> None:
        """More conditions that every solution fulfils."""
        self.conditions += conditions

    def forbid(self, solution: Solution, binaries: Iterable[Linear]) -> None:
        """No solution any more in which these yes-or-no variables all stand as they do in this one."""
        self.require(total(1 - each if solution[each] else each for each in binaries) >= 1)

    def solve(
        self, maximise: Linear, *, start: Solution | None = None, seconds: int = LIMITS.solver.seconds, nodes: int = 0
    ) -> Solution | None:
        """The best solution; None when the conditions cannot all be fulfilled. A good one to `start` from, if there is
        one, saves the time to find it. `nodes`: how often to branch at most, where a good solution is enough: unlike a
        time, it cuts off at the same place on every machine."""
        if not self._possible_without_variables():
            return None
        if not self.bounds:
            return Solution(())
        highs = _Quiet()  # type: ignore[no-untyped-call]  # published without types
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        highs.setOptionValue("time_limit", float(seconds))
        if nodes:
            highs.setOptionValue("mip_max_nodes", nodes)
        highs.passModel(self._as_lp(maximise))
        if start is not None:
            known = HighsSolution()
            known.col_value = [float(value) for value in start.values]
            highs.setSolution(known)
        return self._answer(highs, _run(highs), seconds)

    def _possible_without_variables(self) -> bool:
        """Conditions on numbers alone, and bounds that leave no number: the solver takes both for an empty model."""
        alone = all(each.holds(each.sum.number) for each in self.conditions if not each.sum.terms)
        return alone and all(least <= most for least, most in self.bounds)

    def _as_lp(self, maximise: Linear) -> HighsLp:
        rows = [each for each in self.conditions if each.sum.terms]
        costs = dict(maximise.terms)
        lp = HighsLp()
        lp.num_col_, lp.num_row_ = len(self.bounds), len(rows)
        lp.sense_, lp.offset_ = ObjSense.kMaximize, float(maximise.number)
        lp.col_cost_ = [float(costs.get(column, 0)) for column in range(len(self.bounds))]
        lp.col_lower_ = [float(least) for least, _ in self.bounds]
        lp.col_upper_ = [float(most) for _, most in self.bounds]
        lp.integrality_ = [HighsVarType.kInteger] * len(self.bounds)
        lp.row_lower_ = [-kHighsInf if row.least is None else float(row.least - row.sum.number) for row in rows]
        lp.row_upper_ = [kHighsInf if row.most is None else float(row.most - row.sum.number) for row in rows]
        lp.a_matrix_.format_ = MatrixFormat.kRowwise
        lp.a_matrix_.start_ = _starts(rows)
        lp.a_matrix_.index_ = [column for row in rows for column, _ in row.sum.terms]
        lp.a_matrix_.value_ = [float(times) for row in rows for _, times in row.sum.terms]
        return lp

    def _answer(self, highs: Highs, ended: HighsStatus, seconds: int) -> Solution | None:
        status = highs.getModelStatus()
        if ended == HighsStatus.kError or status not in _ENDS:
            raise TrainingKitError("solver", status=status.name)
        if status in _IMPOSSIBLE:
            return None
        found = highs.getSolution()
        if not found.value_valid:
            raise LimitReached("solver-time", seconds=seconds)
        solution = Solution(tuple(round(value) for value in found.col_value), status == HighsModelStatus.kOptimal)
        self._check(solution)
        return solution

    def _check(self, solution: Solution) -> None:
        """The solver reckons with fractions and small tolerances; what leaves here is right in whole numbers."""
        within = all(low <= value <= high for value, (low, high) in zip(solution.values, self.bounds, strict=True))
        if not within or not all(each.holds(solution[each.sum]) for each in self.conditions):
            raise TrainingKitError("solver", status="not in whole numbers")


# ── HiGHS and its quirks ────────────────────────────────────────────────────────────────────────────────────────────


_OPTIONS: dict[str, int | float | bool | str] = {
    "threads": 1,
    "parallel": "off",
    "random_seed": 0,
    "mip_rel_gap": 0.0,  # the default is content with an answer a ten-thousandth below the best
    "mip_allow_restart": False,  # questions as small as ours are answered in half the time
    "mip_abs_gap": 0.5,  # objectives are whole: what is less than one below the best is the best
}
_IMPOSSIBLE = frozenset({HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible})  # all is bounded
_ENDS = _IMPOSSIBLE | {HighsModelStatus.kOptimal, HighsModelStatus.kTimeLimit, HighsModelStatus.kSolutionLimit}


class _Quiet(Highs):
    """HiGHS greets on the output, where `--json` stands, as soon as its callbacks are set: before the usual
    `silent()` can be called."""

    def enableCallbacks(self) -> None:  # noqa: N802  # the name is theirs
        """Called by their constructor."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # published without types


def _run(highs: Highs) -> HighsStatus:
    """Runs in a thread, since a run called directly hears no Ctrl-C before it has ended; their own handler for it
    prints, and ends the process."""
    highs.HandleUserInterrupt = True
    highs.startSolve()
    try:
        return _ended(highs)
    except BaseException:
        highs.cancelSolve()  # type: ignore[no-untyped-call]  # published without types
        _ended(highs)
        raise


def _ended(highs: Highs) -> HighsStatus:
    while True:
        done, status = highs.wait(0.1)
        if done:
            return cast("HighsStatus", status)


def _starts(rows: Sequence[Condition]) -> list[int]:
    """Where each row's terms begin in the one long list of terms, and where the last one's end."""
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row.sum.terms))
    return starts
