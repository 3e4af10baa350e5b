"""Agendas out of the solver: the best, the next that differs, the shortest.

Comes in: a kit, its pieces, a request. Goes out: `Plan`s of what is placed, or None when nothing fits. The only file of
these that solves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from trainingkit.domain.kit import Kit
from trainingkit.planning.fit_frame import LONGEST_DAY, Request, frames_of, stretches_of
from trainingkit.planning.fit_model import Choice, Sheet, lay_out
from trainingkit.planning.fit_pieces import STEP, Pieces, Role
from trainingkit.planning.fit_plan import Placed, Plan
from trainingkit.planning.fit_rules import keep_rules
from trainingkit.planning.fit_worth import worth
from trainingkit.planning.solver import Condition, Linear, Solution, total

DIFFERENCE = 30
"""Two proposals differ in a session of so many minutes at least."""


NEAR = 2
"""An agenda of several days need not be the very best: one that is proven to be within so many per cent of it will
do. One day is sought to the last point."""


def best_plans(
    kit: Kit, pieces: Pieces, request: Request, count: int, unlike: Sequence[Mapping[str, int]]
) -> Iterator[Plan]:
    """The best plan, then the best of those that differ from it, and so on; none like those in `unlike` (sessions
    with their minutes)."""
    rough, fine = (
        _laid_out(_sheet(kit, pieces, request, request.shares, rough=each), request) for each in (True, False)
    )
    values = worth(rough), worth(fine)
    for each in unlike:
        differ(rough, each)
        differ(fine, each)
    for _ in range(count):
        solution = _best(rough, fine, values, request)
        if solution is None:
            return
        plan = _plan(fine, solution, solution[values[1]])
        yield plan
        differ(rough, plan.sessions)
        differ(fine, plan.sessions)


def _best(rough: Sheet, fine: Sheet, values: tuple[Linear, Linear], request: Request) -> Solution | None:
    """The rough answer says what could be reached at most, and leads to one that is good enough or good to start
    from."""
    most = rough.model.solve(values[0])
    if most is None:
        return None
    known = len(fine.model.conditions)
    fine.model.require(*_alike(fine, rough, most))
    start = fine.model.solve(values[1])
    del fine.model.conditions[known:]
    if start is not None and request.days > 1 and 100 * start[values[1]] >= (100 - NEAR) * most[values[0]]:
        return start
    return fine.model.solve(values[1], start=start)


def _alike(fine: Sheet, rough: Sheet, answer: Solution) -> Iterator[Condition]:
    """That the same is held, in the same forms, in the same halves of days, on the same cases."""
    for choice, known in zip(fine.choices, rough.choices, strict=True):
        halves = {rough.stretches[number] for number, stand in known.stands.items() if answer[stand]}
        yield from (form.equals(answer[same]) for form, same in zip(choice.forms, known.forms, strict=True))
        for number, stand in choice.stands.items():
            if replace(fine.stretches[number], number=0) not in halves:
                yield stand <= 0
    for case, chosen in fine.cases.items():
        yield chosen.equals(answer[rough.cases[case]])


def _laid_out(sheet: Sheet, request: Request) -> Sheet:
    lay_out(sheet, is_set=request.is_set)
    keep_rules(sheet)
    return sheet


def _sheet(kit: Kit, pieces: Pieces, request: Request, shares: tuple[int, ...], *, rough: bool = False) -> Sheet:
    known = (request.workshop.agenda if request.is_set else None) or kit.agenda
    frames = frames_of(request, pieces, tuple(known.days))
    pause = -(-(pieces.pause.minutes or 0) // STEP) * STEP
    stretches = tuple(each for each in stretches_of(frames, shares, pause) if not (rough and each.number))
    return Sheet(
        kit=kit,
        pieces=pieces,
        workshop=request.workshop,
        frames=frames,
        stretches=stretches,
        shares=shares,
        available=tuple(Linear(number=share // STEP) for share in shares),
        pause=pause,
        rough=rough,
    )


def smallest(kit: Kit, pieces: Pieces, request: Request) -> tuple[int, Plan] | None:
    """The least minutes in which all that must be kept fits into so many days, and what it is made of."""
    sheet = _sheet(kit, pieces, request, (LONGEST_DAY,) * request.days)
    model = sheet.model
    sheet.available = tuple(model.integer(0, LONGEST_DAY // STEP) for _ in sheet.frames)
    for first in sheet.available:
        for second in sheet.available[1:]:
            model.require(first - second <= 1)
    for number in range(1, len(sheet.available)):
        model.require(sheet.available[number - 1] >= sheet.available[number])
    _laid_out(sheet, request)
    whole = total(sheet.available)
    solution = model.solve(-whole)
    return None if solution is None else (solution[whole] * STEP, _plan(sheet, solution, 0))


def differ(sheet: Sheet, sessions: Mapping[str, int]) -> None:
    """No agenda any more that has the same sessions of half an hour and longer."""
    model, changes = sheet.model, []
    by_session: dict[str, list[Choice]] = {}
    for choice in sheet.choices:
        if choice.piece.is_session:
            by_session.setdefault(choice.piece.subject, []).append(choice)
    for name, choices in by_session.items():
        change = model.binary()
        if sessions.get(name, 0) >= DIFFERENCE:
            model.require(*(change <= 1 - each.placed for each in choices))
            changes.append(change)
        elif name not in sessions:
            long = [model.binary() for _ in choices]
            model.require(*(DIFFERENCE * one <= each.minutes for one, each in zip(long, choices, strict=True)))
            model.require(change <= total(long))
            changes.append(change)
    model.require(total(changes) >= 1)


# ── what the answer says ────────────────────────────────────────────────────────────────────────────────────────────


def _plan(sheet: Sheet, solution: Solution, value: int) -> Plan:
    found = [
        each for choice in sheet.choices if solution[choice.placed] for each in (_placed(sheet, choice, solution),)
    ]
    ranks = {Role.OPENS_DAY: 0, Role.AFTER_MEAL: 1, Role.ANYWHERE: 2, Role.CLOSES_DAY: 3}
    places = {stretch: number for number, stretch in enumerate(sheet.stretches)}
    ordered = sorted(found, key=lambda each: (places[each.stretch], ranks[each.piece.role]))
    return Plan(
        placed=tuple(ordered),
        cases=tuple(case for case, chosen in sheet.cases.items() if solution[chosen]),
        groups={case: solution[groups] for case, groups in sheet.groups.items() if solution[groups]},
        frames=sheet.frames,
        shares=tuple(solution[fives] * STEP for fives in sheet.available),
        mornings=tuple(
            sum(morning * solution[meal] for morning, meal in meals.items()) for _, meals in sorted(sheet.meals.items())
        ),
        pause=sheet.pause,
        worth=value,
    )


def _placed(sheet: Sheet, choice: Choice, solution: Solution) -> Placed:
    number = next(number for number, chosen in enumerate(choice.forms) if solution[chosen])
    form, times = choice.piece.forms[number], solution[choice.times[number]]
    stretch = next(stretch for stretch, stand in choice.stands.items() if solution[stand])
    minutes = form.minutes.ideal * times if form.is_rigid else solution[choice.minutes]
    return Placed(piece=choice.piece, form=form, times=times, minutes=minutes, stretch=sheet.stretches[stretch])
