"""What every module of a kit is made of: blocks, tables, quantities, and the fields all kinds share.

The kinds themselves stand in `sessions`, `casework`, `roleplay` and `paper`. A field's type, text form and circle are
declared once, here and there: `content.schema` reads YAML into these classes, writes their JSON Schemas and walks their
texts; `assembly` prints them. A class holds data only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from trainingkit.domain.marks import Id, Line, Minutes, Name, Prose, Range, Word
from trainingkit.domain.text import Audience, Circle

EVERYONE, FACILITATOR, OBSERVER = Circle.EVERYONE, Circle.FACILITATOR, Circle.OBSERVER
PARTY, SEAT, HANDED = Circle.PARTY, Circle.SEAT, Circle.HANDED


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of something: `30`, `2 per group`, `60 + 10%`. `per` is empty for a fixed number."""

    number: int
    per: Literal["", "person", "group", "organisation", "case", "table", "facilitator"] = ""
    spare_percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """Minutes a session may take. `per` multiplies them by the cases or groups of the slot."""

    min: Minutes
    ideal: Minutes
    max: Minutes
    per: Literal["", "case", "group"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: columns by id, filled rows by id, and rows left blank to write in."""

    columns: Mapping[Id, Line]
    rows: Mapping[Id, Mapping[Id, Line]] = field(default_factory=dict)
    blank_rows: Annotated[int, Range(0, 40)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of a body: exactly one of text, law, standard, table, image, exhibit; `for` narrows who gets it."""

    SHORTHAND: ClassVar[str] = "text"  # a bare string stands for this field, and has the block's own address

    text: Prose | None = None
    law: Id | None = None
    standard: Id | None = None
    table: Table | None = None
    image: Id | None = None
    exhibit: Id | None = None
    looks: Literal["", "box", "quote", "warning", "say"] = ""
    for_: tuple[Id, ...] | None = None
    covers: tuple[Id, ...] = ()
    formerly: Id | None = None
    audience: Audience = Audience()

    CONTENTS: ClassVar[tuple[str, ...]] = ("text", "law", "standard", "table", "image", "exhibit")


Body = Mapping[Id, Block]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label and its value, as on a form or in a profile."""

    label: Line
    value: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRule:
    """How a module wants to be printed on its own: sides of paper, and whether it starts on its own page. `unsigned`:
    outsiders see it, so nothing on it says from what workshop it comes."""

    sides: Literal["one", "two"] = "two"
    own_page: bool = False
    unsigned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """An audience of its own, such as supervisors or workers: the lower `order` is trained first; those of `apart_from`
    never sit in one room with it."""

    title: Annotated[Line, EVERYONE]
    order: Annotated[int, Range(1, 99)]
    apart_from: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """What every module may have. `id` comes from the file's name."""

    id: Id
    title: Annotated[Line, EVERYONE]
    public: bool = False
    language: Word | None = None
    tags: tuple[Id, ...] = ()
    themes: tuple[Id, ...] = ()
    sectors: tuple[Id, ...] = ()
    tracks: tuple[Id, ...] = ()
    pages: Annotated[int, Range(1, 60)] | None = None
    after_use: Literal["", "keep", "return", "destroy"] = ""
    print: PrintRule = PrintRule()
    sources: tuple[Id, ...] = ()
    credits: Annotated[Prose, EVERYONE] | None = None
    licence: Name | None = None
    care: Annotated[Prose, FACILITATOR] | None = None
    formerly: Id | None = None

    KIND: ClassVar[str] = ""
