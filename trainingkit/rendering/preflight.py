"""Checks of a finished PDF that a validator does not make: what a copier, a printer and a reader would stumble over.

Comes in: the bytes of a file and its format. Goes out: a `Problem` for everything found, each with its page; never
raises for a fault of the file. What only the layout knows (words that stick out, headings left behind) `typeset`
has checked.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from PIL import Image, ImageChops

from trainingkit.domain.document import Format
from trainingkit.errors import Problem
from trainingkit.rendering import pdf

SMALLEST_PT = 9.5
SAFE_EDGE_PT = 8 * 72 / 25.4
MOST_INK = 0.12
MOST_GREY = 0.02
_METADATA = frozenset({"/Title", "/Author", "/Producer", "/Creator", "/Subject"})
"""`/Subject` names what an adaptation was made from."""
_FORBIDDEN = frozenset(
    {"/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/RichMedia"}
)
_DPI = 60


def check_pdf(content: bytes, fmt: Format) -> tuple[Problem, ...]:
    """Everything wrong with the file."""
    with pdf.open_pdf(content) as file:
        checks: tuple[Callable[[pikepdf.Pdf], Iterator[Problem]], ...] = (_document, _objects, _tree, _links)
        found = [problem for check in checks for problem in check(file)]
    found += _letters(content)
    found += _pictures(content, fmt)
    return tuple(dict.fromkeys(_frozen(problem) for problem in found))


def _frozen(problem: Problem) -> Problem:
    # A Problem holds a mapping; two of the same kind, place and words are one finding.
    return _Finding(problem.code, problem.unit, problem.details)


class _Finding(Problem):
    """A problem that can be told from another by what it says."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.details.items()))))


def _problem(code: str, **details: object) -> Problem:
    return Problem(f"pdf-{code}", details={name: str(value) for name, value in details.items()})


# ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _document(file: pikepdf.Pdf) -> Iterator[Problem]:
    root = file.Root
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not str(root.get("/Lang", "")):
        yield _problem("no-language")
    if not str(file.docinfo.get("/Title", "")):
        yield _problem("no-title")
    if not bool(preferences.get("/DisplayDocTitle", False)) or str(preferences.get("/PrintScaling")) != "/None":
        yield _problem("viewer-preferences")
    if file.is_encrypted:
        yield _problem("encrypted")
    if len(file.pages) > 1 and "/Outlines" not in root:
        yield _problem("no-bookmarks")
    for name in sorted(set(file.docinfo.keys()) - _METADATA):
        yield _problem("metadata", name=name)
    if "/EmbeddedFiles" in root.get("/Names", pikepdf.Dictionary()):
        yield _problem("attachment")


def _objects(file: pikepdf.Pdf) -> Iterator[Problem]:
    for each in file.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if each.get("/Type") == "/FontDescriptor" and not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()):
            yield _problem("font-not-embedded", font=each.get("/FontName"))
        if str(each.get("/S", "")) in _FORBIDDEN or _FORBIDDEN & set(each.keys()):
            yield _problem("active-content")


def _links(file: pikepdf.Pdf) -> Iterator[Problem]:
    names = _destinations(file)
    for number, page in enumerate(file.pages, 1):
        for note in page.get("/Annots", pikepdf.Array()):
            address = str(note.get("/A", pikepdf.Dictionary()).get("/URI", ""))
            if address and not address.startswith(("https://", "mailto:")):
                yield _problem("link-address", page=number, address=address)
            if "/Dest" in note and str(note.Dest) not in names:
                yield _problem("link-nowhere", page=number, target=note.Dest)
            if not str(note.get("/Contents", "")):
                yield _problem("link-without-words", page=number)


def _destinations(file: pikepdf.Pdf) -> frozenset[str]:
    tree = (
        file.Root.get("/Names", pikepdf.Dictionary()).get("/Dests", pikepdf.Dictionary()).get("/Names", pikepdf.Array())
    )
    return frozenset(str(tree[index]) for index in range(0, len(tree), 2))


# ── the structure tree ──────────────────────────────────────────────────────────────────────────────────────────────


def _tree(file: pikepdf.Pdf) -> Iterator[Problem]:
    found = list(pdf.elements(file))
    if not found:
        yield _problem("not-tagged")
    level = 0
    for element in found:
        if len(element.role) == 2 and element.role[0] == "H" and element.role[1].isdigit():
            if int(element.role[1]) > level + 1:
                yield _problem("heading-skips", before=f"H{level}", found=element.role)
            level = int(element.role[1])
        if element.role == "Figure" and not element.alt:
            yield _problem("figure-without-words")
        if element.role == "TH" and not _attribute(element.node, "/Scope"):
            yield _problem("head-without-scope")


def _attribute(node: Any, name: str) -> str:
    attributes = node.get("/A", pikepdf.Dictionary())
    return str(attributes.get(name, "")) if isinstance(attributes, pikepdf.Dictionary) else ""


# ── what is printed ─────────────────────────────────────────────────────────────────────────────────────────────────


def _letters(content: bytes) -> Iterator[Problem]:
    sizes = [(width * 72 / 25.4, height * 72 / 25.4) for width, height in pdf.page_sizes_mm(content)]
    written = set()
    for letter in pdf.letters(content):
        width, height = sizes[letter.page - 1]
        written.add(letter.page)
        if letter.size < SMALLEST_PT - 0.05:
            yield _problem("small-type", page=letter.page, size=round(letter.size, 1), text=letter.text)
        beyond = SAFE_EDGE_PT - min(letter.left, letter.bottom, width - letter.right, height - letter.top)
        if beyond > 0.5:
            yield _problem("unsafe-edge", page=letter.page, text=letter.text)
    for page in sorted(set(range(1, len(sizes) + 1)) - written):
        yield _problem("no-words", page=page)


def _pictures(content: bytes, fmt: Format) -> Iterator[Problem]:
    for number, picture in enumerate(pdf.page_pictures(content, _DPI), 1):
        grey = picture.convert("L")
        area = grey.width * grey.height
        darkness = 1 - sum(value * count for value, count in enumerate(grey.histogram())) / (255 * area)
        if darkness > MOST_INK:
            yield _problem("much-ink", page=number, share=f"{darkness:.1%}")
        if darkness < 0.0005:
            yield _problem("blank-page", page=number)
        if fmt.ink == "black":
            yield from _not_black(picture, grey, number)


def _not_black(picture: Image.Image, grey: Image.Image, number: int) -> Iterator[Problem]:
    red, green, blue = picture.split()
    apart = (ImageChops.difference(one, other) for one, other in ((red, green), (green, blue)))
    spread = max(level for each in apart for level, count in enumerate(each.histogram()) if count)
    if spread > 16:
        yield _problem("colour-in-black", page=number)
    share = _flat_grey(grey)
    if share > MOST_GREY:
        yield _problem("grey-in-black", page=number, share=f"{share:.1%}")


def _flat_grey(grey: Image.Image) -> float:
    """The share of the page in one grey: a flat grey has grey neighbours, the soft edge of a letter has not."""
    middle = grey.point(lambda value: 255 if 90 < value < 237 else 0)
    flat = middle
    for x, y in ((2, 0), (-2, 0), (0, 2), (0, -2)):
        flat = ImageChops.darker(flat, ImageChops.offset(middle, x, y))
    return flat.histogram()[255] / (grey.width * grey.height)
