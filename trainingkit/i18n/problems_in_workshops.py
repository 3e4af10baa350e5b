"""What is said about a workshop, its days and its groups."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "workshop-of-another-kit": Sentence(
        mark("A workshop of another kit"),
        mark("The workshop is of the kit «{value}», but lies with «{expected}»."),
        mark("Correct `kit`, or move the file."),
    ),
    "edition-differs": Sentence(
        mark("Another edition than the kit's"),
        mark("The workshop was planned with edition {value}; the kit is now edition {expected}."),
        mark("Look at what changed, then write the edition you mean."),
    ),
    "too-many-days": Sentence(
        mark("More days than dates"),
        mark("The agenda has {days} days, but from {from} to {to} there are only {dates}."),
        mark("Change the dates, or give the workshop an agenda of its own."),
    ),
    "too-few-days": Sentence(
        mark("More dates than days"),
        mark("The agenda has only {days} days, but from {from} to {to} there are {dates}."),
        mark("Change the dates, or give the workshop an agenda of its own."),
    ),
    "missing-minutes": Sentence(
        mark("Nobody knows how long it takes"),
        mark("«{item}» of «{day}» does not say its minutes."),
        mark("Add `minutes`."),
    ),
    "unknown-anchor": Sentence(
        mark("A clock time that the workshop does not give"),
        mark(
            "«{item}» of «{day}» is tied to the clock time «{anchor}», which the workshop does not give. It "
            "gives: {known}."
        ),
        mark("Add it under `anchors` of the workshop."),
    ),
    "below-minimum": Sentence(
        mark("Less than the minimum"),
        mark("«{session}» has {minutes} minutes on «{day}»; it needs {minimum}, and {ideal} would be good."),
        mark("Give it more time, or leave it out."),
    ),
    "above-maximum": Sentence(
        mark("More than the maximum"),
        mark("«{session}» has {minutes} minutes on «{day}»; it makes sense up to {maximum}."),
        mark("Use the time for something else."),
    ),
    "anchor-before-day": Sentence(
        mark("Before the day begins"),
        mark("«{item}» is set for {anchored_at}, but «{day}» begins at {starts_at}."),
        mark("Change the hour of one of the two."),
    ),
    "anchor-conflict": Sentence(
        mark("Something else still runs at that hour"),
        mark(
            "«{item}» is set for {anchored_at}, but «{other}» runs until {other_ends_at}: {minutes} minutes "
            "too long. Longer than their minimum: {culprits}."
        ),
        mark("Shorten what comes before, move something, or change the hour."),
    ),
    "day-overrun": Sentence(
        mark("The day is too short"),
        mark(
            "«{day}» ends at {ends_at}, {minutes} minutes after {limit}. {can_save} minutes can be saved by "
            "shortening: {culprits}."
        ),
        mark("Shorten these, leave something out, or end the day later."),
    ),
    "wrong-order": Sentence(
        mark("In the wrong order"),
        mark("«{session}» on «{day}» comes before «{other}», which has to come first (now on «{other_day}»)."),
        mark("Change their order in the agenda."),
    ),
    "missing-prerequisite": Sentence(
        mark("What has to come first is missing"),
        mark("«{session}» on «{day}» needs «{other}» before it, which is not in the agenda."),
        mark("Add it to the agenda, or leave this session out."),
    ),
    "groups-do-not-add-up": Sentence(
        mark("The groups do not add up"),
        mark("The groups hold {groups} people, the workshop has {people}."),
        mark("Change the sizes of the groups, or `people`."),
    ),
    "group-too-small": Sentence(
        mark("A group too small for its role play"),
        mark("«{group}» has {people} people for {seats} seats of «{role_play}»; nobody plays: {empty}."),
        mark("Make the group bigger, or give it another case."),
        near=mark("Make the group bigger, or give it a case that fits its size: {nearest}."),
    ),
    "hour-left-out": Sentence(
        mark("An hour that the clock leaves out"),
        mark("On {day} there is no {time} in {zones}: the clock is put forward over it."),
        mark("If the workshop is there, write the hour before or after, whichever is meant."),
    ),
}
