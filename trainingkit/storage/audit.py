"""The audit trail: what was done to what by which account, each entry sealed to the one before it.

Comes in: an `Entry`. Goes out: a row whose code (HMAC) covers it and the row before, so that whoever changes, adds or
takes out a row without the server's key is found by `check_trail`. Holds ids and never a name, a text or an address.
Refuses nothing: whether something may be done is `domain.access`'s question.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, scoped_session

from trainingkit.storage.models import AuditRow

Outcome = Literal["done", "refused", "failed"]

_LOCK = 7_405_713  # any number, the same for all: PostgreSQL's name for «I am adding an entry»
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `actor` is an account's id, or `server`; `thing` a kind and an id."""

    at: datetime
    actor: str
    action: str
    thing: str
    outcome: Outcome = "done"
    stepped_up: bool = False


def note(db_session: Session | scoped_session[Any], key: bytes, entry: Entry) -> None:
    """Adds an entry at the end of the trail."""
    if db_session.get_bind().dialect.name == "postgresql":
        db_session.execute(select(func.pg_advisory_xact_lock(_LOCK)))  # SQLite has one writer as it is
    last = db_session.scalars(select(AuditRow).order_by(AuditRow.number.desc()).limit(1)).first()
    number, before = (last.number + 1, last.mac) if last else (1, _START)
    row = AuditRow(
        number=number,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        thing=entry.thing,
        outcome=entry.outcome,
        stepped_up=entry.stepped_up,
    )
    row.mac = _mac(key, number, entry, before)
    db_session.add(row)
    db_session.flush()


def entries(db_session: Session) -> Iterator[Entry]:
    """The trail, the oldest entry first."""
    for row in db_session.scalars(select(AuditRow).order_by(AuditRow.number)):
        yield _entry(row)


def check_trail(db_session: Session, key: bytes) -> tuple[int, ...]:
    """The numbers of the entries that do not follow from those before them; nothing where nobody touched the trail.
    Entries taken off the end leave no trace here: their number and code have to be kept elsewhere."""
    before, expected, broken = _START, 1, []
    for row in db_session.scalars(select(AuditRow).order_by(AuditRow.number)):
        sound = hmac.compare_digest(row.mac, _mac(key, row.number, _entry(row), before))
        if row.number != expected or not sound:
            broken.append(row.number)
        before, expected = row.mac, row.number + 1
    return tuple(broken)


def _entry(row: AuditRow) -> Entry:
    outcome: Outcome = row.outcome  # type: ignore[assignment]  # nothing else is ever written
    return Entry(row.at, row.actor, row.action, row.thing, outcome, row.stepped_up)


def _mac(key: bytes, number: int, entry: Entry, before: str) -> str:
    said = (number, entry.at.astimezone(UTC).isoformat(), *astuple(entry)[1:], before)
    return hmac.new(key, repr(said).encode(), hashlib.sha256).hexdigest()
