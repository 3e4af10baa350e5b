"""Nodes as values of the domain: comes in a YAML tree and the class it should be, goes out the value and every problem.

Reads by the table of `schema` alone: addresses, circles and owners are assigned here, once, while reading. Where a
field is faulty a neutral placeholder stands in, so that the rest of the file is still read and checked; such a value
never leaves `library`. Refuses to look at other files: whether a reference leads somewhere is asked in `references`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from trainingkit.config import LIMITS
from trainingkit.content import rules
from trainingkit.content.files import WITHOUT_NAME
from trainingkit.content.names import nearest
from trainingkit.content.scalars import ID, WORD, Fault, likely_id, parse_scalar
from trainingkit.content.schema import (
    ChoiceShape,
    EitherShape,
    FieldShape,
    ListShape,
    MappingShape,
    OverlayShape,
    Record,
    RecordShape,
    Shape,
    TextShape,
    Value,
    ValueShape,
    record_of,
)
from trainingkit.content.yamlfile import MappingNode, Node, Scalar, Sequence
from trainingkit.domain.changes import Overlay
from trainingkit.domain.cohorts import Percent, Span
from trainingkit.domain.facts import Fact, StoryDate
from trainingkit.domain.marks import Plain
from trainingkit.domain.modules import Quantity
from trainingkit.domain.roleplay import Event
from trainingkit.domain.sessions import Step
from trainingkit.domain.term import Term
from trainingkit.domain.text import Audience, Circle, Form, Status, Text, Translation, UnitId
from trainingkit.errors import Place, Problem

Translate = Callable[[UnitId, str], Mapping[str, Translation]]
"""The translations of one unit, by language; the second argument is the source text they must still fit."""

RESERVED = frozenset({"everyone", "facilitator", "observer", "case"})
"""Ids that mean somebody in `for` or something in a reference."""

_OPENS = frozenset({"everyone", "everybody", "all", "participant", "participants", "public"})
_SECRECY = ("audience", "confidential", "confidentiality", "secret", "visibility", "for", "access")


def untranslated(_unit: UnitId, _source: str) -> Mapping[str, Translation]:
    """The translations of a kit without catalogues."""
    return {}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where reading stands: the address, who may read what is found here, and the thing that would be handed out."""

    unit: str
    audience: Audience = Audience()
    thing: str = ""
    ident: str = ""
    label: str = ""

    def inside(self, name: str) -> "Spot":
        return replace(self, unit=f"{self.unit}/{name}", ident=name, label=name)


@dataclass(frozen=True, slots=True)
class Pending:
    """An overlay met while reading: it can be read once the thing that it is laid on is known."""

    unit: str
    node: Node
    reader: "FileReader"


