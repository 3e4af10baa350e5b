"""`trainingkit build`, from the command line down to the folder: files, manifest, gaps, drafts, what is replaced."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

from trainingkit.cli import run
from trainingkit.storage.publishing import publication

pytestmark = pytest.mark.slow

TOP = Path(__file__).resolve().parents[2]
WATER = TOP / "tests" / "samples" / "languages"
Capture = pytest.CaptureFixture[str]
HANDOUT = ("--document", "handout")


@pytest.fixture
def kits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = shutil.copytree(WATER, tmp_path / "kits")
    about = folder / "water" / "kit.yaml"
    about.write_text(about.read_text("utf-8").replace("[es, en, ht, kek]", "[es, en]"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def manifest(folder: Path) -> list[dict[str, object]]:
    found = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert list(found) == ["files"]
    return [dict(each) for each in found["files"]]


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def letters(text: str) -> str:
    """Without what a line that breaks puts in between."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def test_a_kit_alone_in_every_language_with_everything(kits: Path, capsys: Capture) -> None:
    assert run(["build", "water", "--out", "out"]) == 0
    said = capsys.readouterr()
    files = manifest(Path("out"))
    assert {each["document"] for each in files} == {"agenda", "workbook", "guide", "handout", "packing-list"}
    assert {each["language"] for each in files} == {"es", "en"}
    for each in files:
        path = Path("out") / str(each["path"])
        assert hashlib.sha256(path.read_bytes()).hexdigest() == each["sha256"]
        with pypdfium2.PdfDocument(path) as pdf:
            assert len(pdf) == each["pages"]
        assert list(each) == ["path", "document", "language", "paper", "ink", "pages", "audience", "sha256"]
    assert "es/05-tener-sed-no-es-una-falta_es_letter.pdf" in {each["path"] for each in files}
    assert {each["audience"] for each in files if each["document"] == "guide"} == {"facilitator"}
    # the forecast comes first, then one line for each file, and no bar where there is no terminal
    lines = said.err.splitlines()
    assert "sheets" in lines[0]
    assert [line.split()[0] for line in lines[2:]] == [f"{n}/{len(files)}" for n in range(1, len(files) + 1)]
    assert said.out.splitlines()[0].split() == ["file", "document", "language", "pages", "copies", "sheets"]


def test_the_packing_list_holds_every_file_of_its_run(kits: Path) -> None:
    assert run(["build", "water", "--out", "out", "--language", "es"]) == 0
    packing = next(each for each in manifest(Path("out")) if each["document"] == "packing-list")
    text = letters(words(Path("out") / str(packing["path"])))
    for each in manifest(Path("out")):
        if each is not packing and each["document"] != "packing-list":
            assert letters(str(each["path"]).rpartition("/")[2]) in text


def test_papers_inks_and_languages(kits: Path) -> None:
    options = ("--paper", "letter", "--paper", "a4", "--ink", "colour", "--ink", "black", "--language", "en")
    assert run(["build", "water", *HANDOUT, *options]) == 0
    names = {str(each["path"]) for each in manifest(Path("build"))}
    stem = "en/05-being-thirsty-is-no-offence_en_"
    assert names == {f"{stem}{end}.pdf" for end in ("letter", "a4", "letter_black", "a4_black")}


def test_the_same_inputs_give_the_same_bytes(kits: Path) -> None:
    for out in ("one", "two"):
        assert run(["build", "water", "--out", out]) == 0
    assert run(["build", "water", "--out", "two"]) == 0
    assert tree(Path("one")) == tree(Path("two"))


@pytest.mark.parametrize("typed", ["es_SV.UTF-8", "ES", "es-mx"])
def test_the_nearest_language_is_built_and_said_once(kits: Path, typed: str, capsys: Capture) -> None:
    assert run(["build", "water", *HANDOUT, "--language", typed]) == 0
    assert capsys.readouterr().err.count(f"{typed}: building es.") == 1
    assert [each["language"] for each in manifest(Path("build"))] == ["es"]


