"""What the documents of the shipped kit hold, as values: the right parts in the right order, nothing too much."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.canaries import strings_in
from tests.rendering.samples import LOGO
from tests.shipped import shipped
from trainingkit.domain import document as doc
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import DOCUMENTS, Order, assemble, orders_for
from trainingkit.domain.assembly.blocks import law
from trainingkit.domain.assembly.codes import code_of, module_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.assembly.workbook import worksheets_used
from trainingkit.domain.casework import Case
from trainingkit.domain.kit import Kit, LegalStatus
from trainingkit.domain.lawuses import expired_law
from trainingkit.domain.paper import Handout
from trainingkit.domain.text import FACILITATOR, PARTICIPANT, Audience, Circle, Form, Reader, Text, UnitId
from trainingkit.domain.workshop import Brand, Group, Logo, Referral, Workshop, whole_sample_of
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast

KITS = Path(__file__).parents[1] / "kits"
WORDINGS = {language: wording_for(language, "sv") for language in ("es", "en")}


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = shipped().kit
    assert found is not None
    return found


@pytest.fixture(scope="module")
def workshop(kit: Kit) -> Workshop:
    return shipped().workshops["example"]


def made(kit: Kit, workshop: Workshop, document: str, language: str = "es", number: int = 0) -> doc.Document:
    """The document of that kind, gaps marked: translations are another test's matter."""
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    orders = [each for each in orders_for(kit, workshop, planned, casting, (language,)) if each.document == document]
    return assemble(kit, workshop, planned, casting, orders[number], WORDINGS, draft=True)


def orders(kit: Kit, workshop: Workshop) -> tuple[Order, ...]:
    return orders_for(kit, workshop, schedule(kit, workshop), cast(workshop, kit), ("es",))


# ── which there are ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_logo_stands_on_the_covers_of_guide_and_workbook_and_nowhere_else(kit: Kit, workshop: Workshop) -> None:
    name = Text(UnitId("workshops/example/brand/logo/name"), "CANARIO Red", "es", Audience(Circle.EVERYONE), Form.LINE)
    branded = replace(workshop, brand=Brand(logo=Logo(name=name, png=LOGO)))
    planned, casting = schedule(kit, branded), cast(branded, kit)
    found = set()
    for order in orders(kit, branded):
        strings = strings_in(assemble(kit, branded, planned, casting, order, WORDINGS, draft=True))
        if any(LOGO in each or "CANARIO" in each for each in strings):
            found.add(order.document)
    assert found == {"guide", "workbook"}
    cover = made(kit, branded, "workbook").parts[0]
    assert cover.kind is doc.PartKind.COVER
    assert cover.sections[0].blocks[-1] == doc.Picture(LOGO, "CANARIO Red")


def test_every_kind_of_document_is_ordered_but_the_packing_list(kit: Kit, workshop: Workshop) -> None:
    found = {order.document for order in orders(kit, workshop)}
    without = {"packing-list", *(() if any(poster.size == "page" for poster in kit.posters.values()) else ("poster",))}
    assert found == set(DOCUMENTS) - without


def test_each_seat_of_each_group_has_its_pack_and_each_group_its_replies(kit: Kit, workshop: Workshop) -> None:
    found = orders(kit, workshop)
    packs = [order.code for order in found if order.document == "role-pack"]
    assert len(packs) == len(set(packs)) == 5 * len(workshop.groups)
    assert {code[:2] for code in packs} == {"R1", "R2", "R3", "R4"}
    replies = [(order.group, order.code) for order in found if order.document == "reply"]
    assert len(replies) == len(set(replies)) == 3 * len(workshop.groups)


def test_a_chosen_reply_is_the_only_one_printed_for_its_group(kit: Kit, workshop: Workshop) -> None:
    chosen = replace(workshop, replies={"flor": "child-care-b"})
    found = [(order.group, order.subject) for order in orders(kit, chosen) if order.document == "reply"]
    assert [subject for group, subject in found if group == "flor"] == ["responses/child-care-b"]
    assert len([subject for group, subject in found if group == "rombo"]) == 3


