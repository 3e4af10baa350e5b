"""What an agenda can be made of: the pieces of a kit, in the order in which they can stand.

Comes in: a kit and the workshop it is fitted for. Goes out: `Pieces`: sessions, techniques and worksheets as the kit's
own agenda places them, each with the ways to hold it, and the kit's own kinds of pause. Refuses to choose among them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from trainingkit.domain.agenda import SlotKind, subject_of
from trainingkit.domain.kit import Agenda, AgendaItem, Break, Kit
from trainingkit.domain.modules import TimeRange
from trainingkit.domain.overlay import version_of
from trainingkit.domain.sessions import Session, Technique
from trainingkit.domain.text import Text

STEP = 5
"""Minutes are given in whole fives."""

ARRIVAL_LEAST = 15
"""An arrival with coffee can be made as short as this."""

_Key = tuple[SlotKind, str]
_PAUSES = (Break.MEAL, Break.BREAK)
_ARRIVAL: _Key = ("break", Break.REGISTRATION)


class Role(StrEnum):
    """Where a piece can stand."""

    ANYWHERE = "anywhere"  # in the order of the kit
    OPENS_DAY = "opens-day"
    CLOSES_DAY = "closes-day"
    AFTER_MEAL = "after-meal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to hold a piece: whole, or in a version of its session. Minutes are those for one case or one group."""

    version: str = ""
    session: Session | None = None
    lost: Text | None = None
    minutes: TimeRange

    @property
    def is_rigid(self) -> bool:
        """Whether no whole five lies in its range; then it gets its ideal time, and the rest of the five is spare."""
        return ceil(self.minutes.min / STEP) * STEP > self.minutes.max

    @property
    def on_clock(self) -> TimeRange:
        """The minutes that it takes out of a day."""
        if not self.is_rigid:
            return self.minutes
        whole = ceil(self.minutes.ideal / STEP) * STEP
        return replace(self.minutes, min=whole, ideal=whole, max=whole)

    @property
    def best(self) -> int:
        """Its ideal time on the clock: the five that reaches it, or the last one within its range."""
        return min(ceil(self.on_clock.ideal / STEP), self.on_clock.max // STEP) * STEP


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing that an agenda may place. `cases` are those it can be about, as far as they are chosen; `repeats` says
    that the same session stands earlier already, `follows` names the piece without which it makes no sense."""

    id: str
    day: str
    item: AgendaItem
    kind: SlotKind
    subject: str = ""
    role: Role = Role.ANYWHERE
    forms: tuple[Form, ...]
    cases: tuple[str, ...] = ()
    repeats: bool = False
    follows: str = ""
    on_first: bool = False
    on_last: bool = False
    on_others: bool = False

    @property
    def is_session(self) -> bool:
        """Whether it is a session."""
        return self.kind == "session"

    @property
    def is_core(self) -> bool:
        """Whether no agenda goes without its session."""
        session = self.forms[0].session
        return session is not None and session.is_core


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """All of them: `ordered` in the one order they can follow each other in, `daily` at the edges of days."""

    ordered: tuple[Piece, ...]
    daily: tuple[Piece, ...]
    pause: AgendaItem
    meal: AgendaItem


# ── from the kit's agenda ───────────────────────────────────────────────────────────────────────────────────────────


def pieces_of(kit: Kit) -> Pieces:
    """Every piece of the kit's own agenda. A session that it does not place has no place here either."""
    edges = _edges(kit.agenda, kit)
    ordered: list[Piece] = []
    daily: dict[_Key, Piece] = {}
    for day, name, item in _items(kit.agenda):
        key, forms = _key_of(item), forms_of(item, kit)
        if item.break_ in _PAUSES or not forms:
            continue
        piece = Piece(id=f"{day}/{name}", day=day, item=item, kind=key[0], subject=key[1], forms=forms)
        piece = replace(piece, cases=_cases_of(piece, kit))
        if key in edges:
            role, days = edges[key]
            daily.setdefault(key, _at_edge(piece, role, days, len(kit.agenda.days)))
        else:
            ordered.append(piece)
    return Pieces(
        ordered=tuple(_related(_in_order(ordered, kit))),
        daily=tuple(daily.values()),
        pause=_template(kit.agenda, Break.BREAK, 15),
        meal=_template(kit.agenda, Break.MEAL, 60),
    )


def _items(agenda: Agenda) -> Iterator[tuple[str, str, AgendaItem]]:
    for day, value in agenda.days.items():
        for name, item in value.items.items():
            yield day, name, item


def _key_of(item: AgendaItem) -> _Key:
    """What an item is: two items with the same key are the same thing done twice."""
    kind, subject = subject_of(item)
    return kind, subject or str(item.break_ or "")


def _cases_of(piece: Piece, kit: Kit) -> tuple[str, ...]:
    if not piece.is_session:
        return ()
    named = piece.item.with_.cases if piece.item.with_ else ()
    return tuple(case for case in named if case in kit.cases) or tuple(kit.cases)


def _template(agenda: Agenda, kind: Break, minutes: int) -> AgendaItem:
    """The kit's own first pause of a kind, a plain one where it has none."""
    own = next((item for _, _, item in _items(agenda) if item.break_ is kind and item.minutes), None)
    return own or AgendaItem(break_=kind, minutes=minutes)


def forms_of(item: AgendaItem, kit: Kit) -> tuple[Form, ...]:
    """The ways to hold an item; none where what it names is not there or has no time. Ways that lose an objective
    which no shorter agenda may lose are left out."""
    kind, subject = subject_of(item)
    if kind == "session":
        return _forms_of_session(kit.sessions.get(subject))
    minutes = item.minutes
    technique = kit.techniques.get(subject)
    if minutes is None and isinstance(technique, Technique):
        minutes = technique.minutes
    if not minutes or (kind != "break" and subject not in kit.modules(f"{kind}s")):
        return ()
    least = min(minutes, ARRIVAL_LEAST) if item.break_ is Break.REGISTRATION else minutes
    return (Form(minutes=TimeRange(min=least, ideal=minutes, max=minutes)),)


def _forms_of_session(session: Session | None) -> tuple[Form, ...]:
    if session is None:
        return ()
    forms = [Form(session=session, minutes=session.minutes)]
    for name, version in session.versions.items():
        if version.minutes is None:  # it differs in other things than time
            continue
        made = version_of(session, name)
        if set(session.core_goals) <= set(made.goals):
            forms.append(Form(version=name, session=made, lost=version.lost, minutes=version.minutes))
    return tuple(forms)


# ── the edges of days ───────────────────────────────────────────────────────────────────────────────────────────────


def _edges(agenda: Agenda, kit: Kit) -> Mapping[_Key, tuple[Role, frozenset[int]]]:
    """What belongs to days and not to the matter: arrival; what the kit repeats, always at the head or always at the
    foot of its days; what recalls the day before; and techniques after a meal. With it, the days on which the kit has
    it."""
    places: dict[_Key, list[tuple[int, Role]]] = {}
    for number, day in enumerate(agenda.days.values()):
        for key, role in _roles_in(tuple(day.items.values())):
            places.setdefault(key, []).append((number, role))
    found: dict[_Key, tuple[Role, frozenset[int]]] = {}
    for key, stands in places.items():
        roles, days = {role for _, role in stands}, frozenset(number for number, _ in stands)
        alone = key == _ARRIVAL or roles == {Role.AFTER_MEAL} or _recalls(key, kit)
        repeated = len(stands) > 1 and not _is_of_the_matter(key, kit)
        if len(roles) == 1 and Role.ANYWHERE not in roles and (alone or repeated):
            found[key] = roles.pop(), days
    return found


def _at_edge(piece: Piece, role: Role, days: frozenset[int], count: int) -> Piece:
    """The piece at the edge of days: on the first, the last, the others, as the kit has it."""
    edge = 0 if role is Role.OPENS_DAY else count - 1
    others = bool(days - {edge})
    return replace(piece, role=role, on_first=0 in days, on_last=count - 1 in days, on_others=others)


def _roles_in(items: tuple[AgendaItem, ...]) -> Iterator[tuple[_Key, Role]]:
    keys = [_key_of(item) for item in items]
    placed = [number for number, item in enumerate(items) if item.break_ not in _PAUSES and keys[number] != _ARRIVAL]
    for number, key in enumerate(keys):
        if key == _ARRIVAL or placed[:1] == [number]:
            yield key, Role.OPENS_DAY
        elif number in placed and items[number - 1].break_ is Break.MEAL and key[0] == "technique":
            yield key, Role.AFTER_MEAL
        elif number in placed:
            yield key, Role.CLOSES_DAY if number == placed[-1] else Role.ANYWHERE


def _is_of_the_matter(key: _Key, kit: Kit) -> bool:
    """Whether another session builds on it, or its items name cases: then it stands where it does for their sake."""
    ref = key[1]
    needed = any(ref in before_session(session) for session in kit.sessions.values())
    return key[0] == "session" and (
        needed or any(item.with_ is not None for _, _, item in _items(kit.agenda) if _key_of(item) == key)
    )


def _recalls(key: _Key, kit: Kit) -> bool:
    session = kit.sessions.get(key[1]) if key[0] == "session" else None
    used = [ref.removeprefix("techniques/") for step in session.steps.values() for ref in step.uses] if session else []
    return any(kit.techniques[name].family == "recall" for name in used if name in kit.techniques)


# ── order ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _in_order(pieces: list[Piece], kit: Kit) -> list[Piece]:
    """The kit's own order, changed only where prerequisites do not allow it. What waits for itself, round a corner,
    stands at the end, where nothing can be done with it."""
    waits = {number: set(_waits_for(number, pieces, kit)) for number in range(len(pieces))}
    done: list[int] = []
    while (ready := next((each for each in waits if waits[each] <= set(done)), None)) is not None:
        done.append(ready)
        del waits[ready]
    return [pieces[number] for number in (*done, *waits)]


def _waits_for(number: int, pieces: list[Piece], kit: Kit) -> Iterator[int]:
    """The pieces that come before one. A session placed again later need not: once was enough."""
    named = before(pieces[number], kit)
    firsts: set[str] = set()
    for other, earlier in enumerate(pieces):
        if not earlier.is_session:
            continue
        if earlier.subject in named and (other < number or earlier.subject not in firsts):
            yield other
        firsts.add(earlier.subject)
    if not pieces[number].is_session and number:
        yield number - 1


def before(piece: Piece, kit: Kit) -> frozenset[str]:
    """The sessions that come before a piece, where they come at all."""
    session = kit.sessions.get(piece.subject) if piece.is_session else None
    return before_session(session) if session else frozenset()


def before_session(session: Session) -> frozenset[str]:
    """The sessions that a session `requires` or comes `after`."""
    return frozenset(ref.removeprefix("sessions/") for ref in (*session.requires, *session.after))


def _related(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces with what they repeat and what they follow. What is no session follows the session that it stands behind
    on its day."""
    seen: dict[str, Piece] = {}
    last: Piece | None = None
    for piece in pieces:
        if piece.is_session:
            yield replace(piece, repeats=piece.subject in seen)
            seen.setdefault(piece.subject, piece)
            last = piece
        else:
            tied = last is not None and last.day == piece.day
            yield replace(piece, follows=last.id if last and tied else "")
