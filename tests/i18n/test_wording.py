"""How languages say dates, numbers, money and lists; a further language needs only catalogues."""

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from tests.i18n.pseudo import PSEUDO, pseudo_locales
from trainingkit.domain.facts import UNITS
from trainingkit.domain.text import Wording
from trainingkit.domain.words import FORMS, Slot, parse_phrase, say
from trainingkit.i18n.catalogues import languages_in
from trainingkit.i18n.wording import CatalogueWording, plural_forms, wording_for

ES = wording_for("es", "SV")
EN = wording_for("en", "SV")
DAY = date(2027, 3, 20)


def test_a_wording_is_what_the_domain_asks_for() -> None:
    wording: Wording = ES
    assert wording.language == "es"


@pytest.mark.parametrize(
    ("first", "last", "spanish", "english"),
    [
        (date(2027, 5, 22), date(2027, 5, 24), "del 22 al 24 de mayo de 2027", "from May 22 to 24, 2027"),
        (date(2027, 5, 30), date(2027, 6, 2), "del 30 de mayo al 2 de junio de 2027", "from May 30 to June 2, 2027"),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            "del 30 de diciembre de 2026 al 2 de enero de 2027",
            "from December 30, 2026 to January 2, 2027",
        ),
        (
            date(2026, 5, 22),
            date(2027, 5, 22),
            "del 22 de mayo de 2026 al 22 de mayo de 2027",
            "from May 22, 2026 to May 22, 2027",
        ),
        (date(2027, 5, 22), date(2027, 5, 22), "el 22 de mayo de 2027", "on May 22, 2027"),
    ],
)
def test_a_range_stands_in_a_sentence(first: date, last: date, spanish: str, english: str) -> None:
    assert (ES.date_range(first, last), EN.date_range(first, last)) == (spanish, english)


@pytest.mark.parametrize(
    ("style", "spanish", "english"),
    [
        ("long", "20 de marzo de 2027", "March 20, 2027"),
        ("day", "20 de marzo", "March 20"),
        ("weekday", "sábado 20 de marzo", "Saturday, March 20"),
        ("short", "20/3/27", "3/20/27"),
    ],
)
def test_dates(style: str, spanish: str, english: str) -> None:
    assert (ES.date(DAY, style), EN.date(DAY, style)) == (spanish, english)


def test_clock_times_have_24_hours() -> None:
    assert [each.time(time(14, 5)) for each in (ES, EN)] == ["14:05", "14:05"]
    assert ES.time(time(8, 30)) == "08:30"


def test_numbers_follow_the_country() -> None:
    assert ES.number(Decimal(1250)) == "1,250"
    assert wording_for("es", "ES").number(Decimal(12500)) == "12.500"
    assert EN.number(Decimal("0.5")) == "0.5"


@pytest.mark.parametrize(
    ("share", "said"), [("0.768", "77\u00a0%"), ("0.125", "13\u00a0%"), ("1", "100\u00a0%"), ("0.004", "0\u00a0%")]
)
def test_shares_are_whole_and_rounded_as_people_round(share: str, said: str) -> None:
    assert ES.percent(Decimal(share)) == said
    assert EN.percent(Decimal(share)) == said.replace("\u00a0", "")


def test_money() -> None:
    assert ES.money(Decimal("402.32"), "USD") == "$402.32"
    assert ES.money(Decimal(365), "USD") == "$365"
    assert ES.money(Decimal("365.00"), "USD") == "$365"
    assert wording_for("es", "PE").money(Decimal(1130), "PEN") == "S/\u00a01,130"
    assert EN.money(Decimal("1250.5"), "USD") == "$1,250.50"


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_of_a_fact_can_be_said(unit: str) -> None:
    assert ES.measure(Decimal(1), unit) != ES.measure(Decimal(2), unit)
    assert ES.measure(Decimal(30), "day") == "30 días"
    assert EN.measure(Decimal(1), "hour") == "1 hour"


