"""A text as sentences and words: comes in a text whose slots are filled, go out its sentences as a reader meets them.

Markdown is gone; each item of a list and each paragraph ends a sentence, whatever stands at its end. Refuses to count
what is no sentence: a title, a label or the cell of a table, which end without a stop.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from trainingkit.domain.text import Form
from trainingkit.domain.words import Slot, parse_slots

_WORD = re.compile(r"[^\W_]+(?:[’'.,/-][^\W_]+)*")
_ADDRESS = re.compile(r"\S*(?:://|\w@\w)\S*")
_STOP = re.compile(r"[.!?…]+[»”\"’')\]]*(?=\s)")
_ENDED = re.compile(r"[.!?…:;][»”\"’')\]]*$")
_ITEM = r"(?:[-+*]|\d{1,3}[.)])\s+"
# The parser behind `markup` costs more to load than everything here; a test holds this against it, text by text.
_BLOCK = re.compile(rf"\n[ \t]*\n\s*(?:{_ITEM})?|\n[ \t]*{_ITEM}|^\s*{_ITEM}")
_NUMBERED = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(\d{1,3})(?=[.)]\s)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?…»”)])_{1,3}(?!\w))")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_OPENING = "¿¡«“‘\"'([*– "


def words_of(sentence: str) -> list[str]:
    """The words: what has a hyphen, an apostrophe or figures in it is one, and so is an address."""
    if "://" in sentence or "@" in sentence:
        sentence = _ADDRESS.sub("1", sentence)  # as hard to read as a number
    return _WORD.findall(sentence)


def sentences_of(text: str, form: Form, abbreviations: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The sentences of one text, in their order."""
    if form is Form.PHRASE:
        return ()
    blocks = map(plain, blocks_of(text)) if form is Form.PROSE else [text]
    found = (sentence for block in blocks for sentence in _cut(" ".join(block.split()), abbreviations))
    return tuple(each for each in found if form is Form.PROSE or _ENDED.search(each))


def blocks_of(text: str) -> list[str]:
    """The paragraphs and items of a text. A number that a line happens to begin with, and that counts nothing, is no
    item."""
    numbers = frozenset(_NUMBERED.findall(text)) - {"1"}
    for number in numbers:
        if not re.search(rf"(?m)^\s*{int(number) - 1}[.)]\s", text):
            text = re.sub(rf"(?<=\S)[ \t]*\n[ \t]*{number}(?=[.)]\s)", f" {number}", text)
    return [block for block in _BLOCK.split(text) if block.strip()]


def plain(block: str) -> str:
    """The words of a paragraph or an item, its small Markdown taken away."""
    if "*" in block or "_" in block or "[" in block or "\\" in block:
        block = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", _LINK.sub(r"\1", block)))
    return block


def _cut(line: str, abbreviations: tuple[str, ...]) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(line):
        after = line[stop.end() : stop.end() + 8].lstrip(_OPENING)[:1]
        if after.islower() or _is_abbreviation(line[start : stop.start()], stop[0], abbreviations):
            continue
        yield line[start : stop.end()].strip()
        start = stop.end()
    if rest := line[start:].strip():
        yield rest


def _is_abbreviation(before: str, stop: str, abbreviations: tuple[str, ...]) -> bool:
    if stop != ".":
        return False
    last = before.lower().split(" ")
    return last[-1] in abbreviations or " ".join(last[-2:]) in abbreviations


def shortened(sentence: str, most: int = 90) -> str:
    """As much of a sentence as is needed to find it."""
    return sentence if len(sentence) <= most else sentence[:most].rsplit(" ", 1)[0] + " …"


# ── texts as their authors wrote them ───────────────────────────────────────────────────────────────────────────────

SLOT = "\ufffc"
"""What stands for a slot: it is no letter, so that what is round it does not run together."""

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"\n]*\"")
_START = re.compile(rf"(?<=[.!?…])[»”\"’')\]*_]*\s+|\n[ ]*\n\s*(?:{_ITEM})?|\n\s*{_ITEM}|^\s*{_ITEM}")


@lru_cache(maxsize=16_384)
def neutral(text: str) -> str:
    """A text with a mark for each slot: what fills it is looked at where it is written."""
    return "".join(SLOT if isinstance(part, Slot) else part for part in parse_slots(text)) if "{" in text else text


def unquoted(text: str) -> str:
    """A text without what somebody says in it: a person in a story speaks as people speak."""
    return _QUOTED.sub("«»", text) if "«" in text or "“" in text or '"' in text else text


def starts_of(text: str) -> list[str]:
    """A text cut wherever a sentence could begin, the items of its lists too."""
    return [each for each in _START.split(text) if each.strip()]
