"""JSON Schemas (Draft 2020-12) of the format, made from the same table as the reader: comes in a kind of file, goes out
JSON.

For editors, which read YAML 1.2 with its own types: a number without quotes is a number there, so the schemas take
both. Texts carry `x-text` (what text it is) and `x-for` (who it is for). Refuses to say what only the checks can know.
"""

import json
from dataclasses import dataclass, field
from typing import Any

from trainingkit.config import LIMITS
from trainingkit.content.files import COHORTS, FILE_KINDS, KIT, LOGISTICS, MEDIA, MODULES, VARIANT, WORKSHOP, FileKind
from trainingkit.content.scalars import ADDRESS, FLAGS, ID, REF, SPAN, WORD
from trainingkit.content.schema import (
    ChoiceShape,
    EitherShape,
    FieldShape,
    ListShape,
    MappingShape,
    OverlayShape,
    RecordShape,
    Shape,
    TextShape,
    Value,
    ValueShape,
    record_of,
)
from trainingkit.domain.marks import Plain
from trainingkit.domain.text import Circle, Form

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_PLAIN: dict[Plain, Schema] = {
    Plain.ID: {"type": "string", "pattern": f"^{ID.pattern}$"},
    Plain.REF: {"type": "string", "pattern": f"^{REF.pattern}$"},
    Plain.WORD: {"type": ["string", "number"], "pattern": f"^{WORD.pattern}$"},
    Plain.ADDRESS: {"type": "string", "pattern": f"^{ADDRESS.pattern}$"},
    Plain.NAME: {"type": ["string", "number", "boolean"]},
    Plain.PICTURE: {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"},
}
_VALUES: dict[Value, Schema] = {
    Value.INT: {"type": ["integer", "string"], "pattern": r"^[+-]?\d+$"},
    Value.DECIMAL: {"type": ["number", "string"], "pattern": r"^[+-]?\d+(\.\d+)?$"},
    Value.PERCENT: {"type": ["number", "string"]},
    Value.FLAG: {"enum": [True, False, *FLAGS]},
    Value.DATE: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Value.TIME: {"type": "string", "pattern": r"^([01]?\d|2[0-3]):[0-5]\d$"},
    Value.STORY_DATE: {"type": "string"},
    Value.QUANTITY: {"type": ["integer", "string"]},
    Value.SHARE: {"type": ["integer", "string"], "pattern": r"^\d{1,3}\s?%?$"},
    Value.SPAN: {"type": "string", "pattern": f"^{SPAN.pattern}$"},
}


def json_schemas() -> dict[str, str]:
    """Every schema as the text of its file, by file name."""
    return {f"{kind.kind}.json": as_json(schema_of(kind)) for kind in FILE_KINDS}


def as_json(schema: Schema) -> str:
    """The text of a schema's file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_of(kind: FileKind) -> Schema:
    """The schema of one kind of file."""
    maker = _Maker(by_language=kind in (WORKSHOP, COHORTS))
    root = _root(kind, maker)
    if kind in OVERLAID:
        part = _Maker(by_language=False, part=True, defs=maker.defs)
        root = _either(kind, root, _root(kind, part))
    return {"$schema": DIALECT, "title": kind.kind, **root, "$defs": dict(sorted(maker.defs.items()))}


OVERLAID = (KIT, LOGISTICS, MEDIA, *MODULES, VARIANT)
"""The files in which an adaptation says only what differs."""


def _root(kind: FileKind, maker: "_Maker") -> Schema:
    if kind.bare:
        only = next(iter(record_of(kind.cls).by_key.values()))
        return maker.shape(only.shape, Circle.FACILITATOR)
    return maker.record(kind.cls, Circle.FACILITATOR)


def _either(kind: FileKind, whole: Schema, part: Schema) -> Schema:
    """A file said whole, or what differs: `adapts` tells it of a kit, `changes` of a module; nothing does of others."""
    if kind is KIT:
        part = {**part, "required": ["kit", "edition", "adapts"]}
        return {"if": {"required": ["adapts"]}, "then": part, "else": whole}
    if kind in (LOGISTICS, MEDIA):
        return {"anyOf": [whole, part]}
    part = {**part, "properties": {"changes": {"type": "string"}, **part["properties"]}, "required": ["changes"]}
    return {"if": {"required": ["changes"]}, "then": part, "else": whole}


_BESIDE: Schema = {name: {"type": "string", "pattern": f"^{ID.pattern}$"} for name in ("after", "before")}


@dataclass
class _Maker:
    """Makes one schema; a class stands in `$defs` once for each circle that it is used in. `part`: nothing is required,
    and a new entry may say what it stands beside."""

    by_language: bool
    part: bool = False
    defs: dict[str, Schema] = field(default_factory=dict)

    def shape(self, shape: Shape, circle: Circle) -> Schema:  # noqa: C901 - a line for each shape
        match shape:
            case TextShape():
                return self.text(shape.form, circle)
            case ValueShape():
                return _value(shape)
            case ChoiceShape():
                numbers = [int(option) for option in shape.options if option.isdecimal()]
                return {"enum": [*shape.options, *numbers]}
            case ListShape():
                return {"type": "array", "items": _value(shape.item)}
            case MappingShape():
                names = _PLAIN[shape.key].get("pattern", "")
                inner = self.item(shape.item, circle)
                return {"type": "object", "propertyNames": {"pattern": names}, "additionalProperties": inner}
            case EitherShape():
                return {"anyOf": [self.shape(shape.word, circle), self.shape(shape.other, circle)]}
            case RecordShape():
                return self.reference(shape.cls, circle)
            case OverlayShape():
                return {"type": "object"}

    def item(self, shape: Shape, circle: Circle) -> Schema:
        """What stands behind an id. A new text says its place beside its words."""
        inner = self.shape(shape, circle)
        if not (self.part and isinstance(shape, TextShape)):
            return inner
        placed = {"type": "object", "properties": {"text": inner, **_BESIDE}, "additionalProperties": False}
        return {"anyOf": [inner, placed]}

    def text(self, form: Form, circle: Circle) -> Schema:
        text: Schema = {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": LIMITS.file.characters}
        marks = {"x-text": form.value, "x-for": circle.value}
        if not self.by_language:
            return text | marks
        return {"anyOf": [text, {"type": "object", "additionalProperties": text}], **marks}

    def reference(self, cls: type, circle: Circle) -> Schema:
        name = f"{cls.__name__}-{circle.value}{'-part' if self.part else ''}"
        if name not in self.defs:
            self.defs[name] = {}
            self.defs[name] = self.record(cls, circle)
        return {"$ref": f"#/$defs/{name}"}

    def record(self, cls: type, circle: Circle) -> Schema:
        record = record_of(cls)
        fields = record.by_key.items()
        made: Schema = {
            "type": "object",
            "description": (cls.__doc__ or "").strip(),
            "properties": {key: self.field(shape, circle) for key, shape in fields},
            "required": [key for key, shape in fields if shape.required and not self.part],
            "additionalProperties": False,
        }
        if self.part:
            made["properties"] = _BESIDE | made["properties"]  # a session has fields of these names
        if record.one_of and not self.part:
            made["oneOf"] = [{"required": [shape.key]} for shape in record.one_of]
        if record.shorthand is None:
            return made
        return {"anyOf": [self.field(record.shorthand, circle), made]}

    def field(self, shape: FieldShape, circle: Circle) -> Schema:
        return self.shape(shape.shape, shape.circle or circle)


def _value(shape: ValueShape) -> Schema:
    if shape.value is Value.PLAIN:
        plain = shape.plain or Plain.NAME
        return {**_PLAIN[plain], "x-plain": plain.value}
    limits = {"minimum": shape.least, "maximum": shape.most} if shape.least is not None else {}
    return _VALUES[shape.value] | limits
