"""Sentences that must stay right when another word stands in a slot: with a masculine noun as with a feminine one.

Comes in: a kit with its scope. Goes out: a problem for each fixed word that agrees with the noun of a slot, in the
source and in every translation. Refuses to know a language; `domain.agreement` decides, `i18n` knows the words.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from trainingkit.content.scope import Scope
from trainingkit.domain.agreement import Language, disagreements
from trainingkit.domain.facts import Fact
from trainingkit.domain.gender import articles_of
from trainingkit.domain.text import Text
from trainingkit.errors import Problem
from trainingkit.i18n.gender import gender_words
from trainingkit.i18n.wording import wording_for


def check_agreement(scope: Scope) -> Iterator[Problem]:
    """Every text of the kit and of what it shares."""
    if not scope.words_are_known:
        return
    terms = frozenset(scope.words)
    for module, found in scope.module_texts:
        names = _names(scope.facts(module))
        for text in found:
            yield from _check(text, terms - names, names)
    for text in (*scope.loose_texts, *scope.shared_texts):
        yield from _check(text, terms, frozenset())


def _names(facts: Mapping[str, Fact]) -> frozenset[str]:
    """Names that words can agree with. People are left out: their stories tell of women or men whatever the name is."""
    return frozenset(name for name, fact in facts.items() if fact.name is not None and fact.gender is not None)


def _check(text: Text, terms: frozenset[str], names: frozenset[str]) -> Iterator[Problem]:
    translations = {language: each.text for language, each in text.translations.items()}
    for language, said in {text.language: text.source, **translations}.items():
        if "{" not in said:
            continue
        for each in disagreements(said, _language(language), terms, names):
            details = {"slot": str(each.slot), "word": each.word, "write": each.write, "language": language}
            yield Problem("fixed-agreement", text.unit, details)


@cache
def _language(language: str) -> Language:
    return Language(articles_of(wording_for(language)), gender_words(language))
