"""A workshop that goes over to another variant of its kit, or to another kit of the same family: comes in a workshop,
goes out what there is to choose from, what one of them would change, and the workshop after it.

What people said is carried along (`carrying`); the agenda is the chosen one's. Refuses to change anything before it was
said what changes, and to choose by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Literal

from trainingkit.content.library import Reading
from trainingkit.domain.agenda import Schedule, agenda_of
from trainingkit.domain.assembly.agendas import slot_title
from trainingkit.domain.assembly.roleplays import group_name
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Kit
from trainingkit.domain.workshop import Group, Workshop
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import mark
from trainingkit.services.agendadesk import AgendaShown, shown
from trainingkit.services.cards import scribe_for
from trainingkit.services.carrying import carried, with_cases
from trainingkit.services.desk import Office, Opened, Saving, open_workshop, restore, save, used_by
from trainingkit.services.handouts import sector_words
from trainingkit.services.readings import Readings
from trainingkit.services.server import DbSession
from trainingkit.services.starting import OWN, Answers, Choice, choices_of, new_workshop, with_room
from trainingkit.storage.workshops import PARTS

_ANY_DAY = date(2027, 1, 4)
"""Where a workshop has forgotten its dates something still has to be counted from."""

Line = tuple[str, Mapping[str, object]]
"""A message, and what fills it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Something to choose. `is_now`: the workshop is of it already; `fits`: another kit, made for the country and the
    sector of the workshop; `language`: that of its titles; country and sector in words, empty for none."""

    name: str
    title: str
    variant: str
    track: str
    language: str
    country: str
    sector: str
    days: int
    is_now: bool
    fits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one of them would change. `told`: what its author says that it gives up; `agenda`: as it would be."""

    way: Way
    changes: tuple[Line, ...]
    told: str
    agenda: AgendaShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """The whole page."""

    opened: Opened
    ways: tuple[Way, ...]
    look: Look | None


def ways_for(db_session: DbSession, office: Office, ident: str, chosen: str, language: str) -> Ways:
    """What there is, and what `chosen` would change; nothing of that where it is none of them, or what it is now."""
    opened = open_workshop(db_session, office, ident)
    found = {way.name: (way, reading, kit, choice) for way, reading, kit, choice in _ways(opened, office, language)}
    look = None
    if chosen in found and not found[chosen][0].is_now:
        look = _look(opened, *found[chosen], office.readings, language)
    return Ways(opened=opened, ways=tuple(each[0] for each in found.values()), look=look)


def _ways(opened: Opened, office: Office, language: str) -> Iterator[tuple[Way, Reading, Kit, Choice]]:
    """The variants of its own kit first, then those of the others of its family."""
    now = opened.workshop
    own = Choice(now.kit, now.variant or "", now.track or "")
    family = [(reading, kit) for reading, kit in office.readings.sound() if _root(kit) == _root(opened.whole)]
    for reading, kit in sorted(family, key=lambda each: (each[1].id != now.kit, each[1].id)):
        for choice in choices_of(kit):
            if kit.id == now.kit and choice.track != own.track:
                continue
            yield _way(opened, kit, choice, own, language), reading, kit, choice


def _root(kit: Kit) -> str:
    """The kit that a family began with."""
    lineage = kit.lineage
    while lineage is not None and lineage.upstream is not None:
        lineage = lineage.upstream
    return lineage.kit if lineage else kit.id


def _way(opened: Opened, kit: Kit, choice: Choice, own: Choice, language: str) -> Way:
    say = scribe_for(kit, opened.workshop, language)
    variant, track = kit.variants.get(choice.variant), kit.about.tracks.get(choice.track)
    agenda = used_by(kit, replace(_bare(opened.workshop, kit), variant=choice.variant or None)).agenda
    about, now = kit.about, opened.workshop
    trade = now.sector or opened.whole.about.sector
    return Way(
        name=choice.name,
        title=say.plain(about.title),
        variant=say.plain(variant.title) if variant else "",
        track=say.plain(track.title) if track else "",
        language=say.language,
        country=say.country_name(about.country) if about.country else "",
        sector=sector_words(about.sector, language).words if about.sector else "",
        days=len(agenda.days),
        is_now=choice == own,
        fits=kit.id != now.kit and (about.country, about.sector or trade) == (now.country, trade),
    )


def _bare(workshop: Workshop, kit: Kit) -> Workshop:
    """The workshop as if it were of a kit and said nothing of its own."""
    return replace(
        workshop, kit=kit.id, variant=None, track=None, switch=(), versions=(), change={}, facts={}, agenda=None
    )


# ── what changes ────────────────────────────────────────────────────────────────────────────────────────────────────


