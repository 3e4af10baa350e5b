"""`trainingkit kits coverage`: what the cases of a kit cover, what they do not, which of them to play together."""

from collections.abc import Sequence
from typing import Any

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.kits import best
from trainingkit.cli.problems import answer_problems
from trainingkit.cli.words import Command, json_option, kits_option, option
from trainingkit.domain.kit import Kit
from trainingkit.domain.printrun import case_code
from trainingkit.i18n.catalogues import mark
from trainingkit.planning.coverage import DIMENSIONS, OBJECTIVES, Coverage, Proposal, choose, coverage_of, objectives_of
from trainingkit.services.library import find_kit, located, read_at

_TITLES = {
    "theme": mark("issue"),
    "archetype": mark("kind of company"),
    "leverage": mark("leverage"),
    "decision": mark("decision"),
    "sector": mark("sector"),
    "law": mark("law"),
    "exhibits": mark("exhibits"),
    "replies": mark("replies"),
}
_OBJECTIVES = {"know": mark("know"), "do": mark("be able to"), "decide": mark("decide")}
_HAS = "●"


@click.command(
    "coverage",
    cls=Command,
    help=mark(
        "For facilitators: what the cases of a kit cover, what they do not, and which to play together. The answer"
        " tells the decision of every case."
    ),
)
@click.argument("kit", metavar="KIT")
@option("--choose", "count", metavar="N", type=int, help=mark("Propose sets of N cases that differ most."))
@json_option
@kits_option
@click.pass_context
def coverage(ctx: click.Context, kit: str, count: int | None) -> None:
    """The matrix of one kit."""
    console = console_of(ctx)
    folder = find_kit(kit, console.kits)
    reading = read_at(folder)
    if reading.kit is None:
        ctx.exit(answer_problems(located(reading.problems, folder.parent), console))
    found = coverage_of(reading.kit)
    sets = choose(found, count) if count is not None else ()
    if console.as_json:
        console.data(_data_of(reading.kit, found, sets))
        return
    console.line(console.say("For facilitators only: this tells the decision of every case."))
    _say_cases(reading.kit, found, console)
    for dimension in DIMENSIONS:
        _say_dimension(dimension, reading.kit, found, console)
    _say_sessions(reading.kit, console)
    if sets:
        _say_sets(sets, reading.kit, found, console)


# ── as data ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _data_of(kit: Kit, found: Coverage, sets: Sequence[Proposal]) -> dict[str, Any]:
    return {
        "kit": kit.id,
        "for": "facilitator",
        "cases": [
            {
                "case": row.case,
                "code": case_code(kit, row.case),
                "eliminated": row.decoy,
                **{dimension: sorted(row.values[dimension]) for dimension in DIMENSIONS},
            }
            for row in found.rows
        ],
        "uncovered": {dimension: list(values) for dimension, values in found.uncovered.items()},
        "sessions": [{"session": name, "objectives": list(kinds)} for name, kinds in objectives_of(kit).items()],
        "sets": [
            {
                "cases": list(each.cases),
                "covered": each.covered,
                "of": each.coverable,
                "repeats": each.repeats,
                "left_out": {dimension: list(values) for dimension, values in each.left_out.items()},
            }
            for each in sets
        ],
    }


# ── as text ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _say_cases(kit: Kit, found: Coverage, console: Console) -> None:
    eliminated, played = console.say("to be eliminated"), console.say("to be played")
    rows = [
        (case_code(kit, row.case), row.case, _decision(kit, row.case, console), eliminated if row.decoy else played)
        for row in found.rows
    ]
    console.line()
    console.table([*(console.say(each) for each in (mark("code"), mark("case"), mark("decision"))), ""], rows)


def _decision(kit: Kit, case: str, console: Console) -> str:
    return _value("decision", kit.cases[case].key.decision, kit, console)


def _value(dimension: str, value: str, kit: Kit, console: Console) -> str:
    said = kit.about.decisions.get(value) if dimension == "decision" else None
    return best(said, console.catalogue.language) if said else value


def _say_dimension(dimension: str, kit: Kit, found: Coverage, console: Console) -> None:
    """A row for each value that some case has, a column for each case, and below what no case has."""
    uncovered = found.uncovered[dimension]
    codes = [case_code(kit, row.case) for row in found.rows]
    rows = [
        (
            _value(dimension, value, kit, console),
            *(_HAS if value in row.values[dimension] else "" for row in found.rows),
        )
        for value in found.known[dimension]
        if value not in uncovered
    ]
    console.line()
    if rows:
        console.table([console.say(_TITLES[dimension]), *codes], rows)
    else:
        console.line(console.say(_TITLES[dimension]))
    if uncovered:
        named = ", ".join(_value(dimension, value, kit, console) for value in uncovered)
        console.line(console.say("not covered: {values}", values=named))


def _say_sessions(kit: Kit, console: Console) -> None:
    rows = [
        (name, *(_HAS if kind in kinds else "" for kind in OBJECTIVES)) for name, kinds in objectives_of(kit).items()
    ]
    if rows:
        console.line()
        console.table([console.say(mark("session")), *(console.say(_OBJECTIVES[kind]) for kind in OBJECTIVES)], rows)


def _say_sets(sets: Sequence[Proposal], kit: Kit, found: Coverage, console: Console) -> None:
    console.line()
    console.line(console.say("Sets that cover most and repeat least:"))
    for number, each in enumerate(sets, 1):
        codes = ", ".join(f"{case_code(kit, case)} {case}" for case in each.cases)
        said = console.say("{covered} of {coverable}", covered=each.covered, coverable=each.coverable)
        console.line(f"  {number}. {codes} ({said})")
        for dimension, values in each.left_out.items():
            named = ", ".join(_value(dimension, value, kit, console) for value in values)
            console.line(f"     {console.say('left out')}: {console.say(_TITLES[dimension])}: {named}")
    if decoys := [row.case for row in found.rows if row.decoy]:
        named = ", ".join(f"{case_code(kit, case)} {case}" for case in decoys)
        console.line(console.say("To be eliminated by the groups, so never among them: {cases}", cases=named))
