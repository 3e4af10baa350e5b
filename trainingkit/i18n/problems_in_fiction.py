"""What is said about invented cases: real names in them, names that nobody looked up, their three lengths, role plays
that are not whole, and care."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "real-name": Sentence(
        mark("A real name in an invented case"),
        mark("«{said}» is {kind}: {name} (language: {language}). An invented case may not name it."),
        mark(
            "Invent a name and look it up. Where the truth is told on purpose, say `real: yes` at the fact, or tell it "
            "in `key/record`."
        ),
    ),
    "name-not-looked-up": Sentence(
        mark("An invented name that nobody looked up"),
        mark("Nobody has written down whether «{name}» is the name of a real firm or organization."),
        mark("Look it up, then add it to `names` of this file with the day (`on`), `where`, and what was `found`."),
    ),
    "look-up-too-old": Sentence(
        mark("A name that was looked up long ago"),
        mark("«{name}» was looked up on {on}; that is too long before {year}."),
        mark("Look it up again and write the new date."),
    ),
    "name-in-use": Sentence(
        mark("An invented name that is in use"),
        mark("By its look-up «{name}» is the name of somebody real: {note}."),
        mark("Choose another name, look that up, and change it here and in the fact."),
    ),
    "name-like-real": Sentence(
        mark("A name too like a real one"),
        mark("«{name}» reads or sounds almost like «{other}»."),
        mark("Choose another name; if it must stay, look it up and write `found: similar`."),
    ),
    "figure-only-in-short": Sentence(
        mark("A figure that the whole case does not hold"),
        mark("The length `{length}` tells figures that the whole case does not: {facts}."),
        mark("Tell them in `full` or in an exhibit too, or leave them out here."),
    ),
    "too-long-aloud": Sentence(
        mark("Too long to listen to"),
        mark("Read aloud this takes about {seconds} seconds (language: {language}); people listen for {most}."),
        mark("Shorten it, or cut it into two blocks with a pause between."),
    ),
    "role-play-incomplete": Sentence(
        mark("A part of a role play is missing"),
        mark("There is nothing in `{missing}`. A role play without it does harm, or teaches nothing."),
        mark("Write at least one entry."),
    ),
    "party-without-seat": Sentence(
        mark("A party that nobody plays"),
        mark("The party «{party}» has no seat, so nobody gets its brief."),
        mark("Add a seat for it, or take the party away."),
    ),
    "care-missing": Sentence(
        mark("A painful matter without a note on care"),
        mark("This is about {tags}; somebody in the room may have lived through it. There is no `care`."),
        mark("Write `care`: what to say before, who should not play, what to do if somebody breaks down."),
    ),
    "nobody-takes-care": Sentence(
        mark("Nobody takes care"),
        mark(
            "This group plays «{case}» ({tags}), and nobody in the team of the workshop takes care of people. In the "
            "kit that is: {who}."
        ),
        mark("Name `care: {who: …}` in `logistics.yaml`, and that person among the workshop's `facilitators`."),
    ),
    "nowhere-to-refer": Sentence(
        mark("No list of where to turn to"),
        mark("This group plays «{case}» ({tags}), and the kit prints no list of help to fill in."),
        mark("Add `care: {referral: …}` in `logistics.yaml`; names and telephones are written on paper."),
    ),
    "referral-missing": Sentence(
        mark("Nobody said where to turn to"),
        mark(
            "This can hurt somebody who lived the like: {cases}. The workshop names no place that people are sent to."
        ),
        mark("Write under `referral: {to: …}` a service or an organisation for a kind of help; no name of a person."),
    ),
    "referral-unconfirmed": Sentence(
        mark("Nobody asked whether they take people"),
        mark("The workshop says where people are sent to, and on no day somebody asked there whether they take them."),
        mark("Call them, then write the day under `referral: {confirmed: …}`."),
    ),
}
