"""What a build is asked for, made definite: languages, formats, documents.

Comes in: options as they were typed, the kit and the workshop. Goes out: languages that exist, formats, kinds of
document. A language written otherwise (`es_SV.UTF-8`, `EN-us`) is answered by the nearest that exists, and said so;
one that does not exist is a `UsageError`. Refuses to fall back from one language to another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Literal

from trainingkit.content.po import FOLDER
from trainingkit.domain.assembly import DOCUMENTS
from trainingkit.domain.document import Format
from trainingkit.domain.kit import Kit
from trainingkit.domain.workshop import Workshop, paper_for
from trainingkit.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The options of a build; what is empty means the workshop's own, or everything."""

    languages: tuple[str, ...] = ()
    papers: tuple[Literal["letter", "a4"], ...] = ()
    inks: tuple[Literal["colour", "black"], ...] = ("colour",)
    documents: tuple[str, ...] = ()
    draft: bool = False
    price: Decimal | None = None
    """Of one side, in the money of the workshop's country."""


def languages_of(kit: Kit, workshop: Workshop, wanted: Wanted, folder: Path) -> tuple[str, ...]:
    """The languages to build in, each once."""
    if not wanted.languages:
        return workshop.languages
    catalogues = (path.stem.replace("_", "-") for path in sorted((folder / FOLDER).glob("*.po")))
    known = tuple(dict.fromkeys((kit.about.language, *workshop.languages, *kit.about.languages, *catalogues)))
    return tuple(dict.fromkeys(nearest_language(each, known) for each in wanted.languages))


def nearest_language(typed: str, known: Iterable[str]) -> str:
    """The language meant by `typed`: written the same but for case and encoding, else its base, else one of its
    regions."""
    names = {name.lower(): name for name in known}
    asked = typed.partition(".")[0].partition("@")[0].replace("_", "-").lower()
    base = asked.partition("-")[0]
    regions = (name for lower, name in names.items() if lower.partition("-")[0] == base)
    found = names.get(asked) or names.get(base) or next(regions, None)
    if found is None:
        raise UsageError("unknown-language", value=typed, choices=", ".join(names.values()))
    return found


def formats_of(kit: Kit, workshop: Workshop, wanted: Wanted) -> tuple[Format, ...]:
    """Every paper with every ink."""
    papers = dict.fromkeys(wanted.papers or (paper_for(workshop, kit),))
    return tuple(Format(paper, ink) for paper, ink in product(papers, dict.fromkeys(wanted.inks)))


def documents_of(kit: Kit, wanted: Wanted) -> tuple[str, ...]:
    """The kinds of document to build, in the order of the files."""
    chosen = wanted.documents or kit.about.documents or DOCUMENTS
    return tuple(each for each in DOCUMENTS if each in chosen)
