"""The reference page of the format, `docs/content-format.md`, made from the same table as the reader.

Comes in: nothing but that table and the limits. Goes out: Markdown. What the rules of the format are for is told in
words in `docs/`; here stands what each field is called, what it holds, and who reads it.
"""

from dataclasses import fields

from trainingkit.config import LIMITS
from trainingkit.content.files import FILE_KINDS, FileKind
from trainingkit.content.reader import RESERVED
from trainingkit.content.rules import example
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

_HEAD = """\
<!-- Made by `make docs` from trainingkit/domain. Do not edit. -->

# The format of kits

Each kind of file with its fields. «who» is who may read a text: **everyone**, **observer**, **party**, **seat**,
**handed** (whoever a step hands it to) or **facilitator**; a field without it is for the same people as the field above
it, and in the end for facilitators only. `for: [ids]` narrows that, and never widens it.

## Rules for every file

- UTF-8 YAML with two spaces for each level. Everything is text: `no`, `12:30` and `1.10` stay what they are.
- No anchors, aliases, tags, no name twice, one document in a file.
- A sentence stands behind `|`. Prose is small Markdown: paragraphs, lists, `**strong**`, `*emphasis*`, links.
- An id is `[a-z][a-z0-9]*(-[a-z0-9]+)*`; a module's id is its file's name. Taken: {reserved}, and for facts `start`.
- Slots: `{{word}}`, `{{word.the}}`, `{{Word.the}}`, `{{word ~ masculine/feminine}}`, `{{fact}}`; `\\{{` prints a brace.
- A text has an address: the ids from its file down to it, as in `cases/child-care/narrative/full/start`.

| type | what it is | example |
|---|---|---|
| line, prose, phrase | translatable: one line; small Markdown; a term as people say it | `la fábrica, las fábricas` |
| name | printed as it stands in every language | `Nora` |
| id, ref, word | ids; references `kind/id` or `case/…`; one word | `worksheets/brand-map` |
{types}
"""

_TYPES = tuple(value for value in Value if value is not Value.PLAIN)


def format_page() -> str:
    """The whole page."""
    types = "\n".join(f"| {value.value} | | `{example(ValueShape(value))}` |" for value in _TYPES)
    reserved = ", ".join(f"`{name}`" for name in sorted(RESERVED))
    parts = [_HEAD.format(reserved=reserved, types=types).rstrip("\n")]
    told: set[type] = set()
    for kind in FILE_KINDS:
        parts += _kind(kind, told)
    parts += ["## Limits", _limits()]
    return "\n\n".join(parts) + "\n"


def _kind(kind: FileKind, told: set[type]) -> list[str]:
    where = f"_shared/{kind.where}" if kind.shared else kind.where
    return [f"## {kind.kind}", f"`{where}`; its texts are addressed `{kind.address}/…`.", *_record(kind.cls, told)]


def _record(cls: type, told: set[type]) -> list[str]:
    """The class, then the classes it holds that were not told yet."""
    told.add(cls)
    record = record_of(cls)
    notes = []
    if record.shorthand:
        notes.append(f"A bare text stands for `{record.shorthand.key}`.")
    if record.one_of:
        notes.append("Exactly one of " + ", ".join(f"`{each.key}`" for each in record.one_of) + ".")
    rows = ["| field | holds | needed | who |", "|---|---|---|---|", *map(_row, record.by_key.values())]
    doc = " ".join((cls.__doc__ or "").split())
    parts = [f"### {cls.__name__}", " ".join([doc, *notes]), "\n".join(rows)]
    for shape in record.by_key.values():
        inner = _held(shape.shape)
        if inner is not None and inner not in told:
            parts += _record(inner, told)
    return parts


def _row(shape: FieldShape) -> str:
    needed = "yes" if shape.required else ""
    circle = shape.circle.value if shape.circle else ""
    return f"| `{shape.key}` | {_holds(shape.shape)} | {needed} | {circle} |"


def _holds(shape: Shape) -> str:  # noqa: C901 - a line for each shape
    match shape:
        case TextShape():
            return shape.form.value
        case ValueShape():
            return _value(shape)
        case ChoiceShape():
            return " · ".join(f"`{option}`" for option in shape.options if option)
        case ListShape():
            return f"[{_value(shape.item)}, …]"
        case MappingShape():
            return f"{{{shape.key.value}: {_holds(shape.item)}}}"
        case EitherShape():
            return f"{_holds(shape.word)}, or {_holds(shape.other)}"
        case RecordShape():
            return f"[{shape.cls.__name__}](#{shape.cls.__name__.lower()})"
        case OverlayShape():
            return "{address: what differs}"


def _value(shape: ValueShape) -> str:
    kind = shape.plain.value if shape.plain else ("name" if shape.value is Value.PLAIN else shape.value.value)
    if shape.refers:
        return f"{kind} of `{shape.refers}`"
    return f"{kind}, {shape.least} to {shape.most}" if shape.least is not None else kind


def _held(shape: Shape) -> type | None:
    match shape:
        case RecordShape():
            return shape.cls
        case MappingShape():
            return _held(shape.item)
        case EitherShape():
            return _held(shape.other)
        case _:
            return None


def _limits() -> str:
    rows = [
        "One table, `trainingkit/limits.toml`, whose comments say why.",
        "",
        "| in one | limit | most |",
        "|---|---|---|",
    ]
    for part in fields(LIMITS):
        section = getattr(LIMITS, part.name)
        rows += [f"| {part.name} | {each.name} | {getattr(section, each.name):,} |" for each in fields(section)]
    return "\n".join(rows)
