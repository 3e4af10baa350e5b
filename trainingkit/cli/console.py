"""What a person at a terminal reads: their language, plain lines, a progress bar where there is a terminal.

Comes in: values and English messages. Goes out: text in the person's language. Refuses to crash on odd names: what a
terminal cannot show is escaped, and a newline in a file name does not begin a line.
"""

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from trainingkit.i18n.catalogues import Catalogue, language_of, messages_for

KITS_VARIABLE = "TRAININGKIT_KITS"


def printable(value: object) -> str:
    """A value for a sentence: one line, and nothing that moves the cursor or is no character at all."""
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in str(value))


@dataclass
class Console:
    """One run of the command line. `as_json`: what is listed, problems included, goes out as JSON."""

    catalogue: Catalogue
    environ: Mapping[str, str]
    kits: Path = Path("kits")
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, message: str, /, **values: object) -> str:
        """A message in the person's language."""
        return self.catalogue.say(message, **{name: printable(value) for name, value in values.items()})

    def counted(self, one: str, many: str, count: int, /, **values: object) -> str:
        """A message for so many things."""
        return self.catalogue.counted(one, many, count, **{name: printable(value) for name, value in values.items()})

    def line(self, text: str = "") -> None:
        """A line of the answer."""
        print(text, file=self.out)

    def note(self, text: str) -> None:
        """A line about the answer; it stays out of what scripts read."""
        print(text, file=self.err, flush=True)

    def data(self, value: object) -> None:
        """The answer as JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=2), file=self.out)

    def table(self, head: Sequence[str], rows: Sequence[Sequence[object]], right: Iterable[int] = ()) -> None:
        """Columns as wide as what stands in them; those of `right` hold numbers."""
        cells = [list(head), *([printable(cell) for cell in row] for row in rows)]
        widths = [max(len(row[place]) for row in cells) for place in range(len(head))]
        numbers = frozenset(right)
        for row in cells:
            shown = (
                cell.rjust(width) if place in numbers else cell.ljust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            )
            self.line("  ".join(shown).rstrip())


def make_console(environ: Mapping[str, str]) -> Console:
    """The console of this process; both streams escape what their encoding lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    console = Console(messages_for(language_of(environ)), environ)
    console.kits = Path(environ.get(KITS_VARIABLE) or "kits")
    return console


def console_of(context: click.Context) -> Console:
    """The console that a command was given."""
    found = context.find_root().obj
    return found if isinstance(found, Console) else make_console(os.environ)


@dataclass
class Progress:
    """How far a long run is: a bar on a terminal, a line for each finished thing elsewhere."""

    console: Console
    bar_width: int = 24

    @property
    def _on_terminal(self) -> bool:
        return self.console.err.isatty() and self.console.environ.get("TERM") != "dumb"

    def __call__(self, done: int, total: int, name: str) -> None:
        """`done` of `total` things are finished, `name` the last of them."""
        if not self._on_terminal:
            self.console.note(f"{done}/{total} {printable(name)}")
            return
        full = self.bar_width * done // max(1, total)
        text = f"{'█' * full}{'░' * (self.bar_width - full)} {done}/{total} {printable(name)}"
        width = shutil.get_terminal_size().columns - 1
        print(f"\r{text[:width].ljust(width)}", end="" if done < total else "\n", file=self.console.err, flush=True)

    def clear(self) -> None:
        """Ends an unfinished bar, so that what follows begins on its own line."""
        if self._on_terminal:
            print("\r\033[K", end="", file=self.console.err, flush=True)
