"""Passkeys in a real browser, with a device of its own: made, used to sign in and to confirm, not taken from a copy;
and what the pages say where there can be none."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.hands import PHONE, Hands, code_of, context_of
from tests.browser.server import TOP, Serving, serving
from tests.browser.test_every_page import beyond_the_edge, found_by_axe
from trainingkit.config import read_settings
from trainingkit.domain.access import Rank
from trainingkit.services.invitations import invite
from trainingkit.services.server import attach
from trainingkit.storage.database import writing

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ASKS_FOR_ONE = """navigator.credentials.create({publicKey: {
    challenge: new Uint8Array(32), rp: {name: "x"}, pubKeyCredParams: [{type: "public-key", alg: -7}],
    user: {id: new Uint8Array(16), name: "x", displayName: "x"},
}}).then(() => "made", (error) => error.name)"""
PASSWORD = "cuatro palabras que nadie diría"  # noqa: S105 - of nobody
KITS = TOP / "tests" / "samples" / "languages"
"""A small library: signing out ends on its front page."""
Windows = Callable[[BrowserContext], BrowserContext]


@pytest.fixture(scope="module")
def small(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server of its own."""
    with serving(tmp_path_factory.mktemp("passkeys") / "data", KITS) as made:
        yield made


class Keys:
    """A device that keeps passkeys and makes sure who holds it, as Chromium plays one."""

    def __init__(self, page: Page) -> None:
        self.line: CDPSession = page.context.new_cdp_session(page)
        self.line.send("WebAuthn.enable")
        self.ident = self._add()

    def _add(self) -> str:
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        return str(self.line.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"])

    def kept(self) -> list[dict[str, Any]]:
        """What it keeps."""
        found: list[dict[str, Any]] = self.line.send("WebAuthn.getCredentials", {"authenticatorId": self.ident})[
            "credentials"
        ]
        return found

    def verify(self, verified: bool) -> None:
        """Whether it makes sure who holds it."""
        self.line.send("WebAuthn.setUserVerified", {"authenticatorId": self.ident, "isUserVerified": verified})

    def clone(self) -> None:
        """As a copy does that is older than the last use."""
        (one,) = self.kept()
        self.line.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.ident})
        self.ident = self._add()
        self.line.send("WebAuthn.addCredential", {"authenticatorId": self.ident, "credential": {**one, "signCount": 0}})


def by_name(small: Serving) -> str:
    """The same server as browsers know it for passkeys, which no number may have."""
    return small.address.replace("127.0.0.1", "localhost")


def invited(small: Serving, rank: Rank) -> str:
    """The path of a link for a new account, without its language."""
    server = attach(read_settings(small.settings))
    try:
        with writing(server.database) as db_session:
            return f"invitation/{invite(db_session, rank, None, server.clock())}"
    finally:
        server.database.close()


@dataclass
class Person:
    """Somebody who comes by a link and chooses a name."""

    hands: Hands
    name: str

    def begin(self, link: str) -> None:
        """To the page of one's own account, or of the second factor where one is needed."""
        self.hands.go(f"/{{language}}/{link}")
        self.hands.page.locator("#username").fill(self.name)
        self.hands.page.locator("#password").fill(PASSWORD)
        self.hands.page.get_by_role("main").get_by_role("button").click()
        self.hands.page.wait_for_url("**/account/sign-in")
        self.sign_in()

    def sign_in(self) -> None:
        """As far as the password."""
        self.hands.go("/{language}/account/sign-in")
        self.hands.fill("Name", self.name)
        self.hands.fill("Password", PASSWORD)
        self.hands.click(self.hands.button("Sign in"))
        self.hands.page.wait_for_url(lambda address: "/sign-in" not in address)

    def add(self, name: str) -> None:
        """A passkey."""
        self.hands.go("/{language}/account/passkeys")
        self.hands.fill("What you call it", name)
        self.hands.click(self.hands.button("Add a passkey"))


def somebody(chromium: Browser, windows: Windows, small: Serving, language: str, **values: object) -> Person:
    """At the server's name, with a browser of their own."""
    address = by_name(small)
    context = windows(context_of(chromium, language, "", address, **values))
    return Person(Hands(context.new_page(), address, language), f"persona-{secrets.token_hex(4)}")


def set_up_codes(hands: Hands) -> None:
    """What the page asks of a facilitator who signs in for the first time."""
    hands.click(hands.button("Show the square"))
    letters = hands.page.locator(".link code").inner_text()
    hands.fill("The code that the app shows now", code_of(letters))
    hands.click(hands.button("Done"))
    arrive(hands)


