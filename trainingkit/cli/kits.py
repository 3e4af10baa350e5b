"""`trainingkit kits`: which kits there are, what one of them holds, what is wrong with them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.problems import answer_problems
from trainingkit.cli.words import Group, json_option, kits_option
from trainingkit.content.library import Reading, find_kits
from trainingkit.domain.assembly.adaptation import lineages
from trainingkit.domain.assembly.codes import module_code
from trainingkit.domain.assembly.scribe import Scribe, origin_of
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.terms import terms_in
from trainingkit.domain.text import FACILITATOR, Text
from trainingkit.domain.workshop import sample_of
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.wording import wording_for
from trainingkit.services.library import check, errors_in, exists, find_kit, located, read_at

LAZY = {
    "adapt": ("trainingkit.cli.adapting:adapt", mark("Make a kit of your own from another one.")),
    "drift": ("trainingkit.cli.adapting:drift", mark("Show what changed in the kit that a kit adapts.")),
    "adopt": ("trainingkit.cli.adapting:adopt", mark("Take what changed upstream.")),
    "keep": ("trainingkit.cli.adapting:keep", mark("Keep what the kit says, though upstream changed.")),
    "readability": ("trainingkit.cli.readability:readability", mark("Measure how easy a kit is to read.")),
    "coverage": (
        "trainingkit.cli.coverage:coverage",
        mark("For facilitators: what the cases cover, and which to play together."),
    ),
}
"""Loaded when called."""


@click.group("kits", cls=Group, lazy=LAZY, help=mark("List kits, show one, check them, adapt them."))
def kits() -> None:
    """The group itself does nothing."""


# ── list ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@kits.command("list", help=mark("List the kits: title, languages, sessions, cases."))
@json_option
@kits_option
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Every kit of the library; one that cannot be read is listed too, with what there is to do."""
    console = console_of(ctx)
    if not exists(console.kits):
        raise NotFound("no-such-library", name=console.kits)
    readings = [read_at(folder) for folder in find_kits(console.kits)]
    rows = [_row(reading, console) for reading in readings]
    if console.as_json:
        console.data({"kits": rows})
        return
    head = [console.say(each) for each in (mark("kit"), mark("title"), mark("edition"), mark("languages"))]
    head += [console.say(each) for each in (mark("sessions"), mark("cases"), mark("problems"))]
    cells = [
        (
            row["kit"],
            row["title"],
            row["edition"],
            " ".join(row["languages"]),
            row["sessions"],
            row["cases"],
            row["errors"],
        )
        for row in rows
    ]
    console.table(head, cells, right=(4, 5, 6))


def _row(reading: Reading, console: Console) -> dict[str, Any]:
    kit, errors = reading.kit, len(errors_in(reading.problems))
    if kit is None:
        return {
            "kit": reading.path.name,
            "title": "",
            "edition": "",
            "languages": [],
            "sessions": 0,
            "cases": 0,
            "workshops": sorted(reading.workshops),
            "errors": errors,
        }
    return {
        "kit": kit.id,
        "title": best(kit.about.title, console.catalogue.language),
        "edition": kit.about.edition,
        "languages": list(kit.about.languages),
        "sessions": len(kit.sessions),
        "cases": len(kit.cases),
        "workshops": sorted(reading.workshops),
        "errors": errors,
    }


def best(text: Text, language: str) -> str:
    """A title for a list of titles: in the person's language where there is one, else in the kit's own."""
    return " ".join((text.find(language) or text.source).split())


# ── show ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@kits.command("show", help=mark("Show a kit: what it holds, its codes, and where each of its words comes from."))
@click.argument("kit", metavar="KIT")
@json_option
@kits_option
@click.pass_context
def show(ctx: click.Context, kit: str) -> None:
    """One kit."""
    console = console_of(ctx)
    folder = find_kit(kit, console.kits)
    reading = read_at(folder)
    if reading.kit is None:
        ctx.exit(answer_problems(located(reading.problems, folder.parent), console))
    data = _data_of(reading, reading.kit, console)
    if console.as_json:
        console.data(data)
    else:
        _show(data, console)


def _title(module: Module, scribe: Scribe) -> str:
    told = module.title.find(scribe.language) is not None
    return scribe.title_of(module) if told else best(module.title, scribe.language)


def _data_of(reading: Reading, kit: Kit, console: Console) -> dict[str, Any]:
    language = console.catalogue.language
    sample = sample_of(kit)
    scribe = Scribe(kit, sample, wording_for(language, sample.country), FACILITATOR)
    terms = terms_in(kit, sample.country)
    spoken = {name: term.said_of(kit.about.group) for name, term in terms.items()}
    return {
        **_row(reading, console),
        "adapts": [{"kit": each.kit, "edition": each.edition} for each in lineages(scribe)],
        "variants": [{"id": name, "title": best(each.title, language)} for name, each in kit.variants.items()],
        "purpose": best(kit.about.purpose, language),
        "group": kit.about.group,
        "modules": [
            {"kind": each.KIND, "id": each.id, "code": module_code(kit, each), "title": _title(each, scribe)}
            for each in kit.every_module()
        ],
        "words": [
            {"word": name, "says": best(said, language), "from": origin_of(kit, sample, name)}
            for name in terms
            if (said := spoken[name]) is not None
        ],
    }


_ORIGINS = {"workshop": mark("workshop"), "kit": mark("kit"), "country": mark("country"), "sector": mark("sector")}

_GROUPS = {"women": mark("women"), "mixed": mark("women and men"), "men": mark("men")}


def _show(data: dict[str, Any], console: Console) -> None:
    console.line(data["title"])
    console.line(data["purpose"])
    console.line()
    pairs = (
        (mark("kit"), data["kit"]),
        (mark("edition"), data["edition"]),
        (mark("languages"), ", ".join(data["languages"])),
        (mark("group"), console.say(_GROUPS[data["group"]])),
        (mark("sessions"), data["sessions"]),
        (mark("cases"), data["cases"]),
        (mark("adapts"), ", ".join(f"{each['kit']} {each['edition']}" for each in data["adapts"])),
        (mark("variants"), ", ".join(f"{each['id']} ({each['title']})" for each in data["variants"])),
        (mark("workshops"), ", ".join(data["workshops"])),
        (mark("problems"), data["errors"]),
    )
    for name, value in (each for each in pairs if each[1] != ""):
        console.line(f"{console.say(name)}: {value}")
    _section(console, (mark("code"), mark("module"), mark("title")), _modules(data["modules"]))
    _section(
        console,
        (mark("word"), mark("says"), mark("comes from")),
        [(each["word"], each["says"], console.say(_ORIGINS[each["from"]])) for each in data["words"]],
    )


def _modules(modules: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    return [(each["code"], f"{each['kind']}/{each['id']}", each["title"]) for each in modules]


def _section(console: Console, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    console.line()
    console.table([console.say(each) for each in head], rows)


# ── check ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@kits.command(
    "check", help=mark("Name every problem of the kits, or of those at PATH, with file, line and a way to mend it.")
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@json_option
@kits_option
@click.pass_context
def check_(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """All problems in one run; warnings alone do not fail it."""
    console = console_of(ctx)
    ctx.exit(answer_problems(check([Path(path) for path in paths], console.kits), console))
