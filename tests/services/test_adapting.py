"""Adaptations on disk: made, compared with upstream, decided about; no local word is lost on the way."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.content.family import adapt as write_kit
from tests.content.family import edit, make_library, read
from trainingkit.content.basis import read_basis
from trainingkit.domain.changes import Drift, DriftKind
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import text_paths
from trainingkit.errors import Conflict, NotFound, Severity, UsageError
from trainingkit.services.adapting import Wish, adapt, adaptations_in, adopt, drift_of, keep
from trainingkit.services.library import check
from trainingkit.services.translating import status, update

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)

TEN = {
    "cases/child-care/summary": ("modules/cases/child-care.yaml", "    En {factory} piden una sala."),
    "cases/child-care/place": ("modules/cases/child-care.yaml", "Un municipio inventado"),
    "cases/child-care/people/mothers": ("modules/cases/child-care.yaml", "Las madres."),
    "cases/child-care/demands/room": ("modules/cases/child-care.yaml", "Una sala."),
    "cases/child-care/questions/who": ("modules/cases/child-care.yaml", "¿Quién decide?"),
    "cases/child-care/key/why": ("modules/cases/child-care.yaml", "Hay pruebas."),
    "cases/child-care/narrative/one-page/all": ("modules/cases/child-care.yaml", "Piden una sala."),
    "sessions/meeting/aim": ("modules/sessions/meeting.yaml", "Practicar."),
    "sessions/meeting/steps/play/task": ("modules/sessions/meeting.yaml", "Hable con calma."),
    "sessions/welcome/aim": ("modules/sessions/welcome.yaml", "Conocernos."),
}
LOCAL = """\
changes: cases/child-care
# el lugar lo sabe el equipo
summary: |
  En {factory} piden otra sala.
place: Otro lugar
people:
  mothers: |
    Las madres y los padres.
demands:
  room: |
    Una sala de noche.
questions: {who: ¿Quién paga?}
key:
  why: |
    Hay testigos.
narrative:
  one-page:
    all: |
      Piden una sala de noche.
"""
LOCAL_SESSIONS = """\
change:
  sessions/meeting/aim: Practicar de noche.
  sessions:
    meeting:
      steps:
        play:
          task: |
            Hable despacio.
  sessions/welcome/aim: Conocernos de noche.
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "kits")


@pytest.fixture
def night(library: Path) -> Path:
    """An adaptation that changes ten texts, and has looked at everything upstream."""
    folder = adapt(library / "small", Wish(name="night", by="Equipo de noche"), NOW)
    kit = folder / "kit.yaml"
    kit.write_text(kit.read_text(encoding="utf-8") + LOCAL_SESSIONS, encoding="utf-8")
    change(folder, "modules/cases/child-care.yaml", LOCAL)
    return folder


def change(folder: Path, file: str, text: str) -> None:
    """Writes a file of an adaptation, which then looks at everything upstream."""
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_text(text, encoding="utf-8")
    keep(folder, "", NOW)


PETITION = """\
changes: cases/child-care
narrative:
  full:
    petition: |
      De noche, el {petition-on}.
"""


def kit_of(folder: Path) -> Kit:
    reading = read(folder)
    assert [each for each in reading.problems if each.code != "adapter-unnamed"] == []
    assert reading.kit
    return reading.kit


def texts_of(folder: Path) -> dict[str, str]:
    return {str(text.unit): text.source for _, text in text_paths(kit_of(folder))}


def edit_upstream(library: Path, *units: str) -> None:
    for unit in units:
        file, old = TEN[unit]
        path = library / "small" / file
        text = path.read_text(encoding="utf-8")
        at = text.index(old.strip(), 0)
        if unit == "cases/child-care/narrative/one-page/all":
            at = text.index(old, text.index("one-page:"))
        if unit == "cases/child-care/demands/room":
            at = text.index(old, text.index("demands:"))
        path.write_text(text[:at] + "Ahora " + text[at:], encoding="utf-8")


