"""Document → one page for a screen: it reflows, and holds everything it needs.

Comes in: the same document as for paper, and what stands round it (`Frame`). Goes out: HTML without scripts, its
drawings inside; its style too, unless the frame names one. Refuses undefined names and unescaped text, like `html`.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from trainingkit.domain.document import Block, Document, Figure, Picture
from trainingkit.errors import RenderError
from trainingkit.rendering import html

STYLE = Path(__file__).with_name("styles") / "reading.css"


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the text. `style` and `icon`: addresses, where the page need not stand alone; `back`: the
    address and the words of the way back, in `back_language`."""

    style: str = ""
    icon: str = ""
    back: tuple[str, str] = ("", "")
    back_language: str = ""


ALONE = Frame()
"""A page that is handed on as one file."""


@cache
def reading_style() -> str:
    """The stylesheet of these pages."""
    return STYLE.read_text(encoding="utf-8")


def to_page(document: Document, frame: Frame = ALONE) -> str:
    """The whole document as a page."""
    return html.render(
        "reflow.html",
        document=document,
        frame=frame,
        style=Markup(reading_style()),  # noqa: S704 - our own file
        show=_show,
        levels=html.heading_levels(document.parts),
    )


def _show(block: Block, level: int, language: str) -> Markup:
    """A block by the macro of its name, its headings at `level`."""
    macro: Callable[..., str] | None = getattr(html.template_module("flow.html"), html.macro_name(type(block)), None)
    if macro is None:
        raise RenderError("no-template", block=type(block).__name__)
    values = {"source": _inside(block)} if isinstance(block, Figure | Picture) else {}
    made = macro(block, min(level, 6), language, _show, **values)
    return Markup(made)  # noqa: S704 - an autoescaped template made it


def _inside(figure: Figure | Picture) -> Markup:
    """A drawing or a picture as an address that holds it: a picture runs no scripts, whatever stands in it."""
    if isinstance(figure, Picture):
        return Markup(f"data:image/png;base64,{figure.png}")  # noqa: S704
    # Markup, so that no places to break are put into so long a run.
    return Markup(f"data:image/svg+xml;base64,{base64.b64encode(figure.svg.encode()).decode()}")  # noqa: S704
