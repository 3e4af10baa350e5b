"""What was laid out, read from WeasyPrint's boxes: fill of pages, what sticks out, headings left behind.

Comes in: pages of one part. Goes out: millimetres and findings. Only this file and `tagging` know WeasyPrint's
boxes. It also holds the one mend of line breaking (`mended_lines`, decision 0006).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.absolute import AbsolutePlaceholder

MM_PER_PX = 25.4 / 96
_TOLERANCE_PX = 2.0
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class Overflow:
    """Words that do not fit where they stand, and by how much."""

    text: str
    by_mm: float
    page: int


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a section reaches on a page, in millimetres from its top; `number`: its place in the part."""

    number: int
    top: float
    bottom: float


def _children(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()) or ():
        yield child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001 - the box behind it


def walk(box: Any) -> Iterator[Any]:
    """The box and everything in it."""
    yield box
    for child in _children(box):
        yield from walk(child)


def page_box(page: Any) -> Any:
    """The box of a page; WeasyPrint has no public name for it."""
    return page._page_box  # noqa: SLF001


def _classes(box: Any) -> frozenset[str]:
    element = box.element
    return frozenset((element.get("class") or "").split()) if element is not None else frozenset()


def _is_own(box: Any) -> bool:
    """Whether the box is its element's, not one made up round its content or before it."""
    return box.element is not None and isinstance(box.element.tag, str) and box.element_tag == box.element.tag


def words(box: Any) -> str:
    """The text of a box."""
    return "".join(each.text for each in walk(box) if isinstance(each, boxes.TextBox))


# ── line breaking ───────────────────────────────────────────────────────────────────────────────────────────────────

_split_first_line = inline.split_first_line


