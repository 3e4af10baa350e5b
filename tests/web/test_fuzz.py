"""Requests that nobody means: whatever is sent, by whom ever, the answer is never a mistake of ours.

`TRAININGKIT_FUZZ=10000` asks more than the few hundred of every run.
"""

import os
import random
import re
import string
from collections.abc import Iterator

import pytest

from tests.web.people import Browser, Place, make_place
from trainingkit.domain.access import Rank

ROUNDS = int(os.environ.get("TRAININGKIT_FUZZ", "400"))
PIECES = (
    *("es", "en", "fr", "account", "sign-in", "code", "confirm", "all", "invite", "sessions", "invitation", "kits"),
    *(
        "recovery",
        "recovery-codes",
        "second-factor",
        "which-factor",
        "code-help",
        "static",
        "font",
        "..",
        ".",
        "%2e%2e",
    ),
    *("%00", "%c0%ae", "'", '"', "<b>", "{{7*7}}", "ñ", "🙂", "\u202e", "x" * 300, "0", "-1", "1e3", str(2**63), ""),
)
NAMES = (
    "username",
    "password",
    "code",
    "setup",
    "next",
    "rank",
    "session",
    "state",
    "csrf_token",
    "generate_new_codes",
)
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
TYPES = ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain", "")
BODIES = (
    b"",
    b"\x00\xff",
    b"{",
    b'{"username": NaN}',
    b"--x\r\nContent-Disposition: form-data\r\n\r\n",
    b"a=%zz&b" * 50,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = make_place(tmp_path_factory.mktemp("fuzzed"))
    yield made
    made.server.database.close()


def word(dice: random.Random) -> str:
    odd = string.printable + "ñ¿🙂\u0301\u200f\ud7ff"
    return dice.choice([dice.choice(PIECES), "".join(dice.choices(odd, k=dice.randrange(40)))])


def address_of(dice: random.Random, place: Place) -> str:
    """A route of ours with odd pieces in it, or nothing of ours at all."""
    if dice.random() < 0.7:
        rule = dice.choice([each.rule for each in place.app.url_map.iter_rules()])
        language = dice.choice(["es", "en"])
        rule = re.sub(r"<[^<>]*language>", language, rule)
        return re.sub(r"<[^<>]*>", lambda _found: dice.choice(PIECES), rule)
    # Two strokes at the beginning would be a host to the test's own client.
    return "/" + "/".join(dice.choice(PIECES) for _ in range(dice.randrange(5))).lstrip("/")


def ask(dice: random.Random, place: Place, browser: Browser) -> str:
    address = address_of(dice, place)
    headers = {
        "Accept-Language": dice.choice(["es", "en;q=NaN", "*", "x" * 2000]),
        "Accept": dice.choice(["*/*", "application/json"]),
    }
    fields = {dice.choice(NAMES): word(dice) for _ in range(dice.randrange(5))}
    if dice.random() < 0.8:
        fields["csrf_token"] = browser.token
    if dice.random() < 0.2:
        headers["Content-Type"] = dice.choice(TYPES)
        answer = browser.open(address, method=dice.choice(METHODS), data=dice.choice(BODIES), headers=headers)
    else:
        answer = browser.open(address, method=dice.choice(METHODS), data=fields, headers=headers)
    return "" if answer.status_code < 500 else f"{answer.status_code} {answer.request.method} {address!r} {fields}"


@pytest.mark.parametrize("kind", ["nobody", "partner", "admin"])
def test_no_request_finds_a_mistake_of_ours(place: Place, kind: str) -> None:
    dice = random.Random(f"{kind} {ROUNDS}")  # noqa: S311 - no secret
    place.app.config["PROPAGATE_EXCEPTIONS"] = True
    ident = "" if kind == "nobody" else place.add(Rank(kind))
    browser = place.browser()
    for number in range(ROUNDS):
        if number % 40 == 0:
            browser = place.signed_in(ident) if ident else place.browser()
            browser.get("/es/account/" if ident else "/es/account/sign-in")
        assert ask(dice, place, browser) == ""
