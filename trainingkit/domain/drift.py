"""What happened upstream since an adaptation last looked: comes in the kit that is adapted, what the adaptation says,
and the basis it was compared with; go out the differences, text by text and language by language.

A text that both sides changed is never mixed: it is named, with what upstream said before, what it says now and what
stands here, and somebody decides. Refuses to decide and to read or write files.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum

from trainingkit.domain.changes import Change, Drift, DriftKind, Overlay
from trainingkit.domain.facts import Ratio, StoryDate
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import text_paths, value_at
from trainingkit.domain.text import Text, UnitId
from trainingkit.domain.translation import same_text, unwrap
from trainingkit.domain.units import former_names

Said = Mapping[str, Mapping[str, str]]
"""Language → unit → text, line wrapping undone."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What upstream said when it was last looked at: the texts that changes here replaced, by language, and of every
    text the mark of its source, so that a new or a changed one is seen without keeping a copy."""

    texts: Said = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)

    def said(self, unit: str, language: str) -> str | None:
        """What upstream said there; None where nobody wrote it down."""
        return self.texts.get(language, {}).get(unit)


def mark_of(text: str) -> str:
    """A short mark of a text: another one for other words, the same however its lines are wrapped."""
    return hashlib.sha256(unwrap(text).encode()).hexdigest()[:12]


# ── what both sides say ─────────────────────────────────────────────────────────────────────────────────────────────


def basis_of(base: Kit, overlay: Overlay) -> Basis:
    """The basis of an adaptation that has just looked at everything upstream."""
    texts: dict[str, dict[str, str]] = {}
    for change in _comparable(overlay):
        for each in _said_at(base, change):
            texts.setdefault(each.language, {})[each.unit] = each.said
    return Basis(texts, {unit: mark_of(text.source) for unit, text in _texts_of(base).items()})


def _comparable(overlay: Overlay) -> Iterator[Change]:
    """Changes of what upstream says. What a kit says of itself (its edition, its paper) is no matter of theirs; a
    drawing of one's own is compared by the name of its file, and not by every stroke of theirs."""
    theirs = (each for each in overlay.changes if each.path[-1] != "svg")
    return (each for each in theirs if each.path[0] != "about" or isinstance(each.value, Text))


def _texts_of(base: Kit) -> dict[str, Text]:
    return {str(text.unit): text for _, text in text_paths(base)}


@dataclass(frozen=True, slots=True)
class _SaidHere:
    """What upstream says at a unit in one language; `source` for the language that it is written in, `marked` the
    address that its mark has (a text of a variant has one of its own)."""

    unit: str
    language: str
    said: str
    source: bool
    marked: str


def _said_at(base: Kit, change: Change) -> Iterator[_SaidHere]:
    """What upstream says where a change is laid on; nothing where it says nothing."""
    value = value_at(base, change.path)
    texts = [text for _, text in text_paths(value)]
    for text in texts:
        # A text has the address of the change, though a variant may say it under an address of its own.
        unit = str(change.unit if isinstance(value, Text) else text.unit)
        for language, said in said_in(text).items():
            yield _SaidHere(unit, language, said, language == text.language, str(text.unit))
    if not texts and (plain := plain_said(value)):
        yield _SaidHere(str(change.unit), base.about.language, plain, source=True, marked="")


def said_in(text: Text) -> dict[str, str]:
    """A text in every language that it has, line wrapping undone."""
    translations = {language: each.text for language, each in text.translations.items()}
    return {name: unwrap(said) for name, said in {text.language: text.source, **translations}.items() if said}


def plain_said(value: object) -> str:
    """A value that is no text, as a file would say it; empty for nothing."""
    match value:
        case None | "":
            return ""
        case bool():
            return "yes" if value else "no"
        case Ratio():
            return f"{value.part} / {value.whole}"
        case StoryDate():
            return f"{value.day or value.base}{value.days:+d}" if value.days else f"{value.day or value.base}"
        case tuple():
            return ", ".join(plain_said(each) for each in value)
        case Enum():
            return str(value.value)
        case str() | int() | Decimal():
            return f"{value}"
        case _:
            return repr(value)


# ── drift ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def find_drift(base: Kit, overlay: Overlay, basis: Basis) -> tuple[Drift, ...]:
    """Every difference upstream, in the kit's order: what waits for a decision first, then what was followed."""
    basis = called_as_now(basis, base)
    found: list[Drift] = []
    for change in _comparable(overlay):
        for each in _said_at(base, change):
            found += _changed(each, change, basis)
    found += _gone(base, overlay, basis)
    return (*found, *_new_and_followed(base, overlay, basis))


