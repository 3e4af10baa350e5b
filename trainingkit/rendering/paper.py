"""The measures of a page: paper, margins, the width of text, and the `@page` rules that follow from them.

Comes in: a format and a kind of part. Goes out: millimetres and CSS. Nothing here looks at content.
"""

from dataclasses import dataclass

from trainingkit.domain.document import Format, PartKind

MM_PER_POINT = 25.4 / 72
SAFE_EDGE_MM = 8
"""What a printer or copier may cut off; nothing is printed there."""

CONTINUED_TOP_MM = 22
"""The top margin of every page of a part but its first."""

_SIZES = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
_LANDSCAPE = frozenset({PartKind.REGISTER})
# Cards need the whole sheet; their marks stand outside the cards but inside the safe edge.
_WHOLE_SHEET = frozenset({PartKind.CARDS})

ACCENTS = {"cochinilla": "#A01C34", "añil": "#1F3F77", "jade": "#0B6349", "barro": "#7A4A1E", "jamaica": "#5B2A6E"}
"""All of one darkness when printed in black, on purpose: colour never tells two things apart."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of one kind of part, in millimetres. `binding` is the inner margin."""

    width: float
    height: float
    top: float
    bottom: float
    binding: float
    outer: float

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return round(self.width - self.binding - self.outer, 2)

    @property
    def text_height(self) -> float:
        """The height between the margins."""
        return round(self.height - self.top - self.bottom, 2)


def sheet_of(kind: PartKind, fmt: Format) -> Sheet:
    """The page of a kind of part."""
    width, height = _SIZES[fmt.paper]
    if kind in _LANDSCAPE:
        return Sheet(height, width, 17, 20, 18, 18)
    if kind in _WHOLE_SHEET:
        return Sheet(width, height, 14, 18, 14, 14)
    if kind is PartKind.ROLE:
        return Sheet(width, height, 13, 20, 18, 18)
    return Sheet(width, height, 17, 20, 22, 18)


def page_rules(fmt: Format, mirrored: bool, starts_left: bool) -> str:
    """The `@page` rules of every kind. `mirrored`: binding changes sides; `starts_left`: page 1 is a left one."""
    return "\n".join(_rule(kind, sheet_of(kind, fmt), mirrored, starts_left) for kind in PartKind)


def _rule(kind: PartKind, sheet: Sheet, mirrored: bool, starts_left: bool) -> str:
    upright = f"margin:{sheet.top}mm {sheet.outer}mm {sheet.bottom}mm {sheet.binding}mm"
    rule = f"@page {kind}{{size:{sheet.width}mm {sheet.height}mm;{upright}}}"
    if kind not in _WHOLE_SHEET:
        # Later pages begin under a running head; the first has the masthead there.
        rule += f"@page {kind}:nth(n+2 of {kind}){{margin-top:{CONTINUED_TOP_MM}mm}}"
    if mirrored and sheet.binding != sheet.outer:
        turned = "right" if starts_left else "left"
        rule += f"@page {kind}:{turned}{{margin-left:{sheet.outer}mm;margin-right:{sheet.binding}mm}}"
    return rule


def ink_of(accent: str, fmt: Format) -> str:
    """The colour of what is not plain black. In black there is no grey and no colour."""
    return "#000000" if fmt.ink == "black" else ACCENTS.get(accent, ACCENTS["cochinilla"])
