"""Every route × every kind of account × every relation, made from the app's own list of routes; and what every answer
has in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from sqlalchemy import delete
from werkzeug.routing import Rule

from tests.web.people import KITS, Browser, Place, make_place
from trainingkit.app import POLICIES
from trainingkit.domain.access import NOTHING, Account, Action, Rank, Thing, may_at_all
from trainingkit.services.invitations import first_link
from trainingkit.storage.accounts import AttemptRow
from trainingkit.storage.database import writing
from trainingkit.web.attempts import GUESSED
from trainingkit.web.policy import OWN_PAGES, guard

KINDS = ("nobody", "suspended", *(rank.value for rank in Rank))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = make_place(tmp_path_factory.mktemp("place"))
    yield made
    made.server.database.close()


@dataclass(frozen=True)
class Call:
    """One way to ask."""

    rule: Rule
    method: str
    address: str


def calls(place: Place) -> Iterator[Call]:
    """Each route with each of its methods, in both languages, to a thing of one's own, of others, and to none."""
    link = first_link(place.server) or "none"
    values = {
        "kit": ["water", "none"],
        "name": ["W-H0000_es_letter.pdf", "about"],
        "code": ["W-H0000"],
        "part": ["about", "none"],
        "account": ["0" * 32],
        "unit": ["cases/none"],
        "job": ["0" * 32],
        "pile": ["sets"],
        "position": ["0"],
        "number": ["0"],
        "filename": ["library.css", "none"],
        "ident": ["0" * 32, "1e3", "-1"],
        "secret": [link, "none"],
        "token": ["none"],
        "tongue": ["es", "none"],
        "language": ["es", "en"],
    }
    for rule in place.app.url_map.iter_rules():
        for address in addresses(rule.rule, values):
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                yield Call(rule, method, address)


def addresses(rule: str, values: dict[str, list[str]]) -> Iterator[str]:
    found = re.search(r"<(?:[^:<>]*:)?([a-z]+)>", rule)
    if found is None:
        yield rule
        return
    for value in values[found[1]]:
        yield from addresses(rule.replace(found[0], value, 1), values)


def forget_attempts(place: Place) -> None:
    """As if nobody had guessed from here before, which makes the next guess wait."""
    with writing(place.server.database) as db_session:
        db_session.execute(delete(AttemptRow))


def browser_of(place: Place, kind: str) -> tuple[Browser, Account | None]:
    if kind == "nobody":
        return place.browser(), None
    rank = Rank.ADMIN if kind == "suspended" else Rank(kind)
    ident = place.add(rank)
    browser = place.signed_in(ident)
    if kind == "suspended":
        place.signed_in(place.add(Rank.ADMIN)).fill("/es/account/all", state="")
        admin = place.signed_in(place.add(Rank.ADMIN))
        admin.get("/es/account/all")
        admin.send(f"/es/account/all/{ident}", state="suspended")
        return browser, None
    return browser, Account(ident, frozenset({rank}))


@pytest.mark.parametrize("kind", KINDS)
def test_each_cell(place: Place, kind: str) -> None:
    browser, account = browser_of(place, kind)
    browser.get("/es/account/sign-in")
    seen = 0
    for call in calls(place):
        if call.rule.endpoint in ("security.logout", "account.end"):
            continue  # they end the session that the others need; `test_signing_out` asks them
        if call.rule.endpoint in GUESSED:
            forget_attempts(place)
        policy = POLICIES[call.rule.endpoint]
        action = policy.action_for(call.method)
        answer = browser.open(call.address, method=call.method, data={"csrf_token": browser.token})
        allowed = may_at_all(account, action, NOTHING)
        seen += 1
        where = f"{kind}: {call.method} {call.address} {answer.status_code} {answer.location}"
        assert answer.status_code < 500, where
        if account is None and action in OWN_PAGES:
            assert answer.status_code == 302, where
            assert str(answer.location).endswith("/account/sign-in"), where
        elif not allowed:
            assert answer.status_code == 404, where
        else:
            assert not str(answer.location).endswith("/account/sign-in") or action in (
                Action.SIGN_IN,
                Action.ACCEPT_INVITATION,
            ), where
    assert seen > 60


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("address", ["/es/account/sessions", "/es/account/sign-out"])
def test_signing_out(place: Place, kind: str, address: str) -> None:
    browser, account = browser_of(place, kind)
    browser.get("/es/account/sign-in")
    browser.get("/es/account/")
    answer = browser.send(address)
    assert answer.status_code == (302 if account or address.endswith("out") else 404)
    assert str(browser.get("/es/account/").location).endswith("/account/sign-in")


def test_what_is_not_for_one_looks_like_what_is_not_there(place: Place) -> None:
    browser = place.signed_in(place.add(Rank.PARTNER))
    there, nowhere = browser.get("/es/account/all"), browser.get("/es/account/nothing")
    assert (there.status_code, there.data) == (404, nowhere.data)


