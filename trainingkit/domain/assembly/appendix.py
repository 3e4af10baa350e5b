"""The end of the guide: the words we use and those we avoid, and where every statement was found."""

from collections.abc import Iterator
from unicodedata import normalize

from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import GlossaryTerm, Kit, Source
from trainingkit.domain.text import base_of


def word_items(scribe: Scribe) -> tuple[tuple[str, str], ...]:
    """Every term of the glossary that the kit's trade uses, with its meaning, by the letters of the language."""
    trade, glossary = scribe.kit.about.sector, scribe.kit.shared.glossary
    terms = (each for each in glossary.values() if not each.sectors or trade in (None, *each.sectors))
    said = [(scribe.plain(term.say), scribe.say(term.means), term) for term in terms]
    return tuple((name, _with_notes(scribe, name, means, term)) for name, means, term in sorted(said, key=_letters))


def _letters(entry: tuple[str, str, GlossaryTerm]) -> str:
    return normalize("NFKD", entry[0]).encode("ascii", "ignore").decode().casefold()


def _with_notes(scribe: Scribe, name: str, means: str, term: GlossaryTerm) -> str:
    """The meaning, how the workshop's country says it (words of the source language: in another one they would explain
    nothing), and what we avoid in this language."""
    here = term.regions.get(scribe.workshop.country, name)
    regional = here != name and base_of(scribe.language) == base_of(scribe.kit.about.language)
    notes = [scribe.chrome("(Here: {words}.)", words=here)] if regional else []
    avoid = term.avoid.get(scribe.language, term.avoid.get(base_of(scribe.language), ()))
    if avoid:
        notes.append(scribe.chrome("(Better not: {words}.)", words=scribe.wording.listed(avoid)))
    return " ".join((means, *notes))


def source_items(scribe: Scribe) -> tuple[tuple[str, str], ...]:
    """The sources of the kit and of what it prints of its country, each with the day it was seen; what tells of another
    country's law is left out."""
    return tuple((source.title, _where(scribe, source)) for source in _sources(scribe.kit, scribe.workshop.country))


def _where(scribe: Scribe, source: Source) -> str:
    seen = scribe.chrome("seen on {date}", date=scribe.wording.date(source.seen, "long"))
    return f"{source.url} ({seen})" if source.url else seen


def _sources(kit: Kit, country: str) -> Iterator[Source]:
    pack = kit.shared.countries.get(country)
    named = [name for module in kit.every_module() for name in module.sources]
    named += [precedent.source for case in kit.cases.values() for precedent in case.key.record.values()]
    named += [law.source for law in pack.law.values()] if pack else []
    known = (kit.shared.sources[name] for name in dict.fromkeys(named) if name in kit.shared.sources)
    return (source for source in known if source.country in (None, country))
