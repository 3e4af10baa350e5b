"""What must hold in a plan of cohorts, and between it and its kit: comes in both, go out problems.

Everything that can be seen without planning is said here, all at once: what the planner says afterwards is about
people, hours and rooms alone. Opens no file, never raises.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from trainingkit.content.names import nearest
from trainingkit.content.scope import Scope
from trainingkit.content.workshops import check_dates, check_own_slots, check_promises
from trainingkit.domain.clock import LONGEST_NIGHT, as_time
from trainingkit.domain.cohorts import NO_LINE, CohortPlan, Cohorts, Days, Shift, people_in
from trainingkit.domain.kit import Kit
from trainingkit.domain.meetings import Meeting, meetings_of
from trainingkit.domain.shifts import breaks_of, hours_add_up, length, longest, overlap, place, window
from trainingkit.errors import NotFound, Problem, Severity

HANDOVER = 60
"""The most minutes that two shifts may share a line: one hands it over to the other."""


_TIMED = ("kit", "agenda", "sessions", "techniques")
"""What says how long a track's sessions take; nothing is said about it while one of these is faulty."""


def check_plan(plan: CohortPlan, unit: str, scope: Scope) -> Iterator[Problem]:
    """Every problem of a plan."""
    kit, inside = scope.kit, f"{unit}/cohorts"
    if plan.kit != kit.id:
        yield Problem("workshop-of-another-kit", f"{unit}/kit", {"value": plan.kit, "expected": kit.id})
    if not scope.is_unread("kit"):
        yield from check_promises(plan, unit, kit)
        yield from _names(plan, unit, scope)
        if not _unknown_tracks(plan.cohorts, kit):
            yield from _order(plan.cohorts, inside, kit)
            yield from _people(plan.cohorts, inside)
    yield from check_own_slots(plan, scope)
    yield from check_dates(plan.from_, plan.to, unit)
    yield from _days(plan, unit)
    yield from _shifts(plan.cohorts, inside)
    yield from _rooms(plan.cohorts, inside)
    if not any(address.split("/")[0] in _TIMED for address in scope.faulty):
        yield from _meetings(plan.cohorts, inside, kit)


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(plan: CohortPlan, unit: str, scope: Scope) -> Iterator[Problem]:
    """What a plan names, and what there is under those names."""
    cohorts, inside, tracks = plan.cohorts, f"{unit}/cohorts", scope.kit.about.tracks
    wanted: list[tuple[str, Iterable[str], str, Iterable[str]]] = [
        (f"{inside}/{field}", given, "tracks", tracks)
        for field, given in (
            ("goal", cohorts.goal),
            ("group/tracks", cohorts.group.tracks),
            ("release/tracks", cohorts.release.tracks),
            ("headcount", cohorts.headcount),
            ("order", cohorts.order),
        )
    ]
    wanted += [
        (f"{inside}/headcount/{track}", each, "shifts", cohorts.shifts) for track, each in cohorts.headcount.items()
    ]
    lines = {line for each in cohorts.headcount.values() for counts in each.values() for line in counts}
    wanted += [(f"{inside}/came/{cohort}", counts, "lines", lines) for cohort, counts in cohorts.came.items()]
    if not scope.is_unread("countries"):
        wanted.append((f"{unit}/country", (plan.country,), "countries", scope.kit.shared.countries))
    for place_, given, kind, known in wanted:
        for name in given:
            if name not in known:
                yield Problem("unknown-name", place_, {"value": name, "kind": kind, "nearest": nearest(name, known)})


def _unknown_tracks(cohorts: Cohorts, kit: Kit) -> set[str]:
    """Tracks that a plan names and a kit lacks: while there are some, nobody knows who is meant."""
    return {*cohorts.goal, *cohorts.headcount, *cohorts.order} - set(kit.about.tracks)


