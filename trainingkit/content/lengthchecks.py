"""The three lengths of a case: every core fact in each, no figure in a short one that the whole case does not hold, and
nothing that takes too long to read aloud.

Comes in: a kit with its scope. Goes out: problems. A length in another language tells what its source tells, because a
translation with other slots is a problem of its own (`slotchecks`). Refuses to count pages: whether the one-page length
fits its page is seen when it is set.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from trainingkit.content.scope import Scope, address
from trainingkit.content.walk import texts
from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact
from trainingkit.domain.modules import Body
from trainingkit.domain.words import Slot, parse_slots, slot_names
from trainingkit.errors import Problem, Severity

WORDS_A_MINUTE = 130
"""A calm voice in a room, with a look up between sentences; a newsreader says thirty more."""
MOST_SECONDS = 120
"""What people listen to at a stretch."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def check_lengths(scope: Scope) -> Iterator[Problem]:
    """What must hold between and in the lengths of every case."""
    for name, case in scope.kit.cases.items():
        if not scope.is_faulty(f"cases/{name}"):
            yield from _core_facts(case)
            yield from _figures(case)
            yield from _read_aloud(case)


def _core_facts(case: Case) -> Iterator[Problem]:
    core = [name for name, fact in case.facts.items() if fact.core]
    for length, body in _lengths(case).items():
        told = _told(body)
        if missing := [name for name in core if name not in told]:
            unit = f"{address(case)}/narrative/{length}"
            yield Problem("core-fact-missing", unit, {"facts": ", ".join(missing), "length": length})


def _figures(case: Case) -> Iterator[Problem]:
    """A figure that only a short length tells cannot be looked up, and nobody sees it contradict the whole case."""
    figures = {name for name, fact in case.facts.items() if _is_figure(fact)}
    whole = _told(case.narrative.full)
    for part in (case.timeline, case.people, case.demands, case.profiles, case.exhibits):
        for text in texts(part):
            whole.update(slot_names(text.source))
    for length, body in _lengths(case).items():
        if alone := sorted((_told(body) & figures) - whole):
            unit = f"{address(case)}/narrative/{length}"
            yield Problem("figure-only-in-short", unit, {"facts": ", ".join(alone), "length": length})


def _lengths(case: Case) -> Mapping[str, Body]:
    return {
        "full": case.narrative.full,
        "one-page": case.narrative.one_page,
        "read-aloud": case.narrative.read_aloud,
    }


def _told(body: Body) -> set[str]:
    """The facts that a length tells: by their slots, and by what its blocks say they cover."""
    told = {fact for block in body.values() for fact in block.covers}
    for text in texts(body):
        told.update(slot_names(text.source))
    return told


def _is_figure(fact: Fact) -> bool:
    return any(each is not None for each in (fact.number, fact.percent, fact.money, fact.date))


# ── read aloud ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_aloud(case: Case) -> Iterator[Problem]:
    """Each block of the length to be read aloud is one breath of the room; the listeners have no page to go back to."""
    for text in texts(case.narrative.read_aloud):
        said = {text.language: text.source, **{name: each.text for name, each in text.translations.items()}}
        for language, words in said.items():
            seconds = seconds_aloud(words, case.facts)
            if seconds > MOST_SECONDS:
                details = {"seconds": str(seconds), "most": str(MOST_SECONDS), "language": language}
                yield Problem("too-long-aloud", text.unit, details, Severity.WARNING)


def seconds_aloud(text: str, facts: Mapping[str, Fact]) -> int:
    """About how long a text takes to read aloud, its slots filled."""
    parts = parse_slots(text)
    count = sum(_said(part, facts) if isinstance(part, Slot) else len(_WORD.findall(part)) for part in parts)
    return round(count * 60 / WORDS_A_MINUTE)


def _said(slot: Slot, facts: Mapping[str, Fact]) -> int:
    """About how many words a slot becomes when it is spoken: «$46.45» is six, a day is three, a term is two."""
    fact = facts.get(slot.name)
    if slot.is_agreement:
        return 1
    if fact is None:
        return 2
    if fact.text is not None:
        return len(_WORD.findall(fact.text.source))
    if fact.money is not None:
        return 3 if fact.money == fact.money.to_integral_value() else 6
    if fact.number is not None:
        return _digits(fact.number) + (1 if fact.unit else 0)
    if fact.percent is not None:
        return 4
    return 3 if fact.date is not None else len((fact.name or fact.person or "").split())


def _digits(number: Decimal) -> int:
    """780 is «setecientos ochenta», two words; 347,000 five or six."""
    return max(1, len([digit for digit in f"{number:f}" if digit.isdigit() and digit != "0"]))
