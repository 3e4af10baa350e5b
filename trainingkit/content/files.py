"""The files of a library: which kinds there are, where they lie, what class each is read into, and how its texts are
addressed.

Holds a table and nothing else. The wrappers exist because a mapping holds fields or free ids, never both: a shared file
says its language beside its entries.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from trainingkit.domain.cohorts import CohortPlan
from trainingkit.domain.fiction import RealNames
from trainingkit.domain.kit import (
    MODULE_KINDS,
    Agenda,
    Country,
    GlossaryTerm,
    KitFile,
    Sector,
    Source,
    Standard,
    Variant,
)
from trainingkit.domain.logistics import Drawing, Logistics
from trainingkit.domain.marks import Id, Word
from trainingkit.domain.workshop import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """`standards.yaml`: international standards, in our own plain words."""

    language: Word
    standards: Mapping[Id, Standard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """`channels.yaml`: where a complaint can be made, and on what conditions."""

    language: Word
    channels: Mapping[Id, Standard]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """`glossary.yaml`: what we say, and what others say."""

    language: Word
    terms: Mapping[Id, GlossaryTerm]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """`sources.yaml`: where statements were found. Nothing in it is translated."""

    language: Word | None = None
    sources: Mapping[Id, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """`media.yaml`: the drawings of `media/` by id, each with its alternative text."""

    media: Mapping[Id, Drawing]


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file. `where` is a pattern below the kit, or below `_shared`; `address` begins the address of its
    texts."""

    kind: str
    cls: type
    where: str
    address: str
    shared: bool = False
    bare: bool = False
    """The file is the one mapping that the class holds, without its name."""


KIT, AGENDA, LOGISTICS, MEDIA = (
    FileKind("kit", KitFile, "kit.yaml", "kit"),
    FileKind("agenda", Agenda, "agenda.yaml", "agenda"),
    FileKind("logistics", Logistics, "logistics.yaml", "logistics"),
    FileKind("media", Media, "media.yaml", "media", bare=True),
)
MODULES = tuple(FileKind(cls.KIND, cls, f"modules/{cls.KIND}/*.yaml", f"{cls.KIND}/{{id}}") for cls in MODULE_KINDS)
VARIANT = FileKind("variant", Variant, "variants/*.yaml", "variants/{id}")
WORKSHOP = FileKind("workshop", Workshop, "workshops/*.yaml", "workshops/{id}")
COHORTS = FileKind("cohorts", CohortPlan, "workshops/*.yaml", "workshops/{id}")
"""A workshop's file that says `plan: cohorts`."""
COUNTRY, SECTOR = (
    FileKind("country", Country, "countries/*.yaml", "countries/{id}", shared=True),
    FileKind("sector", Sector, "sectors/*.yaml", "sectors/{id}", shared=True),
)
LISTS = (
    FileKind("standards", Standards, "standards.yaml", "standards", shared=True),
    FileKind("channels", Channels, "channels.yaml", "channels", shared=True),
    FileKind("glossary", Glossary, "glossary.yaml", "glossary", shared=True),
    FileKind("sources", Sources, "sources.yaml", "sources", shared=True),
    FileKind("real-names", RealNames, "real-names.yaml", "real-names", shared=True),
)


def field_of(kind: str) -> str:
    """The field of `Kit` that holds the modules, or the variants, of a kind of file."""
    return "variants" if kind == VARIANT.kind else kind.replace("-", "_")


FILE_KINDS = (KIT, AGENDA, LOGISTICS, MEDIA, *MODULES, VARIANT, WORKSHOP, COHORTS, COUNTRY, SECTOR, *LISTS)
"""Every kind of file, in the order in which the reference page explains them."""

WITHOUT_NAME = {
    (Agenda, "days"),
    (Standards, "standards"),
    (Channels, "channels"),
    (Glossary, "terms"),
    (Sources, "sources"),
    (Media, "media"),
}
"""Fields whose name does not stand in addresses: `agenda/day-1/title`, `standards/ilo-c156/says`."""


def entry_address(language: str, unit: str) -> str:
    """The address of a text in the catalogue of a language, among the places of a kit."""
    return f"translations/{language}/{unit}"
