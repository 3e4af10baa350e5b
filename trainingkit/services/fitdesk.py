"""A workshop fitted to the time there is, on a page: comes in a wish, go out at most three proposals side by side with
what each of them loses; and one of them taken over.

Where a kit of the same family was made for the country that is asked for, it is taken: its values, words and law are of
there. Refuses to keep a proposal that has errors the workshop did not have, and to lose texts that people wrote: what
the other kit has no place for is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time, timedelta

from trainingkit.domain.agenda import agenda_of
from trainingkit.domain.clock import as_minutes
from trainingkit.domain.kit import Break, Kit
from trainingkit.domain.workshop import Hours, Workshop
from trainingkit.errors import Conflict, Problem
from trainingkit.planning.fit import Fitting, Proposal, fit
from trainingkit.planning.fit_frame import LONGEST_DAY, Request
from trainingkit.planning.fit_pieces import STEP
from trainingkit.services.agendadesk import AgendaShown, shown
from trainingkit.services.answers import Reader
from trainingkit.services.cards import scribe_for
from trainingkit.services.carrying import carried, with_cases
from trainingkit.services.desk import Office, Opened, Saving, open_workshop, save, used_by
from trainingkit.services.fitting import MOST_DAYS, why_not
from trainingkit.services.losses import losses
from trainingkit.services.readings import Readings
from trainingkit.services.server import DbSession
from trainingkit.services.starting import OWN, Answers, Choice, new_workshop, with_room

PARTS = ("about", "when", "people", "agenda", "words")
_MEAL = 60
_NOON = 12 * 60 + 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How many days, between which hours, in which country; `same_cases`: the groups keep the cases that they have."""

    days: int
    begins: time
    ends: time
    country: str
    same_cases: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One proposal as it would be. `losses`: messages and what fills them; `told`: what the author of a hand-made one
    says; `variant`: its title."""

    number: int
    agenda: AgendaShown
    minutes: int
    pauses: int
    meals: int
    variant: str
    told: str
    losses: tuple[tuple[str, Mapping[str, object]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What comes of a wish. `other_kit`: the title of the kit made for that country, where another is taken;
    `dropped`: how many of the workshop's own texts that kit has no place for."""

    opened: Opened
    offers: tuple[Offer, ...]
    why_not: Problem | None
    other_kit: str
    dropped: int


def read_wish(said: Mapping[str, str], opened: Opened) -> Wish | Reader:
    """What was asked; the reader with all that makes no sense where something does not."""
    reader = Reader(said)
    days = reader.number("days", 1, MOST_DAYS)
    begins, ends = reader.clock("begins"), reader.clock("ends")
    country = reader.one_of("country", opened.whole.shared.countries)
    if begins and ends and not STEP * 2 <= as_minutes(ends) - as_minutes(begins) <= LONGEST_DAY:
        reader.refuse("form-time", "ends")
    if reader.problems or days is None or begins is None or ends is None:
        return reader
    return Wish(days=days, begins=begins, ends=ends, country=country, same_cases=bool(reader.text("same_cases")))


def offers_for(db_session: DbSession, office: Office, ident: str, wish: Wish, language: str) -> Offers:
    """The proposals for a wish."""
    opened = open_workshop(db_session, office, ident)
    there = _there(opened, office, wish)
    fitting = _fitted(there, wish)
    other = there.whole is not opened.whole

    def made_of(proposal: Proposal) -> Opened:
        return there.using(taken(there, proposal, wish))

    say = scribe_for(there.kit, there.workshop, language)
    return Offers(
        opened=opened,
        offers=tuple(
            _offer(number, each, fitting, made_of(each), office.readings, language)
            for number, each in _numbered(fitting)
        ),
        why_not=None if fitting.proposals else why_not(fitting),
        other_kit=say.plain(there.whole.about.title) if other else "",
        dropped=len(opened.workshop.change) - len(there.workshop.change),
    )


def _numbered(fitting: Fitting) -> list[tuple[int, Proposal]]:
    return list(enumerate(fitting.proposals, 1))


