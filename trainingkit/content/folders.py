"""What lies in a kit's folder: comes in a path, goes out which file is which module, and problems with names and
places.

Ids come from file names, so names are checked here. Refuses to open anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainingkit.content.files import FILE_KINDS, MODULES, FileKind
from trainingkit.content.names import nearest
from trainingkit.content.reader import RESERVED
from trainingkit.content.scalars import ID, likely_id
from trainingkit.errors import Place, Problem, as_place

_YAML = (".yaml", ".yml")
_OWN_FOLDERS = frozenset(
    {"modules", "workshops", "media", "translations", "variants", "countries", "sectors", "schemas"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: what kind it is, and the id that its name gives."""

    kind: FileKind
    path: Path
    ident: str

    @property
    def address(self) -> str:
        return self.kind.address.replace("{id}", self.ident)


def find_files(folder: Path, kinds: tuple[FileKind, ...], root: Path) -> tuple[list[Found], list[Problem]]:
    """The files of these kinds, in the order of their names, and what is wrong with names."""
    found: list[Found] = []
    problems: list[Problem] = []
    for kind in kinds:
        pattern = Path(kind.where)
        if "*" not in kind.where:
            if (folder / pattern).is_file():
                found.append(Found(kind, folder / pattern, pattern.stem))
            continue
        paths = sorted(path for path in (folder / pattern.parent).glob("*") if path.suffix.lower() in _YAML)
        problems += _names(paths, root, kind)
        found += [Found(kind, path, path.stem) for path in _first_of_each(paths) if path.suffix == ".yaml"]
    return found, problems


def _first_of_each(paths: list[Path]) -> Iterator[Path]:
    seen: set[str] = set()
    for path in paths:
        if path.stem.lower() not in seen:
            seen.add(path.stem.lower())
            yield path


def _names(paths: list[Path], root: Path, kind: FileKind) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path in paths:
        other = first.setdefault(path.stem.lower(), path)
        place = as_place(path, root, 1)
        if other is not path:
            # A stick formatted for Windows keeps only one of the two.
            details = {"id": path.stem, "other": as_place(other, root).file}
            yield Problem("id-in-two-files", details=details, place=place)
        elif path.suffix != ".yaml":
            yield Problem("wrong-file-name", details={"name": path.name, "expected": f"{path.stem}.yaml"}, place=place)
        elif not ID.fullmatch(path.stem):
            yield Problem("bad-id", details={"value": path.stem[:40], "likely": likely_id(path.stem)}, place=place)
        elif path.stem in RESERVED and kind in MODULES:
            yield Problem("reserved-id", details={"value": path.stem}, place=place)


def unknown_files(folder: Path, root: Path) -> Iterator[Problem]:
    """YAML files and folders of modules in places where nobody looks: a misspelt folder would be a silent loss."""
    kinds = [kind.kind for kind in MODULES]
    for path in sorted((folder / "modules").glob("*")):
        if path.name not in kinds and not path.name.startswith("."):
            yield _misplaced(path, root, nearest(path.name, kinds))
        elif path.is_dir():
            deeper = (each for each in sorted(path.glob("*/**/*")) if each.suffix in _YAML)
            yield from (_misplaced(each, root, each.name) for each in deeper)
    names = [kind.where for kind in FILE_KINDS if "*" not in kind.where and not kind.shared]
    for path in sorted(folder.glob("*")):
        if path.is_dir() and path.name not in _OWN_FOLDERS and not path.name.startswith((".", "_")):
            near = nearest(path.name, _OWN_FOLDERS)
            if near:
                yield _misplaced(path, root, near)
        elif path.suffix in _YAML and path.name not in names:
            yield _misplaced(path, root, nearest(path.name, names))


def _misplaced(path: Path, root: Path, near: str) -> Problem:
    place = as_place(path, root)
    return Problem("unknown-file", details={"name": path.name, "nearest": near}, place=Place(place.file, 1))
