"""The training of a plant: its papers assemble, no track reads another, the plans keep what they promise, and the test
is the same before and after."""

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from tests.canaries import Aviary, planted, strings_in
from tests.shipped import KITS, shipped
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.assembly.workbook import worksheets_used
from trainingkit.domain.cohortworkshops import workshop_of
from trainingkit.domain.document import Document, Format, Options
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.paper import Worksheet
from trainingkit.domain.text import PARTICIPANT
from trainingkit.domain.timetable import Timetable
from trainingkit.domain.tracks import for_track
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering import pdf
from trainingkit.rendering.typeset import typeset
from trainingkit.services.cohorts import Planned, plan_at
from trainingkit.services.library import find_subject
from trainingkit.services.shelves import Shelf

KIT = "freedom-of-association"
LANGUAGES = ("es", "en")
WORKSHOPS = {"workers": "example-workers", "supervisors": "example-supervisors", "management": "example-management"}
KINDS = ("sessions", "cases", "role-plays", "worksheets", "handouts", "cards", "techniques", "posters")
LINES = {"linea-1", "linea-2", "linea-3", "agencia", "empaque"}


def the_kit() -> Kit:
    kit = shipped(KIT).kit
    assert kit is not None
    return kit


def workshop(track: str) -> Workshop:
    return shipped(KIT).workshops[WORKSHOPS[track]]


def documents(kit: Kit, held: Workshop) -> Iterator[tuple[Order, Document]]:
    seen = for_workshop(kit, held)
    days, casting = schedule(seen, held), cast(held, seen)
    wordings = {language: wording_for(language, held.country) for language in LANGUAGES}
    for order in orders_for(seen, held, days, casting, LANGUAGES):
        yield order, assemble(seen, held, days, casting, order, wordings)


def modules(kit: Kit) -> Iterator[Module]:
    for kind in KINDS:
        yield from kit.modules(kind).values()


# ── the papers ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("track", WORKSHOPS)
def test_the_workshop_of_a_track_assembles_in_both_languages(track: str) -> None:
    made = list(documents(the_kit(), workshop(track)))
    assert {order.language for order, _ in made} == set(LANGUAGES)
    for document in ("agenda", "guide", "handout", "worksheet", "attendance"):
        assert any(order.document == document for order, _ in made), document
    assert not schedule(for_workshop(the_kit(), workshop(track)), workshop(track)).problems


@pytest.fixture(scope="module")
def aviary() -> Aviary:
    return Aviary()


@pytest.fixture(scope="module")
def canaries(aviary: Aviary) -> Kit:
    made = planted(the_kit(), aviary, LANGUAGES)
    assert isinstance(made, Kit)
    return made


def of_others(track: str) -> set[str]:
    """The modules and days that the files themselves give to other tracks only."""
    kit = the_kit()
    hidden = {f"{each.KIND}/{each.id}/" for each in modules(kit) if each.tracks and track not in each.tracks}
    return hidden | {f"agenda/{name}/" for name, day in kit.agenda.days.items() if day.track not in (None, track)}


@pytest.mark.parametrize("track", WORKSHOPS)
def test_no_document_of_a_track_holds_a_word_of_another(track: str, canaries: Kit, aviary: Aviary) -> None:
    hidden = tuple(of_others(track))
    assert hidden
    leaks, sung = [], set()
    for order, document in documents(canaries, workshop(track)):
        for _, text in aviary.found_in("\n".join(strings_in(document))):
            sung.add(str(text.unit))
            if text.unit.startswith(hidden):
                leaks.append(f"{order}: {text.unit}")
    assert leaks == []
    own = [each for each in modules(the_kit()) if each.tracks == (track,)]
    assert [each.id for each in own if not any(unit.startswith(f"{each.KIND}/{each.id}/") for unit in sung)] == []


def test_every_paper_of_the_workers_says_that_it_is_theirs() -> None:
    """What stands in the workers' session, or among their forms, is read by nobody else."""
    seen = for_track(the_kit(), "supervisors")
    theirs = {each.id for each in modules(the_kit()) if each.tracks == ("workers",)}
    assert {"knowledge-test", "pocket-card", "what-happened", "our-union", "if-somebody-is-punished"} <= theirs
    assert not theirs & {each.id for each in modules(seen)}


# ── the test ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_test_is_the_same_before_and_after() -> None:
    items = the_kit().agenda.days["workers"].items
    assert [name for name, item in items.items() if item.worksheet == "knowledge-test"] == ["test-before", "test-after"]
    assert next(iter(items)) == "test-before"
    assert len({items[name].minutes for name in ("test-before", "test-after")}) == 1


def the_test() -> Worksheet:
    return the_kit().worksheets["knowledge-test"]


