"""`trainingkit kits`: lists, one kit, every problem with its file and line."""

import json
import shutil
from pathlib import Path

import pytest

from trainingkit.cli import run

TOP = Path(__file__).resolve().parents[2]
WATER = TOP / "tests" / "samples" / "languages"
SMALL = TOP / "tests" / "kits"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(WATER, tmp_path / "kits")
    about = folder / "water" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("[es, en, ht, kek]", "[es, en]"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def data(capsys: Capture) -> dict[str, list[dict[str, object]]]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_the_kits_of_this_folder_of_the_variable_and_of_the_option(
    kits: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert run(["kits", "list"]) == 0
    assert "Water at work" in capsys.readouterr().out
    monkeypatch.setenv("TRAININGKIT_KITS", str(SMALL))
    assert run(["kits", "list"]) == 0
    assert "Un kit pequeño" in capsys.readouterr().out
    for arguments in (["--kits", str(kits), "kits", "list"], ["kits", "list", "--kits", str(kits)]):
        assert run(arguments) == 0
        assert "Water at work" in capsys.readouterr().out


def test_a_list_as_data(kits: Path, capsys: Capture) -> None:
    assert run(["kits", "list", "--json"]) == 0
    assert data(capsys)["kits"] == [
        {
            "kit": "water",
            "title": "Water at work",
            "edition": "1",
            "languages": ["es", "en"],
            "sessions": 0,
            "cases": 0,
            "workshops": [],
            "errors": 0,
        }
    ]


def test_a_faulty_kit_is_still_listed(kits: Path, capsys: Capture) -> None:
    (kits / "water" / "kit.yaml").write_text("kit: [", encoding="utf-8")
    assert run(["kits", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split()[0] == "water"


def test_show_says_codes_and_where_words_come_from(capsys: Capture) -> None:
    assert run(["kits", "show", "small", "--kits", str(SMALL), "--json"]) == 0
    shown = data(capsys)
    origins = {str(each["word"]): each["from"] for each in shown["words"]}
    assert origins["participants"] == "kit"
    assert origins["workplace"] == "sector"
    assert "country" in origins.values()
    kinds = {(each["kind"], each["id"]) for each in shown["modules"]}
    assert ("cases", "child-care") in kinds
    assert all(str(each["code"]).startswith("S-") for each in shown["modules"])
    assert run(["kits", "show", str(SMALL / "small")]) == 0
    text = capsys.readouterr().out
    assert all(str(each["code"]) in text for each in shown["modules"])


@pytest.mark.parametrize("place", ["water", "kits/water", "./kits/water/", "."])
def test_a_kit_by_id_and_by_path(kits: Path, place: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    if place == ".":
        monkeypatch.chdir(kits / "water")
    assert run(["kits", "show", place]) == 0
    assert "water" in capsys.readouterr().out


def test_clean_kits_have_no_problems(capsys: Capture) -> None:
    assert run(["kits", "check", "--kits", str(SMALL)]) == 0
    assert capsys.readouterr().out == "No problems.\n"
    assert run(["kits", "check", str(SMALL / "small"), "--json"]) == 0
    assert data(capsys) == {"problems": []}


def spoil(kits: Path) -> None:
    """Three faults in two files, and a gap in a translation."""
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    handout.write_text(handout.read_text("utf-8") + "colour: red\n", "utf-8")
    (kits / "water" / "modules" / "handouts" / "bad.yaml").write_text("title: A\ntitle: B\n\tbody: x\n", "utf-8")


def test_every_problem_with_file_line_and_a_way_to_mend_it(kits: Path, capsys: Capture) -> None:
    spoil(kits)
    assert run(["kits", "check", "--json"]) == 1
    problems = data(capsys)["problems"]
    assert {str(each["file"]) for each in problems} == {
        "kits/water/modules/handouts/thirst.yaml",
        "kits/water/modules/handouts/bad.yaml",
    }
    for each in problems:
        assert list(each) == ["code", "severity", "file", "line", "unit", "message", "fix"]
        assert isinstance(each["line"], int)
        assert each["message"]
        assert each["fix"]
    codes = {each["code"] for each in problems}
    assert run(["kits", "check"]) == 1
    text = capsys.readouterr().out
    assert all(f"[{code}]" in text for code in codes)
    assert "kits/water/modules/handouts/bad.yaml" in text.splitlines()


def test_problems_in_spanish(kits: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    spoil(kits)
    run(["kits", "check", "--json"])
    english = {each["message"] for each in data(capsys)["problems"]}
    monkeypatch.setenv("LC_ALL", "es_SV.UTF-8")
    run(["kits", "check", "--json"])
    assert english.isdisjoint({each["message"] for each in data(capsys)["problems"]})


def test_one_file_alone(kits: Path, capsys: Capture) -> None:
    spoil(kits)
    assert run(["kits", "check", "kits/water/modules/handouts/thirst.yaml", "--json"]) == 1
    assert {str(each["file"]).rpartition("/")[2] for each in data(capsys)["problems"]} == {"thirst.yaml"}
    assert run(["kits", "check", "kits/water/kit.yaml"]) == 0


def test_warnings_alone_are_no_failure(kits: Path, capsys: Capture) -> None:
    (kits / "water" / "media").mkdir()
    (kits / "water" / "media" / "forgotten.svg").write_text("<svg/>", "utf-8")
    assert run(["kits", "check"]) == 0
    assert "1 warning" in capsys.readouterr().out


def test_many_gaps_are_counted_where_a_person_reads_and_listed_for_scripts(kits: Path, capsys: Capture) -> None:
    (kits / "water" / "translations" / "en.po").unlink()
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    more = "".join(f"  more-{number}: |\n    Palabras.\n" for number in "abcdef")
    handout.write_text(handout.read_text("utf-8").replace("body:\n", f"body:\n{more}"), "utf-8")
    assert run(["kits", "check"]) == 1
    assert "texts have no translation into en" in capsys.readouterr().out
    assert run(["kits", "check", "--json"]) == 1
    gaps = [each for each in data(capsys)["problems"] if each["code"] == "missing-translation"]
    assert len(gaps) > 3
    assert all(each["unit"] for each in gaps)


def test_an_agenda_that_does_not_fit_is_a_problem(tmp_path: Path, capsys: Capture) -> None:
    kits = shutil.copytree(SMALL, tmp_path / "kits")
    agenda = kits / "small" / "agenda.yaml"
    agenda.write_text(agenda.read_text("utf-8").replace("minutes: 60", "minutes: 600"), "utf-8")
    assert run(["kits", "check", str(kits), "--json"]) == 1
    (problem,) = data(capsys)["problems"]
    assert problem["code"] == "day-overrun"
    assert str(problem["file"]).endswith("small/agenda.yaml")
    assert problem["line"]


def test_a_link_that_leads_nowhere_inside_a_kit(kits: Path) -> None:
    (kits / "water" / "modules" / "handouts" / "gone.yaml").symlink_to("nowhere.yaml")
    assert run(["kits", "check"]) == 4
