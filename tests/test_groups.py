"""The San Salvador kit for women, for men and for both: no sentence of any document fixes who takes part.

Words that would call participants women are looked for in every string of every document as built for men and for a
mixed group. What tells of the case and its people (women of a factory, and the parts that are played) is no such word:
it stands in the texts of the case. The rest is allowed phrase by phrase, each of a thing and not of a person.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.canaries import strings_in
from tests.shipped import shipped
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import assemble, orders_for
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import version_of, with_switches
from trainingkit.domain.term import Composition, Term
from trainingkit.domain.text import FACILITATOR
from trainingkit.domain.units import kit_texts, shared_texts
from trainingkit.domain.workshop import Workshop
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast

KITS = Path(__file__).resolve().parent.parent / "kits"
WORDINGS = {language: wording_for(language, "sv") for language in ("es", "en")}

TELLING = {
    "es": re.compile(
        r"\b(?:todas|nosotras|juntas|ellas?|compañeras?|las participantes|(?:la|las|una|dos) participantas?|"
        r"facilitadoras?|observadoras?|relatoras?|lectoras?|jugadoras?|voluntarias?|dirigentas?|promotoras?|anfitriona|"
        r"bienvenidas?|sentadas|paradas|listas|tranquilas?|quietas?|calladas?|contentas?|cansadas?|enojadas?|las demás|"
        r"cada una|algunas|ambas|una de ustedes|solas?|obligadas?|seguras?|acompañadas?|respetadas?|despedidas?|"
        r"señaladas?|invitadas|vecinas?|mujer(?:es)?)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:she|she’s|her|hers|herself|woman|women|sisters?|ladies)\b", re.IGNORECASE),
}

OF_THINGS = {
    "es": (
        r"(?:no|volver|volvieron|subirlas|de) todas|todas las \w+|todas se mueven|«todas» si fueron|todas son iguales",
        r"les pasa a todas|todas y todos",
        r"(?:caminen|caben|fábrica|extra,) juntas|junta directiva",
        r"(?:en|de|para|a) cada una|cada una (?:con|por)|(?:dice|voltea|serviría|compra|minuto) cada una",
        r"las demás (?:sillas|siguen|escuchamos|miran|se leen)|más de una|algunas personas",
        r"(?:jala|mueve|sale|marca|enorme y|persona|con una|de una|es una|una) sola|a solas",
        r"organización que su caso|se queda (?:tranquila|callada)|quedarse callada|la deja quieta",
        r"renuncia voluntaria",
        r"(?:práctica|forma|casi) segura|listas (?:públicas|en clave|llevan)|(?:dos|cuatro|las) listas",
        r"organización anfitriona|bienvenida, acuerdos|persona despedida|una vecina se contesta",
        r"ella (?:la lista|no compra|escogió|para conseguir|aceptó|misma el volante)|con ella\?|se sienten con ella",
        r"firmado por ella|por la vía que ella|o por ella|del salón con ella|pregunta a ella|permiso de ella",
        r"puede ser ella|su hoja\. de ellas|necesitan\. ellas deciden|con el nombre de ellas|es voluntaria y termina",
        r"(?:organización|organizaciones|coalición|movimiento|grupo) de mujeres|por ser mujer|la mujer, la empresa",
        r"(?:las|para|contratar) mujeres|mujeres(?:, marcas| de largo vuelo)|por lo menos [\d,]+ mujeres",
        r"la vecina|una compañera (?:sin hijos|enferma)",
        r"años después: ella|región y, con ella|corrige ella misma|ellas y él deciden|pregunta para ella",
        r"la-mujer-trabajadora",
    ),
    "en": (
        r"women, brands|violence against women|women’s? (?:organizations?|coalition)|group of women",
        r"for women and for men|the woman, the",
        r"because (?:they are|of being) (?:a )?wom[ae]n|protects women who|at least [\d,]+ women|(?:of the|for) women",
        r"the woman who runs the house|looking for her|she was left|she knows what she was paid",
        r"debt like hers|in her kitchen",
        r"years on: she asks|help her or sink her|show her what it says|question for her|how much she will get",
        r"women costs more|eleven-year-old sister|her consent given|is she afraid of|she is one person|she agreed to",
    ),
}
"""Phrases that say such a word of a thing, of somebody in the case, or of women who are meant as such."""

OWN_WORDS = ("glossary/", "sources/", "kit/credits", "kit/title", "kit/authors", "kit/for_whom", "media/")
"""Texts that name things by their names: the glossary's entries, the kit's title, what really was, what is drawn."""

OF_THE_CASE = ("cases/", "role-plays/", "responses/")
FOR_THE_GROUP = re.compile(
    r"cases/[^/]+/(?:care|questions|key/no_reply)|role-plays/[^/]+/(?:care|general|rounds|observe|briefing|debrief|teaching)"
    r"|responses/[^/]+/(?:care|reading)"
)
"""What of a case speaks to those who take part; the rest tells of the women in it, or is said by one of them."""


HAPPY: dict[Composition, str] = {"women": "contenta", "mixed": "con gusto", "men": "contento"}


@pytest.fixture(scope="module")
def kit() -> Kit:
    found = shipped().kit
    assert found
    return found


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return shipped().workshops["example"]


def strings_of(kit: Kit, workshop: Workshop, group: Composition, language: str) -> Iterator[tuple[str, str]]:
    """Every string of every document, with the document's name."""
    chosen = replace(workshop, group=group)
    planned, casting = schedule(kit, chosen), cast(chosen, kit)
    for order in orders_for(kit, chosen, planned, casting, (language,)):
        if not order.other:
            for text in strings_in(assemble(kit, chosen, planned, casting, order, WORDINGS, draft=True)):
                # What the glossary advises against is said of no one.
                yield (
                    order.document,
                    re.sub(r" \((?:better not|mejor no): .*", "", " ".join(text.split()), flags=re.IGNORECASE),
                )


