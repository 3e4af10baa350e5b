"""Drawings of a kit: comes in an SVG file, goes out its text, safe to set, or the problems that keep it out.

An allow-list of elements and attributes, and of what an attribute may say: no styles, no links, no scripts, no
entities, no words. Only digits stand in a drawing, since a legend can be translated and a drawing cannot. The one door
to the XML parser.
"""

import re
from pathlib import Path
from xml.parsers import expat  # document types are refused at their first character, so no entity is ever expanded

from trainingkit.config import LIMITS
from trainingkit.content.encoding import decode, read_bytes
from trainingkit.errors import Place, Problem


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


ELEMENTS = _listed("svg g path line polyline polygon rect circle ellipse text tspan")
ATTRIBUTES = _listed(
    """
    xmlns version viewBox width height preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry dx dy d points transform fill
    fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity
    stroke-miterlimit opacity text-anchor dominant-baseline font-size font-weight font-family role aria-hidden
    """
)
_SVG = "http://www.w3.org/2000/svg"
_VALUE = re.compile(r"[#\w\s.,()+%\"'-]*")
_LABEL = re.compile(r"[0-9\s]*")


class _Refused(Exception):
    """Ends the reading of a drawing; what is wrong has been noted."""


class _Checker:
    """Listens to the parser and notes whatever the allow-list does not name."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.depth = 0
        self.elements = 0
        self.digits: set[str] = set()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def note(self, code: str, **details: str) -> None:
        place = Place(self.name, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.problems.append(Problem(code, details=details, place=place))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.elements += 1
        if self.elements > LIMITS.drawing.elements or self.depth > LIMITS.drawing.depth:
            self.note("drawing-too-big", elements=str(LIMITS.drawing.elements), depth=str(LIMITS.drawing.depth))
            raise _Refused
        if name not in ELEMENTS:
            self.note("drawing-element", element=name[:40])
        for key, value in attributes.items():
            named = key in ATTRIBUTES and (value == _SVG if key == "xmlns" else _VALUE.fullmatch(value) is not None)
            if not named or "url" in value.lower():
                self.note("drawing-attribute", element=name[:40], attribute=key[:40])
        if self.depth == 1 and (name != "svg" or "viewBox" not in attributes or "xmlns" not in attributes):
            self.note("drawing-root")

    def end(self, _name: str) -> None:
        self.depth -= 1

    def text(self, text: str) -> None:
        if not _LABEL.fullmatch(text):
            self.note("drawing-words", found=text.strip()[:40])
        self.digits.update(text.split())

    def doctype(self, *_: object) -> None:
        self.note("drawing-element", element="!DOCTYPE")
        raise _Refused

    def instruction(self, target: str, _data: str) -> None:
        self.note("drawing-element", element=f"?{target[:40]}")


def read_drawing(path: Path, name: str) -> tuple[str, frozenset[str], tuple[Problem, ...]]:
    """The SVG text of a drawing, the digits in it, and every problem; the text is empty where there is one."""
    data, problems = read_bytes(path, name, LIMITS.drawing.bytes)
    text, more = decode(data, name) if not problems else ("", [])
    if problems or more:
        return "", frozenset(), (*problems, *more)
    checker = _Checker(name)
    try:
        checker.parser.Parse(text, True)
    except _Refused:
        pass
    except (expat.ExpatError, LookupError, ValueError) as error:
        line = getattr(error, "lineno", 1)
        checker.problems.append(Problem("drawing-broken", place=Place(name, line)))
    if checker.problems:
        return "", frozenset(), tuple(checker.problems)
    bare = re.sub(r"<!--.*?-->|<\?xml.*?\?>", "", text, flags=re.DOTALL).strip()
    return bare, frozenset(checker.digits), ()
