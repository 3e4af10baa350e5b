"""Document → HTML: every block by the macro of its name, every part by the one of its kind.

Comes in: a document and a format; both say everything, the templates see nothing else. Goes out: HTML with our
stylesheets inside, drawings inlined, fonts as `asset:` URLs. Refuses undefined names (StrictUndefined) and
unescaped text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.environment import TemplateModule
from markupsafe import Markup

from trainingkit import markup
from trainingkit.domain.document import (
    Block,
    Contents,
    Document,
    Figure,
    Format,
    Masthead,
    Part,
    PartKind,
)
from trainingkit.errors import RenderError
from trainingkit.rendering import drawings, fonts, paper, pictures

Density = Literal["normal", "snug", "tight"]
DENSITIES: tuple[Density, ...] = ("normal", "snug", "tight")

_HERE = Path(__file__).parent
_STYLES = ("type.css", "pages.css", "blocks.css", "exhibits.css")
SIGNPOST_MM = 44
"""The signpost column with its gutter."""

TITLE_SIZES_PT: Mapping[PartKind, float] = {
    PartKind.COVER: 38,
    PartKind.POSTER: 44,
    PartKind.ROLE: 22,
    PartKind.SESSION: 22,
    PartKind.CHAPTER: 22,
    PartKind.LABEL: 26,
}
_USUAL_TITLE_PT = 27.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where it leads, what it says, its page once that is known."""

    anchor: str
    title: str
    level: int
    page: str = "000"


@dataclass(frozen=True, slots=True)
class Fold:
    """Where a role sheet is folded: the section that begins below, and how far it is pushed down."""

    section: int
    push_mm: float


@dataclass(frozen=True, slots=True)
class Mend:
    """What a first layout showed to be wrong, by the place of the section.

    `loose` are no longer kept on one page, since that left a hole; `breaks` begin a page, since their heading stood
    alone at the foot of one.
    """

    loose: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    fold: Fold | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a macro may know besides its block: ink, width and depth of the place where it stands."""

    format: Format
    language: str
    accent: str
    kind: PartKind
    width_mm: float
    height_mm: float
    heading: int = 1
    entries: tuple[Entry, ...] = ()
    mend: Mend = Mend()

    def deeper(self) -> "Setting":
        """The same, one heading further in."""
        return replace(self, heading=min(self.heading + 1, 6))


@dataclass(frozen=True, slots=True)
class Options:
    """How one part is set. `heading`: its level, never skipping one; `starts_left`: it begins on a left page."""

    density: Density = "normal"
    heading: int = 1
    starts_left: bool = False
    entries: tuple[Entry, ...] = ()
    mend: Mend = Mend()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part ready for the page template."""

    part: Part
    setting: Setting
    options: Options
    anchor: str
    lang: str = ""


# ── the environment ─────────────────────────────────────────────────────────────────────────────────────────────────


def _finalize(value: object) -> object:
    """Plain text may hold a run without spaces as well; Markdown has been through the same door."""
    return markup.breakable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _paragraphs(text: str) -> Markup:
    return Markup(markup.to_html(text))  # noqa: S704 - markup sanitises


def _inline(text: str) -> Markup:
    """A cell or an item: one line of Markdown unless it really holds several paragraphs or a list."""
    return Markup(markup.to_html(text, inline="\n\n" not in text and "\n- " not in text))  # noqa: S704


def _slug(kind: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in kind)


def balanced(title: str, size_pt: float, width_mm: float) -> tuple[str, ...]:
    """The title in as few lines as it needs, all about as long as each other: WeasyPrint cannot balance."""
    words = title.split()
    room = width_mm / paper.MM_PER_POINT * 0.98
    count = 1
    while count < len(words):
        lines = _evenly(words, count, size_pt)
        if max(fonts.width_pt(line, fonts.DISPLAY, size_pt) for line in lines) <= room:
            return lines
        count += 1
    return tuple(words) or (title,)


def _evenly(words: list[str], count: int, size_pt: float) -> tuple[str, ...]:
    """The words in `count` lines whose longest is as short as can be; greedy against a falling limit."""
    whole = fonts.width_pt(" ".join(words), fonts.DISPLAY, size_pt)
    limit = whole / count
    while len(lines := _greedy(words, limit, size_pt)) > count:
        limit *= 1.03
    return lines


def _greedy(words: list[str], limit: float, size_pt: float) -> tuple[str, ...]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if fonts.width_pt(longer, fonts.DISPLAY, size_pt) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _title_lines(masthead: Masthead, setting: Setting) -> tuple[str, ...]:
    size = TITLE_SIZES_PT.get(setting.kind, _USUAL_TITLE_PT)
    beside = {PartKind.COVER: 10.0, PartKind.POSTER: 0.0, PartKind.ROLE: 74.0, PartKind.LABEL: 60.0}
    return balanced(masthead.title, size, setting.width_mm - beside.get(setting.kind, SIGNPOST_MM))


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    made.filters |= {"md": _paragraphs, "mdi": _inline, "slug": _slug}
    made.globals |= {
        "block": _block,
        "icon": drawings.icon,
        "emblem": drawings.emblem,
        "band": drawings.band,
        "title_lines": _title_lines,
        "figure_url": figure_url,
        "picture_url": pictures.picture_url,
        "hatching": drawings.hatching,
        "face": drawings.face,
        "quarters": drawings.quarters,
        "sound_wave": drawings.sound_wave,
    }
    return made


