"""What a workshop needs besides its sessions, and the kit's drawings: materials, rooms, team, preparation, media.

Values only; everything of logistics is for facilitators.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.marks import Id, Line, Name, Prose, Range, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Something to bring or to buy."""

    what: Annotated[Line, FACILITATOR]
    kind: Literal["used-up", "reusable"]
    brings: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How a room is laid out."""

    SHORTHAND: ClassVar[str] = "what"

    what: Annotated[Line, FACILITATOR]
    drawing: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRole:
    """A part in the facilitators' team."""

    SHORTHAND: ClassVar[str] = "title"

    title: Annotated[Line, FACILITATOR]
    tasks: Annotated[Prose, FACILITATOR] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A line of the preparation calendar: `weeks` before (negative) or after the workshop's start."""

    weeks: Annotated[int, Range(-52, 52)]
    who: Id
    do: Annotated[Prose, FACILITATOR]


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Who of the team takes care of people, and the kinds of help to have at hand. Names and telephones are written by
    hand into the printed list and kept in no file."""

    who: Id
    referral: Annotated[Mapping[Id, Line], FACILITATOR] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency:
    """Something that may turn out otherwise than planned, and what to do then."""

    title: Annotated[Line, FACILITATOR]
    do: Annotated[Prose, FACILITATOR]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logistics:
    """`logistics.yaml`: materials, rooms, team, care, preparation, contingencies; for facilitators only."""

    materials: Mapping[Id, Material] = field(default_factory=dict)
    rooms: Mapping[Id, Room] = field(default_factory=dict)
    team: Mapping[Id, TeamRole] = field(default_factory=dict)
    care: Care | None = None
    preparation: Mapping[Id, Task] = field(default_factory=dict)
    contingencies: Mapping[Id, Contingency] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture of `media/`: its alternative text, and the legend of the digits drawn in it."""

    file: Name
    alt: Annotated[Line, EVERYONE]
    legend: Annotated[Mapping[Word, Line], EVERYONE] = field(default_factory=dict)
    credit: Name | None = None
    own: bool = False
    licence: Name | None = None
    svg: str = ""
