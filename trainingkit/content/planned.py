"""The files of `workshops/`: comes in a kit as read, go out its workshops, its plans of cohorts, and their problems.

A file that says `plan: cohorts` is a plan, any other a workshop. Refuses to give one that is faulty: a date or a count
made up would be printed.
"""

from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from trainingkit.content import checks
from trainingkit.content.files import COHORTS, WORKSHOP
from trainingkit.content.folders import Found, find_files
from trainingkit.content.plancheck import check_plan
from trainingkit.content.run import Run
from trainingkit.content.workshops import check_workshop
from trainingkit.content.yamlfile import MappingNode, Node, Scalar, Sequence
from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.kit import Kit
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import NotFound, Problem, Severity, UsageError

Planned = Workshop | CohortPlan


def read_planned(
    path: Path, kit: Kit, run: Run, plain: checks.Plain
) -> tuple[dict[str, Workshop], dict[str, CohortPlan]]:
    """The workshops and the plans of a kit's folder, by their ids. `plain`: what is wrong with the kit as it stands."""
    found, problems = find_files(path, (WORKSHOP,), run.root)
    run.problems += problems
    read = {each.ident: _read(each, kit, run, plain) for each in found}
    workshops = {name: each for name, each in read.items() if isinstance(each, Workshop)}
    return workshops, {name: each for name, each in read.items() if isinstance(each, CohortPlan)}


def read_workshop(path: Path, kit: Kit, root: Path | None = None) -> tuple[Workshop | None, tuple[Problem, ...]]:
    """One workshop of a kit, wherever its file lies, with every problem in it. Raises NotFound where no file is, and
    UsageError for a plan."""
    planned, problems = read_one(path, kit, root)
    if isinstance(planned, CohortPlan):
        raise UsageError("plan-of-cohorts", path=path)
    return planned, problems


def read_one(path: Path, kit: Kit, root: Path | None = None) -> tuple[Planned | None, tuple[Problem, ...]]:
    """The same for a workshop or a plan."""
    if not path.is_file():
        raise NotFound("no-such-workshop", name=path.name)
    run = Run(root or path.parent)
    plain = cache(partial(checks.check_plain, run.scope(kit)))
    planned = _read(Found(WORKSHOP, path, path.stem), kit, run, plain)
    return planned, tuple(run.problems)


def _read(found: Found, kit: Kit, run: Run, plain: checks.Plain) -> Planned | None:
    """What a file holds; None where it is faulty."""
    inner = Run(run.root, places=run.places, unread=set(run.unread), faulty=set(run.faulty))
    node = inner.node(found)
    planned: Planned = inner.value(node, as_its_kind(found, node), _languages_of(node) or (kit.about.language,))
    if found.address not in inner.faulty:
        scope = inner.scope(kit)
        if isinstance(planned, CohortPlan):
            problems = tuple(check_plan(planned, found.address, scope))
        else:
            problems = tuple(check_workshop(planned, found.address, scope))
            if not any(problem.severity is Severity.ERROR for problem in problems):
                problems += checks.check_workshop_kit(planned, scope, plain)
        inner.problems += [problem.at(scope.place(problem)) for problem in problems]
    run.problems += inner.problems
    failed = any(problem.severity is Severity.ERROR for problem in inner.problems)
    return None if failed else planned


def as_its_kind(found: Found, node: Node | None) -> Found:
    """A file of `workshops/` as the kind that it is."""
    is_plan = isinstance(node, MappingNode) and "plan" in node.values
    return replace(found, kind=COHORTS) if is_plan else found


def _languages_of(node: Node | None) -> tuple[str, ...]:
    """The languages of a file, needed before its texts can be read."""
    names = node.values.get("languages") if isinstance(node, MappingNode) else None
    items = names.items if isinstance(names, Sequence) else []
    return tuple(item.text for item in items if isinstance(item, Scalar) and item.text)
