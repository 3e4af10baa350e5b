"""`trainingkit fit`: proposals for a person and as data, one written down, and what is said when none fits."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from trainingkit.cli import run

TOP = Path(__file__).resolve().parents[2]
SMALL = TOP / "tests" / "kits"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(SMALL, tmp_path / "kits")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    return folder


def data(capsys: Capture) -> dict[str, Any]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_for_a_person(kits: Path, capsys: Capture) -> None:
    assert run(["fit", "small", "--minutes", "60"]) == 0
    said = capsys.readouterr()
    assert said.out == (
        "Proposal 1: 60 minutes, including 0 for breaks, plus 0 minutes for meals\n\n"
        "Day 1: El día\n"
        "time   min  what\n"
        "08:30   20  Bienvenida\n"
        "08:50   30  La reunión\n"
        "09:20   10  Hoja\n"
        "09:30       end\n\n"
        "Nothing is lost.\n"
    )
    assert said.err == (
        "No other agendas fit and differ by a session of at least half an hour: 1 of 3.\n"
        "In this kit's own agenda, no case goes through the whole cycle (read, decide, prepare, play, reply, decide"
        " again), so none was kept.\n"
    )


def test_in_spanish(kits: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setenv("LC_ALL", "es_SV.UTF-8")
    assert run(["fit", "small", "--minutes", "45"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "Propuesta 1: 45 minutos, 0 de ellos en recesos; aparte, 0 minutos de comida\n\nDía 1: El día\n"
    )
    assert said.endswith("Qué se pierde\n- Queda fuera «Hoja».\n")


def test_as_data(kits: Path, capsys: Capture) -> None:
    assert run(["fit", "small", "--minutes", "40", "--json"]) == 0
    found = data(capsys)
    assert (found["kit"], found["minutes"], found["days"], found["written"]) == ("small", 40, 1, None)
    (proposal,) = found["proposals"]
    assert {
        name: proposal[name] for name in ("number", "variant", "minutes", "pause_minutes", "meal_minutes", "cases")
    } == {
        "number": 1,
        "variant": None,
        "minutes": 40,
        "pause_minutes": 0,
        "meal_minutes": 0,
        "cases": ["child-care"],
    }
    (day,) = proposal["days"]
    assert [
        (each["subject"], each["minutes"], each["ideal"], each["starts_at"], each["ends_at"]) for each in day["items"]
    ] == [
        ("welcome", 15, 15, "08:30", "08:45"),
        ("meeting", 25, 30, "08:45", "09:10"),
    ]
    assert proposal["lost"]["minutes"] == [{"session": "meeting", "minutes": 25, "ideal": 30}]
    assert proposal["lost"]["others"] == ["Hoja"]


def test_one_is_written(kits: Path, capsys: Capture) -> None:
    arguments = ["fit", "small", "--minutes", "60", "--write", "one-hour.yaml", "--choose", "1"]
    assert run(arguments) == 0
    assert capsys.readouterr().out.endswith("\none-hour.yaml contains proposal 1.\n")
    text = Path("one-hour.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Made by `trainingkit fit`. Fill in the dates (from, to), the place, your people and your groups.\n"
    )
    assert run([*arguments, "--json"]) == 0
    assert data(capsys)["written"] == "one-hour.yaml"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["nothing", "--minutes", "60"], 2, "There is no kit called nothing."),
        (["small"], 2, "--minutes is missing."),
        (["small", "--minutes", "many"], 2, "--minutes does not accept this value."),
        (
            ["small", "--minutes", "0"],
            2,
            "An agenda cannot be made for 0 minutes (days: 1). It must be from 5 to 720 minutes.",
        ),
        (["small", "--minutes", "60", "--days", "99"], 2, "An agenda cannot have 99 days."),
        (["small", "--minutes", "60", "--choose", "1"], 2, "Name the file with --write."),
        (["small", "--minutes", "60", "--write", "a.yaml"], 2, "Use --choose to say which proposal to write."),
        (["small", "--minutes", "60", "--write", "a.yaml", "--choose", "3"], 2, "There is no proposal 3."),
        (["small", "--minutes", "60", "--write", "kits", "--choose", "1"], 2, "cannot be a workshop file"),
    ],
)
def test_what_cannot_be_understood(kits: Path, capsys: Capture, arguments: list[str], status: int, said: str) -> None:
    assert run(["fit", *arguments]) == status
    heard = capsys.readouterr()
    assert said in heard.err
    assert heard.out == ""
    assert not Path("a.yaml").exists()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "does not fit in 25 minutes (days: 1). The shortest possible",
        ),
        (
            "es",
            "no cabe en 25 minutos (días: 1). El menor tiempo posible es de 30 minutos. Lleva las sesiones",
        ),
    ],
)
def test_an_impossible_wish_is_a_problem_of_content(
    kits: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, language: str, said: str
) -> None:
    monkeypatch.setenv("LC_ALL", language)
    assert run(["fit", "small", "--minutes", "25"]) == 1
    assert said in capsys.readouterr().out
    assert run(["fit", "small", "--minutes", "25", "--json"]) == 1
    (problem,) = data(capsys)["problems"]
    assert (problem["code"], problem["file"]) == ("no-agenda-fits", "kits/small/agenda.yaml")


@pytest.mark.slow
def test_what_is_written_is_built(kits: Path, capsys: Capture) -> None:
    assert run(["fit", "small", "--minutes", "60", "--write", "one-hour.yaml", "--choose", "1"]) == 0
    assert run(["build", "one-hour.yaml", "--document", "agenda", "--out", "out"]) == 0
    capsys.readouterr()
    assert list(Path("out").rglob("*agenda*.pdf"))
