"""Real names that may not stand in an invented case, and the look-up that an invented name needs.

Comes in: the list of real names that a library keeps, and texts with their slots taken out. Goes out: which real names
a text says, and which real name an invented one is too like. Refuses to know kits, files and sentences: whether a field
may name a real firm is asked in `content.fictionchecks`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from itertools import pairwise
from typing import ClassVar, Literal
from unicodedata import category, normalize

from trainingkit.domain.marks import Id, Name, Word

LOOK_UP_YEARS = 3
"""How long a look-up holds: in that time a shop, a label or a band takes a free name."""

PLACES = ("public-code", "public-pages", "web-search", "company-register", "trade-marks", "real-names")
"""Where a name can be looked up. `real-names` is the library's own list; the others lie outside."""


# ── what files hold ─────────────────────────────────────────────────────────────────────────────────────────────────


class Found(StrEnum):
    """What a look-up found: nothing; the name in another world; a name like it; the very name of a firm."""

    NOTHING = "nothing"
    ELSEWHERE = "elsewhere"
    SIMILAR = "similar"
    IN_USE = "in-use"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """That an invented name was looked up: when, where, what was found; `note` says what it was."""

    name: Name
    on: date
    where: tuple[Id, ...]
    found: Found
    note: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RealName:
    """A real name and its other spellings. `like`: it is also a common word, or also the name of places and people,
    so that only a capital letter or the words beside it tell."""

    SHORTHAND: ClassVar[str] = "name"

    name: Name
    also: tuple[Name, ...] = ()
    like: Literal["", "word", "name"] = ""


@dataclass(frozen=True, kw_only=True)
class RealNames:
    """`real-names.yaml`: names that no case may use, by kind. `beside`: words by which a common word is told to be a
    firm; `generic`: words of firms' names that tell nothing."""

    beside: Mapping[Word, tuple[Name, ...]] = field(default_factory=dict)
    generic: tuple[Name, ...] = ()
    brands: Mapping[Id, RealName] = field(default_factory=dict)
    retailers: Mapping[Id, RealName] = field(default_factory=dict)
    manufacturers: Mapping[Id, RealName] = field(default_factory=dict)
    electronics: Mapping[Id, RealName] = field(default_factory=dict)
    services: Mapping[Id, RealName] = field(default_factory=dict)
    people: Mapping[Id, RealName] = field(default_factory=dict)

    KINDS: ClassVar[tuple[str, ...]] = ("brands", "retailers", "manufacturers", "electronics", "services", "people")

    @cached_property
    def index(self) -> "Names":
        """The names ready to be asked, made once."""
        return Names(self)

    def every(self) -> Iterator[tuple[str, RealName]]:
        """Each name with its kind."""
        for kind in self.KINDS:
            for each in getattr(self, kind).values():
                yield kind, each


# ── finding them in texts ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Hit:
    """A real name in a text: as the list has it, of what kind, and as the text says it."""

    name: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of a real name, cut into words and what stands between them."""

    real: RealName
    kind: str
    words: tuple[str, ...]
    gaps: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether capitals count: always for a common word, and for two or three letters, which mean much else."""
        return bool(self.real.like) or (len(self.words) == 1 and len(self.words[0]) <= 3)

    @property
    def told_by_capitals(self) -> bool:
        """Whether no beginning of a sentence explains its capitals: «Old Navy», but not «Gap»."""
        return self.real.like == "word" and any(each[0].isupper() for each in self.words[1:])


_WORD = re.compile(r"[^\W_]+")
# What may stand round a word at the beginning of a sentence, a line or a quotation.
_LOOSE = " \t\r\n\"'«»“”‘’()[]*_–—-/|#>"
_ENDS = ".!?:;¡¿•"
_ALIKE = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "‑": "-", "‐": "-", "*": "", "_": ""})


def plain(text: str) -> str:
    """The text without accents and without signs that nobody sees, so that «Ni\u00adké» is found too."""
    if text.isascii():
        return text
    return "".join(filter(_is_seen, normalize("NFKD", text)))


@cache
def _is_seen(sign: str) -> bool:
    return category(sign) not in ("Mn", "Cf")


