"""A folder with a copy of all that a server keeps: the database, the kits of its own, and a manifest of both.

Comes in: a `Database`, the folder of own kits, a key for the manifest. Goes out: a new folder that appears whole or not
at all. Files that can be made again are left out, and so is every key: whoever finds the folder reads no place and no
day in it. Refuses a folder that is there already, and a copy whose manifest or files are not as they were written.
"""

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from trainingkit.errors import Conflict, DiskError, NotFound, UsageError
from trainingkit.storage.database import Database
from trainingkit.storage.dumping import DUMPS, dump, fill, kind_of, require_empty
from trainingkit.storage.migrating import shape_of, steps
from trainingkit.storage.publishing import disk_errors, sync_folder, write_synced

MANIFEST = "backup.json"
KITS = "kits"


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of a backup: its path with slashes, below the folder."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What a manifest says. `step`: the shape of the tables; `rows`: how many each has."""

    made_at: str
    database: str
    step: str
    rows: Mapping[str, int]
    files: tuple[CopiedFile, ...]

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(each.size for each in self.files)


# ── making one ──────────────────────────────────────────────────────────────────────────────────────────────────────


def back_up(database: Database, kits: Path, folder: Path, key: bytes, at: datetime) -> Backup:
    """A copy in a new folder. Raises Conflict where there is something already, and UsageError for a database that is
    not in today's shape."""
    if os.path.lexists(folder):
        raise Conflict("backup-exists", folder=folder)
    step = shape_of(database)
    if step is None:
        raise UsageError("server-not-prepared")
    staging = folder.with_name(f".{folder.name}.trainingkit-new")
    with disk_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(staging, ignore_errors=True)  # what a killed run left
        staging.mkdir(mode=0o700)
        try:
            kind = kind_of(database)
            rows = dump(database, staging / DUMPS[kind])
            _copy_kits(kits, staging / KITS)
            files = tuple(_synced(staging))
            made = Backup(made_at=at.isoformat(), database=kind, step=step, rows=rows, files=files)
            write_synced(staging / MANIFEST, manifest_bytes(made, key))
            sync_folder(staging)
            staging.rename(folder)
            sync_folder(folder.parent)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return made


def _copy_kits(kits: Path, target: Path) -> None:
    """Files and folders alone: a link could lead out."""
    for path in _below(kits):
        copy = target / path.relative_to(kits)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy, follow_symlinks=False)


def _below(folder: Path) -> Iterator[Path]:
    for above, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(above) / name
            if path.is_file() and not path.is_symlink():
                yield path


def _synced(folder: Path) -> Iterator[CopiedFile]:
    """Every file below a folder, once it is on the disk."""
    for path in sorted(_below(folder)):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(path.parent)
        yield CopiedFile(path.relative_to(folder).as_posix(), path.stat().st_size, _digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# ── the manifest ────────────────────────────────────────────────────────────────────────────────────────────────────


def manifest_bytes(backup: Backup, key: bytes) -> bytes:
    """The manifest as it lies on the disk, with a code that nobody makes without the key."""
    said = asdict(backup)
    return (json.dumps({**said, "mac": _mac(said, key)}, ensure_ascii=False, indent=2) + "\n").encode()


def _mac(said: Mapping[str, Any], key: bytes) -> str:
    return hmac.new(key, json.dumps(said, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def read_backup(folder: Path, key: bytes) -> Backup:
    """What a folder's manifest says, after every file was looked at. Raises NotFound for a folder that is no backup,
    UsageError for one of another key or a newer program, DiskError for a file that is not as it was written."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
        mac = str(found.pop("mac"))
        files = tuple(CopiedFile(**each) for each in found["files"])
        backup = Backup(**{**found, "files": files})
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound("no-such-backup", folder=folder) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DiskError("backup-damaged", path=folder / MANIFEST) from None
    if not hmac.compare_digest(mac.encode(), _mac(found, key).encode()):
        raise UsageError("backup-other-key", folder=folder)
    if backup.step not in steps():
        raise UsageError("database-newer", found=backup.step)
    for each in backup.files:
        _require_whole(folder, each)
    return backup


def _require_whole(folder: Path, file: CopiedFile) -> None:
    path = folder / file.path
    parts = PurePosixPath(file.path).parts
    inside = not PurePosixPath(file.path).is_absolute() and ".." not in parts and not path.is_symlink()
    with disk_errors(path):
        if not inside or not path.is_file() or _digest(path) != file.sha256:
            raise DiskError("backup-damaged", path=path)


# ── putting one back ────────────────────────────────────────────────────────────────────────────────────────────────


def put_back(folder: Path, backup: Backup, database: Database, kits: Path) -> None:
    """A backup into an empty database and a folder without kits. Raises Conflict where there is something already,
    UsageError where the database is of the other kind."""
    if backup.database != kind_of(database):
        raise UsageError("backup-other-database", found=backup.database, needed=kind_of(database))
    if kits.exists() and any(kits.iterdir()):
        raise Conflict("restore-into-data", path=kits)
    require_empty(database)
    with _kits_in_place(folder, backup, kits):
        rows = fill(database, folder / DUMPS[backup.database])
        if rows != dict(backup.rows):
            raise DiskError("backup-damaged", path=folder / DUMPS[backup.database])


@contextmanager
def _kits_in_place(folder: Path, backup: Backup, kits: Path) -> Iterator[None]:
    """The kits, gone again where what follows fails."""
    with disk_errors(kits):
        _put_kits(folder, backup, kits)
    try:
        yield
    except BaseException:
        shutil.rmtree(kits, ignore_errors=True)
        raise


def _put_kits(folder: Path, backup: Backup, kits: Path) -> None:
    mine = [each.path for each in backup.files if each.path.startswith(f"{KITS}/")]
    staging = kits.with_name(f".{kits.name}.restoring")
    shutil.rmtree(staging, ignore_errors=True)
    for path in mine:
        target = staging / PurePosixPath(path).relative_to(KITS)
        target.parent.mkdir(parents=True, exist_ok=True)
        write_synced(target, (folder / path).read_bytes())
        sync_folder(target.parent)
    if mine:
        if kits.exists():
            kits.rmdir()
        staging.rename(kits)
        sync_folder(kits.parent)
