"""One run of reading: comes in files one by one, go out their values; problems, places and overlays gather meanwhile.

A file that cannot be read is named once and causes nothing else to be named. Refuses to know how files make a kit:
`library` and `adaptation` do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trainingkit.content.drawings import read_drawing
from trainingkit.content.folders import Found
from trainingkit.content.po import Translations
from trainingkit.content.reader import FileReader, Pending, Spot, Translate, placeholder, untranslated
from trainingkit.content.schema import RecordShape
from trainingkit.content.scope import Scope
from trainingkit.content.yamlfile import MappingNode, Node, Scalar, read_yaml
from trainingkit.domain.kit import Kit
from trainingkit.domain.logistics import Drawing
from trainingkit.domain.text import Audience
from trainingkit.errors import Place, Problem, Severity, as_place

TranslationsFor = Callable[[Path, str], tuple[Translations, tuple[Problem, ...]]]
"""The catalogues of a folder (second: its name in problems) as a look-up, and what is wrong with them."""


@dataclass(slots=True)
class Run:
    """Gathers while files are read."""

    root: Path
    translate: Translate = untranslated
    language: str = ""
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    faulty: set[str] = field(default_factory=set)
    """Addresses of files with an error in them; nothing that refers to them is called wrong."""

    def scope(self, kit: Kit) -> Scope:
        """What checks ask, as far as it has been read."""
        return Scope(kit, frozenset(self.faulty), frozenset(self.unread), self.places)

    def read_catalogues(self, folder: Path, translations: TranslationsFor) -> None:
        """From here on texts come with the translations of this folder."""
        found, problems = translations(folder, as_place(folder, self.root).file)
        self.translate = found
        self.places |= found.places
        self.problems += problems

    def reader(self, found: Found, by_language: tuple[str, ...] = ()) -> FileReader:
        """The reader of one file, which shares places and overlays with the run."""
        name = as_place(found.path, self.root).file
        return FileReader(name, self.language, self.translate, by_language, [], self.places, self.pending)

    def node(self, found: Found) -> Node | None:
        """The tree of a file; None, once its problems are noted, where there is none."""
        name = as_place(found.path, self.root).file
        node, problems = read_yaml(found.path, name)
        self.problems += problems
        if any(problem.severity is Severity.ERROR for problem in problems):
            self.faulty.add(found.address)
        if node is None:
            self.unread.add(found.address)
            self.places[found.address] = Place(name, 1, 1)
        elif found.kind.bare and isinstance(node, MappingNode):
            key = Scalar(found.kind.kind, node.line, node.column)
            node = MappingNode(node.line, node.column, {found.kind.kind: node}, {found.kind.kind: key})
        return node

    def read(self, found: Found, by_language: tuple[str, ...] = ()) -> Any:
        """The value of one file; a placeholder where it cannot be read at all."""
        return self.value(self.node(found), found, by_language)

    def value(self, node: Node | None, found: Found, by_language: tuple[str, ...] = ()) -> Any:
        """The value of a file whose tree is known."""
        reader = self.reader(found, by_language)
        spot = Spot(found.address, Audience(), found.address, found.ident)
        if node is None:
            return placeholder(RecordShape(found.kind.cls), spot)
        value = reader.read(node, found.kind.cls, spot)
        self.take(reader, found.address)
        return value

    def take(self, reader: FileReader, address: str) -> None:
        """Notes what a reader found wrong with the file at an address."""
        if any(problem.severity is Severity.ERROR for problem in reader.problems):
            self.faulty.add(address)
        self.problems += reader.problems


def same_id(written: str, found: Found, run: Run) -> list[Problem]:
    """An id that a file writes is the one that its name gives."""
    if not written or written.lower() == found.ident.lower():
        return []
    place = run.places.get(f"{found.address}/{found.kind.kind}")
    return [Problem("id-differs", details={"value": written, "expected": found.ident}, place=place)]


def with_drawings(path: Path, media: Mapping[str, Drawing], run: Run) -> dict[str, Drawing]:
    """Drawings with what their files of this kit hold; those that have it already are another kit's."""
    drawn: dict[str, Drawing] = {}
    listed = set()
    drawn.update({name: drawing for name, drawing in media.items() if drawing.svg})
    for name, drawing in ((name, drawing) for name, drawing in media.items() if not drawing.svg):
        file = path / "media" / drawing.file.removeprefix("media/")
        listed.add(file)
        drawn[name] = drawing
        place = run.places.get(f"media/{name}/file")
        if not drawing.file:
            continue
        # A name with a folder in it could lead out of the kit.
        if "/" in drawing.file.removeprefix("media/") or file.suffix != ".svg" or not file.is_file():
            details = {"name": drawing.file, "nearest": ""}
            run.problems.append(Problem("drawing-missing", f"media/{name}", details, place=place))
            run.faulty.add("media")
            continue
        svg, digits, problems = read_drawing(file, as_place(file, run.root).file)
        drawn[name] = replace(drawing, svg=svg)
        run.problems += problems
        if not problems and digits != set(drawing.legend):
            details = {"digits": ", ".join(sorted(digits)), "legend": ", ".join(sorted(drawing.legend))}
            run.problems.append(Problem("drawing-legend", f"media/{name}", details, place=place))
        if problems:
            run.faulty.add("media")
    for file in sorted((path / "media").glob("*.svg")):
        if file not in listed and "media" not in run.unread:
            details = {"name": file.name}
            problem = Problem("drawing-unlisted", "", details, Severity.WARNING, as_place(file, run.root, 1))
            run.problems.append(problem)
    return {name: drawn[name] for name in media}
