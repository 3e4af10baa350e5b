"""What is said about a kit's texts and parts as a whole: slots, secrets, figures, law, translations."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "unknown-slot": Sentence(
        mark("A slot that names nothing"),
        mark("The slot {slot} names no word and no fact that is known here."),
        mark("Correct it, declare the fact or the word, or write \\{ to print a brace."),
        mark("Did you mean «{nearest}»?"),
    ),
    "wrong-form": Sentence(
        mark("A form that the word does not have"),
        mark("The slot {slot} has no form «{form}». Its forms: {forms}."),
        mark("Use one of these, or the slot without a form."),
        mark("Did you mean «{nearest}»?"),
    ),
    "wrong-agreement": Sentence(
        mark("Words that cannot agree"),
        mark(
            "In {slot} the words cannot agree: there must be two to four options, and what is named must have a gender."
        ),
        mark("Write masculine/feminine, or masculine/feminine/both, and give a named fact its `gender`."),
    ),
    "slot-in-one-language": Sentence(
        mark("A slot in one language only"),
        mark("The slot «{name}» stands in one language only, not in both ({language})."),
        mark("Write it in both, or in none."),
    ),
    "fact-is-word": Sentence(
        mark("A fact with the name of a word"),
        mark("«{name}» is also a word of the kit, country or sector; a slot could mean either."),
        mark("Give the fact another id."),
    ),
    "secret-fact": Sentence(
        mark("A secret fact in a wider text"),
        mark("The fact «{name}» is only for {only}, but this text is also read by: {reader}."),
        mark("Take the slot out of this text, or let only the same people read it."),
    ),
    "loose-figure": Sentence(
        mark("A figure outside a slot"),
        mark("The figure «{found}» stands in the text of a case, role play or reply."),
        mark("Declare it as a fact and use its slot, or write it in letters."),
    ),
    "money-in-prose": Sentence(
        mark("A sum of money in a sentence"),
        mark("«{found}» is a sum of money; another country has another currency."),
        mark("Declare it as a fact with `money` and use its slot."),
    ),
    "law-in-prose": Sentence(
        mark("A law in a sentence"),
        mark("«{found}» names a law; what the law says differs by country and changes."),
        mark("Use a block `law: topic` or `standard: id`, whose text has a source and a date."),
    ),
    "trade-word-in-prose": Sentence(
        mark("A word of the trade in a sentence"),
        mark("«{found}» belongs to one trade or country; the kit could not move to another."),
        mark("Use a slot, such as {workplace.the}, {worker} or {product}."),
    ),
    "markdown-not-small": Sentence(
        mark("More than small Markdown"),
        mark("The text holds {what}; prose is paragraphs, lists, **strong** and *emphasis*."),
        mark("Use a field or a block of that kind instead."),
    ),
    "name-tells-secret": Sentence(
        mark("A name that tells a secret"),
        mark("The {field} «{value}» shares the word «{word}» with what only facilitators read."),
        mark("Choose a neutral one, such as «Carta A»."),
    ),
    "label-twice": Sentence(
        mark("Two replies with one label"),
        mark("The label «{value}» is also that of «{other}»."),
        mark("Give each reply of a round its own letter."),
    ),
    "shape-differs": Sentence(
        mark("A case that looks different"),
        mark("This case has {count} of: {part}; «{other}» has {expected}. A decoy could be told by its looks."),
        mark("Give all cases the same parts, as many of each."),
    ),
    "steps-not-ideal": Sentence(
        mark("The steps do not add up"),
        mark("The steps add up to {total} minutes, the ideal time is {ideal}."),
        mark("Change the minutes of a step, or the ideal time."),
    ),
    "core-fact-missing": Sentence(
        mark("A core fact is missing in one length"),
        mark("The length `{length}` does not tell these core facts: {facts}."),
        mark("Use their slots there, or name them in `covers` of the block that tells them."),
    ),
    "duty-differs": Sentence(
        mark("The country has no such duty"),
        mark("The case needs the law on «{topic}» to be otherwise than it is in {country}."),
        mark("Change `needs`, or leave the case out where the law differs."),
    ),
    "missing-glyph": Sentence(
        mark("A sign that our fonts cannot print"),
        mark("«{character}» ({code}) is not in the font {font}, so paper would show an empty box."),
        mark("Write it with letters, or use a drawing."),
    ),
    "missing-translation": Sentence(
        mark("Not translated"),
        mark("This text is not translated into «{language}»."),
        mark("Run `trainingkit translate update`, then translate it in the catalogue."),
    ),
    "stale-translation": Sentence(
        mark("The source changed after translating"),
        mark("The source changed after this text was translated into «{language}»."),
        mark("Correct the translation, or say that it is still right: `trainingkit translate confirm`."),
    ),
    "draft-translation": Sentence(
        mark("A translation that nobody has confirmed"),
        mark("The translation into «{language}» is a draft (marked fuzzy)."),
        mark("Read it, correct it and take the mark away."),
    ),
}
