"""Circles in what leads to what: comes in a graph of names, goes out each circle once, as `a, b, a`."""

from collections.abc import Iterator, Mapping, Sequence


def cycles(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """A circle for each group of names that lead back to themselves, beginning with its first name in the alphabet."""
    done: set[str] = set()
    for start in sorted(graph):
        if start in done:
            continue
        path = _way_back(graph, start)
        if path:
            done.update(path)
            yield path


def _way_back(graph: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a name to itself; empty when there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in graph.get(way[-1], ()):
            if name == start:
                return (*way, start)
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()
