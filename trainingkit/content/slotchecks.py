"""Slots: whether each names something, in a form it has, in every language; and whether a secret fact stays with its
readers.

Comes in: a kit with its scope. Goes out: problems. Refuses to fill anything.
"""

from collections.abc import Iterable, Iterator, Mapping

from trainingkit.content.names import nearest
from trainingkit.content.scope import Scope, address
from trainingkit.domain.facts import Fact
from trainingkit.domain.modules import Module
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.term import Term
from trainingkit.domain.terms import forms_of
from trainingkit.domain.text import (
    OBSERVER,
    PARTICIPANT,
    Audience,
    Circle,
    Reader,
    Status,
    Text,
    UnitId,
    holder,
    player,
)
from trainingkit.domain.words import FORMS, Slot, find_slots
from trainingkit.errors import Problem

_NAME_FACT_FORMS = frozenset(form for form, (_, number) in FORMS.items() if number == "one") | {"full"}


def check_slots(scope: Scope) -> Iterator[Problem]:
    """The slots of every text, in the source and in each translation."""
    if not scope.words_are_known:
        return
    for module, found in scope.module_texts:
        known = scope.facts_are_known(module)
        facts = scope.facts(module)
        yield from _word_and_fact(module, facts, scope)
        for text in found:
            yield from check_text(text, facts, scope, certain=known)
    for text in scope.loose_texts:
        yield from check_text(text, {}, scope, certain=True)
    for text in scope.shared_texts:
        # A term holds no slots; a rule of law has one more, its value.
        facts = {"value": Fact(id="value")} if "/law/" in text.unit else {}
        yield from check_text(text, facts, scope, certain=True)


def _word_and_fact(module: Module, facts: Mapping[str, Fact], scope: Scope) -> Iterator[Problem]:
    own = getattr(module, "facts", {})
    for name in facts:
        if name in own and name in scope.words:
            yield Problem("fact-is-word", f"{address(module)}/facts/{name}", {"name": name})


def check_text(text: Text, facts: Mapping[str, Fact], scope: Scope, *, certain: bool) -> Iterator[Problem]:
    """The slots of one text; `certain` says that all facts in scope are known, so that an unknown name is wrong."""
    if "{" not in text.source and not any("{" in each.text for each in text.translations.values()):
        return
    for slot in dict.fromkeys(find_slots(text.source)):
        problem = _slot(slot, facts, scope.words, certain=certain)
        if problem:
            yield Problem(problem.code, text.unit, problem.details)
    for language, translation in text.translations.items():
        slots = find_slots(translation.text)
        yield from _check_translated(text, language, slots, facts, scope.words)
        if translation.status is Status.TRANSLATED:
            yield from _check_same(text, language, slots, facts)


def _check_translated(
    text: Text, language: str, slots: Iterable[Slot], facts: Mapping[str, Fact], words: Mapping[str, Term]
) -> Iterator[Problem]:
    """Forms are asked for in every language."""
    for slot in dict.fromkeys(slots):
        problem = _slot(slot, facts, words, certain=False)
        if problem:
            yield Problem(problem.code, text.unit, {**problem.details, "language": language})


def _check_same(text: Text, language: str, slots: Iterable[Slot], facts: Mapping[str, Fact]) -> Iterator[Problem]:
    """Every language tells the same facts. Its words are its own: one language agrees with a name where another has
    nothing to agree, or says without a term what the other says with one."""
    source = find_slots(text.source)
    ours, theirs = ({slot.name for slot in each if slot.name in facts} for each in (source, slots))
    lost = {slot.name for slot in source if slot.name in facts and not slot.is_agreement} - theirs
    added = {slot.name for slot in slots if slot.name in facts and not slot.is_agreement} - ours
    if lost or added:
        details = {"lost": ", ".join(sorted(lost)) or "–", "added": ", ".join(sorted(added)) or "–"}
        yield Problem("po-slots", text.unit, {**details, "language": language})