def _order(cohorts: Cohorts, unit: str, kit: Kit) -> Iterator[Problem]:
    """An order names every track with a goal, and one that is not the kit's is said to be another."""
    wanted = [track for track, goal in cohorts.goal.items() if goal]
    for track in wanted if cohorts.order else ():
        if track not in cohorts.order:
            yield Problem("order-without-track", f"{unit}/order", {"track": track})
    orders = {track: kit.about.tracks[track].order for track in cohorts.order if track in kit.about.tracks}
    if list(orders.values()) != sorted(orders.values()):
        usual = ", ".join(sorted(orders, key=orders.__getitem__))
        yield Problem("order-differs", f"{unit}/order", {"order": usual}, Severity.WARNING)


# ── days and hours ──────────────────────────────────────────────────────────────────────────────────────────────────


def _days(plan: CohortPlan, unit: str) -> Iterator[Problem]:
    """Dates that are named lie within the plan, and somebody can work on some day."""
    if plan.from_ > plan.to:
        return
    named: list[tuple[str, Days]] = [(f"{unit}/closed", plan.closed)]
    for field, each in (("trainers", plan.cohorts.trainers), ("rooms", plan.cohorts.rooms)):
        named += [(f"{unit}/cohorts/{field}/{name}/days", one.days) for name, one in each.items()]
    for place_, days in named:
        for day in () if isinstance(days, str) else days:
            if not plan.from_ <= day <= plan.to:
                details = {"value": str(day), "from": str(plan.from_), "to": str(plan.to)}
                yield Problem("date-outside", place_, details)
    if not plan.days:
        yield Problem("no-days", f"{unit}/closed", {"from": str(plan.from_), "to": str(plan.to)})


