"""The fields for words that nobody has written down for a country: comes in a workshop, go out fields, and the other
way round.

Each is shown as it is said where the kit is at home, and written in the same way. Refuses words that stand for a name
in full and in short, and a way of writing that texts could not use: without its article, or without the plural.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from trainingkit.domain.kit import Kit
from trainingkit.domain.moving import move_of, problems_of_move
from trainingkit.domain.terms import find_term
from trainingkit.domain.text import Circle, Form, Text
from trainingkit.domain.words import parse_phrase
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.wording import wording_for
from trainingkit.services.answers import Reader
from trainingkit.services.basics import lines, said_in
from trainingkit.services.screens import Field
from trainingkit.services.starting import text_of


def missing_words(kit: Kit, workshop: Workshop) -> dict[str, Text]:
    """The words that texts of this workshop use and its country lacks, and those it says itself already, each as it is
    said where the kit is at home."""
    home = kit.about.country or ""
    found = problems_of_move(move_of(kit, replace(workshop, words={})))
    names = dict.fromkeys((*workshop.words, *(each.details["word"] for each in found if each.code == "moved-word")))
    terms = {name: find_term(kit, home, name) for name in names}
    return {name: term.phrase for name, term in terms.items() if term and term.phrase}


def word_fields(kit: Kit, workshop: Workshop) -> Iterator[Field]:
    """A field for each of them and each language."""
    heading = mark("How it is called where you are")
    for name, at_home in missing_words(kit, workshop).items():
        for field in lines(f"words.{name}", "", workshop.words.get(name), workshop.languages, words=name):
            said = at_home.find(field.language) or at_home.source
            yield replace(
                field,
                words=said.partition(",")[0],
                heading=heading,
                hint=mark("In the kit: «{value}». Write it in the same way."),
                hint_words={"value": said},
            )
            heading = ""


def read_words(reader: Reader, kit: Kit, now: Workshop) -> Mapping[str, Text]:
    """What was typed; words that were not asked for stay."""
    asked = missing_words(kit, now)
    words = {name: text for name, text in now.words.items() if name not in asked}
    for name, at_home in asked.items():
        typed = {each: said for each, said in said_in(reader, f"words.{name}", now.languages).items() if said}
        for language, said in typed.items():
            _look_at(reader, f"words.{name}.{language}", said, at_home.find(language), language)
        text = text_of(f"words/{name}", typed, now.languages, Circle.EVERYONE, Form.PHRASE)
        if text is not None:
            words[name] = text
    return words


def _look_at(reader: Reader, field: str, said: str, at_home: str | None, language: str) -> None:
    """Whether a word has what texts ask of the one at home: an article, and a form for several."""
    if at_home is None:
        return
    ours, theirs = (parse_phrase(each, wording_for(language, "")) for each in (said, at_home))
    if (theirs.gender and not ours.gender) or (theirs.many and not ours.many):
        reader.refuse("form-word", field, example=at_home)
