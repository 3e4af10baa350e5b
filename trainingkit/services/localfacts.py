"""The form for values that another country needs: comes in a workshop, go out fields, and the other way round.

Each fact is shown with what it says at home and a sentence that uses it, since a bare name tells nobody what is meant.
Refuses to convert money and to guess.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from trainingkit.domain.agenda import read_cases_of
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casework import Case, country_of
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Kit, texts_in
from trainingkit.domain.moving import is_tied, move_of, with_facts, with_value
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.text import Text
from trainingkit.domain.words import slot_names
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.catalogues import mark, quoted
from trainingkit.services.answers import Reader
from trainingkit.services.basics import lines, said_in
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened
from trainingkit.services.localwords import read_words, word_fields
from trainingkit.services.screens import Field, Screen
from trainingkit.services.starting import line_of

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_LONGEST = 240
_WORDS = 4
_MARKS = re.compile(r"[*_`>#|]")


def _asked(kit: Kit, workshop: Workshop) -> dict[str, tuple[Case | RolePlay, tuple[str, ...]]]:
    """By module, the facts to be given a value: those of its country where the workshop is elsewhere, and those that it
    says otherwise already."""
    asked: dict[str, tuple[Case | RolePlay, tuple[str, ...]]] = {}
    packs, home = kit.shared.countries, kit.about.country or ""
    moves = move_of(kit, workshop) is not None and workshop.country in packs and home in packs
    same_money = moves and packs[home].currency == packs[workshop.country].currency
    read = read_cases_of(kit, workshop)
    for unit, module in with_facts(kit).items():
        case = module if isinstance(module, Case) else kit.cases.get(module.case or "")
        goes = case is None or (not country_of(case) and case.id in read)
        given = workshop.facts.get(unit, {})
        names = tuple(
            name
            for name, fact in module.facts.items()
            if name in given or (moves and goes and (fact.local if same_money else is_tied(fact)))
        )
        if names:
            asked[unit] = (module, names)
    return asked


def _fields(opened: Opened, language: str) -> tuple[Field, ...]:
    workshop, whole = opened.workshop, opened.whole
    at_home = replace(workshop, country=whole.about.country or workshop.country)
    say = scribe_for(whole, at_home, language)
    fields = [*_blanks(opened, say), *word_fields(opened.kit, workshop)]
    for unit, (module, names) in _asked(whole, workshop).items():
        given = workshop.facts.get(unit, {})
        told = _Told(module, whole, say)
        for place, name in enumerate(names):
            fields.append(
                Field(
                    name=f"{unit.replace('/', '.')}.{name}",
                    kind="line",
                    words=told.use(name) or name.replace("-", " "),
                    value=given.get(name, ""),
                    heading=say.title_of(module) if not place else "",
                    hint=mark("In the kit: {value} ({name})."),
                    hint_words={"value": told.figure(module.facts[name]), "name": name},
                )
            )
    return tuple(fields)


class _Told:
    """What the facts of a module say at home, and where."""

    def __init__(self, module: Case | RolePlay, kit: Kit, say: Scribe) -> None:
        case = module if isinstance(module, Case) else kit.cases.get(module.case or "")
        within = say.inside(case) if case else say
        self.say = within.about({**(case.facts if case else {}), **module.facts})
        holders = (module, kit.role_play_of(module.id)) if isinstance(module, Case) else (module,)
        self.uses: dict[str, list[Text]] = {}
        for text in (text for holder in holders for text in texts_in(holder)):
            for name in slot_names(text.find(say.language) or text.source):
                self.uses.setdefault(name, []).append(text)

    def figure(self, fact: Fact) -> str:
        """The value as it is said at home."""
        return fact.name or fact.person or self.say.figure(fact)

    def use(self, name: str) -> str:
        """A sentence that says the value: the first that is one, else nothing."""
        for text in self.uses.get(name, ()):
            said = self._sentence(text, name)
            if len(said.split()) >= _WORDS:
                return quoted(said, self.say.language)
        return ""

    def _sentence(self, text: Text, name: str) -> str:
        source = text.find(self.say.language) or text.source
        sentence = next((each for each in _SENTENCE.split(source) if name in slot_names(each)), source)
        translations = {each: replace(found, text=sentence) for each, found in text.translations.items()}
        filled = self.say.plain(replace(text, source=sentence, translations=translations))
        return _MARKS.sub("", filled)[:_LONGEST].strip(" -–")


def _blanks(opened: Opened, say: Scribe) -> Iterator[Field]:
    """What the kit leaves for the workshop to say."""
    workshop = opened.workshop
    for case in opened.kit.cases.values():
        for name, fact in case.facts.items():
            if fact.blank is not None:
                label = say.inside(case).plain(fact.blank)
                yield from lines(f"values.{name}", "", workshop.values.get(name), workshop.languages, words=label)


# ── what is typed ───────────────────────────────────────────────────────────────────────────────────────────────────


def _change(reader: Reader, opened: Opened, now: Workshop) -> Workshop:
    facts: dict[str, Mapping[str, str]] = {}
    asked = _asked(opened.whole, now)
    for unit, (module, names) in asked.items():
        values = {name: _value(reader, f"{unit.replace('/', '.')}.{name}", module.facts[name]) for name in names}
        if given := {name: value for name, value in values.items() if value}:
            facts[unit] = given
    kept = {unit: values for unit, values in now.facts.items() if unit not in asked}
    blanks = [name for case in opened.kit.cases.values() for name, fact in case.facts.items() if fact.blank is not None]
    texts = {name: text for name, text in now.values.items() if name not in blanks}
    for name in blanks:
        if text := line_of(f"values/{name}", said_in(reader, f"values.{name}", now.languages), now.languages):
            texts[name] = text
    words = read_words(reader, opened.kit, now)
    return replace(now, facts={**kept, **facts}, values=texts, words=words)


def _value(reader: Reader, field: str, fact: Fact) -> str:
    """A value as people write it; in numbers a comma counts as the point."""
    typed = reader.line(field)
    if not typed:
        return ""
    numeric = fact.name is None and fact.person is None
    value = typed.replace(" ", "").replace(",", ".") if numeric else typed
    if len(value) > 60 or with_value(fact, value) is None:
        reader.refuse("form-figure" if numeric else "form-too-long", field, most=60, count=len(value))
        return ""
    return value


FACTS_FORM = Screen(
    "words",
    mark("Values for this country"),
    _fields,
    _change,
    mark("Prices, wages and names are those of the kit's own country. Write what is true where you are."),
)
