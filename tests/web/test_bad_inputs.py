"""What people type into the forms of a workshop and what programs send to them: rows 041 to 056 of the catalogue of bad
inputs (`tests/test_bad_input_rows.py` lists all rows)."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.databases import address, postgres
from tests.web.desks import ANSWERS, begin, facilitator, fields_of, opened
from tests.web.people import PASSWORD, Browser, Place
from tests.web.smallplace import small_place
from trainingkit.domain.access import Rank
from trainingkit.errors import Severity
from trainingkit.services.personal import lists_people
from trainingkit.services.telling import told
from trainingkit.services.workshopchecks import hours_left_out, problems_of
from trainingkit.storage.audit import entries
from trainingkit.storage.database import reading
from trainingkit.web.ways import SCREENS

__all__ = ["address", "postgres"]

OURS = {"Sec-Fetch-Site": "same-origin"}
NEW = "/es/workshops/new"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with small_place(tmp_path_factory.mktemp("bad")) as made:
        yield made


def form(browser: Browser, ident: str, name: str, language: str = "es") -> dict[str, str]:
    page = browser.get(f"/{language}/workshops/{ident}/set/{name}").text
    return {field: unescape(value) for field, value in fields_of(page).items()}


def problem_at(page: str, field: str) -> str:
    """What stands beside a field."""
    found = re.search(rf'<p class="problem" id="{re.escape(field)}-problem">(.*?)</p>', page, re.DOTALL)
    return unescape(re.sub("<[^>]+>", "", found[1])) if found else ""


def sent(place: Place, name: str, changed: dict[str, str], language: str = "es") -> tuple[int, str, str]:
    """A form of a new workshop, sent with something else in it: the status, the page, the workshop."""
    _, browser = facilitator(place)
    ident = begin(browser)
    said = form(browser, ident, name, language)
    answer = browser.post(f"/{language}/workshops/{ident}/set/{name}", data={**said, **changed})
    return answer.status_code, answer.text, ident


# ── 041 to 044: dates, hours, numbers ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2027-05-19", "2027-05-18", "to"),
        ("2027-05-19", "2028-06-22", "to"),
        ("1926-05-19", "1926-05-20", "from"),
        ("2126-05-19", "2126-05-20", "from"),
    ],
)
def test_bi_041_days_that_cannot_be(place: Place, language: str, first: str, last: str, field: str) -> None:
    status, page, ident = sent(place, "when", {"from": first, "to": last, "place.es": "La casa"}, language)
    assert status == 422
    assert problem_at(page, field)
    assert all(f'value="{each}"' in page for each in (first, last, "La casa")), "the form stays filled"
    assert str(opened(place, ident).workshop.from_) == ANSWERS["first"]


@pytest.mark.parametrize(
    "typed", ["31/04", "ayer", "2027-02-30", "19/5/27", "0000-00-00", "2027-13-01", "<b>", "2027-05-19T10:00"]
)
def test_bi_042_no_date_is_answered_with_today_s(place: Place, typed: str) -> None:
    _, browser = facilitator(place)
    for language, words in (("es", "Hoy es"), ("en", "Today is")):
        answer = browser.fill(f"/{language}/workshops/new", **{**ANSWERS, "first": typed})
        assert answer.status_code == 422
        assert f"{words} {place.clock().date().isoformat()}" in problem_at(answer.text, "first")
        assert f'type="text" id="first" name="first" value="{escape(typed)}"' in answer.text


@pytest.mark.parametrize(
    "typed", ["2027-5-9", "2027/05/09", "2027.5.9", "٢٠٢٧-٠٥-٠٩", "09/09/2027", "19/5/2027", "5/19/2027", "19.05.2027"]
)
def test_bi_042_a_date_that_is_one_day_only_is_taken(place: Place, typed: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, first=typed)
    assert opened(place, ident).workshop.from_ in (date(2027, 5, 9), date(2027, 9, 9), date(2027, 5, 19))


def test_bi_042_a_date_that_could_be_two_is_asked(place: Place) -> None:
    _, browser = facilitator(place)
    answer = browser.fill(NEW, **{**ANSWERS, "first": "05/04/2027"})
    assert answer.status_code == 422
    assert all(each in problem_at(answer.text, "first") for each in ("2027-04-05", "2027-05-04"))


@pytest.mark.parametrize(
    ("country", "day", "zone", "asked"),
    [
        ("mx", "2027-03-14", "", True),
        ("mx", "2027-03-15", "", False),
        ("mx", "2027-03-14", "America/Mexico_City", False),
        ("mx", "2027-03-14", "America/Tijuana", True),
        ("sv", "2027-03-14", "", False),
    ],
)
def test_bi_043_an_hour_that_the_clock_leaves_out_is_asked(
    place: Place, country: str, day: str, zone: str, asked: bool
) -> None:
    """A night shift in Tijuana; in the rest of Mexico that hour is one like any other."""
    status, _, ident = sent(place, "when", {"from": day, "to": day, "hours.from": "02:30", "hours.to": "06:00"})
    assert status == 303
    there = replace(opened(place, ident).workshop, country=country, timezone=zone or "UTC")
    assert [each.severity for each in hours_left_out(there)] == [Severity.WARNING] * asked


def test_bi_043_it_is_said_on_the_workshop_s_page_with_the_places(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, country="mx", first="2027-03-14")
    said = form(browser, ident, "when")
    browser.post(f"/es/workshops/{ident}/set/when", data={**said, "hours.from": "02:30"})
    page = browser.get(f"/es/workshops/{ident}/").text
    assert "Ciudad Juárez" in page
    assert f"/es/workshops/{ident}/set/when#hours.from" in page


@pytest.mark.parametrize("typed", ["-1", "1000000000", "veinte", "3.5", "1e3", "٢٠", "0x1F", "1", "241"])
def test_bi_044_a_number_of_people_that_makes_no_sense(place: Place, typed: str) -> None:
    _, browser = facilitator(place)
    for language in ("es", "en"):
        answer = browser.fill(f"/{language}/workshops/new", **{**ANSWERS, "people": typed})
        assert answer.status_code == 422
        assert re.search(r"2 \w+ 240", problem_at(answer.text, "people"))
        assert f'value="{typed}"' in answer.text


# ── 045: groups ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_bi_045_a_group_too_small_is_a_warning_that_names_cases_which_fit(place: Place) -> None:
    _, browser = facilitator(place)
    found = opened(place, begin(browser))
    readings = place.app.extensions["trainingkit-readings"]
    for size in (1, 2, 3):
        groups = {name: replace(each, people=size) for name, each in found.workshop.groups.items()}
        said = found.using(replace(found.workshop, groups=groups, people={"es": size * len(groups)}))
        problems = [each for each in problems_of(said, readings) if each.code == "group-too-small"]
        assert {each.severity for each in problems} <= {Severity.WARNING}
        for each in problems:
            fitting = [name for name in each.details["nearest"].split(", ") if name]
            assert groups[each.details["group"]].case not in fitting
            assert told(each, said, "es").problem.details["nearest"].count("«") == len(fitting)


def test_bi_045_it_is_no_reason_not_to_print(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, people="2")
    page = browser.get(f"/es/workshops/{ident}/")
    assert page.status_code == 200
    assert "Por revisar:" in page.text
    assert "2 personas para 3 papeles" in page.text
    readings = place.app.extensions["trainingkit-readings"]
    assert not [each for each in problems_of(opened(place, ident), readings) if each.severity is Severity.ERROR]


# ── 046 to 048: texts ───────────────────────────────────────────────────────────────────────────────────────────────

FAMILY = "👩🏽\u200d👩🏽\u200d👧🏽"


@pytest.mark.parametrize(
    ("title", "refused"),
    [
        ("x" * 10_000, True),
        ("x" * 121, True),
        ("x" * 120, False),
        ("   \u00a0\t ", True),
        ("\u200f\u202e", True),
        (FAMILY * 3, True),
        ("…—!", True),
        ("ñ" * 120, False),
        ("n\u0303" * 120, False),
        (f"Curso {FAMILY * 100}", False),
        (f"Curso {FAMILY * 115}", True),
        ("e" + "\u0301" * 5_000, True),
    ],
)
def test_bi_046_a_name_is_counted_in_letters_as_people_count(place: Place, title: str, refused: bool) -> None:
    _, browser = facilitator(place)
    answer = browser.fill(NEW, **{**ANSWERS, "title": title})
    assert answer.status_code == (422 if refused else 303), title[:20]
    if refused:
        assert problem_at(answer.text, "title")


NAMES = (
    "O'Higgins",
    "Ñuñoa",
    "K'iche'",
    "Q’eqchi’",
    "דבורה כהן",
    "مريم العلي",
    "Łódź – “día”",
    "Ana & Cía. <sur>",
    "a%20b {c}",
)


@pytest.mark.parametrize("name", NAMES)
def test_bi_047_names_are_kept_exactly(place: Place, name: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, title=name)
    said = form(browser, ident, "about")
    assert said["title.es"] == name
    assert browser.post(f"/es/workshops/{ident}/set/about", data={**said, "funder.es": name}).status_code == 303
    kept = opened(place, ident).workshop
    assert kept.title is not None
    assert kept.brand.funder is not None
    assert (kept.title.source, kept.brand.funder.source) == (name, name)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{7*7}}{% raw %}",
    "</textarea><svg onload=alert(1)>",
)


class Looking(HTMLParser):
    """What of a page would do something."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        own = tag == "script" and str(given.get("src")).startswith("/static/")
        odd = [name for name, value in attrs if name.startswith("on") or str(value).startswith("javascript:")]
        if (tag in ("script", "svg", "iframe", "object") and not own) or given.get("src") == "x":
            self.found.append(tag)
        self.found += [name for name in odd if name != "value"]


