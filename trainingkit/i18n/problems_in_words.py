"""What is said about the words of a kit: whether they agree, and whether they are another trade's or country's."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "fixed-agreement": Sentence(
        mark("A fixed word that agrees with a slot"),
        mark("«{word}» agrees with {slot} and would be wrong if another word stood there (text in «{language}»)."),
        mark("Write {write} instead, or a sentence in which nothing has to agree."),
    ),
    "residue": Sentence(
        mark("A word of another trade or country"),
        mark("«{found}» is a word of «{pack}»; this kit is of another trade or country (text in «{language}»)."),
        mark("Use a slot, or a word that is right in every trade and country; give a name that holds it another one."),
    ),
}
