"""Accounts begin, and forgotten passwords end, with a link that somebody hands over: comes in who invites and whom,
goes out its secret, once.

A link holds for three days and makes one account, or lets an account's owner choose a new password. Looking at it uses
nothing up, since programs that guard mailboxes open links too; accepting does. Refuses one that is used, over, or was
never made, all in the same words.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from trainingkit.domain.access import Rank
from trainingkit.errors import Conflict, NotFound
from trainingkit.services.server import DbSession, Server
from trainingkit.services.sessions import digest_of, end_sessions, new_secret
from trainingkit.storage.accounts import AccountRow, InvitationRow, RoleRow
from trainingkit.storage.audit import Entry, note
from trainingkit.storage.base import new_id
from trainingkit.storage.database import writing

VALID = timedelta(hours=72)


def invite(db_session: DbSession, rank: Rank, inviter: str | None, now: datetime) -> str:
    """A new link's secret; it is kept nowhere else."""
    secret = new_secret()
    db_session.add(
        InvitationRow(
            digest=digest_of(secret), role=rank.value, inviter_id=inviter, created_at=now, expires_at=now + VALID
        )
    )
    db_session.flush()
    return secret


def invite_first(db_session: DbSession, now: datetime) -> str | None:
    """The link for the first account, which administers the others; None where there are accounts already. An earlier
    link of this kind ends."""
    if db_session.scalar(select(AccountRow.id).limit(1)) is not None:
        return None
    db_session.execute(delete(InvitationRow).where(InvitationRow.inviter_id.is_(None)))
    return invite(db_session, Rank.ADMIN, None, now)


def invite_back(db_session: DbSession, account: str, inviter: str | None, now: datetime) -> str:
    """A link for an account whose password is forgotten; an earlier one ends. Raises NotFound. The second factor stays
    as it is, so that whoever gets hold of the link has not got the account."""
    if db_session.get(AccountRow, account) is None:
        raise NotFound("no-such-account")
    db_session.execute(delete(InvitationRow).where(InvitationRow.account_id == account))
    secret = new_secret()
    db_session.add(
        InvitationRow(
            digest=digest_of(secret), account_id=account, inviter_id=inviter, created_at=now, expires_at=now + VALID
        )
    )
    db_session.flush()
    return secret


def recovery_link(server: Server, name: str) -> str:
    """The same for whoever sits at the server itself, where no other administrator is left to ask. Raises NotFound."""
    with writing(server.database) as db_session:
        account = db_session.scalar(select(AccountRow.id).where(AccountRow.username == name.strip().casefold()))
        if account is None:
            raise NotFound("no-such-account")
        at = server.clock()
        note(db_session, server.key_for("audit"), Entry(at, "server", "account.new-password", f"account/{account}"))
        return invite_back(db_session, account, None, at)


def first_link(server: Server) -> str:
    """The secret of the first account's link, made anew at each start until there is an account; else nothing."""
    with writing(server.database) as db_session:
        return invite_first(db_session, server.clock()) or ""


def get_invitation(db_session: DbSession, secret: str, now: datetime, *, to_use: bool = False) -> InvitationRow:
    """The invitation of a link; `to_use` keeps others from using it meanwhile. Raises NotFound for one that does not
    hold."""
    row = db_session.get(InvitationRow, digest_of(secret), with_for_update=to_use or None)
    if row is None or row.used_at is not None or now >= row.expires_at:
        raise NotFound("no-such-invitation")
    return row


def accept(db_session: DbSession, secret: str, name: str, hashed: Callable[[], str], now: datetime) -> AccountRow:
    """The account that the link makes, with the name and the password of its owner's choice. Raises NotFound, and
    Conflict for a name that is taken. `hashed` is asked once all else is right: it takes time by intent."""
    invitation = get_invitation(db_session, secret, now, to_use=True)
    if db_session.scalar(select(AccountRow.id).where(AccountRow.username == name)) is not None:
        raise Conflict("name-taken")
    account = AccountRow(username=name, password=hashed(), create_datetime=now)
    account.roles = [_role(db_session, Rank(str(invitation.role)))]
    db_session.add(account)
    invitation.used_at = now
    db_session.flush()
    return account


def renew(db_session: DbSession, secret: str, hashed: Callable[[], str], now: datetime) -> None:
    """Gives the account of a link the password that its owner chose, and ends its sessions. Raises NotFound."""
    invitation = get_invitation(db_session, secret, now, to_use=True)
    account = db_session.get(AccountRow, invitation.account_id) if invitation.account_id else None
    if account is None:
        raise NotFound("no-such-invitation")
    account.password = hashed()
    account.fs_uniquifier = new_id()
    invitation.used_at = now
    end_sessions(db_session, account.id)


def _role(db_session: DbSession, rank: Rank) -> RoleRow:
    row = db_session.scalar(select(RoleRow).where(RoleRow.name == rank.value))
    if row is None:
        row = RoleRow(name=rank.value)
        db_session.add(row)
    return row
