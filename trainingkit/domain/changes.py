"""What an overlay says: values at addresses that take the place of others, and addresses that are left out.

One rule for every «differs»: an adaptation, a variant, a shorter version of a session, a switched fact, a workshop's
own words. Holds data only; `overlay.apply` carries it out.
"""

from dataclasses import dataclass
from enum import StrEnum

from trainingkit.domain.text import UnitId

Path = tuple[str, ...]
"""The way to a value from the thing an overlay is laid on: names of fields and ids of mappings."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that takes the place of another, or a new entry of a mapping.

    `unit` is the address of what changes. A new entry stands after or before another one, else at the end.
    """

    unit: UnitId
    path: Path
    value: object
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """An entry that is left out, or an optional field that is emptied."""

    unit: UnitId
    path: Path


@dataclass(frozen=True, slots=True)
class Overlay:
    """Changes by address, in the order in which they were written."""

    changes: tuple[Change, ...] = ()
    left_out: tuple[Removal, ...] = ()

    def __add__(self, other: "Overlay") -> "Overlay":
        return Overlay(self.changes + other.changes, self.left_out + other.left_out)

    def __bool__(self) -> bool:
        return bool(self.changes or self.left_out)


class DriftKind(StrEnum):
    """What happened upstream: a text that was replaced here reads otherwise now, a text is new, one is gone, or one
    that is used here as it stands reads otherwise now (nothing waits to be decided then)."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Drift:
    """One change upstream in one language. `before` is what upstream said when it was last looked at, `now` what it
    says today, `here` what the adaptation says."""

    unit: UnitId
    kind: DriftKind
    language: str
    before: str = ""
    now: str = ""
    here: str = ""
