"""Several files as one: all copies, each on sheets of its own, the same bytes again."""

from io import BytesIO

import pikepdf

from trainingkit.rendering.pdf import page_count, page_sizes_mm
from trainingkit.rendering.press import Piece, gather


def pdf_of(pages: int, width: float = 612, height: float = 792) -> bytes:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(width, height))
        found = BytesIO()
        made.save(found, deterministic_id=True)
        return found.getvalue()


def test_each_copy_begins_on_a_sheet_of_its_own() -> None:
    assert page_count(gather([Piece(pdf_of(3), copies=2), Piece(pdf_of(2))])) == 4 + 4 + 2


def test_what_is_printed_on_one_side_needs_no_back() -> None:
    assert page_count(gather([Piece(pdf_of(1), copies=5, two_sided=False)])) == 5


def test_a_back_is_as_large_as_its_front() -> None:
    found = gather([Piece(pdf_of(1, 595, 842)), Piece(pdf_of(1))])
    sizes = [(round(width), round(height)) for width, height in page_sizes_mm(found)]
    assert sizes == [(210, 297), (210, 297), (216, 279), (216, 279)]


def test_the_same_pieces_give_the_same_bytes() -> None:
    pieces = [Piece(pdf_of(3), copies=4), Piece(pdf_of(1), two_sided=False)]
    assert gather(pieces) == gather(pieces)


def test_copies_share_what_is_in_them() -> None:
    one = gather([Piece(pdf_of(10))])
    assert len(gather([Piece(pdf_of(10), copies=30)])) < 30 * len(one)
