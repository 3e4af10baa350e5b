"""Files that belong together, written into a folder: each whole, and as far as a disk can do it all or none.

Comes in: names with their bytes. Goes out: the files. They are written and synced where nobody looks and then renamed;
a folder that was not there before appears with all of them at once. Refuses to take the place of a file that is there
already, unless that is asked for, and to share the folder with a second run (`Busy`).
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from trainingkit.errors import Conflict, UsageError
from trainingkit.storage.publishing import STAGING, disk_errors, hold, sync_folder, write_synced


def write_together(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> tuple[str, ...]:
    """Writes the files; returns the names of those that it replaced. Raises Conflict where a file is in the way."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("not-a-folder", path=folder)
    with disk_errors(folder):
        if not folder.exists():
            _write_new(folder, files)
            return ()
        with _held(folder):
            taken = tuple(name for name in files if os.path.lexists(folder / name))
            if taken and not replace:
                raise Conflict("files-exist", folder=folder, path=taken[0], count=len(taken))
            with _staged(folder / STAGING, files) as staging:
                for name in files:
                    (staging / name).replace(folder / name)
            sync_folder(folder)
        return taken


def _write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _staged(folder.with_name(f".{folder.name}{STAGING}"), files) as staging:
        staging.rename(folder)
    sync_folder(folder.parent)


@contextmanager
def _staged(staging: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """The files, written and synced, in a folder that is gone afterwards."""
    with suppress(FileNotFoundError):
        shutil.rmtree(staging)  # what a killed run left
    staging.mkdir()
    try:
        for name, data in files.items():
            write_synced(staging / name, data)
        sync_folder(staging)
        yield staging
    finally:
        with suppress(OSError):
            shutil.rmtree(staging)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        hold(descriptor, folder)
        yield
    finally:
        os.close(descriptor)
