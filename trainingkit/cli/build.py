"""`trainingkit build`: a workshop, or a kit's sample, as files for the copier."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from trainingkit.cli.console import Console, Progress, console_of, printable
from trainingkit.cli.exits import status_of
from trainingkit.cli.problems import problems_as_data, say_problems, status_of_problems
from trainingkit.cli.sentences import sentence_of
from trainingkit.cli.words import Command, OneOf, json_option, kits_option, names_of, option
from trainingkit.domain.assembly import DOCUMENTS
from trainingkit.domain.kit import Kit
from trainingkit.domain.printrun import Paper
from trainingkit.domain.text import Wording
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import UsageError
from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.wording import wording_for
from trainingkit.services.building import Built, Forecast
from trainingkit.services.building import build as build_files
from trainingkit.services.library import find_subject
from trainingkit.services.wanted import Wanted, nearest_language


@click.command(
    "build",
    cls=Command,
    help=mark(
        "Build the documents of a workshop as PDFs, or those of a kit's sample. WORKSHOP_OR_KIT is a file, "
        "a folder or an id. Options may be repeated; without them every document is built in the workshop's "
        "languages, on its paper, in colour."
    ),
)
@click.argument("subject", metavar="WORKSHOP_OR_KIT")
@option("--out", metavar="DIR", default="build", help=mark("The folder for the files; otherwise build."))
@option("--language", "languages", metavar="L", multiple=True, help=mark("A language to build in."))
@option("--paper", "papers", type=OneOf(("letter", "a4")), multiple=True, help=mark("Letter or A4."))
@option("--ink", "inks", type=OneOf(("colour", "black")), multiple=True, help=mark("In colour, or in pure black."))
@option(
    "--document",
    "documents",
    type=OneOf(DOCUMENTS, listed=False),
    metavar="NAME",
    multiple=True,
    help=mark("A kind of document: agenda, workbook, guide, handout …"),
)
@option(
    "--draft", is_flag=True, help=mark("Build in spite of gaps in translations; every page says that it is a draft.")
)
@option("--track", metavar="TRACK", default="", help=mark("Which track to build a kit's sample for."))
@option("--price", metavar="AMOUNT", default="", help=mark("What one side costs at the copy shop, to say the cost."))
@json_option
@kits_option
@click.pass_context
def build(ctx: click.Context, /, subject: str, **options: Any) -> None:
    """One build."""
    console = console_of(ctx)
    wanted = Wanted(
        languages=names_of(options["languages"]),
        papers=names_of(options["papers"]),  # type: ignore[arg-type]  # OneOf lets only these through
        inks=names_of(options["inks"]) or ("colour",),  # type: ignore[arg-type]
        documents=names_of(options["documents"]),
        draft=options["draft"],
        price=_price_of(options["price"]),
    )
    found = replace(find_subject(subject, console.kits), track=options["track"])
    folder = Path(options["out"])
    follower = Follower(console, wanted)
    try:
        built = build_files(found, wanted, folder, follower)
    except BaseException:
        follower.bar.clear()
        raise
    _say_built(built, folder, follower, console)
    ctx.exit(_status_of_build(built))


def _price_of(typed: str) -> Decimal | None:
    if not typed:
        return None
    try:
        price = Decimal(typed.replace(",", "."))
    except InvalidOperation as error:
        raise UsageError("bad-price", value=printable(typed)) from error
    if not price.is_finite() or not 0 <= price < 1_000_000:
        raise UsageError("bad-price", value=printable(typed))
    return price


# ── before and while ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class Follower:
    """Says what is going to be built, then how far it is."""

    console: Console
    wanted: Wanted
    forecast: Forecast | None = None

    def __post_init__(self) -> None:
        self.bar = Progress(self.console)

    def begin(self, forecast: Forecast) -> None:
        """Before anything is set: what it will take."""
        self.forecast = forecast
        for typed in self.wanted.languages:
            meant = nearest_language(typed, forecast.languages)
            if meant != typed:
                self.console.note(self.console.say("{typed}: {meant} is built.", typed=typed, meant=meant))
        wording, paper = wording_of(self.console, forecast.workshop), forecast.paper
        self.console.note(
            self.console.say(
                "Participants' sets, about: {sets} sets × {each} sheets = {sheets} sheets, {sides} sides{cost}.",
                sets=wording.number(Decimal(paper.copies)),
                each=wording.number(Decimal(paper.sheets_each)),
                sheets=wording.number(Decimal(paper.sheets)),
                sides=wording.number(Decimal(paper.sides)),
                cost=cost_words(paper, forecast.kit, forecast.workshop, self.console),
            )
        )
        self.console.note(self.console.counted("{count} file to build.", "{count} files to build.", forecast.files))

    def progress(self, done: int, total: int, path: str) -> None:
        """One more file."""
        self.bar(done, total, path)


def wording_of(console: Console, workshop: Workshop) -> Wording:
    """Numbers and money as the person and the workshop's country write them."""
    return wording_for(console.catalogue.language, workshop.country)


