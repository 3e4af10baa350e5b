"""What a shorter agenda loses, as lines: comes in a `Lost`, go out messages with what fills them.

Refuses to choose the language of the messages: whoever shows them says them.
"""

from collections.abc import Iterator, Sequence

from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.text import Text
from trainingkit.i18n.catalogues import mark
from trainingkit.planning.fit_losses import Lost

_Line = tuple[str, Text, dict[str, object]]


def losses(lost: Lost, scribe: Scribe) -> Iterator[tuple[str, dict[str, object]]]:
    """A line for each thing: what is not there at all, then what is there for less. What the author of a hand-made
    agenda says is not among them."""
    for message, title, values in (*_gone(lost, scribe), *_less(lost, scribe)):
        yield message, {"title": scribe.plain(title), **values}


def _gone(lost: Lost, scribe: Scribe) -> Iterator[_Line]:
    left_out = mark("«{title}» is left out. {goals}")
    for session in lost.sessions:
        yield left_out, session.title, {"goals": " ".join(_said(session.goals, scribe))}
    for other in lost.others:
        yield left_out, other, {"goals": ""}
    for case in lost.cases:
        yield mark("Nobody works on the case «{title}»."), case.title, {}


def _less(lost: Lost, scribe: Scribe) -> Iterator[_Line]:
    for repeat in lost.repeats:
        times: dict[str, object] = {"held": repeat.held, "planned": repeat.planned}
        yield mark("«{title}»: held {held} of {planned} times."), repeat.title, times
    for version in lost.versions:
        told = " ".join((scribe.plain(version.lost), *_said(version.goals, scribe)))
        named: dict[str, object] = {"version": version.version, "lost": told}
        yield mark("«{title}», version {version}: {lost}"), version.title, named
    for short in lost.minutes:
        missing: dict[str, object] = {"missing": short.ideal - short.minutes}
        yield mark("«{title}» has {missing} minutes less than would be ideal."), short.title, missing


def _said(texts: Sequence[Text], scribe: Scribe) -> list[str]:
    return [scribe.plain(text) for text in texts]
