"""A place with one shipped kit, which is read in a fraction of the time that all of them take, and a facilitator."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.web.desks import SHIPPED
from tests.web.people import Place, make_place

KIT = "san-salvador"


@contextmanager
def small_place(folder: Path, database: str = "") -> Iterator[Place]:
    """A server with it; closed afterwards."""
    (folder / "kits").mkdir(parents=True)
    for name in ("_shared", KIT):
        (folder / "kits" / name).symlink_to(SHIPPED / name)
    made = make_place(folder, database, folder / "kits")
    yield made
    made.server.database.close()
