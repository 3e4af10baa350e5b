"""The print centre of a workshop: what is being made, what there is to print, for whom, on how much paper.

Comes in: an opened workshop, its newest build, the language of the page. Goes out: values for a page. Refuses to make
anything: that is `jobs`'.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.estimate import estimate
from trainingkit.domain.printrun import Paper
from trainingkit.i18n.catalogues import mark
from trainingkit.services.desk import Opened
from trainingkit.services.piles import MadeFile, PileOf, made_files, piles_of
from trainingkit.storage.artefacts import Store
from trainingkit.storage.jobs import OPEN
from trainingkit.storage.models import JobRow

KINDS: Mapping[str, str] = {
    "workbook": mark("Workbook"),
    "guide": mark("Facilitators' guide"),
    "agenda": mark("Agenda"),
    "case": mark("Case"),
    "handout": mark("Handout"),
    "worksheet": mark("Worksheet"),
    "role-pack": mark("Role sheets"),
    "observer-pack": mark("Observers' sheets"),
    "reply": mark("Reply"),
    "cards": mark("Cards"),
    "poster": mark("Poster"),
    "attendance": mark("Attendance list"),
    "receipts": mark("Receipts"),
    "evaluation": mark("Evaluation"),
    "consent": mark("Consent"),
    "legal-review": mark("Law to be reviewed"),
    "packing-list": mark("Packing list"),
}
"""What each kind of document is called on the screens."""

READERS: Mapping[str, str] = {
    "participant": mark("For participants"),
    "player": mark("For who plays a part: sealed until the role play"),
    "holder": mark("Replies: sealed until they are opened"),
    "observer": mark("For observers"),
    "facilitator": mark("For the team"),
}
"""For whom a file is, in the order of the page; `audience` of a file says which."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A file on the page."""

    file: MadeFile
    kind: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a build is. `failed`: the documents that could not be made, each with the code of why and the text that
    has to be mended."""

    ident: str
    state: str
    code: str | None
    done: int
    total: int
    running: str
    failed: tuple[tuple[str, str, str], ...]

    @property
    def is_open(self) -> bool:
        """Whether it is still being made."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintCentre:
    """Everything the page shows. `early`: the files of a build that is still going on, to be had singly already;
    `groups` and `piles` those of one that is done."""

    forecast: Paper
    progress: Progress | None
    early: tuple[Listed, ...]
    groups: tuple[tuple[str, tuple[Listed, ...]], ...]
    piles: tuple[PileOf, ...]
    sheets: int
    sides: int


def print_centre(opened: Opened, job: JobRow | None, store: Store, words: Scribe) -> PrintCentre:
    """What there is of a workshop's newest build. What holds everything (sums, piles, the archive) comes once the build
    is done, so that nobody prints half of it unawares."""
    made = made_files(job, store) if job is not None and job.state in (*OPEN, "done") else ()
    is_done = job is not None and job.state == "done"
    files = made if is_done else ()
    return PrintCentre(
        forecast=estimate(opened.kit, opened.workshop, opened.schedule),
        progress=progress_of(job) if job is not None else None,
        early=() if is_done else tuple(_listed(each, opened, words) for each in made),
        groups=tuple(_groups(files, opened, words)),
        piles=piles_of(files),
        sheets=sum(each.sheets for each in files),
        sides=sum(each.sides for each in files),
    )


def progress_of(job: JobRow) -> Progress:
    """How far a build is."""
    states = [each.state for each in job.documents]
    return Progress(
        ident=job.id,
        state=job.state,
        code=job.code,
        done=sum(state != "waiting" for state in states),
        total=len(states),
        running=next((each.document for each in job.documents if each.state == "waiting"), ""),
        failed=tuple((each.name, each.code or "", each.unit or "") for each in job.documents if each.state == "failed"),
    )


def _groups(files: Sequence[MadeFile], opened: Opened, words: Scribe) -> list[tuple[str, tuple[Listed, ...]]]:
    readers = dict.fromkeys((*READERS, *(each.audience for each in files)))
    found = []
    for reader in readers:
        mine = tuple(_listed(each, opened, words) for each in files if each.audience == reader)
        if mine:
            found.append((reader, mine))
    return found


def _listed(file: MadeFile, opened: Opened, words: Scribe) -> Listed:
    return Listed(file, KINDS.get(file.document, file.document), title_of(file.subject, opened, words))


def title_of(subject: str, opened: Opened, words: Scribe) -> str:
    """What a file is about; nothing where its kind says it all."""
    kind, _, rest = subject.partition("/")
    name, _, below = rest.partition("/seats/")
    module = opened.kit.modules(kind).get(name) if rest else None
    if module is None:
        return ""
    seat = opened.kit.role_plays[name].seats.get(below) if below and name in opened.kit.role_plays else None
    return words.say(seat.title if seat is not None else module.title)
