"""Workshops as rows: comes in the value that a YAML file gives too, goes out the same value, nothing lost either way.

A workshop is kept in parts, each sealed and saved by itself, so that two people who change different parts never meet;
of two who change the same one the second gets a `Conflict` and nothing is overwritten. What a part said before is kept
for undo. Refuses to say who may do this (`domain.access`), and to begin or end a transaction.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, select

from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Conflict, NotFound
from trainingkit.storage.base import DbSession, new_id
from trainingkit.storage.database import database_errors
from trainingkit.storage.models import MemberRow, WorkshopKeyRow, WorkshopPartRow, WorkshopPastRow, WorkshopRow
from trainingkit.storage.sealing import new_key, seal, unseal
from trainingkit.storage.values import from_plain, to_plain

PARTS: Mapping[str, tuple[str, ...]] = {
    "about": (
        *("id", "kit", "edition", "title", "country", "sector", "languages", "paper", "brand"),
        *("variant", "switch", "track"),
    ),
    "when": ("place", "from_", "to", "timezone", "hours", "days", "anchors", "cohort"),
    "people": ("people", "group", "facilitators", "referral", "groups", "replies", "reads", "versions"),
    "agenda": ("agenda",),
    "words": ("change", "values", "words", "facts"),
}
"""The fields of a workshop by the part they are kept in: what one screen changes. Every field stands in one of them."""

PLACE_AND_DAYS = "when"
"""The part with all that tells where and on which days; it is forgotten first."""


@dataclass(frozen=True, slots=True)
class Vault:
    """The server's key for the keys of workshops."""

    key: bytes

    def seal_key(self, key: bytes, workshop: str) -> bytes:
        """A workshop's own key, to be kept."""
        return seal(self.key, key, f"workshop-keys/{workshop}")

    def key_of(self, row: WorkshopRow) -> bytes:
        """A workshop's own key. Raises NotFound where it was erased, and with it all that it sealed."""
        if row.key is None:
            raise NotFound("workshop-erased")
        return self.opened_key(row.key.sealed, row.id)

    def opened_key(self, sealed: bytes, workshop: str) -> bytes:
        """The same from what is kept."""
        return unseal(self.key, sealed, f"workshop-keys/{workshop}")


