"""What names mean inside one kit: comes in the kit as read, goes out the names that a field, a slot or a `for` may use.

Knows which files are faulty, so that nothing said about them becomes a second problem. Refuses to judge: `references`
and `checks` do that.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from trainingkit.content.files import entry_address
from trainingkit.content.walk import texts
from trainingkit.domain.casework import Case
from trainingkit.domain.changes import Overlay
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.overlay import text_paths
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.term import Term
from trainingkit.domain.terms import terms_in
from trainingkit.domain.text import Text
from trainingkit.domain.tracks import views
from trainingkit.errors import Place, Problem

_Pack = TypeVar("_Pack")


@dataclass(frozen=True)
class Scope:
    """A kit, the addresses of its faulty files and of those that could not be read at all, and where each address
    stands."""

    kit: Kit
    faulty: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    places: Mapping[str, Place] = field(default_factory=dict)
    only: frozenset[str] | None = None
    """The texts to look at, where the others have been looked at before; None for all."""

    def place(self, problem: Problem) -> Place | None:
        """Where a problem stands: in the catalogue of a translation, at the very item of a list, else at its unit, else
        at the nearest thing above it. What is missing or stale stands at its source."""
        entry = entry_address(problem.details.get("language", ""), problem.unit)
        if entry in self.places and not problem.code.endswith("-translation"):
            return self.places[entry]
        for name in (problem.details.get("value", ""), problem.details.get("name", "")):
            if name and f"{problem.unit}/{name}" in self.places:
                return self.places[f"{problem.unit}/{name}"]
        return self.place_of(problem.unit)

    def place_of(self, unit: str) -> Place | None:
        """Where a unit stands, or the nearest thing above it."""
        while unit:
            if unit in self.places:
                return self.places[unit]
            unit = unit.rpartition("/")[0]
        return None

    def is_faulty(self, address: str) -> bool:
        """Whether the file behind an address has an error in it."""
        parts = address.split("/")
        return parts[0] in self.faulty or "/".join(parts[:2]) in self.faulty

    def is_unread(self, *kinds: str) -> bool:
        """Whether a file of one of these kinds could not be read, so that what it declares is not known."""
        about = self.kit.about
        only = {"countries": about.country, "sectors": about.sector}
        for kind, _, ident in (address.partition("/") for address in self.unread):
            if kind in kinds and (not ident or not only.get(kind) or only[kind] == ident):
                return True
        return False

    # ── whose facts, whose seats ────────────────────────────────────────────────────────────────────────────────────

    def case_of(self, module: Module) -> str:
        """The id of the case a module belongs to; empty for none."""
        if isinstance(module, Case):
            return module.id
        return (module.case or "") if isinstance(module, RolePlay | Response) else ""

    def facts(self, module: Module) -> Mapping[str, Fact]:
        """The facts in scope of a module: those of its case, and a role play's own."""
        case = self.kit.cases.get(self.case_of(module))
        found = dict(case.facts) if case else {}
        return {**found, **module.facts} if isinstance(module, RolePlay) else found

    def facts_are_known(self, module: Module) -> bool:
        """Whether the case of the module, if it has one, could be read."""
        case = self.case_of(module)
        return not case or (case in self.kit.cases and f"cases/{case}" not in self.unread)

    def seats_are_known(self, module: Module) -> bool:
        """Whether no seat that a `for` of this module may mean stands in a file that could not be read."""
        plays = [address(play) for play in self.plays(module)]
        if self.is_unread("kit"):  # which declares tracks
            return False
        if self.case_of(module) and plays:
            return not self.unread & set(plays)
        return not self.is_unread("role-plays")

    def plays(self, module: Module) -> tuple[RolePlay, ...]:
        """The role plays whose seats a `for` in this module may name."""
        if isinstance(module, RolePlay):
            return (module,)
        case = self.case_of(module)
        return tuple(play for play in self.kit.role_plays.values() if not case or play.case == case)

    def readers_named(self, module: Module) -> set[str]:
        """What `for` may name in this module."""
        named = {"observer", "facilitator", *self.kit.about.tracks}
        for play in self.plays(module):
            named.update(play.parties, play.seats)
        return named

    # ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def words(self) -> Mapping[str, Term]:
        """Every word a text of the kit may use: kit over country over sector; all packs where the kit names none."""
        shared, about = self.kit.shared, self.kit.about
        found: dict[str, Term] = {}
        for sector in _chosen(shared.sectors, about.sector):
            found.update(sector.words)
        for country in _chosen(shared.countries, about.country):
            found.update(country.words)
        return {**found, **about.words, **terms_in(self.kit, about.country or "")}

    @cached_property
    def words_are_known(self) -> bool:
        """Whether every file that declares words could be read."""
        return not self.is_unread("kit", "countries", "sectors")

    @cached_property
    def topics(self) -> set[str]:
        """The topics of law that the kit's country answers; those of every country where the kit names none."""
        countries = _chosen(self.kit.shared.countries, self.kit.about.country)
        return {topic for country in countries for topic in country.law}

    @cached_property
    def views(self) -> tuple[Kit, ...]:
        """The kit as each of its tracks sees it; itself where it has none."""
        return views(self.kit)

    # ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        return tuple(self.kit.every_module())

    @cached_property
    def module_texts(self) -> tuple[tuple[Module, tuple[Text, ...]], ...]:
        """The texts of every module."""
        return tuple((module, self._chosen(texts(module))) for module in self.modules)

    def _chosen(self, found: Iterable[Text]) -> tuple[Text, ...]:
        return tuple(text for text in found if self.only is None or text.unit in self.only)

    @cached_property
    def loose_texts(self) -> tuple[Text, ...]:
        """The texts of the kit's own files, its words left out: they are what slots are filled with."""
        kit = self.kit
        parts = (kit.about, kit.agenda, kit.logistics, kit.media, kit.variants)
        found = (text for part in parts for text in texts(part))
        return self._chosen(text for text in found if not text.unit.startswith("kit/words/"))

    @cached_property
    def shared_texts(self) -> tuple[Text, ...]:
        """The texts of what the kit shares and uses: its country, its sector, standards, channels, glossary."""
        shared, about = self.kit.shared, self.kit.about
        chosen = (
            *_chosen(shared.countries, about.country),
            *_chosen(shared.sectors, about.sector),
            shared.standards,
            shared.channels,
            shared.glossary,
        )
        return self._chosen(text for part in chosen for text in texts(part))

    def every_text(self) -> Iterator[Text]:
        """All texts of the kit, in the order of `Kit`."""
        yield from texts(self.kit.about)
        yield from (text for text in self.loose_texts if not text.unit.startswith("kit/"))
        for _, found in self.module_texts:
            yield from found
        for overlay in self._overlays():
            yield from (text for change in overlay.changes for _, text in text_paths(change.value))

    def _overlays(self) -> Iterator[Overlay]:
        """What versions of sessions and role plays, and variants say otherwise."""
        for session in self.kit.sessions.values():
            yield from (version.change for version in session.versions.values())
        for play in self.kit.role_plays.values():
            yield from (version.change for version in play.versions.values())
        yield from (variant.change for variant in self.kit.variants.values())


def _chosen(packs: Mapping[str, _Pack], name: str | None) -> Iterable[_Pack]:
    if name and name in packs:
        return (packs[name],)
    return () if name else packs.values()


def address(module: Module) -> str:
    """`cases/child-care`."""
    return f"{module.KIND}/{module.id}"
