"""The three fonts of every page: where they are, what they can print, how wide their words are.

Comes in: text. Goes out: `@font-face` rules whose files are fetched as `asset:` URLs, widths in points, and the
characters no font of ours has. Refuses to go on without its files, and to use any font of the machine.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from trainingkit.errors import RenderError

FOLDER = Path(__file__).with_name("fonts")


@dataclass(frozen=True, slots=True)
class Face:
    """One file, under one name and one weight: two files for one of these print wrong letters."""

    family: str
    weight: int
    file: str


TEXT = Face("Andika", 400, "Andika-Regular.ttf")
STRONG = Face("Andika", 700, "Andika-Bold.ttf")
DISPLAY = Face("Bitter", 800, "Bitter-ExtraBold.ttf")
FACES = (TEXT, STRONG, DISPLAY)


def asset_url(face: Face) -> str:
    """The address the stylesheet knows a font by."""
    return f"asset:fonts/{face.file}"


@cache
def read_fonts() -> dict[str, bytes]:
    """Every font file by its `asset:` URL; RenderError `font-missing` names those that set-up has not installed."""
    missing = [face.file for face in FACES if not (FOLDER / face.file).is_file()]
    if missing:
        raise RenderError("font-missing", fonts=", ".join(missing))
    return {asset_url(face): (FOLDER / face.file).read_bytes() for face in FACES}


def font_face_rules() -> str:
    """The `@font-face` rules of the stylesheet."""
    rule = "@font-face{{font-family:'{0.family}';font-weight:{0.weight};src:url({1})}}"
    return "\n".join(rule.format(face, asset_url(face)) for face in FACES)


def are_installed() -> bool:
    """Whether set-up has put every file in its place."""
    return all((FOLDER / face.file).is_file() for face in FACES)


@cache
def _font(face: Face) -> tuple[dict[int, str], dict[str, int], int]:
    with TTFont(FOLDER / face.file, lazy=True) as font:
        widths = {name: advance for name, (advance, _) in font["hmtx"].metrics.items()}
        return dict(font.getBestCmap()), widths, int(font["head"].unitsPerEm)


def width_pt(text: str, face: Face, size_pt: float) -> float:
    """How wide a text is, kerning apart."""
    names, widths, units = _font(face)
    return sum(widths.get(names.get(ord(letter), ""), units // 2) for letter in text) * size_pt / units


def missing_glyphs(text: str) -> frozenset[str]:
    """The characters that would print as empty boxes. What is never drawn (breaks, joins, spaces) does not count."""
    names, _, _ = _font(TEXT)
    return frozenset(
        letter
        for letter in set(unicodedata.normalize("NFC", text))
        if ord(letter) not in names and not letter.isspace() and unicodedata.category(letter) not in ("Cf", "Cc", "Mn")
    )


def warm_up() -> int:
    """Reads the tables of every installed font; says how many there are. Missing ones are a child's to report."""
    found = [face for face in FACES if (FOLDER / face.file).is_file()]
    return len([_font(face) for face in found])
