"""Small kits to be fitted, and the answer by trying everything: what the solver finds is held against it.

`tried` knows the rules from `docs/agenda.md` and shares nothing with the model but the table of what minutes are worth
and the order of pieces.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from itertools import product

from tests.domain.making import make_agenda, make_kit, make_session, make_text, make_workshop, pause
from trainingkit.domain.kit import AgendaItem, Kit
from trainingkit.domain.modules import TimeRange
from trainingkit.domain.sessions import Objectives, Session, Step, Verb, Version
from trainingkit.domain.workshop import Group, Workshop
from trainingkit.planning.fit_frame import AFTERNOON, EARLIER_OR_LATER, LONGEST_DAY, STRETCH, Request
from trainingkit.planning.fit_pieces import Form, Piece, pieces_of
from trainingkit.planning.fit_worth import FIVE, GOAL, HURRY, THEME, WAITING, priority_of


def make_version(minutes: tuple[int, int, int], per: str = "") -> Version:
    least, ideal, most = minutes
    return Version(
        minutes=TimeRange(min=least, ideal=ideal, max=most, per=per),  # type: ignore[arg-type]  # one of three words
        lost=make_text("something"),
    )


def with_goals(session: Session, *names: str, core: tuple[str, ...] = ()) -> Session:
    return replace(session, objectives=Objectives(**{name: make_text(name) for name in names}, core=core))


def kit_of(*sessions: Session, cases: Sequence[str] = (), order: Sequence[str] = (), fits: bool = False) -> Kit:
    """A kit whose agenda holds its sessions once each, on one day. It is too long for any request, unless it `fits`:
    a kit's own agenda that fits would stand first."""
    items = {name: AgendaItem(session=name) for name in order or [session.id for session in sessions]}
    rests = {} if fits else {"rest": pause(15), "long-rest": pause(1000)}
    return make_kit(make_agenda({**items, **rests}), sessions, cases)


def workshop_from(hour: str = "08:30", groups: int = 0, lunch: str = "") -> Workshop:
    return make_workshop(
        hours=(time.fromisoformat(hour), time(23, 0)),
        anchors={"lunch": time.fromisoformat(lunch)} if lunch else {},
        groups={f"group-{number}": Group(people=6) for number in range(groups)},
    )


def request(minutes: int, days: int = 1, hour: str = "08:30", groups: int = 0, lunch: str = "") -> Request:
    """With `lunch`, the meal is ordered for that time."""
    workshop = workshop_from(hour, groups, lunch)
    return Request(minutes=minutes, days=days, workshop=workshop, is_set=bool(lunch))


CYCLE = {
    "reading": {"read": Step(minutes=10, verb=Verb.READ, uses=("case",))},
    "deciding": {"decide": Step(minutes=10, verb=Verb.DECIDE, group="case", uses=("case",))},
    "preparing": {"prepare": Step(minutes=10, verb=Verb.PREPARE, gives=("case/role-play",))},
    "playing": {"play": Step(minutes=10, verb=Verb.PLAY, plays=("case/role-play",))},
    "answering": {"open": Step(minutes=10, verb=Verb.OPEN, opens=("case/responses/1",))},
    "again": {"decide": Step(minutes=10, verb=Verb.DECIDE, collects=("case",))},
}
"""The steps of a session for each phase of the cycle."""


# ── by trying everything ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Held:
    piece: Piece
    form: Form
    times: int
    minutes: int
    day: int
    after_meal: bool
    stretch: int


def tried(kit: Kit, asked: Request) -> int | None:
    """What the best agenda is worth; None when there is none."""
    found = [
        value
        for cases, groups in _selections(kit, asked.workshop)
        for held in _arrangements(kit, asked, cases, groups)
        if (value := _value(kit, asked, held, cases)) is not None
    ]
    return max(found, default=None)


def _selections(kit: Kit, workshop: Workshop) -> Iterator[tuple[tuple[str, ...], Mapping[str, int]]]:
    """Every choice of cases, with every even way to share the groups out."""
    count = len(workshop.groups)
    if not kit.cases:
        yield (), {}
    for chosen in product((False, True), repeat=len(kit.cases)):
        cases = tuple(case for case, wanted in zip(kit.cases, chosen, strict=True) if wanted)
        for shares in product(range(1, count + 1), repeat=len(cases)):
            if cases and sum(shares) == count and max(shares) - min(shares) <= 1:
                yield cases, dict(zip(cases, shares, strict=True))


