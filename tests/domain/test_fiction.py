"""Real names in texts, and invented names that are too like them; on plain values."""

from datetime import date

import pytest

from trainingkit.domain.fiction import Found, LookUp, Names, RealName, RealNames, plain, sound, too_old, year_of


def named(name: str, *also: str) -> RealName:
    return RealName(name=name, also=also)


REAL = RealNames(
    beside={"es": ("marca", "compra", "contestó"), "en": ("brand", "buys")},
    generic=("grupo", "confecciones", "apparel", "mujeres"),
    brands={
        "nike": named("Nike"),
        "adidas": named("adidas"),
        "levis": named("Levi's", "Levis", "Levi Strauss"),
        "jcrew": named("J.Crew", "J. Crew"),
        "tommy": named("Tommy Hilfiger"),
        "gap": RealName(name="Gap", also=("Gap Inc.",), like="word"),
        "next": RealName(name="Next", like="word"),
        "old-navy": RealName(name="Old Navy", like="word"),
        "patagonia": RealName(name="Patagonia", like="name"),
    },
    retailers={"hm": named("H&M", "Hennes & Mauritz"), "walmart": named("Walmart", "Wal-Mart")},
    manufacturers={"karims": named("Grupo Karim's"), "gildan": named("Gildan")},
    electronics={"hp": named("HP"), "apple": RealName(name="Apple", like="word")},
    people={"knight": named("Phil Knight")},
)
NAMES = Names(REAL)


def found(text: str, *, named: bool = False) -> list[str]:
    return [hit.name for hit in NAMES.find(text, named=named)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le compran Nike y adidas.", ["Nike", "adidas"]),
        ("NIKE, nike y **Nike**", ["Nike"]),
        ("Ni\u00adke y ádídas", ["Nike", "adidas"]),
        ("Un pantalón Levi’s, o Levis", ["Levi's"]),
        ("H&M; H & M; hennes & mauritz", ["H&M"]),
        ("La tienda Wal-\nMart y Wal Mart", ["Walmart"]),
        ("J. Crew", ["J.Crew"]),
        ("Phil Knight firma", ["Phil Knight"]),
        ("Una impresora HP", ["HP"]),
        ("tommy hilfiger's", ["Tommy Hilfiger"]),
    ],
)
def test_a_real_name_is_found_however_it_is_written(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    ["H y M", "h. m.", "Nikelado, el níkel", "hp", "Levi. Strauss", "Tommy. Hilfiger", "", "{brand}", "knight phil"],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hay un gap entre las dos.", []),
        ("Next steps. Next, the old navy ships.", []),
        ("- Next\n- Gap", []),
        ("Apples and apple pie", []),
        ("Gap compra el doble.", ["Gap"]),
        ("Contestó la marca «Next».", ["Next"]),
        ("Le vende a Gap.", ["Gap"]),
        ("Gap Inc. lo sabe.", ["Gap"]),
        ("Old Navy lo sabe.", ["Old Navy"]),
        ("We wrote to Apple again.", ["Apple"]),
        ("Se queja. Next contestó.", ["Next"]),
        ("Compra. Next week.", []),
        ("Un viaje a la Patagonia", []),
        ("La marca Patagonia", ["Patagonia"]),
    ],
)
def test_a_common_word_is_a_firm_by_its_capital_or_by_the_words_beside(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_field_that_is_nothing_but_a_name_is_taken_at_its_word() -> None:
    assert found("Gap") == []
    assert found("Gap", named=True) == found("GAP", named=True) == ["Gap"]
    assert found("Patagonia", named=True) == ["Patagonia"]
    assert found("Next week", named=True) == []


def test_a_hit_says_kind_and_words() -> None:
    (hit,) = NAMES.find("la tienda Hennes & Mauritz")
    assert (hit.name, hit.kind, hit.said) == ("H&M", "retailers", "Hennes & Mauritz")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("Nikke", "Nike"),
        ("Naik", ""),
        ("Adidaz", "adidas"),
        ("Gildam", "Gildan"),
        ("Walmert", "Walmart"),
        ("Walmrat", "Walmart"),
        ("Tommi Hilfigger", "Tommy Hilfiger"),
        ("Confecciones Karims", "Grupo Karim's"),
        ("Mujeres de Nyke", "Nike"),
        ("Gapp", "Gap"),
        ("Nextt", "Next"),
        ("Grupo Nextt del Sur", ""),
        ("Tarrowick", ""),
        ("Grupo", ""),
        ("", ""),
    ],
)
def test_an_invented_name_one_slip_or_one_sound_away_is_too_like(name: str, near: str) -> None:
    assert NAMES.near(name) == near


def test_words_sound_alike_to_a_reader_of_spanish() -> None:
    assert sound("Qázzy") == sound("kasi")
    assert sound("Vella") == sound("beya")
    assert sound("phone") == sound("Fone")


def test_plain_keeps_case_and_signs() -> None:
    assert plain("Ñandú, «Ö»") == "Nandu, «O»"


def test_an_empty_list_finds_nothing() -> None:
    nothing = Names(RealNames())
    assert nothing.find("Nike") == ()
    assert nothing.near("Nikke") == ""


@pytest.mark.parametrize(("edition", "year"), [("2026.1", 2026), ("1.10", None), ("edición de 2019", 2019), ("", None)])
def test_the_year_of_an_edition(edition: str, year: int | None) -> None:
    assert year_of(edition) == year


@pytest.mark.parametrize(("year", "old"), [(2026, False), (2029, False), (2030, True), (2013, False), (None, False)])
def test_a_look_up_holds_for_three_years(year: int | None, old: bool) -> None:
    look_up = LookUp(name="Uno", on=date(2026, 11, 26), where=("web-search",), found=Found.NOTHING)
    assert too_old(look_up, year) is old
