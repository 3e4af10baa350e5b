"""The basis of an adaptation on disk, machine-written: what upstream said when it was last looked at.

`basis/<language>.po` holds the texts that changes here replaced, addressed by `msgctxt`; `basis/known.txt` a mark for
each text of upstream, so that nothing which is not changed has to be copied. Comes in: a kit's folder. Goes out: a
`Basis` and what is wrong with its files; or the files, each whole or not at all.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from trainingkit.content.po import Catalogue, new_header, read_catalogue, write_catalogue
from trainingkit.content.writing import write_atomic
from trainingkit.domain.drift import Basis
from trainingkit.domain.text import UnitId
from trainingkit.domain.translation import Entry
from trainingkit.errors import Place, Problem

FOLDER = "basis"
KNOWN = "known.txt"
_LINE = re.compile(r"([0-9a-f]{12}) (\S+)")
_HEAD = "# The texts of the adapted kit as last looked at, each with a mark of its words. Written by trainingkit.\n"


def read_basis(folder: Path, name: str = "") -> tuple[Basis, tuple[Problem, ...]]:
    """The basis of a kit's folder, empty where there is none. `name` is what problems call the folder."""
    texts: dict[str, Mapping[str, str]] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.po")):
        catalogue, faults = read_catalogue(path, f"{name or folder.name}/{FOLDER}/{path.name}")
        texts[catalogue.language] = {str(entry.unit): entry.source for entry in catalogue.entries if not entry.obsolete}
        problems += faults
    known, faults = _read_known(folder / FOLDER / KNOWN, f"{name or folder.name}/{FOLDER}/{KNOWN}")
    return Basis(texts, known), (*problems, *faults)


def _read_known(path: Path, name: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    if not path.is_file():
        return {}, ()
    known: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found:
            known[found[2]] = found[1]
        elif line and not line.startswith("#"):
            return known, (Problem("basis-damaged", place=Place(name, number)),)
    return known, ()


def write_basis(folder: Path, basis: Basis, project: str, headers: Mapping[str, tuple[str, str, str]]) -> None:
    """Writes the basis. `headers`: language → its source language, plural forms and the day it was first written."""
    for language, texts in basis.texts.items():
        path = folder / FOLDER / f"{language}.po"
        source, plural, revised = headers[language]
        header = new_header(project, language, source, plural, revised)
        if path.is_file():
            header = {**header, **read_catalogue(path)[0].header}
        entries = tuple(Entry(unit=UnitId(unit), source=text) for unit, text in texts.items() if text)
        if entries or path.is_file():
            write_catalogue(path, Catalogue(language, header, entries))
    lines = (f"{mark} {unit}\n" for unit, mark in sorted(basis.known.items()))
    write_atomic(folder / FOLDER / KNOWN, (_HEAD + "".join(lines)).encode())
