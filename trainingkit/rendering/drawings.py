"""The drawings of the house as inline SVG: icons, cross-stitched emblems, the stitched band, the hatching of drafts.

Comes in: a name and a colour (a stylesheet does not reach inside a drawing, so colour is an argument). Goes out:
SVG that screen readers skip: every one of them stands beside its word. Refuses a name it does not know.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from markupsafe import Markup

from trainingkit.errors import RenderError

ICONS = Path(__file__).with_name("icons")
_ICON_NAME = re.compile(r"[a-z][a-z-]*")

# Nine by nine stitches, each pattern our own; the shapes are generic on purpose and copy no community's textile.
EMBLEMS = {
    "flor": """
        .##...##.
        ####.####
        ####.####
        .##.#.##.
        ...###...
        .##.#.##.
        ####.####
        ####.####
        .##...##.""",
    "montana": """
        ....#....
        ...###...
        ...###...
        ..##.##..
        ..##.##..
        .##...##.
        .##.#.##.
        ##.###.##
        #########""",
    "estrella": """
        ....#....
        .#..#..#.
        ..#.#.#..
        ...###...
        #########
        ...###...
        ..#.#.#..
        .#..#..#.
        ....#....""",
    "rombo": """
        ....#....
        ...###...
        ..##.##..
        .##...##.
        ##..#..##
        .##...##.
        ..##.##..
        ...###...
        ....#....""",
    "espiga": """
        ....#....
        ...###...
        #..###..#
        ##..#..##
        .##.#.##.
        #..###..#
        ##..#..##
        .##.#.##.
        ....#....""",
    "ola": """
        ..#...#..
        .###.###.
        ##.###.##
        #...#...#
        .........
        ..#...#..
        .###.###.
        ##.###.##
        #...#...#""",
}
_CROSS = ("#.#", ".#.", "#.#")
_PLUS = (".#.", "###", ".#.")
_STITCH = 0.88  # of its cell: the white between stitches keeps them apart on a copier


def _rows(pattern: str) -> tuple[str, ...]:
    return tuple(pattern.split())


def _stitches(rows: Iterable[str], left: int = 0) -> Iterator[str]:
    for y, row in enumerate(rows):
        for x, mark in enumerate(row):
            if mark == "#":
                yield f"M{left + x} {y}h{_STITCH}v{_STITCH}h-{_STITCH}z"


def _svg(width: float, height: float, body: str, css_class: str, size: str = "") -> Markup:
    # Markup: every part is made here or comes from a file of ours.
    attributes = f'class="{css_class}" viewBox="0 0 {width:g} {height:g}" aria-hidden="true"{size}'
    return Markup(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>')  # noqa: S704


@cache
def emblem(name: str, colour: str) -> Markup:
    """The emblem of a group. A group without one of the six gets one of them, always the same."""
    names = sorted(EMBLEMS)
    known = name if name in EMBLEMS else names[sum(name.encode()) % len(names)]
    body = f'<path fill="{colour}" d="{"".join(_stitches(_rows(EMBLEMS[known])))}"/>'
    return _svg(8.88, 8.88, body, "emblem")


@cache
def band(width_mm: float, colour: str) -> Markup:
    """A line of stitches, 3 mm high: crosses and pluses by turns, as many as fit."""
    count = int((width_mm + 1) // 4)
    motifs = (_stitches(_PLUS if number % 2 else _CROSS, number * 4) for number in range(count))
    # Spread to the full width, so that its last stitch stands under the edge of the text.
    scale = width_mm / (count * 4 - 1 - (1 - _STITCH))
    path = "".join(stitch for motif in motifs for stitch in motif)
    body = f'<path fill="{colour}" transform="scale({scale:.4f} 1)" d="{path}"/>'
    return _svg(width_mm, 3, body, "band", f' width="{width_mm:g}mm" height="3mm"')


@cache
def quarters(count: int) -> Markup:
    """A black square for every quarter of an hour, six in a row; more than a day's worth is cut off."""
    shown = min(count, 32)
    squares = "".join(f"M{3.6 * (at % 6):g} {3.6 * (at // 6):g}h3v3h-3z" for at in range(shown))
    width, height = 3.6 * min(shown, 6) - 0.6, 3.6 * ((shown + 5) // 6) - 0.6
    size = f' width="{width:g}mm" height="{height:g}mm"'
    return _svg(round(width, 2), round(height, 2), f'<path d="{squares}"/>', "quarters", size)


@cache
def hatching(width_mm: float, height_mm: float) -> Markup:
    """Diagonal lines, wide enough apart to survive a copier; they mark a draft."""
    pitch = 1.8
    steps = int((width_mm + height_mm) / pitch) + 1
    lines = "".join(_hatch_line(number * pitch, width_mm, height_mm) for number in range(1, steps))
    body = f'<path fill="none" stroke="#000" stroke-width="0.35" d="{lines}"/>'
    return _svg(width_mm, height_mm, body, "hatching", f' width="{width_mm:g}mm" height="{height_mm:g}mm"')


def _hatch_line(offset: float, width: float, height: float) -> str:
    # The line x + y = offset, cut at the edges of the box.
    x1, y1 = (offset, 0.0) if offset <= width else (width, offset - width)
    x2, y2 = (0.0, offset) if offset <= height else (offset - height, height)
    return f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}"


# How loud each moment of a recording is, from 1 to 9: two voices, and silences between them.
_LOUD = "1124675348643112232112578964753421111234656432112467985643212111235432112468753211"


@cache
def sound_wave() -> Markup:
    """A recording as its player shows it: one stroke for each moment, and silence in between."""
    pitch, middle = 1.5, 4.5
    strokes = "".join(
        f"M{0.4 + at * pitch:g} {middle - int(loud) * 0.45:g}v{int(loud) * 0.9:g}" for at, loud in enumerate(_LOUD)
    )
    width = round(len(_LOUD) * pitch, 2)
    body = f'<path fill="none" stroke="#000" stroke-width="0.6" stroke-linecap="round" d="{strokes}"/>'
    return _svg(width, 2 * middle, body, "wave")


_MOUTHS = ("M5.6 12.4q2.4 -2.6 4.8 0", "M5.6 11.3h4.8", "M5.6 10.4q2.4 2.8 4.8 0")


@cache
def face(mood: int) -> Markup:
    """A face in outline: 0 sad, 1 so-so, 2 glad. Filled ones print as three like black discs."""
    outline = '<circle cx="8" cy="8" r="7.2" fill="none" stroke="#000" stroke-width="1.1"/>'
    eyes = '<circle cx="5.6" cy="6.4" r="0.9"/><circle cx="10.4" cy="6.4" r="0.9"/>'
    mouth = f'<path fill="none" stroke="#000" stroke-width="1.1" stroke-linecap="round" d="{_MOUTHS[mood]}"/>'
    return _svg(16, 16, outline + eyes + mouth, "icon")


@cache
def icon(name: str, colour: str) -> Markup:
    """A Phosphor icon as set-up installed it; RenderError `icon-missing` where it did not."""
    path = ICONS / f"{name}.svg"
    if not _ICON_NAME.fullmatch(name) or not path.is_file():
        raise RenderError("icon-missing", icon=name)
    inner = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", path.read_text(encoding="utf-8").strip())
    return _svg(256, 256, f'<g fill="{colour}">{inner}</g>', "icon")
