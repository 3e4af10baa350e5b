"""The print centre of a workshop: each view parses its address, asks one service, and answers.

Comes in: a request of somebody who gives the workshop. Goes out: the page with problems first and what there is to
print, a file, a picture of a page of the very file. Refuses files of a build of another workshop with the same answer
as what does not exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Literal

from flask import g, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from trainingkit.domain.access import Action
from trainingkit.domain.assembly import DOCUMENTS
from trainingkit.domain.workshop import paper_for
from trainingkit.errors import Problem
from trainingkit.i18n.wording import wording_for
from trainingkit.services.cards import scribe_for
from trainingkit.services.desk import Opened, open_workshop
from trainingkit.services.jobs import ask_for_workshop, stop_job
from trainingkit.services.piles import archive, get_pile, made_file, made_files, pile_file, thumbnail
from trainingkit.services.printing import KINDS, READERS, PrintCentre, print_centre
from trainingkit.services.telling import told
from trainingkit.services.wanted import Wanted
from trainingkit.services.workshopchecks import problems_of
from trainingkit.storage.jobs import get_job, latest_job
from trainingkit.storage.models import JobRow
from trainingkit.storage.workshops import get_workshop_row
from trainingkit.web.pages import Shop
from trainingkit.web.policy import Policy
from trainingkit.web.workshops import Answer, Bench, me, page, the_workshop, workshops

_LOOK = Policy(Action.SEE_WORKSHOP, find=the_workshop)

_NAMES = ("prints", "make", "stop", "print_file", "print_page", "print_look", "print_zip", "print_pile")

POLICIES: Mapping[str, Policy] = {f"workshops.{name}": _LOOK for name in _NAMES}

_PRICE_MOST = Decimal(1_000)
Ink = Literal["colour", "black"]


@dataclass(frozen=True, slots=True)
class Price:
    """What a side costs at the copy shop: as it was typed, and as a number where it is one."""

    typed: str
    value: Decimal | None

    @property
    def problem(self) -> Problem | None:
        """What is wrong with it."""
        return Problem("form-price", "price") if self.typed and self.value is None else None


# ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────────


@workshops.get("/<ident>/print/")
def prints(ident: str) -> Answer:
    """Problems, what is being made, what there is."""
    bench = Bench.here()
    opened = open_workshop(bench.db_session, bench.office, ident)
    job = latest_job(bench.db_session, ident)
    words = scribe_for(opened.kit, opened.workshop, g.language)
    centre = print_centre(opened, job, Shop.here().store, words)
    found = [told(each, opened, g.language) for each in problems_of(opened, bench.office.readings)]
    price = _price(request.args.get("price", ""))
    body = page(
        "prints.html",
        opened=opened,
        found=found,
        centre=centre,
        price=price,
        money=_money(opened),
        count=lambda number: wording_for(g.language, opened.workshop.country).number(Decimal(number)),
        kinds=_kinds(opened),
        readers=READERS,
        kind_words=KINDS,
        paper=paper_for(opened.workshop, opened.kit),
        failures=_failures(centre, opened),
    )
    return (body, 422) if price.problem else body


def _price(typed: str) -> Price:
    text = typed.strip().replace(",", ".")[:20]
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        value = None
    known = value is not None and value.is_finite() and 0 <= value < _PRICE_MOST
    return Price(typed.strip()[:20], value if known else None)


def _money(opened: Opened) -> Callable[[Decimal], str]:
    """Says amounts in the money of the workshop's country."""
    pack = opened.kit.shared.countries.get(opened.workshop.country)
    wording = wording_for(g.language, opened.workshop.country)
    return lambda amount: wording.money(amount, pack.currency if pack else "USD")


def _kinds(opened: Opened) -> tuple[tuple[str, str], ...]:
    """What can be made by itself; a packing list counts everything, so it comes with everything."""
    chosen = opened.kit.about.documents or DOCUMENTS
    return tuple((each, KINDS[each]) for each in DOCUMENTS if each in chosen and each != "packing-list")


