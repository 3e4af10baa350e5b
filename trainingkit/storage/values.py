"""Values of the domain as plain data and back, without loss: comes in a frozen dataclass, goes out what JSON can hold.

Reads the types of the fields, so that a new field needs nothing here; what says no more than its default is left out,
so that a field that was added later has its default in old data. Refuses types it does not know, data that names a
field that does not exist, and values of the wrong type: it raises TypeError or ValueError, which is a fault of ours,
since nothing but this module wrote the data.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

Plain = None | bool | int | str | list[Any] | dict[str, Any]


def to_plain(value: object) -> Plain:
    """A value as JSON holds it; mappings keep their order."""
    match value:
        case Enum():
            return str(value.value)
        case None | bool() | int() | str():
            return value
        case time() | date() | Decimal():
            return str(value)
        case Mapping():
            return {str(name): to_plain(each) for name, each in value.items()}
        case frozenset():
            return sorted(str(to_plain(each)) for each in value)
        case tuple():
            return [to_plain(each) for each in value]
        case _:
            return _plain_record(value)


def _plain_record(value: object) -> Plain:
    if is_dataclass(value):
        said = {each.name: getattr(value, each.name) for each in fields(value) if not _is_default(each, value)}
        return {name: to_plain(each) for name, each in said.items()}
    raise TypeError(f"no plain form for {type(value)!r}")


def _is_default(each: "Field[Any]", value: object) -> bool:
    default = each.default_factory() if each.default_factory is not MISSING else each.default
    found = getattr(value, each.name)
    return default is not MISSING and type(found) is type(default) and found == default


def from_plain(kind: Any, plain: Any) -> Any:
    """The value of a type that `to_plain` gave the data of."""
    return _reader_of(kind)(plain)


_Read = Callable[[Any], Any]


@cache
def _reader_of(kind: Any) -> _Read:
    """What makes values of a type of their data; the type is looked at once, since a list of workshops holds thousands
    of values."""
    bare = _bare(kind)
    origin, args = get_origin(bare), get_args(bare)
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is Literal:
        return lambda plain: _one_of(args, plain)
    if origin in (Mapping, dict):
        value = _reader_of(args[1])
        return lambda plain: {_checked(str, name): value(each) for name, each in _checked(dict, plain).items()}
    if origin in (tuple, frozenset):
        item = _reader_of(args[0])
        return lambda plain: origin(item(each) for each in _checked(list, plain))
    if is_dataclass(bare):
        return lambda plain: _record(bare, _checked(dict, plain))
    return _scalar(bare)


def _union(args: tuple[Any, ...]) -> _Read:
    readers: dict[type, _Read] = {}
    for each in args:
        readers.setdefault(_held_as(_bare(each)), _reader_of(each))

    def read(plain: Any) -> Any:
        found = readers.get(type(plain))
        if found is None:
            raise ValueError(f"none of {args!r}")
        return found(plain)

    return read


def _record(kind: Any, plain: dict[str, Any]) -> Any:
    readers = _readers_in(kind)
    if unknown := plain.keys() - readers.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: readers[name](each) for name, each in plain.items()})


@cache
def _readers_in(kind: type) -> dict[str, _Read]:
    """Of a record's fields. Looked up when a record is read, not when its type is: a type may hold itself."""
    hints = get_type_hints(kind)
    return {each.name: _reader_of(hints[each.name]) for each in fields(kind)}


def _scalar(kind: Any) -> _Read:
    if kind in (int, str, bool, type(None)):
        return lambda plain: _checked(kind, plain)
    if kind in (date, time):
        return lambda plain: kind.fromisoformat(_checked(str, plain))
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return lambda plain: kind(_checked(str, plain))
    raise TypeError(f"no value of {kind!r} from plain data")


def _bare(kind: Any) -> Any:
    """A type without the names and marks around it."""
    while isinstance(kind, NewType):
        kind = kind.__supertype__
    return kind


def _held_as(kind: Any) -> type:
    """The type of the data of a type, by which the types of a choice are told apart."""
    origin = get_origin(kind)
    if origin in (Mapping, dict) or is_dataclass(kind):
        return dict
    if origin in (tuple, frozenset):
        return list
    return kind if kind in (type(None), bool, int) else str


def _one_of(options: tuple[Any, ...], plain: Any) -> Any:
    if plain not in options:
        raise ValueError(f"{plain!r} is none of {options!r}")
    return plain


def _checked(kind: Any, plain: Any) -> Any:
    if type(plain) is not kind:
        raise ValueError(f"{type(plain).__name__} where {kind.__name__} is meant")
    return plain
