"""Files appear whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from trainingkit.content.writing import write_atomic
from trainingkit.errors import DiskError


def test_a_file_appears_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "translations" / "en.po"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["en.po"]


def test_rights_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "en.po"
    path.write_bytes(b"one")
    path.chmod(0o640)
    write_atomic(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_is_readable_as_others_are(tmp_path: Path) -> None:
    write_atomic(tmp_path / "new", b"")
    (tmp_path / "usual").touch()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"one")
    (tmp_path / "link").symlink_to("real")
    write_atomic(tmp_path / "link", b"two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"two"


def test_a_disk_that_refuses_is_named_and_leaves_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / "kept").write_bytes(b"one")
    with pytest.raises(DiskError) as caught:
        write_atomic(folder, b"two")  # a folder stands where the file should
    assert caught.value.details["path"] == os.fspath(folder)
    assert (folder / "kept").read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]