@dataclass(slots=True)
class FileReader:
    """Reads one file. `problems`, `places` and `pending` grow while reading."""

    file: str
    language: str
    translate: Translate = untranslated
    by_language: tuple[str, ...] = ()
    """Languages of a workshop, whose texts are `{language: line}`; empty for the files of a kit."""
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    pending: list[Pending] = field(default_factory=list)

    def read(self, node: Node, cls: type, spot: Spot) -> Any:
        """The value of a whole file. Its own `language` field is its texts' language."""
        if isinstance(node, MappingNode):
            language = node.values.get("language")
            if isinstance(language, Scalar) and language.text and not self.by_language:
                self.language = language.text
        self.places[spot.unit] = Place(self.file, 1, 1)
        return self.record(node, record_of(cls), replace(spot, thing=spot.unit))

    def note(self, code: str, node: Node, spot: Spot, **details: str) -> None:
        place = Place(self.file, node.line, node.column)
        self.problems.append(Problem(code, spot.unit, {"field": spot.label, **details}, place=place))

    # ── one value ───────────────────────────────────────────────────────────────────────────────────────────────────

    def value(self, node: Node, shape: Shape, spot: Spot) -> object:  # noqa: C901 - a line for each shape
        if isinstance(node, Scalar) and node.plain and not node.text:
            self.note("empty-value", node, spot)
            return placeholder(shape, spot)
        match shape:
            case TextShape():
                return self.text(node, shape.form, spot)
            case ValueShape() | ChoiceShape():
                return self.scalar(node, shape, spot)
            case ListShape():
                return self.list(node, shape, spot)
            case MappingShape():
                return self.mapping(node, shape, spot)
            case EitherShape():
                return self.value(node, shape.word if isinstance(node, Scalar) else shape.other, spot)
            case RecordShape():
                return self.record(node, record_of(shape.cls), spot)
            case OverlayShape():
                self.pending.append(Pending(spot.unit, node, self))
                return Overlay()

    def wrong_kind(self, node: Node, expected: str, shape: Shape, spot: Spot) -> object:
        found = {Scalar: "text", Sequence: "list", MappingNode: "mapping"}[type(node)]
        self.note("wrong-kind", node, spot, found=found, expected=expected)
        return placeholder(shape, spot)

    def scalar(self, node: Node, shape: ValueShape | ChoiceShape, spot: Spot) -> object:
        if not isinstance(node, Scalar):
            return self.wrong_kind(node, "text", shape, spot)
        try:
            if isinstance(shape, ChoiceShape):
                return self.choice(node.text.strip(), shape)
            value = parse_scalar(node.text, shape)
        except Fault as fault:
            self.note(fault.code, node, spot, **fault.details)
            return placeholder(shape, spot)
        if shape.value is Value.PLAIN and len(str(value)) > LIMITS.file.characters:
            self.note("text-too-long", node, spot, limit=str(LIMITS.file.characters))
        return value

    def choice(self, text: str, shape: ChoiceShape) -> str:
        if text not in shape.options:
            options = [option for option in shape.options if option]
            near = nearest(text, options)
            raise Fault("not-in-list", {"value": text[:40], "options": ", ".join(options), "nearest": near})
        return shape.enum(text) if shape.enum else text

    def list(self, node: Node, shape: ListShape, spot: Spot) -> tuple[object, ...]:
        if not isinstance(node, Sequence):
            self.wrong_kind(node, "list", shape, spot)
            return ()
        values = []
        for item in node.items:
            self.places[f"{spot.unit}/{item.text if isinstance(item, Scalar) else ''}"] = self.place(item)
            before = len(self.problems)
            value = self.scalar(item, shape.item, spot)
            if len(self.problems) == before:
                values.append(value)
        return tuple(values)

    def place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    # ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def text(self, node: Node, form: Form, spot: Spot) -> Text:
        if self.by_language:
            return self.text_by_language(node, form, spot)
        if not isinstance(node, Scalar):
            self.wrong_kind(node, "text", TextShape(form), spot)
            return placeholder_text(form, self.language)
        unit, source = UnitId(spot.unit), tidy(node.text, form)
        self.check_text(source, node, spot)
        return Text(unit, source, self.language, spot.audience, form, self.translate(unit, source))

    def check_text(self, source: str, node: Node, spot: Spot) -> None:
        if not source:
            self.note("empty-text", node, spot)
        elif len(source) > LIMITS.file.characters:
            self.note("text-too-long", node, spot, limit=str(LIMITS.file.characters))

    def text_by_language(self, node: Node, form: Form, spot: Spot) -> Text:
        """A workshop's text: `{es: …, en: …}`, or a bare line where the workshop has one language only."""
        if isinstance(node, Scalar) and len(self.by_language) == 1:
            node = MappingNode(node.line, node.column, {self.by_language[0]: node}, {self.by_language[0]: node})
        if not isinstance(node, MappingNode):
            self.note("languages-expected", node, spot, languages=", ".join(self.by_language))
            return placeholder_text(form, self.by_language[0])
        texts: dict[str, str] = {}
        for language, value in node.values.items():
            if language not in self.by_language:
                options = ", ".join(self.by_language)
                self.note("not-in-list", node.keys[language], spot, value=language, options=options, nearest="")
            elif isinstance(value, Scalar):
                texts[language] = tidy(value.text, form)
                self.check_text(texts[language], value, spot)
            else:
                self.wrong_kind(value, "text", TextShape(form), spot)
        if missing := [language for language in self.by_language if language not in node.values]:
            self.note("languages-expected", node, spot, languages=", ".join(missing))
        first = next((language for language in self.by_language if language in texts), self.by_language[0])
        others = {name: Translation(text, Status.TRANSLATED) for name, text in texts.items() if name != first}
        return Text(UnitId(spot.unit), texts.get(first, ""), first, spot.audience, form, others)

    # ── mappings and records ────────────────────────────────────────────────────────────────────────────────────────

    def mapping(self, node: Node, shape: MappingShape, spot: Spot) -> dict[str, object]:
        if not isinstance(node, MappingNode):
            self.wrong_kind(node, "mapping", shape, spot)
            return {}
        found = {}
        for name, value in node.values.items():
            below = spot.inside(name)
            key = node.keys[name]
            self.places[below.unit] = Place(self.file, key.line, key.column)
            self.check_name(key, shape, below)
            found[name] = self.value(value, shape.item, below)
        return found

    def check_name(self, key: Scalar, shape: MappingShape, spot: Spot) -> None:
        """Whether a free id is well formed and free. Words are exempt: nobody is meant by them."""
        item = shape.item.cls if isinstance(shape.item, RecordShape) else None
        is_word = item is Term or (isinstance(shape.item, TextShape) and shape.item.form is Form.PHRASE)
        if shape.key is Plain.ID and not ID.fullmatch(key.text):
            self.note("bad-id", key, spot, value=key.text[:40], likely=likely_id(key.text))
        elif shape.key is not Plain.ID and not WORD.fullmatch(key.text):
            self.note("wrong-value", key, spot, value=key.text[:40], expected="word")
        elif (key.text in RESERVED and not is_word) or (item is Fact and key.text == "start"):
            self.note("reserved-id", key, spot, value=key.text)

    def record(self, node: Node, record: Record, spot: Spot) -> Any:
        if isinstance(node, Scalar) and record.shorthand:
            below = self.field_spot(record.shorthand, record, spot)
            values = {record.shorthand.name: self.value(node, record.shorthand.shape, below)}
            return self.make(record, values, spot)
        if not isinstance(node, MappingNode):
            return self.wrong_kind(node, "mapping", RecordShape(record.cls), spot)
        spot = self.narrow(node, record, spot)
        values = {}
        for key, value in node.values.items():
            shape = record.by_key.get(key)
            if shape is None:
                self.unknown(node.keys[key], record, spot)
                continue
            below = self.field_spot(shape, record, spot)
            self.places.setdefault(below.unit, self.place(node.keys[key]))
            values[shape.name] = self.value(value, shape.shape, below)
        self.complete(node, record, values, spot)
        return self.make(record, values, spot)

    def field_spot(self, shape: FieldShape, record: Record, spot: Spot) -> Spot:
        """The address of a field is its name below its record; the shorthand field has the record's own."""
        nameless = shape is record.shorthand or (record.cls, shape.name) in WITHOUT_NAME
        thing = spot.unit if record.cls is Event else spot.thing
        audience = spot.audience
        if shape.circle is not None:
            owner = {Circle.PARTY: spot.unit, Circle.SEAT: spot.unit, Circle.HANDED: thing}.get(shape.circle, "")
            audience = Audience(shape.circle, owner, spot.audience.only)
        unit = spot.unit if nameless else f"{spot.unit}/{shape.key}"
        return Spot(unit, audience, thing, spot.ident, shape.key)

    def narrow(self, node: MappingNode, record: Record, spot: Spot) -> Spot:
        """`for` narrows a block, an exhibit, a fact or a step; who gets an event card is no matter of audience."""
        if record.cls is Fact:
            spot = replace(spot, audience=Audience(Circle.EVERYONE, "", spot.audience.only))
        names = node.values.get("for")
        if "for" not in record.by_key or not isinstance(names, Sequence):
            return spot
        ids = [item for item in names.items if isinstance(item, Scalar)]
        for item in ids:
            closed = record.cls not in (Step, Event) and spot.audience.circle is Circle.FACILITATOR
            closed = closed and item.text != "facilitator"
            if item.text in _OPENS or closed:
                self.note("audience-widened", item, spot, value=item.text)
        if record.cls is Event:
            return spot
        return replace(spot, audience=spot.audience.narrowed(frozenset(item.text for item in ids)))

    def unknown(self, key: Scalar, record: Record, spot: Spot) -> None:
        near = nearest(key.text, record.by_key)
        if not near and nearest(key.text, _SECRECY):
            self.note("audience-fixed", key, replace(spot, label=key.text))
            return
        options = ", ".join(sorted(record.by_key))
        self.note("unknown-field", key, replace(spot, label=key.text), nearest=near, options=options)

    def complete(self, node: MappingNode, record: Record, values: dict[str, object], spot: Spot) -> None:
        """Notes what is missing, what is given twice over, and what does not fit together."""
        sound = set(values)
        for shape in record.by_key.values():
            if shape.required and shape.name not in values:
                self.note("missing-field", node, replace(spot, label=shape.key), example=rules.example(shape.shape))
                values[shape.name] = placeholder(shape.shape, self.field_spot(shape, record, spot))
        given = [shape.key for shape in record.one_of if shape.name in sound]
        if record.one_of and len(given) != 1:
            options = ", ".join(shape.key for shape in record.one_of)
            code = "one-of-many" if given else "one-of-none"
            self.note(code, node, spot, options=options, found=", ".join(given))
        for fault, name in rules.broken(record.cls, {name: values[name] for name in sound}):
            self.note(fault.code, node.values.get(name, node), replace(spot, label=name), **fault.details)

    def make(self, record: Record, values: Mapping[str, object], spot: Spot) -> Any:
        stored = {shape.name for shape in record.by_key.values() if shape.stored}
        values = {name: value for name, value in values.items() if name in stored}
        names = {each.name for each in fields(record.cls)}
        if "id" in names and "id" not in record.by_key:
            values["id"] = spot.ident
        if "audience" in names:
            values["audience"] = spot.audience
        return record.cls(**values)


