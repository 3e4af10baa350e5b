"""Files that appear whole or not at all: write beside, fsync, rename.

Comes in: a path and its bytes. Goes out: nothing. Refuses to leave half a file, whatever stops it; an error of the disk
is a `DiskError` that says which file, and the file that was there before is still there.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from trainingkit.errors import DiskError


def write_atomic(path: Path, data: bytes) -> None:
    """Puts `data` at `path`, making its folder where needed. A link is followed, so that it stays one."""
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_beside(target, data)
        _sync_folder(target.parent)
    except OSError as error:
        raise DiskError("disk-write", path=path, reason=error.strerror or type(error).__name__) from error


def _write_beside(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{target.name}.{secrets.token_hex(6)}")
    # Not by `tempfile`, whose files only their owner may read: a catalogue is read by others too.
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            beside.chmod(target.stat().st_mode & 0o777)
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """The new name reaches the disk too. Not every system lets a folder be opened for that."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
