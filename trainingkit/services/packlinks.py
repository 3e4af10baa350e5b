"""A facilitator's pack by link: unlisted, for some days, taken back at any time, for people without an account.

Comes in: a kit, who makes the link, for how long. Goes out: its secret, once; and for whoever has it, the build whose
files it opens. The link is the grant: there is nothing else to know. Refuses one that is over, taken back, or was never
made, all in the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from trainingkit.errors import NotFound, UsageError
from trainingkit.services.jobs import ask_for_kit
from trainingkit.services.server import DbSession
from trainingkit.services.sessions import digest_of, new_secret
from trainingkit.services.wanted import Wanted
from trainingkit.storage.jobs import get_job
from trainingkit.storage.models import JobRow, PackLinkRow

DAYS = (1, 7, 30)
"""For how long a link can be made."""

DOCUMENTS = ("guide", "role-pack", "observer-pack", "reply", "cards", "poster", "agenda", "packing-list")
"""What whoever leads a workshop needs besides the participants' papers, which everybody finds in the library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackWish:
    """What a link is made for."""

    kit: str
    languages: tuple[str, ...]
    days: int
    track: str = ""


def make_link(db_session: DbSession, wish: PackWish, by: str, at: datetime) -> tuple[PackLinkRow, str]:
    """A new link, and its secret, which is kept nowhere; its files are asked for at once. Raises UsageError for a time
    that is not offered."""
    if wish.days not in DAYS:
        raise UsageError("pack-days", days=wish.days, choices=", ".join(map(str, DAYS)))
    wanted = Wanted(languages=wish.languages, documents=DOCUMENTS)
    job = ask_for_kit(db_session, wish.kit, wanted, by, at, wish.track)
    db_session.flush()
    secret = new_secret()
    link = PackLinkRow(
        digest=digest_of(secret),
        kit=wish.kit,
        order={"job": job.id, "languages": list(wish.languages)},
        made_by=by,
        created_at=at,
        expires_at=at + timedelta(days=wish.days),
    )
    db_session.add(link)
    db_session.flush()
    return link, secret


def open_link(db_session: DbSession, secret: str, at: datetime) -> tuple[PackLinkRow, JobRow]:
    """The link of a secret and the build that it opens. Raises NotFound for one that does not hold."""
    link = db_session.scalar(select(PackLinkRow).where(PackLinkRow.digest == digest_of(secret)))
    if link is None or link.revoked_at is not None or at >= link.expires_at:
        raise NotFound("no-such-link")
    return link, get_job(db_session, link.order["job"], link.workshop_id)


def links_of(db_session: DbSession, account: str, at: datetime) -> Sequence[PackLinkRow]:
    """The links of an account that still hold, the newest first."""
    mine = select(PackLinkRow).where(
        PackLinkRow.made_by == account, PackLinkRow.revoked_at.is_(None), PackLinkRow.expires_at > at
    )
    return db_session.scalars(mine.order_by(PackLinkRow.created_at.desc(), PackLinkRow.id)).all()


def get_link(db_session: DbSession, ident: str) -> PackLinkRow:
    """The link with this id. Raises NotFound."""
    link = db_session.get(PackLinkRow, ident)
    if link is None:
        raise NotFound("no-such-link")
    return link


def revoke(db_session: DbSession, ident: str, at: datetime) -> None:
    """Takes a link back; whoever has it finds nothing any more. Raises NotFound."""
    link = get_link(db_session, ident)
    link.revoked_at = link.revoked_at or at
    db_session.flush()
