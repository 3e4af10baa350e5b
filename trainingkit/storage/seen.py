"""Since when the library has had a text in today's words: a file of lines, one for each digest, that only grows.

Comes in: digests and today's date. Goes out: the day on which each was first seen. A line is written whole or ignored;
without the file, or where it cannot be written, a text is as old as today.
"""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_LINE = re.compile(r"([0-9a-f]{64}) (\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Seen:
    """The file."""

    path: Path

    def since(self, digests: Iterable[str], today: date) -> dict[str, date]:
        """The day of each digest; those not known yet are noted with today's."""
        wanted = tuple(dict.fromkeys(digests))
        found = self._read()
        if new := [each for each in wanted if each not in found]:
            with suppress(OSError), self._held() as descriptor:
                found = self._read()  # another process may have been faster
                lines = "".join(f"{each} {today}\n" for each in new if each not in found)
                os.write(descriptor, self._gap().encode() + lines.encode())
                os.fsync(descriptor)
        return {each: found.get(each, today) for each in wanted}

    def _read(self) -> dict[str, date]:
        days: dict[str, date] = {}
        with suppress(OSError):
            for line in self.path.read_text("ascii", "replace").splitlines():
                if match := _LINE.fullmatch(line):
                    with suppress(ValueError):
                        days.setdefault(match[1], date.fromisoformat(match[2]))
        return days

    def _gap(self) -> str:
        """Ends a line that was cut off."""
        written = self.path.read_bytes()
        return "\n" if written and not written.endswith(b"\n") else ""

    @contextmanager
    def _held(self) -> Iterator[int]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)
