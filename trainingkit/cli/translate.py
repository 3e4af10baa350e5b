"""`trainingkit translate`: how translations stand, catalogues brought up to date, and «this one is still right»."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.words import Group, json_option, kits_option, option
from trainingkit.i18n.catalogues import mark
from trainingkit.services.library import exists, find_kit
from trainingkit.services.translating import SHARED, Standing, confirm_unit, status, update


@click.group("translate", cls=Group, help=mark("See and update the translations of kits."))
def translate() -> None:
    """The group itself does nothing."""


def _library(kit: str, console: Console) -> tuple[Path, str]:
    """The folder of kits and the kit meant; an empty name means all of them."""
    if not kit or (kit == SHARED and exists(console.kits / SHARED)):
        return console.kits, kit
    folder = find_kit(kit, console.kits)
    return folder.parent, folder.name


# ── status ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@translate.command(
    "status", help=mark("Count what is missing, stale, a draft or translated, per kit, module and language.")
)
@click.argument("kit", metavar="[KIT]", default="")
@json_option
@kits_option
@click.pass_context
def status_(ctx: click.Context, kit: str) -> None:
    """Nothing is written, and gaps are no failure: `build` refuses them where they matter."""
    console = console_of(ctx)
    standings = status(*_library(kit, console))
    if console.as_json:
        console.data({"status": [asdict(each) for each in standings]})
        return
    _say_standings(standings, console)


def _say_standings(standings: Iterable[Standing], console: Console) -> None:
    """Every kit, and those of its modules that are not done."""
    shown = [each for each in standings if not each.module or each.translated < each.units]
    head = [console.say(each) for each in (mark("kit"), mark("module"), mark("language"))]
    head += [console.say(each) for each in (mark("missing"), mark("stale"), mark("draft"), mark("translated"))]
    rows = [
        (each.kit, each.module or "–", each.language, each.missing, each.stale, each.draft, each.translated)
        for each in shown
    ]
    console.table(head, rows, right=(3, 4, 5, 6))


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@translate.command(
    "update", help=mark("Bring the catalogues of kits up to date with their sources. No translation is lost.")
)
@click.argument("kit", metavar="[KIT]", default="")
@json_option
@kits_option
@click.pass_context
def update_(ctx: click.Context, kit: str) -> None:
    """Says which catalogues changed."""
    console = console_of(ctx)
    changed = update(*_library(kit, console), datetime.now(UTC))
    if console.as_json:
        console.data({"files": [str(path) for path in changed]})
        return
    for path in changed:
        console.line(str(path))
    if not changed:
        console.line(console.say("Every catalogue is up to date."))


# ── confirm ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@translate.command(
    "confirm", help=mark("Say that the translation of a unit is still right although its source changed.")
)
@click.argument("address", metavar="ADDRESS")
@option("--by", metavar="NAME", required=True, help=mark("Who says so."))
@option("--reason", metavar="TEXT", required=True, help=mark("Why; both are kept in the catalogue."))
@option("--language", metavar="L", default="", help=mark("Which translation, where a kit has several."))
@kits_option
@click.pass_context
def confirm_(ctx: click.Context, address: str, by: str, reason: str, language: str) -> None:
    """Refused where the source changed in slots, numbers, negations, dates or names."""
    console = console_of(ctx)
    path = confirm_unit(console.kits, address, by, reason, language)
    console.line(console.say("Confirmed in {path}.", path=path))
