"""What a shorter agenda loses against the kit's own: comes in both, goes out a `Lost`.

Holds texts in all their languages; refuses to say sentences.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainingkit.domain.agenda import Slot, subject_of
from trainingkit.domain.kit import Agenda, AgendaItem, Kit
from trainingkit.domain.overlay import version_of
from trainingkit.domain.sessions import Session
from trainingkit.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LostSession:
    """A session that is left out, with the objectives that nobody reaches now."""

    session: str
    title: Text
    goals: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostRepeat:
    """A session that is held fewer times than in the kit."""

    session: str
    title: Text
    held: int
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostVersion:
    """A session in a version of it: what its author says is lost, and the objectives that it leaves out."""

    session: str
    title: Text
    version: str
    lost: Text
    goals: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LostMinutes:
    """A session that has less time than would be ideal for it."""

    session: str
    title: Text
    minutes: int
    ideal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostCase:
    """A case that nobody works on."""

    case: str
    title: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """All of it. `others`: techniques and worksheets that stand in the kit's agenda by themselves; `told`: what the
    author of a hand-made agenda says."""

    sessions: tuple[LostSession, ...] = ()
    repeats: tuple[LostRepeat, ...] = ()
    cases: tuple[LostCase, ...] = ()
    versions: tuple[LostVersion, ...] = ()
    minutes: tuple[LostMinutes, ...] = ()
    others: tuple[Text, ...] = ()
    told: Text | None = None


def lost_by(kit: Kit, agenda: Agenda, slots: tuple[Slot, ...], daily: frozenset[str]) -> Lost:
    """What is lost by an agenda whose slots are on the clock. `kit` is the whole kit, in no version; `daily`: sessions
    that belong to the edges of days, whose number follows from the days."""
    before, now = _times(kit), Counter(slot.subject for slot in slots if slot.kind == "session")
    worked_on = {case for slot in slots for case in slot.cases}
    return Lost(
        sessions=tuple(
            _lost_session(kit.sessions[name]) for name in before if not now[name] and not _is_daily(name, daily, slots)
        ),
        repeats=tuple(
            LostRepeat(session=name, title=kit.sessions[name].title, held=now[name], planned=count)
            for name, count in before.items()
            if 0 < now[name] < count and name not in daily
        ),
        cases=tuple(LostCase(case=name, title=case.title) for name, case in kit.cases.items() if name not in worked_on),
        versions=tuple(_versions(kit, agenda)),
        minutes=tuple(_minutes(kit, slots)),
        others=tuple(_others(kit, slots)),
    )


def _times(kit: Kit) -> Mapping[str, int]:
    """How many times each session stands in the kit's own agenda."""
    subjects = (subject_of(item) for item in _items(kit.agenda))
    return Counter(name for kind, name in subjects if kind == "session" and name in kit.sessions)


def _items(agenda: Agenda) -> Iterator[AgendaItem]:
    for day in agenda.days.values():
        yield from day.items.values()


def _is_daily(name: str, daily: frozenset[str], slots: tuple[Slot, ...]) -> bool:
    """Whether its absence goes without saying: one day has no day before it to recall."""
    return name in daily and len({slot.day for slot in slots}) == 1


def _lost_session(session: Session) -> LostSession:
    return LostSession(session=session.id, title=session.title, goals=tuple(session.goals.values()))


def _versions(kit: Kit, agenda: Agenda) -> Iterator[LostVersion]:
    chosen = {subject_of(item)[1]: item.version for item in _items(agenda) if item.session and item.version}
    for name, version in chosen.items():
        session = kit.sessions[name]
        if version not in session.versions:
            continue
        goals = version_of(session, version).goals
        yield LostVersion(
            session=name,
            title=session.title,
            version=version,
            lost=session.versions[version].lost,
            goals=tuple(text for goal, text in session.goals.items() if goal not in goals),
        )


def _minutes(kit: Kit, slots: tuple[Slot, ...]) -> Iterator[LostMinutes]:
    for slot in slots:
        if slot.kind == "session" and slot.minutes < slot.ideal:
            title = kit.sessions[slot.subject].title
            yield LostMinutes(session=slot.subject, title=title, minutes=slot.minutes, ideal=slot.ideal)


def _others(kit: Kit, slots: tuple[Slot, ...]) -> Iterator[Text]:
    """Techniques and worksheets of the kit's own agenda that stand nowhere now."""
    held = {(slot.kind, slot.subject) for slot in slots}
    seen: set[tuple[str, str]] = set()
    for item in _items(kit.agenda):
        kind, subject = subject_of(item)
        if kind in ("technique", "worksheet") and (kind, subject) not in held | seen:
            seen.add((kind, subject))
            module = kit.modules(f"{kind}s").get(subject)
            if title := item.title or (module.title if module else None):
                yield title