def _arrangements(
    kit: Kit, asked: Request, cases: tuple[str, ...], groups: Mapping[str, int]
) -> Iterator[tuple[Held, ...]]:
    def further(pieces: Sequence[Piece], held: tuple[Held, ...]) -> Iterator[tuple[Held, ...]]:
        if not pieces:
            yield held
            return
        yield from further(pieces[1:], held)
        piece = pieces[0]
        if piece.cases and not set(piece.cases) & set(cases):
            return
        for form in piece.forms:
            times = _times(kit, asked.workshop, piece, form, cases, groups)
            for minutes in range(-(-form.on_clock.min * times // 5) * 5, form.best * times + 1, 5):
                for day, after_meal, stretch in _next_places(held, asked.days):
                    one = Held(piece, form, times, minutes, day, after_meal, stretch)
                    if _fits_so_far((*held, one), asked):
                        yield from further(pieces[1:], (*held, one))

    yield from further(pieces_of(kit).ordered, ())


def _times(
    kit: Kit, workshop: Workshop, piece: Piece, form: Form, cases: tuple[str, ...], groups: Mapping[str, int]
) -> int:
    worked_on = set(piece.cases) & set(cases)
    if form.minutes.per == "case":
        return max(1, len(worked_on))
    if form.minutes.per == "group":
        return max(1, sum(groups[case] for case in worked_on) if kit.cases else len(workshop.groups))
    return 1


def _next_places(held: tuple[Held, ...], days: int) -> Iterator[tuple[int, bool, int]]:
    if not held:
        yield 0, False, 0
        return
    last = held[-1]
    yield last.day, last.after_meal, last.stretch
    yield last.day, last.after_meal, last.stretch + 1
    if not last.after_meal:
        yield last.day, True, 0
    if last.day + 1 < days:
        yield last.day + 1, False, 0


def _fits_so_far(held: tuple[Held, ...], asked: Request) -> bool:
    last = held[-1]
    part = [
        each for each in held if (each.day, each.after_meal, each.stretch) == (last.day, last.after_meal, last.stretch)
    ]
    if len(part) > 1 and sum(each.minutes for each in part) > STRETCH:
        return False
    return sum(_load(held, last.day, half) for half in (False, True)) <= asked.shares[last.day]


def _load(held: Sequence[Held], day: int, after_meal: bool) -> int:
    half = [each for each in held if (each.day, each.after_meal) == (day, after_meal)]
    return sum(each.minutes for each in half) + 15 * max(0, len({each.stretch for each in half}) - 1)


def _value(kit: Kit, asked: Request, held: tuple[Held, ...], cases: tuple[str, ...]) -> int | None:
    if {each.day for each in held} != set(range(asked.days)):
        return None
    if not _keeps_rules(kit, held, cases):
        return None
    waiting = _waiting(asked, held)
    if waiting is None:
        return None
    value = -WAITING * waiting // 5
    for each in held:
        rank = priority_of(each.piece)
        short = each.form.best * each.times - each.minutes
        value += (FIVE[rank] * each.minutes - HURRY[rank] * short) // 5
        if each.form.session and not each.piece.repeats:
            value += GOAL[rank] * len(each.form.session.goals)
    themes = {kit.cases[case].theme for case in cases}
    themes |= {theme for each in held for theme in kit.sessions[each.piece.subject].themes}
    return value + THEME * len(themes)


def _waiting(asked: Request, held: tuple[Held, ...]) -> int | None:
    """The least minutes of waiting for a meal; None when no hour for it does."""
    start = asked.workshop.hours.from_.hour * 60 + asked.workshop.hours.from_.minute
    lock = asked.workshop.anchors.get("lunch")
    noon = (lock.hour * 60 + lock.minute) if lock else 12 * 60 + 30
    moved = (0,) if asked.is_set and lock else EARLIER_OR_LATER
    mornings = [noon + each - start for each in moved if noon + each - start >= 5]
    found = []
    for morning in mornings or [0]:
        waits = [_wait(asked, held, day, morning, max(mornings, default=0)) for day in range(asked.days)]
        if None not in waits:
            found.append(sum(each for each in waits if each is not None))
    return min(found, default=None)


def _wait(asked: Request, held: tuple[Held, ...], day: int, morning: int, last: int) -> int | None:
    before, after = _load(held, day, after_meal=False), _load(held, day, after_meal=True)
    share = asked.shares[day]
    if not after:
        longest = last + AFTERNOON if last else LONGEST_DAY
        return 0 if before <= min(share, longest) else None
    fits = morning and before <= morning and AFTERNOON <= after <= share - morning
    return morning - before if fits else None


def _keeps_rules(kit: Kit, held: tuple[Held, ...], cases: tuple[str, ...]) -> bool:
    names = [each.piece.subject for each in held]
    if any(session.is_core and name not in names for name, session in kit.sessions.items()):
        return False
    for place, each in enumerate(held):
        session = kit.sessions[each.piece.subject]
        if each.piece.repeats and each.piece.subject not in names[:place]:
            return False
        before = [other for other in held[:place] if _share_case(each, other, cases)]
        behind = [other for other in held[place + 1 :] if _share_case(each, other, cases)]
        if any(name not in [other.piece.subject for other in before] for name in session.requires):
            return False
        for name in session.after:
            late = any(other.piece.subject == name for other in behind)
            if late and not any(other.piece.subject == name for other in before):
                return False
    return True


def _share_case(one: Held, other: Held, cases: tuple[str, ...]) -> bool:
    return not cases or bool(set(one.piece.cases) & set(other.piece.cases) & set(cases))


def sessions_in(made: Mapping[str, tuple[int, int, int]]) -> list[Session]:
    return [make_session(name, minutes) for name, minutes in made.items()]


def told(kit: Kit, asked: Request) -> str:
    """A question in few words, for a test that fails."""
    lines = [f"{asked.minutes} minutes, {asked.days} days from {asked.workshop.hours.from_}, cases {[*kit.cases]}"]
    for item in kit.agenda.days["day-1"].items.values():
        if item.session is None:
            continue
        session = kit.sessions[item.session]
        own, goals = session.minutes, ",".join(session.goals)
        shorter = [(each.minutes.min, each.minutes.ideal) for each in session.versions.values() if each.minutes]
        lines.append(
            f"{session.id} {session.priority} {own.min}/{own.ideal}/{own.max} per {own.per or '-'} {shorter}"
            f" requires {session.requires} after {session.after} goals {goals} themes {session.themes}"
        )
    return "\n".join(lines)
