"""The nearest valid name to one that is not known, so that a problem can say what was probably meant."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

_ENOUGH = 0.6


def nearest(name: str, valid: Iterable[str]) -> str:
    """The most similar valid name, or an empty string when none is similar enough. Parts of a longer name count too."""
    parts = [part for part in re.split(r"[^a-z0-9]+", name.lower()) if len(part) > 3]
    best, score = "", _ENOUGH
    for option in sorted(valid):
        found = max([_alike(name.lower(), option.lower()), *(0.95 * _alike(part, option.lower()) for part in parts)])
        if found > score:
            best, score = option, found
    return best


def _alike(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
