"""Problems of a workshop as its facilitators read them: comes in a problem, goes out the same with names of things
instead of ids, and the form where it can be mended.

Refuses to make sentences (`i18n.problems` does), and to change what a problem says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from trainingkit.domain.assembly.agendas import slot_title
from trainingkit.domain.assembly.roleplays import group_name
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.modules import Module
from trainingkit.domain.overlay import text_paths
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.terms import find_term
from trainingkit.errors import Problem
from trainingkit.i18n.catalogues import messages_for, quoted
from trainingkit.i18n.zones import city_of
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened
from trainingkit.services.handouts import sector_words
from trainingkit.services.sheetwords import language_name
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
_UNSAID = "missing-translation"
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
    form, field = place_of(problem)
    if not form and any(text.unit == problem.unit for _, text in text_paths(opened.kit)):
        form, field = "texts", problem.unit  # where the kit is to blame, this workshop can still say it otherwise
    return Told(replace(problem, details=details), problem, form, field)


def place_of(problem: Problem) -> tuple[str, str]:
    """The form and the field of a problem."""
    parts = problem.unit.split("/")
    if parts[0] == "agenda":
        return "agenda", _item(parts[1:])
    if parts[:2] != ["workshops", OWN] or len(parts) < 3:
        return "", ""
    if own := _by_code(problem):
        return own
    form = _FORMS.get(parts[2], "")
    if form == "agenda":
        return form, _item(parts[3:])
    if form == "texts":
        return form, "/".join(parts[3:])
    field = ".".join(each for each in parts[2:] if each != "brand")
    return form, f"{field}.{problem.details['language']}" if problem.code == _UNSAID else field


def _by_code(problem: Problem) -> tuple[str, str] | None:
    """Where those are mended whose address is that of the country, the sector or a group."""
    details = problem.details
    places = {
        "moved-facts": ("facts", details.get("module", "").replace("/", ".")),
        "moved-word": ("facts", f"words.{details.get('word', '')}"),
        "moved-sector": ("kit", ""),
        "nobody-takes-care": ("people", "facilitators"),
    }
    return places.get(problem.code)


def _item(parts: list[str]) -> str:
    """`day-2/items/decide` as the page of the agenda calls it; `day-2` of a day."""
    return ".".join(each for each in parts[:3] if each not in ("items", "days"))


def _named(name: str, value: str, problem: Problem, opened: Opened, say: Scribe) -> str:
    """One detail by its name in the kit; what is no id of it stays."""
    if name in ("item", "other", "other_item", "culprits") and problem.code in _OF_THE_CLOCK:
        return _on_the_clock(name, value, problem, opened, say)
    if name in ("day", "other_day"):
        return _day(value, opened, say)
    if (name, problem.code) in _LISTS:
        return ", ".join(_listed(each, name, opened, say) for each in value.split(", ") if each)
    if problem.code in _OF_PACKS:
        return _of_packs(name, value, opened, say)
    if name == "language":
        return ", ".join(language_name(each, messages_for(say.language)) for each in value.split(", "))
    if name == "group":
        return group_name(say, value)
    if name == "empty":
        play = opened.kit.role_plays.get(problem.details.get("role_play", ""))
        return ", ".join(_seat(each, play, say) for each in value.split(", "))
    kind = {"session": "sessions", "other": "sessions", "case": "cases", "role_play": "role-plays"}.get(name, "")
    module: Module | None = opened.kit.modules(kind).get(value.removeprefix("cases/")) if kind else None
    return say.title_of(module) if module else value


def _of_packs(name: str, value: str, opened: Opened, say: Scribe) -> str:
    """What belongs to countries and trades, and what of the kit goes with them."""
    shared = opened.kit.shared
    match name:
        case "country" | "home":
            return say.country_name(value)
        case "sector" | "home_sector":
            words = sector_words(value, say.language).words
            return words[:1].lower() + words[1:]  # in the middle of a sentence
        case "pack":
            packs = (_pack(each, opened, say) for each in value.split(", "))
            return ", ".join(packs)
        case "topic":
            packs_with = (shared.countries.get(each) for each in (opened.workshop.country, *shared.countries))
            law = next((pack.law[value] for pack in packs_with if pack and value in pack.law), None)
            return say.plain(law.title) if law else value
        case "language":
            return language_name(value, messages_for(say.language))
        case "word" | "slot":
            return _word(value, opened, say)
        case "case" | "module":
            kind, _, ident = value.rpartition("/")
            module = opened.kit.modules(kind or "cases").get(ident)
            return say.title_of(module) if module else value
        case _:
            return value


def _word(said: str, opened: Opened, say: Scribe) -> str:
    """A word of the kit, `step` or `{step.the-many}`, as it is said where the kit is at home."""
    name = said.strip("{}").partition(".")[0].lower()
    term = find_term(opened.whole, opened.whole.about.country or "", name)
    text = (term.full or term.phrase) if term else None
    words = say.plain(text).partition(",")[0] if text else name.replace("-", " ")
    return quoted(words, say.language)


def _seat(name: str, play: RolePlay | None, say: Scribe) -> str:
    seat = play.seats.get(name) if play else None
    return say.plain(seat.title) if seat else name


def _pack(name: str, opened: Opened, say: Scribe) -> str:
    if name in opened.kit.shared.countries:
        return say.country_name(name)
    return sector_words(name, say.language).words


_LISTS = frozenset({("nearest", "group-too-small"), ("cases", "referral-missing"), ("zones", "hour-left-out")})


def _listed(each: str, name: str, opened: Opened, say: Scribe) -> str:
    """One of several cases, or time zones."""
    return (
        city_of(each, say.language) if name == "zones" else quoted(say.title_of(opened.kit.cases[each]), say.language)
    )


_OF_THE_CLOCK = ("anchor-conflict", "anchor-before-day", "day-overrun", "missing-minutes", "unknown-anchor")
_OF_PACKS = (
    *("moved-facts", "moved-law-missing", "moved-sector", "moved-duty-unknown", "moved-duty-differs"),
    *("moved-word", "moved-word-form", "law-expired", "residue"),
)


def _on_the_clock(name: str, value: str, problem: Problem, opened: Opened, say: Scribe) -> str:
    titles = _slots(problem.details.get("day", ""), opened, say)
    if name == "culprits":
        return _CULPRIT.sub(lambda found: quoted(titles.get(found[1], found[1]), say.language) + found[2], value)
    return titles.get(value, value)


def _slots(day: str, opened: Opened, say: Scribe) -> dict[str, str]:
    days = opened.schedule.days
    return {slot.item: slot_title(say, slot) for each in days if each.id == day for slot in each.slots}


def _day(ident: str, opened: Opened, say: Scribe) -> str:
    for number, day in enumerate(opened.schedule.days, 1):
        if day.id == ident:
            return f"{number}: {say.plain(day.title)}"
    return ident
