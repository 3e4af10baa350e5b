"""An output folder: files appear in it whole, all of a run together, with a manifest that says which are ours.

Comes in: the bytes of finished files and what the manifest says of each. Goes out: the files and `manifest.json`.
Everything is first written and synced into a hidden folder beside them, then renamed; a run that is killed before
leaves the visible files as they were, one killed between two renames is finished by the next. Refuses to replace or
remove a file that the folder's own manifest does not list, and to share the folder with a second run (`Busy`).
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath

from trainingkit.errors import Busy, Conflict, DiskError, UsageError

MANIFEST = "manifest.json"
STAGING = ".trainingkit-new"

_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "no-permission",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the manifest. `path` is relative to the folder, with slashes; `audience` is for whom the file is."""

    path: str
    document: str
    language: str
    paper: str
    ink: str
    pages: int
    audience: str
    sha256: str


def digest_of(data: bytes) -> str:
    """What the manifest records of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turns what the disk refuses into an error that names the path."""
    try:
        yield
    except OSError as error:
        shown = error.filename if isinstance(error.filename, str) else path
        code = _CODES.get(error.errno or 0, "disk")
        raise DiskError(code, path=shown, reason=os.strerror(error.errno) if error.errno else str(error)) from error


def write_synced(path: Path, data: bytes) -> None:
    """Writes a new file and waits until it is on the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# ── the manifest ────────────────────────────────────────────────────────────────────────────────────────────────────


def manifest_bytes(entries: Iterable[Entry]) -> bytes:
    """The manifest as it lies on the disk, in the order of paths, so that the same files give the same bytes."""
    files = [asdict(entry) for entry in sorted(entries, key=lambda entry: entry.path)]
    return (json.dumps({"files": files}, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(path: Path) -> tuple[Entry, ...] | None:
    """The entries of a manifest; None where there is none, or where it is not one of ours."""
    try:
        found = json.loads(path.read_bytes())
        return tuple(_entry(each) for each in found["files"])
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _entry(found: dict[str, object]) -> Entry:
    """One line; raises ValueError for one that no run of ours wrote, above all for a path that leads out."""
    values = {each.name: found[each.name] for each in fields(Entry)}
    if not all(isinstance(value, int if name == "pages" else str) for name, value in values.items()):
        raise ValueError("not an entry")
    path = PurePosixPath(str(values["path"]))
    if path.is_absolute() or len(path.parts) != 2 or path.parts[0].startswith(".") or path.suffix != ".pdf":
        raise ValueError("not a path of ours")
    return Entry(**values)  # type: ignore[arg-type]  # the types were just looked at


# ── a run ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Publication:
    """An output folder that one run holds. `earlier` is what its manifest listed when the run began."""

    folder: Path
    earlier: tuple[Entry, ...]

    def require_free(self, paths: Iterable[str]) -> None:
        """Raises Conflict for paths where a file stands that is not ours; asked before the long work begins."""
        own = {entry.path for entry in self.earlier}
        with disk_errors(self.folder):
            taken = [path for path in paths if path not in own and os.path.lexists(self.folder / path)]
            folders = {(self.folder / path).parent for path in paths}
            taken += [
                each.name for each in sorted(folders) if each.is_symlink() or (each.exists() and not each.is_dir())
            ]
        if taken:
            raise Conflict("output-exists", folder=self.folder, path=taken[0], count=len(taken))

    def stage(self, path: str, data: bytes) -> None:
        """Writes a file where nobody looks yet."""
        target = self.folder / STAGING / path
        with disk_errors(self.folder / path):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_synced(target, data)

    def publish(self, entries: Sequence[Entry], obsolete: Iterable[str] = ()) -> tuple[Entry, ...]:
        """Makes the staged files visible and writes the manifest; `obsolete` paths of earlier runs go, unless
        somebody changed them. Returns what the manifest lists now: these files, and those of earlier runs that are
        still there."""
        made = {entry.path for entry in entries}
        gone = [entry for entry in self.earlier if entry.path in set(obsolete) - made]
        kept = [
            entry
            for entry in self.earlier
            if entry.path not in made and entry not in gone and (self.folder / entry.path).is_file()
        ]
        listed = tuple(sorted((*kept, *entries), key=lambda entry: entry.path))
        with disk_errors(self.folder):
            staging = self.folder / STAGING
            staging.mkdir(exist_ok=True)
            for folder in (each for each in staging.iterdir() if each.is_dir()):
                sync_folder(folder)
            write_synced(staging / MANIFEST, manifest_bytes(listed))
            sync_folder(staging)
            _roll_forward(self.folder, listed)
            for entry in gone:
                _remove(self.folder / entry.path, entry.sha256)
        return listed


@contextmanager
def publication(folder: Path) -> Iterator[Publication]:
    """The folder, made if need be and held until the end; what a killed run left is finished or cleared away first."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("not-a-folder", path=folder)
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        hold(descriptor, folder)
        with disk_errors(folder):
            _recover(folder)
            earlier = read_manifest(folder / MANIFEST)
            if earlier is None and os.path.lexists(folder / MANIFEST):
                raise Conflict("output-exists", folder=folder, path=MANIFEST, count=1)
        try:
            yield Publication(folder, earlier or ())
        finally:
            with suppress(OSError):  # what is left then, the next run clears away
                _recover(folder)
    finally:
        os.close(descriptor)


def _is_no_folder(path: Path) -> bool:
    """A link could lead anywhere, so it is none either."""
    return path.is_symlink() or not path.is_dir()


def hold(descriptor: int, folder: Path) -> None:
    """The lock is on the folder itself: it leaves no file behind and ends with the process, however that ends."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Busy("folder-busy", path=folder) from error


def _recover(folder: Path) -> None:
    staging = folder / STAGING
    if staging.is_symlink():
        raise Conflict("output-exists", folder=folder, path=STAGING, count=1)
    listed = read_manifest(staging / MANIFEST)
    if listed is not None:
        _roll_forward(folder, listed)
    if staging.exists():
        shutil.rmtree(staging)


def _roll_forward(folder: Path, listed: Iterable[Entry]) -> None:
    """Renames what is staged and still waiting, the manifest last; done twice it is done once."""
    staging = folder / STAGING
    touched = set()
    for entry in listed:
        source, target = staging / entry.path, folder / entry.path
        if source.is_file():
            target.parent.mkdir(exist_ok=True)
            source.replace(target)
            touched.add(target.parent)
    for each in sorted(touched):
        sync_folder(each)
    (staging / MANIFEST).replace(folder / MANIFEST)
    sync_folder(folder)


def _remove(path: Path, sha256: str) -> None:
    """Takes away a file of an earlier run, if it is still what that run wrote."""
    if path.is_file() and not path.is_symlink() and digest_of(path.read_bytes()) == sha256:
        path.unlink()
