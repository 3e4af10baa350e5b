"""The agenda in a browser, by its buttons alone; two people at it; and fifty ways in which their saves can fall."""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from tests.databases import address, postgres
from tests.web.desks import begin, desk_place, facilitator, opened
from tests.web.people import Browser, Place
from trainingkit.domain.access import Rank
from trainingkit.domain.agenda import schedule
from trainingkit.services.agendadesk import Clash, Sent, keep_agenda
from trainingkit.services.desk import Office
from trainingkit.storage.database import writing
from trainingkit.storage.models import MemberRow

__all__ = ["address", "postgres"]


@pytest.fixture
def place(tmp_path: Path, address: str) -> Iterator[Place]:
    made = desk_place(tmp_path, address)
    yield made
    made.server.database.close()


def fields(page: str) -> dict[str, str]:
    """What a browser would send of the agenda that a page shows."""
    form = page[page.index('class="agenda"') :].partition("</form>")[0]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
        if name:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def form(browser: Browser, ident: str) -> dict[str, str]:
    return fields(browser.get(f"/es/workshops/{ident}/agenda").text)


def send(browser: Browser, ident: str, said: dict[str, str], **more: str) -> int:
    return browser.post(f"/es/workshops/{ident}/agenda", data={**said, **more}).status_code


def slots(place: Place, ident: str) -> dict[str, tuple[str, int]]:
    found = opened(place, ident)
    return {
        f"{slot.day}.{slot.item}": (f"{slot.starts_at:%H:%M}", slot.minutes)
        for slot in schedule(found.kit, found.workshop).slots
    }