LISTED = ("about", "when", "people")
"""The parts that a list tells something of: its agenda and its words are the bulk of a workshop."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A workshop as a list tells of it: without agenda and words. `part`: what one is in it; `month`: `2027-05` where
    the days are forgotten."""

    ident: str
    workshop: Workshop
    part: str
    changed_at: datetime
    month: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A change to one part of a workshop: who makes it, when, and which version they had before them."""

    part: str
    version: int
    by: str | None
    at: datetime


def add_workshop(
    db_session: DbSession, vault: Vault, workshop: Workshop, by: str | None, at: datetime, ident: str = ""
) -> WorkshopRow:
    """A new workshop, with a key of its own; `ident` where its id is not to be any."""
    row = WorkshopRow(id=ident or new_id(), kit=workshop.kit, created_at=at)
    db_session.add(row)
    db_session.flush()
    key = new_key()
    row.key = WorkshopKeyRow(sealed=vault.seal_key(key, row.id))
    row.parts = [
        WorkshopPartRow(name=name, sealed=_sealed(key, row.id, name, workshop), changed_at=at, changed_by=by)
        for name in PARTS
    ]
    db_session.flush()
    return row


def to_workshop(row: WorkshopRow, vault: Vault) -> Workshop:
    """The workshop that a row holds."""
    key = vault.key_of(row)
    said: dict[str, Any] = {}
    for part in row.parts:
        said |= _opened(key, row.id, part.name, part.sealed)
    workshop: Workshop = from_plain(Workshop, said)
    return workshop


def workshops_of(db_session: DbSession, vault: Vault, account: str) -> tuple[Listed, ...]:
    """The workshops that an account gives, in two queries however many there are; those that were erased are none."""
    given = select(MemberRow.workshop_id).where(MemberRow.account_id == account)
    changed = select(WorkshopPartRow.workshop_id, func.max(WorkshopPartRow.changed_at))
    changed = changed.where(WorkshopPartRow.workshop_id.in_(given)).group_by(WorkshopPartRow.workshop_id)
    latest = {row[0]: row[1] for row in db_session.execute(changed)}
    columns = (WorkshopRow.id, WorkshopRow.month, MemberRow.part, WorkshopKeyRow.sealed)
    asked = (
        select(*columns, WorkshopPartRow.name, WorkshopPartRow.sealed)
        .join(MemberRow, MemberRow.workshop_id == WorkshopRow.id)
        .join(WorkshopKeyRow, WorkshopKeyRow.workshop_id == WorkshopRow.id)
        .join(WorkshopPartRow, WorkshopPartRow.workshop_id == WorkshopRow.id)
        .where(MemberRow.account_id == account, WorkshopPartRow.name.in_(LISTED))
        .order_by(WorkshopRow.id)
    )
    found = []
    for ident, rows in groupby(db_session.execute(asked), key=lambda row: row[0]):
        parts = list(rows)
        _, month, part, sealed, *_ = parts[0]
        key = vault.opened_key(sealed, ident)
        said: dict[str, Any] = {}
        for *_, name, content in parts:
            said |= _opened(key, ident, name, content)
        found.append(Listed(ident, from_plain(Workshop, said), part, latest[ident], month))
    return tuple(found)


def save_part(db_session: DbSession, vault: Vault, row: WorkshopRow, workshop: Workshop, change: Change) -> int:
    """Keeps what `workshop` says in one part; returns the part's new version. Raises Conflict where somebody else saved
    it since: what they said stays, and `past_of` and `to_workshop` show both."""
    part = _part(row, change.part)
    if part.version != change.version:
        raise Conflict("changed-meanwhile", part=change.part, version=part.version)
    past = WorkshopPastRow(
        workshop_id=row.id,
        name=part.name,
        version=part.version,
        sealed=part.sealed,
        changed_at=part.changed_at,
        changed_by=part.changed_by,
    )
    part.sealed = _sealed(vault.key_of(row), row.id, part.name, workshop)
    part.changed_at, part.changed_by = change.at, change.by
    row.kit = workshop.kit
    with database_errors():
        db_session.flush()  # before the past, which two savers of one version would both want to add
    db_session.add(past)
    db_session.flush()
    return part.version


def version_of(row: WorkshopRow, part: str) -> int:
    """The version that a change to a part has to name."""
    return _part(row, part).version


def past_of(db_session: DbSession, vault: Vault, row: WorkshopRow, part: str, version: int) -> Workshop:
    """The workshop with one part as it was in an earlier version. Raises NotFound for one that is not kept."""
    now = to_workshop(row, vault)
    if version == version_of(row, part):
        return now
    found = db_session.get(WorkshopPastRow, (row.id, part, version))
    if found is None:
        raise NotFound("no-such-version", part=part, version=version)
    said = _opened(vault.key_of(row), row.id, part, found.sealed)
    earlier = from_plain(Workshop, {**_plain_without(now, part), **said})
    return replace(now, **{name: getattr(earlier, name) for name in PARTS[part]})


def earlier_of(db_session: DbSession, row: WorkshopRow, part: str) -> tuple[tuple[int, datetime, str | None], ...]:
    """The earlier versions of a part that are kept, the newest first: each with when it was saved, and by whom."""
    found = select(WorkshopPastRow).where(WorkshopPastRow.workshop_id == row.id, WorkshopPastRow.name == part)
    rows = db_session.scalars(found.order_by(WorkshopPastRow.version.desc())).all()
    return tuple((each.version, each.changed_at, each.changed_by) for each in rows)


def keep_newest(db_session: DbSession, row: WorkshopRow, part: str, count: int) -> None:
    """Takes away the earlier versions of a part beyond so many: a page that saves by itself makes one every few
    seconds."""
    oldest = version_of(row, part) - count
    old = (WorkshopPastRow.workshop_id == row.id, WorkshopPastRow.name == part, WorkshopPastRow.version < oldest)
    db_session.execute(delete(WorkshopPastRow).where(*old))


def forget_past(db_session: DbSession, row: WorkshopRow) -> None:
    """Takes away every earlier version."""
    db_session.execute(delete(WorkshopPastRow).where(WorkshopPastRow.workshop_id == row.id))


def forget_place_and_days(db_session: DbSession, vault: Vault, row: WorkshopRow, workshop: Workshop) -> None:
    """Keeps `workshop` with month and country in the place of all that told where and on which days it was: for ever.
    Every part gets a new key, so that what a disk still holds of the old ones opens with nothing."""
    forget_past(db_session, row)
    key = new_key()
    row.key.sealed = vault.seal_key(key, row.id)
    for part in row.parts:
        part.sealed = _sealed(key, row.id, part.name, workshop)
    db_session.flush()


def get_workshop_row(db_session: DbSession, ident: str) -> WorkshopRow:
    """The row with this id. Raises NotFound."""
    row = db_session.scalar(select(WorkshopRow).where(WorkshopRow.id == ident))
    if row is None:
        raise NotFound("no-such-workshop", name=ident)
    return row


def _part(row: WorkshopRow, name: str) -> WorkshopPartRow:
    return next(each for each in row.parts if each.name == name)


def _plain_of(workshop: Workshop) -> dict[str, Any]:
    plain = to_plain(workshop)
    if not isinstance(plain, dict):
        raise TypeError("a workshop is a record")
    return plain


def _plain_without(workshop: Workshop, part: str) -> dict[str, Any]:
    return {name: each for name, each in _plain_of(workshop).items() if name not in PARTS[part]}


def _sealed(key: bytes, ident: str, part: str, workshop: Workshop) -> bytes:
    said = {name: each for name, each in _plain_of(workshop).items() if name in PARTS[part]}
    return seal(key, json.dumps(said, ensure_ascii=False).encode(), f"workshops/{ident}/{part}")


def _opened(key: bytes, ident: str, part: str, sealed: bytes) -> dict[str, Any]:
    said = json.loads(unseal(key, sealed, f"workshops/{ident}/{part}"))
    if not isinstance(said, dict):
        raise TypeError("a part is a record")
    return said
