"""What an adaptation says of where it comes from, in every document, to whom it may."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from tests.canaries import strings_in
from tests.content.family import adapt, make_library, read
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.workshop import Workshop, sample_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.typeset import typeset

CASE = """\
changes: cases/child-care
key:
  why: |
    Hay testigos.
"""
SAID = "Adaptado de «Un kit pequeño» (edición 1.10)."
LONG = "Adaptado de «Mujeres, marcas y derechos laborales» (edición 2026.1)."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = make_library(tmp_path_factory.mktemp("family") / "kits")
    files = {
        "modules/cases/child-care.yaml": CASE,
        "modules/handouts/new.yaml": "title: Un material nuevo\nbody:\n  one: |\n    Nuevo.\n",
    }
    more = (
        "leave_out: [posters/wall]\n"
        "change:\n  worksheets/sheet/title: Otra hoja\n  responses/child-care-a/title: Otra respuesta\n"
    )
    poster = folder / "small/modules/posters/wall.yaml"
    poster.parent.mkdir()
    poster.write_text("title: Un afiche\nsize: page\nbody:\n  one: |\n    Uno.\n", encoding="utf-8")
    adapt(folder, "night", files, more=more)
    adapt(folder, "later", {}, upstream="night", more="change:\n  sessions/meeting/aim: Practicar más.\n")
    return folder


def documents(folder: Path, *kinds: str) -> dict[str, doc.Document]:
    """One document of each kind, as values; a translation that is missing is another test's matter."""
    kit = read(folder).kit
    assert kit
    workshop = sample_of(kit)
    made: dict[str, doc.Document] = {}
    for name, document in _assembled(for_workshop(kit, workshop), workshop):
        if not kinds or name in kinds:
            made.setdefault(name, document)
    return made


def _assembled(kit: Kit, workshop: Workshop) -> list[tuple[str, doc.Document]]:
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    wordings = {"es": wording_for("es", workshop.country)}
    return [
        (order.document, assemble(kit, workshop, planned, casting, order, wordings, draft=True))
        for order in orders_for(kit, workshop, planned, casting, ("es",))
    ]


def page_of(document: doc.Document) -> str:
    part = next(part for part in document.parts if part.anchor == "adaptation")
    return " | ".join(strings_in(part))


def test_a_kit_of_its_own_has_no_such_page(library: Path) -> None:
    for document in documents(library / "small").values():
        assert "Adaptado" not in " ".join(strings_in(document))
        assert document.origin == ""


def test_guide_and_workbook_say_from_what_by_whom_and_what_was_changed(library: Path) -> None:
    made = documents(library / "night", "guide", "workbook")
    for page in (page_of(made["guide"]), page_of(made["workbook"])):
        for words in (SAID, "Otro equipo", "Cambió el caso.", "CC BY-SA 4.0", "«Otra hoja»", "«Un material nuevo»"):
            assert words in page
        assert "«Un afiche»" in page


def test_the_page_names_only_what_its_reader_may_know_of(library: Path) -> None:
    made = documents(library / "night", "guide", "workbook")
    # Of the case only the key was changed, and the reply's title is the facilitators'.
    assert "«¿Quién cuida?»" in page_of(made["guide"])
    assert "«Otra respuesta»" in page_of(made["guide"])
    assert "¿Quién cuida?" not in page_of(made["workbook"])
    assert "Otra respuesta" not in page_of(made["workbook"])


def test_every_document_carries_its_origin_and_what_travels_alone_prints_it(library: Path) -> None:
    made = documents(library / "night")
    assert {name for name, document in made.items() if document.origin != SAID} == set()
    for name in ("case", "handout", "worksheet"):
        assert made[name].parts[0].notice.endswith(SAID)
        assert not made[name].parts[0].notice.startswith("Adaptado")


def test_a_kit_of_a_kit_of_a_kit_names_all_before_it(library: Path) -> None:
    made = documents(library / "later", "guide", "handout")
    assert made["handout"].origin == "Adaptado de «Una adaptación» (edición 1.10) y «Un kit pequeño» (edición 1.10)."
    page = page_of(made["guide"])
    assert page.index("«Una adaptación»") < page.index("«La reunión»") < page.index("«Un kit pequeño»")
    assert "«Un material nuevo»" in page


def test_whoever_is_not_named_has_a_line_to_write_on(library: Path, tmp_path: Path) -> None:
    folder = make_library(tmp_path / "kits")
    kit = adapt(folder, "night", {}) / "kit.yaml"
    text = kit.read_text(encoding="utf-8")
    kit.write_text(text[: text.index("by:")], encoding="utf-8")
    guide = documents(folder / "night", "guide")["guide"]
    part = next(part for part in guide.parts if part.anchor == "adaptation")
    assert [block for section in part.sections for block in section.blocks if isinstance(block, doc.Lines)]


@pytest.mark.slow
def test_the_file_itself_keeps_its_origin(library: Path, tmp_path: Path) -> None:
    handout = documents(library / "night", "handout")["handout"]
    pdf = tmp_path / "handout.pdf"
    pdf.write_bytes(typeset(handout, doc.Format("letter", "black")).pdf)
    with pikepdf.open(pdf) as opened, opened.open_metadata() as metadata:
        assert metadata["dc:description"] == SAID
        assert str(opened.docinfo["/Author"]) == "Otro equipo, Equipo"


@pytest.mark.slow
def test_the_foot_takes_two_lines_at_most_and_leaves_the_imprint_its_place(library: Path) -> None:
    handout = documents(library / "night", "handout")["handout"]
    part = handout.parts[0]
    long = replace(part, notice=f"Caso inventado, para practicar. No describe a ninguna empresa real. {LONG}")
    for paper in ("letter", "a4"):
        made = typeset(replace(handout, parts=(long,)), doc.Format(paper, "black"))
        with pdfium.PdfDocument(made.pdf) as opened:
            page = opened[0].get_textpage()
            # The foot: everything below the text, whose margin is 20 mm; two lines of it end at 17.3 mm.
            boxes = [page.get_charbox(each) for each in range(page.count_chars())]
        foot = sorted({round(bottom) for _, bottom, _, top in boxes if bottom > 0 and top < 20 / 25.4 * 72})
        assert max(foot) - min(foot) < 20
        assert [bottom for _, bottom, _, top in boxes if bottom < 20 / 25.4 * 72 < top] == []
