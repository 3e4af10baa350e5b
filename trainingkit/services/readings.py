"""Kits as a running server reads them: once, and again when a file of the library has changed.

Comes in: the folder of kits. Goes out: a `Reading` by the kit's id. What is wrong with a kit is found once too, since
it stays with the reading. Refuses to watch files: it looks at their sizes and times when somebody asks.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from trainingkit.content.library import Reading, find_kits
from trainingkit.domain.kit import Kit
from trainingkit.errors import NotFound, Problem
from trainingkit.services.library import exists, read_at

_REMEMBERED = 256

Found = TypeVar("Found")

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
    _reckoned: dict[tuple[str, Path], tuple[Reading, Any]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, kit: str) -> Reading:
        """The reading of a kit, whatever is wrong with it. Raises NotFound for one that is not there."""
        folder = next((each for each in self._folders() if each.name == kit), None)
        if folder is None:
            raise NotFound("no-such-kit", name=kit)
        found = _fingerprints(self.root)
        with self._lock:  # a second request waits for the first instead of reading the same again
            kept = self._kept.get(kit)
            if kept is None or kept.of != found:
                kept = self._kept[kit] = _Kept(found, read_at(folder))
            return kept.reading

    def once(self, what: str, reading: Reading, find: Callable[[], Found]) -> Found:
        """What is reckoned of a reading once, as long as its kit is not read anew. `what` names it."""
        kept = self._reckoned.get((what, reading.path))
        if kept is not None and kept[0] is reading:
            found: Found = kept[1]
            return found
        made = find()
        self._reckoned[what, reading.path] = reading, made
        return made

    def names(self) -> tuple[str, ...]:
        """The ids of all kits."""
        return tuple(folder.name for folder in self._folders())

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


def _fingerprints(root: Path) -> _Print:
    """The same through the links that stand in a library for kits of another."""
    return tuple(found for each in sorted(root.iterdir()) if each.is_dir() for found in _fingerprint(each.resolve()))


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
