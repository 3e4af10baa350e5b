"""What people said of a workshop, carried into one that was begun from another kit or variant: comes in both, goes out
the second with everything of the first that it has a place for.

Refuses to carry values of facts into another kit, which has its own.
"""

from collections.abc import Mapping
from dataclasses import replace

from trainingkit.domain.kit import Kit
from trainingkit.domain.moving import with_facts
from trainingkit.domain.overlay import text_paths
from trainingkit.domain.text import Text
from trainingkit.domain.workshop import Group, Referral, Workshop


def carried(workshop: Workshop, begun: Workshop, kit: Kit) -> Workshop:
    """`begun`, a workshop of `kit`, with what `workshop` says that it has a place for. Its groups, agenda, dates and
    hours are those of `begun`."""
    addresses = {str(text.unit) for _, text in text_paths(kit)} if workshop.change else set()
    languages = tuple(each for each in workshop.languages if each in kit.about.languages) or begun.languages
    same = workshop.kit == kit.id
    blanks = {name for case in kit.cases.values() for name, fact in case.facts.items() if fact.blank is not None}
    return replace(
        begun,
        title=workshop.title,
        place=workshop.place,
        brand=workshop.brand,
        sector=workshop.sector if workshop.sector != kit.about.sector else None,
        paper=workshop.paper,
        timezone=workshop.timezone,
        languages=languages,
        people={each: count for each, count in workshop.people.items() if each in languages} or begun.people,
        group=workshop.group,
        facilitators={name: code for name, code in workshop.facilitators.items() if name in kit.logistics.team},
        referral=_referral(workshop, kit),
        change={unit: text for unit, text in workshop.change.items() if unit in addresses},
        values={name: text for name, text in workshop.values.items() if name in blanks},
        words=workshop.words,
        facts={unit: each for unit, each in workshop.facts.items() if same and unit in with_facts(kit)},
    )


def _referral(workshop: Workshop, kit: Kit) -> Referral:
    """Where people are sent to, as far as the other kit knows the kind of help."""
    kinds: Mapping[str, Text] = kit.logistics.care.referral if kit.logistics.care else {}
    kept = {name: text for name, text in workshop.referral.to.items() if name in kinds}
    return replace(workshop.referral, to=kept)


def with_cases(groups: Mapping[str, Group], chosen: Mapping[str, Group]) -> dict[str, Group]:
    """The groups with the cases of others, in turn."""
    cases = list(dict.fromkeys(group.case for group in chosen.values())) or [None]
    return {name: replace(group, case=cases[place % len(cases)]) for place, (name, group) in enumerate(groups.items())}
