"""What screens say of sheets: names of languages, how fresh a translation is, how many sheets there are; in words.

Comes in: values of the library, and the catalogue of a page's language. Goes out: whole sentences. Both the pages of
the server and those of a published library say it so.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from trainingkit.i18n.catalogues import Catalogue, mark
from trainingkit.i18n.wording import wording_for
from trainingkit.services.handouts import PublicKit, PublicSheet, PublicVersion
from trainingkit.services.shelves import State

KINDS: Mapping[str, str] = {
    "handout": mark("Handout"),
    "case": mark("Case"),
    "worksheet": mark("Worksheet"),
    "poster": mark("Poster"),
}
FORMATS: Mapping[tuple[str, str], str] = {
    ("letter", "colour"): mark("Letter"),
    ("a4", "colour"): mark("A4"),
    ("letter", "black"): mark("Letter, black"),
    ("a4", "black"): mark("A4, black"),
}
LENGTHS: Mapping[str, str] = {
    "short": mark("Short: up to 3 minutes"),
    "medium": mark("Medium: up to 10 minutes"),
    "long": mark("Long: more than 10 minutes"),
}
_LANGUAGES = {"es": mark("Spanish"), "en": mark("English"), "ht": mark("Haitian Creole"), "kek": mark("Q'eqchi'")}
_SMALL_NAMES = frozenset({"es"})
"""Languages that write the names of languages small inside a sentence."""


def language_name(language: str, catalogue: Catalogue) -> str:
    """A language's name in the language of the page; its code where it has none here."""
    name = _LANGUAGES.get(language.partition("-")[0])
    return catalogue.say(name) if name else language


def in_sentence(language: str, catalogue: Catalogue) -> str:
    """The same, as it stands inside a sentence."""
    name = language_name(language, catalogue)
    return name[:1].lower() + name[1:] if catalogue.language in _SMALL_NAMES else name


def listed(languages: Iterable[str], catalogue: Catalogue) -> str:
    """«español, inglés»."""
    return ", ".join(in_sentence(each, catalogue) for each in languages)


def freshness(version: PublicVersion, catalogue: Catalogue) -> str:
    """How a sheet stands in a language: «English is 2 changes behind.»"""
    language = language_name(version.language, catalogue)
    if version.state is State.WHOLE:
        return catalogue.say("{language}: whole and up to date.", language=language)
    if version.state is State.DRAFT:
        return catalogue.counted(
            "{language} is 1 change behind.",
            "{language} is {count} changes behind.",
            version.changes,
            language=language,
        )
    return catalogue.say("Not yet in {language}.", language=in_sentence(version.language, catalogue))


def coverage(kit: PublicKit, language: str, catalogue: Catalogue) -> str:
    """«3 of 41 sheets in Haitian Creole»."""
    return catalogue.counted(
        "{whole} of 1 sheet in {language}",
        "{whole} of {count} sheets in {language}",
        kit.sheets,
        whole=kit.whole.get(language, 0),
        language=in_sentence(language, catalogue),
    )


def day(version: PublicVersion, catalogue: Catalogue) -> str:
    """Since when the library has had these words; nothing where it has none."""
    return wording_for(catalogue.language).date(version.since, "long") if version.since else ""


def moment(at: datetime, catalogue: Catalogue) -> str:
    """A day and a time of it."""
    return f"{wording_for(catalogue.language).date(at.date(), 'long')}, {at:%H:%M}"


def size(count: int, catalogue: Catalogue) -> str:
    """A file's size as people compare it with what their connection carries."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1024))} KB"
    megabytes = (Decimal(count) / 1_048_576).quantize(Decimal("0.1"))
    return f"{wording_for(catalogue.language).number(megabytes)} MB"


def kind_of(sheet: PublicSheet, catalogue: Catalogue) -> str:
    """What a sheet is."""
    return catalogue.say(KINDS[sheet.kind])
