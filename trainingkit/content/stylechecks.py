"""How a kit's texts speak: comes in a kit with its scope, go out warnings about register, about how people are named
and about the glossary's words, in every language that the kit promises and that says how it is written.

Left out is what is not the kit's own voice: quotations, spoken lines, letters and exhibits, official names. Refuses to
stop a build: each of these can be meant, and `style.allow` says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from trainingkit.content.budgets import imitates
from trainingkit.content.glossarychecks import Vocabulary, find_avoided, find_unused, vocabulary_of
from trainingkit.content.people import find_named
from trainingkit.content.register import Lexicon, find_other_ways, lexicon_of
from trainingkit.content.scope import Scope
from trainingkit.content.sentences import neutral, unquoted
from trainingkit.content.walk import visits
from trainingkit.domain.modules import Block
from trainingkit.domain.style import Style
from trainingkit.domain.text import Form, Text
from trainingkit.domain.words import slot_names
from trainingkit.errors import Problem, Severity
from trainingkit.i18n.catalogues import bases_of
from trainingkit.i18n.usage import Register, Usage, usage_for

_CODES = {
    "ending": "ending-not-said",
    "split": "form-split",
    "masculine": "masculine-for-all",
    "word": "word-for-people",
}
"""The code of each kind of `usage.toml`; a kind that is none of these is said as a word."""

_INSTRUCTS = frozenset({"task", "intro", "ask", "body", "general"})
"""Fields whose sentences tell the reader what to do; in others «Lleva» says what somebody does."""


@dataclass(frozen=True)
class Voice:
    """How a kit speaks in one language."""

    language: str
    usage: Usage
    way: str
    style: Style
    vocabulary: Vocabulary

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The forms of other ways of address; none where the language has but one."""
        return lexicon_of(self.usage.register, self.way) if self.usage.register and self.way else None

    def allows(self, found: str) -> bool:
        """Whether the kit means a word as it stands."""
        return any(f" {word.lower()} " in f" {found.lower()} " for word in self.style.allow)


def check_style(scope: Scope) -> Iterator[Problem]:
    """Everything that a kit's texts, and those of what it shares and uses, say otherwise than the kit means to."""
    yield from _check_registers(scope)
    voices = voices_of(scope)
    spoken = _spoken(scope)
    for text in (*scope.every_text(), *scope.shared_texts):
        if text.form is Form.PHRASE or is_name(text.unit):
            continue
        own = not imitates(text.unit) and "/sheet/lines/" not in text.unit and text.unit not in spoken
        for voice in voices.values():
            said = text.find(voice.language)
            if said is not None and own:
                yield from _own_voice(said, text.unit, voice)
        yield from _equivalents(text, voices, scope)


def is_name(unit: str) -> bool:
    """Whether a text is an official name, or tells of people with theirs."""
    parts = unit.split("/")
    shared = parts[0] in ("standards", "channels", "countries") and parts[-1] in ("title", "article")
    return shared or unit.startswith(("kit/credits", "kit/authors", "kit/by"))


def voices_of(scope: Scope) -> dict[str, Voice]:
    """How the kit speaks in each of its languages; without those that say nothing of how they are written."""
    about, glossary = scope.kit.about, scope.kit.shared.glossary
    voices = {}
    for language in about.languages:
        usage = usage_for(language)
        if usage is not None:
            words = vocabulary_of(glossary, language, about.country or "", usage.inflection)
            way = way_of(about.style, language, usage.register)
            voices[language] = Voice(language, usage, way, about.style, words)
    return voices


def way_of(style: Style, language: str, register: Register | None) -> str:
    """How the kit addresses one person in a language; its usual way where the kit says nothing, or nothing known."""
    if register is None:
        return ""
    chosen = next((style.register[each] for each in bases_of(language) if each in style.register), "")
    return chosen if chosen in register.ways else register.ways[0]


def _check_registers(scope: Scope) -> Iterator[Problem]:
    for language, chosen in scope.kit.about.style.register.items():
        usage = usage_for(language)
        ways = usage.register.ways if usage and usage.register else ()
        if chosen not in ways:
            details = {"value": chosen, "language": language, "options": ", ".join(ways) or "–"}
            yield Problem("unknown-register", f"kit/style/register/{language}", details)


def _spoken(scope: Scope) -> frozenset[str]:
    """The blocks that are somebody's words."""
    return frozenset(
        visit.holder
        for module in scope.modules
        for visit in visits(module, f"{module.KIND}/{module.id}")
        if visit.cls is Block and visit.shape.name == "looks" and visit.value in ("say", "quote")
    )


def _own_voice(said: str, unit: str, voice: Voice) -> Iterator[Problem]:
    text = unquoted(neutral(said))
    for code, found, say in dict.fromkeys(_findings(text, unit, voice)):
        if not voice.allows(found):
            details = {"said": found, "say": say, "language": voice.language, "way": voice.way}
            yield Problem(code, unit, details, Severity.WARNING)


def _findings(text: str, unit: str, voice: Voice) -> Iterator[tuple[str, str, str]]:
    """What stands in the kit's own words: code, what was found, what to say instead."""
    parts = unit.split("/")
    if voice.lexicon is not None:
        instruction = parts[0] not in ("cases", "responses") and not _INSTRUCTS.isdisjoint(parts)
        for other in find_other_ways(text, voice.lexicon, instruction=instruction):
            yield "other-register", other.found, other.say
    for named in find_named(text, voice.usage.people):
        allowed = (named.kind == "ending" and voice.style.endings) or (
            named.kind == "split" and parts[0] == "worksheets"
        )
        if not allowed:
            yield _CODES.get(named.kind, "word-for-people"), named.found, named.say
    if parts[0] != "glossary":
        for avoided in find_avoided(text, voice.vocabulary):
            yield "word-to-avoid", avoided.found, avoided.say


def _equivalents(text: Text, voices: Mapping[str, Voice], scope: Scope) -> Iterator[Problem]:
    if text.language not in voices or text.unit.startswith("glossary/"):
        return
    source = neutral(text.source)
    for language, voice in voices.items():
        translation = text.find(language) if language != text.language else None
        if translation is not None:
            slots = _slot_words(translation, language, scope)
            of, to = voices[text.language].vocabulary, voice.vocabulary
            for unused in find_unused(source, translation, of, to, slots):
                if not voice.allows(unused.found):
                    details = {"said": unused.found, "say": unused.say, "language": language}
                    yield Problem("term-not-used", text.unit, details, Severity.WARNING)


def _slot_words(text: str, language: str, scope: Scope) -> list[str]:
    """The words that a text leaves to its slots."""
    terms = (scope.words.get(name) for name in slot_names(text)) if "{" in text else ()
    said = (term.phrase or term.full for term in terms if term is not None)
    return [found for each in said if each is not None and (found := each.find(language))]
