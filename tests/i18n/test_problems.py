"""Sentences about problems: every code has one, a heading in the docs, and Spanish with the same details."""

import ast
from pathlib import Path

import pytest

from trainingkit.errors import Problem
from trainingkit.i18n.catalogues import messages_for, placeholders
from trainingkit.i18n.problem_words import WORDS
from trainingkit.i18n.problempage import problem_page
from trainingkit.i18n.problems import SENTENCES, sentence_of

TOP = Path(__file__).resolve().parents[2]

# Calls whose first text is the code of a problem.
MAKERS = {"Problem", "Fault", "note", "refuse"}


def codes_in(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        first = node.args[0]
        if name in MAKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
            found.add(first.value)
    return found


def test_every_code_in_the_source_has_a_sentence() -> None:
    used = {code: path.name for path in sorted((TOP / "trainingkit").rglob("*.py")) for code in codes_in(path)}
    assert len(used) > 80
    assert {code: file for code, file in used.items() if code not in SENTENCES} == {}


def test_the_reference_page_is_current() -> None:
    page = (TOP / "docs/problems.md").read_text(encoding="utf-8")
    assert page == problem_page(), "run `make docs`"
    headings = {line.removeprefix("### ") for line in page.split("\n") if line.startswith("### ")}
    assert headings == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_spanish_says_the_same(code: str) -> None:
    spanish = messages_for("es").say
    sentence = SENTENCES[code]
    for message in filter(None, (sentence.title, sentence.message, sentence.fix, sentence.near)):
        values = {name: f"{{{name}}}" for name in placeholders(message)}
        said = spanish(message, **values)
        assert said != message or message.startswith("«"), message
        assert placeholders(said) == placeholders(message)


def test_the_nearest_name_takes_the_place_of_the_general_advice() -> None:
    details = {"field": "titel", "options": "title", "nearest": "title"}
    assert sentence_of(Problem("unknown-field", details=details), str)[1] == "Did you mean «title»?"
    without = sentence_of(Problem("unknown-field", details={**details, "nearest": ""}), str)
    assert without == ("There is no field «titel» here. There are: title.", "Write one of these, or delete the line.")


def test_words_of_ours_are_said_and_words_of_authors_stay() -> None:
    problem = Problem("unknown-name", details={"value": "rooms", "kind": "rooms", "nearest": ""})
    message, _ = sentence_of(problem, str)
    assert message == f"There is no «rooms» among {WORDS['rooms']}."


def test_a_code_without_a_sentence_is_said_by_its_name() -> None:
    message, fix = sentence_of(Problem("brand-new"), str)
    assert "brand-new" in message
    assert fix


def test_slots_in_details_are_not_filled() -> None:
    problem = Problem("unknown-slot", details={"slot": "{marca}", "nearest": ""})
    assert "{marca}" in sentence_of(problem, str)[0]
