"""The question to the solver, second half: what a shorter agenda must keep.

Comes in: a `Sheet` that is laid out. Goes out: the same with conditions: what is core, what needs what, and one whole
cycle on one case. `schedule` and `order_problems` find nothing wrong with what fulfils them.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from trainingkit.domain.cycle import PHASES, Phase, phases_in, reach
from trainingkit.domain.kit import Kit
from trainingkit.planning.fit_model import Choice, Sheet
from trainingkit.planning.fit_pieces import Piece, Pieces, Role
from trainingkit.planning.solver import Linear, Model, total


def keep_rules(sheet: Sheet) -> None:
    """Every condition that is not about time."""
    _keep_core(sheet)
    _keep_together(sheet)
    for choice in sheet.choices:
        session = sheet.kit.sessions.get(choice.piece.subject) if choice.piece.is_session else None
        if session is not None:
            for ref in session.requires:
                _keep_before(sheet, choice, ref.removeprefix("sessions/"), needed=True)
            for ref in session.after:
                _keep_before(sheet, choice, ref.removeprefix("sessions/"), needed=False)
    _keep_cycle(sheet)


def _keep_core(sheet: Sheet) -> None:
    """Core sessions stand somewhere; those at the edges of days, at each edge."""
    stands: dict[str, list[Choice]] = {}
    for choice in sheet.choices:
        if choice.piece.is_core and choice.day is not None:
            sheet.model.require(choice.placed >= 1)
        elif choice.piece.is_core:
            stands.setdefault(choice.piece.subject, []).append(choice)
    sheet.model.require(*(total(each.placed for each in choices) >= 1 for choices in stands.values()))


def _keep_together(sheet: Sheet) -> None:
    """A session has one version in one agenda; it is repeated only where it stands already; and what follows a session
    stands only where that does, in the same stretch."""
    known = {choice.piece.id: choice for choice in sheet.ordered}
    firsts: dict[str, Choice] = {}
    for choice in sheet.choices:
        piece, model = choice.piece, sheet.model
        if piece.follows:
            other = known[piece.follows]
            model.require(*(stand <= other.stands.get(number, Linear()) for number, stand in choice.stands.items()))
        if not piece.is_session:
            continue
        first = firsts.setdefault(piece.subject, choice)
        if first is choice:
            continue
        for form, same in zip(choice.forms, first.forms, strict=True):
            model.require(form - same <= 1 - first.placed)
        if choice.day is None and set(piece.cases) <= set(first.piece.cases):
            model.require(choice.placed <= first.placed)


# ── prerequisites ───────────────────────────────────────────────────────────────────────────────────────────────────


def _keep_before(sheet: Sheet, choice: Choice, subject: str, *, needed: bool) -> None:
    """The other session stands earlier, if it has to (`requires`) or if it stands at all (`after`); where both are
    about cases, about the same one."""
    others = [each for each in sheet.choices if each.piece.is_session and each.piece.subject == subject]
    earlier = total(_serves(sheet, choice, other, _stands_earlier(sheet, choice, other)) for other in others)
    if needed:
        sheet.model.require(choice.placed <= earlier)
        return
    for other in others:
        later = other.placed - _stands_earlier(sheet, choice, other)
        if later.terms or later.number:
            sheet.model.require(choice.placed + later <= 1 + earlier)


def _stands_earlier(sheet: Sheet, choice: Choice, other: Choice) -> Linear:
    """Whether `other` stands before `choice`, wherever that may stand."""
    if choice.day is None and other.day is None:
        places = {id(each): number for number, each in enumerate(sheet.ordered)}
        return other.placed if places[id(other)] < places[id(choice)] else Linear()
    if choice.day is None or other.day is not None:
        return Linear()
    days = choice.day + (choice.piece.role is Role.CLOSES_DAY)
    return total(stand for number, stand in other.stands.items() if sheet.stretches[number].day < days)


def _serves(sheet: Sheet, choice: Choice, other: Choice, stands: Linear) -> Linear:
    """The same, if the two share a case that is worked on."""
    ours, theirs = set(choice.piece.cases), set(other.piece.cases)
    if not stands.terms or not ours or not theirs or ours <= theirs:
        return stands
    serves = sheet.model.binary()
    shared = total(sheet.cases[case] for case in sheet.cases if case in ours & theirs)
    sheet.model.require(serves <= stands, serves <= shared)
    return serves


# ── the cycle ───────────────────────────────────────────────────────────────────────────────────────────────────────


def cases_with_cycle(kit: Kit, pieces: Pieces) -> tuple[str, ...]:
    """The cases that the kit's own order takes through the whole cycle."""
    found = []
    for case in kit.cases:
        held = [phase for piece in pieces.ordered if case in piece.cases for phase in _phases(piece, 0, case, kit)]
        if reach(held, Phase.READ) == len(PHASES):
            found.append(case)
    return tuple(found)


def _phases(piece: Piece, form: int, case: str, kit: Kit) -> tuple[Phase, ...]:
    session = piece.forms[form].session
    return tuple(phases_in(session, case, kit)) if session else ()


def _keep_cycle(sheet: Sheet) -> None:
    """At least one case goes through the whole cycle, if the kit itself takes one through it."""
    cases = cases_with_cycle(sheet.kit, sheet.pieces)
    if not cases:
        return
    whole = {case: sheet.model.binary() for case in cases}
    sheet.model.require(total(whole.values()) >= 1)
    for case, is_whole in whole.items():
        sheet.model.require(is_whole <= sheet.cases[case])
        _keep_phases(sheet, case, is_whole)


def _keep_phases(sheet: Sheet, case: str, is_whole: Linear) -> None:
    """Each phase happens in one of the pieces that can hold it, none before the phase that it follows."""
    model = sheet.model
    choices = [each for each in sheet.ordered if case in each.piece.cases]
    held = {
        n: [_phases(each.piece, form, case, sheet.kit) for form in range(len(each.forms))]
        for n, each in enumerate(choices)
    }
    at: dict[Phase, dict[int, Linear]] = {phase: {} for phase in PHASES}
    for phase in PHASES:
        for number, choice in enumerate(choices):
            able = [form for form, phases in zip(choice.forms, held[number], strict=True) if phase in phases]
            if able:
                at[phase][number] = model.binary()
                model.require(at[phase][number] <= total(able))
        model.require(total(at[phase].values()).equals(is_whole))
    for phase, then in pairwise(PHASES):
        first, second = (total(number * each for number, each in at[one].items()) for one in (phase, then))
        model.require(first <= second)
    for number, choice in enumerate(choices):
        for form, phases in zip(choice.forms, held[number], strict=True):
            _keep_step_order(model, {phase: at[phase][number] for phase in PHASES if number in at[phase]}, form, phases)


def _keep_step_order(model: Model, at: Mapping[Phase, Linear], form: Linear, phases: tuple[Phase, ...]) -> None:
    """Within one session phases follow each other as its steps do."""
    for start in set(phases):
        beyond = reach(phases, start)
        run = list(_run(at, start, beyond))
        if beyond < len(PHASES) and len(run) == beyond - PHASES.index(start) + 1:
            model.require(total(run) <= len(run) - form)


def _run(at: Mapping[Phase, Linear], start: Phase, beyond: int) -> Iterator[Linear]:
    for phase in PHASES[PHASES.index(start) : beyond + 1]:
        if phase in at:
            yield at[phase]
