"""Kits as values, with everything that is wrong with them: comes in a folder, goes out a `Reading`.

All problems of a kit, or of a library, in one run. A file that cannot be read is named once and causes nothing else to
be named: what refers to it is taken to be right. Refuses to give a kit while a file of it is faulty, and to write
anything.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trainingkit.config import LIMITS
from trainingkit.content import checks
from trainingkit.content.drawings import read_drawing
from trainingkit.content.files import AGENDA, COUNTRY, KIT, LISTS, LOGISTICS, MEDIA, MODULES, SECTOR, WORKSHOP
from trainingkit.content.folders import Found, find_files, unknown_files
from trainingkit.content.po import Translations, translations_for
from trainingkit.content.reader import FileReader, Spot, Translate, placeholder, untranslated
from trainingkit.content.schema import RecordShape
from trainingkit.content.scope import Scope
from trainingkit.content.workshops import check_workshop
from trainingkit.content.yamlfile import MappingNode, Scalar, Sequence, read_yaml
from trainingkit.domain.fiction import RealNames
from trainingkit.domain.kit import Drawing, Kit, Shared
from trainingkit.domain.text import Audience, Text
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import LimitReached, NotFound, Place, Problem, Severity, as_place

TranslationsFor = Callable[[Path, str], tuple[Translate, tuple[Problem, ...]]]
"""The catalogues of a folder (second: its name in problems) as a look-up, and what is wrong with them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gave. `kit` is None where a file is faulty; `gaps` are translations that are missing, stale or
    drafts."""

    path: Path
    kit: Kit | None
    problems: tuple[Problem, ...]
    gaps: tuple[Problem, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    workshops: Mapping[str, Workshop] = field(default_factory=dict)
    scope: Scope = field(kw_only=True)
    """What was read with placeholders where files are faulty: for checks alone, never to print."""

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


@dataclass(slots=True)
class _Run:
    """Gathers while files are read."""

    root: Path
    translate: Translate = untranslated
    language: str = ""
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    faulty: set[str] = field(default_factory=set)
    """Addresses of files with an error in them; nothing that refers to them is called wrong."""

    def scope(self, kit: Kit) -> Scope:
        """What checks ask, as far as it has been read."""
        return Scope(kit, frozenset(self.faulty), frozenset(self.unread), self.places)

    def read_catalogues(self, folder: Path, translations: TranslationsFor) -> None:
        """From here on texts come with the translations of this folder."""
        self.translate, problems = translations(folder, as_place(folder, self.root).file)
        self.problems += problems
        if isinstance(self.translate, Translations):
            self.places |= self.translate.places

    def read(self, found: Found, by_language: tuple[str, ...] = ()) -> Any:
        """The value of one file; a placeholder where it cannot be read at all."""
        name = as_place(found.path, self.root).file
        node, problems = read_yaml(found.path, name)
        reader = FileReader(name, self.language, self.translate, by_language, list(problems), self.places)
        spot = Spot(found.address, Audience(), found.address, found.ident)
        if node is None:
            value = placeholder(RecordShape(found.kind.cls), spot)
            self.unread.add(found.address)
            self.places[found.address] = Place(name, 1, 1)
        else:
            if found.kind.bare and isinstance(node, MappingNode):
                key = Scalar(found.kind.kind, node.line, node.column)
                node = MappingNode(node.line, node.column, {found.kind.kind: node}, {found.kind.kind: key})
            value = reader.read(node, found.kind.cls, spot)
        if any(problem.severity is Severity.ERROR for problem in reader.problems):
            self.faulty.add(found.address)
        self.problems += reader.problems
        return value


def read_shared(root: Path, translations: TranslationsFor = translations_for) -> SharedReading:
    """Everything under `_shared` of a library; an empty one where there is none."""
    folder = root / "_shared"
    run = _Run(root)
    run.read_catalogues(folder, translations)
    found, problems_of_names = find_files(folder, (COUNTRY, SECTOR, *LISTS), root)
    run.problems += problems_of_names
    values: dict[str, Any] = {kind.kind: {} for kind in (COUNTRY, SECTOR, *LISTS)}
    for each in found:
        value = run.read(each)
        if each.kind in (COUNTRY, SECTOR):
            values[each.kind.kind][each.ident] = value
            run.problems += _same_id(getattr(value, each.kind.kind), each, run)
        else:
            field_name = {"glossary": "terms"}.get(each.kind.kind, each.kind.kind)
            values[each.kind.kind] = getattr(value, field_name, value)
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
    if not path.is_dir():
        raise NotFound("no-such-kit", name=path.name)
    root = root or path.parent
    shared = shared or read_shared(root, translations)
    run = _Run(
        root,
        unread=set(shared.unread),
        faulty=set(shared.faulty),
        places=dict(shared.places),
        problems=list(shared.problems),
    )
    run.read_catalogues(path, translations)
    kit = _read_parts(path, run, shared.shared)
    sound = not any(problem.severity is Severity.ERROR for problem in run.problems)
    workshops = _read_workshops(path, kit, run)
    scope = run.scope(kit)
    run.problems += [problem.at(scope.place(problem)) for problem in checks.check_kit(scope)]
    gaps = tuple(problem.at(scope.place(problem)) for problem in checks.check_translations(kit))
    return Reading(path, kit if sound else None, tuple(run.problems), gaps, run.places, workshops, scope=scope)


def _read_parts(path: Path, run: _Run, shared: Shared) -> Kit:
    found, problems = find_files(path, (KIT, AGENDA, LOGISTICS, MEDIA, *MODULES), run.root)
    if len(found) > LIMITS.library.files:
        raise LimitReached("too-many-files", limit=LIMITS.library.files)
    run.problems += (*problems, *unknown_files(path, run.root))
    here = as_place(path, run.root).file
    values: dict[str, Any] = {}
    for kind in (KIT, AGENDA, LOGISTICS, MEDIA):
        each = next((each for each in found if each.kind is kind), None)
        if each:
            values[kind.kind] = run.read(each)
            if kind is KIT:
                run.language = values["kit"].language
                run.problems += _same_id(values["kit"].kit, replace(each, ident=path.name), run)
            continue
        values[kind.kind] = placeholder(RecordShape(kind.cls), Spot(kind.address))
        if kind in (KIT, AGENDA):
            run.unread.add(kind.address)
            run.faulty.add(kind.address)
            place = Place(f"{here}/{kind.where}", 1)
            run.problems.append(Problem("missing-file", details={"name": kind.where}, place=place))
    modules: dict[str, dict[str, Any]] = {kind.kind: {} for kind in MODULES}
    for each in found:
        if each.kind in MODULES:
            modules[each.kind.kind][each.ident] = run.read(each)
    return Kit(
        id=path.name,
        about=values["kit"],
        agenda=values["agenda"],
        logistics=values["logistics"],
        media=_with_drawings(path, values["media"].media, run),
        shared=shared,
        **{kind.replace("-", "_"): found_ for kind, found_ in modules.items()},
    )


def _same_id(written: str, found: Found, run: _Run) -> list[Problem]:
    if not written or written.lower() == found.ident.lower():
        return []
    place = run.places.get(f"{found.address}/{found.kind.kind}")
    return [Problem("id-differs", details={"value": written, "expected": found.ident}, place=place)]


def _with_drawings(path: Path, media: Mapping[str, Drawing], run: _Run) -> dict[str, Drawing]:
    drawn: dict[str, Drawing] = {}
    listed = set()
    for name, drawing in media.items():
        file = path / "media" / drawing.file.removeprefix("media/")
        listed.add(file)
        drawn[name] = drawing
        place = run.places.get(f"media/{name}/file")
        if not drawing.file:
            continue
        # A name with a folder in it could lead out of the kit.
        if "/" in drawing.file.removeprefix("media/") or file.suffix != ".svg" or not file.is_file():
            details = {"name": drawing.file, "nearest": ""}
            run.problems.append(Problem("drawing-missing", f"media/{name}", details, place=place))
            run.faulty.add("media")
            continue
        svg, digits, problems = read_drawing(file, as_place(file, run.root).file)
        drawn[name] = replace(drawing, svg=svg)
        run.problems += problems
        if not problems and digits != set(drawing.legend):
            details = {"digits": ", ".join(sorted(digits)), "legend": ", ".join(sorted(drawing.legend))}
            run.problems.append(Problem("drawing-legend", f"media/{name}", details, place=place))
        if problems:
            run.faulty.add("media")
    for file in sorted((path / "media").glob("*.svg")):
        if file not in listed and "media" not in run.unread:
            details = {"name": file.name}
            problem = Problem("drawing-unlisted", "", details, Severity.WARNING, as_place(file, run.root, 1))
            run.problems.append(problem)
    return drawn


# ── workshops ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _read_workshops(path: Path, kit: Kit, run: _Run) -> dict[str, Workshop]:
    found, problems = find_files(path, (WORKSHOP,), run.root)
    run.problems += problems
    return {each.ident: workshop for each in found if (workshop := _read_workshop(each, kit, run))}


def _read_workshop(found: Found, kit: Kit, run: _Run) -> Workshop | None:
    """The workshop of a file; None where it is faulty, since a date or a count made up would be printed."""
    inner = _Run(run.root, places=run.places, unread=set(run.unread), faulty=set(run.faulty))
    languages = _languages_of(found.path, run.root) or (kit.about.language,)
    workshop = inner.read(found, languages)
    if found.address not in inner.faulty:
        scope = inner.scope(kit)
        problems = check_workshop(workshop, found.address, scope)
        inner.problems += [problem.at(scope.place(problem)) for problem in problems]
    run.problems += inner.problems
    failed = any(problem.severity is Severity.ERROR for problem in inner.problems)
    return None if failed else workshop


def _languages_of(path: Path, root: Path) -> tuple[str, ...]:
    """A workshop's languages, needed before its texts can be read."""
    node, _ = read_yaml(path, as_place(path, root).file)
    names = node.values.get("languages") if isinstance(node, MappingNode) else None
    items = names.items if isinstance(names, Sequence) else []
    return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)


def read_workshop(path: Path, kit: Kit, root: Path | None = None) -> tuple[Workshop | None, tuple[Problem, ...]]:
    """One workshop of a kit, wherever its file lies, with every problem in it. Raises NotFound where no file is."""
    if not path.is_file():
        raise NotFound("no-such-workshop", name=path.name)
    run = _Run(root or path.parent)
    workshop = _read_workshop(Found(WORKSHOP, path, path.stem), kit, run)
    return workshop, tuple(run.problems)


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
    once = replace(shared, problems=())
    kits = find_kits(root)
    readings = tuple(read_kit(path, root, translations, once) for path in kits)
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
