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
        mark("Write year, month and day with hyphens, for example 2027-05-19."),
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
