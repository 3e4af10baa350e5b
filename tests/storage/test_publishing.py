"""Files of a run appear whole and together, whatever happens; nobody else's file is touched."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from trainingkit.errors import Busy, Conflict, DiskError, UsageError
from trainingkit.storage.publishing import MANIFEST, STAGING, Entry, digest_of, publication, read_manifest

AS_ROOT = os.geteuid() == 0


def entry_of(path: str, data: bytes, pages: int = 1) -> Entry:
    language = path.partition("/")[0]
    return Entry(path, "handout", language, "letter", "colour", pages, "participant", digest_of(data))


def run(folder: Path, files: dict[str, bytes], obsolete: tuple[str, ...] = ()) -> tuple[Entry, ...]:
    with publication(folder) as shelf:
        shelf.require_free(files)
        for path, data in files.items():
            shelf.stage(path, data)
        return shelf.publish([entry_of(path, data) for path, data in files.items()], obsolete)


def visible(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def assert_whole(folder: Path) -> None:
    """Every visible file is the one its manifest records, and nothing else lies there."""
    listed = read_manifest(folder / MANIFEST) or ()
    assert {entry.path: entry.sha256 for entry in listed} == {
        path: digest_of(data) for path, data in visible(folder).items() if path != MANIFEST
    }


def test_files_and_manifest(tmp_path: Path) -> None:
    run(tmp_path / "out", {"es/02-b_es_letter.pdf": b"b", "es/01-a_es_letter.pdf": b"a"})
    found = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert [each["path"] for each in found["files"]] == ["es/01-a_es_letter.pdf", "es/02-b_es_letter.pdf"]
    assert list(found["files"][0]) == ["path", "document", "language", "paper", "ink", "pages", "audience", "sha256"]
    assert_whole(tmp_path / "out")
    assert not (tmp_path / "out" / STAGING).exists()


def test_the_same_files_give_the_same_manifest(tmp_path: Path) -> None:
    files = {"en/01-a_en_a4.pdf": b"a", "es/01-a_es_a4.pdf": b"b"}
    run(tmp_path / "one", files)
    run(tmp_path / "two", dict(reversed(files.items())))
    assert visible(tmp_path / "one") == visible(tmp_path / "two")


def test_own_files_are_replaced_and_earlier_ones_kept(tmp_path: Path) -> None:
    run(tmp_path, {"es/01-a_es_letter.pdf": b"old"})
    listed = run(tmp_path, {"es/01-a_es_letter.pdf": b"new", "en/01-a_en_letter.pdf": b"new"})
    assert len(listed) == 2
    listed = run(tmp_path, {"en/02-b_en_letter.pdf": b"b"})
    assert [entry.path for entry in listed] == [
        "en/01-a_en_letter.pdf",
        "en/02-b_en_letter.pdf",
        "es/01-a_es_letter.pdf",
    ]
    assert (tmp_path / "es" / "01-a_es_letter.pdf").read_bytes() == b"new"
    assert_whole(tmp_path)


@pytest.mark.parametrize("mine", ["es/01-a_es_letter.pdf", "es", MANIFEST])
def test_a_foreign_file_is_never_touched(tmp_path: Path, mine: str) -> None:
    (tmp_path / mine).parent.mkdir(exist_ok=True)
    (tmp_path / mine).write_bytes(b"my own")
    with pytest.raises(Conflict):
        run(tmp_path, {"es/01-a_es_letter.pdf": b"theirs"})
    assert visible(tmp_path) == {mine: b"my own"}


def test_a_linked_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "es").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Conflict):
        run(tmp_path / "out", {"es/01-a_es_letter.pdf": b"x"})
    assert visible(tmp_path / "elsewhere") == {}


def test_obsolete_files_go_unless_somebody_changed_them(tmp_path: Path) -> None:
    names = ["es/01-a_es_letter.pdf", "es/02-b_es_letter.pdf", "es/03-c_es_letter.pdf"]
    run(tmp_path, dict.fromkeys(names, b"old"))
    (tmp_path / names[1]).write_bytes(b"with my notes")
    run(tmp_path, {names[2]: b"new"}, obsolete=tuple(names))
    assert {path: data for path, data in visible(tmp_path).items() if path != MANIFEST} == {
        names[1]: b"with my notes",
        names[2]: b"new",
    }


@pytest.mark.parametrize("path", ["../../evil.pdf", "/etc/evil.pdf", "evil.pdf", ".git/evil.pdf", "es/evil.txt"])
def test_a_manifest_that_leads_out_is_nobody_s(tmp_path: Path, path: str) -> None:
    files = [{**json.loads(json.dumps(dict(zip(Entry.__slots__, entry_values(path), strict=True))))}]
    (tmp_path / MANIFEST).write_text(json.dumps({"files": files}))
    assert read_manifest(tmp_path / MANIFEST) is None


def entry_values(path: str) -> tuple[object, ...]:
    return (path, "handout", "es", "letter", "colour", 1, "participant", "0")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": 3}', '{"files": [{"path": 1}]}', "[" * 100_000, "\udcff"])
def test_a_manifest_of_another_kind(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    assert read_manifest(tmp_path / MANIFEST) is None


def test_an_error_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    run(tmp_path, {"es/01-a_es_letter.pdf": b"old"})
    before = visible(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path)
    assert visible(tmp_path) == before


def interrupted(folder: Path) -> None:
    with publication(folder) as shelf:
        shelf.stage("es/01-a_es_letter.pdf", b"new")
        raise KeyboardInterrupt


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with publication(tmp_path), pytest.raises(Busy), publication(tmp_path):
        pass
    run(tmp_path, {"es/01-a_es_letter.pdf": b"free again"})


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError), publication(tmp_path / "out"):
        pass


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    made = AS_ROOT and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place], check=False)
    if not made or made.returncode:
        pytest.skip("no small disk to fill: this needs root and permission to mount a tmpfs")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_leaves_the_old_files(small_disk: Path) -> None:
    run(small_disk, {"es/01-a_es_letter.pdf": b"old"})
    with pytest.raises(DiskError) as caught:
        run(small_disk, {"es/01-a_es_letter.pdf": b"n" * 200_000})
    assert caught.value.code == "disk-full"
    assert isinstance(caught.value.__cause__, OSError)
    assert caught.value.__cause__.errno == errno.ENOSPC
    assert (small_disk / "es" / "01-a_es_letter.pdf").read_bytes() == b"old"
    assert_whole(small_disk)


PUBLISHER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from trainingkit.storage.publishing import Entry, digest_of, publication
number = 0
while True:
    number += 1
    files = {f"es/{n:02}-x_es_letter.pdf": bytes([number % 251]) * 40_000 for n in range(6)}
    with publication(Path(sys.argv[1])) as shelf:
        for path, data in files.items():
            shelf.stage(path, data)
        shelf.publish([Entry(p, "d", "es", "letter", "colour", 1, "r", digest_of(d)) for p, d in files.items()])
    print(number, flush=True)
"""


