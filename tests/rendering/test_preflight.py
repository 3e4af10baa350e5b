"""Each check of a finished file, on a file made to fail it."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from tests.rendering import samples
from trainingkit.domain.document import Format, PartKind
from trainingkit.rendering import fonts, html, pdf, preflight
from trainingkit.rendering.fetcher import AssetFetcher
from trainingkit.rendering.typeset import typeset

LETTER = Format("letter", "colour")
BLACK = Format("letter", "black")
Fault = Callable[[pikepdf.Pdf], None]


@pytest.fixture(scope="module")
def good() -> bytes:
    return typeset(samples.one_part(PartKind.HANDOUT), LETTER).pdf


def spoilt(content: bytes, fault: Fault) -> bytes:
    with pdf.open_pdf(content) as file:
        fault(file)
        target = BytesIO()
        file.save(target)
    return target.getvalue()


def without(name: str) -> Fault:
    return lambda file: file.Root.__delitem__(name)


def with_script(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = file.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))


def with_launch(file: pikepdf.Pdf) -> None:
    file.Root.OpenAction = file.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Launch, F="x"))


def with_attachment(file: pikepdf.Pdf) -> None:
    file.attachments["list.txt"] = b"names"


def with_path(file: pikepdf.Pdf) -> None:
    file.pages[0].Annots[0].A.URI = pikepdf.String("file:///srv/kit")


def with_keywords(file: pikepdf.Pdf) -> None:
    file.docinfo["/Keywords"] = "secret"


def without_title(file: pikepdf.Pdf) -> None:
    del file.docinfo["/Title"]


def without_words(file: pikepdf.Pdf) -> None:
    del file.pages[0].Annots[0]["/Contents"]


def without_scope(file: pikepdf.Pdf) -> None:
    for element in pdf.elements(file):
        if element.role == "H1":
            element.node.S = pikepdf.Name.H4


def without_alt(file: pikepdf.Pdf) -> None:
    for element in pdf.elements(file):
        if element.role == "Figure":
            del element.node["/Alt"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (without("/Lang"), "pdf-no-language"),
        (without("/ViewerPreferences"), "pdf-viewer-preferences"),
        (without("/Outlines"), "pdf-no-bookmarks"),
        (without("/StructTreeRoot"), "pdf-not-tagged"),
        (without_title, "pdf-no-title"),
        (with_keywords, "pdf-metadata"),
        (with_script, "pdf-active-content"),
        (with_launch, "pdf-active-content"),
        (with_attachment, "pdf-attachment"),
        (with_path, "pdf-link-address"),
        (without_words, "pdf-link-without-words"),
        (without_scope, "pdf-heading-skips"),
        (without_alt, "pdf-figure-without-words"),
    ],
)
def test_faults_of_the_file(good: bytes, fault: Fault, code: str) -> None:
    assert preflight.check_pdf(good, LETTER) == ()
    assert code in {problem.code for problem in preflight.check_pdf(spoilt(good, fault), LETTER)}


def page_of(body: str) -> bytes:
    fetcher = AssetFetcher(fonts.read_fonts())
    config = FontConfiguration()
    sheet = weasyprint.CSS(string=fonts.font_face_rules(), font_config=config, url_fetcher=fetcher)
    source = (
        f"<html lang=es><title>t</title><style>@page{{size:letter;margin:20mm}}body{{font:12pt Andika}}</style>{body}"
    )
    page = weasyprint.HTML(string=source, url_fetcher=fetcher)
    return bytes(page.write_pdf(font_config=config, stylesheets=[sheet], pdf_variant="pdf/ua-1"))


@pytest.mark.parametrize(
    ("body", "code", "fmt"),
    [
        ("<p style='font-size:9pt'>chico", "pdf-small-type", LETTER),
        ("<p style='margin-left:-16mm'>orilla", "pdf-unsafe-edge", LETTER),
        ("<p>uno<p style='break-before:page'>&nbsp;", "pdf-no-words", LETTER),
        ("<div style='height:90mm;background:#000'></div>x", "pdf-much-ink", LETTER),
        ("<p style='color:#A01C34'>rojo", "pdf-colour-in-black", BLACK),
        ("<div style='height:40mm;background:#aaa'></div>x", "pdf-grey-in-black", BLACK),
    ],
)
def test_faults_of_the_page(body: str, code: str, fmt: Format) -> None:
    assert code in {problem.code for problem in preflight.check_pdf(page_of(body), fmt)}


def test_the_styles_name_no_size_below_the_smallest() -> None:
    named = re.findall(r"(?:font-size:|font: ?\d+|--body:|--small:) ?(\d+(?:\.\d+)?)pt", html.stylesheet())
    sizes = [float(size) for size in named]
    assert len(sizes) > 50
    assert min(sizes) >= preflight.SMALLEST_PT


def test_the_fetcher_answers_assets_and_records_the_rest() -> None:
    fetcher = AssetFetcher({"asset:a.svg": b"<svg/>"})
    assert fetcher.fetch("asset:a.svg").read() == b"<svg/>"
    for url in ("asset:b.svg", "file:///etc/passwd", "http://127.0.0.1/", "data:text/css,x"):
        with pytest.raises(ValueError, match="asset"):
            fetcher.fetch(url)
    assert fetcher.refused == ["asset:b.svg", "file:///etc/passwd", "http://127.0.0.1/", "data:text/css,x"]
