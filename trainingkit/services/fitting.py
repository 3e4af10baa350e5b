"""A kit fitted to a time, and one of the proposals written down: comes in a `Wish`, go out proposals and maybe a file.

A new file is a whole workshop; of one that is there, only the agenda, the hours, and what belongs to the old agenda
alone, are replaced. Either is read again and checked before anything is written. Raises ContentError where no agenda
fits, or where the file would have problems that it does not have now. Refuses to write half a file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from trainingkit.content.planned import read_workshop
from trainingkit.content.scalars import ID
from trainingkit.content.workshopfile import agenda_entry, anchors_entry, hours_entry, workshop_entries
from trainingkit.content.writing import write_atomic
from trainingkit.content.yamledit import with_entries, written
from trainingkit.domain.agenda import agenda_of
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.workshop import Workshop, sample_of
from trainingkit.errors import ContentError, DiskError, Place, Problem, UsageError
from trainingkit.planning.fit import Fitting, Proposal, fit
from trainingkit.planning.fit_frame import LONGEST_DAY, Request
from trainingkit.planning.fit_pieces import STEP
from trainingkit.services.library import errors_in, exists, is_kit, located, place_of, problems_of_plan, read_at

MOST_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked: `days` are the workshop's own, else one, where none are named. `write`: the file of a workshop,
    there or not; `choose`: which proposal, counted from 1; `notes`: what stands at the head of a new file."""

    minutes: int
    days: int | None = None
    write: Path | None = None
    choose: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """The workshop that an agenda is for: the kit's sample where no file is there yet. `problems`: what is wrong with
    it already."""

    workshop: Workshop
    problems: tuple[Problem, ...]
    is_set: bool


def fit_kit(folder: Path, wish: Wish) -> Fitting:
    """What fits; with `write`, the chosen proposal stands in that file afterwards."""
    _require_sense(wish)
    reading = read_at(folder)
    kit = reading.kit
    if kit is None:
        raise ContentError(located(reading.problems, folder.parent))
    known = _known_workshop(wish.write, kit)
    days = wish.days or (_days_of(kit, known.workshop) if known.is_set else 1)
    request = Request(minutes=wish.minutes, days=days, workshop=known.workshop, is_set=known.is_set)
    _require_time(request)
    fitting = fit(kit, request)
    if not fitting.proposals:
        problem = why_not(fitting)
        raise ContentError(located([problem.at(place_of("agenda", reading))], folder.parent))
    if wish.write is not None and wish.choose is not None:
        if wish.choose > len(fitting.proposals):
            raise UsageError("no-such-proposal", choose=wish.choose, count=len(fitting.proposals))
        chosen = fitting.proposals[wish.choose - 1]
        text = _changed_text(chosen, wish.write, known) if known.is_set else _new_text(chosen, wish.write, wish.notes)
        _require_clean(text, wish.write, kit, known)
        write_atomic(wish.write, text.encode("utf-8"))
    return fitting


# ── what is asked ───────────────────────────────────────────────────────────────────────────────────────────────────


def _require_sense(wish: Wish) -> None:
    """Raises UsageError for a wish that contradicts itself."""
    if wish.choose is not None and wish.write is None:
        raise UsageError("choose-without-write")
    if wish.write is not None and wish.choose is None:
        raise UsageError("write-without-choose")
    if wish.choose is not None and wish.choose < 1:
        raise UsageError("no-such-proposal", choose=wish.choose, count=3)
    if wish.days is not None and not 1 <= wish.days <= MOST_DAYS:
        raise UsageError("bad-days", days=wish.days, most=MOST_DAYS)
    if wish.write is not None and (wish.write.suffix != ".yaml" or not ID.fullmatch(wish.write.stem)):
        raise UsageError("bad-workshop-name", path=wish.write)


def _require_time(request: Request) -> None:
    least, most = STEP * request.days, LONGEST_DAY * request.days
    if not least <= request.minutes <= most:
        raise UsageError("bad-minutes", minutes=request.minutes, days=request.days, least=least, most=most)


