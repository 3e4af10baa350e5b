"""Document → PDF: each part laid out until it fits its pages, the running words laid over, one tagged file written.

Comes in: a document and a format. Goes out: `Pages`, or RenderError naming the part and by how much it does not
fit. Refuses every URL that is no asset, every warning of WeasyPrint that is not on the list, characters without a
glyph, more than 600 pages. The same document and format give the same bytes: no clock, no name of a machine gets
in.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import weasyprint
from weasyprint.document import Page
from weasyprint.text.fonts import FontConfiguration

from trainingkit.config import LIMITS
from trainingkit.domain.document import (
    Document,
    Exhibit,
    Figure,
    Format,
    Lines,
    Masthead,
    Options,
    Part,
    PartKind,
    Prose,
    Section,
    Steps,
)
from trainingkit.errors import Problem, RenderError, Severity
from trainingkit.rendering import chrome, fonts, html, layout, paper, pictures, tagging
from trainingkit.rendering.fetcher import AssetFetcher

_ALMOST_EMPTY = 0.14
_CLOSEST_SAVES = 0.25
"""A last page filled less than this is tried away by setting the part a little closer."""
_ONE_SIDE = frozenset({PartKind.ROLE, PartKind.LETTER, PartKind.LABEL, PartKind.POSTER, PartKind.COVER})
_STRIP_MM = 48.0
"""What stays in sight of a folded role sheet."""
_FOLD_GAP_MM = 42.0
_HOLE = 0.66
"""A page filled less than this because the next section was kept together looks like a mistake."""
_MOST_MENDS = 10
_ALLOWED_WARNINGS: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartPages:
    """Where a part stands. `first` counts from 1 in the file; `printed` is the number its first page shows."""

    code: str
    kind: PartKind
    title: str
    anchor: str
    first: int
    count: int
    printed: int
    density: html.Density


@dataclass(frozen=True, slots=True)
class Pages:
    """A finished file. `problems` are warnings: a heading left alone, a part that was set as closely as can be."""

    pdf: bytes = field(repr=False)
    count: int
    parts: tuple[PartPages, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Laid:
    """A part laid out. `document` is WeasyPrint's."""

    part: Part
    document: Any = field(repr=False)
    options: html.Options
    fold_line: bool = False

    @property
    def pages(self) -> Sequence[Any]:
        return self.document.pages  # type: ignore[no-any-return]


