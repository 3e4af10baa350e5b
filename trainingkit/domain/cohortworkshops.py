"""A cohort of a timetable as a workshop: comes in a plan, its kit and a cohort, goes out what `build` makes paper of.

Codes and counts, no names. What the kit's agenda says whole is not said again; a cohort that meets in pieces gets an
agenda of its own. Refuses to place anything: hours and rooms are those of the timetable.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from trainingkit.domain.agenda import schedule
from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.kit import Agenda, Day, Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.text import Status, Text, Translation, UnitId, Wording
from trainingkit.domain.timetable import Cohort, Visit
from trainingkit.domain.workshop import CohortCard, DayHours, Hours, Workshop, sample_of


def workshop_of(plan: CohortPlan, kit: Kit, cohort: Cohort, wordings: Mapping[str, Wording]) -> Workshop:
    """The workshop of one cohort. `wordings`: of the plan's languages, for the titles of pieces."""
    seen = for_workshop(kit, replace(sample_of(kit, cohort.track), groups={}))
    agenda = None if _is_whole(seen.agenda, cohort) else _pieces(seen.agenda, cohort, plan.languages, wordings)
    names = list((agenda or seen.agenda).days)
    first, last = cohort.visits[0], cohort.visits[-1]
    leader = next(iter(kit.logistics.team), None)
    made = Workshop(
        id=f"{plan.id}-{cohort.code.lower()}",
        kit=plan.kit,
        edition=plan.edition,
        title=plan.title,
        place=plan.place,
        from_=first.begins_at.date(),
        to=last.begins_at.date(),
        track=cohort.track,
        cohort=CohortCard(
            plan=plan.id,
            code=cohort.code,
            shift=cohort.shift,
            trainer=cohort.trainer,
            room=cohort.room,
            lines=cohort.people,
        ),
        country=plan.country,
        timezone=plan.timezone,
        paper=plan.paper,
        languages=plan.languages,
        hours=Hours(from_=first.begins_at.time(), to=first.ends_at.time()),
        days=_days(names, cohort.visits),
        people={plan.languages[0]: cohort.size},
        facilitators={leader: cohort.trainer} if leader else {},
        agenda=agenda,
        brand=plan.brand,
    )
    return _with_anchors(made, seen)


def _is_whole(agenda: Agenda, cohort: Cohort) -> bool:
    """Whether the cohort meets once for each day of the kit's agenda, and does all of it."""
    days = [(name, tuple(day.items)) for name, day in agenda.days.items()]
    return days == [(visit.day, visit.items) for visit in cohort.visits]


def _days(names: list[str], visits: tuple[Visit, ...]) -> dict[str, DayHours]:
    """The hours of each day where there are several, and its date where it is not the next one."""
    if len(visits) == 1:
        return {}
    days = {}
    expected = visits[0].begins_at.date()
    in_a_row = all(visit.begins_at.date() == expected + timedelta(days=later) for later, visit in enumerate(visits))
    for name, visit in zip(names, visits, strict=True):
        on: date | None = None if in_a_row else visit.begins_at.date()
        days[name] = DayHours(date_=on, from_=visit.begins_at.time(), to=visit.ends_at.time())
    return days


# ── pieces ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pieces(agenda: Agenda, cohort: Cohort, languages: tuple[str, ...], wordings: Mapping[str, Wording]) -> Agenda:
    """An agenda with one day for each meeting of the cohort."""
    count = len(cohort.visits)
    days = {}
    for number, visit in enumerate(cohort.visits, 1):
        day = agenda.days[visit.day]
        title = _title(day, number, count, languages, wordings)
        items = {name: day.items[name] for name in visit.items}
        days[f"part-{number}"] = Day(title=title, track=cohort.track, items=items)
    return Agenda(days=days)


def _title(day: Day, number: int, count: int, languages: tuple[str, ...], wordings: Mapping[str, Wording]) -> Text:
    """«Sesión del personal, parte 1 de 3», in every language that the day's title is in."""
    said = dict(_said(day, number, count, languages, wordings))
    source = next(iter(said), day.title.language)
    translations = {language: Translation(text, Status.TRANSLATED) for language, text in said.items()}
    return Text(UnitId(f"part-{number}/title"), said.get(source, ""), source, translations=translations)


def _said(
    day: Day, number: int, count: int, languages: tuple[str, ...], wordings: Mapping[str, Wording]
) -> Iterator[tuple[str, str]]:
    for language in languages:
        title = day.title.find(language)
        if title is not None:
            wording, values = wordings[language], {"title": title, "number": number, "parts": count}
            yield language, wording.chrome("{title}, part {number} of {parts}", **values)


# ── clock times ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _with_anchors(workshop: Workshop, kit: Kit) -> Workshop:
    """The workshop with a clock time for each anchor of its agenda: the one at which its item comes anyway."""
    days = dict(workshop.days)
    agenda = workshop.agenda or kit.agenda
    for placed in schedule(kit, workshop).days:
        items = agenda.days[placed.id].items
        anchors = {anchor: slot.starts_at for slot in placed.slots if (anchor := items[slot.item].anchor)}
        if anchors:
            days[placed.id] = replace(days.get(placed.id, DayHours()), anchors=anchors)
    return replace(workshop, days=days)
