"""The units of a kit as translators get them: comes in a kit, goes out each text with what to know about it.

A unit's notes say who reads it and what its slots stand for. Refuses to choose a language and to know files by itself:
where a unit stands is given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace

from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact, Ratio, StoryDate
from trainingkit.domain.kit import Country, Kit, Law, Shared, texts_in
from trainingkit.domain.modules import Module
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.term import Composition, Term
from trainingkit.domain.terms import terms_in
from trainingkit.domain.text import Audience, Form, Text, UnitId
from trainingkit.domain.translation import SourceUnit
from trainingkit.domain.words import holds_words, slot_names

PHRASE_NOTE = "a term as people say it: one, many[, gender]"


@dataclass(frozen=True, slots=True)
class Belonging:
    """A text with the name of the module or file that it belongs to, and the values its slots may name."""

    text: Text
    module: str
    values: Mapping[str, str]


def module_of(unit: UnitId) -> str:
    """What a unit is counted under: its module («cases/child-care»), or the file of a kit («agenda»)."""
    parts = unit.split("/")
    return parts[0] if parts[0] in ("kit", "agenda", "logistics", "media") else "/".join(parts[:2])


def kit_texts(kit: Kit) -> Iterator[Belonging]:
    """Every text of a kit to translate, in the kit's order, without what it shares with others."""
    words = _words_of(kit)
    for text in texts_in(replace(kit, shared=Shared(), lineage=None)):
        if holds_words(text.source):
            module = module_of(text.unit)
            yield Belonging(text, module, words | _facts_said(kit, module))


def shared_texts(shared: Shared) -> Iterator[Belonging]:
    """Every text of `_shared` to translate, in its order."""
    laws = {f"countries/{name}": country for name, country in shared.countries.items()}
    for text in texts_in(shared):
        if holds_words(text.source):
            module = module_of(text.unit)
            yield Belonging(text, module, _law_value(laws.get(module), text.unit))


def source_unit(belonging: Belonging, file: str, formerly: UnitId | None = None) -> SourceUnit:
    """The unit as a catalogue takes it."""
    text = belonging.text
    notes = [f"for: {_readers(text.audience)}"]
    if text.form is Form.PHRASE:
        notes.append(PHRASE_NOTE)
        group = text.unit.rpartition("/")[2]
        notes += [f"said where the group is: {group}"] if group in Term.BY_GROUP else []
    notes += [f"{{{name}}} = {belonging.values[name]}" for name in slot_names(text.source) if name in belonging.values]
    return SourceUnit(unit=text.unit, source=text.source, about=(" · ".join(notes),), file=file, formerly=formerly)


def _readers(audience: Audience) -> str:
    """Who reads a text: the circle, whose it is, and how far an author narrowed it."""
    owner = f" {audience.owner.rsplit('/', 1)[-1]}" if audience.owner else ""
    only = f", only {' '.join(sorted(audience.only)) or 'facilitators'}" if audience.only is not None else ""
    return f"{audience.circle}{owner}{only}"


# ── what slots stand for ────────────────────────────────────────────────────────────────────────────────────────────


def _words_of(kit: Kit) -> dict[str, str]:
    """The words in scope, as the kit's own country says them."""
    terms = terms_in(kit, kit.about.country or "")
    return {name: said for name, term in terms.items() if (said := _term_said(term, kit.about.group))}


def _term_said(term: Term, group: Composition) -> str:
    text = term.said_of(group)
    return " ".join(text.source.split()) if text else ""


def _facts_said(kit: Kit, module: str) -> dict[str, str]:
    kind, _, name = module.partition("/")
    found = kit.modules(kind).get(name)
    return {each: said for each, fact in _facts_of(kit, found).items() if (said := fact_said(fact))}


def _facts_of(kit: Kit, module: Module | None) -> Mapping[str, Fact]:
    """The facts whose names a module's slots may use: its own, or those of its case."""
    match module:
        case Case() | RolePlay() if module.facts:
            return module.facts
        case RolePlay() | Response():
            case = kit.cases.get(module.case or "")
            return case.facts if case else {}
        case _:
            return {}


def fact_said(fact: Fact) -> str:
    """A fact as its author wrote it: translators get the same in every language, and no date that moves."""
    gender = f" ({fact.gender})" if fact.gender else ""
    if fact.number is not None:
        return f"{fact.number} {fact.unit}" if fact.unit else f"{fact.number}"
    if isinstance(fact.percent, Ratio):
        return f"{fact.percent.part} / {fact.percent.whole}"
    if fact.percent is not None:
        return f"{fact.percent}%"
    if fact.money is not None:
        return f"{fact.money} {fact.currency or ''}".strip()
    if fact.date is not None:
        return _story_date_said(fact.date)
    text = fact.text or fact.blank
    return " ".join(text.source.split()) if text else f"{fact.name or fact.person or ''}{gender}"


def _story_date_said(story: StoryDate) -> str:
    if story.day is not None:
        return story.day.isoformat()
    return f"{story.base} {'-' if story.days < 0 else '+'} {abs(story.days)} days" if story.days else story.base


def _law_value(country: Country | None, unit: UnitId) -> dict[str, str]:
    law: Law | None = country.law.get(unit.split("/")[3]) if country and unit.count("/") > 3 else None
    return {"value": f"{law.value}"} if law is not None and law.value is not None else {}


# ── units that were called something else ───────────────────────────────────────────────────────────────────────────


def former_names(kit: Kit) -> dict[UnitId, UnitId]:
    """What units were called before, from the `formerly` of their blocks and modules."""
    renamed: dict[UnitId, UnitId] = {}
    for module in kit.every_module():
        here = f"{module.KIND}/{module.id}"
        if module.formerly:
            renamed |= _renamed(texts_in(module), here, f"{module.KIND}/{module.formerly}")
        renamed |= dict(_renamed_below(module, ""))
    return renamed


def _renamed_below(value: object, name: str) -> Iterator[tuple[UnitId, UnitId]]:
    """The units below a value whose mapping key `name` used to be another."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _renamed_below(item, str(key))
    elif is_dataclass(value) and not isinstance(value, type):
        former = getattr(value, "formerly", None)
        if former and not isinstance(value, Module):
            for text in texts_in(value):
                before, found, after = f"{text.unit}/".rpartition(f"/{name}/")
                if found:
                    yield text.unit, UnitId(f"{before}/{former}/{after}".rstrip("/"))
        for each in fields(value):
            yield from _renamed_below(getattr(value, each.name), "")


def _renamed(texts: Iterable[Text], now: str, before: str) -> dict[UnitId, UnitId]:
    return {text.unit: UnitId(before + text.unit.removeprefix(now)) for text in texts if text.unit.startswith(now)}
