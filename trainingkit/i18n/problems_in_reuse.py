"""What is said about adaptations, variants, versions and a workshop's own words."""

from trainingkit.i18n.catalogues import mark
from trainingkit.i18n.sentence import Sentence

SENTENCES = {
    "no-upstream": Sentence(
        mark("The kit that is adapted is not here"),
        mark("There is no kit «{value}» beside this one."),
        mark("Correct `adapts`, or put that kit into the same folder."),
        mark("Did you mean «{nearest}»?"),
    ),
    "upstream-faulty": Sentence(
        mark("The kit that is adapted has errors"),
        mark("The kit «{value}» cannot be read, so what differs from it cannot be looked at."),
        mark("Mend it first: `trainingkit kits check` names what is wrong with it."),
    ),
    "module-is-upstream": Sentence(
        mark("A module that the adapted kit has already"),
        mark("«{kit}» has a module «{value}»; this file would hide it."),
        mark("Begin the file with `changes: {value}` and say only what differs, or give the module another id."),
    ),
    "change-leads-nowhere": Sentence(
        mark("A change of something that is not there"),
        mark("Nothing has the address «{value}» here."),
        mark("Correct the address; `trainingkit kits drift` shows what is gone upstream."),
        mark("Did you mean «{nearest}»?"),
    ),
    "cannot-be-left-out": Sentence(
        mark("Something that cannot be left out"),
        mark("«{value}» belongs to something that is incomplete without it."),
        mark("Leave out the whole entry or module, or change the text instead."),
    ),
    "agenda-is-whole": Sentence(
        mark("An agenda changed in parts"),
        mark("An agenda is replaced whole, so it cannot be changed in parts."),
        mark("Write the whole agenda: `agenda.yaml` of an adaptation, `agenda` of a variant or a workshop."),
    ),
    "two-versions": Sentence(
        mark("Two versions of one session"),
        mark("The agenda uses «{value}» in two versions ({versions})."),
        mark("Choose one version for all its places; a session is one and the same in a workshop."),
    ),
    "variant-too-deep": Sentence(
        mark("A variant of a variant of a variant"),
        mark("«{value}», which this variant is like, is itself like «{other}»."),
        mark("Let this variant be like «{other}», and say here what differs."),
    ),
    "adapter-unnamed": Sentence(
        mark("Nobody is named as the adapter"),
        mark("The adaptation page has a line to write on where it should say who adapted the kit."),
        mark("Name them under `by`: an id, a `name`, and what they `did`."),
    ),
    "basis-damaged": Sentence(
        mark("A damaged record of what upstream said"),
        mark("This line is none that the program wrote, so what follows it is not read."),
        mark("Take the file from an earlier copy, or run `trainingkit kits keep` to write it anew."),
    ),
    "licence-differs": Sentence(
        mark("Another licence than the adapted kit's"),
        mark("«{kit}» is under {expected}, which an adaptation must keep; here stands {value}."),
        mark("Take `licence` out; the adapted kit's counts."),
    ),
    "drift-waits": Sentence(
        mark("Changes upstream wait to be looked at"),
        mark(
            "{count} texts of «{kit}» that are new, or that this kit changes, read otherwise than when last looked at."
        ),
        mark("See `trainingkit kits drift`; then adopt, keep or edit each of them."),
    ),
}
