"""Catalogues of kits: read with every fault named, written so that gettext's own tools accept them."""

import subprocess
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.content.po import (
    Catalogue,
    catalogue_bytes,
    catalogue_path,
    new_header,
    read_catalogue,
    translations_for,
    with_entries,
    write_catalogue,
)
from trainingkit.domain.text import Status, Translation, UnitId
from trainingkit.domain.translation import Entry, SourceUnit, update_entries

HEADER = new_header("sample 1", "en", "es", "nplurals=2; plural=(n != 1);", "2026-11-23 12:00+0000")
ENTRIES = (
    Entry(
        unit=UnitId("cases/child-care/narrative/full/start"),
        source="Trabajan {heads} personas en dos turnos.",
        text="{heads} people work there.",
        previous="Trabajan {heads} personas.",
        fuzzy=True,
        about=("for: everyone · {heads} = 480",),
        file="modules/cases/child-care.yaml",
    ),
    Entry(
        unit=UnitId("cases/child-care/summary"),
        source='Dicen «no» y "sí": \\{así\\}.\n\n- uno\n- dos\tcon tabulador',
        text='They say “no” and "yes": \\{so\\}.\n\n- one\n- two\twith a tab',
        notes="confirmed by Ana: solo la tilde\nsegunda línea",
        file="modules/cases/child-care.yaml",
    ),
    Entry(unit=UnitId("kit/title"), source="Mujeres, marcas y derechos", file="kit.yaml"),
    Entry(
        unit=UnitId("cases/old/summary"),
        source="Se fue. " * 20 + "Fin.",
        text="It went.",
        previous="Se iba. " * 20 + "Fin.",
        fuzzy=True,
        obsolete=True,
    ),
    Entry(unit=UnitId("cases/older/summary"), source="Antes.", text="Before.", obsolete=True),
)


def write(folder: Path, text: str | bytes, language: str = "en") -> Path:
    path = catalogue_path(folder, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def good() -> str:
    return catalogue_bytes(Catalogue("en", HEADER, ENTRIES)).decode()


END = good().count("\n")
TITLE = good().split("\n").index('msgid "Mujeres, marcas y derechos"') + 1


def codes(path: Path) -> list[tuple[str, int]]:
    _, problems = read_catalogue(path)
    return [(problem.code, problem.place.line if problem.place else 0) for problem in problems]


def check(path: Path) -> None:
    subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", path], check=True, capture_output=True)


# ── there and back ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = catalogue_path(tmp_path, "en")
    assert write_catalogue(path, Catalogue("en", HEADER, ENTRIES, "A comment."))
    found, problems = read_catalogue(path)
    assert problems == ()
    assert tuple(replace(entry, line=0) for entry in found.entries) == ENTRIES
    assert (dict(found.header), found.language, found.comment.strip()) == (HEADER, "en", "A comment.")
    assert not write_catalogue(path, found)


def test_msgfmt_accepts_what_is_written(tmp_path: Path) -> None:
    check(write(tmp_path, good()))


def test_an_entry_looks_as_translators_know_it(tmp_path: Path) -> None:
    assert (
        "#. for: everyone · {heads} = 480\n"
        "#: modules/cases/child-care.yaml\n"
        "#, fuzzy\n"
        '#| msgid "Trabajan {heads} personas."\n'
        'msgctxt "cases/child-care/narrative/full/start"\n'
        'msgid "Trabajan {heads} personas en dos turnos."\n'
        'msgstr "{heads} people work there."\n'
    ) in good()


def test_gettexts_own_tools_leave_a_catalogue_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path, good())
    written = subprocess.run(["msgcat", path], check=True, capture_output=True, text=True).stdout
    assert written.strip() == good().strip()


LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Cn", "Co")), max_size=90)
LINES = LINES.map(lambda text: normalize("NFC", text))  # as the reader of kits does


@given(st.lists(LINES, max_size=4).map("\n".join), LINES)
def test_any_text_survives_the_way_through_a_file(
    tmp_path_factory: pytest.TempPathFactory, source: str, text: str
) -> None:
    units = [SourceUnit(unit=UnitId("a/b"), source=f"x {source}")]
    entries = tuple(replace(entry, text=f"y {text}") for entry in update_entries([], units))
    path = write(tmp_path_factory.mktemp("po"), catalogue_bytes(Catalogue("en", HEADER, entries)))
    found, problems = read_catalogue(path)
    assert problems == ()
    assert update_entries(found.entries, units) == update_entries(entries, units)
    assert catalogue_bytes(with_entries(found, found.entries)) == path.read_bytes()