def _failures(centre: PrintCentre, opened: Opened) -> list[tuple[str, object]]:
    progress = centre.progress
    if progress is None:
        return []
    return [
        (name, told(Problem(code, unit, {"document": name}), opened, g.language))
        for name, code, unit in progress.failed
    ]


# ── asking and stopping ─────────────────────────────────────────────────────────────────────────────────────────────


@workshops.post("/<ident>/print/make")
def make(ident: str) -> Response:
    """Asks for a build of everything, of the workbooks alone, or of the kinds that were ticked."""
    bench = Bench.here()
    row = get_workshop_row(bench.db_session, ident)
    asked = ["workbook"] if request.form.get("go") == "workbooks" else request.form.getlist("kind")[: len(DOCUMENTS)]
    kinds = tuple(each for each in asked if each in KINDS)
    ink: Ink = "black" if request.form.get("ink") == "black" else "colour"
    wanted = Wanted(documents=kinds, inks=(ink,), draft=request.form.get("draft") == "yes")
    ask_for_workshop(bench.db_session, row, wanted, me(), bench.office.server.clock())
    return redirect(url_for("workshops.prints", ident=ident, _anchor="progress"), 303)


@workshops.post("/<ident>/print/stop/<job>")
def stop(ident: str, job: str) -> Response:
    """Nobody wants it any more."""
    bench = Bench.here()
    stop_job(bench.db_session, ident, job)
    return redirect(url_for("workshops.prints", ident=ident), 303)


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _job(ident: str, job: str) -> JobRow:
    return get_job(Bench.here().db_session, job, ident)


@workshops.get("/<ident>/print/<job>/<int:position>.pdf")
def print_file(ident: str, job: str, position: int) -> Response:
    """One file; a download that broke off can go on."""
    file = made_file(_job(ident, job), Shop.here().store, position)
    return send_file(
        file.artefact.path,
        "application/pdf",
        download_name=file.name.rpartition("/")[2],
        as_attachment=request.args.get("save") == "1",
        etag=file.artefact.sha256,
        max_age=0,
    )


@workshops.get("/<ident>/print/<job>/<int:position>-<int:number>.png")
def print_page(ident: str, job: str, position: int, number: int) -> Response:
    """A small picture of a page of that very file."""
    file = made_file(_job(ident, job), Shop.here().store, position)
    return send_file(BytesIO(thumbnail(file, number)), "image/png", etag=f"{file.artefact.sha256[:40]}-{number}")


@workshops.get("/<ident>/print/<job>/<int:position>/")
def print_look(ident: str, job: str, position: int) -> Answer:
    """All pages of a file in small."""
    bench = Bench.here()
    opened = open_workshop(bench.db_session, bench.office, ident)
    file = made_file(_job(ident, job), Shop.here().store, position)
    return page("print-look.html", opened=opened, job=job, file=file, kind_words=KINDS)


@workshops.get("/<ident>/print/<job>/all.zip")
def print_zip(ident: str, job: str) -> Response:
    """Everything in one archive."""
    shop = Shop.here()
    files = made_files(_job(ident, job), shop.store)
    path = archive(files, shop.store.folder / "archives")
    return send_file(
        path, "application/zip", as_attachment=True, download_name="workshop.zip", etag=path.stem, max_age=0
    )


@workshops.get("/<ident>/print/<job>/<any(sets, cut, envelopes):pile>-<tongue>.pdf")
def print_pile(ident: str, job: str, pile: str, tongue: str) -> Response:
    """One of the three files for a copy shop."""
    shop = Shop.here()
    found = get_pile(made_files(_job(ident, job), shop.store), pile, tongue)
    artefact = pile_file(found, shop.store)
    name = f"{pile}_{tongue}.pdf"
    return send_file(
        artefact.path, "application/pdf", as_attachment=True, download_name=name, etag=artefact.sha256, max_age=0
    )
