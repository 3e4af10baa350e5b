"""The sentence for each error that stops a run: what was found, and one way to mend it.

Problems of content have their sentences in `i18n.problems`; here are the errors of a run, which concern no unit.
"""

from collections.abc import Mapping

from trainingkit.cli.console import printable
from trainingkit.errors import TrainingKitError
from trainingkit.i18n.catalogues import Catalogue, mark
from trainingkit.i18n.errors_of_servers import SENTENCES as OF_SERVERS

SENTENCES: Mapping[str, str] = {
    **OF_SERVERS,
    # usage and paths that do not exist
    "no-such-kit": mark("There is no kit called {name}. `trainingkit kits list` shows those there are."),
    "no-such-workshop": mark("There is no workshop called {name}."),
    "no-such-library": mark("There is no folder {name} with kits. Name it with --kits or TRAININGKIT_KITS."),
    "no-such-path": mark("{path} does not exist."),
    "no-such-subject": mark(
        "There is no kit and no workshop called {name}. Known are: {known}. A path to a folder or a file works too."
    ),
    "several-subjects": mark("Several are called {name}: {paths}. Give the path of the one that is meant."),
    "workshop-of-unknown-kit": mark("The workshop {path} is for a kit {kit} that is not among the kits."),
    "not-a-folder": mark("{path} is a file; a folder is needed here."),
    "not-a-folder-but-file": mark("{path} is a file; the folder of a kit is needed here."),
    "unknown-choice": mark("{value} is not a value of {option}. It takes: {choices}."),
    "unknown-choice-near": mark("{value} is not a value of {option}. Did you mean {nearest}? It takes: {choices}."),
    "unknown-language": mark("There is nothing in the language {value} here. There is: {choices}."),
    "unknown-document": mark("There is no document called {document}."),
    "unknown-track": mark("The kit {kit} has no track {value}. It has: {tracks}."),
    "track-needed": mark("The tracks of {kit} never sit in one room. Name one with --track: {tracks}."),
    "plan-of-cohorts": mark(
        "{path} is a plan of cohorts. `trainingkit cohorts {path} --out DIR` makes workshops of it."
    ),
    "no-plan-of-cohorts": mark("{path} is no plan of cohorts: a file of `workshops/` with `plan: cohorts`."),
    "track-of-workshop": mark("A workshop says its own track; --track {track} is for a kit's sample."),
    "no-documents": mark("For {document} there is nothing to build here."),
    "too-few-cases": mark("There are {playable} cases to play, so {wanted} cannot be chosen of them."),
    "too-many-sets": mark("{wanted} of {playable} cases are more than {most} sets. Choose fewer, or divide the kit."),
    "limits": mark("The table of limits is wrong at [{section}]: it must hold {names}, each a positive number."),
    "usage-table": mark("{path} is wrong at «{what}»."),
    "bad-price": mark("{value} is not a price. Write it as 0.05."),
    # fitting a kit to a time
    "bad-minutes": mark(
        "{minutes} minutes (days: {days}) are not a time to fill. It must be from {least} to {most} minutes."
    ),
    "bad-days": mark("An agenda cannot have {days} days. It can have from 1 to {most}."),
    "choose-without-write": mark("--choose says which proposal is written. Name the file for it with --write."),
    "write-without-choose": mark("Say with --choose which proposal is to be written."),
    "no-such-proposal": mark("There is no proposal {choose}. There are {count}, counted from 1."),
    "bad-workshop-name": mark(
        "{path} cannot be the file of a workshop. Its name is an id, such as one-day, and ends in .yaml."
    ),
    # limits of a run
    "too-many-files": mark("There are more than {limit} files. Check a part of them, or raise the limit."),
    "time": mark("A document took longer than it may. Build fewer documents at a time, or make it shorter."),
    "solver-time": mark(
        "Reckoning took longer than {seconds} seconds, without an answer. Ask for less at once, or raise the limit."
    ),
    "memory": mark("The memory of this machine is not enough. Build fewer documents at a time."),
    # disk
    "disk": mark("{path} could not be read or written: {reason}."),
    "disk-write": mark("{path} could not be written: {reason}. What was there before is still there."),
    "disk-full": mark("There is no space left to write {path}. Make room and start again; nothing was replaced."),
    "no-permission": mark("There is no permission for {path}. Change it, or choose another folder with --out."),
    "broken-link": mark("{path} is a link that leads nowhere."),
    "output-exists": mark(
        "{folder} holds a file that is not one of ours: {path}. It stays as it is. Move it, or choose another --out."
    ),
    "site-changed": mark(
        "{folder} holds something that no earlier run wrote so: {path}. Everything stays as it is. Choose another "
        "folder."
    ),
    # adaptations
    "not-an-adaptation": mark("{name} adapts no other kit, so nothing can have changed upstream of it."),
    "address-or-all": mark("Give the ADDRESS that is decided, or --all; one of the two."),
    "nothing-waits": mark("Nothing waits for a decision at {unit}. Nearest: {nearest}."),
    "edit-by-hand": mark("{entry} in {path} cannot be taken out without touching its neighbours. Take it out by hand."),
    "bad-kit-id": mark("{value} cannot be the id of a kit. It takes small letters, digits and hyphens: {likely}."),
    "kit-exists": mark("{path} exists already; nothing was changed. Choose another name."),
    "files-exist": mark(
        "{folder} holds {path} already; {count} files would be replaced. They stay as they are. --replace takes their "
        "place."
    ),
    # busy
    "folder-busy": mark("Another run is writing into {path}. Try again when it has ended."),
    # translations
    "no-such-unit": mark("There is no text with the address {unit}."),
    "no-such-unit-near": mark("There is no text with the address {unit}. Did you mean {nearest}?"),
    "no-translation": mark("{unit} has no translation to {language} yet, so there is nothing to confirm."),
    "already-confirmed": mark("The translation of {unit} to {language} is up to date already."),
    "meaning-changed": mark(
        "The text of {unit} changed in slots, numbers, negations, dates or names. Read its translation to {language},"
        " mend it, and confirm it in the catalogue."
    ),
    "several-languages": mark("{unit} has several translations: {languages}. Name one with --language."),
    "several-units": mark("Several kits have a text {unit}. Give one of these: {names}."),
    "language-not-in-kit": mark("The kit is not translated to {language}. It has: {languages}."),
    "empty-reason": mark("Say who confirms it and why, with --by and --reason."),
    "artefact-busy": mark("Another run is making {path}. Try again when it has ended."),
    # what the set-up brings
    "list-missing": mark("The list of leaked passwords is not installed. `make setup` brings it."),
    "font-missing": mark("These fonts are not installed: {fonts}. `make setup` brings them."),
}

GENERAL: Mapping[str, str] = {
    "NotFound": mark("It was not found: {details}."),
    "Conflict": mark("Something else is in the way: {details}."),
    "UsageError": mark("This cannot be done so: {details}."),
    "ContentError": mark("The content has problems."),
    "RenderError": mark("A document could not be set: {details}."),
    "LimitReached": mark("A limit of the run was reached: {details}."),
    "DiskError": mark("The disk refused: {details}."),
    "Busy": mark("Another run is at work. Try again when it has ended."),
}
"""By class, for a code that has no sentence of its own."""


def sentence_of(error: TrainingKitError, catalogue: Catalogue) -> str:
    """What stopped the run, in the catalogue's language."""
    details = {name: printable(value) for name, value in error.details.items()}
    code = f"{error.code}-near" if details.get("nearest") and f"{error.code}-near" in SENTENCES else error.code
    if code in SENTENCES:
        return catalogue.say(SENTENCES[code], **details)
    shown = ", ".join([error.code, *(f"{name} {value}" for name, value in details.items())])
    kind = next((each.__name__ for each in type(error).__mro__ if each.__name__ in GENERAL), "RenderError")
    return catalogue.say(GENERAL[kind], details=shown)
