"""A kit fitted to a time: three agendas that differ, the best first, and what each of them loses.

Comes in: a kit and a `Request` (minutes, pauses counted, meals not; days; the workshop it is for). Goes out: a
`Fitting`: proposals that `schedule` finds nothing wrong with, or the smallest time in which what must be kept fits.
Hand-made agendas of the kit that fit stand first. Refuses to write files, to choose a language, to take a kit apart:
what must be kept is said in the kit (`requires`, `after`, core sessions and objectives, the cycle of a case).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from trainingkit.domain.agenda import Schedule, agenda_of, schedule
from trainingkit.domain.clock import as_time
from trainingkit.domain.cycle import PHASES, phases_in
from trainingkit.domain.kit import Agenda, Break, Kit
from trainingkit.domain.overlay import for_workshop, with_variant
from trainingkit.domain.workshop import Workshop, sample_of
from trainingkit.errors import Severity, TrainingKitError
from trainingkit.planning.fit_agenda import with_known_anchors, workshop_of
from trainingkit.planning.fit_finish import finished
from trainingkit.planning.fit_frame import Request
from trainingkit.planning.fit_losses import Lost, lost_by
from trainingkit.planning.fit_pieces import Pieces, Role, pieces_of
from trainingkit.planning.fit_plan import Plan
from trainingkit.planning.fit_rules import cases_with_cycle
from trainingkit.planning.fit_solving import DIFFERENCE, best_plans, smallest

PROPOSALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One agenda. `variant`: the id of a hand-made one, None for one that was worked out. `workshop` holds it, with the
    hours, the meal's time and the groups it is for; `agenda` is what stands on the clock. `minutes` count pauses, not
    meals."""

    variant: str | None
    workshop: Workshop
    agenda: Agenda
    schedule: Schedule
    minutes: int
    pause_minutes: int
    meal_minutes: int
    lost: Lost

    @property
    def sessions(self) -> dict[str, int]:
        """The sessions with the minutes of their longest slot."""
        found: dict[str, int] = {}
        for slot in self.schedule.slots:
            if slot.kind == "session":
                found[slot.subject] = max(found.get(slot.subject, 0), slot.minutes)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitting:
    """What comes of a request. Without proposals `smallest` is the time that would do, and `at_least` an agenda of that
    length: what it is made of. Without either, the kit cannot be kept in any time: `missing` are the sessions that core
    ones require and that its own agenda does not have. `cycle`: the sessions of `at_least` that take a case through it,
    phase by phase; `has_cycle`: whether the kit's own agenda does."""

    kit: Kit
    request: Request
    proposals: tuple[Proposal, ...]
    smallest: int | None = None
    at_least: Proposal | None = None
    missing: tuple[str, ...] = ()
    cycle: tuple[str, ...] = ()
    has_cycle: bool = True


def fit(kit: Kit, request: Request) -> Fitting:
    """At most three proposals, the best first."""
    whole = _unversioned(kit, request.workshop)
    pieces = pieces_of(whole)
    made = list(_hand_made(kit, request))[:PROPOSALS]
    unlike = [each.sessions for each in made]
    for plan in best_plans(whole, pieces, request, PROPOSALS - len(made), unlike):
        made.append(_proposal(kit, whole, plan, request, pieces))
    has_cycle = bool(cases_with_cycle(whole, pieces))
    if made:
        return Fitting(kit=kit, request=request, proposals=tuple(made), has_cycle=has_cycle)
    found = smallest(whole, pieces, request)
    if found is None:
        missing = missing_in(whole, pieces)
        return Fitting(kit=kit, request=request, proposals=(), missing=missing, has_cycle=has_cycle)
    minutes, plan = found
    return Fitting(
        kit=kit,
        request=request,
        proposals=(),
        smallest=minutes,
        at_least=_proposal(kit, whole, plan, replace(request, minutes=minutes), pieces),
        cycle=_cycle_of(plan, whole),
        has_cycle=has_cycle,
    )


def _cycle_of(plan: Plan, kit: Kit) -> tuple[str, ...]:
    """The sessions that take the first case through the whole cycle, one for each phase."""
    for case in plan.cases:
        held = [
            (phase, each.piece.subject)
            for each in plan.placed
            if each.form.session and case in each.piece.cases
            for phase in phases_in(each.form.session, case, kit)
        ]
        found: list[str] = []
        for phase, session in held:
            if len(found) < len(PHASES) and phase is PHASES[len(found)]:
                found.append(session)
        if len(found) == len(PHASES):
            return tuple(found)
    return ()