def sign_out(hands: Hands) -> None:
    """From one's own account to the front page. Chromium tells in the console that it cleared what it was asked to."""
    hands.click(hands.button("Sign out"))
    hands.page.wait_for_url(f"**/{hands.language}/")
    hands.complaints = [each for each in hands.complaints if "Clear-Site-Data" not in each]


def arrive(hands: Hands) -> None:
    hands.page.wait_for_url(f"**/{hands.language}/account/")


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_passkey_is_made_and_signs_in(chromium: Browser, windows: Windows, small: Serving, language: str) -> None:
    ana = somebody(chromium, windows, small, language)
    hands, keys = ana.hands, Keys(ana.hands.page)
    ana.begin(invited(small, Rank.FACILITATOR))
    set_up_codes(hands)
    ana.add("teléfono azul")
    arrive(hands)
    assert [each["rpId"] for each in keys.kept()] == ["localhost"]
    hands.click(hands.link("Passkeys: {number}", number=1))
    assert hands.page.get_by_text("teléfono azul").count() == 1
    assert found_by_axe(hands.page) == []

    ana.add("otra vez")
    known = hands.say("This device already keeps a passkey of this account.")
    hands.page.get_by_role("alert").filter(has_text=known).wait_for()
    ana.add("teléfono azul")  # the name is taken: said in place, by the page that came back
    hands.page.locator("#name-problem").wait_for()

    hands.go("/{language}/account/")
    sign_out(hands)
    ana.sign_in()
    assert hands.page.url.endswith("/account/passkey")
    assert hands.link("Use a code from the app instead").count() == 1
    assert found_by_axe(hands.page) == []
    hands.page.set_viewport_size({"width": 320, "height": 640})
    assert beyond_the_edge(hands.page) == 0
    hands.click(hands.button("Use the passkey"))
    arrive(hands)
    assert keys.kept()[0]["signCount"] > 1

    hands.go("/{language}/account/confirm")
    hands.click(hands.button("Use the passkey"))
    arrive(hands)
    assert keys.kept()[0]["signCount"] > 2
    assert hands.complaints == []


def test_what_a_device_does_not_vouch_for_does_not_count(chromium: Browser, windows: Windows, small: Serving) -> None:
    eva = somebody(chromium, windows, small, "es", viewport=PHONE)
    hands, keys = eva.hands, Keys(eva.hands.page)
    eva.begin(invited(small, Rank.PARTNER))
    eva.add("uno")
    arrive(hands)
    sign_out(hands)
    eva.sign_in()
    keys.verify(verified=False)
    hands.click(hands.button("Use the passkey"))
    nothing = hands.say("The device gave no passkey. Unlock it, keep it near and try again.")
    hands.page.get_by_role("alert").filter(has_text=nothing).wait_for()
    keys.clone()
    hands.click(hands.button("Use the passkey"))
    hands.page.get_by_text(hands.say("This passkey was not accepted. Try again.")).wait_for()
    assert hands.page.url.endswith("/account/passkey?refused=1")
    assert hands.complaints == []


def test_a_page_opened_by_a_number_leads_to_its_name(chromium: Browser, windows: Windows, small: Serving) -> None:
    cookie = small.sign_in(Rank.FACILITATOR, name="passkey-number")
    context = windows(context_of(chromium, "en", cookie, small.address))
    hands = Hands(context.new_page(), small.address, "en")
    Keys(hands.page)
    hands.go("/{language}/account/passkeys")
    assert hands.page.evaluate(ASKS_FOR_ONE) == "SecurityError"  # what the page says is true
    assert hands.button("Add a passkey").count() == 0
    link = hands.page.get_by_role("link", name=f"{by_name(small)}en/account/passkeys")
    assert link.count() == 1
    assert found_by_axe(hands.page) == []


def test_without_scripts_the_codes_do_it(chromium: Browser, windows: Windows, small: Serving) -> None:
    cookie = small.sign_in(Rank.FACILITATOR, name="passkey-none")
    context = windows(context_of(chromium, "es", cookie, by_name(small), java_script_enabled=False))
    hands = Hands(context.new_page(), by_name(small), "es")
    hands.go("/{language}/account/passkeys")
    assert hands.button("Add a passkey").count() == 0
    assert hands.page.locator("[data-without]").is_visible()
    hands.click(hands.link("Codes from your phone"))
    hands.page.wait_for_url("**/account/second-factor")
