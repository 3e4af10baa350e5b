"""Coverage by numbers: no count below five, and none that a patient reader could work out.

The reader of these tests tries every way in which the table could have come about.
"""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainingkit.domain.coverage import FEW, LEAST, WITHHELD, Key, Share, published

Counts = Mapping[Key, int]


def shown(people: Counts, reached: Counts) -> dict[Key, tuple[int | str, int | str]]:
    rows = published(people, reached)
    return {
        row.key: (
            row.people_sign if row.people is None else row.people,
            row.reached_sign if row.reached is None else row.reached,
        )
        for row in rows
    }


def line(name: str, shift: str = "day") -> Key:
    return ("workers", shift, name)


def test_large_counts_are_shown_with_their_sums_in_their_order() -> None:
    people = {line("sew"): 100, line("pack"): 50, line("sew", "night"): 40}
    rows = published(people, {line("sew"): 40, line("pack"): 20, line("sew", "night"): 16})
    assert [(row.key, row.people, row.reached, row.percent) for row in rows] == [
        (("workers",), 190, 76, 40),
        (("workers", "day"), 150, 60, 40),
        (line("sew"), 100, 40, 40),
        (line("pack"), 50, 20, 40),
        (("workers", "night"), 40, 16, 40),
        (line("sew", "night"), 40, 16, 40),
    ]


def test_a_small_count_takes_another_with_it() -> None:
    people = {line("sew"): 100, line("pack"): 50, line("iron"): 60}
    found = shown(people, {line("sew"): 40, line("pack"): 3, line("iron"): 20})
    assert found[line("pack")] == (50, FEW)
    assert found[line("iron")] == (60, WITHHELD)
    assert found[line("sew")] == (100, 40)
    assert found[("workers", "day")] == (210, 63)


def test_a_small_count_alone_takes_its_sum_with_it() -> None:
    people = {line("sew"): 50, line("sew", "night"): 60, line("sew", "late"): 70}
    found = shown(people, {line("sew"): 2, line("sew", "night"): 30, line("sew", "late"): 31})
    assert found[("workers", "day")] == (50, FEW)
    assert found[("workers", "night")] == (60, WITHHELD)
    assert found[line("sew", "night")] == (60, WITHHELD)
    assert found[("workers", "late")] == (70, 31)
    assert found[("workers",)] == (180, 63)


def test_all_but_two_tells_who_the_two_are() -> None:
    found = shown({line("sew"): 12}, {line("sew"): 10})
    assert found[line("sew")] == (12, WITHHELD)
    assert shown({line("sew"): 12}, {line("sew"): 12})[line("sew")] == (12, 12)


def test_where_few_work_neither_number_is_shown() -> None:
    found = shown({line("sew"): 3, line("pack"): 40}, {line("sew"): 3, line("pack"): 20})
    assert found[line("sew")] == (FEW, FEW)
    assert found[line("pack")][0] == WITHHELD


def test_a_tiny_track_shows_all_or_nothing() -> None:
    assert set(shown({line("sew"): 5, line("pack"): 4}, {line("sew"): 5, line("pack"): 4}).values()) == {
        (WITHHELD, WITHHELD)
    }
    assert set(shown({line("all"): 9}, {line("all"): 9}).values()) == {(9, 9)}
    assert set(shown({line("all"): 9}, {line("all"): 8}).values()) == {(WITHHELD, WITHHELD)}


def test_a_share_is_said_only_with_both_of_its_numbers() -> None:
    (track, *_) = published({line("sew"): 12}, {line("sew"): 10})
    assert track.percent is None
    assert Share(("workers",), 0 + 9, 4).percent == 44


# ── a patient reader ────────────────────────────────────────────────────────────────────────────────────────────────


leaves = st.dictionaries(
    st.sampled_from([line(name, shift) for name in ("a", "b") for shift in ("day", "night")]),
    st.tuples(st.integers(1, 14), st.integers(0, 14)),
    min_size=1,
    max_size=3,
)


def worlds(counts: Counts, signs: Mapping[Key, int | str], most: Mapping[Key, int], least: int) -> Iterator[Counts]:
    """Every set of counts by line that would have given these numbers and signs."""
    keys = list(counts)
    silent = set(signs.values()) == {WITHHELD}  # a tiny track says nothing at all
    for values in product(*(range(least, most[key] + 1) for key in keys)):
        world = dict(zip(keys, values, strict=True))
        sums = {key: sum(many for leaf, many in world.items() if leaf[: len(key)] == key) for key in signs}
        if silent or all(_could_be(sums[key], sign) for key, sign in signs.items()):
            yield sums


def _could_be(many: int, sign: int | str) -> bool:
    """Where a small count says that it is small, any other that is withheld is not."""
    if sign == FEW:
        return many < LEAST
    return many >= LEAST if sign == WITHHELD else many == sign


@settings(max_examples=80)
@given(leaves)
def test_nobody_can_work_out_a_count_below_five(drawn: Mapping[Key, tuple[int, int]]) -> None:
    people = {key: many for key, (many, _) in drawn.items()}
    come = {key: min(many, came) for key, (many, came) in drawn.items()}
    signs = shown(people, come)
    everybody = {key: sum(many for leaf, many in people.items() if leaf[: len(key)] == key) for key in signs}

    # whoever knows every headcount, as the plant does
    known = list(worlds(come, {key: sign for key, (_, sign) in signs.items()}, people, 0))
    for key in signs:
        values = {world[key] for world in known}
        if len(values) == 1:
            (value,) = values
            assert value >= LEAST, key
            assert not 0 < everybody[key] - value < LEAST, key

    # whoever knows nothing but the table
    guessed = list(worlds(people, {key: sign for key, (sign, _) in signs.items()}, dict.fromkeys(people, 16), 1))
    for key in signs:
        values = {world[key] for world in guessed}
        assert len(values) > 1 or min(values) >= LEAST, key


@pytest.mark.parametrize("reached", [0, 1, 4])
def test_no_number_below_five_is_printed(reached: int) -> None:
    found = shown({line("sew"): 40, line("pack"): 40}, {line("sew"): reached, line("pack"): 20})
    assert [each for row in found.values() for each in row if isinstance(each, int) and each < LEAST] == []
