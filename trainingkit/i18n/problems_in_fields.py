"""What is said about single fields: names, values, ids, references, readers."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "unknown-field": Sentence(
        mark("An unknown field"),
        mark("There is no field «{field}» here. There are: {options}."),
        mark("Write one of these, or delete the line."),
        mark("Did you mean «{nearest}»?"),
    ),
    "missing-field": Sentence(
        mark("A field is missing"),
        mark("The field «{field}» is missing."),
        mark("Add it, for example `{field}: {example}`."),
    ),
    "wrong-kind": Sentence(
        mark("A list for a text, or the like"),
        mark("«{field}» is {found} here; expected is {expected}."),
        mark("See the example of this field in `docs/content-format.md`."),
    ),
    "empty-value": Sentence(
        mark("A name with nothing behind it"),
        mark("Nothing stands behind «{field}»."),
        mark("Write its value, or delete the line."),
    ),
    "empty-text": Sentence(
        mark("An empty text"),
        mark("The text of «{field}» is empty."),
        mark("Write it, or delete the field; a drawing always needs its alternative text."),
    ),
    "text-too-long": Sentence(
        mark("A text that is too long"),
        mark("The text of «{field}» has more than {limit} characters."),
        mark("Cut it into several blocks of one paragraph each."),
    ),
    "bad-picture": Sentence(
        mark("A picture in a file that the program did not write"),
        mark("The text of `{field}` is not the picture that the program writes: a PNG of at most 800 × 400 dots."),
        mark("Leave `logo` out here, and give the picture on the page of the workshop."),
    ),
    "wrong-value": Sentence(
        mark("A value of another kind"),
        mark("«{value}» is not what «{field}» holds: {expected}."),
        mark("Write it like the example."),
    ),
    "not-in-list": Sentence(
        mark("Not one of the list"),
        mark("«{value}» is not one of: {options}."),
        mark("Write one of the list."),
        mark("Did you mean «{nearest}»?"),
    ),
    "out-of-range": Sentence(
        mark("Out of range"),
        mark("«{field}» is {value}; it can be from {least} to {most}."),
        mark("Write a number between the two."),
    ),
    "least-above-most": Sentence(
        mark("The lesser is more than the greater"),
        mark("«{less}» is {less_value} and «{more}» is {more_value}: the first may not be more than the second."),
        mark("Change one of the two."),
    ),
    "no-such-date": Sentence(
        mark("A day that does not exist"),
        mark("There is no day {value}."),
        mark("Look at a calendar; dates are written year-month-day."),
    ),
    "number-too-long": Sentence(
        mark("Too long a number"),
        mark("The number in «{field}» has more than {limit} digits."),
        mark("Write a number that can be printed."),
    ),
    "bad-id": Sentence(
        mark("Not an id"),
        mark("«{value}» cannot be an id: small letters a to z, digits, and single hyphens between them."),
        mark("Write for example «{likely}»."),
    ),
    "reserved-id": Sentence(
        mark("An id that is taken"),
        mark("«{value}» has a meaning of its own in references or in `for`."),
        mark("Choose another id."),
    ),
    "one-of-none": Sentence(
        mark("One of several is missing"),
        mark("One of these is needed here: {options}."),
        mark("Add exactly one of them."),
    ),
    "one-of-many": Sentence(
        mark("Only one of several"),
        mark("Only one of these can stand here, but there are: {found}."),
        mark("Keep one; put the others into blocks or items of their own."),
    ),
    "needs-field": Sentence(
        mark("A field that needs another"),
        mark("«{field}» makes sense only with: {needs}."),
        mark("Add it, or delete this field."),
    ),
    "languages-expected": Sentence(
        mark("A text by languages"),
        mark("The texts of a workshop are given by language; missing here: {languages}."),
        mark("Write one line for each language, for example `es: …` and `en: …`."),
    ),
    "language-not-promised": Sentence(
        mark("A language that the kit does not promise"),
        mark("The language «{language}» is not among those of the kit: {languages}."),
        mark("Add it to `languages` in `kit.yaml` and translate the kit, or leave it out here."),
    ),
    "name-too-long": Sentence(
        mark("A name that is too long"),
        mark("The name has more than {limit} characters."),
        mark("Shorten it."),
    ),
    "audience-widened": Sentence(
        mark("Opened to more readers"),
        mark("`for` may only narrow who reads this; «{value}» would open it."),
        mark("Name seats or parties that may read it anyway, or delete `for`."),
    ),
    "audience-fixed": Sentence(
        mark("Who reads it is fixed"),
        mark(
            "«{field}» is no field: the format itself says who reads what, and a role sheet can never be "
            "open. Until this is mended nothing of the file is printed."
        ),
        mark("Delete the line; where fewer people should read a block, use `for`."),
    ),
    "for-nobody": Sentence(
        mark("For somebody who does not exist"),
        mark(
            "«{value}» in `for` is no seat, party, track, `observer` or `facilitator`, so nobody but facilitators "
            "would read this."
        ),
        mark("Write the id of a seat or party of the role play, or of a track of `kit.yaml`."),
        mark("Did you mean «{nearest}»?"),
    ),
    "unknown-name": Sentence(
        mark("A name that leads nowhere"),
        mark("There is no «{value}» among {kind}."),
        mark("Correct the name, or add what it should name."),
        mark("Did you mean «{nearest}»?"),
    ),
    "wrong-reference": Sentence(
        mark("A reference of another kind"),
        mark("«{value}» is named where only one of `{expected}` can be."),
        mark("Name one of that kind."),
    ),
    "cycle": Sentence(
        mark("A circle of references"),
        mark("These lead back to themselves: {cycle}."),
        mark("Take one of the steps away."),
    ),
}