def tidy(text: str, form: Form) -> str:
    """Text as it is kept: a line on one line, prose without the empty lines around it."""
    if form is Form.PROSE:
        return text.strip("\n").rstrip()
    return " ".join(text.split())


def placeholder_text(form: Form, language: str) -> Text:
    """Stands where a text could not be read; its empty address says that it is none."""
    return Text(UnitId(""), "", language, Audience(), form)


_NEUTRAL: dict[Value, object] = {
    Value.INT: 0,
    Value.DECIMAL: Decimal(0),
    Value.PERCENT: Decimal(0),
    Value.FLAG: False,
    Value.DATE: date(2000, 1, 1),
    Value.TIME: time(0, 0),
    Value.STORY_DATE: StoryDate(base="start"),
    Value.QUANTITY: Quantity(0),
    Value.SHARE: Percent(0),
    Value.SPAN: Span(time(0, 0), time(0, 0)),
    Value.PLAIN: "",
}


def placeholder(shape: Shape, spot: Spot) -> object:  # noqa: C901 - a line for each shape
    """A value of the right type that says nothing, for a field that could not be read."""
    match shape:
        case TextShape():
            return placeholder_text(shape.form, "")
        case ValueShape():
            return _NEUTRAL[shape.value]
        case ChoiceShape():
            return shape.enum(shape.options[0]) if shape.enum else shape.options[0]
        case ListShape():
            return ()
        case MappingShape():
            return {}
        case EitherShape():
            return placeholder(shape.word, spot)
        case OverlayShape():
            return Overlay()
        case RecordShape():
            record = record_of(shape.cls)
            values = {each.name: placeholder(each.shape, spot) for each in record.by_key.values() if each.required}
            return FileReader("", "").make(record, values, spot)
