"""Modules that are paper to use: worksheets, handouts, cards and posters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.fiction import LookUp
from trainingkit.domain.marks import Id, Line, Prose, Range
from trainingkit.domain.modules import EVERYONE, FACILITATOR, Body, Module, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing to fill in by hand. A `picture` stands above it; beside it where something is ticked or chosen."""

    kind: Literal["lines", "table", "tick", "choice", "scale", "faces", "number", "date", "sign", "draw"]
    ask: Line
    lines: Annotated[int, Range(1, 40)] | None = None
    options: Mapping[Id, Line] | Literal["decisions"] | None = None
    columns: Mapping[Id, Line] = field(default_factory=dict)
    rows: Mapping[Id, Mapping[Id, Line]] = field(default_factory=dict)
    blank_rows: Annotated[int, Range(0, 40)] = 0
    picture: Id | None = None
    note: Annotated[Prose, FACILITATOR] | None = None
    right: Annotated[Prose, FACILITATOR] | None = None
    formerly: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet(Module):
    """A sheet to fill in by hand. `form` makes it one of the organisers' forms, a document of its own. `beside`: its
    lines, dates and signatures are printed in two languages next to each other, to hand over to who reads the other.
    One with a field to sign is printed as a paper to sign, and not as practice."""

    form: Literal["", "attendance", "evaluation", "consent", "receipts"] = ""
    intro: Annotated[Prose, EVERYONE] | None = None
    fields: Annotated[Mapping[Id, Field], EVERYONE]
    fillable: bool = False
    anonymous: bool = False
    coded: bool = False
    beside: bool = False

    KIND: ClassVar[str] = "worksheets"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout(Module):
    """A sheet to take away. `reading`: the years of school it asks for. `terms`: words of the glossary that stand at
    its end in two languages."""

    body: Annotated[Body, EVERYONE]
    reading: Annotated[int, Range(1, 16)] | None = None
    terms: tuple[Id, ...] = ()

    KIND: ClassVar[str] = "handouts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What stands on a card."""

    front: Line
    back: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards(Module):
    """A set of cards to cut."""

    names: Mapping[Id, LookUp] = field(default_factory=dict)
    faces: Annotated[Mapping[Id, Face], EVERYONE]
    per_sheet: Literal["4", "6", "8", "10"] = "8"
    copies: Quantity

    KIND: ClassVar[str] = "cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster(Module):
    """One idea for the wall; `drawing` says what to draw by hand on flipchart paper."""

    body: Annotated[Body, EVERYONE]
    size: Literal["page", "flipchart"]
    drawing: Annotated[Prose, FACILITATOR] | None = None

    KIND: ClassVar[str] = "posters"