def test_one_s_own_sessions_are_one_s_own(place: Place) -> None:
    assert may_at_all(Account("me", frozenset({Rank.PARTNER})), Action.END_SESSIONS, Thing(owner="me"))


# ── no route without a policy ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("change", ["route", "policy"])
def test_a_route_without_a_policy_stops_the_start(place: Place, change: str) -> None:
    app = Flask("other")
    policies = {"static": POLICIES["library.static"]}
    if change == "route":
        app.add_url_rule("/new", "new", lambda: "")
    else:
        policies["new"] = POLICIES["library.start"]
    with pytest.raises(TypeError, match="new"):
        guard(app, policies, place.server)


# ── what every answer has in common ─────────────────────────────────────────────────────────────────────────────────


def test_every_form_wants_its_token_and_its_own_page(place: Place) -> None:
    browser = place.signed_in(place.add(Rank.ADMIN))
    browser.get("/es/account/")
    posts = [call for call in calls(place) if call.method == "POST"]
    assert posts
    for call in posts:
        answer = browser.post(call.address, data={})
        sent_away = call.rule.endpoint == "security.two_factor_token_validation" and answer.status_code == 302
        assert sent_away or answer.status_code in (400, 404), call.address
        foreign = {"Sec-Fetch-Site": "cross-site"}
        answer = browser.post(call.address, data={"csrf_token": browser.token}, headers=foreign)
        assert answer.status_code == 400, call.address
    assert browser.get("/es/account/").status_code == 200


def test_headers_of_every_answer(place: Place) -> None:
    for browser in (place.browser(), place.signed_in(place.add(Rank.ADMIN))):
        for call in calls(place):
            if call.rule.endpoint in ("security.logout", "account.end"):
                continue
            answer = browser.open(call.address, method=call.method)
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'"), call.address
            assert "unsafe" not in policy
            assert "form-action 'self'" in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            if call.rule.endpoint.startswith(("account.", "security.", "workshops.", "packs.")):
                assert answer.headers["Cache-Control"] == "no-store", call.address
            else:
                assert "Set-Cookie" not in answer.headers, call.address
            if answer.mimetype == "text/html":
                own = re.sub(r'<script type="module" src="/static/[a-z]+\.js"></script>', "", answer.text)
                assert not re.search(r"<script|\sstyle=|\son\w+=", own), call.address
                assert own == answer.text or "script-src 'self'" in policy, call.address


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "%0d%0aLocation: //evil.example",
        "\t//evil.example",
        "http://localhost@evil.example/",
        "https://127.0.0.1.evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(place: Place, target: str) -> None:
    forget_attempts(place)
    name = f"n{abs(hash(target)) % 10**9}"
    place.add(Rank.PARTNER, name=name, password="cuatro palabras que nadie")  # noqa: S106 - of nobody
    browser = place.browser()
    fields = {"username": name, "password": "cuatro palabras que nadie", "next": target}
    answer = browser.fill("/es/account/sign-in", **fields)
    assert answer.status_code == 302
    # As browsers read it: a backslash is a stroke.
    found = urlsplit(urljoin("http://localhost/es/account/sign-in", str(answer.location).replace("\\", "/")))
    assert (found.scheme, found.netloc) == ("http", "localhost")


def test_a_body_larger_than_any_form_is_refused(place: Place) -> None:
    browser = place.browser()
    browser.get("/es/account/sign-in")
    assert browser.send("/es/account/sign-in", username="x" * 600_000).status_code == 413
    many = {f"f{number}": "x" for number in range(1_500)}
    assert browser.send("/es/account/sign-in", **many).status_code in (200, 413)


@pytest.mark.parametrize("cookie", ["", "x", "é", "x" * 4000, "../../etc/passwd", "a" * 43, "%00", "' OR 1=1 --"])
def test_a_cookie_that_nobody_gave_opens_nothing(place: Place, cookie: str) -> None:
    browser = place.browser()
    browser.set_cookie("tk", cookie)
    assert str(browser.get("/es/account/").location).endswith("/account/sign-in")
    assert browser.get("/es/").status_code == 200


def test_every_page_speaks_the_language_of_its_address(place: Place) -> None:
    browser = place.signed_in(place.add(Rank.ADMIN))
    for call in calls(place):
        if call.method == "GET" and call.address.startswith(("/es/", "/en/")):
            answer = browser.get(call.address)
            if answer.mimetype == "text/html" and answer.status_code == 200:
                assert f'<html lang="{call.address[1:3]}">' in answer.text
                other = "en" if call.address.startswith("/es/") else "es"
                assert re.search(rf'href="/{other}/[^"]*" lang="{other}"', answer.text), call.address


def test_the_library_of_the_place(place: Place) -> None:
    assert KITS.is_dir()
    page = place.browser().get("/es/").text
    assert "/es/account/" in page
    assert Path(KITS / "water").is_dir()
