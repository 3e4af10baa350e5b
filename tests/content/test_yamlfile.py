"""The strict reader of YAML: what stays text, what is refused where, and that hostile files are answered at once."""

import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.faults import SAMPLES
from trainingkit.content.encoding import decode
from trainingkit.content.yamlfile import MappingNode, Scalar, parse_yaml, read_yaml, trimmed


def read(text: str) -> dict[str, str]:
    node, problems = parse_yaml(text, "f")
    assert problems == ()
    assert isinstance(node, MappingNode)
    return {key: value.text for key, value in node.values.items() if isinstance(value, Scalar)}


def codes(text: str) -> list[tuple[str, int]]:
    _, problems = parse_yaml(text, "f")
    return [(each.code, each.place.line) for each in problems if each.place]


@pytest.mark.parametrize(
    "word", ["no", "NO", "yes", "on", "12:30", "1.10", "0050377", "2026-02-30", "null", "~", "0x1F"]
)
def test_everything_stays_text(word: str) -> None:
    assert read(f"a: {word}\n{word}: b\n") == {"a": word, word: "b"}


def test_nodes_know_their_lines() -> None:
    node, _ = parse_yaml("a:\n  b: |\n    c\n  d: e\n", "f")
    assert isinstance(node, MappingNode)
    inner = node.values["a"]
    assert isinstance(inner, MappingNode)
    assert (inner.keys["d"].line, inner.keys["d"].column) == (4, 3)


def test_a_key_written_twice_names_both_lines_and_keeps_the_file() -> None:
    node, problems = parse_yaml("a: 1\nb: 2\na: 3\n", "f")
    assert isinstance(node, MappingNode)
    assert [(each.code, each.details["first"]) for each in problems] == [("yaml-key-twice", "1")]


def test_text_is_normalised() -> None:
    assert read("a: nin\u0303a") == {"a": "niña"}


HOSTILE = {
    "brackets": ("a: " + "[" * 100_000, "file-too-deep"),
    "braces": ("{a: " * 50_000, "file-too-deep"),
    "indentation": ("\n".join(" " * n + "a:" for n in range(700)), "file-too-deep"),
    "aliases": ("a: &a [x]\nb: &b [" + "*a," * 50_000 + "]", "yaml-anchor"),
    "marks": ("a: e" + "\u0301" * 100_000, "text-trimmed"),
    "joins": ("a: " + "\U0001f468\u200d" * 20_000, "text-trimmed"),
    "values": ("- a\n" * 60_000, "file-too-many-values"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_answered_at_once(name: str) -> None:
    text, code = HOSTILE[name]
    started = time.perf_counter()
    found = codes(text)
    took = time.perf_counter() - started
    assert [each for each, _ in found] == [code]
    assert took < 0.5  # seconds; a tenth of one on an idle machine


def test_size_is_looked_at_before_anything_else(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(b"a: b\n" * 1_000_000)
    started = time.perf_counter()
    node, problems = read_yaml(path)
    assert time.perf_counter() - started < 0.5
    assert node is None
    assert [each.code for each in problems] == ["file-too-big"]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    for name in ("folder.yaml", "absent.yaml"):
        node, problems = read_yaml(tmp_path / name)
        assert node is None
        assert [each.code for each in problems] == ["file-unreadable"]


def test_another_encoding_is_named_with_its_word() -> None:
    _, problems = decode("a: b\nc: una niña\n".encode("latin-1"), "f")
    assert [(each.code, dict(each.details)) for each in problems] == [("not-utf8", {"found": "ni?a", "likely": "niña"})]
    assert problems[0].place
    assert (problems[0].place.line, problems[0].place.column) == (2, 10)


def test_heaped_signs_are_cut_and_others_are_not() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert trimmed(family * 20, 8, 12) == family * 20
    assert trimmed("e" + "\u0301" * 20, 8, 12) == "e" + "\u0301" * 8
    assert trimmed("a\u200d" * 30 + "b", 8, 12).count("\u200d") == 12


PARTS = st.sampled_from(
    ["a", ": ", "\n", "  ", "- ", "[", "]", "{", "}", '"', "'", "|", "\t", "&", "*", "!", "#", "?", "ñ", "---", "%"]
)


@given(st.lists(PARTS, max_size=40))
def test_no_text_raises(parts: list[str]) -> None:
    node, problems = parse_yaml("".join(parts), "f")
    assert node is not None or problems


def mutants(data: bytes, count: int) -> list[bytes]:
    chance = random.Random(7)  # noqa: S311  # the same files every time
    made = []
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(changed))
            match chance.randrange(4):
                case 0:
                    changed[at] = chance.randrange(256)
                case 1:
                    del changed[at : at + chance.randint(1, 30)]
                case 2:
                    changed[at:at] = bytes(chance.randrange(32, 127) for _ in range(chance.randint(1, 5)))
                case _:
                    changed[at:at] = changed[at : at + 20]
        made.append(bytes(changed))
    return made


def test_damaged_files_raise_nothing_and_say_where() -> None:
    data = (SAMPLES / "small/modules/cases/child-care.yaml").read_bytes()
    for mutant in mutants(data, 1_500):
        text, problems = decode(mutant, "f")
        if not problems:
            _, found = parse_yaml(text, "f")
            problems = list(found)
        assert all(each.place and each.place.line > 0 for each in problems)
