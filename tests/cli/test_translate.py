"""`trainingkit translate` as scripts and people use it."""

import json
import shutil
from pathlib import Path

import pytest

from trainingkit.cli import run

SAMPLES = Path(__file__).parents[1] / "samples" / "languages"


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(SAMPLES, tmp_path / "library")
    monkeypatch.setenv("TRAININGKIT_KITS", str(folder))
    return folder


def edit(kits: Path, old: str, new: str) -> None:
    path = kits / "water/modules/handouts/thirst.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_status_as_data(kits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", "status", "--json"]) == 0
    counted = json.loads(capsys.readouterr().out)["status"]
    assert {
        "kit": "water",
        "module": "",
        "language": "ht",
        "missing": 5,
        "stale": 0,
        "draft": 0,
        "translated": 5,
    } in counted
    assert {each["kit"] for each in counted} == {"water", "_shared"}


def test_status_for_people_lists_kits_and_what_is_open(
    kits: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_SV.UTF-8")
    assert run(["translate", "status", "water"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["kit", "módulo", "idioma", "falta", "desactualizado", "borrador", "traducido"]
    assert lines[1].split() == ["water", "–", "en", "0", "0", "0", "10"]
    assert [line.split()[1] for line in lines if line.split()[2] == "en"] == ["–", "–"]


def test_a_kit_may_be_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", "status", str(SAMPLES / "water"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["status"][0]["kit"] == "water"


def test_update_names_what_it_changed(kits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["translate", "update"]) == 0
    assert capsys.readouterr().out == "Every catalog is up to date.\n"
    edit(kits, "y cerca", "y muy cerca")
    assert run(["translate", "update", "water"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(kits / f"water/translations/{each}.po") for each in ("en", "ht", "kek")
    ]


def test_confirm_says_where(kits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(kits, "y cerca", "y, además, cerca")
    address = "handouts/thirst/body/start"
    assert run(["translate", "confirm", address, "--by", "Ana", "--reason", "igual", "--language", "en"]) == 0
    assert "confirmed by Ana: igual" in (kits / "water/translations/en.po").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["confirm", "handouts/thirst/body/start", "--by", "Ana", "--reason", "x", "--language", "en"], 2, "negations"),
        (["confirm", "handouts/thirst/body/begin", "--by", "Ana", "--reason", "x"], 2, "Did you mean"),
        (["confirm", "handouts/thirst/body/start", "--by", "Ana"], 2, "--reason"),
        (["status", "fire"], 2, "fire"),
        (["update", "/nowhere/at/all"], 2, "/nowhere/at/all"),
    ],
)
def test_what_cannot_be_done_is_said(
    kits: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    edit(kits, "y cerca", "y no cerca")
    assert run(["translate", *arguments]) == status
    assert said in capsys.readouterr().err


def test_a_kit_that_cannot_be_read_ends_with_1(kits: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(kits, "title: Tener", "titel: Tener")
    assert run(["translate", "update"]) == 1
