"""Where a workshop sends people stands in the guide, beside what it says on care, and in nothing that others read."""

from dataclasses import replace

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast

THERE = "La unidad de salud del barrio"


def documents(workshop: Workshop) -> dict[str, list[doc.Document]]:
    """Every Spanish document of the example, by its kind."""
    reading = shipped()
    assert reading.kit
    kit = for_workshop(reading.kit, workshop)
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    found: dict[str, list[doc.Document]] = {}
    wordings = {each: wording_for(each, workshop.country) for each in workshop.languages}
    for order in orders_for(kit, workshop, planned, casting, ("es",)):
        found.setdefault(order.document, []).append(assemble(kit, workshop, planned, casting, order, wordings))
    return found


def said(document: doc.Document) -> str:
    return " ".join(" ".join(strings_in(document)).split())


def test_the_guide_names_it_in_its_list_and_with_what_each_case_says_on_care() -> None:
    found = documents(shipped().workshops["example"])
    kit = shipped().kit
    assert kit
    (guide,) = found.pop("guide")
    words = said(guide)
    assert words.count(THERE) == 1 + sum(case.care is not None for case in kit.cases.values())
    assert "10 de mayo" in words
    assert [kind for kind, others in found.items() for each in others if THERE in said(each)] == []


def test_until_somebody_asked_the_guide_says_so() -> None:
    workshop = shipped().workshops["example"]
    open_ = replace(workshop, referral=replace(workshop.referral, confirmed=None))
    (guide,) = documents(open_)["guide"]
    assert "nadie preguntó ahí" in said(guide)
