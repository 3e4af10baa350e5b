"""The generated schemas and reference page: current, valid, and of one mind with the reader."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.content.family import adapt, make_library, read
from tests.content.faults import SAMPLES
from tests.content.test_adaptation import CASE
from trainingkit.content.files import COHORTS, FILE_KINDS, WORKSHOP, FileKind
from trainingkit.content.folders import find_files
from trainingkit.content.formatpage import format_page
from trainingkit.content.jsonschemas import json_schemas, schema_of
from trainingkit.content.planned import as_its_kind
from trainingkit.content.schema import TextShape, record_of
from trainingkit.content.walk import every_record
from trainingkit.content.yamlfile import MappingNode, Node, Scalar, Sequence, read_yaml
from trainingkit.domain.text import Circle, Form

TOP = Path(__file__).resolve().parents[2]
SHIPPED = TOP / "kits"
PLANT = TOP / "tests" / "samples" / "plant"

INT, FLOAT = re.compile(r"[-+]?\d+"), re.compile(r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?")


def as_editors_read_it(node: Node) -> Any:
    """The data that a language server of YAML 1.2 sees: plain scalars by the core schema."""
    if isinstance(node, MappingNode):
        return {key: as_editors_read_it(value) for key, value in node.values.items()}
    if isinstance(node, Sequence):
        return [as_editors_read_it(item) for item in node.items]
    assert isinstance(node, Scalar)
    if not node.plain:
        return node.text
    if node.text in ("true", "false"):
        return node.text == "true"
    if node.text in ("", "null", "~"):
        return None
    if INT.fullmatch(node.text):
        return int(node.text)
    return float(node.text) if FLOAT.fullmatch(node.text) else node.text


def files() -> Iterator[tuple[FileKind, Path]]:
    for root in (SHIPPED, SAMPLES, PLANT):
        for folder in [root / "_shared", *(path.parent for path in root.glob("*/kit.yaml"))]:
            kinds = tuple(kind for kind in FILE_KINDS if kind.shared == (folder.name == "_shared"))
            found, _ = find_files(folder, tuple(kind for kind in kinds if kind is not COHORTS), root)
            for each in found:
                kind = as_its_kind(each, read_yaml(each.path)[0]).kind if each.kind is WORKSHOP else each.kind
                yield kind, each.path


@pytest.mark.parametrize(("kind", "path"), [pytest.param(*each, id=str(each[1].relative_to(TOP))) for each in files()])
def test_the_schema_accepts_what_the_reader_accepts(kind: FileKind, path: Path) -> None:
    node, problems = read_yaml(path)
    assert node is not None
    assert problems == ()
    errors = Draft202012Validator(schema_of(kind)).iter_errors(as_editors_read_it(node))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.kind)
def test_schemas_are_schemas(kind: FileKind) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("handouts", {"title": "T"}),
        ("handouts", {"title": "T", "body": {"one": {"text": "a", "law": "b"}}}),
        ("handouts", {"title": "T", "body": {}, "unknown": "x"}),
        ("handouts", {"title": "T", "body": {"One": "a"}}),
        ("handouts", {"title": "T", "body": {}, "public": "maybe"}),
        ("handouts", {"title": "T", "body": {}, "pages": 500}),
        ("handouts", {"changes": "handouts/one", "titel": "T"}),
        ("kit", {"kit": "one", "adapts": {"kit": "two", "edition": "1"}}),
    ],
)
def test_schemas_refuse_what_the_reader_refuses(kind: str, content: object) -> None:
    schema = next(schema_of(each) for each in FILE_KINDS if each.kind == kind)
    assert not Draft202012Validator(schema).is_valid(content)


def test_the_schema_accepts_what_an_adaptation_says(tmp_path: Path) -> None:
    library = make_library(tmp_path / "kits")
    media = "room: {alt: Otro salón}\n"
    files = {"modules/cases/child-care.yaml": CASE, "media.yaml": media, "variants/evening.yaml": VARIANT}
    folder = adapt(library, "night", files, more="leave_out: [cases/child-care/key/switches/small]\n")
    assert read(folder).problems == ()
    kinds = {kind.where: kind for kind in FILE_KINDS}
    for file, where in (
        ("kit.yaml", "kit.yaml"),
        ("media.yaml", "media.yaml"),
        ("modules/cases/child-care.yaml", "modules/cases/*.yaml"),
        ("variants/evening.yaml", "variants/*.yaml"),
    ):
        node, _ = read_yaml(folder / file)
        assert node is not None
        errors = Draft202012Validator(schema_of(kinds[where])).iter_errors(as_editors_read_it(node))
        assert [f"{file} {error.json_path}: {error.message[:200]}" for error in errors] == []


VARIANT = """\
title: De noche
lost: |
  Nada.
agenda: same
change:
  sessions/meeting/aim: Practicar de noche.
"""


def test_the_shipped_schemas_are_current() -> None:
    folder = SHIPPED / "_shared" / "schemas"
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")} == json_schemas()


def test_the_shipped_files_name_their_schema() -> None:
    for kind, path in files():
        if not path.is_relative_to(SHIPPED):
            continue
        first = path.read_text(encoding="utf-8").split("\n")[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named, path
        assert (path.parent / named[1]).resolve() == SHIPPED / "_shared" / "schemas" / f"{kind.kind}.json", path


def leaves(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "x-text" in schema or "x-plain" in schema or schema.get("maxLength"):
            yield schema
            return
        for value in schema.values():
            yield from leaves(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from leaves(value)


def test_every_text_says_what_it_is_and_who_it_is_for() -> None:
    circles = {circle.value for circle in Circle}
    found = [leaf for text in json_schemas().values() for leaf in leaves(json.loads(text))]
    assert len(found) > 200
    for leaf in found:
        assert "x-plain" in leaf or (leaf["x-text"] in set(Form) and leaf["x-for"] in circles), leaf


def test_every_text_field_of_the_domain_is_one_of_the_format() -> None:
    hints = {
        (cls.__name__, shape.key)
        for cls in every_record()
        for shape in record_of(cls).by_key.values()
        if isinstance(shape.shape, TextShape)
    }
    page = format_page()
    assert {("Case", "summary"), ("RoleSheet", "you-are"), ("Law", "rule")} <= hints
    for name, key in hints:
        section = page.split(f"### {name}\n")[1].split("\n#")[0]
        assert f"| `{key}` |" in section


def test_the_reference_page_is_current() -> None:
    assert (TOP / "docs/content-format.md").read_text(encoding="utf-8") == format_page(), "run `make docs`"