def live_parts(page: str) -> list[str]:
    looking = Looking()
    looking.feed(page)
    return looking.found


@pytest.mark.parametrize("text", HOSTILE)
def test_bi_048_html_is_text_in_every_field(place: Place, text: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, title=text)
    for name in SCREENS:
        said = form(browser, ident, name)
        lines = {each: text[:40] for each, value in said.items() if not value or not value[0].isdigit()}
        browser.post(f"/es/workshops/{ident}/set/{name}", data={**said, **lines, "csrf_token": browser.token})
        browser.post(f"/es/workshops/{ident}/set/{name}", data={**said, "place.es": text, "title.es": text})
    browser.post(f"/es/workshops/{ident}/share", data={"csrf_token": browser.token, "name": text})
    addresses = ["", "agenda", "texts?q=" + text, "print/", "share", "erase", "before/about", "fit"]
    for where in (*(f"/es/workshops/{ident}/{each}" for each in addresses), "/es/workshops/", f"{NEW}?title={text}"):
        page = browser.get(where)
        assert page.status_code == 200, where
        assert live_parts(page.text) == [], where
        assert "49{% raw" not in page.text


# ── 050: names of people ────────────────────────────────────────────────────────────────────────────────────────────

LIST = "Llegan:\nAna Pérez 7712-3456\nBerta de la Cruz\nCarla López, 2250 1234\n"


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        (LIST, True),
        ("María José Pérez\nLuz Ñáñez\nEva Díaz\n+503 7712 3456", True),
        ("María José Pérez\nLuz Ñáñez\nEva Díaz", False),
        ("El taller es el 2027-05-19\nSan Salvador\nCosta Rica es bonita\nEl Salvador", False),
        ("Lea el caso.\nLlame al 2250-1234.\nEspere.", False),
        ("Ana Pérez 7712-3456", False),
        ("x" * 100_000, False),
    ],
)
def test_bi_050_what_looks_like_a_list_of_people(text: str, is_list: bool) -> None:
    assert lists_people(text) is is_list


