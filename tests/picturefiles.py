"""Pictures of all kinds, made as other programs make them."""

import io
from typing import Any

from PIL import Image, ImageDraw


def drawn(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    """A dark red disc at the left of a light ground."""
    made = Image.new("RGB", size, (250, 235, 200))
    side = min(size)
    ImageDraw.Draw(made).ellipse((0, 0, side, side), fill=(160, 20, 40))
    return made.quantize(16) if mode == "P" else made.convert(mode)


def picture_file(size: tuple[int, int], kind: str, mode: str = "RGB", **saving: Any) -> bytes:
    """The same as a file."""
    file = io.BytesIO()
    drawn(size, mode).save(file, kind, **saving)
    return file.getvalue()
