"""`trainingkit backup` and `trainingkit restore`: a copy of all that a server keeps, and a server made of one again.

Each parses its folder, calls one service, and says what was done and what was not: the key is never in the copy.
"""

from pathlib import Path

import click

from trainingkit.cli.console import console_of
from trainingkit.cli.words import Command
from trainingkit.config import read_settings
from trainingkit.i18n.catalogues import mark
from trainingkit.services.backups import make_backup, restore_backup


@click.command(
    "backup",
    cls=Command,
    help=mark(
        "Copy all that the server keeps into a new folder, while it runs. Its key is not copied: keep that elsewhere."
    ),
)
@click.argument("folder", metavar="DIR")
@click.pass_context
def backup(ctx: click.Context, folder: str) -> None:
    """A new folder, whole or not at all."""
    console = console_of(ctx)
    settings = read_settings(console.environ)
    made = make_backup(settings, Path(folder))
    kilobytes = -(-made.size // 1000)
    console.line(
        console.counted("{count} file, {size} kB", "{count} files, {size} kB", len(made.files), size=kilobytes)
    )
    console.line(
        console.say(
            "The key {path} is not in it. Keep a copy of the key in another place: without it nobody can read the "
            "workshops.",
            path=settings.key,
        )
    )


@click.command(
    "restore",
    cls=Command,
    help=mark("Put a backup into an empty data folder. The key of the server it is from must be in its place already."),
)
@click.argument("folder", metavar="DIR")
@click.pass_context
def restore(ctx: click.Context, folder: str) -> None:
    """Nothing is written over."""
    console = console_of(ctx)
    settings = read_settings(console.environ)
    found = restore_backup(settings, Path(folder))
    console.line(console.say("Everything is as it was on {date}.", date=found.made_at[:16].replace("T", " ")))
    console.line(
        console.say(
            "Everybody signs in again, and invitations that were open are made anew. What was erased since then is "
            "back: erase it again. `trainingkit serve` starts the server."
        )
    )