def told(drifts: tuple[Drift, ...]) -> list[tuple[str, str, str]]:
    return [(str(each.unit), each.kind.value, each.language) for each in drifts]


def test_a_new_adaptation_is_whole_and_says_nothing(library: Path) -> None:
    folder = adapt(
        library / "small", Wish(name="night", by="Equipo «de noche»", did='Nada: "aún"', title="De noche"), NOW
    )
    kit, small = kit_of(folder), kit_of(library / "small")
    assert (kit.cases, kit.sessions, kit.worksheets) == (small.cases, small.sessions, small.worksheets)
    assert (kit.about.title.source, kit.about.by["adapter"].name) == ("De noche", "Equipo «de noche»")
    assert drift_of(folder) == ()
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {"kit.yaml", "known.txt"}
    assert adaptations_in(library) == (folder,)


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        (Wish(name="small"), Conflict),
        (Wish(name="Mi Kit"), UsageError),
        (Wish(name="night", country="zz"), UsageError),
        (Wish(name="night", variant="nothing"), UsageError),
    ],
)
def test_a_senseless_adaptation_is_refused_and_leaves_nothing(
    library: Path, wish: Wish, error: type[Exception]
) -> None:
    before = sorted(path.name for path in library.iterdir())
    with pytest.raises(error):
        adapt(library / "small", wish, NOW)
    assert sorted(path.name for path in library.iterdir()) == before


def test_ten_texts_edited_on_both_sides_lose_no_word_and_are_listed(library: Path, night: Path) -> None:
    before = texts_of(night)
    assert drift_of(night) == ()
    edit_upstream(library, *TEN)
    assert sorted(told(drift_of(night))) == sorted((unit, "changed", "es") for unit in TEN)
    after = texts_of(night)
    assert {unit: after[unit] for unit in TEN} == {unit: before[unit] for unit in TEN}
    one = next(each for each in drift_of(night) if each.unit == "cases/child-care/place")
    assert (one.before, one.now, one.here) == ("Un municipio inventado", "Ahora Un municipio inventado", "Otro lugar")


def test_an_edit_undone_upstream_is_no_drift(library: Path, night: Path) -> None:
    path = library / "small/modules/sessions/meeting.yaml"
    before = path.read_text(encoding="utf-8")
    edit_upstream(library, "sessions/meeting/aim")
    assert len(drift_of(night)) == 1
    path.write_text(before, encoding="utf-8")
    assert drift_of(night) == ()


def test_keep_leaves_what_stands_here_and_the_rest_waiting(library: Path, night: Path) -> None:
    edit_upstream(library, "cases/child-care/place", "cases/child-care/key/why")
    files = {path: path.read_bytes() for path in night.rglob("*") if path.is_file() and "basis" not in path.parts}
    keep(night, "cases/child-care/place", NOW)
    assert {path: path.read_bytes() for path in files} == files
    assert told(drift_of(night)) == [("cases/child-care/key/why", "changed", "es")]
    edit_upstream(library, "cases/child-care/place")
    (again,) = (each for each in drift_of(night) if each.unit == "cases/child-care/place")
    assert (again.before, again.now) == ("Ahora Un municipio inventado", "Ahora Ahora Un municipio inventado")


def test_adopt_takes_upstreams_text_and_leaves_every_other_line(library: Path, night: Path) -> None:
    edit_upstream(library, "cases/child-care/place", "sessions/meeting/aim", "cases/child-care/questions/who")
    file, kit = night / "modules/cases/child-care.yaml", night / "kit.yaml"
    case, about = file.read_text(encoding="utf-8"), kit.read_text(encoding="utf-8")
    adopt(night, "cases/child-care", NOW)
    without = case.replace("place: Otro lugar\n", "").replace("questions: {who: ¿Quién paga?}\n", "")
    assert file.read_text(encoding="utf-8") == without
    assert texts_of(night)["cases/child-care/place"] == "Ahora Un municipio inventado"
    assert told(drift_of(night)) == [("sessions/meeting/aim", "changed", "es")]
    adopt(night, "sessions/meeting/aim", NOW)
    assert kit.read_text(encoding="utf-8") == about.replace("  sessions/meeting/aim: Practicar de noche.\n", "")
    assert drift_of(night) == ()
    assert texts_of(night)["sessions/meeting/steps/play/task"] == "Hable despacio."


