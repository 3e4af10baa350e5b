"""Whole kits: what they become, who may read what, and what damage does to them."""

import shutil
import time
from collections.abc import Mapping
from datetime import date
from datetime import time as clock
from decimal import Decimal
from pathlib import Path

import pytest

from tests.content.faults import SAMPLES
from tests.content.test_yamlfile import mutants
from trainingkit.content.library import Reading, read_kit, read_library
from trainingkit.content.planned import read_workshop
from trainingkit.content.po import Translations
from trainingkit.domain.facts import Ratio, StoryDate
from trainingkit.domain.kit import Kit, texts_in
from trainingkit.domain.modules import Quantity
from trainingkit.domain.text import (
    OBSERVER,
    PARTICIPANT,
    Circle,
    Form,
    Status,
    Text,
    Translation,
    UnitId,
    holder,
    player,
)
from trainingkit.errors import NotFound, Problem


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_kit(SAMPLES / "small")


@pytest.fixture(scope="module")
def kit(reading: Reading) -> Kit:
    assert reading.kit
    return reading.kit


@pytest.fixture(scope="module")
def texts(kit: Kit) -> dict[str, Text]:
    return {text.unit: text for text in texts_in(kit)}


@pytest.fixture
def library(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    return tmp_path


def codes(problems: tuple[Problem, ...]) -> set[str]:
    return {each.code for each in problems}


@pytest.mark.parametrize(
    "unit",
    [
        "kit/title",
        "kit/words/participants",
        "kit/decisions/engage",
        "agenda/day-1/title",
        "logistics/rooms/wall",
        "logistics/team/lead",
        "logistics/team/recorder",
        "logistics/team/recorder/tasks",
        "media/room/alt",
        "media/room/legend/1",
        "cases/child-care/title",
        "cases/child-care/narrative/full/start",
        "cases/child-care/narrative/full/petition",
        "cases/child-care/facts/asked/text",
        "cases/child-care/exhibits/payslip/table/rows/base/amount",
        "role-plays/child-care/observe/calm",
        "role-plays/child-care/observe/names",
        "role-plays/child-care/seats/buyer/sheet/know/paid",
        "responses/child-care-a/from/title",
        "worksheets/sheet/fields/pick/options/one",
        "countries/sv/law/child-care-duty/rule",
        "countries/sv/words/ministry/short",
        "sectors/garment/words/workplace",
        "standards/ilo-c156/says",
    ],
)
def test_addresses(texts: Mapping[str, Text], reading: Reading, unit: str) -> None:
    assert unit in texts
    assert reading.places[unit].line > 0


def test_addresses_are_unique(kit: Kit) -> None:
    units = [text.unit for text in texts_in(kit)]
    assert len(units) == len(set(units))


@pytest.mark.parametrize(
    ("unit", "circle", "owner"),
    [
        ("cases/child-care/narrative/full/start", Circle.EVERYONE, ""),
        ("cases/child-care/key/why", Circle.FACILITATOR, ""),
        ("cases/child-care/facts/subsidy/answer", Circle.FACILITATOR, ""),
        ("role-plays/child-care/general/where", Circle.EVERYONE, ""),
        ("role-plays/child-care/parties/company/brief", Circle.PARTY, "role-plays/child-care/parties/company"),
        ("role-plays/child-care/seats/buyer/sheet/goals/must", Circle.SEAT, "role-plays/child-care/seats/buyer"),
        ("role-plays/child-care/events/call/text", Circle.HANDED, "role-plays/child-care/events/call"),
        ("role-plays/child-care/events/call/title", Circle.FACILITATOR, ""),
        ("role-plays/child-care/observe/calm", Circle.OBSERVER, ""),
        ("role-plays/child-care/teaching/note", Circle.FACILITATOR, ""),
        ("responses/child-care-a/letter/one", Circle.HANDED, "responses/child-care-a"),
        ("responses/child-care-a/from/title", Circle.HANDED, "responses/child-care-a"),
        ("responses/child-care-a/title", Circle.FACILITATOR, ""),
        ("responses/child-care-a/reading/signals", Circle.FACILITATOR, ""),
        ("sessions/welcome/steps/open/say", Circle.FACILITATOR, ""),
        ("logistics/preparation/invite/do", Circle.FACILITATOR, ""),
    ],
)
def test_audiences(texts: Mapping[str, Text], unit: str, circle: Circle, owner: str) -> None:
    audience = texts[unit].audience
    assert (audience.circle, audience.owner, audience.only) == (circle, owner, None)


def test_for_narrows_facts_exhibits_blocks_and_steps(kit: Kit, texts: Mapping[str, Text]) -> None:
    case = kit.cases["child-care"]
    assert case.facts["secret"].audience.only == frozenset({"buyer"})
    assert case.exhibits["memo"].audience.only == frozenset({"buyer"})
    assert case.exhibits["memo"].body["line"].audience.only == frozenset({"buyer"})
    assert texts["cases/child-care/facts/secret/text"].audience.only == frozenset({"buyer"})
    assert texts["cases/child-care/exhibits/memo/title"].audience.only == frozenset({"buyer"})
    assert texts["sessions/meeting/steps/play/task"].audience.only == frozenset({"speaker"})


def test_readers_of_the_domain_agree_with_the_audiences(texts: Mapping[str, Text]) -> None:
    play = "role-plays/child-care"
    buyer = player(UnitId(f"{play}/parties/company"), UnitId(f"{play}/seats/buyer"))
    speaker = player(UnitId(f"{play}/parties/workers"), UnitId(f"{play}/seats/speaker"))
    secret = texts["cases/child-care/facts/secret/text"].audience
    brief = texts[f"{play}/parties/company/brief"].audience
    assert [each.may_read(secret) for each in (PARTICIPANT, OBSERVER, speaker, buyer)] == [False, False, False, True]
    assert [each.may_read(brief) for each in (PARTICIPANT, OBSERVER, speaker, buyer)] == [False, False, False, True]
    assert holder(UnitId("responses/child-care-a")).may_read(texts["responses/child-care-a/letter/one"].audience)


def test_values(kit: Kit) -> None:
    facts = kit.cases["child-care"].facts
    assert facts["heads"].number == 780
    assert facts["wage"].money == Decimal("402.32")
    assert facts["share"].percent == Decimal(35)
    assert facts["women-share"].percent == Ratio("women", "heads")
    assert facts["petition-on"].date == StoryDate(base="start", days=-63)
    assert facts["fixed-on"].date == StoryDate(day=date(2026, 3, 12))
    assert facts["heads"].id == "heads"
    assert kit.sessions["welcome"].materials["markers"] == Quantity(2, "group", 10)
    assert kit.about.edition == "1.10"
    assert kit.media["room"].svg.startswith("<svg")
    assert "<!--" not in kit.media["room"].svg
    assert kit.role_plays["child-care"].rounds["play"].optional


def test_texts_are_tidy_and_have_their_form(texts: Mapping[str, Text]) -> None:
    assert texts["cases/child-care/summary"].source == "En {factory} piden una sala."
    assert texts["sectors/garment/words/workplace"].form is Form.PHRASE
    assert texts["kit/title"].form is Form.LINE


def test_a_workshop(reading: Reading) -> None:
    workshop = reading.workshops["example"]
    assert workshop.id == "example"
    assert workshop.hours.from_ == clock(8, 30)
    assert workshop.anchors == {"lunch": clock(12, 30)}
    assert workshop.title
    assert (workshop.title.source, workshop.title.language) == ("Taller de prueba", "es")
    assert workshop.replies == {"flor": "child-care-a"}


def test_a_workshop_in_two_languages(library: Path) -> None:
    kit_file = library / "small/kit.yaml"
    kit_file.write_text(kit_file.read_text().replace("[es]", "[es, en]"))
    text = (library / "small/workshops/example.yaml").read_text().replace("[es]", "[en, es]")
    for bare, both in (
        ("{es: Taller de prueba}", "{es: Taller, en: Workshop}"),
        ("Casa de la organización", "{es: Casa, en: House}"),
        ("El parque", "{es: El parque, en: The park}"),
        ("las compañeras", "{es: las compañeras, en: the women}"),
    ):
        text = text.replace(bare, both)
    path = library / "small/workshops/two.yaml"
    path.write_text(text)
    kit = read_kit(library / "small").kit
    assert kit
    workshop, problems = read_workshop(path, kit, library)
    assert problems == ()
    assert workshop
    assert workshop.title
    assert (workshop.title.find("en"), workshop.title.find("es")) == ("Workshop", "Taller")


class Echoing(Translations):
    """Translates everything by its address."""

    def __call__(self, unit: UnitId, source: str) -> Mapping[str, Translation]:
        return {"en": Translation(f"{unit}: {source}", Status.TRANSLATED)}


def test_translations_come_from_where_they_are_asked(library: Path) -> None:
    def translations(folder: Path, name: str) -> tuple[Translations, tuple[Problem, ...]]:
        assert folder.name == name.rpartition("/")[2]
        return Echoing({}, {}, {}), ()

    kit = read_kit(library / "small", library, translations).kit
    assert kit
    assert kit.about.title.find("en") == "kit/title: Un kit pequeño"


def test_a_module_may_have_a_language_of_its_own(library: Path) -> None:
    path = library / "small/modules/handouts/accepted.yaml"
    path.write_text("language: en\n" + path.read_text())
    kit = read_kit(library / "small").kit
    assert kit
    assert kit.handouts["accepted"].title.language == "en"
    assert kit.about.title.language == "es"


def test_what_is_wrong_between_files_is_looked_for_when_somebody_asks_and_once(library: Path) -> None:
    handout = library / "small/modules/handouts/extra.yaml"
    handout.write_text("title: T\nbody:\n  one: |\n    {nobody} dice.\n")
    reading = read_kit(library / "small")
    assert reading.kit is not None
    assert (reading.faults, vars(reading).keys() & {"problems", "gaps"}) == ((), set())
    assert codes(reading.problems) == {"unknown-slot"}
    assert reading.problems is reading.problems
    assert reading.gaps == ()


def test_what_is_wrong_with_a_file_is_known_at_once(library: Path) -> None:
    (library / "small/modules/handouts/extra.yaml").write_text("title: T\ncolour: red\nbody: {}\n")
    reading = read_kit(library / "small")
    assert (reading.kit, codes(reading.faults)) == (None, {"unknown-field"})


def test_an_unreadable_file_causes_nothing_else(library: Path) -> None:
    for name in ("cases/child-care", "role-plays/child-care", "worksheets/sheet", "sessions/welcome"):
        (library / f"small/modules/{name}.yaml").write_text("a: [\n")
    reading = read_kit(library / "small")
    assert reading.kit is None
    assert {(each.code, each.place.file) for each in reading.everything if each.place} == {
        ("file-cut-off", f"small/modules/{name}.yaml")
        for name in ("cases/child-care", "role-plays/child-care", "worksheets/sheet", "sessions/welcome")
    }


@pytest.mark.parametrize("name", ["kit", "agenda", "logistics", "media"])
def test_nor_does_an_unreadable_file_of_the_kit(library: Path, name: str) -> None:
    (library / f"small/{name}.yaml").write_text("a: [\n")
    assert codes(read_kit(library / "small").everything) == {"file-cut-off"}


@pytest.mark.parametrize("name", ["countries/sv", "sectors/garment", "standards", "sources"])
def test_nor_does_an_unreadable_shared_file(library: Path, name: str) -> None:
    (library / f"_shared/{name}.yaml").write_text("a: [\n")
    assert codes(read_kit(library / "small").everything) == {"file-cut-off"}


def test_many_problems_are_counted(library: Path) -> None:
    fields = "".join(f"unknown-{number}: x\n" for number in range(80))
    (library / "small/modules/handouts/many.yaml").write_text("title: T\nbody: {}\n" + fields)
    _, problems = read_library(library)
    assert [each.code for each in problems] == ["unknown-field"] * 50 + ["more-problems"]
    assert problems[-1].details["count"] == "30"


def test_what_is_not_there_is_not_found(tmp_path: Path, kit: Kit) -> None:
    with pytest.raises(NotFound):
        read_kit(tmp_path / "absent")
    with pytest.raises(NotFound):
        read_library(tmp_path / "absent")
    with pytest.raises(NotFound):
        read_workshop(tmp_path / "absent.yaml", kit)


DAMAGED = (
    "modules/cases/child-care.yaml",
    "modules/role-plays/child-care.yaml",
    "kit.yaml",
    "workshops/example.yaml",
    "media.yaml",
)


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_kits_raise_nothing_and_say_where(library: Path, name: str) -> None:
    path = library / "small" / name
    for mutant in mutants(path.read_bytes(), 120):
        path.write_bytes(mutant)
        for problem in read_kit(library / "small").everything:
            assert problem.place, problem


def test_sixty_modules_are_read_and_checked_in_a_second(library: Path) -> None:
    for number in range(30):
        for kind in ("cases", "sessions"):
            source = library / f"small/modules/{kind}/{'child-care' if kind == 'cases' else 'welcome'}.yaml"
            text = source.read_text().replace("for: [buyer]", "for: [observer]")
            (source.parent / f"more-{number}.yaml").write_text(text)
    started = time.perf_counter()
    reading = read_kit(library / "small")
    took = time.perf_counter() - started
    assert reading.everything == ()
    assert took < 2.5  # seconds; well under one on an idle machine
