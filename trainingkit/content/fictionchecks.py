"""The guard of fiction: no real firm and no known person in an invented case, role play, reply, card or worksheet, in
any language; and a recorded look-up for every name that was invented.

Comes in: a kit with its scope. Goes out: problems. Real names may stand where the truth is told: credits, sources,
precedents (`key/record`), standards, channels, the glossary, plans of sessions, handouts, and facts marked `real`.
Refuses to judge whether a firm exists: it knows the library's list, and what somebody wrote down.
"""

from collections.abc import Iterator

from trainingkit.content.prosechecks import without_slots
from trainingkit.content.scope import Scope, address
from trainingkit.content.walk import texts
from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact
from trainingkit.domain.fiction import Found, LookUp, Names, too_old, year_of
from trainingkit.domain.modules import Module
from trainingkit.domain.paper import Cards, Worksheet
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

TRUE = ("/credits", "/key/record/")
"""What tells the truth inside an invented module."""

_Invented = Case | RolePlay | Response | Cards | Worksheet
_Named = Case | RolePlay | Cards


def check_fiction(scope: Scope) -> Iterator[Problem]:
    """Everything in a kit that is named."""
    names = scope.kit.shared.real_names.index
    for text in _invented_texts(scope):
        yield from _text(text, names)
    year = year_of(scope.kit.about.edition)
    for module in scope.modules:
        unit = address(module)
        if isinstance(module, Case | RolePlay):
            yield from _facts(module, names)
        if isinstance(module, Response):
            yield from _name(module.from_.name, f"{unit}/from/name", names)
        if isinstance(module, Case | RolePlay | Cards) and not scope.is_faulty(unit):
            yield from _look_ups(module, year)
            yield from _near(module, names)


# ── real names ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _invented_texts(scope: Scope) -> Iterator[Text]:
    """The texts of invented modules, and of drawings. A text that an overlay says has the overlay's address, which ends
    with that of what it replaces."""
    for module, found in scope.module_texts:
        if not isinstance(module, _Invented):
            continue
        facts = module.facts if isinstance(module, Case | RolePlay) else {}
        true = (*TRUE, *(f"{address(module)}/facts/{name}/" for name, fact in facts.items() if fact.real))
        yield from (text for text in found if not any(part in text.unit for part in true))
    yield from (text for text in scope.loose_texts if text.unit.startswith("media/"))


def _text(text: Text, names: Names) -> Iterator[Problem]:
    named = "cards/" in text.unit and text.unit.endswith("/front")
    for hit in names.find(without_slots(text.source), named=named):
        details = {"name": hit.name, "said": hit.said, "kind": f"real {hit.kind}", "language": text.language}
        yield Problem("real-name", text.unit, details)
    for language, translation in text.translations.items():
        for hit in names.find(without_slots(translation.text), named=named):
            details = {"name": hit.name, "said": hit.said, "kind": f"real {hit.kind}", "language": language}
            yield Problem("real-name", text.unit, {**details, "language": language})


def _facts(module: Case | RolePlay, names: Names) -> Iterator[Problem]:
    for ident, fact in module.facts.items():
        unit = f"{address(module)}/facts/{ident}"
        if fact.name is not None and not fact.real:
            yield from _name(fact.name, f"{unit}/name", names)
        if fact.person is not None and not fact.real:
            yield from _name(fact.person, f"{unit}/person", names, person=True)


def _name(said: str, unit: str, names: Names, *, person: bool = False) -> Iterator[Problem]:
    """A field that is a name in every language. A person may be called Jordan."""
    for hit in names.find(said, named=not person):
        details = {"name": hit.name, "said": hit.said, "kind": f"real {hit.kind}", "language": "–"}
        yield Problem("real-name", unit, details)


# ── look-ups ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _look_ups(module: _Named, year: int | None) -> Iterator[Problem]:
    unit = address(module)
    recorded = {each.name for each in module.names.values()}
    for ident, name in _invented(module).items():
        if name not in recorded:
            yield Problem("name-not-looked-up", f"{unit}/facts/{ident}", {"name": name}, Severity.WARNING)
    for ident, each in module.names.items():
        where = f"{unit}/names/{ident}"
        if each.found is Found.IN_USE:
            yield Problem("name-in-use", where, {"name": each.name, "note": each.note or "–"})
        if too_old(each, year):
            details = {"name": each.name, "on": str(each.on), "year": str(year)}
            yield Problem("look-up-too-old", where, details, Severity.WARNING)


def _invented(module: Module) -> dict[str, str]:
    """The invented names of firms, organisations, places and programmes that facts declare."""
    facts: dict[str, Fact] = dict(module.facts) if isinstance(module, Case | RolePlay) else {}
    return {ident: fact.name for ident, fact in facts.items() if fact.name is not None and not fact.real}


def _near(module: _Named, names: Names) -> Iterator[Problem]:
    """Invented names that a reader could take for a real one; a look-up that says so has been weighed already."""
    weighed = {each.name for each in module.names.values() if each.found is Found.SIMILAR}
    facts = {f"{address(module)}/facts/{ident}": name for ident, name in _invented(module).items()}
    others = {f"{address(module)}/names/{ident}": each.name for ident, each in module.names.items()}
    seen = set(weighed)
    for unit, name in (facts | others).items():
        if name in seen or names.find(name, named=True):
            continue
        seen.add(name)
        if other := names.near(name):
            yield Problem("name-like-real", unit, {"name": name, "other": other}, Severity.WARNING)


# ── workshops ───────────────────────────────────────────────────────────────────────────────────────────────────────


def check_workshop_fiction(workshop: Workshop, unit: str, scope: Scope) -> Iterator[Problem]:
    """What a workshop fills into the cases, and whether their look-ups are fresh enough for its date."""
    names = scope.kit.shared.real_names.index
    for text in texts(workshop):
        if text.unit.startswith((f"{unit}/values/", f"{unit}/words/")):
            yield from _text(text, names)
    year = workshop.from_.year if workshop.from_ else None
    for name, group in workshop.groups.items():
        case = scope.kit.cases.get(group.case or "")
        if case and (old := _oldest(case, year)):
            details = {"name": old.name, "on": str(old.on), "year": str(year)}
            yield Problem("look-up-too-old", f"{unit}/groups/{name}", details, Severity.WARNING)


def _oldest(case: Case, year: int | None) -> LookUp | None:
    stale = [each for each in case.names.values() if too_old(each, year)]
    return min(stale, key=lambda each: each.on, default=None)
