"""The glossary's words in texts: comes in a text with its translations and a `Vocabulary` for each language, go out the
words to avoid, and the terms whose translation says something else.

A text may say a term in any form, a translation may say it in any way that the glossary calls right, or leave it to a
slot. Refuses to judge where the glossary has no word in a language.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trainingkit.content.sentences import neutral
from trainingkit.content.terms import Finder, Term, finder_of, term_of, words_in
from trainingkit.domain.kit import GlossaryTerm
from trainingkit.i18n.usage import Inflection

_SAID, _COMMON, _AVOIDED = "said/", "common/", "avoided/"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The glossary in one language: what finds its words, how each is said, and what else is right."""

    finder: Finder
    say: Mapping[str, str]
    right: Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word to avoid as it stands in a text, and what to say."""

    found: str
    say: str


@dataclass(frozen=True, slots=True)
class Unused:
    """A term of a text whose translation does not say it, and how it is said there."""

    found: str
    say: str


def vocabulary_of(
    glossary: Mapping[str, GlossaryTerm], language: str, country: str, inflection: Inflection
) -> Vocabulary:
    """The glossary as a kit of that country uses it."""
    say = {name: said for name, term in glossary.items() if (said := term.say.find(language))}
    right = {name: _right(glossary[name], said, language, country) for name, said in say.items()}
    # What a country calls another thing («prestaciones» are severance pay in Honduras) means that thing there.
    elsewhere = {term.regions[country]: name for name, term in glossary.items() if country in term.regions}
    words: dict[str, tuple[str, ...]] = {
        f"{_COMMON if glossary[name].common or elsewhere.get(said, name) != name else _SAID}{name}": (said,)
        for name, said in say.items()
    }
    known = {word for many in right.values() for word in many}
    for name, term in glossary.items():
        bare = tuple(word for word in _by_language(term.avoid, language) if not _judged(word) and word not in known)
        words[f"{_AVOIDED}{name}"] = bare if name in say else ()
    terms = {name: tuple(term_of(word, inflection) for word in many) for name, many in right.items()}
    return Vocabulary(finder_of(words, inflection), say, terms)


def _right(term: GlossaryTerm, said: str, language: str, country: str) -> tuple[str, ...]:
    regional = (term.regions[country],) if country in term.regions and language == term.say.language else ()
    return (said, *_by_language(term.also, language), *regional)


def _by_language(words: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return words.get(language) or words.get(language.partition("-")[0], ())


def _judged(word: str) -> bool:
    """Whether an entry says when it is wrong, so that only a person can tell."""
    return "," in word or "(" in word


def find_avoided(text: str, vocabulary: Vocabulary) -> Iterator[Avoided]:
    """The words to avoid in one text; a word that is part of a term is that term's."""
    for name, found in vocabulary.finder.find(text):
        if name.startswith(_AVOIDED):
            yield Avoided(found, vocabulary.say[name.removeprefix(_AVOIDED)])


def find_unused(
    source: str, translation: str, of: Vocabulary, to: Vocabulary, slots: Iterable[str] = ()
) -> Iterator[Unused]:
    """The terms of a text that its translation does not say. `slots`: what the words of its slots are."""
    found = {name.removeprefix(_SAID): word for name, word in of.finder.find(source) if name.startswith(_SAID)}
    wanted = {name: word for name, word in found.items() if name in to.right}
    if not wanted:
        return
    texts = [words_in(neutral(translation)), *map(words_in, slots)]
    for name, word in wanted.items():
        if not any(text.holds(term) for text in texts for term in to.right[name]):
            yield Unused(word, to.say[name])
