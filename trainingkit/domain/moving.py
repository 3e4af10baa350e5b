"""A kit that moves to another country: what it says otherwise there, and what nobody has said yet.

Comes in: a kit, its home, the country it moves to, and which values were given for there. Goes out: the kit with the
values of its workshop, and every problem of the move at once, at the address where the country is named. Refuses to
convert money and to guess: a wage is not the old one times a rate. Texts are changed elsewhere; here are facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from trainingkit.domain.agenda import read_cases_of
from trainingkit.domain.casework import Case, country_of
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Kit, Shared, texts_in
from trainingkit.domain.lawuses import law_uses
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.terms import find_term, forms_of, terms_in
from trainingkit.domain.words import Slot, find_slots
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

Given = Mapping[str, frozenset[str]]
"""By module (`cases/child-care`), the facts that have a value for the new country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A kit on its way. `unit` is the address where the new country is named; `words` have a term of their own there;
    `cases` are those that go along, all where it is None."""

    kit: Kit
    home: str
    country: str
    unit: str
    given: Given = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    cases: tuple[str, ...] | None = None
    at_home: bool = False
    """Whether the kit says of itself that it lives there; that a duty differs is then called wrong in its cases."""

    def takes(self, case: Case) -> bool:
        """Whether a case goes along: not if it is left out, and not if it is set in a country of its own."""
        return not country_of(case) and (self.cases is None or case.id in self.cases)


def move_of(kit: Kit, workshop: Workshop) -> Move | None:
    """The move that a workshop asks for; None where it is held at home, or the kit has no home."""
    home = kit.about.country
    if not home or workshop.country == home:
        return None
    return Move(
        kit=kit,
        home=home,
        country=workshop.country,
        unit=f"workshops/{workshop.id}/country",
        given={module: frozenset(facts) for module, facts in workshop.facts.items()},
        words=frozenset(workshop.words),
        cases=read_cases_of(kit, workshop),
    )


def move_of_adaptation(kit: Kit, upstream: Kit) -> Move | None:
    """The move of an adaptation, its changes applied, away from the country of its upstream; None where there is none.
    A fact that the adaptation says otherwise, or adds, counts as given."""
    home, country = upstream.about.country, kit.about.country
    if not home or not country or home == country:
        return None
    before = {unit: module.facts for unit, module in with_facts(upstream).items()}
    given = {
        unit: frozenset(name for name, fact in module.facts.items() if before.get(unit, {}).get(name) != fact)
        for unit, module in with_facts(kit).items()
    }
    return Move(kit=kit, home=home, country=country, unit="kit/country", given=given, at_home=True)


def with_facts(kit: Kit) -> dict[str, Case | RolePlay]:
    """The modules that declare facts, by address."""
    modules: tuple[Case | RolePlay, ...] = (*kit.cases.values(), *kit.role_plays.values())
    return {f"{module.KIND}/{module.id}": module for module in modules if module.facts}


# ── local values ────────────────────────────────────────────────────────────────────────────────────────────────────


def is_tied(fact: Fact) -> bool:
    """Whether a value belongs to its country: marked so, or a sum in the money of wherever the workshop is."""
    return fact.local or (fact.money is not None and fact.currency is None)


def with_value(fact: Fact, text: str) -> Fact | None:
    """The fact with a value given as text, of the same kind; None where the text is no such value."""
    if fact.name is not None:
        return replace(fact, name=text)
    if fact.person is not None:
        return replace(fact, person=text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    if fact.money is not None:
        return replace(fact, money=number)
    if fact.number is not None:
        return replace(fact, number=number)
    return replace(fact, percent=number) if isinstance(fact.percent, Decimal) else None


def with_local_facts(kit: Kit, facts: Mapping[str, Mapping[str, str]]) -> Kit:
    """The kit with the values that a workshop gives; what cannot be one was called a problem and is left as it is."""
    if not facts:
        return kit
    cases = {name: replace(case, facts=_given_in(case, facts)) for name, case in kit.cases.items()}
    plays = {name: replace(play, facts=_given_in(play, facts)) for name, play in kit.role_plays.items()}
    return replace(kit, cases=cases, role_plays=plays)


def _given_in(module: Case | RolePlay, facts: Mapping[str, Mapping[str, str]]) -> Mapping[str, Fact]:
    values = facts.get(f"{module.KIND}/{module.id}", {})
    return {
        name: (with_value(fact, values[name]) or fact) if name in values and is_tied(fact) else fact
        for name, fact in module.facts.items()
    }


# ── what is left to say ─────────────────────────────────────────────────────────────────────────────────────────────


def problems_of_move(move: Move | None) -> tuple[Problem, ...]:
    """Everything that the new country answers otherwise, or not at all. A duty that the law does not give is said,
    not refused: whether the case is still worth playing is for people to decide."""
    if move is None or move.country not in move.kit.shared.countries or move.home not in move.kit.shared.countries:
        return ()
    return (*_duties(move), *_topics(move), *_facts(move), *_words(move))


def unmet_needs(case: Case, kit: Kit, country: str) -> Iterator[tuple[str, bool | None]]:
    """What a case needs of the law and does not get in a country: each topic with what the law says of the duty, None
    where nobody knows."""
    pack = kit.shared.countries.get(country_of(case) or country)
    for topic, wanted in case.needs.items():
        law = pack.law.get(topic) if pack else None
        duty = law.duty if law else None
        if duty is not wanted:
            yield topic, duty


def _duties(move: Move) -> Iterator[Problem]:
    for name, case in move.kit.cases.items():
        for topic, duty in unmet_needs(case, move.kit, move.country) if move.takes(case) else ():
            if move.at_home and duty is not None:
                continue
            code = "moved-duty-unknown" if duty is None else "moved-duty-differs"
            details = {"case": f"cases/{name}", "topic": topic, "country": move.country}
            yield Problem(code, move.unit, details, Severity.WARNING)


def _topics(move: Move) -> Iterator[Problem]:
    known = move.kit.shared.countries[move.country].law
    missing: dict[str, list[str]] = {}
    for use in law_uses(move.kit, move.cases):
        if not use.setting and use.topic not in known:
            missing.setdefault(use.topic, []).append(use.unit)
    for topic, units in missing.items():
        details = {"topic": topic, "country": move.country, "uses": ", ".join(units)}
        yield Problem("moved-law-missing", move.unit, details)


def _facts(move: Move) -> Iterator[Problem]:
    packs = move.kit.shared.countries
    same_money = packs[move.home].currency == packs[move.country].currency
    for unit, module in with_facts(move.kit).items():
        case = module if isinstance(module, Case) else move.kit.cases.get(module.case or "")
        if case is not None and not move.takes(case):
            continue
        given = move.given.get(unit, frozenset())
        left = [
            name for name, fact in module.facts.items() if _is_left(fact, same_money=same_money) and name not in given
        ]
        if left:
            details = {"module": unit, "facts": ", ".join(left), "country": move.country, "home": move.home}
            yield Problem("moved-facts", move.unit, details)


def _is_left(fact: Fact, *, same_money: bool) -> bool:
    return fact.local if same_money else is_tied(fact)


def _slots_used(kit: Kit) -> dict[Slot, str]:
    """Every slot of the kit's own texts, in any language, with the first address that uses it."""
    used: dict[Slot, str] = {}
    for text in texts_in(replace(kit, shared=Shared())):
        for said in (text.source, *(each.text for each in text.translations.values())):
            for slot in find_slots(said) if "{" in said else ():
                used.setdefault(slot, text.unit)
    return used


def _words(move: Move) -> Iterator[Problem]:
    """Words that the new country has no term for; and terms that are a phrase there where the kit asks for the short
    form of a name, or the other way."""
    at_home = terms_in(move.kit, move.home)
    missing: set[str] = set()
    for slot, unit in _slots_used(move.kit).items():
        if slot.name not in at_home or slot.name in move.words or slot.name in missing:
            continue
        term = find_term(move.kit, move.country, slot.name)
        details = {"country": move.country, "home": move.home, "use": unit}
        if term is None:
            missing.add(slot.name)
            yield Problem("moved-word", move.unit, {"word": slot.name, **details})
        elif not slot.is_agreement and slot.form not in forms_of(term):
            yield Problem("moved-word-form", move.unit, {"slot": f"{slot}", **details})
