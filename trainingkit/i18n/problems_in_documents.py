"""What is said about documents as they are set on paper."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "stranded-heading": Sentence(
        mark("A heading alone at the foot of a page"),
        mark("On page {page} of {part} the heading «{text}» stands at the foot, away from its text."),
        mark("Shorten what comes before it, or the text under it."),
    ),
    "does-not-fit": Sentence(
        mark("A part that does not fit its pages"),
        mark("{document}: «{title}» ({part}) is {by_mm} mm too long, even set as closely as can be."),
        mark("Shorten its texts, or raise `pages` of the module."),
    ),
    "text-differs": Sentence(
        mark("Pages that do not hold the text once"),
        mark("{document}: on the pages of «{title}» ({part}) {missing} letters are missing and {doubled} stand twice."),
        mark("Please report it with the kit."),
    ),
    "too-many-pages": Sentence(
        mark("A document of too many pages"),
        mark("{document} has more than {most} pages."),
        mark("Divide it, or leave something out."),
    ),
    "glyph-missing": Sentence(
        mark("A character that the fonts lack"),
        mark("{document} holds characters that would be printed as empty boxes: {characters}"),
        mark("Write them otherwise."),
    ),
    "blocked-url": Sentence(
        mark("Something from outside in a document"),
        mark("{document} asks for what is not part of the program: {urls}"),
        mark("Take it out; only the kit's own drawings can be printed."),
    ),
    "render-warning": Sentence(
        mark("The typesetter is not content"),
        mark("{document} could not be set as it should be: {message}"),
        mark("Please report it with the kit."),
    ),
    "crashed": Sentence(
        mark("The typesetter broke down"),
        mark("{document} could not be set: the typesetter broke down ({reason})."),
        mark("Please report it with the kit."),
    ),
}
