"""Passkeys as a second factor: made, used, taken away, and every answer that must not count."""

import html
import json
import random
import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tests.web.devices import PRESENT, VERIFIED, Device, address_of, question_of, text_of
from tests.web.people import PASSWORD, Browser, Place
from tests.web.test_accounts import begin, code_at, set_up_codes, signing_in
from trainingkit.domain.access import Rank
from trainingkit.storage.accounts import AccountRow, PasskeyRow
from trainingkit.storage.audit import check_trail, entries
from trainingkit.storage.database import reading

SIGN_IN = "/es/account/sign-in"
MINE = "/es/account/"
PASSKEYS = "/es/account/passkeys"
PASSKEY = "/es/account/passkey"
CONFIRM = "/es/account/confirm-with-passkey"
AWAY = "/es/account/passkey-away"


def add(browser: Browser, device: Device, name: str = "teléfono azul") -> str | None:
    """A passkey of whoever is signed in: where it leads."""
    page = browser.fill(PASSKEYS, name=name).text
    return browser.send(address_of(page), credential=device.make(page)).location


def show(browser: Browser, device: Device, where: str = PASSKEY, **lies: str) -> str | None:
    """Where the answer of a device leads, for whoever gave the password or has to confirm."""
    page = browser.fill(where).text
    return browser.send(address_of(page), credential=device.sign(page, **lies)).location


def path_of(location: str | None) -> str:
    return urlsplit(str(location)).path


@pytest.fixture
def ana(place: Place) -> str:
    """A facilitator with a password, and nothing else yet."""
    return place.add(Rank.FACILITATOR, name="ana", password=PASSWORD)


@pytest.fixture
def device(place: Place, ana: str) -> Device:
    """Her telephone."""
    made = Device()
    assert add(place.signed_in(ana), made) == MINE
    return made


def kept(place: Place) -> list[PasskeyRow]:
    with reading(place.server.database) as db_session:
        return list(db_session.scalars(select(PasskeyRow).order_by(PasskeyRow.name)))


# ── making and using ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_passkey_is_made_and_opens_the_account(place: Place, ana: str, language: str) -> None:
    device, browser = Device(), place.signed_in(ana)
    page = browser.fill(f"/{language}/account/passkeys", name="  blue   phone ").text
    asked = question_of(page)
    assert asked["rp"] == {"name": "trainingkit", "id": "localhost"}
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["user"]["name"] == "ana"
    assert browser.send(address_of(page), credential=device.make(page)).location == f"/{language}/account/"
    assert "<strong>blue phone</strong>" in browser.get(f"/{language}/account/passkeys").text

    other = place.browser()
    answer = other.fill(f"/{language}/account/sign-in", username="ana", password=PASSWORD)
    assert answer.location == f"/{language}/account/passkey"
    assert other.get(f"/{language}/account/").location == f"/{language}/account/sign-in"
    page = other.fill(f"/{language}/account/passkey").text
    assert [each["id"] for each in question_of(page)["allowCredentials"]] == [text_of(device.ident)]
    assert question_of(page)["userVerification"] == "required"
    answer = other.send(address_of(page), credential=device.sign(page))
    assert answer.location == f"/{language}/account/"
    assert other.get(f"/{language}/account/").status_code == 200


def test_signing_in_leads_on_to_where_one_wanted_to_go(place: Place, device: Device) -> None:
    browser = place.browser()
    answer = browser.fill(SIGN_IN, username="ana", password=PASSWORD, next="/es/workshops/")
    assert path_of(answer.location) == PASSKEY
    page = browser.get(answer.location).text
    action = html.unescape(re.findall(r'action="([^"]*)" data-passkey="get"', page)[0])
    page = browser.send(action).text
    assert browser.send(address_of(page), credential=device.sign(page)).location == "/es/workshops/"


