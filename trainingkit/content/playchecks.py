"""What a role play and a painful case owe to those who play them: every part of the pack, a note on care, and a person
and a place to turn to.

Comes in: a kit with its scope, or a workshop. Goes out: problems. In other languages a part is missing where its text
is not translated, which `checks` says. Refuses to look for painful matters in sentences: an author says so by a tag.
"""

from collections.abc import Iterator

from trainingkit.content.scope import Scope, address
from trainingkit.domain.casework import SENSITIVE, Case
from trainingkit.domain.kit import Kit
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity


def check_plays(scope: Scope) -> Iterator[Problem]:
    """Every role play is whole, and what hurts comes with care."""
    for name, play in scope.kit.role_plays.items():
        if not scope.is_faulty(f"role-plays/{name}"):
            yield from _whole(play)
            yield from _care(play, _tags(play) | _tags(scope.kit.cases.get(play.case or "")))
    for name, case in scope.kit.cases.items():
        if not scope.is_faulty(f"cases/{name}"):
            yield from _care(case, _tags(case))


def _whole(play: RolePlay) -> Iterator[Problem]:
    """Nothing that the format needs is an empty pair of brackets: a play without its debrief does harm."""
    parts = {
        "general": play.general,
        "parties": play.parties,
        "seats": play.seats,
        "rounds": play.rounds,
        "observe": play.observe,
        "debrief/de-role": play.debrief.de_role,
        "debrief/feelings": play.debrief.feelings,
        "debrief/facts": play.debrief.facts,
        "debrief/analysis": play.debrief.analysis,
        "debrief/transfer": play.debrief.transfer,
        "teaching": play.teaching,
    }
    for part, found in parts.items():
        if not found:
            yield Problem("role-play-incomplete", f"{address(play)}/{part}", {"missing": part})
    held = {seat.party for seat in play.seats.values()}
    for party in play.parties:
        if play.seats and party not in held:
            yield Problem("party-without-seat", f"{address(play)}/parties/{party}", {"party": party})


def _tags(module: Case | RolePlay | None) -> frozenset[str]:
    """What a module says that it is about, as far as it can hurt."""
    if module is None:
        return frozenset()
    theme = (module.theme,) if isinstance(module, Case) else ()
    return frozenset((*module.tags, *module.themes, *theme)) & SENSITIVE


def sensitive_tags(kit: Kit, case: str) -> frozenset[str]:
    """What a case and its role play say that they are about, as far as it can hurt."""
    return _tags(kit.cases.get(case)) | _tags(kit.role_play_of(case))


def _care(module: Case | RolePlay, tags: frozenset[str]) -> Iterator[Problem]:
    if tags and module.care is None:
        yield Problem("care-missing", address(module), {"tags": ", ".join(sorted(tags))})


def check_workshop_care(workshop: Workshop, unit: str, scope: Scope) -> Iterator[Problem]:
    """A workshop that plays a painful case has somebody in its team who takes care, a list of where to turn to, and on
    it a place that said it takes people."""
    care = scope.kit.logistics.care
    if scope.is_unread("logistics", "cases", "role-plays"):
        return
    painful: dict[str, str] = {}
    for name, group in workshop.groups.items():
        case = scope.kit.cases.get(group.case or "")
        tags = ", ".join(sorted(sensitive_tags(scope.kit, case.id))) if case else ""
        if not case or not tags:
            continue
        painful[case.id] = tags
        where = f"{unit}/groups/{name}"
        if care is None or care.who not in workshop.facilitators:
            details = {"case": case.id, "tags": tags, "who": care.who if care else "–"}
            yield Problem("nobody-takes-care", where, details, Severity.WARNING)
        if care is None or not care.referral:
            yield Problem("nowhere-to-refer", where, {"case": case.id, "tags": tags}, Severity.WARNING)
    if painful and care is not None and care.referral:
        yield from _referral(workshop, f"{unit}/referral", ", ".join(painful))


def _referral(workshop: Workshop, unit: str, cases: str) -> Iterator[Problem]:
    """What the list of where to turn to lacks. One place is enough: what a town has, nobody here knows."""
    if not workshop.referral.to:
        yield Problem("referral-missing", f"{unit}/to", {"cases": cases}, Severity.WARNING)
    elif workshop.referral.confirmed is None:
        yield Problem("referral-unconfirmed", f"{unit}/confirmed", {"cases": cases}, Severity.WARNING)
