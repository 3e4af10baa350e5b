"""The rules of a plan of cohorts as whole numbers and conditions for the solver.

Comes in: a `Task`, and what is asked of it. Goes out: a `CohortModel`, whose variables say how many people of each line
meet in which opening, in which rooms, with which trainers. Exact: every timetable that keeps the rules is a solution,
and every solution a timetable. Refuses to prefer one to another; `cohorts` does.

A rule between two sessions of a trainer («then she cannot begin before θ») would take a condition for each pair. Here
one yes-or-no for each time says «she has begun by then», and each session asks it once.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from trainingkit.domain.cohorts import Cohorts, invited
from trainingkit.domain.shifts import DAY
from trainingkit.planning.openings import Crew, Opening, Task, is_there, openings
from trainingkit.planning.solver import Linear, Model, total


@dataclass
class CohortModel:
    """The model of a task. `trainers` and `rooms`: whether one is in an opening; `people`: how many of a line are;
    `missing`: how many of a crew's line are not invited though they should be, where that is allowed."""

    task: Task
    openings: tuple[Opening, ...]
    model: Model = field(default_factory=Model)
    trainers: dict[tuple[Opening, str], Linear] = field(default_factory=dict)
    rooms: dict[tuple[Opening, str], Linear] = field(default_factory=dict)
    people: dict[tuple[Opening, str], Linear] = field(default_factory=dict)
    missing: dict[tuple[Crew, str], Linear] = field(default_factory=dict)

    @property
    def cohorts(self) -> Cohorts:
        return self.task.plan.cohorts

    @cached_property
    def of_crew(self) -> Mapping[Crew, tuple[Opening, ...]]:
        """The openings of each crew."""
        found: dict[Crew, list[Opening]] = {crew: [] for crew in self.task.meetings}
        for opening in self.openings:
            found[opening.crew].append(opening)
        return {crew: tuple(each) for crew, each in found.items()}

    def sessions(self, crew: Crew) -> Linear:
        """How many cohorts a crew has."""
        return total(self.groups(opening) for opening in self.of_crew[crew])

    def groups(self, opening: Opening) -> Linear:
        """How many cohorts meet in an opening."""
        return total(self.rooms[opening, name] for name in self.cohorts.rooms if (opening, name) in self.rooms)

    def invited(self, crew: Crew) -> Linear:
        """How many people of a crew are invited."""
        return total(self.people[opening, line] for opening in self.of_crew[crew] for line in self.task.counts(crew))


def model_of(task: Task, last: int | None = None, *, partial: bool = False) -> CohortModel:
    """The model of a task that is over by the plan's day number `last`. `partial`: goals need not be reached."""
    made = CohortModel(task, tuple(openings(task, last)))
    _add_variables(made)
    for opening in made.openings:
        _add_groups(made, opening)
    for crew in task.meetings:
        _add_goal(made, crew, partial=partial)
        _add_release(made, crew)
    for name in task.plan.cohorts.trainers:
        _add_trainer(made, name)
    for name in task.plan.cohorts.rooms:
        _one_at_a_time(made, {opening: var for (opening, room), var in made.rooms.items() if room == name})
    _add_order(made)
    return made


# ── who meets where ─────────────────────────────────────────────────────────────────────────────────────────────────


def _add_variables(made: CohortModel) -> None:
    task, plan, cohorts = made.task, made.task.plan, made.cohorts
    for opening in made.openings:
        for name, trainer in cohorts.trainers.items():
            if is_there(trainer.days, plan, opening):
                made.trainers[opening, name] = made.model.binary()
        for name, room in cohorts.rooms.items():
            if room.capacity >= task.least(opening.crew) and is_there(room.days, plan, opening):
                made.rooms[opening, name] = made.model.binary()
        for line, count in task.counts(opening.crew).items():
            most = min(count, task.at_once(opening.crew, line))
            made.people[opening, line] = made.model.integer(0, most)


def _add_groups(made: CohortModel, opening: Opening) -> None:
    """Each cohort has a trainer and a room, people enough and not too many."""
    task = made.task
    largest = made.cohorts.group.of(opening.crew[0]).max
    here = [name for name in made.cohorts.rooms if (opening, name) in made.rooms]
    takes = total(min(made.cohorts.rooms[name].capacity, largest) * made.rooms[opening, name] for name in here)
    people = total(made.people[opening, line] for line in task.counts(opening.crew))
    leaders = total(var for name in made.cohorts.trainers if (var := made.trainers.get((opening, name))))
    made.model.require(
        leaders.equals(made.groups(opening)),
        people <= takes,
        people >= task.least(opening.crew) * made.groups(opening),
    )


