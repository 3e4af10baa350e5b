"""The print run: how often each file is printed, on how much paper, into which envelope, and what comes back.

Comes in: the files as they were set (pages counted), and the kit, workshop, schedule and casting they were made of.
Goes out: counts and lists as values. Refuses to say them in a language, and to round down: a missing sheet stops a
session. The files of one run are of one paper and one ink.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from trainingkit.domain.agenda import Schedule, Slot
from trainingkit.domain.casting import Casting, CastSeat
from trainingkit.domain.kit import Kit
from trainingkit.domain.links import is_shared, links
from trainingkit.domain.modules import Module
from trainingkit.domain.paper import Cards
from trainingkit.domain.roleplay import Response
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Workshop, count_of

SPARE_PERCENT = 10

FIXED_COPIES = {"agenda": 2, "attendance": 1, "receipts": 1, "legal-review": 1, "packing-list": 2, "poster": 1}
"""Organisers' papers. The agenda hangs on the wall and at the door; the copy shop keeps one packing list."""

_WRITTEN_ON = ("fills", "uses", "gives")

Part = Literal["role", "reply"]


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What is printed for: the kit, its workshop, and what was planned."""

    kit: Kit
    workshop: Workshop
    schedule: Schedule
    casting: Casting


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFile:
    """A file as it was set. `document` is its kind (`workbook`), `subject` what it is about (`cases/child-care`),
    `code` the neutral code of a seat (`R2-B`), `group` the one group it is for; both are empty for most files."""

    path: str
    document: str
    language: str
    pages: int
    subject: str = ""
    code: str = ""
    group: str = ""
    sides: Literal["one", "two"] = "two"


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of a number of equal sets: sheets of one and of all, sides with something on them, and their price."""

    copies: int
    sheets_each: int
    sheets: int
    sides: int
    price: Decimal | None = None
    """Of one side, in the currency of the workshop's country."""

    @property
    def cost(self) -> Decimal | None:
        """What all sides cost, if the price of one is known."""
        return None if self.price is None else self.price * self.sides


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A file of the print run. `pieces`: how many a sheet is cut into, 0 for not at all."""

    file: PrintedFile
    paper: Paper
    pieces: int = 0
    in_envelope: bool = False
    after_use: Literal["", "keep", "return", "destroy"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope. Its label says case, group, letter and the session it is opened in, and nothing more."""

    part: Part
    case_code: str
    group: str
    code: str = ""
    letter: Text | None = None
    opens_in: Slot | None = None
    subject: str
    sheets: int = 1


@dataclass(frozen=True, slots=True)
class ToReturn:
    """Something handed out that is counted back in, and when."""

    subject: str
    how: Literal["return", "destroy"]
    copies: int
    at: Slot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRun:
    """Everything the copy shop and the organiser need to know."""

    lines: tuple[PrintLine, ...]
    envelopes: tuple[Envelope, ...]
    returns: tuple[ToReturn, ...]
    materials: tuple[tuple[str, int], ...]
    price: Decimal | None = None

    @property
    def total(self) -> Paper:
        """All files together; `copies` counts the files printed, `sheets_each` has no meaning and is 0."""
        sheets = sum(line.paper.sheets for line in self.lines)
        sides = sum(line.paper.sides for line in self.lines)
        return Paper(sum(line.paper.copies for line in self.lines), 0, sheets, sides, self.price)


