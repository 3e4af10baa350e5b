"""Slots, terms and names: parsed, agreeing, filled."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.domain.words import (
    FORMS,
    Grammar,
    Markdown,
    Name,
    Named,
    Phrase,
    Slot,
    Value,
    escape_markdown,
    fill,
    find_slots,
    holds_words,
    parse_name,
    parse_phrase,
    parse_slots,
    say,
    slot_names,
    with_slots_spelled_alike,
)
from trainingkit.i18n.wording import wording_for
from trainingkit.markup import to_html

SPANISH = wording_for("es", "SV")
ENGLISH = wording_for("en", "SV")
CREOLE = wording_for("ht")


class Bare:
    """A language without articles, contractions or genders."""

    def pattern(self, form: str, gender: str, number: str, /) -> str:
        return "{word}"

    def pair(self, first: str, second: str, number: str, /) -> str:
        return f"{first} {second}"


def said(term: str, form: str, grammar: Grammar = SPANISH) -> str | None:
    return say(parse_phrase(term, grammar), Slot("x", form), grammar)


# ── slots ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("{heads}", Slot("heads")),
        ("{women-share}", Slot("women-share")),
        ("{workplace.the}", Slot("workplace", "the")),
        ("{Workplace.of-the-many}", Slot("workplace", "of-the-many", capital=True)),
        ("{workplace ~ visitado/visitada}", Slot("workplace", options=("visitado", "visitada"))),
        ("{workplace~visitado/visitada}", Slot("workplace", options=("visitado", "visitada"))),
        (
            "{workplace\n~ estuvo cerrado/estuvo\n  cerrada}",
            Slot("workplace", options=("estuvo cerrado", "estuvo cerrada")),
        ),
        ("{nora ~ /a}", Slot("nora", options=("", "a"))),
        ("{x ~ uno/una/unos/unas}", Slot("x", options=("uno", "una", "unos", "unas"))),
        ("{fábrica}", Slot("fábrica")),
        ("{child_care}", Slot("child_care")),
    ],
)
def test_a_slot_is_read(text: str, slot: Slot) -> None:
    assert parse_slots(f"a {text} b") == ("a ", slot, " b")


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7*7 }}",
        "{{heads}}",
        "{% for x in y %}",
        "%(name)s",
        "{ a b }",
        "{}",
        "{ heads }",
        "{1}",
        "{heads",
        "heads}",
        "{a.}",
        "{a b}",
    ],
)
def test_any_other_brace_is_text(text: str) -> None:
    assert parse_slots(text) == (text,)


def test_an_escaped_brace_prints_a_brace_and_hides_the_slot() -> None:
    assert parse_slots(r"\{heads}") == ("{heads}",)
    assert fill(r"\{heads} = {heads}", lambda _: "480") == "{heads} = 480"


def test_two_backslashes_are_markdowns_own() -> None:
    assert find_slots(r"\\{heads}") == (Slot("heads"),)


def test_slots_are_listed_by_name_and_once() -> None:
    assert slot_names("{Heads} de {women}: {heads}, {workplace ~ a/b}") == ("heads", "women", "workplace")


def test_spelling_inside_a_slot_makes_no_difference() -> None:
    assert with_slots_spelled_alike("{Workplace~ a / b} \\{x~y}") == "{Workplace ~ a/b} \\{x~y}"


@pytest.mark.parametrize(
    ("text", "words"),
    [("{women} / {heads}", False), ("12 – 14 %", False), ("{women} mujeres", True), ("{x ~ a/b}", True), ("", False)],
)
def test_only_words_are_translated(text: str, words: bool) -> None:
    assert holds_words(text) is words


@given(st.text(alphabet="{}~./\\ab-C \n%", max_size=60))
def test_no_text_is_lost_or_refused(text: str) -> None:
    parts = parse_slots(text)
    filled = fill(text, lambda slot: "<>", str)
    assert filled.count("<>") == len(find_slots(text))
    assert filled.replace("<>", "") == "".join(part for part in parts if isinstance(part, str))
    assert with_slots_spelled_alike(with_slots_spelled_alike(text)) == with_slots_spelled_alike(text)


# ── terms ───────────────────────────────────────────────────────────────────────────────────────────────────────────


FORMS_OF_TERMS = {
    "la fábrica, las fábricas": """
        fábrica / la fábrica / una fábrica / esta fábrica / de la fábrica / a la fábrica /
        fábricas / las fábricas / estas fábricas / de las fábricas / a las fábricas""",
    "el centro de trabajo, los centros de trabajo": """
        centro de trabajo / el centro de trabajo / un centro de trabajo / este centro de trabajo /
        del centro de trabajo / al centro de trabajo /
        centros de trabajo / los centros de trabajo / estos centros de trabajo /
        de los centros de trabajo / a los centros de trabajo""",
    "el agua, las aguas, f": """
        agua / el agua / un agua / esta agua / del agua / al agua /
        aguas / las aguas / estas aguas / de las aguas / a las aguas""",
    "las participantes": """
        participantes / las participantes / unas participantes / estas participantes /
        de las participantes / a las participantes /
        participantes / las participantes / estas participantes / de las participantes / a las participantes""",
    "las y los participantes": """
        participantes / las y los participantes / unas y unos participantes / estas y estos participantes /
        de las y los participantes / a las y los participantes /
        participantes / las y los participantes / estas y estos participantes /
        de las y los participantes / a las y los participantes""",
    "la o el participante, las y los participantes": """
        participante / la o el participante / una o un participante / esta o este participante /
        de la o el participante / a la o el participante /
        participantes / las y los participantes / estas y estos participantes /
        de las y los participantes / a las y los participantes""",
    "las compañeras y los compañeros": """
        compañeras y compañeros / las compañeras y los compañeros / unas compañeras y unos compañeros /
        estas compañeras y estos compañeros / de las compañeras y de los compañeros /
        a las compañeras y a los compañeros /
        compañeras y compañeros / las compañeras y los compañeros / estas compañeras y estos compañeros /
        de las compañeras y de los compañeros / a las compañeras y a los compañeros""",
    "el operario o la operaria, los operarios y las operarias": """
        operario u operaria / el operario o la operaria / un operario o una operaria / este operario o esta operaria /
        del operario o de la operaria / al operario o a la operaria /
        operarios y operarias / los operarios y las operarias / estos operarios y estas operarias /
        de los operarios y de las operarias / a los operarios y a las operarias""",
    "la operadora, las operadoras y los operadores": """
        operadora / la operadora / una operadora / esta operadora / de la operadora / a la operadora /
        operadoras y operadores / las operadoras y los operadores / estas operadoras y estos operadores /
        de las operadoras y de los operadores / a las operadoras y a los operadores""",
    "las inspectoras y los inspectores": """
        inspectoras e inspectores / las inspectoras y los inspectores / unas inspectoras y unos inspectores /
        estas inspectoras y estos inspectores / de las inspectoras y de los inspectores /
        a las inspectoras y a los inspectores /
        inspectoras e inspectores / las inspectoras y los inspectores / estas inspectoras y estos inspectores /
        de las inspectoras y de los inspectores / a las inspectoras y a los inspectores""",
    "quien facilita, quienes facilitan": """
        quien facilita / quien facilita / quien facilita / quien facilita / de quien facilita / a quien facilita /
        quienes facilitan / quienes facilitan / quienes facilitan / de quienes facilitan / a quienes facilitan""",
}


@pytest.mark.parametrize("term", FORMS_OF_TERMS)
def test_a_spanish_term_has_every_form(term: str) -> None:
    assert [said(term, form) for form in FORMS] == [" ".join(each.split()) for each in FORMS_OF_TERMS[term].split("/")]


def test_a_term_without_a_plural_has_no_plural_forms() -> None:
    assert said("la maquila", "the") == "la maquila"
    assert said("la maquila", "the-many") is None


@pytest.mark.parametrize(
    ("term", "gender", "number"),
    [
        ("la fábrica, las fábricas", "f", "one"),
        ("el CAPI, los CAPI", "m", "one"),
        ("el agua, las aguas", "f", "one"),
        ("el agua, f", "f", "one"),
        ("las participantes", "f", "many"),
        ("MTPS", "", "one"),
        ("las y los participantes", "b", "many"),
        ("las compañeras y los compañeros", "b", "many"),
        ("la compañera o el compañero, las compañeras y los compañeros", "b", "one"),
        ("la operadora, las operadoras y los operadores", "f", "one"),
        ("la hoja de la madre y el padre", "f", "one"),
        ("el cuido de la hija y el hijo, los cuidos", "m", "one"),
        ("la Secretaría de la Mujer y el Trabajo", "f", "one"),
    ],
)
def test_a_terms_gender_and_number_show_in_its_articles(term: str, gender: str, number: str) -> None:
    phrase = parse_phrase(term, SPANISH)
    assert (phrase.gender, phrase.number) == (gender, number)


def test_an_english_term_says_which_article_it_takes() -> None:
    assert said("a factory, factories", "a", ENGLISH) == "a factory"
    assert said("an office, offices", "a", ENGLISH) == "an office"
    assert said("an office, offices", "the-many", ENGLISH) == "the offices"
    assert said("an office, offices", "these", ENGLISH) == "these offices"
    assert said("the participants", "the", ENGLISH) == "the participants"
    assert said("the participants", "many", ENGLISH) == "participants"


def test_articles_may_stand_behind_the_word() -> None:
    assert said("faktori a, faktori yo", "the", CREOLE) == "faktori a"
    assert said("faktori a, faktori yo", "the-many", CREOLE) == "faktori yo"
    assert said("travay la, travay yo", "this", CREOLE) == "travay sa a"


def test_a_language_without_articles_takes_the_words_as_they_are() -> None:
    phrase = parse_phrase("kojob', kojob'eb'", Bare())
    assert [say(phrase, Slot("x", form), Bare()) for form in ("", "the", "of", "many")] == [
        "kojob'",
        "kojob'",
        "kojob'",
        "kojob'eb'",
    ]


def test_too_many_parts_are_taken_as_they_stand() -> None:
    assert said("la una, la dos, la tres", "") == "la una, la dos, la tres"


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_names_of_facts_take_no_article_but_prepositions() -> None:
    factory = Name("Confecciones Río Claro", "f")
    assert [say(factory, Slot("factory", form), SPANISH) for form in ("", "the", "a", "this", "of", "to", "full")] == [
        *["Confecciones Río Claro"] * 4,
        "de Confecciones Río Claro",
        "a Confecciones Río Claro",
        "Confecciones Río Claro",
    ]
    assert say(factory, Slot("factory", "many"), SPANISH) is None
    assert say(factory, Slot("factory", "short"), SPANISH) is None


def test_a_ministry_contracts_and_has_a_short_name() -> None:
    ministry = parse_name("el Ministerio de Trabajo, Empleo y Previsión", "MTPS", SPANISH)
    assert [say(ministry, Slot("ministry", form), SPANISH) for form in ("", "the", "of", "to", "short", "full")] == [
        "Ministerio de Trabajo, Empleo y Previsión",
        "el Ministerio de Trabajo, Empleo y Previsión",
        "del Ministerio de Trabajo, Empleo y Previsión",
        "al Ministerio de Trabajo, Empleo y Previsión",
        "MTPS",
        "el Ministerio de Trabajo, Empleo y Previsión",
    ]


# ── agreement ───────────────────────────────────────────────────────────────────────────────────────────────────────

FACTORY = parse_phrase("la fábrica, las fábricas", SPANISH)
CENTRE = parse_phrase("el centro, los centros", SPANISH)
WOMEN = parse_phrase("las participantes", SPANISH)
MEN = parse_phrase("los participantes", SPANISH)
MIXED = parse_phrase("las y los participantes", SPANISH)
THREE = ("listos", "listas", "listas y listos")
FOUR = ("visitado", "visitada", "visitados", "visitadas")


@pytest.mark.parametrize(
    ("value", "options", "expected"),
    [
        (FACTORY, FOUR[:2], "visitada"),
        (CENTRE, FOUR[:2], "visitado"),
        (parse_phrase("el agua, las aguas, f", SPANISH), FOUR[:2], "visitada"),
        (WOMEN, FOUR, "visitadas"),
        (MEN, FOUR, "visitados"),
        (MIXED, FOUR, "visitados"),
        (MIXED, THREE[:2], "listos"),
        (MIXED, THREE, "listas y listos"),
        (MEN, THREE, "listos"),
        (WOMEN, THREE, "listas"),
        (parse_phrase("las compañeras y los compañeros", SPANISH), THREE, "listas y listos"),
        (parse_phrase("quien facilita, quienes facilitan", SPANISH), ("solo", "sola"), "solo"),
        (FACTORY, FOUR, "visitada"),
        (WOMEN, ("unidos", "unidas"), "unidas"),
        (Name("Nora", "f"), ("cansado", "cansada"), "cansada"),
        (Name("Grupo Telar", "m"), ("grande", "grande"), "grande"),
        (Value("480"), FOUR[:2], None),
        (FACTORY, ("solo",), None),
        (FACTORY, ("una", "dos", "tres", "cuatro", "cinco"), None),
    ],
)
def test_words_agree(value: Named, options: tuple[str, ...], expected: str | None) -> None:
    assert say(value, Slot("x", options=options), SPANISH) == expected


def test_changing_the_word_changes_the_sentence() -> None:
    text = "{Workplace.the} fue {workplace ~ visitado/visitada}. Salieron {workplace.of}; {workplace.these} son otras."
    assert fill(text, lambda slot: say(FACTORY, slot, SPANISH) or "") == (
        "La fábrica fue visitada. Salieron de la fábrica; estas fábricas son otras."
    )
    assert fill(text, lambda slot: say(CENTRE, slot, SPANISH) or "") == (
        "El centro fue visitado. Salieron del centro; estos centros son otras."
    )


def test_figures_have_no_forms() -> None:
    assert say(Value("480"), Slot("heads"), SPANISH) == "480"
    assert say(Value("480"), Slot("heads", "the"), SPANISH) is None
    assert say(FACTORY, Slot("workplace", "THE"), SPANISH) is None


# ── filling ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_values_are_plain_text_and_an_authors_own_words_are_not() -> None:
    values = {"firm": "A*B_C [x](y) <b> & `c`", "asked": Markdown("dicen **que sí**"), "n": "«gran»"}
    text = "*{firm}* {asked} {nora ~ **uno**/**una**}"
    filled = fill(text, lambda slot: values.get(slot.name, "**una**"))
    assert filled == r"*A\*B\_C \[x\](y) \<b\> \& \`c\`* dicen **que sí** **una**"
    assert fill("{firm}", lambda slot: values[slot.name], str) == values["firm"]


@pytest.mark.parametrize(
    "value", ["1. uno", "- uno", "+ uno", "# uno", "20) x", "=== x", "> x", "a | b", "~~x~~", "\\x", "2013. x"]
)
def test_a_value_at_the_start_of_a_paragraph_begins_no_list_or_heading(value: str) -> None:
    html = to_html(fill("{value}", lambda _: value))
    assert unescape(re.sub(r"</?p>|\n", "", html)) == value


@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=30).map(
        str.strip
    )
)
def test_every_value_prints_as_itself(value: str) -> None:
    html = to_html(f"x {escape_markdown(value)} y")
    shown = unescape(html)
    assert re.sub(r"\s+", " ", shown).strip() == re.sub(r"\s+", " ", f"<p>x {value} y</p>").strip()


def test_a_capital_slot_begins_a_sentence() -> None:
    assert fill("{Ministry.the} dice", lambda _: "el Ministerio") == "El Ministerio dice"
    assert fill("{Asked}", lambda _: Markdown("ellas **sí**")) == "Ellas **sí**"
    assert fill("{Heads}", lambda _: "480") == "480"


def test_phrases_are_values() -> None:
    assert parse_phrase("la fábrica, las fábricas", SPANISH) == Phrase("fábrica", "fábricas", "f", "f", "la fábrica")
