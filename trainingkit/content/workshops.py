"""What must hold between a workshop and its kit: comes in both, go out problems. Opens no file, never raises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from trainingkit.content.fictionchecks import check_workshop_fiction
from trainingkit.content.names import nearest
from trainingkit.content.playchecks import check_workshop_care
from trainingkit.content.references import check_agenda
from trainingkit.content.residuechecks import check_workshop_residue
from trainingkit.content.scope import Scope
from trainingkit.content.slotchecks import check_text
from trainingkit.content.trackchecks import check_agenda_tracks
from trainingkit.content.walk import texts
from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Agenda, Kit
from trainingkit.domain.moving import is_tied, with_facts, with_value
from trainingkit.domain.overlay import text_paths, with_sector
from trainingkit.domain.tracks import for_track, keeps_apart
from trainingkit.domain.words import slot_names
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

LONGEST_DAYS = 30
YEARS = (1990, 2100)


def check_workshop(workshop: Workshop, unit: str, scope: Scope) -> Iterator[Problem]:
    """Every problem of a workshop."""
    kit = scope.kit
    if workshop.kit != kit.id:
        yield Problem("workshop-of-another-kit", f"{unit}/kit", {"value": workshop.kit, "expected": kit.id})
    if not scope.is_unread("kit"):
        yield from check_promises(workshop, unit, kit)
        yield from _sector(workshop, unit, kit)
        yield from _people(workshop, unit)
        yield from _track(workshop, unit, kit)
    seen = replace(scope, kit=for_track(kit, workshop.track))
    if (workshop.from_ is None) != (workshop.to is None):
        field, missing = ("from", "to") if workshop.to is None else ("to", "from")
        yield Problem("needs-field", f"{unit}/{field}", {"field": field, "needs": missing})
    yield from check_dates(workshop.from_, workshop.to, unit)
    yield from _own_dates(workshop, unit)
    for place, given, kind, known in _names(workshop, seen):
        for name in given:
            if name not in known:
                details = {"value": name, "kind": kind, "nearest": nearest(name, known)}
                yield Problem("unknown-name", f"{unit}/{place}", details)
    yield from check_own_slots(workshop, seen)
    yield from check_workshop_fiction(workshop, unit, scope)
    yield from check_workshop_care(workshop, unit, scope)
    yield from check_workshop_residue(workshop, with_sector(scope.kit, workshop.sector))
    yield from _facts(workshop, unit, scope)
    yield from _changes(workshop, unit, scope)
    if workshop.agenda is not None:
        yield from check_agenda(workshop.agenda, f"{unit}/agenda", scope)
        yield from check_agenda_tracks(workshop.agenda, f"{unit}/agenda", kit, workshop.track)


def check_own_slots(workshop: Workshop | CohortPlan, scope: Scope) -> Iterator[Problem]:
    """A slot names a word, and stands in every language of a text: what it says would be missing for some people."""
    for text in texts(workshop):
        if scope.words_are_known and not text.unit.startswith(f"workshops/{workshop.id}/change/"):
            yield from check_text(text, {}, scope, certain=True)
        names = set(slot_names(text.source))
        for language, translation in text.translations.items():
            for name in sorted(names ^ set(slot_names(translation.text))):
                details = {"name": name, "language": f"{text.language}, {language}"}
                yield Problem("slot-in-one-language", text.unit, details)


def _facts(workshop: Workshop, unit: str, scope: Scope) -> Iterator[Problem]:
    """A workshop says otherwise what belongs to its country, each with a value of the same kind."""
    kit = scope.kit
    modules = {unit: module.facts for unit, module in with_facts(kit).items()}
    for module, values in workshop.facts.items():
        if module not in modules:
            if not scope.is_unread("cases", "role-plays"):
                details = {"value": module, "kind": "modules with facts", "nearest": nearest(module, modules)}
                yield Problem("unknown-name", f"{unit}/facts/{module}", details)
            continue
        for name, value in values.items():
            problem = _fact(name, value, modules[module])
            if problem:
                yield replace(problem, unit=f"{unit}/facts/{module}/{name}")


def _fact(name: str, value: str, facts: Mapping[str, Fact]) -> Problem | None:
    fact = facts.get(name)
    if fact is None:
        return Problem("unknown-name", details={"value": name, "kind": "facts", "nearest": nearest(name, facts)})
    if not is_tied(fact):
        return Problem("fact-not-local", details={"name": name})
    if with_value(fact, value) is None:
        return Problem("wrong-value", details={"field": name, "value": value[:40], "expected": "number"})
    return None


def _changes(workshop: Workshop, unit: str, scope: Scope) -> Iterator[Problem]:
    """A workshop's own words stand at addresses of texts; their slots are looked at in the kit as it becomes."""
    known = {str(text.unit) for _, text in text_paths(scope.kit)} if workshop.change else set()
    for address in workshop.change:
        if address not in known:
            details = {"value": address, "nearest": nearest(address, known)}
            yield Problem("change-leads-nowhere", f"{unit}/change/{address}", details)


def check_promises(workshop: Workshop | CohortPlan, unit: str, kit: Kit) -> Iterator[Problem]:
    """Whether the kit is of the edition that was planned with, and in the languages."""
    if workshop.edition != kit.about.edition:
        details = {"value": workshop.edition, "expected": kit.about.edition}
        yield Problem("edition-differs", f"{unit}/edition", details, Severity.WARNING)
    promised = ", ".join(kit.about.languages)
    for language in workshop.languages:
        if language not in kit.about.languages:
            details = {"language": language, "languages": promised}
            yield Problem("language-not-promised", f"{unit}/languages", details)