@pytest.mark.parametrize(("language", "words"), [("es", "Use códigos"), ("en", "Use codes")])
def test_bi_050_a_list_of_people_is_warned_of_and_kept(place: Place, language: str, words: str) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    unit = next(long_texts(browser, ident))
    where = f"/{language}/workshops/{ident}/texts/{unit}"
    said = {name: unescape(value) for name, value in fields_of(browser.get(where).text).items()}
    answer = browser.post(where, data={**said, "text.es": LIST})
    assert answer.status_code == 303
    assert words in browser.get(where).text
    assert words in browser.get(f"/{language}/workshops/{ident}/").text
    assert "Berta de la Cruz" in unescape(browser.get(where).text)


def long_texts(browser: Browser, ident: str) -> Iterator[str]:
    """The addresses of some texts of several lines: a short one takes no list."""
    page = browser.get(f"/es/workshops/{ident}/texts?q=usted").text
    for unit in re.findall(rf'/workshops/{ident}/texts/([^"]+)"', page):
        if "<textarea" in browser.get(f"/es/workshops/{ident}/texts/{unit}").text:
            yield unit


# ── 051: once ───────────────────────────────────────────────────────────────────────────────────────────────────────


def key_of(page: str) -> str:
    found = re.search(r'name="once" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def count(browser: Browser) -> int:
    return len(set(re.findall(r"/es/workshops/([0-9a-f]{32})/", browser.get("/es/workshops/").text)))


def test_bi_051_a_form_that_comes_twice_makes_one_workshop(place: Place) -> None:
    ident, browser = facilitator(place)
    answers = {**ANSWERS, "once": key_of(browser.get(NEW).text)}
    first = browser.send(NEW, **answers)
    assert browser.send(NEW, **answers).location == first.location  # a double click
    place.clock.shift += timedelta(hours=1)
    later = place.signed_in(ident)  # an hour later, after signing in again
    later.get(NEW)
    assert later.send(NEW, **answers).location == first.location
    assert count(later) == 1
    assert later.send(NEW, **{**answers, "title": "Otro"}).location != first.location  # back, and changed: another one
    assert count(later) == 2
    place.clock.shift = timedelta()


def test_bi_051_the_key_of_others_leads_nowhere(place: Place) -> None:
    _, browser = facilitator(place)
    _, other = facilitator(place)
    answers = {**ANSWERS, "once": key_of(browser.get(NEW).text)}
    first = browser.send(NEW, **answers)
    other.get(NEW)
    assert other.send(NEW, **answers).location != first.location


def test_bi_051_a_refused_form_keeps_its_key(place: Place) -> None:
    _, browser = facilitator(place)
    key = key_of(browser.get(NEW).text)
    assert key_of(browser.send(NEW, **{**ANSWERS, "people": "x", "once": key}).text) == key


def test_bi_051_one_press_makes_one_copy(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    key = key_of(browser.get(f"/es/workshops/{ident}/").text)
    first, second = (browser.send(f"/es/workshops/{ident}/copy", once=key) for _ in range(2))
    assert first.location == second.location
    other = key_of(browser.get(f"/es/workshops/{ident}/").text)
    assert browser.send(f"/es/workshops/{ident}/copy", once=other).location != first.location
    assert count(browser) == 3


@pytest.mark.slow
def test_bi_051_two_at_the_same_moment(tmp_path: Path, address: str) -> None:
    with small_place(tmp_path / "kits", address) as place:
        ident, browser = facilitator(place)
        answers = {**ANSWERS, "once": key_of(browser.get(NEW).text)}
        browsers = [place.signed_in(ident) for _ in range(4)]
        for each in browsers:
            each.get(NEW)
        with ThreadPoolExecutor(4) as pool:
            made = list(pool.map(lambda each: each.send(NEW, **answers), browsers))
        assert {answer.status_code for answer in made} == {303}
        assert len({answer.location for answer in made}) == 1
        assert count(browser) == 1


# ── 052 and 054: a form that comes too late ─────────────────────────────────────────────────────────────────────────


def sign_in(browser: Browser, name: str) -> str:
    browser.get("/es/account/sign-in")
    return str(browser.send("/es/account/sign-in", username=name, password=PASSWORD).location)


def out_of_session(place: Place, browser: Browser) -> None:
    browser.get("/es/account/")
    assert browser.send("/es/account/sign-out").status_code == 302


@pytest.mark.parametrize("language", ["es", "en"])
def test_bi_052_what_was_typed_is_there_again_after_signing_in(place: Place, language: str) -> None:
    account, browser = facilitator(place)
    ident = begin(browser)
    where = f"/{language}/workshops/{ident}/set/about"
    said = {**form(browser, ident, "about", language), "title.es": "Lo que <b>escribí</b> anoche"}
    out_of_session(place, browser)
    answer = browser.post(where, data=said, headers=OURS)
    assert (answer.status_code, answer.location) == (302, f"/{language}/account/sign-in")
    before = browser.get_cookie("tk")
    assert before is not None
    joined(place, browser, account)
    assert browser.get(f"/{language}/account/").location == f"/{language}/account/late"
    page = browser.get(f"/{language}/account/late")
    assert "Lo que &lt;b&gt;escribí&lt;/b&gt; anoche" in page.text
    assert f'action="{where}"' in page.text
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    again = {name: unescape(value) for name, value in again.items()} | {"csrf_token": browser.token}
    assert browser.post(where, data=again).status_code == 303
    assert form(browser, ident, "about")["title.es"] == "Lo que <b>escribí</b> anoche"
    assert browser.get(f"/{language}/account/").status_code == 200, "it waits no longer"
    assert "escribí" not in browser.get(f"/{language}/account/late").text


def joined(place: Place, browser: Browser, account: str) -> None:
    """Signs in what this browser has for a session, as the sign-in page and its codes would."""
    data = dict(session_of(place, browser))
    fresh = place.signed_in(account)
    cookie = fresh.get_cookie("tk")
    assert cookie is not None
    with fresh.session_transaction() as now:
        now.update({name: value for name, value in data.items() if name.startswith("late")})
    browser.set_cookie("tk", cookie.value)


def session_of(place: Place, browser: Browser) -> dict[str, object]:
    with browser.session_transaction() as found:
        return dict(found)


def test_bi_052_a_session_keeps_it_over_the_sign_in(place: Place) -> None:
    """The real sign-in page, for an account without codes, which may not send that form then."""
    _, browser = facilitator(place)
    ident = begin(browser)
    said = form(browser, ident, "about")
    place.add(Rank.PARTNER, name="socia", password=PASSWORD)
    other = place.browser()
    assert other.post(f"/es/workshops/{ident}/set/about", data=said, headers=OURS).status_code == 302
    assert "late" in session_of(place, other)
    assert sign_in(other, "socia") == "/es/account/"
    assert "late" in session_of(place, other)
    assert other.get("/es/account/").location == "/es/account/late"
    answer = other.get("/es/account/late")  # hers it is not: it is thrown away unseen
    assert (answer.status_code, answer.location) == (303, "/es/account/")
    assert "late" not in session_of(place, other)


def test_bi_052_it_is_sealed_bounded_and_of_our_own_pages(place: Place) -> None:
    _, browser = facilitator(place)
    where = f"/es/workshops/{begin(browser)}/set/about"
    nobody = place.browser()
    for headers in ({}, {"Sec-Fetch-Site": "none"}):
        nobody.post(where, data={"title.es": "x"}, headers=headers)
        assert "late" not in session_of(place, nobody)
    assert nobody.post(where, data={"title.es": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    answer = nobody.post(where, data={"title.es": "largo " * 10_000}, headers=OURS)
    assert (answer.status_code, "largo largo" in answer.text) == (400, True)
    assert "late" not in session_of(place, nobody)
    nobody.post(where, data={"title.es": "Casa de las Milpas"}, headers=OURS)
    file = place.server.database.file
    assert file is not None
    assert b"Milpas" not in b"".join(each.read_bytes() for each in file.parent.glob("trainingkit.db*"))


@pytest.mark.parametrize("token", ["", "x", "foreign"])
@pytest.mark.parametrize(
    ("language", "words"), [("es", "llevaba demasiado tiempo abierta"), ("en", "open for too long")]
)
def test_bi_054_a_token_that_does_not_fit_keeps_what_was_typed(
    place: Place, token: str, language: str, words: str
) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    where = f"/{language}/workshops/{ident}/set/about"
    said = {**form(browser, ident, "about", language), "title.es": "Un título nuevo"}
    if token == "foreign":  # noqa: S105 - the name of a case
        other = place.browser()
        other.get("/es/account/sign-in")
        token = other.token
    answer = browser.post(where, data={**said, "csrf_token": token}, headers=OURS)
    assert answer.status_code == 400
    assert words in answer.text
    assert "Un título nuevo" in answer.text
    assert browser.post(where, data={**said, "csrf_token": browser.token}).status_code == 303
    # Browsers that do not say where a form comes from get the words and no button.
    plain = browser.post(where, data={**said, "csrf_token": token})
    assert plain.status_code == 400
    assert "Un título nuevo" in plain.text
    assert f'action="{where}"' not in plain.text


def test_bi_054_a_password_is_never_sent_back(place: Place) -> None:
    browser = place.browser()
    answer = browser.post("/es/account/sign-in", data={"username": "ana", "password": PASSWORD}, headers=OURS)
    assert answer.status_code == 400
    assert PASSWORD not in answer.text


# ── 053, 055, 056: what no page of ours sends ───────────────────────────────────────────────────────────────────────


def test_bi_053_fields_that_would_give_more_are_ignored_and_noted(place: Place) -> None:
    account, browser = facilitator(place)
    ident = begin(browser)
    before = opened(place, ident)
    said = form(browser, ident, "about")
    more = {
        "role": "admin",
        "owner_id": "7",
        "is_admin": "1",
        "members": "x",
        "id": "0" * 32,
        "edition": "9",
        "kit": "x",
    }
    assert browser.post(f"/es/workshops/{ident}/set/about", data={**said, **more}).status_code == 303
    after = opened(place, ident)
    assert (after.workshop, after.members, after.versions) == (before.workshop, before.members, before.versions)
    assert place.row(account).ranks == {Rank.FACILITATOR}
    with reading(place.server.database) as db_session:
        noted = [each for each in entries(db_session) if each.actor == account]
    assert [(each.action, each.thing, each.outcome) for each in noted] == [
        ("form.presumed", "form/workshops.form", "refused")
    ]
    browser.fill(NEW, **{**ANSWERS, "owner": "x", "title": ""})
    with reading(place.server.database) as db_session:
        assert [each.thing for each in entries(db_session) if each.actor == account][1:] == ["form/workshops.new"]


@pytest.mark.parametrize("where", [NEW, "/es/account/sign-in", "/es/packs/"])
def test_bi_055_more_than_any_form_holds_is_413(place: Place, where: str) -> None:
    _, browser = facilitator(place)
    browser.get(NEW)
    token = {"csrf_token": browser.token}
    many = {f"f{number}": "x" for number in range(1_500)}
    for body in (many, {"title": "x" * 300_000}):
        answer = browser.post(where, data={**token, **body})
        assert answer.status_code == 413
        assert "Es demasiado" in answer.text or "demasiado" in answer.text
        parts = browser.post(where, data={**token, **body}, content_type="multipart/form-data; boundary=x")
        assert parts.status_code == 413
    assert browser.send(NEW, **{**ANSWERS, **{f"f{number}": "x" for number in range(300)}}).status_code == 303


BODIES = (
    b'{"title": NaN}',
    b'{"people": 1e999}',
    b"[" * 10_000,
    b'{"title": "a", "title": "b"}',
    b"{",
    b"\xff\xfe",
)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "", "x", "multipart/mixed"])
def test_bi_056_what_is_no_form_is_not_read(place: Place, body: bytes, kind: str) -> None:
    _, browser = facilitator(place)
    for where in (NEW, "/es/account/sign-in"):
        answer = browser.post(where, data=body, content_type=kind, headers={"X-CSRFToken": browser.token})
        assert answer.status_code == 415
        assert answer.mimetype == "text/html"


@pytest.mark.parametrize("body", BODIES)
def test_bi_056_a_body_where_none_belongs_is_not_read_either(place: Place, body: bytes) -> None:
    """On every page, by anybody: who signs people in looked for a token in it, and fell over a deep one."""
    for browser in (place.browser(), facilitator(place)[1]):
        for where in ("/es/", "/es/account/sign-in", NEW, "/es/nothing", "/static/library.css"):
            answer = browser.get(where, data=body, content_type="application/json")
            assert answer.status_code in (404, 415), where
