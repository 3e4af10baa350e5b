"""The one place where text becomes `str`: the language is chosen, the reader is checked, the slots are filled.

Comes in: `Text`, facts, words. Goes out: small Markdown or plain lines in one language. Refuses to hand a text to a
reader it is not for (`NotAllowed`, a fault of ours, never of an author), and to fall back silently: what is missing
in the language is gathered in `gaps`, and only a draft prints something in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from decimal import Decimal

from trainingkit.domain.casework import Case, country_of
from trainingkit.domain.facts import Fact, StoryDate, day_of, share_of
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.term import Term
from trainingkit.domain.terms import find_layer, find_term
from trainingkit.domain.text import Audience, Form, Reader, Status, Text, Wording, base_of
from trainingkit.domain.words import (
    Markdown,
    Name,
    Named,
    Phrase,
    Slot,
    Value,
    escape_markdown,
    fill,
    parse_name,
    parse_phrase,
    say,
)
from trainingkit.domain.workshop import SAMPLE_START, Workshop, composition_of
from trainingkit.errors import NotAllowed, Problem

BLANK = "__________"
"""What stands where only a workshop knows the value."""


@dataclass(frozen=True)
class Scribe:
    """Writes for one reader in one language. `inside(case)` gives the same scribe with the facts of a case."""

    kit: Kit
    workshop: Workshop
    wording: Wording
    reader: Reader
    draft: bool = False
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    setting: str = ""
    """The country of a case that does not move with the workshop."""
    gaps: list[Problem] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of the document."""
        return self.wording.language

    def about(self, facts: Mapping[str, Fact]) -> "Scribe":
        """This scribe with the facts of a case in scope."""
        return replace(self, facts=facts)

    def inside(self, case: Case) -> "Scribe":
        """This scribe in the world of a case: its facts, and its country where it is not the workshop's."""
        return replace(self, facts=case.facts, setting=country_of(case))

    @property
    def here(self) -> str:
        """The country whose law, money and words are spoken of."""
        return self.setting or self.workshop.country

    def with_value(self, value: Decimal | None) -> "Scribe":
        """This scribe for a statement of law, whose only slot is `{value}`."""
        return replace(self, facts={"value": Fact(id="value", number=value)} if value is not None else {})

    def may(self, audience: Audience) -> bool:
        """Whether the reader may see what has this audience."""
        return self.reader.may_read(audience)

    def chrome(self, message: str, /, **values: object) -> str:
        """The fixed words of a document."""
        return self.wording.chrome(message, **values)

    def say(self, text: Text) -> str:
        """The text in the document's language with its slots filled; surrounding space is dropped."""
        if not self.reader.may_read(text.audience):
            raise NotAllowed("leak", unit=text.unit, reader=self.reader.name)
        return self._filled(self._chosen(text), text)

    def maybe(self, text: Text | None) -> str:
        """The text if there is one and the reader may see it, else nothing."""
        return self.say(text) if text is not None and self.may(text.audience) else ""

    def plain(self, text: Text) -> str:
        """A line for a title, a label or a file name: on one line."""
        return " ".join(self.say(text).split())

    def title_of(self, module: Module) -> str:
        """A module's title, with the facts of the case it belongs to."""
        case = self.kit.cases.get(getattr(module, "case", None) or "")
        own = self.inside(case) if case else self.about(getattr(module, "facts", {}))
        return own.plain(module.title)

    def into(self, language: str) -> "Scribe":
        """This scribe in another language: for a letter from abroad, for the second half of a bilingual sheet."""
        return replace(self, wording=self.wordings[language])

    def beside(self) -> "Scribe | None":
        """This scribe in the other language of a sheet that holds two: the first of the kit, then of the workshop, that
        is not this one; nothing where there is none."""
        about = self.kit.about
        names = (about.language, *about.languages, *self.workshop.languages)
        others = (each for each in names if base_of(each) != base_of(self.language) and each in self.wordings)
        return next((self.into(each) for each in others), None)

    # ── choosing ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _chosen(self, text: Text) -> str:
        found = text.find(self.language)
        if found is not None:
            return found
        self._miss(text)
        drafted = text.find_draft(self.language)
        mark = self.chrome("to be checked") if drafted else self.chrome("not translated yet")
        return f"[{mark}] {(drafted or text.source).strip()}"

    def _miss(self, text: Text) -> None:
        status = text.status(self.language)
        code = {
            Status.MISSING: "missing-translation",
            Status.STALE: "stale-translation",
            Status.DRAFT: "draft-translation",
        }
        if status in code:
            self.gaps.append(Problem(code[status], text.unit, {"language": self.language}))

    # ── filling ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _filled(self, chosen: str, text: Text) -> str:
        escape = escape_markdown if text.form is Form.PROSE else str
        return fill(chosen, lambda slot: self._said(slot, text), escape).strip()

    def _said(self, slot: Slot, text: Text) -> str:
        value = self._named(slot.name, text)
        if isinstance(value, Markdown):
            return value
        said = say(value, slot, self.wording) if value is not None else None
        if said is None:
            self.gaps.append(Problem("unknown-slot", text.unit, {"slot": str(slot)}))
            return str(slot)
        return said

    def _named(self, name: str, text: Text) -> Named | Markdown | None:
        """What a slot names: a fact of the case, else a word; facts for other readers are a fault of ours."""
        fact = self.facts.get(name)
        if fact is None:
            return self._word(name)
        if not self.reader.may_read(fact.audience):
            raise NotAllowed("leak", unit=text.unit, fact=fact.id, reader=self.reader.name)
        if fact.text is not None:
            return Markdown(self.say(fact.text))
        if fact.name is not None or fact.person is not None:
            return Name(fact.name or fact.person or "", fact.gender or "")
        return Value(self._given(fact.id) if fact.blank is not None else self.figure(fact))

    def _given(self, name: str) -> str:
        value = self.workshop.values.get(name)
        return self.plain(value) if value else BLANK

    def figure(self, fact: Fact) -> str:
        """A number, share, sum or day of the case in words of the language."""
        if fact.date is not None:
            return self.day(fact.date)
        if fact.percent is not None:
            share = share_of(fact, self.facts)
            return self.wording.percent(share) if share is not None else BLANK
        if fact.money is not None:
            return self.wording.money(fact.money, fact.currency or self.currency)
        if fact.number is None:
            return BLANK
        return self.wording.measure(fact.number, fact.unit) if fact.unit else self.wording.number(fact.number)

    def day(self, story: StoryDate) -> str:
        """A story date as it stands in a sentence; the year is said where it is not the workshop's."""
        start = self.workshop.from_ or SAMPLE_START
        found = day_of(story, self.facts, start)
        if found is None:
            return BLANK
        return self.wording.date(found, "day" if found.year == start.year else "long")

    @property
    def currency(self) -> str:
        """The currency of the country spoken of."""
        pack = self.kit.shared.countries.get(self.here)
        return pack.currency if pack else "USD"

    # ── words: workshop over kit over country over sector ───────────────────────────────────────────────────────────

    def _word(self, name: str) -> Phrase | None:
        term = self.term(name)
        if term is None:
            return None
        if term.full is not None:
            short = self._one_line(term.short) if term.short else ""
            return parse_name(self._one_line(term.full), short, self.wording)
        said = term.said_of(composition_of(self.workshop, self.kit))
        return parse_phrase(self._one_line(said), self.wording) if said else None

    def _one_line(self, text: Text) -> str:
        # A term holds no slots of its own, and is for everyone.
        return " ".join(self._chosen(text).split())

    def term(self, name: str) -> Term | None:
        """The term a slot names, from the nearest of workshop, kit, country and sector."""
        word = self.workshop.words.get(name)
        return Term(phrase=word) if word is not None else find_term(self.kit, self.here, name)

    def country_name(self, code: str) -> str:
        """A country as people call it; its code where no pack says a name."""
        pack = self.kit.shared.countries.get(code)
        term = pack.words.get("country") if pack else None
        text = (term.full or term.phrase) if term else None
        return self.plain(text) if text else code.upper()

    # ── small things said often ─────────────────────────────────────────────────────────────────────────────────────

    def clock(self, moment: time) -> str:
        """A clock time."""
        return self.wording.time(moment)

    def count(self, number: int) -> str:
        """A whole number."""
        return self.wording.number(Decimal(number))

    def minutes(self, number: int) -> str:
        """«90 minutos»."""
        return self.wording.measure(Decimal(number), "minute")

    def date(self, day: date | None, style: str = "weekday") -> str:
        """A date of the workshop; nothing in a sample."""
        return self.wording.date(day, style) if day else ""


def origin_of(kit: Kit, workshop: Workshop, name: str) -> str:
    """Which layer a word comes from: `workshop`, `kit`, `country`, `sector`, or nothing."""
    return "workshop" if name in workshop.words else find_layer(kit, workshop.country, name)
