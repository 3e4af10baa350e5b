"""Catalogues of kits: the one door to polib. Comes in a PO file, goes out entries and problems, and back.

Refuses files that are not what they seem (a web page saved as `.po`, another language, another encoding, half a file),
which gettext libraries read without a word. Evaluates nothing: units of a kit have no plural forms, so a catalogue's
plural rule is only looked at. Written files are the same bytes for the same entries, in the kit's order, and please
`msgfmt --check`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from unicodedata import normalize

import polib

from trainingkit.config import LIMITS
from trainingkit.content.encoding import decode, read_bytes
from trainingkit.content.files import entry_address
from trainingkit.content.writing import write_atomic
from trainingkit.domain.text import Status, Translation, UnitId, base_of
from trainingkit.domain.translation import Entry, status_of, translation_of
from trainingkit.domain.words import holds_words
from trainingkit.errors import Place, Problem, as_place

FOLDER = "translations"
WIDTH = 78  # what gettext's own tools wrap at, so that they leave our files alone

_STRING = re.compile(r'(?:#~\|?\s*|#\|\s*)?(?:msgctxt|msgid|msgid_plural|msgstr)?(?:\[\d\])?\s*"(?:[^"\\]|\\.)*"\s*')
_KEYWORD = re.compile(r'^(?:#~\s*)?(msgctxt|msgid|msgstr)\b|^(?:#[~|]+\s*)?(?:msg|")', re.MULTILINE)
_PLURAL = re.compile(r"nplurals\s*=\s*[1-6]\s*;\s*plural\s*=[n0-9\s()?:%<>=!&|]{1,200};?")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One catalogue: its language, its header in gettext's names, its entries in their order."""

    language: str
    header: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    comment: str = ""

    def find(self, unit: UnitId) -> Entry | None:
        """The entry of a unit; None where there is none, or only one put aside."""
        return next((entry for entry in self.entries if entry.unit == unit and not entry.obsolete), None)


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the catalogue of a kit (or of `_shared`) for a language lies."""
    return folder / FOLDER / f"{language}.po"


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_catalogue(
    path: Path, name: str = "", limit: int = LIMITS.catalogue.bytes
) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The catalogue at `path`, and everything wrong with it. `name` is what problems call the file.

    The language is that of the file's name. Where nothing can be read, the catalogue is empty.
    """
    name = name or path.name
    empty = Catalogue(path.stem.replace("_", "-"))
    data, problems = read_bytes(path, name, limit)
    text, faults = decode(data, name) if not problems else ("", [])
    problems = [*problems, *faults] or _form_problems(text, name)
    if problems:
        return empty, tuple(problems)
    try:
        # polib forgets what `#~|` says; read as `#|` it belongs to the obsolete entry that follows.
        parsed = polib.pofile(re.sub(r"(?m)^#~\|", "#|", text) + "\n", wrapwidth=WIDTH)
    except (OSError, ValueError, IndexError) as error:
        line = re.search(r"line (\d+)", str(error))
        return empty, (Problem("po-syntax", place=Place(name, int(line[1]) if line else 1)),)
    header = dict(parsed.metadata)
    entries = tuple(_entry_of(each) for each in parsed if _context(each) is not None)
    catalogue = Catalogue(empty.language, header, _once(entries), parsed.header)
    return catalogue, (*_header_problems(catalogue, name), *_entry_problems(parsed, entries, name))


def _form_problems(text: str, name: str) -> list[Problem]:
    """What polib would read past: text without a header, strings without an end, a file that breaks off."""
    if not re.search(r'(?m)^msgid ""\s*\nmsgstr', text):
        return [Problem("po-not-a-catalogue", place=Place(name, 1))]
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        found = _KEYWORD.match(line)
        if not found:
            continue
        last = found[1] or last
        if not _STRING.fullmatch(line):
            return [Problem("po-syntax", place=Place(name, number))]
    return [] if last == "msgstr" else [Problem("po-syntax", place=Place(name, text.count("\n") + 1))]


def _context(read: polib.POEntry) -> str | None:
    """polib's published types leave out that there may be none."""
    return read.msgctxt


