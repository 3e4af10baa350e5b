"""A workshop's own words in place of the kit's: comes in what somebody looks for, go out the texts that say it; and the
form that changes one of them in each language.

Refuses to change who may read a text: that stays as its author said. An own text that says what the kit says is none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import text_paths
from trainingkit.domain.text import Circle, Form, Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import mark
from trainingkit.services.answers import Reader
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened, used_by
from trainingkit.services.screens import Field, Screen
from trainingkit.services.starting import text_of

MOST = 60
"""So many texts are shown; whoever finds more looks for more words."""
_AROUND = 90
_MARKS = re.compile(r"[*_`>#|]+")


@dataclass(frozen=True, slots=True)
class Found:
    """A text: its address, what it belongs to, a piece of what it says, whether the workshop says it otherwise."""

    unit: str
    where: str
    piece: str
    is_own: bool


def find_texts(opened: Opened, query: str, language: str) -> tuple[tuple[Found, ...], int]:
    """The texts that say all the words of a query in some language of the workshop, and how many there are; without a
    query those that the workshop says otherwise. Accents and capitals do not count."""
    words = _plain(query).split()
    say = scribe_for(opened.kit, opened.workshop, language)
    found = [each for each in _texts(opened, say, words) if words or each.is_own]
    return tuple(found[:MOST]), len(found)


def _texts(opened: Opened, say: Scribe, words: list[str]) -> Iterator[Found]:
    own = opened.workshop.change
    for path, text in text_paths(opened.kit):
        if not words and text.unit not in own and not _is_own(text):
            continue
        scribe = _within(path, opened.kit, say)
        shown = _said(text, scribe, say.language)
        others = (text.find(each) or "" for each in opened.workshop.languages)
        if any(all(word in _plain(said) for word in words) for said in (shown, *others)):
            unit = text.unit.removeprefix(f"workshops/{opened.workshop.id}/change/")
            yield Found(unit, _where(path, opened.kit, say), _piece(shown, words), _is_own(text))


def _is_own(text: Text) -> bool:
    return "/change/" in text.unit


def _within(path: tuple[str, ...], kit: Kit, say: Scribe) -> Scribe:
    """The scribe with the facts of the module that a text stands in."""
    if len(path) < 2:
        return say
    module = kit.modules(path[0].replace("_", "-")).get(path[1])
    case = kit.cases.get(getattr(module, "case", None) or (path[1] if path[0] == "cases" else ""))
    facts: Mapping[str, Fact] = getattr(module, "facts", {})
    return (say.inside(case) if case else say).about({**(case.facts if case else {}), **facts})


def _said(text: Text, say: Scribe, language: str) -> str:
    """A text as it is printed, in the language of the page where it is there."""
    said = text.find(language)
    whole = said or text.source
    if "{" in whole:
        whole = say.plain(text if said is not None else replace(text, language=language))
    return " ".join(_MARKS.sub(" ", whole).split())


def _where(path: tuple[str, ...], kit: Kit, say: Scribe) -> str:
    module = kit.modules(path[0].replace("_", "-")).get(path[1]) if len(path) > 1 else None
    return say.title_of(module) if module else say.plain(kit.about.title)


def _piece(said: str, words: list[str]) -> str:
    """What stands around the first word."""
    place = _plain(said).find(words[0]) if words else 0
    begin = max(0, place - _AROUND)
    piece = said[begin : place + 2 * _AROUND]
    return f"{'…' if begin else ''}{piece}{'…' if place + 2 * _AROUND < len(said) else ''}"


def _plain(text: str) -> str:
    """Without accents and capitals."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


# ── one text ────────────────────────────────────────────────────────────────────────────────────────────────────────


def text_screen(unit: str) -> Screen:
    """The form of one text."""

    def fields(opened: Opened, _language: str) -> tuple[Field, ...]:
        text, kit = _both(opened, unit)
        return tuple(
            Field(
                name=f"text.{each}",
                kind="line" if kit.form is not Form.PROSE else "prose",
                words=each,
                value=text.find_draft(each) or "",
                hint=mark("The kit says: {words}") if text is not kit else "",
                hint_words={"words": " ".join((kit.find_draft(each) or "–").split())},
                language=each,
            )
            for each in opened.workshop.languages
        )

    def change(reader: Reader, opened: Opened, now: Workshop) -> Workshop:
        _, kit = _both(opened, unit)
        read = reader.prose if kit.form is Form.PROSE else reader.line
        said = {each: read(f"text.{each}") for each in now.languages}
        others = {name: text for name, text in now.change.items() if name != unit}
        before = {each: (kit.find_draft(each) or "").strip() for each in now.languages}
        if not any(said.values()) or all(said[each].strip() == before[each] for each in now.languages):
            return replace(now, change=others)
        given = {each: words for each, words in said.items() if words}
        made = text_of(f"change/{unit}", given, now.languages, Circle.FACILITATOR, Form.PROSE)
        return replace(now, change={**others, unit: made}) if made else now

    return Screen(
        "words",
        mark("One text"),
        fields,
        change,
        mark("What stands in braces is filled in by the program: leave it. Empty fields have the kit's text back."),
    )


def _both(opened: Opened, unit: str) -> tuple[Text, Text]:
    """A text as the workshop says it, and as its kit does. Raises NotFound."""
    bare = replace(opened.workshop, change={})
    kit = next((text for _, text in text_paths(used_by(opened.whole, bare)) if text.unit == unit), None)
    if kit is None:
        raise NotFound("no-such-text", unit=unit)
    return opened.workshop.change.get(unit, kit), kit