def test_a_decision_about_nothing_is_refused(library: Path, night: Path) -> None:
    edit_upstream(library, "cases/child-care/place")
    with pytest.raises(NotFound) as caught:
        keep(night, "cases/child-care/plaza", NOW)
    assert caught.value.details == {"unit": "cases/child-care/plaza", "nearest": "cases/child-care/place"}
    with pytest.raises(UsageError, match="not-an-adaptation"):
        drift_of(library / "small")


def test_new_texts_and_those_gone_upstream_are_drift_too(library: Path, night: Path) -> None:
    case = library / "small/modules/cases/child-care.yaml"
    edit(case, "people:\n  mothers: |\n    Las madres.\n", "people:\n  fathers: |\n    Los padres.\n")
    assert sorted(told(drift_of(night))) == [
        ("cases/child-care/people/fathers", "new", "es"),
        ("cases/child-care/people/mothers", "gone", "es"),
    ]
    # What is here stays here, as a text of its own.
    assert "cases/child-care/people/mothers" in texts_of(night)
    keep(night, "cases/child-care/people/fathers", NOW)
    adopt(night, "cases/child-care/people/mothers", NOW)
    assert drift_of(night) == ()
    assert "cases/child-care/people/mothers" not in texts_of(night)


def test_what_is_used_as_it_stands_is_followed_without_a_decision(library: Path, night: Path) -> None:
    edit(library / "small/modules/cases/child-care.yaml", "Entregan la carta", "Entregan otra carta")
    assert told(drift_of(night)) == [("cases/child-care/timeline/petition/what", "followed", "es")]
    assert texts_of(night)["cases/child-care/timeline/petition/what"] == "Entregan otra carta"


def test_what_is_left_out_does_not_drift(library: Path) -> None:
    folder = write_kit(library, "night", {}, more="leave_out: [cases/child-care/timeline/petition]\n")
    keep(folder, "", NOW)
    edit(library / "small/modules/cases/child-care.yaml", "Entregan la carta", "Entregan otra carta")
    assert drift_of(folder) == ()


def test_a_number_changed_on_both_sides_is_drift(library: Path) -> None:
    change = "change:\n  cases/child-care/facts/heads/number: 1250\n"
    folder = write_kit(library, "night", {}, more=change)
    # Written by hand, it has never been compared: everything that it changes has to be looked at once.
    assert ("cases/child-care/facts/heads/number", "changed", "es") in told(drift_of(folder))
    keep(folder, "", NOW)
    edit(library / "small/modules/cases/child-care.yaml", "heads: {number: 780", "heads: {number: 790")
    (found,) = drift_of(folder)
    assert (found.before, found.now, found.here) == ("780", "790", "1250")


# ── renamed ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_id_renamed_upstream_with_formerly_loses_nothing(library: Path) -> None:
    folder = adapt(library / "small", Wish(name="night"), NOW)
    change(folder, "modules/cases/child-care.yaml", PETITION)
    case = library / "small/modules/cases/child-care.yaml"
    edit(case, "    petition:\n      covers", "    asking:\n      formerly: petition\n      covers")
    kit = kit_of(folder)
    block = kit.cases["child-care"].narrative.full["asking"]
    assert block.text
    assert block.text.source == "De noche, el {petition-on}."
    assert list(kit.cases["child-care"].narrative.full) == ["start", "asking", "duty", "exhibit"]
    assert drift_of(folder) == ()
    edit(case, "El {petition-on} pidieron la sala.", "El {petition-on} la pidieron.")
    assert told(drift_of(folder)) == [("cases/child-care/narrative/full/asking", "changed", "es")]
    adopt(folder, "cases/child-care/narrative/full/asking", NOW)
    assert drift_of(folder) == ()


