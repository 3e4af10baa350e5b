"""What only facilitators get of a sheet: how to use it, what a good answer holds, who must be careful with it."""

from collections.abc import Iterator

from trainingkit.domain import document as doc
from trainingkit.domain.assembly import blocks
from trainingkit.domain.assembly.codes import module_code
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.modules import Module
from trainingkit.domain.paper import Handout, Worksheet
from trainingkit.domain.text import PARTICIPANT


def note_sections(scribe: Scribe) -> tuple[doc.Section, ...]:
    """A section for each worksheet, handout, set of cards and poster that has something to say to facilitators."""
    kit = scribe.kit
    modules = (*kit.worksheets.values(), *kit.handouts.values(), *kit.cards.values(), *kit.posters.values())
    made = (doc.Section(_title(scribe, each), "", tuple(_notes(scribe, each)), keep=True) for each in modules)
    return tuple(section for section in made if section.blocks)


def _title(scribe: Scribe, module: Module) -> str:
    return f"{scribe.plain(module.title)} ({module_code(scribe.kit, module)})"


def _notes(scribe: Scribe, module: Module) -> Iterator[doc.Block]:
    if isinstance(module, Worksheet):
        yield from _field_notes(scribe, module)
    if isinstance(module, Handout):
        hidden = {name: block for name, block in module.body.items() if not PARTICIPANT.may_read(block.audience)}
        yield from blocks.body(scribe, hidden)
    if module.care:
        yield doc.Prose(scribe.say(module.care), "warning")


def _field_notes(scribe: Scribe, sheet: Worksheet) -> Iterator[doc.Block]:
    items = []
    for each in sheet.fields.values():
        if each.note:
            items.append((scribe.plain(each.ask), scribe.say(each.note)))
        if each.right:
            answer = scribe.chrome("A good answer: {answer}", answer=scribe.say(each.right))
            items.append((scribe.plain(each.ask), answer))
    if items:
        yield doc.Items(tuple(items), "term")
