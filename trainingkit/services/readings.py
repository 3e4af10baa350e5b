"""Kits as a running server reads them: once, and again when one of their files has changed.

Comes in: the folder of kits. Goes out: a `Reading` by the kit's id, as its files are now, or as it was when it could be
read last. What is wrong with a kit is found once too, since it stays with the reading. Refuses to watch files: it looks
at their sizes and times when somebody asks.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, RLock, Thread
from typing import Any, TypeVar

from trainingkit.content.adaptation import upstream_in
from trainingkit.content.library import LibraryReader, Reading, SharedReading, find_kits, read_shared, unreadable
from trainingkit.content.po import translations_for
from trainingkit.domain.kit import Kit
from trainingkit.errors import DiskError, KitFaulty, LimitReached, NotFound, Place, Problem
from trainingkit.services.library import exists

SHARED = "_shared"
_REMEMBERED = 256

Found = TypeVar("Found")

_Files = tuple[tuple[str, int, int], ...]
"""Every file of a folder with its size and time."""


@dataclass(frozen=True, slots=True)
class Haste:
    """How little somebody waits. `look_seconds`: how long what the disk said counts as today's; `patience_seconds`: how
    long a page waits for a changed kit before it shows what was read last. None waits as long as it takes."""

    look_seconds: float = 0.0
    patience_seconds: float | None = None


PATIENT = Haste()
SERVING = Haste(look_seconds=1.0, patience_seconds=0.5)
"""Of a server: a kit takes seconds to be read, and hundreds may look at it meanwhile."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The disk at one moment: the folders of kits, and for each what its reading depends on."""

    at: float
    folders: Mapping[str, Path]
    files: Mapping[str, _Files]
    upstream: Mapping[str, str]

    def of(self, kit: str) -> tuple[_Files, ...]:
        """All that the reading of a kit depends on: its own files, those that all kits share, those of the kits that it
        adapts."""
        found, names = [self.files.get(SHARED, ())], [kit]
        while names[-1] and names[-1] not in names[:-1]:
            found.append(self.files.get(names[-1], ()))
            names.append(self.upstream.get(names[-1], ""))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Kept:
    of: tuple[_Files, ...]
    reading: Reading


