"""Commands whose help is in the person's language; click's own words stand here once, for translators.

A help text is an English message (`mark`) and is translated when it is shown, since only then the language is known.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Protocol, TypeVar

import click

from trainingkit.cli.console import Console, console_of, printable
from trainingkit.content.names import nearest
from trainingkit.errors import UsageError
from trainingkit.i18n.catalogues import mark

_Function = TypeVar("_Function", bound=Callable[..., Any])


class Decorator(Protocol):
    """Gives back the function that it is given, for click with a parameter more."""

    def __call__(self, function: _Function, /) -> _Function: ...


_METAVARS = {"[OPTIONS]": mark("[OPTIONS]"), "COMMAND [ARGS]...": mark("COMMAND [ARGS]...")}
_HELP = mark("Show this text and end.")


class Option(click.Option):
    """An option with a help text to translate."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None or not self.help:
            return record
        return record[0], record[1].replace(self.help, console_of(ctx).say(self.help))


class _Worded(click.Command):
    """The parts of a help page that groups and commands share."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        names = self.get_help_option_names(ctx)
        return Option(names, is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help=_HELP)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = console_of(ctx).say
        pieces = [say(_METAVARS[piece]) if piece in _METAVARS else piece for piece in self.collect_usage_pieces(ctx)]
        usage = say("Usage:")
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{usage} ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.help:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(console_of(ctx).say(self.help))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(console_of(ctx).say("Options")):
            formatter.write_dl([record for record in records if record])


class Command(_Worded):
    """A command."""


class Group(_Worded, click.Group):
    """A group of commands. Those of `lazy` (name → module:attribute, first line of help) are loaded when called."""

    command_class = Command

    def __init__(self, *args: Any, lazy: dict[str, tuple[str, str]] | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self.lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.lazy:
            module, _, name = self.lazy[cmd_name][0].partition(":")
            found = getattr(import_module(module), name)
            return found if isinstance(found, click.Command) else None
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        console = console_of(ctx)
        with formatter.section(console.say("Commands")):
            formatter.write_dl([(name, self._line_of(ctx, name, console)) for name in self.list_commands(ctx)])

    def _line_of(self, ctx: click.Context, name: str, console: Console) -> str:
        if name in self.lazy:
            return console.say(self.lazy[name][1])
        command = self.get_command(ctx, name)
        said = (command.short_help or command.help) if command else None
        return console.say(said) if said else ""

    # One way to call these, where click knows four.
    def command(  # type: ignore[override]
        self, *args: Any, **values: Any
    ) -> Callable[[Callable[..., Any]], click.Command]:
        made: Callable[[Callable[..., Any]], click.Command] = super().command(*args, **{"cls": Command, **values})
        return made

    def group(  # type: ignore[override]
        self, *args: Any, **values: Any
    ) -> Callable[[Callable[..., Any]], click.Group]:
        made: Callable[[Callable[..., Any]], click.Group] = super().group(*args, **{"cls": Group, **values})
        return made


def _show_help(ctx: click.Context, _param: click.Parameter, value: object) -> None:
    if value and not ctx.resilient_parsing:
        console_of(ctx).line(ctx.get_help())
        ctx.exit()


class OneOf(click.ParamType[str]):
    """One of a few names; a wrong one is answered with the nearest."""

    name = "name"

    def __init__(self, names: Iterable[str], *, listed: bool = True) -> None:
        self.names = tuple(names)
        self.listed = listed

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:  # noqa: ARG002 - click's signature
        return f"[{'|'.join(self.names)}]" if self.listed else None

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        if value in self.names:
            return str(value)
        option = param.opts[0] if param else ""
        raise UsageError(
            "unknown-choice",
            option=option,
            value=printable(value),
            nearest=nearest(printable(value), self.names),
            choices=", ".join(self.names),
        )


# ── options that several commands have ──────────────────────────────────────────────────────────────────────────────


def option(*names: str, **values: Any) -> Decorator:
    """`click.option` with a help text to translate."""
    return click.option(*names, cls=Option, **values)


def _remember_json(ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
    if value:
        console_of(ctx).as_json = True
    return value


def _remember_kits(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        console_of(ctx).kits = type(console_of(ctx).kits)(value)


json_option = option(
    "--json", is_flag=True, expose_value=False, is_eager=True, callback=_remember_json, help=mark("Answer as JSON.")
)
kits_option = option(
    "--kits",
    metavar="DIR",
    expose_value=False,
    is_eager=True,
    callback=_remember_kits,
    help=mark("The folder with the kits; otherwise TRAININGKIT_KITS, otherwise ./kits."),
)


def names_of(values: Sequence[str]) -> tuple[str, ...]:
    """What was given by a repeated option, each once, in its order."""
    return tuple(dict.fromkeys(values))
