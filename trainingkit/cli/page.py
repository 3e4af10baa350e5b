"""`docs/command-line.md`, made from the commands themselves: goes out Markdown in English, the same for the same
code."""

from collections.abc import Iterator

import click

from trainingkit.cli import trainingkit
from trainingkit.cli.console import make_console

_WIDTH = 100
_HEAD = """# Command line

Made by `make docs` from the commands themselves; `trainingkit … --help` says the same, in Spanish where the
language of the terminal is Spanish (`LC_ALL`, `LC_MESSAGES`, `LANG`, `LANGUAGE`).

- A kit is named by its folder or by its id; a workshop by its file or by its id. Ids are looked up under `--kits`,
  otherwise in the folder that `TRAININGKIT_KITS` names, otherwise in `./kits`.
- What begins with a dash and is no option stands after `--`.
- Answers go to standard output, everything about them (progress, notes, errors) to standard error.
"""
_FILES = """## Files of a build

`DIR/<language>/<NN>-<slug>_<language>_<paper>[_black].pdf` and `DIR/manifest.json`:

```json
{"files": [{"path": "es/03-cuaderno_es_letter.pdf", "document": "workbook", "language": "es", "paper": "letter",
            "ink": "colour", "pages": 33, "audience": "participant", "sha256": "…"}]}
```

Numbers follow the whole list of documents, so a document has the same number in every build. All files of a
run appear together when it has ended well; a run that is stopped leaves the folder as it was. Only files
that the folder's own manifest lists are ever replaced; those of other languages, papers and inks stay
listed. The same inputs give the same bytes.

The cost of copies is said before and after. Without `--price` it is reckoned with $0.05 a side, as an
example, where the country pays in dollars.

## Answers as data

`--json` gives what is listed as JSON, problems always in one form:

```json
{"problems": [{"code": "unknown-field", "severity": "error", "file": "kits/water/kit.yaml", "line": 4, "unit": "kit",
               "message": "…", "fix": "…"}]}
```

`fit` gives `{"kit", "minutes", "days", "proposals": […], "written"}`; a proposal has its `days` with `items`, its
`cases` and what is `lost`; its `variant` is null for one that was worked out, and empty for the kit's own agenda.
`kits list` gives `{"kits": […]}`, `kits show` the kit with `modules` and `words`, `kits readability`
`{"passages": […], "whole": […], "unmeasured": […], "problems": […]}`, `kits coverage` `{"cases": […],
"uncovered": {…}, "sessions": […], "sets": […]}` (for facilitators: it tells the keys), `translate status`
`{"status": […]}` with `missing`, `stale`, `draft` and `translated`, `build` `{"files": […], "problems":
         […]}`. `cohorts` gives `{"plan": …, "kit": …, "cohorts": […], "coverage": […], "problems": […]}`; `cohorts` is
null where there is no timetable, and a count of `coverage` is `"<5"` or `"–"` where it is not shown. With `--out` it
names `files`, those `replaced`, and those `left` from an earlier timetable.

## Exit status

| status | meaning |
|---|---|
| 0 | done; warnings are no failure |
| 1 | problems in the content: see them with `kits check` |
| 2 | the command was not understood, or names something that does not exist |
| 3 | a limit of the run was reached |
| 4 | the disk: no permission, no space, a link that leads nowhere, somebody else's file in the way |
| 5 | another run holds the folder; try again |
| 70 | a mistake of the program; `TRAININGKIT_DEBUG=1` shows where |
| 130, 143 | stopped by Ctrl-C or by the system |
"""


def command_page() -> str:
    """The whole page."""
    return "\n".join((_HEAD, *_sections(trainingkit, ("trainingkit",)), _FILES))


def _sections(command: click.Command, path: tuple[str, ...], parent: click.Context | None = None) -> Iterator[str]:
    context = click.Context(
        command, parent, path[-1], obj=make_console({}), terminal_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    yield f"## {' '.join(path)}\n\n```\n{context.get_help()}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _sections(found, (*path, name), context)
