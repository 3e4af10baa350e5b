"""`trainingkit kits readability`: how easy a kit is to read, by module, language and reader, with the sentences that
cost most."""

from collections.abc import Iterable
from typing import Any

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.problems import problems_as_data, say_problems, status_of_problems
from trainingkit.cli.words import Command, json_option, kits_option
from trainingkit.content.budgets import BUDGETS
from trainingkit.content.readability import Passage, Sentence, is_enough, keeps, score_of, worst
from trainingkit.content.sentences import shortened
from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.problem_words import WORDS
from trainingkit.services.library import find_kit, read_at
from trainingkit.services.readability import Report, report_of

GRADES = {
    "very-easy": mark("very easy"),
    "easy": mark("easy"),
    "quite-easy": mark("quite easy"),
    "normal": mark("normal"),
    "somewhat-difficult": mark("somewhat difficult"),
    "difficult": mark("difficult"),
    "very-difficult": mark("very difficult"),
}
HEAD = (
    mark("module"),
    mark("language"),
    mark("readers"),
    mark("words"),
    mark("sentences"),
    mark("words/sentence"),
    mark("score"),
    mark("wanted"),
    mark("grade"),
)
WORST_OF_ONE, WORST_OF_ALL = 3, 10


@click.command(
    "readability",
    cls=Command,
    help=mark("Measure how easy a kit is to read, by module, language and reader, against the budget of each reader."),
)
@click.argument("kit", metavar="KIT")
@json_option
@kits_option
@click.pass_context
def readability(ctx: click.Context, kit: str) -> None:
    """One kit; what goes beyond a budget is a warning."""
    console = console_of(ctx)
    folder = find_kit(kit, console.kits)
    report = report_of(read_at(folder), folder.parent)
    if console.as_json:
        console.data(_data(report, console))
    else:
        _say(report, console)
    ctx.exit(status_of_problems(report.problems))


# ── as data ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _data(report: Report, console: Console) -> dict[str, Any]:
    return {
        "passages": [_row(each) for each in report.passages],
        "whole": [_row(each) for each in report.whole],
        "unmeasured": list(report.unmeasured),
        **problems_as_data(report.problems, console),
    }


def _row(passage: Passage) -> dict[str, Any]:
    budget = BUDGETS.by_reader[passage.readers]
    return {
        "module": passage.module,
        "language": passage.language,
        "readers": passage.readers,
        "words": passage.measure.words,
        "sentences": passage.measure.sentences,
        "words_per_sentence": round(passage.measure.words_a_sentence, 1),
        "score": round(passage.score, 1),
        "formula": passage.formula.name,
        "grade": passage.grade,
        "budget": {"score": budget.score, "words_per_sentence": budget.words},
        "enough": is_enough(passage),
        "keeps": keeps(passage) if is_enough(passage) else None,
        "worst": [_sentence(each, passage) for each in worst(passage, WORST_OF_ONE)],
    }


def _sentence(sentence: Sentence, passage: Passage) -> dict[str, Any]:
    return {
        "unit": sentence.unit,
        "words": sentence.measure.words,
        "score": round(score_of(sentence.measure, passage.formula), 1),
        "sentence": sentence.text,
    }


# ── for a person ────────────────────────────────────────────────────────────────────────────────────────────────────


def _say(report: Report, console: Console) -> None:
    all_modules = console.say(mark("all modules"))
    rows = [_cells(each, each.module or all_modules, console) for each in (*report.passages, *report.whole)]
    console.table([console.say(each) for each in HEAD], rows, right=(3, 4, 5, 6, 7))
    _say_worst(report.passages, console)
    for language in report.unmeasured:
        console.line()
        console.line(
            console.say(
                mark("Nothing was measured in «{language}»: it has no formula in locales/{language}/usage.toml."),
                language=language,
            )
        )
    console.line()
    say_problems(report.problems, console)


def _cells(passage: Passage, module: str, console: Console) -> tuple[object, ...]:
    budget = BUDGETS.by_reader[passage.readers]
    enough = is_enough(passage)
    grade = console.say(GRADES[passage.grade]) if enough else console.say(mark("too few words"))
    return (
        module,
        passage.language,
        console.say(WORDS[passage.readers]),
        passage.measure.words,
        passage.measure.sentences,
        f"{passage.measure.words_a_sentence:.1f}",
        f"{passage.score:.0f}" if enough else "–",
        f"≥ {budget.score}",
        grade if not enough or keeps(passage) else f"{grade} ✗",
    )


def _say_worst(passages: Iterable[Passage], console: Console) -> None:
    """Of each language the sentences furthest from what their readers should have."""
    by_language: dict[str, list[tuple[float, Sentence]]] = {}
    for passage in passages:
        least = BUDGETS.by_reader[passage.readers].score
        for each in worst(passage, WORST_OF_ONE):
            cost = each.measure.words * (least - score_of(each.measure, passage.formula))
            by_language.setdefault(passage.language, []).append((cost, each))
    for language, found in by_language.items():
        console.line()
        console.line(console.say(mark("The sentences that cost most, {language}:"), language=language))
        for _, sentence in sorted(found, key=lambda each: -each[0])[:WORST_OF_ALL]:
            console.line(f"  {sentence.unit}")
            console.line(f"      {shortened(sentence.text)}")
