"""A plan of cohorts from its file to a timetable, and from there to workshops, registers and coverage.

Comes in: the file of a plan. Goes out: a `Planned` with its timetable, or with the reasons why there is none; and
files, one workshop for each cohort and the coverage as a table. Refuses to plan from a faulty plan (`ContentError` with
every problem), and to write what our own reader would not read.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from trainingkit.content.planned import read_workshop
from trainingkit.content.workshopfile import workshop_entries
from trainingkit.content.yamledit import written
from trainingkit.domain.cohorts import CohortPlan, people_in
from trainingkit.domain.cohortworkshops import workshop_of
from trainingkit.domain.coverage import Share, coverage, reached
from trainingkit.domain.kit import Kit
from trainingkit.domain.timetable import Cohort, Refusal, Timetable, problems_of
from trainingkit.errors import ContentError, Problem, Severity
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.cohorts import plan_cohorts
from trainingkit.services.library import Subject, errors_in, located, place_of, read_plan
from trainingkit.storage.filesets import write_together

COVERAGE = "coverage.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What came of a plan. `table` is None where there is no timetable: `problems` then say why, else what to look
    at."""

    kit: Kit
    plan: CohortPlan
    table: Timetable | None
    problems: tuple[Problem, ...]

    @property
    def shares(self) -> tuple[Share, ...]:
        """How much of each track, shift and line is reached, as it can be shown."""
        return coverage(self.plan, self.table) if self.table else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a plan. `replaced`: those that were there before; `left`: workshops of an earlier timetable."""

    files: tuple[str, ...]
    replaced: tuple[str, ...]
    left: tuple[str, ...]


def plan_at(subject: Subject) -> Planned:
    """The timetable of the plan in a file, or why there is none."""
    reading, kit, plan = read_plan(subject)
    found = plan_cohorts(plan, kit)
    unit = f"workshops/{plan.id}"
    table = found if isinstance(found, Timetable) else None
    problems = tuple(problems_of(found, unit) if isinstance(found, Refusal) else _notes(plan, found, unit))
    placed = located((each.at(place_of(each.unit, reading)) for each in problems), subject.kit.parent)
    if table is not None and (wrong := errors_in(placed)):
        raise ContentError(wrong)
    return Planned(kit=kit, plan=plan, table=table, problems=placed)


# ── what to look at in a timetable ──────────────────────────────────────────────────────────────────────────────────


def _notes(plan: CohortPlan, table: Timetable, unit: str) -> Iterator[Problem]:
    yield from _reserves(plan, table, unit)
    for cohort in table.cohorts:
        least = plan.cohorts.group.of(cohort.track).min
        if cohort.size < least:
            details = {"cohort": cohort.code, "people": str(cohort.size), "least": str(least), "shift": cohort.shift}
            where = f"{unit}/cohorts/headcount/{cohort.track}/{cohort.shift}"
            yield Problem("cohort-below-minimum", where, details, Severity.WARNING)
    yield from _came(plan, table, unit)


def _reserves(plan: CohortPlan, table: Timetable, unit: str) -> Iterator[Problem]:
    """Tracks of which everybody in a shift is invited: nobody is left to make up for those who do not come."""
    cohorts, come = plan.cohorts, 100 - plan.cohorts.no_shows
    for track, goal in cohorts.goal.items():
        counts = cohorts.headcount.get(track, {})
        whole = [shift for shift, each in counts.items() if table.invited(track, shift) == people_in(each) > 0]
        if whole and come < goal:
            details = {"track": track, "shifts": ", ".join(whole), "come": str(come), "goal": str(int(goal))}
            yield Problem("nobody-in-reserve", f"{unit}/cohorts/headcount/{track}", details, Severity.WARNING)


def _came(plan: CohortPlan, table: Timetable, unit: str) -> Iterator[Problem]:
    """Attendance of cohorts that there are not, and of more people than there are."""
    codes = {cohort.code.lower() for cohort in table.cohorts}
    for code in plan.cohorts.came:
        if code not in codes:
            yield Problem("came-to-no-cohort", f"{unit}/cohorts/came/{code}", {"value": code})
    for (track, shift, line), came in reached(plan, table).items() if plan.cohorts.came else ():
        people = plan.cohorts.headcount[track][shift].get(line, 0)
        if came > people:
            details = {"line": line, "shift": shift, "came": str(came), "people": str(people)}
            yield Problem("more-came-than-there-are", f"{unit}/cohorts/came", details)


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def write_cohorts(planned: Planned, folder: Path, *, replace_files: bool = False) -> Written:
    """Writes a workshop for each cohort and the coverage. Raises Conflict where a file is there already."""
    if planned.table is None:
        raise ContentError(planned.problems)
    cohorts = planned.table.cohorts
    files = {f"{_name(planned.plan, each)}.yaml": _workshop_text(planned, each, folder) for each in cohorts}
    _require_clean(files, planned.kit)
    everything = {name: text.encode() for name, text in {**files, COVERAGE: coverage_csv(planned)}.items()}
    replaced = write_together(folder, everything, replace=replace_files)
    return Written(files=tuple(everything), replaced=replaced, left=_left(planned.plan, folder, files))


def _name(plan: CohortPlan, cohort: Cohort) -> str:
    return f"{plan.id}-{cohort.code.lower()}"


def _workshop_text(planned: Planned, cohort: Cohort, folder: Path) -> str:
    plan = planned.plan
    wordings = {language: wording_for(language, plan.country) for language in plan.languages}
    workshop = workshop_of(plan, planned.kit, cohort, wordings)
    where = folder.resolve()
    schema = "# yaml-language-server: $schema=../../_shared/schemas/workshop.json\n"
    return (schema if where.name == "workshops" else "") + written(workshop_entries(workshop))


def _require_clean(files: Mapping[str, str], kit: Kit) -> None:
    """Raises ContentError with whatever our own reader would find wrong with the files."""
    found: list[Problem] = []
    with TemporaryDirectory() as folder:
        for name, text in files.items():
            path = Path(folder) / name
            path.write_text(text, encoding="utf-8")
            _, problems = read_workshop(path, kit)
            found += [replace(each, place=each.place) for each in errors_in(problems)]
    if found:
        raise ContentError(found)


def _left(plan: CohortPlan, folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Workshops of this plan that the timetable no longer has."""
    ours = re.compile(rf"{re.escape(plan.id)}-c\d{{2,}}\.yaml")
    names = (path.name for path in sorted(folder.glob("*.yaml")))
    return tuple(name for name in names if ours.fullmatch(name) and name not in files)


def coverage_csv(planned: Planned) -> str:
    """The coverage as a table for a spreadsheet, in the plan's first language: numbers only, none below five."""
    plan, wording = planned.plan, wording_for(planned.plan.languages[0], planned.plan.country)
    came = wording.chrome("Came") if plan.cohorts.came else wording.chrome("Invited")
    head = [wording.chrome("Track"), wording.chrome("Shift"), wording.chrome("Line"), wording.chrome("People"), came]
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow((*head, "%", wording.chrome("Goal, %")))
    for share in planned.shares:
        track, shift, line = (*share.key, "", "")[:3]
        people = share.people_sign if share.people is None else share.people
        reached_ = share.reached_sign if share.reached is None else share.reached
        percent = "" if share.percent is None else share.percent
        table.writerow((track, shift, line, people, reached_, percent, int(plan.cohorts.goal[track])))
    return text.getvalue()
