"""What is said when no agenda fits into a time."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "no-agenda-fits": Sentence(
        mark("Not enough time for what must be kept"),
        mark(
            "What must be kept of this kit does not fit into {minutes} minutes (days: {days}). The least time is"
            " {smallest} minutes. It holds the core sessions ({core}), what they and the cycle of a case need besides"
            " ({others}), and {pauses} minutes of pauses. The cycle goes through: {cycle}."
        ),
        mark("Ask for as much, for another number of days, or give core sessions a shorter version."),
    ),
    "never-fits": Sentence(
        mark("What must be kept fits into no time"),
        mark(
            "Not even {days} days of {hours} hours hold what must be kept of this kit. Required, but not in its own"
            " agenda: {missing}."
        ),
        mark("Add it to the kit's agenda, mend rings of prerequisites, or look at `requires` and `priority`."),
    ),
}
