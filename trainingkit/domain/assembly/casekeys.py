"""What only facilitators get of a case: the key, the replies and how to read them, the role play's briefing and
debrief.
"""

from collections.abc import Mapping

from trainingkit.domain import document as doc
from trainingkit.domain.assembly import blocks, cases
from trainingkit.domain.assembly.codes import module_code
from trainingkit.domain.assembly.printed import play_format, reply_type
from trainingkit.domain.assembly.roleplays import group_name, in_scope
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.casework import Case, DecisionKey
from trainingkit.domain.casting import Casting
from trainingkit.domain.facts import Certainty
from trainingkit.domain.moving import unmet_needs
from trainingkit.domain.overlay import with_switches
from trainingkit.domain.roleplay import PlayVersion, Response, RolePlay
from trainingkit.domain.text import Text


def case_parts(scribe: Scribe, case: Case, casting: Casting) -> tuple[doc.Part, ...]:
    """The chapter of one case: its key, its role play, its replies."""
    own = scribe.inside(case)
    parts = [_key_part(own, case)]
    play = scribe.kit.role_play_of(case.id)
    if play is not None:
        parts.append(_play_part(in_scope(scribe, play), play, case, casting))
    replies = scribe.kit.responses_of(case.id)
    if replies:
        parts.append(_replies_part(own, case, replies))
    return tuple(parts)


def _head(scribe: Scribe, case: Case, title: str) -> doc.Masthead:
    return doc.Masthead(scribe.chrome("Case"), title, scribe.plain(case.title), numeral=cases.number_of(scribe, case))


# ── the key ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _key_part(scribe: Scribe, case: Case) -> doc.Part:
    sections = (
        doc.Section(scribe.chrome("The reasoned decision"), "scales", _decision(scribe, case.key)),
        doc.Section(scribe.chrome("The law behind it"), "gavel", _law(scribe, case)),
        doc.Section(scribe.chrome("What would turn it"), "compass", _switches(scribe, case), keep=True),
        doc.Section(scribe.chrome("Traps"), "warning", _list(scribe, case.key.traps)),
        doc.Section(scribe.chrome("A good request"), "target", _one(scribe, case.key.good_ask), keep=True),
        doc.Section(scribe.chrome("If the group does not go to the brand"), "path", _no_reply(scribe, case.key)),
        doc.Section(scribe.chrome("What is not settled"), "question", _open_facts(scribe, case)),
        doc.Section(scribe.chrome("The exhibits, one by one"), "magnifying-glass", _exhibits(scribe, case)),
        doc.Section(scribe.chrome("What happened elsewhere"), "globe", _record(scribe, case.key)),
        doc.Section(scribe.chrome("To read aloud"), "ear", cases.read_aloud(scribe, case)),
        doc.Section(scribe.chrome("Care"), "heart", _care(scribe, case.care), keep=True),
    )
    kept = tuple(section for section in sections if section.blocks)
    head = _head(scribe, case, scribe.chrome("The key to the case"))
    return doc.Part(doc.PartKind.CHAPTER, module_code(scribe.kit, case), head, kept, notice=for_facilitators(scribe))


def for_facilitators(scribe: Scribe) -> str:
    """What the foot of every page of the guide says."""
    return scribe.chrome("For facilitators only. Do not leave it in the room.")


def _one(scribe: Scribe, text: Text | None) -> tuple[doc.Block, ...]:
    return (doc.Prose(scribe.say(text)),) if text is not None else ()


def _care(scribe: Scribe, text: Text | None) -> tuple[doc.Block, ...]:
    """What a case says on care, and where this workshop sends people, to be read in the moment it is needed."""
    care = scribe.kit.logistics.care
    if text is None or care is None or not scribe.workshop.referral.to:
        return _one(scribe, text)
    places = ((care.referral.get(name), where) for name, where in scribe.workshop.referral.to.items())
    items = tuple((scribe.plain(kind), scribe.plain(where)) for kind, where in places if kind is not None)
    told = doc.Prose(f"**{scribe.chrome('Where to turn to')}**")
    return (*_one(scribe, text), told, doc.Items(items, "term")) if items else _one(scribe, text)


