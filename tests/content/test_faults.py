"""One run over a library with one fault of every kind names each, with file and line, and nothing else."""

import ast
import re
from pathlib import Path

import pytest

from tests.content.faults import BETWEEN, FAULTS, MEDIA, SAMPLES, make_library
from trainingkit.content.glyphchecks import check_glyphs
from trainingkit.content.library import read_kit, read_library
from trainingkit.errors import Problem
from trainingkit.i18n.problems import SENTENCES, sentence_of
from trainingkit.i18n.problems_in_cohorts import SENTENCES as IN_COHORTS
from trainingkit.i18n.problems_in_documents import SENTENCES as IN_DOCUMENTS
from trainingkit.i18n.problems_in_fit import SENTENCES as IN_FIT
from trainingkit.i18n.problems_in_language import SENTENCES as IN_LANGUAGE
from trainingkit.i18n.problems_in_reuse import SENTENCES as IN_REUSE
from trainingkit.rendering.fonts import missing_glyphs

TOP = Path(__file__).resolve().parents[2]

Found = set[tuple[str, str, int]]

# Codes that no file in that folder gives, and the tests that show them.
ELSEWHERE = {
    "file-unreadable": "test_yamlfile.test_a_file_that_cannot_be_opened",
    "more-problems": "test_library.test_many_problems_are_counted",
    "shape-differs": "test_checks.test_a_decoy_looks_like_the_others",
    "look-up-too-old": "test_fictionchecks.test_a_look_up_grows_old",
    "nobody-takes-care": "test_playchecks.test_a_workshop_that_plays_what_hurts_has_somebody_who_cares",
    "nowhere-to-refer": "test_playchecks.test_a_workshop_that_plays_what_hurts_has_somebody_who_cares",
    "referral-missing": "test_playchecks.test_where_to_turn_to_is_named_and_was_asked",
    "referral-unconfirmed": "test_playchecks.test_where_to_turn_to_is_named_and_was_asked",
    "moved-sector": "test_residuechecks.test_a_workshop_of_another_sector",
    "drawing-unused": "test_checks.test_a_drawing_that_nothing_uses",
    "pack-lacks": "test_packchecks.test_a_pack_that_lacks_words_or_topics_names_them_all",
    "law-without-source": "test_packchecks.test_verified_law_names_its_source",
    "law-expired": "test_packchecks.test_law_past_its_review_date_is_said_of_each_workshop_at_its_date",
    "bad-picture": "test_workshopfile.test_a_logo_is_written_in_lines_and_a_picture_of_others_is_refused",
    "fact-not-local": "test_packchecks.test_a_value_that_cannot_be_one_is_said_at_its_line",
}
OF_OTHERS = re.compile(
    "po-|form-|moved-|too-(many|few)-days|(below|above)-m|anchor-|day-|group"
    "|(missing-minutes|unknown-anchor|wrong-order|missing-prerequisite|hour-left-out)$"
)
"""Sentences about catalogues, moves, agendas and casting: their tests stand beside those modules, as those about tracks
and pages do."""


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, ...]:
    readings, found = read_library(make_library(tmp_path_factory.mktemp("faults")))
    glyphs = (problem for reading in readings for problem in check_glyphs(reading, missing_glyphs, "Andika"))
    return (*found, *glyphs)


def expected() -> Found:
    from_files = {(code, fault.path, line) for fault in FAULTS for code, line in fault.expected}
    from_drawings = {(code, f"small/media/{name}.svg", line) for name, _, (code, line) in MEDIA}
    return from_files | from_drawings | BETWEEN


def placed(problems: tuple[Problem, ...]) -> Found:
    return {(each.code, each.place.file, each.place.line) for each in problems if each.place}


def test_each_fault_is_named_with_file_and_line(problems: tuple[Problem, ...]) -> None:
    assert expected() - placed(problems) == set()


def test_nothing_else_is_named(problems: tuple[Problem, ...]) -> None:
    # The other kit promises a language that it is not translated into: each of its texts is a gap.
    rest = {each for each in placed(problems) - expected() if each[0] != "missing-translation"}
    assert rest == set()
    gaps = {each.place.file for each in problems if each.code == "missing-translation" and each.place}
    assert gaps == {
        "other/kit.yaml",
        *(f"_shared/{name}.yaml" for name in ("countries/sv", "sectors/garment", "standards")),
    }


def test_every_problem_has_a_place_and_a_sentence(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        assert problem.place, problem
        message, fix = sentence_of(problem, str)
        assert fix
        unfilled = re.findall(r"\{(\w+)\}", message)
        assert set(unfilled) <= {"marca"}, (problem.code, message)


def test_every_row_of_the_catalogue_that_is_a_fault_is_there() -> None:
    rows = {found[1] for fault in FAULTS if (found := re.search(r"bi-(\d{3})", fault.path + fault.row))}
    files = {"007", "029"}  # these are files of another kind
    wanted = """
        001 002 003 007 008 009 011 012 013 014 015 017 018 019 022 023 024 025 026 027 028 029 030 035 037 038 039 040
    """
    assert set(wanted.split()) - rows - files == set()


def test_every_code_has_a_fault_or_a_test(problems: tuple[Problem, ...]) -> None:
    shown = {problem.code for problem in problems} | set(ELSEWHERE)
    of_others = set(IN_COHORTS) | set(IN_DOCUMENTS) | set(IN_FIT) | set(IN_LANGUAGE) | set(IN_REUSE)
    assert {code for code in SENTENCES if code not in shown | of_others and not OF_OTHERS.match(code)} == set()


def test_the_tests_named_elsewhere_exist() -> None:
    for name in ELSEWHERE.values():
        module, _, function = name.partition(".")
        tree = ast.parse((Path(__file__).parent / f"{module}.py").read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_clean_library_has_no_problems() -> None:
    readings, problems = read_library(SAMPLES)
    assert problems == ()
    assert [reading.kit is not None for reading in readings] == [True]
    assert list(readings[0].workshops) == ["example"]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("\n", "  \n"),
    ],
    ids=["windows", "old mac", "byte order mark", "no last line end", "trailing spaces"],
)
def test_other_ways_of_saving_are_accepted(tmp_path: Path, change: object) -> None:
    assert callable(change)
    for path in SAMPLES.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(SAMPLES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(change(path.read_text(encoding="utf-8")).encode())
    (tmp_path / "small/media").mkdir()
    (tmp_path / "small/media/room.svg").write_bytes((SAMPLES / "small/media/room.svg").read_bytes())
    plain, changed = read_kit(SAMPLES / "small"), read_kit(tmp_path / "small")
    assert changed.everything == ()
    assert changed.kit
    assert plain.kit
    assert changed.kit.handouts["accepted"].licence == "0050377"
    assert changed.kit.cases["child-care"].facts == plain.kit.cases["child-care"].facts
