"""Pictures that people send: what is kept of each kind, what is refused, and what is printed."""

import base64
import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from tests.picturefiles import drawn, picture_file
from tests.rendering import samples
from tests.rendering.verapdf import failures
from trainingkit.domain.document import Format, PartKind
from trainingkit.domain.pictures import MOST_BYTES, decoded, is_picture
from trainingkit.rendering import pdf, pictures, preflight
from trainingkit.rendering.typeset import typeset

SIZE = (300, 120)
PNG = picture_file(SIZE, "PNG")
JPEG = picture_file(SIZE, "JPEG", quality=95)
RED, GROUND = (160, 20, 40), (250, 235, 200)


def kept(content: bytes) -> Image.Image:
    """The picture that is kept of a file."""
    png, refusal = pictures.take_in(content)
    assert refusal == ""
    assert is_picture(png)
    found = Image.open(io.BytesIO(decoded(png)))
    assert not found.info
    return found.convert("RGB")


def near(one: Any, other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(one, other, strict=True))


def oriented() -> bytes:
    """A JPEG of a telephone held upright: its pixels lie on the side, and a note says so and where it was."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010E] = "SECRET PLACE"
    file = io.BytesIO()
    drawn(SIZE).transpose(Image.Transpose.ROTATE_90).save(file, "JPEG", quality=95, exif=exif)
    return file.getvalue()


def moving() -> bytes:
    file = io.BytesIO()
    others = [Image.new("RGB", SIZE, "blue")]
    drawn(SIZE).save(file, "WEBP", save_all=True, append_images=others, lossless=True)
    return file.getvalue()


KINDS = {
    "png": PNG,
    "jpeg": JPEG,
    "webp": picture_file(SIZE, "WEBP", lossless=True),
    "palette": picture_file(SIZE, "PNG", "P"),
    "cmyk": picture_file(SIZE, "JPEG", "CMYK", quality=95),
    "moving": moving(),
    "upright": oriented(),
    "zip": JPEG + b"PK\x03\x04 SECRET",
    "noted": picture_file(SIZE, "JPEG", quality=95, comment=b"SECRET"),
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_is_kept_looks_the_same_and_says_nothing_more(kind: str) -> None:
    found = kept(KINDS[kind])
    assert found.size == SIZE
    assert near(found.getpixel((60, 60)), RED)
    assert near(found.getpixel((290, 10)), GROUND)
    assert b"SECRET" not in base64.b64decode(pictures.take_in(KINDS[kind])[0])


def test_sixteen_bits_and_what_shines_through_come_onto_white() -> None:
    grey = io.BytesIO()
    Image.new("I;16", (60, 60), 40_000).save(grey, "PNG")
    assert near(kept(grey.getvalue()).getpixel((30, 30)), (156, 156, 156))
    clear = io.BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(clear, "PNG")
    assert kept(clear.getvalue()).getpixel((30, 30)) == (255, 255, 255)


def test_large_and_noisy_pictures_become_small_ones() -> None:
    noise = io.BytesIO()
    Image.effect_noise((3000, 1500), 90).convert("RGB").save(noise, "JPEG", quality=40)
    whole, _ = pictures.shrink(noise.getvalue())
    assert is_picture(whole)
    assert len(decoded(whole)) <= MOST_BYTES


def with_fault(content: bytes) -> bytes:
    """The same PNG with one wrong bit in the sum of its pixels."""
    at = content.index(b"IEND") - 5
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def with_size(width: int, height: int) -> bytes:
    """A PNG that says it is of a size."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return PNG[:8] + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


REFUSED = {
    "kind": (
        b"",
        b"no picture",
        picture_file(SIZE, "GIF"),
        picture_file(SIZE, "BMP"),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"/>',
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"%PDF-1.7\n",
    ),
    "damaged": (
        PNG[:200],
        PNG[:20],
        JPEG[: len(JPEG) // 2],
        with_fault(PNG),
        with_size(400, 400),
        b"RIFF\x10\0\0\0WEBPVP8 ",
    ),
    "small": (picture_file((1, 1), "PNG"), picture_file((400, 39), "PNG")),
    "large": (with_size(65_535, 40), with_size(6_001, 6_001), with_size(2**31 - 1, 2**31 - 1)),
    "heavy": (b"\x89PNG" + bytes(pictures.MOST_SENT),),
}


@pytest.mark.parametrize("refusal", list(REFUSED))
def test_what_cannot_be_used_is_refused(refusal: str) -> None:
    assert [pictures.take_in(each) for each in REFUSED[refusal]] == [("", refusal)] * len(REFUSED[refusal])


def test_a_line_of_dots_is_too_small_however_long() -> None:
    assert pictures.take_in(with_size(65_535, 1)) == ("", "small")


# ── what is kept is judged without a decoder ────────────────────────────────────────────────────────────────────────


def text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def test_only_our_own_png_is_a_kept_picture() -> None:
    png = decoded(samples.LOGO)
    assert is_picture(text(png))
    end = png.index(b"IEND") - 4
    wrong = [
        b"",
        JPEG,
        png[:-1],
        png + b"\0",
        with_fault(png),
        png[:end] + chunk(b"tEXt", b"Comment\0SECRET") + png[end:],
        with_size(400, 400),
        with_size(0, 0),
        with_size(801, 1),
        picture_file(SIZE, "PNG", "RGBA"),
        picture_file(SIZE, "PNG", "L"),
        png[:8] + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + chunk(b"IDAT", b"x") + png[end:],
        bytes(MOST_BYTES + 100),
    ]
    assert [is_picture(text(each)) for each in wrong] == [False] * len(wrong)
    assert not is_picture("no base64: ñ")


# ── on paper ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fmt", [Format("letter", "colour"), Format("a4", "black")], ids=str)
def test_a_logo_on_a_cover_is_a_figure_with_words_in_the_ink_of_the_page(fmt: Format) -> None:
    made = typeset(samples.one_part(PartKind.COVER), fmt).pdf
    assert failures(made) == {}
    assert preflight.check_pdf(made, fmt) == ()
    with pdf.open_pdf(made) as file:
        assert [each.alt for each in pdf.elements(file) if each.role == "Figure" and each.alt == "Costuras Unidas"]


def test_black_ink_has_dots_that_are_black_or_white() -> None:
    found = Image.open(io.BytesIO(pictures.in_ink(samples.LOGO, Format("a4", "black"))))
    assert found.mode == "L"
    assert {level for level, count in enumerate(found.histogram()) if count} == {0, 255}
    assert pictures.in_ink(samples.LOGO, Format("a4", "colour")) == decoded(samples.LOGO)


def test_a_pale_ground_is_bare_paper_in_black_ink() -> None:
    file = io.BytesIO()
    ground = Image.new("RGB", SIZE, GROUND)
    ground.paste((0, 0, 0), (100, 20, 200, 100))
    ground.save(file, "PNG")
    printed = Image.open(io.BytesIO(pictures.in_ink(base64.b64encode(file.getvalue()).decode(), Format("a4", "black"))))
    assert sorted(printed.getcolors() or ()) == [(8_000, 0), (SIZE[0] * SIZE[1] - 8_000, 255)]
