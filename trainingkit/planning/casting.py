"""Groups into seats: which parts a group of that size fills, who mirrors, who observes.

Comes in: a workshop's groups and the role plays of their cases. Goes out: a `Casting`, in which seats and observers of
a group add up to its people, or a problem says why not. Refuses to decide about persons: facilitators hand out sheets.
"""

from collections.abc import Iterator, Mapping, Sequence

from trainingkit.domain.assembly.codes import letter_of
from trainingkit.domain.casting import CastGroup, Casting, CastSeat
from trainingkit.domain.kit import Kit
from trainingkit.domain.roleplay import RolePlay, Seat
from trainingkit.domain.workshop import Group, Workshop
from trainingkit.errors import Problem, Severity


def cast(workshop: Workshop, kit: Kit) -> Casting:
    """Every group that has a case with a role play, with its seats filled."""
    groups: list[CastGroup] = []
    problems = list(_total_problems(workshop))
    for number, (name, group) in enumerate(workshop.groups.items(), start=1):
        unit = f"workshops/{workshop.id}/groups/{name}"
        if group.case is None:
            continue
        if group.case not in kit.cases:
            problems.append(
                Problem("unknown-name", f"{unit}/case", {"value": group.case, "kind": "cases", "nearest": ""})
            )
            continue
        play = kit.role_play_of(group.case)
        if play is not None:
            groups.append(_cast_group(name, number, group.case, group, play))
            problems += _size_problems(groups[-1], play, unit, _fitting(kit, group))
    watching = {play: _watching(play, kit, groups, workshop.head_count) for play in _plays_in(groups)}
    return Casting(tuple(groups), tuple(problems), watching)


def seat_code(number: int, position: int) -> str:
    """«R2-B»: the group's number and a letter for the seat's place in the file, the same seat in every group."""
    return f"R{number}-{letter_of(position)}"


def wanted_seats(play: RolePlay, people: int) -> tuple[str, ...]:
    """The seats that a group of that size is meant to fill."""
    return tuple(name for name, seat in play.seats.items() if seat.from_people is None or seat.from_people <= people)


def _cast_group(name: str, number: int, case: str, group: Group, play: RolePlay) -> CastGroup:
    wanted = wanted_seats(play, group.people)[: group.people]
    heads = dict.fromkeys(wanted, 1)
    left = group.people - len(wanted)
    if play.uneven == "mirror" and wanted:
        left = _mirror(heads, left, play, group.people)
    places = {seat: position for position, seat in enumerate(play.seats)}
    seats = tuple(
        CastSeat(seat, play.seats[seat].party, seat_code(number, places[seat]), count) for seat, count in heads.items()
    )
    return CastGroup(name, number, case, group.people, play.id, seats, left)


def _mirror(heads: dict[str, int], left: int, play: RolePlay, people: int) -> int:
    """Gives each remaining person the seat that the fewest hold, as long as its party has room; returns who is left."""
    while left:
        open_seats = [seat for seat in heads if _has_room(play.seats[seat].party, heads, play, people)]
        if not open_seats:
            return left
        heads[min(open_seats, key=heads.__getitem__)] += 1  # the first of equals: the order of the file decides
        left -= 1
    return 0


def _has_room(party: str, heads: Mapping[str, int], play: RolePlay, people: int) -> bool:
    about = play.parties.get(party)
    if about is None:
        return True
    limit = about.people
    if limit is None and about.share is not None:
        limit = max(1, -(-people * about.share // 100))  # rounded up, so that two halves take in an odd one
    return limit is None or sum(heads[seat] for seat in _seats_of(party, play.seats) if seat in heads) < limit


def _seats_of(party: str, seats: Mapping[str, Seat]) -> Iterator[str]:
    return (name for name, seat in seats.items() if seat.party == party)


def _plays_in(groups: Sequence[CastGroup]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group.role_play for group in groups))


def _watching(play: str, kit: Kit, groups: Sequence[CastGroup], everybody: int) -> int:
    """How many people watch a play at some moment. Round a fishbowl sit all the others; if two groups play the same
    one after the other, each watches the other."""
    playing = [group for group in groups if group.role_play == play]
    inside = sum(group.observers for group in playing)
    if kit.role_plays[play].format != "fishbowl":
        return inside
    return everybody if len(playing) > 1 else max(inside, everybody - playing[0].seated)


def _total_problems(workshop: Workshop) -> Iterator[Problem]:
    """Groups hold everybody, once."""
    total = sum(group.people for group in workshop.groups.values())
    if workshop.groups and total != workshop.head_count:
        details = {"groups": str(total), "people": str(workshop.head_count)}
        yield Problem("groups-do-not-add-up", f"workshops/{workshop.id}/groups", details, Severity.WARNING)


def _fitting(kit: Kit, group: Group) -> tuple[str, ...]:
    """The other cases whose role plays a group of this size can fill."""
    plays = {case: kit.role_play_of(case) for case in kit.cases if case != group.case}
    return tuple(case for case, play in plays.items() if play and len(wanted_seats(play, group.people)) <= group.people)


def _size_problems(group: CastGroup, play: RolePlay, unit: str, fitting: Sequence[str]) -> Iterator[Problem]:
    """A group that cannot fill the seats meant for its size. A role that nobody plays spoils the play, but whoever
    gives the workshop may know better; without any role there is nothing to play."""
    held = {seat.seat for seat in group.seats}
    empty = [seat for seat in wanted_seats(play, group.people) if seat not in held]
    if empty or not held:
        details = {
            "group": group.id,
            "role_play": play.id,
            "people": str(group.people),
            "seats": str(len(held) + len(empty)),
            "empty": ", ".join(empty),
            "nearest": ", ".join(fitting),
        }
        yield Problem("group-too-small", unit, details, Severity.WARNING if held else Severity.ERROR)
