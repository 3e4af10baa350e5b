"""What goes over a slow line: pages and styles squeezed for who can take them, nothing twice, and nothing squeezed that
holds a secret."""

import gzip
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.guards import TOP
from tests.web.people import Place, make_place
from trainingkit.domain.access import Rank

pytestmark = pytest.mark.slow

GZIP = {"Accept-Encoding": "gzip"}
STYLE = "/static/library.css"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sending")
    shutil.copytree(TOP / "tests" / "samples" / "languages", folder / "kits")
    made = make_place(folder, kits=folder / "kits")
    yield made
    made.server.database.close()


def get(place: Place, address: str, **values: Any) -> TestResponse:
    """Of a stranger whose browser shows bytes."""
    return FlaskClient(place.app, place.app.response_class).get(address, buffered=True, **values)


@pytest.mark.parametrize("address", ["/es/", "/en/sheets/", STYLE, "/reading.css"])
def test_who_can_take_it_gets_the_same_in_fewer_bytes(place: Place, address: str) -> None:
    plain, squeezed = get(place, address), get(place, address, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.data) == plain.data
    assert len(squeezed.data) < 0.5 * len(plain.data)
    assert {plain.headers["Vary"], squeezed.headers["Vary"]} == {"Accept-Encoding"}


@pytest.mark.parametrize("headers", [{"Accept-Encoding": "gzip;q=0"}, {"Accept-Encoding": "br"}, {}])
def test_others_get_it_plain(place: Place, headers: dict[str, str]) -> None:
    assert "Content-Encoding" not in get(place, "/es/", headers=headers).headers


@pytest.mark.parametrize("address", ["/es/", STYLE, "/reading.css"])
@pytest.mark.parametrize("headers", [GZIP, {}])
def test_what_a_browser_has_is_not_sent_again(place: Place, address: str, headers: dict[str, str]) -> None:
    first = get(place, address, headers=headers)
    again = get(place, address, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]
    other = get(place, address, headers={**headers, "If-None-Match": '"another"'})
    assert other.status_code == 200


def test_styles_are_kept_for_a_while_and_pages_are_asked_for(place: Place) -> None:
    assert "max-age=300" in get(place, STYLE).headers["Cache-Control"]
    assert get(place, "/es/").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/es/account/", "/es/workshops/", "/es/workshops/new", "/es/account/sign-in"])
def test_nothing_with_a_secret_is_squeezed(place: Place, address: str) -> None:
    ident = place.add(Rank.FACILITATOR)
    browser = place.browser() if address.endswith("sign-in") else place.signed_in(ident)
    answer = browser.get(address, headers=GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    assert "ETag" not in answer.headers


def test_a_file_to_download_is_the_bytes_of_its_checksum(place: Place) -> None:
    sheet = re.search(r'href="(/es/sheets/[^"/?]+)"', get(place, "/es/").text)
    assert sheet
    file = re.search(r'href="(/kits/[^"]+_words\.txt)"', get(place, f"{sheet[1]}/words/es").text)
    assert file
    answer = get(place, file[1], headers={**GZIP, "Range": "bytes=10-19"})
    assert (answer.status_code, len(answer.data)) == (206, 10)
    assert "Content-Encoding" not in answer.headers


def test_the_front_page_with_everything_fits_a_slow_line(place: Place) -> None:
    page = get(place, "/es/", headers=GZIP)
    text = gzip.decompress(page.data).decode()
    wanted = {*re.findall(r'<link [^>]*href="([^"]+)"', text), *re.findall(r'src="([^"]+)"', text)}
    styles = " ".join(get(place, each).text for each in wanted if each.endswith(".css"))
    wanted |= {f"/static/{each}" for each in re.findall(r'url\("?([a-z-]+\.svg)"?\)', styles)}
    sizes = {each: len(get(place, each, headers=GZIP).data) for each in wanted}
    assert len(page.data) + sum(sizes.values()) <= 150_000, sizes


def test_a_page_of_the_wrong_host_is_no_page(place: Place) -> None:
    answer = get(place, "/es/", headers=GZIP, base_url="http://elsewhere.example/")
    assert answer.status_code == 400
    assert "Content-Encoding" not in answer.headers