def _add_goal(made: CohortModel, crew: Crew, *, partial: bool) -> None:
    """Of each line at least so many are invited, and nobody twice."""
    counts = made.task.counts(crew)
    wanted = invited(made.cohorts, *crew)
    for line, least in wanted.items():
        people = total(made.people[opening, line] for opening in made.of_crew[crew])
        if partial:
            made.missing[crew, line] = made.model.integer(0, least)
            people_or_not: Linear = people + made.missing[crew, line]
            made.model.require(people_or_not >= least, people <= counts[line])
        else:
            made.model.require(people >= least, people <= counts[line])
    if not partial:
        largest = made.cohorts.group.of(crew[0]).max
        roomiest = max((min(room.capacity, largest) for room in made.cohorts.rooms.values()), default=1)
        made.model.require(made.sessions(crew) >= -(-sum(wanted.values()) // roomiest))


def _add_release(made: CohortModel, crew: Crew) -> None:
    """No more of a line are away at once than may be. Sessions of a crew that overlap begin together; those of several
    days overlap those that began a day later."""
    together: dict[tuple[int, int], list[Opening]] = defaultdict(list)
    for opening in made.of_crew[crew]:
        for day in opening.days:
            together[day, opening.start].append(opening)
    for each in together.values():
        if len(each) > 1:
            for line in made.task.counts(crew):
                away = total(made.people[opening, line] for opening in each)
                made.model.require(away <= made.task.at_once(crew, line))


# ── one place at a time ─────────────────────────────────────────────────────────────────────────────────────────────


def _one_at_a_time(made: CohortModel, chosen: Mapping[Opening, Linear]) -> None:
    """Of openings that overlap, the time from one session to the next included, at most one is chosen."""
    begins = sorted({begin for opening in chosen for begin, _ in opening.meetings})
    groups = dict.fromkeys(
        tuple(opening for opening in chosen if _is_on(opening, begin, made.cohorts.between)) for begin in begins
    )
    for group in groups:
        if len(group) > 1:
            made.model.require(total(chosen[opening] for opening in group) <= 1)


def _is_on(opening: Opening, moment: int, between: int) -> bool:
    return any(begin <= moment < end + between for begin, end in opening.meetings)


# ── trainers ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Session:
    """A meeting that a trainer could lead."""

    opening: Opening
    begin: int
    end: int
    leads: Linear


def _add_trainer(made: CohortModel, name: str) -> None:
    """One place at a time, no more in a day than she can lead, and her rest."""
    leads = {opening: var for (opening, trainer), var in made.trainers.items() if trainer == name}
    _one_at_a_time(made, leads)
    by_day: dict[int, list[_Session]] = defaultdict(list)
    for opening, var in leads.items():
        for day, (begin, end) in zip(opening.days, opening.meetings, strict=True):
            by_day[day].append(_Session(opening, begin, end, var))
    trainer = made.cohorts.trainers[name]
    for sessions in by_day.values():
        made.model.require(
            total(each.leads for each in sessions) <= trainer.sessions,
            total((each.end - each.begin) * each.leads for each in sessions) <= trainer.minutes,
        )
    for day, sessions in by_day.items():
        _add_rest(made, sessions, by_day.get(day - 1, []))


def _add_rest(made: CohortModel, today: Sequence[_Session], before: Sequence[_Session]) -> None:
    """Between the last session of a day and the first of the next lies her rest; and a day, from her first session to
    the end of her last, leaves room for it within 24 hours."""
    rest = made.cohorts.rest
    begins = [(each.begin, each.leads) for each in today]
    spans = [(each.end - (DAY - rest), each.leads) for each in today]
    rests = [(each.end + rest, each.leads) for each in before]
    first = min(time for time, _ in begins)
    if any(time > first for limits in (spans, rests) for time, _ in limits):
        begun = _begun(made.model, begins)
        _not_before(made.model, begun, spans)
        _not_before(made.model, begun, rests)


def _begun(model: Model, begins: Iterable[tuple[int, Linear]]) -> dict[int, Linear]:
    """For each time, whether something that begins has been chosen by then. Choices of one time exclude each other."""
    at = _by_time(begins)
    begun = {time: model.binary() for time in sorted(at)}
    for earlier, later in pairwise(begun):
        model.require(begun[later] >= begun[earlier])
    for time, chosen in at.items():
        model.require(begun[time] >= total(chosen))
    return begun


def _not_before(model: Model, begun: Mapping[int, Linear], limits: Iterable[tuple[int, Linear]]) -> None:
    """Where one of `limits` is chosen, nothing has begun before its time. Choices of one time exclude each other."""
    times = list(begun)
    for limit, chosen in _by_time(limits).items():
        if limit > times[0]:
            model.require(total(chosen) + begun[times[bisect_left(times, limit) - 1]] <= 1)


def _by_time(choices: Iterable[tuple[int, Linear]]) -> Mapping[int, list[Linear]]:
    found: dict[int, list[Linear]] = defaultdict(list)
    for time, choice in choices:
        found[time].append(choice)
    return found


# ── the order of tracks ─────────────────────────────────────────────────────────────────────────────────────────────


def _add_order(made: CohortModel) -> None:
    """Every cohort of a track has ended before the first of a later track begins; said room by room, since in a room
    one cohort excludes another."""
    levels: dict[int, list[Opening]] = defaultdict(list)
    for opening in made.openings:
        levels[made.task.level(opening.crew[0])].append(opening)
    for later in sorted(levels)[1:]:
        earlier = [opening for level in levels if level < later for opening in levels[level]]
        times = sorted({opening.begin for opening in levels[later]})
        begun = {time: made.model.binary() for time in times}
        for one, next_ in pairwise(times):
            made.model.require(begun[next_] >= begun[one])
        for room in made.cohorts.rooms:
            chosen = {opening: made.rooms[opening, room] for opening in made.openings if (opening, room) in made.rooms}
            begins = _by_time((each.begin, chosen[each]) for each in levels[later] if each in chosen)
            for time, choices in begins.items():
                made.model.require(begun[time] >= total(choices))
            _not_before(made.model, begun, [(each.end, chosen[each]) for each in earlier if each in chosen])