def gone_over(opened: Opened, reading: Reading, kit: Kit, choice: Choice) -> Workshop:
    """The workshop as one of that kit and variant: with its own groups, which keep their cases where these are there,
    and the agenda, hours and meals of the choice."""
    now = opened.workshop
    answers = Answers(
        choice=choice,
        title=OWN,
        first=now.from_ or _ANY_DAY,
        people=max(2, now.head_count),
        country=now.country,
    )
    begun = new_workshop(reading, kit, answers)
    made = carried(now, replace(begun, hours=now.hours, anchors={**begun.anchors, **_known(now, begun)}), kit)
    used = used_by(kit, made)
    days = len(agenda_of(used, made).days)
    made = replace(
        made,
        from_=now.from_,
        to=now.from_ + timedelta(days=max(0, days - 1)) if now.from_ else None,
        groups=_groups(now.groups, begun.groups, used),
        reads=tuple(case for case in now.reads if case in used.cases),
        replies=_replies(now, used),
    )
    return with_room(kit, made)


def _known(now: Workshop, begun: Workshop) -> dict[str, time]:
    """The clock times of the workshop that the other agenda has too."""
    return {name: at for name, at in now.anchors.items() if name in begun.anchors}


def _groups(groups: Mapping[str, Group], model: Mapping[str, Group], used: Kit) -> dict[str, Group]:
    others = with_cases(groups, model)
    return {
        name: group if group.case is None or group.case in used.cases else others[name]
        for name, group in groups.items()
    }


def _replies(now: Workshop, used: Kit) -> Mapping[str, str] | Literal["print-all"]:
    if isinstance(now.replies, str):
        return now.replies
    return {name: reply for name, reply in now.replies.items() if reply in used.responses} or "print-all"


def _look(
    opened: Opened, way: Way, reading: Reading, kit: Kit, choice: Choice, readings: Readings, language: str
) -> Look:
    made = gone_over(opened, reading, kit, choice)
    there = replace(opened, reading=reading, whole=kit, workshop=made, kit=used_by(kit, made))
    say = scribe_for(there.kit, made, language)
    variant = kit.variants.get(choice.variant)
    return Look(
        way=way,
        changes=tuple(_changes(opened, there, language)),
        told=say.plain(variant.lost) if variant else "",
        agenda=shown(there, readings, language),
    )


def _changes(opened: Opened, there: Opened, language: str) -> Iterator[Line]:
    """A line for each thing that will be otherwise."""
    now, made = opened.workshop, there.workshop
    before, after = opened.schedule, there.schedule
    say, said = scribe_for(opened.kit, now, language), scribe_for(there.kit, made, language)
    yield mark("Days: {before} now, then {after}."), {"before": len(before.days), "after": len(after.days)}
    if now.agenda is not None:
        yield mark("The agenda that you arranged yourselves gives way to its own."), {}
    yield from _sessions(before, after, say, said)
    for name, group in made.groups.items():
        if group != now.groups.get(name):
            case = there.kit.cases.get(group.case or "")
            values = {"group": group_name(said, name), "case": said.title_of(case) if case else "–"}
            yield mark("The group «{group}» gets the case «{case}»."), values
    yield from _dropped(now, made)


def _sessions(before: Schedule, after: Schedule, say: Scribe, said: Scribe) -> Iterator[Line]:
    was = {slot.subject: slot_title(say, slot) for slot in before.slots if slot.kind == "session"}
    will = {slot.subject: slot_title(said, slot) for slot in after.slots if slot.kind == "session"}
    for subject, title in was.items():
        if subject not in will:
            yield mark("«{title}» falls away."), {"title": title}
    for subject, title in will.items():
        if subject not in was:
            yield mark("«{title}» is added."), {"title": title}


def _dropped(now: Workshop, made: Workshop) -> Iterator[Line]:
    """What of the workshop's own has no place there."""
    texts = len(now.change) - len(made.change)
    if texts:
        yield mark("{count} of your own texts have no place in it."), {"count": texts}
    values = sum(len(each) for each in now.facts.values()) - sum(len(each) for each in made.facts.values())
    if values:
        yield mark("{count} of your own values fall away: it has its own."), {"count": values}


# ── doing it, and back ──────────────────────────────────────────────────────────────────────────────────────────────


def go_over(db_session: DbSession, office: Office, ident: str, chosen: str, saving: Saving) -> Mapping[str, int]:
    """Goes over; gives the version of each part that changed, as it was before. Raises NotFound for what cannot be
    chosen, and Conflict where the workshop was changed since it was shown."""
    opened = open_workshop(db_session, office, ident)
    found = next((each for each in _ways(opened, office, "en") if each[0].name == chosen), None)
    if found is None:
        raise NotFound("no-such-kit", name=chosen)
    _, reading, kit, choice = found
    save(db_session, office, ident, saving, lambda _now: gone_over(opened, reading, kit, choice))
    after = open_workshop(db_session, office, ident)
    return {part: opened.versions[part] for part in PARTS if after.versions[part] != opened.versions[part]}


def go_back(db_session: DbSession, office: Office, ident: str, wanted: Mapping[str, int], saving: Saving) -> None:
    """Everything that going over changed as it was, kept as new versions."""
    restore(db_session, office, ident, wanted, saving)
