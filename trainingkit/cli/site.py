"""`trainingkit publish-site`: the public library as plain files, for a USB stick or a server that runs nothing."""

from pathlib import Path

import click

from trainingkit.cli.console import Progress, console_of
from trainingkit.cli.words import Command, json_option, kits_option
from trainingkit.config import read_settings
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import mark, messages_for
from trainingkit.rendering.worker import Renderer
from trainingkit.services.library import exists
from trainingkit.services.readings import Readings
from trainingkit.services.sheetwords import size
from trainingkit.services.shelves import Library
from trainingkit.services.site import publish_site
from trainingkit.services.stock import Stock
from trainingkit.storage.artefacts import Store
from trainingkit.web.sitelook import SiteLook


@click.command(
    "publish-site",
    cls=Command,
    help=mark(
        "Write the public library into DIR as plain files that open by double click, without a network. An earlier "
        "library there is replaced as a whole; where nothing has changed nothing is written."
    ),
)
@click.argument("folder", metavar="DIR")
@json_option
@kits_option
@click.pass_context
def publish(ctx: click.Context, folder: str) -> None:
    """One publication."""
    console = console_of(ctx)
    if not exists(console.kits):
        raise NotFound("no-such-library", name=console.kits)
    bar = Progress(console)
    with Renderer() as renderer:
        stock = Stock(Store(read_settings(console.environ).data / "files"), renderer)
        library = Library(Readings(console.kits))
        try:
            made = publish_site(library, stock, Path(folder), SiteLook(), bar)
        except BaseException:
            bar.clear()
            raise
    if console.as_json:
        done = made.replaced
        console.data(
            {
                "sheets": made.sheets,
                "files": made.files,
                "bytes": made.size,
                "written": done.written,
                "kept": done.kept,
                "gone": done.gone,
            }
        )
        return
    if not (made.replaced.written or made.replaced.gone):
        console.line(console.say("Nothing has changed since {folder} was written.", folder=folder))
        return
    console.line(
        console.counted(
            "{count} sheet, {files} files, {size}; {written} of them new or changed.",
            "{count} sheets, {files} files, {size}; {written} of them new or changed.",
            made.sheets,
            files=made.files,
            size=size(made.size, messages_for(console.catalogue.language)),
            written=made.replaced.written,
        )
    )
    console.line(console.say("Open {path}", path=Path(folder) / "index.html"))
