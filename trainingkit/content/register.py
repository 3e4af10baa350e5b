"""How one person is addressed: comes in a language's table and the way that a kit has chosen, goes out a `Lexicon`, and
with it what in a sentence is said another way.

A form counts as a sign of a way only where it can be nothing else; one that is also a noun or a third person counts
behind a word that no noun follows, or where an instruction begins with it. Refuses to guess from anything less.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from trainingkit.content.sentences import SLOT, starts_of
from trainingkit.content.terms import words_in
from trainingkit.i18n.usage import Register

_TOKEN = re.compile(rf"[^\W\d_]+|[^\w\s]|{SLOT}")
_ACCENTS = dict(zip("aeiou", "áéíóú", strict=True))
_LEAST_STEM = 3
_COMMAS = frozenset({",", ";"})


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Forms of the ways that a kit has not chosen, each with what to say instead.

    `plain` count anywhere, unless they are a noun where they stand, `certain` even there, `shy` behind a clue, `orders`
    where a sentence of an instruction begins, and behind an order of its own (`own`); `endings` are those of unlisted
    verbs, but for `not_`; `calls` are orders that do not count before one of `subjects`.
    """

    certain: frozenset[str]
    plain: Mapping[str, str]
    shy: Mapping[str, str]
    orders: Mapping[str, str]
    calls: frozenset[str]
    subjects: frozenset[str]
    own: frozenset[str]
    joining: frozenset[str]
    clues: frozenset[str]
    nominal: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    not_: frozenset[str]

    @cached_property
    def any_ending(self) -> tuple[str, ...]:
        """The endings alone."""
        return tuple(ending for ending, _ in self.endings)

    def may_be_in(self, words: tuple[str, ...], *, instruction: bool) -> bool:
        """Whether a closer look at a text with these words is worth its time."""
        return (
            not self.plain.keys().isdisjoint(words)
            or (instruction and not self.orders.keys().isdisjoint(words))
            or (not self.shy.keys().isdisjoint(words) and not self.clues.isdisjoint(words))
            or any(word.endswith(self.any_ending) and word not in self.not_ for word in words)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a text, and what to say instead."""

    found: str
    say: str


# ── making ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def lexicon_of(register: Register, way: str) -> Lexicon:
    """The forms that are wrong where `way` is chosen."""
    chosen = (*register.ways, *register.others).index(way)
    wrong, right = _sorted_out((*register.words, *_verb_rows(register)), chosen)
    orders, own = _sorted_out((*register.orders, *register.calls), chosen)
    shy, nouns = frozenset(register.also.split()) - right, frozenset(register.nouns.split())
    endings, _ = _sorted_out(register.endings.rows, chosen)
    return Lexicon(
        certain=frozenset(_sorted_out(register.words, chosen)[0]),
        plain={form: say for form, say in wrong.items() if form not in right and form not in shy},
        shy={form: say for form, say in wrong.items() if form in shy},
        orders={form: say for form, say in orders.items() if form not in own | nouns},
        calls=frozenset(_sorted_out(register.calls, chosen)[0]),
        subjects=frozenset(register.subjects),
        own=own,
        joining=_COMMAS.union(register.joining),
        clues=frozenset(register.clues),
        nominal=frozenset(register.nominal),
        endings=tuple(sorted(endings.items(), key=lambda each: -len(each[0]))),
        not_=frozenset(register.endings.not_.split()),
    )


def _sorted_out(rows: Iterable[str], chosen: int) -> tuple[dict[str, str], frozenset[str]]:
    """The forms of the other ways with what to say instead, and the chosen way's own."""
    wrong: dict[str, str] = {}
    right: set[str] = set()
    for row in rows:
        cells = [cell.strip() for cell in row.split("|")]
        cells += [""] * (chosen + 1 - len(cells))
        own = cells[chosen]
        say = own.strip("()") if own.startswith("(") else own.replace(" ", ", ")
        for place, cell in enumerate(cells):
            if not cell.startswith("("):
                forms = cell.split()
                if place == chosen:
                    right.update(forms)
                else:
                    wrong.update((form, say) for form in forms if form not in wrong)
    return wrong, frozenset(right)


def _verb_rows(register: Register) -> Iterator[str]:
    """The rows of every verb, its stems put in."""
    clitics = [[cell.strip() for cell in row.split("|")] for row in register.clitics.rows]
    for verbs in register.verbs:
        rows = [[cell.split() for cell in row.split("|")] for row in verbs.rows]
        plain = [row for row in rows if not any("*" in form for cell in row for form in cell)]
        joined = [row for row in rows if row not in plain]
        for stems in map(_stems, verbs.stems.split()):
            yield from (_row(row, stems) for row in plain)
            for row in (_row(row, stems).split("|") for row in joined):
                for clitic in clitics:
                    yield "|".join(cell.replace("*", said) for cell, said in zip(row, clitic, strict=False))


def _stems(written: str) -> Mapping[str, str]:
    """`empez:empiez:empiec` → the stem for each sign; one left out is like the one before, the last like the first."""
    given = written.split(":")
    weak = given[0]
    strong = given[1] if len(given) > 1 and given[1] else weak
    soft = given[2] if len(given) > 2 and given[2] else strong
    past = given[3] if len(given) > 3 else weak
    accents = {f"{sign}'": _accented(stem) for sign, stem in (("+", strong), ("~", soft))}
    return {"-": weak, "+": strong, "~": soft, "^": past, **accents}


def _row(row: Iterable[list[str]], stems: Mapping[str, str]) -> str:
    return "|".join([" ".join([_form(each, stems) for each in cell]) for cell in row])


def _form(template: str, stems: Mapping[str, str]) -> str:
    """`~'e*` → «búsque*»."""
    bracket = "(" if template[0] == "(" else ""
    start = len(bracket)
    sign = template[start : start + 2] if template[start + 1 : start + 2] == "'" else template[start]
    return bracket + stems[sign] + template[start + len(sign) :]


def _accented(stem: str) -> str:
    """The stem with an accent on its last vowel, unless it has one; the u of «qu» and «gu» is only spelling."""
    if any(letter in _ACCENTS.values() for letter in stem):
        return stem
    spoken = stem[:-1] if stem.endswith(("qu", "gu")) else stem
    place = max((spoken.rfind(vowel) for vowel in _ACCENTS), default=-1)
    return stem if place < 0 else stem[:place] + _ACCENTS[stem[place]] + stem[place + 1 :]


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=16_384)
def find_other_ways(text: str, lexicon: Lexicon, *, instruction: bool = False) -> tuple[Found, ...]:
    """What a text says in another way than the kit's. `instruction`: its sentences tell the reader what to do."""
    return tuple(_find(text, lexicon, instruction=instruction))