def told(kit: Kit, workshop: Workshop, group: Composition, language: str) -> str:
    """The texts that tell of women on purpose, filled as documents say them, as one."""
    scribe = Scribe(kit, replace(workshop, group=group), WORDINGS[language], FACILITATOR, draft=True, wordings=WORDINGS)
    found = []
    for text in (each.text for each in (*kit_texts(kit), *shared_texts(kit.shared))):
        parts = text.unit.split("/")
        of_case = text.unit.startswith(OF_THE_CASE) and not FOR_THE_GROUP.match(text.unit)
        if of_case or text.unit.startswith(OWN_WORDS):
            case = next((each for name, each in kit.cases.items() if parts[1].startswith(name)), None)
            found.append((scribe.inside(case) if case else scribe).say(text))
    for case in kit.cases.values():
        for name, switch in case.key.switches.items():  # told with the figures that the case would have then
            turned = with_switches(kit, (f"cases/{case.id}/key/switches/{name}",)).cases[case.id]
            found.append(scribe.inside(turned).say(switch.why))
    return " ".join(" ".join(found).lower().split())


def near(text: str, found: re.Match[str], words: int) -> str:
    """The word found with some words on each side."""
    before = text[: found.start()].split()[-words:]
    after = text[found.end() :].split()[:words]
    return " ".join((*before, found[0], *after)).lower()


def fixed(kit: Kit, workshop: Workshop, group: Composition, language: str) -> list[tuple[str, str]]:
    """What is left of such words: the document, and the words around."""
    corpus = told(kit, workshop, group, language)
    allowed = re.compile("|".join(OF_THINGS[language]), re.IGNORECASE)
    wrong = set()
    for document, text in strings_of(kit, workshop, group, language):
        things = [(each.start(), each.end()) for each in allowed.finditer(text)]
        for found in TELLING[language].finditer(text):
            if any(start <= found.start() and found.end() <= end for start, end in things):
                continue
            if near(text, found, 2) not in corpus and text.lower() not in corpus:
                wrong.add((document, near(text, found, 5)))
    return sorted(wrong)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("group", ["mixed", "men"])
def test_no_sentence_fixes_that_women_take_part(
    kit: Kit, workshop: Workshop, group: Composition, language: str
) -> None:
    assert fixed(kit, workshop, group, language) == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_shorter_session_does_either(kit: Kit, workshop: Workshop, language: str) -> None:
    shorter = {name: version_of(each, "shorter") for name, each in kit.sessions.items() if "shorter" in each.versions}
    assert len(shorter) > 5
    changed = replace(kit, sessions={**kit.sessions, **shorter})
    assert fixed(changed, workshop, "mixed", language) == []


def test_a_sentence_that_does_is_seen(kit: Kit, workshop: Workshop) -> None:
    welcome = kit.sessions["welcome"]
    planted = replace(welcome, aim=replace(welcome.aim, source="Todas llegan y cada una se presenta."))
    changed = replace(kit, sessions={**kit.sessions, "welcome": planted})
    assert ("agenda", "todas llegan y cada una se") in fixed(changed, workshop, "men", "es")


def test_women_are_spoken_to_as_women(kit: Kit, workshop: Workshop) -> None:
    said = {group: " ".join(text for _, text in strings_of(kit, workshop, group, "es")) for group in Term.BY_GROUP}
    assert "con la voz de las participantes" in said["women"]
    assert "con la voz de las y los participantes" in said["mixed"]
    assert "con la voz de los participantes" in said["men"]
    assert [f"Me voy {how} si…" in said[group] for group, how in HAPPY.items()] == [True] * 3
    assert "La relatora recoge" in said["women"]
    assert "Quien toma nota recoge" in said["mixed"]
    assert "El relator recoge" in said["men"]
