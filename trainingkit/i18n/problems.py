"""Problems as sentences: comes in a `Problem` and what says messages in a language, goes out what is wrong and how to
mend.

The sentences stand in tables by what they are about; `docs/problems.md` has a heading for each. Refuses to be
silent: a code without a sentence is said by its name, so that a person at least sees what the program saw.
"""

from collections.abc import Callable, Mapping

from trainingkit.errors import Problem
from trainingkit.i18n.catalogues import filled, mark, placeholders
from trainingkit.i18n.problem_words import WORDS
from trainingkit.i18n.problems_in_cohorts import SENTENCES as IN_COHORTS
from trainingkit.i18n.problems_in_documents import SENTENCES as IN_DOCUMENTS
from trainingkit.i18n.problems_in_fiction import SENTENCES as IN_FICTION
from trainingkit.i18n.problems_in_fields import SENTENCES as IN_FIELDS
from trainingkit.i18n.problems_in_files import SENTENCES as IN_FILES
from trainingkit.i18n.problems_in_fit import SENTENCES as IN_FIT
from trainingkit.i18n.problems_in_forms import SENTENCES as IN_FORMS
from trainingkit.i18n.problems_in_kits import SENTENCES as IN_KITS
from trainingkit.i18n.problems_in_language import SENTENCES as IN_LANGUAGE
from trainingkit.i18n.problems_in_packs import SENTENCES as IN_PACKS
from trainingkit.i18n.problems_in_reuse import SENTENCES as IN_REUSE
from trainingkit.i18n.problems_in_words import SENTENCES as IN_WORDS
from trainingkit.i18n.problems_in_workshops import SENTENCES as IN_WORKSHOPS
from trainingkit.i18n.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    **IN_FILES,
    **IN_FIELDS,
    **IN_KITS,
    **IN_LANGUAGE,
    **IN_FICTION,
    **IN_WORDS,
    **IN_PACKS,
    **IN_WORKSHOPS,
    **IN_REUSE,
    **IN_COHORTS,
    **IN_FIT,
    **IN_DOCUMENTS,
    **IN_FORMS,
}
"""By code."""

_UNKNOWN = Sentence(
    mark("A problem without a name"), mark("Something is wrong here: {what}."), mark("Please report this.")
)

_SAID = frozenset({"expected", "found", "kind", "what", "part", "reader", "readers", "only"})
"""Details that are words of ours, not of an author."""


def sentence_of(problem: Problem, say: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong and how to mend it. `say` gives a message in the reader's language, its names not yet filled."""
    sentence = SENTENCES.get(problem.code)
    if sentence is None:
        return filled(say(_UNKNOWN.message), {"what": problem.code}), say(_UNKNOWN.fix)
    fix = sentence.near if sentence.near and problem.details.get("nearest") else sentence.fix
    return _filled(sentence.message, problem, say), _filled(fix, problem, say)


def _filled(message: str, problem: Problem, say: Callable[[str], str]) -> str:
    """The message with its details; a name that is none of them stays, as slots in examples do."""
    values = {name: _said(name, value, problem.code, say) for name, value in problem.details.items()}
    text = say(message)
    return filled(text, {name: values.get(name, f"{{{name}}}") for name in placeholders(text)})


def _said(name: str, value: str, code: str, say: Callable[[str], str]) -> str:
    if name == "field" and code == "name-tells-secret":
        return say(WORDS.get(value, value))
    if name not in _SAID:
        return value
    return ", ".join(say(WORDS.get(each, each)) for each in value.split(", "))
