"""How a problem of a workshop is said on the server's pages, where nobody writes files: comes in a problem, goes out
what is wrong and what to do.

What the sentence for authors of files says is used where it says it to facilitators too; every other code that a page
of a workshop can show stands here. Refuses to name files, fields of files, addresses and commands.
"""

from collections.abc import Callable, Mapping

from trainingkit.errors import Problem
from trainingkit.i18n.catalogues import filled, mark, placeholders
from trainingkit.i18n.problems import sentence_of

_ASK = mark("Ask whoever looks after the kits to mend it.")
_TEXT = mark("Say this text otherwise, or have the kit's back.")
_CHOOSE = mark("Choose something else in its place.")

FIXES: Mapping[str, str] = {
    "nobody-takes-care": mark("Write a code for whoever takes care of people, under «Who does what»."),
    "nowhere-to-refer": mark("Prepare such a list on paper, and have it at hand."),
    "referral-missing": mark("Write a service or an organisation there; no name of a person."),
    "referral-unconfirmed": mark("Call them, then write the day."),
    "moved-facts": mark("Write each of them as it is there, or let nobody play and read this case."),
    "moved-law-missing": mark("Ask whoever looks after the kits to add it."),
    "moved-sector": mark("See whether there is a kit of that sector, or say otherwise what does not fit."),
    "moved-duty-unknown": mark("Ask a labor lawyer there, or choose another case."),
    "moved-word": mark("Write how it is said there, in all languages of the workshop."),
    "moved-word-form": mark("Ask whoever looks after the kits to add it."),
    "law-expired": mark("Print the legal review and ask a labor lawyer."),
    "edition-differs": mark("Look at what changed, then take over the new edition."),
    "workshop-of-another-kit": mark("Choose the kit again."),
    "date-outside": mark("Change the date of that day, or the first and the last day."),
    "needs-field": mark("Write both days, or none."),
    "out-of-range": mark("Change the first or the last day."),
    "track-missing": _ASK,
    "missing-minutes": mark("Write how many minutes it has."),
    "unknown-anchor": mark("Give it a clock time, or let it follow what comes before."),
    "groups-do-not-add-up": mark("Change the sizes of the groups, or the number of people."),
    "too-many-days": mark("Change the last day, or take a day out of the agenda."),
    "too-few-days": mark("Change the last day, or add a day to the agenda."),
    "two-versions": mark("Choose one version for all its places: a session is one and the same in a workshop."),
    "language-not-promised": mark("Take this language out."),
    "change-leads-nowhere": mark("Take the change back: the kit no longer has this text."),
    "missing-translation": mark("Write it in that language too."),
    "slot-in-one-language": mark("Write it in all languages, or in none."),
    "unknown-name": _CHOOSE,
    "wrong-reference": _CHOOSE,
    "wrong-value": mark("Write a figure, without the sign of the money."),
    "fact-not-local": mark("Take the value out."),
    "name-not-looked-up": mark("Look it up before you use it, or leave the invented name of the kit."),
    "name-like-real": mark("Choose another name, and look it up."),
    "look-up-too-old": mark("Look it up again before you use it."),
    "name-in-use": mark("Choose another name, and look it up."),
    "real-name": mark("Use an invented name, one that nobody has."),
    "unknown-slot": mark("Leave the words in braces as the kit has them."),
    "wrong-form": mark("Leave the words in braces as the kit has them."),
    "wrong-agreement": mark("Leave the words in braces as the kit has them."),
    "fixed-agreement": mark("Write a sentence in which nothing has to agree, or leave what the kit has in braces."),
    "po-slots": mark("Leave in each language the same words in braces."),
    "secret-fact": mark("Leave this word in braces out: it would tell people what they must not know yet."),
    "residue": mark("Use a word that is right where you are."),
    "trade-word-in-prose": mark("Leave what the kit has in braces there, or a word for every trade."),
    "loose-figure": mark("Leave the figure as the kit has it in braces, or write it in letters."),
    "money-in-prose": mark("Leave the sum as the kit has it in braces."),
    "law-in-prose": mark("Leave it to the boxes on the law, which have a source and a date."),
    "markdown-not-small": mark("Use only paragraphs, lists, and words set strong or slanted."),
    **dict.fromkeys(("core-fact-missing", "figure-only-in-short", "name-tells-secret", "too-long-aloud"), _TEXT),
    **dict.fromkeys(("for-nobody", "hidden-from-track", "fact-hidden-from-track", "fact-is-word"), _ASK),
    **dict.fromkeys(("apart-from-itself", "track-named-like-seat", "tracks-in-one-room"), _ASK),
    **dict.fromkeys(("care-missing", "role-play-incomplete", "party-without-seat", "duty-differs"), _ASK),
    **dict.fromkeys(("cycle", "label-twice", "shape-differs", "steps-not-ideal", "variant-too-deep"), _ASK),
    **dict.fromkeys(("drawing-unused", "text-differs", "blocked-url", "render-warning", "crashed"), _ASK),
    **dict.fromkeys(("stale-translation", "draft-translation"), _ASK),
    "does-not-fit": mark(
        "If you said a text of it otherwise, say it more briefly; else ask whoever looks after the kits."
    ),
    "too-many-pages": mark("Leave something out, or print its parts one by one."),
    "glyph-missing": mark("Write your own texts without such signs."),
}
"""What to do, by code, where the advice for authors of files would not help."""

