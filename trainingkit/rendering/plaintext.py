"""Document → plain words: to paste into a message, and to read aloud and record.

Comes in: a document. Goes out: texts in the document's own language, without marks of Markdown. What cannot be
written or drawn in a message (rooms to write in, drawings) is left out; a drawing's alternative text is said. Refuses
nothing: every block has words or none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch

from trainingkit import markup
from trainingkit.domain import document as doc
from trainingkit.errors import RenderError

MESSAGE_CHARACTERS = 2000
"""Longest message: beyond it some programs fold the text away or send a file instead."""
WORDS_A_MINUTE = 120
"""How fast people read aloud so that others can follow."""
_ENDED = (".", "!", "?", ":", "…", ";", "»", '"', "”")
_BULLET = "• "


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a text. `heading`: what follows is under it; `close`: it belongs to what stands before it."""

    words: str
    heading: bool = False
    close: bool = False


def lines_of(document: doc.Document) -> Iterator[Line]:
    """The document from its first title to its last notice."""
    for part in document.parts:
        head = part.masthead
        label = " ".join(filter(None, (head.label, head.numeral)))
        yield Line(f"{label}: {head.title}" if label else head.title, heading=True)
        yield from _said(head.lead)
        for section in part.sections:
            yield from _heading(section.title)
            for block in (*section.aside, *section.blocks):
                yield from _lines(block)
        for card in part.deck.cards if part.deck else ():
            yield from _heading(card.title)
            yield from _said(card.text)
        yield from _said(part.notice)


@singledispatch
def _lines(block: doc.Block) -> Iterator[Line]:
    """What a block says. A type of block without a way of saying it is a fault of ours, and a test finds it."""
    raise RenderError("no-template", block=type(block).__name__)


@_lines.register
def _(block: doc.Prose) -> Iterator[Line]:
    yield from _said(block.text)


@_lines.register
def _(block: doc.Pairs) -> Iterator[Line]:
    yield from _heading(block.title)
    yield from _labelled(block.rows)


@_lines.register
def _(block: doc.Options) -> Iterator[Line]:
    yield from _asked(block.ask, block.options)


@_lines.register
def _(block: doc.Faces) -> Iterator[Line]:
    yield from _asked(block.ask, block.statements)


@_lines.register(doc.Lines)
@_lines.register(doc.Box)
@_lines.register(doc.Blank)
def _(block: doc.Lines | doc.Box | doc.Blank) -> Iterator[Line]:
    yield from _said(block.ask)


@_lines.register
def _(block: doc.Figure) -> Iterator[Line]:
    yield from _said(block.alt)
    yield from _labelled(block.legend)


@_lines.register
def _(block: doc.Picture) -> Iterator[Line]:
    yield from _said(block.alt)


@_lines.register
def _(block: doc.Exhibit) -> Iterator[Line]:
    yield Line(block.title, heading=True)
    yield from _said(block.kind_label)
    yield from _labelled(block.head)
    for each in block.blocks:
        yield from _lines(each)


@_lines.register
def _(block: doc.Letter) -> Iterator[Line]:
    for text in (block.notice, block.letterhead, block.place_and_date, *block.paragraphs):
        yield from _said(text)
    yield from _said(", ".join(filter(None, (block.signature, block.signatory_title))))


@_lines.register
def _(block: doc.Review) -> Iterator[Line]:
    for row in block.rows:
        yield from _heading(row.title)
        yield from _said(row.text)


@_lines.register
def _(block: doc.Steps) -> Iterator[Line]:
    for step in block.steps:
        yield from _heading(step.title)
        for text in (step.do, step.say, step.task, step.output):
            yield from _said(text)


@_lines.register
def _(block: doc.Timetable) -> Iterator[Line]:
    for moment in block.rows:
        yield Line(f"{moment.time} {moment.title}")


@_lines.register
def _(_block: doc.Contents) -> Iterator[Line]:
    yield from ()


@_lines.register
def _(block: doc.Grid) -> Iterator[Line]:
    """A row is a sentence: what it is about, then each column with its heading."""
    yield from _heading(block.caption)
    titles = [column.title for column in block.columns]
    for row in block.rows:
        cells = [_flat(cell) for cell in row]
        first = [cells.pop(0)] if block.row_heads and len(cells) > 1 else []
        rest = titles[len(first) :]
        told = [f"{title}: {cell}" if title else cell for title, cell in zip(rest, cells, strict=False) if cell]
        yield Line(_BULLET + ". ".join(filter(None, (*first, "; ".join(told)))))


