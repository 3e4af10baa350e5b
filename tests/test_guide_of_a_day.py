"""Somebody who was not there runs the second day from its printed pages: twenty questions find their answers there."""

from itertools import dropwhile, takewhile
from pathlib import Path

import pytest
import yaml

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.overlay import for_workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast

TOP = Path(__file__).resolve().parent
QUESTIONS = yaml.safe_load((TOP / "samples" / "guide-of-day-2.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def second_day() -> str:
    """What the guide of the example workshop prints for its second day: the run sheet and the plans that follow it."""
    reading = shipped()
    assert reading.kit
    workshop = reading.workshops["example"]
    kit = for_workshop(reading.kit, workshop)
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    (order,) = (each for each in orders_for(kit, workshop, planned, casting, ("es",)) if each.document == "guide")
    guide = assemble(kit, workshop, planned, casting, order, {"es": wording_for("es", workshop.country)})
    after = dropwhile(lambda part: part.anchor != "day-2", guide.parts)
    parts = tuple(takewhile(lambda part: part.anchor != "day-3", after))
    return " ".join(" ".join(strings_in(parts)).split())


def test_there_are_twenty_questions() -> None:
    assert len({each["ask"] for each in QUESTIONS}) == len(QUESTIONS) == 20


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: str(each["ask"])[:40])
def test_the_pages_of_the_day_answer(question: dict[str, object], second_day: str) -> None:
    answers = question["answer"]
    assert isinstance(answers, list)
    assert [each for each in answers if each not in second_day] == []