def _offer(number: int, proposal: Proposal, fitting: Fitting, made: Opened, readings: Readings, language: str) -> Offer:
    say = scribe_for(made.kit, proposal.workshop, language)
    variant = made.whole.variants[proposal.variant].title if proposal.variant else None
    return Offer(
        number=number,
        agenda=shown(made, readings, language),
        minutes=proposal.minutes,
        pauses=proposal.pause_minutes,
        meals=proposal.meal_minutes,
        variant=say.plain(variant) if variant else "",
        told=say.plain(proposal.lost.told) if proposal.lost.told else "",
        losses=tuple(losses(proposal.lost, scribe_for(fitting.kit, proposal.workshop, language))),
    )


def take(db_session: DbSession, office: Office, ident: str, wish: Wish, choose: int, saving: Saving) -> None:
    """Takes a proposal over. Raises Conflict where there is no such proposal any more, or the workshop was changed
    since they were made."""
    opened = open_workshop(db_session, office, ident)
    there = _there(opened, office, wish)
    proposals = _fitted(there, wish).proposals
    if not 1 <= choose <= len(proposals):
        raise Conflict("no-such-proposal", choose=choose, count=len(proposals))
    made = taken(there, proposals[choose - 1], wish)
    save(db_session, office, ident, saving, lambda _now: made)


# ── the workshop there ──────────────────────────────────────────────────────────────────────────────────────────────


def _there(opened: Opened, office: Office, wish: Wish) -> Opened:
    """The workshop in the country that is asked for: with the kit made for there and for its trade, if there is one."""
    workshop = opened.workshop
    trade = workshop.sector or opened.whole.about.sector
    if wish.country == workshop.country:
        return opened
    for reading, kit in office.readings.sound():
        lineage = kit.lineage
        made_for = (kit.about.country, kit.about.sector or trade) == (wish.country, trade)
        if lineage and lineage.kit == workshop.kit and made_for and workshop.from_:
            people = max(2, workshop.head_count)
            answers = Answers(
                choice=Choice(kit.id), title=OWN, first=workshop.from_, people=people, country=wish.country
            )
            moved = carried(workshop, new_workshop(reading, kit, answers), kit)
            return replace(opened, reading=reading, whole=kit, workshop=moved, kit=used_by(kit, moved))
    return opened.using(replace(workshop, country=wish.country))


# ── fitting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _fitted(there: Opened, wish: Wish) -> Fitting:
    hours = Hours(from_=wish.begins, to=wish.ends)
    bare = replace(there.workshop, hours=hours, agenda=None, variant=None, days={})
    kit = there.whole
    minutes = max(STEP, (as_minutes(wish.ends) - as_minutes(wish.begins) - _meal_in(kit, wish)) // STEP * STEP)
    return fit(kit, Request(minutes=minutes * wish.days, days=wish.days, workshop=bare, is_set=wish.same_cases))


def _meal_in(kit: Kit, wish: Wish) -> int:
    """The minutes that people eat, on a day that holds noon with an hour after it."""
    if as_minutes(wish.begins) > _NOON or as_minutes(wish.ends) < _NOON + 2 * _MEAL:
        return 0
    items = (item for day in kit.agenda.days.values() for item in day.items.values())
    return next((item.minutes for item in items if item.break_ is Break.MEAL and item.minutes), _MEAL)


def taken(there: Opened, proposal: Proposal, wish: Wish) -> Workshop:
    """The workshop with the agenda of a proposal; its groups keep their people and get the proposal's cases."""
    chosen, now = proposal.workshop, there.workshop
    days = len(agenda_of(used_by(there.whole, chosen), chosen).days)
    made = replace(
        now,
        agenda=chosen.agenda,
        variant=chosen.variant,
        hours=Hours(from_=wish.begins, to=max(chosen.hours.to, wish.ends)),
        anchors=chosen.anchors,
        days={},
        to=now.from_ + timedelta(days=max(0, days - 1)) if now.from_ else None,
        groups=now.groups if wish.same_cases else with_cases(now.groups, chosen.groups),
    )
    used = used_by(there.whole, made)
    made = replace(
        made,
        reads=tuple(case for case in made.reads if case in used.cases),
        replies=made.replies if wish.same_cases else "print-all",
        versions=(),
    )
    return with_room(there.whole, made)
