"""How long a kit takes to be fitted to a time, as a ratio to reading and checking it once.

In: San Salvador and 390 minutes, one day. Out: the CPU time of `fit`, the solver's almost all of it, over that of
reading the kit and checking everything in it; they take turns in one process. Only ratios of one run say anything.
"""

import time
from collections.abc import Callable
from pathlib import Path

from trainingkit.domain.workshop import sample_of
from trainingkit.planning.fit import fit
from trainingkit.planning.fit_frame import Request
from trainingkit.services.library import check, read_at

KIT = "san-salvador"
MINUTES = 390
FIT_TARGET = 1.5


def seconds_of(work: Callable[[], object]) -> float:
    """The CPU time of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def compare_fit(kits: Path, rounds: int = 3) -> float:
    """Prints both times of each round and returns the best ratio."""
    folder, ratios = kits / KIT, []
    kit = read_at(folder).kit
    if kit is None:
        raise SystemExit(f"{folder} has problems: see `trainingkit kits check`")
    asked = Request(minutes=MINUTES, workshop=sample_of(kit))
    for number in range(1, rounds + 1):
        read = seconds_of(lambda: check([folder], kits))
        fitted = seconds_of(lambda: fit(kit, asked))
        ratios.append(fitted / read)
        print(
            f"round {number}: fit to {MINUTES} minutes {fitted:6.2f} s, read and check {read:6.2f} s, {ratios[-1]:6.3f}"
        )
    return min(ratios)
