"""A new workshop from four answers: comes in a kit and what was answered, goes out a `Workshop` that builds at once.

What nobody was asked is taken from the kit's own example where it has one, else from its sample; hours and meals move
as far as the agenda needs. Refuses to ask for anybody's name, and to choose a place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from math import ceil

from trainingkit.content.library import Reading
from trainingkit.domain.agenda import Schedule, agenda_of, schedule
from trainingkit.domain.clock import as_minutes, as_time
from trainingkit.domain.kit import Kit
from trainingkit.domain.overlay import for_workshop
from trainingkit.domain.text import Audience, Circle, Form, Status, Text, Translation, UnitId
from trainingkit.domain.tracks import keeps_apart
from trainingkit.domain.workshop import SAMPLE_GROUPS, Group, Workshop, sample_of
from trainingkit.errors import NotFound

OWN = "own"
"""The id of every workshop that is kept in a database: its address begins with it, whatever its row is called."""
SPOKEN = ("es", "en")
"""The languages that a new workshop has where its kit does."""
PEOPLE = (2, 240)
"""The fewest and the most people that can be asked for; six groups of forty."""
_SMALL, _LARGE = 6, 12
"""How many people make a group."""
_LATEST = 23 * 60
_STEP = 5
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """What a card stands for: a kit, one of its variants, one of its tracks where they never meet."""

    kit: str
    variant: str = ""
    track: str = ""

    @property
    def name(self) -> str:
        """As it stands in a form: `san-salvador`, `san-salvador.one-day`, `plant..workers`."""
        return f"{self.kit}.{self.variant}.{self.track}".rstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The four answers, and for which kit."""

    choice: Choice
    title: str
    first: date
    people: int
    country: str


def parse_choice(said: str) -> Choice:
    """The card that a form names. Raises NotFound for what can be none."""
    kit, variant, track = (*said[:200].split("."), "", "")[:3]
    if said.count(".") > 2 or not kit:
        raise NotFound("no-such-kit", name=said[:200])
    return Choice(kit, variant, track)


def choices_of(kit: Kit) -> Iterator[Choice]:
    """Everything that a workshop can be begun from, of one kit."""
    for variant in ("", *kit.variants):
        for track in kit.about.tracks if keeps_apart(kit) else ("",):
            yield Choice(kit.id, variant, track)


def sample_for(kit: Kit, choice: Choice) -> tuple[Kit, Workshop]:
    """The kit as this card uses it, and its sample there."""
    if choice not in choices_of(kit):
        raise NotFound("no-such-kit", name=choice.name)
    bare = replace(sample_of(kit, choice.track or None), variant=choice.variant or None)
    used = for_workshop(kit, bare)
    sample = replace(sample_of(used, choice.track or None), variant=choice.variant or None)
    return used, sample


def new_workshop(reading: Reading, kit: Kit, answers: Answers) -> Workshop:
    """The workshop that four answers make. Raises NotFound for a card or a country that is not there."""
    if answers.country not in kit.shared.countries:
        raise NotFound("no-such-country", name=answers.country)
    used, sample = sample_for(kit, answers.choice)
    model = _example(reading, used, answers.choice) or sample
    languages = languages_for(kit)
    days = len(agenda_of(used, sample).days)
    begun = Workshop(
        id=OWN,
        kit=kit.id,
        edition=kit.about.edition,
        variant=sample.variant,
        track=sample.track,
        title=line_of("title", dict.fromkeys(languages, answers.title), languages),
        from_=answers.first,
        to=answers.first + timedelta(days=max(0, days - 1)),
        country=answers.country,
        languages=languages,
        hours=model.hours,
        anchors={**sample.anchors, **model.anchors},
        people={languages[0]: answers.people},
        groups=shared_out(model.groups, answers.people),
        reads=model.reads,
    )
    return with_room(kit, begun)


def languages_for(kit: Kit) -> tuple[str, ...]:
    """Spanish and English where the kit has them, its own language first."""
    own, spoken = kit.about.language, [each for each in SPOKEN if each in kit.about.languages]
    return tuple(sorted(spoken, key=lambda each: each != own)) or (own,)


def line_of(
    field: str, said: Mapping[str, str], languages: tuple[str, ...], circle: Circle = Circle.EVERYONE
) -> Text | None:
    """A line of the workshop in its languages, at the address of its field; None where none says anything. A language
    that says nothing is missing."""
    words = {language: " ".join(said.get(language, "").split()) for language in languages}
    return text_of(field, {language: each for language, each in words.items() if each}, languages, circle, Form.LINE)


def text_of(field: str, said: Mapping[str, str], languages: tuple[str, ...], circle: Circle, form: Form) -> Text | None:
    """A text of the workshop at the address of its field."""
    if not said:
        return None
    first = next((language for language in languages if language in said), next(iter(said)))
    others = {language: Translation(each, Status.TRANSLATED) for language, each in said.items() if language != first}
    return Text(UnitId(f"workshops/{OWN}/{field}"), said[first], first, Audience(circle), form, others)


# ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _example(reading: Reading, used: Kit, choice: Choice) -> Workshop | None:
    """The kit's own workshop to start from: one that uses it in the same way, with groups that play its cases."""
    for each in reading.workshops.values():
        same = ((each.variant or ""), (each.track or "")) == (choice.variant, choice.track)
        cases = [group.case for group in each.groups.values()]
        if same and each.agenda is None and cases and all(case in used.cases for case in cases):
            return each
    return None


def shared_out(model: Mapping[str, Group], people: int) -> Mapping[str, Group]:
    """The people in groups: as many as the model has, fewer where they would be too small, more where too large."""
    if not model:
        return {}
    least, most = ceil(people / _LARGE), max(1, people // _SMALL)
    count = min(max(least, min(len(model), most)), len(SAMPLE_GROUPS))
    cases = [group.case for group in model.values()]
    names = list(dict.fromkeys((*model, *SAMPLE_GROUPS)))[:count]
    shares = [people // count + (place < people % count) for place in range(count)]
    return {
        name: Group(case=cases[place % len(cases)], people=shares[place])
        for place, name in enumerate(names)
        if shares[place]
    }


# ── hours ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def with_room(kit: Kit, workshop: Workshop) -> Workshop:
    """The workshop with meals as late and days as long as its agenda needs: what a kit's example has of hours was made
    for its own number of cases."""
    used = for_workshop(kit, workshop)
    for _ in range(_TRIES):
        found = schedule(used, workshop)
        late = _late_meals(workshop, found)
        if not late:
            break
        workshop = replace(workshop, anchors={**workshop.anchors, **late})
    ends = max((day.end for day in schedule(used, workshop).days), default=0)
    if ends > as_minutes(workshop.hours.to) and ends <= _LATEST:
        workshop = replace(workshop, hours=replace(workshop.hours, to=as_time(_rounded(ends))))
    return workshop


def _late_meals(workshop: Workshop, found: Schedule) -> dict[str, time]:
    """The clock times that come too early, with when they could be."""
    late: dict[str, time] = {}
    for problem in found.problems:
        if problem.code != "anchor-conflict":
            continue
        day = next(each for each in found.days if each.id == problem.details["day"])
        slots = {slot.item: slot for slot in day.slots}
        slot = slots[problem.details["item"]]
        needed = _rounded(slot.start + int(problem.details["minutes"]))
        for name, at in workshop.anchors.items():
            if as_minutes(at) == slot.start and needed <= _LATEST:
                late[name] = max(late.get(name, time()), as_time(needed))
    return late


def _rounded(minutes: int) -> int:
    return -(-minutes // _STEP) * _STEP
