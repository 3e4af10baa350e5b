"""Session plans and techniques for the guide: words to say, what to do, what sticks, how to adapt, on the same page."""

from collections.abc import Iterator
from dataclasses import replace

from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Slot
from trainingkit.domain.assembly import blocks
from trainingkit.domain.assembly.casekeys import for_facilitators
from trainingkit.domain.assembly.codes import module_code
from trainingkit.domain.assembly.printed import done_with, link_title, mode_name, verb_icon, verb_name
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.clock import as_time
from trainingkit.domain.sessions import Objectives, Session, Step, Technique, minutes_of_steps
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import count_of


def session_part(scribe: Scribe, session: Session, slot: Slot) -> doc.Part:
    """A session's full plan, its clock running from the slot's start."""
    sections = (
        doc.Section(scribe.chrome("What for"), "target", _aim(scribe, session)),
        doc.Section(scribe.chrome("Before"), "list-checks", _before(scribe, session)),
        doc.Section(scribe.chrome("Step by step"), "footprints", (doc.Steps(tuple(_steps(scribe, session, slot))),)),
        _told(scribe, scribe.chrome("What usually comes up"), "lightbulb", session.expected),
        _told(scribe, scribe.chrome("When it sticks"), "question", session.stuck),
        _told(scribe, scribe.chrome("Tips"), "info", session.tips),
        _told(scribe, scribe.chrome("Care"), "heart", session.care),
        _told(scribe, scribe.chrome("What this version leaves out"), "info", _lost(scribe, session, slot)),
        doc.Section(scribe.chrome("To adapt"), "path", _adaptations(scribe, session)),
        _told(scribe, scribe.chrome("It went well if"), "check-circle", session.success),
        _told(scribe, scribe.chrome("Kept and destroyed"), "package", session.keep),
        _told(scribe, scribe.chrome("Bridge to what follows"), "arrow-right", session.transition),
    )
    head = doc.Masthead(
        scribe.chrome("Session"),
        scribe.plain(session.title),
        icon="users-three",
        strip=_strip(scribe, session, slot),
    )
    kept = tuple(section for section in sections if section.blocks)
    code = module_code(scribe.kit, session)
    return doc.Part(
        doc.PartKind.SESSION, code, head, kept, notice=for_facilitators(scribe), level=2, anchor=f"session-{session.id}"
    )


def _lost(scribe: Scribe, session: Session, slot: Slot) -> Text | None:
    """What its version costs: the one that the agenda names, else the first that the workshop wants and it has."""
    names = (slot.version,) if slot.version else scribe.workshop.versions
    return next((session.versions[name].lost for name in names if name in session.versions), None)


def _told(scribe: Scribe, title: str, icon: str, text: Text | None) -> doc.Section:
    return doc.Section(title, icon, (doc.Prose(scribe.say(text)),) if text else ())


def _strip(scribe: Scribe, session: Session, slot: Slot) -> tuple[doc.StripItem, ...]:
    room = scribe.kit.logistics.rooms.get(session.room or "")
    minutes = session.minutes
    span = scribe.chrome("{begin} to {end}", begin=scribe.clock(slot.starts_at), end=scribe.clock(slot.ends_at))
    range_ = scribe.chrome("minimum {min}, unhurried {max}", min=minutes.min, max=minutes.max)
    priorities = {
        "core": scribe.chrome("Core"),
        "recommended": scribe.chrome("Recommended"),
        "optional": scribe.chrome("Optional"),
    }
    items = [
        doc.StripItem("clock", span, f"{scribe.minutes(slot.minutes)} ({range_})"),
        doc.StripItem("star", priorities[session.priority], scribe.chrome("session")),
    ]
    if room:
        items.append(doc.StripItem("chair", scribe.chrome("Room"), scribe.plain(room.what)))
    return tuple(items)


def _aim(scribe: Scribe, session: Session) -> tuple[doc.Block, ...]:
    goals = session.objectives or Objectives()
    named = (
        (scribe.chrome("They will know"), goals.know),
        (scribe.chrome("They will be able to"), goals.do),
        (scribe.chrome("They will decide"), goals.decide),
    )
    items = tuple((label, scribe.say(text)) for label, text in named if text)
    told = doc.Prose(scribe.say(session.aim), "lead")
    return (told, doc.Items(items, "term")) if items else (told,)


