"""What is wrong with a plan of cohorts: each fault at its line, all of them at once."""

import re
import shutil
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from trainingkit.content.library import read_kit
from trainingkit.domain.cohorts import CohortPlan, Percent, Span, Trainer, TrainingRoom
from trainingkit.errors import Severity
from trainingkit.i18n.problems import sentence_of
from trainingkit.i18n.problems_in_cohorts import SENTENCES

TOP = Path(__file__).resolve().parents[2]
PLANT = TOP / "tests" / "samples" / "plant"
PLAN = "workshops/example-plant.yaml"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    return shutil.copytree(PLANT, tmp_path / "kits") / "plant-rights"


def edit(kit: Path, *edits: tuple[str, str], file: str = PLAN) -> None:
    path = kit / file
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def found(kit: Path) -> list[tuple[str, int]]:
    problems = read_kit(kit).problems
    return [(each.code, each.place.line) for each in problems if each.place and each.place.file.endswith(PLAN)]


def test_a_plan_is_read_as_it_is_written() -> None:
    plan = read_kit(PLANT / "plant-rights").plans["example-plant"]
    assert isinstance(plan, CohortPlan)
    assert plan.days == tuple(date(2026, 12, day) for day in range(7, 12))
    assert plan.cohorts.goal == {"workers": Percent(40), "supervisors": Percent(100), "management": Percent(100)}
    assert plan.cohorts.release.share == 10
    assert plan.cohorts.trainers == {"t1": Trainer(), "t2": Trainer(days=(date(2026, 12, 7), date(2026, 12, 8)))}
    assert plan.cohorts.rooms["canteen"] == TrainingRoom(capacity=28)
    assert plan.cohorts.shifts["morning"].breaks == {"meal": Span(time(10), time(10, 30))}
    assert plan.cohorts.headcount["workers"]["night"] == {"line-1": 150, "packing": 100}
    assert plan.cohorts.order == ("management", "supervisors", "workers")


def test_a_plan_is_no_workshop() -> None:
    reading = read_kit(PLANT / "plant-rights")
    assert set(reading.workshops) == {"floor", "line"}
    assert set(reading.plans) == {"example-plant"}