@cache
def template_module(name: str) -> TemplateModule:
    """The macros of a template of ours."""
    return _environment().get_template(name).module


def warm_up() -> int:
    """Compiles every template and reads the styles; says how many there are."""
    names = _environment().list_templates()
    modules = [_environment().get_template(name) for name in names]
    return len(modules) + len(stylesheet())


def macro_name(kind: type) -> str:
    """The macro that prints a type of block."""
    return kind.__name__.lower()


def _block(block: Block, setting: Setting) -> Markup:
    macro = getattr(template_module("blocks.html"), macro_name(type(block)), None)
    if macro is None:
        raise RenderError("no-template", block=type(block).__name__)
    return Markup(macro(block, setting))  # noqa: S704 - an autoescaped template made it


# ── figures ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def figure_url(figure: Figure) -> str:
    """The address of a drawing of the kit; the same drawing has the same one."""
    return f"asset:figures/{abs(_stable(figure.svg)):x}.svg"


def _stable(text: str) -> int:
    """A number that depends on the text alone, unlike `hash`."""
    total = 0
    for letter in text:
        total = (total * 131 + ord(letter)) % (1 << 61)
    return total


# ── styles ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def stylesheet() -> str:
    """Every rule that is the same for all documents."""
    own = "\n".join((_HERE / "styles" / name).read_text(encoding="utf-8") for name in _STYLES)
    return f"{fonts.font_face_rules()}\n{own}"


def page_styles(document: Document, fmt: Format, starts_left: bool = False) -> str:
    """The rules that depend on paper, ink and sides."""
    accent = paper.ink_of(document.accent, fmt)
    tint = "#FAF1E6" if fmt.ink == "colour" else "#FFFFFF"
    tokens = f":root{{--accent:{accent};--tint:{tint}}}"
    return f"{tokens}\n{paper.page_rules(fmt, document.sides == 'two', starts_left)}"


# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────────


def anchor_of(part: Part, number: int) -> str:
    """What links to a part name: its own anchor, or its place."""
    return part.anchor or f"part-{number}"


def entries_of(document: Document, pages: Mapping[int, str]) -> tuple[Entry, ...]:
    """The lines of the contents; `pages` holds the page of each part by its place, where it is known."""
    return tuple(
        Entry(anchor_of(part, number), part.masthead.title, part.level, pages.get(number, "000"))
        for number, part in enumerate(document.parts)
        if part.bookmarked and part.kind is not PartKind.COVER and not has_contents(part)
    )


def has_contents(part: Part) -> bool:
    """Whether a table of contents stands in the part."""
    return any(isinstance(block, Contents) for section in part.sections for block in section.blocks)


def heading_levels(parts: Iterable[Part]) -> tuple[int, ...]:
    """The heading level of each part: its own level, but the first is 1 and none skips one."""
    levels: list[int] = []
    for part in parts:
        levels.append(min(part.level, levels[-1] + 1) if levels else 1)
    return tuple(levels)


def _piece(document: Document, number: int, fmt: Format, options: Options) -> _Piece:
    part = document.parts[number]
    sheet = paper.sheet_of(part.kind, fmt)
    setting = Setting(
        format=fmt,
        language=part.language or document.language,
        accent=paper.ink_of(document.accent, fmt),
        kind=part.kind,
        width_mm=sheet.text_width,
        height_mm=sheet.text_height,
        heading=options.heading,
        entries=options.entries,
        mend=options.mend,
    )
    lang = part.language if part.language and part.language != document.language else ""
    return _Piece(part, setting, options, anchor_of(part, number), lang or "")


def render(template: str, **values: object) -> str:
    """A template of ours with these values and nothing else."""
    return _environment().get_template(template).render(**values)


def _page(document: Document, fmt: Format, pieces: tuple[_Piece, ...], styles: str, starts_left: bool) -> str:
    return render(
        "page.html",
        document=document,
        pieces=pieces,
        styles=Markup(styles),  # noqa: S704 - our own files
        page_styles=Markup(page_styles(document, fmt, starts_left)),  # noqa: S704
        ink=fmt.ink,
        paper=fmt.paper,
    )


def part_html(document: Document, number: int, fmt: Format, options: Options) -> str:
    """One part as a page of its own; the stylesheet that all share is left out (`stylesheet`)."""
    return _page(document, fmt, (_piece(document, number, fmt, options),), "", options.starts_left)


def to_html(document: Document, fmt: Format, density: Density = "normal") -> str:
    """The whole document as one HTML page, styles included."""
    levels = heading_levels(document.parts)
    entries = entries_of(document, {})
    pieces = tuple(
        _piece(document, number, fmt, Options(density, levels[number], entries=entries))
        for number in range(len(document.parts))
    )
    return _page(document, fmt, pieces, stylesheet(), starts_left=False)
