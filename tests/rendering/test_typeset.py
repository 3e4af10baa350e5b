"""Finished files: PDF/UA-1, language, bytes, numbers, budgets, and what stops a build."""

import logging
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.rendering import samples, verapdf
from trainingkit.domain import document as doc
from trainingkit.domain.document import Format, PartKind, Prose, Section
from trainingkit.errors import RenderError
from trainingkit.rendering import fonts, html, layout, pdf, preflight
from trainingkit.rendering import typeset as module
from trainingkit.rendering.typeset import Pages, typeset

LETTER = Format("letter", "colour")
FORMATS = [LETTER, Format("a4", "black")]


@pytest.fixture(scope="module", params=[(language, fmt) for language in ("es", "en") for fmt in FORMATS], ids=str)
def whole(request: pytest.FixtureRequest) -> tuple[str, Format, Pages]:
    language, fmt = request.param
    return language, fmt, typeset(samples.every_part(language), fmt)


@pytest.mark.slow
def test_every_kind_of_page_passes_pdf_ua_1(whole: tuple[str, Format, Pages]) -> None:
    assert verapdf.failures(whole[2].pdf) == {}


@pytest.mark.slow
def test_the_validator_sees_a_fault(whole: tuple[str, Format, Pages]) -> None:
    with pdf.open_pdf(whole[2].pdf) as file:
        del file.Root.ViewerPreferences
        target = BytesIO()
        file.save(target)
    assert "7.1-10" in verapdf.failures(target.getvalue())


def test_preflight_finds_nothing(whole: tuple[str, Format, Pages]) -> None:
    _, fmt, pages = whole
    assert preflight.check_pdf(pages.pdf, fmt) == ()
    assert pages.problems == ()


def test_the_file_says_what_it_is(whole: tuple[str, Format, Pages]) -> None:
    language, _, pages = whole
    with pdf.open_pdf(pages.pdf) as file:
        assert str(file.Root.Lang) == language
        assert str(file.docinfo["/Title"]) == samples.every_part(language).title
        assert str(file.docinfo["/Author"]) == samples.every_part(language).author
        assert str(file.Root.ViewerPreferences.PrintScaling) == "/None"
        assert not {"/CreationDate", "/ModDate"} & set(file.docinfo.keys())


def test_parts_know_their_pages(whole: tuple[str, Format, Pages]) -> None:
    pages = whole[2]
    assert pages.count == pdf.page_count(pages.pdf) == sum(part.count for part in pages.parts)
    texts = pdf.page_texts(pages.pdf)
    for part in pages.parts:
        if part.kind is not PartKind.COVER:
            assert part.code in texts[part.first - 1]


def test_every_part_is_bookmarked_where_it_begins(whole: tuple[str, Format, Pages]) -> None:
    pages = whole[2]
    assert [(title, page) for _, title, page in pdf.bookmarks(pages.pdf)] == [
        (part.title, part.first) for part in pages.parts
    ]


def test_the_languages_of_parts_are_in_the_tree() -> None:
    pages = typeset(samples.every_part("es"), LETTER)
    with pdf.open_pdf(pages.pdf) as file:
        found = [element.language for element in pdf.elements(file) if element.language]
    # the English line of the handout, the English column of the agenda, the letter; its notice and its pointers are
    # Spanish again
    assert found.count("en") >= 5
    assert found.count("es") == 4


def test_decoration_is_not_in_the_tree() -> None:
    pages = typeset(samples.every_part("es"), LETTER)
    with pdf.open_pdf(pages.pdf) as file:
        figures = [element.alt for element in pdf.elements(file) if element.role == "Figure"]
    assert figures == ["Costuras Unidas", "Una caja y un árbol.", "Una casa y un árbol.", "Las sillas en círculo."]


def test_links_say_their_words() -> None:
    pages = typeset(samples.one_part(PartKind.HANDOUT), LETTER)
    with pdf.open_pdf(pages.pdf) as file:
        notes = [note for page in file.pages for note in page.get("/Annots", [])]
        assert [str(note.Contents) for note in notes] == ["la guía"]


