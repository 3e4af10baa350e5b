"""What is said about files that cannot be read, names of files, drawings and catalogues."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "file-unreadable": Sentence(
        mark("The file cannot be opened"),
        mark("The file cannot be opened: {reason}."),
        mark("Look at its permissions, and whether it is still there."),
    ),
    "file-too-big": Sentence(
        mark("The file is too big"),
        mark("The file is bigger than {limit} KB, so it was not read."),
        mark("Cut it into several modules; drawings belong in `media/`."),
    ),
    "file-empty": Sentence(
        mark("The file is empty"),
        mark("There is nothing in this file but perhaps comments."),
        mark("Fill it in (`docs/content-format.md` lists its fields), or delete it."),
    ),
    "file-cut-off": Sentence(
        mark("The file ends in the middle"),
        mark("The file ends in the middle of what begins in line {begun}: {what}"),
        mark("Was it copied whole? Take the last good copy, or finish and close what is open."),
    ),
    "file-too-many-values": Sentence(
        mark("Too many values in one file"),
        mark("The file holds more than {limit} values, so it was not read to its end."),
        mark("Cut it into several modules."),
    ),
    "file-too-deep": Sentence(
        mark("Too many levels"),
        mark("Here begin more than {limit} levels, one inside the other."),
        mark("No kind of module needs more than ten: take brackets and indentation away."),
    ),
    "not-utf8": Sentence(
        mark("Not saved as UTF-8"),
        mark("The file is not saved as UTF-8: «{found}» here is probably «{likely}»."),
        mark("Open it in your editor and save it again with the encoding UTF-8."),
    ),
    "not-utf8-utf16": Sentence(
        mark("Saved as UTF-16"),
        mark("The file is saved as UTF-16, not as UTF-8."),
        mark("Open it in your editor and save it again with the encoding UTF-8 (not «Unicode»)."),
    ),
    "control-character": Sentence(
        mark("An invisible control character"),
        mark("The invisible character {character} stands here."),
        mark("Delete it, or type the line anew; it often comes from copying out of other programs."),
    ),
    "text-trimmed": Sentence(
        mark("Heaped accents or joined signs left out"),
        mark("More than {marks} accents on one letter, or more than {joins} signs joined in one, were left out."),
        mark("Look at what is left and write it as you want it printed."),
    ),
    "yaml-tab": Sentence(
        mark("A tab for indentation"),
        mark("The line begins with a tab."),
        mark("Use two spaces for each level, not a tab."),
    ),
    "yaml-key-twice": Sentence(
        mark("The same name twice"),
        mark("«{key}» is here for the second time; the first is in line {first}."),
        mark("Keep one of the two, or give one another name."),
    ),
    "yaml-anchor": Sentence(
        mark("An anchor or alias"),
        mark("«{name}» is an anchor, an alias or a merge; they are not used in kits."),
        mark("Write out what you meant. A text that begins with & or * stands behind `|` or in quotes."),
    ),
    "yaml-tag": Sentence(
        mark("A tag"),
        mark("«{name}» is a tag; they are not used in kits."),
        mark("Delete it. A text that begins with ! stands behind `|` or in quotes."),
    ),
    "yaml-tag-broken": Sentence(
        mark("A broken tag"),
        mark("Something here begins with ! and reads as a tag; tags are not used in kits."),
        mark("Put the text behind `|` or in quotes."),
    ),
    "yaml-second-document": Sentence(
        mark("A second document in one file"),
        mark("A second document begins here (`---`)."),
        mark("Give each its own file, or delete the line."),
    ),
    "yaml-key-not-text": Sentence(
        mark("A name that is no text"),
        mark("A name stands here that is not a text: a list, a mapping or nothing at all."),
        mark("Write a name before the colon. A text that begins with { or [ stands behind `|` or in quotes."),
    ),
    "yaml-colon": Sentence(
        mark("A colon inside a text"),
        mark("A colon with a space after it stands inside a text here."),
        mark("Put the whole text behind `|` on the next line, or in quotes."),
    ),
    "yaml-no-colon": Sentence(
        mark("A name without its colon"),
        mark("A name is expected here, with a colon and a space after it."),
        mark("Add the colon; if the line belongs to the text above, indent it as that text is."),
    ),
    "yaml-character": Sentence(
        mark("A text that begins with a sign"),
        mark("A text cannot begin with this sign."),
        mark("Put the text behind `|` or in quotes."),
    ),
    "yaml-escape": Sentence(
        mark("A backslash that means nothing"),
        mark("A backslash inside quotes stands before something that it does not go with."),
        mark("Put the text behind `|`, where backslashes are letters like others."),
    ),
    "yaml-syntax": Sentence(
        mark("The file cannot be read on from here"),
        mark("From here on the file cannot be read."),
        mark("Look at this line and the one above: two spaces for each level, quotes and brackets closed."),
    ),
    "unknown-file": Sentence(
        mark("A file that nobody reads"),
        mark("«{name}» lies where nothing is looked for."),
        mark("Put it into the folder of its kind under `modules/`, or delete it."),
        mark("Did you mean «{nearest}»?"),
    ),
    "missing-file": Sentence(
        mark("A file is missing"),
        mark("The file «{name}» is missing."),
        mark("Write it; `docs/content-format.md` lists its fields."),
    ),
    "wrong-file-name": Sentence(
        mark("A file name with the wrong ending"),
        mark("«{name}» has another ending than the files of a kit, so it is not read."),
        mark("Call it «{expected}»."),
    ),
    "id-in-two-files": Sentence(
        mark("The same id in two files"),
        mark("«{id}» is also the id of {other}. Some memory sticks and computers would keep only one of the two."),
        mark("Rename one of the two; capitals make no difference."),
    ),
    "id-differs": Sentence(
        mark("Another id than the file's"),
        mark("The id written here is «{value}», but that of the folder or file is «{expected}»."),
        mark("Write «{expected}», or rename the folder or file."),
    ),
    "more-problems": Sentence(
        mark("More problems in this file"),
        mark("There are {count} more problems in this file."),
        mark("Mend those above and check again."),
    ),
    "drawing-missing": Sentence(
        mark("The drawing's file is missing"),
        mark("There is no drawing «{name}» in the folder `media/`."),
        mark("Put an SVG file of that name there, without other folders in the name."),
    ),
    "drawing-unlisted": Sentence(
        mark("A drawing that media.yaml does not name"),
        mark("«{name}» is not named in `media.yaml`, so nothing can use it."),
        mark("Name it there with its alternative text, or delete it."),
    ),
    "drawing-unused": Sentence(
        mark("A drawing that nothing uses"),
        mark("No room, step, block or worksheet uses the drawing «{name}»."),
        mark("Use it, or delete it and its entry."),
    ),
    "drawing-broken": Sentence(
        mark("The drawing cannot be read"),
        mark("The drawing is not well-formed XML from here on."),
        mark("Save it again as plain SVG from the program that made it."),
    ),
    "drawing-root": Sentence(
        mark("The drawing has no size of its own"),
        mark("The first element is not an `svg` with `xmlns` and `viewBox`."),
        mark("Save it as plain SVG with a view box."),
    ),
    "drawing-element": Sentence(
        mark("An element that drawings may not have"),
        mark("«{element}» may not stand in a drawing."),
        mark("Draw with paths, lines, shapes and digits only; save as plain SVG."),
    ),
    "drawing-attribute": Sentence(
        mark("An attribute that drawings may not have"),
        mark("«{attribute}» of «{element}» may not stand in a drawing, or not with this value."),
        mark("Use plain attributes for shape, fill and stroke; no styles, links or references."),
    ),
    "drawing-words": Sentence(
        mark("Words in a drawing"),
        mark("The drawing says «{found}»; words in it cannot be translated."),
        mark("Draw a digit and explain it in the legend of `media.yaml`."),
    ),
    "drawing-legend": Sentence(
        mark("Digits and legend differ"),
        mark("The drawing shows the digits «{digits}», the legend explains «{legend}»."),
        mark("Give each digit of the drawing one line of legend."),
    ),
    "drawing-too-big": Sentence(
        mark("The drawing is too big"),
        mark("The drawing has more than {elements} elements or {depth} levels."),
        mark("Simplify it: join lines, take hidden things away."),
    ),
    "po-syntax": Sentence(
        mark("The catalogue cannot be read"),
        mark("From this line on the file is not a gettext catalogue, or it ends in the middle."),
        mark("Look for a quotation mark that is not closed, or take the last good copy."),
    ),
    "po-not-a-catalogue": Sentence(
        mark("Not a gettext catalogue"),
        mark("The file has no header, so it is not a gettext catalogue."),
        mark("Run `trainingkit translate update`, which makes one, or take the last good copy."),
    ),
    "po-charset": Sentence(
        mark("The catalogue names another encoding"),
        mark("The header names the encoding «{found}»; catalogues are UTF-8."),
        mark("Save the file as UTF-8 and write `charset=UTF-8` in its header."),
    ),
    "po-language": Sentence(
        mark("The catalogue is of another language"),
        mark("The header says language «{found}», the file name says «{expected}»."),
        mark("Was a file put in the place of another? If not, correct the header."),
    ),
    "po-plural": Sentence(
        mark("A plural rule that is none"),
        mark("The plural rule of the header is not one: {found}"),
        mark("Delete the line `Plural-Forms`; the texts of kits have no plural forms."),
    ),
    "po-no-context": Sentence(
        mark("An entry without its address"),
        mark("The entry «{text}» has no `msgctxt`, so nobody knows which text it translates."),
        mark("Delete it, then run `trainingkit translate update`."),
    ),
    "po-duplicate": Sentence(
        mark("Two entries for one text"),
        mark("This text has an entry already, in line {first}."),
        mark("Keep one of the two."),
    ),
    "po-slots": Sentence(
        mark("Other slots than in the source"),
        mark("The slots differ from those of the source. Missing: «{lost}». Not in the source: «{added}»."),
        mark("Write each slot of the source in the translation, spelled alike."),
    ),
}
