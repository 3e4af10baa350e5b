"""What the cases of a kit cover, and which of them to play together.

Comes in: a kit. Goes out: a matrix of its cases by issue, kind of brand, leverage, decision, sector, law, exhibits and
replies, what no case covers, and sets of cases that differ most. The matrix tells the key of each case, so it is for
facilitators. Refuses to propose a case whose key says that it is to be eliminated, and to judge how good a case is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, lcm

from trainingkit.domain.casework import ARCHETYPES, LEVERAGE, Case, ExhibitLooks
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.roleplay import ReplyType
from trainingkit.errors import UsageError

DIMENSIONS = ("theme", "archetype", "leverage", "decision", "sector", "law", "exhibits", "replies")
"""By what cases are told apart. Each counts the same, however many values it has."""

MOST_SETS = 20_000
"""So many sets are looked at one by one: sixteen cases, eight of them. A kit with more is two kits."""
PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One case: what it covers in each dimension, and whether it is to be eliminated instead of played."""

    case: str
    decoy: bool
    values: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cases in the order of the kit. `known`: for each dimension every value that a case could have."""

    rows: tuple[Row, ...]
    known: Mapping[str, tuple[str, ...]]

    @property
    def playable(self) -> tuple[Row, ...]:
        """The cases that can be played."""
        return tuple(row for row in self.rows if not row.decoy)

    @property
    def uncovered(self) -> dict[str, tuple[str, ...]]:
        """For each dimension what no case has, those to be eliminated included."""
        return {
            name: tuple(each for each in self.known[name] if each not in covered_by(self.rows, name))
            for name in DIMENSIONS
        }


@dataclass(frozen=True, slots=True)
class Proposal:
    """Cases to play together: how many of the values of all playable cases they cover, and which they leave out.
    `repeats`: how often two of them are alike in something."""

    cases: tuple[str, ...]
    covered: int
    coverable: int
    repeats: int
    left_out: Mapping[str, tuple[str, ...]]


def coverage_of(kit: Kit) -> Coverage:
    """The matrix of a kit."""
    rows = tuple(Row(case.id, case.key.decoy, _values(case, kit)) for case in kit.cases.values())
    country = kit.shared.countries.get(kit.about.country or "")
    known: dict[str, Iterable[str]] = {
        "theme": [theme for module in kit.every_module() for theme in _themes(module)],
        "archetype": ARCHETYPES,
        "leverage": LEVERAGE,
        "decision": kit.about.decisions,
        "sector": kit.shared.sectors,
        "law": country.law if country else (),
        "exhibits": [looks.value for looks in ExhibitLooks],
        "replies": [kind.value for kind in ReplyType],
    }
    # What a case has is known, even where the list of the dimension does not hold it.
    whole = {name: tuple(dict.fromkeys((*values, *sorted(covered_by(rows, name))))) for name, values in known.items()}
    return Coverage(rows, whole)


def _themes(module: Module) -> tuple[str, ...]:
    own = (module.theme,) if isinstance(module, Case) else ()
    return (*own, *module.themes)


def _values(case: Case, kit: Kit) -> dict[str, frozenset[str]]:
    sector = kit.about.sector
    return {
        "theme": frozenset(_themes(case)),
        "archetype": frozenset(each.archetype for each in case.profiles.values() if each.archetype),
        "leverage": frozenset(case.key.leverage),
        "decision": frozenset((case.key.decision,)),
        "sector": frozenset(case.sectors or ((sector,) if sector else ())),
        "law": frozenset(case.law),
        "exhibits": frozenset(each.looks.value for each in case.exhibits.values()),
        "replies": frozenset(reply.type.value for reply in kit.responses_of(case.id)),
    }


def covered_by(rows: Iterable[Row], dimension: str) -> frozenset[str]:
    """What at least one of these cases has."""
    return frozenset(value for row in rows for value in row.values[dimension])


# ── choosing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def choose(coverage: Coverage, count: int) -> tuple[Proposal, ...]:
    """The best few sets of so many cases: those that cover most, of these the ones that repeat least, then by the order
    of the kit. Every set is looked at. Raises UsageError where there are too few cases, or too many sets."""
    playable = coverage.playable
    if not 1 <= count <= len(playable):
        raise UsageError("too-few-cases", wanted=count, playable=len(playable))
    if comb(len(playable), count) > MOST_SETS:
        raise UsageError("too-many-sets", wanted=count, playable=len(playable), most=MOST_SETS)
    weights = _weights(playable)
    ranked = sorted(combinations(playable, count), key=lambda rows: (-_covered(rows, weights), _repeats(rows)))
    return tuple(_proposal(rows, playable) for rows in ranked[:PROPOSALS])


def _weights(rows: Sequence[Row]) -> dict[str, int]:
    """What one value of a dimension counts, so that every dimension counts the same; in whole numbers, for equal sets
    must be equal."""
    sizes = {name: len(covered_by(rows, name)) or 1 for name in DIMENSIONS}
    whole = lcm(*sizes.values())
    return {name: whole // size for name, size in sizes.items()}


def _covered(rows: Sequence[Row], weights: Mapping[str, int]) -> int:
    return sum(weight * len(covered_by(rows, name)) for name, weight in weights.items())


def _repeats(rows: Sequence[Row]) -> int:
    return sum(len(one.values[name] & two.values[name]) for one, two in combinations(rows, 2) for name in DIMENSIONS)


def _proposal(rows: Sequence[Row], playable: Sequence[Row]) -> Proposal:
    covered = {name: covered_by(rows, name) for name in DIMENSIONS}
    coverable = {name: covered_by(playable, name) for name in DIMENSIONS}
    left_out = {name: tuple(sorted(coverable[name] - covered[name])) for name in DIMENSIONS}
    return Proposal(
        cases=tuple(row.case for row in rows),
        covered=sum(map(len, covered.values())),
        coverable=sum(map(len, coverable.values())),
        repeats=_repeats(rows),
        left_out={name: values for name, values in left_out.items() if values},
    )


# ── sessions ────────────────────────────────────────────────────────────────────────────────────────────────────────

OBJECTIVES = ("know", "do", "decide")


def objectives_of(kit: Kit) -> dict[str, tuple[str, ...]]:
    """For each session which kinds of objective it has; none is a session that nobody can say the use of."""
    return {
        name: tuple(kind for kind in OBJECTIVES if session.objectives and getattr(session.objectives, kind) is not None)
        for name, session in kit.sessions.items()
    }
