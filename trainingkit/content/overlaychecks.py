"""What must hold of a kit once its variants, versions and switches are laid on: comes in a kit with its scope and the
checks of a plain kit, go out problems that the kit alone does not have.

A shorter session whose steps do not add up, a variant that leaves out what another module still uses, a changed text
with an unknown slot: each is found by the very checks that a kit goes through. Refuses to name again what is wrong with
the kit itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trainingkit.content.names import nearest
from trainingkit.content.scope import Scope, address
from trainingkit.domain.changes import Change, Overlay
from trainingkit.domain.kit import Agenda, Kit, Variant
from trainingkit.domain.overlay import for_workshop, text_paths, version_of, with_variant, with_versions
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.sessions import Session
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity

Check = Callable[[Scope], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Laid:
    """A kit with overlays laid on. `units`: what a problem's unit begins with → the variant or version behind it."""

    kit: Kit
    units: Mapping[str, str]
    overlay: Overlay

    @property
    def own_texts(self) -> frozenset[str]:
        """The addresses of the texts that the overlays say themselves."""
        values = {f"{number}": each.value for number, each in enumerate(self.overlay.changes)}
        return frozenset(str(text.unit) for _, text in text_paths(values))

    def saying(self, unit: str) -> str:
        """The variant or version that a problem of the kit as it becomes is due to."""
        return next((own for begin, own in self.units.items() if unit.startswith(begin)), "")


def check_overlays(scope: Scope, known: Iterable[Problem], check: Check) -> Iterator[Problem]:
    """Every problem that only a version or a variant of the kit has; `known` are those of the kit itself."""
    seen = {_told(problem) for problem in known}
    for agenda, unit in _agendas(scope.kit):
        yield from _versions_named(agenda, unit, scope)
    for name, variant in scope.kit.variants.items():
        yield from _names_of(variant, f"variants/{name}", scope)
    for laid in (*_with_each_version(scope), *_with_each_variant(scope)):
        yield from _check_laid(laid, scope, seen, check)


def check_workshop_changes(
    workshop: Workshop, scope: Scope, known: Callable[[], Iterable[Problem]], check: Check
) -> Iterator[Problem]:
    """What only the kit as this workshop uses it has: a text of its own with an unknown slot, a switch that leaves a
    case with a wrong share. To be asked of workshops that name nothing unknown."""
    if not (workshop.variant or workshop.versions or workshop.switch or workshop.change):
        return
    unit = f"workshops/{workshop.id}"
    own = Overlay(tuple(Change(text.unit, (), text) for text in workshop.change.values()))
    laid = Laid(replace(for_workshop(scope.kit, workshop), variants={}), {"": unit}, own)
    seen = {_told(problem) for problem in known()}
    yield from _check_laid(laid, scope, seen, check)


def _check_laid(laid: "Laid", scope: Scope, seen: set[tuple[object, ...]], check: Check) -> Iterator[Problem]:
    """What the checks say of the kit with the overlay, but for what was `seen`; structure is only named as an error."""
    own = laid.own_texts
    for problem in check(Scope(laid.kit, scope.faulty, scope.unread, scope.places, own)):
        if _told(problem) in seen or not (problem.unit in own or problem.severity is Severity.ERROR):
            continue
        seen.add(_told(problem))
        yield problem if problem.unit in own else problem.at(scope.place_of(laid.saying(problem.unit)))


def _told(problem: Problem) -> tuple[object, ...]:
    return problem.code, problem.unit, *sorted(problem.details.items())


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _agendas(kit: Kit) -> Iterator[tuple[Agenda, str]]:
    yield kit.agenda, "agenda"
    for name, variant in kit.variants.items():
        if isinstance(variant.agenda, Agenda):
            yield variant.agenda, f"variants/{name}/agenda"


def _versions_named(agenda: Agenda, unit: str, scope: Scope) -> Iterator[Problem]:
    """An agenda names versions that its sessions have, and of one session only one for each track."""
    chosen: dict[tuple[str, str], str | None] = {}
    items = [(day, name, item) for day, each in agenda.days.items() for name, item in each.items.items()]
    for day, item_name, item in items:
        session = (item.session or "").removeprefix("sessions/")
        where = f"{unit}/{day}/items/{item_name}/version"
        found = scope.kit.sessions.get(session)
        if found is None or scope.is_faulty(f"sessions/{session}"):
            continue
        if item.version and item.version not in found.versions:
            near = nearest(item.version, found.versions)
            yield Problem("unknown-name", where, {"value": item.version, "kind": "versions", "nearest": near})
            continue
        track = agenda.days[day].track
        keys = [(session, each) for each in ((track,) if track else (*scope.kit.about.tracks, ""))]
        other = next((key for key in keys if chosen.setdefault(key, item.version) != item.version), None)
        if other is not None:
            yield Problem("two-versions", where, {"value": session, "versions": _listed(chosen[other], item.version)})


def _listed(*versions: str | None) -> str:
    return ", ".join(version or "–" for version in versions)


def _names_of(variant: Variant, unit: str, scope: Scope) -> Iterator[Problem]:
    kit = scope.kit
    switches = [f"cases/{name}/key/switches/{each}" for name, case in kit.cases.items() for each in case.key.switches]
    wanted = (
        ("choose/cases", variant.choose.cases, "cases", list(kit.cases)),
        ("switch", variant.switch, "switches", switches),
        ("like", (variant.like,) if variant.like else (), "variants", list(kit.variants)),
    )
    for field, given, kind, known in wanted:
        for value in given:
            if value not in known:
                details = {"value": value, "kind": kind, "nearest": nearest(value, known)}
                yield Problem("unknown-name", f"{unit}/{field}", details)
    like = kit.variants.get(variant.like or "")
    if like is not None and like.like is not None:
        yield Problem("variant-too-deep", f"{unit}/like", {"value": variant.like or "", "other": like.like})


# ── kits to check ───────────────────────────────────────────────────────────────────────────────────────────────────


def _with_each_version(scope: Scope) -> Iterator[Laid]:
    """The kit with the first version of every session and role play that has one, then with the second …: as few kits
    as will do."""
    modules: tuple[Session | RolePlay, ...] = (*scope.kit.sessions.values(), *scope.kit.role_plays.values())
    several = [module for module in modules if module.versions and not scope.is_faulty(address(module))]
    for position in range(max((len(module.versions) for module in several), default=0)):
        chosen = [(module, list(module.versions)[position]) for module in several if position < len(module.versions)]
        sessions, plays = dict(scope.kit.sessions), dict(scope.kit.role_plays)
        for module, version in chosen:
            if isinstance(module, Session):
                sessions[module.id] = version_of(module, version)
            else:
                plays[module.id] = version_of(module, version)
        changes = (module.versions[version].change for module, version in chosen)
        units = {address(module): f"{address(module)}/versions/{version}" for module, version in chosen}
        kit = replace(scope.kit, sessions=sessions, role_plays=plays, variants={})
        yield Laid(kit, units, sum(changes, Overlay()))


def _with_each_variant(scope: Scope) -> Iterator[Laid]:
    for name, variant in scope.kit.variants.items():
        unit = f"variants/{name}"
        if scope.is_faulty(unit) or any(_names_of(variant, unit, scope)):
            continue
        chosen = with_variant(scope.kit, name)
        if not any(_versions_named(chosen.agenda, unit, Scope(chosen))):
            chosen = with_versions(chosen, chosen.agenda)
        yield Laid(replace(chosen, variants={}), {"": unit}, variant.change)
