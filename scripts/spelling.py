"""Spelling of the shipped kits, in every language that there is a dictionary for; `make spelling` calls it.

Comes in: the kits, hunspell's dictionaries where `npm ci` put them, our own lists of words that those lack
(`locales/LANGUAGE/words.txt`, a word a line), the names that kits invent. Goes out: the words that stand in none, with
the address of a text that has one. Refuses to judge grammar, or which word would be the better one.

    spelling.py            names what it does not know, and ends with 1 if there is something
    spelling.py --add      writes it into our lists, to be read through before it is committed
"""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path

import hunspell

from scripts.fetch_assets import NODE_MODULES, TOP, read_assets
from trainingkit.content.library import read_kit
from trainingkit.content.printed import printed_in
from trainingkit.content.scope import Scope
from trainingkit.content.writing import write_atomic
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Kit, Source

KITS = TOP / "kits"
LANGUAGES: Mapping[str, str] = read_assets()["dictionaries"]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FOREIGN = ("sources/",)
"""Titles of others' pages and papers, in whatever language they have."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that stands in no list, and the first text that has it."""

    word: str
    language: str
    unit: str


def unknown_words(kit: Kit, language: str) -> Iterator[Unknown]:
    """Each word of a kit in one language that is in no list, once."""
    known = own_words(language) | set(_names_in(kit))
    seen: set[str] = set()
    for text in printed_in(language, Scope(kit)):
        if text.unit.startswith(_FOREIGN):
            continue
        for word in words_of(text.text):
            if word not in seen and not is_known(word, language, known):
                seen.add(word)
                yield Unknown(word, language, text.unit)


def words_of(text: str) -> Iterator[str]:
    """The words of a text, with one kind of apostrophe and without a possessive."""
    for found in _WORD.findall(text):
        yield found.replace("’", "'").removesuffix("'s")


def is_known(word: str, language: str, known: set[str] | frozenset[str]) -> bool:
    """Whether some list has the word, as it stands or in small letters; capitals alone are an abbreviation."""
    small = word.lower()
    return word.isupper() or word in known or small in known or _dictionary(language).spell(word)


@cache
def own_words(language: str) -> frozenset[str]:
    """Our own list: words that are right and in no dictionary. Lines that begin with `#` say why."""
    path = _own_list(language)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _own_list(language: str) -> Path:
    return TOP / "locales" / language / "words.txt"


@cache
def _dictionary(language: str) -> hunspell.Hunspell:
    return hunspell.Hunspell("index", hunspell_data_dir=str(NODE_MODULES / LANGUAGES[language]))


def _names_in(value: object) -> Iterator[str]:
    """The words of the names that facts invent, of people and of firms, and of who made a kit."""
    if isinstance(value, Fact):
        for name in (value.name, value.person):
            yield from words_of(str(name)) if name else ()
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _names_in(item)
    elif is_dataclass(value) and not isinstance(value, type | Source):
        for each in fields(value):
            yield from _names_in(getattr(value, each.name))


def shipped_kits() -> Iterator[Kit]:
    """Every kit of the library that can be read."""
    for path in sorted(KITS.glob("[!_.]*/kit.yaml")):
        kit = read_kit(path.parent).kit
        if kit is not None:
            yield kit


def main(arguments: list[str]) -> int:
    found = [
        each
        for kit in shipped_kits()
        for language in kit.about.languages
        if language in LANGUAGES
        for each in unknown_words(kit, language)
    ]
    if arguments == ["--add"]:
        for language in {each.language for each in found}:
            words = own_words(language) | {each.word for each in found if each.language == language}
            write_atomic(_own_list(language), "".join(f"{word}\n" for word in sorted(words)).encode())
        return 0
    for each in found:
        print(f"{each.language} {each.word}: {each.unit}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
