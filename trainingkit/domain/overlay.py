"""Overlays carried out: a kit (or one session) and what differs go in, a kit goes out; no later stage knows of it.

`apply` is the one function behind adaptations, variants, versions, switches and a workshop's own words;
`for_workshop` lays them on in that order. Who may read a text is never changed by an overlay: a text that takes the
place of another one keeps its readers. Refuses to guess: a path that leads nowhere raises `NotFound`, since the checks
have named it before.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from typing import Any, TypeVar

from trainingkit.domain.changes import Change, Overlay, Path, Removal
from trainingkit.domain.kit import Agenda, Kit, Variant
from trainingkit.domain.modules import Module
from trainingkit.domain.moving import with_local_facts
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.sessions import Session
from trainingkit.domain.text import Form, Text, Translation, UnitId
from trainingkit.domain.tracks import for_track
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import NotFound

_Thing = TypeVar("_Thing")
_Versioned = TypeVar("_Versioned", Session, RolePlay)

# ── one rule ────────────────────────────────────────────────────────────────────────────────────────────────────────


def apply(thing: _Thing, overlay: Overlay) -> _Thing:
    """The thing (a kit, a session) with everything that the overlay says."""
    made: Any = thing
    for change in overlay.changes:
        made = _put(made, change.path, change)
    for removal in overlay.left_out:
        made = _without(made, removal.path, removal)
    if isinstance(made, Kit) and overlay:
        made = _in_order(_without_orphans(made))
    return made  # type: ignore[no-any-return]  # of the class it came in


def _put(holder: Any, path: Path, change: Change) -> Any:
    step, *rest = path
    if isinstance(holder, Mapping):
        if not rest and step not in holder:
            return _inserted(holder, step, change)
        if step not in holder:
            raise NotFound("no-such-unit", unit=change.unit, nearest="")
        inner = _put(holder[step], tuple(rest), change) if rest else _instead_of(holder[step], change.value)
        return {name: inner if name == step else value for name, value in holder.items()}
    current = getattr(holder, step, None)
    if rest and current is None:
        raise NotFound("no-such-unit", unit=change.unit, nearest="")
    return replace(holder, **{step: _put(current, tuple(rest), change) if rest else _instead_of(current, change.value)})


def _instead_of(old: object, new: object) -> object:
    """The new value; a text keeps the readers and the form of the one whose place it takes."""
    if not (isinstance(old, Text) and isinstance(new, Text)):
        return new
    made = replace(new, audience=old.audience, form=old.form)
    return made if old.form is Form.PROSE else _on_one_line(made)


def _on_one_line(text: Text) -> Text:
    translations = {
        language: replace(each, text=" ".join(each.text.split())) for language, each in text.translations.items()
    }
    return replace(text, source=" ".join(text.source.split()), translations=translations)


def _inserted(holder: Mapping[str, object], name: str, change: Change) -> dict[str, object]:
    """The mapping with one entry more, where the change says; at the end where the entry it names is not there."""
    made: dict[str, object] = {}
    for each, value in holder.items():
        if each == change.before:
            made[name] = change.value
        made[each] = value
        if each == change.after:
            made[name] = change.value
    return made if name in made else {**made, name: change.value}


def _without(holder: Any, path: Path, removal: Removal) -> Any:
    step, *rest = path
    if isinstance(holder, Mapping):
        if step not in holder:
            raise NotFound("no-such-unit", unit=removal.unit, nearest="")
        if not rest:
            return {name: value for name, value in holder.items() if name != step}
        inner = _without(holder[step], tuple(rest), removal)
        return {name: inner if name == step else value for name, value in holder.items()}
    if rest:
        return replace(holder, **{step: _without(getattr(holder, step), tuple(rest), removal)})
    return replace(holder, **{step: _empty(_field(holder, step))})


def _field(holder: Any, name: str) -> "Field[Any]":
    return next(each for each in fields(holder) if each.name == name)


def _empty(field: "Field[Any]") -> object:
    """What an optional field holds when nothing is said; raises NotFound for one that must be said."""
    if field.default is not MISSING:
        return field.default
    if field.default_factory is not MISSING:
        return field.default_factory()
    raise NotFound("no-such-unit", unit=field.name, nearest="")


def _without_orphans(kit: Kit) -> Kit:
    """Role plays and replies go with the case that they belong to."""
    plays = {name: play for name, play in kit.role_plays.items() if not play.case or play.case in kit.cases}
    replies = {name: reply for name, reply in kit.responses.items() if reply.case in kit.cases}
    return replace(kit, role_plays=plays, responses=replies)


def _in_order(kit: Kit) -> Kit:
    """Modules stand in the order of their ids, as files do, wherever a new one came from."""
    made: dict[str, Mapping[str, Module]] = {}
    for each in fields(kit):
        modules = getattr(kit, each.name)
        if isinstance(modules, Mapping) and any(isinstance(module, Module) for module in modules.values()):
            made[each.name] = dict(sorted(modules.items()))
    return replace(kit, **made)  # type: ignore[arg-type]  # each of the class it came in


# ── walking ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def value_at(thing: Any, path: Path) -> Any:
    """What stands at the end of a way; None where it breaks off."""
    for step in path:
        thing = thing.get(step) if isinstance(thing, Mapping) else getattr(thing, step, None)
    return thing


_NOT_ITS_OWN = ("shared", "lineage", "variant")
"""Fields of a kit whose texts are others', or stand elsewhere in it too."""


