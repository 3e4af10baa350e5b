"""Adaptations: making one, seeing what happened upstream since, and deciding about it text by text.

Comes in: the folder of kits, a kit's name, an address. Goes out: drifts, and files written whole or not at all. Nothing
that an adaptation says is changed without a decision: `keep` leaves it and remembers what upstream says now, `adopt`
takes it out of the adaptation's file so that upstream's counts, its translations being put aside in the catalogue.
Refuses to decide about an address where nothing waits.
"""

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from trainingkit.content.adaptation import base_of
from trainingkit.content.basis import read_basis, write_basis
from trainingkit.content.library import Reading, find_kits, read_kit
from trainingkit.content.names import nearest
from trainingkit.content.po import read_catalogue, with_entries, write_catalogue
from trainingkit.content.scalars import ID, likely_id
from trainingkit.content.writing import write_atomic
from trainingkit.content.yamledit import keys_at, without_entry
from trainingkit.content.yamlfile import parse_yaml
from trainingkit.domain.changes import Drift, DriftKind, Overlay
from trainingkit.domain.drift import Basis, basis_of, find_drift, looked_at, waiting
from trainingkit.domain.kit import Kit, Lineage
from trainingkit.errors import Conflict, ContentError, NotFound, UsageError
from trainingkit.i18n.wording import plural_forms
from trainingkit.services.library import errors_in, exists, located
from trainingkit.storage.publishing import disk_errors


@dataclass(frozen=True, slots=True)
class Derived:
    """An adaptation as it stands: its kit, what it was laid on, what it was last compared with."""

    reading: Reading
    kit: Kit
    base: Kit
    lineage: Lineage
    basis: Basis

    @property
    def drifts(self) -> tuple[Drift, ...]:
        """What happened upstream; see `find_drift`."""
        return find_drift(self.base, self.lineage.overlay, self.basis)


def read_derived(folder: Path) -> Derived:
    """An adaptation. Raises ContentError for a kit that cannot be read, UsageError for one that adapts nothing."""
    return derived_of(read_kit(folder, folder.parent))


def derived_of(reading: Reading) -> Derived:
    """The same of a kit that was read already."""
    folder = reading.path
    if reading.kit is None:
        raise ContentError(located(errors_in(reading.problems), folder.parent))
    if reading.base is None or reading.kit.lineage is None:
        raise UsageError("not-an-adaptation", name=folder.name)
    basis, problems = read_basis(folder)
    if errors_in(problems):
        raise ContentError(located(problems, folder.parent))
    return Derived(reading, reading.kit, reading.base, reading.kit.lineage, basis)


# ── drift ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def drift_of(folder: Path) -> tuple[Drift, ...]:
    """What happened upstream of an adaptation: what waits for a decision, then what was followed."""
    return read_derived(folder).drifts


def adaptations_in(root: Path) -> tuple[Path, ...]:
    """The kits of a library that adapt another one and can be read."""
    readings = ((folder, read_kit(folder, root)) for folder in find_kits(root))
    return tuple(folder for folder, reading in readings if reading.kit is not None and reading.base is not None)


def _at(address: str, language: str, derived: Derived) -> tuple[Drift, ...]:
    """What waits at an address or below it, in one language or in all; all that waits for an empty address."""
    all_of_them = waiting(derived.drifts)
    found = tuple(each for each in all_of_them if address in ("", each.unit) or each.unit.startswith(f"{address}/"))
    found = tuple(each for each in found if language in ("", each.language))
    if not found and address:
        units = [str(each.unit) for each in all_of_them]
        raise NotFound("nothing-waits", unit=address, nearest=nearest(address, units) or "–")
    return found


# ── decisions ───────────────────────────────────────────────────────────────────────────────────────────────────────


def keep(folder: Path, address: str, now: datetime, language: str = "") -> tuple[Drift, ...]:
    """Leaves what stands here; what upstream says now counts as seen. Returns what was decided."""
    derived = read_derived(folder)
    decided = _at(address, language, derived)
    _write(folder, derived, looked_at(derived.basis, derived.base, derived.lineage.overlay, decided), now)
    return decided


def adopt(folder: Path, address: str, now: datetime) -> tuple[Drift, ...]:
    """Takes upstream's text: what stands here leaves the file, and its translations are put aside. Returns what was
    decided."""
    derived = read_derived(folder)
    decided = _at(address, "", derived)
    units = {str(each.unit) for each in decided if each.kind in (DriftKind.CHANGED, DriftKind.GONE)}
    files = _without_changes(folder, units, derived)
    left = tuple(each for each in derived.lineage.overlay.changes if str(each.unit) not in units)
    overlay = Overlay(left, derived.lineage.overlay.left_out)
    basis = looked_at(derived.basis, derived.base, overlay, decided)
    for path, text in files.items():
        write_atomic(path, text.encode())
    _put_translations_aside(folder, units)
    _write(folder, derived, basis, now)
    return decided


