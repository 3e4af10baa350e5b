"""What the sessions of a schedule do with other modules: use, give, open, play, collect, fill, and when.

Comes in: a kit and its schedule. Goes out: one `Link` for each module that a step of a placed session touches; `case/…`
stands for the cases of that slot. Workbook contents, copies, envelopes and lists of what comes back follow from these.
Refuses to check references: one that leads nowhere gives no link.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trainingkit.domain.agenda import Schedule, Slot
from trainingkit.domain.kit import Kit
from trainingkit.domain.sessions import Step


@dataclass(frozen=True, slots=True)
class Link:
    """One thing done with one module (`kind/id`) in one slot. `to`: person, group, facilitator, wall or empty."""

    slot: Slot
    step: str
    verb: str
    subject: str
    to: str = ""


def links(kit: Kit, schedule: Schedule) -> Iterator[Link]:
    """Everything the schedule does with modules, in the order in which it happens."""
    for slot in schedule.slots:
        if slot.kind == "worksheet" and slot.subject in kit.worksheets:
            yield Link(slot, "", "uses", f"worksheets/{slot.subject}", "person")
        if slot.kind != "session" or slot.subject not in kit.sessions:
            continue
        for name, step in kit.sessions[slot.subject].steps.items():
            for verb in Step.LINKS:
                for ref in getattr(step, verb):
                    for subject in modules_of(ref, slot.cases, kit):
                        yield Link(slot, name, verb, subject, step.to)


def modules_of(ref: str, cases: tuple[str, ...], kit: Kit) -> tuple[str, ...]:
    """The modules (`kind/id`) behind a reference: `case/role-play`, `case/responses/1`, `case/handouts`,
    `handouts/law`."""
    kind, _, rest = ref.partition("/")
    if kind != "case":
        name = rest.partition("/")[0]
        return (f"{kind}/{name}",) if name in kit.modules(kind) else ()
    found: list[str] = []
    for case in cases:
        found += _of_case(rest, case, kit)
    return tuple(found)


def _of_case(rest: str, case: str, kit: Kit) -> list[str]:
    part, _, detail = rest.partition("/")
    if part == "role-play":
        play = kit.role_play_of(case)
        return [f"role-plays/{play.id}"] if play else []
    if part == "responses":
        round_ = int(detail) if detail.isdecimal() else None
        return [f"responses/{reply.id}" for reply in kit.responses_of(case, round_)]
    found = kit.cases.get(case)
    if found is None:
        return []
    return [f"handouts/{name}" for name in found.handouts] if part == "handouts" else [f"cases/{case}"]


def is_shared(case: str, done: Iterable[Link]) -> bool:
    """Whether a whole case is only ever given to groups, so that nobody has one alone."""
    given = {link.to for link in done if link.subject == f"cases/{case}" and link.verb == "gives"}
    return given == {"group"}


def handouts_for(kit: Kit, cases: Iterable[str]) -> tuple[str, ...]:
    """The handouts of a workshop that reads these cases: all but those that belong to other cases alone."""
    read = set(cases)
    theirs = {name for case in kit.cases.values() if case.id not in read for name in case.handouts}
    ours = {name for case in kit.cases.values() if case.id in read for name in case.handouts}
    return tuple(name for name in kit.handouts if name in ours or name not in theirs)
