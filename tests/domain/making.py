"""Small valid kits and workshops for tests of the agenda, the casting and the print run."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Literal

from trainingkit.domain.casework import Case, DecisionKey, Narrative
from trainingkit.domain.kit import Agenda, AgendaItem, Break, Day, HeadCount, Kit, KitFile
from trainingkit.domain.modules import Quantity, TimeRange
from trainingkit.domain.roleplay import Debrief, Party, RolePlay, RoleSheet, Seat
from trainingkit.domain.sessions import Session, Step, Verb
from trainingkit.domain.text import Text, UnitId
from trainingkit.domain.workshop import DayHours, Group, Hours, Workshop


def make_text(words: str) -> Text:
    return Text(UnitId(f"test/{words}"), words, "es")


def make_session(
    name: str,
    minutes: tuple[int, int, int] = (30, 60, 90),
    *,
    per: Literal["", "case", "group"] = "",
    requires: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    steps: Mapping[str, Step] | None = None,
    materials: Mapping[str, Quantity] | None = None,
) -> Session:
    least, ideal, most = minutes
    return Session(
        id=name,
        title=make_text(name),
        aim=make_text("aim"),
        minutes=TimeRange(min=least, ideal=ideal, max=most, per=per),
        priority="core",
        requires=requires,
        after=after,
        steps=steps or {"all": Step(minutes=ideal, verb=Verb.SAY)},
        materials=materials or {},
    )


def make_case(name: str) -> Case:
    nothing = make_text("nothing")
    return Case(
        id=name,
        title=make_text(name),
        theme="care",
        place=nothing,
        summary=nothing,
        facts={},
        narrative=Narrative(full={}, one_page={}, read_aloud={}),
        timeline={},
        people={},
        demands={},
        questions={},
        profiles={},
        exhibits={},
        key=DecisionKey(decision="engage", why=nothing),
    )


def make_agenda(*days: Mapping[str, AgendaItem]) -> Agenda:
    return Agenda(
        days={
            f"day-{number}": Day(title=make_text(f"day {number}"), items=items) for number, items in enumerate(days, 1)
        }
    )


def make_kit(agenda: Agenda, sessions: Sequence[Session] = (), cases: Sequence[str] = ()) -> Kit:
    about = KitFile(
        kit="k",
        edition="1",
        language="es",
        languages=("es",),
        title=make_text("kit"),
        purpose=make_text("purpose"),
        for_whom=make_text("whom"),
        people=HeadCount(min=6, ideal=30, max=36),
        licence="CC",
        authors={},
    )
    return Kit(
        id="k",
        about=about,
        agenda=agenda,
        sessions={session.id: session for session in sessions},
        cases={case: make_case(case) for case in cases},
    )


def make_workshop(
    *,
    hours: tuple[time, time] = (time(8, 30), time(17, 0)),
    anchors: Mapping[str, time] | None = None,
    days: Mapping[str, DayHours] | None = None,
    groups: Mapping[str, Group] | None = None,
    dates: tuple[date, date] | None = None,
    people: Mapping[str, int] | None = None,
) -> Workshop:
    return Workshop(
        id="w",
        kit="k",
        edition="1",
        country="sv",
        paper="letter",
        languages=tuple(people or ("es",)),
        hours=Hours(from_=hours[0], to=hours[1]),
        anchors=anchors or {},
        days=days or {},
        groups=groups or {},
        people=people or {"es": 30},
        from_=dates[0] if dates else None,
        to=dates[1] if dates else None,
    )


def pause(minutes: int | None, anchor: str | None = None, kind: Break = Break.BREAK) -> AgendaItem:
    return AgendaItem(break_=kind, minutes=minutes, anchor=anchor)


def make_role_play(
    case: str,
    seats: Mapping[str, tuple[str, int | None]],
    *,
    uneven: Literal["mirror", "observer"] = "mirror",
    format_: Literal["fishbowl", "parallel"] = "parallel",
    parties: Mapping[str, Party] | None = None,
) -> RolePlay:
    """`seats`: id → its party and the size of group from which it is filled."""
    nothing = make_text("nothing")
    sides = dict.fromkeys(party for party, _ in seats.values())
    return RolePlay(
        id=case,
        title=nothing,
        case=case,
        format=format_,
        general={},
        parties=parties or {side: Party(title=nothing, brief=nothing) for side in sides},
        seats={
            name: Seat(party=party, title=nothing, from_people=from_people, sheet=RoleSheet(you_are=nothing))
            for name, (party, from_people) in seats.items()
        },
        uneven=uneven,
        rounds={},
        observe={},
        debrief=Debrief(de_role={}, feelings={}, facts={}, analysis={}, transfer={}),
        teaching={},
    )
