"""The pages of the library: each parses its address, asks one service, and answers.

Comes in: a request. Goes out: a page in the language of its address, or a file in its own. Refuses everything that is
not public with the same answer as what does not exist. Nothing is read from a cookie and none is set.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Generic, TypeVar

from flask import Blueprint, Response, current_app, redirect, render_template, request, send_file, url_for
from werkzeug.datastructures import LanguageAccept
from werkzeug.exceptions import BadRequest, HTTPException
from werkzeug.exceptions import NotFound as PageNotFound
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as BaseResponse

from trainingkit.domain.access import Action
from trainingkit.errors import NotFound
from trainingkit.i18n.catalogues import mark
from trainingkit.rendering.webfont import heading_woff
from trainingkit.services.finding import Finder
from trainingkit.services.shelves import Library
from trainingkit.services.stock import Stock
from trainingkit.storage.artefacts import Store
from trainingkit.web.policy import Policy
from trainingkit.web.words import LANGUAGES, spoken_in

POLICIES = {
    name: Policy(Action.READ_LIBRARY) for name in ("library.start", "library.font", "library.icon", "library.static")
}

LONGEST_HEADER = 1024
MOST_PARAMETERS = 100

library = Blueprint("library", __name__, template_folder="templates", static_folder="static", static_url_path="/static")


@dataclass(frozen=True, slots=True)
class Shop:
    """What the pages need from the app: the library, who looks through it, and its finished files."""

    library: Library
    finder: Finder
    stock: Stock

    @property
    def store(self) -> Store:
        """Where finished files are kept."""
        return self.stock.store

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
    answer = redirect(url_for("sheets.front", language=preferred_language()))
    answer.vary.add("Accept-Language")
    return answer


@library.get("/font/bitter.woff")
def font() -> Response:
    """The headings' letters."""
    return send_file(BytesIO(heading_woff()), "font/woff", etag="1", max_age=31_536_000, last_modified=0)


@library.get("/favicon.ico")
def icon() -> Response:
    """What stands beside the address of a file that is shown by itself; a page names it where it lies."""
    return library.send_static_file("stitch.svg")


# ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def words_for(language: str) -> dict[str, object]:
    """What every page needs to speak a language."""
    return {**spoken_in(language), "root": request.script_root}  # a stranger's host has no addresses of ours to build


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


# ── long lists ──────────────────────────────────────────────────────────────────────────────────────────────────────

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Cut(Generic[Item]):
    """The part of a list that one page shows: from `first` to `last` of `count`, counted from 1, and the addresses of
    the pages before and behind it, empty where there is none."""

    items: Sequence[Item]
    first: int
    last: int
    count: int
    earlier: str
    later: str


def cut_list(items: Sequence[Item], at_once: int, address: Callable[[int], str]) -> Cut[Item]:
    """The page of a list that the request asks for (`?page=2`), among those that there are; the first one for whatever
    is no number."""
    asked = request.args.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    number = min(max(number, 1), max(1, -(-len(items) // at_once)))
    before = at_once * (number - 1)
    shown = items[before : before + at_once]
    last = before + len(shown)
    earlier = address(number - 1) if number > 1 else ""
    return Cut(shown, before + 1, last, len(items), earlier, address(number + 1) if last < len(items) else "")


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
    415: (mark("This page takes forms"), mark("What was sent is no form of ours, so it was not read.")),
    429: (mark("Not so fast, please"), mark("That was tried several times. Wait a minute, then try again.")),
    503: (mark("One moment, please"), mark("The file is still being made. Try again in a minute.")),
    507: (
        mark("The disk is full"),
        mark("The library cannot make new files now. Those already made can still be read."),
    ),
    500: (mark("Something went wrong"), mark("It is our mistake, not yours. Try again later.")),
}


_OPENED_BY_LINK = frozenset({"account.welcome", "packs.pack", "packs.pack_file"})


def refusal(status: int, words: tuple[str, str] | None = None) -> tuple[str, int]:
    """The page for a refused request, in the language of its address; `words` say more than the status alone."""
    language = language_of_address()
    title, text = words or _REFUSALS.get(status, _REFUSALS[400 if status < 500 else 500])
    return render_template("refusal.html", status=status, title=title, text=text, **words_for(language)), status


def refuse_http(error: HTTPException) -> tuple[str, int] | BaseResponse:
    """werkzeug's refusals; redirects are none."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    return refusal(status)


_LINKS = {
    "no-such-invitation": (
        mark("This link does not hold"),
        mark(
            "It may have been used, or be older than three days. Whoever looks after accounts can make a new one; ask "
            "whoever gave you this one."
        ),
    ),
    "no-such-link": (
        mark("This link does not hold"),
        mark("It may be over, or have been taken back. Ask whoever gave it to you for a new one."),
    ),
}
"""Of links that somebody was given. What is said of one that never was is the same."""


def refuse_missing(error: NotFound) -> tuple[str, int]:
    """What does not exist, or is not for everybody."""
    words = _LINKS.get(error.code) if request.endpoint in _OPENED_BY_LINK else None
    return refusal(PageNotFound.code or 404, words)


def check_request() -> None:
    """What no honest browser sends."""
    # Reading the host checks it against those trusted; it raises 400 for a stranger's.
    if not request.host or request.query_string.count(b"&") >= MOST_PARAMETERS:
        raise BadRequest
    if request.endpoint == "library.static" and request.path.endswith("/"):
        raise NotFound("not-found")  # a file has one address; the system would not mind the stroke
