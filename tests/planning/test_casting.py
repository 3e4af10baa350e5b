"""Groups into seats: whatever the size, seats and observers add up to the people, or a problem says why not."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import make_agenda, make_kit, make_role_play, make_text, make_workshop
from trainingkit.domain.assembly.codes import letter_of
from trainingkit.domain.casting import CastGroup
from trainingkit.domain.kit import Kit
from trainingkit.domain.roleplay import Party, RolePlay
from trainingkit.domain.workshop import Group
from trainingkit.errors import Severity
from trainingkit.planning.casting import cast, seat_code

SEATS = {
    "voice": ("workers", None),
    "second": ("workers", None),
    "organiser": ("workers", 5),
    "officer": ("company", None),
    "hr": ("company", 6),
}


def with_play(play: RolePlay) -> Kit:
    return replace(make_kit(make_agenda({}), cases=("care", "union")), role_plays={play.id: play})


def cast_one(play: RolePlay, people: int) -> tuple[CastGroup, list[str]]:
    workshop = make_workshop(groups={"flor": Group(case="care", people=people)}, people={"es": people})
    casting = cast(workshop, with_play(play))
    return casting.groups[0], [problem.code for problem in casting.problems]


def heads(group: CastGroup) -> dict[str, int]:
    return {seat.seat: seat.people for seat in group.seats}


def test_a_seat_is_filled_from_its_size_of_group_on() -> None:
    play = make_role_play("care", SEATS)
    assert heads(cast_one(play, 3)[0]) == {"voice": 1, "second": 1, "officer": 1}
    assert heads(cast_one(play, 5)[0]) == {"voice": 2, "second": 1, "organiser": 1, "officer": 1}
    assert heads(cast_one(play, 6)[0]) == {"voice": 1, "second": 1, "organiser": 1, "officer": 1, "hr": 1} | {
        "voice": 2
    }


def test_the_uneven_mirror_or_observe() -> None:
    mirrored, _ = cast_one(make_role_play("care", SEATS), 8)
    observed, _ = cast_one(make_role_play("care", SEATS, uneven="observer"), 8)
    assert (heads(mirrored), mirrored.observers) == (
        {"voice": 2, "second": 2, "organiser": 2, "officer": 1, "hr": 1},
        0,
    )
    assert (set(heads(observed).values()), observed.observers) == ({1}, 3)


def test_a_party_takes_no_more_people_than_it_says() -> None:
    nothing = make_text("nothing")
    parties = {
        "workers": Party(title=nothing, brief=nothing, people=4),
        "company": Party(title=nothing, brief=nothing, share=25),
    }
    group, problems = cast_one(make_role_play("care", SEATS, parties=parties), 10)
    # four of the workers; of ten people 25 % are two and a half, so three; who is left over watches
    assert heads(group) == {"voice": 2, "second": 1, "organiser": 1, "officer": 2, "hr": 1}
    assert group.observers == 3
    assert problems == []


def test_a_group_too_small_for_its_seats_is_a_problem() -> None:
    group, problems = cast_one(make_role_play("care", SEATS), 2)
    assert heads(group) == {"voice": 1, "second": 1}
    assert problems == ["group-too-small"]


def test_a_group_too_small_is_said_with_the_cases_that_would_fit() -> None:
    """Row 045 of the bad inputs: whoever gives the workshop decides."""
    kit = with_play(make_role_play("care", SEATS))
    kit = replace(kit, role_plays={**kit.role_plays, "union": make_role_play("union", {"voice": ("workers", None)})})
    (problem,) = cast(make_workshop(groups={"flor": Group(case="care", people=2)}, people={"es": 2}), kit).problems
    assert (problem.severity, problem.details["nearest"]) == (Severity.WARNING, "union")


def test_codes_are_the_groups_number_and_the_seats_place() -> None:
    play = make_role_play("care", SEATS)
    groups = {"ola": Group(people=6), "flor": Group(case="care", people=4), "luz": Group(case="care", people=7)}
    casting = cast(make_workshop(groups=groups, people={"es": 17}), with_play(play))
    assert [(group.id, group.number) for group in casting.groups] == [("flor", 2), ("luz", 3)]
    assert [seat.code for seat in casting.groups[0].seats] == ["R2-A", "R2-B", "R2-D"]  # the same letter in every group
    assert [seat.code for seat in casting.groups[1].seats] == ["R3-A", "R3-B", "R3-C", "R3-D", "R3-E"]
    assert casting.problems == ()
    assert {seat.code: seat.seat for seat in casting.groups[1].seats}["R3-D"] == "officer"


def test_letters_go_on_after_z() -> None:
    assert [letter_of(place) for place in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
    assert seat_code(2, 1) == "R2-B"


def test_groups_without_a_role_play_are_not_cast_and_unknown_cases_are_named() -> None:
    groups = {"flor": Group(case="union", people=10), "ola": Group(people=10), "luz": Group(case="nowhere", people=10)}
    casting = cast(make_workshop(groups=groups), with_play(make_role_play("care", SEATS)))
    assert casting.groups == ()
    (problem,) = casting.problems
    assert (problem.code, problem.unit, problem.details["value"]) == (
        "unknown-name",
        "workshops/w/groups/luz/case",
        "nowhere",
    )


def test_groups_that_do_not_hold_everybody_are_a_warning() -> None:
    casting = cast(
        make_workshop(groups={"flor": Group(case="care", people=7)}), with_play(make_role_play("care", SEATS))
    )
    (problem,) = casting.problems
    assert (problem.code, problem.details) == ("groups-do-not-add-up", {"groups": "7", "people": "30"})


@pytest.mark.parametrize(
    ("format_", "groups", "expected"),
    [
        ("fishbowl", {"flor": 7}, 23),  # the others sit round it
        ("fishbowl", {"flor": 15, "ola": 15}, 30),  # each group watches the other
        ("parallel", {"flor": 15, "ola": 15}, 20),
    ],
)
def test_who_watches(format_: Literal["fishbowl", "parallel"], groups: Mapping[str, int], expected: int) -> None:
    uneven: Literal["mirror", "observer"] = "mirror" if format_ == "fishbowl" else "observer"
    kit = with_play(make_role_play("care", SEATS, uneven=uneven, format_=format_))
    casting = cast(make_workshop(groups={name: Group(case="care", people=size) for name, size in groups.items()}), kit)
    assert casting.observers == {"care": expected}


@given(
    people=st.integers(1, 40),
    thresholds=st.lists(st.none() | st.integers(1, 40), min_size=1, max_size=9),
    uneven=st.sampled_from(["mirror", "observer"]),
    limits=st.tuples(st.none() | st.integers(1, 40), st.none() | st.integers(1, 100)),
)
def test_seats_and_observers_are_the_people(
    people: int,
    thresholds: list[int | None],
    uneven: Literal["mirror", "observer"],
    limits: tuple[int | None, int | None],
) -> None:
    nothing = make_text("nothing")
    parties = {
        "workers": Party(title=nothing, brief=nothing, people=limits[0]),
        "company": Party(title=nothing, brief=nothing, share=limits[1]),
    }
    seats = {f"s{n}": ("workers" if n % 2 else "company", limit) for n, limit in enumerate(thresholds)}
    group, problems = cast_one(make_role_play("care", seats, uneven=uneven, parties=parties), people)
    wanted = sum(limit is None or limit <= people for limit in thresholds)
    assert group.seated + group.observers == people
    assert all(seat.people > 0 for seat in group.seats)
    assert (problems == []) == (0 < wanted <= people)
    assert len({seat.code for seat in group.seats}) == len(group.seats)