@pytest.mark.parametrize(
    ("items", "spanish"),
    [
        ((), ""),
        (("a",), "a"),
        (("a", "b"), "a y b"),
        (("a", "b", "c"), "a, b y c"),
        (("padres", "hijas"), "padres e hijas"),
        (("Ana", "Inés"), "Ana e Inés"),
        (("agua", "hielo"), "agua y hielo"),
        (("i", "Nora"), "i y Nora"),
    ],
)
def test_lists(items: tuple[str, ...], spanish: str) -> None:
    assert ES.listed(items) == spanish


def test_english_lists_never_swap() -> None:
    assert EN.listed(("Ana", "Inés", "Iris")) == "Ana, Inés, and Iris"


# ── further languages ───────────────────────────────────────────────────────────────────────────────────────────────


def everything_said(wording: CatalogueWording) -> list[str]:
    """Each thing a wording can say, once."""
    return [
        *(wording.date(DAY, style) for style in ("long", "day", "weekday", "short")),
        wording.date_range(DAY, DAY),
        wording.date_range(DAY, date(2027, 3, 22)),
        wording.date_range(DAY, date(2028, 3, 22)),
        wording.time(time(8, 30)),
        wording.number(Decimal(1250)),
        wording.percent(Decimal("0.5")),
        wording.money(Decimal(10), "USD"),
        wording.measure(Decimal(30), "day"),
        wording.listed(("a", "b")),
    ]


@pytest.mark.parametrize("language", [*languages_in(), "xx"])
def test_every_language_says_everything(language: str) -> None:
    wording = wording_for(language, "GT")
    assert all(everything_said(wording))
    assert not any("{" in each for each in everything_said(wording))
    assert set(wording.weighty_words()) == {"negations", "numbers", "dates"}


def test_a_language_without_cldr_names_whose_dates_it_uses() -> None:
    kekchi = wording_for("kek", "GT")
    assert kekchi.date(DAY) == wording_for("es", "GT").date(DAY)
    assert kekchi.number(Decimal(1250)) == wording_for("es", "GT").number(Decimal(1250))
    assert kekchi.date_range(DAY, date(2027, 3, 22)) == "chalen 20 toj 22 marzo 2027"
    assert kekchi.chrome("Who") == "Ani"


def test_a_language_unknown_to_us_and_to_cldr_still_says_something() -> None:
    assert wording_for("xx").date(DAY) == EN.date(DAY)
    assert wording_for("xx").pattern("the", "m", "one") == "{word}"


def test_haitian_creole_puts_its_articles_behind() -> None:
    creole = wording_for("ht", "HT")
    term = parse_phrase("faktori a, faktori yo", creole)
    assert [say(term, Slot("x", form), creole) for form in ("", "the", "a", "the-many")] == [
        "faktori",
        "faktori a",
        "yon faktori",
        "faktori yo",
    ]


def test_a_pseudo_language_is_made_of_catalogues_alone(tmp_path: Path) -> None:
    wording = wording_for(PSEUDO, "SV", pseudo_locales(tmp_path))
    assert wording.chrome("Lunch") == "⟦Lunch⟧"
    assert wording.chrome("Day {number}: {title}", number=1, title="x") == "⟦Day 1: x⟧"
    assert wording.date_range(DAY, date(2027, 3, 22)) == "⟦from March 20 to 22, 2027⟧"
    term = parse_phrase("⟦a factory⟧, factories", wording)
    assert [say(term, Slot("x", form), wording) for form in ("the", "of", "many")] == [
        "⟦the factory⟧",
        "⟦of the factory⟧",
        "⟦factories⟧",
    ]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_form_has_a_pattern(language: str) -> None:
    wording = wording_for(language)
    genders = ("m", "f") if language == "es" else ("1", "2")
    for form, number in FORMS.values():
        for gender in genders:
            assert f"{form}|{gender}|{number}" in wording.entries


def test_countries_that_a_language_lacks_in_cldr_change_nothing_else() -> None:
    assert str(EN.locale) == "en"
    assert str(ES.locale) == "es_SV"
    assert str(wording_for("es-PE", "SV").locale) == "es_PE"
    assert wording_for("es-PE", "PE").chrome("Lunch") == "Almuerzo"


def test_plural_headers_please_msgfmt() -> None:
    assert plural_forms("es-PE") == "nplurals=2; plural=(n != 1);"
    assert plural_forms("kek") == "nplurals=2; plural=(n != 1);"