def _before(scribe: Scribe, session: Session) -> tuple[doc.Block, ...]:
    told: list[doc.Block] = [doc.Prose(scribe.say(session.before))] if session.before else []
    known = scribe.kit.logistics.materials
    items = tuple(
        (scribe.count(count_of(quantity, scribe.workshop)), scribe.plain(known[name].what))
        for name, quantity in session.materials.items()
        if name in known
    )
    if items:
        told.append(doc.Items(items, "tick"))
    return tuple(told)


def _steps(scribe: Scribe, session: Session, slot: Slot) -> Iterator[doc.Step]:
    clock, minutes = slot.start, minutes_of_steps(session, slot.minutes)
    for number, (name, step) in enumerate(session.steps.items(), 1):
        yield _step(scribe, replace(step, minutes=minutes[name]), slot, number, clock)
        clock += minutes[name]


def _step(scribe: Scribe, step: Step, slot: Slot, number: int, clock: int) -> doc.Step:
    minutes = scribe.chrome("{minutes} min", minutes=scribe.count(step.minutes))
    if step.shrink_to is not None:
        minutes = scribe.chrome(
            "{minutes} min ({least})", minutes=scribe.count(step.minutes), least=scribe.count(step.shrink_to)
        )
    return doc.Step(
        number=number,
        minutes=minutes,
        starts_at=scribe.clock(as_time(clock)),
        verb=verb_name(scribe, step.verb),
        icon=verb_icon(step.verb),
        title=scribe.plain(step.title) if step.title else "",
        mode=mode_name(scribe, step.mode, step.group),
        say=scribe.maybe(step.say),
        do=scribe.maybe(step.do),
        task=scribe.maybe(step.task),
        output=scribe.maybe(step.output),
        links=tuple(_links(scribe, step, slot)),
        figure=blocks.figure(scribe, step.image) if step.image else None,
    )


def _links(scribe: Scribe, step: Step, slot: Slot) -> Iterator[tuple[str, str]]:
    for verb in Step.LINKS:
        titles = tuple(filter(None, (link_title(scribe, target, slot) for target in getattr(step, verb))))
        if titles:
            yield done_with(scribe, verb), scribe.wording.listed(titles)


def _adaptations(scribe: Scribe, session: Session) -> tuple[doc.Block, ...]:
    names = {
        "shorter": scribe.chrome("With less time"),
        "longer": scribe.chrome("With more time"),
        "low-literacy": scribe.chrome("If somebody does not read"),
        "no-electricity": scribe.chrome("Without electricity"),
        "fewer-people": scribe.chrome("With fewer people"),
        "more-people": scribe.chrome("With more people"),
        "one-facilitator": scribe.chrome("If one facilitator is missing"),
    }
    items = tuple((names.get(name, ""), scribe.say(text)) for name, text in session.adapt.items())
    return (doc.Items(items, "term"),) if items else ()


def technique_part(scribe: Scribe, technique: Technique) -> doc.Part:
    """A technique on one page, with its safe alternative."""
    touch = scribe.chrome("There is touch: ask first, offer the alternative.") if technique.touch else ""
    sections = (
        _told(scribe, scribe.chrome("What for"), "target", technique.purpose),
        doc.Section(
            scribe.chrome("Step by step"),
            "footprints",
            (doc.Items(blocks.prose_items(scribe, technique.steps), "number"),),
        ),
        doc.Section(scribe.chrome("Care"), "heart", (doc.Prose(touch, "warning"),) if touch else ()),
        _told(scribe, scribe.chrome("Instead"), "path", technique.instead),
        _told(scribe, scribe.chrome("Care"), "heart", technique.care),
    )
    strip = (
        doc.StripItem("clock", scribe.minutes(technique.minutes)),
        doc.StripItem("users-three", scribe.plain(technique.people)),
        doc.StripItem("chair", scribe.plain(technique.space)),
    )
    head = doc.Masthead(scribe.chrome("Technique"), scribe.plain(technique.title), icon="footprints", strip=strip)
    kept = tuple(section for section in sections if section.blocks)
    code = module_code(scribe.kit, technique)
    return doc.Part(doc.PartKind.SESSION, code, head, kept, notice=for_facilitators(scribe), level=2)
