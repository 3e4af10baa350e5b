"""`trainingkit work`: makes what the screens ask for, until it is stopped.

`serve` starts one by itself; whoever lets another web server load `wsgi.py` starts one beside it. Several on one
database share the work. Refuses to outlive the server that started it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from threading import Event, Thread

import click

from trainingkit.cli.console import console_of
from trainingkit.cli.words import Command, kits_option, option
from trainingkit.config import Settings, read_settings
from trainingkit.i18n.catalogues import mark
from trainingkit.rendering.worker import Renderer
from trainingkit.services.jobs import Press, work
from trainingkit.services.ownkits import library_with
from trainingkit.services.readings import Readings
from trainingkit.services.server import attach
from trainingkit.storage.artefacts import Store

SLOTS = 2
"""Documents set at the same time."""
_REST_SECONDS = 2.0


@click.command("work", cls=Command, help=mark("Make what the screens ask for; `serve` starts one by itself."))
@option("--until-closed", is_flag=True, help=mark("End when the standard input is closed."))
@kits_option
@click.pass_context
def work_on(ctx: click.Context, until_closed: bool) -> None:
    """Until it is stopped."""
    console = console_of(ctx)
    settings = read_settings({**console.environ, "TRAININGKIT_KITS": str(console.kits)})
    server = attach(settings)
    if until_closed:
        Thread(target=_end_when_closed, daemon=True).start()
    with Renderer(SLOTS) as renderer:
        work(
            server,
            Press(
                Readings(library_with(settings.kits, settings.own_kits)).of, Store(settings.data / "files"), renderer
            ),
            Event(),
        )


def _end_when_closed() -> None:
    while os.read(sys.stdin.fileno(), 4096):  # a buffered reader would hold its lock when Python ends
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def keep_working(settings: Settings, environ: Mapping[str, str]) -> None:
    """Keeps a worker beside this process: another one when it dies, none once this process is gone, however it ends."""
    command = [sys.executable, "-m", "trainingkit", "work", "--until-closed", "--kits", str(settings.kits.absolute())]

    def keep() -> None:
        while True:
            # It reads until this process is gone; nobody writes.
            with subprocess.Popen(command, stdin=subprocess.PIPE, env=dict(environ)) as process:  # noqa: S603 - our own program
                process.wait()
            Event().wait(_REST_SECONDS)

    Thread(target=keep, daemon=True, name="keep-working").start()
