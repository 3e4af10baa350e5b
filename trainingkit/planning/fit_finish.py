"""The last touches to a plan: pauses where they divide the time best, hurry shared out, spare minutes given out.

Comes in: a plan of the solver. Goes out: the same sessions on the same days before and after the same meals, with the
same number of pauses, for the same worth or more: what is worth as much to the solver is not the same to people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from trainingkit.planning.fit_frame import STRETCH
from trainingkit.planning.fit_pieces import STEP, Role
from trainingkit.planning.fit_plan import Placed, Plan
from trainingkit.planning.fit_worth import priority_of


def finished(plan: Plan) -> Plan:
    """The plan with its pauses moved and its spare minutes given out."""
    placed: list[Placed] = []
    for day, frame in enumerate(plan.frames):
        morning = plan.mornings[day]
        whole = min(plan.shares[day], frame.longest(with_meal=bool(morning)))
        for after_meal, room in ((False, morning or whole), (True, whole - morning)):
            half = _evened(_divided([each for each in plan.of_day(day) if each.stretch.after_meal is after_meal]))
            placed += _eased(half, room - plan.load(half))
    return replace(plan, placed=tuple(placed))


# ── where pauses fall ───────────────────────────────────────────────────────────────────────────────────────────────


def _divided(half: list[Placed]) -> list[Placed]:
    """A morning or an afternoon with its pauses where the longest stretch is shortest."""
    count = len({each.stretch for each in half})
    if count < 2:
        return half
    cuts = min(_cuts(half, count), key=lambda cut: (max(_tiring(part) for part in _parts(half, cut)), cut))
    return [
        replace(each, stretch=replace(each.stretch, number=number))
        for number, part in enumerate(_parts(half, cuts))
        for each in part
    ]


def _cuts(half: Sequence[Placed], count: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut it into so many stretches that may be: each with something of the matter, none too long."""
    for cut in combinations(range(1, len(half)), count - 1):
        if all(_may_be(part) for part in _parts(half, cut)):
            yield cut


def _parts(half: Sequence[Placed], cut: Sequence[int]) -> list[Sequence[Placed]]:
    return [half[begin:end] for begin, end in pairwise((0, *cut, len(half)))]


def _may_be(part: Sequence[Placed]) -> bool:
    held = [each for each in part if each.piece.kind != "break"]
    of_the_matter = any(each.piece.is_session and each.piece.role is Role.ANYWHERE for each in part)
    # What follows a session is no beginning: people come back from a pause to something else.
    begins = not part[0].piece.follows
    return of_the_matter and begins and (len(held) == 1 or _tiring(part) <= STRETCH)


def _tiring(part: Sequence[Placed]) -> int:
    """The minutes that are held without a pause; arriving with coffee is none of them."""
    return sum(each.on_clock for each in part if each.piece.kind != "break")


# ── who is hurried ──────────────────────────────────────────────────────────────────────────────────────────────────


def _evened(half: list[Placed]) -> list[Placed]:
    """Five minutes at a time from the session that has most of its ideal to the one that has least, as long as both are
    worth the same and stand in one stretch: a short session feels five minutes more than a long one."""
    made = list(half)
    while moves := [
        (low, high) for low in range(len(made)) for high in range(len(made)) if _may_move(made[low], made[high])
    ]:
        low, high = min(moves, key=lambda move: (_share(made[move[0]]), -_share(made[move[1]]), move))
        for number, minutes in ((low, STEP), (high, -STEP)):
            made[number] = replace(made[number], minutes=made[number].minutes + minutes)
    return made


def _may_move(low: Placed, high: Placed) -> bool:
    """Whether five minutes of `high` help `low` more than they are missed."""
    alike = low.stretch == high.stretch and priority_of(low.piece) == priority_of(high.piece)
    if not alike or low.form.is_rigid or high.form.is_rigid or low.minutes + STEP > low.form.best * low.times:
        return False
    left = (high.minutes - STEP) / high.ideal
    return high.minutes - STEP >= high.form.minutes.min * high.times and left > _share(low)


def _share(each: Placed) -> float:
    return each.minutes / each.ideal if each.ideal else 1.0


# ── minutes that are left ───────────────────────────────────────────────────────────────────────────────────────────


def _eased(half: list[Placed], spare: int) -> list[Placed]:
    """Five minutes at a time for the session that is shortest by what would be ideal, core sessions first."""
    made = list(half)
    while spare >= STEP:
        able = [number for number in range(len(made)) if _can_grow(made, number)]
        if not able:
            break
        number = min(able, key=lambda each: (not made[each].piece.is_core, _share(made[each]), each))
        made[number] = replace(made[number], minutes=made[number].minutes + STEP)
        spare -= STEP
    return made


def _can_grow(half: Sequence[Placed], number: int) -> bool:
    each = half[number]
    part = [other for other in half if other.stretch == each.stretch]
    room = len(part) == 1 or _tiring(part) + STEP <= STRETCH
    return each.piece.is_session and not each.form.is_rigid and room and each.minutes + STEP <= each.most
