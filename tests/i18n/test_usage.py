"""How a language says it is written: the shipped tables are whole, and a table that is not is refused."""

import re
from pathlib import Path

import pytest

from trainingkit.errors import UsageError
from trainingkit.i18n.catalogues import LOCALES
from trainingkit.i18n.usage import read_usage, usage_for

SMALLEST = """
[syllables]
vowels = '[aeiou]+'
figures = 2
silent = ['e$', 'u(?=e)']
apart = '(?<=a)(?=e)'
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "xx" / "usage.toml"
    path.parent.mkdir()
    path.write_text(SMALLEST, "utf-8")
    return path


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*/usage.toml")), ids=lambda path: path.parent.name)
def test_the_shipped_tables_are_whole(path: Path) -> None:
    usage = read_usage(path, path.parent.name)
    assert usage.score
    assert usage.syllables
    assert usage.inflection.endings
    assert usage.people.rules


def test_a_region_writes_as_its_base() -> None:
    usage = usage_for("es-PE")
    assert usage
    assert usage.language == "es"


def test_a_language_without_a_table_says_nothing() -> None:
    assert usage_for("ht") is None


def test_a_further_language_needs_a_file_and_no_code(table: Path) -> None:
    usage = usage_for("xx", table.parents[1])
    assert usage
    assert usage.syllables
    assert (usage.language, usage.score, usage.register) == ("xx", None, None)
    assert usage.syllables.silent.sub("", "queue") == "qe"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("figures = 2", "figure = 2", "figure"),
        ("figures = 2", "", "figures"),
        ("figures = 2", 'figures = "two"', "two"),
        ("'[aeiou]+'", "'[aeiou'", "[aeiou"),
        ("[syllables]", "[sylables]", "sylables"),
        ("[syllables]", "[syllables", "line"),
    ],
)
def test_what_is_not_known_is_refused(table: Path, old: str, new: str, what: str) -> None:
    table.write_text(table.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(UsageError) as refused:
        read_usage(table, "xx")
    assert what in refused.value.details["what"]


def test_what_is_near_a_rule_stands_in_all_that_it_finds() -> None:
    """`near` only saves time: a rule must not lose anything by it. Tried with each word of the rule's own pattern."""
    for language in ("es", "en"):
        usage = usage_for(language)
        assert usage
        for rule in usage.people.rules:
            words = re.findall(r"[a-záéíóúñ]{3,}", rule.find.pattern)
            found = [word for word in words if rule.find.search(word)]
            assert [word for word in found if not any(each in word for each in rule.near or ("",))] == []
