"""The program's own catalogues: complete, current, accepted by gettext, and filled with plain names only."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from scripts.catalogues import catalogue_paths, template_of, updated
from tests.i18n.pseudo import PSEUDO, pseudo_locales
from trainingkit.i18n.catalogues import (
    DOMAINS,
    LOCALES,
    Catalogue,
    bases_of,
    catalogue_for,
    filled,
    language_of,
    languages_in,
    mark,
    messages_for,
    missing,
    placeholders,
)

CATALOGUES = sorted(LOCALES.rglob("*.po"))


# ── the shipped ones ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_msgfmt_accepts_it(path: Path) -> None:
    subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], check=True, capture_output=True)


@pytest.mark.parametrize("domain", DOMAINS)
def test_spanish_says_everything(domain: str) -> None:
    assert missing("es", domain) == ()


@pytest.mark.parametrize("domain", DOMAINS)
def test_english_says_everything(domain: str) -> None:
    entries = polib.pofile(str(LOCALES / "en" / "LC_MESSAGES" / f"{domain}.po"))
    assert [entry.msgid for entry in entries if not entry.obsolete and not entry.msgstr] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_catalogues_hold_what_the_code_says(domain: str) -> None:
    template = template_of(domain)
    stale = [
        str(path)
        for path in catalogue_paths()
        if path.stem == domain and updated(path, template) != path.read_text("utf-8")
    ]
    assert stale == [], "make catalogues"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "-".join(path.parts[-3::2]))
def test_a_translation_wants_no_other_values_than_its_message(path: Path) -> None:
    wrong = [
        entry.msgid
        for entry in polib.pofile(str(path))
        if entry.msgstr and not entry.obsolete and path.stem != "wording"
        if placeholders(entry.msgstr) - placeholders(entry.msgid)
    ]
    assert wrong == []


def test_spanish_is_not_english() -> None:
    alike = {message for (_, message), text in catalogue_for("es", "documents").entries.items() if message == text}
    assert alike == {"«{title}»", "Agenda", "No", "{minutes} min", "{minutes} min ({least})"}


def test_languages_are_folders() -> None:
    assert languages_in() == ("en", "es", "ht", "kek")


# ── saying ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_message_is_said_and_filled() -> None:
    assert catalogue_for("es", "documents").say("Page {page} of {pages}", page=1, pages=9) == "Página 1 de 9"


def test_one_thing_is_said_in_the_singular() -> None:
    for language, expected in (("es", ["1 persona", "2 personas"]), ("en", ["1 person", "2 people"])):
        documents = catalogue_for(language, "documents")
        assert [documents.say("{count} people", count=count) for count in (1, 2)] == expected
        assert documents.say("{count} people", count="1") == expected[0]
    assert messages_for("es").counted("{count} error", "{count} errors", 1) == "1 error"
    assert messages_for("es").counted("{count} error", "{count} errors", 3) == "3 errores"


def test_what_is_not_translated_is_english_and_counted_as_missing() -> None:
    assert messages_for("kek").say("No problems.") == "No problems."
    assert "No problems." in missing("kek", "messages")
    assert missing("en", "messages") == ()


def test_only_plain_names_are_filled() -> None:
    assert filled("{a} {b.__class__} {0} {} {{a}}", {"a": "<{a}>"}) == "<{a}> {b.__class__} {0} {} {<{a}>}"
    with pytest.raises(KeyError):
        filled("{unknown}", {})


def test_a_marked_message_is_itself() -> None:
    assert mark("No problems.") == "No problems."


def test_fuzzy_entries_are_not_said(tmp_path: Path) -> None:
    path = tmp_path / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n#, fuzzy\nmsgid "Yes"\nmsgstr "Non"\n'
    )
    assert messages_for("fr", tmp_path).say("Yes") == "Yes"


def test_a_region_builds_on_its_language(tmp_path: Path) -> None:
    own = (
        ("es", {"Yes": "Sí", "No": "No", "Who": "Quién"}),
        ("es_419", {"Who": "¿Quién?"}),
        ("es_PE", {"Yes": "Sí, pues"}),
    )
    for name, texts in own:
        path = tmp_path / name / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        entries = "".join(f'\nmsgid "{message}"\nmsgstr "{text}"\n' for message, text in texts.items())
        path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + entries)
    assert [messages_for("es-PE", tmp_path).say(each) for each in ("Yes", "No", "Who")] == ["Sí, pues", "No", "¿Quién?"]
    assert [messages_for("es-GQ", tmp_path).say(each) for each in ("Yes", "No", "Who")] == ["Sí", "No", "Quién"]


@pytest.mark.parametrize(
    ("language", "bases"),
    [
        ("es", ("es",)),
        ("es-PE", ("es-PE", "es-419", "es")),
        ("es-419", ("es-419", "es")),
        ("en-BZ", ("en-BZ", "en-001", "en")),
        ("kek-GT", ("kek-GT", "kek")),
        ("ht-HT", ("ht-HT", "ht")),
    ],
)
def test_a_region_has_the_bases_that_cldr_gives_it(language: str, bases: tuple[str, ...]) -> None:
    assert bases_of(language) == bases


def test_the_pseudo_language_says_every_message_in_brackets(tmp_path: Path) -> None:
    folder = pseudo_locales(tmp_path)
    for domain in ("messages", "documents"):
        pseudo: Catalogue = catalogue_for(PSEUDO, domain, folder)
        said = [pseudo.gettext(message) for _, message in catalogue_for("en", domain).entries]
        assert all(re.fullmatch("⟦.*⟧", each, re.DOTALL) for each in said)


# ── whose language ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_SV.UTF-8"}, "es"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_SV.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "es_SV.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "xx:es:en"}, "es"),
        ({"LANG": "C", "LANGUAGE": "es"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "../../etc"}, "en"),
        ({"LANG": ""}, "en"),
    ],
)
def test_screens_speak_the_language_of_the_environment(environ: dict[str, str], language: str) -> None:
    assert language_of(environ) == language


def test_the_check_of_make_catalogues_writes_nothing() -> None:
    before = {path: path.read_bytes() for path in CATALOGUES}
    subprocess.run([sys.executable, "-m", "scripts.catalogues", "--check"], capture_output=True, check=False)
    assert {path: path.read_bytes() for path in CATALOGUES} == before
