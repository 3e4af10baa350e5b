"""What every page needs to speak a language, whoever shows it: the server, or a library published as plain files.

Comes in: the language of the page. Goes out: functions and names for its template. Knows no request.
"""

from markupsafe import Markup

from trainingkit import markup
from trainingkit.i18n.catalogues import messages_for
from trainingkit.services import sheetwords

LANGUAGES = ("es", "en")
NAMES = {"es": "Español", "en": "English"}
"""As their readers call them."""


def spoken_in(language: str) -> dict[str, object]:
    """The names that templates use."""
    catalogue = messages_for(language)
    return {
        "language": language,
        "say": catalogue.say,
        "pages": lambda count: catalogue.counted("{count} page", "{count} pages", count),
        "minutes": lambda count: catalogue.counted("1 minute to read", "{count} minutes to read", count),
        "sheets_words": lambda count: catalogue.counted("{count} sheet", "{count} sheets", count),
        "found_words": lambda count, text: catalogue.counted(
            "{count} sheet for «{text}»", "{count} sheets for «{text}»", count, text=text
        ),
        "names": {each: sheetwords.language_name(each, catalogue) for each in ("es", "en", "ht", "kek")},
        "own_names": NAMES,
        "own_list": lambda languages: sheetwords.listed(languages, catalogue),
        "others": [each for each in LANGUAGES if each != language],
        "small_markdown": _small_markdown,
        "formats": sheetwords.FORMATS,
        "lengths": sheetwords.LENGTHS,
        "freshness": lambda version: sheetwords.freshness(version, catalogue),
        "coverage": lambda kit, each: sheetwords.coverage(kit, each, catalogue),
        "day": lambda version: sheetwords.day(version, catalogue),
        "moment": lambda at: sheetwords.moment(at, catalogue),
        "size": lambda count: sheetwords.size(count, catalogue),
        "kind_of": lambda sheet: sheetwords.kind_of(sheet, catalogue),
        "in_sentence": lambda each: sheetwords.in_sentence(each, catalogue),
    }


def _small_markdown(text: str) -> Markup:
    return Markup(markup.to_html(text))  # noqa: S704 - markup sanitises
