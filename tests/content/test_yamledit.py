"""One entry out of a YAML file: everything else stays as it is, or nothing is done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.content.yamledit import _as_data, keys_at, on_one_line, quoted, with_entries, without_entry, written
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


# ── replacing ───────────────────────────────────────────────────────────────────────────────────────────────────────

WORKSHOP = """\
# the head
kit: x
hours: {from: "08:30", to: "17:00"}   # doors open at eight
# about the agenda
agenda:
  # the first day
  d1:
    title: |
      # no comment
    items:
      a: {session: s}  # why "this" one
# in the middle, at the margin
      b: {session: "t # no", note: 'it''s # no'}

# about the people
people: {es: 30}
"""


def test_an_entry_is_replaced_where_it_stood_and_no_comment_is_lost() -> None:
    made = with_entries(WORKSHOP, {"agenda": {"day": {"title": "Año: uno"}}, "variant": "one-day"}, "file")
    before, _, rest = WORKSHOP.partition("agenda:\n")
    _, _, after = rest.partition("\n\n")
    notes = '# the first day\n# why "this" one\n# in the middle, at the margin\n'
    assert made == f"{before}{notes}agenda:\n  day:\n    title: 'Año: uno'\n\n{after}variant: one-day\n"


def test_an_entry_of_one_line_keeps_its_comment_beside_it() -> None:
    hours = on_one_line({"from": quoted("09:00"), "to": quoted("12:00")})
    made = with_entries(WORKSHOP, {"hours": hours}, "file")
    old = 'hours: {from: "08:30", to: "17:00"}   # doors open at eight'
    assert made == WORKSHOP.replace(old, 'hours: {from: "09:00", to: "12:00"}  # doors open at eight')


def test_an_entry_of_none_is_taken_out() -> None:
    made = with_entries("a: 1\nb: 2  # two\nc: 3", {"b": None, "d": None}, "file")
    assert made == "a: 1\n# two\nc: 3"


def test_the_last_line_may_lack_its_end() -> None:
    assert with_entries("a: 1", {"b": {"c": "2"}}, "file") == "a: 1\nb:\n  c: '2'\n"


@pytest.mark.parametrize("text", ["{a: 1, b: 2}\n", "a: 1\na: 2\n", "- a\n", "a: [\n", "a: &x 1\nb: *x\n"])
def test_what_cannot_be_replaced_safely_is_refused(text: str) -> None:
    with pytest.raises(Conflict):
        with_entries(text, {"b": "new"}, "file")


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,6}", fullmatch=True),
        st.recursive(
            st.text(st.characters(max_codepoint=0x17F, exclude_categories=["C", "Z"]), min_size=1, max_size=12),
            lambda inner: st.dictionaries(st.from_regex(r"[a-z]{1,6}", fullmatch=True), inner, min_size=1, max_size=3),
            max_leaves=6,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_written_is_read_back(data: dict[str, object]) -> None:
    tree, problems = parse_yaml(written(data), "file")
    assert problems == ()
    assert _as_data(tree) == data
