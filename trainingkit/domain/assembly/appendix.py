"""The end of the guide: the words we use and those we avoid, and where every statement was found."""

from collections.abc import Iterator
from unicodedata import normalize

from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Kit, Source
from trainingkit.domain.text import base_of


def word_items(scribe: Scribe) -> tuple[tuple[str, str], ...]:
    """Every term of the glossary with its meaning, in the order of the language's letters."""
    terms = scribe.kit.shared.glossary.values()
    said = [(scribe.plain(term.say), scribe.say(term.means), term.avoid) for term in terms]
    return tuple((term, _with_avoided(scribe, means, avoid)) for term, means, avoid in sorted(said, key=_letters))


def _letters(entry: tuple[str, str, tuple[str, ...]]) -> str:
    return normalize("NFKD", entry[0]).encode("ascii", "ignore").decode().casefold()


def _with_avoided(scribe: Scribe, means: str, avoid: tuple[str, ...]) -> str:
    # Words to avoid are those of the source language; in another language they would explain nothing.
    if not avoid or base_of(scribe.language) != base_of(scribe.kit.about.language):
        return means
    return f"{means} {scribe.chrome('(Better not: {words}.)', words=scribe.wording.listed(avoid))}"


def source_items(scribe: Scribe) -> tuple[tuple[str, str], ...]:
    """The sources of the kit and of what it prints of its country, each with the day it was seen."""
    return tuple((source.title, _where(scribe, source)) for source in _sources(scribe.kit, scribe.workshop.country))


def _where(scribe: Scribe, source: Source) -> str:
    seen = scribe.chrome("seen on {date}", date=scribe.wording.date(source.seen, "long"))
    return f"{source.url} ({seen})" if source.url else seen


def _sources(kit: Kit, country: str) -> Iterator[Source]:
    pack = kit.shared.countries.get(country)
    named = [name for module in kit.every_module() for name in module.sources]
    named += [precedent.source for case in kit.cases.values() for precedent in case.key.record.values()]
    named += [law.source for law in pack.law.values()] if pack else []
    known = kit.shared.sources
    return (known[name] for name in dict.fromkeys(named) if name in known)