class _StampedPage(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page of content with its running words painted over it."""

    def __init__(self, content: Any, words: Any) -> None:
        self.__dict__.update(content.__dict__)
        self._words = words

    def paint(self, stream: Any, scale: float = 1) -> None:
        super().paint(stream, scale)
        self._words.paint(stream, scale)


@cache
def _styles() -> tuple[Any, Any]:
    """Fonts and styles, the same for every document: reading them takes a third of the time of a short one, so that the
    server of render children reads them once."""
    fetcher = AssetFetcher(fonts.read_fonts())
    configuration = FontConfiguration()
    styles = weasyprint.CSS(string=html.stylesheet(), font_config=configuration, url_fetcher=fetcher)
    return configuration, styles


def warm_up() -> int:
    """Sets one small page, so that whatever is loaded or worked out at first use has been when a child is forked."""
    words = Section("Aa", "book-open", (Prose("Aa **Aa**"), Lines(1, "Aa", 1)))
    part = Part(PartKind.HANDOUT, "A", Masthead("A", "A", icon="book-open"), (words,))
    page = Document("handout", "a", "A", "en", "A", "A", "1", "A", "{page} {pages}", (part,))
    return typeset(page, Format("letter", "black")).count


# ── one document ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Press:
    """Holds what the parts of one document share: fonts, styles, assets."""

    def __init__(self, document: Document, fmt: Format) -> None:
        self.document = document
        self.format = fmt
        self.fetcher = AssetFetcher(
            {**fonts.read_fonts(), **_figures(document), **dict(pictures.assets_of(document, fmt))}
        )
        self.fonts, self.styles = _styles()
        self.sources: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        """The HTML tree of every layout that is still held."""

    def lay_out(self, source: str, styled: bool = True) -> Any:
        """HTML → WeasyPrint's document."""
        page = weasyprint.HTML(string=source, url_fetcher=self.fetcher, base_url=None)
        tagging.spread_hidden(page.etree_element)
        sheets = [self.styles] if styled else []
        with layout.mended_lines():
            laid = page.render(
                font_config=self.fonts, stylesheets=sheets, pdf_variant="pdf/ua-1", presentational_hints=False
            )
        self.sources[laid] = page.etree_element
        return laid

    def lay_out_part(self, number: int, options: html.Options) -> Any:
        """One part."""
        return self.lay_out(html.part_html(self.document, number, self.format, options))

    # ── fitting ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def fit(self, number: int, options: html.Options) -> _Laid:
        """The part in the first density in which it fits; RenderError `does-not-fit` where it never does."""
        tried: list[_Laid] = []
        for density in html.DENSITIES:
            laid = self._mended(number, replace(options, density=density))
            tried.append(laid)
            if _fits(laid) and not _wastes_a_page(laid):
                return self._folded(number, laid)
        fitting = [laid for laid in tried if _fits(laid)]
        if not fitting:
            raise _does_not_fit(tried[-1])
        # Only to save paper was it set closer; where that saves nothing the roomier setting is the better one.
        return self._folded(number, min(fitting, key=lambda laid: len(laid.pages)))

    def _mended(self, number: int, options: html.Options) -> _Laid:
        """The part laid out, and again where keeping things together left holes or headings stood alone."""
        part = self.document.parts[number]
        laid = _Laid(part, self.lay_out_part(number, options), options)
        for _ in range(_MOST_MENDS):
            mend = _mend_of(laid)
            if part.deck is not None or mend == laid.options.mend:
                return laid
            options = replace(options, mend=mend)
            laid = _Laid(part, self.lay_out_part(number, options), options)
        return laid

    def _folded(self, number: int, laid: _Laid) -> _Laid:
        """A role sheet with nothing on its fold, where that is possible."""
        if laid.part.kind is not PartKind.ROLE:
            return laid
        fold_mm = fold_of(self.format)
        crossing = next((span for span in layout.sections(laid.pages[0]) if span.bottom > fold_mm - 2), None)
        if crossing is None:
            return replace(laid, fold_line=True)
        push = fold_mm + 6 - crossing.top
        if push <= 4:
            return replace(laid, fold_line=True)
        if push > _FOLD_GAP_MM:
            return laid
        options = replace(
            laid.options, mend=replace(laid.options.mend, fold=html.Fold(crossing.number, round(push, 2)))
        )
        moved = _Laid(laid.part, self.lay_out_part(number, options), options, fold_line=True)
        return laid if len(moved.pages) > len(laid.pages) else moved

    # ── all parts ───────────────────────────────────────────────────────────────────────────────────────────────────

    def lay_out_all(self) -> list[_Laid]:
        """Every part, and those with a table of contents again once the pages are known."""
        levels = html.heading_levels(self.document.parts)
        laid: list[_Laid] = []
        for number in range(len(self.document.parts)):
            laid.append(self.fit(number, self._options(number, levels, laid)))
            if sum(len(each.pages) for each in laid) > LIMITS.render.pages:
                raise RenderError("too-many-pages", most=LIMITS.render.pages)
        for _ in range(3):
            if not self._renew_contents(laid, levels):
                break
        for each in laid:
            body = self.sources[each.document].find("body")
            missing, doubled = layout.difference(body, each.pages)
            if missing or doubled:
                title = each.part.masthead.title
                raise RenderError("text-differs", part=each.part.code, title=title, missing=missing, doubled=doubled)
        return laid

    def _options(
        self, number: int, levels: Sequence[int], before: Sequence[_Laid], pages: Mapping[int, str] | None = None
    ) -> html.Options:
        starts_left = sum(len(each.pages) for each in before[:number]) % 2 == 1
        entries = html.entries_of(self.document, pages or {}) if html.has_contents(self.document.parts[number]) else ()
        return html.Options(heading=levels[number], starts_left=starts_left, entries=entries)

    def _renew_contents(self, laid: list[_Laid], levels: Sequence[int]) -> bool:
        """Sets the tables of contents with today's numbers; says whether that moved a page."""
        counts = [len(each.pages) for each in laid]
        numbers = chrome.number_runs(self.document.parts, counts)
        pages = {number: str(printed) for number, (printed, _) in enumerate(numbers)}
        for number, part in enumerate(self.document.parts):
            if html.has_contents(part):
                laid[number] = self.fit(number, self._options(number, levels, laid, pages))
        return counts != [len(each.pages) for each in laid]

    def runs(self, laid: Sequence[_Laid]) -> tuple[chrome.Run, ...]:
        """The parts with their page numbers."""
        counts = [len(each.pages) for each in laid]
        numbers = chrome.number_runs(self.document.parts, counts)
        fold = fold_of(self.format)
        return tuple(
            chrome.Run(
                part=each.part,
                count=count,
                first=sum(counts[:position]),
                printed=printed,
                total=total,
                fold_mm=fold if each.part.kind is PartKind.ROLE else 0,
                fold_line=each.fold_line,
            )
            for position, (each, count, (printed, total)) in enumerate(zip(laid, counts, numbers, strict=True))
        )

    def write(self, laid: Sequence[_Laid], runs: Sequence[chrome.Run]) -> bytes:
        """One file of all pages."""
        words = self.lay_out(chrome.chrome_html(self.document, self.format, runs), styled=False)
        contents = [page for each in laid for page in each.pages]
        stamped = [_StampedPage(page, over) for page, over in zip(contents, words.pages, strict=True)]
        with tagging.repaired():
            whole = laid[0].document.copy(stamped)
            made = whole.write_pdf(pdf_variant="pdf/ua-1", finisher=_finish)
        return bytes(made)


def _finish(_document: Any, pdf: Any) -> None:
    # A viewer that «fits to page» makes 12 points 11.3; the page already keeps clear of the edge.
    pdf.catalog["ViewerPreferences"]["PrintScaling"] = "/None"


def fold_of(fmt: Format) -> float:
    """Where a role sheet is folded: its lower edge comes up to the line under the strip."""
    return (paper.sheet_of(PartKind.ROLE, fmt).height + _STRIP_MM) / 2


# ── judging ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fits(laid: _Laid) -> bool:
    budget = laid.part.pages
    return (budget is None or len(laid.pages) <= budget) and not layout.overflows(laid.pages)


def _wastes_a_page(laid: _Laid) -> bool:
    if len(laid.pages) < 2:
        return False
    last = laid.pages[-1]
    # The closest setting saves about a quarter of a page: what runs further over is better left roomy, and sooner set.
    share = _CLOSEST_SAVES if laid.part.kind in _ONE_SIDE else _ALMOST_EMPTY
    return laid.part.deck is None and layout.used_mm(last) < share * layout.height_mm(last)


def _mend_of(laid: _Laid) -> html.Mend:
    """What should be set otherwise, added to what already is."""
    mend = laid.options.mend
    kept = {number for number, section in enumerate(laid.part.sections) if section.keep}
    loose = (layout.holes(laid.pages, _HOLE) & kept) - mend.breaks
    lonely = [each for each in layout.stranded(laid.pages) if each.section > 0]
    # Only those of the first page that has any: what follows moves with them.
    breaks = {each.section for each in lonely if each.page == lonely[0].page}
    return html.Mend(mend.loose | loose, mend.breaks | breaks, mend.fold)


def _does_not_fit(laid: _Laid) -> RenderError:
    part = laid.part
    named = {"part": part.code, "title": part.masthead.title, "unit": part.subject}
    if sticking := layout.overflows(laid.pages):
        worst = max(sticking, key=lambda each: each.by_mm)
        return RenderError("does-not-fit", **named, by_mm=worst.by_mm, text=worst.text)
    budget = part.pages or 0
    beyond = sum(layout.used_mm(page) for page in laid.pages[budget:])
    return RenderError("does-not-fit", **named, by_mm=round(beyond), pages=budget, found=len(laid.pages))


def _findings(laid: _Laid, document: Document) -> Iterator[Problem]:
    for each in layout.stranded(laid.pages) if laid.part.deck is None else ():
        details = {"part": laid.part.code, "page": str(each.page), "text": each.text.strip()}
        yield Problem("stranded-heading", document.subject, details, Severity.WARNING)


def _figures(document: Document) -> dict[str, bytes]:
    """Every drawing of the kit that stands in the document, by its address."""
    sections = [section for part in document.parts for section in part.sections]
    blocks = [block for section in sections for block in (*section.blocks, *section.aside)]
    inside = [inner for block in blocks if isinstance(block, Exhibit) for inner in block.blocks]
    steps = [step.figure for block in blocks if isinstance(block, Steps) for step in block.steps]
    beside = [block.picture for block in blocks if isinstance(block, Options)]
    found = (*blocks, *inside, *steps, *beside)
    return {html.figure_url(each): each.svg.encode() for each in found if isinstance(each, Figure)}


def _check_glyphs(source: str) -> None:
    if missing := fonts.missing_glyphs(source):
        raise RenderError("glyph-missing", characters=" ".join(sorted(missing)))


# ── warnings ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Listener(logging.Handler):
    """Keeps every warning of WeasyPrint: it only logs what should stop a build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if not message.startswith(_ALLOWED_WARNINGS):
            self.heard.append(message)


@contextmanager
def _listening() -> Iterator[_Listener]:
    listener = _Listener()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)


def _check_record(listener: _Listener, fetcher: AssetFetcher) -> None:
    if fetcher.refused:
        raise RenderError("blocked-url", urls=" ".join(dict.fromkeys(fetcher.refused)))
    if listener.heard:
        raise RenderError("render-warning", message=" | ".join(dict.fromkeys(listener.heard)))


def typeset(document: Document, fmt: Format) -> Pages:
    """The PDF of a document in a format."""
    _check_glyphs(html.to_html(document, fmt))
    with _listening() as listener:
        press = _Press(document, fmt)
        laid = press.lay_out_all()
        runs = press.runs(laid)
        pdf = press.write(laid, runs)
        _check_record(listener, press.fetcher)
    parts = tuple(_part_pages(number, each, run) for number, (each, run) in enumerate(zip(laid, runs, strict=True)))
    problems = tuple(problem for each in laid for problem in _findings(each, document))
    return Pages(pdf, sum(run.count for run in runs), parts, problems)


def _part_pages(number: int, laid: _Laid, run: chrome.Run) -> PartPages:
    part = laid.part
    return PartPages(
        code=part.code,
        kind=part.kind,
        title=part.masthead.title,
        anchor=html.anchor_of(part, number),
        first=run.first + 1,
        count=run.count,
        printed=run.printed,
        density=laid.options.density,
    )
