"""Every page there is, with real things in it: what to open for each route, so that a new route must be added here.

Comes in: a server and a person. Goes out: addresses in which `{language}` stands for that of the page.
"""

import re

from tests.browser.hands import Hands, code_of

NO_PAGES = frozenset(
    {
        "library.font", "library.icon", "library.start", "library.static", "packs.pack_file", "security.wan_delete",
        "sheets.file", "sheets.style",
        "workshops.calendar", "workshops.logo", "workshops.print_file", "workshops.print_page", "workshops.print_pile",
        "workshops.print_zip",
    }
)  # fmt: skip
"""Files, a way to the front page, and one that only leads back."""
ELSEWHERE = frozenset(
    {
        "account.welcome", "security.tf_select", "security.two_factor_rescue", "security.two_factor_token_validation",
        "security.wan_signin",
    }
)  # fmt: skip
"""Pages that only somebody sees who is not signed in yet: the journeys of an account and of passkeys look at them."""

FIRST_DAY = "2027-05-19"
PASSWORD = "cuatro palabras que nadie diría"  # noqa: S105 - of nobody


def public_pages(code: str, kit: str) -> dict[str, tuple[str, ...]]:
    """What anybody sees."""
    sheet = f"/{{language}}/sheets/{code}"
    return {
        "sheets.front": ("/{language}/",),
        "sheets.kit": (f"/{{language}}/kits/{kit}",),
        "sheets.listed": ("/{language}/sheets/", "/{language}/sheets/?text=xylophone"),
        "sheets.sheet": (sheet,),
        "sheets.read": (f"{sheet}/read/es", f"{sheet}/read/en"),
        "sheets.words": (f"{sheet}/words/es", f"{sheet}/words/en"),
        "security.login": ("/{language}/account/sign-in",),
        "security.mf_recovery": ("/{language}/account/recovery",),
    }


def desk_pages(ident: str, job: str, unit: str) -> dict[str, tuple[str, ...]]:
    """What somebody sees who gives a workshop."""
    one = f"/{{language}}/workshops/{ident}"
    return {
        "account.mine": ("/{language}/account/",),
        "account.late": ("/{language}/account/late",),
        "security.verify": ("/{language}/account/confirm",),
        "security.wan_verify": ("/{language}/account/confirm-with-passkey",),
        "security.wan_register": ("/{language}/account/passkeys",),
        "security.two_factor_setup": ("/{language}/account/second-factor",),
        "security.mf_recovery_codes": ("/{language}/account/recovery-codes",),
        "packs.all_links": ("/{language}/packs/",),
        "workshops.mine": ("/{language}/workshops/",),
        "workshops.new": ("/{language}/workshops/new",),
        "workshops.one": (f"{one}/",),
        "workshops.form": tuple(f"{one}/set/{name}" for name in ("about", "when", "people", "facts")),
        "workshops.agenda": (f"{one}/agenda",),
        "workshops.fit": (f"{one}/fit", f"{one}/fit?days=1&begins=09:00&ends=16:30&country=pe"),
        "workshops.kit": (f"{one}/kit", f"{one}/kit?choose=san-salvador.one-day"),
        "workshops.texts": (f"{one}/texts", f"{one}/texts?q=maquila"),
        "workshops.text": (f"{one}/texts/{unit}",),
        "workshops.prints": (f"{one}/print/",),
        "workshops.print_look": (f"{one}/print/{job}/0/",),
        "workshops.past": (f"{one}/before/about",),
        "workshops.shared": (f"{one}/share",),
        "workshops.erased": (f"{one}/erase",),
    }


def admin_pages() -> dict[str, tuple[str, ...]]:
    """What somebody sees who looks after accounts."""
    return {"account.accounts": ("/{language}/account/all",), "account.invite_one": ("/{language}/account/invite",)}


def staff_pages(kit: str, adaptation: str) -> dict[str, tuple[str, ...]]:
    """What somebody sees who looks after the library."""
    return {
        "staff.state": ("/{language}/staff/",),
        "staff.law": ("/{language}/staff/law",),
        "staff.kit_problems": (f"/{{language}}/staff/kits/{kit}/",),
        "staff.kit_gaps": (f"/{{language}}/staff/kits/{kit}/translation/en",),
        "staff.kit_modules": (f"/{{language}}/staff/kits/{kit}/modules",),
        "staff.kit_drift": (f"/{{language}}/staff/kits/{adaptation}/drift",),
        "staff.adapt_one": ("/{language}/staff/adapt",),
    }


def begin(hands: Hands, title: str = "Curso de formación") -> str:
    """A workshop's id, by the form."""
    hands.go("/{language}/workshops/new")
    hands.page.locator("#kit-san-salvador").check()
    hands.fill("Name of the workshop", title)
    hands.fill("First day", FIRST_DAY)
    hands.fill("How many people", "30")
    hands.choose("Country", "sv")
    hands.click(hands.button("Create the workshop"))
    found = re.search(r"/workshops/([0-9a-f]{32})/", hands.page.url)
    assert found, hands.page.url
    return found[1]


def begin_account(hands: Hands, link: str) -> str:
    """From the printed link to one's own page, in four clicks and five entries: the letters of the second factor."""
    hands.page.goto(re.sub(r"/(es|en)/invitation/", f"/{hands.language}/invitation/", link))
    hands.fill("Name to sign in with", "ana")
    hands.fill("Password", PASSWORD)
    hands.click(hands.button("Make the account"))
    give_password(hands)
    hands.click(hands.button("Show the square"))
    letters = hands.page.locator(".link code").inner_text()
    hands.fill("The code that the app shows now", code_of(letters))
    hands.click(hands.button("Done"))
    hands.page.get_by_role("heading", name=hands.say("My account"), exact=True).wait_for()
    return letters


def give_password(hands: Hands) -> None:
    """The first half of signing in: one click, two entries."""
    hands.fill("Name", "ana")
    hands.fill("Password", PASSWORD)
    hands.click(hands.button("Sign in"))


def print_some(hands: Hands, ident: str, *kinds: str) -> None:
    """Asks for some documents of a workshop."""
    hands.go(f"/{{language}}/workshops/{ident}/print/")
    hands.page.locator(".making summary").click()
    for kind in kinds:
        hands.page.locator(f"#kind-{kind}").check()
    hands.click(hands.button("Make these"))


def make_some(hands: Hands, ident: str, *kinds: str) -> str:
    """A build of some documents, done: its id."""
    print_some(hands, ident, *kinds)
    hands.page.get_by_role("heading", name=hands.say("Ready to print"), exact=True).wait_for(timeout=600_000)
    found = re.search(r"/print/([0-9a-f]{32})/", hands.page.content())
    assert found
    return found[1]
