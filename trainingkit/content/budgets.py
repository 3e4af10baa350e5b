"""How easy a text has to be, by who reads it: comes in `budgets.toml`, goes out a table, and whose budget a text falls
under.

Refuses a table that does not hold each budget once, whole.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

from trainingkit.domain.text import Circle, Text
from trainingkit.errors import UsageError

BUDGETS_FILE = Path(__file__).resolve().parents[1] / "budgets.toml"

Readers = Literal["workers", "participants", "players", "facilitators", "papers"]
"""Who reads, from those who must have it easiest; `papers` are what imitates the letters and papers of others."""

READERS: tuple[Readers, ...] = get_args(Readers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Least score, most words a sentence on average, most words of one sentence, least score of one."""

    score: int
    words: int
    longest: int
    hardest: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """The whole table. Fewer than `words` are measured and not judged, nor is a sentence of fewer than `sentence`."""

    words: int
    sentence: int
    by_reader: Mapping[Readers, Budget]


def read_budgets(path: Path = BUDGETS_FILE) -> Budgets:
    """The table of a file; raises UsageError for one that is not whole."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    found: dict[str, Any] = table.get("budget", {})
    names = {each.name for each in fields(Budget)}
    whole = set(found) == set(READERS) and all(set(budget) == names for budget in found.values())
    if not whole or set(table.get("enough", {})) != {"words", "sentence"}:
        raise UsageError("limits", section="budget", names=", ".join((*READERS, *sorted(names))))
    return Budgets(**table["enough"], by_reader={reader: Budget(**found[reader]) for reader in READERS})


BUDGETS = read_budgets()
"""The shipped table."""

_TAKEN_HOME = ("handouts/", "posters/")


def readers_of(text: Text, *, form: bool = False) -> Readers:
    """Whose budget a text falls under; `form`: it stands on one of the organisers' forms, which everybody signs."""
    audience, unit = text.audience, text.unit
    if audience.circle is Circle.FACILITATOR or audience.only == frozenset({"facilitator"}):
        return "facilitators"
    if imitates(unit):
        return "papers"
    if audience.circle in (Circle.PARTY, Circle.SEAT, Circle.HANDED):
        return "players"
    return "workers" if form or unit.startswith(_TAKEN_HOME) else "participants"


def imitates(unit: str) -> bool:
    """Whether a text is made to look like somebody else's: a reply's letter, an exhibit of a case."""
    parts = unit.split("/")
    return len(parts) > 2 and (parts[0], parts[2]) in (("responses", "letter"), ("cases", "exhibits"))
