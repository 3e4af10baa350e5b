"""What the pages of a workshop say of a problem: in the words of people who write no files, in both languages."""

import ast
import re
from pathlib import Path

import pytest

from trainingkit.errors import Problem
from trainingkit.i18n.catalogues import messages_for, placeholders
from trainingkit.i18n.problem_words import WORDS
from trainingkit.i18n.problems import SENTENCES
from trainingkit.i18n.problems_on_pages import FIXES, SAID, on_page

TOP = Path(__file__).resolve().parents[2] / "trainingkit"
ASKED = (
    *("content/workshops", "content/checks", "content/overlaychecks", "content/agreementchecks"),
    *("content/fictionchecks", "content/leakchecks", "content/lengthchecks", "content/playchecks"),
    *("content/prosechecks", "content/references", "content/residuechecks", "content/slotchecks"),
    *("content/trackchecks", "domain/agenda", "domain/moving", "domain/lawuses", "planning/casting"),
    *("services/workshopchecks", "i18n/problems_in_documents"),
)
"""The modules that `problems_of` asks, and what a build says of a document."""
MAKERS = ("moved-duty-unknown", "moved-duty-differs", "missing-translation", "stale-translation", "draft-translation")
"""Codes that are not written where a problem is made."""
OF_FILES = re.compile(r"`|\.yaml|\.po\b|trainingkit |kits/|_shared|\bunit\b|\bmsg")


def codes_in(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and getattr(node.func, "id", "") == "Problem":
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


CODES = sorted(
    {code for name in ASKED for code in codes_in(TOP / f"{name}.py")}
    | {code for code in SENTENCES if code in ("does-not-fit", "text-differs", "too-many-pages", "glyph-missing")}
    | {*MAKERS, "blocked-url", "render-warning", "crashed"}
)


def test_all_of_them_are_looked_at() -> None:
    assert len(CODES) > 75
    assert {*SAID, *FIXES} <= set(CODES), "what nobody can be told"


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("code", CODES)
def test_nothing_of_files_is_said(code: str, language: str) -> None:
    sentence = SENTENCES[code]
    names = placeholders(sentence.message) | placeholders(sentence.fix) | placeholders(SAID.get(code, ""))
    # words of ours that fill sentences may name files as well: each stands once in the place of every detail
    for kind in ("", *(word for word in WORDS if "`" in WORDS[word])):
        details = dict.fromkeys(names, kind or "x")
        said = on_page(Problem(code, "workshops/own/title", details), messages_for(language).gettext)
        assert all(said)
        assert not OF_FILES.search(" ".join(said)), said
        assert not placeholders(" ".join(said)), said
