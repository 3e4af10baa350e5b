"""The pages of the library: each parses its address, asks one service, and answers.

Comes in: a request. Goes out: a page in the language of its address, or a file in its own. Refuses everything that is
not public with the same answer as what does not exist. Nothing is read from a cookie and none is set.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, render_template, request, send_file, url_for
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.exceptions import NotFound as PageNotFound
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as BaseResponse

from trainingkit import markup
from trainingkit.domain.access import Action
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import Catalogue, mark, messages_for
from trainingkit.rendering.webfont import heading_woff
from trainingkit.rendering.worker import Renderer
from trainingkit.services.handouts import make_file, public_kits
from trainingkit.storage.artefacts import Store
from trainingkit.web.policy import Policy

LANGUAGES = ("es", "en")
NAMES = {"es": "Español", "en": "English"}
"""As their readers call them."""

POLICIES = {
    name: Policy(Action.READ_LIBRARY)
    for name in ("library.start", "library.kits", "library.file", "library.font", "library.static")
}

LONGEST_HEADER = 1024
MOST_PARAMETERS = 100

library = Blueprint("library", __name__, template_folder="templates", static_folder="static", static_url_path="/static")


@dataclass(frozen=True, slots=True)
class Shop:
    """What the pages need from the app: where kits are, where finished files are kept, who makes them."""

    kits: Path
    store: Store
    renderer: Renderer

    @staticmethod
    def here() -> "Shop":
        """Of the app that answers this request."""
        found = current_app.extensions["trainingkit"]
        if not isinstance(found, Shop):
            raise TypeError("the app was not made by create_app")
        return found


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@library.get("/")
def start() -> BaseResponse:
    """To the library in the language the browser asks for; Spanish where it asks for neither."""
    answer = redirect(url_for("library.kits", language=preferred_language()))
    answer.vary.add("Accept-Language")
    return answer


@library.get("/<any(es, en):language>/")
def kits(language: str) -> str:
    """Every kit with its public sheets."""
    shop = Shop.here()
    shown = public_kits(shop.kits, shop.store, language)
    return render_template("library.html", kits=shown, **words_for(language))


@library.get("/kits/<kit>/<name>")
def file(kit: str, name: str) -> Response:
    """A public sheet, built now if it never was. The address holds codes; the saved file has a readable name."""
    shop = Shop.here()
    artefact, saved_as = make_file(shop.kits, kit, name, shop.store, shop.renderer)
    answer = send_file(artefact.path, "application/pdf", download_name=saved_as, etag=artefact.sha256, max_age=0)
    answer.headers["Content-Language"] = name.split("_")[1]
    return answer


@library.get("/font/bitter.woff")
def font() -> Response:
    """The headings' letters."""
    return send_file(BytesIO(heading_woff()), "font/woff", etag="1", max_age=31_536_000, last_modified=0)


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def words_for(language: str) -> dict[str, object]:
    """What every page needs to speak a language."""
    catalogue = messages_for(language)
    return {
        "language": language,
        "root": request.script_root,  # a stranger's host has no addresses of ours to build
        "say": catalogue.say,
        "pages": lambda count: catalogue.counted("{count} page", "{count} pages", count),
        "names": {each: language_name(each, catalogue) for each in ("es", "en", "ht", "kek")},
        "own_names": NAMES,
        "own_list": lambda languages: ", ".join(language_name(each, catalogue) for each in languages),
        "others": [each for each in LANGUAGES if each != language],
        "small_markdown": _small_markdown,
        "formats": FORMATS,
        "kilobytes": kilobytes,
    }


FORMATS: Mapping[tuple[str, str], str] = {
    ("letter", "colour"): mark("Letter"),
    ("a4", "colour"): mark("A4"),
    ("letter", "black"): mark("Letter, black"),
    ("a4", "black"): mark("A4, black"),
}
_LANGUAGE_NAMES = {"es": mark("Spanish"), "en": mark("English"), "ht": mark("Haitian Creole"), "kek": mark("Q'eqchi'")}


def language_name(language: str, catalogue: Catalogue) -> str:
    """A language's name in the language of the page; its code where it has none here."""
    name = _LANGUAGE_NAMES.get(language.partition("-")[0])
    return catalogue.say(name) if name else language


def kilobytes(size: int) -> int:
    """A file's size as people compare it with what their connection carries."""
    return max(1, round(size / 1024))


def _small_markdown(text: str) -> Markup:
    return Markup(markup.to_html(text))  # noqa: S704 - markup sanitises


def preferred_language() -> str:
    """What the browser asks for, among ours. A header of a kilobyte says nothing worth reading."""
    header = request.headers.get("Accept-Language", "")
    if len(header) > LONGEST_HEADER:
        return LANGUAGES[0]
    # A region counts as its language (`es-SV` is Spanish), which werkzeug's own matching puts behind any whole match.
    asked = (name.partition("-")[0].lower() for name in parse_accept_header(header, LanguageAccept).values())
    return next((name for name in asked if name in LANGUAGES), LANGUAGES[0])


def language_of_address() -> str:
    """The language of a page by its address; of an address outside both, what the browser asks for."""
    first = request.path.split("/")[1] if "/" in request.path else ""
    return first if first in LANGUAGES else preferred_language()


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────

_REFUSALS = {
    400: (mark("This request cannot be understood"), mark("The address or the browser's request is not in order.")),
    404: (mark("There is nothing here"), mark("The address is wrong, or what it named is no longer in the library.")),
    405: (mark("That cannot be done here"), mark("This page can only be read.")),
    409: (
        mark("Somebody else was faster"),
        mark("This was changed meanwhile, or it cannot be changed so. Nothing was overwritten."),
    ),
    413: (mark("That is too much"), mark("What was sent is larger than this page takes.")),
    429: (mark("Not so fast, please"), mark("That was tried several times. Wait a minute, then try again.")),
    503: (mark("One moment, please"), mark("The file is still being made. Try again in a minute.")),
    507: (
        mark("The disk is full"),
        mark("The library cannot make new files now. Those already made can still be read."),
    ),
    500: (mark("Something went wrong"), mark("It is our mistake, not yours. Try again later.")),
}


def refusal(status: int) -> tuple[str, int]:
    """The page for a refused request, in the language of its address."""
    language = language_of_address()
    title, text = _REFUSALS.get(status, _REFUSALS[400 if status < 500 else 500])
    return render_template("refusal.html", status=status, title=title, text=text, **words_for(language)), status


def refuse_http(error: HTTPException) -> tuple[str, int] | BaseResponse:
    """werkzeug's refusals; redirects are none."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return refusal(status)


def refuse_missing(_error: NotFound) -> tuple[str, int]:
    """What does not exist, or is not for everybody."""
    return refusal(PageNotFound.code or 404)


def check_request() -> None:
    """What no honest browser sends."""
    # Reading the host checks it against those trusted; it raises 400 for a stranger's.
    if not request.host or request.query_string.count(b"&") >= MOST_PARAMETERS:
        raise BadRequest
