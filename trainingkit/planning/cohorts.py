"""A plan of cohorts becomes a timetable, or the reasons why it cannot.

Comes in: a plan without problems and its kit. Goes out: a `Timetable` that keeps every rule, or a `Refusal` that names
what is short and the smallest change that would do. Of all timetables it takes one with groups of about the ideal size,
then few sessions, then an early end, then few trips for the trainers; the same plan gives the same timetable. Refuses
to bend a rule: what does not fit is not planned.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from trainingkit.config import LIMITS
from trainingkit.domain.cohorts import CohortPlan, invited
from trainingkit.domain.kit import Kit
from trainingkit.domain.timetable import Refusal, Timetable
from trainingkit.errors import LimitReached
from trainingkit.planning.cohortmodel import CohortModel, model_of
from trainingkit.planning.openings import Crew, Opening, Task, task_of
from trainingkit.planning.placing import timetable_of
from trainingkit.planning.shortage import refusal_of
from trainingkit.planning.solver import Linear, Solution, total

GOOD_ENOUGH = 1
"""How often to branch for a timetable that is only nicer: the solver's first look finds one, a proof takes minutes."""
_PATIENCE = 10 * LIMITS.solver.seconds
"""Enough on slow machines too: what a time cuts off would differ from one to the other."""
_OVER, _SESSION = 100, 1
"""One person above the ideal size weighs as much as so many sessions: the trainer's extra hour is the cheaper."""
_TRIP = 20
"""A trip of a trainer to a shift, beside the number of its day: few trips first, early ones then."""


@dataclass(frozen=True)
class Choice:
    """A model and one of its solutions."""

    model: CohortModel
    solution: Solution

    def sessions(self) -> dict[Crew, int]:
        """How many cohorts each crew has."""
        return {crew: self.solution[self.model.sessions(crew)] for crew in self.model.of_crew}

    def last_day(self) -> int:
        """The plan's day on which the last cohort meets last."""
        used = (each for each in self.model.openings if self.solution[self.model.groups(each)])
        return max((each.days[-1] for each in used), default=0)


def plan_cohorts(plan: CohortPlan, kit: Kit) -> Timetable | Refusal:
    """The timetable of a plan, or why there is none."""
    task = task_of(plan, kit)
    try:
        found = _with_good_sizes(task)
    except LimitReached:
        return refusal_of(task, proven=False)
    if found is None:
        return refusal_of(task)
    tidy = _tidied(found)
    return timetable_of(tidy.model, tidy.solution)


# ── sizes and days ──────────────────────────────────────────────────────────────────────────────────────────────────


