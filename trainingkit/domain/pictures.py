"""The one kind of picture that a workshop keeps: a small PNG as base64 text, of nothing but pixels.

Comes in: text. Goes out: whether it is such a picture. Refuses everything that a decoder need not know: other kinds of
PNG, chunks of metadata, what stands behind the end, more pixels than the size says.
"""

import base64
import binascii
import zlib
from collections.abc import Iterator

MOST_BYTES = 36_000
"""As text this is a little less than the longest text of a YAML file (`file.characters`)."""
MOST_WIDE, MOST_HIGH = 800, 400
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB, _PALETTE = 2, 3
_BITS = {_RGB: (8,), _PALETTE: (1, 2, 4, 8)}
_ORDERS = ((b"IHDR", b"IDAT", b"IEND"), (b"IHDR", b"PLTE", b"IDAT", b"IEND"))


def decoded(png: str) -> bytes:
    """The bytes of a picture that `is_picture`."""
    return base64.b64decode(png)


def is_picture(png: str) -> bool:
    """Whether the text is a whole PNG as the program writes it: RGB or palette, not interlaced, of a size that fits."""
    if len(png) > MOST_BYTES * 4 // 3 + 4:
        return False
    try:
        content = base64.b64decode(png, validate=True)
        chunks = list(_chunks(content))
    except (binascii.Error, ValueError):
        return False
    names = tuple(name for place, (name, _) in enumerate(chunks) if place == 0 or chunks[place - 1][0] != name)
    return names in _ORDERS and _is_whole(chunks)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and data of each chunk; ValueError for what is none, and for anything before or behind them."""
    if not content.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    at = len(_SIGNATURE)
    while at < len(content):
        length = int.from_bytes(content[at : at + 4])
        name, data, code = content[at + 4 : at + 8], content[at + 8 : at + 8 + length], at + 8 + length
        if int.from_bytes(content[code : code + 4]) != zlib.crc32(name + data) or code + 4 > len(content):
            raise ValueError("damaged")
        yield name, data
        at = code + 4


def _is_whole(chunks: list[tuple[bytes, bytes]]) -> bool:
    """Whether size, colours and pixels agree. `chunks` stand in their order."""
    head = chunks[0][1]
    if len(head) != 13 or chunks[-1][1] or any(head[10:]):
        return False
    width, height, bits, colour = int.from_bytes(head[:4]), int.from_bytes(head[4:8]), head[8], head[9]
    if not (0 < width <= MOST_WIDE and 0 < height <= MOST_HIGH and bits in _BITS.get(colour, ())):
        return False
    palette = b"".join(data for name, data in chunks if name == b"PLTE")
    if colour == _PALETTE and (not palette or len(palette) % 3 or len(palette) > 768):
        return False
    row = 1 + (width * bits * (3 if colour == _RGB else 1) + 7) // 8
    return _fills(b"".join(data for name, data in chunks if name == b"IDAT"), row, height)


def _fills(packed: bytes, row: int, height: int) -> bool:
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, row * height + 1)
    except zlib.error:
        return False
    whole = len(pixels) == row * height and unpacking.eof and not unpacking.unused_data
    return whole and max(pixels[::row]) <= 4
