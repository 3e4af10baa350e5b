"""The print centre: problems first, built in the background, files for those alone who give the workshop."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.web.desks import begin, desk_place, facilitator
from tests.web.people import Browser, Place, press_of
from trainingkit.rendering.pdf import page_count
from trainingkit.services.jobs import run_next
from trainingkit.storage.database import reading, writing
from trainingkit.storage.models import JobRow

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One for all: reading the shipped kits takes a while, and each test begins workshops of its own."""
    made = desk_place(tmp_path_factory.mktemp("prints"))
    yield made
    made.server.database.close()


def built(place: Place, browser: Browser, *kinds: str, **answers: str) -> str:
    """The address of the print centre of a workshop, with the files of some kinds."""
    address = f"/es/workshops/{begin(browser, **answers)}/print/"
    browser.get(address)
    made = browser.post(f"{address}make", data={"csrf_token": browser.token, "kind": list(kinds)})
    assert made.status_code == 303, made.text
    assert "En preparación" in browser.get(address).text
    assert run_next(place.server, press_of(place))
    return address


def jobs(place: Place, address: str) -> list[JobRow]:
    with reading(place.server.database) as db_session:
        return list(db_session.scalars(select(JobRow).where(JobRow.workshop_id == address.split("/")[3])))


def links(page: str, ending: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'href="([^"]+)"', page) if ending in each]


def test_from_nothing_to_paper(place: Place) -> None:
    _, browser = facilitator(place)
    address = built(place, browser, "consent", "agenda")
    page = browser.get(address).text
    assert "Listo para imprimir" in page
    files = links(page, ".pdf?save=1")
    assert len(files) >= 3  # an agenda in each language, and both in one
    for each in files:
        answer = browser.get(each)
        assert answer.mimetype == "application/pdf"
        assert answer.headers["Cache-Control"].startswith("no-")
        assert re.search(r"filename=\d\d+-[a-z0-9-]+_(es|en)_letter\.pdf", answer.headers["Content-Disposition"])
        assert page_count(answer.data) >= 1
    (archive,) = links(page, "all.zip")
    with zipfile.ZipFile(BytesIO(browser.get(archive).data)) as found:
        assert len(found.namelist()) == len(files)


def test_pictures_are_of_the_very_file(place: Place) -> None:
    _, browser = facilitator(place)
    page = browser.get(built(place, browser, "agenda")).text
    (first, *_) = re.findall(r'src="([^"]+-1\.png)"', page)
    answer = browser.get(first)
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert browser.get(first.replace("-1.png", "-999.png")).status_code == 404
    look = browser.get(re.sub(r"-1\.png$", "/", first)).text
    assert look.count("<img") == page_count(browser.get(links(look, ".pdf?save=1")[0]).data)


def test_a_broken_download_goes_on(place: Place) -> None:
    _, browser = facilitator(place)
    (file, *_) = links(browser.get(built(place, browser, "agenda")).text, ".pdf?save=1")
    whole = browser.get(file)
    rest = browser.get(file, headers={"Range": "bytes=100-", "If-Range": whole.headers["ETag"]})
    assert rest.status_code == 206
    assert whole.data[:100] + rest.data == whole.data


def test_the_cost_is_said_for_a_price(place: Place) -> None:
    _, browser = facilitator(place)
    address = built(place, browser, "workbook")
    page = browser.get(f"{address}?price=0,05").text
    sides = int(re.search(r"En total: [\d,]+ hojas, ([\d,]+) caras", page)[1].replace(",", ""))  # type: ignore[index]
    assert f"${sides * 0.05:,.2f}" in page
    wrong = browser.get(f"{address}?price=caro")
    assert wrong.status_code == 422
    assert "Eso no es un precio" in wrong.text
    assert 'value="caro"' in wrong.text
    for odd in ("-1", "NaN", "1e9", "Infinity", "<b>"):
        assert browser.get(f"{address}?price={odd}").status_code == 422


def test_three_files_for_the_copy_shop(place: Place) -> None:
    _, browser = facilitator(place)
    page = browser.get(built(place, browser, "workbook", "reply", "cards")).text
    piles = links(page, "-es.pdf")
    assert [each.rpartition("/")[2] for each in piles] == ["sets-es.pdf", "cut-es.pdf", "envelopes-es.pdf"]
    for each in piles:
        assert page_count(browser.get(each).data) > 0
    assert "Imprima el archivo una vez" in page