def missing_in(kit: Kit, pieces: Pieces) -> tuple[str, ...]:
    """What core sessions require, directly or through others, and the kit's own agenda does not have."""
    placed = {piece.subject for piece in (*pieces.ordered, *pieces.daily) if piece.is_session}
    wanted = [name for name, session in kit.sessions.items() if session.is_core and name in placed]
    seen: dict[str, None] = {}
    while wanted:
        session = kit.sessions.get(wanted.pop())
        for ref in session.requires if session else ():
            name = ref.removeprefix("sessions/")
            if name not in seen:
                seen[name] = None
                wanted.append(name)
    return tuple(name for name in seen if name not in placed)


def differ(one: dict[str, int], other: dict[str, int]) -> bool:
    """Whether one of two has a session of half an hour that the other does not have."""
    return any(
        minutes >= DIFFERENCE and name not in there
        for here, there in ((one, other), (other, one))
        for name, minutes in here.items()
    )


def _unversioned(kit: Kit, workshop: Workshop) -> Kit:
    """The kit as the workshop uses it, its sessions whole and in the kit's own agenda: which version fits, and what of
    all that there is, is what is asked."""
    used = for_workshop(kit, replace(workshop, agenda=Agenda(days={})))
    return replace(used, agenda=kit.agenda)


# ── what was worked out ─────────────────────────────────────────────────────────────────────────────────────────────


def _proposal(kit: Kit, whole: Kit, plan: Plan, request: Request, pieces: Pieces) -> Proposal:
    return _judged(kit, whole, workshop_of(finished(plan), request, whole, pieces), pieces)


def _judged(kit: Kit, whole: Kit, workshop: Workshop, pieces: Pieces, variant: str | None = None) -> Proposal:
    """A proposal, put on the clock and held against the whole kit; raises TrainingKitError where the clock finds
    something wrong, which is a fault of ours."""
    used = for_workshop(kit, workshop)
    found = schedule(used, workshop)
    if errors := _errors_in(found, but=_DATES):
        raise TrainingKitError("fit", problems=", ".join(errors))
    slots = tuple(found.slots)
    daily = frozenset(piece.subject for piece in pieces.daily if piece.role is not Role.AFTER_MEAL)
    return Proposal(
        variant=variant,
        workshop=workshop,
        agenda=agenda_of(used, workshop),
        schedule=found,
        minutes=sum(_minutes_of(found)),
        pause_minutes=sum(slot.minutes for slot in slots if slot.break_kind is Break.BREAK),
        meal_minutes=sum(slot.minutes for slot in slots if slot.break_kind is Break.MEAL),
        lost=replace(
            lost_by(whole, agenda_of(used, workshop), slots, daily),
            told=kit.variants[variant].lost if variant else None,
        ),
    )


_DATES = ("too-many-days",)
"""Whether a workshop has as many dates is asked when the agenda is written into it."""


def _errors_in(planned: Schedule, but: tuple[str, ...]) -> list[str]:
    found = (each.code for each in planned.problems if each.severity is Severity.ERROR)
    return [code for code in found if code not in but]


def _minutes_of(planned: Schedule) -> Iterator[int]:
    """The minutes of each day from its first item to its last, meals not counted."""
    for day in planned.days:
        meals = sum(slot.minutes for slot in day.slots if slot.break_kind is Break.MEAL)
        yield day.slots[-1].end - day.slots[0].start - meals if day.slots else 0


# ── what was made by hand ───────────────────────────────────────────────────────────────────────────────────────────


def _hand_made(kit: Kit, request: Request) -> Iterator[Proposal]:
    """The kit's own agenda and its variants, as far as they fit and differ; those that use the time best first."""
    fitting = [each for variant in (None, *kit.variants) if (each := _as_made(kit, request, variant))]
    chosen: list[Proposal] = []
    for each in sorted(fitting, key=lambda each: -each.minutes):
        if all(differ(each.sessions, other.sessions) for other in chosen):
            chosen.append(each)
            yield each


def _as_made(kit: Kit, request: Request, variant: str | None) -> Proposal | None:
    """A hand-made agenda as a proposal; None where it is longer than the time, or does not go with the workshop."""
    base = request.workshop if request.is_set else sample_of(with_variant(kit, variant) if variant else kit)
    workshop = replace(base, agenda=None, variant=variant)
    used = for_workshop(kit, workshop)
    played = {group.case for group in workshop.groups.values() if group.case}
    planned = schedule(used, workshop)
    minutes = sorted(_minutes_of(planned), reverse=True)
    shares = sorted(request.shares, reverse=True)
    short = len(minutes) <= len(shares) and all(need <= have for need, have in zip(minutes, shares, strict=False))
    if not short or _errors_in(planned, but=(*_HOURS, *_DATES)) or not played <= set(used.cases):
        return None
    whole = _unversioned(kit, request.workshop)
    ends = max(day.end for day in planned.days)
    timed = replace(workshop, hours=replace(workshop.hours, to=as_time(ends)))
    return _judged(kit, whole, with_known_anchors(timed, used.agenda), pieces_of(whole), variant or "")


_HOURS = ("day-overrun",)
"""The end of a day is set to what the agenda needs."""
