"""Words of a trade or a country that stand fixed in a sentence, in every language: a kit's own, which should be slots,
and those of other trades and countries, which a move has left behind.

Comes in: a kit with its scope, or a workshop of it. Goes out: problems. Refuses to know any such word: packs list them
by language (`residue`), with every form that is looked for. What a pack says itself is no residue of another one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from trainingkit.content.prosechecks import without_slots
from trainingkit.content.scope import Scope
from trainingkit.content.walk import texts
from trainingkit.domain.casework import Case
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Country, Kit, Sector
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem

Packs = Mapping[str, Sector | Country]

_WORD = re.compile(r"\w+")

# Who made a kit, and after what, is told with its real names; what really happened elsewhere, with its own words.
_TOLD = ("kit/credits", "kit/authors")
_RECORD = "/key/record/"


def check_residue(scope: Scope) -> Iterator[Problem]:
    """Every sentence and every slot value of the kit."""
    kit = scope.kit
    at_home = residue_of(kit, kit.about.country)
    for module, found in scope.module_texts:
        case = kit.cases.get(scope.case_of(module))
        elsewhere = case is not None and case.country in kit.shared.countries
        residue = residue_of(kit, case.country) if case and elsewhere else at_home
        for text in found:
            yield from _sentences(text, residue)
        if isinstance(module, Case | RolePlay) and scope.only is None:
            yield from _names(module.facts, f"{module.KIND}/{module.id}", residue)
    for text in scope.loose_texts:
        yield from _sentences(text, at_home)
    for text in texts(kit.about.words) if scope.only is None else ():
        yield from at_home.left_in(text)


def check_workshop_residue(workshop: Workshop, kit: Kit) -> Iterator[Problem]:
    """What a workshop says itself: its words, its title, what it changes. Its place and its funder have real names."""
    residue = residue_of(kit, workshop.country)
    said = (workshop.title, workshop.values, workshop.words, workshop.change)
    for text in (text for part in said for text in texts(part)):
        yield from residue.left_in(text)


def _sentences(text: Text, residue: "Residue") -> Iterator[Problem]:
    if not text.unit.startswith(_TOLD) and _RECORD not in text.unit:
        yield from residue.own_in(text)
        yield from residue.left_in(text)


def _names(facts: Mapping[str, Fact], unit: str, residue: "Residue") -> Iterator[Problem]:
    """A name is printed alike in every language, so it may not hold a word of any."""
    for name, fact in facts.items():
        said = fact.name or fact.person
        for language, word, pack in residue.found_in_any(said) if said else ():
            yield Problem("residue", f"{unit}/facts/{name}", {"found": word, "pack": pack, "language": language})


# ── what packs list ─────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Listed:
    """The words of some packs in one language, each with the packs that list it. All but acronyms are in lower case."""

    packs: Mapping[str, tuple[str, ...]]

    @cached_property
    def by_beginning(self) -> Mapping[str, tuple[str, ...]]:
        """The listed words by the word that they begin with: what a text must hold to hold any of them."""
        found: dict[str, tuple[str, ...]] = {}
        for word in self.packs:
            if first := _WORD.search(word.lower()):
                found[first[0]] = (*found.get(first[0], ()), word)
        return found

    def words_in(self, said: str) -> dict[str, tuple[str, ...]]:
        """Each word that a text holds, as it stands there first, with its packs."""
        begun = self.by_beginning.keys() & _words_of(said)
        if not begun:
            return {}
        pattern = _pattern_of(frozenset(word for each in begun for word in self.by_beginning[each]))
        there = [" ".join(word.split()) for word in pattern.findall(said)]
        found = {_key(word, self.packs): word for word in reversed(there)}
        return {word: self.packs[key] for key, word in reversed(found.items())}


@cache
def _pattern_of(listed: frozenset[str]) -> re.Pattern[str]:
    """All of these words, the longest first. An acronym is meant in capitals only: SAT is no other word."""
    words = sorted(listed, key=lambda word: (-len(word), word))
    spaced = {word: r"\s+".join(map(re.escape, word.split())) for word in words}  # a line may end between two words
    said = (spaced[word] if word.isupper() else f"(?i:{spaced[word]})" for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)")


@cache
def _words_of(said: str) -> frozenset[str]:
    """The words of a text, which is asked for those of several lists."""
    return frozenset(_WORD.findall(said.lower()))


def _key(word: str, packs: Mapping[str, object]) -> str:
    return word if word in packs else word.lower()


@dataclass(frozen=True)
class Residue:
    """The words of a kit's own packs and of all others, by language."""

    own: Mapping[str, Listed]
    others: Mapping[str, Listed]

    def own_in(self, text: Text) -> Iterator[Problem]:
        """Words of the kit's own trade and country that should be slots."""
        for language, said in _said(text):
            for word in self._find(self.own, language).words_in(said):
                yield Problem("trade-word-in-prose", text.unit, {"found": word, "language": language})

    def left_in(self, text: Text) -> Iterator[Problem]:
        """Words of other trades and countries."""
        for language, said in _said(text):
            for word, packs in self._find(self.others, language).words_in(said).items():
                details = {"found": word, "pack": ", ".join(packs), "language": language}
                yield Problem("residue", text.unit, details)

    def found_in_any(self, said: str) -> Iterator[tuple[str, str, str]]:
        """Words of others in a name: the language, the word, its packs."""
        for language, listed in self.others.items():
            for word, packs in listed.words_in(said).items():
                yield language, word, ", ".join(packs)

    def _find(self, listed: Mapping[str, Listed], language: str) -> Listed:
        """What is listed for a language; a region of one has its own where its country's words are in place."""
        return listed.get(language) or listed.get(language.partition("-")[0]) or Listed({})