def _entry_of(read: polib.POEntry) -> Entry:
    flags = tuple(dict.fromkeys(flag for flag in read.flags if flag and flag != "fuzzy"))
    return Entry(
        unit=UnitId(read.msgctxt or ""),
        source=normalize("NFC", read.msgid),
        text=normalize("NFC", read.msgstr),
        previous=None if read.previous_msgid is None else normalize("NFC", read.previous_msgid),
        fuzzy="fuzzy" in read.flags,
        obsolete=bool(read.obsolete),
        about=tuple(read.comment.split("\n")) if read.comment else (),
        file=" ".join(file for file, _ in read.occurrences),
        notes=read.tcomment,
        flags=flags,
        line=read.linenum or 0,
    )


def _once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each address once, the first that is not put aside; the others have been named as problems."""
    found: dict[UnitId, Entry] = {}
    for entry in entries:
        known = found.get(entry.unit)
        if known is None or (known.obsolete and not entry.obsolete):
            found[entry.unit] = entry
    return tuple(found.values())


def _header_problems(catalogue: Catalogue, name: str) -> list[Problem]:
    place, header = Place(name, 1), catalogue.header
    problems = []
    charset = header.get("Content-Type", "").lower().partition("charset=")[2].strip()
    if charset not in ("utf-8", "utf8"):
        problems.append(Problem("po-charset", details={"found": charset[:40]}, place=place))
    language = header.get("Language", "")
    if language.replace("_", "-").lower() != catalogue.language.lower():
        details = {"found": language[:40], "expected": catalogue.language}
        problems.append(Problem("po-language", details=details, place=place))
    plural = header.get("Plural-Forms", "")
    if plural and not _PLURAL.fullmatch(plural.strip()):
        problems.append(Problem("po-plural", details={"found": plural[:60]}, place=place))
    return problems


def _entry_problems(parsed: Iterable[polib.POEntry], entries: Iterable[Entry], name: str) -> list[Problem]:
    problems = [
        Problem("po-no-context", details={"text": read.msgid[:60]}, place=Place(name, read.linenum or 1))
        for read in parsed
        if _context(read) is None and not read.obsolete
    ]
    lines: dict[UnitId, int] = {}
    for entry in (each for each in entries if not each.obsolete):
        place = Place(name, entry.line)
        if entry.unit in lines:
            problems.append(Problem("po-duplicate", entry.unit, {"first": str(lines[entry.unit])}, place=place))
        lines.setdefault(entry.unit, entry.line)
    return problems


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_catalogue(path: Path, catalogue: Catalogue) -> bool:
    """Writes a catalogue if that changes the file; says whether it did."""
    data = catalogue_bytes(catalogue)
    if path.is_file() and path.read_bytes() == data:
        return False
    write_atomic(path, data)
    return True


def catalogue_bytes(catalogue: Catalogue) -> bytes:
    """The catalogue as a PO file."""
    file = polib.POFile(wrapwidth=WIDTH)
    file.header = catalogue.comment
    file.metadata = dict(catalogue.header)
    file.extend(_written(entry) for entry in catalogue.entries)
    return f"{file}".rstrip("\n").encode() + b"\n"


class WrittenEntry(polib.POEntry):
    """An entry wrapped as gettext's own tools wrap, so that Poedit or Weblate leave the rest of a file alone."""

    def _str_field(self, fieldname: str, delflag: str, plural_index: str, field: str, *_width: int) -> list[str]:
        start = f"{delflag}{fieldname.removeprefix('previous_')}{plural_index}"
        lines = [polib.escape(line) for line in re.findall(r"[^\n]*\n|[^\n]+", field)] or [""]
        if len(lines) == 1 and len(f'{start} "{lines[0]}"') <= WIDTH + 1:
            return [f'{start} "{lines[0]}"']
        width = WIDTH - 1 - len(delflag)
        return [f'{start} ""', *(f'{delflag}"{piece}"' for line in lines for piece in _pieces(line, width))]