def _find(text: str, lexicon: Lexicon, *, instruction: bool) -> Iterator[Found]:
    if not lexicon.may_be_in(words_in(text).words, instruction=instruction):
        return
    for sentence in starts_of(text):
        written = _TOKEN.findall(sentence)
        words = [each.lower() for each in written]
        for place, word in enumerate(words):
            if say := _other_way(word, words[max(0, place - 2) : place], lexicon):
                yield Found(written[place], say)
        if instruction and written[:1] != ["¿"]:
            yield from _orders(words, lexicon)


def _other_way(word: str, before: list[str], lexicon: Lexicon) -> str:
    if word in lexicon.plain:
        return lexicon.plain[word] if word in lexicon.certain or not _is_noun(before, lexicon) else ""
    if word in lexicon.shy:
        return lexicon.shy[word] if before[-1:] and before[-1] in lexicon.clues else ""
    if not word.endswith(lexicon.any_ending) or word in lexicon.not_ or _is_noun(before, lexicon):
        return ""
    for ending, say in lexicon.endings:
        if word.endswith(ending) and len(word) >= len(ending) + _LEAST_STEM:
            return word.removesuffix(ending) + say
    return ""


def _is_noun(before: list[str], lexicon: Lexicon) -> bool:
    """Whether what stands before makes a noun of a word: «las firmas», but «no las firmes»."""
    if not before or before[-1] not in lexicon.nominal:
        return False
    return len(before) < 2 or before[-2] not in lexicon.clues


def _orders(words: list[str], lexicon: Lexicon) -> Iterator[Found]:
    """Orders at the beginning, and behind «y» where the sentence began with an order of the kit's way."""
    said = [word for word in words if word.isalpha() or word in lexicon.joining]
    for place, word in enumerate(said):
        told = word in lexicon.calls and not lexicon.subjects.isdisjoint(said[place + 1 : place + 2])
        if word in lexicon.orders and not told:
            begins = place == 0
            follows = place > 1 and said[0] in lexicon.own and said[place - 1] in lexicon.joining
            if begins or follows:
                yield Found(word, lexicon.orders[word])
