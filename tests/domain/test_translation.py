"""Translations against their sources: statuses, updates that lose nothing, confirmations that are refused."""

import random
import textwrap
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingkit.domain.text import Status, UnitId
from trainingkit.domain.translation import (
    Entry,
    SourceUnit,
    confirm,
    meaning_changes,
    same_text,
    status_of,
    translation_of,
    unwrap,
    update_entries,
)
from trainingkit.i18n.wording import wording_for

WEIGHTY = wording_for("es", "SV").weighty_words()
HERE = UnitId("cases/child-care/summary")


def unit(source: str, address: str = HERE, formerly: str | None = None) -> SourceUnit:
    return SourceUnit(unit=UnitId(address), source=source, formerly=UnitId(formerly) if formerly else None)


def confirmed(source: str, text: str = "Translated.", address: str = HERE) -> Entry:
    return Entry(unit=UnitId(address), source=source, text=text)


def one(entries: Iterable[Entry]) -> Entry:
    (entry,) = entries
    return entry


# ── the same text ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "unwrapped"),
    [
        ("una línea\nque sigue\n", "una línea que sigue"),
        ("una   línea \t\n  que sigue  \n", "una línea que sigue"),
        ("primero\n\n\nsegundo\nsigue", "primero\n\nsegundo sigue"),
        ("- uno\n- dos\n  sigue\n- tres", "- uno\n- dos sigue\n- tres"),
        ("1. uno\n   sigue\n2. dos", "1. uno sigue\n2. dos"),
        ("las cartas de\n2013. Tampoco quién", "las cartas de 2013. Tampoco quién"),
        ("- uno\n  - dentro\n- dos", "- uno\n  - dentro\n- dos"),
        ("verso\\\nverso", "verso\\\nverso"),
        ("n\u0303", "ñ"),
        ("77\u00a0%", "77\u00a0%"),
        ("fue {workplace\n~ visitado / visitada} ayer", "fue {workplace ~ visitado/visitada} ayer"),
    ],
)
def test_line_wrapping_is_undone(text: str, unwrapped: str) -> None:
    assert unwrap(text) == unwrapped
    assert unwrap(unwrapped) == unwrapped


WORDS = st.lists(
    st.sampled_from(["la", "fábrica,", "{heads}", "{workplace ~ visitado/visitada}", "no", "**sí**", "«eso»", "2013."]),
    min_size=1,
    max_size=40,
)


@given(WORDS, st.integers(20, 90), st.integers(20, 90))
def test_wrapping_a_paragraph_elsewhere_changes_nothing(words: list[str], width: int, other: int) -> None:
    text = " ".join(["El", *words])
    once, again = (textwrap.fill(text, each, break_long_words=False, break_on_hyphens=False) for each in (width, other))
    assert same_text(once, again)
    assert unwrap(once) == unwrap(text)


def test_a_new_paragraph_is_a_change() -> None:
    assert not same_text("uno\ndos", "uno\n\ndos")


# ── status ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        (None, Status.MISSING),
        (confirmed("Hoy.", ""), Status.MISSING),
        (replace(confirmed("Hoy."), obsolete=True), Status.MISSING),
        (confirmed("Hoy."), Status.TRANSLATED),
        (confirmed("Ayer."), Status.STALE),
        (replace(confirmed("Hoy."), previous="Ayer.", fuzzy=True), Status.STALE),
        (replace(confirmed("Hoy."), fuzzy=True), Status.DRAFT),
        (replace(confirmed("Ayer."), fuzzy=True), Status.DRAFT),
        (replace(confirmed("Otro."), previous="Hoy.", fuzzy=True), Status.TRANSLATED),
    ],
)
def test_status_is_computed(entry: Entry | None, status: Status) -> None:
    assert status_of(entry, "Hoy.\n") is status
    translation = translation_of(entry, "Hoy.")
    assert (translation.status if translation else Status.MISSING) is status


