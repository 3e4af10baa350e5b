"""Words in all their forms: comes in a term as the glossary says it and a language's endings, goes out what finds it.

Tolerant of number, of the gender of people, of hyphens and capitals; blind to everything else: «marcar» is no form of
«marca». Refuses to take a word apart by rules of its own: endings are the language's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from trainingkit.i18n.usage import Inflection

_ASIDE = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"[\s'’*_-]*")
_LEAST = 3
"""Shorter words («de», «of») stay as they are."""

Term = tuple[tuple[str, ...], ...]
"""The words of a term, each in all its forms."""


@dataclass(frozen=True)
class Words:
    """The words of a text in small letters."""

    text: str
    words: tuple[str, ...]

    @cached_property
    def joined(self) -> tuple[bool, ...]:
        """Of each word whether only a space or a hyphen stands before it."""
        ends = [found.span() for found in _WORD.finditer(self.text)]
        return (False, *(bool(_JOINT.fullmatch(self.text, end, start)) for (_, end), (start, _) in pairwise(ends)))

    def holds(self, term: Term) -> bool:
        """Whether a term stands in the text."""
        return any(self.has_at(place, term) for place, word in enumerate(self.words) if word in term[0])

    def has_at(self, place: int, term: Term) -> bool:
        """Whether a term begins at the word of that number."""
        end = place + len(term)
        return (
            end <= len(self.words)
            and all(word in forms for word, forms in zip(self.words[place:end], term, strict=True))
            and all(self.joined[place + 1 : end])
        )


@lru_cache(maxsize=16_384)
def words_in(text: str) -> Words:
    """The words of a text, as terms are looked for in it."""
    said = text.lower()
    return Words(said, tuple(_WORD.findall(said)))


@cache
def term_of(written: str, inflection: Inflection) -> Term:
    """A term as the glossary says it; what it says in brackets is no part of it."""
    return tuple(_forms(word, inflection) for word in _WORD.findall(_ASIDE.sub("", written.lower())))


def _forms(word: str, inflection: Inflection) -> tuple[str, ...]:
    for ending, *others in _endings(inflection):
        if word.endswith(ending) and len(word) >= _LEAST:
            stem = word.removesuffix(ending)
            return (word, *(stem + each for each in others))
    return (word,)


@cache
def _endings(inflection: Inflection) -> tuple[tuple[str, ...], ...]:
    rows = (row.split("|") for row in inflection.endings)
    return tuple((ending.strip(), *others.split()) for ending, others in rows)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the words of many entries at once, each as the longest that fits: «marca compradora» is no «marca».

    `starts`: by first word, in all its forms, the terms that begin with it and whose they are, the longest first.
    """

    starts: Mapping[str, tuple[tuple[Term, str], ...]]

    def find(self, text: str) -> Iterator[tuple[str, str]]:
        """Each entry found in a text, with the words that said so."""
        said, end = words_in(text), 0
        for place, word in enumerate(said.words):
            if place < end or word not in self.starts:
                continue
            for term, name in self.starts[word]:
                if said.has_at(place, term):
                    end = place + len(term)
                    yield name, " ".join(said.words[place:end])
                    break


def finder_of(words: Mapping[str, Iterable[str]], inflection: Inflection) -> Finder:
    """A finder of entries by the words that each is said with."""
    starts: dict[str, list[tuple[Term, str]]] = {}
    for name, many in words.items():
        for term in (term_of(word, inflection) for word in many):
            for form in term[0] if term else ():
                starts.setdefault(form, []).append((term, name))
    return Finder({form: tuple(sorted(many, key=lambda each: -len(each[0]))) for form, many in starts.items()})
