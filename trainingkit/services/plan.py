"""What one build makes: every document assembled, every file named, before anything is set.

Comes in: a kit, its workshop, what was planned, what is wanted. Goes out: jobs with their paths, and the gaps that
stop some of them. File numbers follow the whole list of documents, so the same document has the same number in every
build.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from trainingkit.domain.assembly import Order, assemble, assemble_packing
from trainingkit.domain.assembly.orders import reader_of
from trainingkit.domain.document import Document, Format
from trainingkit.domain.printrun import Occasion, PrintedFile, PrintLine, PrintRun, to_print_run
from trainingkit.domain.text import Wording
from trainingkit.errors import ContentError, Problem

PACKING = "packing-list"
_AUDIENCES = {"role-pack": "player", "reply": "holder", PACKING: "facilitator"}
"""Whose packs and replies are narrower than their order's first reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the stages of one build share."""

    occasion: Occasion
    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    documents: tuple[str, ...]
    wordings: Mapping[str, Wording]
    draft: bool = False
    price: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A document to be set in a format, and the file it becomes."""

    order: Order
    document: Document
    format: Format
    path: str

    @property
    def audience(self) -> str:
        """For whom the file is, as the manifest says it."""
        return _AUDIENCES.get(self.order.document) or reader_of(self.order).name


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFile:
    """A file that has been set."""

    job: Job
    pages: int
    sha256: str


def assemble_all(orders: Sequence[Order], plan: Plan) -> tuple[tuple[Job, ...], tuple[Problem, ...]]:
    """The documents in every format, and every gap of those that cannot be made. A packing list needs the pages of all
    documents, so where one is wanted all are assembled."""
    jobs: list[Job] = []
    gaps: list[Problem] = []
    for number, order in _numbered(orders):
        if order.document not in plan.documents and PACKING not in plan.documents:
            continue
        try:
            document = _document(order, plan)
        except ContentError as error:
            gaps += error.problems
            continue
        jobs += _jobs(order, document, number, plan.formats)
    return tuple(jobs), once(gaps)


def packing_jobs(
    orders: Sequence[Order], plan: Plan, made: Sequence[SetFile]
) -> tuple[tuple[Job, ...], tuple[Problem, ...]]:
    """The packing list of each language and format, for the files that have been set; none if it is not wanted."""
    if PACKING not in plan.documents:
        return (), ()
    jobs: list[Job] = []
    gaps: list[Problem] = []
    about = plan.occasion
    for language in plan.languages:
        order = Order(PACKING, language)
        number = sum(each.language == language for each in orders) + 1
        for fmt in plan.formats:
            run = print_run(made, fmt, plan)
            try:
                document = assemble_packing(about.kit, about.workshop, language, plan.wordings, run, draft=plan.draft)
            except ContentError as error:
                gaps += error.problems
                continue
            jobs += _jobs(order, document, number, (fmt,))
    return tuple(jobs), once(gaps)


def print_run(made: Iterable[SetFile], fmt: Format, plan: Plan) -> PrintRun:
    """The print run of the files in one format; of one paper and one ink, since another would be another pile."""
    files = tuple(_printed(each) for each in made if each.job.format == fmt)
    return to_print_run(files, plan.occasion, plan.price)


def print_lines(made: Sequence[SetFile], plan: Plan) -> dict[str, PrintLine]:
    """The paper of every file, by its path."""
    return {line.file.path: line for fmt in plan.formats for line in print_run(made, fmt, plan).lines}


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once: a text that is not translated may stand in several documents."""
    return tuple({(each.code, each.unit, *each.details.items()): each for each in problems}.values())


def _document(order: Order, plan: Plan) -> Document:
    about = plan.occasion
    return assemble(about.kit, about.workshop, about.schedule, about.casting, order, plan.wordings, draft=plan.draft)


def _numbered(orders: Iterable[Order]) -> Iterator[tuple[int, Order]]:
    """Orders with their number among those of their language, from 1."""
    counts: dict[str, int] = {}
    for order in orders:
        counts[order.language] = counts.get(order.language, 0) + 1
        yield counts[order.language], order


def _jobs(order: Order, document: Document, number: int, formats: Iterable[Format]) -> Iterator[Job]:
    for fmt in formats:
        ink = "_black" if fmt.ink == "black" else ""
        name = f"{number:02}-{document.slug}_{order.language}_{fmt.paper}{ink}.pdf"
        yield Job(order=order, document=document, format=fmt, path=f"{order.language}/{name}")


def _printed(made: SetFile) -> PrintedFile:
    order = made.job.order
    return PrintedFile(
        path=made.job.path,
        document=order.document,
        language=order.language,
        pages=made.pages,
        subject=order.subject,
        group=order.group,
        code=order.code,
        sides=made.job.document.sides,
    )
