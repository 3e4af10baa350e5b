"""What people type into forms, read strictly: comes in text by field, go out values, or a problem for every field that
makes no sense, all at once.

Refuses letters that nobody sees (control characters, marks that turn the writing direction) by dropping them, so that
what is kept is what was seen.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time

import regex

from trainingkit.errors import Problem, Severity
from trainingkit.services.starting import PEOPLE, Answers, Choice, parse_choice

TITLE_MOST, LINE_MOST, PROSE_MOST = 120, 200, 8_000
"""Letters as people count them: an accent, or the parts of an emoji, make no letter more."""
YEARS = (1990, 2100)
_SIGNS = 8
"""Signs that a letter may be made of, on average."""
_LETTER = regex.compile(r"\X")
_NUMBER = re.compile(r"\d{1,9}")
_DATE = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2})?")
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cleaned(typed: str) -> str:
    """What was typed without what nobody sees; line ends as one sign, accents as one letter."""
    lines = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(each for each in lines if each == "\n" or not _is_unseen(each)).strip()


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in _DIRECTIONS


def letters(text: str) -> int:
    """How many letters a person would count."""
    return sum(1 for _ in _LETTER.finditer(text))


def dates_meant(typed: str) -> tuple[date, ...]:
    """The days that somebody can have meant, in whatever order and digits: none for what is no date, two where month
    and day could be either."""
    digits = "".join(str(unicodedata.decimal(each, each)) for each in typed)
    found = _DATE.fullmatch(digits)
    if found is None:
        return ()
    first, middle, last = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == 4 and len(found[4]) <= 2:
        orders = [(first, middle, last)]
    elif len(found[4]) == 4 and len(found[1]) <= 2:
        orders = [(last, middle, first), (last, first, middle)]
    else:
        orders = []
    return tuple(dict.fromkeys(_days(orders)))


def _days(orders: list[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in orders:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


@dataclass(slots=True)
class Reader:
    """Reads the fields of one form, and gathers what is wrong with them under their names."""

    said: Mapping[str, str]
    problems: dict[str, Problem] = field(default_factory=dict)
    pictures: Mapping[str, str | Problem] = field(default_factory=dict)
    """What came of the pictures that were sent, by field (`services.pictures`)."""

    def text(self, name: str) -> str:
        """What stands in a field."""
        return cleaned(self.said.get(name, ""))

    def line(self, name: str, *, needed: bool = False, most: int = LINE_MOST) -> str:
        """One line."""
        found = " ".join(self.text(name).split())
        if needed and not found:
            self.refuse("form-empty", name)
        self._require_room(name, found, most)
        return found

    def title(self, name: str, *, needed: bool = True) -> str:
        """What something is called: a short line that can be said aloud."""
        found = self.line(name, needed=needed, most=TITLE_MOST)
        if found and not any(each.isalnum() for each in found):
            self.refuse("form-no-letters", name)
        return found

    def _require_room(self, name: str, found: str, most: int) -> None:
        count = letters(found[: most * _SIGNS]) if len(found) > most else 0
        if count > most or len(found) > most * _SIGNS:
            self.refuse("form-too-long", name, most=most, count=max(count, letters(found)))

    def prose(self, name: str) -> str:
        """Several lines."""
        found = self.text(name)
        self._require_room(name, found, PROSE_MOST)
        return found

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A date as browsers send it, `2027-05-19`, or as people write it where that is one day only."""
        found = self.text(name)
        if not found and not needed:
            return None
        meant = dates_meant(found)
        if len(meant) > 1:
            self.refuse("form-date-unclear", name, one=meant[0], other=meant[1])
        elif not meant:
            self.refuse("form-date" if found else "form-empty", name)
        elif not YEARS[0] <= meant[0].year <= YEARS[1]:
            self.refuse("form-year", name, least=YEARS[0], most=YEARS[1])
        else:
            return meant[0]
        return None

    def clock(self, name: str, *, needed: bool = True) -> time | None:
        """A clock time as browsers send it, `08:30`, or `8.30`."""
        text = self.text(name)
        if not text and not needed:
            return None
        found = _CLOCK.fullmatch(text) if text.isascii() else None
        if found and int(found[1]) < 24 and int(found[2]) < 60:
            return time(int(found[1]), int(found[2]))
        self.refuse("form-time" if text else "form-empty", name)
        return None

    def number(self, name: str, least: int, most: int, *, needed: bool = True) -> int | None:
        """A whole number within limits, both included."""
        found = self.text(name).replace(" ", "")
        if not found and not needed:
            return None
        if not _NUMBER.fullmatch(found) or not found.isascii() or not least <= int(found) <= most:
            self.refuse("form-number" if found else "form-empty", name, least=least, most=most)
            return None
        return int(found)

    def picture(self, name: str) -> str:
        """A picture as it is kept; empty where none was sent."""
        found = self.pictures.get(name, "")
        if isinstance(found, Problem):
            self.problems.setdefault(name, found)
            return ""
        return found

    def one_of(self, name: str, options: Collection[str], *, needed: bool = True) -> str:
        """One of the values that the form offered."""
        found = self.text(name)
        if found in options or (not found and not needed):
            return found
        self.refuse("form-choice" if found else "form-empty", name)
        return ""

    def refuse(self, code: str, name: str, /, **details: object) -> None:
        """Notes what is wrong with a field; the first thing counts."""
        told = {each: str(value) for each, value in details.items()}
        self.problems.setdefault(name, Problem(code, name, told, Severity.ERROR))


def read_answers(said: Mapping[str, str], countries: Collection[str], choices: Collection[str]) -> Answers | Reader:
    """The four answers; the reader with all that is wrong where something is."""
    reader = Reader(said)
    chosen = reader.one_of("kit", choices)
    title = reader.title("title")
    first = reader.day("first")
    people = reader.number("people", *PEOPLE)
    country = reader.one_of("country", countries)
    if reader.problems or first is None or people is None:
        return reader
    choice: Choice = parse_choice(chosen)
    return Answers(choice=choice, title=title, first=first, people=people, country=country)
