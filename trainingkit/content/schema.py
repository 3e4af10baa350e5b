"""The format as a table: comes in a dataclass of the domain with its marks, goes out the `Shape` of what YAML may say
there.

One declaration serves the reader, the walk over texts and references, the JSON Schemas and the reference page. Refuses
to read anything: a shape knows no file. A field whose type it does not know is an error of ours, raised when the shape
is made.
"""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from trainingkit.domain.changes import Overlay
from trainingkit.domain.cohorts import CohortPlan, Percent, Span
from trainingkit.domain.facts import Fact, Ratio, StoryDate
from trainingkit.domain.marks import Key, Plain, Range, Refers
from trainingkit.domain.modules import Module, Quantity
from trainingkit.domain.text import Circle, Form, Text
from trainingkit.domain.workshop import Workshop

DERIVED = frozenset({"audience", "svg"})
"""Fields that reading fills in and no file may hold; besides them, the `id` that a file's or an entry's name gives."""


class Value(StrEnum):
    """What a scalar means, where it is neither text nor one of a list."""

    INT = "int"
    DECIMAL = "number"
    PERCENT = "percent"
    FLAG = "flag"
    DATE = "date"
    TIME = "time"
    STORY_DATE = "story-date"
    QUANTITY = "quantity"
    SHARE = "share"
    SPAN = "span"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class TextShape:
    """Translatable text."""

    form: Form


@dataclass(frozen=True, slots=True)
class ValueShape:
    """A scalar that is never translated."""

    value: Value
    plain: Plain | None = None
    least: int | None = None
    most: int | None = None
    refers: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceShape:
    """One of a closed list. `enum` makes the value where it is more than its own text."""

    options: tuple[str, ...]
    enum: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list of plain values."""

    item: ValueShape


@dataclass(frozen=True, slots=True)
class MappingShape:
    """Free ids, or words, with one kind of value."""

    key: Plain
    item: "Shape"


@dataclass(frozen=True, slots=True)
class EitherShape:
    """One word of a list, or something longer."""

    word: ChoiceShape
    other: "Shape"


@dataclass(frozen=True, slots=True)
class RecordShape:
    """A fixed set of fields."""

    cls: type


@dataclass(frozen=True, slots=True)
class OverlayShape:
    """What differs, by address or in the shape of the thing that it is laid on; read once that thing is known."""


Shape = TextShape | ValueShape | ChoiceShape | ListShape | MappingShape | EitherShape | RecordShape | OverlayShape


@dataclass(frozen=True, slots=True)
class FieldShape:
    """One field: its Python name, its name in YAML, what it holds, and who it is for where it says so itself."""

    name: str
    key: str
    shape: Shape
    circle: Circle | None
    required: bool
    default: object = None
    stored: bool = True
    """False for the `for` of a fact, which is kept as its audience alone."""


@dataclass(frozen=True, slots=True)
class Record:
    """A class as a file shows it."""

    cls: type
    by_key: Mapping[str, FieldShape]
    shorthand: FieldShape | None
    one_of: tuple[FieldShape, ...] = field(default=())
    """Where exactly one of these must be given."""


@cache
def record_of(cls: type) -> Record:
    """The fields of a class of the format, by their names in YAML and in their order."""
    hints = get_type_hints(cls, include_extras=True)
    shapes = [_field_shape(each, hints[each.name]) for each in fields(cls) if not _is_derived(cls, each.name)]
    by_name = {each.name: each for each in shapes}
    if "audience" in hints and "for_" not in by_name:
        shapes.append(FieldShape("for_", "for", ListShape(_IDS), None, required=False, stored=False))
    one_of = next((getattr(cls, name) for name in ("CONTENTS", "VALUES", "SUBJECTS") if hasattr(cls, name)), ())
    shorthand = getattr(cls, "SHORTHAND", "")
    return Record(
        cls,
        {each.key: each for each in shapes},
        by_name[shorthand] if shorthand else None,
        tuple(by_name[name] for name in one_of),
    )


def _is_derived(cls: type, name: str) -> bool:
    return name in DERIVED or (name == "id" and issubclass(cls, Module | Fact | Workshop | CohortPlan))


def _field_shape(each: "Field[Any]", hint: object) -> FieldShape:
    bare, marks = _unwrap(hint)
    key = next((mark.name for mark in marks if isinstance(mark, Key)), each.name.rstrip("_"))
    circle = next((mark for mark in reversed(marks) if isinstance(mark, Circle)), None)
    required = each.default is MISSING and each.default_factory is MISSING
    default = None if each.default is MISSING else each.default
    return FieldShape(each.name, key, _shape(bare, marks), circle, required, default)


def _unwrap(hint: object) -> tuple[object, tuple[object, ...]]:
    """A type without `Annotated` and without `| None`, and all marks met on the way, outermost last."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        bare, deeper = _unwrap(inner)
        return bare, (*deeper, *marks)
    if get_origin(hint) in (Union, types.UnionType):
        left = [arg for arg in get_args(hint) if arg is not type(None)]
        if len(left) == 1:
            return _unwrap(left[0])
    return hint, ()


