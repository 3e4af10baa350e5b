"""Every route of workshops × every kind of account × every relation to a workshop, and odd forms sent by who may."""

import random
import re
from collections.abc import Iterator

import pytest

from tests.web.desks import begin, desk_place, facilitator, fields_of
from tests.web.logos import with_logo
from tests.web.people import Browser, Place
from tests.web.test_fuzz import word
from tests.web.test_policy import addresses
from trainingkit.app import POLICIES
from trainingkit.domain.access import Account, Action, Rank, Thing, may_at_all
from trainingkit.storage.database import writing
from trainingkit.storage.models import MemberRow
from trainingkit.web.ways import SCREENS
from trainingkit.web.workshops import PARTS
from trainingkit.web.workshops import POLICIES as WORKSHOP_POLICIES

ROUNDS = 100
LAST = ("workshops.erased", "workshops.undo")
"""What takes away what the others need is asked last, by GET at least."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    made = desk_place(tmp_path_factory.mktemp("desk"))
    yield made
    made.server.database.close()


def routes(place: Place, ident: str) -> Iterator[tuple[str, str, str]]:
    values = {
        "ident": [ident],
        "name": [*SCREENS, "nothing"],
        "part": [*PARTS, "nothing"],
        "account": ["0" * 32],
        "job": ["0" * 32],
        "position": ["0"],
        "number": ["1"],
        "pile": ["sets"],
        "tongue": ["es"],
        "unit": ["sessions/welcome/title", "cases/nothing"],
        "language": ["es"],
    }
    for rule in place.app.url_map.iter_rules():
        if rule.endpoint.startswith("workshops.") and "ident" in rule.arguments:
            for where in addresses(rule.rule, values):
                for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                    yield rule.endpoint, method, where


@pytest.mark.parametrize("relation", ["lead", "co", "none"])
@pytest.mark.parametrize("rank", list(Rank))
def test_each_relation(place: Place, rank: Rank, relation: str) -> None:
    _, owner = facilitator(place)
    ident = with_logo(owner)
    who = place.add(rank)
    if relation != "none":
        with writing(place.server.database) as db_session:
            db_session.add(MemberRow(workshop_id=ident, account_id=who, part=relation))
    browser = place.signed_in(who)
    browser.get("/es/account/")
    account = Account(who, frozenset({rank}))
    thing = Thing(members={who: relation})
    seen = 0
    for endpoint, method, where in sorted(routes(place, ident), key=lambda each: (each[0] in LAST, each[0])):
        if method == "POST" and endpoint in LAST:
            continue
        action = POLICIES[endpoint].action_for(method)
        answer = browser.open(where, method=method, data={"csrf_token": browser.token})
        told = f"{rank} {relation}: {method} {where} {answer.status_code}"
        assert answer.status_code < 500, told
        if not may_at_all(account, action, thing):
            assert answer.status_code == 404, told
        elif not where.endswith("nothing") and (
            endpoint != "workshops.copy" or rank in (Rank.FACILITATOR, Rank.EDITOR)
        ):
            assert answer.status_code != 404 or "0" * 32 in where, told
        seen += 1
    assert seen > 8
    erased = browser.send(f"/es/workshops/{ident}/erase")
    assert erased.status_code == (303 if may_at_all(account, Action.ERASE_WORKSHOP, thing) else 404)


def test_who_is_not_signed_in_learns_nothing(place: Place) -> None:
    _, owner = facilitator(place)
    ident = begin(owner)
    for name in (ident, "0" * 32):
        answer = place.browser().get(f"/es/workshops/{name}/")
        assert str(answer.location).endswith("/account/sign-in")


OURS = (WORKSHOP_POLICIES.keys() | {"workshops.kit"}) - {"workshops.erased"}


def test_odd_forms_find_no_mistake_of_ours(place: Place) -> None:
    dice = random.Random(f"forms {ROUNDS}")  # noqa: S311 - no secret
    place.app.config["PROPAGATE_EXCEPTIONS"] = True
    _, browser = facilitator(place)
    ident = begin(browser)
    for number in range(ROUNDS):
        endpoint, method, where = dice.choice([each for each in routes(place, ident) if each[0] in OURS])
        page = browser.get(where) if method == "POST" and endpoint == "workshops.form" else None
        said = fields_of(page.text) if page and page.status_code == 200 else {}
        said |= {name: odd(dice, value) for name, value in said.items() if dice.random() < 0.2}
        said |= {word(dice)[:30]: odd(dice, "") for _ in range(dice.randrange(3))}
        if dice.random() < 0.7 and page:
            found = re.search(r'name="version" value="(\d+)"', page.text)
            said["version"] = found[1] if found else ""
        answer = send(browser, method, where, said)
        assert answer < 500, f"{number} {method} {where} {said}"


ODD = ("", "0", "-1", "9" * 30, "١٢", "2027-02-30", "0000-00-00", "25:00", "8:30", "NaN", "{wage}", "{", "}}", "[x](y)")


def odd(dice: random.Random, value: str) -> str:
    return dice.choice([dice.choice(ODD), word(dice), value + word(dice), "\ud7ff\u202e" * 3, "x" * 300])


def send(browser: Browser, method: str, where: str, said: dict[str, str]) -> int:
    token = {"csrf_token": browser.token}
    return browser.open(where, method=method, data={**said, **token} if method == "POST" else {}).status_code
