"""A facilitator's workshops: begun, looked at, changed, undone, shared, copied, erased. What the pages ask.

Comes in: who asks (an account's id; whether they may is `domain.access`'s question) and what is to be changed. Goes
out: plain values. A change names the part it changes and the version it was made from, so that of two people who
change the same the second gets a `Conflict` and nothing is overwritten. Refuses to look into what others give.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from trainingkit.content.library import Reading
from trainingkit.domain.access import NOTHING, Account, Action, Thing, may_at_all
from trainingkit.domain.agenda import Schedule, schedule
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Conflict, KitFaulty, NotFound
from trainingkit.services.accounts import note_done
from trainingkit.services.forgetting import month_of
from trainingkit.services.readings import Readings
from trainingkit.services.server import DbSession, Server
from trainingkit.services.starting import Answers, new_workshop
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.base import new_id
from trainingkit.storage.models import MemberRow, WorkshopRow
from trainingkit.storage.values import to_plain
from trainingkit.storage.workshops import (
    PARTS,
    Change,
    add_workshop,
    earlier_of,
    get_workshop_row,
    keep_newest,
    past_of,
    save_part,
    to_workshop,
    version_of,
    workshops_of,
)

LEAD, CO = "lead", "co"
MOST_KEPT = 200
"""Earlier versions of a part."""


@dataclass(frozen=True, slots=True)
class Office:
    """What the services of workshops work with: the database's keys and clock, and the kits."""

    server: Server
    readings: Readings


