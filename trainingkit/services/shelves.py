"""The public library as values: every kit that can be read, its sheets that say `public: yes`, how each language of
them stands.

Comes in: kits as a running server reads them. Goes out: shelves with their sheets, made anew for a kit that changed.
A sheet is assembled for participants and for nobody else, whatever the kit says of it. Refuses to know paper and
addresses.
"""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from trainingkit.domain.agenda import Schedule, schedule
from trainingkit.domain.assembly import Order, assemble
from trainingkit.domain.assembly.codes import module_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casework import Case
from trainingkit.domain.casting import Casting
from trainingkit.domain.document import Document
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.text import PARTICIPANT, Text, Wording
from trainingkit.domain.workshop import Workshop, sample_of
from trainingkit.errors import ContentError, NotFound
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.plaintext import minutes_of
from trainingkit.rendering.reflow import to_page
from trainingkit.services.readings import Readings

DOCUMENTS = {"cases": "case", "handouts": "handout", "worksheets": "worksheet", "posters": "poster"}
"""The kinds of module that can be had alone, and what they are as documents. Role sheets, replies and whatever is for
facilitators are not among them, `public` or not."""


class State(StrEnum):
    """How a sheet stands in a language. Only what was right once is shown as a draft: words that nobody has looked at
    yet are their translator's."""

    WHOLE = "whole"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the language they are in."""

    words: str
    language: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """A sheet in a language. `changes`: texts whose source changed since; `gaps`: those that nobody has translated and
    checked; `document` is there unless it is missing, marked on every page where it is a draft."""

    language: str
    state: State
    changes: int = 0
    gaps: int = 0
    document: Document | None = None

    @property
    def digest(self) -> str:
        """Of its words, whatever sets them; empty where there are none."""
        return self.document.digest if self.document else ""

    @property
    def text(self) -> tuple[object, ...]:
        """What it says, without the kit and the edition that it says it for."""
        return tuple((each.masthead, each.sections) for each in self.document.parts) if self.document else ()

    @cached_property
    def minutes(self) -> int:
        """About how long it takes to read it aloud; 0 where there is nothing to read."""
        return minutes_of(self.document) if self.document else 0

    @cached_property
    def page_bytes(self) -> int:
        """Of the page that reflows, handed on alone."""
        return len(to_page(self.document).encode()) if self.document else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One public sheet of a kit, in each language of it, the kit's own first. `also`: the other kits that hold it in
    the same words; `repeated`: one of them is upstream, and stands for it in lists of several kits."""

    shelf: "Shelf"
    module: Module
    code: str
    themes: tuple[str, ...]
    sectors: tuple[str, ...]
    versions: Mapping[str, Version]
    also: tuple["Shelf", ...] = ()
    repeated: bool = False

    @property
    def kind(self) -> str:
        """What it is as a document."""
        return DOCUMENTS[self.module.KIND]

    @property
    def licence(self) -> str:
        """Its own, else the kit's."""
        return self.module.licence or self.shelf.kit.about.licence

    def version(self, language: str) -> Version:
        """The sheet in a language; missing where the kit does not promise it."""
        return self.versions.get(language) or Version(language=language, state=State.MISSING)

    def says_what(self, other: "Sheet") -> bool:
        """Whether it says the same as another in each of its languages. Names of kits, editions and codes, which stand
        round the text, do not count."""
        return all(
            each.state is other.version(language).state and each.text == other.version(language).text
            for language, each in self.versions.items()
        )

    def nearest(self, language: str) -> Version:
        """In this language where it is whole there, else in the first one where it is, else the nearest to it."""
        ordered = (self.version(language), *self.versions.values())
        ranked = sorted(ordered, key=lambda each: list(State).index(each.state))
        return ranked[0]