def _split(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
    """WeasyPrint breaks after the first word where a text fits but the space before a bold word does not."""
    found = _split_first_line(text, style, context, max_width, *rest, **more)
    _, _, resume, width, _, _ = found
    if max_width is None or resume is None or not text.endswith(" ") or width > max_width * 0.6:
        return found
    bare = _split_first_line(text.rstrip(" "), style, context, max_width, *rest, **more)
    if bare[2] is not None or bare[3] > max_width:
        return found
    return _split_first_line(text, style, context, max_width + style["font_size"], *rest, **more)


@contextmanager
def mended_lines() -> Iterator[None]:
    """Lay out inside this block; outside it WeasyPrint is as it was."""
    inline.split_first_line = _split
    try:
        yield
    finally:
        inline.split_first_line = _split_first_line


# ── how full ────────────────────────────────────────────────────────────────────────────────────────────────────────


def used_mm(page: Any) -> float:
    """How far down the page its content reaches, from the top margin."""
    box = page_box(page)
    top = box.content_box_y()
    bottoms = [each.position_y + each.height for each in _bodies(box) if isinstance(each.height, float | int)]
    return float(max((bottom - top for bottom in bottoms), default=0) * MM_PER_PX)


def _bodies(box: Any) -> Iterator[Any]:
    return (each for each in walk(box) if each.element is not None and each.element_tag == "main" and _is_own(each))


def height_mm(page: Any) -> float:
    """The height of a page between its margins."""
    return float(page_box(page).height * MM_PER_PX)


def sections(page: Any) -> tuple[Span, ...]:
    """Where the sections of a page stand, in their order."""
    found = (each for each in walk(page_box(page)) if _is_own(each) and each.element_tag == "section")
    return tuple(
        Span(
            int(each.element.get("data-number", -1)),
            each.border_box_y() * MM_PER_PX,
            (each.border_box_y() + each.border_height()) * MM_PER_PX,
        )
        for each in found
    )


def holes(pages: Sequence[Any], filled: float) -> frozenset[int]:
    """Sections that begin a page although the page before is filled less than `filled`: they were kept together."""
    found = set()
    for before, page in pairwise(pages):
        spans = sections(page)
        begun = {span.number for earlier in pages[: pages.index(page)] for span in sections(earlier)}
        if spans and spans[0].number not in begun and used_mm(before) < filled * height_mm(before):
            found.add(spans[0].number)
    return frozenset(found)


# ── what is wrong ───────────────────────────────────────────────────────────────────────────────────────────────────


def overflows(pages: Sequence[Any]) -> tuple[Overflow, ...]:
    """Words that leave the text area sideways, or end below a box of fixed height."""
    found: list[Overflow] = []
    for number, page in enumerate(pages, 1):
        root = page_box(page)
        found += _sideways(root, number)
        found += (
            each for box in walk(root) if "face" in _classes(box) and _is_own(box) for each in _below(box, number)
        )
    return tuple(found)


def _lines(box: Any) -> Iterator[Any]:
    return (each for each in walk(box) if isinstance(each, boxes.TextBox) and each.text.strip())


def _sideways(root: Any, number: int) -> Iterator[Overflow]:
    right = root.content_box_x() + root.width
    for line in _lines(root):
        beyond = line.position_x + line.width - right
        if beyond > _TOLERANCE_PX:
            yield Overflow(line.text, round(beyond * MM_PER_PX, 1), number)


def _below(box: Any, number: int) -> Iterator[Overflow]:
    bottom = box.position_y + box.margin_height()
    # Lines, not their texts: a text is as tall as its font, which may be more than the line it stands in.
    lines = (each for each in walk(box) if isinstance(each, boxes.LineBox) and words(each).strip())
    lowest = max(lines, key=lambda line: line.position_y + line.height, default=None)
    if lowest is not None and (beyond := lowest.position_y + lowest.height - bottom) > _TOLERANCE_PX:
        yield Overflow(words(lowest), round(beyond * MM_PER_PX, 1), number)


@dataclass(frozen=True, slots=True)
class Stranded:
    """A heading with nothing of its own below it. `section`: the place of the section it belongs to."""

    page: int
    section: int
    text: str


def stranded(pages: Sequence[Any]) -> tuple[Stranded, ...]:
    """Headings with nothing of theirs below them on the page, and signposts torn apart by its end."""
    found = []
    for number, page in enumerate(pages, 1):
        root = page_box(page)
        texts = list(_lines(root))
        for section in (each for each in walk(root) if _is_own(each) and each.element_tag == "section"):
            place = int(section.element.get("data-number", -1))
            posts = (post for post in walk(section) if _is_post(post))
            lonely = (post for post in posts if _is_torn(post) or not _has_company(post, texts))
            found += [Stranded(number, place, _text_of(post.element)) for post in lonely]
        found += _at_foot(page, number, texts) if number < len(pages) else ()
    return tuple(found)


def _at_foot(page: Any, number: int, texts: list[Any]) -> Iterator[Stranded]:
    lowest = max(texts, key=lambda line: line.position_y, default=None)
    if lowest is None or lowest.element is None or "signpost" in _classes(lowest):
        return  # a signpost has its words beside it, not below
    if lowest.element.tag in _HEADINGS:
        spans = sections(page)
        yield Stranded(number, spans[-1].number if spans else -1, lowest.text)


def _text_of(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _is_torn(post: Any) -> bool:
    """Whether a signpost begins here and ends on another page, or nowhere; beside text that goes on it is empty."""
    drawn = any(isinstance(each, boxes.ReplacedBox) for each in walk(post))
    here = "".join(words(post).split())
    return (drawn or here != "") and len(here) < len("".join(_text_of(post.element).split()))


def difference(root: Any, pages: Sequence[Any]) -> tuple[str, str]:
    """Letters of the HTML that stand on no page, and letters that stand there once too often. Heads of tables do not
    count: they are repeated on purpose."""
    wanted = Counter(letter for text in _texts(root) for letter in text if not letter.isspace())
    printed: Counter[str] = Counter()
    for page in pages:
        printed += Counter(letter for text in _printed(page_box(page)) for letter in text if not letter.isspace())
    return "".join(sorted((wanted - printed).elements())), "".join(sorted((printed - wanted).elements()))


def _texts(element: Any) -> Iterator[str]:
    if element.tag == "thead" or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _printed(box: Any) -> Iterator[str]:
    made_up = (
        (box.element_tag or "").endswith(("::before", "::after", "::marker")) if box.element is not None else False
    )
    if made_up or (box.element is not None and box.element_tag == "thead"):
        return
    if isinstance(box, boxes.TextBox):
        yield box.text
    for child in _children(box):
        yield from _printed(child)


def _is_post(box: Any) -> bool:
    return "post" in _classes(box) and _is_own(box)


def _has_company(post: Any, texts: list[Any]) -> bool:
    """Whether words that are not its own begin on the page at its height or below."""
    own = {id(line) for line in _lines(post)}
    if not own:
        return True
    top = post.position_y - 8
    return any(line.position_y >= top for line in texts if id(line) not in own)