# ── bad input ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html><body>Not found</body></html>", [("po-not-a-catalogue", 1)]),
        ("", [("po-not-a-catalogue", 1)]),
        ('msgid "a"\nmsgstr "b"\n', [("po-not-a-catalogue", 1)]),
        (good().replace("Language: en", "Language: fr"), [("po-language", 1)]),
        (good().replace('"Language: en\\n"\n', ""), [("po-language", 1)]),
        (good().replace("charset=UTF-8", "charset=utf-8orms"), [("po-charset", 1)]),
        (good().replace("plural=(n != 1);", "plural=__import__('os').system('x');"), [("po-plural", 1)]),
        (good().replace("plural=(n != 1);", f"plural={'(' * 300}n{')' * 300};"), [("po-plural", 1)]),
        (good().replace("nplurals=2", "nplurals=999999999"), [("po-plural", 1)]),
        (
            good().replace('msgid "Mujeres, marcas y derechos"', 'msgid "Mujeres, marcas y derechos'),
            [("po-syntax", TITLE)],
        ),
        (good() + '\nmsgctxt "a/b"\nmsgid "corta', [("po-syntax", END + 3)]),
        (good() + '\nmsgctxt "a/b"\nmsgid "corta"\n', [("po-syntax", END + 4)]),
        (good() + "\n<<<<<<< HEAD\n", [("po-syntax", END + 2)]),
        (good() + '\nmsgid "suelta"\nmsgstr "loose"\n', [("po-no-context", END + 2)]),
        (good() + '\nmsgctxt "kit/title"\nmsgid "Otra"\nmsgstr "Other"\n', [("po-duplicate", END + 2)]),
        (good().encode() + "# ñ".encode("latin-1"), [("not-utf8", END + 1)]),
        (good().encode("utf-16"), [("not-utf8-utf16", 1)]),
        (good().replace("Mujeres", "Muj\x07eres"), [("control-character", TITLE)]),
    ],
)
def test_a_catalogue_that_is_not_what_it_seems_is_named(
    tmp_path: Path, text: str | bytes, expected: list[tuple[str, int]]
) -> None:
    assert codes(write(tmp_path, text)) == expected


def test_a_huge_catalogue_is_not_read(tmp_path: Path) -> None:
    path = write(tmp_path, good())
    _, problems = read_catalogue(path, limit=1_000)
    assert [problem.code for problem in problems] == ["file-too-big"]


def test_a_faulty_header_hides_no_entries(tmp_path: Path) -> None:
    found, problems = read_catalogue(write(tmp_path, good().replace("nplurals=2", "nplurals=999")))
    assert len(problems) == 1
    assert len(found.entries) == len(ENTRIES)


@given(st.data())
def test_damaged_catalogues_are_read_or_named_but_never_raise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    text = bytearray(good().encode())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text) - 1))
        match data.draw(st.sampled_from(["cut", "drop", "put"])):
            case "cut":
                del text[at:]
            case "drop":
                del text[at : at + data.draw(st.integers(1, 40))]
            case _:
                text[at:at] = data.draw(
                    st.sampled_from([b'"', b"\\", b"\n", b"#~| ", b"msgid", b"#, ", b"\x00", b"\xff", b"#: "])
                )
        if not text:
            text = bytearray(b" ")
    path = write(tmp_path_factory.mktemp("po"), bytes(text))
    catalogue, problems = read_catalogue(path)
    assert all(problem.place and problem.place.line >= 1 for problem in problems)
    assert isinstance(catalogue, Catalogue)


@pytest.mark.parametrize(
    "text", ["\ufeff" + good(), good().replace("\n", "\r\n"), good().rstrip("\n"), good().replace("é", "e\u0301")]
)
def test_harmless_differences_are_accepted(tmp_path: Path, text: str) -> None:
    found, problems = read_catalogue(write(tmp_path, text))
    assert problems == ()
    assert [entry.text for entry in found.entries] == [entry.text for entry in ENTRIES]