@dataclass(frozen=True)
class Shelf:
    """A kit as it is built alone."""

    kit: Kit

    @cached_property
    def sample(self) -> Workshop:
        """The workshop that a sheet is written for when it is for no workshop."""
        return sample_of(self.kit)

    @cached_property
    def _plan(self) -> tuple[Schedule, Casting]:
        return schedule(self.kit, self.sample), cast(self.sample, self.kit)

    @cached_property
    def wordings(self) -> dict[str, Wording]:
        """How each language of the kit says things."""
        return {language: wording_for(language, self.sample.country) for language in self.kit.about.languages}

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """What may be shown to everybody."""
        public = (each for each in self.kit.every_module() if each.public and each.KIND in DOCUMENTS)
        return tuple(self._sheet(each) for each in public)

    def standing(self) -> Counter[str]:
        """How many of the sheets are whole, by language."""
        whole = (each for sheet in self.sheets for each in sheet.versions.values() if each.state is State.WHOLE)
        return Counter(each.language for each in whole)

    def say(self, text: Text, language: str) -> Said:
        """A text in the language of the page where there is one, else in its own, and which."""
        chosen = self._language_of(text, language)
        return Said(self._scribe(chosen).say(text), chosen)

    def title_of(self, module: Module, language: str) -> Said:
        """A module's title; that of a case may name what its facts name."""
        chosen = self._language_of(module.title, language)
        return Said(self._scribe(chosen).title_of(module), chosen)

    def country_name(self, language: str) -> str:
        """Where it is set: the country whose law and words its sheets hold when they are for no workshop."""
        return self._scribe(language).country_name(self.sample.country)

    def _language_of(self, text: Text, language: str) -> str:
        return language if language in self.wordings and text.find(language) is not None else text.language

    def _scribe(self, language: str) -> Scribe:
        wording = self.wordings.get(language) or wording_for(language, self.sample.country)
        return Scribe(self.kit, self.sample, wording, PARTICIPANT, wordings=self.wordings)

    def _sheet(self, module: Module) -> Sheet:
        about = self.kit.about
        ordered = sorted(about.languages, key=lambda each: each != about.language)
        return Sheet(
            shelf=self,
            module=module,
            code=module_code(self.kit, module),
            themes=self._themes(module),
            sectors=module.sectors or ((about.sector,) if about.sector else ()),
            versions={language: self._version(module, language) for language in ordered},
        )

    def _themes(self, module: Module) -> tuple[str, ...]:
        """Its own, and those of the cases that hand it out."""
        about = [module] if isinstance(module, Case) else []
        about += [each for each in self.kit.cases.values() if module.KIND == "handouts" and module.id in each.handouts]
        found = (*module.themes, *(theme for case in about for theme in (case.theme, *case.themes)))
        return tuple(dict.fromkeys(found))

    def _version(self, module: Module, language: str) -> Version:
        try:
            return Version(language=language, state=State.WHOLE, document=self._document(module, language))
        except ContentError as error:
            codes = Counter(each.code for each in error.problems)
        changes = codes.pop("stale-translation", 0)
        if codes:
            return Version(language=language, state=State.MISSING, changes=changes, gaps=codes.total())
        draft = self._document(module, language, draft=True)
        return Version(language=language, state=State.DRAFT, changes=changes, document=draft)

    def _document(self, module: Module, language: str, *, draft: bool = False) -> Document:
        order = Order(DOCUMENTS[module.KIND], language, f"{module.KIND}/{module.id}")
        return assemble(self.kit, self.sample, *self._plan, order, self.wordings, draft=draft)


# ── the library ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Library:
    """Every shelf of a folder of kits. Threads may share it."""

    readings: Readings
    _shelves: tuple[Shelf, ...] = ()
    _compared: tuple[tuple[Shelf, ...], tuple[Sheet, ...]] = ((), ())
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def shelves(self) -> tuple[Shelf, ...]:
        """Every kit that can be read, in the order of their ids; those with faults wait until they are mended. As long
        as no kit has changed it is the very same tuple."""
        with self._lock:
            kits = [kit for _, kit in self.readings.sound()]
            if [id(kit) for kit in kits] != [id(shelf.kit) for shelf in self._shelves]:
                known = {id(shelf.kit): shelf for shelf in self._shelves}
                self._shelves = tuple(known.get(id(kit)) or Shelf(kit) for kit in kits)
                _ = [shelf.sheets for shelf in self._shelves]
            return self._shelves

    def sheets(self) -> tuple[Sheet, ...]:
        """Every public sheet, those of adaptations behind their upstream's; the very same tuple until a kit changes."""
        shelves = self.shelves()
        if self._compared[0] is not shelves:
            self._compared = shelves, _compared(tuple(sheet for shelf in shelves for sheet in shelf.sheets))
        return self._compared[1]

    def each_once(self) -> tuple[Sheet, ...]:
        """Every public sheet, but none of an adaptation that says word for word what upstream's says."""
        return tuple(each for each in self.sheets() if not each.repeated)

    def get_shelf(self, kit: str) -> Shelf:
        """A kit by its id. Raises NotFound."""
        found = next((each for each in self.shelves() if each.kit.id == kit), None)
        if found is None:
            raise NotFound("no-such-kit", name=kit)
        return found

    def get_sheet(self, code: str) -> Sheet:
        """A public sheet by its code. Raises NotFound for whatever is none."""
        found = next((each for each in self.sheets() if each.code == code), None)
        if found is None:
            raise NotFound("no-such-sheet", name=code)
        return found


def _compared(sheets: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """The sheets, each with the kits that hold it in the same words, those of adaptations behind their upstream's."""
    held = {(each.shelf.kit.id, each.module.KIND, each.module.id): each for each in sheets}
    lines = {each.code: tuple(_upstream(each, held)) for each in sheets}
    first = {code: _same_as(line) for code, line in lines.items()}
    holders: dict[str, list[Shelf]] = {}
    for each in sheets:
        holders.setdefault(first[each.code].code, []).append(each.shelf)
    places = {each.code: place for place, each in enumerate(sheets)}
    return tuple(
        replace(
            each,
            also=tuple(shelf for shelf in holders[first[each.code].code] if shelf is not each.shelf),
            repeated=first[each.code] is not each,
        )
        for each in sorted(sheets, key=lambda each: (places[lines[each.code][-1].code], len(lines[each.code])))
    )


def _upstream(sheet: Sheet, held: Mapping[tuple[str, str, str], Sheet]) -> Iterator[Sheet]:
    """A sheet, the one that it was adapted from, and so on."""
    found: Sheet | None = sheet
    while found is not None:
        yield found
        lineage = found.shelf.kit.lineage
        found = held.get((lineage.kit, sheet.module.KIND, sheet.module.id)) if lineage else None


def _same_as(line: tuple[Sheet, ...]) -> Sheet:
    """The highest upstream of the first that still says the same."""
    return [line[0], *takewhile(line[0].says_what, line[1:])][-1]
