"""What a language shows of gender: comes in a language, goes out what its `locales/<language>/gender.toml` lists.

A language without such a file, such as English, shows none besides its articles. A regional language shows what its
base does. Refuses to hold any language in code.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from trainingkit.domain.gender import GenderWords, Pair
from trainingkit.domain.words import Number
from trainingkit.i18n.catalogues import LOCALES, bases_of

FILE = "gender.toml"

_Pairs = dict[str, Pair]
_LISTS = (
    "never",
    "after_verb",
    "neutral",
    "degrees",
    "linking",
    "between",
    "perfect",
    "prepositions",
    "joining",
    "relative",
)


@cache
def gender_words(language: str, folder: Path = LOCALES) -> GenderWords:
    """The words of a language, or of the nearest one that it builds on."""
    for each in bases_of(language):
        path = folder / each.replace("-", "_") / FILE
        if path.is_file():
            return _made(tomllib.loads(path.read_text(encoding="utf-8")))
    return GenderWords()


def _made(told: Mapping[str, Any]) -> GenderWords:
    stems, irregular, lists = told["stems"], told["irregular"], told["lists"]
    endings = _pairs(stems["endings"])
    leading = _from_stems(stems["leading"], endings)
    named = {name: frozenset(lists[name].split()) for name in _LISTS}
    return GenderWords(
        pairs={**_from_stems(stems["words"], endings), **leading, **_by_word(_pairs(irregular))},
        endings=_pairs(told["endings"]),
        leading=frozenset(leading) | frozenset(irregular["leading"].split()),
        counting=_from_stems(stems["counting"], endings),
        phrases=frozenset(tuple(each.split()) for each in lists["phrases"]),
        objects=_by_word(_pairs(told["objects"])),
        verb_endings=tuple(lists["verb_endings"].split()),
        attached=re.compile(told["objects"]["attached"]),
        **named,
    )


def _pairs(told: Mapping[str, str]) -> tuple[Pair, ...]:
    """Masculine/feminine of one thing, then of many."""
    numbers: tuple[Number, ...] = ("one", "many")
    split = ((number, each.partition("/")) for number in numbers for each in told[number].split())
    return tuple(Pair(masculine, feminine, number) for number, (masculine, _, feminine) in split)


def _by_word(pairs: Iterable[Pair]) -> _Pairs:
    return {word: pair for pair in pairs for word in pair.options}


def _from_stems(stems: str, endings: Iterable[Pair]) -> _Pairs:
    every = (Pair(stem + e.masculine, stem + e.feminine, e.number) for stem in stems.split() for e in endings)
    return _by_word(every)
