"""The workbook of each participant: agenda, one-page cases, the worksheets that steps use, readings, notes."""

from collections.abc import Iterator, Sequence

from trainingkit.domain import document as doc
from trainingkit.domain.agenda import Schedule, read_cases_of
from trainingkit.domain.assembly.adaptation import adaptation_parts
from trainingkit.domain.assembly.agendas import pocket_part
from trainingkit.domain.assembly.cases import one_page_case
from trainingkit.domain.assembly.codes import initials
from trainingkit.domain.assembly.guide import cover_part
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.assembly.sheets import handout_part, worksheet_part
from trainingkit.domain.kit import Kit
from trainingkit.domain.links import links
from trainingkit.domain.paper import Handout, Worksheet

NOTE_PAGES = 2


def workbook_parts(scribe: Scribe, schedule: Schedule) -> tuple[doc.Part, ...]:
    """Every part of the workbook, in the order of use."""
    kit = scribe.kit
    return (
        cover_part(
            scribe, scribe.chrome("Workbook"), scribe.chrome("This copy is yours. Keep it where you feel safe.")
        ),
        pocket_part(scribe, schedule),
        *(one_page_case(scribe, kit.cases[name]) for name in read_cases_of(kit, scribe.workshop)),
        *_numbered(scribe, worksheets_used(kit, schedule)),
        *(handout_part(scribe, each, str(number)) for number, each in enumerate(readings(kit, schedule), 1)),
        *_notes(scribe),
        *adaptation_parts(scribe, ""),
    )


def worksheets_used(kit: Kit, schedule: Schedule) -> tuple[Worksheet, ...]:
    """The worksheets that steps use or fill, in the order of use. The organisers' forms are documents of their own,
    and so is a sheet without a name that has its own place in the agenda: a test is handed out and collected."""
    found = _linked(kit, schedule, "worksheets", ("uses", "fills"))
    placed = {slot.subject for day in schedule.days for slot in day.slots if slot.kind == "worksheet"}
    sheets = (kit.worksheets[name] for name in found)
    return tuple(each for each in sheets if not each.form and not (each.anonymous and each.id in placed))


def readings(kit: Kit, schedule: Schedule) -> tuple[Handout, ...]:
    """The handouts that steps use. Those that steps give stay loose sheets."""
    return tuple(kit.handouts[name] for name in _linked(kit, schedule, "handouts", ("uses",)))


def _linked(kit: Kit, schedule: Schedule, kind: str, verbs: Sequence[str]) -> Iterator[str]:
    subjects = (link.subject for link in links(kit, schedule) if link.verb in verbs)
    named = (subject.partition("/") for subject in subjects)
    return iter(dict.fromkeys(name for found, _, name in named if found == kind))


def _numbered(scribe: Scribe, sheets: Sequence[Worksheet]) -> Iterator[doc.Part]:
    return (worksheet_part(scribe, sheet, str(number)) for number, sheet in enumerate(sheets, 1))


def _notes(scribe: Scribe) -> Iterator[doc.Part]:
    for number in range(1, NOTE_PAGES + 1):
        head = doc.Masthead(scribe.chrome("Notes"), scribe.chrome("My notes"), icon="pencil")
        lines = doc.Section(blocks=(doc.Lines(20),))
        yield doc.Part(
            doc.PartKind.NOTES,
            f"{initials(scribe.kit.id)}-N{number}",
            head,
            (lines,),
            notice=scribe.chrome("Write no names of real people."),
            level=2,
            bookmarked=number == 1,
        )
