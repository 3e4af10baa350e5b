"""What one agenda is worth more than another: minutes by priority, and what they cover.

Comes in: a `Sheet`. Goes out: the sum that the solver makes as great as it can. The numbers are in one table, and
`docs/agenda.md` says in words what they do.
"""

from collections.abc import Iterator

from trainingkit.planning.fit_model import Choice, Sheet, load
from trainingkit.planning.fit_pieces import STEP, Piece, Role
from trainingkit.planning.solver import Linear, total

FIVE = {"core": 6, "recommended": 4, "optional": 2}
"""Five minutes up to the ideal time, by priority."""

HURRY = {"core": 3, "recommended": 2, "optional": 1}
"""What five minutes below the ideal cost besides: a few sessions in peace are better than many in a hurry."""

GOAL = {"core": 12, "recommended": 8, "optional": 4}
"""An objective that is kept: as much as ten minutes."""

THEME = 12
"""A theme that some case or session is about."""

EDGE = {Role.ANYWHERE: 0, Role.OPENS_DAY: 24, Role.CLOSES_DAY: 24, Role.AFTER_MEAL: 8}
"""Arriving, recalling the day before, closing a day: short, and missed when they are not there. Waking up after a meal
is given up sooner."""

WAITING = 3
"""What five minutes cost in which people wait for their meal."""


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
    return "core" if piece.is_core else session.priority


def _pieces(sheet: Sheet) -> Iterator[Linear]:
    for choice in sheet.choices:
        rank = priority_of(choice.piece)
        yield _minutes(choice, rank)
        if not choice.piece.repeats:
            yield _goals(choice, rank)
        yield EDGE[choice.piece.role] * choice.placed


def _minutes(choice: Choice, rank: str) -> Linear:
    """Minutes up to the ideal, less what each one costs that is wanting. In fives: the ideal is counted by form."""
    fives = total(choice.fives.values())
    ideal = total(made.best // STEP * times for times, made in zip(choice.times, choice.piece.forms, strict=True))
    return (FIVE[rank] + HURRY[rank]) * fives - HURRY[rank] * ideal


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
    for day, meals in sheet.meals.items():
        if meals:
            idle = sheet.model.integer(0, max(meals) // STEP)
            before = load(sheet, sheet.half(day, after_meal=False))
            sheet.model.require(idle >= total(morning // STEP * meal for morning, meal in meals.items()) - before)
            yield -WAITING * idle