# ── what a kit's reader asks ────────────────────────────────────────────────────────────────────────────────────────


def catalogue(language: str, texts: dict[str, tuple[str, str]], source: str = "es") -> bytes:
    entries = (Entry(unit=UnitId(unit), source=text, text=said) for unit, (text, said) in texts.items())
    return catalogue_bytes(
        Catalogue(language, new_header("sample", language, source, "", "2026-11-23 12:00+0000"), tuple(entries))
    )


def test_translations_carry_their_status(tmp_path: Path) -> None:
    write(tmp_path, good())
    find, problems = translations_for(tmp_path, "sample")
    assert problems == ()
    assert find(UnitId("kit/title"), "Mujeres, marcas y derechos") == {}
    summary = ENTRIES[1]
    assert find(summary.unit, summary.source) == {"en": Translation(summary.text, Status.TRANSLATED)}
    assert find(summary.unit, "Otra cosa.")["en"].status is Status.STALE
    assert find(ENTRIES[0].unit, ENTRIES[0].source)["en"].status is Status.STALE
    assert find(UnitId("cases/older/summary"), "Antes.") == {}


def test_slots_and_figures_need_no_translation(tmp_path: Path) -> None:
    write(tmp_path, good())
    find, _ = translations_for(tmp_path)
    assert find(UnitId("x/y"), "{women} / {heads}") == {"en": Translation("{women} / {heads}", Status.TRANSLATED)}


def test_a_region_says_only_what_differs_from_its_base(tmp_path: Path) -> None:
    write(tmp_path, catalogue("es", {"a/a": ("One.", "Uno."), "b/b": ("Two.", "Dos.")}, "en"), "es")
    write(tmp_path, catalogue("es-PE", {"b/b": ("Dos.", "Dos, pe.")}, "es"), "es-PE")
    find, problems = translations_for(tmp_path)
    assert problems == ()
    assert {name: each.text for name, each in find(UnitId("a/a"), "One.").items()} == {"es": "Uno."}
    assert {name: each.text for name, each in find(UnitId("b/b"), "Two.").items()} == {
        "es": "Dos.",
        "es-PE": "Dos, pe.",
    }


def test_a_region_of_the_source_language_says_the_source_where_it_differs_not(tmp_path: Path) -> None:
    write(tmp_path, catalogue("es-PE", {"b/b": ("Dos.", "Dos, pe.")}), "es-PE")
    find, _ = translations_for(tmp_path)
    assert find(UnitId("a/a"), "Uno.") == {}
    assert find(UnitId("b/b"), "Dos.") == {"es-PE": Translation("Dos, pe.", Status.TRANSLATED)}
    assert find(UnitId("b/b"), "Dos cosas.") == {"es-PE": Translation("Dos, pe.", Status.STALE)}


def test_what_a_region_differs_from_is_its_bases_text(tmp_path: Path) -> None:
    """A base that is written anew makes the region stale, and so does a source that the base has not followed yet."""
    write(tmp_path, catalogue("es-PE", {"b/b": ("Dos.", "Dos, pe.")}, "es"), "es-PE")
    for source, base, expected in (
        ("Two.", "Dos.", Status.TRANSLATED),
        ("Two.", "Dos cosas.", Status.STALE),
        ("Two things.", "Dos.", Status.STALE),
    ):
        write(tmp_path, catalogue("es", {"b/b": ("Two.", base)}, "en"), "es")
        find, _ = translations_for(tmp_path)
        assert find(UnitId("b/b"), source)["es-PE"].status is expected


def test_problems_of_every_catalogue_come_with_the_folders_name(tmp_path: Path) -> None:
    write(tmp_path, "no", "en")
    write(tmp_path, "no", "ht")
    _, problems = translations_for(tmp_path, "san-salvador")
    assert [problem.place.file for problem in problems if problem.place] == [
        "san-salvador/translations/en.po",
        "san-salvador/translations/ht.po",
    ]


def test_a_folder_without_catalogues_has_no_translations(tmp_path: Path) -> None:
    find, problems = translations_for(tmp_path)
    assert (find(UnitId("a/a"), "Uno."), problems) == ({}, ())