def test_a_changed_number_in_a_slot_makes_nothing_stale() -> None:
    # The text names the fact; the number stands in the fact alone, and in a comment for translators.
    entry = replace(confirmed("Son {heads}."), about=("for: everyone · {heads} = 480",))
    units = [SourceUnit(unit=HERE, source="Son {heads}.", about=("for: everyone · {heads} = 1250",))]
    updated = one(update_entries([entry], units))
    assert status_of(updated, "Son {heads}.") is Status.TRANSLATED
    assert updated.about == ("for: everyone · {heads} = 1250",)


# ── update ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_three_edits_leave_one_difference_and_undoing_them_none() -> None:
    entries: tuple[Entry, ...] = (confirmed("Son 97 firmas.", "97 signatures."),)
    for source in ("Son 97 firmas hoy.", "Son 98 firmas hoy.", "Eran 98 firmas."):
        entries = update_entries(entries, [unit(source)])
    edited = one(entries)
    assert (edited.previous, edited.source, edited.text) == ("Son 97 firmas.", "Eran 98 firmas.", "97 signatures.")
    assert edited.fuzzy
    reverted = one(update_entries(entries, [unit("Son 97\nfirmas.")]))
    assert reverted == confirmed("Son 97 firmas.", "97 signatures.")


def test_a_draft_stays_a_draft_when_an_edit_is_undone() -> None:
    draft = replace(confirmed("Hoy."), fuzzy=True)
    edited = one(update_entries([draft], [unit("Ayer.")]))
    undone = one(update_entries([edited], [unit("Hoy.")]))
    assert status_of(edited, "Ayer.") is Status.DRAFT
    assert status_of(undone, "Hoy.") is Status.DRAFT


def test_what_has_no_unit_is_kept_aside_and_comes_back() -> None:
    stale = replace(confirmed("Dos."), previous="Uno.", fuzzy=True, notes="de Ana")
    gone = one(update_entries([stale], []))
    assert gone.obsolete
    back = one(update_entries([gone], [unit("Uno.")]))
    assert back == replace(confirmed("Uno."), notes="de Ana")


def test_an_empty_entry_without_a_unit_is_dropped() -> None:
    assert update_entries([confirmed("Uno.", "")], []) == ()


def test_an_equal_text_elsewhere_is_suggested_and_never_taken() -> None:
    known = confirmed("Firme aquí.", "Sign here.", "worksheets/a/ask")
    entries = update_entries(
        [known], [unit("Firme aquí.", "worksheets/a/ask"), unit("Firme\naquí.", "worksheets/b/ask")]
    )
    suggested = entries[1]
    assert (suggested.text, suggested.fuzzy) == ("Sign here.", True)
    assert suggested.about == ("suggested: the same words as worksheets/a/ask",)
    assert status_of(suggested, "Firme aquí.") is Status.DRAFT
    assert (
        update_entries(entries, [unit("Firme aquí.", each) for each in ("worksheets/a/ask", "worksheets/b/ask")])
        == entries
    )


def test_a_draft_elsewhere_is_not_suggested() -> None:
    draft = replace(confirmed("Firme.", "Sign.", "a/a"), fuzzy=True)
    assert update_entries([draft], [unit("Firme.", "a/a"), unit("Firme.", "b/b")])[1].text == ""


def test_a_renamed_unit_keeps_its_translation() -> None:
    old = confirmed("Uno.", "One.", "cases/c/narrative/full/begin")
    new = one(update_entries([old], [unit("Uno.", "cases/c/narrative/full/start", "cases/c/narrative/full/begin")]))
    assert (new.unit, new.text, new.fuzzy, new.obsolete) == ("cases/c/narrative/full/start", "One.", False, False)


def test_a_regional_catalogue_gets_no_new_entries() -> None:
    own = confirmed("Uno.", "Uno pues.", "a/a")
    units = [replace(each, optional=True) for each in (unit("Uno.", "a/a"), unit("Dos.", "b/b"))]
    entries = update_entries([own], units)
    assert [entry.unit for entry in entries] == ["a/a"]


def test_the_order_is_that_of_the_kit() -> None:
    entries = [confirmed("Z.", "Z", "z"), confirmed("A.", "A", "a"), confirmed("Old.", "O", "old")]
    assert [each.unit for each in update_entries(entries, [unit("A.", "a"), unit("Z.", "z")])] == ["a", "z", "old"]


