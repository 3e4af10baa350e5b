"""Finished PDFs kept under a key that says everything they were made from, so that nothing ever has to be thrown out.

Comes in: a key (a digest), bytes and their page count. Goes out: the artefact, checked against its digest when it is
read first and whenever the file has changed since. Files appear whole (write, fsync, rename); one run at a time makes
what a key stands for, whatever process asks.
"""

import fcntl
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from trainingkit.errors import Busy
from trainingkit.storage.publishing import digest_of, disk_errors, sync_folder, write_synced

_KEY = re.compile(r"[0-9a-f]{64}")
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Artefact:
    """A stored file."""

    path: Path
    pages: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of artefacts."""

    folder: Path

    def find(self, key: str) -> Artefact | None:
        """What is kept under a key; None where there is nothing, or where the disk no longer holds what was written."""
        path, about = self._paths(key)
        try:
            found = json.loads(about.read_bytes())
            artefact = Artefact(path, int(found["pages"]), int(found["size"]), str(found["sha256"]))
            at = path.stat()
            digest = _digest_at(path, at.st_size, at.st_mtime_ns, at.st_ino)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return artefact if digest == artefact.sha256 else None

    def facts(self, key: str) -> Artefact | None:
        """What is known of a kept file, for a page that only tells of it: its bytes are not looked through."""
        path, about = self._paths(key)
        try:
            found = json.loads(about.read_bytes())
            artefact = Artefact(path, int(found["pages"]), int(found["size"]), str(found["sha256"]))
            return artefact if path.stat().st_size == artefact.size else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, key: str, pdf: bytes, pages: int) -> Artefact:
        """Keeps a file. The note about it comes last, so that a file without one does not count."""
        path, about = self._paths(key)
        artefact = Artefact(path, pages, len(pdf), digest_of(pdf))
        note = {"pages": pages, "size": len(pdf), "sha256": artefact.sha256}
        with disk_errors(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            _replace(path, pdf)
            _replace(about, json.dumps(note).encode())
            sync_folder(self.folder)
        return artefact

    def remove(self, key: str) -> None:
        """Takes a file away, if it is there; its note first, so that half of it does not count."""
        path, about = self._paths(key)
        with disk_errors(path):
            for each in (about, path, path.with_suffix(".lock")):
                each.unlink(missing_ok=True)

    @contextmanager
    def alone_with(self, key: str, patience_seconds: float) -> Iterator[None]:
        """Holds a key: whoever else wants to make the same waits, and after a while is told that it is busy."""
        path = self._paths(key)[0].with_suffix(".lock")
        with disk_errors(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            _wait_for(descriptor, path, patience_seconds)
            yield
        finally:
            os.close(descriptor)

    def _paths(self, key: str) -> tuple[Path, Path]:
        if not _KEY.fullmatch(key):
            raise ValueError(key)
        return self.folder / f"{key}.pdf", self.folder / f"{key}.json"


@lru_cache(maxsize=4096)
def _digest_at(path: Path, size: int, mtime_ns: int, inode: int) -> str:  # noqa: ARG001 - they name one state of the file
    """Of what stands in a file; a download that is asked for again and again is looked through once."""
    return digest_of(path.read_bytes())


def clear_older(folder: Path, seconds: float) -> None:
    """Takes away the files of a folder that were made so long ago, by the clock of the disk; they can be made again."""
    newest = time.time() - seconds
    with disk_errors(folder):
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.is_file() and path.stat().st_mtime <= newest:
                path.unlink(missing_ok=True)


def _replace(path: Path, data: bytes) -> None:
    # Another process may write the same key: its bytes are the same, its temporary file must not be.
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        write_synced(temporary, data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _wait_for(descriptor: int, path: Path, patience_seconds: float) -> None:
    until = time.monotonic() + patience_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Busy("artefact-busy", path=path.name) from None
            time.sleep(_POLL_SECONDS)
