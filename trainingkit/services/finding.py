"""Finding sheets of the library: by words, and by theme, sector, length, language and kit.

Comes in: the library and a wish. Goes out: the sheets that fit, each once however many kits hold it in the same words,
in the order of a search or of the shelves; and for each way of narrowing how many there would be. Refuses nothing: a
value that nobody knows finds nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from trainingkit.domain.searching import Entry, Index, Meanings, meanings_of, words_in
from trainingkit.rendering.plaintext import lines_of
from trainingkit.services.handouts import sector_words, theme_words
from trainingkit.services.shelves import Library, Sheet, State

LENGTHS = (("short", 3), ("medium", 10), ("long", 10**9))
"""By minutes to read it aloud, up to and with."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for; empty is anything. `text` is typed freely, the others are ids."""

    text: str = ""
    theme: str = ""
    sector: str = ""
    length: str = ""
    tongue: str = ""
    kit: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether anything will do."""
        return self == Wish()


FACETS = ("theme", "sector", "length", "tongue", "kit")


@dataclass(frozen=True, slots=True)
class Found:
    """The sheets, and by facet how many of them there are for each value, whatever that facet is set to now."""

    sheets: tuple[Sheet, ...]
    counts: Mapping[str, Mapping[str, int]]


def length_of(sheet: Sheet) -> str:
    """Short, medium or long, in the language it is nearest to being whole in."""
    minutes = sheet.nearest(sheet.shelf.kit.about.language).minutes
    return next(name for name, most in LENGTHS if minutes <= most)


def tongues_of(sheet: Sheet) -> tuple[str, ...]:
    """The languages that it is whole in."""
    return tuple(each.language for each in sheet.versions.values() if each.state is State.WHOLE)


_VALUES: Mapping[str, Callable[[Sheet], tuple[str, ...]]] = {
    "theme": lambda sheet: sheet.themes,
    "sector": lambda sheet: sheet.sectors,
    "length": lambda sheet: (length_of(sheet),),
    "tongue": tongues_of,
    "kit": lambda sheet: tuple(each.kit.id for each in (sheet.shelf, *sheet.also)),
}


@dataclass
class Finder:
    """Looks through a library; its index is made anew when the library is."""

    library: Library
    _indexed: tuple[Sheet, ...] | None = None
    _index: Index = Index(())

    def find(self, wish: Wish) -> Found:
        """What fits the wish."""
        every = self.library.sheets()
        sheets = tuple(each for each in every if not each.repeated)
        if wish.text.strip():
            sheets = tuple(sheets[place] for place in self._searched(every, sheets).find(wish.text))
        fitting = tuple(each for each in sheets if _fits(each, wish))
        return Found(fitting, {name: _count(sheets, name, wish) for name in FACETS})

    def _searched(self, every: tuple[Sheet, ...], sheets: tuple[Sheet, ...]) -> Index:
        if self._indexed is not every:
            self._index, self._indexed = Index(entries_of(sheets)), every
        return self._index


def _fits(sheet: Sheet, wish: Wish) -> bool:
    wanted = ((name, getattr(wish, name)) for name in FACETS)
    return all(not value or value in _VALUES[name](sheet) for name, value in wanted)


def _count(sheets: tuple[Sheet, ...], facet: str, wish: Wish) -> Mapping[str, int]:
    """The most frequent first; lengths from the shortest."""
    others = replace(wish, **{facet: ""})
    found = Counter(value for sheet in sheets if _fits(sheet, others) for value in _VALUES[facet](sheet))
    if facet == "length":
        return {name: found[name] for name, _ in LENGTHS if found[name]}
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────────


def entries_of(sheets: tuple[Sheet, ...]) -> tuple[Entry, ...]:
    """What each sheet is found by: its words in every language in which they are shown, and by the glossary what means
    the same in the others."""
    meanings: dict[int, Meanings] = {}
    made = []
    for sheet in sheets:
        glossary = sheet.shelf.kit.shared.glossary
        known = meanings.setdefault(id(glossary), meanings_of(glossary.values()))
        made.append(_entry(sheet, known))
    return tuple(made)


def _entry(sheet: Sheet, meanings: Meanings) -> Entry:
    titles: set[str] = set(words_in(sheet.code))
    texts: set[str] = set()
    for version in sheet.versions.values():
        if version.document is None:
            continue
        words = words_in(" ".join(line.words for line in lines_of(version.document)))
        texts |= {*words, *meanings.others(words)}
        titles |= set(words_in(version.document.title))
    for language in dict.fromkeys((*sheet.versions, "es", "en")):
        for said in _names(sheet, language):
            titles |= set(words_in(said))
    return Entry(frozenset(titles), frozenset(texts))


def _names(sheet: Sheet, language: str) -> tuple[str, ...]:
    themes = (theme_words(sheet.shelf, each, language) for each in sheet.themes)
    sectors = (sector_words(each, language) for each in sheet.sectors)
    shelves = (sheet.shelf, *sheet.also)
    kits = (each.say(each.kit.about.title, language) for each in shelves)
    countries = (each.country_name(language) for each in shelves)
    return (*(each.words for each in (*themes, *sectors, *kits)), *countries)
