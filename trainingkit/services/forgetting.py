"""What a server forgets by itself: seven days after a workshop where it was and on which days, and its printed files.

Comes in: a `Server`, and where files are kept. Goes out: how many workshops keep only month and country from now on.
Nothing brings it back but a copy of the database from before. Refuses to forget anything early: the days count from the
end of the last day wherever on earth that was.
"""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import delete, func, select

from trainingkit.domain.workshop import Referral, Workshop
from trainingkit.errors import DiskError, NotFound
from trainingkit.services.server import DbSession, Server
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.artefacts import Store, clear_older
from trainingkit.storage.audit import Entry, note
from trainingkit.storage.database import clear_traces, reading, writing
from trainingkit.storage.jobs import unwanted_artefacts
from trainingkit.storage.models import ArtefactRow, AuditRow, JobRow, WorkshopPartRow, WorkshopRow
from trainingkit.storage.workshops import forget_place_and_days, get_workshop_row, to_workshop

KEPT = timedelta(days=7)
EVERY = timedelta(hours=1)
FOLDERS = ("archives", "piles")
"""The folders of what is put together of finished files, and can be put together again."""

_TOLERANCE = timedelta(minutes=2)
"""By how much two clocks may differ."""
_LAST_MIDNIGHT = timedelta(hours=12)
"""After midnight in Greenwich, when a day ends at last everywhere."""
_DAY_SECONDS = 24 * 3_600

log = logging.getLogger(__name__)


def last_day(workshop: Workshop) -> date | None:
    """The last day of a workshop; None where there is none, or none any more."""
    own = (each.date_ for each in workshop.days.values())
    return max((day for day in (workshop.from_, workshop.to, *own) if day is not None), default=None)


def is_due(workshop: Workshop, now: datetime) -> bool:
    """Whether the days after its end are over."""
    end = last_day(workshop)
    if end is None:
        return False
    return now >= datetime.combine(end + timedelta(days=1), time(), UTC) + _LAST_MIDNIGHT + KEPT


def without_place_and_days(workshop: Workshop) -> Workshop:
    """The workshop without all that tells where and on which days it was: where people were sent to tells the town.
    Hours stay: every day has those."""
    days = {name: replace(each, date_=None) for name, each in workshop.days.items()}
    return replace(workshop, place=None, from_=None, to=None, cohort=None, days=days, referral=Referral())


def month_of(kept: str | None) -> date | None:
    """The first day of the month that a workshop was in (`2027-05`), where no more of it is kept."""
    return date.fromisoformat(f"{kept}-01") if kept else None


def is_behind(server: Server) -> bool:
    """Whether the clock shows a time before something that has happened already: then nothing that it says is worth
    forgetting anything for."""
    moments = (AuditRow.at, WorkshopPartRow.changed_at, JobRow.created_at, AccountRow.create_datetime)
    with reading(server.database) as db_session:
        newest = [db_session.scalar(select(func.max(each))) for each in moments]
    return any(each is not None and server.clock() < each - _TOLERANCE for each in newest)


def forget_due(server: Server) -> int:
    """Forgets what is due, each workshop by itself; says how many there were. By a clock that is behind: none."""
    now = server.clock()
    if is_behind(server):
        log.warning("clock-behind")
        return 0
    with reading(server.database) as db_session:
        idents = list(db_session.scalars(select(WorkshopRow.id)))
    done = sum(_forget(server, ident, now) for ident in idents if _is_due(server, ident, now))
    if done:
        clear_traces(server.database)
    return done


def _is_due(server: Server, ident: str, now: datetime) -> bool:
    """Looked at without keeping others from writing."""
    try:
        with reading(server.database) as db_session:
            return is_due(to_workshop(get_workshop_row(db_session, ident), server.vault), now)
    except NotFound:
        return False  # erased meanwhile
    except DiskError as error:
        log.warning("%s", error.code)  # one that cannot be opened keeps the others from nothing
        return False


def _forget(server: Server, ident: str, now: datetime) -> bool:
    with writing(server.database) as db_session:
        row = get_workshop_row(db_session, ident)
        workshop = to_workshop(row, server.vault)
        end = last_day(workshop)
        if end is None or not is_due(workshop, now):
            return False
        row.month, row.region = f"{workshop.from_ or end:%Y-%m}", workshop.country
        forget_place_and_days(db_session, server.vault, row, without_place_and_days(workshop))
        db_session.execute(delete(JobRow).where(JobRow.workshop_id == ident))
        note(db_session, server.key_for("audit"), Entry(now, "server", "workshop.forget", f"workshop/{ident}"))
    return True


def tidy(server: Server, store: Store) -> None:
    """Forgets what is due, and takes away the files that no build names any more: those of workshops that were
    forgotten or erased. What is put together of files goes after a day, and at once with any of them."""
    forgotten = forget_due(server)
    with writing(server.database) as db_session:
        keys = unwanted_artefacts(db_session)
        _remove(db_session, keys, store)
    age = 0 if forgotten or keys else _DAY_SECONDS
    for name in FOLDERS:
        clear_older(store.folder / name, age)


def _remove(db_session: DbSession, keys: tuple[str, ...], store: Store) -> None:
    for key in keys:
        store.remove(key)
    db_session.execute(delete(ArtefactRow).where(ArtefactRow.key.in_(keys)))
