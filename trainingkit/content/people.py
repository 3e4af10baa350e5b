"""How people are named: comes in a text and a language's table, goes out what to mend, and how.

Endings that cannot be said aloud (x, @, e), forms split by a slash, masculine words for groups that are not only men,
and words that make the work somebody's sex. Refuses to judge a name, a quotation or a paper that imitates others: the
caller leaves those out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from trainingkit.content.terms import words_in
from trainingkit.i18n.usage import Pairs, People, Rule


@dataclass(frozen=True, slots=True)
class Named:
    """What stands in a text, of which kind it is, and what to say instead."""

    kind: str
    found: str
    say: str


@dataclass(frozen=True, slots=True)
class _Noun:
    """A masculine noun with its pair and another way to say it; `common` to both, only the word before it tells."""

    masculine: str
    feminine: str
    other: str
    common: bool = False


@lru_cache(maxsize=16_384)
def find_named(text: str, people: People) -> tuple[Named, ...]:
    """Everything in one text that names people as they should not be named."""
    return tuple(_find(text, people))


def _find(text: str, people: People) -> Iterator[Named]:
    said = text.lower()
    if len(said) != len(text):  # «İ» grows; a text with it has no finding rather than a wrong one
        return
    taken: set[int] = set()
    for rule in _worth_trying(said, people):
        for found in rule.find.finditer(said):
            group = "found" if "found" in rule.find.groupindex else 0
            start, end = found.span(group)
            if _is_word(text[start:end]) and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                yield Named(rule.kind, text[start:end], rule.say.replace("{found}", text[start:end]))
    if people.pairs is not None and not _nouns(people.pairs).keys().isdisjoint(words_in(text).words):
        yield from _masculine(text, said, people.pairs)


def _worth_trying(said: str, people: People) -> list[Rule]:
    if not _near(people).search(said):
        return []
    return [rule for rule in people.rules if not rule.near or any(each in said for each in rule.near)]


@cache
def _near(people: People) -> re.Pattern[str]:
    """What stands in every text that one of the rules could find something in."""
    found = [each for rule in people.rules for each in rule.near or ("",)]
    return re.compile("|".join(map(re.escape, found)))


def _is_word(found: str) -> bool:
    """Whether it can be a word: Roman numerals and short names of things are written in capitals."""
    return not (found.isupper() and found.isalpha())


def _masculine(text: str, said: str, pairs: Pairs) -> Iterator[Named]:
    nouns = _nouns(pairs)
    for found in _pattern(pairs).finditer(said):
        noun = nouns[found["noun"]]
        if _is_with_its_pair(said, found, noun, pairs) or (noun.common and not _is_masculine(found, pairs)):
            continue
        say = pairs.say.replace("{the}", pairs.the)
        for name, value in (("feminine", noun.feminine), ("masculine", noun.masculine), ("other", noun.other)):
            say = say.replace(f"{{{name}}}", value)
        start = found.start("before") if _is_masculine(found, pairs) else found.start("noun")
        yield Named(pairs.kind, text[start : found.end("noun")], say)


def _is_masculine(found: re.Match[str], pairs: Pairs) -> bool:
    return bool(found["before"]) and found["before"].strip() in pairs.masculine


def _is_with_its_pair(said: str, found: re.Match[str], noun: _Noun, pairs: Pairs) -> bool:
    """«las y los trabajadores», «trabajadoras y trabajadores», «niñas, niños»."""
    before, after = said[: found.start("noun")], said[found.end("noun") :]
    if any(before.endswith(f"{each} ") for each in pairs.both):
        return True
    joint = "|".join(map(re.escape, pairs.joined))
    pair = re.escape(noun.feminine)
    article = r"(?:\w{2,9} ){0,2}"
    joined_before = rf"\b{pair} (?:{joint}) {article}$|\b{pair}, {article}$"
    joined_after = rf"^ (?:{joint}) {article}{pair}\b|^, {article}{pair}\b|^[/(]"
    return bool(re.search(joined_before, before) or re.match(joined_after, after))


@cache
def _nouns(pairs: Pairs) -> dict[str, _Noun]:
    rows = [(row, False) for row in pairs.nouns] + [(row, True) for row in pairs.common]
    made = (_noun(row, common=common) for row, common in rows)
    return {each.masculine: each for each in made}


def _noun(row: str, *, common: bool) -> _Noun:
    masculine, feminine, other = (cell.strip() for cell in row.split("|"))
    return _Noun(masculine, feminine, other, common)


@cache
def _pattern(pairs: Pairs) -> re.Pattern[str]:
    before = "|".join(sorted(map(re.escape, pairs.masculine), key=len, reverse=True))
    nouns = "|".join(map(re.escape, _nouns(pairs)))
    return re.compile(rf"(?P<before>\b(?:{before}) (?:dos |tres |cuatro |mismos |nuevos )?)?\b(?P<noun>{nouns})\b")
