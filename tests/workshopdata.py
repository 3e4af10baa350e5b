"""Workshops that nobody would think of, made by the table of the format: every field, every shape, odd texts.

Out: a strategy of what a YAML file may hold, and the reading of such a file without the checks against a kit, as a
`Workshop`. A field that the format gains is made here without a line more.
"""

from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.rendering.samples import LOGO
from trainingkit.content.reader import RESERVED, FileReader, Spot
from trainingkit.content.schema import (
    ChoiceShape,
    EitherShape,
    FieldShape,
    ListShape,
    MappingShape,
    RecordShape,
    Shape,
    TextShape,
    Value,
    ValueShape,
    record_of,
)
from trainingkit.content.yamledit import written
from trainingkit.content.yamlfile import MappingNode, Scalar, Sequence, parse_yaml
from trainingkit.domain.marks import Plain
from trainingkit.domain.text import Audience, Form
from trainingkit.domain.workshop import Workshop

LANGUAGES = ("es", "en")
ODD = "aAñé 1:#-|>&*!%@`'\"{}[],?«»\\/~=ʼ 🙂"
IDS = st.from_regex(r"[a-z][a-z0-9]{1,5}(-[a-z0-9]{1,3})?", fullmatch=True).filter(lambda name: name not in RESERVED)
WORDS = st.sampled_from(["es", "en", "sv", "cases/a/narrative/full/start", "America/El_Salvador", "UTC", "no", "1e3"])
LINES = st.text(ODD, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
PROSE = st.lists(st.text(ODD, max_size=10), min_size=1, max_size=4).map("\n".join).filter(str.strip)
PICTURES = st.just(LOGO)
TIMES = st.times().map(lambda found: f"{found:%H:%M}")


def of_value(shape: ValueShape) -> st.SearchStrategy[Any]:
    match shape.value:
        case Value.INT:
            return st.integers(shape.least or 0, shape.most or 99)
        case Value.FLAG:
            return st.sampled_from(["yes", "no"])
        case Value.DATE:
            return st.dates().map(str)
        case Value.TIME:
            return TIMES
        case Value.PLAIN:
            refs = st.builds("{}/{}".format, IDS, IDS) if not shape.refers else IDS
            kinds = {Plain.ID: IDS, Plain.REF: refs, Plain.WORD: WORDS, Plain.NAME: LINES, Plain.PICTURE: PICTURES}
            return kinds[shape.plain or Plain.NAME]
        case _:
            raise NotImplementedError(shape)


@cache
def of_shape(shape: Shape) -> st.SearchStrategy[Any]:
    match shape:
        case TextShape():
            texts = PROSE if shape.form is Form.PROSE else LINES
            return st.fixed_dictionaries(dict.fromkeys(LANGUAGES, texts))
        case ValueShape():
            return of_value(shape)
        case ChoiceShape():
            return st.sampled_from([option for option in shape.options if option])
        case ListShape():
            return st.lists(of_shape(shape.item), max_size=3)
        case MappingShape():
            keys = {Plain.ID: IDS, Plain.REF: st.builds("{}/{}".format, IDS, IDS)}.get(shape.key, WORDS)
            return st.dictionaries(keys, of_shape(shape.item), min_size=1, max_size=3)
        case EitherShape():
            return st.one_of(of_shape(shape.word), of_shape(shape.other))
        case RecordShape():
            return of_record(shape.cls)
        case _:
            raise NotImplementedError(shape)


@cache
def of_record(cls: type) -> st.SearchStrategy[dict[str, Any]]:
    record = record_of(cls)
    if record.one_of:
        rest = [each for each in record.by_key.values() if each not in record.one_of]
        return st.one_of([_fields([one], rest) for one in record.one_of])
    needed = [each for each in record.by_key.values() if each.required]
    return _fields(needed, [each for each in record.by_key.values() if not each.required])


def _fields(needed: list[FieldShape], other: list[FieldShape]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {each.key: of_shape(each.shape) for each in needed},
        optional={each.key: of_shape(each.shape) for each in other},
    )


@st.composite
def workshop_files(draw: st.DrawFn) -> str:
    """What a YAML file of a workshop may hold."""
    data = draw(of_record(Workshop))
    data["languages"] = list(LANGUAGES)
    data["hours"] = {"from": "08:30", "to": "17:00"}
    if "from" in data and "to" in data:
        data["from"], data["to"] = sorted((data["from"], data["to"]))
    for day in data.get("days", {}).values():
        day.pop("from", None)
    for day in data.get("agenda", {}).get("days", {}).values():
        for item in day["items"].values():
            if not says_something(item.get("with", {})):
                item.pop("with", None)  # nothing and an empty `with` mean the same, and nothing is what is written
    return written(data)


def says_something(meant: dict[str, Any]) -> bool:
    return bool(meant.get("cases") or meant.get("moment") or meant.get("swap") == "yes")


def parsed(text: str, ident: str = "odd") -> Workshop:
    """The workshop that a file holds."""
    node, problems = parse_yaml(text, "odd.yaml")
    assert node is not None, problems
    assert isinstance(node, MappingNode)
    languages = node.values["languages"]
    assert isinstance(languages, Sequence)
    said = tuple(each.text for each in languages.items if isinstance(each, Scalar))
    reader = FileReader("odd.yaml", "es", by_language=said)
    unit = f"workshops/{ident}"
    found = reader.read(node, Workshop, Spot(unit, Audience(), unit, ident))
    assert reader.problems == [], text
    assert isinstance(found, Workshop)
    return found


def shipped(top: Path) -> list[Path]:
    """The files of the workshops that come with the program and with the tests."""
    return sorted((*top.glob("kits/*/workshops/*.yaml"), *top.glob("tests/kits/*/workshops/*.yaml")))
