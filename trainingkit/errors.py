"""What can go wrong, as values and as exceptions; holds no sentences and touches no file.

A `Problem` says what is wrong with content: a code, the unit or place it is about, and the details a sentence needs.
`i18n.problems` makes the sentence; the command line and the web join file and line. Exceptions are for what stops a
run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning is only said."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a file. `file` is relative to the library where it can be; `line` and `column` count from 1."""

    file: str
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with content. `details` are the plain values that the sentence of `code` is made with."""

    code: str
    unit: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    place: Place | None = None

    def at(self, place: Place | None) -> "Problem":
        """The same problem with a place, unless it has one already."""
        return self if self.place or place is None else replace(self, place=place)


class TrainingKitError(Exception):
    """The root of every error of ours. `code` names the sentence, `details` fill it."""

    code = "internal"

    def __init__(self, code: str = "", /, **details: object) -> None:
        self.code = code or type(self).code
        self.details = {name: str(value) for name, value in details.items()}
        super().__init__(self.code, self.details)


class NotFound(TrainingKitError):
    """The thing asked for does not exist, or is not for the one who asks."""

    code = "not-found"


class NotAllowed(TrainingKitError):
    """A reader was about to be given something that is not for them."""

    code = "not-allowed"


class Conflict(TrainingKitError):
    """Somebody else changed the same thing meanwhile, or it exists already."""

    code = "conflict"


class UsageError(TrainingKitError):
    """The request itself makes no sense: an unknown document, a language the kit does not promise."""

    code = "usage"


class ContentError(TrainingKitError):
    """Content that cannot be used; carries every problem found, never only the first."""

    code = "content"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("content", count=len(self.problems))


class KitFaulty(ContentError):
    """A kit that cannot be read now, and could not since the program began."""

    def __init__(self, kit: str, problems: Iterable[Problem]) -> None:
        self.kit = kit
        super().__init__(problems)


class RenderError(TrainingKitError):
    """A document could not be set: the code says why, the details say which one."""

    code = "render"


class LimitReached(TrainingKitError):
    """A run went past one of the limits of `limits.toml`."""

    code = "limit"


class DiskError(TrainingKitError):
    """A file could not be read or written: permission, space, a broken link."""

    code = "disk"


class Busy(TrainingKitError):
    """Another run holds what this one needs; trying again later is enough."""

    code = "busy"


def as_place(path: Path, root: Path | None, line: int = 0, column: int = 0) -> Place:
    """The place of `path`, named relative to `root` where it lies below it (people read it, tools open it)."""
    shown = path.relative_to(root) if root is not None and path.is_relative_to(root) else path
    return Place(str(shown), line, column)