def test_the_same_document_gives_the_same_bytes() -> None:
    once, again = (typeset(samples.one_part(PartKind.CASE), LETTER).pdf for _ in range(2))
    assert once == again


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_contents_name_the_printed_pages() -> None:
    say = samples.say_in("es")
    case = replace(samples.case(say), restart=False)
    chapter = replace(samples.chapter(say), restart=False)
    pages = typeset(samples.document("es", (samples.contents(say), case, chapter)), LETTER)
    first = " ".join(pdf.page_texts(pages.pdf)[0].split())
    assert "2 La fábrica que cerró un viernes" in first
    assert "4 Antes del taller" in first
    assert "Página 4 de 4" in pdf.page_texts(pages.pdf)[3]


def test_numbers_begin_anew_where_a_part_says_so() -> None:
    say = samples.say_in("es")
    pages = typeset(samples.document("es", (samples.case(say), samples.handout(say))), LETTER)
    texts = pdf.page_texts(pages.pdf)
    assert "Página 2 de 2" in texts[1]
    assert "Página 1 de 2" in texts[2]


def test_a_draft_says_so_on_every_page() -> None:
    pages = typeset(replace(samples.every_part("es"), draft_words="BORRADOR"), LETTER)
    assert all("BORRADOR" in text for text in pdf.page_texts(pages.pdf))


# ── fitting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def long_case(paragraphs: int, pages: int | None) -> doc.Document:
    text = "El viernes, al salir del turno, encontraron un papel en la puerta y nadie había avisado de nada. " * 3
    sections = (Section("Lo que pasó", "book-open", tuple(Prose(text) for _ in range(paragraphs))),)
    head = doc.Masthead("Caso", "Una página", numeral="1")
    return samples.document("es", (doc.Part(PartKind.CASE, "SS-C1", head, sections, pages=pages),))


def test_a_budget_is_met_by_setting_closer() -> None:
    set_on_one = (typeset(long_case(count, 1), LETTER) for count in range(4, 20))
    closer = next(pages for pages in set_on_one if pages.parts[0].density != "normal")
    assert closer.count == 1


def test_what_does_not_fit_is_named_with_the_millimetres() -> None:
    with pytest.raises(RenderError) as caught:
        typeset(long_case(16, 1), LETTER)
    assert caught.value.code == "does-not-fit"
    assert caught.value.details["part"] == "SS-C1"
    assert float(caught.value.details["by_mm"]) > 10


def test_a_card_that_is_too_full_is_named() -> None:
    say = samples.say_in("es")
    card = doc.Card("Tarjeta", "Una frase que sigue y sigue sin parar nunca. " * 30, code="E1")
    deck = samples.document("es", (replace(samples.cards(say), deck=doc.Deck((card,), 10)),))
    with pytest.raises(RenderError, match="does-not-fit"):
        typeset(deck, LETTER)


def test_nothing_of_a_role_sheet_stands_on_its_fold() -> None:
    pages = typeset(samples.one_part(PartKind.ROLE), LETTER)
    fold_pt = (279.4 - module.fold_of(LETTER)) * 72 / 25.4
    assert pages.count == 1
    printed = [letter for letter in pdf.letters(pages.pdf) if letter.size > 10]
    assert not [letter.text for letter in printed if letter.bottom < fold_pt < letter.top]
    assert "Doble hacia arriba" in pdf.text(pages.pdf)


def test_a_space_before_bold_words_does_not_break_the_line_early() -> None:
    text = (
        "El viernes 14 de marzo, al salir del turno, encontraron un papel en la puerta. Nadie había avisado. Les debían"
        " dos semanas de sueldo y **toda la liquidación**."
    )
    part = doc.Part(PartKind.CASE, "C", doc.Masthead("Caso", "T"), (Section("Uno", "", (Prose(text),)),))
    made = typeset(samples.document("es", (part,)), LETTER)
    lines = [" ".join(line.split()) for line in pdf.text(made.pdf).splitlines()]
    assert "la" not in lines


