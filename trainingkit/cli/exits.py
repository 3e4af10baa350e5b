"""How a run ends: one table from class of error to exit status, and the sentence for each error that stops a run.

Comes in: an exception. Goes out: its status, and lines in the person's language. A traceback is never shown, except
to developers who ask for it (`TRAININGKIT_DEBUG=1`).
"""

import os
import traceback
from collections.abc import Iterator

import click

from trainingkit.cli.console import Console, printable
from trainingkit.cli.sentences import sentence_of
from trainingkit.content.names import nearest
from trainingkit.errors import (
    Busy,
    Conflict,
    ContentError,
    DiskError,
    KitFaulty,
    LimitReached,
    NotAllowed,
    NotFound,
    RenderError,
    TrainingKitError,
    UsageError,
)
from trainingkit.i18n.catalogues import mark

INTERNAL = 70
INTERRUPTED = 130
TERMINATED = 143
PIPE_CLOSED = 141

STATUS: dict[type[BaseException], int] = {
    ContentError: 1,
    KitFaulty: 1,
    RenderError: 1,
    UsageError: 2,
    NotFound: 2,
    click.UsageError: 2,
    LimitReached: 3,
    MemoryError: 3,
    DiskError: 4,
    Conflict: 4,
    OSError: 4,
    Busy: 5,
    NotAllowed: INTERNAL,
    TrainingKitError: INTERNAL,
    KeyboardInterrupt: INTERRUPTED,
    click.Abort: INTERRUPTED,
    BrokenPipeError: PIPE_CLOSED,
}
"""Every way a run can end but well; the nearest class counts. What stands nowhere is a fault of ours."""


class Terminated(BaseException):
    """The system asked the run to end; what it made so far is cleared away on the way out."""


STATUS[Terminated] = TERMINATED


def status_of(error: BaseException) -> int:
    """The exit status of a run that this ended."""
    return next((STATUS[each] for each in type(error).__mro__ if each in STATUS), INTERNAL)


def explain(error: BaseException, console: Console) -> str:
    """What happened, in a sentence or two; nothing for a run that was only stopped."""
    if isinstance(error, click.UsageError):
        return _usage(error, console)
    if isinstance(error, NotAllowed) or status_of(error) == INTERNAL:
        return _internal(error, console)
    if isinstance(error, TrainingKitError):
        return sentence_of(error, console.catalogue)
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        place = error.filename if isinstance(error.filename, str) else ""
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        return sentence_of(DiskError("disk", path=printable(place), reason=reason), console.catalogue)
    if isinstance(error, MemoryError):
        return sentence_of(LimitReached("memory"), console.catalogue)
    return ""


def _internal(error: BaseException, console: Console) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    if isinstance(error, TrainingKitError):
        details = ", ".join(f"{name}={value}" for name, value in error.details.items())
        what = f"{error.code} {details}".strip()
    else:
        what = type(error).__name__
    return console.say(
        "The program made a mistake ({what}, {place}). Please report it; TRAININGKIT_DEBUG=1 shows where it happened.",
        what=what,
        place=place,
    )


# ── what click finds wrong ──────────────────────────────────────────────────────────────────────────────────────────


def _usage(error: click.UsageError, console: Console) -> str:
    return "\n".join(_usage_lines(error, console))


def _usage_lines(error: click.UsageError, console: Console) -> Iterator[str]:
    yield _what(error, console)
    near = _near(error)
    if near:
        yield console.say("Did you mean {name}?", name=near)
    if error.ctx is not None:
        yield console.say("{command} --help shows what there is.", command=error.ctx.command_path)


def _near(error: click.UsageError) -> str:
    """What was probably meant. click knows of no commands that are loaded when called."""
    if isinstance(error, click.NoSuchCommand) and error.ctx and isinstance(error.ctx.command, click.Group):
        return nearest(error.command_name, error.ctx.command.list_commands(error.ctx))
    return ", ".join(error.possibilities or ()) if isinstance(error, click.NoSuchOption) else ""


def _what(error: click.UsageError, console: Console) -> str:
    match error:
        case click.NoSuchOption():
            return console.say("There is no option {name}.", name=error.option_name)
        case click.NoSuchCommand():
            return console.say("There is no command {name}.", name=error.command_name)
        case click.MissingParameter():
            return console.say("{name} is missing.", name=_name_of(error))
        case click.BadOptionUsage():
            return console.say("The option {name} needs a value, or takes none.", name=error.option_name)
        case click.BadParameter():
            return console.say("The value of {name} is not one it takes.", name=_name_of(error))
        case _:
            return console.say(_PLAIN.get(error.message.partition("(")[0].strip(" ."), _PLAIN[""]))


_PLAIN = {
    "Missing command": mark("A command is missing."),
    "Got unexpected extra argument": mark("There is one word too many."),
    "Got unexpected extra arguments": mark("There are more words than the command takes."),
    "": mark("The command is not complete or not understood."),
}


def _name_of(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    opts = [each for each in error.param.opts if each.startswith("-")]
    return opts[0] if opts else (error.param.metavar or error.param.name or "").upper()