def test_no_two_files_of_a_language_have_the_same_name(kit: Kit, workshop: Workshop) -> None:
    planned, casting = schedule(kit, workshop), cast(workshop, kit)
    slugs = [
        assemble(kit, workshop, planned, casting, order, WORDINGS, draft=True).slug for order in orders(kit, workshop)
    ]
    assert len(slugs) == len(set(slugs))
    assert all(slug.isascii() and slug == slug.lower() for slug in slugs)


# ── what they hold ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_workbook_holds_agenda_cases_used_worksheets_and_notes(kit: Kit, workshop: Workshop) -> None:
    workbook = made(kit, workshop, "workbook")
    kinds = [part.kind for part in workbook.parts]
    used = worksheets_used(kit, schedule(kit, workshop))
    assert kinds[:3] == [doc.PartKind.COVER, doc.PartKind.AGENDA, doc.PartKind.CASE]
    assert kinds.count(doc.PartKind.WORKSHEET) == len(used) == 9
    assert kinds[-2:] == [doc.PartKind.NOTES] * 2
    assert not any(sheet.form for sheet in used)


def test_the_guide_holds_a_plan_for_every_session_with_a_running_clock(kit: Kit, workshop: Workshop) -> None:
    guide = made(kit, workshop, "guide")
    plans = {part.anchor.removeprefix("session-"): part for part in guide.parts if part.anchor.startswith("session-")}
    assert set(plans) == set(kit.sessions)
    for name, part in plans.items():
        steps = next(block for section in part.sections for block in section.blocks if isinstance(block, doc.Steps))
        assert len(steps.steps) == len(kit.sessions[name].steps)
        clock = [step.starts_at for step in steps.steps]
        assert clock == sorted(clock)


def test_a_reply_from_abroad_stays_in_its_language_and_says_so(kit: Kit, workshop: Workshop) -> None:
    for language, marked in (("es", "en"), ("en", None)):
        reply = made(kit, workshop, "reply", language, number=1)
        letter = reply.parts[0].sections[0].blocks[0]
        assert isinstance(letter, doc.Letter)
        assert letter.language == marked
        assert "audit" in " ".join(letter.paragraphs)


def test_a_label_tells_case_group_letter_and_session_and_nothing_else(kit: Kit, workshop: Workshop) -> None:
    label = made(kit, workshop, "reply").parts[1]
    reply = kit.responses["child-care-a"]
    words = " ".join(strings_in(label))
    assert "C1" in words
    assert reply.title.source not in words
    assert reply.type.value not in words
    assert reply.from_.name not in words


def test_the_agenda_in_two_languages_marks_the_second(kit: Kit, workshop: Workshop) -> None:
    agenda = made(kit, workshop, "agenda", number=1)
    table = agenda.parts[0].sections[0].blocks[0]
    assert isinstance(table, doc.Timetable)
    assert {row.language for row in table.rows} == {"en"}
    assert table.columns[1] != table.columns[2]


def test_a_sample_is_undated_and_still_whole(kit: Kit) -> None:
    sample = made(kit, whole_sample_of(kit), "workbook")
    assert "2027" not in " ".join(strings_in(sample))
    assert len(sample.parts) == len(made(kit, shipped().workshops["example"], "workbook").parts)


# ── fiction ─────────────────────────────────────────────────────────────────────────────────────────────────────────

INVENTED = {
    "es": ("Caso inventado", "Personaje inventado", "Carta inventada", "inventada"),
    "en": ("Invented case", "Invented role", "Invented letter", "invented"),
}


def blocks_of(part: doc.Part) -> list[doc.Block]:
    return [block for section in part.sections for block in section.blocks]


@pytest.mark.parametrize("language", ["es", "en"])
def test_whatever_is_invented_says_so_in_its_language(kit: Kit, workshop: Workshop, language: str) -> None:
    case, role, letter, exhibit = INVENTED[language]
    for order in orders_for(kit, workshop, schedule(kit, workshop), cast(workshop, kit), (language,)):
        if order.document not in ("case", "workbook", "role-pack", "observer-pack", "reply"):
            continue
        parts = assemble(kit, workshop, schedule(kit, workshop), cast(workshop, kit), order, WORDINGS).parts
        told = {part.kind: part for part in parts}
        if order.document in ("case", "workbook"):
            assert told[doc.PartKind.CASE].notice.startswith(case)
        if order.document in ("role-pack", "observer-pack"):
            assert told[doc.PartKind.WORKSHEET].notice.startswith(case)
        if order.document == "role-pack":
            assert told[doc.PartKind.ROLE].notice.startswith(role)
        if order.document == "reply":
            assert told[doc.PartKind.LETTER].notice.startswith(letter)
            assert any(words.startswith(letter) for words in strings_in(told[doc.PartKind.LABEL]))
        exhibits = [each for part in parts for each in blocks_of(part) if isinstance(each, doc.Exhibit)]
        assert all(exhibit in each.kind_label for each in exhibits)
        assert len(exhibits) == (6 if order.document == "case" else 0)


