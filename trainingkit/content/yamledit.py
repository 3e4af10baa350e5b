"""Entries of a YAML file taken out or replaced, everything else left as it is: comes in the text of a file and the keys
that lead to the entry, goes out the text without it, or with another one in its place.

The one door to ruamel.yaml, which writes new entries, and takes one out where it shares its line with others; an entry
with lines of its own is cut out by its lines, so that comments and blank lines stay where they are. Either way the
result is read again and must be the old tree without that entry, or with the new one. Refuses to guess: where that
cannot be had, it raises `Conflict`.
"""

import io
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString, ScalarString

from trainingkit.content.yamlfile import MappingNode, Node, Scalar, Sequence, parse_yaml
from trainingkit.errors import Conflict

Keys = tuple[str, ...]
_WORDS = re.compile(r"\w[\w /.+-]*")


def keys_at(tree: Node | None, line: int, column: int) -> Keys:
    """The keys that lead to the entry whose key stands there; empty where none does."""
    if isinstance(tree, MappingNode):
        for name, key in tree.keys.items():
            if (key.line, key.column) == (line, column):
                return (name,)
            if below := keys_at(tree.values[name], line, column):
                return (name, *below)
    return ()


def without_entry(text: str, keys: Keys, name: str) -> str:
    """The text of a YAML file without the entry at these keys, and without what is empty then. Raises Conflict."""
    tree, problems = parse_yaml(text, name)
    if problems:
        raise Conflict("edit-by-hand", path=name, entry="/".join(keys))
    keys = _outermost(tree, keys)
    wanted = _as_data(tree)
    holder = wanted
    for key in keys[:-1]:
        holder = holder[key]
    del holder[keys[-1]]
    for made in (_by_lines(text, tree, keys), _by_library(text, keys)):
        if made is not None and _read_back(made, name) == wanted:
            return made
    raise Conflict("edit-by-hand", path=name, entry="/".join(keys))


def _outermost(tree: Node | None, keys: Keys) -> Keys:
    """The entry to take out: the outermost one that would be left with nothing in it."""
    holders: list[Any] = [tree]
    for key in keys[:-1]:
        holders.append(holders[-1].values[key])
    while len(keys) > 1 and len(holders[-1].values) == 1:
        keys = keys[:-1]
        holders.pop()
    return keys


def _as_data(node: Node | None) -> Any:
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [_as_data(each) for each in node.items]
        case MappingNode():
            return {key: _as_data(value) for key, value in node.values.items()}
        case _:
            return {}


def _read_back(text: str, name: str) -> Any:
    if not re.search(r"^[^#\s]", text, re.MULTILINE):
        return {}
    tree, problems = parse_yaml(text, name)
    return None if problems else _as_data(tree)


def _by_lines(text: str, tree: Any, keys: Keys) -> str | None:
    """Cuts out the line of the key and every line below that stands further in."""
    for key in keys[:-1]:
        tree = tree.values[key]
    lines = text.splitlines(keepends=True)
    start = tree.keys[keys[-1]].line - 1
    indent = tree.keys[keys[-1]].column - 1
    if lines[start][:indent].strip():
        return None
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip(" ")) > indent):
        end += 1
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return "".join((*lines[:start], *lines[end:]))


def _by_library(text: str, keys: Keys) -> str | None:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    try:
        tree = yaml.load(text)
        holder = tree
        for key in keys[:-1]:
            holder = holder[key]
        del holder[keys[-1]]
        made = io.StringIO()
        yaml.dump(tree, made)
    except (YAMLError, KeyError, TypeError):
        return None
    return made.getvalue()


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def on_one_line(data: Mapping[str, Any] | list[str]) -> Any:
    """A mapping or a list that is written on one line, as short ones are in our files. What more than words stands in
    is quoted: on one line ruamel leaves some signs bare that PyYAML then takes for its own."""
    made: CommentedMap | CommentedSeq
    if isinstance(data, Mapping):
        made = CommentedMap({name: _safe_on_one_line(each) for name, each in data.items()})
    else:
        made = CommentedSeq([_safe_on_one_line(each) for each in data])
    made.fa.set_flow_style()
    return made


def _safe_on_one_line(value: Any) -> Any:
    is_plain = not isinstance(value, str) or isinstance(value, ScalarString) or _WORDS.fullmatch(value)
    return value if is_plain else quoted(value)


def quoted(text: str) -> str:
    """A text that is written in quotes, as clock times are, since other readers take them for numbers."""
    made: str = DoubleQuotedScalarString(text)
    return made


def in_lines(text: str) -> str:
    """A text that is written with its lines as they are, where it has several."""
    made: str = LiteralScalarString(f"{text}\n") if "\n" in text else text
    return made


def written(data: Mapping[str, Any]) -> str:
    """A mapping as it stands in our files: an entry a line, two spaces further in for each level."""
    yaml = YAML()
    yaml.width = 4096
    made = io.StringIO()
    yaml.dump(CommentedMap(data), made)
    return made.getvalue()


# ── replacing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def with_entries(text: str, entries: Mapping[str, Any], name: str) -> str:
    """The text of a YAML file whose top holds these entries, each where it stood before, else at the end; an entry of
    None is taken out. What was noted as a comment inside of an old entry is kept above the new one. Raises Conflict."""
    tree, problems = parse_yaml(text, name)
    if problems or not isinstance(tree, MappingNode):
        raise Conflict("edit-by-hand", path=name, entry=", ".join(entries))
    wanted = _as_data(tree)
    for key, data in entries.items():
        wanted.pop(key, None)
        if data is not None:
            wanted |= _read_back(written({key: data}), name)
        text = _with_entry(text, key, "" if data is None else written({key: data}), name)
        if _read_back(text, name) != wanted:
            raise Conflict("edit-by-hand", path=name, entry=key)
    return text


def _with_entry(text: str, key: str, made: str, name: str) -> str:
    tree, _ = parse_yaml(text, name)
    lines = text.splitlines(keepends=True)
    if not isinstance(tree, MappingNode) or key not in tree.keys:
        return f"{_ended(text)}{made}" if made else text
    start = tree.keys[key].line - 1
    later = [each.line - 1 for each in tree.keys.values() if each.line - 1 > start]
    end = min(later, default=len(lines))
    # What stands above the next entry, from the margin on, belongs to that.
    below = list(takewhile(lambda line: not line.strip() or line.startswith("#"), reversed(lines[start + 1 : end])))
    end -= len(below)
    notes = list(_comments(lines[start:end]))
    if made.count("\n") == 1 and end == start + 1 and notes:
        made, notes = f"{made.rstrip()}  {notes[0]}\n", []
    return "".join((*lines[:start], *(f"{note}\n" for note in notes), made, *lines[end:]))


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"


_BLOCK = re.compile(r"[|>][+-]?\d?\s*$")
_NOTE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'#]|(?<=\S)#)*?(?:^|(?<=\s))(#.*)$""")


def _comments(lines: list[str]) -> Iterator[str]:
    """The comments among some lines; what stands in a text behind `|` is none."""
    text_below = -1
    for line in lines:
        bare = line.rstrip("\r\n")
        indent = len(bare) - len(bare.lstrip(" "))
        if text_below >= 0 and (not bare.strip() or indent > text_below):
            continue
        text_below = indent if _BLOCK.search(bare) else -1
        if found := _NOTE.match(bare):
            yield found[1]
