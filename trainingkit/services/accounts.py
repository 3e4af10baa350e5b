"""Accounts as those who look after them see them: comes in whose, goes out a list, or an account that opens nothing any
more.

What is done to an account is noted in the audit trail, with ids alone. Refuses to let anybody suspend themselves, so
that the last administrator is not locked out.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from trainingkit.domain.access import Rank
from trainingkit.errors import Conflict, NotFound
from trainingkit.services.server import DbSession, Server
from trainingkit.storage.accounts import AccountRow, BrowserSessionRow
from trainingkit.storage.audit import Entry, note
from trainingkit.storage.base import new_id
from trainingkit.storage.database import writing


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in a list."""

    id: str
    name: str
    ranks: tuple[Rank, ...]
    active: bool
    has_second_factor: bool


def list_accounts(db_session: DbSession) -> tuple[AccountLine, ...]:
    """Every account, by name."""
    found = select(AccountRow).options(selectinload(AccountRow.webauthn)).order_by(AccountRow.username)
    return tuple(_line(row) for row in db_session.scalars(found))


def _line(row: AccountRow) -> AccountLine:
    has_second_factor = bool(row.tf_totp_secret or row.webauthn)
    return AccountLine(row.id, row.username, tuple(sorted(row.ranks)), row.active, has_second_factor)


def set_active(db_session: DbSession, server: Server, ident: str, by: str, *, active: bool) -> None:
    """Suspends an account, which ends its sessions at once, or lets it in again. Raises NotFound, and Conflict for
    one's own."""
    row = db_session.get(AccountRow, ident)
    if row is None:
        raise NotFound("no-such-account")
    if row.id == by:
        raise Conflict("own-account")
    row.active = active
    row.fs_uniquifier = new_id()  # what every session of it names; now they name nobody
    db_session.execute(delete(BrowserSessionRow).where(BrowserSessionRow.account_id == row.id))
    action = "account.restore" if active else "account.suspend"
    note_done(db_session, server, by, action, f"account/{row.id}", server.clock())


def note_done(db_session: DbSession, server: Server, by: str, action: str, thing: str, at: datetime) -> None:
    """One entry of the audit trail, for what wanted a person who had just confirmed that it is her."""
    note(db_session, server.key_for("audit"), Entry(at, by, action, thing, stepped_up=True))


def note_refused(server: Server, by: str, action: str, thing: str) -> None:
    """One entry for what somebody tried and did not get, kept whatever becomes of the rest of the request."""
    with writing(server.database) as db_session:
        note(db_session, server.key_for("audit"), Entry(server.clock(), by, action, thing, "refused"))