def test_event_cards_say_so_each(kit: Kit, workshop: Workshop) -> None:
    decks = [made(kit, workshop, "cards", number=number).parts[0] for number in range(4)]
    (events,) = [part.deck for part in decks if part.masthead.title == "Tarjetas de imprevistos"]
    assert events
    assert [card.code for card in events.cards] == ["Inventada, para practicar."] * 3


@pytest.mark.parametrize(("language", "abroad"), [("es", "Invented letter"), ("en", "")])
def test_a_letter_says_so_in_its_head_and_in_its_own_language_too(
    kit: Kit, workshop: Workshop, language: str, abroad: str
) -> None:
    letter = made(kit, workshop, "reply", language, number=1).parts[0].sections[0].blocks[0]
    assert isinstance(letter, doc.Letter)
    assert letter.notice.startswith(INVENTED[language][2])
    assert letter.notice_in_its_language.startswith(abroad)
    assert bool(letter.notice_in_its_language) is bool(abroad)


def test_what_has_a_budget_of_pages_names_the_text_to_shorten(kit: Kit, workshop: Workshop) -> None:
    for document in ("workbook", "case", "role-pack", "handout", "worksheet"):
        for part in made(kit, workshop, document).parts:
            if part.pages is not None and part.kind is not doc.PartKind.AGENDA:
                kind, name, *_ = part.subject.split("/")
                assert name in kit.modules(kind), (document, part.code)
    workbook = made(kit, workshop, "workbook")
    case = next(part for part in workbook.parts if part.kind is doc.PartKind.CASE)
    assert (case.subject, case.pages) == ("cases/child-care/narrative/one-page", 1)


def test_the_guide_has_a_list_of_where_to_turn_to_with_room_to_write(kit: Kit, workshop: Workshop) -> None:
    unsaid = replace(workshop, referral=Referral())

    def lists(kit: Kit) -> list[doc.Grid]:
        sections = [section for part in made(kit, unsaid, "guide").parts for section in part.sections]
        found = [section for section in sections if section.title == "A quién acudir"]
        return [block for section in found for block in section.blocks if isinstance(block, doc.Grid)]

    (table,) = lists(kit)
    assert [row[0] for row in table.rows][:2] == [
        "Salud, abierta a las horas del taller",
        "Apoyo psicológico, sin costo o a bajo costo",
    ]
    assert all(cells == ("", "", "") for _, *cells_ in table.rows for cells in [tuple(cells_)])
    assert lists(replace(kit, logistics=replace(kit.logistics, care=None))) == []


# ── law ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def scribe_for(kit: Kit, workshop: Workshop, reader: Reader) -> Scribe:
    return Scribe(kit, workshop, WORDINGS["es"], reader, wordings=WORDINGS)


def with_status(kit: Kit, status: LegalStatus, review_by: date) -> Kit:
    pack = kit.shared.countries["sv"]
    changed = replace(pack.law["union-minimum"], status=status, review_by=review_by)
    country = replace(pack, law={**pack.law, "union-minimum": changed})
    return replace(kit, shared=replace(kit.shared, countries={"sv": country}))


