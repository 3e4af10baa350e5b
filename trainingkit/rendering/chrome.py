"""The running words of pages: head, foot, number, the fold of a role sheet, the band of a draft.

Comes in: a document, a format, and how many pages each part got. Goes out: HTML of as many pages that hold nothing
else, to be laid over the others. Because numbers are put on last, no part is ever laid out twice for a «Página 3 de
12».
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from trainingkit.domain.document import Document, Format, Part, PartKind
from trainingkit.rendering import fonts, html, paper

_FOOT_PT = 9.5
_NO_NUMBER = frozenset({PartKind.COVER})
_NO_HEAD = frozenset({PartKind.CARDS, PartKind.LABEL, PartKind.POSTER})


@dataclass(frozen=True, slots=True)
class Run:
    """The pages of one part. `first`: its first page in the file, from 0; `printed`: the number that page shows;
    `total`: the last number of its run; `fold_mm`: where page 1 is folded; `fold_line`: nothing stands in the way."""

    part: Part
    count: int
    first: int
    printed: int
    total: int
    fold_mm: float = 0
    fold_line: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """What one page gets, in millimetres and words."""

    size: str
    width: float
    height: float
    left: float
    right: float
    is_left: bool
    head: bool
    head_left: str
    head_right: str
    notice: str
    imprint: str
    number: str
    imprint_width: float
    fold: float
    fold_line: bool
    fold_words: str
    draft: str


def number_runs(parts: Sequence[Part], counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """For each part the number its first page shows, and the last of its run; a run ends where numbering restarts."""
    starts = [number for number, part in enumerate(parts) if part.restart or number == 0]
    numbers: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        total = sum(counts[start:end])
        page = 1
        for count in counts[start:end]:
            numbers.append((page, total))
            page += count
    return tuple(numbers)


def chrome_html(document: Document, fmt: Format, runs: Iterable[Run]) -> str:
    """The overlay of every page, in the order of the file."""
    pages = tuple(stamp for run in runs for stamp in _stamps(document, fmt, run))
    sizes = {(page.size, page.width, page.height) for page in pages}
    return html.render("chrome.html", document=document, pages=_inside(pages), sizes=sorted(sizes))


def _inside(pages: Iterable[Stamp]) -> tuple[dict[str, object], ...]:
    """The template's view: `width` there is the width of the text."""
    named = (
        "size",
        "height",
        "left",
        "right",
        "is_left",
        "head",
        "head_left",
        "head_right",
        "notice",
        "imprint",
        "number",
        "imprint_width",
    )
    more = ("fold", "fold_line", "fold_words", "draft")
    return tuple(
        {name: getattr(page, name) for name in (*named, *more)}
        | {"width": round(page.width - page.left - page.right, 2)}
        for page in pages
    )


def _stamps(document: Document, fmt: Format, run: Run) -> Iterator[Stamp]:
    sheet = paper.sheet_of(run.part.kind, fmt)
    for index in range(run.count):
        is_left = document.sides == "two" and (run.first + index) % 2 == 1
        fold = run.fold_mm if index == 0 else 0
        named, number = imprint(document, run.part), _page_words(document, run, index)
        yield Stamp(
            size="lying" if sheet.width > sheet.height else "upright",
            width=sheet.width,
            height=sheet.height,
            left=sheet.outer if is_left else sheet.binding,
            right=sheet.binding if is_left else sheet.outer,
            is_left=is_left,
            head=index > 0 and run.part.kind not in _NO_HEAD,
            head_left=document.kit_title,
            head_right=run.part.masthead.title,
            notice=run.part.notice if run.part.kind is not PartKind.CARDS else "",
            imprint=named,
            number=number,
            imprint_width=round(_width_mm(named, number), 1),
            fold=fold,
            fold_line=run.fold_line,
            fold_words=run.part.masthead.fold,
            draft=document.draft_words,
        )


def _width_mm(named: str, number: str) -> float:
    """What stands at the right of the foot, with the gaps round it: the notice uses the whole width above it and leaves
    it room in its last line."""
    points = fonts.width_pt(named, fonts.TEXT, _FOOT_PT) + fonts.width_pt(number, fonts.STRONG, _FOOT_PT)
    return points * paper.MM_PER_POINT + 9


def imprint(document: Document, part: Part) -> str:
    """«C1 · 2026.1 · es»: enough to put a dropped folder back together."""
    return " · ".join(filter(None, (part.code, document.edition, part.language or document.language)))


def _page_words(document: Document, run: Run, index: int) -> str:
    if run.part.kind in _NO_NUMBER and index == 0:
        return ""
    words = document.page_words.replace("{page}", str(run.printed + index))
    return words.replace("{pages}", str(run.total))