def test_nobody_signs_it_and_every_sentence_has_its_drawing_and_its_answer() -> None:
    sheet = the_test()
    assert sheet.anonymous
    assert not [field for field in sheet.fields.values() if field.kind == "sign"]
    asked = {name: field for name, field in sheet.fields.items() if field.picture}
    assert len(asked) == 10
    for field in asked.values():
        assert field.right is not None
        assert not PARTICIPANT.may_read(field.right.audience)
        assert isinstance(field.options, Mapping)
        assert list(field.options) == ["right", "wrong", "unsure"]  # in the same place each time
    good = [field.right.source.startswith("**Sí.**") for field in asked.values() if field.right]
    assert sum(good) == 5
    assert "<text" not in "".join(the_kit().media[field.picture or ""].svg for field in asked.values())


def test_the_tally_counts_every_sentence_and_knows_no_person() -> None:
    counts = the_kit().worksheets["test-tally"].fields["counts"]
    assert set(counts.rows) == {"sheets"} | {name for name, field in the_test().fields.items() if field.picture}
    assert set(counts.columns) == {"what", "before", "after", "unsure-before", "unsure-after"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_one_sheet_with_each_sentence_beside_its_drawing(language: str) -> None:
    held = workshop("workers")
    order, document = next(
        (order, made)
        for order, made in documents(the_kit(), held)
        if order.subject == "worksheets/knowledge-test" and order.language == language
    )
    beside = [each for each in document.parts[0].sections[0].blocks if isinstance(each, Options) and each.picture]
    assert [each.number for each in beside] == list(range(1, 11)), order
    with pdf.open_pdf(typeset(document, Format("letter", "black")).pdf) as file:
        assert len(file.pages) == 2
        shown = [element.alt for element in pdf.elements(file) if element.role == "Figure"]
    assert [each.picture.alt for each in beside if each.picture] == shown


def test_it_is_handed_out_clean_and_not_bound_into_the_workbook() -> None:
    held = workshop("workers")
    seen = for_workshop(the_kit(), held)
    assert [sheet.id for sheet in worksheets_used(seen, schedule(seen, held))] == ["six-questions", "what-happened"]


def test_no_sheet_says_five_minutes_before_we_leave_but_an_evaluation() -> None:
    made = [document for order, document in documents(the_kit(), workshop("workers")) if order.document == "worksheet"]
    strips = [[item.icon for item in document.parts[0].masthead.strip] for document in made]
    assert ["pencil", "lock", "ear"] in strips
    assert not any("clock" in strip for strip in strips)


def test_exhibits_are_counted_where_somebody_gets_them() -> None:
    """Those of the case are the management's; the sheet of the library is for nobody in particular."""
    held = [document for order, document in documents(the_kit(), workshop("management")) if order.document == "case"]
    (public,) = (sheet for sheet in Shelf(the_kit()).sheets if sheet.kind == "case")
    alone = [each.document for each in public.versions.values() if each.document]
    for made, icons in (
        (held, ["map-pin", "clock", "users-three", "file-text"]),
        (alone, ["map-pin", "clock", "users-three"]),
    ):
        assert [[item.icon for item in document.parts[0].masthead.strip] for document in made] == [icons] * 2


# ── the plans ───────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def planned(name: str) -> tuple[Planned, Timetable]:
    made = plan_at(find_subject(str(KITS / KIT / "workshops" / f"{name}.yaml"), KITS))
    assert made.table is not None
    return made, made.table


def test_the_plant_is_one_of_1250() -> None:
    counts = planned("example-plant")[0].plan.cohorts.headcount
    assert sum(many for shifts in counts.values() for lines in shifts.values() for many in lines.values()) == 1250
    assert {line for lines in counts["workers"].values() for line in lines} == LINES


def test_four_in_ten_of_every_shift_come_within_a_week() -> None:
    made, table = planned("example-plant")
    for shift, lines in made.plan.cohorts.headcount["workers"].items():
        come = table.invited("workers", shift) * 0.9  # one in ten does not come, though she is invited
        assert come >= 0.4 * sum(lines.values()), shift
    assert (made.plan.to - made.plan.from_).days < 7


def test_whoever_supervises_is_trained_before_anybody_of_production() -> None:
    _, table = planned("example-plant")
    ends = {track: max(v.ends_at for c in table.cohorts if c.track == track for v in c.visits) for track in WORKSHOPS}
    begins = {
        track: min(v.begins_at for c in table.cohorts if c.track == track for v in c.visits) for track in WORKSHOPS
    }
    assert ends["management"] <= begins["supervisors"]
    assert ends["supervisors"] <= begins["workers"]


def test_a_piece_takes_45_minutes_at_the_most_and_loses_nothing() -> None:
    made, table = planned("example-pieces")
    kit = the_kit()
    wordings = {"es": wording_for("es", "mx")}
    for cohort in table.cohorts:
        held = workshop_of(made.plan, kit, cohort, wordings)
        days = schedule(for_workshop(kit, held), held).days
        assert len(days) == 4
        for day in days:
            assert sum(slot.minutes for slot in day.slots) <= 45
        placed = [slot.item for day in days for slot in day.slots]
        assert set(kit.agenda.days["workers"].items) - set(placed) <= {"stretch"}


def test_the_workers_session_takes_two_and_a_half_hours() -> None:
    held = workshop("workers")
    (day,) = schedule(for_workshop(the_kit(), held), held).days
    assert 150 <= sum(slot.minutes for slot in day.slots) <= 165
