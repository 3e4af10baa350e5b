"""Files that belong together: all of them or none, and nobody else's place is taken."""

import os
from pathlib import Path

import pytest

from trainingkit.errors import Busy, Conflict, DiskError, UsageError
from trainingkit.storage.filesets import write_together
from trainingkit.storage.publishing import STAGING, publication

FILES = {"a.yaml": b"a", "b.yaml": b"b"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_new_folder_appears_with_all_of_them(tmp_path: Path) -> None:
    assert write_together(tmp_path / "deep" / "out", FILES) == ()
    assert held(tmp_path / "deep" / "out") == FILES
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


def test_a_folder_with_other_files_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"mine")
    write_together(tmp_path, FILES)
    assert held(tmp_path) == {**FILES, "mine.yaml": b"mine"}


def test_a_file_in_the_way_stays_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"edited by hand")
    with pytest.raises(Conflict) as caught:
        write_together(tmp_path, FILES)
    assert caught.value.details["path"] == "b.yaml"
    assert held(tmp_path) == {"b.yaml": b"edited by hand"}


def test_files_are_replaced_where_that_is_asked_for_and_it_is_said_which(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_bytes(b"old")
    assert write_together(tmp_path, FILES, replace=True) == ("b.yaml",)
    assert held(tmp_path) == FILES


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "half.yaml").write_bytes(b"ha")
    write_together(tmp_path, FILES)
    assert held(tmp_path) == FILES


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with publication(tmp_path), pytest.raises(Busy):
        write_together(tmp_path, FILES)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(UsageError):
        write_together(tmp_path / "out", FILES)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is refused to root")
def test_what_the_disk_refuses_leaves_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(DiskError):
            write_together(tmp_path / "out", FILES)
    finally:
        tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(DiskError):
        write_together(tmp_path / "out", {"a.yaml": b"a", "no/such/folder.yaml": b"b"})
    assert list(tmp_path.iterdir()) == []
