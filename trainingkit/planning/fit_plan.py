"""What the solver found, as values: pieces in their places. Holds data only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainingkit.planning.fit_frame import Frame, Stretch
from trainingkit.planning.fit_pieces import STEP, Form, Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A piece in its place. `times`: how many times over it is held, for so many cases or groups."""

    piece: Piece
    form: Form
    times: int
    minutes: int
    stretch: Stretch

    @property
    def on_clock(self) -> int:
        """What it takes out of the day."""
        return -(-self.minutes // STEP) * STEP

    @property
    def ideal(self) -> int:
        """The minutes that would be ideal for it."""
        return self.form.minutes.ideal * self.times

    @property
    def most(self) -> int:
        """The most minutes that make sense for it."""
        return self.form.minutes.max * self.times


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is held, in its order; which cases are worked on, with their groups; `shares`: the minutes of each day;
    `mornings`: those until each day's meal, 0 where it has none; `pause`: how long a pause is."""

    placed: tuple[Placed, ...]
    cases: tuple[str, ...]
    groups: Mapping[str, int]
    frames: tuple[Frame, ...]
    shares: tuple[int, ...]
    mornings: tuple[int, ...]
    pause: int
    worth: int

    @property
    def sessions(self) -> Mapping[str, int]:
        """The sessions with the minutes of their longest placement."""
        found: dict[str, int] = {}
        for each in self.placed:
            if each.piece.is_session:
                found[each.piece.subject] = max(found.get(each.piece.subject, 0), each.minutes)
        return found

    def of_day(self, day: int) -> list[Placed]:
        """What is held on a day, in its order."""
        return [each for each in self.placed if each.stretch.day == day]

    def load(self, half: Sequence[Placed]) -> int:
        """The minutes of a morning or an afternoon with the pauses in it."""
        pauses = max(0, len({each.stretch for each in half}) - 1)
        return sum(each.on_clock for each in half) + self.pause * pauses