def _without_changes(folder: Path, units: Iterable[str], derived: Derived) -> dict[Path, str]:
    """The adaptation's files without these changes. Raises Conflict where one has to be taken out by hand."""
    places = [(unit, derived.reading.places[unit]) for unit in units if unit in derived.reading.places]
    files: dict[Path, str] = {}
    # From the last line to the first, so that what is cut out moves nothing that is still to be found.
    for unit, place in sorted(places, key=lambda each: (each[1].line, each[1].column), reverse=True):
        path = folder.parent / place.file
        if not place.file.startswith(f"{folder.name}/"):
            raise Conflict("edit-by-hand", path=place.file, entry=unit)
        text = files.get(path) or path.read_text(encoding="utf-8")
        keys = keys_at(parse_yaml(text, place.file)[0], place.line, place.column)
        if not keys:
            raise Conflict("edit-by-hand", path=place.file, entry=unit)
        files[path] = without_entry(text, keys, place.file)
    return files


def _put_translations_aside(folder: Path, units: set[str]) -> None:
    for path in sorted((folder / "translations").glob("*.po")):
        catalogue, problems = read_catalogue(path)
        if errors_in(problems):
            raise ContentError(problems)
        aside = (replace(each, obsolete=True) if str(each.unit) in units else each for each in catalogue.entries)
        write_catalogue(path, with_entries(catalogue, aside))


def _write(folder: Path, derived: Derived, basis: Basis, now: datetime) -> None:
    source = derived.base.about.language
    revised = now.strftime("%Y-%m-%d %H:%M+0000")
    headers = {language: (source, plural_forms(language), revised) for language in basis.texts}
    write_basis(folder, basis, f"{folder.name} basis", headers)


# ── a new adaptation ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is said of a new adaptation at its beginning; what is empty is upstream's, or can be written later."""

    name: str
    variant: str = ""
    country: str = ""
    sector: str = ""
    title: str = ""
    by: str = ""
    did: str = ""


def adapt(folder: Path, wish: Wish, now: datetime) -> Path:
    """Makes a new kit beside the one in `folder` that adapts it and says nothing else yet; returns its folder, which
    appears whole or not at all."""
    reading = read_kit(folder, folder.parent)
    if reading.kit is None:
        raise ContentError(located(errors_in(reading.problems), folder.parent))
    target = folder.parent / wish.name
    _require_sense(wish, reading.kit, target)
    base = base_of(reading.kit, wish.variant)
    lineage = Lineage(kit=base.id, edition="", title=base.about.title, licence="", authors={})
    with disk_errors(target), tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as staging:
        made = Path(staging) / wish.name
        write_atomic(made / "kit.yaml", _kit_file(reading.kit, wish).encode())
        _write(made, Derived(reading, reading.kit, base, lineage, Basis()), basis_of(base, Overlay()), now)
        made.rename(target)
    return target


def _require_sense(wish: Wish, kit: Kit, target: Path) -> None:
    if not ID.fullmatch(wish.name):
        raise UsageError("bad-kit-id", value=wish.name, likely=likely_id(wish.name))
    if exists(target):
        raise Conflict("kit-exists", path=target)
    for value, known, option in (
        (wish.variant, kit.variants, "--variant"),
        (wish.country, kit.shared.countries, "--country"),
        (wish.sector, kit.shared.sectors, "--sector"),
    ):
        if value and value not in known:
            raise UsageError("unknown-choice", value=value, option=option, choices=", ".join(known) or "–")


def _kit_file(kit: Kit, wish: Wish) -> str:
    """`kit.yaml` of a new adaptation; every text in quotes, since it may hold anything."""
    variant = f"  variant: {wish.variant}\n" if wish.variant else ""
    lines = [
        "# yaml-language-server: $schema=../_shared/schemas/kit.json",
        f"kit: {wish.name}",
        'edition: "1"',
        f"adapts:\n  kit: {kit.id}\n  edition: {quoted(kit.about.edition)}\n{variant}".rstrip(),
        f"language: {kit.about.language}",
        f"languages: [{', '.join(kit.about.languages)}]",
        *([f"country: {wish.country}"] if wish.country else []),
        *([f"sector: {wish.sector}"] if wish.sector else []),
        *([f"title: {quoted(wish.title)}"] if wish.title else []),
    ]
    if wish.by:
        did = f"\n    did: {quoted(wish.did)}" if wish.did else ""
        lines.append(f"by:\n  adapter:\n    name: {quoted(wish.by)}{did}")
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as YAML writes it in quotes, on one line."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
