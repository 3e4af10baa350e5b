"""A family of sample kits made on disk: the small kit of the tests and what adapts it, file by file."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.content.faults import SAMPLES
from trainingkit.content.library import Reading, read_kit

KIT = """\
kit: {name}
edition: "1"
adapts: {{kit: {upstream}, edition: "1.10"}}
language: es
languages: [es]
title: Una adaptación
by: {{team: {{name: Otro equipo, did: Cambió el caso.}}}}
"""


def make_library(folder: Path) -> Path:
    """A library with the small kit and what it shares."""
    shutil.copytree(SAMPLES, folder)
    return folder


def adapt(library: Path, name: str, files: Mapping[str, str], upstream: str = "small", more: str = "") -> Path:
    """A kit that adapts another one; `more` stands at the end of its `kit.yaml`."""
    folder = library / name
    folder.mkdir()
    (folder / "kit.yaml").write_text(KIT.format(name=name, upstream=upstream) + more, encoding="utf-8")
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> Reading:
    return read_kit(folder, folder.parent)


def edit(path: Path, old: str, new: str) -> None:
    """Changes one thing in a file, and makes sure that it was there."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path.name, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(reading: Reading) -> list[tuple[str, str, str, int]]:
    """The problems of a reading: code, unit, file, line."""
    return [
        (each.code, each.unit, each.place.file if each.place else "", each.place.line if each.place else 0)
        for each in reading.problems
    ]