def _pieces(line: str, width: int) -> list[str]:
    """A line cut between words, each piece ending with its blanks."""
    pieces = [""]
    for word in re.findall(r"\S+\s*|\s+", line):
        if pieces[-1] and len(pieces[-1]) + len(word) > width:
            pieces.append("")
        pieces[-1] += word
    return pieces


def _written(entry: Entry) -> polib.POEntry:
    return WrittenEntry(
        msgctxt=entry.unit,
        msgid=entry.source,
        msgstr=_ended_alike(entry.source, entry.text),
        previous_msgid=entry.previous,
        flags=[*(["fuzzy"] if entry.fuzzy else []), *entry.flags],
        obsolete=entry.obsolete,
        comment="\n".join(entry.about),
        tcomment=entry.notes,
        occurrences=[(entry.file, "")] if entry.file else [],
    )


def _ended_alike(source: str, text: str) -> str:
    """msgfmt wants both texts to begin and to end with a line end or neither; sources never do."""
    return text.strip("\n") if text and source.strip("\n") == source else text


def new_header(project: str, language: str, source: str, plural: str, revised: str) -> dict[str, str]:
    """The header of a new catalogue. `revised` is a day and time as gettext writes it."""
    return {
        "Project-Id-Version": project,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": revised,
        "Last-Translator": "trainingkit <none>",
        "Language-Team": language,
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural,
        "X-Source-Language": source,
    }


# ── what a kit's reader asks ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Translations:
    """All catalogues of a folder. Called with a unit and its source of today, it gives the unit's translations."""

    catalogues: Mapping[str, Catalogue]
    by_unit: Mapping[str, Mapping[UnitId, Entry]]
    files: Mapping[str, str]
    """By language, what problems call the catalogue's file."""

    def __call__(self, unit: UnitId, source: str) -> Mapping[str, Translation]:
        if not holds_words(source):
            return {language: Translation(source, Status.TRANSLATED) for language in self.catalogues}
        found = ((language, self._find(language, unit, source)) for language in self.catalogues)
        return {language: translation for language, translation in found if translation}

    @property
    def places(self) -> dict[str, Place]:
        """Where each entry of each language stands."""
        return {
            entry_address(language, unit): Place(self.files[language], entry.line)
            for language, entries in self.by_unit.items()
            for unit, entry in entries.items()
        }

    def _find(self, language: str, unit: UnitId, source: str) -> Translation | None:
        entry = self.by_unit[language].get(unit)
        base = self.by_unit.get(base_of(language), {}).get(unit) if base_of(language) != language else None
        if base is None or not base.text:
            return translation_of(entry, source)
        # A region differs from its base's text, which may itself wait for what changed in the source.
        own = translation_of(entry, base.text)
        waits = own is not None and status_of(base, source) is Status.STALE
        return replace(own, status=Status.STALE) if own and waits else own


def read_catalogues(folder: Path, name: str = "") -> tuple[dict[str, Catalogue], tuple[Problem, ...]]:
    """Every catalogue of a kit's folder by language. `name` is what problems call the folder."""
    catalogues: dict[str, Catalogue] = {}
    problems: list[Problem] = []
    for path in sorted((folder / FOLDER).glob("*.po")):
        shown = f"{name}/{FOLDER}/{path.name}" if name else as_place(path, folder).file
        catalogue, faults = read_catalogue(path, shown)
        catalogues[catalogue.language] = catalogue
        problems += faults
    return catalogues, tuple(problems)


def translations_for(folder: Path, name: str = "") -> tuple[Translations, tuple[Problem, ...]]:
    """The translations of a folder as a look-up for the reader of kits, and what is wrong with its catalogues."""
    catalogues, problems = read_catalogues(folder, name)
    by_unit = {
        language: {entry.unit: entry for entry in catalogue.entries if not entry.obsolete}
        for language, catalogue in catalogues.items()
    }
    files = {language: f"{name}/{FOLDER}/{language}.po" for language in catalogues}
    return Translations(catalogues, by_unit, files), problems


def with_entries(catalogue: Catalogue, entries: Iterable[Entry]) -> Catalogue:
    """The catalogue with other entries."""
    return replace(catalogue, entries=tuple(entries))
