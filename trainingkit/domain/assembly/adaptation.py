"""The adaptation page: what a kit was adapted from, by whom, under which licence, and what was changed.

Made from the kit's lineage, so nobody writes it and nobody can leave it out. Refuses to name to a reader what that
reader may not know of: a module is listed when one of its touched texts is for them.
"""

from collections.abc import Iterable, Iterator

from trainingkit.domain import document as doc
from trainingkit.domain.assembly.codes import initials
from trainingkit.domain.assembly.scribe import Scribe
from trainingkit.domain.kit import Author, Deed, Lineage, Touched

_WRITE_HERE = 2  # lines to write who adapted, where nobody is named


def lineages(scribe: Scribe) -> Iterator[Lineage]:
    """The kits that led to this one, the nearest first."""
    lineage = scribe.kit.lineage
    while lineage is not None:
        yield lineage
        lineage = lineage.upstream


def attribution(scribe: Scribe) -> str:
    """One sentence that names every kit behind this one; empty for a kit of its own."""
    named = tuple(_named(scribe, each) for each in lineages(scribe))
    return scribe.chrome("Adapted from {kits}.", kits=scribe.wording.listed(named)) if named else ""


def sentences(*said: str) -> str:
    """Sentences one after the other, each with its end."""
    return " ".join(each if each.endswith((".", "!", "?")) else f"{each}." for each in said if each)


def adaptation_parts(scribe: Scribe, notice: str) -> tuple[doc.Part, ...]:
    """The page, for a kit that adapts another one. `notice` is the foot of its pages."""
    sections = tuple(section for each in lineages(scribe) for section in _sections(scribe, each))
    if not sections:
        return ()
    head = doc.Masthead(scribe.chrome("Adaptation"), scribe.chrome("Where this kit comes from"), icon="path")
    kept = tuple(section for section in sections if section.blocks)
    code = f"{initials(scribe.kit.id)}-A"
    return (doc.Part(doc.PartKind.CHAPTER, code, head, kept, notice=notice, anchor="adaptation"),)


def _named(scribe: Scribe, lineage: Lineage) -> str:
    # A work is cited by its own title where it has none in this language.
    title = " ".join((lineage.title.find(scribe.language) or lineage.title.source).split())
    return scribe.chrome("«{title}» (edition {edition})", title=title, edition=lineage.edition)


def _sections(scribe: Scribe, lineage: Lineage) -> Iterator[doc.Section]:
    source = scribe.chrome("Adapted from {kits}.", kits=_named(scribe, lineage))
    licence = scribe.chrome("Licence of the texts: {licence}", licence=lineage.licence)
    authors = _people(scribe, lineage.authors.values())
    told: tuple[doc.Block, ...] = (doc.Prose(source, "lead"), *authors, doc.Prose(licence, "small"))
    yield doc.Section(scribe.chrome("The original"), "book-open", told, keep=True)
    by = _people(scribe, lineage.by.values())
    yield doc.Section(scribe.chrome("Who adapted it"), "users", by or (doc.Lines(_WRITE_HERE),), keep=True)
    yield doc.Section(scribe.chrome("What was changed"), "pencil", tuple(_changes(scribe, lineage)))


def _people(scribe: Scribe, people: Iterable[Author]) -> tuple[doc.Block, ...]:
    rows = tuple((each.name, scribe.maybe(each.did)) for each in people)
    return (doc.Pairs(rows),) if rows else ()


def _changes(scribe: Scribe, lineage: Lineage) -> Iterator[doc.Block]:
    deeds = {
        Deed.CHANGED: scribe.chrome("Changed"),
        Deed.ADDED: scribe.chrome("New"),
        Deed.LEFT_OUT: scribe.chrome("Left out"),
    }
    items = [(name, titles) for deed, name in deeds.items() if (titles := _titles(scribe, lineage, deed))]
    if lineage.own_agenda:
        items.append((scribe.chrome("Agenda"), scribe.chrome("It has an agenda of its own.")))
    yield from (doc.Items(tuple(items), "term"),) if items else ()
    if not items:
        yield doc.Prose(scribe.chrome("Nothing so far."))


def _titles(scribe: Scribe, lineage: Lineage, deed: Deed) -> str:
    found = (each for each in lineage.touched if each.deed is deed and _may_know(scribe, each))
    titles = dict.fromkeys(scribe.chrome("«{title}»", title=scribe.title_of(each.module)) for each in found)
    return scribe.wording.listed(tuple(titles))


def _may_know(scribe: Scribe, touched: Touched) -> bool:
    return scribe.may(touched.module.title.audience) and any(scribe.may(each) for each in touched.audiences)
