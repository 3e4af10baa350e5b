"""What must hold between the fields of one record, and an example of what each field holds.

Comes in: the fields read of a record. Goes out: faults and the field each is shown at. Looks at one record alone; what
holds between records is asked in `checks`.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import time
from itertools import pairwise

from trainingkit.content.names import nearest
from trainingkit.content.scalars import Fault
from trainingkit.content.schema import (
    ChoiceShape,
    EitherShape,
    ListShape,
    MappingShape,
    OverlayShape,
    RecordShape,
    Shape,
    TextShape,
    Value,
    ValueShape,
)
from trainingkit.domain.clock import LONGEST_NIGHT
from trainingkit.domain.cohorts import CohortPlan, GroupSizes, Sizes
from trainingkit.domain.facts import UNITS, Fact
from trainingkit.domain.kit import HeadCount, KitFile
from trainingkit.domain.marks import Plain
from trainingkit.domain.modules import TimeRange
from trainingkit.domain.sessions import Objectives, Step
from trainingkit.domain.shifts import length, stretch_of
from trainingkit.domain.term import Term
from trainingkit.domain.workshop import DayHours, Hours, Workshop

Values = Mapping[str, object]


def broken(cls: type, values: Values) -> Iterator[tuple[Fault, str]]:
    """Every rule of the record that does not hold, with the field to look at."""
    yield from _in_order(values, *_IN_ORDER.get(cls, ()))
    if cls in _OWN:
        yield from _OWN[cls](values)


_IN_ORDER: Mapping[type, tuple[str, ...]] = {
    **dict.fromkeys((TimeRange, HeadCount, Sizes, GroupSizes), ("min", "ideal", "max")),
    **dict.fromkeys((Workshop, CohortPlan), ("from_", "to")),
    Step: ("shrink_to", "minutes"),
}
"""Fields of which none is more than the next."""


def _adapting(values: Values) -> Iterator[tuple[Fault, str]]:
    """Only an adaptation has something to leave out and to change."""
    for name in ("by", "leave_out", "change"):
        if name in values and values.get("adapts") is None:
            yield Fault("needs-field", {"needs": "adapts"}), name


def _in_order(values: Values, *names: str) -> Iterator[tuple[Fault, str]]:
    given = [name for name in names if values.get(name) is not None]
    for less, more in pairwise(given):
        left, right = values[less], values[more]
        if left > right:  # type: ignore[operator]  # both are numbers, dates or times, by the schema
            details = {
                "less": less.rstrip("_"),
                "more": more.rstrip("_"),
                "less_value": _shown(left),
                "more_value": _shown(right),
            }
            yield Fault("least-above-most", details), more.rstrip("_")


def _hours(values: Values) -> Iterator[tuple[Fault, str]]:
    """Hours that end before they begin go over midnight, unless that would be longer than anybody works."""
    begin, end = values.get("from_"), values.get("to")
    if not (isinstance(begin, time) and isinstance(end, time)) or length(stretch_of(begin, end)) > LONGEST_NIGHT:
        yield from _in_order(values, "from_", "to")


def _shown(value: object) -> str:
    return str(value)[:16]


def _core_goals(values: Values) -> Iterator[tuple[Fault, str]]:
    """`core` names objectives that are there."""
    given = [name for name in Objectives.GOALS if values.get(name) is not None]
    named: object = values.get("core", ())
    for name in named if isinstance(named, tuple) else ():
        if name not in given:
            details = {"value": name, "options": ", ".join(given), "nearest": nearest(name, given)}
            yield Fault("not-in-list", details), "core"


def _fact(values: Values) -> Iterator[tuple[Fault, str]]:
    for name, options, holder in (
        ("unit", UNITS, "number"),
        ("gender", ("f", "m"), "name, person"),
    ):
        given = values.get(name)
        if given is not None and given not in options:
            yield Fault("not-in-list", {"value": str(given)[:40], "options": ", ".join(options), "nearest": ""}), name
        elif given is not None and not any(values.get(each) is not None for each in holder.split(", ")):
            yield Fault("needs-field", {"needs": holder}), name
    if values.get("answer") is not None and values.get("status", "known") == "known":
        yield Fault("needs-field", {"needs": "status: contested | unknown"}), "answer"


def _term(values: Values) -> Iterator[tuple[Fault, str]]:
    """One phrase, one name, or a phrase for every group."""
    by_group = [name for name in Term.BY_GROUP if values.get(name) is not None]
    given = [name for name in ("phrase", "full") if values.get(name) is not None] + by_group[:1]
    if len(given) != 1:
        code = "one-of-many" if given else "one-of-none"
        yield Fault(code, {"options": "phrase, full, women + mixed + men", "found": ", ".join(given)}), ""
    elif missing := [name for name in Term.BY_GROUP if by_group and name not in by_group]:
        yield Fault("needs-field", {"needs": ", ".join(missing)}), by_group[0]
    if values.get("short") is not None and "full" not in given:
        yield Fault("needs-field", {"needs": "full"}), "short"


_OWN: Mapping[type, Callable[[Values], Iterator[tuple[Fault, str]]]] = {
    Hours: _hours,
    DayHours: _hours,
    Objectives: _core_goals,
    KitFile: _adapting,
    Fact: _fact,
    Term: _term,
}
"""Rules of their own."""

_EXAMPLES: dict[Value, str] = {
    Value.INT: "30",
    Value.DECIMAL: "402.32",
    Value.PERCENT: "women / heads",
    Value.FLAG: "yes",
    Value.DATE: "2027-05-19",
    Value.TIME: '"08:30"',
    Value.STORY_DATE: "start - 63 days",
    Value.QUANTITY: "2 per group",
    Value.SHARE: "40%",
    Value.SPAN: '"10:00-10:30"',
    Value.PLAIN: "…",
}
_PLAIN_EXAMPLES = {
    Plain.ID: "child-care",
    Plain.REF: "worksheets/brand-map",
    Plain.WORD: "es",
    Plain.ADDRESS: "https://…",
    Plain.NAME: "…",
    Plain.PICTURE: "iVBORw0KGgo…",
}


def example(shape: Shape) -> str:
    """What a field of this shape looks like in a file."""
    match shape:
        case TextShape():
            return "|"
        case ValueShape():
            return _PLAIN_EXAMPLES[shape.plain] if shape.plain else _EXAMPLES[shape.value]
        case ChoiceShape():
            return " | ".join(option for option in shape.options if option)
        case ListShape():
            return f"[{example(shape.item)}]"
        case MappingShape():
            return "{…: …}"
        case EitherShape():
            return f"{example(shape.word)} | {example(shape.other)}"
        case RecordShape() | OverlayShape():
            return "{…: …}"
