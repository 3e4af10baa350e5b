"""`trainingkit serve`: the application in a browser, for this machine alone unless the settings say otherwise.

Makes what the first start needs, says where to go, and hands over to gunicorn. Refuses what `config.read_settings` and
`services.server.prepare` refuse; who asked for what is written nowhere.
"""

import os
import socket
from collections.abc import Iterator, Mapping
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from trainingkit.app import create_app_with, warm_up
from trainingkit.cli.console import Console, console_of
from trainingkit.cli.patience import PatientWorker
from trainingkit.cli.words import Command, kits_option, option
from trainingkit.cli.work import keep_working
from trainingkit.config import Settings, read_settings
from trainingkit.errors import UsageError
from trainingkit.i18n.catalogues import mark
from trainingkit.services.forgetting import forget_due, is_behind
from trainingkit.services.invitations import first_link, recovery_link
from trainingkit.services.readings import SERVING
from trainingkit.services.server import Server, attach, prepare
from trainingkit.web.guessing import require_list

THREADS = 8


def options_for(settings: Settings) -> dict[str, Any]:
    """What gunicorn is told. One process with threads: SQLite has one writer anyway, and what takes long is done by
    others."""
    return {
        "bind": f"{settings.bind}:{settings.port}",
        "worker_class": PatientWorker,
        "workers": 1,
        "threads": THREADS,
        "certfile": settings.certificate and str(settings.certificate),
        "keyfile": settings.certificate_key and str(settings.certificate_key),
        "loglevel": "warning",
        "accesslog": None,
        "proc_name": "trainingkit",
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
    }


class Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our settings and without its own: no files of it, no command line, no access log."""

    def __init__(self, settings: Settings, console: Console, first: str) -> None:
        self.settings = settings
        self.first = first
        self.console = console
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn, which asks nobody else."""
        for name, value in self.options().items():
            self.cfg.set(name, value)

    def options(self) -> Mapping[str, Any]:
        """What `options_for` says, and where to say that it can be opened."""
        return {**options_for(self.settings), "when_ready": self.say_where}

    def load(self) -> Any:
        """The application, made in the process that serves, and a worker beside it."""
        app = create_app_with(self.settings, attach(self.settings), SERVING)
        warm_up(app)
        keep_working(self.settings, self.console.environ)
        return app

    def say_where(self, arbiter: Any) -> None:
        """What to open, once it can be opened."""
        port = arbiter.LISTENERS[0].getsockname()[1]
        address = _address(self.settings, port)
        self.console.line(self.console.say("Open {address}", address=address))
        if self.first:
            link = f"{address}{self.console.catalogue.language}/invitation/{self.first}"
            self.console.line(
                self.console.say("The first account begins here, once, within three days: {link}", link=link)
            )
        self.console.out.flush()


@click.command(
    "serve",
    cls=Command,
    help=mark("Serve the kits in a browser. Settings are TRAININGKIT_…; docs/server.md lists them."),
)
@option("--port", metavar="N", default="", help=mark("The port; 0 takes any that is free."))
@kits_option
@click.pass_context
def serve(ctx: click.Context, port: str) -> None:
    """Until it is stopped."""
    console = console_of(ctx)
    environ = {**console.environ, "TRAININGKIT_KITS": str(console.kits)}
    settings = read_settings({**environ, "TRAININGKIT_PORT": port} if port else environ)
    _require_free(settings)
    require_list()
    server = prepare(settings)
    for warning in warnings_of(server):
        console.note(console.say(warning))
    forget_due(server)
    first = first_link(server)
    server.database.close()  # gunicorn's process opens its own
    Gunicorn(settings, console, first).run()


def warnings_of(server: Server) -> Iterator[str]:
    """What should not be so, and stops nothing."""
    if os.geteuid() == 0:
        yield mark("The server runs as root. Give it an account of its own: whoever breaks in would own the machine.")
    if is_behind(server):
        yield mark("The clock is behind what has happened already. Set it right; until then nothing is forgotten.")


@click.command(
    "recover",
    cls=Command,
    help=mark("Make a link for an account whose password is forgotten. The second factor stays as it is."),
)
@click.argument("name")
@click.pass_context
def recover(ctx: click.Context, name: str) -> None:
    """For whoever sits at the server itself."""
    console = console_of(ctx)
    settings = read_settings(console.environ)
    secret = recovery_link(attach(settings), name)
    link = f"{_address(settings, settings.port)}{console.catalogue.language}/invitation/{secret}"
    console.line(console.say("A new password can be chosen here, once, within three days: {link}", link=link))


def _address(settings: Settings, port: int) -> str:
    """What people open. Behind a server of one's own they see that one's name, and its usual port."""
    host = settings.hosts[0] if settings.proxies else f"{settings.hosts[0]}:{port}"
    return f"{'https' if settings.is_secure else 'http'}://{host}/"


def _require_free(settings: Settings) -> None:
    """gunicorn would try for five seconds, and say it in its own words."""
    family = socket.AF_INET6 if ":" in settings.bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.bind.strip("[]"), settings.port))
        except OSError:
            raise UsageError("port-taken", port=settings.port) from None
