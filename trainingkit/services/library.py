"""Kits and workshops by name or path, read and checked with everything that is wrong with them.

Comes in: what a person typed, and the folder with the kits. Goes out: readings and problems with their files. A path
that does not exist is `NotFound`; one that cannot be looked at, or a link that leads nowhere, is `DiskError`. Refuses
to guess between two workshops of one name.
"""

import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISDIR

from trainingkit.content.basis import read_basis
from trainingkit.content.glyphchecks import check_glyphs
from trainingkit.content.languagechecks import check_language
from trainingkit.content.library import Reading, find_kits, read_kit, read_library, shown
from trainingkit.content.planned import Planned, read_one
from trainingkit.content.po import translations_for
from trainingkit.content.yamlfile import MappingNode, Scalar, read_yaml
from trainingkit.domain.agenda import schedule
from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.drift import find_drift, waiting
from trainingkit.domain.kit import Agenda, Kit
from trainingkit.domain.lawuses import expired_law
from trainingkit.domain.moving import move_of, move_of_adaptation, problems_of_move
from trainingkit.domain.overlay import for_workshop, with_variant
from trainingkit.domain.tracks import keeps_apart
from trainingkit.domain.workshop import Workshop, whole_sample_of
from trainingkit.errors import ContentError, DiskError, NotFound, Place, Problem, Severity, UsageError
from trainingkit.planning.casting import cast
from trainingkit.rendering import fonts

_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL)
_OF_THE_CLOCK = ("day-overrun", "anchor-conflict", "anchor-before-day")
"""What cannot be said of a kit without a workshop: its hours are made up."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is built: a kit, and the file of its workshop; without one, the kit's sample, of a `track` where it has
    tracks that never meet."""

    kit: Path
    workshop: Path | None = None
    track: str = ""


# ── finding ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def exists(path: Path) -> bool:
    """Whether something is there. Raises DiskError where that cannot be seen, and for a link that leads nowhere."""
    try:
        if S_ISDIR(path.stat().st_mode):
            os.scandir(path).close()  # a folder that cannot be listed would look empty
    except OSError as error:
        if error.errno == errno.ELOOP or (error.errno == errno.ENOENT and path.is_symlink()):
            raise DiskError("broken-link", path=path) from error
        if error.errno in _NOWHERE:
            return False
        code = "no-permission" if error.errno in (errno.EACCES, errno.EPERM) else "disk"
        raise DiskError(code, path=path, reason=os.strerror(error.errno or 0)) from error
    except ValueError:  # a NUL in the name
        return False
    return True


def is_kit(path: Path) -> bool:
    """Whether a folder is a kit."""
    return exists(path) and path.is_dir() and exists(path / "kit.yaml")


def find_kit(name: str, kits: Path) -> Path:
    """The folder of a kit: a path, or an id among the kits."""
    path = _named(Path(name))
    if not name:
        raise NotFound("no-such-kit", name=name)
    if _is_path(name) or is_kit(path):
        if not exists(path):
            raise NotFound("no-such-path", path=name)
        return _folder(path)
    if exists(kits) and is_kit(kits / name):
        return kits / name
    if exists(path):
        return _folder(path)
    raise NotFound("no-such-kit", name=name)


def find_subject(name: str, kits: Path) -> Subject:
    """What `build` was asked for: a workshop's file or id, or a kit's folder or id."""
    path = _named(Path(name))
    if exists(path) and path.is_file():
        return Subject(_kit_of(path, kits), path)
    if _is_path(name):
        return Subject(find_kit(name, kits))
    found = [Subject(folder) for folder in _kits_in(kits) if folder.name == name]
    found += [Subject(each.parent.parent, each) for each in _workshops_in(kits) if each.stem == name]
    if is_kit(path) and not found:
        return Subject(path)
    if len(found) > 1:
        raise UsageError(
            "several-subjects", name=name, paths=", ".join(str(each.workshop or each.kit) for each in found)
        )
    if not found:
        known = (each.name for each in _kits_in(kits)), (each.stem for each in _workshops_in(kits))
        raise NotFound("no-such-subject", name=name, known=", ".join(each for names in known for each in names) or "–")
    return found[0]


def _is_path(name: str) -> bool:
    return os.sep in name or name in (".", "..")


def _named(path: Path) -> Path:
    """The path with a name of its own: the id of a kit is the name of its folder, and `.` is none."""
    return path.resolve() if path.name in ("", "..") else path


def _folder(path: Path) -> Path:
    if not path.is_dir():
        raise UsageError("not-a-folder-but-file", path=path)
    return path


def _kits_in(kits: Path) -> tuple[Path, ...]:
    return find_kits(kits) if exists(kits) and kits.is_dir() else ()


def _workshops_in(kits: Path) -> Iterator[Path]:
    for folder in _kits_in(kits):
        yield from sorted((folder / "workshops").glob("*.yaml"))


