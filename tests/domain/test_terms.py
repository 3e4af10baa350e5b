"""Which term a word stands for: the kit's, the country's, the sector's as the country says it, the sector's."""

from dataclasses import replace

from tests.domain.packs import make_country, make_moving_kit, make_term
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.terms import find_layer, find_term, forms_of, terms_in
from trainingkit.domain.workshop import sample_of

TICKET, COUNTRYS, OWN = make_term("el boleto, los boletos"), make_term("la boleta, las boletas"), make_term("la hoja")


def kit_with(*, country: bool = False, own: bool = False) -> Kit:
    words = {"ticket": COUNTRYS} if country else {}
    kit = make_moving_kit(make_country("sv", words=words), make_country("pe", words=words))
    return replace(kit, about=replace(kit.about, words={"ticket": OWN})) if own else kit


def said(kit: Kit, country: str) -> str:
    term = find_term(kit, country, "ticket")
    assert term is not None
    assert term.phrase is not None
    assert terms_in(kit, country)["ticket"] is term
    return term.phrase.source


def test_a_sector_says_otherwise_in_one_country() -> None:
    kit = kit_with()
    assert (said(kit, "sv"), said(kit, "pe")) == ("el tiquete, los tiquetes", "el ticket, los tickets")
    assert find_layer(kit, "pe", "ticket") == "sector"


def test_the_country_stands_above_the_sector_and_the_kit_above_both() -> None:
    assert (said(kit_with(country=True), "pe"), find_layer(kit_with(country=True), "pe", "ticket")) == (
        "la boleta, las boletas",
        "country",
    )
    whole = kit_with(country=True, own=True)
    assert (said(whole, "pe"), find_layer(whole, "pe", "ticket")) == ("la hoja", "kit")


def test_a_word_that_nobody_has() -> None:
    assert find_term(kit_with(), "pe", "nothing") is None
    assert find_layer(kit_with(), "pe", "nothing") == ""
    assert "ticket" in terms_in(kit_with(), "xx")


def test_a_name_has_no_plural_and_a_phrase_no_short_form() -> None:
    assert {"the-many", "many"} <= forms_of(TICKET)
    assert "short" not in forms_of(TICKET)
    assert {"full", "short", "the"} <= forms_of(make_term("el Ministerio", "MT"))
    assert "many" not in forms_of(make_term("el Ministerio", "MT"))


def test_a_workshop_of_another_sector_speaks_its_words() -> None:
    kit = kit_with()
    other = replace(kit.shared.sectors[kit.about.sector or ""], words={"ticket": TICKET}, regions={})
    kit = replace(kit, shared=replace(kit.shared, sectors={**kit.shared.sectors, "electronics": other}))
    workshop = sample_of(kit)
    assert said(for_workshop(kit, workshop), "pe") == "el ticket, los tickets"
    assert said(for_workshop(kit, replace(workshop, sector="electronics")), "pe") == "el boleto, los boletos"
