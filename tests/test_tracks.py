"""Nothing of one track reaches another: canaries in every text of a kit with tracks, in its values and in its files.

What belongs to which track is written down here by hand, not asked of the code under test.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.canaries import Aviary, planted, strings_in
from tests.test_audiences import everything_in
from trainingkit.content.library import read_kit
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.changes import Change, Overlay
from trainingkit.domain.document import Document, Format
from trainingkit.domain.kit import Kit, Lineage, texts_in
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.text import Text, UnitId
from trainingkit.domain.tracks import for_track
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.typeset import typeset

PLANT = Path(__file__).parent / "samples" / "plant"
LANGUAGES = ("es",)

ONLY: Mapping[str, tuple[str, ...]] = {
    "workers": (
        "kit/tracks/workers/",
        "agenda/workers/",
        "worksheets/knowledge-test/",
        "handouts/take-home/",
        "handouts/law/body/workers",
        "sessions/our-rights/steps/practice/",
        "cases/leaflet/facts/told-to",
        "cases/leaflet/narrative/full/delegate",
        "role-plays/leaflet/events/bell/",
    ),
    "supervisors": (
        "kit/tracks/supervisors/",
        "agenda/supervisors/",
        "sessions/neutrality/",
        "cases/leaflet/facts/seen-by",
        "cases/leaflet/narrative/full/line",
        "cases/leaflet/exhibits/memo/",
        "media/line/",
    ),
    "management": ("kit/tracks/management/", "agenda/management/"),
}
"""The units that one track alone may see; a drawing belongs to the only session that shows it."""
NOT_WORKERS = ("handouts/allowed/", "handouts/law/body/supervisors", "sessions/our-rights/steps/on-the-line/")
NOT_MANAGEMENT = ("role-plays/leaflet/",)


def hidden_from(track: str) -> tuple[str, ...]:
    others = tuple(unit for name, units in ONLY.items() if name != track for unit in units)
    return others + {"workers": NOT_WORKERS, "management": NOT_MANAGEMENT}.get(track, ())


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    return Aviary()


@pytest.fixture(scope="module")
def kit(aviary: Aviary) -> Kit:
    read = read_kit(PLANT / "plant-rights").kit
    assert read is not None
    made = planted(read, aviary, LANGUAGES)
    assert isinstance(made, Kit)
    return made


@pytest.fixture(scope="module")
def workshops() -> Mapping[str, Workshop]:
    return {"workers": read("floor"), "supervisors": read("line")}


def read(name: str) -> Workshop:
    return read_kit(PLANT / "plant-rights").workshops[name]


def heard(value: object, aviary: Aviary) -> set[str]:
    return {str(aviary.planted[word].unit) for word, _ in aviary.found_in(repr(value))}


@pytest.mark.parametrize("track", ONLY)
def test_the_value_of_a_track_holds_nothing_of_another(track: str, kit: Kit, aviary: Aviary) -> None:
    sung = heard(for_track(kit, track), aviary)
    assert [unit for unit in sung if unit.startswith(hidden_from(track))] == []


@pytest.mark.parametrize("track", ONLY)
def test_nothing_else_is_missing_from_it(track: str, kit: Kit, aviary: Aviary) -> None:
    sung = heard(for_track(kit, track), aviary)
    silent = {str(text.unit) for text in aviary.planted.values()} - sung
    assert [unit for unit in silent if not unit.startswith(hidden_from(track))] == []


def test_the_hand_written_list_names_real_texts(kit: Kit) -> None:
    units = [str(text.unit) for text in texts_in(kit)]
    listed = [*(unit for each in ONLY.values() for unit in each), *NOT_WORKERS, *NOT_MANAGEMENT]
    assert [unit for unit in listed if not any(each.startswith(unit) for each in units)] == []


def documents(kit: Kit, workshop: Workshop) -> Iterator[tuple[Order, Document]]:
    seen = for_workshop(kit, workshop)
    days, casting = schedule(seen, workshop), cast(workshop, seen)
    wordings = {language: wording_for(language, workshop.country) for language in LANGUAGES}
    for order in orders_for(seen, workshop, days, casting, LANGUAGES):
        yield order, assemble(seen, workshop, days, casting, order, wordings)


@pytest.mark.parametrize("track", ["workers", "supervisors"])
def test_no_document_of_a_track_holds_a_word_of_another(
    track: str, kit: Kit, aviary: Aviary, workshops: Mapping[str, Workshop]
) -> None:
    leaks, sung = [], set()
    for order, document in documents(kit, workshops[track]):
        for _, text in aviary.found_in("\n".join(strings_in(document))):
            sung.add(str(text.unit))
            if text.unit.startswith(hidden_from(track)):
                leaks.append(f"{order}: {text.unit}")
    assert leaks == []
    # Facts are printed in slots, which canaries replace; titles of tracks and of drawings are no text of a page.
    own = [unit for unit in ONLY[track] if not unit.startswith(("kit/", "media/")) and "/facts/" not in unit]
    assert [unit for unit in own if not any(each.startswith(unit) for each in sung)] == []


@pytest.mark.slow
@pytest.mark.parametrize("track", ["workers", "supervisors"])
def test_no_file_of_a_track_holds_a_word_of_another(
    track: str, kit: Kit, aviary: Aviary, workshops: Mapping[str, Workshop], tmp_path: Path
) -> None:
    for number, (_, document) in enumerate(documents(kit, workshops[track])):
        path = tmp_path / f"{number}-{document.slug}.pdf"
        free = replace(document, parts=tuple(replace(part, pages=None) for part in document.parts))
        path.write_bytes(typeset(free, Format("letter", "black")).pdf)
        sung = [text for _, text in aviary.found_in(f"{everything_in(path)} {path.name}")]
        assert sung, "the canaries cannot be heard in this file at all: the test would prove nothing"
        assert [str(text.unit) for text in sung if text.unit.startswith(hidden_from(track))] == [], path.name


# ── where a kit comes from, and what it could be ────────────────────────────────────────────────────────────────────


def changed(kit: Kit, unit: str, *path: str) -> Change:
    return Change(UnitId(unit), path, Text(UnitId(unit), f"changed {unit}", "es"))


def test_what_an_overlay_says_of_another_track_is_not_seen_either(kit: Kit) -> None:
    overlay = Overlay(
        (
            changed(kit, "sessions/neutrality/aim", "sessions", "neutrality", "aim"),
            changed(kit, "handouts/law/title", "handouts", "law", "title"),
        )
    )
    title = kit.about.title
    lineage = Lineage(kit="k", edition="1", title=title, licence="CC", authors={}, overlay=overlay)
    seen = for_track(replace(kit, lineage=replace(lineage, upstream=lineage)), "workers")
    assert seen.lineage is not None
    assert seen.lineage.upstream is not None
    for each in (seen.lineage, seen.lineage.upstream):
        assert [change.unit for change in each.overlay.changes] == ["handouts/law/title"]