@dataclass
class Readings:
    """The kits of one library. May be asked from several threads."""

    root: Path
    haste: Haste = PATIENT
    _seen: _Seen | None = None
    _shared: tuple[_Files, SharedReading] | None = None
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _sound: dict[str, Reading] = field(default_factory=dict)
    _found: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    _reckoned: dict[tuple[str, Path], tuple[Reading, Any]] = field(default_factory=dict)
    _beside: dict[str, Thread] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _reading: RLock = field(default_factory=RLock)

    # ── kits ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def of(self, kit: str) -> Reading:
        """The reading of a kit, whatever is wrong with it. Raises NotFound for one that is not there."""
        seen = self._look()
        if kit not in seen.folders:
            raise NotFound("no-such-kit", name=kit)
        kept = self._kept.get(kit)
        if kept is not None and kept.of == seen.of(kit):
            return kept.reading
        if kept is None or self.haste.patience_seconds is None:
            return self._read(kit)
        return self._read_beside(kit, self.haste.patience_seconds)

    def sound_of(self, kit: str) -> tuple[Reading, Kit]:
        """The newest reading of a kit that could be read: while a file of it is being mended, what stood there before.
        Raises NotFound for a kit that is not there, and KitFaulty for one that never could be read since the start."""
        newest = self.of(kit)
        reading = newest if newest.kit is not None else self._sound.get(kit)
        if reading is None or reading.kit is None:
            raise KitFaulty(kit, newest.faults)
        return reading, reading.kit

    def was_sound(self, kit: str) -> bool:
        """Whether a kit could be read at any time since the start."""
        return kit in self._sound

    def names(self) -> tuple[str, ...]:
        """The ids of all kits."""
        return tuple(self._look().folders)

    def sound(self) -> Iterator[tuple[Reading, Kit]]:
        """Every kit that can be read, or could before a file of it became faulty; others wait until they are mended."""
        for name in self.names():
            with suppress(KitFaulty, NotFound):  # faulty since the start, or taken away this very moment
                yield self.sound_of(name)

    def unread(self) -> tuple[str, ...]:
        """The kits that nobody has read since the start, for a page that does not wait for them; they begin to be read.
        None of them where everybody waits."""
        if self.haste.patience_seconds is None:
            return ()
        missing = tuple(name for name in self.names() if name not in self._kept)
        for name in missing:
            self._begin(name)
        return missing

    def read_again(self) -> None:
        """Looks at the disk now: whoever has just written a file wants to see it."""
        with self._lock:
            self._seen = None
        for name in self.names():
            self._read(name)

    # ── what is reckoned of them ────────────────────────────────────────────────────────────────────────────────────

    def once(self, what: str, reading: Reading, find: Callable[[], Found]) -> Found:
        """What is reckoned of a reading once, as long as its kit is not read anew. `what` names it."""
        kept = self._reckoned.get((what, reading.path))
        if kept is not None and kept[0] is reading:
            found: Found = kept[1]
            return found
        made = find()
        self._reckoned[what, reading.path] = reading, made
        return made

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

    # ── looking and reading ─────────────────────────────────────────────────────────────────────────────────────────

    def _look(self) -> _Seen:
        with self._lock:
            now, seen = time.monotonic(), self._seen
            if seen is None or now - seen.at >= self.haste.look_seconds:
                seen = self._seen = _looked(self.root, seen, now)
            return seen

    def _read(self, kit: str) -> Reading:
        """Reads a kit, with whatever it adapts, unless somebody else did while this waited for them."""
        with self._reading:
            seen = self._look()
            kept, files = self._kept.get(kit), seen.of(kit)
            if kept is not None and kept.of == files:
                return kept.reading
            if kit not in seen.folders:
                raise NotFound("no-such-kit", name=kit)
            reader = self._reader(seen)
            known = set(reader.done)
            reading = _read_one(reader, seen.folders[kit])
            made = {path: each for path, each in reader.done.items() if path not in known}
            for path, each in {**made, seen.folders[kit]: reading}.items():
                self._keep(path.name, _Kept(seen.of(path.name), each))
            return reading

    def _keep(self, kit: str, kept: _Kept) -> None:
        with self._lock:
            self._found.clear()  # their keys name readings by what may now be another's
        self._kept[kit] = kept
        if kept.reading.kit is not None:
            self._sound[kit] = kept.reading

    def _reader(self, seen: _Seen) -> LibraryReader:
        """Who reads, with what is as it was."""
        files = seen.files.get(SHARED, ())
        if self._shared is None or self._shared[0] != files:
            self._shared = files, read_shared(self.root, translations_for)
        same = {name: kept.reading for name, kept in self._kept.items() if name in seen.folders}
        done = {seen.folders[name]: each for name, each in same.items() if self._kept[name].of == seen.of(name)}
        return LibraryReader(self.root, translations_for, self._shared[1], done)

    def _read_beside(self, kit: str, patience_seconds: float) -> Reading:
        """Begins to read a kit that is known already; who began waits a little, all others take what there is."""
        begun = self._begin(kit)
        if begun is not None:
            begun.join(patience_seconds)
        return self._kept[kit].reading

    def _begin(self, kit: str) -> Thread | None:
        """Who reads it, unless somebody does already."""
        with self._lock:
            running = self._beside.get(kit)
            if running is not None and running.is_alive():
                return None
            thread = self._beside[kit] = Thread(target=self._try, args=(kit,), daemon=True)
            thread.start()
            return thread

    def _try(self, kit: str) -> None:
        with suppress(NotFound):  # it was taken away
            self._read(kit)


def _read_one(reader: LibraryReader, path: Path) -> Reading:
    """A kit; one past a limit, or with a file that cannot be opened, is faulty like any other."""
    try:
        return reader.read(path)
    except (LimitReached, DiskError) as error:
        reason = " ".join((error.code, *error.details.values()))
    except OSError as error:
        reason = error.strerror or "?"
    return unreadable(path, Problem("file-unreadable", details={"reason": reason}, place=Place(path.name)))


# ── the disk ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _looked(root: Path, before: _Seen | None, at: float) -> _Seen:
    folders = {each.name: each for each in (find_kits(root) if exists(root) else ())}
    files = {name: _files_of(root / name) for name in (SHARED, *folders)}
    known = {name: before.upstream[name] for name in folders if before and before.files.get(name) == files[name]}
    upstream = {name: known[name] if name in known else _upstream(path, root) for name, path in folders.items()}
    return _Seen(at, folders, files, upstream)


def _upstream(path: Path, root: Path) -> str:
    adapted = upstream_in(path, root)
    return adapted.kit if adapted else ""


def _files_of(folder: Path) -> _Files:
    """The same through the links that stand in a library for kits of another."""
    return tuple(sorted(_files(os.path.realpath(folder))))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
                continue
            with suppress(FileNotFoundError):  # an editor's own file, gone again
                about = entry.stat(follow_symlinks=False)
                yield entry.path, about.st_size, about.st_mtime_ns
