"""Which term a word stands for in a kit and a country: the kit's own, else the country's, else the sector's as that
country says it, else the sector's.

Comes in: a kit and a country. Goes out: terms, and the layer that each comes from. Refuses to say them in a language,
and to know a workshop, whose own words stand above all of these.
"""

from collections.abc import Mapping
from typing import Literal

from trainingkit.domain.kit import Kit
from trainingkit.domain.term import Term
from trainingkit.domain.words import FORMS

Layer = Literal["kit", "country", "sector"]


def word_layers(kit: Kit, country: str) -> tuple[tuple[Layer, Mapping[str, Term]], ...]:
    """The words in scope, from the nearest layer to the widest."""
    pack = kit.shared.countries.get(country)
    sector = kit.shared.sectors.get(kit.about.sector or "")
    return (
        ("kit", kit.about.words),
        ("country", pack.words if pack else {}),
        ("sector", sector.regions.get(country, {}) if sector else {}),
        ("sector", sector.words if sector else {}),
    )


def terms_in(kit: Kit, country: str) -> dict[str, Term]:
    """Every word in scope with what it means, the nearest layer first."""
    found: dict[str, Term] = {}
    for _, words in word_layers(kit, country):
        found = {**found, **{name: term for name, term in words.items() if name not in found}}
    return found


def find_term(kit: Kit, country: str, name: str) -> Term | None:
    """A term of the kit, else of the country, else of the sector."""
    return next((words[name] for _, words in word_layers(kit, country) if name in words), None)


def find_layer(kit: Kit, country: str, name: str) -> Layer | Literal[""]:
    """Which layer a word comes from; empty for one that none has."""
    return next((layer for layer, words in word_layers(kit, country) if name in words), "")


def forms_of(term: Term) -> frozenset[str]:
    """What may stand behind the dot of a slot for a term: a name has no plural, a phrase no short form."""
    forms = set(FORMS)
    if term.full is not None:
        forms = {form for form, (_, number) in FORMS.items() if number == "one"} | {"full"}
    return frozenset(forms | {"short"} if term.short is not None else forms)