LATER, EARLIER = date(2028, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("status", "review_by", "printed"),
    [
        (LegalStatus.VERIFIED, LATER, True),
        (LegalStatus.VERIFIED, EARLIER, False),
        (LegalStatus.TO_VERIFY, LATER, False),
        (LegalStatus.SUPERSEDED, LATER, False),
    ],
)
def test_participants_get_law_only_if_it_is_verified_and_current(
    kit: Kit, workshop: Workshop, status: LegalStatus, review_by: date, *, printed: bool
) -> None:
    changed = with_status(kit, status, review_by)
    rule = changed.shared.countries["sv"].law["union-minimum"]
    for_them = law(scribe_for(changed, workshop, PARTICIPANT), "union-minimum")
    for_us = law(scribe_for(changed, workshop, FACILITATOR), "union-minimum")
    assert for_them is not None
    assert for_us is not None
    assert for_them.trusted is printed
    assert bool(for_them.text) is printed
    assert bool(for_them.reference) is printed
    assert str(rule.value) in for_us.text
    assert for_us.trusted is printed


def test_the_guide_tells_what_would_turn_a_case_with_the_figures_it_would_have_then(
    kit: Kit, workshop: Workshop
) -> None:
    told = " ".join(strings_in(made(kit, workshop, "guide").parts))
    assert "Con 84 personas cambia lo que le toca a la empresa" in told
    assert "Con 780 personas cambia" not in told


def test_the_guide_marks_law_past_its_review_date_and_the_check_names_every_use(kit: Kit, workshop: Workshop) -> None:
    one_case = {name: Group(case="child-care", people=each.people) for name, each in workshop.groups.items()}
    workshop = replace(workshop, groups=one_case, reads=())
    late = replace(workshop, from_=date(2027, 11, 3), to=date(2027, 11, 5))
    statements = [
        block
        for part in made(kit, late, "guide").parts
        for section in part.sections
        for block in section.blocks
        if isinstance(block, doc.Statement) and block.address.startswith("countries/")
    ]
    assert [each.address.rpartition("/")[2] for each in statements] == ["child-care-duty", "maternity-leave"]
    assert all("fecha de revisión" in each.advice and not each.trusted for each in statements)
    handout = next(each for each in orders(kit, late) if each.subject == "handouts/child-care-law")
    printed = assemble(kit, late, schedule(kit, late), cast(late, kit), handout, WORDINGS)
    rule = "Toda empresa con 100 o más personas"
    assert not any(rule in words for words in strings_in(printed))
    named = {each.details["topic"]: each.details["uses"].split(", ") for each in expired_law(kit, late)}
    assert named == {
        "child-care-duty": [
            "cases/child-care/law",
            "cases/child-care/needs/child-care-duty",
            "handouts/child-care-law/body/duty",
        ],
        "maternity-leave": ["cases/child-care/law"],
    }
    assert expired_law(kit, workshop) == ()


# ── codes and shapes ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_module_has_its_own_code(kit: Kit) -> None:
    modules = list(kit.every_module())
    codes = [module_code(kit, module) for module in modules]
    assert len(codes) == len(set(codes))


def test_a_code_stays_what_it_is_for_ever() -> None:
    assert code_of("san-salvador", "cases", "child-care") == "SS-CJZXY"


def shape(kit: Kit, workshop: Workshop, case: Case) -> tuple[object, ...]:
    """All that can be seen of a case from across the room: its strip, its sections and blocks, its exhibits' count."""
    twin = replace(kit, cases={case.id: case}, role_plays={})
    group = replace(next(iter(workshop.groups.values())), case=case.id)
    parts = made(twin, replace(workshop, groups={"flor": group}), "case").parts
    return tuple(
        (
            part.kind,
            len(part.masthead.strip),
            tuple((s.icon, tuple(type(b).__name__ for b in s.blocks)) for s in part.sections),
        )
        for part in parts
    )


def test_a_decoy_has_the_shape_of_any_other_case(kit: Kit, workshop: Workshop) -> None:
    case = kit.cases["child-care"]
    decoy = replace(case, key=replace(case.key, decision="other-route", decoy=True))
    assert shape(kit, workshop, decoy) == shape(kit, workshop, case)


# ── drafts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_says_so_and_names_what_is_missing(kit: Kit, workshop: Workshop) -> None:
    bare = replace(kit, handouts={name: _untranslated(each) for name, each in kit.handouts.items()})
    draft = made(bare, workshop, "handout", "en")
    assert draft.draft_words
    assert any(words.startswith("[not translated yet]") for words in strings_in(draft))
    assert made(bare, workshop, "handout", "es").draft_words == ""


def _untranslated(handout: Handout) -> Handout:
    return replace(handout, title=replace(handout.title, translations={}))