def _known_workshop(path: Path | None, kit: Kit) -> _Known:
    """The workshop of the file that is to be changed, or the kit's sample."""
    if path is None or not exists(path):
        sample = sample_of(kit)
        return _Known(sample, _plan_problems(sample, kit), is_set=False)
    if path.is_dir():
        raise UsageError("bad-workshop-name", path=path)
    workshop, problems = read_workshop(path, kit)
    if workshop is None:
        raise ContentError(located(errors_in(problems), path.parent))
    return _Known(workshop, (*problems, *_plan_problems(workshop, kit)), is_set=True)


def _days_of(kit: Kit, workshop: Workshop) -> int:
    """The days that a workshop has: by its dates, else by its agenda."""
    if workshop.from_ and workshop.to:
        return (workshop.to - workshop.from_).days + 1
    return len(agenda_of(for_workshop(kit, workshop), workshop).days)


def why_not(fitting: Fitting) -> Problem:
    """Why there is no proposal: the least time, and what it is made of; or that no time would do."""
    asked = {"minutes": str(fitting.request.minutes), "days": str(fitting.request.days)}
    if fitting.smallest is None or fitting.at_least is None:
        missing = ", ".join(fitting.missing) or "–"
        return Problem("never-fits", "agenda", {**asked, "hours": str(LONGEST_DAY // 60), "missing": missing})
    slots = [slot for slot in fitting.at_least.schedule.slots if slot.kind == "session"]
    told = {
        core: [slot for slot in slots if fitting.kit.sessions[slot.subject].is_core is core] for core in (True, False)
    }
    listed = {core: ", ".join(f"{slot.subject} {slot.minutes}" for slot in each) for core, each in told.items()}
    details = {
        "smallest": str(fitting.smallest),
        "core": listed[True] or "–",
        "others": listed[False] or "–",
        "pauses": str(fitting.at_least.pause_minutes),
        "cycle": ", ".join(dict.fromkeys(fitting.cycle)) or "–",
    }
    return Problem("no-agenda-fits", "agenda", {**asked, **details})


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _new_text(chosen: Proposal, path: Path, notes: Iterable[str]) -> str:
    head = [f"# {note}" for note in notes]
    folder = path.resolve().parent
    if folder.name == "workshops" and is_kit(folder.parent):
        head.insert(0, "# yaml-language-server: $schema=../../_shared/schemas/workshop.json")
    return "".join(f"{line}\n" for line in head) + written(workshop_entries(chosen.workshop))


def _changed_text(chosen: Proposal, path: Path, known: _Known) -> str:
    """The old text with the new agenda, or the name of the variant whose it is, and its hours. Clock times that only
    the old agenda had go with it."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise DiskError("disk", path=path, reason=error.strerror or type(error).__name__) from error
    made = chosen.workshop
    entries: dict[str, Any] = {"hours": hours_entry(made.hours)}
    if made.agenda is not None:
        entries["agenda"] = agenda_entry(made.agenda, made.languages)
    else:
        entries |= {"agenda": None, "variant": made.variant}
    if made.anchors != known.workshop.anchors:
        entries["anchors"] = anchors_entry(made.anchors)
    return with_entries(text, entries, path.name)


def _require_clean(text: str, path: Path, kit: Kit, known: _Known) -> None:
    """Raises ContentError for problems of the new text that were not there before."""
    with TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_text(text, encoding="utf-8")
        workshop, problems = read_workshop(trial, kit)
    if workshop is not None:
        problems = (*problems, *_plan_problems(workshop, kit))
    before = {_told(each) for each in known.problems}
    if fresh := [each for each in problems if _told(each) not in before]:
        raise ContentError(located((each.at(Place(path.name)) for each in fresh), path.parent))


def _plan_problems(workshop: Workshop, kit: Kit) -> tuple[Problem, ...]:
    return problems_of_plan(for_workshop(kit, workshop), workshop)


def _told(problem: Problem) -> tuple[object, ...]:
    return problem.code, *sorted(problem.details.items())
