"""`trainingkit cohorts`: a plan of cohorts as a timetable with its coverage, or why there is none; as workshops too."""

from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from trainingkit.cli.console import Console, console_of
from trainingkit.cli.kits import best
from trainingkit.cli.problems import answer_problems, problems_as_data, say_problems
from trainingkit.cli.words import Command, json_option, kits_option, option
from trainingkit.domain.cohorts import NO_LINE
from trainingkit.domain.coverage import FEW, WITHHELD, Share
from trainingkit.domain.text import Wording
from trainingkit.domain.timetable import Cohort, Visit
from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.wording import wording_for
from trainingkit.services.cohorts import Planned, Written, plan_at, write_cohorts
from trainingkit.services.library import find_subject


@click.command(
    "cohorts",
    cls=Command,
    help=mark(
        "Plan cohorts for a plant. PLAN is a file with `plan: cohorts`, or its id. The answer is a timetable with the "
        "coverage that it reaches, or what is short and how much would do. With --out each cohort becomes a workshop "
        "for `trainingkit build`."
    ),
)
@click.argument("subject", metavar="PLAN")
@option("--out", metavar="DIR", default="", help=mark("The folder for the workshops and the coverage."))
@option("--replace", is_flag=True, help=mark("Take the place of files that are there already."))
@json_option
@kits_option
@click.pass_context
def cohorts(ctx: click.Context, subject: str, out: str, replace: bool) -> None:
    """One plan."""
    console = console_of(ctx)
    planned = plan_at(find_subject(subject, console.kits))
    if planned.table is None:
        _say_refused(planned, console)
        ctx.exit(1)
    written = write_cohorts(planned, Path(out), replace_files=replace) if out else None
    if console.as_json:
        console.data(_data_of(planned, written, console))
        return
    _Table(planned, console).say()
    if written is not None:
        _say_written(written, Path(out), console)


def _say_refused(planned: Planned, console: Console) -> None:
    if console.as_json:
        console.data(_data_of(planned, None, console))
        return
    console.line(console.say("There is no timetable for {plan}.", plan=planned.plan.id))
    console.line()
    answer_problems(planned.problems, console)


# ── as a person reads it ────────────────────────────────────────────────────────────────────────────────────────────


