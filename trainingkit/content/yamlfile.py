"""YAML as a tree of texts with lines: comes in a path, goes out a `Node` or the problems that keep it from being one.

The one door to PyYAML. Only its event stream is used: nothing is constructed, so `no`, `12:30` and `1.10` stay the text
they are, and nesting is stopped where it begins. Refuses anchors, aliases, merge keys, tags, keys written twice, second
documents and whatever goes past `limits.toml`; turns every exception of the parser into a problem, since YAMLError is
not all it raises.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from trainingkit.config import LIMITS, FileLimits
from trainingkit.content.encoding import control_character, decode, read_bytes
from trainingkit.content.syntax import syntax_problem
from trainingkit.errors import Place, Problem, Severity


@dataclass(slots=True)
class Scalar:
    """A piece of text as written; `plain` when it stands without quotes and without `|`."""

    text: str
    line: int
    column: int
    plain: bool = True


@dataclass(slots=True)
class Sequence:
    """A list."""

    line: int
    column: int
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class MappingNode:
    """Keys with values, in their order; `keys` remembers where each key stands."""

    line: int
    column: int
    values: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


Node = Scalar | Sequence | MappingNode


class _Refused(Exception):
    """Ends the reading of a file; what is wrong has been noted."""


def read_yaml(path: Path, name: str = "") -> tuple[Node | None, tuple[Problem, ...]]:
    """The tree of a file, called `name` in problems, and every problem in it. No tree where it cannot be read on."""
    name = name or str(path)
    data, problems = read_bytes(path, name, LIMITS.file.bytes)
    if problems:
        return None, tuple(problems)
    text, problems = decode(data, name)
    if problems:
        return None, tuple(problems)
    return parse_yaml(text, name)


def parse_yaml(text: str, name: str, limits: FileLimits = LIMITS.file) -> tuple[Node | None, tuple[Problem, ...]]:
    """As `read_yaml`, of text that has been decoded."""
    builder = _Builder(name, limits)
    try:
        root = builder.build(text)
    except _Refused:
        root = None
    # Beyond YAMLError the parser raises these for damaged input (measured by mutation); none may reach a person.
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError, MemoryError) as error:
        root = None
        builder.problems.append(syntax_problem(error, text, name))
    return root, tuple(builder.problems)


class _Builder:
    """Turns events into nodes with a stack of its own, so that depth costs no recursion."""

    def __init__(self, name: str, limits: FileLimits) -> None:
        self.name = name
        self.limits = limits
        self.problems: list[Problem] = []
        self.open: list[Sequence | MappingNode] = []
        self.pending: list[Scalar | None] = []  # for each open mapping, the key that waits for its value
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0

    def note(self, code: str, line: int, column: int = 1, **details: str) -> None:
        self.problems.append(Problem(code, details=details, place=Place(self.name, line, column)))

    def refuse(self, code: str, line: int, column: int = 1, **details: str) -> _Refused:
        self.note(code, line, column, **details)
        return _Refused()

    def build(self, text: str) -> Node | None:
        for event in _events(text):
            match event:
                case yaml.ScalarEvent():
                    self.scalar(event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self.start(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self.open.pop()
                    self.pending.pop()
                case yaml.AliasEvent():
                    raise self.refuse("yaml-anchor", *_place(event), name=f"*{event.anchor}")
                case yaml.DocumentStartEvent():
                    self.document(event)
                case _:
                    pass  # where the stream and its document end
        if self.root is None or (isinstance(self.root, Scalar) and self.root.plain and not self.root.text):
            raise self.refuse("file-empty", 1)
        return self.root

    def document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        line, _ = _place(event)
        if self.documents > 1:
            raise self.refuse("yaml-second-document", line)
        if event.tags:
            raise self.refuse("yaml-tag", line, name="%TAG")

    def check_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> tuple[int, int]:
        line, column = _place(event)
        if event.anchor is not None:
            raise self.refuse("yaml-anchor", line, column, name=f"&{event.anchor}")
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise self.refuse("yaml-tag", line, column, name=shown)
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            raise self.refuse("file-too-many-values", line, column, limit=str(self.limits.nodes))
        return line, column

    def scalar(self, event: yaml.ScalarEvent) -> None:
        line, column = self.check_node(event)
        text = event.value
        if not text.isascii():
            text = self.tidy(text, line, column)
        if found := control_character(text):
            self.note("control-character", line, column, character=found)
        self.place(Scalar(text, line, column, event.style is None or event.style == ""))

    def tidy(self, text: str, line: int, column: int) -> str:
        text = unicodedata.normalize("NFC", text)
        shorter = trimmed(text, self.limits.marks, self.limits.joins)
        if shorter != text:
            limits = {"marks": str(self.limits.marks), "joins": str(self.limits.joins)}
            place = Place(self.name, line, column)
            self.problems.append(Problem("text-trimmed", "", limits, Severity.WARNING, place))
        return shorter

    def start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        line, column = self.check_node(event)
        if len(self.open) >= self.limits.depth:
            raise self.refuse("file-too-deep", line, column, limit=str(self.limits.depth))
        node = MappingNode(line, column) if isinstance(event, yaml.MappingStartEvent) else Sequence(line, column)
        self.place(node)
        self.open.append(node)
        self.pending.append(None)

    def place(self, node: Node) -> None:
        """Hangs a node where it belongs: as the root, an item, a key, or the value of the key that waits."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = self.pending[-1]
        if key is None:
            self.pending[-1] = self.key(node)
            return
        self.pending[-1] = None
        if key.text in parent.keys:
            first = str(parent.keys[key.text].line)
            self.note("yaml-key-twice", key.line, key.column, key=key.text, first=first)
            return
        parent.keys[key.text] = key
        parent.values[key.text] = node

    def key(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar) or (node.plain and not node.text):
            raise self.refuse("yaml-key-not-text", node.line, node.column)
        if node.plain and node.text == "<<":
            raise self.refuse("yaml-anchor", node.line, node.column, name="<<")
        return node


def _events(text: str) -> Iterator[yaml.Event]:
    loader = yaml.CSafeLoader(text)
    try:
        while event := loader.get_event():
            yield event
    finally:
        loader.dispose()


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


_SIGNS = re.compile(r"[^\w\s\x00-\x7f]{9,}")


def trimmed(text: str, marks: int, joins: int) -> str:
    """`text` with at most so many combining marks on one letter and so many joined signs in one."""
    text = _SIGNS.sub(lambda found: _fewer_marks(found[0], marks), text)
    if text.count("\u200d") <= joins:
        return text
    chain = re.compile(
        rf"((?:[^\s\u200d][\ufe0f\U0001f3fb-\U0001f3ff]*\u200d){{{joins}}}[^\s\u200d])"
        r"(?:[\ufe0f\U0001f3fb-\U0001f3ff]*\u200d[^\s\u200d]?)+"
    )
    return re.sub("\u200d{2,}", "\u200d", chain.sub(r"\1", text))


def _fewer_marks(run: str, most: int) -> str:
    kept, count = [], 0
    for character in run:
        count = count + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if count <= most:
            kept.append(character)
    return "".join(kept)
