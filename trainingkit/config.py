"""Settings: the one table of limits (`limits.toml`). Comes in: that file, or another like it; goes out: `Limits`.

Refuses unknown names and anything that is not a positive number: a limit misspelt is a limit not set.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from trainingkit.errors import UsageError

LIMITS_FILE = Path(__file__).with_name("limits.toml")

_Section = TypeVar("_Section")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLimits:
    """What one YAML file may hold."""

    bytes: int
    nodes: int
    depth: int
    digits: int
    characters: int
    marks: int
    joins: int
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingLimits:
    """What one drawing may hold."""

    bytes: int
    elements: int
    depth: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueLimits:
    """What one catalogue of translations may hold."""

    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryLimits:
    """What one run reads."""

    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderLimits:
    """What setting one document may use. CPU time grows with the text: a guide rightly takes longer than a handout."""

    cpu_seconds: int
    cpu_seconds_per_megabyte: int
    cpu_seconds_most: int
    wall_factor: int
    address_space: int
    file_bytes: int
    open_files: int
    niceness: int
    pages: int

    @property
    def wall_seconds(self) -> float:
        """When the parent stops waiting, whatever the child says."""
        return float(self.cpu_seconds_most * self.wall_factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverLimits:
    """How long one question to the solver may take."""

    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The whole table."""

    file: FileLimits
    drawing: DrawingLimits
    catalogue: CatalogueLimits
    library: LibraryLimits
    render: RenderLimits
    solver: SolverLimits


def _section(kind: type[_Section], name: str, table: Mapping[str, object]) -> _Section:
    found = table.get(name)
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # only dataclasses are passed
    if not isinstance(found, dict) or set(found) != names:
        raise UsageError("limits", section=name, names=", ".join(sorted(names)))
    if not all(isinstance(value, int) and value > 0 for value in found.values()):
        raise UsageError("limits", section=name, names=", ".join(sorted(names)))
    return kind(**found)


def read_limits(path: Path = LIMITS_FILE) -> Limits:
    """The limits of `path`; raises UsageError for a table that does not name each limit exactly once."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Limits(
        file=_section(FileLimits, "file", table),
        drawing=_section(DrawingLimits, "drawing", table),
        catalogue=_section(CatalogueLimits, "catalogue", table),
        library=_section(LibraryLimits, "library", table),
        render=_section(RenderLimits, "render", table),
        solver=_section(SolverLimits, "solver", table),
    )


LIMITS = read_limits()
"""The shipped limits."""
