"""The heading font for screens: the letters of Western languages alone, packed, so that a slow line carries it.

Goes out: a WOFF of about 30 KB where the whole font is 190. Never for paper: a part of a font prints wrong letters
there (see `docs/decisions/0001-set-up.md`), and other languages fall back to the reader's own font.
"""

from functools import cache
from io import BytesIO

from fontTools import subset

from trainingkit.rendering.fonts import DISPLAY, asset_url, read_fonts

LETTERS = (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027), 0x2032, 0x20AC, 0x2122, 0x2192)


@cache
def heading_woff() -> bytes:
    """The font as a browser takes it."""
    options = subset.Options(flavor="woff", layout_features=["kern", "mark"], hinting=False, notdef_outline=True)
    font = subset.load_font(BytesIO(read_fonts()[asset_url(DISPLAY)]), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    packed = BytesIO()
    subset.save_font(font, packed, options)
    return packed.getvalue()
