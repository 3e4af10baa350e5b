"""The repair of tags and lines: what it mends, that it goes away, and that it notices another WeasyPrint."""

import hashlib
import inspect
from collections.abc import Callable

import pytest
import weasyprint
from weasyprint.layout import inline
from weasyprint.pdf import stream, tags

from tests.rendering import samples
from trainingkit.domain import document as doc
from trainingkit.domain.document import Format, PartKind, Prose, Section
from trainingkit.rendering import html, layout, pdf, tagging
from trainingkit.rendering.fetcher import AssetFetcher
from trainingkit.rendering.typeset import typeset

# What the repair wraps, as it was when the repair was written: read the difference before changing a digest.
WRAPPED: dict[Callable[..., object], str] = {
    tags._build_box_tree: "f716251a83e7096e",
    tags._get_pdf_tag: "882707358f7c4392",
    stream.Stream.marked: "3fa3acacbbf66422",
    tagging.pydyf.PDF.page_references.fget: "060bf90aad55931b",
    inline.split_first_line: "39ad1016863ca34d",
}


@pytest.mark.parametrize("wrapped", list(WRAPPED), ids=lambda each: each.__name__)
def test_what_is_wrapped_has_not_changed(wrapped: Callable[..., object]) -> None:
    source = inspect.getsource(inspect.unwrap(wrapped))
    assert hashlib.sha256(source.encode()).hexdigest()[:16] == WRAPPED[wrapped]


def test_another_weasyprint_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(RuntimeError, match=r"71\.0"), tagging.repaired():
        pass


def test_the_repair_goes_away_even_after_a_fault() -> None:
    before = (tags._build_box_tree, tags._get_pdf_tag, stream.Stream.marked, inline.split_first_line)
    with pytest.raises(ZeroDivisionError), tagging.repaired(), layout.mended_lines():
        assert 1 // int(tags._build_box_tree is before[0])
    assert (tags._build_box_tree, tags._get_pdf_tag, stream.Stream.marked, inline.split_first_line) == before


def elements_of(*blocks: doc.Block) -> list[pdf.Element]:
    part = doc.Part(PartKind.HANDOUT, "X", doc.Masthead("", "T"), (Section("Uno", "key", blocks),))
    with pdf.open_pdf(typeset(samples.document("es", (part,)), Format("letter", "colour")).pdf) as file:
        found = list(pdf.elements(file))
        for element in found:
            element.node.get("/A")  # read while the file is open
        return [
            pdf.Element(each.role, each.depth, each.language, each.alt, str(each.node.get("/A", ""))) for each in found
        ]


def test_heads_of_tables_say_what_they_head() -> None:
    grid = doc.Grid((doc.Column("Quién"), doc.Column("Qué")), (("Ana", "pide"),))
    heads = [element.node for element in elements_of(grid) if element.role == "TH"]
    assert ["/Column" in head for head in heads] == [True, True, False]
    assert ["/Row" in head for head in heads] == [False, False, True]


def test_lists_say_how_they_count() -> None:
    lists = [element.node for element in elements_of(doc.Items((("", "a"),), "number")) if element.role == "L"]
    assert len(lists) == 1
    assert "/Decimal" in lists[0]


def test_strong_words_are_spans_and_nothing_is_nameless_without_need() -> None:
    roles = [element.role for element in elements_of(Prose("Uno **dos**"))]
    assert "Span" in roles
    assert "NonStruct" not in roles


def heard(source: str) -> str:
    """The words of a page without what is hidden from screen readers."""
    root = weasyprint.HTML(string=source, url_fetcher=AssetFetcher({})).etree_element
    tagging.spread_hidden(root)
    hidden = [element for element in root.iter() if element.get("aria-hidden") == "true"]
    for element in hidden:
        element.text = ""
    return "".join("".join(root.find("body").itertext()).split())


@pytest.mark.parametrize("kind", [kind for kind in PartKind if kind is not PartKind.REGISTER])
def test_a_screen_reader_hears_the_words_in_their_order(kind: PartKind) -> None:
    document = samples.one_part(kind)
    fmt = Format("letter", "colour")
    said = "".join(pdf.read_aloud(typeset(document, fmt).pdf).split())
    assert said == heard(html.to_html(document, fmt))