def called_as_now(basis: Basis, base: Kit) -> Basis:
    """The basis with today's addresses of what was renamed upstream."""
    now = {str(before): str(unit) for unit, before in former_names(base).items()}
    if not now:
        return basis
    texts = {name: {now.get(unit, unit): said for unit, said in found.items()} for name, found in basis.texts.items()}
    return Basis(texts, {now.get(unit, unit): mark for unit, mark in basis.known.items()})


def _changed(upstream: _SaidHere, change: Change, basis: Basis) -> Iterator[Drift]:
    before = basis.said(upstream.unit, upstream.language)
    if before is None and not _moved_on(upstream, basis):
        return
    if before is None or not same_text(before, upstream.said):
        here = _here(change, upstream.language)
        unit = UnitId(upstream.unit)
        yield Drift(unit, DriftKind.CHANGED, upstream.language, before or "", upstream.said, here)


def _moved_on(upstream: _SaidHere, basis: Basis) -> bool:
    """Of a change made since the last look: whether the mark of the source tells that upstream differs meanwhile. A
    kit that has never looked has to look at all of its changes."""
    mark = basis.known.get(upstream.marked)
    if not upstream.source or (mark is None and basis.known):
        return False
    return mark is None or mark != mark_of(upstream.said)


def _here(change: Change, language: str) -> str:
    if isinstance(change.value, Text):
        return said_in(change.value).get(language, "")
    return "" if any(text_paths(change.value)) else plain_said(change.value)


def _gone(base: Kit, overlay: Overlay, basis: Basis) -> Iterator[Drift]:
    """Texts that this kit says otherwise and that upstream no longer has. Where a sum stands here for a number there,
    two changes have one address, and upstream still says the number."""
    changes = tuple(_comparable(overlay))
    there = {each.unit for change in changes for each in _said_at(base, change)}
    for change in changes:
        if change.unit in there or any(_said_at(base, change)):
            continue
        for language, texts in basis.texts.items():
            if change.unit in texts:
                here = _here(change, language)
                yield Drift(change.unit, DriftKind.GONE, language, texts[change.unit], "", here)


def _new_and_followed(base: Kit, overlay: Overlay, basis: Basis) -> Iterator[Drift]:
    """What is used here as it stands: the texts that nothing here takes the place of and that are not left out."""
    if not basis.known:
        return
    own = {each.path for each in overlay.changes} | {each.path for each in overlay.left_out}
    followed = []
    for path, text in text_paths(base):
        if any(path[:length] in own for length in range(len(path) + 1)):
            continue
        mark, now = basis.known.get(str(text.unit)), unwrap(text.source)
        if mark is None:
            yield Drift(text.unit, DriftKind.NEW, text.language, "", now, "")
        elif mark != mark_of(now):
            followed.append(Drift(text.unit, DriftKind.FOLLOWED, text.language, "", now, ""))
    yield from followed


def waiting(drifts: tuple[Drift, ...]) -> tuple[Drift, ...]:
    """Those that somebody has to decide."""
    return tuple(each for each in drifts if each.kind is not DriftKind.FOLLOWED)


# ── after a decision ────────────────────────────────────────────────────────────────────────────────────────────────


def looked_at(basis: Basis, base: Kit, overlay: Overlay, drifts: tuple[Drift, ...]) -> Basis:
    """The basis once these drifts are decided: what upstream says there now counts as seen. `overlay` is what the kit
    says after the decision; a text that it no longer changes needs no basis, a new change gets one."""
    basis = called_as_now(basis, base)
    today = basis_of(base, overlay)
    decided = {(each.unit, each.language) for each in drifts}
    waits = [each for each in find_drift(base, overlay, basis) if (each.unit, each.language) not in decided]
    undecided = {(each.unit, each.language) for each in waits}
    texts: dict[str, dict[str, str]] = {language: {} for language in basis.texts}
    for each in waits:
        if each.kind is DriftKind.GONE:
            texts[each.language][each.unit] = each.before
    for language, found in today.texts.items():
        for unit, said in found.items():
            before = basis.said(unit, language)
            keep = (unit, language) in undecided
            if not keep or before is not None:
                texts.setdefault(language, {})[unit] = (before or "") if keep else said
    seen = {each.unit for each in drifts}
    known = {unit: mark for unit, mark in today.known.items() if unit in seen or not basis.known}
    known |= {unit: mark for unit, mark in basis.known.items() if unit in today.known and unit not in known}
    return Basis(texts, known)


# ── word by word ────────────────────────────────────────────────────────────────────────────────────────────────────

_WORD = re.compile(r"\s+|[^\s]+")


def word_difference(before: str, now: str) -> tuple[tuple[str, str], ...]:
    """Two texts as pieces that are `same`, `gone` or `new`, word by word."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    pieces: list[tuple[str, str]] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[first:last])))
            continue
        if last > first:
            pieces.append(("gone", "".join(old[first:last])))
        if end > start:
            pieces.append(("new", "".join(new[start:end])))
    return tuple(pieces)
