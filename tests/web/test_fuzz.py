"""Requests that nobody means: whatever is sent, by whom ever, the answer is never a mistake of ours.

Ten thousand of them in all in every run: half of them to any address with anything in it, half of them forms that pages
of ours really have, with something odd in them. `TRAININGKIT_FUZZ=100000` asks more. The dice are the same each time,
so that what was found once is found again.
"""

import gzip
import os
import random
import re
import shutil
import string
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from tests.web.desks import begin
from tests.web.people import TOP, Browser, Place, make_place
from tests.web.test_packs import made_link
from trainingkit.domain.access import Rank
from trainingkit.services.invitations import first_link
from trainingkit.storage.database import writing
from trainingkit.storage.models import MemberRow

KIT = "small"
ROUNDS = int(os.environ.get("TRAININGKIT_FUZZ", "10000"))
"""Requests in all."""
KINDS = ("nobody", "partner", "facilitator", "translator", "editor", "admin")
SHARE = 12
"""Into so many equal parts the whole is divided: one for each kind of account, and six for forms."""

ODD = (
    *("", "0", "-1", "1e3", "1e999", "NaN", "Infinity", "-0", "9" * 30, str(2**63), "0x1F", "1_000", "½", "١٢", "３"),
    *("2027-02-30", "0000-00-00", "9999-12-31", "31/04", "ayer", "2027-W20-3", "25:00", "24:00", "8:30", "-00:01"),
    *("..", ".", "%2e%2e", "%00", "\x00", "%c0%ae", "../../etc/passwd", "/etc/passwd", "\\\\evil", "file:///etc"),
    *(
        "'",
        '"',
        "' OR 1=1 --",
        "<b>",
        "</textarea>",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "{% raw %}",
        "{wage}",
        "{",
    ),
    *("}}", "[x](y)", "[x](javascript:a)", "![x](file:///etc/passwd)", "# x", "|a|b|", "\ud7ff\u202e" * 3, "\u202e"),
    *(
        "ñ",
        "n\u0303",
        "🙂",
        "👩🏽\u200d👩🏽\u200d👧🏽" * 5,
        "e" + "\u0301" * 300,
        "\u200b" * 50,
        "\ufeff",
        "\u2028",
        "دبي",
    ),
    *(
        "x" * 300,
        "x" * 9_000,
        "\n" * 200,
        "\r\n\r\n",
        "\t",
        " ",
        "a,b;c",
        "true",
        "null",
        "None",
        "[]",
        "{}",
        "on",
        "yes",
    ),
)
NAMES = (
    *("username", "password", "code", "setup", "next", "rank", "session", "state", "csrf_token", "generate_new_codes"),
    *(
        "kit",
        "title",
        "first",
        "people",
        "country",
        "once",
        "version",
        "version.agenda",
        "version.when",
        "to",
        "go",
        "do",
    ),
    *("take", "choose", "days", "begins", "ends", "same", "q", "price", "kind", "ink", "draft", "languages", "name"),
    *("role", "owner_id", "is_admin", "unit", "variant", "sector", "by", "text.es", "place.es", "from", "hours.from"),
    *("text", "theme", "tongue", "length", "page", "save", "saved", "copied", "role[]", "a" * 200, "", "\x00", "ñ"),
)
METHODS = (*("GET",) * 4, *("POST",) * 5, "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "x")
TYPES = (
    *("application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-7", "application/json"),
    *(
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "multipart/form-data; boundary=" + "x" * 500,
        "text/plain",
    ),
    *("", ";", "application/x-www-form-urlencoded; charset=nothing", "text/xml", "é"),
)
BODIES = (
    *(b"", b"\x00\xff", b"{", b'{"username": NaN}', b"[" * 5_000, b"a=%zz&b" * 50, b"&" * 5_000, b"=" * 500, b"%" * 99),
    *(b"--x\r\nContent-Disposition: form-data\r\n\r\n", b"--x\r\n\r\n--x--", b"--x--", b"x" * 300_000),
    *(
        b'--x\r\nContent-Disposition: form-data; name="kit"; filename="../../x"\r\n\r\nabc\r\n--x--\r\n',
        b"csrf_token=" * 9,
    ),
)
HEADERS: dict[str, tuple[str, ...]] = {
    "Accept": ("*/*", "application/json", "image/webp", ";q=", "x" * 500),
    "Accept-Language": ("es", "en;q=NaN", "*", "x" * 2_000, "en-", "-", ",,;"),
    "Accept-Encoding": ("gzip", "identity;q=0", "*;q=0", "x"),
    "Range": ("bytes=0-", "bytes=-1", "bytes=5-1", "bytes=9999999999-", "bytes=0-0,2-2", "bytes=x", "lines=1-2"),
    "If-Range": ('"x"', "Tue, 01 Jan 2030 00:00:00 GMT", "x"),
    "If-None-Match": ("*", '"x"', "W/", "x" * 500),
    "If-Modified-Since": ("Tue, 01 Jan 2030 00:00:00 GMT", "yesterday", "0", "Mon, 99 Foo 0000 99:99:99 GMT"),
    "Content-Encoding": ("gzip", "deflate", "x"),
    "Cookie": ("tk=x", "tk=", "tk=" + "x" * 5_000, "a=b; tk=é", ";;;=", "__Host-tk=1"),
    "Host": ("localhost", "evil.example", "localhost:99999", "", "[::1]", "a b"),
    "Origin": ("https://evil.example", "null", "x"),
    "Referer": ("https://evil.example/", "x", "javascript:1"),
    "Sec-Fetch-Site": ("same-origin", "cross-site", "none", "same-site", "x"),
    "X-Forwarded-For": ("1.2.3.4", "x", ",,,", "::1, 1.1.1.1"),
    "X-Forwarded-Host": ("evil.example",),
    "X-Forwarded-Proto": ("https", "javascript"),
    "X-HTTP-Method-Override": ("DELETE", "PUT"),
    "X-By-Itself": ("1",),
    "X-CSRFToken": ("x", ""),
    "Authorization": ("Basic eDp4", "Bearer x", "Basic ", "Digest x"),
    "User-Agent": ("", "x" * 3_000, "\x7f"),
    "Content-Length": ("0", "-1", "x", "99999999999"),
    "Upgrade": ("h2c", "websocket"),
}
QUIET = ("security.logout", "account.end")
"""What ends the session of the one who asks; everybody asks it now and then."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("fuzzed")
    shutil.copytree(TOP / "tests" / "kits", folder / "kits")
    made = make_place(folder, kits=folder / "kits")
    made.app.config["PROPAGATE_EXCEPTIONS"] = True  # a mistake fails where it is, not as a page
    yield made
    made.server.database.close()


def new_workshop(place: Place) -> str:
    return begin(place.signed_in(place.add(Rank.FACILITATOR)), kit=KIT)


def word(dice: random.Random) -> str:
    """Anything that somebody could type."""
    letters = string.printable + "ñ¿🙂\u0301\u200f\ud7ff"
    return dice.choice([dice.choice(ODD), "".join(dice.choices(letters, k=dice.randrange(40)))])


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────────


def values_of(place: Place, ident: str) -> dict[str, tuple[str, ...]]:
    """What stands in the addresses of real things, by the name that routes give it; of files only one sheet's, since
    each is set once."""
    (code, *_) = re.findall(r"/es/sheets/([A-Z]-[^\"?/]+)", place.browser().get("/es/sheets/").text)
    link = made_link(place.signed_in(place.add(Rank.FACILITATOR)), kit=KIT)
    pack = link.rstrip("/").rpartition("/")[2]
    return {
        "kit": (KIT, "_shared", "none"),
        "name": (
            "about",
            "when",
            "people",
            "facts",
            f"{code}_es.html",
            f"{code}_en_words.txt",
            f"{code}_xx_letter.pdf",
        ),
        "code": (code, code.lower(), "S-H0000"),
        "part": ("about", "agenda", "words"),
        "account": (*place.names, "0" * 32),
        "unit": ("title", "sessions/welcome/title", "cases/child-care/narrative/full/start"),
        "job": ("0" * 32,),
        "pile": ("sets", "cut", "envelopes"),
        "position": ("0", "1", "999999999999999999999"),
        "number": ("0", "1"),
        "filename": ("library.css", "keep.js", "../pages.py"),
        "ident": (ident, ident, ident, "0" * 32),
        "secret": (first_link(place.server) or "none", pack, pack, "none"),
        "tongue": ("es", "en", "ht", "xx"),
    }


def address_of(dice: random.Random, place: Place, values: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    """A route of ours, mostly with real things in it and sometimes with odd ones, or nothing of ours at all; and a
    method, mostly one that it takes."""
    if dice.random() < 0.1:
        # Two strokes at the beginning would be a host to the test's own client.
        address = "/" + "/".join(quote(word(dice)[:300]) for _ in range(dice.randrange(5))).lstrip("/")
        return address, dice.choice(METHODS)

    def filled(found: re.Match[str]) -> str:
        if dice.random() < 0.2:
            return quote(word(dice)[:300], safe=dice.choice(["", "/%"]))
        return dice.choice(values.get(found[1], ("x",)))

    rules = [each for each in place.app.url_map.iter_rules() if each.endpoint not in QUIET or dice.random() < 0.02]
    chosen = dice.choice(rules)
    method = dice.choice(METHODS) if dice.random() < 0.2 else dice.choice(sorted(chosen.methods or METHODS))
    rule = re.sub(r"<[^<>]*language>", dice.choice(["es", "en"]), chosen.rule)
    found = re.sub(r"<(?:[^:<>]*(?:\([^)]*\))?:)?([a-z_]+)>", filled, rule)
    if dice.random() < 0.3:
        found += "?" + "&".join(f"{quote(dice.choice(NAMES))}={quote(word(dice)[:400])}" for _ in range(3))
    return found, method


# ── requests ────────────────────────────────────────────────────────────────────────────────────────────────────────


def headers_of(dice: random.Random) -> dict[str, str]:
    names = dice.sample(list(HEADERS), k=dice.choice([0, 0, 1, 2, 4]))
    return {name: dice.choice(HEADERS[name]).encode("utf-8", "replace").decode("latin-1") for name in names}


def ask(dice: random.Random, place: Place, browser: Browser, values: dict[str, tuple[str, ...]]) -> str:
    """One request; says what was asked where the answer is a mistake of ours."""
    (address, method), headers = address_of(dice, place, values), headers_of(dice)
    token = {"csrf_token": browser.token} if dice.random() < 0.8 else {}
    if dice.random() < 0.2:
        headers["Content-Type"] = dice.choice(TYPES).encode("utf-8").decode("latin-1")
        return told(browser.open(address, method=method, data=dice.choice(BODIES), headers=headers), address)
    fields = {dice.choice(NAMES): word(dice) for _ in range(dice.randrange(6))} | token
    return told(browser.open(address, method=method, data=fields, headers=headers), f"{address!r} {fields}")


def told(answer: TestResponse, what: str) -> str:
    return "" if answer.status_code < 500 else f"{answer.status_code} {answer.request.method} {what}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_request_finds_a_mistake_of_ours(place: Place, kind: str) -> None:
    dice = random.Random(f"{kind} {ROUNDS}")  # noqa: S311 - no secret
    account = "" if kind == "nobody" else place.add(Rank(kind))
    ident = new_workshop(place)
    give(place, account, ident)
    values = values_of(place, ident)
    browser = place.browser()
    for number in range(ROUNDS // SHARE):
        if number % 40 == 0:
            browser = place.signed_in(account) if account else place.browser()
            browser.get("/es/account/" if account else "/es/account/sign-in")
        assert ask(dice, place, browser, values) == ""


def give(place: Place, account: str, ident: str) -> None:
    """Whoever has an account gives the workshop too, so that its pages answer."""
    if account:
        with writing(place.server.database) as db_session:
            db_session.add(MemberRow(workshop_id=ident, account_id=account, part="co"))


# ── forms ───────────────────────────────────────────────────────────────────────────────────────────────────────────

Fields = list[tuple[str, str]]


class Forms(HTMLParser):
    """The forms of a page, each with its address, its method and what a browser would send."""

    def __init__(self, here: str) -> None:
        super().__init__()
        self.here = here
        self.found: list[tuple[str, str, Fields]] = []
        self.inside = ""
        self.options: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("action", self.here), given.get("method", "get").upper(), []))
        elif self.found and given.get("name"):
            fields = self.found[-1][2]
            if tag in ("input", "button"):
                fields.append((given["name"], given.get("value", "")))
            elif tag in ("textarea", "select"):
                fields.append((given["name"], ""))
        elif tag == "option" and self.found and self.found[-1][2]:
            name, value = self.found[-1][2][-1]
            if "selected" in given or not value:
                self.found[-1][2][-1] = (name, given.get("value", ""))


def pages_of(kind: str, ident: str) -> tuple[str, ...]:
    """Pages with forms."""
    own = ("/es/account/", "/en/account/second-factor", "/es/account/confirm", "/es/account/late")
    one = f"/es/workshops/{ident}"
    parts = ("", "set/about", "set/when", "set/people", "set/facts", "agenda", "texts/title", "print/", "before/about")
    match kind:
        case "nobody":
            return ("/es/account/sign-in", "/en/account/sign-in", "/es/", "/en/sheets/", "/es/account/recovery")
        case "admin":
            return (*own, "/es/account/all", "/en/account/invite", "/es/staff/")
        case "editor":
            return (*own, "/es/staff/adapt", "/en/packs/", "/es/account/invite", "/es/workshops/new")
        case _:
            return (*(f"{one}/{part}" for part in (*parts, *parts, "share", "fit")), "/en/workshops/new", "/es/packs/")


def changed(dice: random.Random, fields: Fields) -> Fields:
    """What a form holds, with something odd, something missing and something too much in it."""
    kept = [each for each in fields if each[0] in ("csrf_token", "version") or dice.random() < 0.95]
    made = [
        (name, word(dice) if name != "csrf_token" and dice.random() < dice.choice([0.02, 0.2]) else value)
        for name, value in kept
    ]
    more = [(dice.choice(NAMES), word(dice)) for _ in range(dice.choice([0, 0, 1, 3]))]
    return made + more + (made[:2] if dice.random() < 0.1 else [])


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("kind", ["nobody", "facilitator", "editor", "admin"])
def test_no_form_finds_a_mistake_of_ours(place: Place, kind: str, part: int) -> None:
    dice = random.Random(f"forms {kind} {part} {ROUNDS}")  # noqa: S311 - no secret
    account = "" if kind == "nobody" else place.add(Rank(kind))
    ident = new_workshop(place)
    give(place, account, ident)
    browser = place.browser()
    asked = 0
    share = {"facilitator": 9, "editor": 3, "nobody": 2, "admin": 2}[kind] / 16 / 4
    while asked < ROUNDS * 6 / SHARE * share:
        if asked % 20 == 0:
            browser = place.signed_in(account) if account else place.browser()
        where = dice.choice(pages_of(kind, ident))
        looking = Forms(where)
        page = browser.get(where)
        looking.feed((gzip.decompress(page.data) if page.content_encoding == "gzip" else page.data).decode())
        asked += 1
        forms = [each for each in looking.found if not each[0].endswith(("sign-out", "sessions"))]
        for action, method, fields in dice.sample(forms, k=min(2, len(forms))):
            said = encoded(changed(dice, fields))
            answer = sent(browser, method, action, said, headers_of(dice) if dice.random() < 0.3 else {})
            assert answer == "", f"{answer} {said}"
            asked += 1


def sent(browser: Browser, method: str, action: str, said: str, headers: dict[str, str]) -> str:
    """A form as browsers send it; says what was asked where the answer is a mistake of ours."""
    if method == "POST":
        kind = "application/x-www-form-urlencoded"
        headers.pop("Content-Length", None)
        return told(browser.post(action, data=said, content_type=kind, headers=headers), action)
    return told(browser.get(f"{action}?{said}", headers=headers), action)


def encoded(fields: Fields) -> str:
    return "&".join(
        f"{quote(name, errors='replace')}={quote(unescape(value), errors='replace')}" for name, value in fields
    )
