"""The page for a kit that cannot be read: while a file of it is being mended, and was never whole since the start.

Comes in: what is wrong. Goes out: a page that says so, that nothing is lost, and when to try again; editors see the
file, the line and what mends it. Refuses to tell anybody else what stands in a file.
"""

from flask import current_app, render_template

from trainingkit.domain.access import NOTHING, Action, may_at_all
from trainingkit.errors import ContentError, KitFaulty, Severity
from trainingkit.i18n.catalogues import messages_for
from trainingkit.i18n.problems import sentence_of
from trainingkit.web.pages import language_of_address, words_for
from trainingkit.web.policy import asking

MOST = 50
"""Problems on that page; the kit's own list has all."""


def refuse_faulty(error: ContentError) -> tuple[str, int]:
    """In the language of the address, with a status that says that it will pass."""
    language = language_of_address()
    catalogue = messages_for(language)
    problems = error.problems if _may_see() else ()
    wrong = [each for each in problems if each.severity is Severity.ERROR]
    page = render_template(
        "faulty.html",
        kit=error.kit if isinstance(error, KitFaulty) else "",
        staff=_may_see(),
        found=wrong[:MOST],
        say_problem=lambda problem: sentence_of(problem, catalogue.gettext),
        **words_for(language),
    )
    return page, 503


def _may_see() -> bool:
    if "trainingkit-desk" not in current_app.extensions:
        return False  # a library without accounts
    return may_at_all(asking(), Action.SEE_STATE, NOTHING)