SAID: Mapping[str, str] = {
    "nobody-takes-care": mark(
        "«{case}» can hurt somebody who lived the like, and nobody of the team takes care of people."
    ),
    "nowhere-to-refer": mark(
        "«{case}» can hurt somebody who lived the like, and the kit has no list of help to fill in."
    ),
    "referral-missing": mark("{cases} can hurt somebody who lived the like, and nobody said where people are sent to."),
    "referral-unconfirmed": mark("Nobody has asked yet whether the places that you name take people."),
    "moved-facts": mark("«{module}» still tells what is true in {home}, not in {country}: {count} values."),
    "moved-law-missing": mark(
        "Nobody has written down what the law of {country} says on «{topic}», which this kit uses."
    ),
    "moved-duty-unknown": mark("«{case}» counts on «{topic}»; nobody knows here whether {country} has such a duty."),
    "moved-duty-differs": mark("«{case}» counts on «{topic}», which is otherwise in {country}."),
    "moved-word": mark("How {word} is said in {country}, nobody has written down; texts of this workshop use it."),
    "moved-word-form": mark("{slot} cannot be said in {country} in the way that some texts of this workshop do."),
    "law-expired": mark(
        "What the law of {country} says on «{topic}» was to be looked at again by {date}, before this workshop. "
        "Participants will not get it as fact."
    ),
    "missing-translation": mark("A text is missing in one language."),
    "stale-translation": mark("A text of it was changed, and its translation not yet."),
    "draft-translation": mark("A translation in it is a draft that nobody has confirmed."),
    "does-not-fit": mark("{document}: a part of it is too long for its pages."),
    "text-differs": mark("{document}: letters were lost or doubled on its pages, so it is not given out."),
    "too-many-pages": mark("{document} has more pages than can be made at once."),
    "glyph-missing": mark("{document} holds signs that the fonts do not have."),
    "blocked-url": mark("{document} asks for something that is not part of the program."),
    "render-warning": mark("{document} could not be set as it should be."),
    "crashed": mark("{document} could not be set: the typesetter broke down."),
    "workshop-of-another-kit": mark("The workshop says that it is of another kit than this one."),
    "date-outside": mark("The date {value} of one day does not lie between {from} and {to}."),
    "needs-field": mark("Only one of the first and the last day is said."),
    "out-of-range": mark("A workshop cannot be on these days: {value}."),
    "too-few-days": mark("The agenda has only {days} days, but from {from} to {to} there are {dates}."),
    "track-missing": mark(
        "The kit trains groups that never meet, and the workshop does not say which of them it is for."
    ),
    "day-of-another-track": mark("The day «{day}» is for other people than this workshop."),
    "two-versions": mark("One session stands in the agenda in two versions: {versions}."),
    "change-leads-nowhere": mark("A text that this workshop says otherwise is no longer in the kit."),
    "slot-in-one-language": mark("What stands in braces as «{name}» is in one language only."),
    "unknown-name": mark("The kit has no «{value}» any more."),
    "wrong-reference": mark("Something in the agenda is called «{value}», which is nothing that can stand there."),
    "wrong-value": mark("«{value}» is no figure."),
    "fact-not-local": mark("The value «{name}» is the same everywhere, so a workshop cannot say it otherwise."),
    "real-name": mark("«{said}» is the name of somebody or something real: {name}. An invented story may not name it."),
    "unknown-slot": mark("Between braces stands a word that the program does not know: {slot}."),
    "wrong-form": mark("Between braces stands a form that the word does not have: {slot}."),
    "wrong-agreement": mark("Between braces stand endings that cannot agree: {slot}."),
    "secret-fact": mark("The text tells «{name}» to people who must not know it yet."),
    "residue": mark("«{found}» is said in {pack}, not here (text in: {language})."),
    "name-tells-secret": mark("«{value}» shares the word «{word}» with what only facilitators read."),
    "core-fact-missing": mark("One length of this case no longer tells something that people need: {facts}."),
    "figure-only-in-short": mark("One length of this case tells figures that the whole case does not: {facts}."),
    "markdown-not-small": mark("The text holds something that cannot be printed there."),
    "loose-figure": mark("The figure «{found}» stands in a text, where it cannot follow the case."),
    "money-in-prose": mark("«{found}» is a sum of money; another country has another currency."),
    "law-in-prose": mark("«{found}» names a law; what the law says differs by country and changes."),
    "trade-word-in-prose": mark("«{found}» belongs to one trade or country; the text could not be used in another."),
    "edition-differs": mark("The workshop was planned with edition {value} of the kit, which has changed since."),
    "shape-differs": mark("As this workshop uses the kit, a case could be told from the others by its looks."),
    "care-missing": mark("This can hurt somebody who lived the like, and the kit has no note on care for it."),
    "role-play-incomplete": mark("A part of the role play is missing. Without it, it does harm or teaches nothing."),
    **dict.fromkeys(
        ("for-nobody", "hidden-from-track", "fact-hidden-from-track"),
        mark("As this workshop uses the kit, a text would reach nobody, or the wrong people."),
    ),
    **dict.fromkeys(
        ("apart-from-itself", "track-named-like-seat", "tracks-in-one-room"),
        mark("As this workshop uses the kit, people would meet whom it keeps apart."),
    ),
}
"""What is wrong, where the sentence for authors names what only files have."""


def on_page(problem: Problem, say: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong and how to mend it."""
    message, fix = sentence_of(problem, say)
    if own := SAID.get(problem.code):
        text = say(own)
        details = {**problem.details, "count": str(len(problem.details.get("facts", "").split(", ")))}
        message = filled(text, {name: details.get(name, "") for name in placeholders(text)})
    return message, say(FIXES[problem.code]) if problem.code in FIXES else fix
