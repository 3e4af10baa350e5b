"""A kit as a value: in every language, undated, for nobody in particular, with what it shares with other kits.

Comes in: what `content` read. Goes out: look-ups by reference. Refuses to know dates, readers, languages chosen or
paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.casework import Case
from trainingkit.domain.changes import Overlay
from trainingkit.domain.fiction import RealNames
from trainingkit.domain.logistics import Drawing, Logistics
from trainingkit.domain.marks import Address, Id, Line, Minutes, Name, Prose, Range, Ref, Refers, Word
from trainingkit.domain.modules import EVERYONE, FACILITATOR, Module, Track
from trainingkit.domain.paper import Cards, Handout, Poster, Worksheet
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.sessions import Session, Technique
from trainingkit.domain.style import Style
from trainingkit.domain.term import Composition, Term
from trainingkit.domain.text import Audience, Text

MODULE_KINDS: tuple[type[Module], ...] = (
    Session,
    Case,
    RolePlay,
    Response,
    Worksheet,
    Handout,
    Cards,
    Technique,
    Poster,
)
"""Every kind of module. A new kind stands here, as a field of `Kit`, in `assembly` and in a template."""


# ── what kits share ─────────────────────────────────────────────────────────────────────────────────────────────────


NO_SOURCE = "none-yet"
"""The source of a statement that nobody has looked up yet."""


class LegalStatus(StrEnum):
    """How far a statement can be trusted."""

    VERIFIED = "verified"
    TO_VERIFY = "to-verify"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What one country's law says on one topic, and how we know. `duty`: whether there is a duty at all."""

    title: Annotated[Line, EVERYONE]
    duty: bool | None = None
    value: Decimal | None = None
    rule: Annotated[Prose, EVERYONE]
    article: Annotated[Line, EVERYONE]
    check: Annotated[Prose, FACILITATOR] | None = None
    status: LegalStatus
    as_of: date
    review_by: date
    source: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country pack: paper, currency, words, law by topic; by language, words that tell of this country alone.
    `safety`: what facilitators have to know before they plan anything there."""

    country: Word
    language: Word
    paper: Literal["letter", "a4"]
    currency: Word
    safety: Annotated[Prose, FACILITATOR] | None = None
    words: Annotated[Mapping[Id, Term], EVERYONE] = field(default_factory=dict)
    law: Mapping[Id, Law]
    residue: Mapping[Word, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A sector pack: its words and, by language, those that must not be left when a kit moves to another sector.
    `regions`: by country, those of its words that are said otherwise there."""

    sector: Id
    language: Word
    words: Annotated[Mapping[Id, Term], EVERYONE]
    regions: Annotated[Mapping[Word, Mapping[Id, Term]], EVERYONE] = field(default_factory=dict)
    residue: Mapping[Word, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """An international standard or a complaint channel, in our own plain words."""

    name: Name
    title: Annotated[Line, EVERYONE]
    says: Annotated[Prose, EVERYONE]
    conditions: Annotated[Prose, EVERYONE] | None = None
    status: LegalStatus
    as_of: date
    source: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A term: what we say, what it means, how other countries say it; by language, what is right too and what we avoid.

    An entry of `avoid` that says when, behind a comma or in brackets, is for people to judge and not looked for. A
    `common` term is an everyday word too, so nobody asks how it is translated. One with `sectors` is printed in the
    guides of those trades alone.
    """

    say: Annotated[Line, EVERYONE]
    means: Annotated[Prose, EVERYONE]
    sectors: tuple[Id, ...] = ()
    regions: Mapping[Word, Name] = field(default_factory=dict)
    also: Mapping[Word, tuple[str, ...]] = field(default_factory=dict)
    avoid: Mapping[Word, tuple[str, ...]] = field(default_factory=dict)
    common: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a statement was found, and when. With `country` it tells of that one's law, and is listed there alone."""

    title: Name
    url: Address | None = None
    country: Word | None = None
    seen: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """Everything under `kits/_shared`."""

    countries: Mapping[str, Country] = field(default_factory=dict)
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    standards: Mapping[str, Standard] = field(default_factory=dict)
    channels: Mapping[str, Standard] = field(default_factory=dict)
    glossary: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    real_names: RealNames = RealNames()


# ── the kit's own files ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who made a kit, and what they did."""

    name: Name
    did: Annotated[Line, EVERYONE] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapts:
    """What an adaptation starts from: a kit, the edition that was looked at, one of its variants."""

    kit: Id
    edition: Name
    variant: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount:
    """How many people a kit is made for."""

    min: Annotated[int, Range(1, 500)]
    ideal: Annotated[int, Range(1, 500)]
    max: Annotated[int, Range(1, 500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitFile:
    """`kit.yaml`. `edition` is raised by hand; `decisions` is the closed list that cases and replies use.

    An adaptation says `adapts`, who made it (`by`), what it leaves out and what it changes; every other field that it
    does not say is that of the kit it adapts.
    """

    kit: Id
    edition: Name
    language: Word
    languages: tuple[Word, ...]
    title: Annotated[Line, EVERYONE]
    subtitle: Annotated[Line, EVERYONE] | None = None
    purpose: Annotated[Prose, EVERYONE]
    for_whom: Annotated[Line, EVERYONE]
    credits: Annotated[Prose, EVERYONE] | None = None
    people: HeadCount
    group: Composition = "mixed"
    country: Word | None = None
    sector: Id | None = None
    paper: Literal["letter", "a4"] | None = None
    licence: Name
    authors: Mapping[Id, Author]
    words: Annotated[Mapping[Id, Term], EVERYONE] = field(default_factory=dict)
    style: Style = Style()
    decisions: Annotated[Mapping[Id, Line], EVERYONE] = field(default_factory=dict)
    tracks: Annotated[Mapping[Id, Track], EVERYONE] = field(default_factory=dict)
    documents: tuple[Id, ...] = ()
    adapts: Adapts | None = None
    by: Mapping[Id, Author] = field(default_factory=dict)
    leave_out: tuple[Word, ...] = ()
    change: Overlay = Overlay()


class Break(StrEnum):
    """What an agenda item is when it is not a session."""

    MEAL = "meal"
    BREAK = "break"
    ENERGIZER = "energizer"
    REGISTRATION = "registration"
    EVALUATION = "evaluation"
    CULTURAL = "cultural"
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class With:
    """What a placed session is done with: which cases (else those that groups play; with `reads` all that everybody
    reads), which moment of the role play."""

    cases: tuple[Id, ...] = ()
    reads: bool = False
    moment: Id | None = None
    swap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item of a day: exactly one of session, technique, worksheet, break. `anchor` ties it to a clock time of the
    workshop."""

    session: Annotated[Ref | None, Refers("sessions")] = None
    technique: Annotated[Ref | None, Refers("techniques")] = None
    worksheet: Annotated[Ref | None, Refers("worksheets")] = None
    break_: Break | None = None
    minutes: Minutes | None = None
    title: Annotated[Line, EVERYONE] | None = None
    version: Id | None = None
    anchor: Id | None = None
    with_: With | None = None
    lead: Id | None = None

    SUBJECTS: ClassVar[tuple[str, ...]] = ("session", "technique", "worksheet", "break_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of an agenda, undated. With a `track` it is a visit of that track alone."""

    title: Annotated[Line, EVERYONE]
    track: Id | None = None
    items: Mapping[Id, AgendaItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """`agenda.yaml`: days in their order. It is replaced whole, never merged."""

    days: Mapping[Id, Day]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose:
    """What a variant selects; nothing chosen means everything."""

    cases: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A named selection from a kit with its own agenda and changed texts; it adds no module."""

    title: Annotated[Line, EVERYONE]
    why: Annotated[Prose, FACILITATOR] | None = None
    lost: Annotated[Prose, FACILITATOR]
    like: Id | None = None
    agenda: Literal["same"] | Agenda
    choose: Choose = Choose()
    switch: tuple[Word, ...] = ()
    leave_out: tuple[Word, ...] = ()
    change: Overlay = Overlay()


class Deed(StrEnum):
    """What an adaptation did to a module."""

    CHANGED = "changed"
    ADDED = "added"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A module that an adaptation changed (in `count` places), added or left out; `audiences` may know of it."""

    deed: Deed
    module: Module
    audiences: frozenset[Audience]
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where an adaptation comes from, for its adaptation page: the kit it adapts, by whom, and what differs.

    `overlay` is everything that was changed or left out, `touched` tells it by module. `inherited` are the texts that
    stand as they stand upstream, translated there into `languages`.
    """

    kit: str
    edition: str
    title: Text
    licence: str
    authors: Mapping[str, Author]
    by: Mapping[str, Author] = field(default_factory=dict)
    variant: str = ""
    overlay: Overlay = Overlay()
    touched: tuple[Touched, ...] = ()
    own_agenda: bool = False
    inherited: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()
    upstream: "Lineage | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A whole kit. Mappings keep the order of the files' names or of the lines in a file; both are the kit's order.

    `variant` is the one that this kit has been narrowed to, `lineage` where an adaptation comes from.
    """

    id: str
    about: KitFile
    agenda: Agenda
    logistics: Logistics = Logistics()
    media: Mapping[str, Drawing] = field(default_factory=dict)
    sessions: Mapping[str, Session] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    role_plays: Mapping[str, RolePlay] = field(default_factory=dict)
    responses: Mapping[str, Response] = field(default_factory=dict)
    worksheets: Mapping[str, Worksheet] = field(default_factory=dict)
    handouts: Mapping[str, Handout] = field(default_factory=dict)
    cards: Mapping[str, Cards] = field(default_factory=dict)
    techniques: Mapping[str, Technique] = field(default_factory=dict)
    posters: Mapping[str, Poster] = field(default_factory=dict)
    variants: Mapping[str, Variant] = field(default_factory=dict)
    shared: Shared = Shared()
    variant: Variant | None = None
    lineage: Lineage | None = None

    def modules(self, kind: str) -> Mapping[str, Module]:
        """All modules of a kind named as in references (`role-plays`); empty for an unknown kind."""
        names = {kind_.KIND for kind_ in MODULE_KINDS}
        found: Mapping[str, Module] = getattr(self, kind.replace("-", "_")) if kind in names else {}
        return found

    def every_module(self) -> Iterator[Module]:
        """All modules, kind by kind."""
        for kind in MODULE_KINDS:
            yield from self.modules(kind.KIND).values()

    def role_play_of(self, case: str) -> RolePlay | None:
        """The role play of a case, if it has one."""
        return next((play for play in self.role_plays.values() if play.case == case), None)

    def responses_of(self, case: str, round_: int | None = None) -> tuple[Response, ...]:
        """The replies of a case, of one round or of all."""
        found = (reply for reply in self.responses.values() if reply.case == case)
        return tuple(reply for reply in found if round_ in (None, reply.round))


def texts_in(value: object) -> Iterator[Text]:
    """Every text below a value of the kit, in its order."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from texts_in(getattr(value, each.name))
