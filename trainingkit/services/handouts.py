"""What the library shows to everybody: kits, their public sheets, and the files of a sheet, made when they are missing.

Comes in: the library, and where finished files are kept. Goes out: values for a page, each text with the language it is
in; and files under their neutral names. Refuses what is not public, and a language in which a sheet is not whole: what
is missing is said instead, and what was right once is offered as a draft, under a name that says so.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from trainingkit.domain.assembly.codes import initials, slug_of
from trainingkit.domain.document import Document, Format
from trainingkit.errors import Busy, LimitReached, NotFound, RenderError
from trainingkit.i18n.catalogues import mark, messages_for
from trainingkit.rendering.plaintext import messages, to_read_aloud
from trainingkit.rendering.reflow import to_page
from trainingkit.services.shelves import Library, Said, Sheet, Shelf, State, Version
from trainingkit.services.stock import Stock
from trainingkit.storage.artefacts import Artefact

FORMATS = tuple(Format(paper, ink) for ink in ("black", "colour") for paper in ("letter", "a4"))
"""Black comes first: it is what a copier prints."""
FIRST = FORMATS[:2]
"""Made before anybody asks, so that a page can say how many pages and bytes they have."""
AT_SIGHT_SECONDS = 5.0
"""How long somebody who only looks at a page waits for a file."""

THEMES: Mapping[str, str] = {
    "child-care": mark("Child care"),
    "factory-closure": mark("Factory closures"),
    "freedom-of-association": mark("Freedom of association"),
    "hours": mark("Working hours"),
    "precarious-work": mark("Short contracts"),
}
SECTORS: Mapping[str, str] = {"garment": mark("Garments"), "electronics": mark("Electronics")}
"""As screens say them. Of others the glossary knows the words, or nobody."""


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A file on paper that can be asked for; its pages and bytes are known once it has been made."""

    name: str
    format: Format
    artefact: Artefact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicVersion:
    """A sheet in a language, as it can be had. `since`: the day on which the library first had it in these words;
    `minutes`: to read it aloud; `page`: the bytes of the page that reflows; none of them where it is missing."""

    language: str
    state: State
    changes: int
    gaps: int
    since: date | None = None
    minutes: int = 0
    page: int = 0
    offers: tuple[Offer, ...] = ()

    @property
    def has_texts(self) -> bool:
        """Whether there are words to copy: those of a draft would lose their mark on the way."""
        return self.state is State.WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSheet:
    """A sheet. `version` is what a reader of the page's language gets, `versions` all of them; themes and sectors with
    their words; `country`: where its kit is set; `also`: the titles of other kits that hold it in the same words."""

    code: str
    kind: str
    kit: str
    kit_title: Said
    country: str
    also: Mapping[str, Said]
    initials: str
    title: Said
    licence: str
    edition: str
    themes: Mapping[str, Said]
    sectors: Mapping[str, Said]
    version: PublicVersion
    versions: tuple[PublicVersion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicKit:
    """A kit as the library shows it. `purpose` is small Markdown; `whole`: how many of its sheets there are by
    language."""

    id: str
    initials: str
    title: Said
    purpose: Said
    for_whom: Said
    sessions: int
    days: int
    people: tuple[int, int]
    languages: tuple[str, ...]
    edition: str
    licence: str
    sheets: int
    whole: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A file to send: kept on the disk, or bytes. `saved_as` is its readable name."""

    media: str
    language: str
    saved_as: str
    artefact: Artefact | None = None
    data: bytes = b""


# ── showing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def public_kits(library: Library, language: str) -> tuple[PublicKit, ...]:
    """Every kit."""
    return tuple(public_kit(shelf, language) for shelf in library.shelves())


def public_kit(shelf: Shelf, language: str) -> PublicKit:
    """A kit in the words of a page's language."""
    about, standing = shelf.kit.about, shelf.standing()
    return PublicKit(
        id=shelf.kit.id,
        initials=initials(shelf.kit.id),
        title=shelf.say(about.title, language),
        purpose=shelf.say(about.purpose, language),
        for_whom=shelf.say(about.for_whom, language),
        sessions=len(shelf.kit.sessions),
        days=len(shelf.kit.agenda.days),
        people=(about.people.min, about.people.max),
        languages=about.languages,
        edition=about.edition,
        licence=about.licence,
        sheets=len(shelf.sheets),
        whole={each: standing[each] for each in about.languages},
    )


def listed_sheet(sheet: Sheet, language: str) -> PublicSheet:
    """A sheet as a list tells of it: nothing of files and days."""
    return _public(sheet, language, {each.language: _told(each) for each in sheet.versions.values()})


def public_sheet(sheet: Sheet, language: str, stock: Stock) -> PublicSheet:
    """A sheet with all that there is of it, for a page in a language."""
    days = stock.since(each.digest for each in sheet.versions.values() if each.document)
    shown = {
        each.language: replace(
            _told(each), since=days.get(each.digest), page=each.page_bytes, offers=tuple(_offers(sheet, each, stock))
        )
        for each in sheet.versions.values()
    }
    return _public(sheet, language, shown)


def _public(sheet: Sheet, language: str, shown: Mapping[str, PublicVersion]) -> PublicSheet:
    shelf = sheet.shelf
    chosen = sheet.nearest(language).language
    return PublicSheet(
        code=sheet.code,
        kind=sheet.kind,
        kit=shelf.kit.id,
        kit_title=shelf.say(shelf.kit.about.title, language),
        country=shelf.country_name(language),
        also={each.kit.id: each.say(each.kit.about.title, language) for each in sheet.also},
        initials=initials(shelf.kit.id),
        title=shelf.title_of(sheet.module, language),
        licence=sheet.licence,
        edition=shelf.kit.about.edition,
        themes={each: theme_words(shelf, each, language) for each in sheet.themes},
        sectors={each: sector_words(each, language) for each in sheet.sectors},
        version=shown.get(language) or _told(sheet.version(language)),
        versions=tuple(sorted(shown.values(), key=lambda each: (each.language != chosen, each.language))),
    )


def _told(version: Version) -> PublicVersion:
    return PublicVersion(
        language=version.language,
        state=version.state,
        changes=version.changes,
        gaps=version.gaps,
        minutes=version.minutes,
    )


def _offers(sheet: Sheet, version: Version, stock: Stock) -> Iterator[Offer]:
    document = version.document
    if document is None:
        return
    for fmt in FORMATS:
        yield Offer(name=name_of(sheet.code, version, fmt), format=fmt, artefact=stock.facts(document, fmt))


def theme_words(shelf: Shelf, theme: str, language: str) -> Said:
    """What a theme is called: on screens, else in the glossary, else by its id."""
    if theme in THEMES:
        return Said(messages_for(language).say(THEMES[theme]), language)
    term = shelf.kit.shared.glossary.get(theme)
    if term is None:
        return Said(theme.replace("-", " ").capitalize(), "en")
    said = shelf.say(term.say, language)
    return Said(said.words[:1].upper() + said.words[1:], said.language)


def sector_words(sector: str, language: str) -> Said:
    """What a sector is called."""
    if sector in SECTORS:
        return Said(messages_for(language).say(SECTORS[sector]), language)
    return Said(sector.replace("-", " ").capitalize(), "en")


def prepare(sheet: Sheet, language: str, stock: Stock) -> None:
    """Makes what a page of a sheet offers first, so that it can say pages and bytes. Where that cannot be done now the
    page says that they are made when asked for."""
    document = sheet.nearest(language).document
    if document is None:
        return
    for fmt in FIRST:
        with suppress(Busy, RenderError, LimitReached):
            if stock.facts(document, fmt) is None:
                stock.make(document, fmt, AT_SIGHT_SECONDS)


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────

PAGE, WORDS, VOICE = ".html", "_words.txt", "_voice.txt"


def name_of(code: str, version: Version, ending: Format | str) -> str:
    """The neutral name of a file: `SS-H7K2Q_es_letter_black.pdf`, `SS-H7K2Q_es.html`; of a draft `…_draft.pdf`."""
    return f"{code}_{ending_of(version, ending)}"


def ending_of(version: Version, ending: Format | str) -> str:
    """What stands behind the code, or behind the title in a readable name."""
    draft = "_draft" if version.state is State.DRAFT else ""
    if isinstance(ending, str):
        return f"{version.language}{draft}{ending}"
    return f"{version.language}_{ending.paper}{'_black' if ending.ink == 'black' else ''}{draft}.pdf"


def endings_of(version: Version) -> Iterator[Format | str]:
    """Every file that there is of a version."""
    if version.state is not State.MISSING:
        yield from FORMATS
        yield PAGE
    if version.state is State.WHOLE:
        yield from (WORDS, VOICE)


def readable(sheet: Sheet, version: Version) -> str:
    """A sheet's title as part of a file name: `caso-guarderia`. Raises NotFound where there is no text to name."""
    if version.document is None:
        raise NotFound("not-in-language", language=version.language)
    return version.document.slug if sheet.kind != "case" else _case_name(version.document)


def _case_name(document: Document) -> str:
    first = document.parts[0].masthead
    return f"{slug_of(first.label)}-{slug_of(first.title)}"


def make_file(library: Library, kit: str, name: str, stock: Stock) -> Ready:
    """The file of that name. Raises NotFound for whatever is not public there."""
    sheet, version, ending = _find(library.get_shelf(kit), name)
    document = version.document
    if document is None:
        raise NotFound("not-in-language", language=version.language)
    saved_as = f"{readable(sheet, version)}_{ending_of(version, ending)}"
    if isinstance(ending, Format):
        made = stock.make(document, ending)
        return Ready(media="application/pdf", language=version.language, saved_as=saved_as, artefact=made)
    data = text_of(document, ending).encode()
    media = "text/html" if ending == PAGE else "text/plain"
    return Ready(media=media, language=version.language, saved_as=saved_as, data=data)


def text_of(document: Document, ending: str) -> str:
    """A file that is text: the page that reflows, the words to copy, or those to read aloud."""
    if ending == PAGE:
        return to_page(document)
    if ending == VOICE:
        return to_read_aloud(document) + "\n"
    return "\n\n――――――――――\n\n".join(messages(document)) + "\n"


def _find(shelf: Shelf, name: str) -> tuple[Sheet, Version, Format | str]:
    for sheet in shelf.sheets:
        if not name.startswith(f"{sheet.code}_"):
            continue
        for each in sheet.versions.values():
            for ending in endings_of(each):
                if name == name_of(sheet.code, each, ending):
                    return sheet, each, ending
    raise NotFound("no-such-file", name=name)
