"""A document: assembled, in one language, dated, for one reader, and without any layout.

Comes in: what `assembly` decided. Goes out: values that templates print. Every string is small Markdown (blocks) or
plain text (labels, titles), its slots filled. What its reader may not see was never put in.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Literal

# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown. `looks` is one of the few boxes; `language` only where it is not the document's."""

    text: str
    looks: Literal["", "lead", "box", "quote", "warning", "say", "small"] = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width as a share of the others', its language if not the document's."""

    title: str
    share: int = 1
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `blank_rows` are left to write in; `row_heads`: the first cell of a row names it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    blank_rows: int = 0
    row_heads: bool = True
    caption: str = ""
    look: Literal["", "compact", "register", "beside"] = ""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and values: a profile, a small form's head."""

    rows: tuple[tuple[str, str], ...]
    title: str = ""
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose items are Markdown of one paragraph: bullets, numbers, tick boxes, or a term with its meaning."""

    items: tuple[tuple[str, str], ...]
    """(term or empty, text)"""
    mark: Literal["bullet", "number", "tick", "term"] = "bullet"


@dataclass(frozen=True, slots=True)
class Lines:
    """Ruled lines to write on, under a question."""

    count: int
    ask: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing of the kit with its alternative text and the legend of its digits."""

    svg: str
    alt: str
    legend: tuple[tuple[str, str], ...] = ()
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A logo: a PNG as base64 text (`domain.pictures`), and whose it is."""

    png: str
    alt: str


@dataclass(frozen=True, slots=True)
class Options:
    """Boxes to tick (`many`) or circles to choose one of; beside a `picture`, for who looks and listens."""

    ask: str
    options: tuple[str, ...]
    many: bool = True
    number: int | None = None
    picture: Figure | None = None


@dataclass(frozen=True, slots=True)
class Faces:
    """Statements answered by marking one of three faces, or one of five steps of a scale."""

    ask: str
    statements: tuple[str, ...]
    labels: tuple[str, ...]
    look: Literal["faces", "scale"] = "faces"


@dataclass(frozen=True, slots=True)
class Box:
    """An empty frame to draw or write in."""

    ask: str
    height_mm: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """One short line after its label: a number, a date, a signature."""

    ask: str
    kind: Literal["number", "date", "sign"]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece of evidence that looks like what it is. `blocks` hold its body."""

    looks: str
    code: str
    title: str
    head: tuple[tuple[str, str], ...] = ()
    blocks: tuple["Block", ...] = ()
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply as it comes out of its envelope; `margin` are the letters to point at its paragraphs with."""

    letterhead: str
    place_and_date: str
    paragraphs: tuple[str, ...]
    signature: str
    signatory_title: str
    language: str | None = None
    notice: str = ""
    """That it is invented: in the document's language, and in the letter's own where that is another."""
    notice_in_its_language: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of law or of a standard, with how far it can be trusted. Unverified ones carry no rule."""

    title: str
    text: str
    reference: str
    as_of: str
    advice: str
    trusted: bool
    icon: str = "scales"
    address: str = ""
    """Where it stands in the packs (`countries/sv/law/working-hours`), for whoever has it reviewed; never printed."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A row of a review: a statement, what to ask about it, and where it comes from, as labels and values."""

    title: str
    under: str
    text: str
    reference: str
    ask: str
    origin: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Review:
    """Statements for somebody to judge by hand: boxes to tick, and room to write under `write`; `asks` stands above
    what to ask about each."""

    columns: tuple[str, str, str, str]
    rows: tuple[Reviewed, ...]
    verdicts: tuple[str, ...]
    asks: str
    write: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a session plan, for facilitators."""

    number: int
    minutes: str
    starts_at: str
    verb: str
    icon: str
    title: str
    mode: str
    say: str = ""
    do: str = ""
    task: str = ""
    output: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """(what is done with it, its printed title): («Abra», «Carta A, B, C»)"""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps of a session in their order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A row of a printed agenda. `quarters`: how many quarters of an hour it lasts, rounded."""

    time: str
    quarters: int
    title: str
    detail: str = ""
    how: str = ""
    materials: str = ""
    pause: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    """A day on paper. `columns`: the headings used; a column whose heading is empty is left out."""

    columns: tuple[str, str, str, str]
    rows: tuple[Moment, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the parts of this document begin; page numbers are the typesetter's."""

    title: str


Block = (
    Prose | Grid | Pairs | Items | Lines | Options | Faces | Box | Blank | Figure | Picture | Exhibit | Letter
    | Statement | Review | Steps | Timetable | Contents
)  # fmt: skip


# ── parts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under one signpost. `aside` stands in the signpost, near and out of the way. An empty title has none."""

    title: str = ""
    icon: str = ""
    blocks: tuple[Block, ...] = ()
    aside: tuple[Block, ...] = ()
    anchor: str = ""
    keep: bool = False
    """Kept on one page where it fits on one."""


@dataclass(frozen=True, slots=True)
class StripItem:
    """One of at most four things said at a glance under the masthead."""

    icon: str
    strong: str
    light: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """How a part begins: a label with a number, an icon or an emblem; a title; one sentence; the strip."""

    label: str
    title: str
    lead: str = ""
    numeral: str = ""
    icon: str = ""
    emblem: str = ""
    strip: tuple[StripItem, ...] = ()
    plate: str = ""
    """Words of the confidential plate; empty where nothing is confidential."""
    fold: str = ""
    """Words beside the fold of a role sheet: «Doble hacia arriba por esta línea»; without them there is an arrow."""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on one card."""

    title: str
    text: str = ""
    emblem: str = ""
    code: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards to cut, `per_sheet` on a page."""

    cards: tuple[Card, ...]
    per_sheet: int
    note: str = ""


class PartKind(StrEnum):
    """What a part is; the look of its pages follows from it."""

    COVER = "cover"
    CASE = "case"
    HANDOUT = "handout"
    WORKSHEET = "worksheet"
    AGENDA = "agenda"
    SESSION = "session"
    CHAPTER = "chapter"
    ROLE = "role"
    LETTER = "letter"
    LABEL = "label"
    CARDS = "cards"
    REGISTER = "register"
    POSTER = "poster"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece that begins on its own page with its own masthead and running words. `code` is neutral: «C1», «R2-B»."""

    kind: PartKind
    code: str
    masthead: Masthead
    sections: tuple[Section, ...] = ()
    deck: Deck | None = None
    notice: str = ""
    """What the foot says: «Caso inventado para practicar…»."""
    level: int = 1
    """Its depth in bookmarks and contents."""
    restart: bool = False
    """Whether its pages are numbered from 1."""
    pages: int | None = None
    """The pages it must fit on; None where any number will do."""
    anchor: str = ""
    bookmarked: bool = True
    language: str | None = None
    subject: str = ""
    """Address of the text that must fit on `pages`, for whoever has to shorten it; never printed."""


@dataclass(frozen=True)
class Document:
    """One file to be. `name` is its kind (`workbook`), `slug` its readable file name, `reader` for whom it is."""

    name: str
    slug: str
    code: str
    language: str
    title: str
    kit_title: str
    edition: str
    reader: str
    page_words: str
    """«Página {page} de {pages}», its two slots kept for the typesetter."""
    parts: tuple[Part, ...]
    draft_words: str = ""
    """What a draft says on every page; empty unless it is one."""
    density: Literal["reading", "guide"] = "reading"
    accent: str = "cochinilla"
    author: str = ""
    origin: str = ""
    """What an adaptation was adapted from, in a sentence: kept in the file whatever is printed of it."""
    sides: Literal["one", "two"] = "two"
    subject: str = ""
    """Address of what the document is about (`cases/child-care`), for the manifest and the print run; never printed."""

    @cached_property
    def digest(self) -> str:
        """Of everything it says: files made of the same are the same. SHA-256 in hexadecimal."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Format:
    """On what: paper and ink."""

    paper: Literal["letter", "a4"]
    ink: Literal["colour", "black"]
