"""What one agenda is worth more than another: minutes by priority, and what they cover.

Comes in: a `Sheet`. Goes out: the sum that the solver makes as great as it can. The numbers are in one table, and
`docs/agenda.md` says in words what they do.
"""

from collections.abc import Iterator

from trainingkit.planning.fit_model import Choice, Sheet, load
from trainingkit.planning.fit_pieces import STEP, Piece, Role
from trainingkit.planning.fit_rules import is_core
from trainingkit.planning.solver import Linear, total

MINUTE = {"core": 6, "recommended": 4, "optional": 2}
"""A minute up to the ideal time, by priority."""

HURRY = {"core": 3, "recommended": 2, "optional": 1}
"""What each minute below the ideal costs besides: a few sessions in peace are better than many in a hurry."""

EASE = 1
"""A minute above the ideal, whatever its priority."""

GOAL = {"core": 60, "recommended": 40, "optional": 20}
"""An objective that is kept: as much as ten minutes."""

THEME = 60
"""A theme that some case or session is about."""

EDGE = 120
"""Arriving, recalling the day before, closing a day, waking up after a meal: short, and missed when they are not
there."""

WAITING = 3
"""What a minute costs in which people wait for their meal."""


def worth(sheet: Sheet) -> Linear:
    """What an agenda is worth."""
    return total((*_pieces(sheet), *_themes(sheet), *_waiting(sheet)))


def priority_of(piece: Piece) -> str:
    """What its minutes count as. What is held again, or is no session, is good to have."""
    session = piece.forms[0].session
    if session is None:
        return "recommended"
    if piece.repeats:
        return "optional" if session.priority == "optional" else "recommended"
    return "core" if is_core(piece) else session.priority


def _pieces(sheet: Sheet) -> Iterator[Linear]:
    for choice in sheet.choices:
        rank = priority_of(choice.piece)
        yield MINUTE[rank] * choice.minutes - HURRY[rank] * choice.short - (MINUTE[rank] - EASE) * choice.over
        if not choice.piece.repeats:
            yield _goals(choice, rank)
        if choice.piece.role is not Role.ANYWHERE:
            yield EDGE * choice.placed


def _goals(choice: Choice, rank: str) -> Linear:
    """The objectives that the chosen form keeps."""
    forms = zip(choice.forms, choice.piece.forms, strict=True)
    return total(GOAL[rank] * len(made.session.goals) * form for form, made in forms if made.session)


def _themes(sheet: Sheet) -> Iterator[Linear]:
    about: dict[str, list[Linear]] = {}
    for name, case in sheet.kit.cases.items():
        about.setdefault(case.theme, []).append(sheet.cases[name])
    for choice in sheet.choices:
        session = choice.piece.forms[0].session
        for theme in session.themes if session else ():
            about.setdefault(theme, []).append(choice.placed)
    for theme in sorted(about):
        covered = sheet.model.binary()
        sheet.model.require(covered <= total(about[theme]))
        yield THEME * covered


def _waiting(sheet: Sheet) -> Iterator[Linear]:
    """The minutes between the last session of a morning and the meal."""
    for day, meal in sheet.meals.items():
        morning = sheet.frames[day].morning
        if meal.terms:
            idle = sheet.model.integer(0, morning)
            before = STEP * load(sheet, sheet.half(day, after_meal=False), Linear(number=1))
            sheet.model.require(idle >= morning * meal - before)
            yield -WAITING * idle
