"""A plan from its file to workshops: each is read without a problem, fits its hours, and holds codes and counts."""

import csv
import re
import shutil
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from trainingkit.content.planned import read_workshop
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.document import Grid
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.timetable import Change, Refusal, problems_of
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Conflict, ContentError, UsageError
from trainingkit.i18n.problems import sentence_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.services.building import build
from trainingkit.services.cohorts import COVERAGE, Planned, plan_at, write_cohorts
from trainingkit.services.library import Subject, find_subject, read_subject
from trainingkit.services.wanted import Wanted

PLANT = Path(__file__).resolve().parents[1] / "samples" / "plant"
SMALL = """\
kit: plant-rights
edition: "2026.1"
title: Una planta pequeña
country: mx
languages: [es]
timezone: America/Mexico_City
plan: cohorts
from: 2026-12-07
to: 2026-12-11
cohorts:
  goal: {supervisors: 100%, workers: 40%}
  group: {min: 5, ideal: 25, max: 28}
  release: 10%
  no_shows: 10%
  trainers: {t1: {}, t2: {}}
  rooms: {canteen: 28}
  shifts:
    morning: {from: "06:00", to: "14:00", breaks: {meal: "10:00-10:30"}}
    night: {from: "22:00", to: "06:00"}
  headcount:
    supervisors: {morning: {all: 9}, night: {all: 4}}
    workers: {morning: {sew: 120, pack: 90}, night: {sew: 130}}
"""


@pytest.fixture
def kits(tmp_path: Path) -> Path:
    folder = shutil.copytree(PLANT, tmp_path / "kits")
    (folder / "plant-rights/workshops/small.yaml").write_text(SMALL, "utf-8")
    return folder


def planned(kits: Path, *edits: tuple[str, str], more: str = "") -> Planned:
    file = kits / "plant-rights/workshops/small.yaml"
    text = SMALL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text + more, "utf-8")
    return plan_at(Subject(kits / "plant-rights", file))


def workshops(made: Planned, folder: Path) -> list[Workshop]:
    found = []
    for path in sorted(folder.glob("*.yaml")):
        workshop, problems = read_workshop(path, made.kit)
        assert problems == ()
        assert workshop is not None
        found.append(workshop)
    return found


# ── workshops ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_cohort_is_a_workshop_that_can_be_built(kits: Path, tmp_path: Path) -> None:
    made = planned(kits)
    assert made.table is not None
    written = write_cohorts(made, tmp_path / "out")
    assert (written.replaced, written.left) == ((), ())
    found = workshops(made, tmp_path / "out")
    assert [each.cohort.code for each in found if each.cohort] == [cohort.code for cohort in made.table.cohorts]
    for workshop, cohort in zip(found, made.table.cohorts, strict=True):
        visit = cohort.visits[0]
        assert (workshop.track, workshop.head_count) == (cohort.track, cohort.size)
        assert (workshop.from_, workshop.to) == (visit.begins_at.date(), visit.begins_at.date())
        assert (workshop.hours.from_, workshop.hours.to) == (visit.begins_at.time(), visit.ends_at.time())
        assert workshop.cohort is not None
        assert workshop.cohort.lines == cohort.people
        assert (workshop.cohort.room, workshop.cohort.trainer) == (cohort.room, cohort.trainer)
        assert workshop.facilitators == {"lead": cohort.trainer}
        seen = for_workshop(made.kit, workshop)
        plan = schedule(seen, workshop)
        assert plan.problems == ()
        assert plan.days[0].over_minutes == plan.days[0].spare_minutes == 0


def test_what_is_written_says_no_more_than_codes_and_counts(kits: Path, tmp_path: Path) -> None:
    write_cohorts(planned(kits), tmp_path / "out")
    text = (tmp_path / "out" / "small-c01.yaml").read_text("utf-8")
    assert re.fullmatch(
        r"kit: plant-rights\n"
        r'edition: "2026\.1"\n'
        r"title: Una planta pequeña\n"
        r"from: '2026-12-07'\nto: '2026-12-07'\n"
        r"track: supervisors\n"
        r"cohort: \{plan: small, code: C01, shift: morning, trainer: t[12], room: canteen, lines: \{all: 9\}\}\n"
        r"country: mx\ntimezone: America/Mexico_City\nlanguages: \[es\]\n"
        r'hours: \{from: "06:00", to: "07:30"\}\n'
        r"people: \{es: 9\}\n"
        r"facilitators: \{lead: t[12]\}\n",
        text,
    )


