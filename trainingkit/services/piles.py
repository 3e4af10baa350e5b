"""What a finished build is for a printer: its files by reader, one archive of all, the three piles of a copy shop.

Comes in: a build with its documents, and the store. Goes out: values for a page, and files made of files. Refuses to
make a document: what is missing is missing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

from trainingkit.domain.assembly.orders import ON_ONE_SIDE
from trainingkit.errors import NotFound
from trainingkit.rendering.pdf import page_picture
from trainingkit.rendering.press import Piece, gather
from trainingkit.storage.archives import archive_of
from trainingkit.storage.artefacts import Artefact, Store
from trainingkit.storage.models import JobDocumentRow, JobRow

Pile = Literal["sets", "cut", "envelopes"]
PILES: tuple[Pile, ...] = ("sets", "cut", "envelopes")
THUMBNAIL_DPI = 40
"""A page of about 340 × 440 pixels: its look can be told, and a page of twenty weighs little."""
PICTURE_PAGES = 400
_SETS = frozenset({"workbook", "handout", "worksheet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFile:
    """A file of a build that is there. `sheets` and `sides` are those of all copies."""

    position: int
    name: str
    document: str
    subject: str
    language: str
    paper: str
    ink: str
    audience: str
    artefact: Artefact
    copies: int
    sheets: int
    sides: int
    pieces: int
    in_envelope: bool

    @property
    def pile(self) -> Pile | None:
        """Where the copy shop has it; None for what is printed once or twice, by itself."""
        if self.in_envelope:
            return "envelopes"
        if self.pieces or self.document == "cards":
            return "cut"
        return "sets" if self.document in _SETS and self.copies else None


def made_files(job: JobRow, store: Store) -> tuple[MadeFile, ...]:
    """The files of a build that are there, in their order."""
    found = (_found(each, store) for each in job.documents)
    return tuple(each for each in found if each is not None)


def _found(row: JobDocumentRow, store: Store) -> MadeFile | None:
    """A document's file; looked for once, since the store reads it whole to see that it is what was written."""
    artefact = store.find(row.artefact_key) if row.artefact_key else None
    if artefact is None:
        return None
    return MadeFile(
        position=row.position,
        name=row.name,
        document=row.document,
        subject=row.subject,
        language=row.language,
        paper=row.paper,
        ink=row.ink,
        audience=row.audience,
        artefact=artefact,
        copies=row.copies,
        sheets=row.sheets,
        sides=row.sides,
        pieces=row.pieces,
        in_envelope=row.in_envelope,
    )


def made_file(job: JobRow, store: Store, position: int) -> MadeFile:
    """One file. Raises NotFound where it is not there, or not yet."""
    row = next((each for each in job.documents if each.position == position), None)
    found = _found(row, store) if row is not None else None
    if found is None:
        raise NotFound("no-such-file", name=str(position))
    return found


def archive(files: Sequence[MadeFile], folder: Path) -> Path:
    """One ZIP with all files, numbered and readable."""
    if not files:
        raise NotFound("no-such-file", name="zip")
    return archive_of(folder, {each.name: each.artefact for each in files})


# ── piles ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class PileOf:
    """One file for the copy shop: `prints` says how often it is printed as it is."""

    pile: Pile
    language: str
    files: tuple[MadeFile, ...]
    prints: int

    @property
    def sheets(self) -> int:
        """Of all copies."""
        return sum(each.sheets for each in self.files)

    @property
    def sides(self) -> int:
        """Of all copies, with something on them."""
        return sum(each.sides for each in self.files)


def piles_of(files: Iterable[MadeFile]) -> tuple[PileOf, ...]:
    """What a copy shop is given, in the languages there are: sets of equal number together, then what is cut, then what
    goes into envelopes. A file of another number of copies than the workbook's is not part of a set."""
    given = tuple(files)
    return tuple(
        found
        for pile in PILES
        for language in dict.fromkeys(each.language for each in given)
        if (found := _pile(pile, language, given)) is not None
    )


def _pile(pile: Pile, language: str, files: Sequence[MadeFile]) -> PileOf | None:
    mine = [each for each in files if each.pile == pile and each.language == language and each.copies]
    if pile == "sets":
        prints = max((each.copies for each in mine if each.document == "workbook"), default=0)
        mine = [each for each in mine if each.copies == prints]
        return PileOf(pile, language, tuple(mine), prints) if mine else None
    return PileOf(pile, language, tuple(mine), 1) if mine else None


def get_pile(files: Iterable[MadeFile], pile: str, language: str) -> PileOf:
    """One of `piles_of`. Raises NotFound."""
    for each in piles_of(files):
        if (each.pile, each.language) == (pile, language):
            return each
    raise NotFound("no-such-file", name=pile)


def pile_file(pile: PileOf, store: Store) -> Artefact:
    """The pile as one PDF: a set once, anything else as often as it is needed."""
    said = "\n".join(f"{each.artefact.sha256} {_copies(each, pile)}" for each in pile.files)
    key = hashlib.sha256(f"pile {pile.pile}\n{said}".encode()).hexdigest()
    store = Store(store.folder / "piles")
    found = store.find(key)
    if found is not None:
        return found
    pieces = [
        Piece(each.artefact.path.read_bytes(), _copies(each, pile), each.document not in ON_ONE_SIDE)
        for each in pile.files
    ]
    pages = sum(each.artefact.pages * _copies(each, pile) for each in pile.files)
    return store.put(key, gather(pieces), pages)


def _copies(file: MadeFile, pile: PileOf) -> int:
    return 1 if pile.pile == "sets" else file.copies


# ── pictures ────────────────────────────────────────────────────────────────────────────────────────────────────────


def thumbnail(file: MadeFile, page: int) -> bytes:
    """A small picture (PNG) of a page, from 1, of the very file. Raises NotFound for a page that it has not."""
    if not 1 <= page <= min(file.artefact.pages, PICTURE_PAGES):
        raise NotFound("no-such-page", page=page)
    picture = page_picture(file.artefact.path.read_bytes(), page, THUMBNAIL_DPI)
    found = BytesIO()
    picture.quantize(64).save(found, "PNG", optimize=True)
    return found.getvalue()