def test_a_gap_stops_its_documents_and_no_others(kits: Path, capsys: Capture) -> None:
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    handout.write_text(handout.read_text("utf-8").replace("y cerca", "y muy cerca"), "utf-8")
    assert run(["build", "water", "--out", "out", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    (problem,) = said["problems"]
    assert (problem["code"], problem["unit"].partition("/body")[0]) == ("stale-translation", "handouts/thirst")
    assert problem["file"] == "kits/water/modules/handouts/thirst.yaml"
    made = {(each["language"], each["document"]) for each in manifest(Path("out"))}
    assert ("es", "handout") in made
    assert ("en", "handout") not in made
    assert ("en", "agenda") in made
    assert not any(document == "packing-list" for _, document in made)  # it would not hold every file


def test_a_draft_is_marked_on_every_page(kits: Path) -> None:
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    handout.write_text(handout.read_text("utf-8").replace("y cerca", "y muy cerca"), "utf-8")
    assert run(["build", "water", *HANDOUT, "--language", "en", "--draft"]) == 0
    (entry,) = manifest(Path("build"))
    with pypdfium2.PdfDocument(Path("build") / str(entry["path"])) as pdf:
        assert all("DRAFT" in page.get_textpage().get_text_range() for page in pdf)


def test_errors_of_the_kit_stop_everything(kits: Path, capsys: Capture) -> None:
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    handout.write_text(handout.read_text("utf-8") + "colour: red\n", "utf-8")
    assert run(["build", "water", "--out", "out", "--draft"]) == 1
    assert "unknown-field" in capsys.readouterr().out
    assert not Path("out").exists()


def test_an_error_between_files_stops_everything_too(kits: Path, capsys: Capture) -> None:
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    handout.write_text(handout.read_text("utf-8").replace("No pregunte nombres", "No pregunte por {nobody}"), "utf-8")
    assert run(["build", "water", "--out", "out", "--draft"]) == 1
    assert "unknown-slot" in capsys.readouterr().out
    assert not Path("out").exists()


def test_how_texts_are_written_is_asked_of_authors_and_of_no_build(kits: Path, capsys: Capture) -> None:
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    handout.write_text(handout.read_text("utf-8").replace("No pregunte nombres", "No preguntes nombres"), "utf-8")
    assert run(["build", "water", *HANDOUT, "--language", "es", "--out", "out"]) == 0
    assert "other-register" not in capsys.readouterr().out
    run(["kits", "check", str(kits / "water")])
    assert "other-register" in capsys.readouterr().out


def test_earlier_files_of_other_languages_stay(kits: Path) -> None:
    assert run(["build", "water", *HANDOUT, "--language", "es"]) == 0
    assert run(["build", "water", *HANDOUT, "--language", "en"]) == 0
    assert [each["language"] for each in manifest(Path("build"))] == ["en", "es"]


def test_a_renamed_document_leaves_no_second_file(kits: Path) -> None:
    assert run(["build", "water", *HANDOUT, "--language", "es"]) == 0
    handout = kits / "water" / "modules" / "handouts" / "thirst.yaml"
    text = handout.read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    handout.write_text(text.replace(title, "title: Otro nombre"), "utf-8")
    assert run(["build", "water", *HANDOUT, "--language", "es"]) == 0
    assert [each["path"] for each in manifest(Path("build"))] == ["es/05-otro-nombre_es_letter.pdf"]
    assert set(tree(Path("build"))) == {"manifest.json", "es/05-otro-nombre_es_letter.pdf"}


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_one_page_case_that_needs_two_is_named_by_its_text_and_by_how_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, paper: str
) -> None:
    kits = shutil.copytree(TOP / "tests" / "kits", tmp_path / "kits")
    case = kits / "small" / "modules" / "cases" / "child-care.yaml"
    text = case.read_text("utf-8")
    case.write_text(text.replace("        Piden una sala.\n", "        " + "Piden una sala. " * 250 + "\n"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["build", "example", "--document", "workbook", "--paper", paper, "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["code"], problem["unit"]) == ("does-not-fit", "cases/child-care/narrative/one-page")
    assert problem["file"] == "kits/small/modules/cases/child-care.yaml"
    line = text.splitlines()[problem["line"] - 1]
    assert line.strip() == "one-page:"
    assert re.search(r"\d+ mm", problem["message"])


def test_a_foreign_file_stops_the_build_before_it_begins(kits: Path, capsys: Capture) -> None:
    mine = Path("build/es/05-tener-sed-no-es-una-falta_es_letter.pdf")
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    assert run(["build", "water", *HANDOUT, "--language", "es"]) == 4
    assert str(mine.relative_to("build")) in capsys.readouterr().err
    assert tree(Path("build")) == {str(mine.relative_to("build")): b"mine"}


def test_a_busy_folder_is_5(kits: Path) -> None:
    with publication(Path("build")):
        assert run(["build", "water", *HANDOUT]) == 5


def test_a_file_for_a_folder_is_2(kits: Path) -> None:
    Path("build").write_text("")
    assert run(["build", "water", *HANDOUT]) == 2


def test_nothing_to_build_is_2(kits: Path, capsys: Capture) -> None:
    assert run(["build", "water", "--document", "reply"]) == 2
    assert "reply" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc, which nobody can write into")
def test_a_folder_that_cannot_be_made_is_4(kits: Path) -> None:
    assert run(["build", "water", *HANDOUT, "--out", "/proc/trainingkit"]) == 4


def test_the_price_of_a_side(kits: Path, capsys: Capture) -> None:
    assert run(["build", "water", *HANDOUT, "--language", "es", "--price", "0.25"]) == 0
    said = capsys.readouterr()
    assert "$0.25" in said.err
    assert "$0.25" in said.out


def test_kill_9_in_the_middle_leaves_the_old_files(kits: Path, tmp_path: Path) -> None:
    assert run(["build", "water", *HANDOUT, "--out", "out"]) == 0
    before = tree(Path("out"))
    command = [sys.executable, "-m", "trainingkit", "build", "water", "--out", "out", "--draft"]
    environ = {**os.environ, "PYTHONPATH": str(TOP)}
    with subprocess.Popen(
        command, env=environ, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stderr is not None
        while not process.stderr.readline().startswith("3/"):
            assert process.poll() is None
        process.send_signal(signal.SIGKILL)
    visible = {path: data for path, data in tree(Path("out")).items() if not path.startswith(".")}
    assert visible == before
    time.sleep(0.2)
    assert run(["build", "water", *HANDOUT, "--out", "out"]) == 0
    assert tree(Path("out")) == before


def test_a_workshop_by_id_is_built_for_its_own_paper_and_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kits = shutil.copytree(TOP / "tests" / "kits", tmp_path / "kits")
    workshop = kits / "small" / "workshops" / "example.yaml"
    workshop.write_text(workshop.read_text("utf-8").replace("paper: letter", "paper: a4"), "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["build", "example", "--document", "agenda"]) == 0
    assert [each["path"] for each in manifest(Path("build"))] == ["es/01-agenda_es_a4.pdf"]
