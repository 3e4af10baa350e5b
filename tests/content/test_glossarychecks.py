"""The glossary's words in texts: two hundred sentences, half of them never used to mend anything, and the rules one by
one."""

from pathlib import Path

import pytest

from tests.content.seeds_glossary import SENTENCES
from trainingkit.content.glossarychecks import Vocabulary, find_avoided, find_unused, vocabulary_of
from trainingkit.content.library import read_shared
from trainingkit.content.terms import finder_of, term_of, words_in
from trainingkit.domain.kit import GlossaryTerm
from trainingkit.domain.text import Status, Text, Translation, UnitId
from trainingkit.i18n.usage import Inflection, usage_for

KITS = Path(__file__).resolve().parents[2] / "kits"


def inflection(language: str) -> Inflection:
    usage = usage_for(language)
    assert usage
    return usage.inflection


@pytest.fixture(scope="module")
def vocabularies() -> dict[str, Vocabulary]:
    glossary = read_shared(KITS).shared.glossary
    return {language: vocabulary_of(glossary, language, "sv", inflection(language)) for language in ("es", "en")}


def told(spanish: str, english: str, vocabularies: dict[str, Vocabulary]) -> set[str]:
    """What is told of a pair: entries of the glossary, with the language of a word to avoid."""
    by_say = {language: {say: name for name, say in each.say.items()} for language, each in vocabularies.items()}
    found = {
        f"{language}:{by_say[language][each.say]}"
        for language, text in (("es", spanish), ("en", english))
        for each in find_avoided(text, vocabularies[language])
    }
    unused = find_unused(spanish, english, vocabularies["es"], vocabularies["en"])
    return found | {by_say["en"][each.say] for each in unused}


@pytest.mark.parametrize("half", [0, 1], ids=["used to mend", "never used"])
def test_precision_and_recall(half: int, vocabularies: dict[str, Vocabulary]) -> None:
    right = wrong = missed = 0
    for spanish, english, wanted in SENTENCES[half::2]:
        found = told(spanish, english, vocabularies)
        right += len(found & set(wanted))
        wrong += len(found - set(wanted))
        missed += len(set(wanted) - found)
    assert len(SENTENCES) == 200
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.90


def test_the_seeds_name_entries_that_there_are(vocabularies: dict[str, Vocabulary]) -> None:
    named = {each.rpartition(":")[2] for *_, wanted in SENTENCES for each in wanted}
    assert named <= set(vocabularies["en"].say)
    assert len(named) > 60


# ── terms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "term", "text", "holds"),
    [
        ("es", "marca", "Las MARCAS", True),
        ("es", "marca", "Vamos a marcar", False),
        ("es", "negociación colectiva", "negociaciones colectivas", True),
        ("es", "operaria", "dos operarios", True),
        ("es", "red", "redes y prensa", True),
        ("es", "hoja de rol", "hojas\nde rol", True),
        ("es", "hoja de rol", "una hoja. De rol, nada", False),
        ("es", "acta", "el acto", False),
        ("en", "role play", "two role-plays", True),
        ("en", "factory", "the factories", True),
        ("en", "spokesperson", "spokespeople", True),
        ("en", "brand", "the brand’s code", True),
        ("en", "brand", "a brandy", False),
        ("en", "complaint (to a brand)", "complaints", True),
        ("en", "women's organization", "women’s organizations", True),
    ],
)
def test_a_term_in_its_forms(language: str, term: str, text: str, holds: bool) -> None:
    assert words_in(text).holds(term_of(term, inflection(language))) is holds


def test_the_longest_term_is_taken() -> None:
    finder = finder_of({"brand": ["marca"], "buyer": ["marca compradora"], "none": [""]}, inflection("es"))
    assert list(finder.find("Las marcas compradoras, la marca")) == [
        ("buyer", "marcas compradoras"),
        ("brand", "marca"),
    ]


# ── the glossary ────────────────────────────────────────────────────────────────────────────────────────────────────


def term(say: str, english: str, **values: object) -> GlossaryTerm:
    said = Text(UnitId("glossary/x/say"), say, "es", translations={"en": Translation(english, Status.TRANSLATED)})
    return GlossaryTerm(say=said, means=said, **values)  # type: ignore[arg-type]  # fields of the class


def pair(country: str = "sv", **terms: GlossaryTerm) -> tuple[Vocabulary, Vocabulary]:
    spanish, english = (vocabulary_of(terms, each, country, inflection(each)) for each in ("es", "en"))
    return spanish, english


def unused(source: str, translation: str, words: tuple[Vocabulary, Vocabulary], *slots: str) -> list[str]:
    return [each.say for each in find_unused(source, translation, *words, slots)]


def test_a_translation_may_say_what_the_glossary_calls_right() -> None:
    words = pair(proof=term("prueba", "proof", also={"en": ("evidence",)}))
    assert unused("Las pruebas", "The evidence", words) == []
    assert unused("Las pruebas", "The papers", words) == ["proof"]
    assert unused("Nada", "The papers", words) == []


def test_a_slot_says_it_too() -> None:
    words = pair(brand=term("marca", "brand"))
    assert unused("La marca", "{Client.the}", words) == ["brand"]
    assert unused("La marca", "{Client.the}", words, "the brand, the brands") == []


def test_a_common_word_is_not_asked_for() -> None:
    words = pair(leave=term("permiso", "leave", common=True))
    assert unused("Con permiso", "Excuse me", words) == []


def test_a_term_without_a_word_in_the_language_is_not_asked_for() -> None:
    untranslated = GlossaryTerm(
        say=Text(UnitId("glossary/x/say"), "marca", "es"), means=Text(UnitId("glossary/x/means"), "…", "es")
    )
    assert unused("La marca", "The label", pair(brand=untranslated)) == []


def test_what_a_country_says_is_right_there() -> None:
    terms = {"centre": term("centro de cuido", "daycare", regions={"mx": "guardería"}, avoid={"es": ("guardería",)})}
    for country, found in (("mx", []), ("sv", ["centro de cuido"])):
        spanish, _ = pair(country, **terms)
        assert [each.say for each in find_avoided("La guardería abrió", spanish)] == found


def test_what_a_country_says_of_another_thing_is_that_thing() -> None:
    terms = {
        "benefits": term("prestaciones", "benefits"),
        "severance": term("indemnización", "severance", regions={"hn": "prestaciones"}),
    }
    for country, found in (("hn", []), ("sv", ["benefits"])):
        assert unused("Las prestaciones", "Severance", pair(country, **terms)) == found
    own = {"severance": term("indemnización", "severance", regions={"hn": "indemnización"})}
    assert unused("La indemnización", "Pay", pair("hn", **own)) == ["severance"]


def test_a_word_with_a_condition_is_for_people_to_judge() -> None:
    spanish, english = pair(
        brand=term("marca", "brand", avoid={"es": ("firma, por marca", "logo (a secas)"), "en": ("label",)})
    )
    assert list(find_avoided("La firma y el logo", spanish)) == []
    assert [each.found for each in find_avoided("Two Labels", english)] == ["labels"]


def test_a_word_that_is_another_term_is_not_avoided() -> None:
    spanish, _ = pair(
        complaint=term("queja", "complaint", avoid={"es": ("demanda",)}), lawsuit=term("demanda", "lawsuit")
    )
    assert list(find_avoided("La demanda", spanish)) == []