@_lines.register
def _(block: doc.Items) -> Iterator[Line]:
    for number, (term, text) in enumerate(block.items, 1):
        mark = f"{number}. " if block.mark == "number" else _BULLET
        said = f"{term}: {_flat(text)}" if term and not term.endswith(_ENDED) else f"{term} {_flat(text)}".strip()
        yield Line(f"{mark}{said}")


@_lines.register
def _(block: doc.Statement) -> Iterator[Line]:
    yield Line(block.title, heading=True)
    yield from _said(block.text)
    source = " · ".join(filter(None, (block.reference, block.as_of)))
    if source:
        yield Line(f"({source})", close=True)
    yield from _said(block.advice)


def _said(markdown: str) -> Iterator[Line]:
    """Small Markdown."""
    for words in markup.to_lines(markdown):
        yield Line(words)


def _heading(title: str) -> Iterator[Line]:
    if title:
        yield Line(title, heading=True)


def _labelled(rows: Iterable[tuple[str, str]]) -> Iterator[Line]:
    for label, value in rows:
        if value:
            yield Line(f"{label}: {_flat(value)}")


def _asked(ask: str, answers: Iterable[str]) -> Iterator[Line]:
    yield from _said(ask)
    for each in answers:
        yield Line(f"{_BULLET}{_flat(each)}")


def _flat(markdown: str) -> str:
    return " ".join(markup.to_lines(markdown))


# ── to paste ────────────────────────────────────────────────────────────────────────────────────────────────────────


def messages(document: doc.Document, longest: int = MESSAGE_CHARACTERS) -> tuple[str, ...]:
    """The words to copy, in as few messages as they need, each at most `longest` characters and numbered where there
    are several. A message ends between paragraphs wherever it can."""
    paragraphs = [*_paragraphs(document), f"{document.kit_title} · {document.edition} · {document.code}"]
    whole = "\n\n".join(paragraphs)
    if len(whole) <= longest:
        return (whole,)
    packed = _packed(paragraphs, longest - len("(999/999)\n\n"))
    return tuple(f"({number}/{len(packed)})\n\n{text}" for number, text in enumerate(packed, 1))


def _paragraphs(document: doc.Document) -> Iterator[str]:
    """Paragraphs as a message shows them: the items of a list stand close, a heading stands on what it heads."""
    held: list[Line] = []
    for line in lines_of(document):
        if held and not (line.close or _is_item(line.words) or held[-1].heading):
            yield _shown(held)
            held = []
        held.append(line)
    if held:
        yield _shown(held)


def _shown(lines: Iterable[Line]) -> str:
    return "\n".join(line.words.upper() if line.heading else line.words for line in lines)


def _is_item(words: str) -> bool:
    return bool(re.match(r"• |\d{1,3}\. ", words))


def _packed(paragraphs: Iterable[str], room: int) -> list[str]:
    packed: list[str] = []
    for paragraph in (piece for each in paragraphs for piece in _pieces(each, room)):
        if packed and len(packed[-1]) + 2 + len(paragraph) <= room:
            packed[-1] += f"\n\n{paragraph}"
        else:
            packed.append(paragraph)
    return packed


def _pieces(paragraph: str, room: int) -> Iterator[str]:
    """A paragraph too long for one message, cut between lines, sentences or words, in this order of liking."""
    while len(paragraph) > room:
        cut = max(paragraph.rfind(mark, 0, room) for mark in ("\n", ". "))
        cut = cut + 1 if cut > 0 else paragraph.rfind(" ", 0, room)
        cut = cut if cut > 0 else room
        yield paragraph[:cut].strip()
        paragraph = paragraph[cut:].strip()
    yield paragraph


# ── to read aloud ───────────────────────────────────────────────────────────────────────────────────────────────────


def to_read_aloud(document: doc.Document) -> str:
    """The text for whoever reads it to others or records it: whole sentences, one thought in a paragraph, no signs
    that nobody says. An empty line is a breath."""
    return "\n\n".join(filter(None, (_spoken(line.words) for line in lines_of(document))))


def _spoken(words: str) -> str:
    said = re.sub(r"^• |[*_]{2,}", "", words)
    said = re.sub(r"^\((.*)\)$", r"\1", said)  # a source in brackets of its own
    said = re.sub(r"\s*\(?https://\S+", "", said)
    said = said.replace(" · ", ". ").replace("___", "").strip()
    return said if not said or said.endswith(_ENDED) else f"{said}."


def minutes_of(document: doc.Document) -> int:
    """About how long it takes to read aloud; at least one minute."""
    count = sum(len(line.words.split()) for line in lines_of(document))
    return max(1, round(count / WORDS_A_MINUTE))
