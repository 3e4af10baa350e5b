"""From a kit or a workshop to the files of its documents: `build` calls the stages one after the other.

Comes in: what to build, in which languages, on what. Goes out: files in a folder with their manifest, and what kept a
document from being made. A gap in a translation stops the documents that hold it and no other; a draft, marked on
every page, is the only way round. Refuses to build from a kit with errors, and to leave half a run in the folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from trainingkit.content.library import Reading
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import orders_for
from trainingkit.domain.estimate import estimate
from trainingkit.domain.kit import Kit
from trainingkit.domain.printrun import Occasion, Paper, PrintLine
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import ContentError, LimitReached, Problem, RenderError, UsageError
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.worker import Renderer
from trainingkit.services.library import (
    Subject,
    adaptation_move,
    errors_in,
    located,
    place_of,
    problems_of_plan,
    read_subject,
)
from trainingkit.services.plan import Job, Plan, SetFile, assemble_all, once, packing_jobs, print_lines
from trainingkit.services.wanted import Wanted, documents_of, formats_of, languages_of
from trainingkit.storage.publishing import Entry, Publication, digest_of, publication

SLOTS = 2
"""Documents set at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What is said before anything is set: how many files, and the paper of all participants' sets."""

    kit: Kit
    workshop: Workshop
    languages: tuple[str, ...]
    files: int
    paper: Paper


class Watch(Protocol):
    """Somebody who follows a build."""

    def begin(self, forecast: Forecast) -> None:
        """Everything is assembled; setting begins."""

    def progress(self, done: int, total: int, path: str) -> None:
        """One more file is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build made. `lines`: the paper of each file by its path; `listed`: all files of the folder; `problems`:
    what kept documents from being made, or is to be looked at in them; `limits`: who went past a limit."""

    entries: tuple[Entry, ...]
    lines: dict[str, PrintLine]
    listed: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    limits: tuple[LimitReached, ...]
    paper: Paper


