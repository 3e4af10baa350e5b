"""`trainingkit kits adapt | drift | adopt | keep` as scripts and people use them."""

import json
from pathlib import Path

import pytest

from tests.content.family import edit, make_library
from trainingkit.cli import run

Captured = pytest.CaptureFixture[str]
PLACE = "cases/child-care/place"


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_library(tmp_path / "library")
    monkeypatch.setenv("TRAININGKIT_KITS", str(folder))
    return folder


@pytest.fixture
def night(kits: Path, capsys: Captured) -> Path:
    assert run(["kits", "adapt", "small", "night", "--by", "Equipo", "--title", "De noche"]) == 0
    assert "In it, write only what differs." in capsys.readouterr().out
    kit = kits / "night/kit.yaml"
    kit.write_text(kit.read_text("utf-8") + f"change:\n  {PLACE}: Otro lugar\n", "utf-8")
    return kits / "night"


def change_upstream(kits: Path) -> None:
    edit(kits / "small/modules/cases/child-care.yaml", "Un municipio inventado", "Un municipio que no existe")


def test_drift_is_told_word_by_word(kits: Path, night: Path, capsys: Captured) -> None:
    assert run(["kits", "keep", "night", "--all"]) == 0
    change_upstream(kits)
    capsys.readouterr()
    assert run(["kits", "drift", "night"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "night",
        f"  {PLACE} (es): changed in the original kit",
        "    original kit: Un municipio [-inventado-]{+que no existe+}",
        "    here: Otro lugar",
        "1 change is waiting.",
        "Decide on each one: trainingkit kits adopt night ADDRESS, or keep night ADDRESS.",
    ]


def test_drift_of_all_adaptations_in_spanish(
    kits: Path, night: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "es_SV.UTF-8")
    assert run(["kits", "keep", "night", "--all"]) == 0
    change_upstream(kits)
    capsys.readouterr()
    assert run(["kits", "drift"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["night", f"  {PLACE} (es): cambió en el kit de origen"]
    assert lines[-2] == "Espera un cambio."


def test_a_decision_and_what_it_answers(kits: Path, night: Path, capsys: Captured) -> None:
    assert run(["kits", "keep", "night", "--all"]) == 0
    change_upstream(kits)
    capsys.readouterr()
    assert run(["kits", "drift", "night", "--json"]) == 0
    (waits,) = json.loads(capsys.readouterr().out)["drifts"]
    assert (waits["kit"], waits["unit"], waits["kind"], waits["here"]) == ("night", PLACE, "changed", "Otro lugar")
    assert run(["kits", "adopt", "night", PLACE]) == 0
    assert capsys.readouterr().out == f"{PLACE}\n"
    assert "Otro lugar" not in (night / "kit.yaml").read_text("utf-8")
    assert run(["kits", "drift", "night"]) == 0
    assert capsys.readouterr().out.splitlines() == ["night", "Nothing is waiting for a decision."]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["keep", "night"], 2, "Give either the ADDRESS to decide on or --all."),
        (["keep", "night", PLACE, "--all"], 2, "Give either the ADDRESS to decide on or --all."),
        (
            ["keep", "night", "cases/child-care/plaza"],
            2,
            "Nothing is waiting for a decision at cases/",
        ),
        (["drift", "small"], 2, "small does not adapt another kit"),
        (["adapt", "small", "night"], 4, "already exists; nothing was changed"),
        (["adapt", "small", "Mi kit"], 2, "Use lowercase letters, digits and hyphens: mi-kit."),
        (
            ["adapt", "small", "other", "--country", "xx"],
            2,
            "valid value for --country. Accepted values: sv.",
        ),
        (["adapt", "nothing", "other"], 2, "There is no kit called nothing"),
    ],
)
def test_what_makes_no_sense_is_answered(
    night: Path, capsys: Captured, arguments: list[str], status: int, said: str
) -> None:
    assert run(["kits", *arguments]) == status
    assert said in capsys.readouterr().err


def test_a_faulty_adaptation_names_its_problems(night: Path, capsys: Captured) -> None:
    edit(night / "kit.yaml", PLACE, "cases/child-care/plaza")
    assert run(["kits", "drift", "night"]) == 1
    assert "night/kit.yaml" in capsys.readouterr().out


def test_show_says_what_a_kit_adapts(night: Path, capsys: Captured) -> None:
    assert run(["kits", "show", "night"]) == 0
    assert "adapts: small 1.10" in capsys.readouterr().out.splitlines()
    assert run(["kits", "show", "small", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["adapts"] == []
