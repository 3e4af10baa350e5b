"""A kit fitted to a time: what every proposal keeps, how they differ, what they say is lost, and what is the least."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tests.domain.making import make_agenda, make_role_play, make_session, make_text, pause
from tests.planning.fitting import CYCLE, kit_of, make_version, request, with_goals, workshop_from
from tests.shipped import shipped
from trainingkit.domain.agenda import Slot, order_problems, schedule
from trainingkit.domain.changes import Overlay, Removal
from trainingkit.domain.kit import AgendaItem, Break, Kit, Variant, With
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.sessions import Session
from trainingkit.domain.text import UnitId
from trainingkit.domain.workshop import DayHours, Group, sample_of
from trainingkit.errors import Severity
from trainingkit.planning.fit import Fitting, Proposal, fit
from trainingkit.planning.fit_frame import Request

KITS = Path(__file__).resolve().parents[2] / "kits"
CORE = (
    *("welcome", "screening-questions", "decide-per-case", "documenting-and-letter", "role-preparation"),
    *("first-meeting", "opening-replies", "next-steps", "closing"),
)
CHAIN = CORE[1:-1]


@cache
def san_salvador() -> Kit:
    """The shipped kit without its hand-made agendas, which have tests of their own and would stand first."""
    kit = shipped().kit
    assert kit is not None
    return replace(kit, variants={})


@cache
def fitted(minutes: int, days: int = 1) -> Fitting:
    kit = san_salvador()
    return fit(kit, Request(minutes=minutes, days=days, workshop=sample_of(kit)))


def slots(proposal: Proposal) -> list[Slot]:
    return list(proposal.schedule.slots)


def held(proposal: Proposal) -> list[str]:
    return [slot.subject for slot in slots(proposal) if slot.kind == "session"]


# ── the shipped kit ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("minutes", "days"), [(390, 1), (500, 1), (780, 2), (1440, 3)])
def test_three_proposals_that_the_clock_finds_nothing_wrong_with(minutes: int, days: int) -> None:
    fitting = fitted(minutes, days)
    assert len(fitting.proposals) == 3
    for each in fitting.proposals:
        kit = for_workshop(san_salvador(), each.workshop)
        planned = schedule(kit, each.workshop)
        assert [problem.code for problem in planned.problems if problem.severity is Severity.ERROR] == []
        assert order_problems(kit, tuple(planned.slots)) == ()
        assert len(planned.days) == days
        assert each.minutes <= minutes
        assert sum(slot.minutes for slot in planned.slots if slot.break_kind is not Break.MEAL) <= minutes


@pytest.mark.parametrize(("minutes", "days"), [(390, 1), (780, 2), (1440, 3)])
def test_any_two_differ_in_a_session_of_half_an_hour(minutes: int, days: int) -> None:
    for one, other in combinations(fitted(minutes, days).proposals, 2):
        longer = [(one.sessions, other.sessions), (other.sessions, one.sessions)]
        assert any(length >= 30 and name not in there for here, there in longer for name, length in here.items())


@pytest.mark.parametrize(("minutes", "days"), [(295, 1), (390, 1), (780, 2)])
def test_what_is_core_stays_in_its_order_and_the_case_goes_through_its_cycle(minutes: int, days: int) -> None:
    for each in fitted(minutes, days).proposals:
        names = held(each)
        assert set(CORE) <= set(names)
        assert [name for name in names if name in CHAIN] == [*CHAIN]
        assert names[0] == "welcome"
        assert names[-1] == "closing"
        kit = for_workshop(san_salvador(), each.workshop)
        done = [
            (str(step.verb), ref)
            for name in names
            for step in kit.sessions[name].steps.values()
            for ref in (*step.uses, *step.gives, *step.opens, *step.plays) or ("",)
        ]
        wanted = [
            ("read", "case"),
            ("decide", "worksheets/decision-sheet"),
            ("prepare", "worksheets/strategy-sheet"),
            ("play", "case/role-play"),
            ("open", "case/responses/1"),
            ("decide", "worksheets/next-step-plan"),
        ]
        places = [done.index(each) for each in wanted]
        assert places == sorted(places)


@pytest.mark.parametrize(("minutes", "days"), [(390, 1), (780, 2)])
def test_an_agenda_that_people_can_sit_through(minutes: int, days: int) -> None:
    for each in fitted(minutes, days).proposals:
        for day in each.schedule.days:
            tired = 0
            for slot in day.slots:
                tired = (
                    0 if slot.break_kind in (Break.MEAL, Break.BREAK) else tired + slot.minutes * (slot.kind != "break")
                )
                assert tired <= 120
                assert slot.minutes % 5 == 0
            kinds = [slot.break_kind for slot in day.slots]
            assert kinds.count(Break.MEAL) == 1
            meal = day.slots[kinds.index(Break.MEAL)]
            assert time(12, 0) <= meal.starts_at <= time(13, 0)
            assert (meal.minutes, meal.anchored) == (75, True)
            # No pause at the edges of a day, and none beside another.
            rests = [kind in (Break.MEAL, Break.BREAK) for kind in kinds]
            assert not rests[0]
            assert not rests[-1]
            assert not any(one and other for one, other in pairwise(rests))


def test_one_day_is_unhurried_first_then_with_more_in_it() -> None:
    first, second, third = fitted(390).proposals
    assert sorted(set(held(first))) == sorted(CORE)
    assert len(first.lost.minutes) <= 1
    extra = {*held(second), *held(third)} - {*CORE}
    assert len(extra) >= 2
    assert extra <= {"our-experiences", "brand-mapping", "kinds-of-companies", "own-cases"}


def test_days_open_and_close_as_the_kit_opens_and_closes_them() -> None:
    for each in fitted(780, 2).proposals:
        first, second = each.schedule.days
        assert first.slots[0].break_kind is Break.REGISTRATION
        assert first.slots[-1].subject == "day-close"
        assert second.slots[0].subject == "recall"
        assert second.slots[-1].subject == "closing"
    for each in fitted(390).proposals:
        assert not {"recall", "day-close"} & {*held(each)}
        assert not {"recall", "day-close"} & {lost.session for lost in each.lost.sessions}


def test_what_is_lost_is_said_exactly() -> None:
    first = fitted(390).proposals[0]
    lost = {each.session: each for each in first.lost.sessions}
    assert set(lost) == {"our-experiences", "brand-mapping", "kinds-of-companies", "own-cases"}
    assert [*lost["brand-mapping"].goals] == [*san_salvador().sessions["brand-mapping"].goals.values()]
    assert [(each.session, each.held, each.planned) for each in first.lost.repeats] == [("first-meeting", 1, 2)]
    chosen = {item.session: item.version for item in first.agenda.days["day-1"].items.values() if item.version}
    assert {each.session for each in first.lost.versions} == set(chosen)
    for each in first.lost.versions:
        assert each.lost == san_salvador().sessions[each.session].versions[each.version].lost
    short = {slot.subject: (slot.minutes, slot.ideal) for slot in slots(first) if slot.minutes < slot.ideal}
    assert {each.session: (each.minutes, each.ideal) for each in first.lost.minutes} == short


def test_the_whole_kit_loses_nothing_and_stands_first() -> None:
    first = fitted(1440, 3).proposals[0]
    assert (first.variant, first.workshop.agenda) == ("", None)
    assert (first.lost.sessions, first.lost.repeats, first.lost.versions, first.lost.others) == ((), (), (), ())


@pytest.mark.parametrize(("minutes", "days"), [(90, 1), (240, 1), (200, 2)])
def test_an_impossible_request_names_the_least_time_and_that_is_true(minutes: int, days: int) -> None:
    fitting = fitted(minutes, days)
    assert fitting.proposals == ()
    assert fitting.smallest is not None
    assert fitting.smallest > minutes
    assert fitted(fitting.smallest - 5, days).proposals == ()
    assert len(fitted(fitting.smallest, days).proposals) >= 1
    assert fitting.at_least is not None
    assert fitting.at_least.minutes <= fitting.smallest
    assert set(CORE) <= set(held(fitting.at_least))
    assert [*dict.fromkeys(fitting.cycle)] == [name for name in CHAIN if name != "documenting-and-letter"]


def test_the_same_question_has_the_same_answer() -> None:
    kit = san_salvador()
    again = fit(kit, Request(minutes=390, workshop=sample_of(kit)))
    assert [each.agenda for each in again.proposals] == [each.agenda for each in fitted(390).proposals]


# ── small kits ──────────────────────────────────────────────────────────────────────────────────────────────────────


def one(kit: Kit, asked: Request) -> Proposal:
    return fit(kit, asked).proposals[0]


def named(*sessions: Session) -> list[Session]:
    return [with_goals(each, "know") for each in sessions]


def test_a_session_that_is_not_core_goes_before_one_that_is_hurried() -> None:
    core = make_session("core", (30, 60, 90))
    extra = replace(make_session("extra", (30, 30, 30)), priority="optional")
    assert held(one(kit_of(core, extra), request(60))) == ["core"]
    assert held(one(kit_of(core, extra), request(95))) == ["core", "extra"]


def test_a_version_that_loses_a_core_objective_is_never_taken() -> None:
    session = with_goals(make_session("s", (60, 60, 60)), "know", "do")
    shorter = replace(session, versions={"shorter": make_version((20, 20, 20))})
    assert one(kit_of(shorter), request(30)).agenda.days["day-1"].items["s"].version == "shorter"
    without = Overlay(left_out=(Removal(UnitId("sessions/s/objectives/do"), ("objectives", "do")),))
    losing = replace(session, versions={"shorter": replace(make_version((20, 20, 20)), change=without)})
    assert fit(kit_of(losing), request(30)).smallest == 60
    assert session.objectives is not None
    less = replace(losing, objectives=replace(session.objectives, core=("know",)))
    proposal = one(kit_of(less), request(30))
    assert [(each.session, each.goals) for each in proposal.lost.versions] == [("s", (session.goals["do"],))]


def test_an_objective_marked_core_keeps_a_session_that_is_only_recommended() -> None:
    plain = replace(with_goals(make_session("s", (60, 60, 60)), "do"), priority="optional")
    marked = replace(plain, objectives=replace(plain.objectives, core=("do",)) if plain.objectives else None)
    other = make_session("t", (60, 60, 60))
    assert held(one(kit_of(plain, other), request(60))) == ["t"]
    assert fit(kit_of(marked, other), request(60)).smallest == 120


def cycle_kit(minutes: int = 10, **changes: Session) -> Kit:
    sessions = [
        replace(make_session(name, (minutes, minutes, minutes), steps=steps), priority="optional")
        for name, steps in CYCLE.items()
    ]
    kit = kit_of(*(changes.get(each.id.replace("-", "_"), each) for each in sessions), cases=("care", "union"))
    plays = {case: make_role_play(case, {"a": ("x", None)}) for case in kit.cases}
    replies = shipped().kit
    assert replies is not None
    reply = next(iter(replies.responses.values()))
    answers = {f"{case}-a": replace(reply, id=f"{case}-a", case=case, round=1) for case in kit.cases}
    return replace(kit, role_plays=plays, responses=answers)


def test_one_whole_cycle_is_kept_though_nothing_in_it_is_core() -> None:
    fitting = fit(cycle_kit(), request(60, groups=2))
    assert fitting.has_cycle
    assert held(fitting.proposals[0]) == [*CYCLE]
    least = fit(cycle_kit(), request(55, groups=2))
    assert (least.proposals, least.smallest) == ((), 60)
    assert least.cycle == tuple(CYCLE)


def test_a_kit_without_a_cycle_is_fitted_all_the_same() -> None:
    kit = replace(cycle_kit(), role_plays={})
    fitting = fit(kit, request(20, groups=2))
    assert not fitting.has_cycle
    assert len(held(fitting.proposals[0])) == 2


def test_cases_are_left_out_when_there_is_no_time_for_them_and_groups_go_to_the_others() -> None:
    kit = cycle_kit(playing=make_session("playing", (20, 20, 20), per="case", steps=CYCLE["playing"]))
    both = one(kit, request(90, groups=4))
    assert {group.case for group in both.workshop.groups.values()} == {"care", "union"}
    assert both.agenda.days["day-1"].items["playing"].minutes == 40
    alone = one(kit, request(70, groups=4))
    assert len({group.case for group in alone.workshop.groups.values()}) == 1
    assert alone.agenda.days["day-1"].items["playing"].minutes == 20
    assert [each.case for each in alone.lost.cases] == [
        case for case in kit.cases if case != next(iter(alone.workshop.groups.values())).case
    ]


def test_the_groups_of_a_workshop_that_is_there_keep_their_cases() -> None:
    kit = cycle_kit(playing=make_session("playing", (20, 20, 20), per="case", steps=CYCLE["playing"]))
    groups = {"a": Group(case="union", people=6), "b": Group(case="care", people=6)}
    asked = Request(minutes=70, workshop=replace(workshop_from(), groups=groups), is_set=True)
    assert fit(kit, asked).smallest == 90
    assert one(kit, replace(asked, minutes=90)).workshop.groups == groups


def test_items_of_several_cases_keep_those_that_are_worked_on() -> None:
    kit = cycle_kit()
    items = dict(kit.agenda.days["day-1"].items)
    items["playing"] = AgendaItem(session="playing", with_=With(cases=("care", "union"), moment="play"))
    playing = make_session("playing", (20, 20, 20), per="case", steps=CYCLE["playing"])
    kit = replace(kit, agenda=make_agenda(items), sessions={**kit.sessions, "playing": playing})
    item = one(kit, request(70, groups=2)).agenda.days["day-1"].items["playing"]
    assert item.with_ is not None
    assert (len(item.with_.cases), item.with_.moment) == (1, "play")


def test_a_meal_stands_where_it_was_ordered() -> None:
    sessions = named(*(make_session(name, (60, 60, 60)) for name in ("a", "b", "c", "d", "e")))
    (day,) = one(kit_of(*sessions), request(330, lunch="12:45")).schedule.days
    meal = next(slot for slot in day.slots if slot.break_kind is Break.MEAL)
    assert (meal.starts_at, meal.anchored) == (time(12, 45), True)
    (free,) = one(kit_of(*sessions), request(330)).schedule.days
    meal = next(slot for slot in free.slots if slot.break_kind is Break.MEAL)
    assert meal.starts_at in (time(12, 0), time(12, 30), time(13, 0))


def test_a_short_day_has_no_meal_and_an_afternoon_neither() -> None:
    sessions = named(*(make_session(name, (60, 60, 60)) for name in ("a", "b", "c", "d")))
    for asked in (request(255), request(300, hour="14:00")):
        kinds = [slot.break_kind for slot in slots(one(kit_of(*sessions), asked))]
        assert Break.MEAL not in kinds
        assert Break.BREAK in kinds


def test_a_day_is_over_before_midnight_and_when_the_workshop_says_so() -> None:
    sessions = [
        replace(each, priority="recommended") for each in named(*(make_session(n, (60, 60, 60)) for n in "abcde"))
    ]
    (late,) = one(kit_of(*sessions), request(330, hour="21:00")).schedule.days
    assert late.end <= 24 * 60
    assert len([slot for slot in late.slots if slot.kind == "session"]) == 2
    own = replace(workshop_from("14:00"), days={"day-1": DayHours(to=time(17, 0))})
    (short,) = one(kit_of(*sessions), Request(minutes=330, workshop=own, is_set=True)).schedule.days
    assert short.end <= 17 * 60


def test_days_keep_the_names_that_a_workshop_has_hours_for() -> None:
    agenda = make_agenda({"a": AgendaItem(session="a")})
    agenda = replace(agenda, days={"monday": agenda.days["day-1"]})
    workshop = replace(workshop_from(), agenda=agenda, days={"monday": DayHours(from_=time(9, 0))})
    (day,) = one(kit_of(make_session("a")), Request(minutes=60, workshop=workshop, is_set=True)).schedule.days
    assert (day.id, day.starts_at) == ("monday", time(9, 0))


def test_a_session_longer_than_two_hours_stands_alone() -> None:
    long, short = make_session("long", (150, 150, 150)), make_session("short", (30, 30, 30))
    (day,) = one(kit_of(long, short), request(200)).schedule.days
    assert [(slot.item, slot.minutes) for slot in day.slots] == [("long", 150), ("pause", 15), ("short", 30)]


def test_minutes_that_hold_no_whole_five_stay_as_they_are() -> None:
    odd = make_session("odd", (12, 12, 13))
    item = one(kit_of(odd, make_session("s", (20, 20, 20))), request(40)).agenda.days["day-1"].items["odd"]
    assert item.minutes == 12


def test_spare_minutes_go_to_core_sessions_up_to_their_maximum() -> None:
    core = make_session("core", (20, 30, 50))
    extra = replace(make_session("extra", (20, 30, 50)), priority="optional")
    minutes = [slot.minutes for slot in slots(one(kit_of(core, extra), request(90)))]
    assert minutes == [50, 40]


def test_days_that_repeat_a_head_and_a_foot_do_so_when_there_are_more_or_fewer() -> None:
    def item(name: str) -> AgendaItem:
        return AgendaItem(session=name)

    days = [
        {"begin": item("begin"), "a": item("a"), "end": item("end"), "rest": pause(15), "long-rest": pause(1000)},
        {"begin": item("begin"), "b": item("b"), "end": item("end")},
    ]
    small = ("begin", "end")
    sessions = named(
        *(make_session(name, (10, 10, 10) if name in small else (60, 60, 60)) for name in (*small, "a", "b"))
    )
    kit = replace(kit_of(*sessions), agenda=make_agenda(*days))
    assert held(one(kit, request(160))) == ["begin", "a", "b", "end"]
    fitting = fit(kit, request(240, days=3))
    assert fitting.smallest is None, "no third day without a session of the matter"
    two = one(kit, request(160, days=2))
    assert held(two) == ["begin", "a", "end", "begin", "b", "end"]


def variants_of(agendas: Mapping[str, Sequence[str]]) -> dict[str, Variant]:
    return {
        name: Variant(
            title=make_text(name),
            lost=make_text(f"lost by {name}"),
            agenda=make_agenda({each: AgendaItem(session=each) for each in sessions}),
        )
        for name, sessions in agendas.items()
    }


def test_hand_made_agendas_that_fit_stand_first() -> None:
    sessions = [
        replace(make_session(name, (40, 40, 40)), priority="core" if name == "a" else "recommended")
        for name in ("a", "b", "c", "d")
    ]
    kit = replace(
        kit_of(*sessions, fits=True), variants=variants_of({"short": ["a"], "middle": ["a", "b"], "same": ["a", "b"]})
    )
    proposals = fit(kit, request(95)).proposals
    assert [each.variant for each in proposals] == ["middle", "short", None]
    assert proposals[0].lost.told is not None
    assert proposals[0].lost.told.source == "lost by middle"
    assert [each.session for each in proposals[0].lost.sessions] == ["c", "d"]
    assert (proposals[0].workshop.variant, proposals[0].workshop.agenda) == ("middle", None)
    assert held(proposals[2]) in (["a", "c"], ["a", "d"])
    assert [each.variant for each in fit(kit, request(50)).proposals] == ["short"]
    assert [each.variant for each in fit(kit, request(200)).proposals] == ["", "middle", "short"]


def test_what_the_kit_requires_and_does_not_place_is_named() -> None:
    kit = kit_of(make_session("a", requires=("b",)), make_session("b", requires=("c",)), make_session("c"), order=["a"])
    fitting = fit(kit, request(300))
    assert (fitting.proposals, fitting.smallest, fitting.missing) == ((), None, ("b", "c"))


def test_the_kit_s_own_pauses_are_used() -> None:
    sessions = named(*(make_session(name, (60, 60, 60)) for name in ("a", "b", "c")))
    kit = kit_of(*sessions)
    items = dict(kit.agenda.days["day-1"].items)
    kit = replace(kit, agenda=make_agenda({**items, "rest": replace(pause(20), title=make_text("Receso"))}))
    rests = [slot for slot in slots(one(kit, request(200))) if slot.break_kind is Break.BREAK]
    assert [(slot.minutes, slot.title) for slot in rests] == [(20, make_text("Receso"))]
