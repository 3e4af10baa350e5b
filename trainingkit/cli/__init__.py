"""The command line: a thin edge that parses, calls one service and answers; `main` is where every run begins and
ends."""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from types import FrameType

import click

from trainingkit.cli.console import Console, make_console
from trainingkit.cli.exits import STATUS, Terminated, explain, status_of
from trainingkit.cli.problems import answer_problems
from trainingkit.cli.words import Group, kits_option
from trainingkit.errors import ContentError, TrainingKitError
from trainingkit.i18n.catalogues import mark

LAZY = {
    "backup": (
        "trainingkit.cli.backup:backup",
        mark("Copy all that the server keeps into a new folder, while it runs; its key stays where it is."),
    ),
    "kits": ("trainingkit.cli.kits:kits", mark("List kits, show one, check them.")),
    "build": ("trainingkit.cli.build:build", mark("Build the documents of a workshop, or of a kit's sample, as PDFs.")),
    "fit": ("trainingkit.cli.fit:fit", mark("Propose three agendas of a kit for the time there is.")),
    "cohorts": (
        "trainingkit.cli.cohorts:cohorts",
        mark("Plan cohorts for a plant: a timetable that keeps shifts, lines and rest, or what is short."),
    ),
    "publish-site": (
        "trainingkit.cli.site:publish",
        mark("Write the public library as plain files that open by double click, from a USB stick too."),
    ),
    "recover": (
        "trainingkit.cli.serve:recover",
        mark("Make a link for an account whose password is forgotten."),
    ),
    "restore": ("trainingkit.cli.backup:restore", mark("Put a backup into an empty data folder.")),
    "serve": ("trainingkit.cli.serve:serve", mark("Serve the kits in a browser.")),
    "translate": ("trainingkit.cli.translate:translate", mark("See and update the translations of kits.")),
    "work": ("trainingkit.cli.work:work_on", mark("Make what the screens ask for; `serve` starts one by itself.")),
}
"""Loaded when called: listing kits needs no renderer."""


@click.group(
    "trainingkit",
    cls=Group,
    lazy=LAZY,
    help=mark("Training kits for workshops: kept as data, checked, translated, printed."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@kits_option
@click.pass_context
def trainingkit(ctx: click.Context) -> None:
    """The program itself does nothing; its commands do."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line and ends the process with its exit status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Runs one command; whatever happens, the answer is an exit status and never a traceback."""
    console = make_console(os.environ)
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        found = trainingkit.main(list(arguments), prog_name="trainingkit", standalone_mode=False, obj=console)
        sys.stdout.flush()
        return found if isinstance(found, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        console.line(error.ctx.get_help())
        return 2
    except BaseException as error:  # noqa: BLE001 - the one place where every exception becomes an exit status
        return _end(error, console)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(error: BaseException, console: Console) -> int:
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    if isinstance(error, BrokenPipeError):
        # Whoever read the answer has gone; what Python still wants to write at its end must go somewhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return STATUS[BrokenPipeError]
    if os.environ.get("TRAININGKIT_DEBUG") == "1":
        traceback.print_exception(error)
    if isinstance(error, ContentError):
        return answer_problems(error.problems, console)
    said = explain(error, console)
    if said:
        console.note(said)
    if console.as_json and isinstance(error, TrainingKitError):
        problem = {"code": error.code, "severity": "error", "file": None, "line": None, "unit": "", "message": said}
        console.data({"problems": [{**problem, "fix": ""}]})
    return status_of(error)


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise Terminated
