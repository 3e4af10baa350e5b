"""What the library shows to everybody: kits, and their sheets that say `public: yes`, made when somebody asks.

Comes in: the folder of kits. Goes out: values for a page, each text with the language it is in; and a file, built by
the same stages as on the command line and kept under a key. Refuses what is not public, and a language that is not
complete: which one is missing is said instead.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path

from trainingkit import rendering
from trainingkit.content.library import find_kits
from trainingkit.domain.agenda import Schedule, schedule
from trainingkit.domain.assembly import Order, assemble
from trainingkit.domain.assembly.codes import initials, module_code, slug_of
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casting import Casting
from trainingkit.domain.document import Document, Format
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.text import PARTICIPANT, Text, Wording
from trainingkit.domain.workshop import Workshop, sample_of
from trainingkit.errors import ContentError, NotFound
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.worker import Renderer
from trainingkit.services.library import read_at
from trainingkit.storage.artefacts import Artefact, Store

FORMATS = tuple(Format(paper, ink) for ink in ("colour", "black") for paper in ("letter", "a4"))
_DOCUMENTS = {"handouts": "handout", "worksheets": "worksheet", "posters": "poster"}
RENDERING = Path(rendering.__file__).parent
_MADE_WITH = (".py", ".css", ".html", ".svg", ".ttf", ".conf")
PATIENCE_SECONDS = 60.0
"""How long somebody waits for another to finish the same file."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the language they are in."""

    words: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFile:
    """One file that can be asked for; pages and size are known once it has been built."""

    name: str
    language: str
    format: Format
    artefact: Artefact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSheet:
    """A sheet of a kit. `missing`: languages of the kit in which it is not complete."""

    code: str
    kind: str
    title: Said
    licence: str
    files: tuple[PublicFile, ...]
    missing: tuple[str, ...]

    def files_in(self, language: str) -> tuple[PublicFile, ...]:
        """Its files in a language."""
        return tuple(each for each in self.files if each.language == language)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it can be had in."""
        return tuple(dict.fromkeys(each.language for each in self.files))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKit:
    """A kit as the library shows it. `purpose` is small Markdown."""

    id: str
    initials: str
    title: Said
    purpose: Said
    for_whom: Said
    sessions: int
    languages: tuple[str, ...]
    edition: str
    licence: str
    sheets: tuple[PublicSheet, ...]


@dataclass(frozen=True)
class _Shelf:
    """A kit as it is built alone."""

    kit: Kit
    store: Store

    @cached_property
    def sample(self) -> Workshop:
        return sample_of(self.kit)

    @cached_property
    def plan(self) -> tuple[Schedule, Casting]:
        return schedule(self.kit, self.sample), cast(self.sample, self.kit)

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        return {language: wording_for(language, self.sample.country) for language in self.kit.about.languages}

    def modules(self) -> Iterator[Module]:
        """What may be shown to everybody."""
        return (each for each in self.kit.every_module() if each.public and each.KIND in _DOCUMENTS)

    def document(self, module: Module, language: str) -> Document:
        """The sheet in a language; ContentError where it is not complete there."""
        order = Order(_DOCUMENTS[module.KIND], language, f"{module.KIND}/{module.id}")
        return assemble(self.kit, self.sample, *self.plan, order, self.wordings)

    def say(self, text: Text, language: str) -> Said:
        """A text in the language of the page where there is one, else in its own, and which."""
        chosen = language if language in self.wordings and text.find(language) is not None else text.language
        wording = self.wordings.get(chosen) or wording_for(chosen, self.sample.country)
        return Said(Scribe(self.kit, self.sample, wording, PARTICIPANT, wordings=self.wordings).say(text), chosen)


# ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def public_kits(kits: Path, store: Store, language: str) -> tuple[PublicKit, ...]:
    """Every kit that can be read, in the order of their ids; those with faults wait until they are mended."""
    readings = (read_at(folder) for folder in find_kits(kits))
    return tuple(_public(_Shelf(each.kit, store), language) for each in readings if each.kit is not None)


def _public(shelf: _Shelf, language: str) -> PublicKit:
    about = shelf.kit.about
    return PublicKit(
        id=shelf.kit.id,
        initials=initials(shelf.kit.id),
        title=shelf.say(about.title, language),
        purpose=shelf.say(about.purpose, language),
        for_whom=shelf.say(about.for_whom, language),
        sessions=len(shelf.kit.sessions),
        languages=about.languages,
        edition=about.edition,
        licence=about.licence,
        sheets=tuple(_sheet(shelf, module, language) for module in shelf.modules()),
    )


def _sheet(shelf: _Shelf, module: Module, language: str) -> PublicSheet:
    code = module_code(shelf.kit, module)
    files: list[PublicFile] = []
    missing: list[str] = []
    for each in sorted(shelf.kit.about.languages, key=lambda each: each != language):  # the reader's own first
        try:
            document = shelf.document(module, each)
        except ContentError:
            missing.append(each)
            continue
        for fmt in FORMATS:
            found = shelf.store.find(key_of(document, fmt))
            files.append(PublicFile(name=name_of(code, each, fmt), language=each, format=fmt, artefact=found))
    return PublicSheet(
        code=code,
        kind=_DOCUMENTS[module.KIND],
        title=shelf.say(module.title, language),
        licence=module.licence or shelf.kit.about.licence,
        files=tuple(files),
        missing=tuple(missing),
    )


def name_of(code: str, language: str, fmt: Format) -> str:
    """The neutral name of a file: `SS-H7K2Q_es_letter.pdf`."""
    return f"{code}_{language}_{fmt.paper}{'_black' if fmt.ink == 'black' else ''}.pdf"


# ── making ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def make_file(kits: Path, kit: str, name: str, store: Store, renderer: Renderer) -> tuple[Artefact, str]:
    """The file of that name and what to call it when it is saved. Raises NotFound for whatever is not public there."""
    shelf, module, language, fmt = _find(kits, kit, name, store)
    try:
        document = shelf.document(module, language)
    except ContentError as error:
        raise NotFound("not-in-language", language=language) from error
    key = key_of(document, fmt)
    saved_as = f"{slug_of(document.title)}_{name.partition('_')[2]}"
    found = store.find(key)
    if found is None:
        with store.alone_with(key, PATIENCE_SECONDS):
            found = store.find(key)  # somebody else may have made it meanwhile
            if found is None:
                pages = renderer.render(document, fmt)
                found = store.put(key, pages.pdf, pages.count)
    return found, saved_as


def _find(kits: Path, kit: str, name: str, store: Store) -> tuple[_Shelf, Module, str, Format]:
    folder = next((each for each in find_kits(kits) if each.name == kit), None)
    found = read_at(folder).kit if folder else None
    if found is None:
        raise NotFound("no-such-kit", name=kit)
    shelf = _Shelf(found, store)
    for module in shelf.modules():
        code = module_code(shelf.kit, module)
        for language in shelf.kit.about.languages:
            for fmt in FORMATS:
                if name == name_of(code, language, fmt):
                    return shelf, module, language, fmt
    raise NotFound("no-such-file", name=name)


def key_of(document: Document, fmt: Format) -> str:
    """Everything a file is made from: the document, the format, and what typesets them."""
    return hashlib.sha256(f"{document!r}\n{fmt!r}\n{_press()}".encode()).hexdigest()


@cache
def _press() -> str:
    """The renderer: its styles, templates, code and fonts, and the libraries whose change could change bytes."""
    digest = hashlib.sha256()
    for path in sorted(each for each in RENDERING.rglob("*") if each.is_file() and each.suffix in _MADE_WITH):
        digest.update(path.relative_to(RENDERING).as_posix().encode())
        digest.update(path.read_bytes())
    versions = (f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "fonttools", "pikepdf"))
    return f"{digest.hexdigest()} {' '.join(versions)}"
