"""A text cut into what grammar sees of it: words, slots, commas, and signs at which a sentence ends.

Comes in: a text with slots. Goes out: its tokens. Refuses to know what a word means; phrases that count as one word are
given.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from trainingkit.domain.words import Slot, parse_slots


@dataclass(frozen=True, slots=True)
class Token:
    """A word (in lower case), a slot, or a sign that ends what belongs together; a comma ends it half."""

    word: str = ""
    slot: Slot | None = None
    comma: bool = False

    @property
    def ends(self) -> bool:
        return not self.word and self.slot is None and not self.comma


END = Token()
_WORDS = re.compile(r"\w+(?:[-'’]\w+)*|(?P<comma>,)|(?P<end>\n\s*(?:\n|[-*+>]\s|\d+[.)]\s)|[^\s\w*_,])")


def tokens_of(text: str, phrases: frozenset[tuple[str, ...]]) -> list[Token]:
    """Emphasis is no sign; a slot that names no noun is a word like any other, and so is a phrase that never agrees."""
    found = []
    for part in parse_slots(text):
        if isinstance(part, Slot):
            found.append(Token(slot=part))
            continue
        found += [_token(each) for each in _WORDS.finditer(part)]
    beginnings = _by_beginning(phrases)
    for start, (first, second) in enumerate(pairwise(found)):
        for phrase in beginnings.get((first.word, second.word), ()):
            joined = tuple(each.word for each in found[start : start + len(phrase)])
            if joined == phrase:
                found[start : start + len(phrase)] = [Token("_")] * len(phrase)
    return found


@cache
def _by_beginning(phrases: frozenset[tuple[str, ...]]) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    """The phrases by their first two words: hardly any pair of words begins one."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[:2], []).append(phrase)
    return found


def _token(found: re.Match[str]) -> Token:
    if found["end"]:
        return END
    return Token(comma=True) if found["comma"] else Token(found[0].lower())