def _kit_of(workshop: Path, kits: Path) -> Path:
    """The kit that a workshop's file lies in; a file that lies elsewhere names it."""
    for path in (workshop, workshop.resolve()):
        if path.parent.name == "workshops" and is_kit(path.parent.parent):
            return _named(path.parent.parent)
    node, problems = read_yaml(workshop)
    if node is None:
        raise ContentError(problems)
    named = node.values.get("kit") if isinstance(node, MappingNode) else None
    kit = named.text if isinstance(named, Scalar) else ""
    if kit and kit in (each.name for each in _kits_in(kits)):
        return kits / kit
    raise NotFound("workshop-of-unknown-kit", path=workshop, kit=kit or "?")


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_at(folder: Path) -> Reading:
    """A kit with its translations."""
    return read_kit(folder, folder.parent, translations_for)


def read_subject(subject: Subject) -> tuple[Reading, Kit, Workshop]:
    """The kit as the workshop uses it, and the workshop. Raises ContentError with everything that keeps them from being
    read."""
    reading = read_at(subject.kit)
    own = subject.workshop
    if own is not None and subject.track:
        raise UsageError("track-of-workshop", track=subject.track)
    if reading.kit is None:
        raise ContentError(located(reading.problems, subject.kit.parent))
    if own is None:
        return read_sample(subject, reading, reading.kit)
    planned = _planned(own, subject, reading, reading.kit)
    if isinstance(planned, CohortPlan):
        raise UsageError("plan-of-cohorts", path=own)
    return reading, for_workshop(reading.kit, planned), planned


def _planned(own: Path, subject: Subject, reading: Reading, kit: Kit) -> Planned:
    """The workshop or the plan of a file. Raises ContentError where it is faulty."""
    inside = own.resolve().parent == (subject.kit / "workshops").resolve()
    planned = (reading.workshops.get(own.stem) or reading.plans.get(own.stem)) if inside else None
    problems = reading.problems
    if not inside:
        planned, problems = read_one(own, kit)
    if planned is None:
        raise ContentError(located(errors_in(problems), subject.kit.parent if inside else own.parent))
    return planned


def read_plan(subject: Subject) -> tuple[Reading, Kit, CohortPlan]:
    """The kit, whole, and the plan of a file. Raises ContentError with everything that keeps them from being read."""
    reading = read_at(subject.kit)
    if reading.kit is None:
        raise ContentError(located(reading.problems, subject.kit.parent))
    planned = _planned(subject.workshop, subject, reading, reading.kit) if subject.workshop else None
    if not isinstance(planned, CohortPlan):
        raise UsageError("no-plan-of-cohorts", path=subject.workshop or subject.kit)
    return reading, reading.kit, planned


def read_sample(subject: Subject, reading: Reading, kit: Kit) -> tuple[Reading, Kit, Workshop]:
    """The sample of a kit. Raises UsageError for a track it lacks, and for all at once of tracks that never meet."""
    tracks = ", ".join(kit.about.tracks) or "–"
    if subject.track and subject.track not in kit.about.tracks:
        raise UsageError("unknown-track", value=subject.track, kit=kit.id, tracks=tracks)
    if not subject.track and keeps_apart(kit):
        raise UsageError("track-needed", kit=kit.id, tracks=tracks)
    sample = whole_sample_of(kit, subject.track or None)
    return reading, for_workshop(kit, sample), sample


# ── checking ────────────────────────────────────────────────────────────────────────────────────────────────────────


def check(paths: Iterable[Path], kits: Path) -> tuple[Problem, ...]:
    """Every problem of the kits and libraries at these paths, or of the whole library; files are named as one would
    open them from here."""
    chosen = tuple(paths)
    if not chosen:
        if not exists(kits):
            raise NotFound("no-such-library", name=kits)
        return _check_library(kits)
    for path in chosen:
        if not exists(path):
            raise NotFound("no-such-path", path=path)
    found = (problem for path in chosen for problem in _check_path(_named(path)))
    return tuple({(each.code, each.unit, each.place, *each.details.items()): each for each in found}.values())


def _check_path(path: Path) -> tuple[Problem, ...]:
    if path.is_file():
        kit = next((parent for parent in path.resolve().parents if is_kit(parent)), None)
        if kit is None:
            raise NotFound("no-such-kit", name=path)
        found = _check_kit(kit)
        return tuple(each for each in found if each.place and Path(each.place.file).resolve() == path.resolve())
    return _check_library(path) if _is_library(path) else _check_kit(path)


def _is_library(path: Path) -> bool:
    return not is_kit(path) and not (path / "modules").is_dir() and any(is_kit(each) for each in path.glob("*"))


def _check_kit(path: Path) -> tuple[Problem, ...]:
    reading = read_at(path)
    return located(shown((*reading.problems, *check_for_authors(reading), *reading.gaps)), path.parent)


