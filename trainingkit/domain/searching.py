"""Finding sheets by words as people type them: without accents, in either language, by the beginning of a word.

Comes in: what is to be found, as words with a weight, and the terms of the glossary, which stand for each other across
languages. Goes out: places in order of how well they fit. Pure; `search.js` of the published site has the same rules.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from trainingkit.domain.kit import GlossaryTerm
from trainingkit.domain.text import Text

LONGEST_QUERY = 120
"""Characters of a question that are looked at."""
MOST_WORDS = 8
TITLE, TEXT = 5, 1
"""What a word counts in a title or a theme, and in the text or by the glossary."""
EMPTY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al con de del el en es la las lo los o para por que se sin su un una y"
        " and are for how in is of on or the to what with",
    )
)
"""Words that tell nothing apart."""
_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s*[,(].*")
_SHORTEST, _ENDING = 3, 2
"""A word in the plural is the same: as far as this many letters more than a word of at least so many."""


def fold(text: str) -> str:
    """The text as it is compared: no accents, no capitals."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(each for each in plain if not unicodedata.combining(each)).casefold()


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, folded."""
    return tuple(_WORD.findall(fold(text)))


# ── the glossary ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Meanings:
    """Groups of phrases that mean the same, whatever their language."""

    groups: tuple[frozenset[str], ...]

    def others(self, words: Sequence[str]) -> frozenset[str]:
        """Every word of the phrases that mean the same as one in the text."""
        text = f" {' '.join(map(_stem, words))} "
        met = (group for group in self.groups if any(f" {phrase} " in text for phrase, _ in self._stemmed[group]))
        return frozenset(word for group in met for _, plain in self._stemmed[group] for word in plain)

    @cached_property
    def _stemmed(self) -> Mapping[frozenset[str], tuple[tuple[str, tuple[str, ...]], ...]]:
        return {
            group: tuple((" ".join(map(_stem, words_in(each))), words_in(each)) for each in sorted(group))
            for group in self.groups
        }


def meanings_of(glossary: Iterable[GlossaryTerm]) -> Meanings:
    """What each term is called in every language and country, and what people call it though we do not."""
    groups = (frozenset(filter(None, _phrases(term))) for term in glossary)
    return Meanings(tuple(group for group in groups if len(group) > 1))


def _phrases(term: GlossaryTerm) -> Iterator[str]:
    yield from _said(term.say)
    yield from term.regions.values()
    for phrases in (*term.also.values(), *term.avoid.values()):
        yield from (_ASIDE.sub("", each) for each in phrases)


def _said(text: Text) -> Iterator[str]:
    yield text.source
    yield from (found for language in text.translations if (found := text.find(language)))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > _SHORTEST and word.endswith("s") else word


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """What one thing is found by: words of its titles and themes, and all others."""

    titles: frozenset[str]
    texts: frozenset[str]


@dataclass(frozen=True)
class Index:
    """Things by their words; `find` gives their places in `entries`."""

    entries: tuple[Entry, ...]
    _weights: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        for place, entry in enumerate(self.entries):
            for weight, words in ((TEXT, entry.texts), (TITLE, entry.titles)):
                for word in words:
                    self._weights[word][place] = weight

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._weights)

    def find(self, question: str) -> tuple[int, ...]:
        """The places of what holds every word asked for, the best first; nothing for a question without words."""
        asked = question_words(question)
        if not asked:
            return ()
        found = [self._places_of(word) for word in asked]
        kept = set(found[0]).intersection(*found[1:])
        return tuple(sorted(kept, key=lambda place: (-sum(each[place] for each in found), place)))

    def _places_of(self, word: str) -> dict[int, int]:
        places: dict[int, int] = {}
        for known in self._words_like(word):
            for place, weight in self._weights[known].items():
                places[place] = max(weight, places.get(place, 0))
        return places

    def _words_like(self, word: str) -> Iterator[str]:
        for each in forms_of(word):
            if each != word:
                yield from (each,) if each in self._weights else ()
                continue
            for known in self._sorted[bisect_left(self._sorted, word) :]:
                if not known.startswith(word):
                    break
                yield known


def question_words(question: str) -> tuple[str, ...]:
    """The words of a question that tell anything; all of them where none does."""
    asked = tuple(dict.fromkeys(words_in(question[:LONGEST_QUERY])))[:MOST_WORDS]
    return tuple(each for each in asked if each not in EMPTY_WORDS) or asked


def forms_of(word: str) -> tuple[str, ...]:
    """What a word asked for stands for: the beginning of a word, or a whole one without the ending of its plural."""
    shorter = [word[:-count] for count in range(1, _ENDING + 1) if len(word) - count >= _SHORTEST]
    singular = [f"{word[:-3]}y"] if word.endswith("ies") else []
    return (word, *shorter, *singular)
