"""The print run: counts follow from people, groups, steps and files, and never fall short."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.making import make_agenda, make_kit, make_role_play, make_session, make_text, make_workshop
from trainingkit.domain.agenda import schedule
from trainingkit.domain.estimate import estimate, estimate_sides
from trainingkit.domain.facts import StoryDate
from trainingkit.domain.kit import AgendaItem, With
from trainingkit.domain.links import links, modules_of
from trainingkit.domain.logistics import Logistics, Material
from trainingkit.domain.modules import Quantity
from trainingkit.domain.paper import Cards, Handout, Worksheet
from trainingkit.domain.printrun import (
    Occasion,
    PrintedFile,
    copies_for,
    envelopes_of,
    materials_of,
    paper_of,
    sets_in,
    to_print_run,
    with_spare,
)
from trainingkit.domain.roleplay import Reading, ReplyType, Response, Signatory
from trainingkit.domain.sessions import Step, Verb
from trainingkit.domain.workshop import Group, Workshop
from trainingkit.planning.casting import cast

NOTHING = make_text("nothing")


def make_reply(name: str, case: str, round_: int = 1) -> Response:
    return Response(
        id=name,
        title=NOTHING,
        case=case,
        round=round_,
        label=make_text(f"Carta {name[-1].upper()}"),
        type=ReplyType.PARTIAL,
        from_=Signatory(name="X", title=NOTHING),
        dated=StoryDate(base="start"),
        letter={},
        reading=Reading(signals=NOTHING, next={}),
    )


def step(verb: Verb, to: str = "", **links_: tuple[str, ...]) -> Step:
    return Step(minutes=10, verb=verb, to=to, **links_)  # type: ignore[arg-type]


def make_occasion(workshop: Workshop | None = None) -> Occasion:
    """One case played by two groups, a second case played by nobody; sessions that do something with every kind."""
    sessions = (
        make_session(
            "prepare",
            steps={
                "sheet": step(Verb.WRITE, uses=("worksheets/strategy",)),
                "roles": step(Verb.GIVE, gives=("case/role-play",)),
                "law": step(Verb.GIVE, "person", gives=("handouts/law",)),
                "one": step(Verb.GIVE, "group", gives=("handouts/rules",)),
            },
            materials={"cards": Quantity(60, spare_percent=10), "markers": Quantity(2, "group")},
        ),
        make_session(
            "replies",
            steps={
                "open": step(Verb.OPEN, "group", opens=("case/responses/1",)),
                "read": step(Verb.READ, uses=("handouts/reading", "worksheets/analysis")),
                "collect": step(Verb.COLLECT, collects=("case/role-play",)),
            },
            materials={"cards": Quantity(1, "case"), "markers": Quantity(4, "group")},
        ),
        make_session("close", steps={"faces": step(Verb.WRITE, fills=("worksheets/daily",))}),
    )
    agenda = make_agenda(
        {
            "prepare": AgendaItem(session="prepare", with_=With(cases=("care",))),
            "close-1": AgendaItem(session="close"),
        },
        {
            "replies": AgendaItem(session="replies", with_=With(cases=("care",))),
            "close-2": AgendaItem(session="close"),
        },
    )
    kit = make_kit(agenda, sessions, cases=("union", "care"))
    care = replace(kit.cases["care"], handouts=("law",))
    seats = {"voice": ("workers", None), "officer": ("company", None), "hr": ("company", 7)}
    kit = replace(
        kit,
        cases={**kit.cases, "care": care},
        role_plays={"care": make_role_play("care", seats)},
        responses={
            "care-a": make_reply("care-a", "care"),
            "care-b": make_reply("care-b", "care"),
            "care-c": make_reply("care-c", "care", 2),
            "union-a": make_reply("union-a", "union"),
        },
        worksheets={
            "strategy": Worksheet(id="strategy", title=NOTHING, fields={}, pages=2),
            "analysis": Worksheet(id="analysis", title=NOTHING, fields={}, after_use="destroy"),
            "daily": Worksheet(id="daily", title=NOTHING, fields={}, form="evaluation"),
        },
        handouts={
            name: Handout(id=name, title=NOTHING, body={}, pages=pages)
            for name, pages in (("law", None), ("rules", None), ("reading", 3), ("unused", 1))
        },
        cards={"labels": Cards(id="labels", title=NOTHING, faces={}, copies=Quantity(1, "group"), per_sheet="6")},
        logistics=Logistics(
            materials={
                "markers": Material(what=NOTHING, kind="reusable"),
                "cards": Material(what=NOTHING, kind="used-up"),
            }
        ),
    )
    workshop = workshop or make_workshop(
        groups={"flor": Group(case="care", people=7), "ola": Group(case="care", people=8), "luz": Group(people=15)},
        people={"es": 28, "en": 2},
    )
    return Occasion(kit=kit, workshop=workshop, schedule=schedule(kit, workshop), casting=cast(workshop, kit))


def make_file(
    document: str, subject: str = "", language: str = "es", pages: int = 1, code: str = "", group: str = ""
) -> PrintedFile:
    path = f"{language}/{document}-{code or group or subject.replace('/', '-')}.pdf"
    return PrintedFile(
        path=path, document=document, language=language, pages=pages, subject=subject, code=code, group=group
    )


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_links_say_what_the_sessions_do_with_what() -> None:
    occasion = make_occasion()
    found = [(link.slot.item, link.verb, link.subject, link.to) for link in links(occasion.kit, occasion.schedule)]
    assert found == [
        ("prepare", "uses", "worksheets/strategy", ""),
        ("prepare", "gives", "role-plays/care", ""),
        ("prepare", "gives", "handouts/law", "person"),
        ("prepare", "gives", "handouts/rules", "group"),
        ("close-1", "fills", "worksheets/daily", ""),
        ("replies", "opens", "responses/care-a", "group"),
        ("replies", "opens", "responses/care-b", "group"),
        ("replies", "uses", "handouts/reading", ""),
        ("replies", "uses", "worksheets/analysis", ""),
        ("replies", "collects", "role-plays/care", ""),
        ("close-2", "fills", "worksheets/daily", ""),
    ]


@pytest.mark.parametrize(
    ("ref", "cases", "expected"),
    [
        ("case/responses", ("care",), ("responses/care-a", "responses/care-b", "responses/care-c")),
        ("case/responses/2", ("care", "union"), ("responses/care-c",)),
        ("case/role-play", ("union",), ()),
        ("case/handouts", ("care", "union", "nowhere"), ("handouts/law",)),
        ("case/exhibits/note", ("union", "care"), ("cases/union", "cases/care")),
        ("case", ("care",), ("cases/care",)),
        ("role-plays/care/seats/voice", (), ("role-plays/care",)),
        ("handouts/nowhere", (), ()),
        ("nothing/at-all", (), ()),
    ],
)
def test_references_lead_to_modules(ref: str, cases: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert modules_of(ref, cases, make_occasion().kit) == expected


# ── copies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tenth_is_spare_and_at_least_one() -> None:
    assert [with_spare(count) for count in (0, 1, 8, 10, 22, 30)] == [0, 2, 9, 11, 25, 33]


@given(st.integers(1, 500))
def test_there_is_always_a_spare_set_and_never_two_too_many(count: int) -> None:
    assert count * 1.1 - 1e-9 <= with_spare(count) < count * 1.1 + 1
    assert with_spare(count) > count


def test_sets_are_for_readers_and_facilitators() -> None:
    workshop = make_workshop(people={"es": 22, "en": 8})
    assert (sets_in(workshop, "es"), sets_in(workshop, "en"), sets_in(workshop, "ht")) == (25, 9, 0)
    workshop = replace(workshop, facilitators={"lead": "MR", "care": "LP"})
    assert (sets_in(workshop, "es"), sets_in(workshop, "en")) == (27, 9)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (make_file("workbook"), 31),
        (make_file("workbook", language="en"), 3),
        (make_file("guide"), 1),
        (make_file("guide", language="en"), 1),
        (make_file("agenda"), 2),
        (make_file("agenda", language="ht"), 0),  # nobody reads it
        (make_file("attendance", "worksheets/register"), 1),
        (make_file("case", "cases/care"), 17),  # fifteen play it
        (make_file("case", "cases/care", "en"), 2),
        (make_file("case", "cases/union"), 0),
        (make_file("handout", "handouts/law"), 31),
        (make_file("handout", "handouts/rules"), 3),
        (make_file("handout", "handouts/reading"), 0),  # it stands in the workbook
        (make_file("worksheet", "worksheets/strategy"), 0),
        (make_file("evaluation", "worksheets/daily"), 62),  # on two days
        (make_file("consent"), 31),
        (make_file("role-pack", code="R1-A"), 3),  # seven people, three seats: the first one is held by three
        (make_file("role-pack", code="R1-C"), 2),
        (make_file("role-pack", code="R2-B", language="en"), 2),
        (make_file("role-pack", code="R3-A"), 0),
        (make_file("role-pack", "role-plays/care/seats/voice"), 6),
        (make_file("observer-pack", "role-plays/care"), 0),
        (make_file("reply", "responses/care-a"), 2),
        (make_file("reply", "responses/care-a", group="ola"), 1),
        (make_file("reply", "responses/care-a", group="luz"), 0),
        (make_file("reply", "responses/union-a"), 0),
        (make_file("cards", "cards/labels"), 3),
        (make_file("cards", "role-plays/care"), 1),
        (make_file("legal-review"), 1),
        (make_file("something-new"), 1),
        (make_file("something-new", language="ht"), 0),
    ],
    ids=lambda value: value.path if isinstance(value, PrintedFile) else "",
)
def test_copies(file: PrintedFile, expected: int) -> None:
    assert copies_for(file, make_occasion()) == expected


def test_a_sheet_with_places_of_its_own_in_the_agenda_is_printed_for_each_of_them() -> None:
    occasion = make_occasion()
    days = dict(occasion.kit.agenda.days)
    name, first = next(iter(days.items()))
    test = AgendaItem(worksheet="strategy", minutes=8)
    days[name] = replace(first, items={"before": test, **first.items, "after": test})
    kit = replace(occasion.kit, agenda=replace(occasion.kit.agenda, days=days))
    tested = replace(occasion, kit=kit, schedule=schedule(kit, occasion.workshop))
    assert copies_for(make_file("worksheet", "worksheets/strategy"), tested) == 2 * 31


def test_each_group_prints_the_reply_that_was_chosen_for_it() -> None:
    workshop = replace(make_occasion().workshop, replies={"flor": "care-b"})
    occasion = make_occasion(workshop)
    counts = {
        name: copies_for(make_file("reply", f"responses/{name}"), occasion) for name in ("care-a", "care-b", "care-c")
    }
    assert counts == {"care-a": 1, "care-b": 2, "care-c": 2}  # the second round is still open to both


def test_people_seats_and_packs_add_up() -> None:
    occasion = make_occasion()
    for group in occasion.casting.groups:
        packs = sum(copies_for(make_file("role-pack", code=seat.code), occasion) for seat in group.seats)
        assert packs + group.observers == group.people


# ── paper ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_thirty_three_sets_of_thirty_three_sides() -> None:
    paper = paper_of(make_file("workbook", pages=33), 33, Decimal("1.50"))
    assert (paper.copies, paper.sheets_each, paper.sheets, paper.sides) == (33, 17, 561, 1089)
    assert paper.cost == Decimal("1633.50")


def test_one_sided_paper_and_no_price() -> None:
    paper = paper_of(replace(make_file("handout", pages=3), sides="one"), 10)
    assert (paper.sheets_each, paper.sheets, paper.sides, paper.cost) == (3, 30, 30, None)


@given(st.integers(0, 200), st.integers(0, 200))
def test_every_side_has_its_paper(pages: int, copies: int) -> None:
    paper = paper_of(make_file("workbook", pages=pages), copies)
    assert paper.sides <= 2 * paper.sheets < paper.sides + 2 * copies + 1


# ── envelopes, returns, materials ───────────────────────────────────────────────────────────────────────────────────


def test_an_envelope_for_each_seat_and_each_reply_of_each_group() -> None:
    occasion = make_occasion()
    envelopes = envelopes_of(occasion)
    roles = [envelope for envelope in envelopes if envelope.part == "role"]
    assert [(envelope.group, envelope.code, envelope.sheets) for envelope in roles] == [
        ("flor", "R1-A", 3),
        ("flor", "R1-B", 2),
        ("flor", "R1-C", 2),
        ("ola", "R2-A", 3),
        ("ola", "R2-B", 3),
        ("ola", "R2-C", 2),
    ]
    assert {envelope.case_code for envelope in envelopes} == {"C2"}
    assert {envelope.opens_in.item for envelope in roles if envelope.opens_in} == {"prepare"}
    replies = [envelope for envelope in envelopes if envelope.part == "reply"]
    labels = [(envelope.group, envelope.letter.source) for envelope in replies if envelope.letter]
    assert labels == [(group, f"Carta {letter}") for group in ("flor", "ola") for letter in "ABC"]
    opened = [envelope.opens_in.item if envelope.opens_in else None for envelope in replies]
    assert opened == ["replies", "replies", None] * 2  # no step opens the second round


def test_the_label_says_nothing_but_case_group_letter_and_session() -> None:
    for envelope in envelopes_of(make_occasion()):
        shown = (envelope.case_code, envelope.group, envelope.code, envelope.letter.source if envelope.letter else "")
        assert not any(word in " ".join(shown) for word in ("care", "voice", "officer", "hr", "partial", "company"))


def test_what_comes_back() -> None:
    occasion = make_occasion()
    files = [
        make_file("guide"),
        make_file("role-pack", "role-plays/care/seats/voice", code="R1-A"),
        make_file("role-pack", "role-plays/care/seats/officer", code="R1-B"),
        make_file("worksheet", "worksheets/analysis"),
        make_file("evaluation", "worksheets/daily"),
        make_file("handout", "handouts/law"),
    ]
    returns = to_print_run(files, occasion).returns
    assert [(each.subject, each.how, each.copies, each.at.item if each.at else None) for each in returns] == [
        ("role-plays/care", "return", 5, "replies"),
        ("worksheets/analysis", "destroy", 30, None),  # a page of everybody's workbook
    ]


def test_what_is_torn_up_is_counted_first() -> None:
    occasion = make_occasion()
    kit = occasion.kit
    law = replace(kit.handouts["law"], after_use="destroy")
    occasion = replace(occasion, kit=replace(kit, handouts={**kit.handouts, "law": law}))
    each, _ = to_print_run([make_file("handout", "handouts/law")], occasion).returns
    assert (each.subject, each.how, each.copies, each.at) == ("handouts/law", "destroy", 31, None)


def test_materials_add_up_if_they_are_used_up() -> None:
    occasion = make_occasion()
    found = materials_of(occasion.kit, occasion.schedule, occasion.workshop)
    # 4 markers for each of three groups serve both sessions; 66 cards and one for the case are written on
    assert found == (("markers", 12), ("cards", 67))


# ── the whole run ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_print_run_adds_up() -> None:
    files = [
        make_file("workbook", pages=5),
        make_file("role-pack", "role-plays/care/seats/voice", pages=2, code="R1-A"),
        make_file("cards", "cards/labels", pages=2),
    ]
    run = to_print_run(files, make_occasion(), Decimal("0.05"))
    assert [line.paper.sheets for line in run.lines] == [93, 3, 3]
    assert [line.pieces for line in run.lines] == [0, 0, 6]
    assert [line.in_envelope for line in run.lines] == [False, True, False]
    assert (run.total.sheets, run.total.sides) == (99, 5 * 31 + 2 * 3 + 2 * 3)
    assert run.total.cost == Decimal("8.35")
    assert run.materials


def test_a_set_is_estimated_before_it_is_built() -> None:
    occasion = make_occasion()
    # agenda 1, one-page case 1, whole case 6, strategy 2, analysis 1, reading 3, the sheet given to everyone 2, notes 2
    assert estimate_sides(occasion.kit, occasion.workshop, occasion.schedule) == 18
    paper = estimate(occasion.kit, occasion.workshop, occasion.schedule, Decimal("0.10"))
    assert (paper.copies, paper.sheets_each, paper.sheets, paper.sides) == (34, 9, 306, 612)
    assert paper.cost == Decimal("61.20")
