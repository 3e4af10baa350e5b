"""The public library: its front page, lists and searches, a page for each sheet, the sheet to read, and its files.

Comes in: a request. Goes out: a page in the language of its address; a sheet in the language that the address names
after it, never in that of the browser. Refuses everything that is not public with the same answer as what does not
exist. Nothing is read from a cookie and none is set.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, send_file, url_for

from trainingkit.domain.access import Action
from trainingkit.domain.searching import LONGEST_QUERY
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import messages_for
from trainingkit.rendering.plaintext import messages, to_read_aloud
from trainingkit.rendering.reflow import Frame, reading_style, to_page
from trainingkit.services.finding import FACETS, Found, Wish
from trainingkit.services.handouts import (
    VOICE,
    WORDS,
    PublicSheet,
    listed_sheet,
    make_file,
    name_of,
    prepare,
    public_kit,
    public_kits,
    public_sheet,
    sector_words,
    theme_words,
)
from trainingkit.services.sheetwords import LENGTHS, language_name
from trainingkit.services.shelves import Said, Sheet, State, Version
from trainingkit.storage.publishing import digest_of
from trainingkit.web.pages import Shop, cut_list, words_for
from trainingkit.web.policy import Policy

_HEADINGS = (
    '@font-face { font-family: "Bitter"; src: url("font/bitter.woff") format("woff"); font-weight: 800;'
    " font-display: swap }\n"
)
"""A page that stands alone has to do without: the letters weigh more than its words."""
AT_FIRST = 12
"""Sheets on the front page: the kits stand below them, and nobody scrolls past sixty."""
AT_ONCE = 60
"""Sheets that one page shows; where there are more, it leads to the next ones."""

POLICIES = {
    f"sheets.{name}": Policy(Action.READ_LIBRARY)
    for name in ("front", "kit", "listed", "sheet", "read", "words", "file", "style")
}

sheets = Blueprint("sheets", __name__)


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@sheets.get("/<any(es, en):language>/")
def front(language: str) -> str:
    """Every kit, and the sheets that anybody may have."""
    shop = Shop.here()
    found = shop.finder.find(Wish())
    return render_template(
        "shelf/front.html",
        kits=public_kits(shop.library, language),
        shown=_shown(found.sheets[:AT_FIRST], language),
        count=len(found.sheets),
        several=len(found.counts["kit"]) > 1,
        facets=_facets(found, Wish(), language),
        **_words(language, lambda other: url_for("sheets.front", language=other)),
    )


@sheets.get("/<any(es, en):language>/kits/<kit>")
def kit(language: str, kit: str) -> str:
    """A kit with its sheets."""
    shop = Shop.here()
    shelf = shop.library.get_shelf(kit)
    return render_template(
        "shelf/kit.html",
        kit=public_kit(shelf, language),
        shown=_shown(tuple(each for each in shop.library.sheets() if each.shelf is shelf), language),
        **_words(language, lambda other: url_for("sheets.kit", language=other, kit=kit)),
    )


@sheets.get("/<any(es, en):language>/sheets/")
def listed(language: str) -> str:
    """What fits a search and what was chosen; every choice is a link."""
    wish = _wish()
    found = Shop.here().finder.find(wish)
    cut = cut_list(found.sheets, AT_ONCE, lambda number: _address(language, wish, page=str(number)))
    return render_template(
        "shelf/list.html",
        wish=wish,
        cut=cut,
        several=len(found.counts["kit"]) > 1,
        shown=_shown(cut.items, language),
        facets=_facets(found, wish, language),
        **_words(language, lambda other: _address(other, wish)),
    )


def _wish() -> Wish:
    asked = {name: request.args.get(name, "")[:LONGEST_QUERY] for name in ("text", *FACETS)}
    return Wish(**{name: " ".join(value.split()) for name, value in asked.items()})


def _address(language: str, wish: Wish, **changed: str) -> str:
    values = {name: getattr(wish, name) for name in ("text", *FACETS)} | changed
    return url_for("sheets.listed", language=language, **{name: value for name, value in values.items() if value})


def _facets(found: Found, wish: Wish, language: str) -> list[dict[str, object]]:
    """Each way of narrowing with its values: words, how many, the address that chooses it or takes it back."""
    told = _facet_words(language)
    return [
        {
            "name": facet,
            "values": [
                {
                    "said": told[facet](value),
                    "count": count,
                    "chosen": getattr(wish, facet) == value,
                    "address": _address(language, wish, **{facet: "" if getattr(wish, facet) == value else value}),
                }
                for value, count in found.counts[facet].items()
            ],
        }
        for facet in FACETS
    ]


def _facet_words(language: str) -> Mapping[str, Callable[[str], Said]]:
    catalogue = messages_for(language)
    shelves = {each.kit.id: each for each in Shop.here().library.shelves()}

    def theme(value: str) -> Said:
        shelf = next(each for each in shelves.values() for sheet in each.sheets if value in sheet.themes)
        return theme_words(shelf, value, language)

    return {
        "theme": theme,
        "sector": lambda value: sector_words(value, language),
        "length": lambda value: Said(catalogue.say(LENGTHS[value]), language),
        "tongue": lambda value: Said(language_name(value, catalogue), language),
        "kit": lambda value: shelves[value].say(shelves[value].kit.about.title, language),
    }


def _shown(found: Sequence[Sheet], language: str) -> list[PublicSheet]:
    return [listed_sheet(sheet, language) for sheet in found]


# ── a sheet ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@sheets.get("/<any(es, en):language>/sheets/<code>")
def sheet(language: str, code: str) -> str:
    """Everything about a sheet, and all of its files."""
    shop = Shop.here()
    found = shop.library.get_sheet(code)
    prepare(found, language, shop.stock)
    return render_template(
        "shelf/sheet.html",
        sheet=public_sheet(found, language, shop.stock),
        **_words(language, lambda other: url_for("sheets.sheet", language=other, code=code)),
    )


@sheets.get("/<any(es, en):language>/sheets/<code>/read/<tongue>")
def read(language: str, code: str, tongue: str) -> Response:
    """The sheet itself, in the language named last; a draft says so at its head."""
    version = _version(code, tongue)
    if version.document is None:
        raise NotFound("not-in-language", language=tongue)
    back = url_for("sheets.sheet", language=language, code=code)
    frame = Frame(
        style=url_for("sheets.style"),
        icon=url_for("library.static", filename="stitch.svg"),
        back=(back, messages_for(language).say("Back to the page of this sheet")),
        back_language=language,
    )
    answer = make_response(to_page(version.document, frame))
    answer.headers["Content-Language"] = tongue
    return answer


@sheets.get("/<any(es, en):language>/sheets/<code>/words/<tongue>")
def words(language: str, code: str, tongue: str) -> str:
    """The words to copy into a message, and the text to read aloud."""
    shop = Shop.here()
    found = shop.library.get_sheet(code)
    version = found.version(tongue)
    if version.document is None or version.state is not State.WHOLE:
        raise NotFound("not-in-language", language=tongue)
    return render_template(
        "shelf/words.html",
        sheet=public_sheet(found, language, shop.stock),
        tongue=tongue,
        messages=messages(version.document),
        voice=to_read_aloud(version.document),
        files={each: name_of(code, version, each) for each in (WORDS, VOICE)},
        **_words(language, lambda other: url_for("sheets.words", language=other, code=code, tongue=tongue)),
    )


def _version(code: str, tongue: str) -> Version:
    return Shop.here().library.get_sheet(code).version(tongue)


@sheets.get("/kits/<kit>/<name>")
def file(kit: str, name: str) -> Response:
    """A public file, made now if it never was. The address holds codes; the saved file has a readable name."""
    shop = Shop.here()
    made = make_file(shop.library, kit, name, shop.stock)
    if made.artefact:
        answer = send_file(
            made.artefact.path, made.media, download_name=made.saved_as, etag=made.artefact.sha256, max_age=0
        )
    else:
        answer = send_file(
            BytesIO(made.data),
            f"{made.media}; charset=utf-8",
            as_attachment=True,
            download_name=made.saved_as,
            etag=digest_of(made.data),
            max_age=0,
        )
    answer.headers["Content-Language"] = made.language
    return answer


@sheets.get("/reading.css")
def style() -> Response:
    """How a sheet looks that is read here."""
    data = f"{_HEADINGS}{reading_style()}".encode()
    return send_file(BytesIO(data), "text/css; charset=utf-8", etag=digest_of(data), max_age=0)


# ── addresses and words ─────────────────────────────────────────────────────────────────────────────────────────────


def _words(language: str, place_in: Callable[[str], str]) -> dict[str, object]:
    return {
        **words_for(language),
        "place_in": place_in,
        "link": partial(_link, language),
    }


def _link(language: str, to: str, *about: Any) -> str:
    """Where a page of the library leads."""
    match to:
        case "front":
            return url_for("sheets.front", language=language)
        case "list":
            return url_for("sheets.listed", language=language)
        case "kit":
            return url_for("sheets.kit", language=language, kit=about[0])
        case "sheet":
            return url_for("sheets.sheet", language=language, code=about[0].code)
        case "read" | "words":
            return url_for(f"sheets.{to}", language=language, code=about[0].code, tongue=about[1])
        case _:
            return url_for("sheets.file", kit=about[0].kit, name=about[1])