def _check_library(root: Path) -> tuple[Problem, ...]:
    readings, problems = read_library(root, translations_for)
    late = [problem for reading in readings for problem in check_for_authors(reading)]
    return located(shown((*problems, *late)), root)


def check_for_authors(reading: Reading) -> tuple[Problem, ...]:
    """What `kits check` says beyond `reading.problems`: how texts are written and what waits upstream, which stop no
    build; and what a build finds out for itself, of its own plan and of its own letters. See
    `docs/decisions/0021-what-a-build-asks.md`."""
    glyphs = check_glyphs(reading, fonts.missing_glyphs, fonts.TEXT.family) if fonts.are_installed() else ()
    language = check_language(reading.scope) if reading.kit is not None else ()
    return (*plan_problems(reading), *adaptation_move(reading), *glyphs, *language, *drift_waits(reading))


def adaptation_move(reading: Reading) -> tuple[Problem, ...]:
    """What an adaptation to another country than its upstream's has not said for there, at the line of its country."""
    if reading.kit is None or reading.base is None:
        return ()
    found = problems_of_move(move_of_adaptation(reading.kit, reading.base))
    return tuple(each.at(place_of(each.unit, reading)) for each in found)


def drift_waits(reading: Reading) -> tuple[Problem, ...]:
    """One warning for everything upstream that waits for a decision, and what is wrong with the record of it."""
    kit, base = reading.kit, reading.base
    if kit is None or base is None or kit.lineage is None:
        return ()
    basis, problems = read_basis(reading.path)
    count = len(waiting(find_drift(base, kit.lineage.overlay, basis)))
    if not count:
        return problems
    place = reading.places.get("kit/adapts")
    details = {"count": str(count), "kit": base.id}
    return (*problems, Problem("drift-waits", "kit/adapts", details, Severity.WARNING, place))


def plan_problems(reading: Reading) -> tuple[Problem, ...]:
    """What does not fit in the agenda of the kit and of each of its workshops, in the casting of their groups, and in
    the country they are held in."""
    kit = reading.kit
    if kit is None:
        return ()
    found: dict[tuple[object, ...], Problem] = {}
    known = {(problem.code, problem.place) for problem in reading.problems}
    for used, workshop, root in _uses_of(kit, reading.workshops.values()):
        for problem in problems_of_plan(used, workshop):
            placed = replace(problem, unit=f"{root}{problem.unit}")
            placed = placed.at(place_of(placed.unit, reading))
            if (placed.code, placed.place) not in known:
                found.setdefault((placed.code, placed.unit, tuple(placed.details.items())), placed)
    return tuple(found.values())


def _uses_of(kit: Kit, workshops: Iterable[Workshop]) -> Iterator[tuple[Kit, Workshop, str]]:
    """The kit as its sample, each of its variants and each workshop use it; what the units of an agenda of a variant's
    own begin with."""
    yield from ((used, sample, "") for used, sample in _samples(kit))
    for name, variant in kit.variants.items():
        root = f"variants/{name}/" if isinstance(variant.agenda, Agenda) else ""
        yield from ((used, sample, root) for used, sample in _samples(with_variant(kit, name)))
    yield from ((for_workshop(kit, workshop), workshop, "") for workshop in workshops)


def _samples(kit: Kit) -> Iterator[tuple[Kit, Workshop]]:
    """A kit alone as it can be built: whole, or track by track where tracks never meet."""
    for track in kit.about.tracks if keeps_apart(kit) else (None,):
        sample = whole_sample_of(kit, track)
        yield for_workshop(kit, sample), sample


def problems_of_plan(kit: Kit, workshop: Workshop) -> tuple[Problem, ...]:
    """The problems of one schedule and its casting, of a move to another country, and of law past its review date; a
    sample's clock is nobody's fault."""
    found = (
        *schedule(kit, workshop).problems,
        *cast(workshop, kit).problems,
        *problems_of_move(move_of(kit, workshop)),
        *expired_law(kit, workshop),
    )
    return tuple(each for each in found if not (workshop.is_sample and each.code in _OF_THE_CLOCK))


def place_of(unit: str, reading: Reading) -> Place | None:
    """Where a unit of the agenda or of a workshop stands; the nearest thing above it that a file holds."""
    address = unit.replace("agenda/days/", "agenda/")
    while address:
        if address in reading.places:
            return reading.places[address]
        address = address.rpartition("/")[0]
    return None


def located(problems: Iterable[Problem], root: Path) -> tuple[Problem, ...]:
    """The problems with files as one would open them from here: a library's own names, below its path."""
    return tuple(
        replace(each, place=replace(each.place, file=str(root / each.place.file))) if each.place else each
        for each in problems
    )


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(each for each in problems if each.severity is Severity.ERROR)