def test_the_workbooks_alone_by_one_button(place: Place) -> None:
    _, browser = facilitator(place)
    address = f"/es/workshops/{begin(browser)}/print/"
    browser.get(address)
    browser.post(f"{address}make", data={"csrf_token": browser.token, "go": "workbooks"})
    (job,) = jobs(place, address)
    assert job.order["documents"] == ["workbook"]
    assert run_next(place.server, press_of(place))
    files = links(browser.get(address).text, ".pdf?save=1")
    assert [browser.get(each).headers["Content-Disposition"].rpartition("_")[0][-2:] for each in files] == ["es", "en"]


def test_what_is_made_already_can_be_had_while_the_rest_is_made(place: Place) -> None:
    """As after a kill in the middle: some files are there, and the build is nobody's."""
    _, browser = facilitator(place)
    address = built(place, browser, "agenda")
    with writing(place.server.database) as db_session:
        job = db_session.scalars(select(JobRow).where(JobRow.workshop_id == address.split("/")[3])).one()
        job.state, job.documents[-1].state, job.documents[-1].artefact = "running", "waiting", None
        made = len(job.documents) - 1
    page = browser.get(address).text
    assert "Ya están listos" in page
    files = links(page, ".pdf?save=1")
    assert len(files) == made
    assert browser.get(files[0]).mimetype == "application/pdf"
    assert not links(page, "all.zip")  # nobody takes half of it for all


def test_a_stranger_finds_nothing(place: Place) -> None:
    _, browser = facilitator(place)
    address = built(place, browser, "agenda")
    page = browser.get(address).text
    _, stranger = facilitator(place)
    nobody = place.browser()
    found = [address, *links(page, "/print/"), *re.findall(r'src="([^"]+\.png)"', page)]
    assert len(found) > 6
    missing = {each: stranger.get(f"/{each}/workshops/00/print/").text for each in ("es", "en")}
    for each in found:
        assert stranger.get(each).status_code == 404, each
        assert stranger.get(each).text == missing[each[1:3]]
        assert str(nobody.get(each).location) == f"{each[:3]}/account/sign-in", each


def test_files_of_another_workshop_are_not_found_by_ones_own_address(place: Place) -> None:
    _, one = facilitator(place)
    _, other = facilitator(place)
    theirs = built(place, one, "agenda")
    mine = f"/es/workshops/{begin(other)}/print/"
    (file, *_) = links(one.get(theirs).text, ".pdf?save=1")
    assert other.get(file.replace(theirs, mine)).status_code == 404


def test_pressed_twice_it_is_one_build(place: Place) -> None:
    _, browser = facilitator(place)
    address = f"/es/workshops/{begin(browser)}/print/"
    browser.get(address)
    for _ in range(3):
        assert browser.post(f"{address}make", data={"csrf_token": browser.token, "kind": "agenda"}).status_code == 303
    assert len(jobs(place, address)) == 1
    run_next(place.server, press_of(place))


def test_a_build_is_stopped_and_taken_up_again(place: Place) -> None:
    _, browser = facilitator(place)
    address = f"/es/workshops/{begin(browser)}/print/"
    browser.get(address)
    browser.post(f"{address}make", data={"csrf_token": browser.token, "kind": "agenda"})
    page = browser.get(address).text
    (stop,) = re.findall(r'action="([^"]+/stop/[^"]+)"', page)
    assert browser.send(stop).status_code == 303
    assert "Detenido" in browser.get(address).text
    assert not run_next(place.server, press_of(place))
    browser.post(f"{address}make", data={"csrf_token": browser.token, "kind": "agenda"})
    assert run_next(place.server, press_of(place))
    assert "Listo para imprimir" in browser.get(address).text


@pytest.mark.parametrize("kind", ["../guide", "packing", "<script>", "guide\x00"])
def test_what_was_never_offered_is_left_out(place: Place, kind: str) -> None:
    _, browser = facilitator(place)
    address = f"/es/workshops/{begin(browser)}/print/"
    browser.get(address)
    browser.post(f"{address}make", data={"csrf_token": browser.token, "kind": [kind, "agenda"]})
    (job,) = jobs(place, address)
    assert job.order["documents"] == ["agenda"]
    run_next(place.server, press_of(place))


def test_without_scripts_the_page_loads_itself_again_while_it_is_made(place: Place) -> None:
    _, browser = facilitator(place)
    address = f"/en/workshops/{begin(browser)}/print/"
    browser.get(address)
    browser.post(f"{address}make", data={"csrf_token": browser.token, "kind": "agenda"})
    answer = browser.get(address)
    # With its address: a page at #progress that only says when would go to #progress, where it is already.
    assert f'<noscript><meta http-equiv="refresh" content="4; url={address}"></noscript>' in answer.text
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "<script>" not in answer.text
    run_next(place.server, press_of(place))
    assert "http-equiv" not in browser.get(address).text
