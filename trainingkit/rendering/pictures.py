"""A picture that somebody sends → the small PNG that is kept, and that PNG → what is printed of it.

Comes in: bytes of anybody's making. Goes out: base64 text that `domain.pictures` knows, made from the pixels alone, or
a word that says why not. What is sent is decoded by a child process with limits of its own, since decoders are where
hostile pictures strike. Refuses every kind but PNG, JPEG and WebP.
"""

import base64
import io
import json
import os
import resource
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress

from PIL import Image, ImageOps, UnidentifiedImageError

from trainingkit.domain.document import Document, Format, Picture
from trainingkit.domain.pictures import MOST_BYTES, MOST_HIGH, MOST_WIDE, decoded, is_picture

MOST_SENT = 2_000_000
LEAST_SIDE, MOST_SIDE = 40, 6_000
_KINDS = ("PNG", "JPEG", "WEBP")
_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF")
_CPU_SECONDS, _WALL_SECONDS = 10, 30
_ADDRESS_SPACE = 1_500_000_000
_PRINTED_PX = (354, 177)
"""30 × 15 mm in 300 dots an inch: finer dots than that no copier keeps apart."""
_PALE = 208
"""Tones from this on print as bare paper in black: a pale ground would else be a veil of dots."""
_STEPS: tuple[tuple[int, int, int], ...] = (
    (MOST_WIDE, MOST_HIGH, 0),
    (MOST_WIDE, MOST_HIGH, 128),
    (600, 300, 0),
    (600, 300, 128),
    (400, 200, 64),
    (200, 100, 64),
)
"""Widths, heights and colours (0: all) that are tried until the file is small enough."""

Refusal = str
"""`kind`, `damaged`, `small`, `large` or `heavy`."""


# ── in the child ────────────────────────────────────────────────────────────────────────────────────────────────────


def shrink(content: bytes) -> tuple[str, Refusal]:
    """The kept form of a picture as base64 text, or why there is none. Run it where it can do no harm (`take_in`)."""
    try:
        with Image.open(io.BytesIO(content), formats=_KINDS) as found:
            if min(found.size) < LEAST_SIDE:
                return "", "small"
            if max(found.size) > MOST_SIDE:
                return "", "large"
            found.verify()  # the only way to look at the sums of a PNG's chunks
        with Image.open(io.BytesIO(content), formats=_KINDS) as found:
            return base64.b64encode(_packed(_flat(found))).decode(), ""
    except Image.DecompressionBombError:
        return "", "large"
    except UnidentifiedImageError:
        return "", "damaged" if content.startswith(_STARTS) else "kind"
    except Exception:  # noqa: BLE001 - decoders raise whatever they like about a faulty picture
        return "", "damaged"


def _flat(found: Image.Image) -> Image.Image:
    """The first frame, upright, in RGB, on white."""
    found.load()
    if found.mode.startswith("I"):  # 16 bits: a plain conversion would cut all but the darkest tones
        found = found.point(lambda value: value * (1 / 256)).convert("L")
    found = ImageOps.exif_transpose(found)
    if "A" in found.mode or "a" in found.mode or "transparency" in found.info:
        layer = found.convert("RGBA")
        found = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    made = Image.new("RGB", found.size)
    made.paste(found.convert("RGB"))  # pixels only: a copy would carry profiles and notes along
    return made


def _packed(picture: Image.Image) -> bytes:
    """The picture as a PNG that is small enough; the last step always is."""
    made = b""
    for width, height, colours in _STEPS:
        small = picture.copy()
        small.thumbnail((width, height), Image.Resampling.LANCZOS)
        if colours:
            small = small.quantize(colours, dither=Image.Dither.NONE)
        file = io.BytesIO()
        small.save(file, "PNG", optimize=True)
        made = file.getvalue()
        if len(made) <= MOST_BYTES:
            break
    return made


def main() -> None:
    """The child: a picture comes in, what came of it goes out as JSON."""
    limits = (
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_AS, _ADDRESS_SPACE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for kind, most in limits:
        with suppress(ValueError, OSError):  # macOS knows no limit of address space
            resource.setrlimit(kind, (most, most))
    sys.stdout.write(json.dumps(shrink(sys.stdin.buffer.read(MOST_SENT + 1))))


# ── in the parent ───────────────────────────────────────────────────────────────────────────────────────────────────


def take_in(content: bytes) -> tuple[str, Refusal]:
    """What `shrink` says of a picture, from a child process; one that dies over it is as good as damaged."""
    if len(content) > MOST_SENT:
        return "", "heavy"
    environ = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "trainingkit.rendering.pictures"]
    try:
        ended = subprocess.run(  # noqa: S603 - our own program
            command, input=content, env=environ, capture_output=True, timeout=_WALL_SECONDS, check=True
        )
        png, refusal = json.loads(ended.stdout[: 2 * MOST_BYTES])
    except (subprocess.SubprocessError, ValueError):
        return "", "damaged"
    if isinstance(png, str) and not refusal and is_picture(png):
        return png, ""
    return "", refusal if refusal in ("kind", "small", "large") else "damaged"


# ── on paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


def picture_url(picture: Picture) -> str:
    """The address of a picture inside its document; the same picture has the same one."""
    return f"asset:pictures/{zlib.crc32(picture.png.encode()):x}.png"


def assets_of(document: Document, fmt: Format) -> Iterator[tuple[str, bytes]]:
    """The pictures that stand in the document, in its ink, by their addresses."""
    for part in document.parts:
        for section in part.sections:
            for block in section.blocks:
                if isinstance(block, Picture):
                    yield picture_url(block), in_ink(block.png, fmt)


def in_ink(png: str, fmt: Format) -> bytes:
    """A kept picture as it is printed: in black ink every dot is black or white, since grey is lost in a copier."""
    content = decoded(png)
    if fmt.ink == "colour":
        return content
    with Image.open(io.BytesIO(content), formats=("PNG",)) as found:
        grey = found.convert("L")
    grey.thumbnail(_PRINTED_PX, Image.Resampling.LANCZOS)
    grey = grey.point(lambda tone: 255 if tone >= _PALE else tone)
    file = io.BytesIO()
    grey.convert("1").convert("L").save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()
