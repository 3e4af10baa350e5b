"""Translations of a library: how they stand, catalogues brought up to date, and «this one is still right».

Comes in: the folder of kits, and which kit. Goes out: counts per kit, module and language, and catalogues written where
they changed. Refuses to work from files that cannot be read (`ContentError` with all of their problems), and to confirm
a translation whose source changed in what a reader acts on: slots, numbers, negations, dates, names.

Kits are read here without their translations: one that misses a new slot must not stop the update of its catalogue.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from trainingkit.content.library import Reading, find_kits, read_kit, read_shared
from trainingkit.content.names import nearest
from trainingkit.content.po import (
    Catalogue,
    Translations,
    catalogue_path,
    new_header,
    read_catalogue,
    translations_for,
    with_entries,
    write_catalogue,
)
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import Status, Text, UnitId, base_of
from trainingkit.domain.translation import confirm, meaning_changes, status_of, update_entries
from trainingkit.domain.units import Belonging, former_names, kit_texts, shared_texts, source_unit
from trainingkit.errors import ContentError, NotFound, Problem, Severity, UsageError
from trainingkit.i18n.wording import plural_forms, wording_for

SHARED = "_shared"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many units of a module stand how in a language. `module` is empty for a whole kit."""

    kit: str
    module: str
    language: str
    missing: int = 0
    stale: int = 0
    draft: int = 0
    translated: int = 0

    @property
    def units(self) -> int:
        """All units of the module."""
        return self.missing + self.stale + self.draft + self.translated


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a kit that adapts another one need not translate: the texts that it uses as they stand, in the languages
    that the other one promises."""

    inherited: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ()

    def translates(self, unit: UnitId, language: str) -> bool:
        """Whether the translation of a text is the other kit's."""
        return unit in self.inherited and language in self.languages


@dataclass(frozen=True, slots=True)
class Body:
    """What one folder of catalogues is for: a kit, or what kits share."""

    name: str
    folder: Path
    texts: tuple[Belonging, ...]
    languages: tuple[str, ...]
    edition: str
    source: str
    files: Mapping[str, str]
    """The file of each unit, below the folder."""
    former: Mapping[UnitId, UnitId]
    upstream: Upstream = Upstream()

    def translations(self) -> Translations:
        """What its catalogues hold."""
        translations, problems = translations_for(self.folder, self.name)
        _refuse_faults(problems)
        return translations

    def texts_for(self, language: str) -> Iterator[Belonging]:
        """What is translated into a language: everything that is not written in it, nor translated upstream."""
        return (
            each
            for each in self.texts
            if each.text.language != language and not self.upstream.translates(each.text.unit, language)
        )

    def is_optional(self, text: Text, language: str) -> bool:
        """Whether a regional language need not say a text, since its base has it or is to have it."""
        base = base_of(language)
        return base != language and (base in self.languages or text.base_text(language) is not None)


# ── what there is to translate ──────────────────────────────────────────────────────────────────────────────────────


def bodies_of(root: Path, kit: str = "") -> tuple[Body, ...]:
    """Every kit of a library, or one, and what they share. Raises ContentError for unreadable ones, NotFound for none.

    Faults of wording do not matter here: a kit may be translated while its last words are being settled.
    """
    paths = [path for path in find_kits(root) if kit in ("", path.name)] if kit != SHARED else list(find_kits(root))
    if not paths:
        raise NotFound("no-such-kit", name=kit or root.name)
    shared = read_shared(root)
    readings = [read_kit(path, root, shared=replace(shared, problems=())) for path in paths]
    _refuse_faults(problem for each in readings if each.kit is None for problem in (*shared.problems, *each.problems))
    kits = [(reading, reading.kit) for reading in readings if reading.kit is not None]
    bodies = [_kit_body(reading, found, root) for reading, found in kits]
    languages = tuple(dict.fromkeys(language for body in bodies for language in body.languages))
    return (*(bodies if kit != SHARED else ()), *_shared_body(root, kits, languages))


def _refuse_faults(problems: Iterable[Problem]) -> None:
    faults = [problem for problem in problems if problem.severity is Severity.ERROR]
    if faults:
        raise ContentError(faults)


def _kit_body(reading: Reading, kit: Kit, root: Path) -> Body:
    about = kit.about
    files = _files(reading, reading.path, root)
    texts = tuple(kit_texts(kit))
    former, lineage = former_names(kit), kit.lineage
    upstream = Upstream(lineage.inherited, lineage.languages) if lineage else Upstream()
    return Body(kit.id, reading.path, texts, about.languages, about.edition, about.language, files, former, upstream)


def _shared_body(root: Path, kits: Iterable[tuple[Reading, Kit]], languages: tuple[str, ...]) -> Iterator[Body]:
    """What kits share, translated into every language that one of them promises."""
    for reading, kit in kits:
        texts = tuple(shared_texts(kit.shared))
        source = texts[0].text.language if texts else kit.about.language
        folder = root / SHARED
        yield Body(SHARED, folder, texts, languages, kit.about.edition, source, _files(reading, folder, root), {})
        return


def _files(reading: Reading, folder: Path, root: Path) -> dict[str, str]:
    prefix = f"{folder.relative_to(root)}/"
    return {unit: place.file.removeprefix(prefix) for unit, place in reading.places.items()}


# ── status ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def status(root: Path, kit: str = "") -> tuple[Standing, ...]:
    """How every kit, and each module of it, stands in each of its languages; a kit before its modules."""
    return tuple(standing for body in bodies_of(root, kit) for standing in _standings(body))


