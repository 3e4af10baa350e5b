"""The scribe: one reader, one language, slots from the nearest layer, gaps gathered and never hidden."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.domain.making import make_agenda, make_kit, make_workshop
from trainingkit.domain.assembly.scribe import BLANK, Scribe, origin_of
from trainingkit.domain.facts import Fact, Ratio, StoryDate
from trainingkit.domain.kit import Country, Kit, Sector, Shared
from trainingkit.domain.term import Composition, Term
from trainingkit.domain.text import (
    EVERYBODY,
    FACILITATOR,
    OBSERVER,
    PARTICIPANT,
    Audience,
    Circle,
    Form,
    Reader,
    Status,
    Text,
    Translation,
    UnitId,
    player,
)
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import NotAllowed
from trainingkit.i18n.wording import wording_for

SPANISH, ENGLISH = wording_for("es", "sv"), wording_for("en", "sv")


def text(source: str, audience: Audience = EVERYBODY, form: Form = Form.LINE, **translations: str) -> Text:
    held = {language: Translation(said, Status.TRANSLATED) for language, said in translations.items()}
    return Text(UnitId("cases/x/summary"), source, "es", audience, form, held)


def phrase(source: str) -> Term:
    return Term(phrase=text(source, form=Form.PHRASE))


def by_group(women: str, mixed: str, men: str) -> Term:
    return Term(
        **{name: text(said, form=Form.PHRASE) for name, said in (("women", women), ("mixed", mixed), ("men", men))}
    )


def kit_with(kit: dict[str, str], country: dict[str, str], sector: dict[str, str]) -> Kit:
    made = make_kit(make_agenda({}))
    words = {name: phrase(said) for name, said in kit.items()}
    packs = Shared(
        countries={
            "sv": Country(
                country="sv",
                language="es",
                paper="letter",
                currency="USD",
                words={name: phrase(said) for name, said in country.items()},
                law={},
            )
        },
        sectors={
            "garment": Sector(
                sector="garment", language="es", words={name: phrase(said) for name, said in sector.items()}
            )
        },
    )
    about = replace(made.about, sector="garment", words=words)
    return replace(made, about=about, shared=packs)


def scribe_for(reader: Reader = PARTICIPANT, kit: Kit | None = None, workshop: Workshop | None = None) -> Scribe:
    made = kit or kit_with({}, {}, {})
    return Scribe(made, workshop or make_workshop(), SPANISH, reader, wordings={"es": SPANISH, "en": ENGLISH})


# ── readers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

SEAT = Audience(Circle.SEAT, "role-plays/x/seats/brand")
PARTY = Audience(Circle.PARTY, "role-plays/x/parties/company")
BRAND = player(UnitId("role-plays/x/parties/company"), UnitId("role-plays/x/seats/brand"))
OTHER = player(UnitId("role-plays/x/parties/company"), UnitId("role-plays/x/seats/manager"))


@pytest.mark.parametrize(
    ("audience", "reader", "allowed"),
    [
        (EVERYBODY, PARTICIPANT, True),
        (Audience(), PARTICIPANT, False),
        (Audience(), FACILITATOR, True),
        (Audience(Circle.OBSERVER), OBSERVER, True),
        (Audience(Circle.OBSERVER), PARTICIPANT, False),
        (SEAT, BRAND, True),
        (SEAT, OTHER, False),
        (SEAT, PARTICIPANT, False),
        (PARTY, OTHER, True),
        (EVERYBODY.narrowed(frozenset({"brand"})), BRAND, True),
        (EVERYBODY.narrowed(frozenset({"brand"})), PARTICIPANT, False),
        (EVERYBODY.narrowed(frozenset()), BRAND, False),
    ],
)
def test_a_text_is_written_for_its_readers_only(audience: Audience, reader: Reader, *, allowed: bool) -> None:
    scribe = scribe_for(reader)
    if allowed:
        assert scribe.say(text("hola", audience)) == "hola"
    else:
        with pytest.raises(NotAllowed):
            scribe.say(text("hola", audience))
        assert scribe.maybe(text("hola", audience)) == ""


def test_a_fact_of_others_cannot_be_filled_into_an_open_text() -> None:
    secret = Fact(id="cut", number=Decimal(9), audience=EVERYBODY.narrowed(frozenset({"company"})))
    with pytest.raises(NotAllowed):
        scribe_for().about({"cut": secret}).say(text("Bajaron {cut} centavos."))
    assert scribe_for(OTHER).about({"cut": secret}).say(text("Bajaron {cut} centavos.")) == "Bajaron 9 centavos."


# ── words and facts ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_nearest_layer_says_a_word() -> None:
    kit = kit_with(
        {"a": "la a, las aes"},
        {"a": "el pa, los pas", "b": "el be, los bes"},
        {"b": "la sb, las sbs", "c": "la ce, las ces"},
    )
    workshop = replace(make_workshop(), words={"c": text("el taller, los talleres", form=Form.PHRASE)})
    scribe = scribe_for(kit=kit, workshop=workshop)
    assert scribe.say(text("{a.the} {b.the} {c.the}")) == "la a el be el taller"
    assert [origin_of(kit, workshop, name) for name in "abcd"] == ["kit", "country", "workshop", ""]


IN_GROUPS = {
    "women": "De las participantes, quienes estén cansadas se sientan. Atienda la facilitadora.",
    "mixed": "De las y los participantes, quienes estén cansados se sientan. Atienda quien facilita.",
    "men": "De los participantes, quienes estén cansados se sientan. Atienda quien facilita.",
}


@pytest.mark.parametrize("group", IN_GROUPS)
@pytest.mark.parametrize("who", ["workshop", "kit"])
def test_a_sentence_follows_the_group(group: Composition, who: str) -> None:
    kit = kit_with({}, {}, {})
    words = {
        "participants": by_group("las participantes", "las y los participantes", "los participantes"),
        "facilitator": by_group("la facilitadora, las facilitadoras", *["quien facilita, quienes facilitan"] * 2),
    }
    other: Composition = "mixed" if group == "women" else "women"
    kit = replace(kit, about=replace(kit.about, words=words, group=other if who == "workshop" else group))
    workshop = replace(make_workshop(), group=group if who == "workshop" else None)
    said = text(
        "{Participants.of-the-many}, quienes estén {participants ~ cansados/cansadas} se sientan. "
        "Atienda {facilitator.the}."
    )
    assert scribe_for(kit=kit, workshop=workshop).say(said) == IN_GROUPS[group]


def test_a_term_is_taken_whole_from_its_layer() -> None:
    """A workshop's own phrase is said whatever the group is."""
    kit = kit_with({}, {}, {})
    words = {"participants": by_group("las a", "las y los a", "los a")}
    kit = replace(kit, about=replace(kit.about, words=words))
    own = {"participants": text("las promotoras", form=Form.PHRASE)}
    workshop = replace(make_workshop(), group="men", words=own)
    assert scribe_for(kit=kit, workshop=workshop).say(text("{participants.to}")) == "a las promotoras"