def _people(workshop: Workshop, unit: str) -> Iterator[Problem]:
    for language in workshop.people:
        if language not in workshop.languages:
            details = {"value": language, "kind": "languages", "nearest": ""}
            yield Problem("unknown-name", f"{unit}/people", details)


def _sector(workshop: Workshop, unit: str, kit: Kit) -> Iterator[Problem]:
    """Another trade than the kit's has its words, and cases that tell of the kit's."""
    home, there = kit.about.sector, workshop.sector
    if home and there and there in kit.shared.sectors and there != home:
        details = {"sector": there, "home_sector": home}
        yield Problem("moved-sector", f"{unit}/sector", details, Severity.WARNING)


def _track(workshop: Workshop, unit: str, kit: Kit) -> Iterator[Problem]:
    """A workshop of tracks that never meet is of one of them, and places no day of another."""
    known = kit.about.tracks
    if workshop.track is None and keeps_apart(kit):
        yield Problem("track-missing", unit, {"tracks": ", ".join(known)})
    elif workshop.track is not None and workshop.track not in known:
        details = {"value": workshop.track, "kind": "tracks", "nearest": nearest(workshop.track, known)}
        yield Problem("unknown-name", f"{unit}/track", details)
    for name, day in (workshop.agenda.days if workshop.agenda else {}).items():
        if workshop.track and day.track in known and day.track != workshop.track:
            details = {"day": name, "value": day.track or "", "track": workshop.track}
            yield Problem("day-of-another-track", f"{unit}/agenda/{name}/track", details)


def check_dates(first: date | None, last: date | None, unit: str) -> Iterator[Problem]:
    """Whether dates lie where workshops do, and not too far from each other."""
    for name, day in (("from", first), ("to", last)):
        if day is not None and not YEARS[0] <= day.year <= YEARS[1]:
            details = {"field": name, "value": str(day), "least": str(YEARS[0]), "most": str(YEARS[1])}
            yield Problem("out-of-range", f"{unit}/{name}", details)
    if first and last and (last - first).days >= LONGEST_DAYS:
        details = {"field": "to", "value": str(last), "least": "1", "most": f"{LONGEST_DAYS} days"}
        yield Problem("out-of-range", f"{unit}/to", details)


def _own_dates(workshop: Workshop, unit: str) -> Iterator[Problem]:
    """Days with dates of their own lie within the workshop, one after the other."""
    dated = {name: day.date_ for name, day in workshop.days.items() if day.date_}
    for name, day in dated.items():
        if workshop.from_ and workshop.to and not workshop.from_ <= day <= workshop.to:
            details = {"value": str(day), "from": str(workshop.from_), "to": str(workshop.to)}
            yield Problem("date-outside", f"{unit}/days/{name}/date", details)
    if list(dated.values()) != sorted(set(dated.values())):
        yield Problem("dates-out-of-order", f"{unit}/days")


def _agenda_of(kit: Kit, variant: str | None) -> Agenda:
    found = kit.variants.get(variant or "")
    return found.agenda if found and isinstance(found.agenda, Agenda) else kit.agenda


def _versions(workshop: Workshop, scope: Scope) -> Iterator[tuple[str, Iterable[str], str, set[str]]]:
    if not scope.is_unread("sessions", "role-plays"):
        kit = scope.kit
        known = {name for session in kit.sessions.values() for name in session.versions}
        known |= {name for play in kit.role_plays.values() for name in play.versions}
        yield "versions", workshop.versions, "versions", known


def _packs(workshop: Workshop, scope: Scope) -> Iterator[tuple[str, Iterable[str], str, set[str]]]:
    if not scope.is_unread("countries"):
        yield "country", {workshop.country}, "countries", set(scope.kit.shared.countries)
    if not scope.is_unread("sectors"):
        yield "sector", {workshop.sector} if workshop.sector else (), "sectors", set(scope.kit.shared.sectors)


def _names(workshop: Workshop, scope: Scope) -> Iterator[tuple[str, Iterable[str], str, set[str]]]:
    """What a workshop names, and what its kit has under those names; left out where a file of the kit is faulty."""
    kit = scope.kit
    agenda: Agenda = workshop.agenda or _agenda_of(kit, workshop.variant)
    anchors = {item.anchor for day in agenda.days.values() for item in day.items.values() if item.anchor}
    if workshop.agenda is not None or not scope.is_unread("agenda"):
        yield "days", workshop.days, "days", set(agenda.days)
        yield "anchors", workshop.anchors, "anchors", anchors
    if not scope.is_unread("logistics"):
        yield "facilitators", workshop.facilitators, "team", set(kit.logistics.team)
        care = kit.logistics.care
        yield "referral/to", workshop.referral.to, "kinds of help", set(care.referral) if care else set()
    yield "variant", {workshop.variant} if workshop.variant else (), "variants", set(kit.variants)
    yield from _versions(workshop, scope)
    if not scope.is_unread("cases"):
        switches = {f"cases/{name}/key/switches/{each}" for name in kit.cases for each in kit.cases[name].key.switches}
        yield "switch", workshop.switch, "switches", switches
        yield "groups", {group.case for group in workshop.groups.values() if group.case}, "cases", set(kit.cases)
        blanks = {name for case in kit.cases.values() for name, fact in case.facts.items() if fact.blank is not None}
        yield "reads", workshop.reads, "cases", set(kit.cases)
        yield "values", workshop.values, "blanks", blanks
    if scope.words_are_known:
        yield "words", workshop.words, "words", set(scope.words)
    yield from _packs(workshop, scope)
    if not isinstance(workshop.replies, str):
        yield "replies", workshop.replies, "groups", set(workshop.groups)
        if not scope.is_unread("responses"):
            yield "replies", set(workshop.replies.values()), "responses", set(kit.responses)
