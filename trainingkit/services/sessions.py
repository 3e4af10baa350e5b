"""What the server remembers of browsers: comes in the secret that a cookie holds, goes out what was kept under it.

The table holds digests of secrets, so that a copy of it opens nothing. A session ends by itself half an hour after it
was last used and twelve hours after it began, and at once when somebody signs out or an account is suspended. Refuses
to revive one.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select

from trainingkit.services.server import DbSession
from trainingkit.storage.accounts import AccountRow, BrowserSessionRow
from trainingkit.storage.database import Database, reading, writing

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTICE = timedelta(minutes=1)
"""How exact «last used» is; each page would otherwise be a write."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A session as it was kept."""

    data: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """A session for its owner to look at; `mark` names it without opening it."""

    mark: str
    created_at: datetime
    seen_at: datetime


def new_secret() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def mark_of(secret: str) -> str:
    """What a session is listed by, which opens nothing."""
    return digest_of(secret)[:16]


def find_session(database: Database, secret: str, now: datetime) -> Kept | None:
    """What is kept for a cookie; None for one that ended, or never was."""
    with reading(database) as db_session:
        row = db_session.get(BrowserSessionRow, digest_of(secret))
        if row is None or now >= row.expires_at or now - row.seen_at >= IDLE or now < row.created_at:
            return None
        return Kept(row.data, row.created_at, row.seen_at)


def keep_session(database: Database, secret: str, data: str, account: str | None, now: datetime) -> None:
    """Keeps a session, new or known; with a new one goes what is over. `account` is what Flask-Security
    names an account by."""
    with writing(database) as db_session:
        owner = db_session.scalar(select(AccountRow.id).where(AccountRow.fs_uniquifier == account)) if account else None
        row = db_session.get(BrowserSessionRow, digest_of(secret))
        if row is None:
            over = or_(BrowserSessionRow.expires_at <= now, BrowserSessionRow.seen_at <= now - IDLE)
            db_session.execute(delete(BrowserSessionRow).where(over))
            row = BrowserSessionRow(digest=digest_of(secret), created_at=now, expires_at=now + LONGEST)
            db_session.add(row)
        row.data, row.account_id, row.seen_at = data, owner, now


def end_session(database: Database, secret: str) -> None:
    """Ends one; its cookie opens nothing from now on."""
    with writing(database) as db_session:
        db_session.execute(delete(BrowserSessionRow).where(BrowserSessionRow.digest == digest_of(secret)))


def sessions_of(database: Database, account: str, now: datetime) -> tuple[Listed, ...]:
    """The live sessions of an account, the one used last first."""
    found = select(BrowserSessionRow).where(BrowserSessionRow.account_id == account)
    with reading(database) as db_session:
        rows = db_session.scalars(found.order_by(BrowserSessionRow.seen_at.desc())).all()
    live = [row for row in rows if now < row.expires_at and now - row.seen_at < IDLE]
    return tuple(Listed(row.digest[:16], row.created_at, row.seen_at) for row in live)


def end_sessions(db_session: DbSession, account: str, mark: str = "") -> int:
    """Ends the session of an account with this mark, or all of them; returns how many those were."""
    gone = delete(BrowserSessionRow).where(BrowserSessionRow.account_id == account)
    if mark:
        gone = gone.where(BrowserSessionRow.digest.startswith(mark, autoescape=True))
    return len(db_session.execute(gone.returning(BrowserSessionRow.digest)).all())