def test_words_agree_with_what_they_belong_to() -> None:
    feminine = kit_with({"workplace": "la fábrica, las fábricas"}, {}, {})
    masculine = kit_with({"workplace": "el taller, los talleres"}, {}, {})
    said = text("{Workplace.the} fue {workplace ~ visitado/visitada}. Salen {workplace.of}.")
    assert scribe_for(kit=feminine).say(said) == "La fábrica fue visitada. Salen de la fábrica."
    assert scribe_for(kit=masculine).say(said) == "El taller fue visitado. Salen del taller."


def test_facts_are_said_as_the_language_says_them() -> None:
    facts = {
        "heads": Fact(id="heads", number=Decimal(1280)),
        "women": Fact(id="women", number=Decimal(983)),
        "share": Fact(id="share", percent=Ratio("women", "heads")),
        "wage": Fact(id="wage", money=Decimal("402.32")),
        "asked": Fact(id="asked", date=StoryDate(base="start", days=-63)),
        "answered": Fact(id="answered", date=StoryDate(base="asked", days=21)),
        "term": Fact(id="term", number=Decimal(30), unit="day"),
        "who": Fact(id="who", person="Nora", gender="f"),
        "note": Fact(id="note", text=text("La gerencia dice que **no**.", form=Form.PROSE)),
    }
    workshop = make_workshop(dates=(date(2027, 5, 19), date(2027, 5, 21)))
    scribe = scribe_for(workshop=workshop).about(facts)
    assert scribe.say(text("{share}, {wage}, {asked}, {answered}, {term}, {who}")) == (
        "77\N{NO-BREAK SPACE}%, $402.32, 17 de marzo, 7 de abril, 30 días, Nora"
    )
    assert scribe.say(text("{note} {heads}", form=Form.PROSE)) == "La gerencia dice que **no**. 1,280"


def test_what_only_a_workshop_knows_is_a_ruled_line_in_a_sample() -> None:
    facts = {"phone": Fact(id="phone", blank=text("Teléfono"))}
    assert scribe_for().about(facts).say(text("Llame al {phone}.")) == f"Llame al {BLANK}."
    known = replace(make_workshop(), values={"phone": text("5555-0100")})
    assert scribe_for(workshop=known).about(facts).say(text("Llame al {phone}.")) == "Llame al 5555-0100."


def test_a_value_cannot_turn_into_markdown() -> None:
    facts = {"who": Fact(id="who", person="*Ana* [x](y)")}
    assert scribe_for().about(facts).say(text("{who}", form=Form.PROSE)) == r"\*Ana\* \[x\](y)"
    assert scribe_for().about(facts).say(text("{who}")) == "*Ana* [x](y)"


# ── languages ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_gap_is_gathered_and_never_filled_with_another_language() -> None:
    scribe = replace(scribe_for(), wording=ENGLISH)
    stale = Text(UnitId("b"), "hola", "es", translations={"en": Translation("hi", Status.STALE)})
    scribe.say(text("hola"))
    scribe.say(stale)
    assert [(gap.code, gap.unit) for gap in scribe.gaps] == [
        ("missing-translation", "cases/x/summary"),
        ("stale-translation", "b"),
    ]
    assert scribe.say(text("hola", en="hello")) == "hello"


def test_a_word_that_names_nothing_is_a_gap() -> None:
    scribe = scribe_for()
    assert scribe.say(text("{marca} y {x.the}")) == "{marca} y {x.the}"
    assert [gap.details["slot"] for gap in scribe.gaps] == ["{marca}", "{x.the}"]


def test_a_letter_from_abroad_comes_in_its_own_language_with_its_own_dates() -> None:
    scribe = scribe_for(workshop=make_workshop(dates=(date(2027, 5, 19), date(2027, 5, 21))))
    english = scribe.into("en")
    assert english.say(text("Gracias", en="Thank you")) == "Thank you"
    assert english.day(StoryDate(base="start")) == "May 19"
    assert scribe.day(StoryDate(base="start")) == "19 de mayo"
