"""The packing list: every file with its pages, paper, copies and cuts; envelopes; what comes back; what to buy; the
cost.
"""

from collections.abc import Mapping

from trainingkit.domain import document as doc
from trainingkit.domain.assembly.agendas import slot_title
from trainingkit.domain.assembly.casekeys import for_facilitators
from trainingkit.domain.assembly.codes import initials, slug_of
from trainingkit.domain.assembly.orders import distinct, finished
from trainingkit.domain.assembly.roleplays import group_name
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Kit
from trainingkit.domain.printrun import Envelope, PrintLine, PrintRun
from trainingkit.domain.text import FACILITATOR, Wording
from trainingkit.domain.workshop import Workshop
from trainingkit.errors import ContentError


def assemble_packing(
    kit: Kit,
    workshop: Workshop,
    language: str,
    wordings: Mapping[str, Wording],
    run: PrintRun,
    *,
    draft: bool = False,
) -> doc.Document:
    """The packing list of a finished run. Raises ContentError with every gap unless a draft is asked for."""
    scribe = Scribe(kit, workshop, wordings[language], FACILITATOR, draft, wordings)
    head = doc.Masthead(
        scribe.chrome("Packing list"),
        scribe.chrome("What to print, cut, seal and bring"),
        cost_line(scribe, run),
        icon="package",
    )
    sections = (
        doc.Section(scribe.chrome("Files"), "printer", (_files(scribe, run),)),
        doc.Section(scribe.chrome("Envelopes"), "envelope", (_envelopes(scribe, run),)),
        doc.Section(scribe.chrome("What comes back"), "package", (_returns(scribe, run),)),
        doc.Section(scribe.chrome("Materials"), "scissors", (_materials(scribe, run),)),
    )
    code = f"{initials(kit.id)}-P"
    part = doc.Part(doc.PartKind.CHAPTER, code, head, sections, notice=for_facilitators(scribe), restart=True)
    problems = distinct(scribe.gaps)
    if problems and not draft:
        raise ContentError(problems)
    slug = slug_of(scribe.chrome("Packing list"))
    return finished(scribe, "packing-list", slug, (part,), is_draft=bool(problems))


def cost_line(scribe: Scribe, run: PrintRun) -> str:
    """«157 juegos… 1,089 caras en 561 hojas», and what they cost where the price of a side is known."""
    total = run.total
    words = scribe.chrome(
        "{sides} sides on {sheets} sheets", sides=scribe.count(total.sides), sheets=scribe.count(total.sheets)
    )
    if total.cost is None:
        return words
    return f"{words}: {scribe.wording.money(total.cost, scribe.currency)}"


def _files(scribe: Scribe, run: PrintRun) -> doc.Grid:
    columns = (
        doc.Column(scribe.chrome("File"), 8),
        doc.Column(scribe.chrome("Pages"), 2),
        doc.Column(scribe.chrome("Copies"), 2),
        doc.Column(scribe.chrome("Sheets"), 2),
        doc.Column(scribe.chrome("How"), 5),
    )
    rows = tuple(
        (
            line.file.path.rpartition("/")[2],
            scribe.count(line.file.pages),
            scribe.count(line.paper.copies),
            scribe.count(line.paper.sheets),
            _how(scribe, line),
        )
        for line in run.lines
    )
    return doc.Grid(columns, rows, look="compact")


def _how(scribe: Scribe, line: PrintLine) -> str:
    said = [scribe.chrome("one side") if line.file.sides == "one" else scribe.chrome("both sides")]
    if line.pieces:
        said.append(scribe.chrome("cut in {count}", count=line.pieces))
    if line.in_envelope:
        said.append(scribe.chrome("into an envelope"))
    if line.after_use == "return":
        said.append(scribe.chrome("comes back"))
    elif line.after_use == "destroy":
        said.append(scribe.chrome("is destroyed"))
    return ", ".join(said)


def _envelopes(scribe: Scribe, run: PrintRun) -> doc.Grid:
    columns = (
        doc.Column(scribe.chrome("Label"), 5),
        doc.Column(scribe.chrome("Sheets"), 2),
        doc.Column(scribe.chrome("Opened in"), 6),
    )
    rows = tuple((_label(scribe, each), scribe.count(each.sheets), _opened(scribe, each)) for each in run.envelopes)
    return doc.Grid(columns, rows, look="compact")


def _label(scribe: Scribe, envelope: Envelope) -> str:
    what = scribe.plain(envelope.letter) if envelope.letter else envelope.code
    group = scribe.chrome("Group {name}", name=group_name(scribe, envelope.group))
    return f"{envelope.case_code} · {group} · {what}"


def _opened(scribe: Scribe, envelope: Envelope) -> str:
    return slot_title(scribe, envelope.opens_in) if envelope.opens_in else ""


def _returns(scribe: Scribe, run: PrintRun) -> doc.Grid:
    columns = (
        doc.Column(scribe.chrome("What"), 6),
        doc.Column(scribe.chrome("How many"), 2),
        doc.Column(scribe.chrome("What is done with it"), 4),
        doc.Column(scribe.chrome("Counted"), 2),
    )
    rows = tuple(
        (
            _module_title(scribe, each.subject),
            scribe.count(each.copies),
            scribe.chrome("destroyed") if each.how == "destroy" else scribe.chrome("counted back"),
            "",
        )
        for each in run.returns
    )
    return doc.Grid(columns, rows, look="compact")


def _module_title(scribe: Scribe, subject: str) -> str:
    kind, _, rest = subject.partition("/")
    module = scribe.kit.modules(kind).get(rest.partition("/")[0])
    if module is None:
        return subject
    return scribe.title_of(module)


def _materials(scribe: Scribe, run: PrintRun) -> doc.Items:
    known = scribe.kit.logistics.materials
    items = tuple(
        (scribe.count(count), scribe.plain(known[name].what)) for name, count in run.materials if name in known
    )
    return doc.Items(items, "tick")
