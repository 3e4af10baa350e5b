"""Kits as values, with everything that is wrong with them: comes in a folder, goes out a `Reading`.

All problems of a kit, or of a library, in one run. A file that cannot be read is named once and causes nothing else to
be named: what refers to it is taken to be right. A kit that adapts a faulty one is not read at all. Refuses to give a
kit while a file of it is faulty, and to write anything.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from trainingkit.config import LIMITS
from trainingkit.content import checks
from trainingkit.content.adaptation import Adapted, owned, read_adaptation, upstream_in
from trainingkit.content.files import (
    AGENDA,
    COUNTRY,
    KIT,
    LISTS,
    LOGISTICS,
    MEDIA,
    MODULES,
    SECTOR,
    VARIANT,
    field_of,
)
from trainingkit.content.folders import Found, find_files, unknown_files
from trainingkit.content.names import nearest
from trainingkit.content.nested import with_nested_overlays
from trainingkit.content.planned import read_planned
from trainingkit.content.po import translations_for
from trainingkit.content.reader import Spot, placeholder
from trainingkit.content.run import Run, TranslationsFor, same_id, with_drawings
from trainingkit.content.schema import RecordShape
from trainingkit.content.scope import Scope
from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.fiction import RealNames
from trainingkit.domain.kit import Kit, Shared
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import LimitReached, NotFound, Place, Problem, Severity, as_place


@dataclass(frozen=True)
class Reading:
    """What reading gave. `kit` is None where a file is faulty.

    `faults` are what is wrong with files. What is wrong between them is looked for when somebody asks for `problems`:
    whoever only wants the kit does not wait for it.
    """

    path: Path
    kit: Kit | None
    faults: tuple[Problem, ...]
    places: Mapping[str, Place] = field(default_factory=dict)
    workshops: Mapping[str, Workshop] = field(default_factory=dict)
    plans: Mapping[str, CohortPlan] = field(default_factory=dict)
    base: Kit | None = None
    """What an adaptation was laid on: the kit it adapts, or the variant of it."""
    scope: Scope = field(kw_only=True)
    """What was read with placeholders where files are faulty: for checks alone, never to print."""
    check: Callable[[], tuple[Problem, ...]] = field(default=tuple, kw_only=True)
    """The checks of the kit as a whole, for `problems` to ask once."""
    plain: Callable[[], tuple[Problem, ...]] = field(default=tuple, kw_only=True)
    """What is wrong with the kit as it stands, before any workshop changes it; found once."""

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong: a build is refused for any error among these."""
        return (*self.faults, *self.check())

    @cached_property
    def gaps(self) -> tuple[Problem, ...]:
        """Translations that are missing, stale or drafts."""
        return tuple(problem.at(self.scope.place(problem)) for problem in checks.check_translations(self.scope.kit))

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text that could be read, those of what the kit shares too."""
        return (*self.scope.every_text(), *self.scope.shared_texts)

    @property
    def everything(self) -> tuple[Problem, ...]:
        """Problems and gaps, in the order of files and lines, at most so many for one file."""
        return shown((*self.problems, *self.gaps))


@dataclass(frozen=True, slots=True)
class SharedReading:
    """What `_shared` gave."""

    shared: Shared
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]
    faulty: frozenset[str]
    unread: frozenset[str]


def read_shared(root: Path, translations: TranslationsFor = translations_for) -> SharedReading:
    """Everything under `_shared` of a library; an empty one where there is none."""
    folder = root / "_shared"
    run = Run(root)
    run.read_catalogues(folder, translations)
    found, problems_of_names = find_files(folder, (COUNTRY, SECTOR, *LISTS), root)
    run.problems += problems_of_names
    values: dict[str, Any] = {kind.kind: {} for kind in (COUNTRY, SECTOR, *LISTS)}
    for each in found:
        value = run.read(each)
        if each.kind in (COUNTRY, SECTOR):
            values[each.kind.kind][each.ident] = value
            run.problems += same_id(getattr(value, each.kind.kind), each, run)
        else:
            # A list stands in a wrapper that says its language; the real names, which have none, are what they are.
            values[each.kind.kind] = getattr(value, "terms" if each.kind.kind == "glossary" else each.kind.kind, value)
    shared = Shared(
        countries=values["country"],
        sectors=values["sector"],
        standards=values["standards"],
        channels=values["channels"],
        glossary=values["glossary"],
        sources=values["sources"],
        real_names=values["real-names"] or RealNames(),
    )
    scope = run.scope(_kit_of(shared))
    run.problems += [problem.at(scope.place(problem)) for problem in checks.check_packs(scope)]
    return SharedReading(shared, tuple(run.problems), run.places, frozenset(run.faulty), frozenset(run.unread))


def _kit_of(shared: Shared) -> Kit:
    """A kit of nothing but what is shared, to check that alone."""
    about, agenda = (placeholder(RecordShape(kind.cls), Spot(kind.address)) for kind in (KIT, AGENDA))
    return Kit(id="", about=about, agenda=agenda, shared=shared)  # type: ignore[arg-type]  # of these very classes


def read_kit(
    path: Path,
    root: Path | None = None,
    translations: TranslationsFor = translations_for,
    shared: SharedReading | None = None,
) -> Reading:
    """A kit with its workshops and every problem in it and in what it shares. Raises NotFound where no folder is."""
    root = root or path.parent
    return LibraryReader(root, translations, shared or read_shared(root, translations)).read(path)


def unreadable(path: Path, problem: Problem) -> Reading:
    """The reading of a kit of which nothing could be read."""
    return Reading(path, None, (problem,), scope=Scope(_kit_of(Shared())))


@dataclass(slots=True)
class LibraryReader:
    """The kits of one library as they are read, each once, since several may adapt the same one. `done`: those that
    were read before and have not changed."""

    root: Path
    translations: TranslationsFor
    shared: SharedReading
    done: dict[Path, Reading] = field(default_factory=dict)

    def read(self, path: Path, above: tuple[str, ...] = ()) -> Reading:
        """The kit of a folder; `above` are the kits that adapt it, on the way down to it."""
        if not path.is_dir():
            raise NotFound("no-such-kit", name=path.name)
        if path not in self.done:
            self.done[path] = self._read(path, above)
        return self.done[path]

    def _read(self, path: Path, above: tuple[str, ...]) -> Reading:
        shared = self.shared
        run = Run(
            self.root,
            unread=set(shared.unread),
            faulty=set(shared.faulty),
            places=dict(shared.places),
            problems=list(shared.problems),
        )
        adapted = upstream_in(path, self.root)
        upstream = self._upstream(adapted, (*above, path.name)) if adapted else None
        if isinstance(upstream, Problem):
            scope = Scope(_kit_of(shared.shared))
            return Reading(path, None, (*run.problems, upstream), scope=scope)
        found = _find_parts(path, run)
        run.read_catalogues(path, self.translations)
        if upstream is None or upstream.kit is None:
            kit, base = _read_parts(path, found, run, shared.shared), None
        else:
            run.places = {**upstream.places, **run.places}
            kit, base = read_adaptation(path, found, run, upstream.kit)
        kit = with_nested_overlays(kit, run)
        sound = not any(problem.severity is Severity.ERROR for problem in run.problems)
        scope = run.scope(kit)
        plain = cache(partial(checks.check_plain, scope))
        planned = read_planned(path, kit, run, plain)

        def check() -> tuple[Problem, ...]:
            found = tuple(problem.at(scope.place(problem)) for problem in checks.check_kit(scope, plain))
            return tuple(owned(found, upstream.problems, run, path.name)) if base and upstream else found

        read = kit if sound else None
        faults = tuple(run.problems)
        return Reading(path, read, faults, run.places, *planned, scope=scope, base=base, check=check, plain=plain)

    def _upstream(self, adapted: Adapted, way: tuple[str, ...]) -> Reading | Problem:
        """The kit that another one adapts, read first, or why it cannot be had."""
        name, place = adapted.kit, adapted.place
        if name in way:
            cycle = " -> ".join((*way[way.index(name) :], name))
            return Problem("cycle", "kit/adapts", {"cycle": cycle}, place=place)
        folder = self.root / name
        if not folder.is_dir() or not name:
            known = [each.name for each in find_kits(self.root)]
            return Problem("no-upstream", "kit/adapts", {"value": name, "nearest": nearest(name, known)}, place=place)
        upstream = self.read(folder, way)
        if upstream.kit is None:
            return Problem("upstream-faulty", "kit/adapts", {"value": name}, place=place)
        return upstream


def _find_parts(path: Path, run: Run) -> list[Found]:
    found, problems = find_files(path, (KIT, AGENDA, LOGISTICS, MEDIA, *MODULES, VARIANT), run.root)
    if len(found) > LIMITS.library.files:
        raise LimitReached("too-many-files", limit=LIMITS.library.files)
    run.problems += (*problems, *unknown_files(path, run.root))
    return found


def _read_parts(path: Path, found: Sequence[Found], run: Run, shared: Shared) -> Kit:
    """A kit of its own."""
    here = as_place(path, run.root).file
    values: dict[str, Any] = {}
    for kind in (KIT, AGENDA, LOGISTICS, MEDIA):
        each = next((each for each in found if each.kind is kind), None)
        if each:
            values[kind.kind] = run.read(each)
            if kind is KIT:
                run.language = values["kit"].language
                run.problems += same_id(values["kit"].kit, replace(each, ident=path.name), run)
            continue
        values[kind.kind] = placeholder(RecordShape(kind.cls), Spot(kind.address))
        if kind in (KIT, AGENDA):
            run.unread.add(kind.address)
            run.faulty.add(kind.address)
            place = Place(f"{here}/{kind.where}", 1)
            run.problems.append(Problem("missing-file", details={"name": kind.where}, place=place))
    modules: dict[str, dict[str, Any]] = {kind.kind: {} for kind in (*MODULES, VARIANT)}
    for each in found:
        if each.kind.kind in modules:
            modules[each.kind.kind][each.ident] = run.read(each)
    parts: dict[str, Any] = {field_of(kind): values for kind, values in modules.items()}
    return Kit(
        id=path.name,
        about=values["kit"],
        agenda=values["agenda"],
        logistics=values["logistics"],
        media=with_drawings(path, values["media"].media, run),
        shared=shared,
        **parts,
    )


# ── libraries ───────────────────────────────────────────────────────────────────────────────────────────────────────


def find_kits(root: Path) -> tuple[Path, ...]:
    """The kits of a library: its folders, but for those that begin with `_` or a dot."""
    return tuple(path for path in sorted(root.glob("*")) if path.is_dir() and path.name[0] not in "._")


def read_library(
    root: Path, translations: TranslationsFor = translations_for
) -> tuple[tuple[Reading, ...], tuple[Problem, ...]]:
    """Every kit of a library, and all problems in one run, those of `_shared` once."""
    if not root.is_dir():
        raise NotFound("no-such-library", name=root.name)
    shared = read_shared(root, translations)
    library = LibraryReader(root, translations, replace(shared, problems=()))
    kits = find_kits(root)
    readings = tuple(library.read(path) for path in kits)
    twice = _twice(kits, root)
    everything = [
        *shared.problems,
        *twice,
        *(each for reading in readings for each in (*reading.problems, *reading.gaps)),
    ]
    return readings, shown(everything)


def _twice(kits: Iterable[Path], root: Path) -> list[Problem]:
    first: dict[str, Path] = {}
    problems = []
    for path in kits:
        other = first.setdefault(path.name.lower(), path)
        if other is not path:
            details = {"id": path.name, "other": as_place(other, root).file}
            problems.append(Problem("id-in-two-files", details=details, place=as_place(path, root, 1)))
    return problems


MORE = "more-problems"


def shown(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems in the order of files and lines, each once; beyond a file's limit the rest is counted in one problem.

    Gaps of translation come last and are never cut: whoever shows them counts them.
    """
    kept: list[Problem] = []
    seen: Counter[str] = Counter()
    more: dict[str, tuple[int, Problem]] = {}
    for (file, gap, *_), problem in sorted({_order(problem): problem for problem in problems}.items()):
        counted = int(problem.details["count"]) if problem.code == MORE else 1
        seen[file] += counted == 1 and not gap
        if problem.code != MORE and (gap or seen[file] <= LIMITS.file.problems):
            kept.append(problem)
        else:
            more[file] = more.get(file, (0, problem))[0] + counted, problem
    kept += [Problem(MORE, details={"count": str(count)}, place=last.place) for count, last in more.values()]
    return tuple(kept)


def _order(problem: Problem) -> tuple[str, bool, int, int, str, str, str]:
    """What sorts a problem and tells it from others. Gaps come last, so that they hide nothing else of a file."""
    place = problem.place or Place("")
    gap = problem.code.endswith("-translation")
    details = " ".join(f"{name}={value}" for name, value in sorted(problem.details.items()))
    return place.file, gap, place.line, place.column, problem.code, problem.unit, details
