"""Reading a finished PDF: pages, words, bookmarks, structure, pictures of pages. The one door to pypdfium2 and
pikepdf.

Comes in: bytes. Goes out: plain values. Changes nothing in a file.
"""

from collections.abc import Iterator
from contextlib import closing
from ctypes import c_int, c_ushort
from dataclasses import dataclass
from io import BytesIO
from math import hypot
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image

_INVISIBLE = "\u200b\u00ad\ufeff\ufffe\r\n"


@dataclass(frozen=True, slots=True)
class Letter:
    """One printed character, in points from the lower left of its page (of `page`, from 1)."""

    text: str
    size: float
    left: float
    bottom: float
    right: float
    top: float
    page: int


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the structure tree; `role` without its slash."""

    role: str
    depth: int
    language: str
    alt: str
    node: Any


def page_count(content: bytes) -> int:
    """How many pages."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        return len(file)


def page_texts(content: bytes) -> tuple[str, ...]:
    """The words of each page, in the order they were painted."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        return tuple(page.get_textpage().get_text_bounded() for page in file)


def text(content: bytes) -> str:
    """The words of the whole file."""
    return "\n".join(page_texts(content))


def page_sizes_mm(content: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        sizes = [file.get_page_size(number) for number in range(len(file))]
    return tuple((round(width * 25.4 / 72, 1), round(height * 25.4 / 72, 1)) for width, height in sizes)


def letters(content: bytes) -> Iterator[Letter]:
    """Every printed character with its size and its box."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        for number in range(len(file)):
            yield from _letters_of(file[number].get_textpage(), number + 1)


def _letters_of(page: Any, number: int) -> Iterator[Letter]:
    whole = page.get_text_range()
    for index in range(page.count_chars()):
        letter = whole[index] if index < len(whole) else ""
        if not letter.strip() or letter in _INVISIBLE:
            continue
        size = float(pypdfium2.raw.FPDFText_GetFontSize(page.raw, index)) * _scale(page, index)
        left, bottom, right, top = page.get_charbox(index)
        yield Letter(letter, size, left, bottom, right, top, number)


def _scale(page: Any, index: int) -> float:
    """How much larger a letter is printed than its font size says: a page may be drawn in other units than points."""
    matrix = pypdfium2.raw.FS_MATRIX()
    if not pypdfium2.raw.FPDFText_GetMatrix(page.raw, index, matrix):
        return 1.0
    return float(hypot(matrix.b, matrix.d))


def bookmarks(content: bytes) -> tuple[tuple[int, str, int], ...]:
    """(level from 0, title, page from 1) of every bookmark."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        return tuple(
            (mark.level, mark.get_title(), destination.get_index() + 1)
            for mark in file.get_toc()
            if (destination := mark.get_dest()) is not None
        )


def page_picture(content: bytes, number: int, dpi: int = 100) -> Image.Image:
    """A picture of a page (from 1)."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        picture: Image.Image = file[number - 1].render(scale=dpi / 72).to_pil()
        return picture.convert("RGB")


def page_pictures(content: bytes, dpi: int = 100) -> Iterator[Image.Image]:
    """Pictures of all pages."""
    with closing(pypdfium2.PdfDocument(content)) as file:
        for page in file:
            yield page.render(scale=dpi / 72).to_pil().convert("RGB")


# ── structure ───────────────────────────────────────────────────────────────────────────────────────────────────────


def open_pdf(content: bytes) -> pikepdf.Pdf:
    """The object tree of a file."""
    return pikepdf.open(BytesIO(content))


def elements(file: pikepdf.Pdf) -> Iterator[Element]:
    """The structure tree, in reading order."""
    if "/StructTreeRoot" in file.Root:
        yield from _elements(file.Root.StructTreeRoot.get("/K"), 0)


def _elements(node: Any, depth: int) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _elements(child, depth)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        words = {name: str(node.get(name, "")) for name in ("/Lang", "/Alt")}
        yield Element(str(node.S)[1:], depth, words["/Lang"], words["/Alt"], node)
        yield from _elements(node.get("/K", pikepdf.Array()), depth + 1)


def read_aloud(content: bytes) -> str:
    """The words in the order of the structure tree, as a screen reader says them; what is not in it is not heard."""
    with closing(pypdfium2.PdfDocument(content)) as shown, open_pdf(content) as file:
        marked = [_marked(page) for page in shown]
        numbers = {page.objgen: number for number, page in enumerate(file.pages)}
        said = []
        for element in elements(file):
            page = element.node.get("/Pg")
            kids = element.node.get("/K", pikepdf.Array())
            ids = [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, int)]
            said += [marked[numbers[page.objgen]].get(each, "") for each in ids] if page is not None else []
    return " ".join(" ".join(said).split())


def _marked(page: Any) -> dict[int, str]:
    """The words of every piece of marked content of a page."""
    words: dict[int, str] = {}
    textpage = page.get_textpage()
    for thing in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        number = _mark_of(thing.raw)
        if number is not None:
            words[number] = words.get(number, "") + _words_of(thing.raw, textpage.raw)
    return words


def _mark_of(thing: Any) -> int | None:
    value = c_int()
    for index in range(pypdfium2.raw.FPDFPageObj_CountMarks(thing)):
        mark = pypdfium2.raw.FPDFPageObj_GetMark(thing, index)
        if pypdfium2.raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", value):
            return value.value
    return None


def _words_of(thing: Any, textpage: Any) -> str:
    length = pypdfium2.raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    buffer = (c_ushort * (length // 2 + 1))()
    pypdfium2.raw.FPDFTextObj_GetText(thing, textpage, buffer, length)
    return bytes(buffer)[: max(0, length - 2)].decode("utf-16-le", errors="replace")
