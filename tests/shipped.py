"""The shipped kits as they are read, once for all the tests of a process: values are frozen, so no test can spoil one
for another. Tests that change files work on copies."""

from functools import cache
from pathlib import Path

from trainingkit.content.library import Reading, read_kit

KITS = Path(__file__).resolve().parents[1] / "kits"


@cache
def shipped(kit: str = "san-salvador") -> Reading:
    """The reading of one kit."""
    return read_kit(KITS / kit)
