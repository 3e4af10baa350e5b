"""How a kit speaks: what its author has chosen where a language leaves a choice."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainingkit.domain.marks import Name, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a kit speaks. `register`: by language, how one person is addressed (`es: usted`, `tú` or `vos`), otherwise
    the language's first; `endings`: whether people may be named with x, @ or e; `allow`: words that are meant as they
    stand."""

    register: Mapping[Word, Name] = field(default_factory=dict)
    endings: bool = False
    allow: tuple[str, ...] = ()
