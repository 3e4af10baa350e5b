"""Problems of content as a person or a script reads them: file, line, what is wrong, how to mend it.

Comes in: problems whose files are named as one would open them from here. Goes out: lines grouped by file, or the
JSON that scripts rely on. Refuses to hide any: only gaps of translation that fill a file are counted instead of
listed.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from trainingkit.cli.console import Console, printable
from trainingkit.errors import Problem, Severity
from trainingkit.i18n.problems import sentence_of

GAPS = ("missing-translation", "stale-translation", "draft-translation")
LISTED_GAPS = 5
"""More of one kind in one file are counted: a kit that is being translated has hundreds."""


def status_of_problems(problems: Iterable[Problem]) -> int:
    """0 for warnings alone, 4 where a file could not be read at all, else 1."""
    errors = [each for each in problems if each.severity is Severity.ERROR]
    if any(each.code == "file-unreadable" for each in errors):
        return 4
    return 1 if errors else 0


def problem_as_data(problem: Problem, console: Console) -> dict[str, Any]:
    """One problem as scripts read it."""
    message, fix = sentence_of(problem, console.catalogue.gettext)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.place.file if problem.place else None,
        "line": (problem.place.line or None) if problem.place else None,
        "unit": problem.unit,
        "message": message,
        "fix": fix,
    }


def problems_as_data(problems: Iterable[Problem], console: Console) -> dict[str, Any]:
    """Problems as scripts read them."""
    return {"problems": [problem_as_data(each, console) for each in problems]}


def answer_problems(problems: Sequence[Problem], console: Console) -> int:
    """The problems as the whole answer of a command; returns its exit status."""
    if console.as_json:
        console.data(problems_as_data(problems, console))
    else:
        say_problems(problems, console)
    return status_of_problems(problems)


def say_problems(problems: Sequence[Problem], console: Console) -> None:
    """Problems grouped by file, then what is not translated, then how many there are."""
    listed, counted = _apart(problems)
    for file, group in groupby(sorted(listed, key=_file_of), key=_file_of):
        if file:
            console.line(printable(file))
        for problem in group:
            _say_problem(problem, console)
        console.line()
    for (file, code, language), many in counted.items():
        place = many[0].place
        where = f"{printable(file)}:{place.line}: " if place else ""
        console.line(f"{where}{_counted(code, language, len(many), console)}")
    if counted:
        console.line()
    console.line(_summary(problems, console))


def _file_of(problem: Problem) -> str:
    return problem.place.file if problem.place else ""


def _apart(problems: Sequence[Problem]) -> tuple[list[Problem], dict[tuple[str, str, str], list[Problem]]]:
    """The problems to list one by one, and the gaps to count."""
    gaps: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code in GAPS:
            gaps.setdefault(_gap(problem), []).append(problem)
    counted = {key: many for key, many in gaps.items() if len(many) > LISTED_GAPS}
    return [each for each in problems if _gap(each) not in counted], counted


def _gap(problem: Problem) -> tuple[str, str, str]:
    return _file_of(problem), problem.code, problem.details.get("language", "")


def _counted(code: str, language: str, count: int, console: Console) -> str:
    match code:
        case "missing-translation":
            return console.counted(
                "{count} text has no translation to {language}",
                "{count} texts have no translation to {language}",
                count,
                language=language,
            )
        case "stale-translation":
            return console.counted(
                "{count} text changed since it was translated to {language}",
                "{count} texts changed since they were translated to {language}",
                count,
                language=language,
            )
        case _:
            return console.counted(
                "{count} translation to {language} is not confirmed yet",
                "{count} translations to {language} are not confirmed yet",
                count,
                language=language,
            )


def _say_problem(problem: Problem, console: Console) -> None:
    message, fix = sentence_of(problem, console.catalogue.gettext)
    place = problem.place
    where = (
        f"{place.line}:{place.column}: "
        if place and place.column
        else f"{place.line}: "
        if place and place.line
        else ""
    )
    warning = console.say("warning")
    kind = f"{warning}: " if problem.severity is Severity.WARNING else ""
    console.line(f"  {where}{kind}{printable(message)} [{problem.code}]")
    for note in (problem.unit, fix):
        if note:
            console.line(f"      {printable(note)}")


def _summary(problems: Sequence[Problem], console: Console) -> str:
    errors = sum(each.severity is Severity.ERROR for each in problems)
    warnings = len(problems) - errors
    if not problems:
        return console.say("No problems.")
    said = [
        console.counted("{count} error", "{count} errors", errors) if errors else "",
        console.counted("{count} warning", "{count} warnings", warnings) if warnings else "",
    ]
    return ", ".join(each for each in said if each)
