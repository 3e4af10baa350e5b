"""A file of a kit that breaks while the server runs: the library and workshops go on with what stood there before, who
comes after a start gets a page that says so, editors see the line, and once it is whole everything shows it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.web.people import Browser, Place, make_place
from tests.web.smallplace import sample_place
from trainingkit.domain.access import Rank

pytestmark = pytest.mark.slow

ANSWERS = {"kit": "small", "title": "Curso", "first": date(2027, 5, 19).isoformat(), "people": "12", "country": "sv"}
HALF = "kit: small\ntitle: ["
MENDED = {"es": "Este kit se está arreglando", "en": "This kit is being fixed"}
LOST = {"es": "No se perdió nada", "en": "Nothing is lost"}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with sample_place(tmp_path) as made:
        yield made


def started_again(place: Place, folder: Path) -> Place:
    """The same server after a restart."""
    place.server.database.close()
    again = make_place(folder, kits=folder / "kits")
    again.names = place.names
    return again


def a_workshop(place: Place) -> tuple[str, str]:
    """An account and the address of its workshop, without a language."""
    ident = place.add(Rank.FACILITATOR)
    made = place.signed_in(ident).fill("/es/workshops/new", **ANSWERS)
    assert made.status_code == 303, made.text
    return ident, str(made.location).removeprefix("/es").partition("?")[0]


def pages_of(workshop: str) -> tuple[str, ...]:
    return workshop, f"{workshop}agenda", f"{workshop}set/people", f"{workshop}texts", f"{workshop}print/"


def statuses(browser: Browser, workshop: str) -> set[int]:
    return {browser.get(f"/es{each}").status_code for each in pages_of(workshop)}


def break_kit(folder: Path) -> str:
    """Half a file, as an editor saves it; what it was."""
    path = folder / "kits" / "small" / "kit.yaml"
    whole = path.read_text("utf-8")
    path.write_text(HALF, "utf-8")
    return whole


def mend_kit(folder: Path, whole: str) -> None:
    (folder / "kits" / "small" / "kit.yaml").write_text(whole, "utf-8")


def test_everybody_goes_on_with_what_stood_there_before(place: Place, tmp_path: Path) -> None:
    ident, workshop = a_workshop(place)
    front, browser = place.browser().get("/es/"), place.signed_in(ident)
    break_kit(tmp_path)
    assert place.browser().get("/es/").text == front.text
    assert statuses(browser, workshop) == {200}
    saved = browser.fill(f"/es{workshop}set/about", title="Otro", country="sv", **{"languages.es": "on"})
    assert saved.status_code < 500
    state = place.signed_in(place.add(Rank.EDITOR)).get("/en/staff/").text
    assert "continue with what it said before" in state


def test_after_a_start_its_pages_say_that_it_is_being_mended(place: Place, tmp_path: Path) -> None:
    ident, workshop = a_workshop(place)
    whole = break_kit(tmp_path)
    again = started_again(place, tmp_path)
    browser = again.signed_in(ident)
    for language in ("es", "en"):
        for each in pages_of(workshop):
            answer = browser.get(f"/{language}{each}")
            assert answer.status_code == 503, each
            assert answer.headers["Retry-After"]
            assert MENDED[language] in answer.text
            assert LOST[language] in answer.text
            assert ("«small»" if language == "es" else "“small”") in answer.text
            assert "kit.yaml" not in answer.text  # a facilitator mends no files
    assert browser.get("/es/workshops/").status_code == 200  # the list needs no kit
    assert browser.get("/es/workshops/new").status_code == 200
    mend_kit(tmp_path, whole)
    assert statuses(browser, workshop) == {200}
    again.server.database.close()


@pytest.mark.parametrize("rank", [Rank.EDITOR, Rank.ADMIN])
def test_editors_see_the_line_and_what_mends_it(place: Place, tmp_path: Path, rank: Rank) -> None:
    whole = break_kit(tmp_path)
    browser = place.signed_in(place.add(rank))
    for page in ("modules", "translation/en", "drift"):
        answer = browser.get(f"/en/staff/kits/small/{page}")
        assert answer.status_code == 503, page
        assert "small/kit.yaml:" in answer.text
        assert "nothing needs to be restarted" in answer.text
    assert "small/kit.yaml:" in browser.get("/en/staff/kits/small/").text
    mend_kit(tmp_path, whole)
    assert browser.get("/en/staff/kits/small/modules").status_code == 200


def test_a_kit_that_is_gone_takes_no_workshop_with_it(place: Place, tmp_path: Path) -> None:
    ident, workshop = a_workshop(place)
    (tmp_path / "kits" / "small").rename(tmp_path / "small")
    again = started_again(place, tmp_path)
    browser = again.signed_in(ident)
    answer = browser.get(f"/es{workshop}")
    assert answer.status_code == 503
    assert LOST["es"] in answer.text
    (tmp_path / "small").rename(tmp_path / "kits" / "small")
    back = started_again(again, tmp_path)
    assert statuses(back.signed_in(ident), workshop) == {200}
    back.server.database.close()


def test_nothing_is_begun_from_a_faulty_kit(place: Place, tmp_path: Path) -> None:
    break_kit(tmp_path)
    again = started_again(place, tmp_path)
    facilitator = again.signed_in(again.add(Rank.FACILITATOR))
    assert facilitator.fill("/es/workshops/new", **ANSWERS).status_code == 422  # it is not among the cards
    editor = again.signed_in(again.add(Rank.EDITOR))
    wish = {"kit": "small", "name": "ours", "country": "", "sector": "", "title": "El nuestro", "by": "Red"}
    answer = editor.fill("/es/staff/adapt", **wish)
    assert answer.status_code == 503
    assert "small/kit.yaml:" in answer.text
    assert not (tmp_path / "data" / "kits" / "ours").exists()
    again.server.database.close()


@pytest.mark.parametrize(
    "content", [b"", b"kit: small\ntitle: [", b"\xff\xfe\x00", b"- 1\n", b"a: &a [*a]\n", b"kit: small\n" * 3]
)
@pytest.mark.parametrize("path", ["kit.yaml", "agenda.yaml", "translations/en.po"])
def test_no_half_file_is_a_mistake_of_ours(place: Place, tmp_path: Path, path: str, content: bytes) -> None:
    ident, workshop = a_workshop(place)
    target = tmp_path / "kits" / "small" / path
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    again = started_again(place, tmp_path)
    browser, editor = again.signed_in(ident), again.signed_in(again.add(Rank.EDITOR))
    assert statuses(browser, workshop) <= {200, 503}
    pages = ("", "law", "adapt", "kits/small/", "kits/small/modules", "kits/small/translation/en", "kits/small/drift")
    assert {editor.get(f"/es/staff/{page}").status_code for page in pages} <= {200, 404, 503}
    assert {again.browser().get(page).status_code for page in ("/es/", "/es/sheets/", "/es/kits/small")} <= {200, 404}
    again.server.database.close()
