"""The guards themselves: a guard that lets things pass is worse than none."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from tests.guards import PROTECTED, TOP, GuardError, changes, is_outside, snapshot

pytestmark = pytest.mark.trips_guards


@pytest.mark.parametrize("folder", PROTECTED, ids=lambda folder: folder.name)
def test_kits_and_catalogues_cannot_be_written(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("text", encoding="utf-8")
    with pytest.raises(GuardError):
        (folder / "left-by-a-test").write_text("text", encoding="utf-8")
    with pytest.raises(GuardError):
        os.open(folder / "left-by-a-test", os.O_CREAT | os.O_WRONLY)
    with pytest.raises(GuardError):
        (folder / "left-by-a-test").mkdir()
    with pytest.raises(GuardError):
        outside.rename(folder / "left-by-a-test")
    with pytest.raises(GuardError):
        shutil.copy(outside, folder / "left-by-a-test")
    assert not (folder / "left-by-a-test").exists()


def test_files_of_kits_cannot_be_removed() -> None:
    with pytest.raises(GuardError):
        (TOP / "kits" / "LICENSE").unlink()
    assert (TOP / "kits" / "LICENSE").read_text(encoding="utf-8")


def test_a_folder_of_that_name_elsewhere_may_go(tmp_path: Path) -> None:
    """`shutil.rmtree` removes by name below a descriptor: «kits» is not ours then, unless the descriptor is."""
    (tmp_path / "kits" / "locales").mkdir(parents=True)
    shutil.rmtree(tmp_path / "kits")
    assert not (tmp_path / "kits").exists()
    ours = os.open(TOP / "kits", os.O_RDONLY)
    try:
        with pytest.raises(GuardError):
            os.rmdir("no-such-folder", dir_fd=ours)
    finally:
        os.close(ours)


def test_the_network_cannot_be_reached() -> None:
    with socket.socket() as reaching, pytest.raises(GuardError):
        reaching.connect(("192.0.2.1", 80))
    with pytest.raises(GuardError):
        socket.getaddrinfo("example.org", 443)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    assert not is_outside(("::1", 8000, 0, 0))
    assert not is_outside("/run/some.socket")


def test_a_changed_tree_is_noticed() -> None:
    before = snapshot()
    after = {**before, "kits/new.yaml": (1, 1)}
    del after["kits/LICENSE"]
    assert changes(before, after) == ["kits/LICENSE", "kits/new.yaml"]
    assert changes(before, before) == []
