"""Hypothetical cases: facts, three lengths, people, profiles, exhibits, and the facilitator's key."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from trainingkit.domain.facts import Fact
from trainingkit.domain.fiction import LookUp
from trainingkit.domain.marks import Id, Key, Line, Prose, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR, Body, Labelled, Module, Table
from trainingkit.domain.text import Audience

ARCHETYPES = (
    "sportswear-multinational",
    "premium-listed",
    "discount-private-label",
    "university-licensee",
    "vertical-manufacturer",
    "workwear-public-buyers",
    "fast-fashion-agreement",
    "sourcing-agent",
    "name-owner",
    "computer-phone-brand",
    "contract-manufacturer",
    "component-maker",
)
"""The kinds of company that a case can be about, garment trade first."""

LEVERAGE = (
    "main-customer",
    "code",
    "evidence",
    "experience",
    "stable-relation",
    "reputation",
    "other-buyers",
    "season",
    "membership",
    "public-money",
)
"""What can move a brand in a case: it buys much; its code can be quoted; things are documented; it has put such things
right before; it means to go on buying; its name is at stake; other buyers are known; a date presses; it belongs to an
initiative or has signed an agreement; public bodies or universities buy from it."""


SENSITIVE = frozenset(
    {
        "harassment",
        "dismissal",
        "sexual-violence",
        "violence",
        "threats",
        "detention",
        "suicide",
        "death",
        "pregnancy-loss",
    }
)
"""Tags and themes of what somebody in the room may have lived through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """The three lengths of a case; every core fact stands in all of them."""

    full: Body
    one_page: Annotated[Body, Key("one-page")]
    read_aloud: Annotated[Body, Key("read-aloud")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of a case's time line."""

    when: Line
    what: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Who a factory, a brand or an organisation of the case is: short labelled lines about one name fact."""

    about: Id
    archetype: Word | None = None
    lines: Mapping[Id, Labelled]


class ExhibitLooks(StrEnum):
    """What an exhibit looks like on paper."""

    PAYSLIP = "payslip"
    CONTRACT = "contract"
    LETTER = "letter"
    MEMO = "memo"
    AUDIT = "audit-extract"
    CODE = "code"
    SURVEY = "survey"
    NOTICE = "notice"
    MINUTES = "minutes"
    LABEL = "label"
    CHAT = "chat"
    RECEIPT = "receipt"
    TIMECARD = "timecard"
    EMAIL = "email"
    PHOTO = "photo"
    TRANSCRIPT = "transcript"
    TICKET = "ticket"
    CHEQUE = "cheque"
    ORDER = "court-order"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A piece of evidence that looks like what it is. `reliability` is the facilitator's reading of it."""

    looks: ExhibitLooks
    title: Line
    head: Mapping[Id, Labelled] = field(default_factory=dict)
    body: Body = field(default_factory=dict)
    table: Table | None = None
    media: Id | None = None
    for_: tuple[Id, ...] | None = None
    reliability: Annotated[Prose, FACILITATOR] | None = None
    formerly: Id | None = None
    audience: Audience = Audience()


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Facts that, if they were different, would turn the decision."""

    set: Mapping[Id, Decimal]
    then: Id
    why: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """What really happened elsewhere, with its source: raw material for the debrief, never for a participant's case."""

    text: Prose
    source: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionKey:
    """The facilitator's key of a case: the reasoned decision, what else can be defended, what would turn it.
    `leverage`: what can move the brand; it serves to choose cases that differ."""

    decision: Id
    decoy: bool = False
    leverage: tuple[Id, ...] = ()
    why: Prose
    defensible: Mapping[Id, Prose] = field(default_factory=dict)
    traps: Mapping[Id, Prose] = field(default_factory=dict)
    good_ask: Annotated[Prose | None, Key("good-ask")] = None
    no_reply: Mapping[Id, Prose] = field(default_factory=dict)
    record: Mapping[Id, Precedent] = field(default_factory=dict)
    switches: Mapping[Id, Switch] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Module):
    """A hypothetical case: facts, three lengths, people, profiles, exhibits, and the facilitator's key. `handouts`: the
    readings that belong to it, such as its sheet of law; a step hands them out as `case/handouts`."""

    theme: Id
    country: Word = "workshop"
    place: Annotated[Line, EVERYONE]
    summary: Annotated[Prose, EVERYONE]
    facts: Mapping[Id, Fact]
    names: Mapping[Id, LookUp] = field(default_factory=dict)
    narrative: Annotated[Narrative, EVERYONE]
    timeline: Annotated[Mapping[Id, Moment], EVERYONE]
    people: Annotated[Mapping[Id, Prose], EVERYONE]
    demands: Annotated[Mapping[Id, Prose], EVERYONE]
    questions: Annotated[Mapping[Id, Prose], EVERYONE]
    profiles: Annotated[Mapping[Id, Profile], EVERYONE]
    exhibits: Annotated[Mapping[Id, Exhibit], EVERYONE]
    law: tuple[Id, ...] = ()
    standards: tuple[Id, ...] = ()
    needs: Mapping[Id, bool] = field(default_factory=dict)
    handouts: tuple[Id, ...] = ()
    key: Annotated[DecisionKey, FACILITATOR]

    KIND: ClassVar[str] = "cases"


def country_of(case: Case) -> str:
    """The country that a case is set in; empty where it is set in the workshop's, wherever that is."""
    return "" if case.country == "workshop" else case.country