@dataclass(frozen=True, slots=True)
class Setting:
    """What came of setting jobs."""

    files: tuple[SetFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    limits: tuple[LimitReached, ...] = ()

    def __add__(self, other: "Setting") -> "Setting":
        return Setting(self.files + other.files, self.problems + other.problems, self.limits + other.limits)


# ── the stages ──────────────────────────────────────────────────────────────────────────────────────────────────────


def build(subject: Subject, wanted: Wanted, folder: Path, watch: Watch) -> Built:
    """Builds what is wanted into `folder`. Raises ContentError where the kit cannot be built from at all."""
    reading, kit, workshop = read_subject(subject)
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    plan = plan_of(Occasion(kit=kit, workshop=workshop, schedule=planned, casting=casting), wanted, subject)
    warnings = require_sound(reading, plan, subject)
    orders = orders_for(kit, workshop, planned, casting, plan.languages)
    jobs, gaps = assemble_all(orders, plan)
    packing, more = packing_jobs(orders, plan, ())
    _require_something(jobs, packing, (*gaps, *more), plan)
    total = len(jobs) + len(packing)
    watch.begin(_forecast(plan, total))
    with publication(folder) as shelf, Renderer(SLOTS) as renderer:
        shelf.require_free(job.path for job in (*jobs, *packing))
        made = _set(jobs, renderer, shelf, plan, _Count(watch, total))
        if not (gaps or made.problems or made.limits):
            packing, more = packing_jobs(orders, plan, made.files)
            made += _set(packing, renderer, shelf, plan, _Count(watch, total, len(jobs)))
        entries = tuple(_entry(each) for each in made.files if each.job.order.document in plan.documents)
        whole = not (gaps or more or made.problems or made.limits)
        listed = shelf.publish(entries, _obsolete(shelf, plan) if whole else ())
    problems = (each.at(place_of(each.unit, reading)) for each in once((*warnings, *gaps, *more, *made.problems)))
    return _built(entries, listed, made, located(problems, subject.kit.parent), plan)


def plan_of(occasion: Occasion, wanted: Wanted, subject: Subject) -> Plan:
    kit, workshop = occasion.kit, occasion.workshop
    languages = languages_of(kit, workshop, wanted, subject.kit)
    # Letters from abroad and bilingual sheets may speak any language of the kit, whatever the document's own is.
    spoken = dict.fromkeys((kit.about.language, *kit.about.languages, *workshop.languages, *languages))
    return Plan(
        occasion=occasion,
        languages=languages,
        formats=formats_of(kit, workshop, wanted),
        documents=documents_of(kit, wanted),
        wordings={language: wording_for(language, workshop.country) for language in spoken},
        draft=wanted.draft,
        price=wanted.price,
    )


def require_sound(reading: Reading, plan: Plan, subject: Subject) -> tuple[Problem, ...]:
    """What is only said of the plan. Raises ContentError with every error that concerns this build; those of other
    workshops are left out."""
    own = f"{subject.kit.name}/workshops/{subject.workshop.name}" if subject.workshop else ""
    about = (each for each in errors_in(reading.problems) if _concerns(each, own))
    found = problems_of_plan(plan.occasion.kit, plan.occasion.workshop)
    planned = (*(each.at(place_of(each.unit, reading)) for each in found), *adaptation_move(reading))
    problems = once((*about, *errors_in(planned)))
    if problems:
        raise ContentError(located(problems, subject.kit.parent))
    return planned


def _concerns(problem: Problem, workshop: str) -> bool:
    file = problem.place.file if problem.place else ""
    return "/workshops/" not in file or file == workshop


def _require_something(jobs: Sequence[Job], packing: Sequence[Job], gaps: Sequence[Problem], plan: Plan) -> None:
    wanted = any(job.order.document in plan.documents for job in jobs)
    if not (wanted or packing or gaps):
        raise UsageError("no-documents", document=", ".join(plan.documents))


def _forecast(plan: Plan, files: int) -> Forecast:
    about = plan.occasion
    paper = estimate(about.kit, about.workshop, about.schedule, plan.price)
    return Forecast(kit=about.kit, workshop=about.workshop, languages=plan.languages, files=files, paper=paper)


# ── setting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Count:
    """Says how far the build is."""

    watch: Watch
    total: int
    done: int = 0

    def one_more(self, path: str) -> None:
        self.done += 1
        self.watch.progress(self.done, self.total, path)


def _set(jobs: Sequence[Job], renderer: Renderer, shelf: Publication, plan: Plan, count: _Count) -> Setting:
    """Sets jobs, as many at a time as the renderer has slots; keeps the bytes of those wanted."""
    made = Setting()
    for position, found in renderer.render_all([(job.document, job.format) for job in jobs]):
        job = jobs[position]
        if isinstance(found, LimitReached):
            made += Setting(limits=(found,))
        elif isinstance(found, RenderError):
            made += Setting(problems=(problem_of(found, job),))
        else:
            if job.order.document in plan.documents:
                shelf.stage(job.path, found.pdf)
            made += Setting((SetFile(job=job, pages=found.count, sha256=digest_of(found.pdf)),), found.problems)
        count.one_more(job.path)
    places = {job.path: position for position, job in enumerate(jobs)}
    return Setting(tuple(sorted(made.files, key=lambda each: places[each.job.path])), made.problems, made.limits)


def problem_of(error: RenderError, job: Job) -> Problem:
    """What kept a document from being set, at the text that has to be shortened where the typesetter knows it."""
    unit = error.details.get("unit") or job.order.subject or job.order.document
    return Problem(error.code, unit, {**error.details, "document": job.path})


# ── publishing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _entry(made: SetFile) -> Entry:
    job = made.job
    return Entry(
        path=job.path,
        document=job.order.document,
        language=job.order.language,
        paper=job.format.paper,
        ink=job.format.ink,
        pages=made.pages,
        audience=job.audience,
        sha256=made.sha256,
    )


def _obsolete(shelf: Publication, plan: Plan) -> tuple[str, ...]:
    """Files of earlier runs that this run, being whole, would have made anew if there still were such a document."""
    formats = {(fmt.paper, fmt.ink) for fmt in plan.formats}
    return tuple(
        entry.path
        for entry in shelf.earlier
        if entry.language in plan.languages and (entry.paper, entry.ink) in formats and entry.document in plan.documents
    )


def _built(
    entries: tuple[Entry, ...], listed: tuple[Entry, ...], made: Setting, problems: tuple[Problem, ...], plan: Plan
) -> Built:
    files = [each for each in made.files if each.job.order.document in plan.documents]
    lines = print_lines(files, plan)
    sheets = sum(line.paper.sheets for line in lines.values())
    sides = sum(line.paper.sides for line in lines.values())
    return Built(
        entries=entries,
        lines=lines,
        listed=listed,
        problems=problems,
        limits=made.limits,
        paper=Paper(sum(line.paper.copies for line in lines.values()), 0, sheets, sides, plan.price),
    )