def test_a_thousand_random_edits_lose_no_translation() -> None:
    """Units are edited, put back, re-wrapped, taken out, brought back, moved about; every translation is still there,
    under its address, confirmed for the text it was confirmed for."""
    chance = random.Random(2013)  # noqa: S311 - the same edits in every run
    originals = {UnitId(f"cases/c{number}/summary"): f"Texto número {number} de {{heads}}." for number in range(40)}
    sources = dict(originals)
    entries: tuple[Entry, ...] = tuple(confirmed(text, f"T{name}", name) for name, text in originals.items())
    for step in range(1_000):
        sources = edited(sources, originals, step, chance)
        before = {entry.unit: status_of(entry, sources.get(entry.unit, "")) for entry in entries if not entry.obsolete}
        entries = update_entries(entries, [unit(text, name) for name, text in sources.items()])
        held = {entry.unit: entry for entry in entries}
        assert {name: entry.text for name, entry in held.items()} == {name: f"T{name}" for name in originals}
        assert all(same_text(held[name].confirmed, text) for name, text in originals.items())
        after = {name: status_of(held[name], text) for name, text in sources.items()}
        assert {name: each for name, each in before.items() if name in sources}.items() <= after.items()
    for name, text in originals.items():
        restored = one(each for each in update_entries(entries, [unit(text, name)]) if each.unit == name)
        assert restored == confirmed(unwrap(text), f"T{name}", name)


def edited(
    sources: dict[UnitId, str], originals: dict[UnitId, str], step: int, chance: random.Random
) -> dict[UnitId, str]:
    """The sources after one edit: a text added to, put back, wrapped anew, taken out, or all in another order."""
    name = chance.choice(sorted(originals))
    text = sources.get(name, originals[name])
    kind = chance.randrange(5)
    if kind == 0:
        return {**sources, name: f"{text} Y {step}."}
    if kind == 1:
        return {**sources, name: originals[name]}
    if kind == 2:
        return {**sources, name: textwrap.fill(text, chance.randrange(10, 60))}
    if kind == 3:
        return {each: sources[each] for each in sources if each != name}
    return {each: sources[each] for each in sorted(sources, key=lambda _: chance.random())}


# ── confirm ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_confirmed_translation_says_by_whom_and_why() -> None:
    stale = replace(confirmed("La fábrica  cerró."), previous="La fabrica cerró.", fuzzy=True, notes="de Ana")
    done = confirm(stale, "La fábrica\ncerró.", "Ana  María", "solo la tilde\n")
    assert status_of(done, "La fábrica cerró.") is Status.TRANSLATED
    assert done.notes == "de Ana\nconfirmed by Ana María: solo la tilde"
    assert (done.previous, done.fuzzy) == (None, False)


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("La fabrica cerró.", "La fábrica cerró.", ()),
        ("Se puede firmar.", "Se puede, pues, firmar.", ()),
        ("Se puede firmar.", "No se puede firmar.", ("negations",)),
        ("Nadie lo vio.", "Lo vio.", ("negations",)),
        ("Son 30 días.", "Son 15 días.", ("numbers",)),
        ("Son dos días.", "Son tres días.", ("numbers",)),
        ("El lunes vienen.", "El martes vienen.", ("dates",)),
        ("Es en mayo.", "Es en junio.", ("dates",)),
        ("Habla con Nora hoy.", "Habla con Rosa hoy.", ("names",)),
        ("Son {heads}.", "Son {women}.", ("slots",)),
        ("{Workplace.the} paga.", "{Workplace.this} paga.", ("slots",)),
        ("Son 30, no hoy.", "Son 31 hoy.", ("numbers", "negations")),
        ("- uno\n- dos", "- dos\n- uno", ()),
    ],
)
def test_what_changes_a_meaning_is_named(old: str, new: str, kinds: tuple[str, ...]) -> None:
    assert meaning_changes(old, new, WEIGHTY) == kinds


def test_english_negations_count_with_either_apostrophe() -> None:
    weighty = wording_for("en").weighty_words()
    assert meaning_changes("You can go.", "You can’t go.", weighty) == ("negations",)
    assert meaning_changes("You can't go.", "You can’t go.", weighty) == ()
