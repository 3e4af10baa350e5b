"""How a kit's texts are written, all in one: comes in a kit with its scope, go out the problems of `readability` and of
`stylechecks`, each with its place.

For every language that the kit promises and that says how it is written (`locales/<language>/usage.toml`).
"""

from collections.abc import Iterator

from trainingkit.content.printed import printed_in
from trainingkit.content.readability import Passage, check_passage, passages
from trainingkit.content.scope import Scope
from trainingkit.content.stylechecks import check_style
from trainingkit.errors import Problem
from trainingkit.i18n.usage import usage_for


def check_language(scope: Scope) -> tuple[Problem, ...]:
    """Every problem of how the texts are written."""
    found = (*check_style(scope), *_check_readability(scope))
    return tuple(problem.at(scope.place(problem)) for problem in found)


def _check_readability(scope: Scope) -> Iterator[Problem]:
    for language in scope.kit.about.languages:
        for passage in passages_in(language, scope):
            yield from check_passage(passage)


def passages_in(language: str, scope: Scope) -> tuple[Passage, ...]:
    """What each module says to each of its readers in one language; none in a language without a formula."""
    usage = usage_for(language)
    return passages(printed_in(language, scope), usage) if usage is not None and usage.score is not None else ()