def _list(scribe: Scribe, texts: Mapping[str, Text]) -> tuple[doc.Block, ...]:
    items = blocks.prose_items(scribe, texts)
    return (doc.Items(items),) if items else ()


def _named(scribe: Scribe, texts: Mapping[str, Text]) -> tuple[doc.Block, ...]:
    """A list whose ids are decisions of the kit, printed by their words."""
    decisions = scribe.kit.about.decisions
    items = tuple(
        (scribe.plain(decisions[name]) if name in decisions else "", scribe.say(text)) for name, text in texts.items()
    )
    return (doc.Items(items, "term"),) if items else ()


def _decision(scribe: Scribe, key: DecisionKey) -> tuple[doc.Block, ...]:
    name = scribe.kit.about.decisions.get(key.decision)
    words = scribe.plain(name) if name else key.decision
    return (doc.Prose(f"**{words}.**", "box"), doc.Prose(scribe.say(key.why)), *_named(scribe, key.defensible))


def _law(scribe: Scribe, case: Case) -> tuple[doc.Block, ...]:
    """What the country says on the topics of the case, with what to ask; first, where it is not what the case needs."""
    differing = tuple(
        doc.Prose(_unmet(scribe, topic, duty), "warning") for topic, duty in unmet_needs(case, scribe.kit, scribe.here)
    )
    laws = (blocks.law(scribe, topic) for topic in dict.fromkeys((*case.law, *case.needs)))
    standards = (blocks.standard(scribe, name) for name in case.standards)
    return (*differing, *(each for each in (*laws, *standards) if each is not None))


def _unmet(scribe: Scribe, topic: str, duty: bool | None) -> str:
    pack = scribe.kit.shared.countries.get(scribe.here)
    law = pack.law.get(topic) if pack else None
    about = {"topic": scribe.plain(law.title) if law else topic, "country": scribe.country_name(scribe.here)}
    if duty is None:
        known = scribe.chrome("We do not know whether the law of {country} gives this: {topic}.", **about)
    else:
        known = scribe.chrome("The law of {country} is not what this case counts on: {topic}.", **about)
    advice = scribe.chrome(
        "Before the workshop, change the case, leave it out, or play it from the brand's code alone."
    )
    return f"**{known}** {advice}"


def _switches(scribe: Scribe, case: Case) -> tuple[doc.Block, ...]:
    """What each switch would decide, and why: told with the figures that the case would have then."""
    decisions, items = scribe.kit.about.decisions, []
    for name, switch in case.key.switches.items():
        turned = with_switches(scribe.kit, (f"cases/{case.id}/key/switches/{name}",)).cases[case.id]
        then = scribe.plain(decisions[switch.then]) if switch.then in decisions else switch.then
        items.append((then, scribe.inside(turned).say(switch.why)))
    return (doc.Items(tuple(items), "term"),) if items else ()


def _no_reply(scribe: Scribe, key: DecisionKey) -> tuple[doc.Block, ...]:
    return _named(scribe, key.no_reply)


def _open_facts(scribe: Scribe, case: Case) -> tuple[doc.Block, ...]:
    labels = {Certainty.CONTESTED: scribe.chrome("Contested"), Certainty.UNKNOWN: scribe.chrome("Unknown")}
    items = []
    for fact in case.facts.values():
        if fact.status in labels and fact.text is not None:
            answer = scribe.maybe(fact.answer)
            truth = scribe.chrome("The truth: {answer}", answer=answer) if answer else ""
            told = f"{scribe.say(fact.text)} {truth}".strip()
            items.append((labels[fact.status], told))
    return (doc.Items(tuple(items), "term"),) if items else ()


def _exhibits(scribe: Scribe, case: Case) -> tuple[doc.Block, ...]:
    items = tuple(
        (scribe.plain(each.title), scribe.say(each.reliability)) for each in case.exhibits.values() if each.reliability
    )
    return (doc.Items(items, "term"),) if items else ()


