"""Addresses as people write them and the way to the value that they mean: comes in a kit (or a part of it) and an
address such as `cases/child-care/exhibits/audit-note`, goes out the names of fields and ids that lead there.

Knows what things were called before (`formerly`), so that an address of yesterday still leads somewhere. Refuses to
read or to change anything.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass

from trainingkit.content.files import WITHOUT_NAME
from trainingkit.content.schema import record_of
from trainingkit.domain.changes import Path
from trainingkit.domain.kit import MODULE_KINDS, Kit

ROOTS = {
    "kit": "about",
    "agenda": "agenda",
    "logistics": "logistics",
    "media": "media",
    "variants": "variants",
    **{kind.KIND: kind.KIND.replace("-", "_") for kind in MODULE_KINDS},
}
"""What an address in a kit begins with, and the field of `Kit` that holds it."""


def known_as(name: str, entries: Mapping[str, object]) -> str:
    """The id of an entry today: its own, or that of the one that was called so before; empty where there is none."""
    if name in entries:
        return name
    return next((now for now, entry in entries.items() if getattr(entry, "formerly", None) == name), "")


def way_to(thing: object, address: str) -> Path | None:
    """The way to what an address means; None where it leads nowhere."""
    steps = address.split("/")
    if isinstance(thing, Kit):
        if steps[0] not in ROOTS:
            return None
        rest = _way(getattr(thing, ROOTS[steps[0]]), steps[1:])
        return None if rest is None else (ROOTS[steps[0]], *rest)
    return _way(thing, steps)


def _way(thing: object, steps: list[str]) -> Path | None:
    if not steps:
        return ()
    if isinstance(thing, Mapping):
        name = known_as(steps[0], thing)
        return _onward(name, _way(thing[name], steps[1:])) if name else None
    if not is_dataclass(thing) or isinstance(thing, type):
        return None
    record = record_of(type(thing))
    shape = record.by_key.get(steps[0])
    if shape is not None and (record.cls, shape.name) not in WITHOUT_NAME:
        return _onward(shape.name, _way(getattr(thing, shape.name), steps[1:]))
    nameless = next((each for each in record.by_key.values() if (record.cls, each.name) in WITHOUT_NAME), None)
    return _onward(nameless.name, _way(getattr(thing, nameless.name), steps)) if nameless else None


def _onward(step: str, rest: Path | None) -> Path | None:
    return None if rest is None else (step, *rest)
