"""Overlays as they stand in files: comes in a YAML tree and the value it differs from, go out changes by address.

An overlay has the shape of the thing it is laid on and says only what differs: a field that is not said stays. What
upstream has not got is a new entry, said whole, with `after` or `before` where its place matters. Reads every value by
the same `FileReader` as the original, so addresses, readers and problems are the same. Refuses to carry out a change
(`domain.overlay` does) and to change who may read a text: a record whose `for` is to differ is said whole.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

from trainingkit.content import rules
from trainingkit.content.addresses import ROOTS, known_as, way_to
from trainingkit.content.names import nearest
from trainingkit.content.reader import FileReader, Spot
from trainingkit.content.schema import (
    EitherShape,
    FieldShape,
    MappingShape,
    OverlayShape,
    Record,
    RecordShape,
    Shape,
    TextShape,
    record_of,
)
from trainingkit.content.yamlfile import MappingNode, Node, Scalar
from trainingkit.domain.changes import Change, Overlay, Path, Removal
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import MODULE_KINDS, Kit
from trainingkit.domain.marks import Plain
from trainingkit.domain.overlay import value_at
from trainingkit.domain.roleplay import Event
from trainingkit.domain.text import UnitId
from trainingkit.errors import Problem

_PLACES = ("after", "before")


@dataclass(slots=True)
class ChangeReader:
    """Reads one overlay with the reader of its file; `changes` grow while reading."""

    reader: FileReader
    changes: list[Change] = field(default_factory=list)

    # ── one value ───────────────────────────────────────────────────────────────────────────────────────────────────

    def value(self, node: Node, shape: Shape, current: Any, spot: Spot, path: Path) -> None:
        """What differs in a value of this shape that reads `current` upstream (None where it is not said)."""
        if isinstance(shape, RecordShape) and isinstance(current, shape.cls):
            self.record(node, current, spot, path)
        elif isinstance(shape, MappingShape) and isinstance(current, Mapping):
            self.mapping(node, shape, current, spot, path)
        elif isinstance(shape, EitherShape) and not isinstance(node, Scalar):
            self.value(node, shape.other, current, spot, path)
        elif isinstance(shape, OverlayShape) and isinstance(current, Overlay):
            self.reader.value(node, shape, spot)  # waits until the kit is known; what upstream's version says stays
        else:
            self.whole(node, shape, spot, path)

    def whole(self, node: Node, shape: Shape, spot: Spot, path: Path, after: str = "", before: str = "") -> None:
        """A value said whole. A faulty one has been noted and changes nothing."""
        faults = len(self.reader.problems)
        value = self.reader.value(node, shape, spot)
        if len(self.reader.problems) == faults:
            self.changes.append(Change(UnitId(spot.unit), path, value, after, before))

    # ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def record(self, node: Node, current: Any, spot: Spot, path: Path) -> None:
        record = record_of(_class(current))
        if isinstance(node, Scalar) and record.shorthand:
            below = self.reader.field_spot(record.shorthand, record, _narrowed(current, spot))
            self.field(node, record.shorthand, record, current, below, path)
            return
        if not isinstance(node, MappingNode):
            self.reader.wrong_kind(node, "mapping", RecordShape(record.cls), spot)
            return
        if "for" in node.values and "for" in record.by_key:
            self.whole(node, RecordShape(record.cls), spot, path)
            return
        self.fields(node, current, _narrowed(current, spot), path)

    def fields(self, node: MappingNode, current: Any, spot: Spot, path: Path, without: tuple[str, ...] = ()) -> None:
        """The fields that a record says, but for those of `without`."""
        record = record_of(_class(current))
        first = len(self.changes)
        for key, value in node.values.items():
            shape = record.shorthand if key == _ITSELF else record.by_key.get(key)
            if key in without:
                continue
            if shape is None:
                self.reader.unknown(node.keys[key], record, spot)
                continue
            below = self.reader.field_spot(shape, record, spot)
            self.reader.places[below.unit] = self.reader.place(node.keys[key])
            self.field(value, shape, record, current, below, path)
        self.check_rules(node, record, current, spot, path, self.changes[first:])

    def field(self, node: Node, shape: FieldShape, record: Record, current: Any, spot: Spot, path: Path) -> None:
        """One field; where exactly one of several must be given, it takes the place of the one given upstream."""
        self.value(node, shape.shape, getattr(current, shape.name), spot, (*path, shape.name))
        if shape not in record.one_of:
            return
        for other in record.one_of:
            if other is not shape and getattr(current, other.name) is not None:
                self.changes.append(Change(UnitId(f"{spot.unit}"), (*path, other.name), None))

    def check_rules(
        self, node: MappingNode, record: Record, current: Any, spot: Spot, path: Path, made: list[Change]
    ) -> None:
        """What must hold between fields holds of the record as it becomes."""
        said = [shape.key for shape in record.one_of if shape.key in node.values]
        if len(said) > 1:
            options = ", ".join(shape.key for shape in record.one_of)
            self.reader.note("one-of-many", node, spot, options=options, found=", ".join(said))
        values = {shape.name: getattr(current, shape.name) for shape in record.by_key.values() if shape.stored}
        values |= {change.path[-1]: change.value for change in made if change.path[:-1] == path}
        unsaid = _defaults(record.cls)
        given = {name: value for name, value in values.items() if value not in (None, (), unsaid.get(name))}
        for fault, name in rules.broken(record.cls, given):
            self.reader.note(fault.code, node.values.get(name, node), replace(spot, label=name), **fault.details)

    # ── mappings ────────────────────────────────────────────────────────────────────────────────────────────────────

    def mapping(
        self, node: Node, shape: MappingShape, current: Mapping[str, Any], spot: Spot, path: Path, new: bool = True
    ) -> None:
        """Entries by id; without `new` only those that upstream has."""
        if not isinstance(node, MappingNode):
            self.reader.wrong_kind(node, "mapping", shape, spot)
            return
        added: list[str] = []
        for name, value in node.values.items():
            known = known_as(name, current)
            below = spot.inside(known or name)
            below = replace(below, thing=below.unit) if len(path) == 1 else below
            key = node.keys[name]
            self.reader.places[below.unit] = self.reader.place(key)
            if known:
                self.value(value, shape.item, current[known], below, (*path, known))
            elif new:
                self.reader.check_name(key, shape, below)
                self.entry(value, shape, (*current, *added), below, path)
                added.append(name)
            else:
                near = nearest(name, current)
                self.reader.note("unknown-name", key, below, value=name, kind=spot.ident, nearest=near)

    def entry(self, node: Node, shape: MappingShape, others: tuple[str, ...], spot: Spot, path: Path) -> None:
        """A new entry, said whole, and its place among the others."""
        beside = dict.fromkeys(_PLACES, "")
        if isinstance(node, MappingNode) and not isinstance(shape.item, MappingShape):
            for each in _PLACES:
                where = node.values.get(each)
                if isinstance(where, Scalar):
                    beside[each] = where.text
                    if where.text not in others:
                        near = nearest(where.text, others)
                        self.reader.note("unknown-name", where, spot, value=where.text, kind="entries", nearest=near)
            node = _without_places(node, shape.item)
        self.whole(node, shape.item, spot, (*path, spot.ident), beside["after"], beside["before"])


def _without_places(node: MappingNode, shape: Shape) -> Node:
    """The entry without `after` and `before`; a text that had to say them stands under `text`."""
    values = {name: value for name, value in node.values.items() if name not in _PLACES}
    if isinstance(shape, TextShape) and set(values) == {"text"}:
        return values["text"]
    keys = {name: key for name, key in node.keys.items() if name in values}
    return MappingNode(node.line, node.column, values, keys)


def _class(value: Any) -> Any:
    return type(value)


def _defaults(cls: type) -> dict[str, object]:
    """What the fields of a record hold while nothing is said."""
    made: dict[str, object] = {each.name: each.default for each in fields(cls) if each.default is not MISSING}
    return made | {each.name: each.default_factory() for each in fields(cls) if each.default_factory is not MISSING}


def _narrowed(current: Any, spot: Spot) -> Spot:
    """The spot inside a record that narrows who reads it."""
    if isinstance(current, Event):
        return spot
    if hasattr(current, "audience"):
        only = current.audience.only
        audience = current.audience if isinstance(current, Fact) else spot.audience.narrowed(only)
        return replace(spot, audience=audience)
    only = getattr(current, "for_", None)
    return spot if only is None else replace(spot, audience=spot.audience.narrowed(frozenset(only)))


# ── what is left out ────────────────────────────────────────────────────────────────────────────────────────────────


def read_removals(
    thing: object, addresses: tuple[str, ...], own: str, base: str, reader: FileReader
) -> tuple[Removal, ...]:
    """The addresses to leave out, found in the thing; `own` is the field that lists them, `base` what they begin at."""
    found = []
    for address in addresses:
        way = way_to(thing, address)
        unit = f"{own}/{address}"
        if way and _may_go(thing, way):
            found.append(Removal(UnitId(f"{base}{address}"), way))
        else:
            code = "cannot-be-left-out" if way else "change-leads-nowhere"
            reader.problems.append(Problem(code, unit, {"value": address}).at(reader.places.get(unit)))
    return tuple(found)


def _may_go(thing: object, way: Path) -> bool:
    """Entries and optional fields may be left out; an agenda is replaced whole, and a kit says who it is."""
    holder = value_at(thing, way[:-1])
    if way[0] in ("about", "agenda"):
        return False
    if isinstance(holder, Mapping):
        return True
    return any(
        each.name == way[-1] and (each.default is not MISSING or each.default_factory is not MISSING)
        for each in fields(holder)
    )


# ── by address ──────────────────────────────────────────────────────────────────────────────────────────────────────

OF_THE_KIT = (
    *("kit", "edition", "language", "languages", "licence", "authors"),
    *("adapts", "by", "leave_out", "change"),
)
"""What a kit says of itself: no overlay on its texts may say it."""

_SHAPES: Mapping[str, MappingShape] = {kind.KIND: MappingShape(Plain.ID, RecordShape(kind)) for kind in MODULE_KINDS}
_ENTRIES = ("media", "variants")


def read_tree(node: Node, kit: Kit, changer: ChangeReader, spot: Spot) -> None:
    """`change:` of a kit or a variant: addresses, or the shape of the kit, down to what differs. Adds no module."""
    reader = changer.reader
    tree = _unfolded(node, reader, spot)
    if not isinstance(tree, MappingNode):
        reader.wrong_kind(node, "mapping", OverlayShape(), spot)
        return
    for name, value in tree.values.items():
        below = Spot(name, label=name, ident=name)
        reader.places[name] = reader.place(tree.keys[name])
        if name not in ROOTS or name == "agenda":
            code = "agenda-is-whole" if name == "agenda" else "unknown-name"
            details = {"value": name, "kind": "modules", "nearest": nearest(name, ROOTS)}
            reader.note(code, tree.keys[name], below, **details)
            continue
        current, path = getattr(kit, ROOTS[name]), (ROOTS[name],)
        if name in _SHAPES or name in _ENTRIES:
            shape = _SHAPES.get(name) or MappingShape(Plain.ID, _shape_of_items(current))
            changer.mapping(value, shape, current, below, path, new=False)
        elif isinstance(value, MappingNode):
            changer.fields(value, current, below, path, OF_THE_KIT if name == "kit" else ())
        else:
            reader.wrong_kind(value, "mapping", OverlayShape(), below)


def _shape_of_items(entries: Mapping[str, object]) -> Shape:
    """The shape of entries that all have one class."""
    return RecordShape(type(next(iter(entries.values()), None)))


_ITSELF = ""
"""Stands for what a bare text stands for, where the record says more: `media/room: …` beside `media/room/alt: …`."""


def _unfolded(node: Node, reader: FileReader, spot: Spot) -> Node:
    """The tree with every address `a/b: …` written as `a: {b: …}`."""
    if not isinstance(node, MappingNode):
        return node
    made = MappingNode(node.line, node.column)
    for name, value in node.values.items():
        if not _hung(made, tuple(name.split("/")), node.keys[name], _unfolded(value, reader, spot)):
            reader.note(
                "yaml-key-twice", node.keys[name], spot, key=name, first=str(made.keys[name.split("/")[0]].line)
            )
    return made


def _hung(tree: MappingNode, steps: Path, key: Scalar, value: Node) -> bool:
    """Hangs a value where its steps lead; False where something else stands there already."""
    step, *rest = steps
    if rest:
        inner = MappingNode(key.line, key.column)
        _hung(inner, tuple(rest), key, value)
        value = inner
    there = tree.values.get(step)
    if there is None:
        tree.values[step], tree.keys[step] = value, key
        return True
    if isinstance(there, Scalar) and isinstance(value, MappingNode):
        tree.values[step] = value
        return _hung(value, (_ITSELF,), tree.keys[step], there)
    if isinstance(there, MappingNode) and isinstance(value, Scalar):
        return _hung(there, (_ITSELF,), key, value)
    if isinstance(there, MappingNode) and isinstance(value, MappingNode):
        return all(_hung(there, (name,), value.keys[name], each) for name, each in value.values.items())
    return False
