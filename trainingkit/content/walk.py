"""A walk over values of the kit with their addresses: comes in a record, goes out each field and each text of it.

The same rule gives addresses here and in the reader. Refuses to know what a field means.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    record = record_of(_class(value))
    for shape in record.by_key.values():
        if not shape.stored:
            continue
        found = getattr(value, shape.name)
        if found is None or found == ():
            continue
        address = _address(unit, shape, record)
        yield Visit(address, unit, record.cls, shape, found)
        yield from _below(found, address)


def _below(value: object, unit: str) -> Iterator[Visit]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _below(item, f"{unit}/{name}")
    elif not isinstance(value, Text | str) and type(value) in _RECORDS:
        yield from visits(value, unit)


def _class(value: object) -> Any:
    return type(value)


def _address(unit: str, shape: FieldShape, record: Record) -> str:
    nameless = shape is record.shorthand or (record.cls, shape.name) in WITHOUT_NAME
    return unit if nameless else f"{unit}/{shape.key}"


def texts(value: object) -> Iterator[Text]:
    """Every text below a value, in its order; placeholders, which have no address, are left out."""
    if isinstance(value, Text):
        if value.unit:
            yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif (cls := _class(value)) in _RECORDS:
        for shape in record_of(cls).by_key.values():
            if shape.stored:
                yield from texts(getattr(value, shape.name))


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
