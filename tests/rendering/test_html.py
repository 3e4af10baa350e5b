"""Documents as HTML: every block and part has its template, words are escaped, a few pages are kept whole."""

import os
import re
from pathlib import Path
from typing import get_args

import pytest

from tests.rendering import samples
from trainingkit.domain import document as doc
from trainingkit.domain.casework import ExhibitLooks
from trainingkit.domain.document import Format, PartKind
from trainingkit.errors import RenderError
from trainingkit.rendering import drawings, html, paper

GOLDEN = Path(__file__).with_name("golden")
COLOUR = Format("letter", "colour")
BLACK = Format("a4", "black")


@pytest.mark.parametrize("block", get_args(doc.Block))
def test_every_block_has_its_macro(block: type) -> None:
    assert callable(getattr(html.template_module("blocks.html"), html.macro_name(block)))


@pytest.mark.parametrize("kind", list(PartKind))
def test_every_kind_of_part_has_its_macro_and_its_page(kind: PartKind) -> None:
    assert callable(getattr(html.template_module("parts.html"), kind))
    assert f"@page {kind}{{" in paper.page_rules(COLOUR, mirrored=True, starts_left=False)
    assert re.search(rf"\.{kind} {{ page: {kind}", html.stylesheet())


def test_the_samples_hold_every_block_and_part() -> None:
    parts = samples.all_parts("es")
    used = {type(block) for part in parts for section in part.sections for block in (*section.blocks, *section.aside)}
    assert used == set(get_args(doc.Block))
    assert {part.kind for part in parts} == set(PartKind)


def body(made: str) -> str:
    """What stands on the page; drawings are named only, so that a changed icon changes no golden file."""
    inside = made[made.index("<body>") :]
    return re.sub(r"<svg [^>]*class=\"(\w+)\".*?</svg>", r"<svg \1/>", inside, flags=re.DOTALL)


@pytest.mark.parametrize("kind", [PartKind.CASE, PartKind.AGENDA, PartKind.ROLE, PartKind.LETTER, PartKind.SESSION])
def test_golden_pages(kind: PartKind) -> None:
    path = GOLDEN / f"{kind}.html"
    made = re.sub(r"\n\s*\n+", "\n", body(html.to_html(samples.one_part(kind), COLOUR)))
    if os.environ.get("TRAININGKIT_WRITE_GOLDEN"):
        path.write_text(made, encoding="utf-8")
    assert made == path.read_text(encoding="utf-8"), "look at the difference; TRAININGKIT_WRITE_GOLDEN=1 accepts it"


def test_every_look_of_an_exhibit_has_its_sample_and_its_style() -> None:
    assert tuple(ExhibitLooks) == samples.LOOKS
    for looks in ExhibitLooks:
        assert re.search(rf"^(\.exhibit)?\.{looks}[ ,{{]", html.stylesheet(), re.MULTILINE), looks


def test_words_are_escaped_and_templates_in_words_are_words() -> None:
    nasty = '<script>x</script> {{ 7 * 7 }} "quoted"'
    part = doc.Part(
        PartKind.HANDOUT, "X", doc.Masthead(nasty, nasty, nasty), (doc.Section(nasty, "", (doc.Prose(nasty),)),)
    )
    made = html.to_html(samples.document("es", (part,)), COLOUR)
    assert "<script" not in made
    assert "49" not in body(made)
    assert "{{ 7 * 7 }}" in made


def test_black_ink_knows_no_colour_but_black_and_white() -> None:
    made = html.to_html(samples.every_part("es"), BLACK)
    colours = {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{3,6}\b", made)}
    assert colours <= {"#000", "#000000", "#FFF", "#FFFFFF"}


def test_a_part_in_another_language_says_so() -> None:
    part = samples.handout(samples.say_in("en"))
    foreign = doc.Part(**{**{name: getattr(part, name) for name in part.__slots__}, "language": "en"})
    made = html.to_html(samples.document("es", (foreign,)), COLOUR)
    assert '<html lang="es"' in made
    assert re.search(r'<main [^>]*lang="en"', made)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Corto", ("Corto",)),
        ("La fábrica que cerró un viernes", ("La fábrica que", "cerró un viernes")),
        ("", ("",)),
    ],
)
def test_titles_are_balanced(title: str, lines: tuple[str, ...]) -> None:
    assert html.balanced(title, 27, 132) == lines


def test_a_word_wider_than_the_page_stands_alone() -> None:
    assert html.balanced("a " + "b" * 400, 27, 132) == ("a", "b" * 400)


def test_headings_never_skip_a_level() -> None:
    levels = (2, 1, 3, 3, 2, 1)
    parts = [doc.Part(PartKind.CHAPTER, "X", doc.Masthead("", "t"), level=level) for level in levels]
    assert html.heading_levels(parts) == (1, 1, 2, 3, 2, 1)


def test_unknown_icons_are_refused() -> None:
    with pytest.raises(RenderError, match="icon-missing"):
        drawings.icon("../fonts/x", "#000000")


def test_every_emblem_is_nine_by_nine() -> None:
    for pattern in drawings.EMBLEMS.values():
        rows = pattern.split()
        assert [len(row) for row in rows] == [9] * 9


def test_a_group_without_an_emblem_always_gets_the_same_one() -> None:
    assert drawings.emblem("jacaranda", "#000000") == drawings.emblem("jacaranda", "#000000")
