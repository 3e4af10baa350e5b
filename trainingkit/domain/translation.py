"""Translations against their sources: how each stands, what an update of a catalogue does, when one may be confirmed.

Comes in: entries of a catalogue and the units of a kit as they are today. Goes out: statuses, and new entries. Refuses
to lose a translation (what has no unit any more is kept aside and comes back with it), to take a translation from
anywhere but the same address (an equal text elsewhere is only suggested), and to read or write files.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from trainingkit.domain.text import Status, Translation, UnitId
from trainingkit.domain.words import find_slots, parse_slots, with_slots_spelled_alike

_BULLET = re.compile(r"[-*+]\s|>")
_NUMBER = re.compile(r"(\d{1,9})[.)]\s")


def unwrap(text: str) -> str:
    """The text with line wrapping undone: one line for a paragraph or a list item, slots in one spelling."""
    lines: list[str] = []
    # Only blanks that an editor wraps at; a no-break space is part of the text.
    for raw in with_slots_spelled_alike(normalize("NFC", text)).split("\n"):
        words = re.sub(r"[ \t\r]+", " ", raw).strip(" ")
        if not words:
            lines.append("")
        elif _begins_item(words, lines):
            lines.append(raw[: len(raw) - len(raw.lstrip(" "))] + words)
        elif lines and lines[-1] and not lines[-1].endswith("\\"):
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n ")


def _begins_item(words: str, lines: Sequence[str]) -> bool:
    """Whether a line begins a list item, as Markdown has it: «2013. Tampoco» within a paragraph does not."""
    found = _NUMBER.match(words)
    if not found:
        return bool(_BULLET.match(words))
    paragraph = lines[len(lines) - lines[::-1].index("") :] if "" in lines else lines
    last = next((each for line in reversed(paragraph) if (each := _NUMBER.match(line.strip()))), None)
    return not paragraph or int(found[1]) in (1, int(last[1]) + 1 if last else 1)


# ── one entry ───────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a catalogue. `previous` is `#| msgid`: the source that the translation was last confirmed for."""

    unit: UnitId
    source: str
    text: str = ""
    previous: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    about: tuple[str, ...] = ()
    file: str = ""
    notes: str = ""
    flags: tuple[str, ...] = ()
    line: int = 0

    @property
    def confirmed(self) -> str:
        """The source text that somebody last said this translation is right for."""
        return self.source if self.previous is None else self.previous


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUnit:
    """A unit of the kit as translators need it: its text today, what to know about it, and where it stands."""

    unit: UnitId
    source: str
    about: tuple[str, ...] = ()
    file: str = ""
    formerly: UnitId | None = None
    optional: bool = False
    """Whether no entry is needed: a regional language says only what differs."""


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ at most in line wrapping and in how slots are spelled."""
    return one == other or unwrap(one) == unwrap(other)


def status_of(entry: Entry | None, source: str) -> Status:
    """How a translation stands; an update of its catalogue never changes that.

    Fuzzy with `previous` is the mark an edit left: undoing the edit is enough to be translated again. Fuzzy without it
    is a draft that nobody has confirmed for any source, so it cannot grow stale either.
    """
    if entry is None or entry.obsolete or not entry.text:
        return Status.MISSING
    if entry.fuzzy and entry.previous is None:
        return Status.DRAFT
    return Status.TRANSLATED if same_text(entry.confirmed, source) else Status.STALE


def translation_of(entry: Entry | None, source: str) -> Translation | None:
    """The translation as a kit carries it; None when there is none."""
    status = status_of(entry, source)
    return None if entry is None or status is Status.MISSING else Translation(entry.text, status)


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def update_entries(entries: Sequence[Entry], units: Iterable[SourceUnit]) -> tuple[Entry, ...]:
    """The catalogue for today's units, in their order; entries without a unit follow as obsolete ones."""
    known: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda each: each.obsolete):
        known.setdefault(entry.unit, entry)
    wanted = list(units)
    taken: set[str] = set()
    updated = []
    suggestions = _suggestions(entries)
    for unit in wanted:
        found = known.get(unit.unit) or known.get(unit.formerly or "")
        if found is not None:
            taken.add(found.unit)
        if found is not None and found.text:
            updated.append(_updated(found, unit, suggestions))
        elif not unit.optional:
            updated.append(_suggested(unit, suggestions))
    left = (replace(each, obsolete=True, about=(), file="") for each in known.values() if each.unit not in taken)
    return (*updated, *(each for each in left if each.text))


