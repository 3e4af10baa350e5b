"""Text in several languages, and who may read it.

Comes in: source texts and their translations. Goes out: one `str`, once a language has been chosen (`assembly` alone
does that). Refuses to choose a language by itself and to fall back silently from one language to another.
"""

import datetime as dt
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NewType, Protocol

UnitId = NewType("UnitId", str)
"""The address of one piece of text: stable ids from the YAML, e.g. `cases/child-care/narrative/full/start`."""


class Circle(StrEnum):
    """Who a field is for, as the schema decides it. What is not named is for facilitators only."""

    EVERYONE = "everyone"
    FACILITATOR = "facilitator"
    OBSERVER = "observer"
    PARTY = "party"
    SEAT = "seat"
    HANDED = "handed"  # whoever a step hands it to: a sealed reply, an event card


class Form(StrEnum):
    """What kind of text a field holds: one line, small Markdown, or a term as people say it with its article."""

    LINE = "line"
    PROSE = "prose"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Audience:
    """The schema's circle, whose it is (`owner`: address of the party, the seat or the thing handed out), and how far
    an author narrowed it (`only`: ids of seats, parties, `observer` or `facilitator`; empty means nobody but
    facilitators)."""

    circle: Circle = Circle.FACILITATOR
    owner: str = ""
    only: frozenset[str] | None = None

    def narrowed(self, names: frozenset[str] | None) -> "Audience":
        """This audience, further narrowed to `names`; narrowing never widens."""
        if names is None:
            return self
        only = names if self.only is None else self.only & names
        return Audience(self.circle, self.owner, only)


EVERYBODY = Audience(Circle.EVERYONE)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a document is made: the circles it stands in (with their owners) and the ids it answers to in `for`."""

    name: str
    circles: frozenset[tuple[Circle, str]]
    ids: frozenset[str] = frozenset()
    everything: bool = False

    def may_read(self, audience: Audience) -> bool:
        """Whether this reader may see a text of that audience. The default is no."""
        if self.everything:
            return True
        if (audience.circle, audience.owner) not in self.circles:
            return False
        return audience.only is None or bool(audience.only & self.ids)


_OPEN = (Circle.EVERYONE, "")

PARTICIPANT = Reader("participant", frozenset({_OPEN}))
FACILITATOR = Reader("facilitator", frozenset({_OPEN}), everything=True)
OBSERVER = Reader("observer", frozenset({_OPEN, (Circle.OBSERVER, "")}), frozenset({"observer"}))


def player(party: UnitId, seat: UnitId) -> Reader:
    """The reader of one role pack: the open texts, its party's brief and its own sheet."""
    circles = frozenset({_OPEN, (Circle.PARTY, str(party)), (Circle.SEAT, str(seat))})
    return Reader("player", circles, frozenset({party.rsplit("/", 1)[-1], seat.rsplit("/", 1)[-1]}))


def holder(thing: UnitId, ids: frozenset[str] = frozenset()) -> Reader:
    """The reader of one thing that a step hands out: a reply in its envelope, an event card. `ids`: the seats or
    parties it is handed to, where it is not for everyone."""
    return Reader("holder", frozenset({_OPEN, (Circle.HANDED, str(thing))}), ids)


class Status(StrEnum):
    """How a translation stands against its source; computed, never stored."""

    MISSING = "missing"
    STALE = "stale"
    DRAFT = "draft"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True)
class Translation:
    """One translation as the catalogue holds it, with its computed status (never `MISSING`)."""

    text: str
    status: Status


def base_of(language: str) -> str:
    """The language that a regional one says only its differences from: `es` for `es-PE`, itself for any other."""
    return language.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Text:
    """One unit of text in every language it exists in. Deliberately without a `__str__` that chooses.

    What a regional language does not say differently is its base's text, with the status that it has there.
    """

    unit: UnitId
    source: str
    language: str
    audience: Audience = EVERYBODY
    form: Form = Form.LINE
    translations: Mapping[str, Translation] = field(default_factory=dict)

    def status(self, language: str) -> Status:
        """How the text stands in `language`; the source itself counts as translated."""
        found = self._held(language)
        return found.status if found else Status.MISSING

    def find(self, language: str) -> str | None:
        """The text in `language` if it can be trusted (source, or translated and up to date), else None."""
        found = self._held(language)
        return found.text if found and found.status is Status.TRANSLATED else None

    def find_draft(self, language: str) -> str | None:
        """Whatever there is in `language`, stale and draft texts included; only marked drafts may print it."""
        found = self._held(language)
        return found.text if found else None

    def base_text(self, language: str) -> str | None:
        """What a regional language differs from here; None for a language that has no base, or a base without text."""
        return self.find_draft(base_of(language)) if base_of(language) != language else None

    def _held(self, language: str) -> Translation | None:
        if language == self.language:
            return Translation(self.source, Status.TRANSLATED)
        found = self.translations.get(language)
        return found if found or base_of(language) == language else self._held(base_of(language))


class Wording(Hashable, Protocol):
    """How one language (in one country) says numbers, dates and fixed words; implemented by `i18n.wording`."""

    @property
    def language(self) -> str: ...

    def chrome(self, message: str, /, **values: object) -> str:
        """The fixed words of a document. `message` is English, extracted for translators; `{name}` are filled."""
        ...

    def number(self, value: Decimal) -> str: ...

    def percent(self, share: Decimal) -> str:
        """0.768 → «77 %»."""
        ...

    def money(self, amount: Decimal, currency: str) -> str: ...

    def measure(self, amount: Decimal, unit: str) -> str:
        """30, `day` → «30 días». `unit` is one of `facts.UNITS`."""
        ...

    def date(self, day: dt.date, style: str = "long") -> str:
        """`long` «20 de marzo de 2027», `day` «20 de marzo», `weekday` «sábado 20 de marzo», `short` «20/3/27»."""
        ...

    def date_range(self, first: dt.date, last: dt.date) -> str:
        """As it stands in a sentence after nothing: «del 22 al 24 de mayo de 2027»."""
        ...

    def time(self, moment: dt.time) -> str: ...

    def listed(self, items: tuple[str, ...]) -> str:
        """«a, b y c»."""
        ...

    def pattern(self, form: str, gender: str, number: str, /) -> str:
        """How a term takes a form: `the`, `f`, `one` → «la {word}»; «{word}» where the language has no such form."""
        ...

    def pair(self, first: str, second: str, number: str, /) -> str:
        """Two nouns for one group: `many` → «compañeras y compañeros», `one` → «compañera o compañero»."""
        ...
