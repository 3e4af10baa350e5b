"""Writes the reference pages of `docs/` that are made from the code; `make docs` calls it, a test says when to."""

from collections.abc import Callable, Mapping
from pathlib import Path

from trainingkit.cli.page import command_page
from trainingkit.content.formatpage import format_page
from trainingkit.content.writing import write_atomic
from trainingkit.i18n.problempage import problem_page

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "command-line.md": command_page,
    "content-format.md": format_page,
    "problems.md": problem_page,
}


def main() -> None:
    for name, made in PAGES.items():
        path, text = DOCS / name, made()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            write_atomic(path, text.encode())
            print(name)


if __name__ == "__main__":
    main()
