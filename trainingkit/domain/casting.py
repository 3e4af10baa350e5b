"""Who plays what, as values: groups, seats with their neutral codes, observers.

Comes in: what `planning.casting.cast` worked out. Goes out: groups and seats for assembly and the print run. Refuses
to hold a person: a seat has a number of people, never a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainingkit.errors import Problem


@dataclass(frozen=True, slots=True)
class CastSeat:
    """A seat filled in a group. `code` («R2-B») says nothing of the role; several people share it as mirrors."""

    seat: str
    party: str
    code: str
    people: int = 1


@dataclass(frozen=True, slots=True)
class CastGroup:
    """A group with its role play. `number` is its place among all groups of the workshop, from 1."""

    id: str
    number: int
    case: str
    people: int
    role_play: str
    seats: tuple[CastSeat, ...]
    observers: int = 0

    @property
    def seated(self) -> int:
        """How many people hold a role."""
        return sum(seat.people for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Casting:
    """All groups that play. `observers`: role play → how many people watch it at some moment, each with a sheet."""

    groups: tuple[CastGroup, ...] = ()
    problems: tuple[Problem, ...] = ()
    observers: Mapping[str, int] = field(default_factory=dict)
