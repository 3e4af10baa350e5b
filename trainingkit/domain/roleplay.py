"""Role plays and the written replies that follow them: who knows what, and who is handed what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.changes import Overlay
from trainingkit.domain.facts import Fact, StoryDate
from trainingkit.domain.fiction import LookUp
from trainingkit.domain.marks import Id, Key, Line, Minutes, Name, Prose, Range, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR, HANDED, OBSERVER, PARTY, SEAT, Body, Module


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of the table. The brief is confidential to it and printed on every sheet of the party."""

    title: Annotated[Line, EVERYONE]
    brief: Annotated[Prose, PARTY]
    side: Literal["", "workers", "company", "other"] = ""
    share: Annotated[int, Range(1, 100)] | None = None
    people: Annotated[int, Range(1, 40)] | None = None
    at_table: Annotated[int, Range(1, 12)] | None = None
    from_track: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """What a seat wants, from what it cannot leave without to what would be welcome."""

    must: Prose | None = None
    should: Prose | None = None
    could: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One rung of the ladder of concessions: if the others do this, do that."""

    when: Line
    then: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSheet:
    """The confidential sheet of one seat: 180 to 230 words in all."""

    you_are: Annotated[Prose, Key("you-are")]
    stake: Prose | None = None
    know: Mapping[Id, Prose] = field(default_factory=dict)
    dont_know: Annotated[Prose | None, Key("dont-know")] = None
    interests: Prose | None = None
    goals: Goals | None = None
    authority: Prose | None = None
    red_lines: Annotated[Prose | None, Key("red-lines")] = None
    fallback: Prose | None = None
    pressures: Prose | None = None
    style: Prose | None = None
    moves: Mapping[Id, Move] = field(default_factory=dict)
    ask_only: Annotated[Mapping[Id, Prose], Key("ask-only")] = field(default_factory=dict)
    never: Mapping[Id, Prose] = field(default_factory=dict)
    offer: Prose | None = None
    clock: Prose | None = None
    lines: Mapping[Id, Prose] = field(default_factory=dict)
    prepare: Mapping[Id, Prose] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A part in a role play. `from_people`: the group size from which this seat is filled."""

    party: Id
    title: Annotated[Line, EVERYONE]
    person: Id | None = None
    from_people: Annotated[int, Range(1, 40)] | None = None
    refusable: bool = False
    formerly: Id | None = None
    sheet: Annotated[RoleSheet, SEAT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of a role play on the clock."""

    minutes: Minutes
    grouping: Literal["", "by-party", "mixed", "plenary"] = ""
    seating: Literal["", "swap-parties", "swap-seats"] = ""
    optional: bool = False
    ask: Annotated[Prose, EVERYONE] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens in the middle of a play: the card shows label and text, the rest is the facilitator's."""

    label: Annotated[Line, HANDED]
    title: Annotated[Line, FACILITATOR]
    when: Annotated[Line, FACILITATOR]
    for_: tuple[Id, ...] | None = None
    formerly: Id | None = None
    text: Annotated[Prose, HANDED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing to watch. A `mark` is a behaviour that can decide which reply comes."""

    SHORTHAND: ClassVar[str] = "ask"

    ask: Line
    scale: bool = False
    mark: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """The questions after the play, in their order."""

    de_role: Annotated[Mapping[Id, Prose], Key("de-role")]
    feelings: Mapping[Id, Prose]
    facts: Mapping[Id, Prose]
    analysis: Mapping[Id, Prose]
    transfer: Mapping[Id, Prose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """How hard the brand player plays."""

    soft: Prose
    medium: Prose
    hard: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayVersion:
    """Another way to play it, such as at tables instead of in a fishbowl: only what differs. `lost`: when it serves,
    and what is lost by it."""

    lost: Annotated[Prose, FACILITATOR]
    leave_out: tuple[Word, ...] = ()
    change: Overlay = Overlay()


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePlay(Module):
    """A role play: what everyone knows, what each party and each seat knows, rounds, events, observation, debrief."""

    case: Id | None = None
    facts: Mapping[Id, Fact] = field(default_factory=dict)
    names: Mapping[Id, LookUp] = field(default_factory=dict)
    format: Literal["fishbowl", "parallel", "triads", "rotating"]
    general: Annotated[Mapping[Id, Prose], EVERYONE]
    parties: Mapping[Id, Party]
    seats: Mapping[Id, Seat]
    uneven: Literal["mirror", "observer"]
    rounds: Mapping[Id, Round]
    events: Mapping[Id, Event] = field(default_factory=dict)
    observe: Annotated[Mapping[Id, Observation], OBSERVER]
    dial: Annotated[Dial, FACILITATOR] | None = None
    briefing: Annotated[Mapping[Id, Prose], FACILITATOR] = field(default_factory=dict)
    debrief: Annotated[Debrief, FACILITATOR]
    teaching: Annotated[Mapping[Id, Prose], FACILITATOR]
    props: Annotated[Prose, FACILITATOR] | None = None
    versions: Mapping[Id, PlayVersion] = field(default_factory=dict)

    KIND: ClassVar[str] = "role-plays"


class ReplyType(StrEnum):
    """The thirteen kinds of answer that a brand gives."""

    SILENCE = "acknowledgement-only"
    NOT_OURS = "not-our-supplier"
    AUDIT_CLEAN = "audit-found-nothing"
    ELSEWHERE = "refers-to-supplier-or-law"
    ASKS_NAMES = "asks-for-names"
    TRAINING = "training-instead"
    PARTIAL = "partial-remedy"
    CREDIBLE = "credible-plan"
    CUT_AND_RUN = "cut-and-run"
    SMALL_SHARE = "small-share"
    SENT_ON = "sends-to-mechanism"
    THREAT = "legal-threat"
    SECRECY = "asks-for-confidentiality"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatory:
    """Who signs a letter: an invented name, and a title that is translated."""

    name: Name
    title: Annotated[Line, HANDED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the facilitator reads a letter: what it signals, what it dodges, what can be done next."""

    signals: Prose
    dodges: Prose | None = None
    next: Mapping[Id, Prose]


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Module):
    """A brand's written reply, sealed until a step opens it. Only the label shows outside."""

    case: Id
    round: Annotated[int, Range(1, 9)] = 1
    label: Annotated[Line, HANDED]
    title: Annotated[Line, FACILITATOR]
    type: ReplyType
    hint: Annotated[Prose, FACILITATOR] | None = None
    when: tuple[Id, ...] = ()
    written_in: Word | None = None
    from_: Signatory
    dated: StoryDate
    letter: Annotated[Body, HANDED]
    reading: Annotated[Reading, FACILITATOR]

    KIND: ClassVar[str] = "responses"
