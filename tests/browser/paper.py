"""What was downloaded, looked at: a PDF that can be opened, has pages and says in which language it is."""

from pathlib import Path

import pikepdf

LETTER_POINTS = (612, 792)
A4_POINTS = (595, 842)


def language_of(path: Path) -> str:
    """The language of a PDF without its region: `es` of `es-PE`."""
    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) >= 1
        return str(pdf.Root["/Lang"]).partition("-")[0]


def papers_of(path: Path) -> set[tuple[int, int]]:
    """The sizes of its pages, in whole points, width first."""
    with pikepdf.open(path) as pdf:
        boxes = [[float(each) for each in page.mediabox] for page in pdf.pages]
    return {(round(right - left), round(top - bottom)) for left, bottom, right, top in boxes}
