"""The shipped kits set whole: every document of a workshop, and everything that is wrong with the pages."""

from collections.abc import Iterator

from tests.rendering.verapdf import failures
from tests.shipped import shipped
from trainingkit.domain.agenda import schedule
from trainingkit.domain.assembly import Order, assemble, orders_for
from trainingkit.domain.document import Document, Format
from trainingkit.domain.overlay import for_workshop
from trainingkit.errors import LimitReached, RenderError
from trainingkit.i18n.wording import wording_for
from trainingkit.planning.casting import cast
from trainingkit.rendering.preflight import check_pdf
from trainingkit.rendering.typeset import Pages
from trainingkit.rendering.worker import Renderer


def documents(language: str, kit: str = "san-salvador", name: str = "example") -> Iterator[tuple[Order, Document]]:
    """Every document of a workshop in one language, without the twins of groups with the same case."""
    reading = shipped(kit)
    whole, workshop = reading.kit, reading.workshops[name]
    assert whole is not None
    used = for_workshop(whole, workshop)
    planned, casting = schedule(used, workshop), cast(workshop, used)
    spoken = dict.fromkeys((used.about.language, *used.about.languages, *workshop.languages))
    wordings = {each: wording_for(each, workshop.country) for each in spoken}
    first: dict[str | None, str] = {}
    for group_name, group in workshop.groups.items():
        first.setdefault(group.case, group_name)
    for order in orders_for(used, workshop, planned, casting, (language,)):
        if order.group in ("", *first.values()):
            yield order, assemble(used, workshop, planned, casting, order, wordings)


def set_all(pairs: list[tuple[Document, Format]]) -> Iterator[tuple[Document, Format, Pages]]:
    with Renderer(1) as renderer:
        for position, found in renderer.render_all(pairs):
            document, fmt = pairs[position]
            assert not isinstance(found, (RenderError, LimitReached)), f"{document.slug} {fmt}: {found}"
            yield document, fmt, found


def faults(document: Document, fmt: Format, pages: Pages) -> list[str]:
    where = f"{document.slug} {document.language} {fmt.paper} {fmt.ink}"
    found = [f"{where}: {rule}" for rule in failures(pages.pdf)]
    found += [f"{where}: {problem.code} {dict(problem.details)}" for problem in pages.problems]
    found += [f"{where}: {problem.code} {dict(problem.details)}" for problem in check_pdf(pages.pdf, fmt)]
    return found