def test_kill_9_never_shows_part_of_a_file(tmp_path: Path) -> None:
    top = Path(__file__).resolve().parents[2]
    folder = tmp_path / "out"
    for attempt in range(25):
        with subprocess.Popen([sys.executable, "-c", PUBLISHER, folder, top], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.0007 * attempt)
            process.send_signal(signal.SIGKILL)
        for path in folder.glob("es/*.pdf"):  # whole, if perhaps one run older than its neighbour
            data = path.read_bytes()
            assert len(data) == 40_000
            assert len(set(data)) == 1
        with publication(folder):
            assert_whole_but_staged(folder)


def assert_whole_but_staged(folder: Path) -> None:
    assert not (folder / STAGING).exists()
    assert_whole(folder)


def test_a_run_killed_between_renames_is_finished_by_the_next(tmp_path: Path) -> None:
    first = {"es/01-a_es_letter.pdf": b"a1", "es/02-b_es_letter.pdf": b"b1"}
    second = {"es/01-a_es_letter.pdf": b"a2", "es/02-b_es_letter.pdf": b"b2"}
    run(tmp_path / "done", second)
    run(tmp_path / "out", first)
    staging = tmp_path / "out" / STAGING
    (staging / "es").mkdir(parents=True)
    (tmp_path / "out" / "es" / "01-a_es_letter.pdf").write_bytes(b"a2")
    (staging / "es" / "02-b_es_letter.pdf").write_bytes(b"b2")
    shutil.copy(tmp_path / "done" / MANIFEST, staging / MANIFEST)
    with publication(tmp_path / "out"):
        pass
    assert visible(tmp_path / "out") == visible(tmp_path / "done")
