"""Archives: whole, the same bytes for the same files, names as they were given."""

import zipfile
from pathlib import Path

import pytest

from trainingkit.errors import DiskError
from trainingkit.storage.archives import archive_of
from trainingkit.storage.artefacts import Artefact, Store


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Artefact]:
    store = Store(tmp_path / "files")
    return {
        "es/01-agenda_es_letter.pdf": store.put("a" * 64, b"%PDF one", 1),
        "es/02-guia_es_letter.pdf": store.put("b" * 64, b"%PDF two", 2),
    }


def test_an_archive_holds_the_files_by_their_names(tmp_path: Path, files: dict[str, Artefact]) -> None:
    path = archive_of(tmp_path / "zips", files)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {each.filename: archive.read(each) for each in archive.infolist()} == {
            "es/01-agenda_es_letter.pdf": b"%PDF one",
            "es/02-guia_es_letter.pdf": b"%PDF two",
        }


def test_the_same_files_are_the_same_archive(tmp_path: Path, files: dict[str, Artefact]) -> None:
    first, second = archive_of(tmp_path / "one", files), archive_of(tmp_path / "two", files)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()
    before = first.stat().st_mtime_ns
    assert archive_of(tmp_path / "one", files).stat().st_mtime_ns == before


def test_other_files_are_another_archive(tmp_path: Path, files: dict[str, Artefact]) -> None:
    fewer = dict(list(files.items())[:1])
    assert archive_of(tmp_path, files) != archive_of(tmp_path, fewer)


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, files: dict[str, Artefact]) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("", "utf-8")
    with pytest.raises(DiskError):
        archive_of(blocked, files)
