"""What must hold where a kit has tracks: comes in a kit with its scope, go out problems.

`domain.tracks` takes out of a kit what is for other tracks. Here is asked beforehand whether something would then be
missing: a sheet that nobody of the track is given, a fact that a sentence needs. Opens no file, never raises.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainingkit.content.scope import Scope, address
from trainingkit.domain.facts import Fact
from trainingkit.domain.kit import Agenda, Day, Kit
from trainingkit.domain.modules import Module
from trainingkit.domain.roleplay import Response, RolePlay
from trainingkit.domain.sessions import Session, Step
from trainingkit.domain.text import Text
from trainingkit.domain.tracks import are_apart
from trainingkit.domain.words import find_slots
from trainingkit.errors import Problem

Tracks = frozenset[str]


def check_tracks(scope: Scope) -> Iterator[Problem]:
    """Every problem of a kit's tracks; none where it has none."""
    if not scope.kit.about.tracks or scope.is_unread("kit"):
        return
    yield from _names(scope.kit)
    yield from check_agenda_tracks(scope.kit.agenda, "agenda", scope.kit)
    for module, texts in scope.module_texts:
        yield from _module(module, scope.kit)
        yield from _facts(module, texts, scope)


def _names(kit: Kit) -> Iterator[Problem]:
    """A track that is apart from itself, and names that would mean two things in `for`."""
    for name, track in kit.about.tracks.items():
        unit = f"kit/tracks/{name}"
        if name in track.apart_from:
            yield Problem("apart-from-itself", f"{unit}/apart_from", {"track": name})
        for play in kit.role_plays.values():
            if name in play.seats or name in play.parties:
                yield Problem("track-named-like-seat", unit, {"track": name, "role_play": play.id})


# ── references from what one track sees to what it does not see ─────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Holder:
    """What refers to modules: where it stands, and which tracks see it."""

    unit: str
    tracks: Tracks
    kit: Kit

    def check(self, field: str, *refs: str, kind: str = "") -> Iterator[Problem]:
        """Whether all who see this see what it names."""
        for ref in refs:
            whole = f"{kind}/{ref}" if kind and "/" not in ref else ref
            named, _, rest = whole.partition("/")
            found = self.kit.modules(named).get(rest.partition("/")[0])
            if found and (missing := self.tracks - tracks_of(found, self.kit)):
                details = {"value": whole, "tracks": ", ".join(sorted(missing))}
                yield Problem("hidden-from-track", f"{self.unit}/{field}", details)


def tracks_of(module: Module, kit: Kit) -> Tracks:
    """The tracks that see a module: those it names, and only as far as they see its case."""
    own = _narrowed(frozenset(kit.about.tracks), module.tracks, kit)
    case = kit.cases.get(module.case or "") if isinstance(module, RolePlay | Response) else None
    return own & tracks_of(case, kit) if case else own


def _narrowed(tracks: Tracks, names: tuple[str, ...] | Tracks | None, kit: Kit) -> Tracks:
    """Those of the tracks that are named; all of them where no track is, since seats and observers are of any."""
    named = frozenset(names or ()) & frozenset(kit.about.tracks)
    return tracks & named if named else tracks


def check_agenda_tracks(agenda: Agenda, unit: str, kit: Kit, track: str | None = None) -> Iterator[Problem]:
    """Whether everybody of a day sees what is placed on it. `track`: of the workshop whose agenda it is."""
    for name, day in agenda.days.items():
        yield from _day(day, f"{unit}/{name}", kit, day.track or track)


def _day(day: Day, unit: str, kit: Kit, track: str | None) -> Iterator[Problem]:
    tracks = _narrowed(frozenset(kit.about.tracks), (track,) if track else (), kit)
    for name, item in day.items.items():
        holder = _Holder(f"{unit}/items/{name}", tracks, kit)
        for field in ("session", "technique", "worksheet"):
            ref = getattr(item, field)
            yield from holder.check(field, *((ref,) if ref else ()), kind=f"{field}s")
        yield from holder.check("with/cases", *(item.with_.cases if item.with_ else ()), kind="cases")


def _module(module: Module, kit: Kit) -> Iterator[Problem]:
    tracks = tracks_of(module, kit)
    if isinstance(module, Session):
        holder = _Holder(address(module), tracks, kit)
        yield from holder.check("requires", *module.requires, kind="sessions")
        for name, step in module.steps.items():
            seen = _narrowed(tracks, step.for_, kit)
            holder = _Holder(f"{address(module)}/steps/{name}", seen, kit)
            for verb in Step.LINKS:
                yield from holder.check(verb, *getattr(step, verb))
    if isinstance(module, RolePlay | Response):
        holder = _Holder(address(module), frozenset(module.tracks), kit)
        yield from holder.check("case", *((module.case,) if module.case else ()), kind="cases")
    if isinstance(module, RolePlay):
        yield from _parties(module, kit)


def _parties(play: RolePlay, kit: Kit) -> Iterator[Problem]:
    """Parties filled from tracks that never sit in one room."""
    seen: list[str] = []
    for name, party in play.parties.items():
        track = party.from_track or ""
        for other in seen:
            if are_apart(kit.about.tracks, track, other):
                unit = f"{address(play)}/parties/{name}/from_track"
                yield Problem("tracks-in-one-room", unit, {"track": track, "other": other})
        seen += [track] if track and track not in seen else []


# ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _facts(module: Module, texts: tuple[Text, ...], scope: Scope) -> Iterator[Problem]:
    """Texts that name a fact which some track that sees the text does not see."""
    seen = _seen_facts(scope.facts(module), scope.kit)
    if not seen:
        return
    tracks = tracks_of(module, scope.kit)
    for text in texts:
        for name in dict.fromkeys(slot.name for slot in find_slots(text.source)):
            missing = _narrowed(tracks, text.audience.only, scope.kit) - seen.get(name, tracks)
            if missing:
                details = {"name": name, "tracks": ", ".join(sorted(missing))}
                yield Problem("fact-hidden-from-track", text.unit, details)


def _seen_facts(facts: Mapping[str, Fact], kit: Kit) -> dict[str, Tracks]:
    """The tracks that see a fact, for those that not all tracks see."""
    known = frozenset(kit.about.tracks)
    found = {name: _narrowed(known, fact.audience.only, kit) for name, fact in facts.items()}
    return {name: tracks for name, tracks in found.items() if tracks != known}
