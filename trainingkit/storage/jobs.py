"""Builds as rows: one for equal requests, taken by one worker at a time, and by another where that one died.

Comes in: a session and rows. Goes out: rows, and whether a build is still to be gone on with. A worker holds a build
by a lease that it renews; when it is killed the lease runs out and the build is taken over from the files that are
there already. Refuses to make files, and to begin or end a transaction.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from trainingkit.errors import NotFound
from trainingkit.storage.base import DbSession
from trainingkit.storage.models import ArtefactRow, JobDocumentRow, JobRow

LEASE = timedelta(seconds=20)
OPEN = ("waiting", "running")
"""The states of a build that is not done with."""


def add_job(db_session: DbSession, job: JobRow) -> JobRow:
    """A new build; the one that is open already where somebody asked for the same."""
    found = _open_one(db_session, job.digest)
    if found is not None:
        return found
    try:
        with db_session.begin_nested():
            db_session.add(job)
    except IntegrityError:  # somebody else was a moment faster
        found = _open_one(db_session, job.digest)
        if found is None:
            raise
        return found
    return job


def _open_one(db_session: DbSession, digest: str | None) -> JobRow | None:
    return db_session.scalar(select(JobRow).where(JobRow.digest == digest))


def get_job(db_session: DbSession, ident: str, workshop: str | None) -> JobRow:
    """A build of a workshop, or of no workshop, with its documents. Raises NotFound for one of another."""
    wanted = select(JobRow).where(JobRow.id == ident, JobRow.workshop_id == workshop)
    job = db_session.scalar(wanted.options(*_WITH_FILES))
    if job is None:
        raise NotFound("no-such-build", name=ident)
    return job


def latest_job(db_session: DbSession, workshop: str) -> JobRow | None:
    """The newest build of a workshop, with its documents."""
    mine = select(JobRow).where(JobRow.workshop_id == workshop)
    return db_session.scalar(mine.order_by(JobRow.created_at.desc(), JobRow.id).limit(1).options(*_WITH_FILES))


_WITH_FILES = (selectinload(JobRow.documents).joinedload(JobDocumentRow.artefact),)


# ── a worker's hold ─────────────────────────────────────────────────────────────────────────────────────────────────


def take_job(db_session: DbSession, at: datetime) -> JobRow | None:
    """The oldest build that waits, or whose worker died; it is held from now on. None where there is nothing to do."""
    free = or_(JobRow.state == "waiting", and_(JobRow.state == "running", JobRow.leased_until < at))
    ident = db_session.scalar(select(JobRow.id).where(free).order_by(JobRow.created_at, JobRow.id).limit(1))
    if ident is None:
        return None
    taken = update(JobRow).where(JobRow.id == ident, free).values(state="running", leased_until=at + LEASE)
    if _changed(db_session, taken) != 1:
        return None  # another worker was faster
    return db_session.get_one(JobRow, ident, populate_existing=True)


def hold_job(db_session: DbSession, ident: str, at: datetime) -> bool:
    """Renews the lease; says whether the build is still wanted."""
    held = update(JobRow).where(JobRow.id == ident, JobRow.state == "running").values(leased_until=at + LEASE)
    return _changed(db_session, held) == 1


def end_job(db_session: DbSession, ident: str, state: str, code: str | None = None) -> None:
    """The build is done with: whoever asks for the same from now on gets another. One that was stopped stays so."""
    values = {"state": state, "code": code, "digest": None, "leased_until": None}
    db_session.execute(update(JobRow).where(JobRow.id == ident, JobRow.state.in_(OPEN)).values(values))


def _changed(db_session: DbSession, statement: object) -> int:
    return int(db_session.execute(statement).rowcount)  # type: ignore[call-overload]  # an update says how many


# ── its documents ───────────────────────────────────────────────────────────────────────────────────────────────────


def list_documents(db_session: DbSession, ident: str, documents: Iterable[JobDocumentRow]) -> None:
    """What the build will make, in place of what an earlier worker listed."""
    db_session.execute(delete(JobDocumentRow).where(JobDocumentRow.job_id == ident))
    db_session.add_all(documents)
    db_session.flush()


def add_artefact(db_session: DbSession, artefact: ArtefactRow) -> None:
    """Notes a finished file, once."""
    if db_session.get(ArtefactRow, artefact.key) is None:
        db_session.add(artefact)
        db_session.flush()


def unwanted_artefacts(db_session: DbSession) -> tuple[str, ...]:
    """The keys of files that no build names any more."""
    named = select(JobDocumentRow.artefact_key).where(JobDocumentRow.artefact_key.is_not(None))
    return tuple(db_session.scalars(select(ArtefactRow.key).where(ArtefactRow.key.not_in(named))))


def set_document(db_session: DbSession, ident: str, position: int, **values: object) -> None:
    """What became of one document."""
    mine = JobDocumentRow.job_id == ident, JobDocumentRow.position == position
    db_session.execute(update(JobDocumentRow).where(*mine).values(**values))
