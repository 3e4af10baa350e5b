"""What is wrong with each kit, found beside the pages that show it: every text is checked, which takes seconds.

Comes in: a reading. Goes out: what is known of its kit, of when that is, and whether it is of the files as they are.
Refuses to let a page wait for more than a moment, and to go through two kits at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock, Thread

from trainingkit.content.library import Reading
from trainingkit.errors import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """The problems of a kit as it was at a moment; none of both while it is gone through for the first time. `current`:
    nothing of it has changed since."""

    problems: tuple[Problem, ...] | None = None
    at: datetime | None = None
    current: bool = False


@dataclass
class Findings:
    """What is known of every kit. `patience_seconds`: how long a page waits for what is not known yet; None as long as
    it takes. Threads may share it."""

    clock: Callable[[], datetime]
    patience_seconds: float | None = None
    _known: dict[str, tuple[Reading, Finding]] = field(default_factory=dict)
    _beside: dict[str, Thread] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _alone: Lock = field(default_factory=Lock)

    def of(self, reading: Reading) -> Finding:
        """What is known of a kit now. What is not known begins to be found; the one who began it waits a moment."""
        if self.patience_seconds is None or reading.kit is None:
            return self.find(reading)
        known = self._known.get(reading.path.name)
        if known is None or known[0] is not reading:
            self._find_beside(reading, self.patience_seconds)
            known = self._known.get(reading.path.name)
        if known is None:
            return Finding()
        return known[1] if known[0] is reading else replace(known[1], current=False)

    def find(self, reading: Reading) -> Finding:
        """The same, however long it takes."""
        with self._alone:
            known = self._known.get(reading.path.name)
            if known is not None and known[0] is reading:
                return known[1]
            at = self.clock()
            # Of a kit that cannot be read only its files are worth a word, and those are known.
            problems = reading.faults if reading.kit is None else reading.problems
            found = Finding(problems, at, current=True)
            self._known[reading.path.name] = reading, found
            return found

    def _find_beside(self, reading: Reading, patience_seconds: float) -> None:
        with self._lock:
            running = self._beside.get(reading.path.name)
            if running is not None and running.is_alive():
                return
            thread = self._beside[reading.path.name] = Thread(target=self.find, args=(reading,), daemon=True)
            thread.start()
        thread.join(patience_seconds)
