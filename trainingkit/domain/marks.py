"""The marks that fields of the kit format carry inside `Annotated`: the one table behind loader, PO, JSON Schema and
assembly.

A text field carries a `Form` (what text it is) and a `Circle` (who it is for); a field without a circle takes that of
the field above it, and with none at all it is for facilitators only. `Plain` says what an untranslated string holds.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from trainingkit.domain.text import Form, Text


class Plain(StrEnum):
    """What a string that is never translated holds."""

    NAME = "name"  # a proper name, printed as it stands in every language
    ID = "id"  # [a-z][a-z0-9]*(-[a-z0-9]+)*
    REF = "ref"  # kind/id[/…], case/role-play, case/responses/1, or a bare id where `Refers` fixes the kind
    WORD = "word"  # one of a list that something else checks: a language, a country, a slot of the agenda
    ADDRESS = "address"  # a URL
    PICTURE = "picture"  # a small PNG in base64


@dataclass(frozen=True, slots=True)
class Key:
    """The name a field has in YAML where it is not its Python name."""

    name: str


@dataclass(frozen=True, slots=True)
class Refers:
    """The kind a bare id stands for in a reference field: `sessions` makes `first-meeting` mean `sessions/first-
    meeting`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that make sense, both ends included."""

    least: int
    most: int


Line = Annotated[Text, Form.LINE]
Prose = Annotated[Text, Form.PROSE]
Phrase = Annotated[Text, Form.PHRASE]
Name = Annotated[str, Plain.NAME]
Id = Annotated[str, Plain.ID]
Ref = Annotated[str, Plain.REF]
Word = Annotated[str, Plain.WORD]
Address = Annotated[str, Plain.ADDRESS]
Png = Annotated[str, Plain.PICTURE]
Minutes = Annotated[int, Range(0, 1440)]