def test_a_cohort_that_meets_in_pieces_gets_an_agenda_of_its_own(kits: Path, tmp_path: Path) -> None:
    made = planned(
        kits,
        ('breaks: {meal: "10:00-10:30"}}', 'breaks: {meal: "10:00-10:30"}, pieces: 45}'),
        ("to: 2026-12-11", "to: 2026-12-20\nclosed: [2026-12-08, 2026-12-13]"),
        ("{supervisors: 100%, workers: 40%}", "{supervisors: 0%, workers: 40%}"),
    )
    write_cohorts(made, tmp_path / "out")
    found = [each for each in workshops(made, tmp_path / "out") if each.cohort and each.cohort.shift == "morning"]
    assert found
    for workshop in found:
        assert workshop.agenda is not None
        assert [day.title.source for day in workshop.agenda.days.values()] == [
            f"Sesión del personal, parte {number} de 3" for number in (1, 2, 3)
        ]
        plan = schedule(for_workshop(made.kit, workshop), workshop)
        assert plan.problems == ()
        dates = [day.date for day in plan.days]
        assert not {date(2026, 12, 8), date(2026, 12, 13)} & set(dates)
        assert [day.slots[0].minutes for day in plan.days] == [10, 45, 10]
    over_the_closed_day = found[0]
    assert over_the_closed_day.from_ == date(2026, 12, 7)
    assert [day.date_ for day in over_the_closed_day.days.values()] == [date(2026, 12, day) for day in (7, 9, 10)]


def test_anchors_of_an_agenda_get_the_time_at_which_their_item_comes(kits: Path, tmp_path: Path) -> None:
    agenda = kits / "plant-rights/agenda.yaml"
    anchored = agenda.read_text("utf-8").replace(
        "rights: {session: our-rights}", "rights: {session: our-rights, anchor: half}"
    )
    agenda.write_text(anchored, "utf-8")
    for name in ("floor", "line"):
        file = kits / f"plant-rights/workshops/{name}.yaml"
        file.write_text(file.read_text("utf-8") + 'anchors: {half: "06:10"}\n', "utf-8")
    made = planned(kits)
    write_cohorts(made, tmp_path / "out")
    for workshop in workshops(made, tmp_path / "out"):
        assert schedule(for_workshop(made.kit, workshop), workshop).problems == ()


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_replaced_unless_it_is_said(kits: Path, tmp_path: Path) -> None:
    made = planned(kits)
    write_cohorts(made, tmp_path / "out")
    mine = tmp_path / "out" / "small-c02.yaml"
    mine.write_text("# edited by hand\n", "utf-8")
    with pytest.raises(Conflict):
        write_cohorts(made, tmp_path / "out")
    assert mine.read_text("utf-8") == "# edited by hand\n"
    (tmp_path / "out" / "small-c99.yaml").write_text("", "utf-8")
    written = write_cohorts(made, tmp_path / "out", replace_files=True)
    assert "small-c02.yaml" in written.replaced
    assert written.left == ("small-c99.yaml",)


def test_workshops_beside_the_plan_name_their_schema(kits: Path) -> None:
    folder = kits / "plant-rights/workshops"
    write_cohorts(planned(kits), folder)
    assert (folder / "small-c01.yaml").read_text("utf-8").startswith("# yaml-language-server: $schema=")
    reading, kit, workshop = read_subject(find_subject("small-c01", kits))
    assert workshop.track == "supervisors"
    assert list(kit.about.tracks) == ["supervisors"]
    assert reading.problems == ()


