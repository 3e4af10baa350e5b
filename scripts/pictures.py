"""Contact sheets: pictures of the pages of a build, to be looked at.

In: a folder that `trainingkit build` made (`--from DIR`); without one the example workshop is built, on both
papers and in both inks. Out: a PNG for each document, language, paper and ink, and one for each kind of page,
in `pictures/`. Replaces only the pictures of earlier runs.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from trainingkit.rendering import pdf

TOP = Path(__file__).resolve().parent.parent
WORKSHOP = "example"
DPI = 60
COLUMNS = 6
MOST_PAGES = 24
GAP = 8
GROUND = (128, 128, 128)
LABEL_HEIGHT = 14


@dataclass(frozen=True)
class File:
    """A line of a build's manifest."""

    path: Path
    document: str
    language: str
    paper: str
    ink: str

    @property
    def sheet(self) -> str:
        return f"{self.document}_{self.language}_{self.paper}_{self.ink}"


def read_manifest(folder: Path) -> tuple[File, ...]:
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    return tuple(
        File(folder / each["path"], each["document"], each["language"], each["paper"], each["ink"]) for each in listed
    )


def first_of_each(files: Iterable[File]) -> tuple[File, ...]:
    """One file stands for all of its kind: twenty-five role sheets look alike."""
    found: dict[str, File] = {}
    for file in files:
        found.setdefault(file.sheet, file)
    return tuple(found.values())


def pictures_of(file: File) -> Iterator[Image.Image]:
    content = file.path.read_bytes()
    for number in range(1, min(pdf.page_count(content), MOST_PAGES) + 1):
        yield pdf.page_picture(content, number, DPI)


def contact_sheet(pictures: Iterable[Image.Image], names: Iterable[str] = (), in_a_row: int = COLUMNS) -> Image.Image:
    """The pictures in rows, each with its name above where there is one."""
    pages = list(pictures)
    width = max(page.width for page in pages) + GAP
    height = max(page.height for page in pages) + GAP + LABEL_HEIGHT
    columns = min(in_a_row, len(pages))
    sheet = Image.new("RGB", (width * columns + GAP, height * -(-len(pages) // columns) + GAP), GROUND)
    draw = ImageDraw.Draw(sheet)
    titles = [*names, *[""] * len(pages)]
    for place, (page, title) in enumerate(zip(pages, titles, strict=False)):
        left, top = GAP + place % columns * width, GAP + place // columns * height
        draw.text((left, top), title, fill=(255, 255, 255))
        sheet.paste(page, (left, top + LABEL_HEIGHT))
    return sheet


def write(target: Path, sheet: Image.Image) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target, optimize=True)
    print(target)


def write_all(files: Iterable[File], target: Path) -> None:
    chosen = first_of_each(files)
    for file in chosen:
        write(target / f"{file.sheet}.png", contact_sheet(pictures_of(file)))
    # The first page of every kind side by side: what does not belong together shows here.
    for variety in sorted({(file.language, file.paper, file.ink) for file in chosen}):
        same = [file for file in chosen if (file.language, file.paper, file.ink) == variety]
        firsts = [pdf.page_picture(file.path.read_bytes(), 1, DPI) for file in same]
        write(target / f"all_{'_'.join(variety)}.png", contact_sheet(firsts, [file.document for file in same]))


def build(folder: Path) -> None:
    """Every document of the example workshop, languages as promised, on both papers and in both inks."""
    options = ["--paper", "letter", "--paper", "a4", "--ink", "colour", "--ink", "black"]
    command = [sys.executable, "-m", "trainingkit", "build", WORKSHOP, *options, "--out", str(folder)]
    subprocess.run(command, cwd=TOP, check=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Contact sheets of a build.")
    parser.add_argument("--from", dest="source", type=Path, help="a folder that trainingkit build made")
    parser.add_argument("--out", type=Path, default=TOP / "pictures")
    chosen = parser.parse_args(arguments)
    for old in chosen.out.glob("*.png"):
        old.unlink()
    if chosen.source:
        write_all(read_manifest(chosen.source), chosen.out)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder))
        write_all(read_manifest(Path(folder)), chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