def test_a_module_renamed_upstream_with_formerly_loses_nothing(library: Path) -> None:
    folder = adapt(library / "small", Wish(name="night"), NOW)
    change(folder, "modules/worksheets/sheet.yaml", "changes: worksheets/sheet\ntitle: De noche\n")
    small = library / "small"
    sheet = small / "modules/worksheets/sheet.yaml"
    text = sheet.read_text(encoding="utf-8") + "formerly: sheet\n"
    (small / "modules/worksheets/paper.yaml").write_text(text, encoding="utf-8")
    sheet.unlink()
    edit(small / "agenda.yaml", "worksheet: sheet", "worksheet: paper")
    edit(small / "modules/sessions/welcome.yaml", "worksheets/sheet", "worksheets/paper")
    assert kit_of(folder).worksheets["paper"].title.source == "De noche"
    assert drift_of(folder) == ()


# ── languages ───────────────────────────────────────────────────────────────────────────────────────────────────────

HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def write_english(folder: Path, entries: dict[str, tuple[str, str]]) -> None:
    said = "".join(f'\nmsgctxt "{unit}"\nmsgid "{old}"\nmsgstr "{new}"\n' for unit, (old, new) in entries.items())
    (folder / "translations").mkdir(exist_ok=True)
    (folder / "translations/en.po").write_text(HEADER + said, encoding="utf-8")


PLACE = "cases/child-care/place"


@pytest.fixture
def bilingual(library: Path) -> Path:
    small = library / "small"
    edit(small / "kit.yaml", "languages: [es]", "languages: [es, en]")
    write_english(small, {PLACE: ("Un municipio inventado", "A made-up town")})
    folder = adapt(small, Wish(name="night"), NOW)
    change(folder, "modules/cases/child-care.yaml", "changes: cases/child-care\nplace: Otro lugar\n")
    return folder


def place_in_english(folder: Path) -> str | None:
    reading = read(folder)
    assert reading.kit
    return reading.kit.cases["child-care"].place.find("en")


def test_a_changed_text_is_untranslated_until_the_adaptation_translates_it(library: Path, bilingual: Path) -> None:
    assert place_in_english(bilingual) is None
    write_english(bilingual, {PLACE: ("Otro lugar", "Another place")})
    assert place_in_english(bilingual) == "Another place"
    assert place_in_english(library / "small") == "A made-up town"


def test_two_languages_drift_apart(library: Path, bilingual: Path) -> None:
    small = library / "small"
    write_english(small, {PLACE: ("Un municipio inventado", "An invented town")})
    (only,) = drift_of(bilingual)
    assert (only.language, only.before, only.now) == ("en", "A made-up town", "An invented town")
    edit_upstream(library, PLACE)
    assert [each.language for each in drift_of(bilingual)] == ["es", "en"]
    keep(bilingual, PLACE, NOW, "en")
    assert [each.language for each in drift_of(bilingual)] == ["es"]
    write_english(bilingual, {PLACE: ("Otro lugar", "Another place")})
    adopt(bilingual, PLACE, NOW)
    assert drift_of(bilingual) == ()
    assert '#~ msgstr "Another place"' in (bilingual / "translations/en.po").read_text(encoding="utf-8")


def test_only_what_an_adaptation_says_is_translated_in_it(library: Path, bilingual: Path) -> None:
    (counts,) = (each for each in status(library, "night") if not each.module and each.kit == "night")
    assert (counts.language, counts.missing, counts.units) == ("en", 1, 1)
    update(library, "night", NOW)
    catalogue = (bilingual / "translations/en.po").read_text(encoding="utf-8")
    assert re.findall(r'msgctxt "(.*)"', catalogue) == [PLACE]
    # A language that the kit adapted does not promise is all its own.
    edit(bilingual / "kit.yaml", "languages: [es, en]", "languages: [es, fr]")
    (counts,) = (each for each in status(library, "night") if not each.module and each.kit == "night")
    (upstream,) = (each for each in status(library, "small") if not each.module and each.kit == "small")
    assert (counts.language, counts.units) == ("fr", upstream.units)


