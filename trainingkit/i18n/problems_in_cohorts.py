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
    # what a plan says
    "order-without-track": Sentence(
        mark("A track that is never anybody's turn"),
        mark("«{track}» has a goal, but does not stand in `order`."),
        mark("Add it where its turn is, or delete `order`: the kit has one."),
    ),
    "order-differs": Sentence(
        mark("Another order than the kit's"),
        mark("The kit trains these tracks in this order: {order}."),
        mark("Keep yours if you mean it, or delete `order`."),
    ),
    "date-outside": Sentence(
        mark("A date outside"),
        mark("{value} does not lie between {from} and {to}."),
        mark("Correct the date, or `from` and `to`."),
    ),
    "dates-out-of-order": Sentence(
        mark("Dates out of order"),
        mark("The dates of the days are not one after the other."),
        mark("Give each day a later date than the one before."),
    ),
    "no-days": Sentence(
        mark("No day with work"),
        mark("Every day from {from} to {to} is `closed`."),
        mark("Open some of them, or change `from` and `to`."),
    ),
    "no-trainers": Sentence(
        mark("Nobody to train"), mark("The plan has no trainers."), mark("Add at least one: `t1: {days: all}`.")
    ),
    "no-rooms": Sentence(
        mark("Nowhere to train"), mark("The plan has no rooms."), mark("Add at least one: `canteen: 28`.")
    ),
    "shift-too-long": Sentence(
        mark("A shift that nobody works"),
        mark("«{shift}» goes from {from} to {to}: more than {most} hours."),
        mark("Correct its hours; a shift over midnight ends at an earlier clock time than it begins."),
    ),
    "break-outside-shift": Sentence(
        mark("A break outside its shift"),
        mark("«{break}» ({at}) does not lie within «{shift}», from {from} to {to}."),
        mark("Correct one of the two."),
    ),
    "breaks-overlap": Sentence(
        mark("Two breaks at once"),
        mark("Breaks of «{shift}» overlap."),
        mark("Correct their hours, or make them one."),
    ),
    "shifts-overlap": Sentence(
        mark("Two shifts on one line"),
        mark("«{shift}» and «{other}» work {minutes} minutes at the same time, both on: {lines}."),
        mark("Correct the hours of one, or give the lines names of their own."),
    ),
    "room-too-small": Sentence(
        mark("A room for no group"),
        mark("«{room}» takes {capacity} people; the smallest group has {least}."),
        mark("Leave the room out, or allow smaller groups."),
    ),
    "no-room-for-track": Sentence(
        mark("A track without a room"),
        mark("The smallest group of «{track}» has {least} people; the largest room takes {capacity}."),
        mark("Find a larger room, or allow smaller groups for this track under `group: tracks`."),
    ),
    "goal-without-people": Sentence(
        mark("A goal without people"),
        mark("«{track}» has a goal, but `headcount` counts nobody of it."),
        mark("Count them, or delete the goal."),
    ),
    "people-without-goal": Sentence(
        mark("People without a goal"),
        mark("`headcount` counts people of «{track}», for whom there is no goal."),
        mark("Add one: `0%` says that they are not trained."),
    ),
    "nobody-to-train": Sentence(
        mark("Nobody to reach"), mark("Every goal is 0%."), mark("Say how many of which track are to be reached.")
    ),
    "release-without-lines": Sentence(
        mark("A share of no line"),
        mark("At most {share}% of a line may be away, but everybody is counted under `all`, on no line."),
        mark("Count people by line, or say under `release: tracks` how much of a track may be away."),
    ),
    "track-without-agenda": Sentence(
        mark("A track with nothing to do"),
        mark("The agenda of the kit has no day with minutes for «{track}»."),
        mark("Add a day with `track: {track}` to `agenda.yaml`."),
    ),
    "shift-too-short": Sentence(
        mark("A session that does not fit into its shift"),
        mark(
            "A session of «{track}» takes {minutes} minutes ({items}); «{shift}» has {longest} minutes at the most "
            "without a break."
        ),
        mark("Split it with `pieces: {longest}`, shorten the agenda of the track, or move a break."),
    ),
    "piece-too-long": Sentence(
        mark("An item longer than a piece"),
        mark("{items} takes {minutes} minutes; sessions of «{shift}» are to last {pieces} at the most."),
        mark("Allow longer pieces, or give the agenda a shorter version of this session."),
    ),
    "nobody-leads-so-long": Sentence(
        mark("A session that nobody leads"),
        mark("A session of «{track}» takes {minutes} minutes; no trainer leads more than {most} in a day."),
        mark("Write `minutes` for a trainer who does, or split the session with `pieces` in its shift."),
    ),
    # why a plan cannot be
    "goal-out-of-reach": Sentence(
        mark("A goal out of reach"),
        mark("«{track}»: to reach the goal {wanted} people have to be invited; a timetable was found for {reached}."),
        mark("See what is short, or lower the goal."),
    ),
    "too-few-trainers": Sentence(
        mark("Trainers are short"),
        mark("There are {now} trainers. With {needed} there is a timetable."),
        mark("Find more trainers."),
    ),
    "needs-more-days": Sentence(
        mark("Days are short"),
        mark("There are {now} days. With {needed} there is a timetable."),
        mark("End later, or begin earlier."),
    ),
    "too-few-rooms": Sentence(
        mark("Rooms are short"),
        mark("There are {now} rooms. With {needed} there is a timetable."),
        mark("Find more rooms, each for a whole group."),
    ),
    "release-too-small": Sentence(
        mark("Too few may be away at once"),
        mark("{now}% of a line may be away at the same time. With {needed}% there is a timetable."),
        mark("Ask for a greater share."),
    ),
    "release-of-track-too-small": Sentence(
        mark("Too few of a track may be away at once"),
        mark("{now}% of «{track}» may be away at the same time. With {needed}% there is a timetable."),
        mark("Ask for a greater share."),
    ),
    "group-too-large": Sentence(
        mark("Groups are too large"),
        mark("The smallest group has {now} people. With {needed} there is a timetable."),
        mark("Allow smaller groups."),
    ),
    "group-of-track-too-large": Sentence(
        mark("Groups of a track are too large"),
        mark("The smallest group of «{track}» has {now} people. With {needed} there is a timetable."),
        mark("Allow smaller groups of this track."),
    ),
    "only-together": Sentence(
        mark("Only several changes together"),
        mark("No change alone is enough. These are, all together: {changes}."),
        mark("Change all of them, or lower the goal."),
    ),
    "nothing-would-do": Sentence(
        mark("No change would do"),
        mark("Neither more trainers, rooms and days nor other shares and sizes give a timetable."),
        mark("Look at the hours of the shifts and at the length of the sessions."),
    ),
    "search-cut-off": Sentence(
        mark("A search that was cut off"),
        mark("No timetable was found in time; whether there is one is not known."),
        mark("Make the question smaller: fewer days or trainers, or one track after the other."),
    ),
    # what to look at in a timetable
    "cohort-below-minimum": Sentence(
        mark("A small cohort"),
        mark("{cohort} has {people} people; the smallest group has {least}, but «{shift}» has no more of this track."),
        mark("Nothing, if the session works with so few; else plan them with another shift."),
    ),
    "nobody-in-reserve": Sentence(
        mark("Nobody left to make up for others"),
        mark("Everybody of «{track}» is invited ({shifts}). If {come}% come, the goal of {goal}% is not reached."),
        mark("Plan one more session for those who did not come, once you know how many they are."),
    ),
    # who came
    "came-to-no-cohort": Sentence(
        mark("Attendance of nobody"),
        mark("«{value}» is no cohort of this plan's timetable."),
        mark("Look up the code in the timetable; when a plan changes, its cohorts change too."),
    ),
    "more-came-than-there-are": Sentence(
        mark("More came than there are"),
        mark("Of «{line}» ({shift}) {came} people came; there are {people}."),
        mark("Correct the numbers of the registers, or the headcount."),
    ),
}
