"""Accounts as people meet them: how one begins, signing in and out, the second factor, guessing, suspending."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from tests.web.people import PASSWORD, Browser, Place
from trainingkit.domain.access import Rank
from trainingkit.errors import NotFound
from trainingkit.services.invitations import first_link, recovery_link
from trainingkit.storage.accounts import AccountRow
from trainingkit.storage.audit import check_trail, entries
from trainingkit.storage.database import reading, writing

WRONG = "nada de eso aquí"
SIGN_IN = "/es/account/sign-in"
MINE = "/es/account/"


def begin(place: Place, name: str = "ana") -> Browser:
    """The first account, by its link."""
    browser = place.browser()
    answer = browser.fill(f"/es/invitation/{first_link(place.server)}", username=name, password=PASSWORD)
    assert (answer.status_code, answer.location) == (302, SIGN_IN)
    return browser


def set_up_codes(browser: Browser) -> TOTP:
    """From the page that asks for a second factor to one's own account."""
    page = browser.fill("/es/account/second-factor", setup="authenticator").text
    found = re.search(r"<code>([A-Z2-7-]+)</code>", page)
    assert found is not None
    codes = TOTP(key=found[1].replace("-", ""))
    answer = browser.send("/es/account/code", code=codes.generate().token)
    assert (answer.status_code, answer.location) == (302, MINE)
    return codes


def code_at(codes: TOTP, seconds_later: int = 0) -> str:
    """A code, now or later within what a clock may be off."""
    moment = codes.now() + seconds_later
    return str(codes.generate(moment).token)


# ── how one begins ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_first_account_begins_by_a_link_and_is_kept_by_codes(place: Place, language: str) -> None:
    browser = place.browser()
    link = f"/{language}/invitation/{first_link(place.server)}"
    answer = browser.fill(link, username="Ana.M", password=PASSWORD)
    assert answer.location == f"/{language}/account/sign-in"
    answer = browser.fill(answer.location, username=" ANA.m ", password=PASSWORD)
    assert answer.location == f"/{language}/account/second-factor"
    set_up_codes(browser)
    page = browser.get(f"/{language}/account/")
    assert page.status_code == 200
    assert "ana.m" in page.text
    assert f'lang="{language}"' in page.text
    assert first_link(place.server) == ""


def test_looking_at_a_link_uses_nothing_up_and_it_makes_one_account(place: Place) -> None:
    link = f"/es/invitation/{first_link(place.server)}"
    for _ in range(10):
        assert place.browser().get(link).status_code == 200
        assert place.browser().head(link).status_code == 200
    assert place.browser().fill(link, username="ana", password=PASSWORD).status_code == 302
    assert place.browser().get(link).status_code == 404


@pytest.mark.parametrize("hours", [72, 73, 1000])
def test_a_link_ends(place: Place, hours: int) -> None:
    link = f"/es/invitation/{first_link(place.server)}"
    place.clock.shift = timedelta(hours=hours)
    assert place.browser().get(link).status_code == 404
    place.clock.shift = timedelta(hours=71)
    assert place.browser().get(link).status_code == 200