USUAL_PRICES = {"USD": Decimal("0.05")}
"""What a side costs at a copy shop, as an example for those who have not asked yet."""


def cost_words(paper: Paper, kit: Kit, workshop: Workshop, console: Console) -> str:
    """«; a $0.05 la cara, $54.45», or how to have it said where nobody knows what a side costs."""
    pack = kit.shared.countries.get(workshop.country)
    wording, currency = wording_of(console, workshop), pack.currency if pack else "USD"
    price = paper.price if paper.price is not None else USUAL_PRICES.get(currency)
    if price is None:
        return console.say("; --price says the cost")
    prices = {"price": wording.money(price, currency), "cost": wording.money(price * paper.sides, currency)}
    if paper.price is None:
        return console.say("; at {price} a side {cost} (--price says another)", **prices)
    return console.say("; at {price} a side {cost}", **prices)


# ── afterwards ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _say_built(built: Built, folder: Path, follower: Follower, console: Console) -> None:
    for limit in built.limits:
        console.note(sentence_of(limit, console.catalogue))
    if console.as_json:
        files = [_row_as_data(entry.path, built) for entry in built.entries]
        console.data({"files": files, **problems_as_data(built.problems, console)})
        return
    if built.entries:
        head = [console.say(each) for each in (mark("file"), mark("document"), mark("language"))]
        head += [console.say(each) for each in (mark("pages"), mark("copies"), mark("sheets"))]
        console.table(head, [_row(entry.path, built) for entry in built.entries], right=(3, 4, 5))
        console.line()
        console.line(_total(built, follower, console))
    if built.problems:
        console.line()
        say_problems(built.problems, console)
    console.line(console.say("The files are in {folder}; manifest.json lists them.", folder=folder))


def _row(path: str, built: Built) -> tuple[object, ...]:
    line = built.lines[path]
    name = path.rpartition("/")[2]
    return name, line.file.document, line.file.language, line.file.pages, line.paper.copies, line.paper.sheets


def _row_as_data(path: str, built: Built) -> dict[str, object]:
    line = built.lines[path]
    return {
        "path": path,
        "document": line.file.document,
        "language": line.file.language,
        "pages": line.file.pages,
        "copies": line.paper.copies,
        "sheets": line.paper.sheets,
    }


def _total(built: Built, follower: Follower, console: Console) -> str:
    forecast = follower.forecast
    if forecast is None:
        return ""
    wording = wording_of(console, forecast.workshop)
    return console.say(
        "{files} files; to print: {sheets} sheets, {sides} sides{cost}.",
        files=wording.number(Decimal(len(built.entries))),
        sheets=wording.number(Decimal(built.paper.sheets)),
        sides=wording.number(Decimal(built.paper.sides)),
        cost=cost_words(built.paper, forecast.kit, forecast.workshop, console),
    )


def _status_of_build(built: Built) -> int:
    if built.limits:
        return status_of(built.limits[0])
    return status_of_problems(built.problems)
