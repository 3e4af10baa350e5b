"""The facts of a case: declared once, typed, and used as slots by every text of that case.

Comes in: `Fact` values as read. Goes out: numbers, shares and dates worked out for a workshop that starts on a given
day. Refuses to say them: words, digits and dates in a language are `Wording`'s.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from trainingkit.domain.marks import Id
from trainingkit.domain.text import Audience, Circle, Form, Text

UNITS = ("minute", "hour", "day", "week", "month", "year")
"""The units a number may carry; the names are CLDR's."""


class Certainty(StrEnum):
    """What is known of a fact in the case's world."""

    KNOWN = "known"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class StoryDate:
    """A day in the case's world: fixed (`day`), or counted from the workshop's start or from another date fact."""

    day: date | None = None
    base: str = ""
    days: int = 0


_RELATIVE = re.compile(r"(?P<base>[a-z][a-z0-9-]*)(?:\s*(?P<sign>[+-])\s*(?P<days>\d{1,4})\s+days?)?")


def parse_story_date(text: str) -> StoryDate:
    """`2026-03-12`, `start - 63 days`, `petition-on + 21 days`. Raises ValueError for anything else or no such day."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return StoryDate(day=date.fromisoformat(text))
    found = _RELATIVE.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    days = int(found["days"] or 0)
    return StoryDate(base=found["base"], days=-days if found["sign"] == "-" else days)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share worked out of two number facts, `women / heads`."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact. Exactly one of the typed fields is given; `audience` says who may know it. `real`: it names a real firm
    or person, and on purpose."""

    id: str
    number: Decimal | None = None
    percent: Decimal | Ratio | None = None
    money: Decimal | None = None
    date: StoryDate | None = None
    name: str | None = None
    person: str | None = None
    text: Annotated[Text, Form.PROSE, Circle.EVERYONE] | None = None
    blank: Annotated[Text, Form.LINE, Circle.EVERYONE] | None = None
    unit: str | None = None
    currency: str | None = None
    gender: str | None = None
    core: bool = False
    local: bool = False
    real: bool = False
    status: Certainty = Certainty.KNOWN
    answer: Annotated[Text, Form.PROSE, Circle.FACILITATOR] | None = None
    formerly: Id | None = None
    audience: Audience = Audience(Circle.EVERYONE)

    VALUES: ClassVar[tuple[str, ...]] = ("number", "percent", "money", "date", "name", "person", "text", "blank")


def number_of(fact: Fact) -> Decimal | None:
    """The plain number behind a fact, for a ratio; None when it has none."""
    return fact.number if fact.number is not None else fact.money


def share_of(fact: Fact, facts: Mapping[str, Fact]) -> Decimal | None:
    """A percent fact as a fraction of one; None when a fact that it is worked out of is missing or zero."""
    if isinstance(fact.percent, Decimal):
        return fact.percent / 100
    if fact.percent is None:
        return None
    named = (facts.get(name) for name in (fact.percent.part, fact.percent.whole))
    part, whole = (number_of(each) if each else None for each in named)
    return part / whole if part is not None and whole else None


def day_of(story: StoryDate, facts: Mapping[str, Fact], start: date, seen: frozenset[str] = frozenset()) -> date | None:
    """The calendar day of a story date for a workshop that starts on `start`; None for an unknown or circular base."""
    if story.day is not None:
        return story.day
    if story.base == "start":
        return start + timedelta(days=story.days)
    base = facts.get(story.base)
    if base is None or base.date is None or story.base in seen:
        return None
    before = day_of(base.date, facts, start, seen | {story.base})
    return before + timedelta(days=story.days) if before else None