def _standings(body: Body) -> Iterator[Standing]:
    translations = body.translations()
    for language in body.languages:
        counts: dict[str, Counter[Status]] = {}
        for each in body.texts_for(language):
            standing = _status(translations, each.text, language)
            if standing is not Status.MISSING or not body.is_optional(each.text, language):
                counts.setdefault(each.module, Counter())[standing] += 1
        if counts or base_of(language) != language:
            yield _standing(body.name, "", language, sum(counts.values(), Counter()))
        yield from (_standing(body.name, module, language, found) for module, found in counts.items())


def _status(translations: Translations, text: Text, language: str) -> Status:
    found = translations(text.unit, text.source).get(language)
    return found.status if found else Status.MISSING


def _standing(kit: str, module: str, language: str, found: Counter[Status]) -> Standing:
    return Standing(kit, module, language, **{each.value: found[each] for each in Status})


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def update(root: Path, kit: str, now: datetime) -> tuple[Path, ...]:
    """Brings the catalogues of a kit, or of all (no name), up to date; returns the files that changed.

    `now` dates new catalogues only, so that a second run changes nothing.
    """
    changed = []
    for body in bodies_of(root, kit):
        for language in body.languages:
            catalogue = _updated(body, language, now)
            path = catalogue_path(body.folder, language)
            if catalogue.entries and write_catalogue(path, catalogue):
                changed.append(path)
    return tuple(changed)


def _updated(body: Body, language: str, now: datetime) -> Catalogue:
    found = _catalogue(body, language)
    regional = base_of(language) != language
    written = next((each.text.language for each in body.texts_for(language)), body.source)
    source = base_of(language) if regional else written
    header = found.header or new_header(
        body.name, language, source, plural_forms(language), now.strftime("%Y-%m-%d %H:%M+0000")
    )
    project = {"Project-Id-Version": f"{body.name} {body.edition}" if body.name != SHARED else body.name}
    units = [
        replace(
            source_unit(each, body.files.get(each.text.unit, ""), body.former.get(each.text.unit)),
            source=said_for(each.text, language),
            optional=body.is_optional(each.text, language),
        )
        for each in body.texts_for(language)
    ]
    entries = update_entries(found.entries, units)
    return replace(with_entries(found, entries), header={**header, **project})


def said_for(text: Text, language: str) -> str:
    """What a language says in its own words: the source, or for a regional one what its base says."""
    return text.base_text(language) or text.source


def _catalogue(body: Body, language: str) -> Catalogue:
    path = catalogue_path(body.folder, language)
    if not path.is_file():
        return Catalogue(language)
    catalogue, problems = read_catalogue(path, f"{body.name}/translations/{path.name}")
    _refuse_faults(problems)
    return catalogue


# ── confirm ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def confirm_unit(root: Path, address: str, by: str, reason: str, language: str = "") -> Path:
    """Says that a translation is still right, by whom and why; returns the catalogue that now says so.

    `address` is a unit's, with the kit before it where several kits have one: `cases/child-care/summary`,
    `san-salvador/cases/child-care/summary`.
    """
    if not by.strip() or not reason.strip():
        raise UsageError("empty-reason")
    body, text = _unit(root, address)
    language = language or _only_language(body, text)
    if language not in body.languages:
        raise UsageError("language-not-in-kit", language=language, languages=", ".join(body.languages))
    catalogue = _catalogue(body, language)
    entry = catalogue.find(text.unit)
    source = said_for(text, language)
    standing = status_of(entry, source)
    if entry is None or standing is Status.MISSING:
        raise NotFound("no-translation", unit=text.unit, language=language)
    if standing is Status.TRANSLATED:
        raise UsageError("already-confirmed", unit=text.unit, language=language)
    written_in = base_of(language) if text.base_text(language) else text.language
    weighty = wording_for(written_in).weighty_words()
    kinds = meaning_changes(entry.confirmed, source, weighty) if standing is Status.STALE else ()
    if kinds:
        raise UsageError("meaning-changed", unit=text.unit, language=language, kinds=", ".join(kinds))
    confirmed = confirm(entry, source, by, reason)
    path = catalogue_path(body.folder, language)
    write_catalogue(path, with_entries(catalogue, (confirmed if each is entry else each for each in catalogue.entries)))
    return path


def _unit(root: Path, address: str) -> tuple[Body, Text]:
    """The unit of an address, and the body it belongs to."""
    bodies = bodies_of(root)
    found = [
        (body, each.text)
        for body in bodies
        for each in body.texts
        if address in (each.text.unit, f"{body.name}/{each.text.unit}")
        and each.text.unit not in body.upstream.inherited
    ]
    if not found:
        known = [str(each.text.unit) for body in bodies for each in body.texts]
        raise NotFound("no-such-unit", unit=address, nearest=nearest(address, known))
    if len(found) > 1:
        names = ", ".join(f"{body.name}/{text.unit}" for body, text in found)
        raise UsageError("several-units", unit=address, names=names)
    return found[0]


def _is_meant(address: str, body: Body, unit: UnitId) -> bool:
    """Without the kit before it, an address means the kit that says the text, not those that use it as it stands."""
    return address == f"{body.name}/{unit}" or (address == unit and unit not in body.upstream.inherited)


def _only_language(body: Body, text: Text) -> str:
    """The language meant when none is named: the one whose translation waits to be confirmed."""
    translations = body.translations()
    others = [each for each in body.languages if each != text.language]
    marked = [each for each in others if _status(translations, text, each) in (Status.STALE, Status.DRAFT)]
    waiting = marked or others
    if len(waiting) != 1:
        raise UsageError("several-languages", unit=text.unit, languages=", ".join(waiting))
    return waiting[0]
