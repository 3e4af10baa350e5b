"""What is said about how a kit's texts are written: too hard, another register, how people are named, the glossary."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "text-too-hard": Sentence(
        mark("A text too hard for its readers"),
        mark(
            "What this says to {readers} ({language}) has a score of {score} for ease of reading; at least {least} is"
            " wanted."
        ),
        mark(
            "Take shorter sentences and everyday words. `trainingkit kits readability` lists the sentences that cost"
            " most."
        ),
    ),
    "sentences-too-long": Sentence(
        mark("Sentences too long on average"),
        mark("What this says to {readers} ({language}) has {words} words a sentence; at most {most} are wanted."),
        mark("Cut the long ones in two. `trainingkit kits readability` lists the sentences that cost most."),
    ),
    "sentence-too-long": Sentence(
        mark("A sentence too long"),
        mark("A sentence for {readers} ({language}) has {words} words, at most {most} are wanted: «{sentence}»"),
        mark("Make two of it: one thing in each."),
    ),
    "sentence-too-hard": Sentence(
        mark("A sentence too hard"),
        mark(
            "A sentence for {readers} ({language}) has a score of {score} for ease of reading, at least {least} is"
            " wanted: «{sentence}»"
        ),
        mark("Say it with shorter words, and with verbs instead of nouns."),
    ),
    "unknown-register": Sentence(
        mark("A way of address that the language does not have"),
        mark("«{value}» is no way to address one person in «{language}». There are: {options}."),
        mark("Write one of these, or take the line out."),
    ),
    "other-register": Sentence(
        mark("Another way of address than the kit's"),
        mark("«{said}» addresses the reader otherwise than the kit does ({way})."),
        mark(
            "Say «{say}», or choose that way for the whole kit with `style: {register: …}`. What a person says in a"
            " story stands in quotation marks."
        ),
    ),
    "ending-not-said": Sentence(
        mark("An ending that cannot be said aloud"),
        mark("«{said}» cannot be read aloud, and screen readers spell it out."),
        mark("Say {say}, or allow such endings with `style: {endings: yes}` in `kit.yaml`."),
    ),
    "form-split": Sentence(
        mark("A word split in two"),
        mark("«{said}» cannot be read aloud; split words belong on forms only."),
        mark("Choose one form, or write both in full: {say}."),
    ),
    "masculine-for-all": Sentence(
        mark("A masculine word for everybody"),
        mark("«{said}» names only men, or hides that women are meant."),
        mark("Say {say}. If it is meant as it stands, name it in `style: {allow: […]}` of `kit.yaml`."),
    ),
    "word-for-people": Sentence(
        mark("A word that makes people smaller"),
        mark("«{said}» says of what sex somebody is instead of what they do."),
        mark("Say {say}."),
    ),
    "word-to-avoid": Sentence(
        mark("A word that the glossary avoids"),
        mark("The glossary avoids «{said}» ({language})."),
        mark("Say «{say}». If it is meant as it stands, name it in `style: {allow: […]}` of `kit.yaml`."),
    ),
    "term-not-used": Sentence(
        mark("A term that the translation does not use"),
        mark("The text says «{said}»; its translation to {language} has no «{say}»."),
        mark(
            "Use the glossary's word. Where another is right too, add it to `also` of the term in"
            " `_shared/glossary.yaml`."
        ),
    ),
}
