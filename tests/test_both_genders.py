"""Sentences built with a masculine and with a feminine noun in every slot that can say another word.

The check itself is asked of the shipped kits (no fixed word agrees with a slot); beside it stands a plainer eye: each
sentence is built with «objeto» and with «cosa» for every term, and no word of the other gender may stand next to them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shipped import shipped
from trainingkit.content.agreementchecks import check_agreement
from trainingkit.content.library import Reading, find_kits
from trainingkit.domain.agreement import Language, disagreements
from trainingkit.domain.gender import articles_of
from trainingkit.domain.words import Slot, fill, find_slots, parse_phrase, say
from trainingkit.i18n.gender import gender_words
from trainingkit.i18n.wording import wording_for

KITS = Path(__file__).resolve().parent.parent / "kits"
SPANISH = wording_for("es")
STAND_INS = {"m": "el objeto, los objetos", "f": "la cosa, las cosas"}

OF_THE_OTHER = {
    "m": r"\b(?:la|una|esta|las|unas|estas|otra|otras|misma|muchas|varias|todas|ninguna|de el|a el) (?:muy )?objetos?\b"
    r"|\bobjetos? (?:(?:no|ya|se|ha|han) )*(?:(?:es|está|fue|fueron|son|están|quedó|sido) )*"
    r"(?!nada|cada)\w+(?:ada|ida|adas|idas)\b",
    "f": r"\b(?:el|un|este|los|unos|estos|del|al|otro|otros|mismo|muchos|varios|todos|ningún) (?:muy )?cosas?\b"
    r"|\bcosas? (?:(?:no|ya|se) )*(?:(?:es|está|fue|fueron|son|están|quedó|sido) )+\w+(?:ado|ido|ados|idos)\b",
}
"""What a reader would stumble over: words of the other gender beside the noun, contractions that were not made."""


SEEDS = {"peru-dialogue": 120, "freedom-of-association": 80}
"""More places to seed than this a kit has; a short one has fewer sentences."""


@pytest.fixture(scope="module", params=[path.name for path in find_kits(KITS)])
def reading(request: pytest.FixtureRequest) -> Reading:
    return shipped(request.param)


def sentences(reading: Reading, language: str) -> Iterator[tuple[str, str]]:
    """Every text that uses a term, in one language."""
    for text in reading.texts:
        said = text.find_draft(language) or ""
        if "{" in said:
            yield text.unit, said


def built(said: str, gender: str, terms: frozenset[str]) -> str:
    """The sentence with one noun for all of its terms."""
    phrase = parse_phrase(STAND_INS[gender], SPANISH)

    def resolve(slot: Slot) -> str:
        return (say(phrase, slot, SPANISH) or str(slot)) if slot.name in terms else str(slot)

    return fill(said, resolve, str)


def test_no_fixed_word_of_a_shipped_kit_agrees_with_a_slot(reading: Reading) -> None:
    assert [(each.unit, *each.details.values()) for each in check_agreement(reading.scope)] == []


@pytest.mark.parametrize("gender", STAND_INS)
def test_every_sentence_reads_right_with_either_gender(reading: Reading, gender: str) -> None:
    terms = frozenset(reading.scope.words)
    texts = {unit: built(said, gender, terms) for unit, said in sentences(reading, "es")}
    noun = "objeto" if gender == "m" else "cosa"
    assert sum(noun in text for text in texts.values()) > 100
    wrong = [(unit, found[0]) for unit, text in texts.items() if (found := re.search(OF_THE_OTHER[gender], text))]
    assert wrong == []


@pytest.mark.parametrize(
    ("gender", "text"),
    [
        ("m", "La objeto"),
        ("m", "de el objeto"),
        ("m", "El objeto no está cerrada"),
        ("m", "objetos firmadas"),
        ("f", "del cosa"),
        ("f", "La cosa fue visitado"),
    ],
)
def test_the_plainer_eye_sees(gender: str, text: str) -> None:
    assert re.search(OF_THE_OTHER[gender], text[:1].lower() + text[1:])


FIXED = {
    "the": "la {}",
    "of": "de la {}",
    "to": "a la {}",
    "a": "una {}",
    "this": "esta {}",
    "the-many": "las {.many}",
    "of-the-many": "de las {.many}",
    "to-the-many": "a las {.many}",
    "these": "estas {.many}",
}
"""How an author who has only factories in mind writes what a slot says."""


def seeded(said: str, slot: Slot) -> str:
    """The sentence with a slot written as a fixed feminine word, beside the bare slot where it had an article."""
    written = slot.options[1] if slot.is_agreement else FIXED[slot.form].replace("{", f"{{{slot.name}")
    return said.replace(str(slot), written, 1)


def test_every_slot_of_the_shipped_sentences_written_as_a_fixed_word_is_found(reading: Reading) -> None:
    """Each article and each agreeing word of the kit, seeded one by one. What agrees with participants stands by itself
    («Salimos juntas»): there is no noun beside it to look at."""
    terms = frozenset(reading.scope.words)
    language = Language(articles_of(SPANISH), gender_words("es"))
    seeds, missed = 0, []
    for unit, said in sentences(reading, "es"):
        for slot in dict.fromkeys(find_slots(said)):
            alone = slot.is_agreement and slot.name == "participants"
            if (
                slot.name not in terms
                or alone
                or not (slot.is_agreement or slot.form in FIXED)
                or str(slot) not in said
            ):
                continue
            seeds += 1
            missed += [] if disagreements(seeded(said, slot), language, terms) else [(unit, str(slot))]
    assert missed == []
    assert reading.kit is not None
    assert seeds > SEEDS.get(reading.kit.id, 200)


RENAMED = {
    "{Workplace.the} cierra {workplace.this} lunes.": (
        "El taller cierra este taller lunes.",
        "La planta cierra esta planta lunes.",
    ),
    "El patio {workplace.of}, frente {workplace.to}.": (
        "El patio del taller, frente al taller.",
        "El patio de la planta, frente a la planta.",
    ),
    "{Workplace.the} fue {workplace ~ visitado/visitada}.": ("El taller fue visitado.", "La planta fue visitada."),
    "{workplace ~ Todos los/Todas las} {workplace.many}": ("Todos los talleres", "Todas las plantas"),
    "Hay {workplace.a} {workplace ~ nuevo/nueva}.": ("Hay un taller nuevo.", "Hay una planta nueva."),
    "En {workplace.the-many} y {workplace.these}.": (
        "En los talleres y estos talleres.",
        "En las plantas y estas plantas.",
    ),
    "{workplace.of-the-many}, {workplace.to-the-many}": (
        "de los talleres, a los talleres",
        "de las plantas, a las plantas",
    ),
    "{workplace ~ uno/una} {workplace.of-the-many}": ("uno de los talleres", "una de las plantas"),
    "{Workplace.the}, {workplace ~ el/la} cual exporta": ("El taller, el cual exporta", "La planta, la cual exporta"),
}


def renamed(text: str, term: str) -> str:
    phrase = parse_phrase(term, SPANISH)
    return fill(text, lambda slot: say(phrase, slot, SPANISH) or "", str)


@pytest.mark.parametrize("text", RENAMED)
def test_a_renamed_thing_changes_every_word_that_agrees(text: str) -> None:
    assert (renamed(text, "el taller, los talleres"), renamed(text, "la planta, las plantas")) == RENAMED[text]