def test_times_follow_minutes_and_locks_stay(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    before = slots(place, ident)
    assert send(browser, ident, form(browser, ident)) == 303
    assert opened(place, ident).workshop.agenda is None  # nothing was changed
    assert send(browser, ident, form(browser, ident), **{"minutes.day-1.registration": "20"}) == 303
    after = slots(place, ident)
    assert after["day-1.welcome"] == ("08:50", before["day-1.welcome"][1])
    assert after["day-1.lunch-1"][0] == before["day-1.lunch-1"][0] == "12:30"
    assert after["day-2.recall-2"] == before["day-2.recall-2"]
    assert opened(place, ident).versions["agenda"] == 2


def test_buttons_keep_what_was_typed(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    said = form(browser, ident)
    assert send(browser, ident, said, do="up:day-1.map", **{"minutes.day-1.registration": "20"}) == 303
    order = list(slots(place, ident))
    assert order.index("day-1.map") + 1 == order.index("day-1.wake-up-1")
    assert slots(place, ident)["day-1.registration"][1] == 20
    for deed in ("lock:day-1.welcome", "remove:day-3.recall-3", "add:day-2", "shorten:day-1", "move:day-1.map:day-2:0"):
        assert send(browser, ident, form(browser, ident), do=deed, **{"add.day-2": "break/care"}) == 303
    made = opened(place, ident).workshop
    assert made.agenda is not None
    assert made.anchors["at-0850"].hour == 8
    assert "care" in made.agenda.days["day-2"].items
    assert next(iter(made.agenda.days["day-2"].items)) == "map"
    assert "recall-3" not in made.agenda.days["day-3"].items


def test_moving_alone_is_a_change(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    send(browser, ident, form(browser, ident), do="")
    send(browser, ident, form(browser, ident), do="up:day-1.map")
    send(browser, ident, form(browser, ident), do="up:day-1.map")
    order = list(slots(place, ident))
    assert order.index("day-1.map") + 1 == order.index("day-1.lunch-1")
    assert opened(place, ident).versions["agenda"] == 3


def test_a_day_more_and_a_day_less(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    before = opened(place, ident).workshop
    assert send(browser, ident, form(browser, ident), do="new:day", **{"add.title.es": "Con la brigada"}) == 303
    made = opened(place, ident).workshop
    assert made.agenda is not None
    title = made.agenda.days["day-4"].title
    assert (title.find("es"), title.find("en")) == ("Con la brigada", "Another day")
    assert made.to is not None
    assert before.to is not None
    assert (made.to - before.to).days == 1
    # what was typed elsewhere is kept with it
    said = form(browser, ident)
    assert send(browser, ident, said, do="drop:day-3", **{"minutes.day-1.registration": "25"}) == 303
    assert slots(place, ident)["day-1.registration"][1] == 25
    dropped = opened(place, ident).workshop
    assert dropped.agenda is not None
    assert list(dropped.agenda.days) == ["day-1", "day-2", "day-4"]
    assert {"first-meeting", "closing"} <= {
        (item.session or "").removeprefix("sessions/") for item in dropped.agenda.days["day-2"].items.values()
    }
    assert dropped.to == before.to
    assert send(browser, ident, form(browser, ident), do="clear:day-2") == 303
    assert opened(place, ident).workshop.to == before.to - timedelta(days=1)
    # one button has the day back, and its date
    version = str(opened(place, ident).versions["agenda"])
    said = {"csrf_token": browser.token, "version": version}
    assert browser.post(f"/es/workshops/{ident}/undo/agenda", data=said).status_code == 303
    assert opened(place, ident).workshop == dropped
    # once more by mistake: it says so already
    assert browser.post(f"/es/workshops/{ident}/undo/agenda", data=said).status_code == 303
    assert opened(place, ident).workshop == dropped


def test_a_day_gets_another_name_and_what_is_left_empty_stays(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    named = {"title.day-1.es": "  La fábrica y   nosotras ", "title.day-1.en": ""}
    assert send(browser, ident, form(browser, ident), do="", **named) == 303
    made = opened(place, ident).workshop
    assert made.agenda is not None
    title = made.agenda.days["day-1"].title
    assert title.find("es") == "La fábrica y nosotras"
    assert title.find("en") == opened(place, ident).whole.agenda.days["day-1"].title.find("en")
    assert "La fábrica y nosotras" in browser.get(f"/es/workshops/{ident}/agenda").text
    version = opened(place, ident).versions["agenda"]
    assert send(browser, ident, form(browser, ident), do="") == 303
    assert opened(place, ident).versions["agenda"] == version  # nothing was typed anew


def test_an_overrun_and_a_broken_order_are_said_where_they_are_with_what_to_do(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser)
    send(browser, ident, form(browser, ident), do="", **{"minutes.day-1.map": "130"})
    page = browser.get(f"/es/workshops/{ident}/agenda").text
    assert 'value="shorten:day-1"' in page
    assert "«Mapeo de marcas» (130 → 65)" in unescape(page)
    assert re.search(r"“[^”]+” \(130 → 65\)", unescape(browser.get(f"/en/workshops/{ident}/agenda").text))
    send(browser, ident, form(browser, ident), do="shorten:day-1")
    assert 'value="shorten:day-1"' not in browser.get(f"/es/workshops/{ident}/agenda").text
    send(browser, ident, form(browser, ident), do="move:day-2.meeting-first-groups:day-1:1")
    page = browser.get(f"/es/workshops/{ident}/agenda").text
    found = re.search(r'value="(behind:day-1\.meeting-first-groups:day-2\.[a-z-]+)"', page)
    assert found
    send(browser, ident, form(browser, ident), do=found[1])
    assert "meeting-first-groups" in " ".join(each for each in slots(place, ident) if each.startswith("day-2"))


def two(place: Place) -> tuple[str, Browser, Browser]:
    _, first = facilitator(place)
    ident = begin(first)
    other = place.add(Rank.FACILITATOR)
    with writing(place.server.database) as db_session:
        db_session.add(MemberRow(workshop_id=ident, account_id=other, part="co"))
    second = place.signed_in(other)
    second.get(f"/es/workshops/{ident}/")
    return ident, first, second


def test_two_people_change_the_agenda_and_each_choice_does_what_it_says(place: Place) -> None:
    for take, mine, theirs in (("both", 25, 70), ("mine", 25, 80)):
        ident, first, second = two(place)
        said = form(first, ident)
        also = form(second, ident)
        assert send(second, ident, also, **{"minutes.day-1.welcome": "70"}) == 303
        answer = first.post(f"/es/workshops/{ident}/agenda", data={**said, "minutes.day-1.registration": "25"})
        assert answer.status_code == 409
        assert slots(place, ident)["day-1.registration"][1] == 30
        assert answer.text.count('<ol class="plain">') == 9
        again = hidden(answer.text)
        assert send(first, ident, again, take=take) == 303
        found = slots(place, ident)
        assert (found["day-1.registration"][1], found["day-1.welcome"][1]) == (mine, theirs)
        version = opened(place, ident).versions["agenda"]
        assert send(first, ident, again, take=take) == 303  # pressed twice: it says so already
        assert opened(place, ident).versions["agenda"] == version


OWN = (("day-1.welcome", "day-1.map"), ("day-1.experiences", "day-2.decide"))


def test_whatever_the_order_of_their_saves_nothing_is_lost(place: Place) -> None:
    """Each has items of her own and changes them several times, from pages that are often old. What was answered with
    «saved» stands at the end, or was changed by herself since; what was not, she was told, with both agendas."""
    ident, *_ = two(place)
    clashes = sum(interleaving(place, ident, random.Random(seed)) for seed in range(50))  # noqa: S311 - no secret
    assert clashes > 25


def interleaving(place: Place, ident: str, dice: random.Random) -> int:
    """One of them, asked of the service that pages ask; how often one was told that the other had been faster."""
    last: dict[str, int] = {}
    clashes = 0
    seen = [versions(place, ident)] * 2
    for _ in range(6):
        who = dice.randrange(2)
        key, minutes = dice.choice(OWN[who]), dice.randrange(50, 120)
        said = {**seen[who], f"minutes.{key}": str(minutes)}
        clash = keep(place, ident, said)
        if clash is not None:
            clashes += 1
            assert minutes in [row.slot.minutes for day in clash.mine.days for row in day.rows if row.key == key]
            stands = {f"version.now.{part}": str(version) for part, version in clash.theirs.versions.items()}
            assert keep(place, ident, {**said, **stands, "take": "both"}) is None
        last[key] = minutes
        seen[who] = versions(place, ident)
    found = slots(place, ident)
    assert {key: found[key][1] for key in last} == last
    return clashes


def versions(place: Place, ident: str) -> dict[str, str]:
    found = opened(place, ident).versions
    return {f"version.{part}": str(found[part]) for part in ("agenda", "when")}


def keep(place: Place, ident: str, said: dict[str, str]) -> Clash | None:
    readings = place.app.extensions["trainingkit-readings"]
    with writing(place.server.database) as db_session:
        account = opened(place, ident).members[0].account
        return keep_agenda(db_session, Office(place.server, readings), ident, Sent(said, account, "es"))


def hidden(page: str) -> dict[str, str]:
    """The first of the forms that say everything once more."""
    found = re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return {unescape(name): unescape(value) for name, value in found}
