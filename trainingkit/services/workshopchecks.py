"""What is wrong with a workshop that is being worked on: the same as `kits check` and a build say of a workshop's file.

Comes in: a workshop and its kit as read. Goes out: problems, errors first, each once. Refuses to stop at the first,
and to raise for anything that people can have typed.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from trainingkit.content import checks
from trainingkit.content.workshops import check_workshop
from trainingkit.domain.kit import texts_in
from trainingkit.domain.text import Status
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import Problem, Severity
from trainingkit.i18n.zones import zones_without
from trainingkit.services.desk import Opened
from trainingkit.services.library import problems_of_plan
from trainingkit.services.personal import lists_people
from trainingkit.services.plan import once
from trainingkit.services.readings import Readings

_DAYS_LOOKED_AT = 31


def problems_of(opened: Opened, readings: Readings) -> tuple[Problem, ...]:
    """Everything that is wrong with it; a build is refused for any error among these."""
    return readings.remembered(f"all {_digest(opened)}", lambda: _problems_of(opened, readings))


def _digest(opened: Opened) -> str:
    return hashlib.sha256(repr((id(opened.reading), opened.workshop)).encode()).hexdigest()


def _problems_of(opened: Opened, readings: Readings) -> tuple[Problem, ...]:
    workshop = opened.workshop
    found = list(_said_wrong(opened, readings))
    found += [*hours_left_out(workshop), *people_listed(workshop)]
    if not any(each.severity is Severity.ERROR for each in found):
        found += problems_of_plan(opened.kit, workshop)
    if not any(each.severity is Severity.ERROR and not _is_of_plan(each) for each in found):
        found += readings.remembered(_key(opened), lambda: _in_the_kit(opened))
    return _in_order([*found, *_unsaid(workshop)])


def _said_wrong(opened: Opened, readings: Readings) -> tuple[Problem, ...]:
    """What is wrong with the answers by themselves, the same whichever page asks."""
    workshop, scope = opened.workshop, opened.reading.scope
    unit = f"workshops/{workshop.id}"
    return readings.remembered(f"said {_digest(opened)}", lambda: tuple(check_workshop(workshop, unit, scope)))


def _unsaid(workshop: Workshop) -> Iterator[Problem]:
    """What a workshop says in one of its languages and not in another: what is printed in that one would lack it. Its
    place is printed nowhere."""
    for text in texts_in(replace(workshop, place=None)):
        for language in workshop.languages:
            if text.status(language) is Status.MISSING:
                yield Problem("missing-translation", text.unit, {"language": language})


def hours_left_out(workshop: Workshop) -> Iterator[Problem]:
    """Hours of the workshop that do not exist on one of its days somewhere in its country."""
    for day in _days_of(workshop):
        for field, at in _hours_of(workshop, day):
            everywhere = zones_without(workshop.country, day, at)
            if zones := [each for each in everywhere if workshop.timezone in ("UTC", each)]:
                details = {"time": f"{at:%H:%M}", "day": day.isoformat(), "zones": ", ".join(zones)}
                yield Problem("hour-left-out", f"workshops/{workshop.id}/{field}", details, Severity.WARNING)


def _days_of(workshop: Workshop) -> Iterator[date]:
    own = {each.date_ for each in workshop.days.values() if each.date_}
    first, last = workshop.from_, workshop.to
    between = range(min((last - first).days + 1, _DAYS_LOOKED_AT)) if first and last else ()
    yield from sorted(own | {first + timedelta(days=each) for each in between if first})


def _hours_of(workshop: Workshop, day: date) -> Iterator[tuple[str, time]]:
    """Each clock time of a day, with the field where it stands."""
    yield "hours/from", workshop.hours.from_
    yield "hours/to", workshop.hours.to
    yield from ((f"anchors/{name}", at) for name, at in workshop.anchors.items())
    for name, each in workshop.days.items():
        if each.date_ in (None, day):
            yield from ((f"days/{name}/{part}", at) for part, at in (("from", each.from_), ("to", each.to)) if at)


def people_listed(workshop: Workshop) -> Iterator[Problem]:
    """Texts of the workshop's own that look like lists of people."""
    for unit, text in workshop.change.items():
        if any(lists_people(text.find_draft(each) or "") for each in (text.language, *text.translations)):
            yield Problem("form-people-listed", f"workshops/{workshop.id}/change/{unit}", {}, Severity.WARNING)


def agenda_problems_of(opened: Opened, readings: Readings) -> tuple[Problem, ...]:
    """What is wrong with the agenda alone, for a page that answers every change at once."""
    return _in_order([*_said_wrong(opened, readings), *opened.schedule.problems])


def _is_of_plan(problem: Problem) -> bool:
    """What the clock, the casting and a move to another country find wrong is no reason not to look at texts."""
    return problem.unit.startswith(("agenda/", "workshops/own/agenda/", "workshops/own/groups")) or (
        problem.code.startswith("moved-")
    )


def _in_the_kit(opened: Opened) -> tuple[Problem, ...]:
    return checks.check_workshop_kit(opened.workshop, opened.reading.scope, opened.reading.plain)


def _key(opened: Opened) -> str:
    """Everything of a workshop that its kit's texts depend on; not where and when."""
    said: Workshop = opened.workshop
    parts = (said.variant, said.switch, said.versions, said.change, said.facts, said.words, said.values, said.agenda)
    told = repr((id(opened.reading), said.kit, said.country, said.sector, said.languages, said.track, parts))
    return hashlib.sha256(told.encode()).hexdigest()


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(once(problems), key=lambda each: each.severity is not Severity.ERROR))
