"""What cases cover and which to play together: on plain values, and on a kit of six, two of them to be eliminated."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import make_agenda, make_kit, make_session, make_text
from tests.shipped import shipped
from trainingkit.content.library import read_kit
from trainingkit.domain.casework import ARCHETYPES, Exhibit, ExhibitLooks, Profile
from trainingkit.domain.kit import Kit
from trainingkit.domain.sessions import Objectives
from trainingkit.errors import UsageError
from trainingkit.planning.coverage import DIMENSIONS, Coverage, Row, choose, coverage_of, objectives_of

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def six() -> Kit:
    found = read_kit(TOP / "tests/samples/six/six").kit
    assert found
    return found


def row(case: str, *, decoy: bool = False, **values: str) -> Row:
    """`theme="a b"`: what it has in a dimension; nothing elsewhere."""
    return Row(case, decoy, {name: frozenset(values.get(name, "").split()) for name in DIMENSIONS})


def coverage(*rows: Row) -> Coverage:
    known = {name: tuple(sorted({each for one in rows for each in one.values[name]})) for name in DIMENSIONS}
    return Coverage(rows, known)


# ── the matrix ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_is_told_by_its_key_its_profiles_its_exhibits_and_its_replies() -> None:
    kit = shipped().kit
    assert kit
    found = next(row for row in coverage_of(kit).rows if row.case == "child-care")
    assert found.decoy is False
    assert {name: sorted(values) for name, values in found.values.items()} == {
        "theme": ["child-care"],
        "archetype": ["sportswear-multinational"],
        "leverage": ["code", "evidence", "main-customer", "other-buyers", "reputation", "season"],
        "decision": ["engage"],
        "sector": ["garment"],
        "law": ["child-care-duty", "maternity-leave"],
        "exhibits": ["audit-extract", "chat", "code", "notice", "payslip", "survey"],
        "replies": ["asks-for-names", "audit-found-nothing", "partial-remedy"],
    }


def test_what_no_case_has_is_uncovered() -> None:
    kit = make_kit(make_agenda(), cases=("one",))
    case = replace(
        kit.cases["one"],
        theme="hours",
        sectors=("electronics",),
        profiles={"brand": Profile(about="brand", archetype="name-owner", lines={})},
        exhibits={"slip": Exhibit(looks=ExhibitLooks.PAYSLIP, title=make_text("slip"))},
    )
    about = replace(kit.about, decisions={"engage": make_text("go"), "never": make_text("no")})
    found = coverage_of(replace(kit, about=about, cases={"one": case}))
    assert found.uncovered["theme"] == ()
    assert found.uncovered["decision"] == ("never",)
    assert found.uncovered["archetype"] == tuple(each for each in ARCHETYPES if each != "name-owner")
    assert "payslip" not in found.uncovered["exhibits"]
    assert len(found.uncovered["exhibits"]) == len(ExhibitLooks) - 1
    assert len(found.uncovered["replies"]) == 13
    assert found.rows[0].values["sector"] == {"electronics"}


def test_a_theme_of_the_sessions_that_no_case_takes_up_is_uncovered() -> None:
    session = replace(make_session("welcome"), themes=("harassment",))
    found = coverage_of(make_kit(make_agenda(), [session], ["one"]))
    assert found.uncovered["theme"] == ("harassment",)
    assert found.known["theme"] == ("harassment", "care")


def test_a_case_without_a_sector_of_its_own_has_that_of_the_kit() -> None:
    kit = make_kit(make_agenda(), cases=("one",))
    assert coverage_of(kit).rows[0].values["sector"] == frozenset()
    garment = replace(kit, about=replace(kit.about, sector="garment"))
    assert coverage_of(garment).rows[0].values["sector"] == {"garment"}


def test_sessions_say_what_they_are_for() -> None:
    line = make_text("something")
    welcome = replace(make_session("welcome"), objectives=Objectives(know=line, decide=line))
    kit = make_kit(make_agenda(), [welcome, make_session("lost")])
    assert objectives_of(kit) == {"welcome": ("know", "decide"), "lost": ()}


# ── choosing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_of_six_scenarios_the_four_that_are_not_to_be_eliminated_are_proposed(six: Kit) -> None:
    found = coverage_of(six)
    assert [each.case for each in found.rows if each.decoy] == ["gate", "twelve"]
    (only,) = choose(found, 4)
    assert set(only.cases) == {"care", "contracts", "assembly", "night"}
    assert only.left_out == {}
    assert only.covered == only.coverable


@pytest.mark.parametrize("count", [1, 2, 3])
def test_smaller_sets_hold_no_eliminated_case_either(six: Kit, count: int) -> None:
    sets = choose(coverage_of(six), count)
    assert len(sets) == 3
    assert all(len(each.cases) == count for each in sets)
    assert not {"gate", "twelve"} & {case for each in sets for case in each.cases}


def test_two_decisions_are_better_than_one(six: Kit) -> None:
    (best, *_) = choose(coverage_of(six), 2)
    assert "contracts" in best.cases  # the only one that ends with another route


def test_cases_that_differ_come_before_cases_that_are_alike() -> None:
    rows = (row("a", theme="x", decision="go"), row("b", theme="x", decision="go"), row("c", theme="y", decision="no"))
    sets = choose(coverage(*rows), 2)
    assert [each.cases for each in sets] == [("a", "c"), ("b", "c"), ("a", "b")]
    assert sets[0].repeats == 0
    assert sets[2].left_out == {"theme": ("y",), "decision": ("no",)}


def test_a_dimension_of_many_values_does_not_drown_one_of_few() -> None:
    exhibits = "1 2 3 4 5 6"
    rows = (
        row("rich", decision="go", exhibits=exhibits),
        row("poor", decision="no", exhibits="1"),
        row("also-rich", decision="go", exhibits="7 8"),
    )
    # Two decisions weigh as much as eight exhibits.
    assert choose(coverage(*rows), 2)[0].cases == ("rich", "poor")


def test_equal_sets_stand_in_the_order_of_the_kit() -> None:
    rows = tuple(row(name, theme=name) for name in "abcd")
    assert [each.cases for each in choose(coverage(*rows), 2)] == [("a", "b"), ("a", "c"), ("a", "d")]


@pytest.mark.parametrize("count", [0, -1, 5])
def test_more_than_there_are_cannot_be_chosen(six: Kit, count: int) -> None:
    with pytest.raises(UsageError) as caught:
        choose(coverage_of(six), count)
    assert caught.value.code == "too-few-cases"
    assert caught.value.details["playable"] == "4"


def test_a_kit_of_too_many_cases_is_refused_and_not_searched_for_hours() -> None:
    rows = tuple(row(f"c{number}", theme=str(number)) for number in range(30))
    with pytest.raises(UsageError) as caught:
        choose(coverage(*rows), 15)
    assert caught.value.code == "too-many-sets"
    assert len(choose(coverage(*rows), 2)) == 3


THEMES = st.sampled_from(["a", "b", "c", "d"])
ROWS = st.lists(st.tuples(st.booleans(), THEMES, THEMES, st.frozensets(THEMES)), min_size=1, max_size=6)


@given(ROWS, st.integers(1, 6))
def test_no_other_set_covers_more(made: list[tuple[bool, str, str, frozenset[str]]], count: int) -> None:
    rows = tuple(
        row(f"c{number}", decoy=decoy, theme=theme, decision=decision, exhibits=" ".join(exhibits))
        for number, (decoy, theme, decision, exhibits) in enumerate(made)
    )
    found = coverage(*rows)
    if count > len(found.playable):
        return
    best = choose(found, count)[0]

    def share(names: tuple[str, ...]) -> float:
        chosen = [each for each in rows if each.case in names]
        total = 0.0
        for name in ("theme", "decision", "exhibits"):
            coverable = {value for each in found.playable for value in each.values[name]}
            covered = {value for each in chosen for value in each.values[name]}
            total += len(covered) / len(coverable) if coverable else 0
        return total

    most = max(share(names) for names in combinations([each.case for each in found.playable], count))
    assert share(best.cases) == pytest.approx(most)
    assert not {each.case for each in rows if each.decoy} & set(best.cases)
