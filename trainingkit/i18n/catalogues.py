"""The program's own words in every language: `locales/<language>/LC_MESSAGES/<domain>.po`, read directly.

Comes in: a language and an English message written in the code. Goes out: the message in that language, its `{name}`
filled. Three domains: `messages` (screens and command line), `documents` (chrome), `wording` (grammar, see `wording`).
Refuses to fill anything but plain names, since a catalogue comes from translators; and to hide gaps: `missing` lists
what a language lacks, and what it lacks is said in English, as gettext does.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.core import get_global
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALES = Path(__file__).resolve().parents[2] / "locales"
DOMAINS = ("messages", "documents", "wording")
SOURCE = "en"
"""The language that messages are written in."""
ONE = "one"
"""The context of what is said instead when `{count}` is 1."""

_NAME = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def mark(message: str) -> str:
    """Names a message for translators where it is only said later; gives it back as it is."""
    return message


def filled(message: str, values: Mapping[str, object]) -> str:
    """The message with its `{name}` filled; other braces stay. Raises KeyError for a name without a value."""
    return _NAME.sub(lambda found: str(values[found[1]]), message) if "{" in message else message


def placeholders(message: str) -> frozenset[str]:
    """The names a message wants filled."""
    return frozenset(_NAME.findall(message))


@dataclass(frozen=True)
class Catalogue:
    """One domain in one language. A regional language is its base plus the entries that differ."""

    language: str
    entries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """What is translated, by context (often empty) and English message."""

    def gettext(self, message: str) -> str:
        """The message in this language, its names not filled yet."""
        return self.entries.get(("", message), message)

    def say(self, message: str, /, **values: object) -> str:
        """The message in this language, filled. «{count} pages» has an entry of its own for one page, context `one`."""
        singular = self.entries.get((ONE, message)) if values and str(values.get("count")) == "1" else None
        return filled(singular or self.gettext(message), values)

    def counted(self, one: str, many: str, count: int, /, **values: object) -> str:
        """The same for code that says both itself; `{count}` is filled too."""
        text = self.entries.get((ONE, many), one) if count == 1 else self.entries.get(("", many), many)
        return filled(text, {"count": count, **values})


def folder_of(language: str, folder: Path = LOCALES) -> Path:
    """Where the catalogues of a language lie; gettext writes regions with an underscore."""
    return folder / language.replace("-", "_") / "LC_MESSAGES"


def bases_of(language: str) -> tuple[str, ...]:
    """The language and what it builds on, the nearest first: `es-PE` is `es-419` and then `es` where it says nothing.

    CLDR knows what lies between a region and its language; of a language it lacks, nothing does.
    """
    base = re.split(r"[-_]", language)[0]
    if base == language:
        return (language,)
    between = str(get_global("parent_exceptions").get(language.replace("-", "_"), base)).replace("_", "-")
    return (language, *(each for each in (between,) if re.split("-", each)[0] == base and each != base), base)


def read_messages(path: Path) -> Catalog:
    """One catalogue file. Babel is told to refuse what it cannot read instead of skipping it."""
    with path.open("rb") as file:
        return read_po(file, domain=path.stem, abort_invalid=True)


def entries_of(catalog: Catalog) -> dict[tuple[str, str], str]:
    """Every translated entry. Fuzzy ones are not taken; plural forms are not used (see `Catalogue.say`)."""
    return {
        (message.context or "", message.id): message.string
        for message in catalog
        if isinstance(message.id, str) and isinstance(message.string, str)
        if message.id and message.string and not message.fuzzy
    }


@cache
def catalogue_for(language: str, domain: str, folder: Path = LOCALES) -> Catalogue:
    """The catalogue of a language; a language without one says everything in English, and `missing` tells."""
    entries: dict[tuple[str, str], str] = {}
    for each in reversed(bases_of(language)):
        path = folder_of(each, folder) / f"{domain}.po"
        if path.is_file():
            entries |= entries_of(read_messages(path))
    return Catalogue(language, entries)


def messages_for(language: str, folder: Path = LOCALES) -> Catalogue:
    """What screens and the command line say."""
    return catalogue_for(language, "messages", folder)


def quoted(words: str, language: str) -> str:
    """Words in the quotation marks of a language, for sentences that are not ours to mark."""
    return messages_for(language).say(mark("«{words}»"), words=words)


def languages_in(folder: Path = LOCALES) -> tuple[str, ...]:
    """Every language with catalogues of its own, in alphabetical order."""
    return tuple(sorted(path.name.replace("_", "-") for path in folder.iterdir() if (path / "LC_MESSAGES").is_dir()))


def missing(language: str, domain: str, folder: Path = LOCALES) -> tuple[str, ...]:
    """The messages of a domain that a language cannot say yet; the English catalogue is the list of all.

    Forms of words (`the|f|one`) are each language's own and never missing.
    """
    if bases_of(language)[-1] == SOURCE:
        return ()
    known = catalogue_for(language, domain, folder).entries
    wanted = catalogue_for(SOURCE, domain, folder).entries
    return tuple(source for context, source in wanted if "|" not in context and (context, source) not in known)


def language_of(environ: Mapping[str, str], folder: Path = LOCALES) -> str:
    """The language a person's environment asks for, among those that screens are translated to; else English."""
    wanted = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if wanted.split(".")[0] not in ("C", "POSIX"):  # gettext's rule: LANGUAGE counts only outside the C locale
        wanted = f"{environ.get('LANGUAGE', '')}:{wanted}"
    for each in wanted.split(":"):
        base = re.split(r"[_.@-]", each)[0].lower()
        if base and (folder_of(base, folder) / "messages.po").is_file():
            return base
    return SOURCE