def _record(scribe: Scribe, key: DecisionKey) -> tuple[doc.Block, ...]:
    items = []
    for precedent in key.record.values():
        source = scribe.kit.shared.sources.get(precedent.source)
        items.append(("", f"{scribe.say(precedent.text)} ({source.title})" if source else scribe.say(precedent.text)))
    return (doc.Items(tuple(items)),) if items else ()


# ── the role play ───────────────────────────────────────────────────────────────────────────────────────────────────


def _play_part(scribe: Scribe, play: RolePlay, case: Case, casting: Casting) -> doc.Part:
    sections = (
        doc.Section(
            scribe.chrome("How it is set up"), "chair", (_seating(scribe, play, casting), *_uneven(scribe, play))
        ),
        doc.Section(
            scribe.chrome("It can also be played otherwise"), "chats-circle", _otherwise(scribe, play), keep=True
        ),
        doc.Section(scribe.chrome("Rounds"), "clock", (_rounds(scribe, play),), keep=True),
        doc.Section(
            scribe.chrome("Briefing for those who play the brand"), "chat-circle", _steps(scribe, play.briefing)
        ),
        doc.Section(scribe.chrome("The dial"), "target", _dial(scribe, play), keep=True),
        doc.Section(scribe.chrome("Event cards"), "cards", _events(scribe, play)),
        *_debrief(scribe, play),
        doc.Section(scribe.chrome("Teaching note"), "lightbulb", _list(scribe, play.teaching)),
        doc.Section(scribe.chrome("Things to have at hand"), "package", _one(scribe, play.props), keep=True),
        doc.Section(scribe.chrome("Care"), "heart", _one(scribe, play.care), keep=True),
    )
    kept = tuple(section for section in sections if section.blocks)
    head = _head(scribe, case, scribe.plain(play.title))
    return doc.Part(doc.PartKind.CHAPTER, module_code(scribe.kit, play), head, kept, notice=for_facilitators(scribe))


def _seating(scribe: Scribe, play: RolePlay, casting: Casting) -> doc.Grid:
    columns = (
        doc.Column(scribe.chrome("Group"), 3),
        doc.Column(scribe.chrome("Seats and sheets"), 9),
        doc.Column(scribe.chrome("Observers"), 2),
    )
    rows = []
    for group in casting.groups:
        if group.role_play == play.id:
            seats = ", ".join(f"{seat.code} {scribe.plain(play.seats[seat.seat].title)}" for seat in group.seats)
            rows.append((f"{group.number} · {group_name(scribe, group.id)}", seats, scribe.count(group.observers)))
    return doc.Grid(columns, tuple(rows), look="compact")


def _uneven(scribe: Scribe, play: RolePlay) -> tuple[doc.Block, ...]:
    mirror = scribe.chrome("If somebody is left over, two share one seat and one decision.")
    observe = scribe.chrome("If somebody is left over, they observe.")
    return (doc.Prose(mirror if play.uneven == "mirror" else observe, "small"),)


def _otherwise(scribe: Scribe, play: RolePlay) -> tuple[doc.Block, ...]:
    """The other forms of the play: when each serves and what is lost."""
    formats = {name: _format_of(version, play) for name, version in play.versions.items()}
    items = tuple(
        (play_format(scribe, formats[name]), scribe.say(version.lost))
        for name, version in play.versions.items()
        if formats[name] != play.format
    )
    return (doc.Items(items, "term"),) if items else ()


def _format_of(version: PlayVersion, play: RolePlay) -> str:
    said = (str(change.value) for change in version.change.changes if change.path == ("format",))
    return next(said, play.format)


def _rounds(scribe: Scribe, play: RolePlay) -> doc.Grid:
    columns = (doc.Column(scribe.chrome("How long"), 3), doc.Column(scribe.chrome("What we do"), 9))
    rows = tuple((scribe.minutes(each.minutes), scribe.maybe(each.ask)) for each in play.rounds.values())
    return doc.Grid(columns, rows, look="compact")


