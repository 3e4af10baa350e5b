"""A kit in which every text is a canary: one unique word that tells, wherever it turns up, whose text has leaked.

Comes in: a kit as read. Goes out: the same kit with each text replaced in every language, and the list of what was
planted. Slots are gone with the texts, so nothing but the canary of a unit can bring that unit's words into a document.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from trainingkit.domain.text import Audience, Form, Status, Text, Translation


@dataclass
class Aviary:
    """Every canary planted: the word, the unit it stands for and who may read it."""

    planted: dict[str, Text] = field(default_factory=dict)

    def plant(self, text: Text, languages: tuple[str, ...]) -> Text:
        word = f"kanari{len(self.planted):04d}q"
        self.planted[word] = text
        said = {language: _said(word, text.form, language) for language in languages}
        translations = {language: Translation(said[language], Status.TRANSLATED) for language in languages}
        source = said.get(text.language) or _said(word, text.form, text.language)
        return replace(text, source=source, translations=translations)

    def found_in(self, words: str) -> Iterator[tuple[str, Text]]:
        """The canaries that sing in a text."""
        for word, text in self.planted.items():
            if word in words:
                yield word, text


def _said(word: str, form: Form, language: str) -> str:
    if form is Form.PHRASE:
        return f"la {word}, las {word}" if language == "es" else f"a {word}, {word}"
    return word


def planted(value: Any, aviary: Aviary, languages: tuple[str, ...]) -> Any:
    """The value with a canary in place of every text below it."""
    if isinstance(value, Text):
        return aviary.plant(value, languages)
    if isinstance(value, Mapping):
        return {name: planted(item, aviary, languages) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(planted(item, aviary, languages) for item in value)
    if is_dataclass(value) and not isinstance(value, (type, Audience)):
        changed = {each.name: planted(getattr(value, each.name), aviary, languages) for each in fields(value)}
        return replace(value, **changed)
    return value


def strings_in(value: object) -> Iterator[str]:
    """Every string below a document, its names and codes too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from strings_in(getattr(value, each.name))
