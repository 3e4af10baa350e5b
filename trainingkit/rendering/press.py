"""Print production after pages exist: several files as one that a copy shop prints in one go.

Comes in: PDFs, how often each is wanted, whether on both sides. Goes out: one PDF, in which what is printed on both
sides begins on a sheet of its own. Refuses to be read on a screen: the result has no tags, and says so by having none.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True, slots=True)
class Piece:
    """One file of a pile."""

    pdf: bytes
    copies: int = 1
    two_sided: bool = True


def gather(pieces: Sequence[Piece]) -> bytes:
    """All copies of all pieces, one behind the other. The same pieces give the same bytes."""
    with closing(pikepdf.new()) as pile:
        for piece in pieces:
            with closing(pikepdf.open(BytesIO(piece.pdf))) as file:
                for _ in range(piece.copies):
                    pile.pages.extend(file.pages)
                    if piece.two_sided and len(file.pages) % 2:
                        _add_blank(pile)
        found = BytesIO()
        pile.save(found, deterministic_id=True)
        return found.getvalue()


def _add_blank(pile: pikepdf.Pdf) -> None:
    """The back of a last page, of the same size."""
    last = pile.pages[-1].mediabox
    pile.add_blank_page(page_size=(float(last[2]) - float(last[0]), float(last[3]) - float(last[1])))
