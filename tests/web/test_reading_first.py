"""Kits are read before a page asks the database for anything, so that nobody's writing waits for them."""

from pathlib import Path

import pytest

from tests.web.desks import begin, desk_place, facilitator
from trainingkit.content.library import Reading
from trainingkit.services.readings import Readings
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.database import writing


@pytest.mark.parametrize("page", ["workshops/", "workshops/{ident}/", "packs/"])
def test_others_write_while_kits_are_read(tmp_path: Path, page: str) -> None:
    place = desk_place(tmp_path)
    _, browser = facilitator(place)
    address = "/es/" + page.format(ident=begin(browser))
    readings = place.app.extensions["trainingkit-readings"]
    assert isinstance(readings, Readings)
    read = readings._read
    written: list[str] = []

    def write_and_read(kit: str) -> Reading:
        with writing(place.server.database) as db_session:  # waits, and fails, where a page holds a transaction open
            db_session.add(AccountRow(username=f"while-reading-{len(written)}", create_datetime=place.server.clock()))
        written.append(kit)
        return read(kit)

    readings._kept.clear()  # as after a start
    readings._read = write_and_read  # type: ignore[method-assign]
    assert browser.get(address).status_code == 200
    assert written
    place.server.database.close()