# ── counts ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def with_spare(count: int) -> int:
    """A tenth more, rounded up, so that any number of people has at least one spare set; nobody needs none."""
    return -(-count * (100 + SPARE_PERCENT) // 100)


def main_language(workshop: Workshop) -> str:
    """The language that most participants read; of equals the first named."""
    return max(workshop.people, key=lambda language: workshop.people[language], default=workshop.languages[0])


def sets_in(workshop: Workshop, language: str) -> int:
    """Participants' sets in one language: its readers and the spare ones; the facilitators' own are in the main one."""
    own = len(workshop.facilitators) if language == main_language(workshop) else 0
    return with_spare(workshop.people.get(language, 0)) + own


def paper_of(file: PrintedFile, copies: int, price: Decimal | None = None) -> Paper:
    """The paper that `copies` of a file take. Each copy begins on a new sheet."""
    each = file.pages if file.sides == "one" else -(-file.pages // 2)
    return Paper(copies, each, each * copies, file.pages * copies, price)


def copies_for(file: PrintedFile, occasion: Occasion) -> int:
    """How often a file is printed. A confidential sheet has no spare: what is not printed cannot be lost."""
    if file.document in FIXED_COPIES:
        return _shared_out(FIXED_COPIES[file.document], file.language, occasion.workshop)
    count = _COPIES.get(file.document, _once)
    return count(file, occasion)


def _shared_out(count: int, language: str, workshop: Workshop) -> int:
    """`count` pieces for people whose languages are not known one by one: all in the main language, and in every other
    as many as its readers could come to hold."""
    return count if language == main_language(workshop) else min(count, workshop.people.get(language, 0))


def _once(file: PrintedFile, occasion: Occasion) -> int:
    return _shared_out(1, file.language, occasion.workshop)


def _for_participants(file: PrintedFile, occasion: Occasion) -> int:
    return sets_in(occasion.workshop, file.language)


def _for_facilitators(file: PrintedFile, occasion: Occasion) -> int:
    """One each; who reads what is not known, so another language that participants read gets one for the team."""
    team = max(1, len(occasion.workshop.facilitators))
    return team if file.language == main_language(occasion.workshop) else _once(file, occasion)


def _form(file: PrintedFile, occasion: Occasion) -> int:
    """One for each participant and each time it is filled in; facilitators fill in none."""
    done = [link for link in links(occasion.kit, occasion.schedule) if link.subject == file.subject]
    # by verb, because a form given in one session and filled in another is still one sheet
    slots = {verb: {(link.slot.day, link.slot.item) for link in done if link.verb == verb} for verb in _WRITTEN_ON}
    return with_spare(occasion.workshop.people.get(file.language, 0)) * max(1, *map(len, slots.values()))


def _case(file: PrintedFile, occasion: Occasion) -> int:
    """A whole case is for the groups that play it: a set and one for whoever reads it aloud where a step gives it to
    the group, else one for each of them. Everybody has it on one page in the workbook."""
    name = file.subject.removeprefix("cases/")
    playing = [group.people for group in occasion.workshop.groups.values() if group.case == name]
    if is_shared(name, links(occasion.kit, occasion.schedule)):
        return _shared_out(2 * len(playing), file.language, occasion.workshop)
    players = sum(playing)
    return _shared_out(with_spare(players), file.language, occasion.workshop)


def _loose_sheet(file: PrintedFile, occasion: Occasion) -> int:
    """A single sheet is printed for those whom a step gives it to, and as often as it has a place of its own in the
    agenda (a test before and after); what steps use stands in the workbook."""
    workshop = occasion.workshop
    counts = {
        "group": _shared_out(len(workshop.groups), file.language, workshop),
        "facilitator": _for_facilitators(file, occasion),
        "wall": _once(file, occasion),
    }
    sets = sets_in(workshop, file.language)
    about = [link for link in links(occasion.kit, occasion.schedule) if link.subject == file.subject]
    given = [counts.get(link.to, sets) for link in about if link.verb == "gives"]
    placed = {(link.slot.day, link.slot.item) for link in about if link.slot.kind == "worksheet"}
    return max([*given, sets * len(placed)], default=0)


def _role_pack(file: PrintedFile, occasion: Occasion) -> int:
    """As many as people hold the seat: of one group by its code, else of all groups that play."""
    seats = [
        seat for group in occasion.casting.groups for seat in group.seats if _is_pack_of(file, group.role_play, seat)
    ]
    return _shared_out(sum(seat.people for seat in seats), file.language, occasion.workshop)


def _is_pack_of(file: PrintedFile, role_play: str, seat: CastSeat) -> bool:
    if file.code:
        return file.code == seat.code
    return file.subject == f"role-plays/{role_play}/seats/{seat.seat}"


def _observer_pack(file: PrintedFile, occasion: Occasion) -> int:
    count = occasion.casting.observers.get(file.subject.removeprefix("role-plays/"), 0)
    return _shared_out(count, file.language, occasion.workshop)


def _reply(file: PrintedFile, occasion: Occasion) -> int:
    """One for each group that may come to open it; a file that names its group is for that one alone."""
    groups = [group for group, reply in _replies(occasion) if f"responses/{reply.id}" == file.subject]
    groups = [group for group in groups if file.group in ("", group)]
    return _shared_out(len(groups), file.language, occasion.workshop)


def _cards(file: PrintedFile, occasion: Occasion) -> int:
    cards = _module(occasion.kit, file.subject)
    count = count_of(cards.copies, occasion.workshop) if isinstance(cards, Cards) else 1
    return _shared_out(count, file.language, occasion.workshop)


_COPIES: Mapping[str, Callable[[PrintedFile, Occasion], int]] = {
    "workbook": _for_participants,
    "guide": _for_facilitators,
    "evaluation": _form,
    "consent": _form,
    "case": _case,
    "handout": _loose_sheet,
    "worksheet": _loose_sheet,
    "role-pack": _role_pack,
    "observer-pack": _observer_pack,
    "reply": _reply,
    "cards": _cards,
}


def _module(kit: Kit, subject: str) -> Module | None:
    kind, _, rest = subject.partition("/")
    return kit.modules(kind).get(rest.partition("/")[0])


# ── envelopes, what comes back, what to buy ─────────────────────────────────────────────────────────────────────────


def case_code(kit: Kit, case: str) -> str:
    """«C2»: the case's place in the kit, which says nothing about it."""
    return f"C{list(kit.cases).index(case) + 1}"


def _replies(occasion: Occasion) -> list[tuple[str, Response]]:
    """Each group with each reply it may open: all of its case, unless the workshop chose one of that round."""
    chosen, groups = occasion.workshop.replies, occasion.workshop.groups
    return [
        (name, reply)
        for name, group in groups.items()
        for reply in (occasion.kit.responses_of(group.case) if group.case else ())
        if _may_open(reply, occasion.kit.responses.get(chosen.get(name, "")) if isinstance(chosen, Mapping) else None)
    ]


def _may_open(reply: Response, chosen: Response | None) -> bool:
    return chosen is None or reply.round != chosen.round or reply.id == chosen.id


def _first_slot(occasion: Occasion, subject: str, verbs: Sequence[str]) -> Slot | None:
    """Where the schedule first does one of `verbs` with a module; an earlier verb of the list counts before a later."""
    done = [link for link in links(occasion.kit, occasion.schedule) if link.subject == subject]
    return next((link.slot for verb in verbs for link in done if link.verb == verb), None)


def envelopes_of(occasion: Occasion) -> tuple[Envelope, ...]:
    """One envelope for each seat of each group, then one for each reply of each group."""
    kit = occasion.kit
    roles = (
        Envelope(
            part="role",
            case_code=case_code(kit, group.case),
            group=group.id,
            code=seat.code,
            opens_in=_first_slot(occasion, f"role-plays/{group.role_play}", ("gives", "opens", "uses", "plays")),
            subject=f"role-plays/{group.role_play}/seats/{seat.seat}",
            sheets=seat.people,
        )
        for group in occasion.casting.groups
        for seat in group.seats
    )
    replies = (
        Envelope(
            part="reply",
            case_code=case_code(kit, reply.case),
            group=group_name,
            letter=reply.label,
            opens_in=_first_slot(occasion, f"responses/{reply.id}", ("opens", "gives")),
            subject=f"responses/{reply.id}",
        )
        for group_name, reply in _replies(occasion)
    )
    return (*roles, *replies)


def returns_of(lines: Sequence[PrintLine], occasion: Occasion) -> tuple[ToReturn, ...]:
    """What is counted back in: what a module says so of, what a step collects, and every role sheet. A sheet of the
    workbook that must come back is one for each participant."""
    used = [link.subject for link in links(occasion.kit, occasion.schedule) if link.verb in ("uses", "fills")]
    printed = [_whole(line.file.subject) for line in lines if line.file.subject]
    found = []
    for subject in dict.fromkeys((*printed, *used)):
        own = [line for line in lines if _whole(line.file.subject) == subject]
        module = _module(occasion.kit, subject)
        copies = sum(line.paper.copies for line in own) or (occasion.workshop.head_count if subject in used else 0)
        collected = _first_slot(occasion, subject, ("collects",))
        confidential = any(line.file.document == "role-pack" for line in own)
        rule = module.after_use if module else ""
        if copies and (collected or confidential or rule in ("return", "destroy")):
            found.append(ToReturn(subject, "destroy" if rule == "destroy" else "return", copies, collected))
    return tuple(found)


def _whole(subject: str) -> str:
    """The module an address lies in: seats of a role play are collected together."""
    return "/".join(subject.split("/")[:2])


def materials_of(kit: Kit, schedule: Schedule, workshop: Workshop) -> tuple[tuple[str, int], ...]:
    """How many of each material. What is used up adds up over the sessions; what is not serves one after the other."""
    totals: dict[str, int] = {}
    for slot in schedule.slots:
        session = kit.sessions.get(slot.subject) if slot.kind == "session" else None
        for name, quantity in session.materials.items() if session else ():
            count = count_of(quantity, workshop, max(1, len(slot.cases)))
            material = kit.logistics.materials.get(name)
            again = material is not None and material.kind == "reusable"
            totals[name] = max(totals.get(name, 0), count) if again else totals.get(name, 0) + count
    order = {name: place for place, name in enumerate(kit.logistics.materials)}
    return tuple(sorted(totals.items(), key=lambda item: order.get(item[0], len(order))))


# ── the whole run ───────────────────────────────────────────────────────────────────────────────────────────────────


def to_print_run(files: Sequence[PrintedFile], occasion: Occasion, price: Decimal | None = None) -> PrintRun:
    """The print run of finished files, in their order."""
    lines = tuple(_line(file, occasion, price) for file in files)
    return PrintRun(
        lines=lines,
        envelopes=envelopes_of(occasion),
        returns=returns_of(lines, occasion),
        materials=materials_of(occasion.kit, occasion.schedule, occasion.workshop),
        price=price,
    )


def _line(file: PrintedFile, occasion: Occasion, price: Decimal | None) -> PrintLine:
    module = _module(occasion.kit, file.subject)
    pieces = int(module.per_sheet) if isinstance(module, Cards) else 0
    return PrintLine(
        file,
        paper_of(file, copies_for(file, occasion), price),
        pieces,
        file.document in ("role-pack", "reply"),
        module.after_use if module else "",
    )