def _with_good_sizes(task: Task) -> Choice | None:
    """Groups of the ideal size at most, over as early as possible; where that cannot be, as few people above the ideal
    size as can be found."""
    cohorts = task.plan.cohorts
    ideal = {
        crew: max(1, -(-sum(invited(cohorts, *crew).values()) // cohorts.group.of(crew[0]).ideal))
        for crew in task.meetings
    }
    found = _earliest(task, ideal)
    if found is not None:
        return found
    found = _solved(model_of(task))
    if found is None:
        return None
    found = _nicer(model_of(task), found, _crowding)
    return _earliest(task, found.sessions()) or found


def _earliest(task: Task, sessions: Mapping[Crew, int]) -> Choice | None:
    """A solution with so many sessions that is over as early as possible. Few days are asked first: a short question,
    and most often the answer."""
    all_days = len(task.plan.days) - 1
    too_early, last = -1, 0
    while (found := _by(task, last, sessions)) is None:
        if last == all_days:
            return None
        too_early, last = last, min(2 * last + 1, all_days)
    while too_early + 1 < found.last_day():
        day = (too_early + found.last_day()) // 2
        earlier = _by(task, day, sessions)
        if earlier is None:
            too_early = day
        else:
            found = earlier
    return found


def _by(task: Task, day: int, sessions: Mapping[Crew, int]) -> Choice | None:
    """A solution that is over by the plan's day number `day`; none is found in time counts as none but on the last."""
    try:
        return _solved(model_of(task, day), sessions)
    except LimitReached:
        if day == len(task.plan.days) - 1:
            raise
        return None


def _crowding(made: CohortModel) -> Linear:
    """People above the ideal size, then sessions."""
    parts: list[Linear] = []
    for crew in made.of_crew:
        over = made.model.integer(0, sum(made.task.counts(crew).values()))
        made.model.require(over >= made.invited(crew) - made.cohorts.group.of(crew[0]).ideal * made.sessions(crew))
        parts += [_OVER * over, _SESSION * made.sessions(crew)]
    return total(parts)


# ── trips ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tidied(found: Choice) -> Choice:
    """As many sessions by the same day, with fewer trips; then each where it was, but sooner after the one before."""
    task, last = found.model.task, found.last_day()
    found = _nicer(model_of(task, last), found, _trips, found.sessions())
    made = model_of(task, last)
    for key, openings in _led(found.model).items():
        here = total(made.trainers[opening, key[0]] for opening in openings)
        made.model.require(here.equals(sum(found.solution[found.model.trainers[each, key[0]]] for each in openings)))
    return _nicer(made, found, _waits)


def _led(made: CohortModel) -> dict[tuple[str, Crew, int], list[Opening]]:
    """The openings by trainer, crew and first day."""
    led: dict[tuple[str, Crew, int], list[Opening]] = {}
    for opening, name in made.trainers:
        led.setdefault((name, opening.crew, opening.days[0]), []).append(opening)
    return led


def _trips(made: CohortModel) -> Linear:
    """Each day and shift to which a trainer comes; later days weigh a little more."""
    parts: list[Linear] = []
    for name, trainer in made.cohorts.trainers.items():
        led: dict[tuple[int, str], list[Linear]] = {}
        for opening in made.openings:
            if (opening, name) in made.trainers:
                for day in opening.days:
                    led.setdefault((day, opening.crew[1]), []).append(made.trainers[opening, name])
        for (day, _), sessions in led.items():
            comes = made.model.binary()
            made.model.require(trainer.sessions * comes >= total(sessions))
            parts.append((_TRIP + day) * comes)
    return total(parts)


def _waits(made: CohortModel) -> Linear:
    """How late in their shift sessions begin, in quarters of an hour, and by how much their rooms are smaller than a
    good group."""
    parts: list[Linear] = []
    for crew, found in made.of_crew.items():
        first = min((each.start for each in found), default=0)
        good = min(made.cohorts.group.of(crew[0]).ideal, sum(made.task.counts(crew).values()))
        for opening in found:
            parts.append((opening.start - first) // 15 * made.groups(opening))
            for name, room in made.cohorts.rooms.items():
                if room.capacity < good and (opening, name) in made.rooms:
                    parts.append((good - room.capacity) * made.rooms[opening, name])
    return total(parts)


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _solved(made: CohortModel, sessions: Mapping[Crew, int] | None = None) -> Choice | None:
    """Any solution, with so many sessions where they are given; None where there is none."""
    _fix(made, sessions)
    solution = made.model.solve(Linear())
    return Choice(made, solution) if solution else None


def _nicer(
    made: CohortModel,
    found: Choice,
    cost: Callable[[CohortModel], Linear],
    sessions: Mapping[Crew, int] | None = None,
) -> Choice:
    """A solution of less cost where the solver's first look finds one, else what was found before."""
    _fix(made, sessions)
    try:
        solution = made.model.solve(-1 * cost(made), nodes=GOOD_ENOUGH, seconds=_PATIENCE)
    except LimitReached:
        return found
    return Choice(made, solution) if solution else found


def _fix(made: CohortModel, sessions: Mapping[Crew, int] | None) -> None:
    for crew, many in (sessions or {}).items():
        made.model.require(made.sessions(crew).equals(many))
