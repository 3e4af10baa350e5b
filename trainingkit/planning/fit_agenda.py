"""A plan as an agenda: items of days as a kit writes them, and the workshop in which they stand.

Comes in: a plan, the request, the kit. Goes out: a `Workshop` with an agenda of its own, that `schedule` can put on the
clock. Refuses to write files and to choose words: titles are the kit's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from trainingkit.domain.clock import as_time
from trainingkit.domain.kit import Agenda, AgendaItem, Day, Kit
from trainingkit.domain.workshop import Group, Hours, Workshop
from trainingkit.planning.fit_frame import MEAL, Request
from trainingkit.planning.fit_pieces import Pieces
from trainingkit.planning.fit_plan import Placed, Plan


def workshop_of(plan: Plan, request: Request, kit: Kit, pieces: Pieces) -> Workshop:
    """The workshop with the plan's agenda, its hours, and, where they are still free, its meal's time and its cases."""
    before = request.workshop
    anchor, meals = pieces.meal.anchor or MEAL, [day for day, morning in enumerate(plan.mornings) if morning]
    has_time = bool(meals) and (not request.is_set or _has_anchor(before, anchor))
    agenda = Agenda(days=_days(plan, kit, pieces, anchor if has_time else None))
    ends = (_end_of(plan, day) for day in range(len(plan.frames)))
    made = replace(before, agenda=agenda, hours=Hours(from_=before.hours.from_, to=as_time(max(ends))))
    if request.is_set:
        return with_known_anchors(made, agenda)
    at = as_time(plan.frames[meals[0]].starts + plan.mornings[meals[0]]) if meals else None
    return replace(made, anchors={anchor: at} if at else {}, groups=_groups(before.groups, plan.groups))


def with_known_anchors(workshop: Workshop, agenda: Agenda) -> Workshop:
    """The workshop without clock times that its agenda does not have: they would be names of nothing."""
    named = {item.anchor for day in agenda.days.values() for item in day.items.values()}
    return replace(workshop, anchors={name: at for name, at in workshop.anchors.items() if name in named})


def _has_anchor(workshop: Workshop, anchor: str) -> bool:
    return anchor in workshop.anchors or any(anchor in day.anchors for day in workshop.days.values())


def _end_of(plan: Plan, day: int) -> int:
    """When the time of a day is over, in minutes after midnight, its meal included."""
    frame = plan.frames[day]
    return min(frame.starts + plan.shares[day] + (frame.meal if plan.mornings[day] else 0), 24 * 60 - 1)


def _groups(groups: Mapping[str, Group], shares: Mapping[str, int]) -> Mapping[str, Group]:
    """The groups with their cases, taking turns."""
    left = dict(shares)
    made: dict[str, Group] = {}
    turn: list[str] = []
    for name, group in groups.items():
        turn = turn or [case for case, count in left.items() if count]
        case = turn.pop(0) if turn else None
        if case is not None:
            left[case] -= 1
        made[name] = replace(group, case=case)
    return made


# ── days ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _days(plan: Plan, kit: Kit, pieces: Pieces, anchor: str | None) -> Mapping[str, Day]:
    days: dict[str, Day] = {}
    titled: set[str] = set()
    for number, frame in enumerate(plan.frames):
        held = plan.of_day(number)
        title = _title_of(held, kit, titled)
        titled.add(title)
        items = dict(_items(held, plan, pieces, anchor))
        days[frame.id] = Day(title=kit.agenda.days[title].title, items=items)
    return days


def _title_of(held: list[Placed], kit: Kit, titled: set[str]) -> str:
    """The kit's day whose matter fills most of this one; another title where that one is used already."""
    minutes = dict.fromkeys(kit.agenda.days, 0)
    for each in held:
        minutes[each.piece.day] += each.minutes
    return max(minutes, key=lambda day: (day not in titled and minutes[day] > 0, minutes[day]))


def _items(held: list[Placed], plan: Plan, pieces: Pieces, anchor: str | None) -> Iterator[tuple[str, AgendaItem]]:
    """The items of a day, with pauses between its stretches and its meal between morning and afternoon."""
    taken: set[str] = set()
    last = None
    for each in held:
        if last is not None and each.stretch != last:
            is_meal = each.stretch.after_meal is not last.after_meal
            pause = replace(pieces.meal, anchor=anchor) if is_meal else replace(pieces.pause, anchor=None)
            yield _named("meal" if is_meal else "pause", taken), pause
        last = each.stretch
        yield _named(each.piece.id.rpartition("/")[2], taken), _item(each, plan)


def _named(name: str, taken: set[str]) -> str:
    """An id that this day does not have yet."""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def _item(each: Placed, plan: Plan) -> AgendaItem:
    """The kit's own item, with its minutes, its version, and those of its cases that are worked on."""
    item = replace(each.piece.item, minutes=each.minutes, version=each.form.version or None, anchor=None)
    if item.with_ is not None and item.with_.cases:
        cases = tuple(case for case in item.with_.cases if case in plan.cases)
        item = replace(item, with_=replace(item.with_, cases=cases))
    return item
