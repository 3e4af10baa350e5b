"""How texts are written, as `kits check` tells it: every fault at its line, in the source and in a translation, and the
shipped kits without any."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.content.faults import SAMPLES
from tests.shipped import shipped as read_once
from trainingkit.content.languagechecks import check_language, passages_in
from trainingkit.content.library import Reading, find_kits, read_kit
from trainingkit.content.printed import printed_in
from trainingkit.content.scope import Scope
from trainingkit.content.sentences import blocks_of, plain
from trainingkit.domain.text import Form
from trainingkit.errors import Severity
from trainingkit.i18n.problems import sentence_of
from trainingkit.i18n.problems_in_language import SENTENCES
from trainingkit.markup import to_plain

SHIPPED = SAMPLES.parents[1] / "kits"

KIT = """\
kit: loud
edition: "1"
language: es
languages: [es, en]
title: Un kit ruidoso
purpose: |
  Mostrar lo que está mal escrito.
for_whom: Quien prueba
people: {min: 6, ideal: 12, max: 18}
licence: CC BY-SA 4.0
authors:
  team: {name: Equipo}
style:
  register:
    es: ustedes
"""
AGENDA = "days:\n  first: {title: Día, items: {pause: {break: break, minutes: 10}}}\n"
GLOSSARY = """\
language: es
terms:
  brand:
    say: marca
    means: |
      Nombre con que se vende.
    avoid: {es: [firma compradora]}
"""
SHARED_PO = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "glossary/brand/say"
msgid "marca"
msgstr "brand"

msgctxt "glossary/brand/means"
msgid "Nombre con que se vende."
msgstr "The name that it is sold by."
"""
LONG = "La hoja dice " + "que la marca no paga y " * 8 + "que nadie sabe por qué."
HARD = (
    "La implementación de procedimientos administrativos institucionalizados requiere responsabilidades"
    " interdepartamentales específicamente documentadas y corporativamente reevaluadas."
)
HANDOUT = f"""\
title: Hoja
body:
  register: |
    Guarda tu hoja.
  ending: |
    Invite a todxs.
  split: |
    Firma el/la vocera.
  masculine: |
    Hablan los trabajadores.
  word: |
    Vienen las señoritas.
  avoided: |
    Contesta la firma compradora.
  term: |
    Contesta la marca.
  long: |
    {LONG}
  hard: |
    {HARD}
"""
LOUD = "title: Larga\nbody:\n" + "".join(f"  p{number}: |\n    {HARD}\n" for number in range(8))
LONGER = "title: Larga\nbody:\n" + "".join(f"  p{number}: |\n    {LONG}\n" for number in range(2))
ENGLISH = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "handouts/loud/body/term"
msgid "Contesta la marca."
msgstr "The label answers."

msgctxt "handouts/loud/body/split"
msgid "Firma el/la vocera."
msgstr "The chairman signs."
"""


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    files = {
        "_shared/glossary.yaml": GLOSSARY,
        "_shared/translations/en.po": SHARED_PO,
        "loud/kit.yaml": KIT,
        "loud/agenda.yaml": AGENDA,
        "loud/translations/en.po": ENGLISH,
        "loud/modules/handouts/loud.yaml": HANDOUT,
        "loud/modules/handouts/hard.yaml": LOUD,
        "loud/modules/handouts/long.yaml": LONGER,
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return read_kit(tmp_path / "loud")


def test_every_fault_stands_at_its_line(reading: Reading) -> None:
    found = {
        (each.code, each.place.file, each.place.line, each.details.get("language"))
        for each in check_language(reading.scope)
        if each.place
    }
    loud, hard, long = (f"loud/modules/handouts/{name}.yaml" for name in ("loud", "hard", "long"))
    assert {each for each in found if each[1] == loud} == {
        ("other-register", loud, 3, "es"),
        ("ending-not-said", loud, 5, "es"),
        ("form-split", loud, 7, "es"),
        ("masculine-for-all", loud, 9, "es"),
        ("word-for-people", loud, 11, "es"),
        ("word-to-avoid", loud, 13, "es"),
        ("sentence-too-long", loud, 17, "es"),
        ("sentence-too-hard", loud, 19, "es"),
    }
    english = "loud/translations/en.po"
    lines = {code: ENGLISH.splitlines()[line - 1] for code, file, line, _ in found if file == english}
    assert lines == {
        "word-for-people": 'msgctxt "handouts/loud/body/split"',
        "term-not-used": 'msgctxt "handouts/loud/body/term"',
    }
    assert ("text-too-hard", hard, 1, "es") in found
    assert ("sentences-too-long", long, 1, "es") in found
    assert ("unknown-register", "loud/kit.yaml", 15, "es") in found
    assert {each[0] for each in found} == set(SENTENCES)


def test_only_an_unknown_register_stops_anything(reading: Reading) -> None:
    errors = {each.code for each in check_language(reading.scope) if each.severity is Severity.ERROR}
    assert errors == {"unknown-register"}


def test_what_is_told_is_whole(reading: Reading) -> None:
    for problem in check_language(reading.scope):
        message, fix = sentence_of(problem, str)
        assert "{" not in message.replace("{}", "")
        assert fix


def test_a_language_that_says_nothing_of_itself_is_not_measured(reading: Reading) -> None:
    assert passages_in("ht", reading.scope) == ()
    assert passages_in("es", reading.scope)


# ── the shipped kits ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def shipped() -> tuple[Reading, ...]:
    return tuple(read_once(path.name) for path in find_kits(SHIPPED))


def test_the_shipped_kits_are_written_as_they_should_be(shipped: tuple[Reading, ...]) -> None:
    found = [
        (each.code, each.unit, dict(each.details)) for reading in shipped for each in check_language(reading.scope)
    ]
    assert found == []


def test_they_are_so_in_every_country_and_sector(shipped: tuple[Reading, ...]) -> None:
    found = set()
    for reading in shipped:
        kit = reading.scope.kit
        pairs = [
            *((country, kit.about.sector) for country in kit.shared.countries),
            *((kit.about.country, sector) for sector in kit.shared.sectors),
        ]
        for country, sector in pairs:
            moved = replace(kit, about=replace(kit.about, country=country, sector=sector))
            found |= {(each.code, each.unit, country, sector) for each in check_language(Scope(moved))}
    assert found == set()


@pytest.mark.parametrize("language", ["es", "en"])
def test_markdown_is_taken_away_as_the_parser_does_it(shipped: tuple[Reading, ...], language: str) -> None:
    for reading in shipped:
        for each in printed_in(language, reading.scope):
            if each.form is Form.PROSE:
                blocks = [" ".join(block.split()) for block in to_plain(each.text).split("\n")]
                assert [" ".join(plain(block).split()) for block in blocks_of(each.text)] == blocks, each.unit


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_shipped_kits_are_measured(shipped: tuple[Reading, ...], language: str) -> None:
    for reading in shipped:
        if language in reading.scope.kit.about.languages:
            found = passages_in(language, reading.scope)
            assert {each.readers for each in found} >= {"workers", "participants", "facilitators"}
            assert sum(each.measure.words for each in found) > 20_000
