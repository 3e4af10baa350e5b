"""What one track sees of a kit: comes in the whole kit and a track, goes out a `Kit` in which nothing of another track
is left.

What is for other tracks only is taken out of the value itself: days, modules, steps, blocks, exhibits, cards, facts.
So no later stage has anything to hide. Refuses to widen: what names no track stays as narrow as it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from trainingkit.domain.changes import Overlay, Path
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Day, Kit, Lineage, Shared
from trainingkit.domain.modules import Module, Track
from trainingkit.domain.roleplay import RolePlay
from trainingkit.domain.sessions import Session
from trainingkit.domain.text import Audience

_Versioned = TypeVar("_Versioned", Session, RolePlay)

_NAMING = ("for_", "tracks", "from_track", "apart_from")

PICTURES = ("image", "media", "picture", "drawing")
"""Fields that name a drawing of `media.yaml`."""


def for_track(kit: Kit, track: str | None) -> Kit:
    """The kit as a workshop of that track sees it; the kit itself for a workshop of no track. For a track that the kit
    does not know, what is for all tracks."""
    if not track:
        return kit
    sight = _Sight(track, frozenset(kit.about.tracks))
    seen: Kit = replace(sight.of(replace(kit, shared=Shared())), shared=kit.shared)
    about = replace(seen.about, tracks={name: each for name, each in seen.about.tracks.items() if name == track})
    return _with_overlays(_without_orphans(replace(seen, about=about), kit), kit)


def views(kit: Kit) -> tuple[Kit, ...]:
    """The kit as each of its tracks sees it; the kit itself where it has none."""
    return tuple(for_track(kit, each) for each in kit.about.tracks) or (kit,)


def are_apart(tracks: Mapping[str, Track], one: str, other: str) -> bool:
    """Whether two tracks never sit in one room; saying it on one side is enough."""
    pairs = ((one, other), (other, one))
    return any(name in tracks and apart in tracks[name].apart_from for name, apart in pairs)


def keeps_apart(kit: Kit) -> bool:
    """Whether some of the kit's tracks must never meet, so that nobody can be given all of it."""
    return any(each.apart_from for each in kit.about.tracks.values())


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a track sees. `named`: every track of the kit."""

    track: str
    named: frozenset[str]

    def of(self, value: Any) -> Any:
        """The value without what is for other tracks; itself where nothing is."""
        if isinstance(value, Audience):
            return self.audience(value)
        if isinstance(value, tuple) and value and is_dataclass(value[0]):
            return tuple(self.of(item) for item in value)
        if isinstance(value, Mapping):
            seen = {name: self.of(item) for name, item in value.items() if not self.hides(item)}
            return value if all(seen.get(name) is item for name, item in value.items()) else seen
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {}
        for each in fields(value):
            before = getattr(value, each.name)
            names = each.name in _NAMING and not isinstance(before, Mapping)  # `KitFile.tracks` declares them
            after = self.name(each.name, before) if names else self.of(before)
            if after is not before:
                changed[each.name] = after
        return replace(value, **changed) if changed else value

    def name(self, field: str, names: Any) -> Any:
        """What a field that names tracks says inside this one, where there are no others."""
        if field == "for_":
            return self.named_in(names)
        if field == "from_track":
            return names if names == self.track else None
        return tuple(name for name in names if name == self.track)

    def hides(self, item: object) -> bool:
        """Whether something that stands under an id is for other tracks only."""
        if isinstance(item, Day):
            return item.track not in (None, self.track)
        if isinstance(item, Module):
            return bool(item.tracks) and self.track not in item.tracks
        names = item.audience.only if isinstance(item, Fact) else getattr(item, "for_", None)
        return bool(names) and set(names or ()) <= self.named - {self.track}

    def named_in(self, names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        """A `for` as it reads inside the track: all are of it, so that naming it narrows nothing."""
        if names is None or self.track in names:
            return None
        if not self.named & set(names):
            return names
        return tuple(name for name in names if name not in self.named)

    def audience(self, audience: Audience) -> Audience:
        """The same for the audience of a text."""
        only = audience.only
        if only is None or not only & self.named:
            return audience
        return replace(audience, only=None if self.track in only else only - self.named)


# ── what only the unseen used ───────────────────────────────────────────────────────────────────────────────────────


def _without_orphans(seen: Kit, kit: Kit) -> Kit:
    """Role plays and replies of a case that is gone go with it, and so do drawings that only the unseen showed."""
    gone = set(kit.cases) - set(seen.cases)
    seen = replace(
        seen,
        role_plays={name: each for name, each in seen.role_plays.items() if each.case not in gone},
        responses={name: each for name, each in seen.responses.items() if each.case not in gone},
    )
    orphans = set(_pictures(kit)) - set(_pictures(seen))
    return replace(seen, media={name: each for name, each in seen.media.items() if name not in orphans})


# ── what overlays say of the unseen ─────────────────────────────────────────────────────────────────────────────────


def _with_overlays(seen: Kit, kit: Kit) -> Kit:
    """The kit whose overlays (where it comes from, its variants, versions of its sessions) say nothing either of what
    is not seen."""
    about = replace(seen.about, change=_overlay(seen.about.change, kit, seen))
    variants = {name: replace(each, change=_overlay(each.change, kit, seen)) for name, each in seen.variants.items()}
    sessions = {name: _with_versions(each, kit.sessions[name]) for name, each in seen.sessions.items()}
    plays = {name: _with_versions(each, kit.role_plays[name]) for name, each in seen.role_plays.items()}
    lineage = _lineage(seen.lineage, kit, seen)
    return replace(seen, about=about, variants=variants, sessions=sessions, role_plays=plays, lineage=lineage)


def _with_versions(seen: _Versioned, module: _Versioned) -> _Versioned:
    versions = {name: replace(each, change=_overlay(each.change, module, seen)) for name, each in seen.versions.items()}
    return replace(seen, versions=versions)


def _lineage(lineage: Lineage | None, kit: Kit, seen: Kit) -> Lineage | None:
    if lineage is None:
        return None
    upstream = _lineage(lineage.upstream, kit, seen)
    return replace(lineage, overlay=_overlay(lineage.overlay, kit, seen), upstream=upstream)


def _overlay(overlay: Overlay, whole: object, seen: object) -> Overlay:
    """The overlay without changes of what is gone."""
    return replace(
        overlay,
        changes=tuple(each for each in overlay.changes if _is_left(each.path, whole, seen)),
        left_out=tuple(each for each in overlay.left_out if _is_left(each.path, whole, seen)),
    )


def _is_left(path: Path, whole: object, seen: object) -> bool:
    """Whether the way to a value leads as far in what is seen as in the whole."""
    for step in path:
        whole, seen = _inside(whole, step), _inside(seen, step)
        if whole is None:
            return True
        if seen is None:
            return False
    return True


def _inside(value: object, step: str) -> object:
    return value.get(step) if isinstance(value, Mapping) else getattr(value, step, None)


def _pictures(kit: Kit) -> Iterator[str]:
    yield from _pictures_in(kit.logistics)
    for module in kit.every_module():
        yield from _pictures_in(module)


def _pictures_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _pictures_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            found = getattr(value, each.name)
            if each.name in PICTURES and isinstance(found, str):
                yield found
            else:
                yield from _pictures_in(found)