def test_a_further_language_of_an_adaptation_reaches_the_texts_that_it_does_not_change(
    library: Path, bilingual: Path
) -> None:
    edit(bilingual / "kit.yaml", "languages: [es, en]", "languages: [es, fr]")
    unit, said = "cases/child-care/timeline/petition/what", "Entregan la carta"
    french = HEADER.replace("Language: en", "Language: fr")
    (bilingual / "translations").mkdir()
    entry = f'\nmsgctxt "{unit}"\nmsgid "{said}"\nmsgstr "Elles remettent la lettre"\n'
    (bilingual / "translations/fr.po").write_text(french + entry, encoding="utf-8")
    kit = read(bilingual).scope.kit
    assert kit.cases["child-care"].timeline["petition"].what.find("fr") == "Elles remettent la lettre"


def test_check_says_once_that_something_waits(library: Path, night: Path) -> None:
    edit_upstream(library, "cases/child-care/place", "cases/child-care/key/why")
    found = [each for each in check([night], library) if each.code == "drift-waits"]
    assert [(each.details["count"], each.details["kit"], each.severity) for each in found] == [
        ("2", "small", Severity.WARNING)
    ]
    keep(night, "", NOW)
    assert [each for each in check([night], library) if each.code == "drift-waits"] == []


def test_one_edit_is_listed_by_every_kit_that_changes_that_text_and_by_no_other(library: Path) -> None:
    for number in range(7):
        folder = write_kit(library, f"kit-{number}", {}, more=f"change:\n  {PLACE}: Lugar {'abcdefg'[number]}\n")
        keep(folder, "", NOW)
    other = write_kit(library, "other", {}, more="change:\n  cases/child-care/title: Otro título\n")
    keep(other, "", NOW)
    edit_upstream(library, PLACE)
    changed = {folder.name: {each.kind for each in drift_of(folder)} for folder in adaptations_in(library)}
    waits = [name for name, kinds in changed.items() if DriftKind.CHANGED in kinds]
    assert waits == [f"kit-{number}" for number in range(7)]


def test_a_damaged_basis_is_a_problem(night: Path) -> None:
    known = night / "basis/known.txt"
    known.write_text(known.read_text(encoding="utf-8") + "what is this\n", encoding="utf-8")
    _, problems = read_basis(night)
    assert [each.code for each in problems] == ["basis-damaged"]


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect x="{}" width="5" height="5"/></svg>\n'


def test_a_drawing_of_ones_own_waits_for_nothing(library: Path, night: Path) -> None:
    for folder, file in ((library / "small", "room.svg"), (night, "night.svg")):
        (folder / "media").mkdir(exist_ok=True)
        (folder / "media" / file).write_text(DRAWING.format(len(file)), encoding="utf-8")
    upstream = "room:\n  file: room.svg\n  alt: Un salón.\n  own: yes\n"
    (library / "small/media.yaml").write_text(upstream, encoding="utf-8")
    change(night, "media.yaml", "room:\n  file: night.svg\n  alt: Un salón de noche.\n")
    assert drift_of(night) == ()
    (library / "small/media/room.svg").write_text(DRAWING.format(2), encoding="utf-8")
    assert drift_of(night) == ()
    assert "svg xmlns" not in (night / "basis/es.po").read_text(encoding="utf-8")


def test_a_sum_in_place_of_a_number_waits_for_nothing_until_the_number_changes(library: Path, night: Path) -> None:
    change(night, "modules/cases/child-care.yaml", LOCAL + "facts:\n  heads: {money: 780}\n")
    assert drift_of(night) == ()
    edit(library / "small/modules/cases/child-care.yaml", "number: 780", "number: 790")
    assert told(drift_of(night)) == [("cases/child-care/facts/heads/money", "changed", "es")]