@dataclass(frozen=True, slots=True)
class Member:
    """Who gives a workshop."""

    account: str
    name: str
    part: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A workshop that is being worked on: the value, its kit as it is read and as the workshop uses it, the version of
    each part, who gives it."""

    ident: str
    workshop: Workshop
    reading: Reading
    whole: Kit
    kit: Kit
    versions: Mapping[str, int]
    members: tuple[Member, ...]
    month: date | None = None
    """Its first day, where the days themselves are forgotten."""

    @cached_property
    def schedule(self) -> Schedule:
        """Its agenda on the clock."""
        return schedule(self.kit, self.workshop)

    @property
    def thing(self) -> Thing:
        """The workshop as the table of rights knows it."""
        return Thing(members={each.account: each.part for each in self.members})

    def using(self, workshop: Workshop) -> "Opened":
        """The same with the workshop changed, kept nowhere."""
        return replace(self, workshop=workshop, kit=used_by(self.whole, workshop))


@dataclass(frozen=True, slots=True)
class Line:
    """A workshop in a list, without its agenda and its words."""

    ident: str
    workshop: Workshop
    part: str
    changed_at: datetime
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """A state of a part that can be had back."""

    version: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Saving:
    """Who changes which parts, and which version of each they had before them."""

    versions: Mapping[str, int]
    by: str


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def thing_of(db_session: DbSession, ident: str) -> Thing:
    """A workshop as the table of rights knows it. Raises NotFound."""
    asked = select(MemberRow.account_id, MemberRow.part).select_from(WorkshopRow)
    asked = asked.outerjoin(MemberRow, MemberRow.workshop_id == WorkshopRow.id).where(WorkshopRow.id == ident)
    rows = db_session.execute(asked).all()
    if not rows:
        raise NotFound("no-such-workshop", name=ident)
    return Thing(members={account: part for account, part in rows if account})


def list_workshops(db_session: DbSession, office: Office, account: str) -> tuple[Line, ...]:
    """The workshops that an account gives, those that begin last first."""
    lines = [
        Line(each.ident, each.workshop, each.part, each.changed_at, month_of(each.month))
        for each in workshops_of(db_session, office.server.vault, account)
    ]
    return tuple(sorted(lines, key=lambda line: (str(line.workshop.from_ or ""), line.changed_at), reverse=True))


def open_workshop(db_session: DbSession, office: Office, ident: str) -> Opened:
    """A workshop to be looked at or worked on. Raises NotFound, and KitFaulty where its kit cannot be read now
    and could not since the server began."""
    row = get_workshop_row(db_session, ident)
    return _opened(db_session, office, row, to_workshop(row, office.server.vault))


def _opened(db_session: DbSession, office: Office, row: WorkshopRow, workshop: Workshop) -> Opened:
    reading, whole = _kit_of(office, workshop.kit)
    return Opened(
        ident=row.id,
        workshop=workshop,
        reading=reading,
        whole=whole,
        kit=used_by(whole, workshop),
        versions={part: version_of(row, part) for part in PARTS},
        members=_members(db_session, row.id),
        month=month_of(row.month),
    )


def _kit_of(office: Office, kit: str) -> tuple[Reading, Kit]:
    """A kit whose folder is gone is as faulty as one with a fault: the workshop is still there."""
    try:
        return office.readings.sound_of(kit)
    except NotFound:
        raise KitFaulty(kit, ()) from None


def used_by(kit: Kit, workshop: Workshop) -> Kit:
    """The kit as the workshop uses it; what the workshop names and the kit no longer has is left out, and is among the
    problems."""
    try:
        return for_workshop(kit, workshop)
    except NotFound:
        return for_workshop(kit, _with_what_is_there(kit, workshop))


def _with_what_is_there(kit: Kit, workshop: Workshop) -> Workshop:
    known = replace(workshop, variant=workshop.variant if workshop.variant in kit.variants else None)
    bare = replace(known, switch=(), versions=(), change={}, agenda=None)
    for each in (replace(bare, agenda=known.agenda), replace(bare, change=known.change), bare):
        try:
            for_workshop(kit, each)
        except NotFound:
            continue
        return each
    return replace(bare, variant=None)


def _members(db_session: DbSession, ident: str) -> tuple[Member, ...]:
    rows = db_session.scalars(select(MemberRow).where(MemberRow.workshop_id == ident)).all()
    found = (Member(row.account_id, row.account.username, row.part) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.part != LEAD, each.name)))


# ── beginning ───────────────────────────────────────────────────────────────────────────────────────────────────────


def create_workshop(db_session: DbSession, office: Office, answers: Answers, by: str, once: str = "") -> str:
    """A new workshop's id; the same one again where the same answers come from the same form (`once`). Raises NotFound
    for a kit that is not there, KitFaulty for one that cannot be read."""
    reading, kit = office.readings.sound_of(answers.choice.kit)
    ident = _ident_for(office, by, once, repr(answers))
    return _add(db_session, office, new_workshop(reading, kit, answers), by, ident)


def copy_workshop(db_session: DbSession, office: Office, ident: str, by: str, once: str = "") -> str:
    """The id of a new workshop that says the same, for the one who copies alone; the same one again for the same
    `once`. Where it is held and who else gives it is not copied; people never are, since no workshop holds any. Where
    to turn to has to be asked there once more."""
    workshop = to_workshop(get_workshop_row(db_session, ident), office.server.vault)
    copied = replace(workshop, place=None, referral=replace(workshop.referral, confirmed=None))
    return _add(db_session, office, copied, by, _ident_for(office, by, once, ident))


def _ident_for(office: Office, by: str, once: str, said: str) -> str:
    """The id of what one account asks for by one form, so that the request may come twice; nobody guesses it. A form
    that says nothing of itself asks for something new each time."""
    if not once:
        return new_id()
    told = json.dumps([by, once, said]).encode()
    return hmac.new(office.server.key_for("once"), told, hashlib.sha256).hexdigest()[:32]


def _add(db_session: DbSession, office: Office, workshop: Workshop, by: str, ident: str) -> str:
    if db_session.get(WorkshopRow, ident) is not None:
        return ident
    try:
        with db_session.begin_nested():
            row = add_workshop(db_session, office.server.vault, workshop, by, office.server.clock(), ident)
            row.members = [MemberRow(account_id=by, part=LEAD)]
            db_session.flush()
    except IntegrityError:
        db_session.expire_all()  # the same request came first by a second, and has it made
    return ident


# ── changing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def save(
    db_session: DbSession, office: Office, ident: str, saving: Saving, change: Callable[[Workshop], Workshop]
) -> None:
    """Keeps what `change` makes of the workshop. Raises Conflict where the part was changed since that version; a
    change that changes nothing is kept nowhere."""
    row = get_workshop_row(db_session, ident)
    now = to_workshop(row, office.server.vault)
    made = change(now)
    parts = [part for part in PARTS if _said(made, part) != _said(now, part)]
    if wrong := set(parts) - saving.versions.keys():
        raise TypeError(f"a change to {', '.join(saving.versions)} changes {', '.join(sorted(wrong))}")
    at = office.server.clock()  # one for all parts, which tells later that they were saved together
    with db_session.begin_nested():  # after a conflict the page still reads, to show both
        for part in parts:
            noted = Change(part, saving.versions[part], saving.by, at)
            save_part(db_session, office.server.vault, row, made, noted)
            keep_newest(db_session, row, part, MOST_KEPT)


def _said(workshop: Workshop, part: str) -> str:
    """What a part says, the order of its items too, in which an agenda is told and which equality does not see."""
    return json.dumps([to_plain(getattr(workshop, name)) for name in PARTS[part]])


def before(db_session: DbSession, office: Office, ident: str, part: str, version: int) -> Workshop:
    """The workshop with one part as it was in a version. Raises NotFound for one that is not kept."""
    return past_of(db_session, office.server.vault, get_workshop_row(db_session, ident), part, version)


def undo(db_session: DbSession, office: Office, ident: str, part: str, saving: Saving) -> None:
    """The last change of a part undone, in every part that it changed: an agenda with a day less goes with its dates.
    Raises Conflict where the part was changed since and says something else, and NotFound where there is no change."""
    parts = {each.name: each for each in get_workshop_row(db_session, ident).parts}
    last = parts[part]
    wanted, versions = {part: saving.versions[part] - 1}, dict(saving.versions)
    if saving.versions[part] == last.version:
        for name, each in parts.items():
            at_once = (each.changed_at, each.changed_by) == (last.changed_at, last.changed_by)
            if name != part and each.version > 1 and at_once:
                wanted[name], versions[name] = each.version - 1, each.version
    restore(db_session, office, ident, wanted, Saving(versions, saving.by))


def restore(db_session: DbSession, office: Office, ident: str, wanted: Mapping[str, int], saving: Saving) -> None:
    """Parts as they were, each in an earlier version, kept together or not at all, and as new versions, so that this
    can be undone too."""
    then = {part: before(db_session, office, ident, part, version) for part, version in wanted.items()}

    def change(now: Workshop) -> Workshop:
        for part, other in then.items():
            now = with_part(now, other, part)
        return now

    save(db_session, office, ident, saving, change)


def with_part(workshop: Workshop, other: Workshop, part: str) -> Workshop:
    """The workshop with one part of another."""
    return replace(workshop, **{name: getattr(other, name) for name in PARTS[part]})


def earlier(db_session: DbSession, ident: str, part: str) -> tuple[Earlier, ...]:
    """The states of a part that can be had back, the newest first, each with the name of the account that made it."""
    if part not in PARTS:
        raise NotFound("no-such-part", name=part)
    names = {each.account: each.name for each in _members(db_session, ident)}
    found = earlier_of(db_session, get_workshop_row(db_session, ident), part)
    return tuple(Earlier(version, at, names.get(by or "", "")) for version, at, by in found)


# ── sharing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def share(db_session: DbSession, office: Office, ident: str, name: str, by: str) -> None:
    """Lets another account give the workshop too. Raises NotFound where no account that gives workshops signs in by
    that name, and Conflict where it gives it already."""
    account = db_session.scalar(select(AccountRow).where(AccountRow.username == name))
    if account is None or not _may_give(account):
        raise NotFound("no-such-account")
    if db_session.get(MemberRow, (ident, account.id)) is not None:
        raise Conflict("shared-already")
    db_session.add(MemberRow(workshop_id=ident, account_id=account.id, part=CO))
    db_session.flush()
    note_done(db_session, office.server, by, "workshop.share", f"workshop/{ident}", office.server.clock())


def _may_give(account: AccountRow) -> bool:
    return may_at_all(Account(account.id, account.ranks, account.active), Action.CREATE_WORKSHOP, NOTHING)


def unshare(db_session: DbSession, office: Office, ident: str, account: str, by: str) -> None:
    """Ends what `share` began. Raises NotFound, and Conflict for the one who leads."""
    found = db_session.get(MemberRow, (ident, account))
    if found is None:
        raise NotFound("no-such-account")
    if found.part == LEAD:
        raise Conflict("leads")
    db_session.delete(found)
    db_session.flush()
    note_done(db_session, office.server, by, "workshop.unshare", f"workshop/{ident}", office.server.clock())


def erase(db_session: DbSession, office: Office, ident: str, by: str) -> None:
    """The workshop is gone, its key first: copies of its parts are noise from then on."""
    db_session.delete(get_workshop_row(db_session, ident))
    db_session.flush()
    note_done(db_session, office.server, by, "workshop.erase", f"workshop/{ident}", office.server.clock())