class _Table:
    """The timetable of a plan on a terminal."""

    def __init__(self, planned: Planned, console: Console) -> None:
        self.planned, self.console = planned, console
        self.plan = planned.plan
        self.cohorts = planned.table.cohorts if planned.table else ()
        self.wording: Wording = wording_for(console.catalogue.language, planned.plan.country)
        self.tracks = {
            name: best(track.title, console.catalogue.language) for name, track in planned.kit.about.tracks.items()
        }

    def say(self) -> None:
        """All of it: the days, the coverage, what to look at."""
        console = self.console
        title = best(self.plan.title or self.planned.kit.about.title, console.catalogue.language)
        console.line(f"{title}, {self.wording.date_range(self.plan.from_, self.plan.to)}")
        people = sum(cohort.size for cohort in self.cohorts)
        console.line(console.counted("{count} cohort", "{count} cohorts", len(self.cohorts)) + self._invited(people))
        self._say_days()
        self._say_trainers()
        self._say_coverage()
        if self.planned.problems:
            console.line()
            say_problems(self.planned.problems, console)

    def _invited(self, people: int) -> str:
        return ", " + self.console.counted("{count} person invited", "{count} people invited", people)

    def _say_days(self) -> None:
        visits = [(visit, cohort) for cohort in self.cohorts for visit in cohort.visits]
        visits.sort(key=lambda each: (each[0].shift_day, each[0].begins_at, each[1].code))
        head = [self.console.say(each) for each in _HEAD]
        rows = [(visit.shift_day, self._row(visit, cohort)) for visit, cohort in visits]
        widths = [max(map(len, column)) for column in zip(head, *(row for _, row in rows), strict=True)]
        for day, group in groupby(rows, key=lambda each: each[0]):
            self.console.line()
            self.console.line(self.wording.date(day, "weekday"))
            wide = [tuple(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for _, row in group]
            self.console.table([cell.ljust(width) for cell, width in zip(head, widths, strict=True)], wide)

    def _row(self, visit: Visit, cohort: Cohort) -> tuple[str, ...]:
        number = cohort.visits.index(visit) + 1
        code = f"{cohort.code} {number}/{len(cohort.visits)}" if len(cohort.visits) > 1 else cohort.code
        lines = ", ".join(f"{line} {many}" for line, many in cohort.people.items())
        track = self.tracks.get(cohort.track, cohort.track)
        return code, self._hours(visit), track, cohort.shift, cohort.room, cohort.trainer, f"{cohort.size:>3}", lines

    def _hours(self, visit: Visit) -> str:
        """«22:00–23:30», and the calendar's day where it is another one than the shift's."""
        hours = f"{self._clock(visit.begins_at.time())}–{self._clock(visit.ends_at.time())}"
        if not visit.is_after_midnight:
            return hours
        return f"{hours} ({self.wording.date(visit.begins_at.date(), 'day')})"

    def _clock(self, moment: time) -> str:
        return self.wording.time(moment)

    # ── trainers and coverage ──

    def _say_trainers(self) -> None:
        """What each trainer leads: her days, her sessions, their hours."""
        rows = []
        for name in self.plan.cohorts.trainers:
            visits = [visit for cohort in self.cohorts if cohort.trainer == name for visit in cohort.visits]
            minutes = sum(visit.minutes for visit in visits)
            days = len({visit.shift_day for visit in visits})
            rows.append((name, days, len(visits), f"{minutes // 60}:{minutes % 60:02}"))
        self.console.line()
        head = [self.console.say(each) for each in (mark("trainer"), mark("days"), mark("sessions"), mark("hours led"))]
        self.console.table(head, rows, right=(1, 2, 3))

    def _say_coverage(self) -> None:
        console, came = self.console, self.plan.cohorts.came
        console.line()
        head = [console.say(mark("coverage")), console.say(mark("people"))]
        head += [console.say(mark("came")) if came else console.say(mark("invited")), "%", console.say(mark("goal"))]
        if not came:
            head.append(console.say(mark("expected")))
        shares = self.planned.shares
        shown = [share for share in shares if share.key[2:] != (NO_LINE,)]  # on no line: the shift says it already
        console.table(head, [self._share(share) for share in shown], right=range(1, len(head)))
        self._say_signs(shares)

    def _share(self, share: Share) -> tuple[str, ...]:
        depth = len(share.key) - 1
        name = self.tracks.get(share.key[0], share.key[0]) if not depth else share.key[-1]
        cells = [
            "  " * depth + name,
            share.people_sign if share.people is None else str(share.people),
            share.reached_sign if share.reached is None else str(share.reached),
            "" if share.percent is None else f"{share.percent}%",
            "" if depth else f"{int(self.plan.cohorts.goal[share.key[0]])}%",
        ]
        return (*cells, *(() if self.plan.cohorts.came else (self._expected(share),)))

    def _expected(self, share: Share) -> str:
        """What is reached of a row, to the nearest percent, if as many do not come as the plan reckons with."""
        if share.people is None or share.reached is None:
            return ""
        come = Decimal(share.reached * (100 - self.plan.cohorts.no_shows)) / share.people
        return f"{come.quantize(Decimal(1), ROUND_HALF_UP)}%"

    def _say_signs(self, shares: Sequence[Share]) -> None:
        signs = {sign for share in shares for sign in (share.people_sign, share.reached_sign)}
        if FEW in signs:
            self.console.line(self.console.say("«{sign}»: fewer than five.", sign=FEW))
        if WITHHELD in signs:
            said = mark("«{sign}»: withheld, since it would tell of fewer than five.")
            self.console.line(self.console.say(said, sign=WITHHELD))


_HEAD = (
    mark("cohort"),
    mark("hours"),
    mark("track"),
    mark("shift"),
    mark("room"),
    mark("trainer"),
    mark("people"),
    mark("by line"),
)


def _say_written(written: Written, folder: Path, console: Console) -> None:
    console.line()
    console.line(
        console.counted(
            "{count} file written to {folder}.", "{count} files written to {folder}.", len(written.files), folder=folder
        )
    )
    if written.replaced:
        console.line(console.say("Replaced: {names}.", names=", ".join(written.replaced)))
    if written.left:
        names = ", ".join(written.left)
        console.line(console.say("Of an earlier timetable, and no longer of this one: {names}.", names=names))
    console.line(console.say("Build each of them with `trainingkit build FILE --out DIR`."))


# ── as a script reads it ────────────────────────────────────────────────────────────────────────────────────────────


def _data_of(planned: Planned, written: Written | None, console: Console) -> dict[str, Any]:
    table = planned.table
    files = (
        {"files": list(written.files), "replaced": list(written.replaced), "left": list(written.left)}
        if written
        else {}
    )
    return {
        "plan": planned.plan.id,
        "kit": planned.kit.id,
        "cohorts": [_cohort_as_data(cohort) for cohort in table.cohorts] if table else None,
        "coverage": [_share_as_data(share, int(planned.plan.cohorts.goal[share.key[0]])) for share in planned.shares],
        **files,
        **problems_as_data(planned.problems, console),
    }


def _cohort_as_data(cohort: Cohort) -> dict[str, Any]:
    return {
        "code": cohort.code,
        "track": cohort.track,
        "shift": cohort.shift,
        "room": cohort.room,
        "trainer": cohort.trainer,
        "people": cohort.size,
        "lines": dict(cohort.people),
        "meetings": list(_visits_as_data(cohort)),
    }


def _visits_as_data(cohort: Cohort) -> Iterator[dict[str, Any]]:
    for visit in cohort.visits:
        day: date = visit.shift_day
        yield {"day": day.isoformat(), "from": visit.begins_at.isoformat(), "to": visit.ends_at.isoformat()}


def _share_as_data(share: Share, goal: int) -> dict[str, Any]:
    track, shift, line = (*share.key, "", "")[:3]
    return {
        "track": track,
        "shift": shift,
        "line": line,
        "people": share.people if share.people is not None else share.people_sign,
        "reached": share.reached if share.reached is not None else share.reached_sign,
        "percent": share.percent,
        "goal": goal,
    }
