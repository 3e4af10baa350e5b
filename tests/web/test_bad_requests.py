"""What programs ask for and browsers never would: rows 121 to 132 of the catalogue of bad inputs; a slow client,
row 135, is in `tests/cli/test_slow_clients.py`."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote, urljoin, urlsplit

import pytest

from tests.web.desks import begin, facilitator
from tests.web.people import PASSWORD, Browser, Place
from tests.web.smallplace import small_place
from tests.web.test_packs import made_link
from trainingkit.domain.access import Rank
from trainingkit.services.invitations import first_link
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.base import new_id
from trainingkit.storage.database import writing

MINE, SIGN_IN = "/es/account/", "/es/account/sign-in"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with small_place(tmp_path_factory.mktemp("asked")) as made:
        yield made


# ── 121 to 123: addresses ───────────────────────────────────────────────────────────────────────────────────────────

CROOKED = (
    "/kits/../../etc/passwd",
    "/kits/%2e%2e%2f%2e%2e%2fetc/passwd",
    "/kits/san-salvador/..%2f..%2fkit.yaml",
    "/%c0%ae%c0%ae/etc/passwd",
    "/es/kits/%00",
    "/es/kits/san-salvador/",
    "/es/kits/San-Salvador",
    "/es/kits/san-salvador%20",
    "/es/kits/san-salvador.",
    "/es//kits/san-salvador",
    "/es/./kits/san-salvador",
    "/ES/kits/san-salvador",
    "/es/sheets/../kits/san-salvador",
    "/es/account/all/",
    "/es/workshops/../account/",
    "/static/..%5c..%5capp.py",
    "/static//library.css",
    "/static/library.css/",
    "/static/LIBRARY.CSS",
)


@pytest.mark.parametrize("address", CROOKED)
@pytest.mark.parametrize("kind", ["nobody", "facilitator"])
def test_bi_121_one_address_for_each_page_and_none_out_of_it(place: Place, address: str, kind: str) -> None:
    browser = place.browser() if kind == "nobody" else facilitator(place)[1]
    answer = browser.get(address)
    assert answer.status_code == 404, answer.location
    assert "root:" not in answer.text


@pytest.mark.parametrize("address", ["//evil.example", "//evil.example/es/", "/\\\\evil.example", "/es/account"])
def test_bi_121_what_looks_like_another_host_leads_to_none(place: Place, address: str) -> None:
    answer = place.browser().get("/", environ_overrides={"PATH_INFO": address, "REQUEST_URI": address})
    where = urlsplit(urljoin("http://localhost/", str(answer.location or "/").replace("\\\\", "/")))
    assert where.hostname == "localhost"
    assert answer.status_code in (404, 308)


IDENTS = ("0", "-1", str(2**63), str(2**64), "1e3", "None", "'", "%", "*", "é" * 32, "0" * 31, "0" * 33, "x" * 3_000)
PLACES = ("", "set/about", "agenda", "print/", "texts", "share", "erase", "before/about")


@pytest.mark.parametrize("part", PLACES)
def test_bi_122_an_id_of_others_a_deleted_one_and_none_are_the_same(place: Place, part: str) -> None:
    _, owner = facilitator(place)
    theirs, deleted = begin(owner), begin(owner)
    owner.get(f"/es/workshops/{deleted}/erase")
    assert owner.send(f"/es/workshops/{deleted}/erase").status_code == 303
    _, other = facilitator(place)
    mine = begin(other)
    missing = other.get(f"/es/workshops/{new_id()}/{part}")
    assert missing.status_code == 404
    odd = [theirs, deleted, mine.upper() if mine.upper() != mine else "A" * 32, f"{mine[:8]}-{mine[8:]}", *IDENTS]
    for ident in odd:
        answer = other.get(f"/es/workshops/{quote(ident)}/{part}")
        assert (answer.status_code, answer.data) == (404, missing.data), ident


@pytest.mark.parametrize("number", ["0", "-1", "1", str(2**31), str(2**63), "9" * 400, "1e3", "٣", "0x1"])
def test_bi_122_numbers_of_files_and_pages(place: Place, number: str) -> None:
    _, browser = facilitator(place)
    base = f"/es/workshops/{begin(browser)}/print/{'0' * 32}"
    for where in (f"{base}/{number}.pdf", f"{base}/0-{number}.png", f"{base}/{number}/"):
        assert browser.get(where).status_code == 404, where


QUERIES = (
    "page=-1",
    "page=999999",
    "page=" + "9" * 500,
    "page=abc&per_page=1e9&sort=;drop",
    "page=1&page=2&page[]=3",
    "text=" + "x" * 5_000,
    "text=%00%ff%c0%ae",
    "theme=nothing&kit=../..&tongue=xx&length=-1&sector='",
    "q=%F0%9F%A7%B5&days=-1&price=NaN",
    "=&&&=",
)


@pytest.mark.parametrize("query", QUERIES)
def test_bi_123_odd_parameters_are_set_right(place: Place, query: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    for where in ("/es/", "/es/sheets/", "/en/workshops/", "/es/workshops/new", f"/es/workshops/{ident}/texts"):
        assert browser.get(f"{where}?{query}").status_code == 200, where
    for where in (f"/es/workshops/{ident}/fit", f"/es/workshops/{ident}/print/"):
        assert browser.get(f"{where}?{query}").status_code in (200, 422), where


def test_bi_123_more_than_a_hundred_parameters_are_refused(place: Place) -> None:
    for many in (101, 50_000):
        assert place.browser().get("/es/sheets/?" + "a=1&" * many).status_code == 400
    assert place.browser().get("/es/sheets/?" + "a=1&" * 50).status_code == 200


# ── 125, 126, 130: heads of requests ────────────────────────────────────────────────────────────────────────────────

LANGUAGES = ("x" * 1_000_000, "en," * 400, "en;q=NaN", "*", "", ";;;,,,", "\udcff\udcfe", "en;q=-1", "\t")


@pytest.mark.parametrize("accepts", LANGUAGES)
def test_bi_125_odd_languages_are_spanish(place: Place, accepts: str) -> None:
    header = accepts.encode("utf-8", "replace").decode("latin-1")
    answer = place.browser().get("/", headers={"Accept-Language": header})
    assert (answer.status_code, answer.location) == (302, "/es/")


HOSTS = ("evil.example", "localhost.evil.example", "127.0.0.1.evil", "localhost@evil", "", "a b", "localhost:x", "[::1")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("where", ["/es/", SIGN_IN, "/es/workshops/", "/static/library.css", "/es/nothing"])
def test_bi_126_another_host_is_refused_everywhere(place: Place, host: str, where: str) -> None:
    answer = place.browser().get(where, headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "GETX"])
def test_bi_130_a_wrong_method_is_refused(place: Place, method: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    browser.get(MINE)
    token = {"X-CSRFToken": browser.token}
    for where in ("/es/", SIGN_IN, MINE, f"/es/workshops/{ident}/", f"/es/workshops/{ident}/set/about"):
        answer = browser.open(where, method=method, headers=token)
        assert answer.status_code in (400, 405), where
        assert answer.mimetype == "text/html"
    assert browser.get(f"/es/workshops/{ident}/").status_code == 200


OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")


@pytest.mark.parametrize("header", OVERRIDES)
def test_bi_130_no_header_and_no_field_changes_the_method(place: Place, header: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    for method in ("DELETE", "POST", "PUT"):
        assert browser.get(f"/es/workshops/{ident}/erase?_method={method}", headers={header: method}).status_code == 200
        assert browser.get(f"/es/workshops/{ident}/copy", headers={header: method}).status_code == 405
    assert browser.get(f"/es/workshops/{ident}/").status_code == 200


def test_bi_130_head_is_a_look_without_words(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    for where in ("/es/", MINE, f"/es/workshops/{ident}/", f"/es/workshops/{ident}/erase"):
        answer = browser.head(where)
        assert (answer.status_code, answer.data) == (200, b""), where
    assert browser.head(f"/es/workshops/{ident}/copy").status_code == 405
    assert browser.get(f"/es/workshops/{ident}/").status_code == 200


# ── 127: ways out ───────────────────────────────────────────────────────────────────────────────────────────────────

TRICKS = (
    "",
    "//",
    "///",
    "////",
    "/\\",
    "\\\\",
    "/\t/",
    "/\n/",
    "\t//",
    " //",
    "/%09/",
    "/%5c",
    "/%2f",
    ".//",
    "/;@",
    "/.",
)
SCHEMES = (
    "https://",
    "http://",
    "HTTPS://",
    "http:",
    "https:/",
    "ftp://",
    "javascript:",
    "JaVaScRiPt://",
    "data:text/html,",
)
AROUND = ("evil.example@", "localhost@evil.example/", "localhost:x@evil.example", "localhost.evil.example", "%0d%0aX: ")
TARGETS = (
    *(f"{trick}evil.example" for trick in TRICKS),
    *(f"{scheme}evil.example/" for scheme in SCHEMES),
    *(
        f"{before}{around}"
        for around in AROUND
        for before in ("https://", "//", "/\\", "/%0d%0a//", "\u2028//", "／／")
    ),
    *("http://127.0.0.1.evil", "http://[::1].evil", "//%65vil.example", "//evil%E3%80%82example", "https:evil.example"),
)


def test_bi_127_there_are_at_least_sixty_tricks() -> None:
    assert len(set(TARGETS)) >= 60


@pytest.mark.parametrize("first", range(0, len(TARGETS), 10))
def test_bi_127_signing_in_and_confirming_lead_nowhere_else(place: Place, first: int) -> None:
    place.add(Rank.PARTNER, name=f"fuera{first}", password=PASSWORD)
    for target in TARGETS[first : first + 10]:
        browser = place.browser()
        browser.get(f"{SIGN_IN}?next={quote(target)}")
        fields = {"username": f"fuera{first}", "password": PASSWORD, "next": target}
        answers = [browser.send(f"{SIGN_IN}?next={quote(target)}", **fields)]
        browser.get(f"/es/account/confirm?next={quote(target)}")
        answers.append(browser.send(f"/es/account/confirm?next={quote(target)}", password=PASSWORD, next=target))
        answers.append(browser.get(f"{SIGN_IN}?next={quote(target)}"))
        for answer in answers:
            # As browsers read it: a backslash is a stroke, and what nobody sees is nothing.
            where = re.sub(r"[\t\r\n]", "", str(answer.location or "/")).replace("\\", "/").strip()
            found = urlsplit(urljoin("http://localhost/es/account/sign-in", where))
            assert (found.scheme, found.netloc) == ("http", "localhost"), target
            assert "\n" not in str(answer.location)


# ── 131: sessions ───────────────────────────────────────────────────────────────────────────────────────────────────


def is_out(browser: Browser) -> bool:
    answers = [browser.get(where) for where in (MINE, "/es/workshops/")]
    return all(answer.location == SIGN_IN for answer in answers)


def stolen(place: Place, secret: str) -> Browser:
    made = place.browser()
    made.set_cookie("tk", secret)
    return made


def secret_of(browser: Browser) -> str:
    found = browser.get_cookie("tk")
    assert found is not None
    return found.value


def test_bi_131_an_altered_cookie(place: Place) -> None:
    _, browser = facilitator(place)
    secret = secret_of(browser)
    assert not is_out(stolen(place, secret))
    for changed in (secret[:-1], secret + "a", secret.swapcase(), secret[::-1], f" {secret}x", "a" * len(secret), ""):
        assert is_out(stolen(place, changed)), changed


def test_bi_131_an_old_session(place: Place) -> None:
    _, browser = facilitator(place)
    place.clock.shift = timedelta(minutes=31)
    assert is_out(browser)
    place.clock.shift = timedelta()


def test_bi_131_of_a_suspended_account_and_after_signing_out(place: Place) -> None:
    ident, browser = facilitator(place)
    admin = place.signed_in(place.add(Rank.ADMIN))
    admin.get("/es/account/all")
    admin.send(f"/es/account/all/{ident}", state="suspended")
    assert is_out(browser)
    _, other = facilitator(place)
    secret = secret_of(other)
    other.get(MINE)
    other.send("/es/account/sign-out")
    assert is_out(stolen(place, secret))


def test_bi_131_of_an_account_that_is_gone(place: Place) -> None:
    ident, browser = facilitator(place)
    with writing(place.server.database) as db_session:
        db_session.delete(db_session.get_one(AccountRow, ident))
    assert is_out(browser)


def test_bi_131_from_before_a_new_password(place: Place) -> None:
    ident = place.add(Rank.FACILITATOR, password=PASSWORD)
    browser = place.signed_in(ident)
    link = renewal(place, ident)
    place.browser().fill(link, password=f"{PASSWORD} nunca")
    assert is_out(browser)


def renewal(place: Place, ident: str) -> str:
    admin = place.signed_in(place.add(Rank.ADMIN))
    admin.get("/es/account/all")
    page = admin.send(f"/es/account/all/{ident}/password").text
    return str(urlsplit(re.findall(r"<code>([^<]+)</code>", page)[0]).path)


# ── 132: links ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "words"), [("es", "pídalo a quien le dio este"), ("en", "ask the person who gave you")]
)
def test_bi_132_a_link_that_does_not_hold_says_whom_to_ask(place: Place, language: str, words: str) -> None:
    ident = place.add(Rank.PARTNER, password=PASSWORD)
    used = renewal(place, ident).replace("/es/", f"/{language}/")
    for _ in range(3):
        assert place.browser().get(used, headers={"Purpose": "prefetch", "Sec-Purpose": "prefetch"}).status_code == 200
        assert place.browser().head(used).status_code == 200
    assert place.browser().fill(used, password=f"{PASSWORD} {language}").status_code == 302
    over = renewal(place, ident).replace("/es/", f"/{language}/")
    place.clock.shift = timedelta(days=4)
    never = f"/{language}/invitation/none"
    answers = [place.browser().get(each) for each in (used, over, never)]
    place.clock.shift = timedelta()
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1, "which of these it is, nobody is told"
    assert words in answers[0].text


def test_bi_132_somebody_else_who_is_signed_in_uses_nothing_up(place: Place) -> None:
    _, browser = facilitator(place)
    ident = place.add(Rank.PARTNER, password=PASSWORD)
    link = renewal(place, ident)
    assert browser.get(link).status_code == 200
    assert place.browser().fill(link, password=f"{PASSWORD} otra").status_code == 302
    assert browser.get(MINE).status_code == 200, "the one who looked is still herself"


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Pida otro a quien se lo dio"), ("en", "Ask the person who gave it to you")]
)
def test_bi_132_a_pack_s_link_that_is_over(place: Place, language: str, words: str) -> None:
    _, browser = facilitator(place)
    link = made_link(browser, kit="san-salvador").replace("/es/", f"/{language}/")
    assert place.browser().get(link).status_code == 200
    place.clock.shift = timedelta(days=8)
    answers = [place.browser().get(each) for each in (link, f"/{language}/pack/none/", f"{link}pack.zip")]
    place.clock.shift = timedelta()
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert words in answers[0].text
    assert first_link(place.server) == ""


# ── 116: servers in front ───────────────────────────────────────────────────────────────────────────────────────────


def test_bi_116_what_a_server_in_front_says_is_not_believed(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever guesses passwords would otherwise be somebody else each time."""
    place.add(Rank.PARTNER, name="adivinada", password=PASSWORD)
    answers = []
    for number in range(7):
        browser = place.browser()
        browser.get(SIGN_IN)
        fields = {"csrf_token": browser.token, "username": "adivinada", "password": "no es esta"}
        headers = {
            "X-Forwarded-For": f"203.0.{number}.7",
            "X-Real-IP": "1.2.3.4",
            "Forwarded": f"for=198.51.100.{number}",
        }
        answers.append(browser.post(SIGN_IN, data=fields, headers=headers).status_code)
    assert answers == [200] * 5 + [429] * 2
    page = place.browser().get(
        "/es/account/", headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    )
    assert page.location == SIGN_IN
    told = [each.message for each in caplog.records if "TRAININGKIT_PROXIES" in each.message]
    assert len(told) <= 1
    assert not any("203.0" in each.message for each in caplog.records)