class Names:
    """The list of real names, ready to be asked; asking costs little where nothing is found."""

    def __init__(self, real: RealNames) -> None:
        self._beside = frozenset(plain(word).lower() for words in real.beside.values() for word in words)
        self._generic = frozenset(plain(word).lower() for word in real.generic)
        self._by_first: dict[str, list[_Spelling]] = {}
        self._by_sound: dict[str, RealName] = {}
        self._common_by_sound: dict[str, RealName] = {}
        self._by_slip: dict[str, RealName] = {}
        for kind, each in real.every():
            for said in (each.name, *each.also):
                self._add(each, kind, said)

    def _add(self, real: RealName, kind: str, said: str) -> None:
        shown = plain(said)
        found = list(_WORD.finditer(shown))
        if not found:
            return
        words = tuple(each[0] for each in found)
        gaps = tuple(_gap(shown[one.end() : two.start()]) for one, two in pairwise(found))
        self._by_first.setdefault(words[0].lower(), []).append(_Spelling(real, kind, words, gaps))
        key = sound("".join(self._telling(words)))
        if real.like:
            self._common_by_sound.setdefault(key, real)
            return
        self._by_sound.setdefault(key, real)
        for slip in _slips(key) if len(key) >= _SLIP_FROM else ():
            self._by_slip.setdefault(slip, real)

    def find(self, text: str, *, named: bool = False) -> tuple[Hit, ...]:
        """The real names that a text says, each once. `named`: the field holds nothing but a name, so that a common
        word that fills it is one."""
        shown = plain(text)
        if self._by_first.keys().isdisjoint(_WORD.findall(shown.lower())):
            return ()
        words = list(_WORD.finditer(shown))
        found: dict[str, Hit] = {}
        for position, word in enumerate(words):
            for spelling in self._by_first.get(word[0].lower(), ()):
                if self._says(spelling, shown, words, position, named=named):
                    end = words[position + len(spelling.words) - 1].end()
                    found.setdefault(
                        spelling.real.name, Hit(spelling.real.name, spelling.kind, shown[word.start() : end])
                    )
        return tuple(found.values())

    def _says(self, spelling: _Spelling, text: str, words: list[re.Match[str]], position: int, *, named: bool) -> bool:
        count = len(spelling.words)
        here = words[position : position + count]
        if len(here) < count or not _same_words(spelling, [each[0] for each in here]):
            return False
        between = (text[one.end() : two.start()] for one, two in pairwise(here))
        if not all(_joins(wanted, _gap(given)) for wanted, given in zip(spelling.gaps, between, strict=True)):
            return False
        return self._told_by_context(spelling, text, words, position, named=named)

    def _told_by_context(
        self, spelling: _Spelling, text: str, words: list[re.Match[str]], position: int, *, named: bool
    ) -> bool:
        """Whether a common word is a firm here: it fills the field, a word beside says so, or it has a capital that
        no beginning of a sentence gave it."""
        first, last = words[position], words[position + len(spelling.words) - 1]
        as_listed = first[0] == spelling.words[0]
        if not spelling.real.like or (as_listed and spelling.told_by_capitals):
            return True
        if named and position == 0 and last is words[-1]:
            return True
        near = (*words[max(0, position - 2) : position], *words[position + len(spelling.words) :][:1])
        if any(_within(text, each, first, last) and each[0].lower() in self._beside for each in near):
            return True
        return spelling.real.like == "word" and not _begins(text, first.start())

    def near(self, name: str) -> str:
        """The real name that an invented one, or a word of it, sounds like or is one letter away from; else empty. A
        common word is too like only where it is the whole name."""
        words = self._telling(_WORD.findall(plain(name)))
        whole = sound("".join(words))
        if whole in self._common_by_sound:
            return self._common_by_sound[whole].name
        keys = dict.fromkeys((whole, *map(sound, words)))
        found = (self._alike(key) for key in keys if len(key) >= _SOUND_FROM)
        return next((each.name for each in found if each), "")

    def _telling(self, words: Sequence[str]) -> Sequence[str]:
        """The words of a name without those that half of all firms have."""
        return [each for each in words if each.lower() not in self._generic] or words

    def _alike(self, key: str) -> RealName | None:
        if key in self._by_sound or len(key) < _SLIP_FROM:
            return self._by_sound.get(key)
        return next((self._by_slip[slip] for slip in _slips(key) if slip in self._by_slip), None)


def _same_words(spelling: _Spelling, given: list[str]) -> bool:
    if not spelling.exact:
        return [each.lower() for each in given] == [each.lower() for each in spelling.words]
    return given in ([*spelling.words], [each.upper() for each in spelling.words])


def _gap(between: str) -> str:
    return "".join(between.translate(_ALIKE).split())


def _joins(wanted: str, given: str) -> bool:
    return wanted == given or (wanted in ("", "-") and given in ("", "-"))


def _begins(text: str, start: int) -> bool:
    """Whether a word at `start` has its capital from its place: at the beginning of a text, a sentence, a quotation."""
    before = text[:start]
    left = before.rstrip(_LOOSE)
    quoted = before.rstrip(" ")[-1:] in ("«", "“", '"', "(", "*", "_")
    return not left or left[-1] in _ENDS or quoted or "\n\n" in before[len(left) :] or "\n- " in before[len(left) :]


def _within(text: str, other: re.Match[str], first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether two words stand in one sentence."""
    between = text[other.end() : first.start()] if other.start() < first.start() else text[last.end() : other.start()]
    return not any(sign in between for sign in ".!?;")


# ── names that are too like ─────────────────────────────────────────────────────────────────────────────────────────

_SOUND_FROM = 4
_SLIP_FROM = 6
"""Shorter names are like half of the dictionary."""

_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("ck|qu|q"), "k"),
    (re.compile("ch|sh"), "x"),
    (re.compile("c(?=[eiy])|z"), "s"),
    (re.compile("c"), "k"),
    (re.compile("g(?=[eiy])"), "j"),
    (re.compile("v"), "b"),
    (re.compile("w"), "u"),
    (re.compile("ll|y"), "i"),
    (re.compile("h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


def sound(word: str) -> str:
    """How a word sounds to a reader of Spanish or English, roughly: «Pumma» and «Puma» are one."""
    key = plain(word).lower()
    for pattern, said in _SOUNDS:
        key = pattern.sub(said, key)
    return key


def _slips(key: str) -> Iterable[str]:
    """The word, and the word with one letter gone: two words that share one of these are one slip of the pen apart."""
    return dict.fromkeys((key, *(key[:place] + key[place + 1 :] for place in range(len(key)))))


# ── how old a look-up may be ────────────────────────────────────────────────────────────────────────────────────────

_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def year_of(edition: str) -> int | None:
    """The year that an edition names («2026.1»); None where it names none."""
    found = _YEAR.search(edition)
    return int(found[0]) if found else None


def too_old(look_up: LookUp, year: int | None) -> bool:
    """Whether a look-up is too old for something of that year."""
    return year is not None and year - look_up.on.year > LOOK_UP_YEARS
