"""What people type into forms, read strictly: comes in text by field, go out values, or a problem for every field that
makes no sense, all at once.

Refuses letters that nobody sees (control characters, marks that turn the writing direction) by dropping them, so that
what is kept is what was seen.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from trainingkit.errors import Problem, Severity
from trainingkit.services.starting import PEOPLE, Answers, Choice, parse_choice

LINE_MOST, PROSE_MOST = 200, 8_000
YEARS = (1990, 2100)
_NUMBER = re.compile(r"\d{1,9}")
_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cleaned(typed: str) -> str:
    """What was typed without what nobody sees; line ends as one sign, accents as one letter."""
    lines = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(each for each in lines if each == "\n" or not _is_unseen(each)).strip()


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cs") or letter in _DIRECTIONS


@dataclass(slots=True)
class Reader:
    """Reads the fields of one form, and gathers what is wrong with them under their names."""

    said: Mapping[str, str]
    problems: dict[str, Problem] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What stands in a field."""
        return cleaned(self.said.get(name, ""))

    def line(self, name: str, *, needed: bool = False, most: int = LINE_MOST) -> str:
        """One line."""
        found = " ".join(self.text(name).split())
        if needed and not found:
            self.refuse("form-empty", name)
        if len(found) > most:
            self.refuse("form-too-long", name, most=most, count=len(found))
        return found

    def prose(self, name: str) -> str:
        """Several lines."""
        found = self.text(name)
        if len(found) > PROSE_MOST:
            self.refuse("form-too-long", name, most=PROSE_MOST, count=len(found))
        return found

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A date as browsers send it: `2027-05-19`."""
        found = self.text(name)
        if not found and not needed:
            return None
        try:
            given = date.fromisoformat(found) if len(found) == 10 else None
        except ValueError:
            given = None
        if given is None or not YEARS[0] <= given.year <= YEARS[1]:
            self.refuse("form-date" if found else "form-empty", name)
            return None
        return given

    def clock(self, name: str, *, needed: bool = True) -> time | None:
        """A clock time as browsers send it: `08:30`."""
        found = self.text(name)
        if not found and not needed:
            return None
        try:
            return time.fromisoformat(found).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            self.refuse("form-time" if found else "form-empty", name)
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
    title = reader.line("title", needed=True)
    first = reader.day("first")
    people = reader.number("people", *PEOPLE)
    country = reader.one_of("country", countries)
    if reader.problems or first is None or people is None:
        return reader
    choice: Choice = parse_choice(chosen)
    return Answers(choice=choice, title=title, first=first, people=people, country=country)
