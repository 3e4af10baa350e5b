"""How much of each track, shift and line is reached: numbers only, none from which a person could be told.

Comes in: a plan, its timetable, and who came where that is known. Goes out: a table without a count below five. A count
is sensitive if it is below five, or if so few are left out that they stand out («all but two»). Sensitive counts are
withheld together with as many others as it takes that nobody can work them out from sums and rows. Refuses to round:
what is shown is exact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.timetable import Timetable

LEAST = 5
"""The least count that is shown."""
FEW, WITHHELD = "<5", "–"
"""What stands for a count below five, and for one from which such a count could be worked out."""
NO_LIMIT = 10**9

Key = tuple[str, ...]
"""A track, a shift of it, a line of that; fewer parts are sums."""


@dataclass(frozen=True, slots=True)
class Share:
    """One row of the table: how many there are, how many of them are reached; None where that is withheld, and the sign
    that stands for it."""

    key: Key
    people: int | None
    reached: int | None
    people_sign: str = ""
    reached_sign: str = ""

    @property
    def percent(self) -> int | None:
        """How much of the row is reached, rounded down; nothing where a count is withheld."""
        if self.people is None or self.reached is None:
            return None
        return 100 * self.reached // self.people


def coverage(plan: CohortPlan, table: Timetable) -> tuple[Share, ...]:
    """The rows of a plan: each track, its shifts, their lines. Reached are those who came, once somebody did; before,
    those who are invited."""
    counts = plan.cohorts.headcount
    people: dict[Key, int] = {
        (track, shift, line): many
        for track, goal in plan.cohorts.goal.items()
        if goal
        for shift, lines in counts.get(track, {}).items()
        for line, many in lines.items()
        if many
    }
    return published(people, reached(plan, table))


def reached(plan: CohortPlan, table: Timetable) -> dict[Key, int]:
    """How many of each line are reached."""
    came, found = plan.cohorts.came, dict[Key, int]()
    for cohort in table.cohorts:
        counts = came.get(cohort.code.lower(), {}) if came else cohort.people
        for line, many in counts.items():
            key = (cohort.track, cohort.shift, line)
            found[key] = found.get(key, 0) + many
    return found


def published(people: Mapping[Key, int], reached: Mapping[Key, int]) -> tuple[Share, ...]:
    """The rows that can be shown, sums first. Whoever reads them may know every headcount, as a plant does. A track of
    fewer than ten shows nothing if anything in it is sensitive: whatever stood there would tell too much."""
    there, come = _Tree.of(people), _Tree.of({key: reached.get(key, 0) for key in people})
    small = {key for key, many in there.values.items() if many < LEAST}
    few = {key for key, many in there.values.items() if _stands_out(come.values[key], many)}
    tiny = {key[0] for key in small | few if there.values[key[:1]] < 2 * LEAST}
    for tree, sensitive, limits, least in ((there, small, {}, 1), (come, few, there.values, 0)):
        tree.silence(tiny)
        tree.silence(tree.withhold(sensitive - tree.silent, limits, least))
    come.withheld |= there.withheld
    return tuple(
        Share(key, there.shown(key), come.shown(key), there.sign(key), come.sign(key)) for key in _in_order(people)
    )


def _stands_out(come: int, people: int) -> bool:
    """Whether so few came, or so few did not, that one could say who."""
    return come < LEAST or 0 < people - come < LEAST


def _in_order(keys: Mapping[Key, int]) -> Iterator[Key]:
    """Each key after its sums."""
    return iter(dict.fromkeys(key[:depth] for key in _grouped(keys) for depth in (1, 2, 3)))


def _grouped(keys: Mapping[Key, int]) -> list[Key]:
    """Lines of one shift, and shifts of one track, beside each other, in the order in which they are first named."""
    places = {
        part: place for place, part in enumerate(dict.fromkeys(key[:depth] for key in keys for depth in (1, 2, 3)))
    }
    return sorted(keys, key=lambda key: [places[key[:depth]] for depth in (1, 2, 3)])


# ── withholding ─────────────────────────────────────────────────────────────────────────────────────────────────────


Range = tuple[int, int]


@dataclass
class _Tree:
    """Counts with their sums, and which of them are withheld."""

    values: dict[Key, int]
    below: dict[Key, list[Key]]
    withheld: set[Key] = field(default_factory=set)
    silent: set[Key] = field(default_factory=set)
    """Those whose sign does not even say whether they are small."""

    @classmethod
    def of(cls, leaves: Mapping[Key, int]) -> "_Tree":
        values: dict[Key, int] = {}
        below: dict[Key, list[Key]] = {}
        for leaf, many in leaves.items():
            for depth in (1, 2, 3):
                key = leaf[:depth]
                if key not in values:
                    below.setdefault(key[:-1], []).append(key)
                values[key] = values.get(key, 0) + many
        return cls(values, below)

    def shown(self, key: Key) -> int | None:
        return None if key in self.withheld else self.values[key]

    def sign(self, key: Key) -> str:
        """What stands in place of a count that is withheld."""
        if key not in self.withheld:
            return ""
        return FEW if self.values[key] < LEAST and key not in self.silent else WITHHELD

    def silence(self, tracks: set[str]) -> None:
        """Withholds everything of these tracks under one sign."""
        self.silent |= {key for key in self.values if key[0] in tracks}
        self.withheld |= self.silent

    def withhold(self, sensitive: set[Key], limits: Mapping[Key, int], least: int) -> set[str]:
        """Withholds what is sensitive, and more until none of it can be worked out. `limits`: what a reader knows that
        counts cannot exceed; `least`: the least that any count can be. Returns the tracks where even signs tell it."""
        self.withheld |= sensitive
        for key in sorted(sensitive):
            while self._is_told(key, set(), limits, least) and self._withhold_for(key, limits, least):
                pass
        return {key[0] for key in sensitive if self._is_told(key, set(), limits, least)}

    def _withhold_for(self, key: Key, limits: Mapping[Key, int], least: int) -> bool:
        """One count more is withheld, so that this one cannot be worked out: a line rather than a sum, a small one
        rather than a large one, and the track's total last of all. Where one alone does not do, one that has to do with
        it. False where there is none left."""
        shown = [each for each in self.values if each[0] == key[0] and each not in self.withheld]
        parts = sorted((each for each in shown if len(each) > 1), key=lambda each: (-len(each), self.values[each]))
        enough = (each for each in parts if not self._is_told(key, {each}, limits, least))
        near = (each for each in parts if key[:-1] in (each, each[:-1]) or each[:-1] == key)
        chosen = next(enough, None) or next(near, None) or next(iter(parts or shown), None)
        self.withheld |= {chosen} if chosen else set()
        return chosen is not None

    def _is_told(self, key: Key, more: set[Key], limits: Mapping[Key, int], least: int) -> bool:
        """Whether a count could be worked out with so many more withheld."""
        low, high = replace(self, withheld=self.withheld | more).ranges(limits, least)[key]
        return low == high

    def ranges(self, limits: Mapping[Key, int], least: int) -> dict[Key, Range]:
        """What a reader can work out of each count: the least and the most it can be."""
        ranges = {key: self._seen(key, limits, least) for key in self.values}
        keys = sorted(self.values, key=len)
        for key in reversed(keys):  # from lines up to sums
            if key in self.below:
                lows, highs = zip(*(ranges[each] for each in self.below[key]), strict=True)
                ranges[key] = max(ranges[key][0], sum(lows)), min(ranges[key][1], sum(highs))
        for key in keys:  # and from sums down to lines
            beside = self.below.get(key, [])
            low, high = sum(ranges[each][0] for each in beside), sum(ranges[each][1] for each in beside)
            top = ranges[key]
            for each in beside:
                own = ranges[each]
                ranges[each] = max(own[0], top[0] - (high - own[1])), min(own[1], top[1] - (low - own[0]))
        return ranges

    def _seen(self, key: Key, limits: Mapping[Key, int], least: int) -> Range:
        """What a count, or the sign in its place, says by itself."""
        if key not in self.withheld:
            return self.values[key], self.values[key]
        most = limits.get(key, NO_LIMIT)
        return (least, min(LEAST - 1, most)) if self.values[key] < LEAST else (LEAST, most)
