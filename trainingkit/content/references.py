"""Whether what refers to something leads somewhere: comes in a kit with its scope, go out problems with the nearest
name.

`TARGETS` says what each field means by its ids; a field of ids that the table does not name declares them, or holds
free labels. Refuses to call a reference wrong when the file it leads to is there and faulty.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from trainingkit.content.graphs import cycles
from trainingkit.content.names import nearest
from trainingkit.content.schema import ListShape, ValueShape
from trainingkit.content.scope import Scope, address
from trainingkit.content.walk import Visit, visits
from trainingkit.domain.casework import (
    ARCHETYPES,
    LEVERAGE,
    Case,
    DecisionKey,
    Exhibit,
    Precedent,
    Profile,
    Switch,
)
from trainingkit.domain.facts import Fact, Ratio, StoryDate, number_of
from trainingkit.domain.fiction import PLACES, LookUp
from trainingkit.domain.kit import (
    MODULE_KINDS,
    NO_SOURCE,
    AgendaItem,
    Day,
    KitFile,
    Law,
    Source,
    Standard,
    With,
)
from trainingkit.domain.logistics import Care, Material, Room, Task
from trainingkit.domain.marks import Plain
from trainingkit.domain.modules import Block, Module, Track
from trainingkit.domain.paper import Field, Handout
from trainingkit.domain.roleplay import Party, Response, RolePlay, Seat
from trainingkit.domain.sessions import Session, Step
from trainingkit.errors import Problem

Names = Callable[[Scope, Module | None], Iterable[str]]


def _facts(scope: Scope, module: Module | None) -> Iterable[str]:
    return scope.facts(module) if module else ()


def _numbers(scope: Scope, module: Module | None) -> Iterable[str]:
    facts = scope.facts(module) if module else {}
    return [name for name, fact in facts.items() if number_of(fact) is not None or isinstance(fact.percent, Decimal)]


def _people(scope: Scope, module: Module | None) -> Iterable[str]:
    facts = scope.facts(module) if module else {}
    return [name for name, fact in facts.items() if fact.person is not None or fact.name is not None]


def _exhibits(scope: Scope, module: Module | None) -> Iterable[str]:
    case = scope.kit.cases.get(scope.case_of(module)) if module else None
    return case.exhibits if case else ()


def _replies_when(scope: Scope, module: Module | None) -> Iterable[str]:
    plays = scope.plays(module) if module else ()
    marks = [each.mark for play in plays for each in play.observe.values() if each.mark]
    return [*scope.kit.about.decisions, *marks]


def _moments(scope: Scope, _: Module | None) -> Iterable[str]:
    return [name for play in scope.kit.role_plays.values() for name in play.rounds]


def _sources(scope: Scope, _: Module | None) -> Iterable[str]:
    return [*scope.kit.shared.sources, NO_SOURCE]


NAMES: Mapping[str, tuple[Names, tuple[str, ...]]] = {
    "rooms": (lambda scope, _: scope.kit.logistics.rooms, ("logistics",)),
    "materials": (lambda scope, _: scope.kit.logistics.materials, ("logistics",)),
    "team": (lambda scope, _: scope.kit.logistics.team, ("logistics",)),
    "media": (lambda scope, _: scope.kit.media, ("media",)),
    "law": (lambda scope, _: scope.topics, ("countries", "kit")),
    "standards": (
        lambda scope, _: [*scope.kit.shared.standards, *scope.kit.shared.channels],
        ("standards", "channels"),
    ),
    "sources": (_sources, ("sources",)),
    "sectors": (lambda scope, _: scope.kit.shared.sectors, ("sectors",)),
    "glossary": (lambda scope, _: scope.kit.shared.glossary, ("glossary",)),
    "countries": (lambda scope, _: scope.kit.shared.countries, ("countries",)),
    "settings": (lambda scope, _: ["workshop", *scope.kit.shared.countries], ("countries",)),
    "decisions": (lambda scope, _: scope.kit.about.decisions, ("kit",)),
    "tracks": (lambda scope, _: scope.kit.about.tracks, ("kit",)),
    "cases": (lambda scope, _: scope.kit.cases, ()),
    "handouts": (lambda scope, _: scope.kit.handouts, ()),
    "facts": (_facts, ()),
    "number facts": (_numbers, ()),
    "people": (_people, ()),
    "parties": (lambda _, module: module.parties if isinstance(module, RolePlay) else (), ()),
    "exhibits": (_exhibits, ()),
    "decisions and marks": (_replies_when, ("kit", "role-plays")),
    "rounds": (_moments, ("role-plays",)),
    "archetypes": (lambda _, __: ARCHETYPES, ()),
    "leverage": (lambda _, __: LEVERAGE, ()),
    "places to look": (lambda _, __: PLACES, ()),
}
"""What a field may mean: the names there are, and the kinds of file that, when faulty, leave them unknown."""

_OF_CASES = ("facts", "number facts", "people", "exhibits")

TARGETS: Mapping[tuple[type, str], str] = {
    (Module, "sources"): "sources",
    (Module, "sectors"): "sectors",
    (Module, "tracks"): "tracks",
    (Session, "room"): "rooms",
    (Session, "materials"): "materials",
    (Step, "image"): "media",
    (Block, "law"): "law",
    (Block, "standard"): "standards",
    (Block, "image"): "media",
    (Block, "exhibit"): "exhibits",
    (Block, "covers"): "facts",
    (Case, "country"): "settings",
    (Case, "law"): "law",
    (Case, "standards"): "standards",
    (Case, "needs"): "law",
    (Case, "handouts"): "handouts",
    (LookUp, "where"): "places to look",
    (Profile, "about"): "people",
    (Profile, "archetype"): "archetypes",
    (Exhibit, "media"): "media",
    (DecisionKey, "decision"): "decisions",
    (DecisionKey, "leverage"): "leverage",
    (DecisionKey, "defensible"): "decisions",
    (DecisionKey, "no_reply"): "decisions",
    (Precedent, "source"): "sources",
    (Switch, "set"): "number facts",
    (Switch, "then"): "decisions",
    (Party, "from_track"): "tracks",
    (Seat, "party"): "parties",
    (Seat, "person"): "people",
    (RolePlay, "case"): "cases",
    (Response, "case"): "cases",
    (Response, "when"): "decisions and marks",
    (Field, "picture"): "media",
    (Handout, "terms"): "glossary",
    (KitFile, "sector"): "sectors",
    (KitFile, "country"): "countries",
    (Track, "apart_from"): "tracks",
    (Day, "track"): "tracks",
    (AgendaItem, "lead"): "team",
    (With, "cases"): "cases",
    (With, "moment"): "rounds",
    (Material, "brings"): "team",
    (Care, "who"): "team",
    (Room, "drawing"): "media",
    (Task, "who"): "team",
    (Law, "source"): "sources",
    (Standard, "source"): "sources",
    (Source, "country"): "countries",
}


def is_picture(visit: Visit) -> bool:
    """Whether a field names a drawing."""
    return TARGETS.get((visit.cls, visit.shape.name)) == "media"


def check_references(scope: Scope) -> Iterator[Problem]:
    """Every reference of the kit, of its files and of its modules."""
    kit = scope.kit
    for module in scope.modules:
        for visit in visits(module, address(module)):
            yield from _check(visit, scope, module)
        yield from _check_facts(module, scope)
    variants = ((variant, f"variants/{name}") for name, variant in kit.variants.items())
    for part, unit in ((kit.about, "kit"), (kit.agenda, "agenda"), (kit.logistics, "logistics"), *variants):
        for visit in visits(part, unit):
            yield from _check(visit, scope, None)
    yield from _check_order(scope)


def check_shared(scope: Scope) -> Iterator[Problem]:
    """The references of shared files."""
    shared = scope.kit.shared
    parts: list[tuple[object, str]] = []
    for kind in ("countries", "standards", "channels", "sources"):
        parts += [(part, f"{kind}/{name}") for name, part in getattr(shared, kind).items()]
    for part, unit in parts:
        for visit in visits(part, unit):
            yield from _check(visit, scope, None)


def check_agenda(agenda: object, unit: str, scope: Scope) -> Iterator[Problem]:
    """The references of an agenda, wherever it stands."""
    for visit in visits(agenda, unit):
        yield from _check(visit, scope, None)


def _check(visit: Visit, scope: Scope, module: Module | None) -> Iterator[Problem]:
    shape = visit.shape.shape
    item = shape.item if isinstance(shape, ListShape) else shape
    if isinstance(item, ValueShape) and item.plain is Plain.REF:
        for ref in visit.value if isinstance(visit.value, tuple) else (visit.value,):
            yield from _check_ref(ref, item.refers, visit, scope)
        return
    if visit.shape.name == "for_" and module is not None:
        yield from _check_for(visit, scope, module)
        return
    target = next(
        (TARGETS[cls, visit.shape.name] for cls in visit.cls.__mro__ if (cls, visit.shape.name) in TARGETS), ""
    )
    if visit.cls is Field and visit.shape.name == "options" and visit.value == "decisions":
        yield from _check_decisions(visit, scope)
    if target:
        yield from _check_names(_given(visit.value), target, visit, scope, module)


def _check_decisions(visit: Visit, scope: Scope) -> Iterator[Problem]:
    if not scope.kit.about.decisions and not scope.is_unread("kit"):
        yield Problem("unknown-name", visit.unit, {"value": "decisions", "kind": "decisions", "nearest": ""})


def _given(value: object) -> Iterable[str]:
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]  # a list, or a mapping by id


def _check_names(
    given: Iterable[str], target: str, visit: Visit, scope: Scope, module: Module | None
) -> Iterator[Problem]:
    names, kinds = NAMES[target]
    known = set(names(scope, module))
    for name in given:
        if not name or name in known or scope.is_unread(*kinds):
            continue
        if module is not None and target in _OF_CASES and not scope.facts_are_known(module):
            continue
        yield Problem("unknown-name", visit.unit, {"value": name, "kind": target, "nearest": nearest(name, known)})


def _check_ref(ref: str, refers: str, visit: Visit, scope: Scope) -> Iterator[Problem]:
    whole = f"{refers}/{ref}" if refers and "/" not in ref else ref
    kind, _, rest = whole.partition("/")
    if kind == "case":
        part, _, detail = rest.partition("/")
        fine = part in ("", "role-play", "handouts") if not detail else part == "responses" and detail.isdecimal()
        if not fine and part != "responses":
            options = ("role-play", "responses", "responses/1", "handouts")
            yield Problem(
                "unknown-name", visit.unit, {"value": ref, "kind": "case", "nearest": f"case/{nearest(part, options)}"}
            )
        return
    kinds = {cls.KIND for cls in MODULE_KINDS}
    if kind not in kinds:
        near = nearest(kind, kinds)
        yield Problem(
            "unknown-name", visit.unit, {"value": ref, "kind": "modules", "nearest": near and f"{near}/{rest}"}
        )
        return
    if refers and kind != refers:
        yield Problem("wrong-reference", visit.unit, {"value": ref, "expected": refers})
        return
    ident = rest.partition("/")[0]
    if ident not in scope.kit.modules(kind):
        near = nearest(ident, scope.kit.modules(kind))
        yield Problem("unknown-name", visit.unit, {"value": ref, "kind": kind, "nearest": near and f"{kind}/{near}"})


def _check_for(visit: Visit, scope: Scope, module: Module) -> Iterator[Problem]:
    if not scope.seats_are_known(module):
        return
    yield from _check_readers(visit.value, visit.unit, scope.readers_named(module))


# ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_facts(module: Module, scope: Scope) -> Iterator[Problem]:
    """What the facts of a module are worked out of, the day of a letter, and `for` on facts."""
    if not scope.facts_are_known(module):
        return
    facts = scope.facts(module)
    if isinstance(module, Response):
        yield from _check_base(module.dated, f"{address(module)}/dated", facts)
    elif isinstance(module, Case | RolePlay):
        for name, fact in module.facts.items():
            unit = f"{address(module)}/facts/{name}"
            yield from _check_fact(fact, unit, facts)
            if scope.seats_are_known(module):
                yield from _check_readers(sorted(fact.audience.only or ()), f"{unit}/for", scope.readers_named(module))
        yield from _fact_cycles(module.facts, address(module))


def _check_fact(fact: Fact, unit: str, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    if fact.date:
        yield from _check_base(fact.date, f"{unit}/date", facts)
    if isinstance(fact.percent, Ratio):
        numbers = [name for name in facts if number_of(facts[name]) is not None]
        for part in (fact.percent.part, fact.percent.whole):
            if part not in numbers:
                details = {"value": part, "kind": "number facts", "nearest": nearest(part, numbers)}
                yield Problem("unknown-name", f"{unit}/percent", details)


def _check_readers(names: Iterable[str], unit: str, known: set[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known and name != "everyone":
            yield Problem("for-nobody", unit, {"value": name, "nearest": nearest(name, known)})


def _check_base(story: StoryDate, unit: str, facts: Mapping[str, Fact]) -> Iterator[Problem]:
    dates = [name for name, fact in facts.items() if fact.date is not None]
    if story.base and story.base != "start" and story.base not in dates:
        details = {"value": story.base, "kind": "date facts", "nearest": nearest(story.base, [*dates, "start"])}
        yield Problem("unknown-name", unit, details)


def _fact_cycles(facts: Mapping[str, Fact], unit: str) -> Iterator[Problem]:
    graph = {name: [fact.date.base] for name, fact in facts.items() if fact.date and fact.date.base in facts}
    for cycle in cycles(graph):
        yield Problem("cycle", f"{unit}/facts/{cycle[0]}", {"cycle": " -> ".join(cycle)})


def _check_order(scope: Scope) -> Iterator[Problem]:
    """Sessions that need each other can never be placed."""
    graph = {
        name: [ref.removeprefix("sessions/") for ref in (*session.requires, *session.after)]
        for name, session in scope.kit.sessions.items()
    }
    for cycle in cycles(graph):
        session = scope.kit.sessions[cycle[0]]
        refs = {ref.removeprefix("sessions/") for ref in session.requires}
        field = "requires" if cycle[1] in refs else "after"
        yield Problem("cycle", f"sessions/{cycle[0]}/{field}", {"cycle": " -> ".join(cycle)})
