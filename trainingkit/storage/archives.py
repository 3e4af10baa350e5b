"""ZIP archives of finished files, kept under a key of what is in them, so that a broken download can go on.

Comes in: names with the files that they stand for. Goes out: one archive, the same bytes for the same files. It appears
whole. Refuses to compress: a PDF does not get smaller.
"""

import hashlib
import os
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from trainingkit.storage.artefacts import Artefact
from trainingkit.storage.publishing import disk_errors, sync_folder

_NO_DATE = (1980, 1, 1, 0, 0, 0)


def archive_of(folder: Path, members: Mapping[str, Artefact]) -> Path:
    """The archive of these files, made in `folder` if it is not there yet."""
    said = "\n".join(f"{name} {artefact.sha256}" for name, artefact in members.items())
    path = folder / f"{hashlib.sha256(said.encode()).hexdigest()}.zip"
    if path.is_file():
        return path
    with disk_errors(path):
        folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
        try:
            _write(temporary, members)
            temporary.replace(path)
            sync_folder(folder)
        finally:
            temporary.unlink(missing_ok=True)
    return path


def _write(path: Path, members: Mapping[str, Artefact]) -> None:
    with path.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, artefact in members.items():
                entry = zipfile.ZipInfo(name, _NO_DATE)
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, artefact.path.read_bytes())
        file.flush()
        os.fsync(file.fileno())
