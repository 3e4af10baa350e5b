"""How much paper a participant's set will take, said before anything is built.

Comes in: a kit, its workshop and its schedule. Goes out: sides, sheets and price of all sets, from the `pages` that the
modules promise and from sensible sizes where they promise none. Refuses to be exact: the print run counts real files.
"""

from decimal import Decimal

from trainingkit.domain.agenda import Schedule, cases_of, read_cases_of
from trainingkit.domain.kit import Kit
from trainingkit.domain.links import Link, is_shared, links
from trainingkit.domain.printrun import Paper, PrintedFile, paper_of, sets_in
from trainingkit.domain.workshop import Workshop

NOTES_PAGES = 2
PAGES = {"agenda": 1, "one-page": 1, "cases": 6, "worksheets": 1, "handouts": 2}
"""What a piece takes as long as its module does not say (`pages`) and it has not been set."""


def estimate_sides(kit: Kit, workshop: Workshop, schedule: Schedule) -> int:
    """About how many sides a participant's set will have: agenda, one-page cases, the group's whole case, the
    worksheets that steps use, readings, notes. Said before building, so from the kit alone."""
    cases = cases_of(kit, workshop)
    done = tuple(links(kit, schedule))
    used = dict.fromkeys(link.subject for link in done if link.verb in ("uses", "fills") or _is_reading(link))
    sheets = (_pages(kit, subject) for subject in used if _in_set(kit, subject))
    own = (case for case in cases if not is_shared(case, done))
    whole_case = max((kit.cases[case].pages or PAGES["cases"] for case in own), default=0)
    return (
        PAGES["agenda"] + len(read_cases_of(kit, workshop)) * PAGES["one-page"] + whole_case + sum(sheets) + NOTES_PAGES
    )


def _is_reading(link: Link) -> bool:
    """Whether a step gives everyone a sheet to read, which joins the folder although it is not in the workbook."""
    return link.verb == "gives" and link.to == "person"


def _in_set(kit: Kit, subject: str) -> bool:
    kind, _, name = subject.partition("/")
    return kind == "handouts" or (kind == "worksheets" and not kit.worksheets[name].form)


def _pages(kit: Kit, subject: str) -> int:
    kind, _, name = subject.partition("/")
    return kit.modules(kind)[name].pages or PAGES[kind]


def estimate(kit: Kit, workshop: Workshop, schedule: Schedule, price: Decimal | None = None) -> Paper:
    """The paper of all participants' sets before building: «33 juegos × 17 hojas = 561 hojas, 1,089 caras»."""
    sides = estimate_sides(kit, workshop, schedule)
    sets = sum(sets_in(workshop, language) for language in workshop.languages)
    return paper_of(PrintedFile(path="", document="workbook", language="", pages=sides), sets, price)