FAULTS = [
    # shares, spans, numbers
    ("workers: 40%", "workers: 140%", ("out-of-range", 11)),
    ("workers: 40%", "workers: 12.5%", ("wrong-value", 11)),
    ("release: 10%", "release: 0%", ("out-of-range", 13)),
    ("no_shows: 10%", "no_shows: 95%", ("out-of-range", 14)),
    ('"10:00-10:30"', '"10:00"', ("wrong-value", 18)),
    ("line-1: 120", "line-1: -3", ("out-of-range", 23)),
    ("{min: 12, ideal: 25, max: 28}", "{min: 30, ideal: 25, max: 28}", ("least-above-most", 12)),
    ("{min: 12, ideal: 25, max: 28}", "{min: 12, ideal: 25}", ("missing-field", 12)),
    # names
    ("kit: plant-rights", "kit: other", ("workshop-of-another-kit", 1)),
    ('"2026.1"', '"2025.1"', ("edition-differs", 2)),
    ("country: mx", "country: pe", ("unknown-name", 4)),
    ("languages: [es]", "languages: [en]", ("language-not-promised", 5)),
    ("{workers: 40%", "{worker: 40%", ("unknown-name", 11)),
    ("    workers:", "    worker:", ("unknown-name", 22)),
    ("      morning: {line-1", "      dawn: {line-1", ("unknown-name", 23)),
    ("order: [management, ", "order: [managers, ", ("unknown-name", 28)),
    ("order: [management, ", "order: [", ("order-without-track", 28)),
    ("order: [management, supervisors, workers]", "order: [workers, supervisors, management]", ("order-differs", 28)),
    # days
    ("from: 2026-12-07\n", "", ("missing-field", 1)),
    ("to: 2026-12-11", "to: 2026-12-01", ("least-above-most", 9)),
    ("to: 2026-12-11", "to: 2027-03-11", ("out-of-range", 9)),
    ("[2026-12-07, 2026-12-08]", "[2026-12-07, 2026-12-18]", ("date-outside", 15)),
    ("to: 2026-12-11", "to: 2026-12-07\nclosed: [2026-12-07]", ("no-days", 10)),
    ("{t1: {days: all}, t2: {days: [2026-12-07, 2026-12-08]}}", "{}", ("no-trainers", 15)),
    ("{canteen: 28, training-room: 20}", "{}", ("no-rooms", 16)),
    # hours
    ('night:   {from: "22:00", to: "06:00"}', 'night: {from: "22:00", to: "21:00"}', ("shift-too-long", 20)),
    ('"10:00-10:30"', '"14:00-14:30"', ("break-outside-shift", 18)),
    ('"10:00-10:30"', '"10:00-10:30", tea: "10:15-10:45"', ("breaks-overlap", 18)),
    ('evening: {from: "14:00"', 'evening: {from: "11:00"', ("shifts-overlap", 19)),
    # rooms and people
    ("training-room: 20", "training-room: 8", ("room-too-small", 16)),
    (
        "{min: 12, ideal: 25, max: 28}",
        "{min: 12, ideal: 25, max: 28, tracks: {supervisors: {min: 30, ideal: 30, max: 40}}}",
        ("no-room-for-track", 16),
    ),
    ("    management: {morning: {all: 9}}", "    management: {morning: {all: 0}}", ("goal-without-people", 11)),
    (", management: 100%", "", ("people-without-goal", 27)),
    ("{workers: 40%, supervisors: 100%, management: 100%}", "{workers: 0%}", ("nobody-to-train", 11)),
    # sessions
    ('{from: "22:00", to: "06:00"}', '{from: "22:00", to: "23:00"}', ("shift-too-short", 20)),
    ('to: "06:00"}', 'to: "06:00", pieces: 30}', ("piece-too-long", 20)),
    (
        "{t1: {days: all}, t2: {days: [2026-12-07, 2026-12-08]}}",
        "{t1: {minutes: 80}}",
        ("nobody-leads-so-long", 15),
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS, ids=[each[2][0] for each in FAULTS])
def test_each_fault_is_named_where_it_stands(kit: Path, old: str, new: str, expected: tuple[str, int]) -> None:
    edit(kit, (old, new))
    assert expected in found(kit)


def test_a_track_needs_a_day_of_its_own(kit: Path) -> None:
    edit(kit, ("    track: management\n", "    track: workers\n"), file="agenda.yaml")
    assert ("track-without-agenda", 11) in found(kit)


def test_a_share_of_lines_says_nothing_of_people_on_no_line(kit: Path) -> None:
    edit(kit, ("{line-1: 120, line-2: 120, packing: 160}", "{all: 400}"))
    edit(kit, ("{line-1: 120, line-2: 120, packing: 110}", "{all: 350}"), ("{line-1: 150, packing: 100}", "{all: 250}"))
    assert found(kit) == [("release-without-lines", 13)]


def test_all_faults_are_named_at_once_with_a_sentence_and_a_way_to_mend_them(kit: Path) -> None:
    edit(
        kit,
        ("workers: 40%", "workers: 140%"),
        ('"10:00-10:30"', '"14:00"'),
        ("line-1: 120", "line-1: many"),
        ("to: 2026-12-11", "to: 2026-12-32"),
    )
    assert {("no-such-date", 9), ("out-of-range", 11), ("wrong-value", 18), ("wrong-value", 23)} <= set(found(kit))
    edit(
        kit, ("workers: 140%", "workers: 40%"), ('meal: "14:00"', 'meal: "14:00-14:30"'), ("line-1: many", "line-1: 5")
    )
    edit(
        kit,
        ("to: 2026-12-32", "to: 2026-12-11"),
        ("training-room: 20", "training-room: 8"),
        ("order: [", "order: [no, "),
    )
    reading = read_kit(kit)
    assert {each.code for each in reading.problems} == {"break-outside-shift", "room-too-small", "unknown-name"}
    for each in reading.problems:
        message, fix = sentence_of(each, str)
        assert fix
        assert "{" not in message
    assert reading.plans == {}


def test_a_plan_with_a_warning_can_be_planned(kit: Path) -> None:
    edit(kit, ("order: [management, supervisors, workers]", "order: [workers, supervisors, management]"))
    reading = read_kit(kit)
    assert [each.severity for each in reading.problems] == [Severity.WARNING]
    assert set(reading.plans) == {"example-plant"}


def test_a_handover_between_two_shifts_is_no_fault(kit: Path) -> None:
    edit(kit, ('evening: {from: "14:00"', 'evening: {from: "13:30"'))
    assert found(kit) == []


def test_one_slip_of_the_pen_is_one_problem(kit: Path) -> None:
    edit(kit, ("{workers: 40%", "{worker: 40%"))
    assert found(kit) == [("unknown-name", 11)]


def test_every_code_about_tracks_and_cohorts_has_a_test() -> None:
    files = [*Path(__file__).parent.glob("test_*.py"), *(TOP / "tests" / "services").glob("test_*.py")]
    said = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', "\n".join(path.read_text("utf-8") for path in files)))
    assert set(SENTENCES) - said == set()


def test_closed_days_are_no_days_of_the_plan() -> None:
    plan = read_kit(PLANT / "plant-rights").plans["example-plant"]
    assert replace(plan, closed=(date(2026, 12, 9),)).days == tuple(date(2026, 12, day) for day in (7, 8, 10, 11))