def test_a_plan_is_not_built_and_a_workshop_not_planned(kits: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_subject(find_subject("small", kits))
    assert caught.value.code == "plan-of-cohorts"
    with pytest.raises(UsageError) as caught:
        plan_at(find_subject("floor", kits))
    assert caught.value.code == "no-plan-of-cohorts"


def test_a_faulty_plan_is_not_planned_and_all_its_faults_are_named(kits: Path) -> None:
    with pytest.raises(ContentError) as caught:
        planned(kits, ("canteen: 28", "canteen: 4"), ("workers: 40%", "workers: 400%"), ("t1: {}", "t1: {days: some}"))
    assert {each.code for each in caught.value.problems} >= {"out-of-range", "not-in-list"}


# ── coverage ────────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(folder: Path) -> list[list[str]]:
    return list(csv.reader((folder / COVERAGE).read_text("utf-8").splitlines()))


def test_coverage_is_written_in_numbers_none_below_five(kits: Path, tmp_path: Path) -> None:
    write_cohorts(planned(kits), tmp_path / "out")
    head, *found = rows(tmp_path / "out")
    assert head == ["Público", "Turno", "Línea", "Personas", "Invitadas", "%", "Meta, %"]
    # all 13 are invited: whoever knows that four work at night would know that those four are
    assert found[0] == ["supervisors", "", "", "13", "–", "", "100"]
    assert ["supervisors", "night", "", "<5", "<5", "", "100"] in found
    assert ["supervisors", "morning", "", "–", "–", "", "100"] in found
    assert ["workers", "morning", "sew", "120", "54", "45", "40"] in found
    assert [cell for row in found for cell in row[3:5] if cell.isdecimal() and int(cell) < 5] == []


def test_once_it_is_known_who_came_coverage_counts_them(kits: Path, tmp_path: Path) -> None:
    before = planned(kits)
    assert before.table is not None
    mine = [cohort for cohort in before.table.cohorts if (cohort.track, cohort.shift) == ("workers", "morning")]
    came = "".join(f"    {cohort.code.lower()}: {{sew: 10, pack: 8}}\n" for cohort in mine)
    after = planned(kits, more=f"  came:\n{came}")
    assert after.table == before.table
    write_cohorts(after, tmp_path / "out")
    head, *found = rows(tmp_path / "out")
    assert head[4] == "Vinieron"
    assert ["workers", "", "", "340", str(18 * len(mine)), str(18 * len(mine) * 100 // 340), "40"] in found
    assert ["workers", "night", "sew", "130", "<5", "", "40"] in found
    assert ["workers", "morning", "", "210", "–", "", "40"] in found  # else the night's nothing could be worked out


def test_attendance_of_no_cohort_and_of_too_many_is_named(kits: Path) -> None:
    with pytest.raises(ContentError) as caught:
        planned(kits, more="  came:\n    c77: {sew: 3}\n")
    assert [each.code for each in caught.value.problems] == ["came-to-no-cohort"]
    with pytest.raises(ContentError) as caught:
        planned(kits, more="  came:\n    c01: {all: 30}\n")
    (problem,) = caught.value.problems
    assert problem.code == "more-came-than-there-are"
    assert problem.place is not None
    assert problem.place.line == 23


# ── what to look at ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_small_cohorts_and_shifts_without_a_reserve_are_said(kits: Path) -> None:
    made = planned(kits)
    assert [(each.code, each.place and each.place.line) for each in made.problems] == [
        ("nobody-in-reserve", 21),
        ("cohort-below-minimum", 21),
    ]


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_that_cannot_be_says_why_at_its_lines(kits: Path) -> None:
    made = planned(kits, ("to: 2026-12-11", "to: 2026-12-07"), ("t1: {}, t2: {}", "t1: {}"))
    assert made.table is None
    assert made.shares == ()
    assert made.problems[0].code == "goal-out-of-reach"
    assert all(each.place for each in made.problems)
    with pytest.raises(ContentError):
        write_cohorts(made, Path("nowhere"))


WAYS = {
    "too-few-trainers": (Change("trainers", 2, 3),),
    "needs-more-days": (Change("days", 2, 3),),
    "too-few-rooms": (Change("rooms", 2, 3),),
    "release-too-small": (Change("release", 2, 3),),
    "release-of-track-too-small": (Change("release", 2, 3, "workers"),),
    "group-too-large": (Change("group", 3, 2),),
    "group-of-track-too-large": (Change("group", 3, 2, "workers"),),
    "only-together": (Change("trainers", 2, 3), Change("release", 2, 9, "workers")),
}


@pytest.mark.parametrize("code", WAYS)
def test_each_way_out_is_said(code: str) -> None:
    refusal = Refusal(wanted={"workers": 9, "office": 5}, reached={"workers": 4, "office": 5}, ways=(WAYS[code],))
    first, second = problems_of(refusal, "workshops/plant")
    assert (first.code, first.unit) == ("goal-out-of-reach", "workshops/plant/cohorts/goal/workers")
    assert second.code == code
    message, _ = sentence_of(second, str)
    assert "{" not in message
    if code == "only-together":
        assert "trainers 2 → 3, release (workers) 2% → 9%" in message


def test_a_search_without_an_answer_is_said_as_such() -> None:
    nothing = Refusal(wanted={"workers": 9}, reached={"workers": 4})
    assert [each.code for each in problems_of(nothing, "w")] == ["goal-out-of-reach", "nothing-would-do"]
    unknown = Refusal(wanted={"workers": 9}, reached={"workers": 4}, proven=False)
    assert [each.code for each in problems_of(unknown, "w")] == ["goal-out-of-reach", "search-cut-off"]


# ── registers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_register_of_a_cohort_has_a_code_for_each_person_and_no_name(kits: Path, tmp_path: Path) -> None:
    made = planned(kits)
    write_cohorts(made, tmp_path / "out")
    workshop = next(each for each in workshops(made, tmp_path / "out") if each.track == "workers")
    assert workshop.cohort is not None
    seen = for_workshop(made.kit, workshop)
    days, casting = schedule(seen, workshop), cast(workshop, seen)
    orders = [each for each in orders_for(seen, workshop, days, casting, ("es",)) if each.document == "attendance"]
    assert orders == [Order("attendance", "es")]
    document = assemble(seen, workshop, days, casting, orders[0], {"es": wording_for("es", "mx")})
    marks, counts = (block for section in document.parts[0].sections for block in section.blocks)
    assert isinstance(marks, Grid)
    assert isinstance(counts, Grid)
    assert [row[0] for row in marks.rows] == [
        f"{workshop.cohort.code}-{number:02}" for number in range(1, workshop.head_count + 1)
    ]
    assert {row[1]: row[2] for row in marks.rows} == dict.fromkeys(workshop.cohort.lines, "")
    assert [row[:2] for row in counts.rows] == [(line, str(many)) for line, many in workshop.cohort.lines.items()]


class Quiet:
    def begin(self, forecast: object) -> None: ...

    def progress(self, done: int, total: int, path: str) -> None: ...


@pytest.mark.slow
def test_a_night_cohort_over_midnight_is_built(kits: Path, tmp_path: Path) -> None:
    made = planned(kits)
    write_cohorts(made, tmp_path / "out")
    nights = [
        path
        for path in sorted((tmp_path / "out").glob("*.yaml"))
        if (workshop := read_workshop(path, made.kit)[0]) and workshop.hours.to < workshop.hours.from_
    ]
    assert nights, "the sample has a session over midnight"
    built = build(find_subject(str(nights[0]), kits), Wanted(), tmp_path / "pdf", Quiet())
    assert built.problems == () or all(each.severity == "warning" for each in built.problems)
    assert {"agenda", "attendance", "guide", "workbook"} <= {entry.document for entry in built.entries}


def test_the_hours_of_the_night_are_those_of_the_next_day(kits: Path) -> None:
    made = planned(kits)
    assert made.table is not None
    late = [visit for cohort in made.table.cohorts for visit in cohort.visits if visit.is_after_midnight]
    assert late
    for visit in late:
        assert visit.begins_at.date() == visit.shift_day + timedelta(days=1)
        assert visit.begins_at.time() < time(6)
