"""Problems of a workshop as its facilitators read them: comes in a problem, goes out the same with names of things
instead of ids, and the form where it can be mended.

Refuses to make sentences (`i18n.problems` does), and to change what a problem says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly.agendas import slot_title
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.modules import Module
from trainingkit.errors import Problem
from trainingkit.i18n.zones import city_of
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened
from trainingkit.services.handouts import sector_words
from trainingkit.services.starting import OWN

_FORMS: Mapping[str, str] = {
    **dict.fromkeys(
        ("title", "country", "sector", "paper", "languages", "brand", "edition", "kit", "variant"), "about"
    ),
    **dict.fromkeys(("place", "from", "to", "hours", "days", "anchors"), "when"),
    **dict.fromkeys(
        ("people", "group", "groups", "facilitators", "referral", "replies", "reads", "versions"), "people"
    ),
    **dict.fromkeys(("facts", "values", "words"), "facts"),
    "change": "texts",
    "agenda": "agenda",
}
"""The form by the first word of an address inside a workshop."""
_MOVED = "moved-facts"
_CULPRIT = re.compile(r"([a-z][a-z0-9-]*)( \(\d+(?: → \d+)?\))")


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in names, the same in ids, and where it is mended: a form and a field of it; both empty where that is
    not in a form."""

    problem: Problem
    raw: Problem
    form: str = ""
    field: str = ""


def told(problem: Problem, opened: Opened, language: str) -> Told:
    """One problem."""
    say = scribe_for(opened.kit, opened.workshop, language)
    details = {name: _named(name, value, problem, opened, say) for name, value in problem.details.items()}
    return Told(replace(problem, details=details), problem, *place_of(problem))


def place_of(problem: Problem) -> tuple[str, str]:
    """The form and the field of a problem."""
    parts = problem.unit.split("/")
    if parts[0] == "agenda":
        return "agenda", _item(parts[1:])
    if parts[:2] != ["workshops", OWN] or len(parts) < 3:
        return "", ""
    if problem.code == _MOVED:
        return "facts", problem.details.get("module", "").replace("/", ".")
    form = _FORMS.get(parts[2], "")
    if problem.code == "moved-sector":
        return "kit", ""
    if problem.code == "nobody-takes-care":
        return "people", "facilitators"
    if form == "agenda":
        return form, _item(parts[3:])
    if form == "texts":
        return form, "/".join(parts[3:])
    return form, ".".join(parts[2:])


def _item(parts: list[str]) -> str:
    """`day-2/items/decide` as the page of the agenda calls it; `day-2` of a day."""
    return ".".join(each for each in parts[:3] if each not in ("items", "days"))


def _named(name: str, value: str, problem: Problem, opened: Opened, say: Scribe) -> str:
    """One detail by its name in the kit; what is no id of it stays."""
    if name in ("item", "other", "other_item", "culprits") and problem.code in _OF_THE_CLOCK:
        titles = _slots(problem.details.get("day", ""), opened, say)
        if name == "culprits":
            return _CULPRIT.sub(lambda found: f"«{titles.get(found[1], found[1])}»{found[2]}", value)
        return titles.get(value, value)
    if name in ("day", "other_day"):
        return _day(value, opened, say)
    if (name, problem.code) in _LISTS:
        return ", ".join(_listed(each, name, opened, say) for each in value.split(", ") if each)
    kind = {"session": "sessions", "other": "sessions", "case": "cases", "role_play": "role-plays"}.get(name, "")
    if name == "module":
        kind, _, value = value.partition("/")
    module: Module | None = opened.kit.modules(kind).get(value.removeprefix("cases/")) if kind else None
    if name in ("sector", "home_sector") and problem.code == "moved-sector":
        return sector_words(value, say.language).words
    if name in ("country", "home"):
        return say.country_name(value)
    return say.title_of(module) if module else value


_LISTS = frozenset({("nearest", "group-too-small"), ("cases", "referral-missing"), ("zones", "hour-left-out")})


def _listed(each: str, name: str, opened: Opened, say: Scribe) -> str:
    """One of several cases, or time zones."""
    return city_of(each, say.language) if name == "zones" else f"«{say.title_of(opened.kit.cases[each])}»"


_OF_THE_CLOCK = ("anchor-conflict", "anchor-before-day", "day-overrun", "missing-minutes", "unknown-anchor")


def _slots(day: str, opened: Opened, say: Scribe) -> dict[str, str]:
    days = schedule(opened.kit, opened.workshop).days
    return {slot.item: slot_title(say, slot) for each in days if each.id == day for slot in each.slots}


def _day(ident: str, opened: Opened, say: Scribe) -> str:
    for number, day in enumerate(schedule(opened.kit, opened.workshop).days, 1):
        if day.id == ident:
            return f"{number}: {say.plain(day.title)}"
    return ident
