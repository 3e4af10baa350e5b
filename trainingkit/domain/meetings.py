"""How often and how long a cohort of a track meets: its days of the agenda, cut into pieces where work asks for it.

Comes in: a kit and a track. Goes out: `Meeting`s in their order, each with the items that it holds. Cuts between items
alone: what one item takes stays whole, so that a piece can be longer than asked (the checks name it).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trainingkit.domain.agenda import Slot, schedule
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.workshop import sample_of


@dataclass(frozen=True, slots=True)
class Meeting:
    """One time that a cohort meets: the items of one day of the agenda, or some of them."""

    day: str
    items: tuple[str, ...]
    minutes: int


def meetings_of(kit: Kit, track: str, most: int | None = None) -> tuple[Meeting, ...]:
    """The meetings of a track, each of at most so many minutes where `most` is given."""
    workshop = replace(sample_of(kit, track), groups={})
    days = schedule(for_workshop(kit, workshop), workshop).days
    return tuple(
        Meeting(day.id, tuple(slot.item for slot in piece), sum(slot.minutes for slot in piece))
        for day in days
        for piece in (_pieces(day.slots, most) if most else (day.slots,))
        if piece
    )


def _pieces(slots: Sequence[Slot], most: int) -> Iterator[tuple[Slot, ...]]:
    """As few pieces as possible: each takes what still fits. A break at its begin or end is none."""
    piece: list[Slot] = []
    for slot in slots:
        if piece and sum(each.minutes for each in piece) + slot.minutes > most:
            yield _trimmed(piece)
            piece = []
        piece.append(slot)
    yield _trimmed(piece)


def _trimmed(piece: list[Slot]) -> tuple[Slot, ...]:
    working = [position for position, slot in enumerate(piece) if slot.kind != "break"]
    return tuple(piece[working[0] : working[-1] + 1]) if working else ()
