"""Role plays that are whole in each language, and painful matters that come with care."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.content.faults import SAMPLES
from tests.shipped import shipped
from trainingkit.content.checks import check_translations
from trainingkit.content.library import read_kit
from trainingkit.content.playchecks import check_plays, check_workshop_care
from trainingkit.content.scope import Scope
from trainingkit.content.workshops import check_workshop
from trainingkit.domain.kit import Kit
from trainingkit.domain.logistics import Care
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Referral, Workshop
from trainingkit.errors import Problem, Severity

SHIPPED = Path(__file__).resolve().parents[2] / "kits"


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = read_kit(SAMPLES / "small").kit
    assert found
    return found


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return read_kit(SAMPLES / "small").workshops["example"]


def codes(problems: object) -> list[tuple[str, str]]:
    return [(each.code, each.unit) for each in problems if isinstance(each, Problem)]  # type: ignore[attr-defined]


def with_play(kit: Kit, play: RolePlay) -> Scope:
    return Scope(replace(kit, role_plays={"child-care": play}))


# ── whole ───────────────────────────────────────────────────────────────────────────────────────────────────────────

PARTS = ("general", "rounds", "observe", "teaching")
STAGES = ("de_role", "feelings", "facts", "analysis", "transfer")


@pytest.mark.parametrize("part", PARTS)
def test_a_role_play_needs_each_of_its_parts(kit: Kit, part: str) -> None:
    play = kit.role_plays["child-care"]
    assert list(check_plays(with_play(kit, play))) == []
    (problem,) = check_plays(with_play(kit, replace(play, **{part: {}})))  # type: ignore[arg-type]
    assert (problem.code, problem.unit) == ("role-play-incomplete", f"role-plays/child-care/{part}")
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize("stage", STAGES)
def test_a_debrief_has_all_its_stages(kit: Kit, stage: str) -> None:
    play = kit.role_plays["child-care"]
    debrief = replace(play.debrief, **{stage: {}})
    (problem,) = check_plays(with_play(kit, replace(play, debrief=debrief)))
    assert problem.unit == f"role-plays/child-care/debrief/{stage.replace('_', '-')}"


def test_every_party_is_played(kit: Kit) -> None:
    play = kit.role_plays["child-care"]
    seats = {name: seat for name, seat in play.seats.items() if seat.party == "workers"}
    assert codes(check_plays(with_play(kit, replace(play, seats=seats)))) == [
        ("party-without-seat", "role-plays/child-care/parties/company")
    ]


# What a role play must have in every language that the kit promises, by address.
PIECES: Mapping[str, str] = {
    "general instructions": "role-plays/child-care/general/aim",
    "confidential brief": "role-plays/child-care/parties/company/brief",
    "a sheet": "role-plays/child-care/seats/brand-officer/sheet/you-are",
    "observers' sheet": "role-plays/child-care/observe/names",
    "debrief": "role-plays/child-care/debrief/feelings/",
    "teaching note": "role-plays/child-care/teaching/point",
}


@pytest.fixture(scope="module")
def gaps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    """What is missing in the shipped kit without the English of any of these pieces."""
    kits = Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("pieces") / "kits"))
    path = kits / "san-salvador/translations/en.po"
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    pieces = tuple(f'msgctxt "{unit}' for unit in PIECES.values())
    kept = [block for block in blocks if not any(piece in block for piece in pieces)]
    path.write_text("\n\n".join(kept), encoding="utf-8")
    return read_kit(kits / "san-salvador").gaps


@pytest.mark.parametrize("unit", PIECES.values(), ids=PIECES)
def test_a_piece_that_is_not_translated_stops_the_language(gaps: tuple[Problem, ...], unit: str) -> None:
    missing = [each for each in gaps if each.unit.startswith(unit)]
    assert missing
    assert {(each.code, each.severity) for each in missing} == {("missing-translation", Severity.ERROR)}


def test_nothing_but_these_pieces_is_missing(gaps: tuple[Problem, ...]) -> None:
    assert all(each.unit.startswith(tuple(PIECES.values())) for each in gaps)


def test_the_shipped_role_play_is_whole_in_both_languages() -> None:
    reading = shipped()
    assert list(check_plays(reading.scope)) == []
    assert reading.kit
    assert check_translations(reading.kit) == ()


# ── care ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def painful(kit: Kit, *tags: str, care: Text | None = None) -> Kit:
    case, play = kit.cases["child-care"], kit.role_plays["child-care"]
    cases = {"child-care": replace(case, tags=tags, care=care)}
    return replace(kit, cases=cases, role_plays={"child-care": replace(play, care=care)})


@pytest.mark.parametrize("tag", ["harassment", "dismissal", "sexual-violence", "suicide", "detention"])
def test_a_painful_case_and_its_role_play_have_a_note_on_care(kit: Kit, tag: str) -> None:
    found = codes(check_plays(Scope(painful(kit, tag, "hours"))))
    assert found == [("care-missing", "role-plays/child-care"), ("care-missing", "cases/child-care")]
    cared = painful(kit, tag, care=kit.cases["child-care"].title)
    assert list(check_plays(Scope(cared))) == []


def test_what_does_not_hurt_needs_none(kit: Kit) -> None:
    assert list(check_plays(Scope(painful(kit, "hours", "child-care")))) == []


def test_a_theme_is_as_good_as_a_tag(kit: Kit) -> None:
    case = kit.cases["child-care"]
    for told in (replace(case, theme="harassment"), replace(case, themes=("harassment",))):
        (play, found) = check_plays(Scope(replace(kit, cases={"child-care": told})))
        assert (found.code, found.details["tags"]) == ("care-missing", "harassment")
        assert play.unit == "role-plays/child-care"


def logistics(kit: Kit, care: Care | None) -> Kit:
    return replace(kit, logistics=replace(kit.logistics, care=care))


def test_a_workshop_that_plays_what_hurts_has_somebody_who_cares(kit: Kit, workshop: Workshop) -> None:
    title = kit.cases["child-care"].title
    hurts = painful(kit, "harassment", care=title)

    def found(kit: Kit, workshop: Workshop = workshop) -> list[str]:
        return [each.code for each in check_workshop_care(workshop, "workshops/example", Scope(kit))]

    assert found(logistics(hurts, None)) == ["nobody-takes-care", "nowhere-to-refer"]
    assert found(logistics(hurts, Care(who="lead"))) == ["nowhere-to-refer"]
    whole = logistics(hurts, Care(who="lead", referral={"health": title}))
    assert found(whole) == ["referral-missing"]
    alone = replace(workshop, facilitators={})
    assert found(whole, alone) == ["nobody-takes-care", "referral-missing"]
    nobody_plays = replace(workshop, groups={name: replace(each, case=None) for name, each in workshop.groups.items()})
    assert found(logistics(hurts, None), nobody_plays) == []
    assert found(logistics(kit, None)) == []


def test_where_to_turn_to_is_named_and_was_asked(kit: Kit, workshop: Workshop) -> None:
    title = kit.cases["child-care"].title
    whole = Scope(logistics(painful(kit, "harassment", care=title), Care(who="lead", referral={"health": title})))

    def found(referral: Referral) -> list[tuple[str, str]]:
        return codes(check_workshop_care(replace(workshop, referral=referral), "workshops/example", whole))

    assert found(Referral()) == [("referral-missing", "workshops/example/referral/to")]
    assert found(Referral(confirmed=date(2027, 5, 10))) == found(Referral())
    assert found(Referral(to={"health": title})) == [("referral-unconfirmed", "workshops/example/referral/confirmed")]
    assert found(Referral(to={"health": title}, confirmed=date(2027, 5, 10))) == []


def test_a_kind_of_help_that_the_kit_does_not_know(kit: Kit, workshop: Workshop) -> None:
    care = Care(who="lead", referral={"health": kit.about.title})
    wrong = replace(workshop, referral=Referral(to={"healht": kit.about.title}))
    (problem,) = check_workshop(wrong, "workshops/example", Scope(logistics(kit, care)))
    assert (problem.code, problem.unit) == ("unknown-name", "workshops/example/referral/to")
    assert problem.details["nearest"] == "health"


def test_the_shipped_team_takes_care() -> None:
    reading = shipped()
    assert reading.kit
    care = reading.kit.logistics.care
    assert care
    assert care.who in reading.workshops["example"].facilitators
    assert len(care.referral) == 6
