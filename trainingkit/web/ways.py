"""From a problem of a workshop to the page and the field where it is mended.

Comes in: a workshop and what is wrong with it. Goes out: an address, or nothing where no page mends it. Refuses to look
whether somebody may go there.
"""

from collections.abc import Mapping

from flask import g, url_for

from trainingkit.services.basics import ABOUT, WHEN
from trainingkit.services.desk import Opened
from trainingkit.services.localfacts import FACTS_FORM
from trainingkit.services.people import PEOPLE_FORM
from trainingkit.services.screens import Screen, field_at, names_of
from trainingkit.services.telling import Told

SCREENS: Mapping[str, Screen] = {"about": ABOUT, "when": WHEN, "people": PEOPLE_FORM, "facts": FACTS_FORM}
"""The forms of a workshop, by their names in addresses."""


def way_to(opened: Opened, problem: Told) -> str:
    """The page and the field where a problem is mended; nothing where that is on no page."""
    ident = opened.ident
    if problem.form == "agenda":
        return url_for("workshops.agenda", ident=ident, _anchor=problem.field or None)
    if problem.form == "texts":
        return url_for("workshops.text", ident=ident, unit=problem.field)
    if problem.form == "kit":
        return url_for("workshops.kit", ident=ident)
    if problem.form not in SCREENS:
        return ""
    field = field_at(_names_in(problem.form, opened), problem.field)
    return url_for("workshops.form", ident=ident, name=problem.form, _anchor=field or None)


def _names_in(form: str, opened: Opened) -> tuple[str, ...]:
    """The fields of a form, made once for all problems of a page."""
    known: dict[str, tuple[str, ...]] = g.setdefault("names_in_forms", {})
    if form not in known:
        known[form] = names_of(SCREENS[form], opened, g.language)
    return known[form]
