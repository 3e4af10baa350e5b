"""An adaptation read: comes in its folder and the kit that it adapts, goes out the kit that it becomes.

Its files say only what differs; everything else is upstream's. Refuses to copy: what it does not say is not stored in
it. Changing a text makes its translations missing until the adaptation's own catalogues hold them; upstream's are never
taken for a text that they do not translate.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trainingkit.content.addresses import known_as
from trainingkit.content.files import AGENDA, KIT, LOGISTICS, MEDIA, field_of
from trainingkit.content.folders import Found
from trainingkit.content.overlays import ChangeReader, read_removals, read_tree
from trainingkit.content.reader import FileReader, Spot
from trainingkit.content.run import Run, same_id, with_drawings
from trainingkit.content.schema import MappingShape, RecordShape
from trainingkit.content.yamlfile import MappingNode, Node, Scalar, read_yaml
from trainingkit.domain.changes import Change, Overlay, Removal
from trainingkit.domain.kit import Adapts, Agenda, Kit, Lineage
from trainingkit.domain.lineage import touched_by
from trainingkit.domain.logistics import Drawing
from trainingkit.domain.marks import Plain
from trainingkit.domain.overlay import apply, text_paths, translated, with_texts, with_variant
from trainingkit.domain.text import Audience, Text, UnitId
from trainingkit.errors import Place, Problem, Severity, as_place

_SAID_BY_ITSELF = ("kit", "edition")
"""What every adaptation has to say of itself."""


@dataclass(slots=True)
class _Made:
    """What the files of an adaptation say, as it gathers."""

    changes: list[Change] = field(default_factory=list)
    modules: dict[str, dict[str, Any]] = field(default_factory=dict)
    agenda: Agenda | None = None


@dataclass(frozen=True, slots=True)
class Adapted:
    """The kit that a `kit.yaml` says it adapts, and where it says so."""

    kit: str
    place: Place


def upstream_in(path: Path, root: Path) -> Adapted | None:
    """What the kit in a folder adapts; None for a kit of its own, or where its `kit.yaml` cannot be read."""
    name = as_place(path / KIT.where, root).file
    node, _ = read_yaml(path / KIT.where, name)
    adapts = node.values.get("adapts") if isinstance(node, MappingNode) else None
    named = adapts.values.get("kit") if isinstance(adapts, MappingNode) else None
    return Adapted(named.text, Place(name, named.line, named.column)) if isinstance(named, Scalar) else None


def base_of(upstream: Kit, variant: str | None) -> Kit:
    """What an adaptation starts from: the kit, or one of its variants. The other variants stay behind with it."""
    if variant and variant in upstream.variants:
        return replace(with_variant(upstream, variant), variants={})
    return upstream


def read_adaptation(path: Path, found: Iterable[Found], run: Run, upstream: Kit) -> tuple[Kit, Kit]:
    """The kit that the files in `path` make of `upstream`, and what it was laid on."""
    files = list(found)
    made = _Made()
    base = _read_about(files, path, run, upstream, made)
    for each in files:
        if each.kind is not KIT:
            _read_file(each, base, run, made)
    base = replace(base, agenda=made.agenda or base.agenda)
    about = apply(base, Overlay(tuple(each for each in made.changes if each.path[0] == "about"))).about
    overlay = Overlay(tuple(made.changes), _removals(about.leave_out, base, run))
    for pending in [each for each in run.pending if each.unit == "kit/change"]:
        changer = ChangeReader(pending.reader)
        read_tree(pending.node, base, changer, Spot("kit/change", label="change"))
        run.take(pending.reader, "kit")
        overlay = Overlay(tuple(changer.changes)) + overlay
        run.pending.remove(pending)
    kit = apply(base, overlay)
    kit = _with_modules(replace(kit, id=path.name), made.modules)
    kit = replace(kit, media=with_drawings(path, kit.media, run), about=replace(kit.about, change=Overlay()))
    return _with_lineage(kit, base, overlay, made, run), base


def owned(found: Iterable[Problem], upstream: Iterable[Problem], run: Run, name: str) -> Iterator[Problem]:
    """Problems of the kit as it becomes, each in a file of this kit: one in a file of upstream's that upstream itself
    does not have is due to what this kit leaves out, or to what it says elsewhere."""
    known = {(each.code, each.unit, *sorted(each.details.items())) for each in upstream}
    for each in found:
        theirs = each.place is not None and not each.place.file.startswith(f"{name}/")
        if theirs and (each.code, each.unit, *sorted(each.details.items())) not in known:
            value = each.details.get("value", "")
            place = run.places.get(f"kit/leave_out/{value}", run.places.get("kit/adapts"))
            yield replace(each, place=place)
        else:
            yield each


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_about(files: Iterable[Found], path: Path, run: Run, upstream: Kit, made: _Made) -> Kit:
    """Reads `kit.yaml`; gives what the other files are laid on."""
    each = next(each for each in files if each.kind is KIT)
    node = run.node(each)
    if not isinstance(node, MappingNode):
        return upstream
    language = node.values.get("language")
    run.language = language.text if isinstance(language, Scalar) else upstream.about.language
    reader = run.reader(each)
    changer = ChangeReader(reader)
    bare = replace(upstream.about, adapts=None, by={}, leave_out=(), documents=())
    changer.fields(node, bare, Spot("kit", thing="kit"), ("about",))
    for name in _SAID_BY_ITSELF:
        if name not in node.values:
            reader.note("missing-field", node, Spot("kit", label=name), example="…")
    if "by" not in node.values:
        place = reader.places.get("kit/adapts")
        reader.problems.append(Problem("adapter-unnamed", "kit/by", severity=Severity.WARNING, place=place))
    run.take(reader, "kit")
    made.changes += changer.changes
    said = {change.path[1]: change.value for change in changer.changes if len(change.path) == 2}
    run.problems += same_id(str(said.get("kit", "")), replace(each, ident=path.name), run)
    licence = str(said.get("licence", bare.licence))
    if "SA" in bare.licence and licence != bare.licence:
        details = {"value": licence, "expected": bare.licence, "kit": upstream.id}
        place = run.places.get("kit/licence")
        run.problems.append(Problem("licence-differs", "kit/licence", details, place=place))
    adapts = said.get("adapts")
    variant = adapts.variant if isinstance(adapts, Adapts) else None
    if variant and variant not in upstream.variants:
        details = {"value": variant, "kind": "variants", "nearest": ""}
        place = run.places.get("kit/adapts/variant")
        run.problems.append(Problem("unknown-name", "kit/adapts/variant", details, place=place))
    return base_of(replace(upstream, about=bare), variant)


def _read_file(found: Found, base: Kit, run: Run, made: _Made) -> None:
    node = run.node(found)
    if node is None:
        return
    if found.kind is AGENDA:
        made.agenda = run.value(node, found)
        return
    reader = run.reader(found)
    changer = ChangeReader(reader)
    if found.kind is LOGISTICS:
        changer.record(node, base.logistics, Spot("logistics", thing="logistics"), ("logistics",))
    elif found.kind is MEDIA:
        _read_media(node, base, changer)
    elif isinstance(node, MappingNode) and "changes" in node.values:
        _read_changed(node, found, base, changer)
    else:
        made.modules.setdefault(found.kind.kind, {})[found.ident] = run.value(node, found)
        if found.ident in getattr(base, field_of(found.kind.kind)):
            details = {"value": found.address, "kit": base.id}
            run.problems.append(Problem("module-is-upstream", found.address, details, place=reader.place(node)))
    run.take(reader, found.address)
    made.changes += changer.changes


def _read_media(node: Node, base: Kit, changer: ChangeReader) -> None:
    """Drawings are laid on by id; one with a file of its own is drawn anew."""
    inner = node.values[MEDIA.kind] if isinstance(node, MappingNode) else node
    changer.mapping(
        inner, MappingShape(Plain.ID, RecordShape(Drawing)), base.media, Spot("media", thing="media"), ("media",)
    )
    for change in list(changer.changes):
        if change.path[-1] == "file":
            changer.changes.append(Change(change.unit, (*change.path[:-1], "svg"), ""))


def _read_changed(node: MappingNode, found: Found, base: Kit, changer: ChangeReader) -> None:
    """A module file that says `changes: kind/id`, and below that only what differs."""
    reader, named = changer.reader, node.values["changes"]
    if not isinstance(named, Scalar) or named.text != found.address:
        written = named.text if isinstance(named, Scalar) else ""
        reader.note("id-differs", named, Spot(found.address, label="changes"), value=written, expected=found.address)
        return
    modules = getattr(base, field_of(found.kind.kind))
    known = known_as(found.ident, modules)
    if not known:
        details = {"value": found.address, "kit": base.id}
        reader.problems.append(Problem("change-leads-nowhere", found.address, details, place=reader.place(named)))
        return
    language = node.values.get("language")
    if isinstance(language, Scalar):
        reader.language = language.text
    address = found.address.removesuffix(found.ident) + known
    if known != found.ident:
        reader.translate = _renamed(reader, address, found.address)
    spot = Spot(address, Audience(), address, known)
    reader.places[address] = reader.place(named)
    changer.fields(node, modules[known], spot, (field_of(found.kind.kind), known), ("changes", "language"))


def _renamed(reader: FileReader, now: str, before: str) -> Any:
    """The reader's translations, found under a module's former name until its catalogue has been brought up to date."""
    own = reader.translate

    def translate(unit: UnitId, source: str) -> Any:
        return own(unit, source) or own(UnitId(before + unit.removeprefix(now)), source)

    return translate


def _removals(addresses: tuple[str, ...], base: Kit, run: Run) -> tuple[Removal, ...]:
    """What is left out, found in upstream's kit."""
    reader = FileReader("", "", places=run.places)
    found = read_removals(base, addresses, "kit/leave_out", "", reader)
    run.take(reader, "kit")
    return found


