"""Agendas on paper: a day tells what is done and why, as long as both find room on its page."""

from datetime import time

import pytest

from tests.domain.making import make_agenda, make_kit, make_session, make_workshop
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly.agendas import MOST_TOLD, wall_parts
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import AgendaItem
from trainingkit.domain.text import PARTICIPANT
from trainingkit.i18n.wording import wording_for


def wall_table(items: int) -> doc.Timetable:
    agenda = make_agenda({f"item-{number}": AgendaItem(session="talk", minutes=30) for number in range(items)})
    kit, workshop = make_kit(agenda, [make_session("talk")]), make_workshop(hours=(time(6, 0), time(22, 0)))
    scribe = Scribe(kit, workshop, wording_for("es", "sv"), PARTICIPANT)
    (part,) = wall_parts(scribe, schedule(kit, workshop))
    (table,) = part.sections[0].blocks
    assert isinstance(table, doc.Timetable)
    return table


@pytest.mark.parametrize(
    ("items", "column", "why"), [(MOST_TOLD, "Qué hacemos y para qué", "aim"), (MOST_TOLD + 1, "Qué hacemos", "")]
)
def test_a_crowded_day_tells_what_and_not_why(items: int, column: str, why: str) -> None:
    table = wall_table(items)
    assert table.columns[1] == column
    assert {row.detail for row in table.rows} == {why}
    assert len(table.rows) == items
