"""A copy of all that a server keeps, and a server made of one again.

Comes in: `Settings` and a folder. Goes out: the copy; or, in an empty data folder with the old key in its place, a
server that serves as before. Sessions, open invitations and finished files do not come back: people sign in again,
links are made anew, and papers are set when somebody asks. Refuses to put anything where there is something.
"""

import os
from pathlib import Path

from sqlalchemy import delete, select, update

from trainingkit.config import Settings
from trainingkit.errors import UsageError
from trainingkit.services.server import DbSession, Server, attach, prepare_folder
from trainingkit.storage.accounts import AttemptRow, BrowserSessionRow, InvitationRow
from trainingkit.storage.backups import Backup, back_up, put_back, read_backup
from trainingkit.storage.database import open_database, writing
from trainingkit.storage.migrating import bring_up
from trainingkit.storage.models import ArtefactRow, JobDocumentRow, JobRow, PackLinkRow
from trainingkit.storage.publishing import disk_errors
from trainingkit.storage.sealing import derived, read_key_file

_PURPOSE = "backups"


def make_backup(settings: Settings, folder: Path) -> Backup:
    """A copy in a new folder, while the server runs. Raises UsageError for a folder among the server's own data, which
    would go with them, and for a server that was never started."""
    target = folder.resolve()
    if target.is_relative_to(settings.data.resolve()):
        raise UsageError("backup-inside-data", folder=folder, data=settings.data)
    if not os.path.lexists(settings.key):
        raise UsageError("server-not-prepared")
    server = attach(settings)
    try:
        return back_up(server.database, settings.own_kits, target, server.key_for(_PURPOSE), server.clock())
    finally:
        server.database.close()


def restore_backup(settings: Settings, folder: Path) -> Backup:
    """Puts a copy back. Raises UsageError where the key is not in its place, Conflict where there are data already."""
    if not os.path.lexists(settings.key):
        raise UsageError("restore-without-key", path=settings.key)
    secret = read_key_file(settings.key)
    backup = read_backup(folder, derived(secret, _PURPOSE))
    prepare_folder(settings.data)
    database = open_database(settings.database)
    try:
        with disk_errors(settings.data):
            put_back(folder, backup, database, settings.own_kits)
        bring_up(database)
        with writing(database) as db_session:
            _begin_anew(db_session, Server(database, secret))
    finally:
        database.close()
    return backup


def _begin_anew(db_session: DbSession, server: Server) -> None:
    """Takes out what held at the time of the copy alone: who was signed in, whom a link let in, which files lay on the
    disk. The packs of links that still hold are made again."""
    for table in (BrowserSessionRow, AttemptRow, InvitationRow, JobDocumentRow, ArtefactRow):
        db_session.execute(delete(table))
    links = db_session.scalars(
        select(PackLinkRow).where(PackLinkRow.revoked_at.is_(None), PackLinkRow.expires_at > server.clock())
    )
    wanted = {str(each.order["job"]) for each in links}
    db_session.execute(delete(JobRow).where(JobRow.id.not_in(wanted)))
    db_session.execute(update(JobRow).values(state="waiting", code=None, leased_until=None))
