"""What may not stand in a kit's sentences: loose figures, sums, law, and Markdown beyond the small one.

Each of these is a slot or a reference, so that a kit can move to another country, trade or year. Comes in: a kit with
its scope. Goes out: problems. Refuses to read what it does not print: slots are taken out before a sentence is looked
at.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from trainingkit.content.scope import Scope
from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.text import Form, Text
from trainingkit.domain.words import Slot, parse_slots
from trainingkit.errors import Problem

_LIST_NUMBER = re.compile(r"^\s*\d{1,3}[.)](?=\s)", re.MULTILINE)
_DIGITS = re.compile(r"\d[\d.,:]*")
_MONEY = re.compile(
    r"(?:US\$|[$€£¢₡]|\bQ\s?|\bL\.?\s?)\s?\d[\d.,]*"
    r"|\d[\d.,]*\s?(?:dólares|dollars|quetzales|lempiras|córdobas|colones|pesos|euros|USD|EUR|MXN)\b|[$€£₡]",
    re.IGNORECASE,
)
# A law is told by its name or number. «La ley» alone is a word like any other.
_LAW = re.compile(
    r"\b(?i:artículos?|arts?\.|articles?|sections?|decretos?|decrees?|convenios?|conventions?)"
    r"\s+(?:(?i:n\.?[º°o]\.?|número|legislativo|ejecutivo|no\.)\s*)?C?\d+"
    r"|\bC-?\d{2,3}\b"
    r"|\b(?:Código de Trabajo|Código Penal|Labou?r Code|Penal Code|Constitución de la República)\b"
    r"|\bLey(?:\s+(?:de|del|de la|de los|de las|para|contra|sobre|especial|general))*\s+[A-ZÁÉÍÓÚÑ]\w+"
    r"|\b[A-Z]\w+\s+Act\b(?:\s+of\s+\d{4})?"
)
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}(?:\s|$)|.*\n {0,3}(?:=+|-{2,})\s*$)", re.MULTILINE)
_TABLE = re.compile(r"^\s*\|.*\|\s*$|^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]]*\]\s?[(\[]")
_CODE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def check_prose(scope: Scope) -> Iterator[Problem]:
    """Every sentence of the kit."""
    for module, found in scope.module_texts:
        closed = isinstance(module, Case | RolePlay | Response)
        for text in found:
            yield from _check(text, closed=closed)
        if isinstance(module, Case | RolePlay):
            yield from _names(module.facts, f"{module.KIND}/{module.id}")
    for text in scope.loose_texts:
        # Who made a kit, and after what, is told with its real names and dates.
        if not text.unit.startswith(("kit/credits", "kit/authors")):
            yield from _check(text, closed=False)


def _check(text: Text, *, closed: bool) -> Iterator[Problem]:
    prose = text.form is Form.PROSE
    if prose:
        yield from _markdown(text)
    said = without_slots(text.source)
    money = _MONEY.search(said)
    if money:
        yield Problem("money-in-prose", text.unit, {"found": money[0].strip()})
    law = _LAW.search(said)
    if law:
        yield Problem("law-in-prose", text.unit, {"found": law[0].strip()})
    if closed and not money and not law:
        figure = _DIGITS.search(_LIST_NUMBER.sub("", said) if prose else said)
        if figure:
            yield Problem("loose-figure", text.unit, {"found": figure[0].rstrip(".,:")})


def _markdown(text: Text) -> Iterator[Problem]:
    for name, pattern in (("heading", _HEADING), ("table", _TABLE), ("image", _IMAGE), ("code", _CODE)):
        if pattern.search(text.source):
            yield Problem("markdown-not-small", text.unit, {"what": name})


@cache
def without_slots(source: str) -> str:
    """The text with a mark where slots stand, so that what is round them does not run together."""
    if "{" not in source:
        return source
    parts = (" / ".join(part.options) or "…" if isinstance(part, Slot) else part for part in parse_slots(source))
    return "".join(parts)


def _names(facts: Mapping[str, Fact], unit: str) -> Iterator[Problem]:
    """A name stands in titles and in tables, where there is no room for a sentence."""
    for name, fact in facts.items():
        said = fact.name or fact.person or ""
        if len(said) > 120:
            yield Problem("name-too-long", f"{unit}/facts/{name}", {"limit": "120"})
