"""A folder of files replaced as a whole: what is in the way stays, what is unchanged is not touched, a kill harms
nothing."""

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trainingkit.errors import Busy, Conflict, UsageError
from trainingkit.storage.sites import SUMS, Replaced, _held, replace_folder

FILES = {"index.html": b"<p>uno", "es/hoja.pdf": b"%PDF", "es/hoja.html": b"<p>dos"}
TOP = Path(__file__).resolve().parents[2]


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def verified(folder: Path) -> bool:
    return (
        subprocess.run(["sha256sum", "--check", "--quiet", "--strict", SUMS], cwd=folder, check=False).returncode == 0
    )


def test_a_new_folder_holds_everything_and_its_sums(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    assert replace_folder(folder, FILES) == Replaced(written=3, kept=0, gone=0)
    assert held(folder).keys() == {*FILES, SUMS}
    assert verified(folder)
    assert [each.name for each in folder.parent.iterdir()] == ["site"]


def test_what_has_not_changed_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    replace_folder(folder, FILES)
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")}
    assert replace_folder(folder, FILES) == Replaced(0, 3, 0)
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*")} == before


def test_changed_files_are_new_and_old_ones_go(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    replace_folder(folder, FILES)
    kept = (folder / "es" / "hoja.pdf").stat().st_ino
    changed = {"index.html": b"<p>tres", "es/hoja.pdf": b"%PDF", "en/sheet.pdf": b"%PDF-"}
    assert replace_folder(folder, changed) == Replaced(written=2, kept=1, gone=1)
    assert held(folder).keys() == {*changed, SUMS}
    assert (folder / "es" / "hoja.pdf").stat().st_ino == kept
    assert verified(folder)
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("name", ["mine.txt", "es/mine.txt", "es/hoja.pdf", ".hidden"])
def test_what_somebody_put_there_stays(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "site"
    replace_folder(folder, FILES)
    (folder / name).write_bytes(b"mine")
    before = held(folder)
    with pytest.raises(Conflict) as refused:
        replace_folder(folder, {"index.html": b"new"})
    assert (refused.value.code, refused.value.details["path"]) == ("site-changed", name)
    assert held(folder) == before
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_a_folder_of_others_and_a_link_in_it_stay(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "away").symlink_to(tmp_path)
    with pytest.raises(Conflict):
        replace_folder(folder, FILES)
    assert (folder / "away").is_symlink()
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError):
        replace_folder(tmp_path / "file", FILES)


def test_an_empty_folder_may_be_filled_and_a_lost_file_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    replace_folder(folder, FILES)
    (folder / "es" / "hoja.pdf").unlink()
    assert replace_folder(folder, FILES) == Replaced(1, 2, 0)
    assert verified(folder)


def test_two_runs_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with _held(tmp_path / ".site.trainingkit-new", folder), pytest.raises(Busy):
        replace_folder(folder, FILES)


@pytest.mark.parametrize("path", ["../out", "/out"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="out"):
        replace_folder(tmp_path / "site", {path: b"x"})
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_was_killed_between_its_renames(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    replace_folder(folder, FILES)
    shutil.copytree(folder, tmp_path / ".site.trainingkit-new")
    folder.rename(tmp_path / ".site.trainingkit-old")
    assert replace_folder(folder, FILES) == Replaced(0, 3, 0)
    assert verified(folder)
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


WRITER = """
import sys
from pathlib import Path
from trainingkit.storage.sites import replace_folder
for turn in range(10_000):
    replace_folder(Path(sys.argv[1]), {f"es/{name}.txt": b"%d" % (turn // 2) * 100 for name in range(40)})
"""


@pytest.mark.slow
def test_kill_9_never_leaves_half_a_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    dice = random.Random(7)  # noqa: S311 - no secret
    for _ in range(12):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], cwd=TOP)
        while not folder.exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(dice.random() * 0.3)
        process.kill()
        process.wait()
        assert not folder.exists() or verified(folder)
    replace_folder(folder, FILES)
    assert verified(folder)
    assert [each.name for each in tmp_path.iterdir()] == ["site"]
