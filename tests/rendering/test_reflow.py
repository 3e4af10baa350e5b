"""Documents as pages that reflow: every block has its way, one file holds everything, languages are marked."""

import base64
import re
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest

from tests.rendering import samples
from trainingkit.domain import document as doc
from trainingkit.domain.document import PartKind
from trainingkit.rendering import html
from trainingkit.rendering.reflow import Frame, reading_style, to_page


@pytest.mark.parametrize("block", get_args(doc.Block))
def test_every_block_has_its_macro(block: type) -> None:
    assert callable(getattr(html.template_module("flow.html"), html.macro_name(block)))


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_part_in_one_file(language: str) -> None:
    page = to_page(samples.every_part(language))
    assert f'<html lang="{language}">' in page
    assert "<style>" in page
    assert not re.search(r'(?:src|href)="(?!data:image/(?:svg\+xml|png);base64,|#|https://|mailto:)', page)
    assert not re.search(r"<script|\sstyle=|\son\w+=|url\(", page)
    assert not re.search(r"\{[{%]|Undefined", page)


def test_headings_never_skip_a_level() -> None:
    for kind in PartKind:
        levels = [int(each) for each in re.findall(r"<h([1-6])", to_page(samples.one_part(kind)))]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), (kind, levels)


def test_drawings_say_what_they_show_and_bring_nothing_with_them() -> None:
    figure = doc.Figure(
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", 'Dos "mesas" <y> más'
    )
    page = to_page(samples.document("es", (_with(figure),)))
    assert 'alt="Dos &#34;mesas&#34; &lt;y&gt; más"' in page
    assert "<script" not in page
    assert "<svg" not in page
    held = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert [base64.b64decode(each, validate=True).decode() for each in held] == [figure.svg]


def test_another_language_is_marked() -> None:
    page = to_page(samples.document("es", (_with(doc.Prose("Dear friends", language="en"), doc.Prose("Sí")),)))
    assert re.search(r'<div class="prose " lang="en">\s*<p>Dear friends', page)
    assert page.count("lang=") == 2


def test_words_of_authors_are_never_markup() -> None:
    wild = "<img src=x onerror=alert(1)> {{7*7}} [x](javascript:alert(1))"
    blocks = (
        doc.Prose(wild),
        doc.Grid((doc.Column(wild),), ((wild,),)),
        doc.Lines(2, wild),
        doc.Items(((wild, wild),)),
    )
    page = to_page(samples.document("es", (replace(_with(*blocks), notice=wild),)))
    assert not re.search(r"<img|href=\"javascript", page)
    assert "{{7*7}}" in page


def test_a_draft_says_so_first() -> None:
    page = to_page(replace(samples.one_part(PartKind.HANDOUT), draft_words="BORRADOR"))
    assert page.index("BORRADOR") < page.index("<h1")


def test_a_frame_names_its_style_and_the_way_back() -> None:
    page = to_page(samples.one_part(PartKind.HANDOUT), Frame("/style.css", "/icon.svg", ("/back", "Back"), "en"))
    assert '<link rel="stylesheet" href="/style.css">' in page
    assert '<nav class="back" lang="en"><a href="/back">Back</a></nav>' in page
    assert "<style>" not in page


def test_light_and_dark_have_the_colours_of_the_library() -> None:
    library = (html._HERE.parent / "web" / "static" / "library.css").read_text("utf-8")
    for name in ("--paper", "--ink", "--soft", "--accent", "--tint", "--rule", "--plate", "--on-plate"):
        colours = re.compile(rf"{name}: (#[0-9a-f]+)")
        assert colours.findall(reading_style()) == colours.findall(library), name


def _with(*blocks: doc.Block) -> doc.Part:
    return doc.Part(PartKind.HANDOUT, "X", doc.Masthead("Hoja", "Título"), (doc.Section(blocks=blocks),))