def test_each_start_makes_the_first_link_anew(place: Place) -> None:
    old, new = first_link(place.server), first_link(place.server)
    assert place.browser().get(f"/es/invitation/{old}").status_code == 404
    assert place.browser().get(f"/es/invitation/{new}").status_code == 200


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [
        ("an", PASSWORD, "username"),
        ("a" * 41, PASSWORD, "username"),
        ("ana maría", PASSWORD, "username"),
        ("<script>", PASSWORD, "username"),
        ("   ", PASSWORD, "username"),
        ("ana", "x" * 11, "password"),
        ("ana", "x" * 129, "password"),
        ("ana", "aaaaaaaaaaaaaaa", "password"),
        ("ana", "mi nombre es ana y ya", "password"),
        ("ana", "¡¡Te quiero mucho!! 2027", "password"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_name_stays(
    place: Place, name: str, password: str, field: str
) -> None:
    answer = place.browser().fill(f"/es/invitation/{first_link(place.server)}", username=name, password=password)
    assert answer.status_code == 422
    assert f'id="{field}-problem"' in answer.text
    assert password not in answer.text or field == "username"
    assert "<script>" not in answer.text


def test_a_name_is_had_once_whatever_its_capitals(place: Place) -> None:
    place.add(Rank.PARTNER, name="ñandú")
    with writing(place.server.database) as db_session:
        from_admin = place.add(Rank.ADMIN)
        assert db_session.get(AccountRow, from_admin)
    browser = place.signed_in(from_admin)
    page = browser.fill("/es/account/invite", rank="partner").text
    link = urlsplit(re.findall(r"<code>([^<]+)</code>", page)[0]).path
    answer = place.browser().fill(link, username="ÑANDÚ", password=PASSWORD)
    assert answer.status_code == 422
    assert place.browser().fill(link, username="ñandú2", password=PASSWORD).status_code == 302


# ── signing in and out ──────────────────────────────────────────────────────────────────────────────────────────────


def without_token(text: str) -> str:
    return re.sub(r'value="[^"]*"', "", text)


def test_a_wrong_name_and_a_wrong_password_look_alike(place: Place) -> None:
    place.add(Rank.PARTNER, name="ana", password=PASSWORD)
    wrong = [place.browser().fill(SIGN_IN, username=name, password=WRONG) for name in ("ana", "nadie")]
    assert [each.status_code for each in wrong] == [200, 200]
    assert without_token(wrong[0].text) == without_token(wrong[1].text)
    assert "nada de eso" not in wrong[0].text


def test_a_partner_needs_no_second_factor(place: Place) -> None:
    place.add(Rank.PARTNER, name="ana", password=PASSWORD)
    browser = place.browser()
    assert browser.fill(SIGN_IN, username="ana", password=PASSWORD).location == MINE
    assert browser.get(MINE).status_code == 200


@pytest.mark.parametrize("rank", [Rank.FACILITATOR, Rank.TRANSLATOR, Rank.EDITOR, Rank.ADMIN])
def test_a_password_alone_opens_nothing_for_the_others(place: Place, rank: Rank) -> None:
    place.add(rank, name="ana", password=PASSWORD)
    browser = place.browser()
    assert browser.fill(SIGN_IN, username="ana", password=PASSWORD).location == "/es/account/second-factor"
    assert browser.get(MINE).location == SIGN_IN


def test_a_code_counts_once(place: Place) -> None:
    codes = set_up_codes(signing_in(begin(place)))
    used = code_at(codes, 30)
    first, second = place.browser(), place.browser()
    assert signing_in(first).send("/es/account/code", code=used).location == MINE
    assert signing_in(second).send("/es/account/code", code=used).status_code == 200
    assert second.get(MINE).location == SIGN_IN


def signing_in(browser: Browser) -> Browser:
    """As far as the password."""
    browser.get(browser.fill(SIGN_IN, username="ana", password=PASSWORD).location)
    return browser


def test_a_recovery_code_counts_once_and_is_kept_nowhere(place: Place) -> None:
    browser = signing_in(begin(place))
    set_up_codes(browser)
    page = browser.fill("/es/account/recovery-codes", generate_new_codes="1").text
    codes = re.findall(r"<li><code>([0-9a-f-]+)</code>", page)
    assert len(set(codes)) == 10
    assert codes[0] not in browser.get("/es/account/recovery-codes?show_codes=1").text
    with reading(place.server.database) as db_session:
        kept = str([row.mf_recovery_codes for row in db_session.query(AccountRow)])
    assert codes[0] not in kept
    assert codes[0].replace("-", "") not in kept
    for expected in (MINE, None):
        other = signing_in(place.browser())
        assert other.fill("/es/account/recovery", code=codes[0].upper().replace("-", " ")).location == expected


def test_a_copied_cookie_is_worth_nothing_after_signing_out(place: Place) -> None:
    place.add(Rank.PARTNER, name="ana", password=PASSWORD)
    browser = place.browser()
    browser.get(SIGN_IN)
    before = cookie_of(browser)
    browser.send(SIGN_IN, username="ana", password=PASSWORD)
    during = cookie_of(browser)
    assert before != during
    browser.get(MINE)
    answer = browser.send("/es/account/sign-out")
    assert answer.status_code == 302
    assert "cache" in answer.headers["Clear-Site-Data"]
    for secret in (before, during, cookie_of(browser)):
        thief = place.browser()
        thief.set_cookie("tk", secret)
        assert thief.get(MINE).location == SIGN_IN


def cookie_of(browser: Browser) -> str:
    found = browser.get_cookie("tk")
    return found.value if found else ""


@pytest.mark.parametrize(
    ("steps", "alive"),
    [([29], True), ([31], False), ([29] * 10, True), ([29] * 25, False), ([-1], False)],
    ids=["half an hour", "longer", "a working day", "more than twelve hours", "a clock set back"],
)
def test_how_long_a_session_lives(place: Place, steps: list[int], alive: bool) -> None:
    browser = place.signed_in(place.add(Rank.PARTNER))
    answers = []
    for minutes in steps:
        place.clock.shift += timedelta(minutes=minutes)
        answers.append(browser.get(MINE).status_code)
    assert (answers[-1] == 200) is alive


def test_a_session_says_nothing_of_browser_and_address(place: Place) -> None:
    place.add(Rank.PARTNER, name="ana", password=PASSWORD)
    browser = place.browser()
    browser.get(SIGN_IN)
    browser.post(
        SIGN_IN,
        data={"csrf_token": browser.token, "username": "ana", "password": PASSWORD},
        headers={"User-Agent": "Canary/1.0"},
        environ_overrides={"REMOTE_ADDR": "203.0.113.77"},
    )
    assert browser.get(MINE).status_code == 200
    with reading(place.server.database) as db_session:
        tables = [table for table in AccountRow.metadata.sorted_tables if table.name != "accounts"]
        kept = repr([db_session.execute(select(table)).all() for table in tables])
    if place.server.database.file:
        kept += place.server.database.file.read_bytes().decode("latin-1")
    assert not [each for each in ("203.0.113", "Canary", cookie_of(browser)) if each in kept]


def test_sessions_are_listed_and_ended_by_their_owner_alone(place: Place) -> None:
    ana, eva = place.add(Rank.PARTNER), place.add(Rank.PARTNER)
    here, there, hers = place.signed_in(ana), place.signed_in(ana), place.signed_in(eva)
    page = here.get(MINE).text
    marks = re.findall(r'name="session" value="([0-9a-f]{16})"', page)
    assert len(marks) == 2
    hers.get(MINE)
    hers.send("/es/account/sessions", session=marks[0])
    hers.send("/es/account/sessions", session="%")
    assert [each.get(MINE).status_code for each in (here, there)] == [200, 200]
    here.send("/es/account/sessions")
    assert [each.get(MINE).status_code for each in (here, there, hers)] == [302, 302, 200]


# ── guessing ────────────────────────────────────────────────────────────────────────────────────────────────────────


def guess(place: Place, password: str, address: str = "198.51.100.7") -> tuple[int, int]:
    browser = place.browser()
    browser.get(SIGN_IN)
    answer = browser.post(
        SIGN_IN,
        data={"csrf_token": browser.token, "username": "ana", "password": password},
        environ_overrides={"REMOTE_ADDR": address},
    )
    return answer.status_code, int(answer.headers.get("Retry-After", 0))


def test_guessing_gets_slow_and_nobody_is_locked_out(place: Place) -> None:
    place.add(Rank.PARTNER, name="ana", password=PASSWORD)
    assert [guess(place, WRONG)[0] for _ in range(5)] == [200] * 5
    status, seconds = guess(place, PASSWORD)
    assert status == 429
    assert 0 < seconds <= 42
    assert guess(place, PASSWORD, "198.51.100.200")[0] == 429  # the same network
    assert guess(place, PASSWORD, "203.0.113.9")[0] == 302  # its owner, from elsewhere
    place.clock.shift = timedelta(seconds=43)
    assert guess(place, PASSWORD)[0] == 302
    assert guess(place, WRONG)[0] == 200


def test_the_wait_grows_to_its_most_and_no_further(place: Place) -> None:
    place.add(Rank.PARTNER, name="ana", password=PASSWORD)
    waits = []
    for _ in range(12):
        guess(place, WRONG)
        waits.append(guess(place, WRONG)[1])
        place.clock.shift += timedelta(seconds=45)
    assert max(waits) <= 43
    assert waits[-1] >= 40


# ── those who look after accounts ───────────────────────────────────────────────────────────────────────────────────


def test_a_suspended_account_is_out_at_once_and_can_come_back(place: Place) -> None:
    admin, eva = place.add(Rank.ADMIN), place.add(Rank.PARTNER, name="eva", password=PASSWORD)
    hers, mine = place.signed_in(eva), place.signed_in(admin)
    assert hers.get(MINE).status_code == 200
    mine.get("/es/account/all")
    assert mine.send(f"/es/account/all/{eva}", state="suspended").status_code == 302
    assert hers.get(MINE).location == SIGN_IN
    assert place.browser().fill(SIGN_IN, username="eva", password=PASSWORD).status_code == 200
    mine.send(f"/es/account/all/{eva}", state="active")
    assert hers.get(MINE).location == SIGN_IN
    assert place.browser().fill(SIGN_IN, username="eva", password=PASSWORD).location == MINE
    with reading(place.server.database) as db_session:
        trail = list(entries(db_session))
        assert check_trail(db_session, place.server.key_for("audit")) == ()
    assert [(each.actor, each.action, each.thing) for each in trail] == [
        (admin, "account.suspend", f"account/{eva}"),
        (admin, "account.restore", f"account/{eva}"),
    ]
    assert "eva" not in repr(trail)


def test_a_forgotten_password_is_mended_by_a_link_and_codes_stay(place: Place) -> None:
    browser = signing_in(begin(place))
    set_up_codes(browser)
    with reading(place.server.database) as db_session:
        ana = db_session.scalars(select(AccountRow)).one().id
    mine = place.signed_in(place.add(Rank.ADMIN))
    mine.get("/es/account/all")
    page = mine.send(f"/es/account/all/{ana}/password").text
    link = urlsplit(re.findall(r"<code>([^<]+)</code>", page)[0]).path
    other = place.browser()
    assert "ana" not in re.sub(r"<[^>]+>", "", other.get(link).text).split()
    assert other.send(link, password="corta").status_code == 422  # noqa: S106 - of nobody
    assert browser.get(MINE).status_code == 200
    assert other.send(link, password=f"{PASSWORD} nunca").location == SIGN_IN
    assert browser.get(MINE).location == SIGN_IN
    assert other.get(link).status_code == 404
    assert place.browser().fill(SIGN_IN, username="ana", password=PASSWORD).status_code == 200
    answer = other.fill(SIGN_IN, username="ana", password=f"{PASSWORD} nunca")
    assert urlsplit(str(answer.location)).path == "/es/account/code"
    assert other.get(MINE).location == SIGN_IN


def test_the_last_administrator_gets_in_again_from_the_server_itself(place: Place) -> None:
    place.add(Rank.ADMIN, name="ana", password=PASSWORD)
    old, link = recovery_link(place.server, "ANA"), recovery_link(place.server, "ana")
    assert place.browser().get(f"/en/invitation/{old}").status_code == 404
    assert place.browser().get(f"/en/invitation/{link}").status_code == 200
    with reading(place.server.database) as db_session:
        assert {(each.actor, each.action) for each in entries(db_session)} == {("server", "account.new-password")}
    with pytest.raises(NotFound):
        recovery_link(place.server, "eva")


def test_nobody_suspends_themselves(place: Place) -> None:
    admin = place.add(Rank.ADMIN)
    browser = place.signed_in(admin)
    browser.get("/es/account/all")
    assert browser.send(f"/es/account/all/{admin}", state="suspended").status_code == 409
    assert browser.get(MINE).status_code == 200


@pytest.mark.parametrize(("seconds", "is_asked"), [(295, False), (305, True)])
def test_what_touches_others_wants_a_person_who_just_confirmed(place: Place, seconds: int, is_asked: bool) -> None:
    browser = place.signed_in(place.add(Rank.ADMIN), confirmed_ago=seconds)
    answer = browser.get("/es/account/invite")
    assert (answer.status_code == 302) is is_asked
    if is_asked:
        assert urlsplit(answer.location).path == "/es/account/confirm"


def test_confirming_wants_the_code_too(place: Place) -> None:
    browser = signing_in(begin(place))
    codes = set_up_codes(browser)
    page = browser.get("/es/account/confirm?next=/es/account/invite")
    assert 'name="code"' in page.text
    confirm = "/es/account/confirm"
    assert browser.send(confirm, password=PASSWORD, code="000000").status_code == 200
    assert browser.send(confirm, password=WRONG, code=code_at(codes, 30)).status_code == 200
    answer = browser.send(confirm, password=PASSWORD, code=code_at(codes, 30), next="/es/account/invite")
    assert answer.location == "/es/account/invite"


def test_an_invitation_to_a_rank_that_one_may_not_give(place: Place) -> None:
    browser = place.signed_in(place.add(Rank.EDITOR))
    assert 'value="admin"' not in browser.get("/es/account/invite").text
    assert browser.send("/es/account/invite", rank="admin").status_code == 400
    assert browser.send("/es/account/invite", rank="partner").status_code == 200
