"""The form for people, groups, cases, replies and care: comes in a workshop, go out fields, and the other way round.

Counts and codes, never a name: groups are called by their emblems, the team by its parts. Refuses to choose a reply
for a group that has none chosen: all that can come are printed then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from trainingkit.content.playchecks import sensitive_tags
from trainingkit.domain.assembly.roleplays import group_name
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.logistics import Care
from trainingkit.domain.term import Composition
from trainingkit.domain.text import Circle
from trainingkit.domain.workshop import SAMPLE_GROUPS, Group, Referral, Workshop
from trainingkit.i18n.catalogues import mark
from trainingkit.services.answers import Reader
from trainingkit.services.basics import in_all, lines, said_in
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened
from trainingkit.services.screens import Field, Screen
from trainingkit.services.starting import line_of

_GROUPS: Mapping[str, Composition] = {"women": "women", "mixed": "mixed", "men": "men"}
_MOST = 40
_SENT = mark(
    "A service or an organisation in each line that you have one for, and no name of a person. Who answers there and "
    "which telephone you write by hand into the list of the guide. One is enough."
)


def _groups_of(workshop: Workshop) -> tuple[str, ...]:
    """The groups there are, and those there may be."""
    return tuple(dict.fromkeys((*workshop.groups, *SAMPLE_GROUPS)))


def _fields(opened: Opened, language: str) -> tuple[Field, ...]:
    workshop = opened.workshop
    say = scribe_for(opened.kit, workshop, language)
    return (
        *_counts(workshop),
        *_groups(opened, say),
        *_reads(opened, say),
        *_team(opened, say),
    )


def _counts(workshop: Workshop) -> Iterator[Field]:
    for place, language in enumerate(workshop.languages):
        yield Field(
            name=f"people.{language}",
            kind="number",
            words=language,
            value=str(workshop.people.get(language, 0)),
            heading=mark("How many people, by the language they read") if not place else "",
        )
    yield Field(
        name="group",
        kind="choice",
        label=mark("Who they are"),
        value=workshop.group or "",
        options=(
            ("", mark("As in the kit")),
            ("women", mark("Women")),
            ("mixed", mark("Women and men")),
            ("men", mark("Men")),
        ),
        hint=mark("Spanish texts speak to them accordingly."),
    )


# ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _groups(opened: Opened, say: Scribe) -> Iterator[Field]:
    cases = tuple((each, say.title_of(case)) for each, case in opened.kit.cases.items())
    for name in _groups_of(opened.workshop):
        yield from _group(name, opened, say, cases)


def _group(name: str, opened: Opened, say: Scribe, cases: tuple[tuple[str, str], ...]) -> Iterator[Field]:
    workshop, kit = opened.workshop, opened.kit
    group = workshop.groups.get(name)
    yield Field(
        name=f"groups.{name}",
        kind="number",
        label=mark("People in this group"),
        value=str(group.people) if group else "",
        heading=group_name(say, name),
        hint="" if group else mark("Empty: there is no such group."),
        row=True,
    )
    yield Field(
        name=f"groups.{name}.case",
        kind="choice",
        label=mark("Its case"),
        value=(group.case or "") if group else "",
        options=(("", mark("None")), *cases),
        row=True,
    )
    if group and group.case and (replies := kit.responses_of(group.case)):
        chosen = workshop.replies.get(name, "") if isinstance(workshop.replies, Mapping) else ""
        yield Field(
            name=f"replies.{name}",
            kind="choice",
            label=mark("Which reply comes"),
            value=chosen,
            options=(
                ("", mark("Print all; decide on the day")),
                *((each.id, say.inside(kit.cases[each.case]).plain(each.title)) for each in replies),
            ),
            row=True,
        )


def _reads(opened: Opened, say: Scribe) -> Iterator[Field]:
    for place, (name, case) in enumerate(opened.kit.cases.items()):
        yield Field(
            name=f"reads.{name}",
            kind="check",
            words=say.title_of(case),
            value="yes" if name in opened.workshop.reads else "",
            heading=mark("Cases that everybody reads on one page, though no group plays them") if not place else "",
        )


# ── the team ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _team(opened: Opened, say: Scribe) -> Iterator[Field]:
    care = opened.kit.logistics.care
    painful = ", ".join(say.title_of(opened.kit.cases[case]) for case in painful_cases(opened))
    for place, (name, role) in enumerate(opened.kit.logistics.team.items()):
        cares = care is not None and care.who == name
        yield Field(
            name=f"facilitators.{name}",
            kind="line",
            words=say.plain(role.title),
            value=opened.workshop.facilitators.get(name, ""),
            heading=mark("Who does what: a code or initials, no name") if not place else "",
            hint=mark("Somebody has to take care of people here, because of: {cases}.") if cares and painful else "",
            hint_words={"cases": painful},
        )
    if care and care.referral and (painful or opened.workshop.referral != Referral()):
        yield from _referral(care, opened.workshop, say)


def _referral(care: Care, workshop: Workshop, say: Scribe) -> Iterator[Field]:
    """Where people are sent to, by kind of help, and on which day somebody asked there."""
    heading = mark("Where people are sent to who need help")
    for name, text in care.referral.items():
        where = workshop.referral.to.get(name)
        for field in lines(f"referral.to.{name}", "", where, workshop.languages, words=say.plain(text)):
            yield replace(field, heading=heading, lead=_SENT if heading else "", row=len(workshop.languages) > 1)
            heading = ""
    yield Field(
        name="referral.confirmed",
        kind="day",
        label=mark("Asked there on"),
        value=workshop.referral.confirmed.isoformat() if workshop.referral.confirmed else "",
        hint=mark(
            "The day on which somebody asked whether they take people then. Until there is one it is said as open."
        ),
    )


def painful_cases(opened: Opened) -> tuple[str, ...]:
    """The cases that are played here and that can hurt somebody who lived the like."""
    kit = opened.kit
    played = dict.fromkeys(group.case for group in opened.workshop.groups.values() if group.case in kit.cases)
    return tuple(case for case in played if case and sensitive_tags(kit, case))


# ── what is typed ───────────────────────────────────────────────────────────────────────────────────────────────────


def _change(reader: Reader, opened: Opened, now: Workshop) -> Workshop:
    people = {each: reader.number(f"people.{each}", 0, 500) or 0 for each in now.languages}
    kit = opened.kit
    groups: dict[str, Group] = {}
    replies: dict[str, str] = {}
    for name in _groups_of(now):
        size = reader.number(f"groups.{name}", 1, _MOST, needed=False)
        case = reader.one_of(f"groups.{name}.case", kit.cases, needed=False)
        if size is None:
            continue
        groups[name] = Group(case=case or None, people=size)
        known = [each.id for each in kit.responses_of(case)]
        before = (now.groups[name].case or "") if name in now.groups else ""
        if case == before and (reply := reader.one_of(f"replies.{name}", known, needed=False)):
            replies[name] = reply
    composition = reader.one_of("group", _GROUPS, needed=False)
    team = {name: reader.line(f"facilitators.{name}", most=40) for name in kit.logistics.team}
    help_there = _where_to(reader, kit.logistics.care, now)
    gone = {name: code for name, code in now.facilitators.items() if name not in kit.logistics.team}
    return replace(
        now,
        people={each: count for each, count in people.items() if count or each in now.people},
        group=_GROUPS.get(composition),
        groups=groups,
        replies=replies or "print-all",
        reads=tuple(case for case in kit.cases if reader.text(f"reads.{case}")),
        referral=help_there,
        facilitators={**{name: code for name, code in team.items() if code}, **gone},
    )


def _where_to(reader: Reader, care: Care | None, now: Workshop) -> Referral:
    """What was typed; a language that says nothing says what the first does, since most names are the same in all."""
    kinds = care.referral if care else {}
    texts = {name: text for name, text in now.referral.to.items() if name not in kinds}
    for name in kinds:
        typed = said_in(reader, f"referral.to.{name}", now.languages)
        said = in_all({each: words for each, words in typed.items() if words}, now.languages)
        if text := line_of(f"referral/to/{name}", said, now.languages, Circle.FACILITATOR):
            texts[name] = text
    return Referral(to=texts, confirmed=reader.day("referral.confirmed", needed=False))


PEOPLE_FORM = Screen("people", mark("People, groups, care"), _fields, _change)
