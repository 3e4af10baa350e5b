"""A folder of plain files that is replaced as a whole: somebody who opens it finds the old one or the new one.

Comes in: every file of it, by its path below the folder. Goes out: the folder, with the digest of each file in
`SHA256SUMS.txt`. The new folder is written and synced under a hidden name beside the old one and takes its place by
renaming; what has not changed is linked, and where nothing has changed nothing is written. Refuses a folder that holds
anything but what an earlier run wrote (`Conflict`), and a second run at the same time (`Busy`).
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trainingkit.errors import Conflict, UsageError
from trainingkit.storage.publishing import STAGING, digest_of, disk_errors, hold, sync_folder, write_synced

SUMS = "SHA256SUMS.txt"
_OLD = ".trainingkit-old"
_LINE = re.compile(r"([0-9a-f]{64})  ([^\x00-\x1f\\]+)")


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a run did: how many files are new or changed, how many stayed, how many went."""

    written: int
    kept: int
    gone: int


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """The list of digests, as `sha256sum -c` reads it."""
    return "".join(f"{digest_of(files[path])}  {path}\n" for path in sorted(files)).encode()


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> Replaced:
    """Makes the folder hold these files and no others."""
    folder = folder.absolute()
    if folder.exists() and not folder.is_dir():
        raise UsageError("not-a-folder", path=folder)
    staging, old = (folder.with_name(f".{folder.name}{ending}") for ending in (STAGING, _OLD))
    with disk_errors(folder), _held(staging, folder):
        _recover(folder, old)
        before = _own_files(folder)
        wanted = {path: digest_of(data) for path, data in files.items()}
        kept = {path for path, digest in wanted.items() if before.get(path) == digest}
        done = Replaced(len(wanted) - len(kept), len(kept), len(before.keys() - wanted.keys()))
        if before and before == wanted:
            shutil.rmtree(staging)
            return done
        _fill(staging, files, folder, kept)
        _swap(folder, staging, old)
    return done


@contextmanager
def _held(staging: Path, folder: Path) -> Iterator[None]:
    """The hidden folder, empty, for one run alone: the lock is on it, and ends with the process."""
    staging.parent.mkdir(parents=True, exist_ok=True)
    staging.mkdir(exist_ok=True)
    descriptor = os.open(staging, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        hold(descriptor, folder)
        for each in staging.iterdir():  # what a killed run left
            shutil.rmtree(each) if each.is_dir() and not each.is_symlink() else each.unlink()
        try:
            yield
        except BaseException:
            with suppress(OSError):
                shutil.rmtree(staging)
            raise
    finally:
        os.close(descriptor)


def _recover(folder: Path, old: Path) -> None:
    """A run that was killed between its two renames left no folder: the old one comes back."""
    if old.exists() and not folder.exists():
        old.rename(folder)
    elif old.exists():
        shutil.rmtree(old)


def _own_files(folder: Path) -> dict[str, str]:
    """The files of an earlier run with their digests; none where there is nothing yet. Raises Conflict for a folder
    that holds anything else, or in which somebody changed something."""
    found = dict(_files(folder)) if folder.exists() else {}
    if not found:
        return {}
    listed = _listed(folder / SUMS)
    strange = [path for path in found if path not in listed and path != SUMS]
    strange += [path for path in listed if path in found and digest_of(found[path].read_bytes()) != listed[path]]
    if strange:
        raise Conflict("site-changed", folder=folder, path=strange[0])
    return {path: listed[path] for path in found if path != SUMS}


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for above, folders, names in os.walk(folder):
        for name in (*names, *(each for each in folders if (Path(above) / each).is_symlink())):
            path = Path(above) / name
            yield path.relative_to(folder).as_posix(), path


def _listed(sums: Path) -> dict[str, str]:
    with suppress(FileNotFoundError):
        lines = sums.read_bytes().decode("utf-8", "replace").splitlines()
        return {found[2]: found[1] for line in lines if (found := _LINE.fullmatch(line))}
    return {}


def _fill(staging: Path, files: Mapping[str, bytes], earlier: Path, kept: set[str]) -> None:
    folders = {staging}
    for path, data in files.items():
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            raise ValueError(path)
        target = staging / path
        target.parent.mkdir(parents=True, exist_ok=True)
        folders.add(target.parent)
        if not (path in kept and _linked(earlier / path, target)):
            write_synced(target, data)
    write_synced(staging / SUMS, sums_of(files))
    for each in folders:
        sync_folder(each)


def _linked(source: Path, target: Path) -> bool:
    """A USB stick knows no links: there the file is written again."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _swap(folder: Path, staging: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    staging.rename(folder)
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)
