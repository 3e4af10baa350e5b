"""Where a kit speaks of the law, and what is past its review date at a workshop."""

from dataclasses import replace
from datetime import date

from tests.domain.making import make_workshop
from tests.domain.packs import make_country, make_law, make_moving_kit
from trainingkit.domain.kit import Kit
from trainingkit.domain.lawuses import LawUse, expired_law, is_expired, law_uses
from trainingkit.domain.modules import Block
from trainingkit.domain.workshop import sample_of
from trainingkit.errors import Severity

OLD = make_law(review_by=date(2027, 5, 18))
CURRENT = make_law(review_by=date(2027, 5, 19))
DAY = (date(2027, 5, 19), date(2027, 5, 19))


def kit_with(**law: object) -> Kit:
    home = make_country("sv", law=law)  # type: ignore[arg-type]  # statements by topic
    return make_moving_kit(home, make_country("pe", law={"nursery": OLD, "leave": OLD, "hours": OLD}))


def test_uses_stand_in_cases_their_needs_and_blocks_however_deep() -> None:
    kit = kit_with()
    case = kit.cases["care"]
    narrative = replace(case.narrative, one_page={"law": Block(law="hours")})
    deep = replace(kit, cases={"care": replace(case, narrative=narrative, country="sv")})
    assert law_uses(deep) == (
        LawUse("leave", "cases/care/law", "sv"),
        LawUse("nursery", "cases/care/needs/nursery", "sv"),
        LawUse("hours", "cases/care/narrative/one-page/law", "sv"),
        LawUse("nursery", "handouts/law/body/duty"),
        LawUse("hours", "handouts/law/body/hours"),
    )
    assert {use.unit.partition("/")[0] for use in law_uses(deep, cases=())} == {"handouts"}


def test_law_expires_the_day_after_its_review_date_and_never_in_a_sample() -> None:
    workshop = make_workshop(dates=DAY)
    assert is_expired(OLD, workshop)
    assert not is_expired(CURRENT, workshop)
    assert not is_expired(OLD, make_workshop())


def test_each_expired_topic_is_said_once_with_all_its_uses() -> None:
    kit = kit_with(nursery=OLD, leave=CURRENT, hours=OLD)
    found = expired_law(kit, make_workshop(dates=DAY))
    assert [(each.code, each.unit, each.severity) for each in found] == [
        ("law-expired", "workshops/w/from", Severity.WARNING)
    ] * 2
    assert [each.details for each in found] == [
        {
            "topic": "nursery",
            "country": "sv",
            "date": "2027-05-18",
            "uses": "cases/care/needs/nursery, handouts/law/body/duty",
        },
        {"topic": "hours", "country": "sv", "date": "2027-05-18", "uses": "handouts/law/body/hours"},
    ]
    assert expired_law(kit, sample_of(kit)) == ()


def test_the_law_of_the_workshops_country_counts_but_for_a_case_that_does_not_move() -> None:
    kit = kit_with(nursery=OLD, leave=OLD, hours=OLD)
    fixed = replace(kit, cases={"care": replace(kit.cases["care"], country="sv")})
    found = expired_law(fixed, replace(make_workshop(dates=DAY), country="pe"))
    assert {(each.details["topic"], each.details["country"]) for each in found} == {
        ("leave", "sv"),
        ("nursery", "sv"),
        ("nursery", "pe"),
        ("hours", "pe"),
    }
