"""Signs that would print as empty boxes: comes in what was read and what the fonts lack, go out problems.

What the fonts lack is a question for `rendering`, so it is a parameter. Refuses to know a font file.
"""

import unicodedata
from collections.abc import Callable, Iterator

from trainingkit.content.library import Reading
from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.text import Text
from trainingkit.errors import Problem

Missing = Callable[[str], frozenset[str]]
"""The characters of a text that a font cannot print."""


def check_glyphs(reading: Reading, missing: Missing, font: str) -> tuple[Problem, ...]:
    """One problem for each sign of each text, in whatever language it stands, and of each name of a case."""
    found = (problem for text in reading.texts for problem in _text(text, missing, font))
    return tuple(problem.at(reading.scope.place(problem)) for problem in (*found, *_names(reading, missing, font)))


def _text(text: Text, missing: Missing, font: str) -> Iterator[Problem]:
    said = "".join((text.source, *(each.text for each in text.translations.values())))
    if not said.isascii():
        yield from _problems(said, text.unit, missing, font)


def _names(reading: Reading, missing: Missing, font: str) -> Iterator[Problem]:
    for module in reading.scope.modules:
        if isinstance(module, Case | RolePlay):
            for name, fact in module.facts.items():
                unit = f"{module.KIND}/{module.id}/facts/{name}"
                yield from _problems(_named(fact), unit, missing, font)


def _named(fact: Fact) -> str:
    return fact.name or fact.person or ""


def _problems(said: str, unit: str, missing: Missing, font: str) -> Iterator[Problem]:
    for sign in sorted(missing(said)):
        details = {"character": sign, "code": f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".strip(), "font": font}
        yield Problem("missing-glyph", unit, details)
