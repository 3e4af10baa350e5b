"""A language made of catalogues alone: every English message in brackets that no text has, so that whatever is printed
or shown without them was never translated."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import polib

from trainingkit.domain.kit import Kit
from trainingkit.domain.translation import Entry
from trainingkit.domain.units import PHRASE_NOTE
from trainingkit.i18n.catalogues import DOMAINS, LOCALES, SOURCE, folder_of

PSEUDO = "qps"

FORMATTED = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(minute|hour|day|week|month|year)s?\b|\band\b"
)
"""What CLDR says; a language that it lacks borrows these, here from English."""
CODE = re.compile(r"\b[A-Z]{2}-[A-Z0-9]+\b|https?://\S+")
WORD = re.compile(r"[^\W\d_]{2,}")


def bracketed(text: str) -> str:
    return f"⟦{text}⟧"


def bracketed_entry(entry: Entry, text: str) -> Entry:
    """An entry of a kit's catalogue that says this in brackets; a list of words stays one."""
    parts = text.split(", ") if PHRASE_NOTE in " ".join(entry.about) else [text]
    return replace(entry, text=", ".join(map(bracketed, parts)))


def pseudo_locales(folder: Path, language: str = PSEUDO) -> Path:
    """A folder of catalogues with the pseudo-language in it, in the place of a language where it has that one."""
    there = folder_of(language, folder)
    there.mkdir(parents=True, exist_ok=True)
    for domain in DOMAINS:
        catalogue = polib.pofile(str(folder_of(SOURCE, LOCALES) / f"{domain}.po"))
        catalogue.metadata["Language"] = language
        for entry in catalogue:
            # What these say is read by the program, not by people.
            if entry.msgctxt not in ("formats", "list swap", "negations", "number words", "percent"):
                entry.msgstr = bracketed(entry.msgstr or entry.msgid)
        catalogue.save(str(there / f"{domain}.po"))
    return folder


def outside(text: str) -> str:
    """What stands in no brackets, whatever stands inside others."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return text


def raw_words(text: str, names: Iterable[str]) -> str:
    """What of a text was never translated; nothing where that holds no word. `names`: what is the same everywhere."""
    rest = outside(text)
    for name in names:
        rest = rest.replace(name, "")
    rest = CODE.sub("", FORMATTED.sub("", rest))
    return rest.strip() if WORD.search(rest) else ""


def names_of(kit: Kit) -> list[str]:
    """What is the same in every language: names of invented firms and people, of authors, of sources, licences."""
    facts = [fact for case in kit.cases.values() for fact in case.facts.values()]
    names = [*(fact.name for fact in facts), *(fact.person for fact in facts)]
    names += [author.name for author in kit.about.authors.values()]
    names += [source.title for source in kit.shared.sources.values()]
    names += [standard.name for standard in (*kit.shared.standards.values(), *kit.shared.channels.values())]
    names += [reply.from_.name for reply in kit.responses.values()]
    names += [module.licence for module in kit.every_module()]
    return sorted({name for name in (*names, kit.about.licence) if name}, key=len, reverse=True)
