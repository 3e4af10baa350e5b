"""What must hold between the packs of a library, so that a kit finds in one country or sector what it had in another.

Comes in: the library's packs in a scope. Goes out: problems. Refuses to say what is law: only that a statement called
verified names where it was read.
"""

from collections.abc import Iterable, Iterator, Mapping

from trainingkit.content.names import nearest
from trainingkit.content.scope import Scope
from trainingkit.domain.kit import NO_SOURCE, LegalStatus
from trainingkit.errors import Problem, Severity


def check_between_packs(scope: Scope) -> Iterator[Problem]:
    """Every pack of a kind answers the same words and topics; a sector says otherwise only what it says at all."""
    shared = scope.kit.shared
    yield from _lacking("countries", "words", {name: pack.words for name, pack in shared.countries.items()}, scope)
    yield from _lacking("countries", "law", {name: pack.law for name, pack in shared.countries.items()}, scope)
    yield from _lacking("sectors", "words", {name: pack.words for name, pack in shared.sectors.items()}, scope)
    yield from _regions(scope)
    yield from _sources(scope)


def _lacking(kind: str, part: str, packs: Mapping[str, Iterable[str]], scope: Scope) -> Iterator[Problem]:
    """What some pack answers and another does not: a kit that uses it could not move there."""
    if scope.is_unread(kind):
        return
    everything = dict.fromkeys(name for names in packs.values() for name in names)
    for pack, names in packs.items():
        missing = [name for name in everything if name not in set(names)]
        if missing:
            owner = next(other for other, theirs in packs.items() if missing[0] in set(theirs))
            details = {"what": f"pack {part}", "names": ", ".join(missing), "other": owner}
            yield Problem("pack-lacks", f"{kind}/{pack}/{part}", details, Severity.WARNING)


def _regions(scope: Scope) -> Iterator[Problem]:
    countries = scope.kit.shared.countries
    for name, sector in scope.kit.shared.sectors.items():
        for country, words in sector.regions.items():
            unit = f"sectors/{name}/regions/{country}"
            if country not in countries and not scope.is_unread("countries"):
                details = {"value": country, "kind": "countries", "nearest": nearest(country, countries)}
                yield Problem("unknown-name", unit, details)
            for word in words:
                if word not in sector.words:
                    details = {"value": word, "kind": "sector words", "nearest": nearest(word, sector.words)}
                    yield Problem("unknown-name", f"{unit}/{word}", details)


def _sources(scope: Scope) -> Iterator[Problem]:
    for name, country in scope.kit.shared.countries.items():
        for topic, law in country.law.items():
            if law.status is LegalStatus.VERIFIED and law.source == NO_SOURCE:
                yield Problem("law-without-source", f"countries/{name}/law/{topic}/source", {"topic": topic})
