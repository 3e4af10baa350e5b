"""`trainingkit kits readability`: the table, the sentences that cost most, and what goes beyond a budget."""

import json
import shutil
from pathlib import Path

import pytest

from trainingkit.cli import run

TOP = Path(__file__).resolve().parents[2]
WATER = TOP / "tests" / "samples" / "languages"
HARD = (
    "La implementación de procedimientos administrativos institucionalizados requiere responsabilidades"
    " interdepartamentales específicamente documentadas y corporativamente reevaluadas."
)

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(WATER, tmp_path / "kits")
    monkeypatch.chdir(tmp_path)
    return folder


def make_hard(kits: Path) -> None:
    """A handout in Spanish, beside the kit's English ones, that nobody reads with pleasure."""
    body = "".join(f"  p{number}: |\n    {HARD}\n" for number in range(8))
    path = kits / "water/modules/handouts/hard.yaml"
    path.write_text(f"title: Hoja\nlanguage: es\nbody:\n{body}", "utf-8")


def test_a_table_by_module_language_and_reader(kits: Path, capsys: Capture) -> None:
    assert run(["kits", "readability", "water"]) == 0
    shown = capsys.readouterr().out
    head, first, *_ = shown.split("\n")
    assert " ".join(head.split()) == "module language readers words sentences words/sentence score target rating"
    assert first.startswith("handouts/thirst")
    assert "too few words" in first
    assert "all modules" in shown
    assert "The hardest sentences, en:" in shown
    assert "handouts/thirst/body/" in shown
    assert "Nothing was measured in “ht”: it has no formula in locales/ht/usage.toml." in shown
    assert shown.rstrip().endswith("No problems.")


def test_what_goes_beyond_a_budget_is_a_warning(kits: Path, capsys: Capture) -> None:
    make_hard(kits)
    assert run(["kits", "readability", "water"]) == 0
    shown = capsys.readouterr().out
    row = next(line for line in shown.split("\n") if line.startswith("handouts/hard"))
    assert row.split()[-5:] == ["≥", "70", "very", "difficult", "✗"]
    assert "[text-too-hard]" in shown
    assert "water/modules/handouts/hard.yaml" in shown
    assert shown.rstrip().endswith("9 warnings")
    # and `kits check` says the same
    assert run(["kits", "check", "--json", "kits/water"]) == 1
    codes = [each["code"] for each in json.loads(capsys.readouterr().out)["problems"]]
    assert (codes.count("text-too-hard"), codes.count("sentence-too-hard")) == (1, 8)


def test_the_report_as_data(kits: Path, capsys: Capture) -> None:
    make_hard(kits)
    assert run(["kits", "readability", "water", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"passages", "whole", "unmeasured", "problems"}
    assert found["unmeasured"] == ["ht", "kek"]
    hard = next(each for each in found["passages"] if each["module"] == "handouts/hard")
    assert hard["worst"][0] == {"unit": "handouts/hard/body/p0", "words": 14, "score": 0.0, "sentence": HARD}
    assert {name: hard[name] for name in ("language", "readers", "words", "sentences", "grade", "keeps", "enough")} == {
        "language": "es",
        "readers": "workers",
        "words": 112,
        "sentences": 8,
        "grade": "very-difficult",
        "keeps": False,
        "enough": True,
    }
    assert hard["budget"] == {"score": 70, "words_per_sentence": 15}
    assert {each["module"] for each in found["whole"]} == {""}


def test_a_kit_that_cannot_be_read_is_not_measured(kits: Path, capsys: Capture) -> None:
    (kits / "water/agenda.yaml").write_text("days: [", "utf-8")
    assert run(["kits", "readability", "water"]) == 1
    assert "[file-cut-off]" in capsys.readouterr().out


def test_in_spanish(kits: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "es_SV.UTF-8")
    make_hard(kits)
    assert run(["kits", "readability", "water"]) == 0
    shown = capsys.readouterr().out
    assert "muy difícil" in shown
    assert "Las frases que más cuestan, es:" in shown
