"""Values of the domain as plain data and back, without loss: comes in a frozen dataclass, goes out what JSON can hold.

Reads the types of the fields, so that a new field needs nothing here; what says no more than its default is left out,
so that a field that was added later has its default in old data. Refuses types it does not know, data that names a
field that does not exist, and values of the wrong type: it raises TypeError or ValueError, which is a fault of ours,
since nothing but this module wrote the data.
"""

import types
from collections.abc import Mapping
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
    kind, origin, args = _shape(kind)
    if origin in (Union, types.UnionType):
        return from_plain(_fitting(args, plain), plain)
    if origin is Literal:
        return _one_of(args, plain)
    if origin in (Mapping, dict):
        return {_checked(str, name): from_plain(args[1], each) for name, each in _checked(dict, plain).items()}
    if origin is tuple:
        return tuple(from_plain(args[0], each) for each in _checked(list, plain))
    if origin is frozenset:
        return frozenset(from_plain(args[0], each) for each in _checked(list, plain))
    if is_dataclass(kind):
        return _record(kind, _checked(dict, plain))
    return _scalar(kind, plain)


@cache
def _shape(kind: Any) -> tuple[Any, Any, tuple[Any, ...]]:
    bare = _bare(kind)
    return bare, get_origin(bare), get_args(bare)


def _record(kind: Any, plain: dict[str, Any]) -> Any:
    hints = _hints(kind)
    if unknown := plain.keys() - hints.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: from_plain(hints[name], each) for name, each in plain.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind)}


def _scalar(kind: Any, plain: Any) -> Any:
    if kind in (int, str, bool, type(None)):
        return _checked(kind, plain)
    if kind in (date, time):
        return kind.fromisoformat(_checked(str, plain))
    if kind is Decimal or (isinstance(kind, type) and issubclass(kind, Enum)):
        return kind(_checked(str, plain))
    raise TypeError(f"no value of {kind!r} from plain data")


def _bare(kind: Any) -> Any:
    """A type without the names and marks around it."""
    while isinstance(kind, NewType):
        kind = kind.__supertype__
    return kind


def _fitting(args: tuple[Any, ...], plain: Any) -> Any:
    """Which of several types the data is of, by its look."""
    for kind in map(_bare, args):
        origin = get_origin(kind)
        held: tuple[type, ...]
        if kind is type(None):
            held = (type(None),)
        elif origin in (Mapping, dict) or is_dataclass(kind):
            held = (dict,)
        elif origin in (tuple, frozenset):
            held = (list,)
        else:
            held = (bool,) if kind is bool else (int,) if kind is int else (str,)
        if type(plain) in held:
            return kind
    raise ValueError(f"none of {args!r}")


def _one_of(options: tuple[Any, ...], plain: Any) -> Any:
    if plain not in options:
        raise ValueError(f"{plain!r} is none of {options!r}")
    return plain


def _checked(kind: Any, plain: Any) -> Any:
    if type(plain) is not kind:
        raise ValueError(f"{type(plain).__name__} where {kind.__name__} is meant")
    return plain
