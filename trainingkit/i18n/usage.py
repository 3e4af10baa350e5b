"""How a language is written: comes in `locales/<language>/usage.toml`, goes out a `Usage`.

What makes its sentences easy to read, how one person is addressed, how people are named, how its words change: tables
for the checks in `content`. A further language needs such a file and no code; one without it is not checked, and
`kits readability` says so. Refuses a table with a name it does not know or a pattern that is none: a rule misspelt is a
rule not kept.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from trainingkit.errors import UsageError
from trainingkit.i18n.catalogues import LOCALES, bases_of

USAGE = "usage.toml"

Pattern = re.Pattern[str]

# Tables are told apart by identity (`eq=False`), so that what is worked out of one can be remembered for it.


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sentences:
    """Where sentences end."""

    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Syllables:
    """Runs of `vowels` are syllables, after what is `silent` was taken out; one more for each place `apart`; `words`
    are counted by hand. A number in figures is reckoned with `figures`."""

    vowels: Pattern
    figures: int
    silent: Pattern
    apart: Pattern
    words: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Score:
    """A readability formula: constant − syllable × syllables a word − word × words a sentence. `grades`: name → from
    which score."""

    name: str
    constant: float
    syllable: float
    word: float
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rows:
    """Lines of cells, one cell for each way of address."""

    rows: tuple[str, ...] = ()
    not_: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verbs:
    """Verbs that change alike: templates of their forms, and their stems."""

    rows: tuple[str, ...]
    stems: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Register:
    """How one person is addressed. `ways`: what a kit may choose, the first unless it says so; `others`: what nobody
    here chooses. The rest are tables of forms, see the file of Spanish."""

    ways: tuple[str, ...]
    others: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()
    nouns: str = ""
    clues: tuple[str, ...] = ()
    nominal: tuple[str, ...] = ()
    also: str = ""
    verbs: tuple[Verbs, ...] = ()
    clitics: Rows = Rows()
    endings: Rows = Rows()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A way of naming people to be told of, by its `kind`; the group `found`, if there is one, is what to mend. `near`:
    what stands in every text that it could be in, since looking for that is quick."""

    kind: str
    find: Pattern
    say: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Nouns for people with two genders: masculine | feminine | another way; those of `common` tell only behind a word
    of `masculine`. Behind `both`, or joined to its pair, a masculine form is not alone."""

    kind: str
    say: str
    the: str
    joined: tuple[str, ...]
    both: tuple[str, ...]
    masculine: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """How people are named."""

    rules: tuple[Rule, ...] = ()
    pairs: Pairs | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Inflection:
    """How words change. `endings`: ending | what may stand instead; the first that fits is taken."""

    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Usage:
    """Everything a language says about how it is written. `language`: whose file it is."""

    language: str
    sentences: Sentences = Sentences()
    syllables: Syllables | None = None
    score: Score | None = None
    register: Register | None = None
    people: People = People()
    inflection: Inflection = Inflection()


@cache
def usage_for(language: str, folder: Path = LOCALES) -> Usage | None:
    """What a language says, else what its base says (`es-PE` writes as `es`); None where neither says anything."""
    for each in bases_of(language):
        path = folder / each.replace("-", "_") / USAGE
        if path.is_file():
            return read_usage(path, each)
    return None


def read_usage(path: Path, language: str) -> Usage:
    """The table of one file. Raises UsageError where a name or a value is not what it must be."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError("usage-table", path=path, what=error) from error
    found: Usage = _made(Usage, {"language": language, **table}, path)
    return found


def _made(cls: Any, table: object, path: Path) -> Any:
    """The value of a class from a table with its field names."""
    types = get_type_hints(cls)
    known = {each.name.rstrip("_"): each for each in fields(cls)}
    if not isinstance(table, dict) or not set(table) <= set(known):
        odd = ", ".join(sorted(set(table) - set(known))) if isinstance(table, dict) else str(table)
        raise UsageError("usage-table", path=path, what=odd)
    for name, each in known.items():
        if name not in table and each.default is MISSING and each.default_factory is MISSING:
            raise UsageError("usage-table", path=path, what=name)
    return cls(**{known[name].name: _value(types[known[name].name], value, path) for name, value in table.items()})


def _value(kind: Any, value: object, path: Path) -> Any:
    if get_origin(kind) is tuple and isinstance(value, list):
        return tuple(_value(get_args(kind)[0], each, path) for each in value)
    if get_origin(kind) is Mapping and isinstance(value, dict):
        return {name: _value(get_args(kind)[1], each, path) for name, each in value.items()}
    if get_origin(kind) is re.Pattern and isinstance(value, str | list):
        return _pattern(value, path)
    inner = next((each for each in get_args(kind) if is_dataclass(each)), kind)
    if is_dataclass(inner):
        return _made(inner, value, path)
    if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else kind):
        raise UsageError("usage-table", path=path, what=value)
    return value


def _pattern(source: str | list[str], path: Path) -> Pattern:
    """The pattern; a list is any of its patterns, one a line so that each can have its comment."""
    try:
        return re.compile(source if isinstance(source, str) else "|".join(f"(?:{each})" for each in source))
    except (re.error, TypeError) as error:
        raise UsageError("usage-table", path=path, what=source) from error