def _shifts(cohorts: Cohorts, unit: str) -> Iterator[Problem]:
    """Hours that a shift can have, breaks within it, and no two shifts on one line at the same time."""
    for name, shift in cohorts.shifts.items():
        where = f"{unit}/shifts/{name}"
        if length(window(shift)) > LONGEST_NIGHT:
            yield Problem("shift-too-long", where, {"shift": name, **_hours(shift), "most": str(LONGEST_NIGHT // 60)})
        for pause, span in shift.breaks.items():
            if place(span, shift) is None:
                details = {"shift": name, "break": pause, "at": f"{span.from_:%H:%M}-{span.to:%H:%M}", **_hours(shift)}
                yield Problem("break-outside-shift", f"{where}/breaks/{pause}", details)
        if not hours_add_up(breaks_of(shift)):
            yield Problem("breaks-overlap", f"{where}/breaks", {"shift": name})
    likely = [name for name, shift in cohorts.shifts.items() if length(window(shift)) <= LONGEST_NIGHT]
    for one, other in combinations(likely, 2):
        minutes = overlap(cohorts.shifts[one], cohorts.shifts[other])
        lines = sorted(_lines_of(cohorts, one) & _lines_of(cohorts, other))
        if minutes > HANDOVER and lines:
            details = {"shift": other, "other": one, "minutes": str(minutes), "lines": ", ".join(lines)}
            yield Problem("shifts-overlap", f"{unit}/shifts/{other}", details)


def _hours(shift: Shift) -> dict[str, str]:
    begin, end = window(shift)
    return {"from": f"{as_time(begin):%H:%M}", "to": f"{as_time(end):%H:%M}"}


def _lines_of(cohorts: Cohorts, shift: str) -> set[str]:
    """The lines on which a shift works."""
    lines = {line for each in cohorts.headcount.values() for line, many in each.get(shift, {}).items() if many}
    return lines - {NO_LINE}


# ── rooms and people ────────────────────────────────────────────────────────────────────────────────────────────────


def _rooms(cohorts: Cohorts, unit: str) -> Iterator[Problem]:
    """There is somebody and somewhere; a room takes the smallest group of some track, and each track has a room."""
    if not cohorts.trainers:
        yield Problem("no-trainers", f"{unit}/trainers")
    if not cohorts.rooms:
        yield Problem("no-rooms", f"{unit}/rooms")
    smallest = {track: cohorts.group.of(track).min for track in _wanted(cohorts)}
    if not smallest:
        return
    for name, room in cohorts.rooms.items():
        if room.capacity < min(smallest.values()):
            details = {"room": name, "capacity": str(room.capacity), "least": str(min(smallest.values()))}
            yield Problem("room-too-small", f"{unit}/rooms/{name}", details)
    largest = max((room.capacity for room in cohorts.rooms.values()), default=0)
    for track, least in smallest.items():
        if cohorts.rooms and min(smallest.values()) <= largest < least:
            details = {"track": track, "capacity": str(largest), "least": str(least)}
            yield Problem("no-room-for-track", f"{unit}/rooms", details)


def _wanted(cohorts: Cohorts) -> list[str]:
    """The tracks that somebody is to be trained of."""
    return [track for track, goal in cohorts.goal.items() if goal]


def _people(cohorts: Cohorts, unit: str) -> Iterator[Problem]:
    """A goal has people to reach, people have a goal, and no more of them came than there are."""
    for track in _wanted(cohorts):
        if not any(people_in(counts) for counts in cohorts.headcount.get(track, {}).values()):
            yield Problem("goal-without-people", f"{unit}/goal/{track}", {"track": track})
    for track in cohorts.headcount:
        if track not in cohorts.goal:
            yield Problem("people-without-goal", f"{unit}/headcount/{track}", {"track": track})
    if not _wanted(cohorts):
        yield Problem("nobody-to-train", f"{unit}/goal")
    lines = [
        line
        for track in _wanted(cohorts)
        if track not in cohorts.release.tracks
        for counts in cohorts.headcount.get(track, {}).values()
        for line in counts
    ]
    if lines and set(lines) == {NO_LINE}:
        details = {"share": str(int(cohorts.release.share))}
        yield Problem("release-without-lines", f"{unit}/release", details, Severity.WARNING)


# ── sessions ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _meetings(cohorts: Cohorts, unit: str, kit: Kit) -> Iterator[Problem]:
    """Each track has something to do, which fits between two breaks of each of its shifts."""
    for track in _wanted(cohorts):
        if track not in kit.about.tracks:
            continue
        try:
            whole = meetings_of(kit, track)
        except NotFound:
            continue  # a version that does not exist is named where the agenda is checked
        if not all(each.minutes for each in whole) or not whole:
            yield Problem("track-without-agenda", f"{unit}/goal/{track}", {"track": track})
            continue
        for name, counts in cohorts.headcount.get(track, {}).items():
            shift = cohorts.shifts.get(name)
            if shift is not None and people_in(counts):
                pieces = meetings_of(kit, track, shift.pieces) if shift.pieces else whole
                yield from _fits(track, name, shift, pieces, unit)
                yield from _led(track, cohorts, max(each.minutes for each in pieces), unit)


def _fits(track: str, name: str, shift: Shift, meetings: tuple[Meeting, ...], unit: str) -> Iterator[Problem]:
    longest_meeting = max(meetings, key=lambda each: each.minutes)
    minutes = longest_meeting.minutes
    details = {"track": track, "shift": name, "minutes": str(minutes), "items": ", ".join(longest_meeting.items)}
    if shift.pieces and minutes > shift.pieces:
        yield Problem("piece-too-long", f"{unit}/shifts/{name}/pieces", {**details, "pieces": str(shift.pieces)})
    elif minutes > longest(shift):
        yield Problem("shift-too-short", f"{unit}/shifts/{name}", {**details, "longest": str(longest(shift))})


def _led(track: str, cohorts: Cohorts, minutes: int, unit: str) -> Iterator[Problem]:
    """Some trainer leads for so long in a day."""
    most = max((trainer.minutes for trainer in cohorts.trainers.values()), default=minutes)
    if minutes > most:
        details = {"track": track, "minutes": str(minutes), "most": str(most)}
        yield Problem("nobody-leads-so-long", f"{unit}/trainers", details)
