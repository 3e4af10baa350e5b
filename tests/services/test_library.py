"""Kits and workshops by name and by path."""

import shutil
from pathlib import Path

import pytest

from trainingkit.errors import ContentError, DiskError, NotFound, UsageError
from trainingkit.services.library import Subject, find_kit, find_subject, read_subject

SMALL = Path(__file__).resolve().parents[1] / "kits"


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    return shutil.copytree(SMALL, tmp_path / "kits")


def test_a_kit(kits: Path) -> None:
    assert find_kit("small", kits) == kits / "small"
    assert find_kit(str(kits / "small"), kits / "elsewhere") == kits / "small"
    assert find_kit(f"{kits}/small/", kits) == kits / "small"


@pytest.mark.parametrize("name", ["", "nothing", "../kits", "small/none", "a\0b", "x" * 300])
def test_no_kit(kits: Path, name: str) -> None:
    with pytest.raises((NotFound, UsageError)):
        read_subject(Subject(find_kit(name, kits / "small")))


def test_a_workshop_by_id_and_by_path(kits: Path) -> None:
    expected = Subject(kits / "small", kits / "small" / "workshops" / "example.yaml")
    assert find_subject("example", kits) == expected
    assert find_subject(str(expected.workshop), kits) == expected
    assert find_subject("small", kits) == Subject(kits / "small")


def test_two_workshops_of_one_name_are_not_guessed_between(kits: Path) -> None:
    other = shutil.copytree(kits / "small", kits / "other")
    with pytest.raises(UsageError) as caught:
        find_subject("example", kits)
    assert caught.value.code == "several-subjects"
    assert str(other / "workshops" / "example.yaml") in caught.value.details["paths"]


def test_a_kit_and_a_workshop_of_one_name(kits: Path) -> None:
    (kits / "small" / "workshops" / "example.yaml").rename(kits / "small" / "workshops" / "small.yaml")
    with pytest.raises(UsageError):
        find_subject("small", kits)


def test_unknown_names_say_what_is_known(kits: Path) -> None:
    with pytest.raises(NotFound) as caught:
        find_subject("exmaple", kits)
    assert caught.value.details["known"] == "small, example"


def test_a_workshop_outside_its_kit(kits: Path, tmp_path: Path) -> None:
    own = tmp_path / "mine.yaml"
    shutil.copy(kits / "small" / "workshops" / "example.yaml", own)
    subject = find_subject(str(own), kits)
    assert subject == Subject(kits / "small", own)
    _, kit, workshop = read_subject(subject)
    assert (kit.id, workshop.id) == ("small", "mine")
    own.write_text(own.read_text("utf-8").replace("kit: small", "kit: unknown"), "utf-8")
    with pytest.raises(NotFound) as caught:
        find_subject(str(own), kits)
    assert caught.value.details["kit"] == "unknown"


def test_a_faulty_workshop_names_its_own_file(kits: Path) -> None:
    path = kits / "small" / "workshops" / "example.yaml"
    path.write_text(path.read_text("utf-8").replace("people: {es: 12}", "people: many"), "utf-8")
    with pytest.raises(ContentError) as caught:
        read_subject(Subject(kits / "small", path))
    assert {problem.place.file for problem in caught.value.problems if problem.place} == {str(path)}


def test_a_broken_link(tmp_path: Path) -> None:
    (tmp_path / "kit").symlink_to(tmp_path / "gone")
    with pytest.raises(DiskError):
        find_kit(str(tmp_path / "kit"), tmp_path)
    (tmp_path / "round").symlink_to(tmp_path / "round")
    with pytest.raises(DiskError):
        find_subject(str(tmp_path / "round"), tmp_path)