_IDS = ValueShape(Value.PLAIN, Plain.ID)

_SCALARS: dict[object, Value] = {
    int: Value.INT,
    Decimal: Value.DECIMAL,
    bool: Value.FLAG,
    date: Value.DATE,
    time: Value.TIME,
    StoryDate: Value.STORY_DATE,
    Quantity: Value.QUANTITY,
    Percent: Value.SHARE,
    Span: Value.SPAN,
    str: Value.PLAIN,
}


def _shape(bare: object, marks: tuple[object, ...]) -> Shape:
    if bare is Overlay:
        return OverlayShape()
    if bare is Text:
        return TextShape(next(mark for mark in marks if isinstance(mark, Form)))
    if bare in _SCALARS:
        return _value_shape(_SCALARS[bare], marks)
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return ChoiceShape(tuple(member.value for member in bare), bare)
    if isinstance(bare, type) and is_dataclass(bare):
        return RecordShape(bare)
    return _compound(bare, marks)


def _compound(bare: object, marks: tuple[object, ...]) -> Shape:
    origin, args = get_origin(bare), get_args(bare)
    if origin is Literal:
        return ChoiceShape(tuple(option for option in args))
    if origin is tuple:
        inner, deeper = _unwrap(args[0])
        item = _shape(inner, (*marks, *deeper))
        if isinstance(item, ValueShape):
            return ListShape(item)
    if origin in (Mapping, dict):
        _, key_marks = _unwrap(args[0])
        key = next((mark for mark in key_marks if isinstance(mark, Plain)), Plain.WORD)
        inner, deeper = _unwrap(args[1])
        return MappingShape(key, _shape(inner, deeper))
    if origin in (Union, types.UnionType):
        return _either(args, marks)
    raise TypeError(f"the format has no shape for {bare!r}")


def _either(args: tuple[object, ...], marks: tuple[object, ...]) -> Shape:
    left = [arg for arg in args if arg is not type(None)]
    if set(left) == {Decimal, Ratio}:
        return ValueShape(Value.PERCENT)
    words = [_shape(*_unwrap(arg)) for arg in left if get_origin(arg) is Literal]
    others = [arg for arg in left if get_origin(arg) is not Literal]
    if len(words) == 1 and isinstance(words[0], ChoiceShape) and len(others) == 1:
        inner, deeper = _unwrap(others[0])
        return EitherShape(words[0], _shape(inner, (*marks, *deeper)))
    raise TypeError(f"the format has no shape for {args!r}")


def _value_shape(value: Value, marks: tuple[object, ...]) -> ValueShape:
    limits = next((mark for mark in reversed(marks) if isinstance(mark, Range)), None)
    plain = next((mark for mark in marks if isinstance(mark, Plain)), None)
    refers = next((mark.kind for mark in marks if isinstance(mark, Refers)), "")
    return ValueShape(value, plain, limits.least if limits else None, limits.most if limits else None, refers)
