"""Whether a text looks like a list of people: comes in a text, goes out yes or no.

A guess, for a warning and nothing more: lines that look like names, and a telephone number among them. Refuses to say
whose names they are, and to keep anything.
"""

import re

LINES_LEAST = 3
"""So many lines with names make a list."""

_NAME = re.compile(
    r"\b[^\W\d_a-zà-öø-ÿ][^\W\d_]+(?:['’-]\w+)*(?:\s+(?:de|del|la|las|los|y|da|dos))*(?:\s+[^\W\d_a-zà-öø-ÿ]\w+){1,4}"
)
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
_TELEPHONE = re.compile(r"(?<![\d,.])\+?(?:\(\d{1,4}\)[ ]?)?\d(?:[ .-]?\d){6,14}(?![\d,])")
_LONGEST_LINE = 160


def lists_people(text: str) -> bool:
    """Whether it has several lines with names, and a telephone number."""
    lines = [_DAY.sub("", line) for line in text.split("\n") if len(line) <= _LONGEST_LINE]
    named = sum(1 for line in lines if _NAME.search(line))
    return named >= LINES_LEAST and any(_TELEPHONE.search(line) for line in lines)
