"""Places with one kit, which is read in a fraction of the time that all of them take: a shipped one to be looked at, or
a copy of a sample whose files a test changes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.web.desks import SHIPPED
from tests.web.people import TOP, Place, make_place

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


@contextmanager
def sample_place(folder: Path, kits: Path = TOP / "tests" / "kits") -> Iterator[Place]:
    """A server with a copy of some kits in `folder/kits`, by itself the small sample; closed afterwards."""
    shutil.copytree(kits, folder / "kits")
    made = make_place(folder, kits=folder / "kits")
    yield made
    made.server.database.close()
