"""A walk over values of the kit with their addresses: comes in a record, goes out each field and each text of it.

The same rule gives addresses here and in the reader. Refuses to know what a field means.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from trainingkit.content.files import FILE_KINDS, WITHOUT_NAME
from trainingkit.content.schema import FieldShape, Record, RecordShape, record_of
from trainingkit.domain.text import Text


@dataclass(frozen=True, slots=True)
class Visit:
    """One field that holds something: where, of what, and what. `holder` is the record's own address."""

    unit: str
    holder: str
    cls: type
    shape: FieldShape
    value: Any


def visits(value: object, unit: str) -> Iterator[Visit]:
    """Every field below a record of the format, in the order of its class."""
    cls = _class(value)
    for shape, ending in _fields(cls):
        found = getattr(value, shape.name)
        if found is None or found == ():
            continue
        address = unit + ending
        yield Visit(address, unit, cls, shape, found)
        yield from _below(found, address)


def _below(value: object, unit: str) -> Iterator[Visit]:
    if type(value) in _RECORDS:
        yield from visits(value, unit)
    elif not isinstance(value, Text | str) and isinstance(value, Mapping):
        for name, item in value.items():
            yield from _below(item, f"{unit}/{name}")


def _class(value: object) -> Any:
    return type(value)


@cache
def _fields(cls: Any) -> tuple[tuple[FieldShape, str], ...]:
    """The fields of a class that values have, each with what its address adds to that of the record."""
    record = record_of(cls)
    stored = (shape for shape in record.by_key.values() if shape.stored)
    return tuple((shape, "" if _is_nameless(shape, record) else f"/{shape.key}") for shape in stored)


def _is_nameless(shape: FieldShape, record: Record) -> bool:
    return shape is record.shorthand or (record.cls, shape.name) in WITHOUT_NAME


def texts(value: object) -> Iterator[Text]:
    """Every text below a value, in its order; placeholders, which have no address, are left out."""
    if isinstance(value, Text):
        if value.unit:
            yield value
    elif type(value) in _RECORDS:
        for shape, _ in _fields(_class(value)):
            yield from texts(getattr(value, shape.name))
    elif not isinstance(value, str) and isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)


def _records(cls: type, found: set[type]) -> set[type]:
    found.add(cls)
    for field in record_of(cls).by_key.values():
        shape: Any = field.shape
        while not isinstance(shape, RecordShape) and (inner := getattr(shape, "item", getattr(shape, "other", None))):
            shape = inner
        if isinstance(shape, RecordShape) and shape.cls not in found:
            _records(shape.cls, found)
    return found


def every_record() -> frozenset[type]:
    """Every class that a file of the format can hold."""
    found: set[type] = set()
    for kind in FILE_KINDS:
        _records(kind.cls, found)
    return frozenset(found)


_RECORDS = every_record()