# ── hostile ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_text(*texts: str) -> doc.Document:
    blocks = tuple(Prose(text) for text in texts)
    return samples.document("es", (doc.Part(PartKind.HANDOUT, "X", doc.Masthead("", "T"), (Section(blocks=blocks),)),))


@pytest.mark.parametrize(
    "text",
    [
        "<img src=file:///etc/passwd><link rel=attachment href=file:///etc/passwd>",
        "<style>@import url(http://127.0.0.1/x)</style>",
        "w" * 20_000,
        "\n".join("  " * level + "- x" for level in range(300)),
        "[x](javascript:alert(1)) [y](file:///etc/passwd) [z](//127.0.0.1)",
        "{{ 7 * 7 }} {% include 'x' %}",
        "*" * 5_000,
        "&" * 5_000,
    ],
    ids=["fetch", "import", "word", "depth", "links", "template", "stars", "entities"],
)
def test_hostile_text_is_printed_or_refused_but_never_obeyed(text: str) -> None:
    pages = typeset(of_text(text), LETTER)
    assert pages.count < 20
    assert preflight.check_pdf(pages.pdf, LETTER) == ()


def test_many_cells_are_set_in_bounded_time() -> None:
    grid = doc.Grid(
        tuple(doc.Column(str(n)) for n in range(8)), tuple(tuple("x" for _ in range(8)) for _ in range(250))
    )
    part = doc.Part(PartKind.WORKSHEET, "X", doc.Masthead("", "T"), (Section(blocks=(grid,)),))
    assert 4 < typeset(samples.document("es", (part,)), LETTER).count < 40


def test_a_refused_address_fails_the_build() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
    )
    figure = doc.Figure(drawing.format('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'), "x")
    part = doc.Part(PartKind.HANDOUT, "X", doc.Masthead("", "T"), (Section(blocks=(figure,)),))
    with pytest.raises(RenderError, match="blocked-url"):
        typeset(samples.document("es", (part,)), LETTER)


def test_letters_without_a_glyph_are_named() -> None:
    with pytest.raises(RenderError) as caught:
        typeset(of_text("Hola 漢"), LETTER)
    assert (caught.value.code, caught.value.details["characters"]) == ("glyph-missing", "漢")


def test_a_warning_of_the_engine_fails_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = html.part_html

    def warned(*arguments: object) -> str:
        logging.getLogger("weasyprint").warning("something is wrong")
        return usual(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(html, "part_html", warned)
    with pytest.raises(RenderError, match="render-warning"):
        typeset(samples.one_part(PartKind.POSTER), LETTER)


def test_letters_missing_or_printed_twice_are_counted() -> None:
    press = module._Press(samples.one_part(PartKind.POSTER), LETTER)
    laid = press.lay_out_all()[0]
    root = press.sources[laid.document].find("body")
    assert layout.difference(root, laid.pages) == ("", "")
    missing, doubled = layout.difference(root, [])
    assert "N" in missing
    assert doubled == ""
    assert layout.difference(root, [*laid.pages, *laid.pages]) == ("", missing)


def test_missing_fonts_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fonts.read_fonts.cache_clear()
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(RenderError) as caught:
        fonts.read_fonts()
    assert "Andika-Regular.ttf" in caught.value.details["fonts"]


@pytest.mark.parametrize("text", ["ñandú «¿¡» — … ’ € №", "kʼicheʼ ꞌ ɨ ʉ ẍ ⁿ ã́", "a\u200bb\u00adc\n"])
def test_the_region_s_languages_have_their_glyphs(text: str) -> None:
    assert fonts.missing_glyphs(text) <= {"№"}


def test_only_our_fonts_are_in_a_file() -> None:
    pages = typeset(samples.every_part("es"), LETTER)
    with pdf.open_pdf(pages.pdf) as file:
        names = sorted(
            str(each.FontName).split("+")[-1]
            for each in file.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        )
    # each once: two files under one name would print wrong letters
    assert [name.split("-")[0] for name in names] == ["Andika", "Andika", "Bitter"]
    assert len(set(names)) == 3
