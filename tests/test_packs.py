"""The shipped packs: six countries and two sectors answer alike, say how they know, and are whole in both languages."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.shipped import shipped
from trainingkit.content.library import SharedReading, read_shared
from trainingkit.domain.kit import NO_SOURCE, Country, LegalStatus, Sector, Shared, texts_in
from trainingkit.domain.term import Term
from trainingkit.domain.terms import forms_of
from trainingkit.domain.text import Status
from trainingkit.domain.words import Slot, holds_words, parse_name, parse_phrase, parse_slots, say
from trainingkit.i18n.wording import wording_for

KITS = Path(__file__).parents[1] / "kits"
COUNTRIES = ("gt", "hn", "mx", "ni", "pe", "sv")
LEAST_TERMS = 60


@pytest.fixture(scope="module")
def reading() -> SharedReading:
    return read_shared(KITS)


@pytest.fixture(params=COUNTRIES)
def country(reading: SharedReading, request: pytest.FixtureRequest) -> Country:
    return reading.shared.countries[request.param]


@pytest.fixture(params=["garment", "electronics"])
def sector(reading: SharedReading, request: pytest.FixtureRequest) -> Sector:
    return reading.shared.sectors[request.param]


def test_there_are_six_countries_and_two_sectors_without_a_problem(reading: SharedReading) -> None:
    assert tuple(sorted(reading.shared.countries)) == COUNTRIES
    assert set(reading.shared.sectors) == {"garment", "electronics"}
    assert reading.problems == ()


def test_everything_is_translated_for_all_countries(reading: SharedReading) -> None:
    texts = [text for text in texts_in(reading.shared) if holds_words(text.source)]
    assert len(texts) > 800
    assert [text.unit for text in texts if text.status("en") is not Status.TRANSLATED] == []


# ── paper and money ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_paper_and_money_are_those_of_the_place(reading: SharedReading) -> None:
    found = {name: (pack.paper, pack.currency) for name, pack in reading.shared.countries.items()}
    assert found == {
        "sv": ("letter", "USD"),
        "hn": ("letter", "HNL"),  # CLDR has A4; shops have carta
        "gt": ("letter", "GTQ"),
        "ni": ("letter", "NIO"),
        "mx": ("letter", "MXN"),
        "pe": ("a4", "PEN"),
    }


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_country_says_the_same_words_in_the_same_forms(reading: SharedReading, country: Country) -> None:
    home = reading.shared.countries["sv"]
    assert list(country.words) == list(home.words)
    for name, term in country.words.items():
        assert forms_of(term) == forms_of(home.words[name]), name


def test_both_sectors_say_the_same_words(reading: SharedReading, sector: Sector) -> None:
    assert list(sector.words) == list(reading.shared.sectors["garment"].words)
    for words in sector.regions.values():
        assert set(words) <= set(sector.words)


def terms_of(reading: SharedReading) -> list[Term]:
    countries, sectors = reading.shared.countries.values(), reading.shared.sectors.values()
    found = [*(pack.words for pack in countries), *(pack.words for pack in sectors)]
    found += [words for pack in sectors for words in pack.regions.values()]
    return [term for words in found for term in words.values()]


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_term_can_be_said_in_every_form_it_promises(reading: SharedReading, language: str) -> None:
    wording = wording_for(language, "sv")
    unsaid: list[str] = []
    for term in terms_of(reading):
        text = term.full or term.phrase
        assert text is not None
        said = text.find(language)
        assert said is not None
        value = parse_name(said, "x", wording) if term.full else parse_phrase(said, wording)
        unsaid += [f"{text.unit} {form}" for form in ("", "the", "a", "of") if not say(value, Slot("x", form), wording)]
        # «las prestaciones» are many and no single one; whatever has one in Spanish has many too.
        if language == "es" and term.phrase and value.one and not value.many:
            unsaid.append(f"{text.unit} many")
    assert unsaid == []


# ── law ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_country_answers_the_same_topics(reading: SharedReading, country: Country) -> None:
    topics = list(reading.shared.countries["sv"].law)
    assert list(country.law) == topics
    assert {"child-care-duty", "maternity-leave", "working-hours", "union-minimum", "minimum-wage"} <= set(topics)


def test_a_verified_statement_names_a_source_that_was_seen_and_belongs_there(
    reading: SharedReading, country: Country
) -> None:
    for topic, law in country.law.items():
        source = reading.shared.sources[law.source]
        if law.status is LegalStatus.VERIFIED:
            assert law.source != NO_SOURCE, topic
            assert source.url, topic
        assert source.country in (None, country.country.lower()), topic
        assert law.as_of <= date(2026, 11, 26) < law.review_by, topic


def test_what_is_not_verified_says_whom_to_ask_what(country: Country) -> None:
    for topic, law in country.law.items():
        assert law.check is not None, topic
        if law.status is not LegalStatus.VERIFIED:
            asked = re.search(r"\b(?:pregunte|confirme|busque|confírmelo)\b", law.check.source, re.IGNORECASE)
            assert asked, topic


def test_a_value_stands_in_its_rule_and_nowhere_else(country: Country) -> None:
    for topic, law in country.law.items():
        assert ("{value}" in law.rule.source) is (law.value is not None), topic
        english = law.rule.find("en")
        assert english is not None
        assert ("{value}" in english) is (law.value is not None), topic


def test_nobody_says_yes_or_no_where_the_rule_was_not_found(country: Country) -> None:
    for topic, law in country.law.items():
        unknown = law.rule.source.startswith("Todavía no tenemos")
        assert unknown is (law.duty is None), topic
        if unknown:
            assert law.status is LegalStatus.TO_VERIFY
            assert law.source == NO_SOURCE


def test_who_has_to_care_is_answered_honestly_everywhere(reading: SharedReading) -> None:
    duties = {name: pack.law["child-care-duty"].duty for name, pack in reading.shared.countries.items()}
    assert duties == {"sv": True, "hn": True, "gt": True, "ni": False, "mx": False, "pe": False}
    for name in ("ni", "mx", "pe"):
        law = reading.shared.countries[name].law["child-care-duty"]
        assert law.status is LegalStatus.TO_VERIFY  # that there is no duty has not been proved
        assert "No se conoce" in law.rule.source


def test_mexico_has_the_law_of_today(reading: SharedReading) -> None:
    law = reading.shared.countries["mx"].law
    assert (law["working-hours"].value, law["overtime-limit"].value) == (Decimal(48), Decimal(12))
    assert "40 desde" in law["working-hours"].rule.source
    assert "2026" in law["working-hours"].article.source


def test_where_meeting_is_dangerous_the_pack_says_so_to_facilitators_alone(reading: SharedReading) -> None:
    told = {name for name, pack in reading.shared.countries.items() if pack.safety}
    assert told == {"ni"}
    safety = reading.shared.countries["ni"].safety
    assert safety is not None
    assert safety.audience.circle.value == "facilitator"


# ── residue ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_residue_of_a_sector_is_a_long_list_in_each_language(sector: Sector, language: str) -> None:
    words = sector.residue[language]
    assert len(words) == len(set(words)) >= LEAST_TERMS


@pytest.mark.parametrize("language", ["es", "en"])
def test_each_country_has_words_that_tell_of_it(country: Country, language: str) -> None:
    words = country.residue[language]
    assert len(words) == len(set(words)) >= 10
    for name in ("ministry", "social-security"):
        short = country.words[name].short
        assert short is not None
        assert short.source in words


def test_no_word_of_one_sector_is_left_in_the_other(reading: SharedReading) -> None:
    garment, electronics = (reading.shared.sectors[name] for name in ("garment", "electronics"))
    for language in ("es", "en"):
        assert not set(garment.residue[language]) & set(electronics.residue[language])


def without_slots(said: str) -> str:
    parts = parse_slots(said)
    return "".join((" / ".join(part.options) or "…") if isinstance(part, Slot) else part for part in parts)


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_word_of_any_pack_is_left_in_the_shipped_kit(reading: SharedReading, language: str) -> None:
    kit = shipped().kit
    assert kit is not None
    packs: list[Sector | Country] = [*reading.shared.sectors.values(), *reading.shared.countries.values()]
    words = sorted({word for pack in packs for word in pack.residue[language]}, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    left = []
    for text in texts_in(replace(kit, shared=Shared())):
        # Who made it after what, and what really happened elsewhere, is told with its own words.
        if text.unit.startswith(("kit/credits", "kit/authors", "kit/words/")) or "/key/record/" in text.unit:
            continue
        said = text.find(language)
        assert said is not None or not holds_words(text.source)
        if found := pattern.search(without_slots(said or "")):
            left.append(f"{text.unit}: {found[0]}")
    assert left == []
