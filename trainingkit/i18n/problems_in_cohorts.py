"""What is said about tracks that stay apart, and about plans of cohorts."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    # tracks
    "apart-from-itself": Sentence(
        mark("A track apart from itself"),
        mark("The track «{track}» stands in its own `apart_from`."),
        mark("Name the other track there."),
    ),
    "track-named-like-seat": Sentence(
        mark("A name for two things"),
        mark("«{track}» is a track and also a seat or a party of «{role_play}»: `for` could mean either."),
        mark("Give the seat, the party or the track another id."),
    ),
    "hidden-from-track": Sentence(
        mark("A reference to what a track does not see"),
        mark("«{value}» is named here for all, but these tracks do not see it: {tracks}."),
        mark("Add the track to its `tracks`, or say with `for` or `track` for whom this is."),
    ),
    "fact-hidden-from-track": Sentence(
        mark("A fact that a track does not see"),
        mark("The text uses the fact «{name}», which these tracks do not see: {tracks}."),
        mark("Narrow the text with `for`, or widen that of the fact."),
    ),
    "tracks-in-one-room": Sentence(
        mark("Tracks apart in one role play"),
        mark("A party is filled from «{track}» and another from «{other}», which `kit.yaml` keeps apart."),
        mark("Fill the parties from one track, or take the other out of `apart_from`."),
    ),
    "track-missing": Sentence(
        mark("A workshop for nobody in particular"),
        mark("The kit keeps its tracks apart, and the workshop does not say whose it is."),
        mark("Add `track: …`, one of: {tracks}."),
    ),
    "day-of-another-track": Sentence(
        mark("A day of another track"),
        mark("«{day}» is for «{value}», the workshop for «{track}»."),
        mark("Take the day out, or plan a workshop of its own for it."),
    ),
}
