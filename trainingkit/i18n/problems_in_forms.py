"""What is said about what people type into forms."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "form-empty": Sentence(
        mark("A field is empty"), mark("This is still missing."), mark("Write it here: nothing can be done without it.")
    ),
    "form-too-long": Sentence(
        mark("More letters than a field takes"),
        mark("These are {count} letters; there is room for {most}."),
        mark("Say it more briefly."),
    ),
    "form-date": Sentence(
        mark("No date"),
        mark("That is no date."),
        mark("Write year, month and day with hyphens. Today is {today}."),
    ),
    "form-date-unclear": Sentence(
        mark("A date that could be two"),
        mark("That could be two days."),
        mark("Write {one} or {other}."),
    ),
    "form-year": Sentence(
        mark("A year far away"),
        mark("The year has to lie between {least} and {most}."),
        mark("Look at the year. Today is {today}."),
    ),
    "form-time": Sentence(
        mark("No clock time"), mark("That is no clock time."), mark("Write hours and minutes, for example 08:30.")
    ),
    "form-number": Sentence(
        mark("No number of that size"),
        mark("That is no number from {least} to {most}."),
        mark("Write it in digits, without anything else."),
    ),
    "form-figure": Sentence(
        mark("No figure"),
        mark("That is no figure."),
        mark("Write it in digits, with a point before decimals and without the sign of the money."),
    ),
    "form-word": Sentence(
        mark("A word without its article or its plural"),
        mark("Texts need it with its article, for one and for several."),
        mark("Write it like this: {example}"),
    ),
    "form-price": Sentence(
        mark("No price"), mark("That is no price."), mark("Write what one side costs, for example 0.05.")
    ),
    "form-picture-kind": Sentence(
        mark("A file that is no picture of a kind that can be used"),
        mark("This is no picture in PNG, JPEG or WebP."),
        mark("Save it in one of these kinds, and choose it again: HEIC of a telephone, SVG and PDF cannot be used."),
    ),
    "form-picture-damaged": Sentence(
        mark("A damaged picture"),
        mark("This picture is damaged."),
        mark("Open it, save it anew as PNG, and choose it again."),
    ),
    "form-picture-small": Sentence(
        mark("A picture that is too small"),
        mark("This picture is too small to be printed."),
        mark("Choose one that is at least {least} dots wide and high."),
    ),
    "form-picture-large": Sentence(
        mark("A picture with too many dots"),
        mark("This picture is more than {most} dots wide or high."),
        mark("Save it smaller, and choose it again: 800 dots are plenty."),
    ),
    "form-picture-heavy": Sentence(
        mark("A picture that takes too much room"),
        mark("This file is larger than {most} MB."),
        mark("Save it smaller, and choose it again: 800 dots are plenty."),
    ),
    "form-picture-missing": Sentence(
        mark("The name of a logo without the logo"),
        mark("Nobody chose the picture of this logo."),
        mark("Choose the file, or empty the field that says whose logo it is."),
    ),
    "form-choice": Sentence(
        mark("Something that was not offered"),
        mark("That is not among what can be chosen here."),
        mark("Choose again from the list."),
    ),
    "form-dates-turned": Sentence(
        mark("The last day before the first"),
        mark("The last day lies before the first."),
        mark("Change one of the two dates."),
    ),
    "form-dates-apart": Sentence(
        mark("First and last day too far apart"),
        mark("From the first day to the last there are {days} days; a workshop may take {most}."),
        mark("Change one of the two dates, or make a workshop for each part."),
    ),
    "form-no-letters": Sentence(
        mark("A name without letters"),
        mark("There is neither a letter nor a digit in this name."),
        mark("Write some words: covers and lists need something that can be said aloud."),
    ),
    "form-people-listed": Sentence(
        mark("Names with telephone numbers"),
        mark("This looks like a list of people with their telephone numbers."),
        mark(
            "Use codes, and keep names on paper: what stands here is printed for others, and is kept as long as the "
            "workshop."
        ),
    ),
    "form-no-account": Sentence(
        mark("No such account"),
        mark("Nobody who gives workshops signs in by that name."),
        mark("Ask your colleague for the exact name; it is the one typed when signing in."),
    ),
    "form-shared-already": Sentence(
        mark("Shared already"),
        mark("This person gives the workshop already."),
        mark("Nothing has to be done."),
    ),
}