def residue_of(kit: Kit, country: str | None) -> Residue:
    """What is in place in a country and in the kit's sector, and what is not; without a country all are in place."""
    languages = {language for pack in _packs(kit).values() for language in pack.residue}
    regional = {each for each in kit.about.languages if each.partition("-")[2].lower() in kit.shared.countries}
    own, others = {}, {}
    for language in languages | regional:
        base, _, region = language.partition("-")
        in_place = _in_place(kit, country, region.lower())
        away = {name: pack for name, pack in _packs(kit).items() if name not in in_place}
        own[language] = _listed(_in_place(kit, country, ""), base)
        others[language] = _apart(_listed(away, base), own[language], _said_by(in_place, base))
    return Residue(own, others)


def _packs(kit: Kit) -> dict[str, Sector | Country]:
    return {**kit.shared.sectors, **kit.shared.countries}


def _in_place(kit: Kit, country: str | None, region: str) -> dict[str, Sector | Country]:
    """The packs whose words a text may mean: those of the kit, and the country whose language it speaks (es-PE)."""
    shared, sector = kit.shared, kit.about.sector
    return {
        **{name: pack for name, pack in shared.sectors.items() if sector in (None, name)},
        **{name: pack for name, pack in shared.countries.items() if country in (None, name) or name == region},
    }


def _listed(packs: Packs, language: str) -> Listed:
    found: dict[str, tuple[str, ...]] = {}
    for name, pack in packs.items():
        for word in pack.residue.get(language, ()):
            key = word if word.isupper() else word.lower()
            found[key] = (*found.get(key, ()), name)
    return Listed(found)


def _apart(away: Listed, own: Listed, said: str) -> Listed:
    """The words of others, but for those that a pack in place lists or says too."""
    shared = {_key(word, away.packs) for word in away.words_in(said)}
    return Listed({word: packs for word, packs in away.packs.items() if word not in shared and word not in own.packs})


def _said_by(packs: Packs, language: str) -> str:
    """All phrases of some packs in one language."""
    terms = [pack.words for pack in packs.values()]
    terms += [words for pack in packs.values() if isinstance(pack, Sector) for words in pack.regions.values()]
    phrases = (text.find_draft(language) for text in texts(dict(enumerate(terms))))
    return " · ".join(filter(None, phrases))


def _said(text: Text) -> Iterator[tuple[str, str]]:
    """A text in every language it has, without its slots."""
    yield text.language, without_slots(text.source)
    for language, translation in text.translations.items():
        yield language, without_slots(translation.text)
