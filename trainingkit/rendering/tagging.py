"""The repair of WeasyPrint's tags, by wrapping four private functions while a PDF is written (decision 0006).

Comes in: nothing; `repaired()` is held around `write_pdf`. Goes out: `/Lang` on parts in another language,
artifacts for everything that is decoration, words of links instead of addresses, roles for elements WeasyPrint
leaves nameless, `Scope` on table heads, `ListNumbering` on lists. Refuses to run with another WeasyPrint than the
one it was written for.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import weasyprint
from weasyprint.pdf import stream as wp_stream
from weasyprint.pdf import tags as wp_tags

pydyf = wp_tags.pydyf
SUPPORTED = "70."

_ROLES = {
    "strong": "Span",
    "em": "Span",
    "b": "Span",
    "i": "Span",
    "nav": "Sect",
    "header": "Div",
    "footer": "Div",
    "aside": "Sect",
    "figure": "Div",
    "main": "Sect",
    "table": "Table",
}
_MADE_UP = ("::before", "::after")

_build_box_tree = wp_tags._build_box_tree
_get_pdf_tag = wp_tags._get_pdf_tag
_marked = wp_stream.Stream.marked
_page_references = pydyf.PDF.page_references


# ── what counts ─────────────────────────────────────────────────────────────────────────────────────────────────────


def spread_hidden(root: Any) -> None:
    """Everything inside a hidden element is hidden too; boxes do not know their parents, so each says so itself."""
    for element in root.iter():
        if element.get("aria-hidden") == "true":
            for inner in element.iter():
                inner.set("aria-hidden", "true")


def is_decoration(box: Any) -> bool:
    """Whether a screen reader should pass over the box: hidden, or made up by the stylesheet."""
    box = getattr(box, "_box", box)
    if box.element is None:
        return False
    tag = box.element_tag or ""
    return box.element.get("aria-hidden") == "true" or tag.endswith(_MADE_UP)


# ── the wraps ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _mark(self: Any, box: Any, tag: str) -> AbstractContextManager[None]:
    if self._tags is not None and is_decoration(box):
        return self.artifact()  # type: ignore[no-any-return]
    return _marked(self, box, tag)  # type: ignore[no-any-return]


def _tag_of(tag: str | None) -> str:
    return _ROLES.get(tag or "") or str(_get_pdf_tag(tag))


def _tree(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
    if is_decoration(box):
        return
    inner = getattr(box, "_box", box)
    for element in _build_box_tree(box, parent, *rest):
        if not isinstance(inner, wp_tags.boxes.PageBox) and inner.element is not None:
            _mend(element, inner)
        yield element


def _mend(element: Any, box: Any) -> None:
    source = box.element
    if box.element_tag in ("html", "body") or not isinstance(source.tag, str):
        return
    if source.get("lang"):
        element["Lang"] = pydyf.String(source.get("lang"))
    if element["S"] == "/TH" and "A" in element and "Scope" not in element["A"]:
        element["A"]["Scope"] = "/Row" if source.get("scope") == "row" else "/Column"
    if element["S"] == "/L" and "A" not in element:
        numbering = "/Decimal" if source.tag == "ol" else "/None"
        element["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
    if box.link_annotation:
        box.link_annotation["Contents"] = pydyf.String(" ".join("".join(source.itertext()).split()))


def _references(self: Any) -> Any:
    """WeasyPrint asks for every tag; the answer changes only when a page is added."""
    kids = self.pages["Kids"]
    known = self.__dict__.get("_known_references")
    if known is None or known[0] != len(kids):
        known = (len(kids), _page_references.fget(self))
        self.__dict__["_known_references"] = known
    return known[1]


@contextmanager
def repaired() -> Iterator[None]:
    """Write PDFs with mended tags inside this block; outside it WeasyPrint is as it was."""
    if not weasyprint.__version__.startswith(SUPPORTED):
        raise RuntimeError(f"the tagging repair is for WeasyPrint {SUPPORTED}x, not {weasyprint.__version__}")
    wp_tags._build_box_tree, wp_tags._get_pdf_tag = _tree, _tag_of
    wp_stream.Stream.marked = _mark
    pydyf.PDF.page_references = property(_references)
    try:
        with nullcontext():
            yield
    finally:
        wp_tags._build_box_tree, wp_tags._get_pdf_tag = _build_box_tree, _get_pdf_tag
        wp_stream.Stream.marked = _marked
        pydyf.PDF.page_references = _page_references
