"""`trainingkit cohorts`: a timetable that a person can read in two languages, data, workshops, reasons."""

import json
import shutil
from pathlib import Path

import pytest

from tests.services.test_cohorts import SMALL
from trainingkit.cli import run

PLANT = Path(__file__).resolve().parents[1] / "samples" / "plant"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(PLANT, tmp_path / "kits")
    (folder / "plant-rights/workshops/small.yaml").write_text(SMALL, "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def impossible(kits: Path) -> None:
    text = SMALL.replace("to: 2026-12-11", "to: 2026-12-07").replace("t1: {}, t2: {}", "t1: {}")
    (kits / "plant-rights/workshops/small.yaml").write_text(text, "utf-8")


def test_a_timetable_in_spanish_and_in_english(kits: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    said = {}
    for language in ("es_MX.UTF-8", "en_US.UTF-8"):
        monkeypatch.setenv("LC_ALL", language)
        assert run(["cohorts", "small"]) == 0
        said[language[:2]] = capsys.readouterr().out
    assert "Una planta pequeña, del 7 al 11 de diciembre de 2026" in said["es"]
    assert "Una planta pequeña, from December 7 to 11, 2026" in said["en"]
    for language, day, after in (
        ("es", "lunes 7 de diciembre", "(8 de diciembre)"),
        ("en", "Monday, December 7", "(December 8)"),
    ):
        lines = said[language].splitlines()
        assert day in lines
        assert any(after in line for line in lines), "what begins after midnight says so"
        assert any(line.startswith("C01") and "06:00–07:30" in line for line in lines)
    assert "«<5»: menos de cinco." in said["es"]
    assert "not shown" in said["en"]
    assert "C02 tiene 4 personas" in said["es"]
    assert said["es"].count("\n") == said["en"].count("\n")


def test_a_timetable_as_data(kits: Path, capsys: Capture) -> None:
    assert run(["cohorts", "small", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["plan"], found["kit"]) == ("small", "plant-rights")
    first = found["cohorts"][0]
    assert first["meetings"] == [{"day": "2026-12-07", "from": "2026-12-07T06:00:00", "to": "2026-12-07T07:30:00"}]
    assert (first["code"], first["people"], first["lines"]) == ("C01", 9, {"all": 9})
    assert found["coverage"][-1] == {
        "track": "workers",
        "shift": "night",
        "line": "sew",
        "people": 130,
        "reached": 58,
        "percent": 44,
        "goal": 40,
    }
    small = next(each for each in found["coverage"] if (each["track"], each["shift"]) == ("supervisors", "night"))
    assert (small["people"], small["reached"], small["percent"]) == ("<5", "<5", None)
    assert {each["code"] for each in found["problems"]} == {"nobody-in-reserve", "cohort-below-minimum"}


def test_what_is_short_ends_with_one(kits: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    impossible(kits)
    monkeypatch.setenv("LC_ALL", "es_MX.UTF-8")
    assert run(["cohorts", "small"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("No hay un horario para small.")
    assert "small.yaml" in said
    assert "[goal-out-of-reach]" in said
    assert run(["cohorts", "small", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["cohorts"] is None
    assert found["coverage"] == []
    assert found["problems"][0]["code"] == "goal-out-of-reach"
    assert not (kits.parent / "out").exists()
    assert run(["cohorts", "small", "--out", "out"]) == 1
    assert not (kits.parent / "out").exists()


def test_workshops_are_written_once_and_replaced_only_when_asked(kits: Path, capsys: Capture) -> None:
    assert run(["cohorts", "small", "--out", "out"]) == 0
    assert "files written to out." in capsys.readouterr().out
    assert run(["cohorts", "small", "--out", "out"]) == 4
    captured = capsys.readouterr()
    assert "out already contains small-c01.yaml" in captured.err
    assert run(["cohorts", "small", "--out", "out", "--replace", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["replaced"] == found["files"]
    assert "coverage.csv" in found["files"]


def test_what_is_no_plan_and_what_does_not_exist(kits: Path, capsys: Capture) -> None:
    assert run(["cohorts", "floor"]) == 2
    assert "is not a plan of cohorts" in capsys.readouterr().err
    assert run(["cohorts", "plant-rights"]) == 2
    assert run(["cohorts", "nowhere"]) == 2
    assert run(["build", "small"]) == 2
    assert "is a plan of cohorts" in capsys.readouterr().err


def test_a_sample_of_tracks_that_never_meet_is_of_one_of_them(kits: Path, capsys: Capture) -> None:
    assert run(["build", "plant-rights"]) == 2
    assert "never share a room" in capsys.readouterr().err
    assert run(["build", "plant-rights", "--track", "office"]) == 2
    assert "has no track office" in capsys.readouterr().err
    assert run(["build", "floor", "--track", "workers"]) == 2
    assert "sets its own track" in capsys.readouterr().err
