"""The cycle that a case goes through: it is read, decided, prepared, played, answered, and decided again.

Comes in: a kit's sessions, as whole or as short as a version makes them. Goes out: which of the six phases happen in
one, in the order of its steps. Told by what steps do and link, never by names:

- *read*: a step that reads what it `uses` or `gives`, and that is the case;
- *decide*: a step that decides on a worksheet with the kit's decisions (on any, where the kit has none);
- *prepare*: a step that prepares;
- *play*: a step that `plays` the case's role play;
- *reply*: a step that `opens` a reply of the case;
- *again*: a step that decides, after the reply.

Steps without a link count in sessions about the case: one of whose steps links the case, or which `requires` such a
session. Groups made otherwise than by case (of an organisation, of a zone) work on something else.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from trainingkit.domain.kit import Kit
from trainingkit.domain.links import modules_of
from trainingkit.domain.sessions import Session, Step, Verb


class Phase(StrEnum):
    """The phases in their order."""

    READ = "read"
    DECIDE = "decide"
    PREPARE = "prepare"
    PLAY = "play"
    REPLY = "reply"
    AGAIN = "again"


PHASES = tuple(Phase)

_WORKED_ON_CASE = ("", "case", "party")


def phases_in(session: Session, case: str, kit: Kit) -> Iterator[Phase]:
    """The phases of a case that a session could hold, step by step; a step that decides is both decisions, since only
    what was before it tells which."""
    about = is_about(session, case, kit)
    for step in session.steps.values():
        if _links(step, ("uses", "gives"), f"cases/{case}", case, kit) and step.verb is Verb.READ:
            yield Phase.READ
        if about and step.group in _WORKED_ON_CASE:
            yield from _unlinked(step, kit)
        if _links(step, ("plays",), "role-plays/", case, kit):
            yield Phase.PLAY
        if _links(step, ("opens",), "responses/", case, kit):
            yield Phase.REPLY


def _unlinked(step: Step, kit: Kit) -> Iterator[Phase]:
    if step.verb is Verb.PREPARE:
        yield Phase.PREPARE
    if step.verb is Verb.DECIDE:
        yield Phase.AGAIN
        if not kit.about.decisions or any(_has_decisions(ref, kit) for ref in (*step.uses, *step.gives)):
            yield Phase.DECIDE


def _has_decisions(ref: str, kit: Kit) -> bool:
    sheet = kit.worksheets.get(ref.removeprefix("worksheets/"))
    return sheet is not None and any(field.options == "decisions" for field in sheet.fields.values())


def _links(step: Step, verbs: Sequence[str], subject: str, case: str, kit: Kit) -> bool:
    """Whether a step does one of these with the case's own module."""
    refs = (ref for verb in verbs for ref in getattr(step, verb))
    own = {found for ref in refs for found in modules_of(ref, (case,), kit) if found.startswith(subject)}
    return any(_is_of(found, case, kit) for found in own)


def _is_of(module: str, case: str, kit: Kit) -> bool:
    kind, _, name = module.partition("/")
    if kind == "role-plays":
        return kit.role_plays[name].case == case
    if kind == "responses":
        return kit.responses[name].case == case
    return name == case


def is_about(session: Session, case: str, kit: Kit, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a session works on a case: a step links it, or the session builds on one that does."""
    touches = ("uses", "gives", "opens", "plays", "collects")
    if any(_links(step, touches, kind, case, kit) for step in session.steps.values() for kind in _KINDS):
        return True
    earlier = {ref.removeprefix("sessions/") for ref in session.requires} & set(kit.sessions) - seen
    return any(is_about(kit.sessions[name], case, kit, seen | {session.id}) for name in sorted(earlier))


_KINDS = ("cases/", "role-plays/", "responses/")


def reach(held: Sequence[Phase], start: Phase) -> int:
    """How far the cycle gets in these phases from `start` on: the number of the first phase that is missing after it,
    `start`'s own number when even that is not there."""
    number = PHASES.index(start)
    for phase in held:
        if number < len(PHASES) and phase is PHASES[number]:
            number += 1
    return number
