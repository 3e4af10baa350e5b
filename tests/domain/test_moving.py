"""A kit that moves: local values, and everything that the new country has not answered, at once."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.domain.making import make_workshop
from tests.domain.packs import make_country, make_law, make_moving_kit, make_term
from trainingkit.domain.facts import Fact, Ratio
from trainingkit.domain.kit import Country, Kit
from trainingkit.domain.moving import (
    Move,
    is_tied,
    move_of,
    move_of_adaptation,
    problems_of_move,
    with_local_facts,
    with_value,
)
from trainingkit.domain.workshop import Group, Workshop, paper_for, sample_of
from trainingkit.errors import Problem, Severity

WORDS = {"ministry": make_term("el Ministerio", "MT"), "payslip": make_term("la boleta, las boletas")}
LAW = {"nursery": make_law(), "leave": make_law(), "hours": make_law()}
HOME = make_country("sv", words=WORDS, law=LAW)
PERU = make_country("pe", currency="PEN", paper="a4", words=WORDS, law={**LAW, "nursery": make_law(duty=False)})
HERE = "workshops/w/country"


def away(**changes: object) -> Workshop:
    return replace(make_workshop(), country="pe", **changes)  # type: ignore[arg-type]  # fields of a workshop


def problems(pack: Country, workshop: Workshop | None = None, **changes: object) -> tuple[Problem, ...]:
    return problems_of_move(move_of(make_moving_kit(HOME, pack, **changes), workshop or away()))


def codes(found: Sequence[Problem]) -> list[str]:
    return [each.code for each in found]


EVERY_VALUE = {"cases/care": {"wage": "1130", "rent": "350", "town": "Ate"}}


# ── what is reported ────────────────────────────────────────────────────────────────────────────────────────────────


def test_at_home_nothing_moves() -> None:
    kit = make_moving_kit(HOME, PERU)
    assert move_of(kit, make_workshop()) is None
    assert move_of(kit, sample_of(kit)) is None
    assert problems_of_move(None) == ()


def test_everything_that_is_wrong_is_said_at_once_where_the_country_is_named() -> None:
    bare = make_country("pe", currency="PEN")
    found = problems(bare)
    assert {each.unit for each in found} == {HERE}
    assert codes(found) == [
        "moved-duty-unknown",
        "moved-law-missing",
        "moved-law-missing",
        "moved-law-missing",
        "moved-facts",
        "moved-word",
        "moved-word",
    ]
    topics = {each.details["topic"]: each.details["uses"] for each in found if each.code == "moved-law-missing"}
    assert topics == {
        "leave": "cases/care/law",
        "nursery": "cases/care/needs/nursery, handouts/law/body/duty",
        "hours": "handouts/law/body/hours",
    }
    assert [each.details["word"] for each in found if each.code == "moved-word"] == ["ministry", "payslip"]


@pytest.mark.parametrize(("duty", "code"), [(False, "moved-duty-differs"), (None, "moved-duty-unknown"), (True, None)])
def test_a_duty_is_answered_otherwise_or_not_at_all(duty: bool | None, code: str | None) -> None:
    country = make_country("pe", words=WORDS, law={**LAW, "nursery": make_law(duty=duty)})
    found = [each for each in problems(country, away(facts=EVERY_VALUE)) if each.code.startswith("moved-duty")]
    assert codes(found) == ([code] if code else [])
    assert all(each.severity is Severity.WARNING for each in found)
    assert all(each.details == {"case": "cases/care", "topic": "nursery", "country": "pe"} for each in found)


def test_a_case_that_the_workshop_leaves_out_needs_nothing() -> None:
    groups = {"flor": Group(case="other", people=6)}
    kit = make_moving_kit(HOME, PERU)
    kit = replace(kit, cases={**kit.cases, "other": replace(kit.cases["care"], id="other", needs={}, facts={})})
    assert problems_of_move(move_of(kit, away(groups=groups))) == ()


def test_a_case_set_in_a_country_of_its_own_stays_there() -> None:
    assert problems(PERU, country="sv") == ()


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_sums_in_the_money_of_the_place_and_what_is_marked_need_a_value() -> None:
    (found,) = [each for each in problems(PERU) if each.code == "moved-facts"]
    assert found.details["facts"] == "wage, rent, town"
    assert found.severity is Severity.ERROR


def test_with_the_same_money_only_what_is_marked_does() -> None:
    dollars = replace(PERU, currency="USD")
    (found,) = [each for each in problems(dollars) if each.code == "moved-facts"]
    assert found.details["facts"] == "wage, town"


def test_values_that_are_given_are_no_longer_asked_for() -> None:
    assert codes(problems(PERU, away(facts=EVERY_VALUE))) == ["moved-duty-differs"]
    some = {"cases/care": {"wage": "1130"}}
    (left,) = [each for each in problems(PERU, away(facts=some)) if each.code == "moved-facts"]
    assert left.details["facts"] == "rent, town"


def test_local_values_take_the_place_of_the_kits() -> None:
    kit = make_moving_kit(HOME, PERU)
    facts = with_local_facts(kit, {"cases/care": {**EVERY_VALUE["cases/care"], "heads": "5"}}).cases["care"].facts
    assert (facts["wage"].money, facts["rent"].money, facts["town"].name) == (Decimal(1130), Decimal(350), "Ate")
    # A core number of the case is the same everywhere; only `change` of an overlay could say it otherwise.
    assert facts["heads"].number == 780
    assert facts["price"] is kit.cases["care"].facts["price"]
    assert with_local_facts(kit, {}) is kit


@pytest.mark.parametrize(
    ("fact", "text", "expected"),
    [
        (Fact(id="a", money=Decimal(1)), "1130.50", Fact(id="a", money=Decimal("1130.50"))),
        (Fact(id="a", number=Decimal(1), unit="day"), "3", Fact(id="a", number=Decimal(3), unit="day")),
        (Fact(id="a", percent=Decimal(1)), "35", Fact(id="a", percent=Decimal(35))),
        (Fact(id="a", name="Uno", gender="f"), "Dos", Fact(id="a", name="Dos", gender="f")),
        (Fact(id="a", person="Ana"), "Eva", Fact(id="a", person="Eva")),
        (Fact(id="a", money=Decimal(1)), "mucho", None),
        (Fact(id="a", money=Decimal(1)), "NaN", None),
        (Fact(id="a", percent=Ratio("b", "c")), "35", None),
    ],
)
def test_a_value_is_of_the_same_kind(fact: Fact, text: str, expected: Fact | None) -> None:
    assert with_value(fact, text) == expected


def test_what_is_tied_to_its_country() -> None:
    assert is_tied(Fact(id="a", money=Decimal(1)))
    assert is_tied(Fact(id="a", number=Decimal(1), local=True))
    assert not is_tied(Fact(id="a", money=Decimal(1), currency="USD"))
    assert not is_tied(Fact(id="a", number=Decimal(1)))


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_of_the_workshop_or_of_the_sector_there_is_enough() -> None:
    country = make_country("pe", words={"ministry": WORDS["ministry"]}, law=LAW)
    mine = {"payslip": make_term("el recibo, los recibos").phrase}
    assert problems(country, away(facts=EVERY_VALUE, words=mine)) == ()


def test_a_name_without_its_short_form_is_said() -> None:
    country = make_country("pe", words={**WORDS, "ministry": make_term("el ministerio, los ministerios")}, law=LAW)
    (found,) = problems(country, away(facts=EVERY_VALUE))
    assert (found.code, found.details["slot"]) == ("moved-word-form", "{ministry.short}")
    assert found.details["use"] == "test/En {ministry.short}, con {payslip.the} y {ticket.many}."


# ── adaptations ─────────────────────────────────────────────────────────────────────────────────────────────────────


def adapted(kit: Kit, facts: dict[str, Fact]) -> Kit:
    case = replace(kit.cases["care"], facts={**kit.cases["care"].facts, **facts})
    return replace(kit, about=replace(kit.about, country="pe"), cases={"care": case})


def test_an_adaptation_moves_away_from_its_upstreams_country() -> None:
    upstream = make_moving_kit(HOME, PERU)
    same = move_of_adaptation(upstream, upstream)
    assert same is None
    move = move_of_adaptation(adapted(upstream, {"wage": Fact(id="wage", money=Decimal(1130), local=True)}), upstream)
    assert isinstance(move, Move)
    found = problems_of_move(move)
    assert {each.unit for each in found} == {"kit/country"}
    assert [each.details["facts"] for each in found if each.code == "moved-facts"] == ["rent, town"]


# ── paper ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_countrys_paper_wins_where_the_workshop_says_none() -> None:
    kit = make_moving_kit(HOME, PERU)
    on_a4_at_home = replace(kit, about=replace(kit.about, paper="a4"))
    nowhere = replace(kit, shared=replace(kit.shared, countries={}))
    silent = replace(make_workshop(), paper=None)
    assert paper_for(silent, kit) == "letter"
    assert paper_for(replace(silent, country="pe"), kit) == "a4"
    assert paper_for(away(paper="letter"), kit) == "letter"
    assert paper_for(silent, on_a4_at_home) == "a4"
    assert paper_for(replace(silent, country="pe"), replace(on_a4_at_home, shared=kit.shared)) == "a4"
    assert paper_for(silent, nowhere) == "letter"
    assert paper_for(sample_of(kit), kit) == "letter"