def _updated(entry: Entry, unit: SourceUnit, suggestions: Mapping[str, Entry]) -> Entry:
    source = unwrap(unit.source)
    entry = replace(entry, unit=unit.unit, about=unit.about, file=unit.file, obsolete=False, line=0)
    if status_of(entry, source) is Status.STALE:
        return replace(entry, source=source, previous=entry.confirmed, fuzzy=True)
    # Equal again after an edit: the mark that the edit left goes too. A draft's own mark, without `previous`, stays.
    entry = replace(entry, source=source, previous=None, fuzzy=entry.fuzzy and entry.previous is None)
    return _with_origin(entry, suggestions.get(source)) if entry.fuzzy else entry


def _suggestions(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    """A confirmed translation for each source text; of several the one that comes first."""
    found: dict[str, Entry] = {}
    for entry in entries:
        if entry.text and not entry.fuzzy:
            found.setdefault(unwrap(entry.source), entry)
    return found


def _suggested(unit: SourceUnit, suggestions: Mapping[str, Entry]) -> Entry:
    """A new entry: empty, or with the translation of an equal text as a draft."""
    source = unwrap(unit.source)
    entry = Entry(unit=unit.unit, source=source, about=unit.about, file=unit.file)
    like = suggestions.get(source)
    return entry if like is None else _with_origin(replace(entry, text=like.text, fuzzy=True), like)


def _with_origin(entry: Entry, like: Entry | None) -> Entry:
    if like is None or like.text != entry.text or like.unit == entry.unit:
        return entry
    return replace(entry, about=(*entry.about, f"suggested: the same words as {like.unit}"))


# ── confirm ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def confirm(entry: Entry, source: str, by: str, reason: str) -> Entry:
    """The entry after somebody said that the translation is still right; who and why stay with it as a comment."""
    note = f"confirmed by {' '.join(by.split())}: {' '.join(reason.split())}"
    notes = f"{entry.notes}\n{note}" if entry.notes else note
    return replace(entry, source=unwrap(source), previous=None, fuzzy=False, obsolete=False, notes=notes)


def meaning_changes(old: str, new: str, weighty: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """What changed between two sources that a translation cannot survive unread: kinds, in a fixed order.

    `weighty` are the source language's words by kind (negations, numbers, dates).
    """
    before, after = unwrap(old), unwrap(new)
    kinds = ("slots", "numbers", "negations", "dates", "names")
    return tuple(kind for kind in kinds if _weights(before, kind, weighty) != _weights(after, kind, weighty))


def _weights(text: str, kind: str, weighty: Mapping[str, frozenset[str]]) -> list[str]:
    """What a text holds of one kind, sorted, so that order and the words between do not count."""
    if kind == "slots":
        return sorted(map(str, find_slots(text)))
    plain = " … ".join(part for part in parse_slots(text) if isinstance(part, str))
    if kind == "names":
        return sorted(re.findall(r"(?<=[\w,;] )[«“\"'(]*([^\W\d_a-zà-öø-ÿ][\w'’-]*)", plain))
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*['’]?", plain.lower().replace("’", "'"))
    found = [word for each in words for word in {each, each.strip("'")} if word in weighty.get(kind, frozenset())]
    if kind == "numbers":
        found += re.findall(r"\d+(?:[.,:/]\d+)*", plain)
    return sorted(found)
