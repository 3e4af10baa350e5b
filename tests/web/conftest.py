"""A place with people for tests of accounts, on each kind of database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import address, postgres
from tests.web.people import Place, make_place

__all__ = ["address", "place", "postgres"]


@pytest.fixture
def place(tmp_path: Path, address: str) -> Iterator[Place]:
    made = make_place(tmp_path, address)
    yield made
    made.server.database.close()
