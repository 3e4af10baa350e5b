"""Builds in the background: asked for by a screen, made by a worker, kept file by file.

Comes in: what is wanted of a workshop, or of a kit alone. Goes out: a build that anybody who may can follow, and its
files in the store. Equal requests are one build; a build whose worker was killed goes on where it was, since each file
is kept as soon as it is set. Refuses to say who may ask (`domain.access`).
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from threading import Event, Thread
from typing import Any

from trainingkit.content.library import Reading
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import orders_for
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.printrun import Occasion
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import ContentError, LimitReached, NotFound, RenderError, TrainingKitError
from trainingkit.planning.casting import cast
from trainingkit.rendering.typeset import Pages
from trainingkit.rendering.worker import Renderer
from trainingkit.services.building import plan_of, problem_of, require_sound
from trainingkit.services.forgetting import EVERY, tidy
from trainingkit.services.library import Subject, read_sample
from trainingkit.services.plan import Job, Plan, SetFile, assemble_all, packing_jobs, print_lines
from trainingkit.services.server import DbSession, Server
from trainingkit.services.stock import key_of
from trainingkit.services.wanted import Wanted
from trainingkit.storage.artefacts import Artefact, Store
from trainingkit.storage.database import reading, writing
from trainingkit.storage.jobs import (
    LEASE,
    add_artefact,
    add_job,
    end_job,
    get_job,
    hold_job,
    list_documents,
    set_document,
    take_job,
)
from trainingkit.storage.models import ArtefactRow, JobDocumentRow, JobRow, WorkshopRow
from trainingkit.storage.workshops import get_workshop_row, to_workshop

PATIENCE_SECONDS = 600.0
"""How long a worker waits for another that sets the same file."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Press:
    """What a worker makes files with: who reads a kit by its id (raises NotFound), where files are kept, who sets
    them."""

    reading_of: Callable[[str], Reading]
    store: Store
    renderer: Renderer


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def ask_for_workshop(db_session: DbSession, row: WorkshopRow, wanted: Wanted, by: str | None, at: datetime) -> JobRow:
    """A build of a workshop as it is now; the open one where the same was asked for already."""
    versions = {part.name: part.version for part in row.parts}
    return _ask(db_session, JobRow(workshop_id=row.id, kit=row.kit, asked_by=by, created_at=at), wanted, "", versions)


def ask_for_kit(
    db_session: DbSession, kit: str, wanted: Wanted, by: str | None, at: datetime, track: str = ""
) -> JobRow:
    """A build of a kit's sample, of one track where it has tracks that never meet."""
    return _ask(db_session, JobRow(kit=kit, asked_by=by, created_at=at), wanted, track, {})


def _ask(db_session: DbSession, job: JobRow, wanted: Wanted, track: str, versions: Mapping[str, int]) -> JobRow:
    job.order = order_of(wanted, track)
    asked = json.dumps([job.kit, job.workshop_id, job.order, versions], sort_keys=True)
    job.digest = hashlib.sha256(asked.encode()).hexdigest()
    job.state = "waiting"
    return add_job(db_session, job)


def order_of(wanted: Wanted, track: str = "") -> dict[str, Any]:
    """What is wanted, as it is kept."""
    return {
        "languages": list(wanted.languages),
        "papers": list(wanted.papers),
        "inks": list(wanted.inks),
        "documents": list(wanted.documents),
        "draft": wanted.draft,
        "price": None if wanted.price is None else str(wanted.price),
        "track": track,
    }


def wanted_of(order: Mapping[str, Any]) -> Wanted:
    """The same again."""
    return Wanted(
        languages=tuple(order["languages"]),
        papers=tuple(order["papers"]),
        inks=tuple(order["inks"]),
        documents=tuple(order["documents"]),
        draft=order["draft"],
        price=None if order["price"] is None else Decimal(order["price"]),
    )


def stop_job(db_session: DbSession, workshop: str, ident: str) -> None:
    """Nobody wants a build of this workshop any more; what is made of it stays in the store. Raises NotFound."""
    get_job(db_session, ident, workshop)
    end_job(db_session, ident, "stopped")


# ── working ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def work(server: Server, press: Press, stop: Event, poll_seconds: float = 0.5) -> None:
    """Makes one build after the other until it is told to stop, and forgets once an hour what is due."""
    due = server.clock()
    while not stop.is_set():
        try:
            if server.clock() >= due:
                due = server.clock() + EVERY
                tidy(server, press.store)
            busy = run_next(server, press)
        except TrainingKitError as error:  # the database is away or the disk full: the build waits
            log.warning("%s", error.code)
            busy = False
        if not busy:
            stop.wait(poll_seconds)


def run_next(server: Server, press: Press) -> bool:
    """Makes the next build, if there is one; says whether there was."""
    with writing(server.database) as db_session:
        job = take_job(db_session, server.clock())
    if job is None:
        return False
    with _held(server, job.id):
        _run(server, press, job)
    return True


@contextmanager
def _held(server: Server, ident: str) -> Iterator[None]:
    """Renews the lease while the build is made."""
    over = Event()

    def renew() -> None:
        while not over.wait(LEASE.total_seconds() / 4):
            try:
                with writing(server.database) as db_session:
                    hold_job(db_session, ident, server.clock())
            except TrainingKitError as error:
                log.warning("%s", error.code)  # the next one may succeed; else somebody takes the build over

    thread = Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _run(server: Server, press: Press, job: JobRow) -> None:
    try:
        _Build(server, press, job).run()
    except ContentError as error:
        _end(server, job, "failed", error.problems[0].code)
    except TrainingKitError as error:
        _end(server, job, "failed", error.code)
    except Exception:
        log.exception("a build failed by a mistake of the program")
        _end(server, job, "failed", "internal")


