"""A word that slots use, in every language: a phrase, a name, or a phrase for each group.

Holds data, and picks what is said of a group. Refuses to know which layer a word comes from (`terms`) and to say it in
a language (`words`).
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from trainingkit.domain.marks import Line, Phrase
from trainingkit.domain.text import Text

Composition = Literal["women", "mixed", "men"]
"""Who the group is: a setting of the kit and of the workshop, which the words for participants follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that slots use: a phrase as people say it («la fábrica, las fábricas»), a name in full and in short, or,
    where it means people of the group, a phrase for each group («las participantes», «las y los participantes»)."""

    SHORTHAND: ClassVar[str] = "phrase"
    BY_GROUP: ClassVar[tuple[Composition, ...]] = ("women", "mixed", "men")

    phrase: Phrase | None = None
    full: Phrase | None = None
    short: Line | None = None
    women: Phrase | None = None
    mixed: Phrase | None = None
    men: Phrase | None = None

    def said_of(self, group: Composition) -> Text | None:
        """The phrase or the full name, as it is said where the group is so composed."""
        return self.phrase or self.full or {"women": self.women, "mixed": self.mixed, "men": self.men}[group]
