"""From a solution to cohorts: comes in which openings are used, by whom and where, goes out a `Timetable`.

The solver says how many people of each line meet in an opening. Here they are shared out among cohorts anew, so that
cohorts of a crew are of like size and mixed alike, within the same rules. Refuses to move a session.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from trainingkit.domain.cohorts import invited
from trainingkit.domain.timetable import Cohort, Timetable, Visit
from trainingkit.planning.cohortmodel import CohortModel
from trainingkit.planning.openings import Crew, Opening
from trainingkit.planning.solver import Linear, Model, Solution, total

_MORE, _UNEVEN, _UNMIXED = 10_000, 100, 1
"""What weighs how much when people are shared out: nobody is called in vain, then sizes are alike, then lines are
mixed."""


@dataclass(frozen=True)
class _Group:
    """A cohort whose people are not known yet."""

    opening: Opening
    room: str
    trainer: str


def timetable_of(made: CohortModel, solution: Solution) -> Timetable:
    """The timetable of a solution, coded in the order in which cohorts begin."""
    groups = {crew: tuple(_groups(made, solution, crew)) for crew in made.of_crew}
    placed = [
        (group, people)
        for crew, each in groups.items()
        for group, people in zip(each, _shared_out(made, crew, each), strict=True)
    ]
    placed.sort(key=lambda each: _place(made, each[0]))
    width = max(2, len(str(len(placed))))
    return Timetable(
        tuple(_cohort(made, group, people, f"C{number:0{width}}") for number, (group, people) in enumerate(placed, 1))
    )


def _place(made: CohortModel, group: _Group) -> tuple[int, int, int]:
    """What sorts cohorts: when they begin, whose turn it is, where."""
    opening = group.opening
    return opening.begin, made.task.level(opening.crew[0]), list(made.cohorts.rooms).index(group.room)


def _groups(made: CohortModel, solution: Solution, crew: Crew) -> list[_Group]:
    """The cohorts of a crew: in an opening the trainers take the rooms in the order of the plan."""
    found = []
    for opening in made.of_crew[crew]:
        rooms = [name for name in made.cohorts.rooms if _is_chosen(solution, made.rooms.get((opening, name)))]
        trainers = [name for name in made.cohorts.trainers if _is_chosen(solution, made.trainers.get((opening, name)))]
        found += [_Group(opening, *pair) for pair in zip(rooms, trainers, strict=True)]
    return found


def _is_chosen(solution: Solution, choice: Linear | None) -> bool:
    return choice is not None and bool(solution[choice])


def _cohort(made: CohortModel, group: _Group, people: Mapping[str, int], code: str) -> Cohort:
    crew, plan = group.opening.crew, made.task.plan
    visits = tuple(
        Visit(
            shift_day=plan.days[day],
            begins_at=_moment(plan.from_, stretch[0]),
            ends_at=_moment(plan.from_, stretch[1]),
            day=meeting.day,
            items=meeting.items,
        )
        for day, stretch, meeting in zip(
            group.opening.days, group.opening.meetings, made.task.meetings[crew], strict=True
        )
    )
    return Cohort(
        code=code,
        track=crew[0],
        shift=crew[1],
        trainer=group.trainer,
        room=group.room,
        people={line: many for line, many in people.items() if many},
        visits=visits,
    )


def _moment(first: date, minutes: int) -> datetime:
    return datetime.combine(first, time()) + timedelta(minutes=minutes)


# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _shared_out(made: CohortModel, crew: Crew, groups: tuple[_Group, ...]) -> list[dict[str, int]]:
    """How many people of each line are in each cohort of a crew."""
    counts, least, sizes = made.task.counts(crew), made.task.least(crew), made.cohorts.group.of(crew[0])
    model = Model()
    people = [{line: model.integer(0, many) for line, many in counts.items()} for _ in groups]
    totals = [total(each.values()) for each in people]
    for group, size in zip(groups, totals, strict=True):
        model.require(size >= least, size <= min(sizes.max, made.cohorts.rooms[group.room].capacity))
    _keep_release(made, crew, groups, people, model)
    costs = [_MORE * size for size in totals]
    biggest, smallest = model.integer(0, sizes.max), model.integer(0, sizes.max)
    model.require(*(biggest >= size for size in totals), *(smallest <= size for size in totals))
    costs.append(_UNEVEN * (biggest - smallest))
    for line, wanted in invited(made.cohorts, *crew).items():
        of_line = [each[line] for each in people]
        model.require(total(of_line) >= wanted, total(of_line) <= counts[line])
        costs += [_UNMIXED * each for each in _beyond(model, of_line, wanted, counts[line])]
    solution = model.solve(-1 * total(costs), nodes=100)
    if solution is None:  # what was found is a solution of this too
        raise AssertionError("the people of a timetable cannot be shared out")
    return [{line: solution[many] for line, many in each.items()} for each in people]


def _keep_release(
    made: CohortModel, crew: Crew, groups: tuple[_Group, ...], people: list[dict[str, Linear]], model: Model
) -> None:
    together: dict[tuple[int, int], list[int]] = {}
    for place, group in enumerate(groups):
        for day in group.opening.days:
            together.setdefault((day, group.opening.start), []).append(place)
    for places in together.values():
        for line in made.task.counts(crew):
            away = total(people[place][line] for place in places)
            model.require(away <= made.task.at_once(crew, line))


def _beyond(model: Model, of_line: list[Linear], wanted: int, most: int) -> list[Linear]:
    """By how many each cohort has more of a line, or fewer, than an even share rounded up or down."""
    found = []
    for many in of_line:
        more, fewer = model.integer(0, most), model.integer(0, most)
        model.require(more >= many - -(-wanted // len(of_line)), fewer >= wanted // len(of_line) - many)
        found += [more, fewer]
    return found