def _end(server: Server, job: JobRow, state: str, code: str | None = None) -> None:
    with writing(server.database) as db_session:
        end_job(db_session, job.id, state, code)


def read_asked(server: Server, press: Press, job: JobRow) -> tuple[Reading, Kit, Workshop, Subject]:
    """The kit as it is used, and the workshop, or the kit's sample. Raises NotFound and ContentError."""
    found = press.reading_of(job.kit)
    subject = Subject(found.path, track=job.order["track"])
    if found.kit is None:
        raise ContentError(found.problems)
    if job.workshop_id is None:
        return *read_sample(subject, found, found.kit), subject
    with reading(server.database) as db_session:
        workshop = to_workshop(get_workshop_row(db_session, job.workshop_id), server.vault)
    return found, for_workshop(found.kit, workshop), workshop, subject


@dataclass(frozen=True, slots=True)
class _Build:
    """One build while it is made."""

    server: Server
    press: Press
    job: JobRow

    def run(self) -> None:
        """All documents, then the packing list, which counts their pages, then the paper of each file."""
        found, kit, workshop, subject = read_asked(self.server, self.press, self.job)
        planned, casting = schedule(kit, workshop), cast(workshop, kit)
        occasion = Occasion(kit=kit, workshop=workshop, schedule=planned, casting=casting)
        plan = plan_of(occasion, wanted_of(self.job.order), subject)
        require_sound(found, plan, subject)
        orders = orders_for(kit, workshop, planned, casting, plan.languages)
        jobs, gaps = assemble_all(orders, plan)
        packing, more = packing_jobs(orders, plan, ())
        self._list((*jobs, *packing))
        made = self._set(jobs, 0)
        if len(made) == len(jobs) and not gaps:
            packing, more = packing_jobs(orders, plan, made)
            made = (*made, *self._set(packing, len(jobs)))
        self._count_paper(made, (*jobs, *packing), plan)
        incomplete = bool(gaps or more) and "incomplete-translation"
        _end(self.server, self.job, "done", incomplete or None)

    def _list(self, jobs: Sequence[Job]) -> None:
        rows = (
            JobDocumentRow(
                job_id=self.job.id,
                position=position,
                name=each.path,
                document=each.order.document,
                subject=each.order.subject,
                language=each.order.language,
                paper=each.format.paper,
                ink=each.format.ink,
                audience=each.audience,
                state="waiting",
            )
            for position, each in enumerate(jobs)
        )
        with writing(self.server.database) as db_session:
            list_documents(db_session, self.job.id, rows)

    def _set(self, jobs: Sequence[Job], first: int) -> tuple[SetFile, ...]:
        """Sets what is not in the store yet. Raises NotFound where nobody wants it any more."""
        made: dict[int, SetFile] = {}
        missing: list[int] = []
        for position, job in enumerate(jobs):
            kept = self.press.store.find(key_of(job.document, job.format))
            if kept is None:
                missing.append(position)
            else:
                made[position] = self._keep(job, first + position, kept)
        rendered = self.press.renderer.render_all([(jobs[each].document, jobs[each].format) for each in missing])
        for place, answer in rendered:
            position = missing[place]
            kept = self._answered(jobs[position], first + position, answer)
            if kept is not None:
                made[position] = self._keep(jobs[position], first + position, kept)
        return tuple(made[position] for position in sorted(made))

    def _answered(self, job: Job, position: int, answer: Pages | RenderError | LimitReached) -> Artefact | None:
        if isinstance(answer, Pages):
            key = key_of(job.document, job.format)
            with self.press.store.alone_with(key, PATIENCE_SECONDS):
                return self.press.store.find(key) or self.press.store.put(key, answer.pdf, answer.count)
        unit = problem_of(answer, job).unit if isinstance(answer, RenderError) else None
        self._note(position, state="failed", code=answer.code, unit=unit)
        return None

    def _keep(self, job: Job, position: int, kept: Artefact) -> SetFile:
        key = key_of(job.document, job.format)
        row = ArtefactRow(key=key, sha256=kept.sha256, size=kept.size, pages=kept.pages, made_at=self.server.clock())
        with writing(self.server.database) as db_session:
            add_artefact(db_session, row)
            set_document(db_session, self.job.id, position, state="done", artefact_key=key)
            if not hold_job(db_session, self.job.id, self.server.clock()):
                raise NotFound("build-stopped")
        return SetFile(job=job, pages=kept.pages, sha256=kept.sha256)

    def _note(self, position: int, **values: object) -> None:
        with writing(self.server.database) as db_session:
            set_document(db_session, self.job.id, position, **values)

    def _count_paper(self, made: Sequence[SetFile], jobs: Sequence[Job], plan: Plan) -> None:
        lines = print_lines(made, plan)
        places = {job.path: position for position, job in enumerate(jobs)}
        with writing(self.server.database) as db_session:
            for path, line in lines.items():
                set_document(
                    db_session,
                    self.job.id,
                    places[path],
                    copies=line.paper.copies,
                    sheets=line.paper.sheets,
                    sides=line.paper.sides,
                    pieces=line.pieces,
                    in_envelope=line.in_envelope,
                )
