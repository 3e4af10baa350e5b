"""How a problem of a workshop is mended on the server's pages, where nobody writes files: comes in a problem, goes out
what is wrong and what to do, as `problems.sentence_of` says it but for the advice.

Refuses to say otherwise what is wrong; it leaves out what only files have.
"""

from collections.abc import Callable, Mapping

from trainingkit.errors import Problem
from trainingkit.i18n.catalogues import filled, mark, placeholders
from trainingkit.i18n.problems import sentence_of

FIXES: Mapping[str, str] = {
    "nobody-takes-care": mark("Write a code for whoever takes care of people, under «Who does what»."),
    "nowhere-to-refer": mark("Prepare such a list on paper, and have it at hand."),
    "referral-missing": mark("Write a service or an organisation there; no name of a person."),
    "referral-unconfirmed": mark("Call them, then write the day."),
    "moved-facts": mark("Write each of them as it is there, or let nobody play and read this case."),
    "moved-law-missing": mark("Ask whoever looks after the kits to add it."),
    "moved-sector": mark("See whether there is a kit of that sector, or say otherwise what does not fit."),
    "moved-duty-unknown": mark("Ask a labor lawyer there, or choose another case."),
    "moved-word": mark("Ask whoever looks after the kits to add it."),
    "moved-word-form": mark("Ask whoever looks after the kits to add it."),
    "law-expired": mark("Print the legal review and ask a labor lawyer."),
    "edition-differs": mark("Look at what changed, then take over the new edition."),
    "missing-minutes": mark("Write how many minutes it has."),
    "unknown-anchor": mark("Give it a clock time, or let it follow what comes before."),
    "groups-do-not-add-up": mark("Change the sizes of the groups, or the number of people."),
    "too-many-days": mark("Change the last day, or take a shorter agenda."),
    "too-few-days": mark("Change the last day."),
    "language-not-promised": mark("Take this language out."),
    "change-leads-nowhere": mark("Take the change back: the kit no longer has this text."),
    "unknown-name": mark("Choose something else in its place."),
}
"""What to do, by code, where the advice for authors of files would not help."""

SAID: Mapping[str, str] = {
    "nobody-takes-care": mark(
        "«{case}» can hurt somebody who lived the like, and nobody of the team takes care of people."
    ),
    "moved-facts": mark("«{module}» still tells what is true in {home}, not in {country}: {count} values."),
}
"""What is wrong, where the sentence for authors names fields of files."""


def on_page(problem: Problem, say: Callable[[str], str]) -> tuple[str, str]:
    """What is wrong and how to mend it."""
    message, fix = sentence_of(problem, say)
    if own := SAID.get(problem.code):
        text = say(own)
        details = {**problem.details, "count": str(len(problem.details.get("facts", "").split(", ")))}
        message = filled(text, {name: details.get(name, "") for name in placeholders(text)})
    return message, say(FIXES[problem.code]) if problem.code in FIXES else fix
