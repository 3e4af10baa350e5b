"""One entry out of a YAML file: everything else stays as it is, or nothing is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.content.yamledit import keys_at, without_entry
from trainingkit.content.yamlfile import parse_yaml
from trainingkit.errors import Conflict

FILE = """\
# a comment above
one:
  # about a
  a: |
    Un texto

    de dos párrafos.
  # about b
  b: {c: 1, d: "dos"}

two: [x, y]   # at the end
three:
  only:
    deep: nada
"""


@pytest.mark.parametrize(
    ("keys", "gone"),
    [
        (("one", "a"), "  a: |\n    Un texto\n\n    de dos párrafos.\n"),
        (("one", "b"), '  b: {c: 1, d: "dos"}\n'),
        (("two",), "two: [x, y]   # at the end\n"),
        # What would be left empty goes too.
        (("three", "only", "deep"), "three:\n  only:\n    deep: nada\n"),
    ],
)
def test_an_entry_with_lines_of_its_own_takes_only_them(keys: tuple[str, ...], gone: str) -> None:
    assert without_entry(FILE, keys, "file") == FILE.replace(gone, "")


def test_an_entry_that_shares_its_line_leaves_the_others() -> None:
    made = without_entry(FILE, ("one", "b", "c"), "file")
    assert made.splitlines()[:8] == FILE.splitlines()[:8]
    assert '{d: "dos"}' in made
    assert "# at the end" in made


def test_an_entry_is_found_by_where_its_key_stands() -> None:
    tree, _ = parse_yaml(FILE, "file")
    assert keys_at(tree, 9, 3) == ("one", "b")
    assert keys_at(tree, 9, 13) == ("one", "b", "d")
    assert keys_at(tree, 9, 1) == ()


def test_what_cannot_be_taken_out_cleanly_is_refused() -> None:
    with pytest.raises(Conflict, match="edit-by-hand"):
        without_entry("a: {b: 1\n", ("a", "b"), "file")


TEXTS = st.text("abñ¿: #-'\"{}[]\n", max_size=20).map(str.strip)


@given(st.dictionaries(st.from_regex("[a-z]{1,3}", fullmatch=True), TEXTS, min_size=2, max_size=5), st.data())
def test_whatever_the_others_say_they_say_it_afterwards(entries: dict[str, str], data: st.DataObject) -> None:
    lines = [f"{key}: |\n" + "".join(f"  {line}\n" for line in f"x{text}".split("\n")) for key, text in entries.items()]
    gone = data.draw(st.sampled_from(sorted(entries)))
    made = without_entry("".join(lines), (gone,), "file")
    assert made == "".join(line for key, line in zip(entries, lines, strict=True) if key != gone)