def _steps(scribe: Scribe, texts: Mapping[str, Text]) -> tuple[doc.Block, ...]:
    items = blocks.prose_items(scribe, texts)
    return (doc.Items(items, "number"),) if items else ()


def _dial(scribe: Scribe, play: RolePlay) -> tuple[doc.Block, ...]:
    if play.dial is None:
        return ()
    items = (
        (scribe.chrome("Soft"), scribe.say(play.dial.soft)),
        (scribe.chrome("Medium"), scribe.say(play.dial.medium)),
        (scribe.chrome("Hard"), scribe.say(play.dial.hard)),
    )
    return (doc.Items(items, "term"),)


def _events(scribe: Scribe, play: RolePlay) -> tuple[doc.Block, ...]:
    items = tuple(
        (
            f"{scribe.plain(event.label)}: {scribe.plain(event.title)} ({scribe.plain(event.when)})",
            scribe.say(event.text),
        )
        for event in play.events.values()
    )
    return (doc.Items(items, "term"),) if items else ()


def _debrief(scribe: Scribe, play: RolePlay) -> tuple[doc.Section, ...]:
    stages = (
        (scribe.chrome("Leaving the role"), play.debrief.de_role),
        (scribe.chrome("What we felt"), play.debrief.feelings),
        (scribe.chrome("What happened"), play.debrief.facts),
        (scribe.chrome("Why it happened"), play.debrief.analysis),
        (scribe.chrome("What we take to our own cases"), play.debrief.transfer),
    )
    return tuple(
        doc.Section(scribe.chrome("Debrief: {stage}", stage=name), "chats-circle", _steps(scribe, texts), keep=True)
        for name, texts in stages
    )


# ── the replies ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _replies_part(scribe: Scribe, case: Case, replies: tuple[Response, ...]) -> doc.Part:
    table = doc.Section(scribe.chrome("Which letter comes"), "envelope", (_which(scribe, case, replies),))
    sections = (table, *(_reply(scribe, reply) for reply in replies))
    head = _head(scribe, case, scribe.chrome("The brand's replies"))
    return doc.Part(
        doc.PartKind.CHAPTER, module_code(scribe.kit, replies[0]), head, sections, notice=for_facilitators(scribe)
    )


def _which(scribe: Scribe, case: Case, replies: tuple[Response, ...]) -> doc.Grid:
    columns = (
        doc.Column(scribe.chrome("Letter"), 2),
        doc.Column(scribe.chrome("It comes if the group…"), 6),
        doc.Column(scribe.chrome("What it is"), 5),
    )
    rows = tuple(
        (
            scribe.plain(reply.label),
            scribe.wording.listed(_conditions(scribe, case, reply)),
            f"{scribe.plain(reply.title)}: {reply_type(scribe, reply.type)}",
        )
        for reply in replies
    )
    return doc.Grid(columns, rows)


def _conditions(scribe: Scribe, case: Case, reply: Response) -> tuple[str, ...]:
    """The words of decisions and of observed marks that a reply answers to."""
    decisions = scribe.kit.about.decisions
    play = scribe.kit.role_play_of(case.id)
    marks = {each.mark: each.ask for each in play.observe.values() if each.mark} if play else {}
    words = {**marks, **decisions}
    return tuple(scribe.plain(words[name]) if name in words else name for name in reply.when)


def _reply(scribe: Scribe, reply: Response) -> doc.Section:
    reading = reply.reading
    told: list[doc.Block] = [doc.Prose(scribe.maybe(reply.hint), "small")] if reply.hint else []
    told.append(doc.Prose(f"**{scribe.chrome('Signals')}.** {scribe.say(reading.signals)}"))
    if reading.dodges:
        told.append(doc.Prose(f"**{scribe.chrome('Dodges')}.** {scribe.say(reading.dodges)}"))
    told.append(doc.Prose(f"**{scribe.chrome('What can be done next')}**"))
    told.append(doc.Items(blocks.prose_items(scribe, reading.next)))
    if reply.care:
        told.append(doc.Prose(scribe.say(reply.care), "warning"))
    return doc.Section(scribe.plain(reply.label), "envelope-open", tuple(told))