def test_several_for_one_account_and_no_two_of_one_name(place: Place, ana: str, device: Device) -> None:
    browser, second = place.signed_in(ana), Device()
    page = browser.fill(PASSKEYS, name="teléfono azul")
    assert page.status_code == 200
    assert 'id="name-problem"' in page.text
    assert "data-options" not in page.text
    assert add(browser, second, "oficina") == MINE
    for each in (device, second, device):
        assert show(signing_in(place.browser()), each) == MINE
    assert [row.name for row in kept(place)] == ["oficina", "teléfono azul"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\u200eb\u0000", "\n"])
def test_a_name_that_is_none(place: Place, ana: str, name: str) -> None:
    page = place.signed_in(ana).fill(PASSKEYS, name=name)
    assert page.status_code == 200
    assert 'id="name-problem"' in page.text


def test_no_more_than_ten(place: Place, ana: str) -> None:
    browser = place.signed_in(ana)
    for number in range(10):
        assert add(browser, Device(), f"n{number}") == MINE
    assert "data-options" not in browser.fill(PASSKEYS, name="n10").text
    assert len(kept(place)) == 10


def test_a_device_that_shares_its_passkey_never_counts(place: Place, ana: str) -> None:
    device = Device(counts=False)
    assert add(place.signed_in(ana), device) == MINE
    for _ in range(2):
        assert show(signing_in(place.browser()), device) == MINE


# ── what must not count ─────────────────────────────────────────────────────────────────────────────────────────────


def older(device: Device) -> None:
    device.count = 0


def unverified(device: Device) -> None:
    device.flags = PRESENT


def absent(device: Device) -> None:
    device.flags = VERIFIED


def elsewhere(device: Device) -> None:
    device.origin = "http://evil.example"


def port_of_another(device: Device) -> None:
    device.origin = "http://localhost:8000"


def site_of_another(device: Device) -> None:
    device.site = "evil.example"


def other_key(device: Device) -> None:
    device.key = Device().key


def unknown(device: Device) -> None:
    device.ident = Device().ident


def handle_of_another(device: Device) -> None:
    device.handle = text_of(b"0" * 32)


@pytest.mark.parametrize(
    "lie",
    [
        older,
        unverified,
        absent,
        elsewhere,
        port_of_another,
        site_of_another,
        other_key,
        unknown,
        handle_of_another,
    ],
)
def test_an_answer_that_does_not_count(place: Place, device: Device, lie: Callable[[Device], None]) -> None:
    device.count = 5
    assert show(signing_in(place.browser()), device) == MINE
    lie(device)
    browser = signing_in(place.browser())
    assert show(browser, device) == f"{PASSKEY}?refused=1"
    assert "No se aceptó" in browser.get(f"{PASSKEY}?refused=1").text
    assert browser.get(MINE).location == SIGN_IN


def test_an_answer_to_another_question(place: Place, device: Device) -> None:
    browser = signing_in(place.browser())
    assert show(browser, device, challenge=text_of(b"x" * 43)) == f"{PASSKEY}?refused=1"
    first = browser.fill(PASSKEY).text
    browser.fill(PASSKEY)
    answer = browser.send(address_of(first), credential=device.sign(first))
    assert answer.location == f"{PASSKEY}?refused=1"


@pytest.mark.parametrize("counts", [True, False])
def test_an_answer_counts_once_and_for_the_browser_that_was_asked(place: Place, ana: str, counts: bool) -> None:
    device = Device(counts=counts)
    add(place.signed_in(ana), device)
    browser, thief = signing_in(place.browser()), signing_in(place.browser())
    page = browser.fill(PASSKEY).text
    where, credential = address_of(page), device.sign(page)
    assert thief.send(where, credential=credential).location == f"{PASSKEY}?refused=1"
    thief.fill(PASSKEY)
    assert thief.send(where, credential=credential).location == f"{PASSKEY}?refused=1"
    assert browser.send(where, credential=credential).location == MINE
    assert browser.get(MINE).status_code == 200
    browser.send("/es/account/sign-out")
    again = signing_in(browser)
    again.get(PASSKEY)
    assert again.send(where, credential=credential).location == f"{PASSKEY}?refused=1"
    assert again.get(MINE).location == SIGN_IN


def test_a_question_holds_for_five_minutes(place: Place, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(place.app.config, "SECURITY_WAN_SIGNIN_WITHIN", timedelta(seconds=-1))
    assert show(signing_in(place.browser()), device) == f"{PASSKEY}?refused=1"


def test_a_passkey_of_another_account_opens_neither(place: Place, device: Device) -> None:
    eva = place.add(Rank.ADMIN, name="eva", password=PASSWORD)
    hers = Device()
    assert add(place.signed_in(eva), hers) == MINE
    browser = signing_in(place.browser())  # with the password of ana
    assert show(browser, hers) == f"{PASSKEY}?refused=1"
    assert browser.get(MINE).location == SIGN_IN
    assert device.count == 0


def test_one_passkey_belongs_to_one_account(place: Place, device: Device) -> None:
    browser = place.signed_in(place.add(Rank.PARTNER))
    assert add(browser, device) == f"{PASSKEYS}?refused=1"
    assert len(kept(place)) == 1


def test_a_passkey_made_for_another_place_is_not_taken(place: Place, ana: str) -> None:
    browser = place.signed_in(ana)
    for device in (
        Device(origin="http://evil.example"),
        Device(site="evil.example"),
        Device(flags=PRESENT),
        Device(ident=b"x" * 1024),
    ):
        assert add(browser, device) == f"{PASSKEYS}?refused=1"
    page = browser.fill(PASSKEYS, name="otro").text
    made = Device().make(page, challenge=text_of(b"y" * 43))
    assert browser.send(address_of(page), credential=made).location == f"{PASSKEYS}?refused=1"
    page = browser.fill(PASSKEYS, name="otro").text
    made = Device().make(page)
    other = place.signed_in(ana)
    other.get(PASSKEYS)
    assert other.send(address_of(page), credential=made).location == f"{PASSKEYS}?refused=1"
    assert browser.send(address_of(page), credential=made).location == MINE
    assert browser.send(address_of(page), credential=made).location == f"{PASSKEYS}?refused=1"
    assert len(kept(place)) == 1


def test_what_a_browser_adds_is_kept_nowhere(place: Place, ana: str) -> None:
    browser = place.signed_in(ana)
    page = browser.fill(PASSKEYS, name="uno").text
    made = Device().make(page, extensions="canary" * 1000, clientExtensionResults={"canary": True})
    assert browser.send(address_of(page), credential=made).location == MINE
    assert kept(place)[0].extensions is None


@pytest.mark.parametrize("seed", range(3))
def test_odd_answers_find_no_mistake_of_ours(place: Place, device: Device, seed: int) -> None:
    dice = random.Random(f"passkeys {seed}")  # noqa: S311 - no secret
    place.app.config["PROPAGATE_EXCEPTIONS"] = True
    browser = signing_in(place.browser())
    for number in range(60):
        page = browser.fill(PASSKEY).text
        credential = spoilt(dice, device.sign(page))
        answer = browser.send(address_of(page), credential=credential)
        assert answer.status_code in (302, 429), credential
        assert answer.location != MINE, credential
        if answer.status_code == 429:
            place.clock.shift += timedelta(minutes=1)
        if number % 10 == 0:
            browser = signing_in(place.browser())
    assert len(kept(place)) == 1


@pytest.mark.parametrize("seed", range(2))
def test_odd_new_passkeys_find_no_mistake_of_ours(place: Place, ana: str, seed: int) -> None:
    dice = random.Random(f"new passkeys {seed}")  # noqa: S311 - no secret
    place.app.config["PROPAGATE_EXCEPTIONS"] = True
    browser = place.signed_in(ana)
    for _ in range(60):
        page = browser.fill(PASSKEYS, name="raro").text
        answer = browser.send(address_of(page), credential=spoilt(dice, Device(site="evil.example").make(page)))
        assert path_of(answer.location) == PASSKEYS
    assert kept(place) == []


def spoilt(dice: random.Random, credential: str) -> str:
    """An answer of which one part is something else."""
    odd: list[object] = [
        None,
        0,
        -1,
        1e400,
        True,
        "",
        "é",
        "\x00",
        "x" * 5000,
        "AAAA",
        [],
        [[]] * 50,
        {},
        {"id": "AA"},
        "%" * 7,
    ]
    if dice.random() < 0.3:
        return dice.choice(["", "null", "[]", "{}", "1", "{", "[" * 20_000, '"x"', credential[:-9], "\ud7ff"])
    answer = json.loads(credential)
    part = dice.choice([answer, answer["response"]])
    name = dice.choice(sorted(part))
    if isinstance(part[name], str) and dice.random() < 0.5:
        place, letter = dice.randrange(len(part[name])), dice.choice("Ax_-9")
        changed = part[name][:place] + letter + part[name][place + 1 :]
        part[name] = changed if changed != part[name] else part[name][1:]
    else:
        part[name] = dice.choice(odd)
    if name == "userHandle":  # it may be missing, and the answer would be right
        part["signature"] = "AAAA" + part["signature"][4:]
    return json.dumps(answer)


# ── taking away ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_passkey_that_was_taken_away_opens_nothing_at_once(place: Place, ana: str, device: Device) -> None:
    other = Device()
    mine = place.signed_in(ana)
    assert add(mine, other, "oficina") == MINE
    browser = signing_in(place.browser())
    page = browser.fill(PASSKEY).text
    credential = device.sign(page)
    mine.get(PASSKEYS)
    assert path_of(mine.send(AWAY, name="teléfono azul").location) == PASSKEYS
    assert browser.send(address_of(page), credential=credential).location == f"{PASSKEY}?refused=1"
    assert [row.name for row in kept(place)] == ["oficina"]
    assert show(browser, other) == MINE


def test_the_only_second_factor_stays_where_one_is_needed(place: Place, ana: str, device: Device) -> None:
    browser = place.signed_in(ana)
    page = browser.get(PASSKEYS).text
    assert AWAY not in page
    assert browser.send(AWAY, name="teléfono azul").status_code == 302
    assert len(kept(place)) == 1
    partner = place.signed_in(place.add(Rank.PARTNER))
    assert add(partner, Device(), "suyo") == MINE
    partner.get(PASSKEYS)
    partner.send(AWAY, name="teléfono azul")
    assert len(kept(place)) == 2
    partner.send(AWAY, name="suyo")
    assert [row.name for row in kept(place)] == ["teléfono azul"]
    assert device.count == 0


def test_codes_may_go_where_a_passkey_stays(place: Place) -> None:
    browser = signing_in(begin(place))
    codes = set_up_codes(browser)
    factor = "/es/account/second-factor"
    assert 'value="disable"' not in browser.get(factor).text
    assert browser.send(factor, setup="disable").status_code == 200
    device = Device()
    assert add(browser, device) == MINE
    assert "llave de acceso o un código" in browser.get(MINE).text
    other = signing_in(place.browser())
    page = other.get(PASSKEY).text
    assert "/es/account/code" in page
    other.get("/es/account/code")
    assert other.send("/es/account/code", code=code_at(codes, 30)).location == MINE
    assert 'value="disable"' in browser.get(factor).text
    assert browser.send(factor, setup="disable").location == MINE
    other = signing_in(place.browser())
    assert "/es/account/code" not in other.get(PASSKEY).text
    assert other.get("/es/account/code").status_code == 200
    assert other.send("/es/account/code", code=code_at(codes, 60)).status_code == 200
    assert other.get(MINE).location == SIGN_IN
    assert show(other, device) == MINE
    assert "llave de acceso" in other.get(MINE).text


def test_changes_are_noted_without_names(place: Place) -> None:
    browser = signing_in(begin(place))
    set_up_codes(browser)
    add(browser, Device(), "canario")
    browser.get(PASSKEYS)
    browser.send(AWAY, name="canario")
    with reading(place.server.database) as db_session:
        trail = list(entries(db_session))
        me = db_session.scalars(select(AccountRow)).one().id
        assert check_trail(db_session, place.server.key_for("audit")) == ()
    assert [(each.actor, each.action, each.thing) for each in trail] == [
        (me, f"account.{action}", f"account/{me}") for action in ("codes-set", "passkey-added", "passkey-removed")
    ]
    assert "canario" not in repr(trail)


# ── guessing, confirming, ways round ────────────────────────────────────────────────────────────────────────────────


def test_wrong_passkeys_get_slow_too(place: Place, device: Device) -> None:
    browser, wrong = signing_in(place.browser()), Device()
    for _ in range(5):
        assert show(browser, wrong) == f"{PASSKEY}?refused=1"
    page = browser.fill(PASSKEY).text
    answer = browser.send(address_of(page), credential=device.sign(page))
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 42
    place.clock.shift = timedelta(seconds=43)
    assert show(browser, device) == MINE


def test_confirming_by_a_passkey_or_by_password_and_code_put_aside(place: Place) -> None:
    admin = place.add(Rank.ADMIN, name="eva", password=PASSWORD)
    device = Device()
    fresh = place.signed_in(admin)
    assert add(fresh, device) == MINE
    page = fresh.fill("/es/account/recovery-codes", generate_new_codes="1").text
    aside = re.findall(r"<li><code>([0-9a-f-]+)</code>", page)

    browser = place.signed_in(admin, confirmed_ago=400)
    assert path_of(browser.get("/es/account/invite").location) == "/es/account/confirm"
    page = browser.get("/es/account/confirm?next=/es/account/invite").text
    assert 'data-passkey="get"' in page
    assert browser.send("/es/account/confirm", password=PASSWORD, code="").status_code == 200
    assert browser.send("/es/account/confirm", password=PASSWORD, code="123456").status_code == 200
    answer = browser.send("/es/account/confirm", password=PASSWORD, code=aside[0], next="/es/account/invite")
    assert answer.location == "/es/account/invite"
    assert browser.get("/es/account/invite").status_code == 200

    again = place.signed_in(admin, confirmed_ago=400)
    again.get("/es/account/confirm")
    assert again.send("/es/account/confirm", password=PASSWORD, code=aside[0]).status_code == 200
    assert show(again, device, f"{CONFIRM}?next=/es/account/invite") == "/es/account/invite"
    assert again.get("/es/account/invite").status_code == 200


def test_nobody_confirms_with_a_passkey_of_another(place: Place, device: Device) -> None:
    admin = place.add(Rank.ADMIN, name="eva", password=PASSWORD)
    assert add(place.signed_in(admin), Device()) == MINE
    browser = place.signed_in(admin, confirmed_ago=400)
    assert show(browser, device, f"{CONFIRM}?next=/es/account/invite") == f"{CONFIRM}?refused=1&next=/es/account/invite"
    assert path_of(browser.get("/es/account/invite").location) == "/es/account/confirm"


def test_passkeys_are_changed_by_a_person_who_just_confirmed(place: Place, ana: str) -> None:
    browser = place.signed_in(ana, confirmed_ago=400)
    for address in (PASSKEYS, AWAY):
        assert path_of(browser.get(address).location) == "/es/account/confirm"


def test_a_lost_device_is_helped_by_a_code_put_aside(place: Place, ana: str, device: Device) -> None:
    page = place.signed_in(ana).fill("/es/account/recovery-codes", generate_new_codes="1").text
    aside = re.findall(r"<li><code>([0-9a-f-]+)</code>", page)
    browser = signing_in(place.browser())
    assert "/es/account/recovery" in browser.get(PASSKEY).text
    assert browser.fill("/es/account/recovery", code=aside[0]).location == MINE
    assert device.count == 0


def test_a_suspended_account_is_not_opened_by_its_passkey(place: Place, ana: str, device: Device) -> None:
    browser = signing_in(place.browser())
    page = browser.fill(PASSKEY).text
    admin = place.signed_in(place.add(Rank.ADMIN))
    admin.get("/es/account/all")
    admin.send(f"/es/account/all/{ana}", state="suspended")
    assert browser.send(address_of(page), credential=device.sign(page)).location != MINE
    assert browser.get(MINE).location == SIGN_IN


def test_a_stranger_is_asked_for_no_passkey(place: Place, device: Device) -> None:
    browser = place.browser()
    browser.get(SIGN_IN)
    assert browser.get(PASSKEY).status_code == 404
    assert browser.send(PASSKEY, identity="ana").status_code == 404
    known = signing_in(place.browser())
    page = known.fill(PASSKEY).text
    browser.get(SIGN_IN)
    browser.send(address_of(page), credential=device.sign(page))
    assert browser.get(MINE).location == SIGN_IN


def test_whoever_looks_after_accounts_sees_that_there_is_a_second_factor(place: Place, device: Device) -> None:
    admin = place.signed_in(place.add(Rank.ADMIN))
    line = re.findall(r"<li>(?:(?!</li>).)*ana(?:(?!</li>).)*</li>", admin.get("/en/account/all").text, re.DOTALL)
    assert line
    assert "Signs in with a second factor." in line[0]
    assert device.count == 0


# ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_scripts_the_pages_say_what_else_there_is(place: Place, device: Device) -> None:
    page = signing_in(place.browser()).get(PASSKEY).text
    assert re.search(r"<form[^>]* data-passkey=\"get\" hidden>", page)
    assert "data-without>" in page
    assert device.count == 0


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("127.0.0.1:8000", "http://localhost:8000/es/account/passkeys"),
        ("127.0.0.1", "http://localhost/es/account/passkeys"),
        ("localhost:8000", ""),
    ],
)
def test_a_page_opened_by_a_number_says_its_name(place: Place, ana: str, host: str, name: str) -> None:
    found = place.signed_in(ana).get_cookie("tk")
    assert found
    browser = place.app.test_client(use_cookies=False)
    page = browser.get(PASSKEYS, headers={"Host": host, "Cookie": f"tk={found.value}"}).text
    assert (f'<a href="{name}">' in page) is bool(name)
    assert ("data-passkey" in page) is not bool(name)
