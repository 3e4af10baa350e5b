"""How easy a kit is to read: comes in what was read of it, goes out a report of every passage, whole and single.

Refuses to report on a kit that cannot be read.
"""

from dataclasses import dataclass
from pathlib import Path

from trainingkit.content.languagechecks import passages_in
from trainingkit.content.library import Reading
from trainingkit.content.readability import Passage, check_passage, whole
from trainingkit.errors import ContentError, Problem
from trainingkit.services.library import located


@dataclass(frozen=True, slots=True)
class Report:
    """Every passage of a kit, all of them together for each of the readers, what goes beyond its budget, and the
    languages without a formula."""

    passages: tuple[Passage, ...]
    whole: tuple[Passage, ...]
    problems: tuple[Problem, ...]
    unmeasured: tuple[str, ...]


def report_of(reading: Reading, root: Path) -> Report:
    """The report of one kit. Raises ContentError where the kit cannot be read."""
    if reading.kit is None:
        raise ContentError(located(reading.problems, root))
    by_language = {language: passages_in(language, reading.scope) for language in reading.kit.about.languages}
    found = tuple(passage for many in by_language.values() for passage in many)
    problems = (problem for passage in found for problem in check_passage(passage))
    placed = tuple(problem.at(reading.scope.place(problem)) for problem in problems)
    unmeasured = tuple(language for language, many in by_language.items() if not many)
    together = tuple(passage for many in by_language.values() for passage in whole(many))
    return Report(found, together, located(placed, root), unmeasured)
