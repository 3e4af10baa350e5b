"""One entry taken out of a YAML file, everything else left as it is: comes in the text of a file and the keys that lead
to the entry, goes out the text without it.

The one door to ruamel.yaml, which is used where an entry shares its line with others; an entry with lines of its own is
cut out by its lines, so that comments and blank lines stay where they are. Either way the result is read again and must
be the old tree without that entry. Refuses to guess: where that cannot be had, it raises `Conflict`.
"""

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from trainingkit.content.yamlfile import MappingNode, Node, Scalar, Sequence, parse_yaml
from trainingkit.errors import Conflict

Keys = tuple[str, ...]


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
