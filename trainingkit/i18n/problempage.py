"""The reference page of problems, `docs/problems.md`: comes in the table of sentences, goes out Markdown, a heading a
code."""

from collections.abc import Mapping

from trainingkit.i18n.catalogues import messages_for
from trainingkit.i18n.problems_in_cohorts import SENTENCES as IN_COHORTS
from trainingkit.i18n.problems_in_documents import SENTENCES as IN_DOCUMENTS
from trainingkit.i18n.problems_in_fiction import SENTENCES as IN_FICTION
from trainingkit.i18n.problems_in_fields import SENTENCES as IN_FIELDS
from trainingkit.i18n.problems_in_files import SENTENCES as IN_FILES
from trainingkit.i18n.problems_in_fit import SENTENCES as IN_FIT
from trainingkit.i18n.problems_in_forms import SENTENCES as IN_FORMS
from trainingkit.i18n.problems_in_kits import SENTENCES as IN_KITS
from trainingkit.i18n.problems_in_language import SENTENCES as IN_LANGUAGE
from trainingkit.i18n.problems_in_packs import SENTENCES as IN_PACKS
from trainingkit.i18n.problems_in_reuse import SENTENCES as IN_REUSE
from trainingkit.i18n.problems_in_words import SENTENCES as IN_WORDS
from trainingkit.i18n.problems_in_workshops import SENTENCES as IN_WORKSHOPS
from trainingkit.i18n.sentence import Sentence

_HEAD = """\
<!-- Made by `make docs` from trainingkit/i18n. Do not edit. -->

# Problems

What `trainingkit kits check` and `build` say about content, by code. Names in braces are filled with what was found.
"""

_PARTS: tuple[tuple[str, Mapping[str, Sentence]], ...] = (
    ("Files, drawings, catalogs", IN_FILES),
    ("Fields, names, references", IN_FIELDS),
    ("Texts of a kit", IN_KITS),
    ("How texts are written", IN_LANGUAGE),
    ("Invented cases and role plays", IN_FICTION),
    ("Words of a kit", IN_WORDS),
    ("Countries and sectors", IN_PACKS),
    ("Workshops", IN_WORKSHOPS),
    ("Reuse", IN_REUSE),
    ("Tracks and cohorts", IN_COHORTS),
    ("Fitting a kit to a time", IN_FIT),
    ("Documents", IN_DOCUMENTS),
    ("Forms of the server's pages", IN_FORMS),
)


def problem_page() -> str:
    """The whole page."""
    say = messages_for("en").gettext
    parts = [_HEAD.rstrip("\n")]
    for title, sentences in _PARTS:
        parts.append(f"## {title}")
        for code in sorted(sentences):
            said = sentences[code]
            fix = f"{say(said.fix)} ({say(said.near)})" if said.near else say(said.fix)
            parts += [f"### {code}", f"**{say(said.title)}.** {say(said.message)}", f"How to fix it: {fix}"]
    return "\n\n".join(parts) + "\n"
