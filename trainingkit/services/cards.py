"""What a workshop can be begun from, as cards: comes in the library, go out plain values in one language.

Each says what it is for, how long it takes and for how many people it is made; an adaptation says of what, and for
which country. Refuses to show a kit with faults.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Kit
from trainingkit.domain.text import FACILITATOR, Text
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.services.readings import Readings
from trainingkit.services.starting import Choice, choices_of, sample_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One of them. `language`: that of its words; `minutes` of each day, from its first item to its last; `people`: the
    fewest, the ideal and the most; `adapts`: the title of what it was made from."""

    name: str
    title: str
    variant: str
    track: str
    purpose: str
    for_whom: str
    language: str
    minutes: tuple[int, ...]
    sessions: int
    cases: int
    people: tuple[int, int, int]
    languages: tuple[str, ...]
    country: str
    adapts: str


def cards_of(readings: Readings, language: str) -> tuple[Card, ...]:
    """Every card, kit by kit."""
    cards = (
        readings.once(f"cards {language}", reading, partial(_cards, kit, language)) for reading, kit in readings.sound()
    )
    return tuple(card for each in cards for card in each)


def countries_of(readings: Readings, language: str) -> Mapping[str, str]:
    """The countries that kits know, by code, with their names in a language, in the order of those names."""
    found: dict[str, str] = {}
    for reading, kit in readings.sound():
        found = {**readings.once(f"countries {language}", reading, partial(_countries, kit, language)), **found}
    return dict(sorted(found.items(), key=lambda each: each[1]))


def _cards(kit: Kit, language: str) -> tuple[Card, ...]:
    return tuple(_card(kit, choice, language) for choice in choices_of(kit))


def _countries(kit: Kit, language: str) -> Mapping[str, str]:
    say = scribe_for(kit, sample_for(kit, next(choices_of(kit)))[1], language)
    return {code: say.country_name(code) for code in kit.shared.countries}


def scribe_for(kit: Kit, workshop: Workshop, language: str) -> Scribe:
    """Who says texts of a kit to its facilitators: in the language of the page where the kit has it, else in its
    own."""
    spoken = language if language in (kit.about.language, *kit.about.languages) else kit.about.language
    languages = dict.fromkeys((spoken, kit.about.language, *kit.about.languages))
    wordings = {each: wording_for(each, workshop.country) for each in languages}
    return Scribe(kit, workshop, wordings[spoken], FACILITATOR, wordings=wordings)


def _card(kit: Kit, choice: Choice, language: str) -> Card:
    used, sample = sample_for(kit, choice)
    say = scribe_for(used, sample, language)
    days = schedule(used, sample).days
    about, track = used.about, kit.about.tracks.get(choice.track)
    variant = kit.variants[choice.variant].title if choice.variant else None
    return Card(
        name=choice.name,
        title=say.plain(about.title),
        variant=_said(say, variant),
        track=_said(say, track.title if track else None),
        purpose=say.say(about.purpose),
        for_whom=say.plain(about.for_whom),
        language=say.language,
        minutes=tuple(day.slots[-1].end - day.slots[0].start for day in days if day.slots),
        sessions=sum(slot.kind == "session" for day in days for slot in day.slots),
        cases=len(used.cases),
        people=(about.people.min, about.people.ideal, about.people.max),
        languages=about.languages,
        country=say.country_name(about.country) if about.country else "",
        adapts=_said(say, kit.lineage.title if kit.lineage else None),
    )


def _said(say: Scribe, text: Text | None) -> str:
    return say.plain(text) if text else ""
