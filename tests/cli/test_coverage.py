"""`trainingkit kits coverage`: the matrix, the sets, and that it says for whom it is."""

import json
from pathlib import Path

import pytest

from trainingkit.cli import run

TOP = Path(__file__).resolve().parents[2]
SIX = str(TOP / "tests/samples/six/six")

Capture = pytest.CaptureFixture[str]


def test_the_matrix_and_the_set_to_play(capsys: Capture) -> None:
    assert run(["kits", "coverage", SIX, "--choose", "4"]) == 0
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "For facilitators only: this reveals the decision in every case."
    assert "C4    gate       Otra vía primero     to be ruled out" in lines
    assert "Todavía no                               ●" in lines
    uncovered = (
        "letter, memo, audit-extract, code, survey, receipt, timecard, email, photo, transcript, ticket, cheque,"
        " court-order, list"
    )
    assert f"not covered: {uncovered}" in lines
    assert "  1. C1 assembly, C2 care, C3 contracts, C5 night (23 of 23)" in lines
    assert lines[-1] == "The groups have to rule these out, so they are never in a set: C4 gate, C6 twelve"


def test_without_a_number_nothing_is_proposed(capsys: Capture) -> None:
    assert run(["kits", "coverage", "six", "--kits", str(TOP / "tests/samples/six")]) == 0
    assert "Sets that cover" not in capsys.readouterr().out


def test_as_data(capsys: Capture) -> None:
    assert run(["kits", "coverage", SIX, "--choose", "2", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["kit"], said["for"]) == ("six", "facilitator")
    cases = {each["case"]: each for each in said["cases"]}
    assert [name for name, each in cases.items() if each["eliminated"]] == ["gate", "twelve"]
    assert cases["night"]["leverage"] == ["membership", "public-money"]
    assert cases["night"]["code"] == "C5"
    assert said["uncovered"]["decision"] == []
    assert "payslip" not in said["uncovered"]["exhibits"]
    assert said["sessions"] == [{"session": "decide", "objectives": ["decide"]}]
    assert [len(each["cases"]) for each in said["sets"]] == [2, 2, 2]
    assert said["sets"][0]["left_out"]["exhibits"]


def test_in_spanish(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_SV.UTF-8")
    assert run(["kits", "coverage", SIX, "--choose", "3"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Solo para facilitadoras")
    assert "sin cubrir: " in said


def test_too_many_are_asked_for(capsys: Capture) -> None:
    assert run(["kits", "coverage", SIX, "--choose", "5"]) == 2
    assert "4" in capsys.readouterr().err


def test_a_kit_that_cannot_be_read_is_answered_with_its_problems(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/kit.yaml").write_text("kit: [", encoding="utf-8")
    assert run(["kits", "coverage", str(tmp_path / "bad")]) == 1
    assert "kit.yaml" in capsys.readouterr().out