def _slot(slot: Slot, facts: Mapping[str, Fact], words: Mapping[str, Term], *, certain: bool) -> Problem | None:
    fact = facts.get(slot.name)
    if fact is not None:
        return _fact_slot(slot, fact)
    term = words.get(slot.name)
    if term is not None:
        return _word_slot(slot, term)
    if not certain:
        return None
    return Problem("unknown-slot", details={"slot": str(slot), "nearest": nearest(slot.name, [*facts, *words])})


def _fact_slot(slot: Slot, fact: Fact) -> Problem | None:
    named = fact.name is not None or fact.person is not None
    if slot.is_agreement:
        return _agreement(slot, agrees=named and fact.gender is not None)
    if not slot.form or (named and slot.form in _NAME_FACT_FORMS):
        return None
    forms = sorted(_NAME_FACT_FORMS - {""}) if named else []
    return _wrong_form(slot, forms)


def _word_slot(slot: Slot, term: Term) -> Problem | None:
    if slot.is_agreement:
        return _agreement(slot, agrees=True)
    forms = forms_of(term)
    return None if slot.form in forms else _wrong_form(slot, sorted(forms - {""}))


def _agreement(slot: Slot, *, agrees: bool) -> Problem | None:
    if agrees and len(slot.options) in (2, 3, 4) and all(slot.options[:2]):
        return None
    return Problem("wrong-agreement", details={"slot": str(slot)})


def _wrong_form(slot: Slot, forms: list[str]) -> Problem:
    details = {
        "slot": str(slot),
        "form": slot.form,
        "forms": ", ".join(forms) or "—",
        "nearest": nearest(slot.form, forms),
    }
    return Problem("wrong-form", details=details)


# ── secrets ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def check_secrets(scope: Scope) -> Iterator[Problem]:
    """No text uses a fact that one of its readers may not know."""
    for module, found in scope.module_texts:
        known = scope.readers_named(module)
        secret = {
            name: fact.audience
            for name, fact in scope.facts(module).items()
            # A `for` that names nobody has been called so already.
            if fact.audience.only is not None and fact.audience.only <= known
        }
        if not secret:
            continue
        readers = _readers(scope, module)
        for text in found:
            if "{" not in text.source:
                continue
            for name in dict.fromkeys(slot.name for slot in find_slots(text.source)):
                if name in secret and (who := _told(text.audience, secret[name], readers)):
                    details = {"name": name, "reader": who, "only": ", ".join(sorted(secret[name].only or ()))}
                    yield Problem("secret-fact", text.unit, details)


def _told(text: Audience, fact: Audience, readers: Iterable[tuple[str, Reader]]) -> str:
    """Who may read the text but not know the fact; empty when nobody."""
    if text.circle is Circle.FACILITATOR:
        return ""
    return next((name for name, reader in readers if reader.may_read(text) and not reader.may_read(fact)), "")


def _readers(scope: Scope, module: Module) -> list[tuple[str, Reader]]:
    """Everybody but facilitators who may hold a paper made of this module."""
    readers = [("everyone", PARTICIPANT), ("observer", OBSERVER)]
    for play in scope.plays(module):
        unit = address(play)
        for name, seat in play.seats.items():
            reader = player(UnitId(f"{unit}/parties/{seat.party}"), UnitId(f"{unit}/seats/{name}"))
            readers.append((name, reader))
    if isinstance(module, RolePlay):
        readers += [each for name in module.events for each in _holders(module, name)]
    if isinstance(module, Response):
        readers.append(("everyone", holder(UnitId(address(module)))))
    return readers


def _holders(play: RolePlay, event: str) -> list[tuple[str, Reader]]:
    """Who is handed an event card: the seats and parties it is for, or everyone."""
    unit = UnitId(f"{address(play)}/events/{event}")
    names = play.events[event].for_ or ()
    seats = [name for name, seat in play.seats.items() if name in names or seat.party in names]
    if not seats:
        return [("everyone", holder(unit))]
    return [(name, holder(unit, frozenset({name, play.seats[name].party}))) for name in seats]
