"""Kits as a running server reads them: once, and again when a file of the library has changed.

Comes in: the folder of kits. Goes out: a `Reading` by the kit's id. What is wrong with a kit is found once too, since
it stays with the reading. Refuses to watch files: it looks at their sizes and times when somebody asks.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from trainingkit.content.library import Reading, find_kits
from trainingkit.domain.kit import Kit
from trainingkit.errors import NotFound, Problem
from trainingkit.services.library import exists, read_at

_REMEMBERED = 256

_Print = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    of: _Print
    reading: Reading


@dataclass(frozen=True)
class Readings:
    """The kits of one library. May be asked from several threads."""

    root: Path
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _found: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, kit: str) -> Reading:
        """The reading of a kit, whatever is wrong with it. Raises NotFound for one that is not there."""
        folder = next((each for each in self._folders() if each.name == kit), None)
        if folder is None:
            raise NotFound("no-such-kit", name=kit)
        found = _fingerprint(self.root)
        with self._lock:  # a second request waits for the first instead of reading the same again
            kept = self._kept.get(kit)
            if kept is None or kept.of != found:
                kept = self._kept[kit] = _Kept(found, read_at(folder))
            return kept.reading

    def sound(self) -> Iterator[tuple[Reading, Kit]]:
        """Every kit that can be read; those with faults wait until they are mended."""
        for folder in self._folders():
            reading = self.of(folder.name)
            if reading.kit is not None:
                yield reading, reading.kit

    def remembered(self, key: str, find: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...]:
        """What is found once for a key that says everything it depends on."""
        found = self._found.get(key)
        if found is None:
            found = find()
            with self._lock:
                while len(self._found) >= _REMEMBERED:
                    self._found.pop(next(iter(self._found)))
                self._found[key] = found
        return found

    def _folders(self) -> tuple[Path, ...]:
        return find_kits(self.root) if exists(self.root) else ()


def _fingerprint(root: Path) -> _Print:
    """Every file of a library with its size and time; an adaptation's reading depends on other kits' files too."""
    return tuple(sorted(_files(str(root))))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                about = entry.stat(follow_symlinks=False)
                yield entry.path, about.st_size, about.st_mtime_ns
