"""How easy texts are to read: come in texts as printed and a language's usage, go out measures, scores and problems.

A score needs some hundred words, so it is reckoned for all that one module says to the same readers; single sentences
are only told of when they are far too long or far too hard. Everything here is a warning: a formula counts syllables
and stops, and a person judges. Refuses to score a language that has no formula.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from trainingkit.content.budgets import BUDGETS, Budget, Budgets, Readers
from trainingkit.content.printed import Printed
from trainingkit.content.sentences import sentences_of, shortened, words_of
from trainingkit.domain.text import Form
from trainingkit.errors import Problem, Severity
from trainingkit.i18n.usage import Score, Syllables, Usage


@dataclass(frozen=True, slots=True)
class Measure:
    """What a formula counts."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0

    @property
    def words_a_sentence(self) -> float:
        """The mean length of a sentence."""
        return self.words / max(1, self.sentences)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its address."""

    unit: str
    text: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Passage:
    """What one module says to the same readers in one language; of no module: what the whole kit says to them."""

    language: str
    module: str
    readers: Readers
    sentences: tuple[Sentence, ...]
    measure: Measure
    formula: Score

    @property
    def score(self) -> float:
        """The score of all of it."""
        return score_of(self.measure, self.formula)

    @property
    def grade(self) -> str:
        """The name of its score."""
        return grade_of(self.score, self.formula.grades)


# ── counting ────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def syllables_of(word: str, table: Syllables) -> int:
    """The syllables of one word; at least one."""
    said = word.lower().replace("’", "'")
    if said.isalpha():
        return _counted(said, table)
    if any(map(str.isdigit, said)):
        return table.figures
    return sum(_counted(part, table) for part in said.replace("/", "-").split("-") if part)


def _counted(word: str, table: Syllables) -> int:
    if word in table.words:
        return table.words[word]
    said = table.silent.sub("", word)
    return max(1, len(table.vowels.findall(said)) + len(table.apart.findall(said)))


def measure_of(sentence: str, table: Syllables) -> Measure:
    """The measure of one sentence; nothing for one without words."""
    words = words_of(sentence)
    return Measure(len(words), 1, sum([syllables_of(word, table) for word in words])) if words else Measure()


def score_of(measure: Measure, score: Score) -> float:
    """The score of what was counted, cut to what the scale knows."""
    said = measure.syllables / max(1, measure.words)
    found = score.constant - score.syllable * said - score.word * measure.words_a_sentence
    return min(100.0, max(0.0, found))


def grade_of(score: float, grades: Mapping[str, int]) -> str:
    """The grade's name; below all of them it is very difficult."""
    reached = [(least, name) for name, least in grades.items() if score >= least]
    return max(reached)[1] if reached else "very-difficult"


# ── passages ────────────────────────────────────────────────────────────────────────────────────────────────────────


def passages(printed: Iterable[Printed], usage: Usage) -> tuple[Passage, ...]:
    """What each module says to each of its readers, in the order of the kit; none where the language has no formula."""
    table, score = usage.syllables, usage.score
    if table is None or score is None:
        return ()
    found: dict[tuple[str, Readers], list[Sentence]] = {}
    for each in printed:
        for text, measure in _measured(each.text, each.form, table, usage.sentences.abbreviations):
            found.setdefault((each.module, each.readers), []).append(Sentence(each.unit, text, measure))
    return tuple(_passage(usage.language, *key, sentences, score) for key, sentences in found.items())


@lru_cache(maxsize=16_384)  # kits that adapt each other say much the same
def _measured(
    text: str, form: Form, table: Syllables, abbreviations: tuple[str, ...]
) -> tuple[tuple[str, Measure], ...]:
    measured = ((each, measure_of(each, table)) for each in sentences_of(text, form, abbreviations))
    return tuple((each, measure) for each, measure in measured if measure.words)


def whole(some: Iterable[Passage]) -> tuple[Passage, ...]:
    """All modules of one language together, for each of the readers."""
    found: dict[Readers, list[Passage]] = {}
    for passage in some:
        found.setdefault(passage.readers, []).append(passage)
    return tuple(
        _passage(many[0].language, "", readers, (each for one in many for each in one.sentences), many[0].formula)
        for readers, many in found.items()
    )


def _passage(language: str, module: str, readers: Readers, sentences: Iterable[Sentence], score: Score) -> Passage:
    kept = tuple(sentences)
    words = sum(each.measure.words for each in kept)
    syllables = sum(each.measure.syllables for each in kept)
    return Passage(language, module, readers, kept, Measure(words, len(kept), syllables), score)


def worst(passage: Passage, count: int) -> tuple[Sentence, ...]:
    """The sentences that cost a passage most: hard ones, and of those the long ones."""
    cost = {each: each.measure.words * (100 - score_of(each.measure, passage.formula)) for each in passage.sentences}
    return tuple(sorted(cost, key=lambda each: -cost[each])[:count])


# ── judging ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def check_passage(passage: Passage, budgets: Budgets = BUDGETS) -> Iterator[Problem]:
    """What goes beyond the budget of its readers: the whole, and single sentences."""
    budget = budgets.by_reader[passage.readers]
    if is_enough(passage, budgets):
        yield from _whole(passage, budget)
    for sentence in passage.sentences:
        yield from _sentence(sentence, passage, budget, budgets.sentence)


def is_enough(passage: Passage, budgets: Budgets = BUDGETS) -> bool:
    """Whether there are words enough to judge a score by."""
    return passage.measure.words >= budgets.words


def keeps(passage: Passage, budgets: Budgets = BUDGETS) -> bool:
    """Whether a passage as a whole keeps its budget."""
    return not any(_whole(passage, budgets.by_reader[passage.readers]))


def _whole(passage: Passage, budget: Budget) -> Iterator[Problem]:
    details = {"language": passage.language, "readers": passage.readers}
    score, words = round(passage.score), round(passage.measure.words_a_sentence)
    if score < budget.score:
        yield _warning("text-too-hard", passage.module, {**details, "score": str(score), "least": str(budget.score)})
    if words > budget.words:
        yield _warning(
            "sentences-too-long", passage.module, {**details, "words": str(words), "most": str(budget.words)}
        )


def _sentence(sentence: Sentence, passage: Passage, budget: Budget, enough: int) -> Iterator[Problem]:
    words = sentence.measure.words
    if words <= budget.longest and words < enough:
        return
    score = round(score_of(sentence.measure, passage.formula))
    details = {"language": passage.language, "readers": passage.readers, "sentence": shortened(sentence.text)}
    if words > budget.longest:
        yield _warning(
            "sentence-too-long", sentence.unit, {**details, "words": str(words), "most": str(budget.longest)}
        )
    elif score < budget.hardest:
        details = {**details, "score": str(score), "least": str(budget.hardest)}
        yield _warning("sentence-too-hard", sentence.unit, details)


def _warning(code: str, unit: str, details: Mapping[str, str]) -> Problem:
    return Problem(code, unit, details, Severity.WARNING)
