"""Sessions and techniques: what happens in the room, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.changes import Overlay
from trainingkit.domain.marks import Id, Line, Minutes, Prose, Ref, Refers, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR, Module, Quantity, TimeRange
from trainingkit.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Objectives:
    """What a participant will know, be able to do, and have decided. `core` names those that no shorter agenda may
    lose; a core session that names none keeps them all."""

    know: Line | None = None
    do: Line | None = None
    decide: Line | None = None
    core: tuple[Id, ...] = ()

    GOALS: ClassVar[tuple[str, ...]] = ("know", "do", "decide")

    @property
    def given(self) -> Mapping[str, Text]:
        """Those that the session has, by their names."""
        found: dict[str, Text | None] = {name: getattr(self, name) for name in self.GOALS}
        return {name: text for name, text in found.items() if text is not None}


class Verb(StrEnum):
    """What happens in a step, in one word; each has its icon and its printed name."""

    SAY = "say"
    ASK = "ask"
    READ = "read"
    WRITE = "write"
    DRAW = "draw"
    PLACE = "place"
    DISCUSS = "discuss"
    DECIDE = "decide"
    PREPARE = "prepare"
    PLAY = "play"
    OBSERVE = "observe"
    REFLECT = "reflect"
    OPEN = "open"
    GIVE = "give"
    COLLECT = "collect"
    SHARE = "share"
    CARE = "care"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a session plan. Reference lists say what the step does with other modules."""

    minutes: Minutes
    shrink_to: Minutes | None = None
    verb: Verb
    title: Annotated[Line, FACILITATOR] | None = None
    mode: Literal["", "alone", "pairs", "groups", "plenary", "fishbowl", "wall"] = ""
    group: Literal["", "organisation", "case", "zone", "mixed", "party"] = ""
    say: Annotated[Prose, FACILITATOR] | None = None
    do: Annotated[Prose, FACILITATOR] | None = None
    output: Annotated[Line, FACILITATOR] | None = None
    task: Annotated[Prose, EVERYONE] | None = None
    uses: tuple[Ref, ...] = ()
    gives: tuple[Ref, ...] = ()
    opens: tuple[Ref, ...] = ()
    plays: tuple[Ref, ...] = ()
    collects: tuple[Ref, ...] = ()
    fills: tuple[Ref, ...] = ()
    to: Literal["", "person", "group", "facilitator", "wall"] = ""
    for_: tuple[Id, ...] | None = None
    image: Id | None = None
    formerly: Id | None = None

    LINKS: ClassVar[tuple[str, ...]] = ("uses", "gives", "opens", "plays", "collects", "fills")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A shorter or longer way to hold a session: only what differs, and what is lost by it."""

    minutes: TimeRange | None = None
    lost: Annotated[Prose, FACILITATOR]
    leave_out: tuple[Word, ...] = ()
    change: Overlay = Overlay()


@dataclass(frozen=True, slots=True, kw_only=True)
class Session(Module):
    """What happens for N minutes: an aim and steps that add up to the ideal time."""

    aim: Annotated[Prose, EVERYONE]
    objectives: Annotated[Objectives, EVERYONE] | None = None
    minutes: TimeRange
    priority: Literal["core", "recommended", "optional"]
    requires: Annotated[tuple[Ref, ...], Refers("sessions")] = ()
    after: Annotated[tuple[Ref, ...], Refers("sessions")] = ()
    room: Id | None = None
    materials: Mapping[Id, Quantity] = field(default_factory=dict)
    before: Annotated[Prose, FACILITATOR] | None = None
    steps: Mapping[Id, Step]
    expected: Annotated[Prose, FACILITATOR] | None = None
    stuck: Annotated[Prose, FACILITATOR] | None = None
    tips: Annotated[Prose, FACILITATOR] | None = None
    adapt: Mapping[Id, Annotated[Prose, FACILITATOR]] = field(default_factory=dict)
    success: Annotated[Prose, FACILITATOR] | None = None
    keep: Annotated[Prose, FACILITATOR] | None = None
    transition: Annotated[Prose, FACILITATOR] | None = None
    versions: Mapping[Id, Version] = field(default_factory=dict)

    KIND: ClassVar[str] = "sessions"

    @property
    def goals(self) -> Mapping[str, Text]:
        """Its objectives, by their names."""
        return self.objectives.given if self.objectives else {}

    @property
    def is_core(self) -> bool:
        """Whether no agenda goes without it: its priority says so, or one of its objectives does."""
        return self.priority == "core" or bool(self.objectives and self.objectives.core)

    @property
    def core_goals(self) -> tuple[str, ...]:
        """The objectives that no shorter agenda may lose."""
        if not self.is_core:
            return ()
        return (self.objectives.core if self.objectives else ()) or tuple(self.goals)


def minutes_of_steps(session: Session, minutes: int) -> Mapping[str, int]:
    """The minutes of each step of a session that is held in so many: as planned, or, where there are fewer, each
    shortened by its part of what steps can be shortened by, none below its least."""
    planned = {name: step.minutes for name, step in session.steps.items()}
    rooms = {name: each - (session.steps[name].shrink_to or each) for name, each in planned.items()}
    room, missing = sum(rooms.values()), max(0, sum(planned.values()) - minutes)
    taken: dict[str, int] = {}
    before = 0
    for name, each in rooms.items():
        before += each
        upto = min(missing, room) * before // room if room else 0
        taken[name] = upto - sum(taken.values())
    return {name: each - taken[name] for name, each in planned.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Technique(Module):
    """A participatory technique: an energizer, an opening, a way to decide."""

    family: Literal["opening", "closing", "energizer", "analysis", "deciding", "recall", "care"]
    purpose: Annotated[Prose, FACILITATOR]
    minutes: Minutes
    people: Annotated[Line, FACILITATOR]
    space: Annotated[Line, FACILITATOR]
    steps: Annotated[Mapping[Id, Prose], FACILITATOR]
    touch: bool
    instead: Annotated[Prose, FACILITATOR] | None = None

    KIND: ClassVar[str] = "techniques"
