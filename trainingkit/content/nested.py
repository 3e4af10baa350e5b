"""Overlays inside a kit: its variants and the versions of its sessions and role plays, read once the kit is known.

Comes in: a kit with what is still to be read of it. Goes out: the kit whole. A changed text has an address of its own
here (`variants/one-day/change/…`), since the kit still says its own. Refuses to lay an overlay on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from trainingkit.content.overlays import ChangeReader, read_removals, read_tree
from trainingkit.content.reader import FileReader, Pending, Spot
from trainingkit.content.run import Run
from trainingkit.content.schema import OverlayShape
from trainingkit.content.yamlfile import MappingNode
from trainingkit.domain.changes import Overlay
from trainingkit.domain.kit import Kit, Variant
from trainingkit.domain.overlay import apply, text_paths, value_at, with_texts, with_variant
from trainingkit.domain.roleplay import PlayVersion, RolePlay
from trainingkit.domain.sessions import Session, Version
from trainingkit.domain.text import Text, Translation, UnitId

_Versioned = TypeVar("_Versioned", Session, RolePlay)


def with_nested_overlays(kit: Kit, run: Run) -> Kit:
    """The kit with the overlays of its variants and of its modules' versions read; problems go to the run."""
    waiting = {pending.unit: pending for pending in run.pending}
    inherited = Inherited(kit.lineage.inherited if kit.lineage else frozenset())
    sessions = {name: _with_versions(session, waiting, inherited, run) for name, session in kit.sessions.items()}
    plays = {name: _with_versions(play, waiting, inherited, run) for name, play in kit.role_plays.items()}
    kit = replace(kit, sessions=sessions, role_plays=plays)
    for name in sorted(kit.variants, key=lambda each: kit.variants[each].like is not None):
        variant = kit.variants[name]
        base = _base_of(kit, variant)
        laid = Laid(base, "", f"variants/{name}")
        overlay = _overlay(variant, laid, waiting, inherited, run)
        kit = replace(kit, variants={**kit.variants, name: replace(variant, change=overlay)})
    if kit.lineage is None:
        return kit
    return replace(kit, lineage=replace(kit.lineage, inherited=inherited.units | inherited.further))


@dataclass(slots=True)
class Inherited:
    """The addresses of texts that are upstream's: those of the kit, and those that its overlays say."""

    units: frozenset[str]
    further: set[str] = field(default_factory=set)


def _base_of(kit: Kit, variant: Variant) -> Kit:
    """What a variant is laid on: the kit, or another variant that builds on nothing further."""
    like = kit.variants.get(variant.like or "")
    return with_variant(kit, variant.like) if variant.like and like is not None and like.like is None else kit


def _with_versions(module: _Versioned, waiting: Mapping[str, Pending], inherited: Inherited, run: Run) -> _Versioned:
    if not module.versions:
        return module
    address = f"{module.KIND}/{module.id}"
    versions = {}
    for name, version in module.versions.items():
        laid = Laid(module, f"{address}/", f"{address}/versions/{name}")
        versions[name] = replace(version, change=_overlay(version, laid, waiting, inherited, run))
    return replace(module, versions=versions)


def _overlay(
    holder: Variant | Version | PlayVersion,
    laid: "Laid",
    waiting: Mapping[str, Pending],
    inherited: Inherited,
    run: Run,
) -> Overlay:
    """What a variant or version says. What upstream says in it has been read there; an adaptation's own comes after."""
    upstreams = _still_leading(holder.change, laid.thing)
    own = Overlay()
    pending = waiting.get(f"{laid.holder}/change")
    if pending is not None:
        own, reader = read_nested(pending, replace(laid, thing=apply(laid.thing, upstreams)))
        run.places.update(reader.places)
        run.take(reader, "/".join(laid.holder.split("/")[:2]))
    overlay = _merged(upstreams, own)
    if upstreams:
        inherited.further |= _units_of(overlay) - _units_of(own)
    if holder.lost.unit in inherited.units:
        return overlay
    reader = FileReader("", "", places=run.places)
    removals = read_removals(laid.thing, holder.leave_out, f"{laid.holder}/leave_out", laid.base, reader)
    run.take(reader, "/".join(laid.holder.split("/")[:2]))
    known = {each.path for each in upstreams.left_out}
    return overlay + Overlay((), tuple(each for each in removals if each.path not in known))


def _merged(upstreams: Overlay, own: Overlay) -> Overlay:
    """One overlay of two: what an adaptation says goes into what upstream says of the same thing."""
    changes = list(upstreams.changes)
    for change in own.changes:
        depths = (len(each.path) if change.path[: len(each.path)] == each.path else 0 for each in changes)
        number, depth = next(((at, depth) for at, depth in enumerate(depths) if depth), (len(changes), 0))
        if not depth:
            changes.append(change)
        elif depth == len(change.path):
            changes[number] = replace(changes[number], value=change.value)
        else:
            inside = Overlay((replace(change, path=change.path[depth:]),))
            changes[number] = replace(changes[number], value=apply(changes[number].value, inside))
    return Overlay(tuple(changes), upstreams.left_out + own.left_out)


def _units_of(overlay: Overlay) -> set[str]:
    return {str(text.unit) for change in overlay.changes for _, text in text_paths(change.value)}


@dataclass(frozen=True, slots=True)
class Laid:
    """What an overlay inside a kit is laid on: a kit or a module, the address it has (empty for a kit), and the
    address of the variant or version that says the overlay: its texts are its own, with addresses of their own."""

    thing: Any
    base: str
    holder: str

    def own(self, unit: str) -> str:
        """The address of a changed text where it stands."""
        return f"{self.holder}/change/{unit.removeprefix(self.base).lstrip('/')}"


def read_nested(pending: Pending, laid: Laid) -> tuple[Overlay, FileReader]:
    """The overlay that a variant or a version says, and the reader with what was found on the way, in own addresses."""
    outer = pending.reader

    def translate(unit: UnitId, source: str) -> Mapping[str, Translation]:
        return outer.translate(UnitId(laid.own(unit)), source)

    inner = FileReader(outer.file, outer.language, translate, pending=outer.pending)
    changer = ChangeReader(inner)
    where = laid.base.rstrip("/")
    spot = Spot(where, thing=where, label="change")
    if isinstance(laid.thing, Kit):
        read_tree(pending.node, laid.thing, changer, spot)
    elif isinstance(pending.node, MappingNode):
        changer.fields(pending.node, laid.thing, spot, (), ("versions", "formerly"))
    else:
        inner.wrong_kind(pending.node, "mapping", OverlayShape(), spot)
    inner.problems = [replace(each, unit=laid.own(each.unit)) for each in inner.problems]
    inner.places = {laid.own(unit): place for unit, place in inner.places.items()}
    changes = (replace(each, value=_with_own_units(each.value, laid)) for each in changer.changes)
    return Overlay(tuple(changes)), inner


def _with_own_units(value: object, laid: Laid) -> object:
    def renamed(text: Text) -> Text:
        return replace(text, unit=UnitId(laid.own(text.unit)))

    return with_texts(value, renamed)


def _still_leading(overlay: Overlay, thing: object) -> Overlay:
    """What of an upstream's overlay still has something to change here: an adaptation may have left that out."""
    changes = tuple(each for each in overlay.changes if value_at(thing, each.path[:-1]) is not None)
    return Overlay(changes, tuple(each for each in overlay.left_out if value_at(thing, each.path) is not None))
