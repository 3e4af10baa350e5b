"""A workshop that has forgotten place and days: its pages open as before, and say the month."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.web.desks import begin, desk_place, facilitator
from trainingkit.services.forgetting import forget_due
from trainingkit.web.ways import SCREENS

pytestmark = pytest.mark.slow


def test_its_pages_open_and_say_the_month(tmp_path: Path) -> None:
    place = desk_place(tmp_path)
    _, browser = facilitator(place)
    ident = begin(browser)
    place.clock.shift = timedelta(days=400)
    assert forget_due(place.server) == 1
    place.clock.shift = timedelta()
    one = browser.get(f"/es/workshops/{ident}/")
    assert "mayo de 2027" in one.text
    assert "May 2027" in browser.get("/en/workshops/").text
    for address in ("print/", *(f"set/{name}" for name in SCREENS)):
        answer = browser.get(f"/es/workshops/{ident}/{address}")
        assert answer.status_code == 200, address
        assert "2027-05-19" not in answer.text
    place.server.database.close()
