"""What a language shows of gender: articles that its patterns put before nouns, and words that agree with a noun.

Comes in: how the language forms words (`Grammar`). Goes out: its articles and contractions as words that can be looked
for. Refuses to know a language: `GenderWords` are read from its folder of catalogues, by `i18n`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainingkit.domain.words import ARTICLE_FORMS, Grammar, Number


@dataclass(frozen=True, slots=True)
class Pair:
    """A word that agrees, in its own number: «otros», «otras»."""

    masculine: str
    feminine: str
    number: Number = "one"

    @property
    def options(self) -> tuple[str, str]:
        return self.masculine, self.feminine


@dataclass(frozen=True, slots=True)
class GenderWords:
    """What a language shows of gender besides its articles. Words are in lower case."""

    pairs: Mapping[str, Pair] = field(default_factory=dict)
    """By each word that agrees, both of its kind: «otras» → otros, otras."""
    endings: tuple[Pair, ...] = ()
    """Endings by which any word agrees: ado, ada."""
    never: frozenset[str] = frozenset()
    """Words that look so and do not agree, or are also something else: nada, solo, primero."""
    after_verb: frozenset[str] = frozenset()
    """Words that agree with a subject and are else something of their own: «está lista»."""
    phrases: frozenset[tuple[str, ...]] = frozenset()
    """Words that stand together and agree with nothing: sobre todo."""
    leading: frozenset[str] = frozenset()
    """Of `pairs`, those that may begin another noun when they stand behind one: otra, nueva, toda."""
    counting: Mapping[str, Pair] = field(default_factory=dict)
    """Words that stand for some of several: una de ellas, ninguna de ellas."""
    neutral: frozenset[str] = frozenset()
    """What may stand between an article and its noun without showing gender: gran, tres, mejor."""
    degrees: frozenset[str] = frozenset()
    """What may stand before an adjective: muy, más, recién."""
    linking: frozenset[str] = frozenset()
    """Verbs after which a word agrees with their subject: es, está, quedó, llegan."""
    between: frozenset[str] = frozenset()
    """What may stand between a subject and such a verb: no, ya, se, puede."""
    perfect: frozenset[str] = frozenset()
    """Verbs after which a participle does not agree: ha, han."""
    prepositions: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    """y, o, ni."""
    relative: frozenset[str] = frozenset()
    """que, cual, cuales: with an article they mean the noun before."""
    objects: Mapping[str, Pair] = field(default_factory=dict)
    """Pronouns that stand for an object once more: «a las operarias las llamaron»."""
    verb_endings: tuple[str, ...] = ()
    """Endings that only verbs have, so that what stands before them is such a pronoun."""
    attached: re.Pattern[str] | None = None
    """How such a pronoun ends a verb, as its first group: «guárdelas»."""

    def pair(self, word: str, *, said: bool = False) -> Pair | None:
        """The masculine and the feminine of a word that agrees; None for any other. `said`: it follows a verb."""
        if word in self.never or (word in self.after_verb and not said):
            return None
        if word in self.pairs:
            return self.pairs[word]
        for each in self.endings:
            for ending in each.options:
                stem = word.removesuffix(ending)
                if stem != word and len(stem) > 1:
                    return Pair(stem + each.masculine, stem + each.feminine, each.number)
        return None


# ── what a language's patterns show ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Article:
    """Fixed words that a pattern puts before a noun of one gender only."""

    words: tuple[str, ...]
    form: str
    number: Number
    options: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Articles:
    """Everything of that kind in a language. `touching`: the article depends on the very next word (a, an)."""

    known: tuple[Article, ...]
    prepositions: Mapping[str, str]
    """What the language says for `of` and `to`."""
    contracted: frozenset[tuple[str, Number]]
    """Those that grow together with an article of that number: «del», but «de los»."""
    touching: bool


def articles_of(grammar: Grammar) -> Articles:
    """What the patterns of a language say before nouns of different classes."""
    letters = _classes(grammar, "mfn")
    classes = letters or _classes(grammar, "123456")
    found: dict[tuple[str, ...], Article] = {}
    prepositions = {base: _before(grammar, base, "", "one") for base in ("of", "to")}
    contracted: set[tuple[str, Number]] = set()
    numbers: tuple[Number, ...] = ("one", "many")
    for base in (*ARTICLE_FORMS, "this"):
        for number in numbers:
            said = [_before(grammar, base, each, number) for each in classes]
            if len(set(said)) > 1:
                for each in filter(None, said):
                    article = Article(tuple(each.split()), base, number, (said[0], said[1]))
                    found.setdefault(article.words, article)
            loose = [f"{prepositions.get(base)} {_before(grammar, 'the', each, number)}" for each in classes]
            if prepositions.get(base) and said != loose:
                contracted.add((base, number))
    known = sorted(found.values(), key=lambda each: -len(each.words))
    return Articles(tuple(known), prepositions, frozenset(contracted), touching=not letters)


def _classes(grammar: Grammar, names: str) -> list[str]:
    return [each for each in names if any(_before(grammar, form, each, "one") for form in ("the", "a"))]


def _before(grammar: Grammar, form: str, gender: str, number: Number) -> str:
    return grammar.pattern(form, gender, number).partition("{word}")[0].strip().lower()