# ── the kit ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_modules(kit: Kit, modules: dict[str, dict[str, Any]]) -> Kit:
    """The kit with new modules, in the order of ids."""
    made: dict[str, Any] = {}
    for kind, new in modules.items():
        attribute = field_of(kind)
        made[attribute] = dict(sorted({**getattr(kit, attribute), **new}.items()))
    return replace(kit, **made)


def _with_lineage(kit: Kit, base: Kit, overlay: Overlay, made: _Made, run: Run) -> Kit:
    about = base.about
    own = {text.unit for _, text in text_paths(_said(overlay, made))}
    started = kit.variant.change.changes if kit.variant else ()
    found = (*text_paths(kit), *text_paths(kit.variant), *text_paths({each.unit: each.value for each in started}))
    inherited = frozenset(str(text.unit) for _, text in found if text.unit not in own)
    added = tuple(f"{kind}/{name}" for kind, new in made.modules.items() for name in new)
    adapts = kit.about.adapts
    lineage = Lineage(
        kit=base.id,
        edition=adapts.edition if adapts else about.edition,
        title=about.title,
        licence=about.licence,
        authors=about.authors,
        by=kit.about.by,
        variant=(adapts.variant if adapts else None) or "",
        overlay=overlay,
        touched=touched_by(base, kit, overlay, added),
        own_agenda=made.agenda is not None,
        inherited=inherited,
        languages=about.languages,
        upstream=base.lineage,
    )
    return _with_further_languages(replace(kit, lineage=lineage), inherited, run)


def _said(overlay: Overlay, made: _Made) -> dict[str, object]:
    """Every value that the adaptation says itself."""
    said: dict[str, object] = {f"{number}": change.value for number, change in enumerate(overlay.changes)}
    return {**said, "modules": made.modules, "agenda": made.agenda}


def _with_further_languages(kit: Kit, inherited: frozenset[str], run: Run) -> Kit:
    """Inherited texts in the languages that upstream does not promise, from the adaptation's own catalogues."""
    promised = kit.lineage.languages if kit.lineage else ()
    if all(language in promised for language in kit.about.languages):
        return kit

    def also(text: Text) -> Text:
        if text.unit not in inherited:
            return text
        found = run.translate(text.unit, text.source)
        return translated(text, {name: each for name, each in found.items() if name not in promised})

    return with_texts(kit, also)