def text_paths(thing: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text below a value with the way to it; of a kit its own, without what it shares."""
    if isinstance(thing, Text):
        yield path, thing
    elif isinstance(thing, Mapping):
        for name, item in thing.items():
            yield from text_paths(item, (*path, str(name)))
    elif is_dataclass(thing) and not isinstance(thing, type | Overlay):
        for each in fields(thing):
            if not (isinstance(thing, Kit) and each.name in _NOT_ITS_OWN):
                yield from text_paths(getattr(thing, each.name), (*path, each.name))


def with_texts(thing: _Thing, change: Callable[[Text], Text]) -> _Thing:
    """The value with every text below it, those of its overlays too, put through `change`."""
    made: Any = thing
    if isinstance(thing, Text):
        made = change(thing)
    elif isinstance(thing, Mapping):
        made = {name: with_texts(item, change) for name, item in thing.items()}
    elif isinstance(thing, tuple) and thing and is_dataclass(thing[0]):
        made = tuple(with_texts(item, change) for item in thing)
    elif is_dataclass(thing) and not isinstance(thing, type):
        found = {each.name: getattr(thing, each.name) for each in fields(thing)}
        changed = {name: new for name, old in found.items() if (new := with_texts(old, change)) is not old}
        made = replace(thing, **changed) if changed else thing
    return made  # type: ignore[no-any-return]  # of the class it came in


# ── in their order ──────────────────────────────────────────────────────────────────────────────────────────────────


def for_workshop(kit: Kit, workshop: Workshop) -> Kit:
    """The kit as this workshop uses it: in its sector, its variant, its switches, the values its facts have there, its
    own words, its agenda's versions of sessions; and of all this only what its track may see."""
    chosen = with_sector(kit, workshop.sector)
    chosen = with_variant(chosen, workshop.variant) if workshop.variant else chosen
    chosen = with_switches(chosen, workshop.switch)
    chosen = with_local_facts(chosen, workshop.facts)
    chosen = apply(chosen, local_changes(chosen, workshop.change))
    agenda = workshop.agenda or for_track(chosen, workshop.track).agenda
    return for_track(with_versions(chosen, agenda, workshop.versions), workshop.track)


def with_sector(kit: Kit, sector: str | None) -> Kit:
    """The kit with the words of another trade; what its cases tell stays what it is."""
    return replace(kit, about=replace(kit.about, sector=sector)) if sector else kit


def with_variant(kit: Kit, name: str) -> Kit:
    """The kit as one of its variants selects and changes it; a variant like another one builds on that."""
    variant = kit.variants.get(name)
    if variant is None:
        raise NotFound("no-such-unit", unit=f"variants/{name}", nearest="")
    base = with_variant(kit, variant.like) if variant.like else kit
    chosen = apply(_with_cases(base, variant), variant.change)
    chosen = with_switches(chosen, variant.switch)
    agenda = variant.agenda if isinstance(variant.agenda, Agenda) else chosen.agenda
    return replace(chosen, agenda=agenda, about=replace(chosen.about, subtitle=variant.title), variant=variant)


def _with_cases(kit: Kit, variant: Variant) -> Kit:
    chosen = variant.choose.cases
    if not chosen:
        return kit
    left = {name: case for name, case in kit.cases.items() if name in chosen}
    return _without_orphans(replace(kit, cases=left))


def with_switches(kit: Kit, refs: tuple[str, ...]) -> Kit:
    """The kit with these switches of its cases turned: facts set, the decision and its reason turned with them."""
    for ref in refs:
        case, _, name = ref.removeprefix("cases/").partition("/key/switches/")
        kit = apply(kit, switch_overlay(kit, case, name))
    return kit


def switch_overlay(kit: Kit, case: str, name: str) -> Overlay:
    """One switch of a case as an overlay."""
    found = kit.cases.get(case)
    switch = found.key.switches.get(name) if found else None
    if switch is None:
        raise NotFound("no-such-unit", unit=f"cases/{case}/key/switches/{name}", nearest="")
    at, unit = ("cases", case), f"cases/{case}"
    facts = (
        Change(UnitId(f"{unit}/facts/{fact}"), (*at, "facts", fact, field), value)
        for fact, value in switch.set.items()
        for field in (_number_field(kit, case, fact),)
    )
    turned = (
        Change(UnitId(f"{unit}/key/decision"), (*at, "key", "decision"), switch.then),
        Change(UnitId(f"{unit}/key/why"), (*at, "key", "why"), switch.why),
    )
    used = Removal(UnitId(f"{unit}/key/switches/{name}"), (*at, "key", "switches", name))
    return Overlay((*facts, *turned), (used,))


def _number_field(kit: Kit, case: str, fact: str) -> str:
    found = kit.cases[case].facts[fact]
    return next(field for field in ("number", "money", "percent") if getattr(found, field) is not None)


def local_changes(kit: Kit, texts: Mapping[str, Text]) -> Overlay:
    """A workshop's own words as an overlay on the kit; raises NotFound for an address without a text."""
    if not texts:
        return Overlay()
    paths = {text.unit: path for path, text in text_paths(kit)}
    unknown = [unit for unit in texts if unit not in paths]
    if unknown:
        raise NotFound("no-such-unit", unit=unknown[0], nearest="")
    return Overlay(tuple(Change(UnitId(unit), paths[UnitId(unit)], text) for unit, text in texts.items()))


def with_versions(kit: Kit, agenda: Agenda, wanted: tuple[str, ...] = ()) -> Kit:
    """The kit with each session in the version that the agenda names for it; with what it names none for, and each role
    play, in the first of the `wanted` versions that it has."""
    sessions = {name: _in_wanted(session, wanted) for name, session in kit.sessions.items()}
    for item in (item for day in agenda.days.values() for item in day.items.values()):
        name = (item.session or "").removeprefix("sessions/")
        if item.version and name in kit.sessions:
            sessions[name] = version_of(kit.sessions[name], item.version)
    plays = {name: _in_wanted(play, wanted) for name, play in kit.role_plays.items()}
    return replace(kit, sessions=sessions, role_plays=plays)


def _in_wanted(module: _Versioned, wanted: tuple[str, ...]) -> _Versioned:
    name = next((each for each in wanted if each in module.versions), "")
    return version_of(module, name) if name else module


def version_of(module: _Versioned, name: str) -> _Versioned:
    """A session or a role play in one of its versions: what it leaves out and says otherwise; a session's own
    minutes."""
    version = module.versions.get(name)
    if version is None:
        raise NotFound("no-such-unit", unit=f"{module.KIND}/{module.id}/versions/{name}", nearest="")
    made: Any = apply(module, version.change)
    minutes = getattr(version, "minutes", None)  # of a session's version alone
    return replace(made, minutes=minutes) if minutes else made  # type: ignore[no-any-return]  # of the class it came in


def translated(text: Text, more: Mapping[str, Translation]) -> Text:
    """The text with translations into languages that it did not have."""
    added = {language: each for language, each in more.items() if language not in text.translations}
    return replace(text, translations={**text.translations, **added}) if added else text
