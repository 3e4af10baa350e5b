"""Why a plan of cohorts cannot be: comes in a task without a timetable, goes out a `Refusal`.

What is short is found by asking the same question with more of it: a resource is short if more of it alone gives a
timetable. The smallest number that does is named; so whatever is named is true, since a timetable was seen. Refuses to
guess: where a search is cut off, nothing is said of it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from trainingkit.domain.cohorts import CohortPlan, Percent, Sizes, Trainer, TrainingRoom, invited
from trainingkit.domain.timetable import Change, Refusal, Resource
from trainingkit.errors import LimitReached
from trainingkit.planning.cohortmodel import model_of
from trainingkit.planning.openings import Task
from trainingkit.planning.solver import total

LONGEST = 30
"""Days from the first to the last of a plan; more is another plan."""
MOST_TRAINERS, MOST_ROOMS = 24, 12
"""More of them at once is another kind of training."""
_SPARED: tuple[tuple[Resource, ...], ...] = (
    ("days", "group", "release", "rooms", "trainers"),
    ("trainers", "rooms", "group", "release", "days"),
)
"""What is rather left as it is, where several changes are needed together."""
_LOOKS = 20
"""How often to branch for what can be reached with what there is."""

With = Callable[[CohortPlan, int], CohortPlan]


@dataclass(frozen=True)
class _Lever:
    """Something that there could be more of (or less, for the smallest group): how much there is, how much there could
    be, and the plan with so much of it."""

    resource: Resource
    now: int
    most: int
    with_: With
    track: str = ""

    def amount(self, step: int) -> int:
        """The amount after so many steps from `now` to `most`."""
        return self.now + step if self.most >= self.now else self.now - step

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return abs(self.most - self.now)

    def change(self, step: int) -> Change:
        return Change(self.resource, self.now, self.amount(step), self.track)


def refusal_of(task: Task, *, proven: bool = True) -> Refusal:
    """What can be reached, and what would do. `proven`: whether it is known that there is no timetable."""
    wanted = dict.fromkeys((track for tracks in task.levels for track in tracks), 0)
    for crew in task.meetings:
        wanted[crew[0]] += sum(invited(task.plan.cohorts, *crew).values())
    return Refusal(wanted=wanted, reached=_reached(task), ways=_ways(task) if proven else (), proven=proven)


def _reached(task: Task) -> dict[str, int]:
    """How many can be invited; of an earlier track one more weighs as much as all of the later ones."""
    made = model_of(task, partial=True)
    missing = {
        level: total(var for (crew, _), var in made.missing.items() if task.level(crew[0]) == level)
        for level in range(len(task.levels))
    }
    costs, weight = [], 1
    for level in reversed(missing):
        costs.append(weight * missing[level])
        weight *= 1 + sum(made.model.bounds[column][1] for column, _ in missing[level].terms)
    solution = made.model.solve(-1 * total(costs), nodes=_LOOKS)
    reached = dict.fromkeys((track for tracks in task.levels for track in tracks), 0)
    if solution is not None:
        for (crew, line), var in made.missing.items():
            reached[crew[0]] += invited(task.plan.cohorts, *crew)[line] - solution[var]
    return reached


# ── what would do ───────────────────────────────────────────────────────────────────────────────────────────────────


def _ways(task: Task) -> tuple[tuple[Change, ...], ...]:
    levers = [lever for lever in _levers(task) if lever.steps]
    alone = [(lever.change(steps),) for lever in levers if (steps := _fewest(task, lever, {}))]
    return tuple(alone or _together(task, levers))


def _fewest(task: Task, lever: _Lever, others: Mapping[_Lever, int], most: int = 0) -> int:
    """The fewest steps of a lever with which there is a timetable, 0 where no number does. Small numbers are asked
    first: they are likely, and soon answered."""
    too_few, enough, most = 0, 1, most or lever.steps
    while not _would_do(task, {**others, lever: enough}):
        if enough == most:
            return 0
        too_few, enough = enough, min(2 * enough, most)
    while too_few + 1 < enough:
        middle = (too_few + enough) // 2
        if _would_do(task, {**others, lever: middle}):
            enough = middle
        else:
            too_few = middle
    return enough


def _together(task: Task, levers: Sequence[_Lever]) -> list[tuple[Change, ...]]:
    """Sets of changes of which none can be left out: one that rather takes more people and rooms, one that rather takes
    more days."""
    box = _box(task, levers)
    found: list[tuple[Change, ...]] = []
    for spared in _SPARED if box else ():
        left = dict(box)
        for lever in sorted(box, key=lambda each: spared.index(each.resource)):
            fewer = {each: steps for each, steps in left.items() if each is not lever}
            if _would_do(task, fewer):
                left = fewer
        for lever in left:
            left[lever] = _fewest(task, lever, {each: left[each] for each in left if each is not lever}, left[lever])
        changes = tuple(lever.change(steps) for lever, steps in left.items())
        if changes not in found:
            found.append(changes)
    return found


def _box(task: Task, levers: Sequence[_Lever]) -> dict[_Lever, int]:
    """Steps of all levers with which there is a timetable; none where there is not. What makes the question longer,
    more people, rooms and days, is tried in small numbers first."""
    for many in (1, 2, 4, 8, 16, 32):
        box = {
            lever: lever.steps if lever.resource in ("release", "group") else min(many, lever.steps) for lever in levers
        }
        if _would_do(task, box):
            return box
    return {}


def _would_do(task: Task, steps: Mapping[_Lever, int]) -> bool:
    """Whether there is a timetable with so much more; not known counts as no."""
    plan = task.plan
    for lever, many in steps.items():
        plan = lever.with_(plan, lever.amount(many))
    try:
        return model_of(replace(task, plan=plan)).model.solve(total(())) is not None
    except LimitReached:
        return False


# ── levers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _levers(task: Task) -> Iterator[_Lever]:
    plan, cohorts = task.plan, task.plan.cohorts
    yield _Lever("trainers", len(cohorts.trainers), max(len(cohorts.trainers), MOST_TRAINERS), _with_trainers)
    span = (plan.to - plan.from_).days + 1
    yield _Lever("days", len(plan.days), len(plan.days) + max(0, LONGEST - span), _with_days)
    yield _Lever("rooms", len(cohorts.rooms), max(len(cohorts.rooms), MOST_ROOMS), _with_rooms)
    yield _Lever("release", cohorts.release.share, 100, _with_release(""))
    for track in _own(task, cohorts.release.tracks):
        yield _Lever("release", cohorts.release.tracks[track], 100, _with_release(track), track)
    yield _Lever("group", cohorts.group.min, 1, _with_group(""))
    for track in _own(task, cohorts.group.tracks):
        yield _Lever("group", cohorts.group.tracks[track].min, 1, _with_group(track), track)


def _own(task: Task, tracks: Iterable[str]) -> list[str]:
    """The tracks with something of their own that are to be trained."""
    wanted = {track for each in task.levels for track in each}
    return [track for track in tracks if track in wanted]


def _with_trainers(plan: CohortPlan, many: int) -> CohortPlan:
    cohorts = plan.cohorts
    more = {f"more-{number}": Trainer() for number in range(many - len(cohorts.trainers))}
    return replace(plan, cohorts=replace(cohorts, trainers={**cohorts.trainers, **more}))


def _with_days(plan: CohortPlan, many: int) -> CohortPlan:
    return replace(plan, to=plan.to + timedelta(days=many - len(plan.days)))


def _with_rooms(plan: CohortPlan, many: int) -> CohortPlan:
    cohorts = plan.cohorts
    largest = max((cohorts.group.max, *(each.max for each in cohorts.group.tracks.values())))
    more = {f"more-{number}": TrainingRoom(capacity=largest) for number in range(many - len(cohorts.rooms))}
    return replace(plan, cohorts=replace(cohorts, rooms={**cohorts.rooms, **more}))


def _with_release(track: str) -> With:
    def made(plan: CohortPlan, share: int) -> CohortPlan:
        release, percent = plan.cohorts.release, Percent(share)
        changed = (
            replace(release, tracks={**release.tracks, track: percent}) if track else replace(release, share=percent)
        )
        return replace(plan, cohorts=replace(plan.cohorts, release=changed))

    return made


def _with_group(track: str) -> With:
    def made(plan: CohortPlan, least: int) -> CohortPlan:
        group = plan.cohorts.group
        sizes: Sizes = group.of(track)
        own = {**group.tracks, track: replace(sizes, min=least)}
        changed = replace(group, tracks=own) if track else replace(group, min=least)
        return replace(plan, cohorts=replace(plan.cohorts, group=changed))

    return made
