"""The journeys of partners (`design/features.md` 3) and of anybody who was handed a link: no account, no cookie."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.browser.hands import NO_SCRIPTS, PHONE, USUAL, WEAK_LINE, WEAK_LINE_NO_SCRIPTS, Hands, Way
from tests.browser.paper import language_of
from trainingkit.domain.access import Rank

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Sit = Callable[..., Hands]

LANGUAGES = ("es", "en")
MOST_BYTES = 400 * 1024
MAKING_MS = 300_000


@pytest.mark.parametrize("way", [WEAK_LINE, WEAK_LINE_NO_SCRIPTS], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_p1_a_sheet_on_a_phone(sit_down: Sit, language: str, way: Way, tmp_path: Path) -> None:
    """From the address of the library to the paper, over a weak line: every byte that comes over it counts."""
    hands = sit_down(language, way=way, viewport=PHONE, has_touch=True, is_mobile=True)
    line = hands.page.context.new_cdp_session(hands.page)
    line.send("Network.enable")
    came: list[float] = []
    line.on("Network.loadingFinished", lambda each: came.append(each["encodedDataLength"]))
    hands.page.goto(hands.address)  # no language: the browser's is taken
    assert hands.page.url == f"{hands.address}{language}/"
    hands.click(hands.page.locator("main .sheet-item a").first)
    hands.page.wait_for_load_state()
    page_bytes = sum(came)
    control = hands.page.locator(f'main a[hreflang="{language}"][href$=".pdf"]').first
    saved, file_bytes = hands.open_file(control, tmp_path)
    assert language_of(saved) == language
    assert file_bytes == saved.stat().st_size
    assert hands.clicks <= 3
    assert hands.entries == 0
    assert page_bytes > 0
    assert page_bytes + file_bytes <= MOST_BYTES
    assert hands.page.context.cookies() == []
    assert hands.complaints == []


@pytest.mark.parametrize("way", [USUAL, NO_SCRIPTS], ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_by_link_from_its_making_to_a_strangers_download(
    sit_down: Sit, language: str, way: Way, tmp_path: Path
) -> None:
    hands = sit_down(language, Rank.FACILITATOR, way=way)
    hands.go("/{language}/account/")
    hands.click(hands.link("My workshops"))
    hands.click(hands.link("Packs by link, for colleagues without an account"))
    hands.click(hands.page.locator("#kit-peru-dialogue"))
    hands.click(hands.page.locator("#in-en"))  # no longer: Spanish alone
    hands.click(hands.button("Make a link"))
    address = hands.page.locator(".link code").inner_text()
    assert hands.clicks <= 5
    assert hands.complaints == []

    stranger = sit_down(language, way=way)
    stranger.page.goto(address)
    words = re.escape(stranger.say("Download everything ({size})", size="@")).replace("@", ".+")
    everything = stranger.page.get_by_role("link", name=re.compile(words))
    everything.wait_for(timeout=MAKING_MS)
    saved = stranger.download(everything, tmp_path)
    assert stranger.clicks == 1
    assert stranger.page.context.cookies() == []
    assert stranger.complaints == []
    check_pack(saved)

    hands.click(hands.button("Take it back").first)
    answer = stranger.page.goto(address)
    assert answer is not None
    assert answer.status == 404


def check_pack(path: Path) -> None:
    """All of it is there, and in Spanish."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = [name for name in archive.namelist() if name.endswith(".pdf")]
        assert len(names) > 10
        for name in names:
            with pikepdf.open(BytesIO(archive.read(name))) as pdf:
                assert str(pdf.Root["/Lang"]).partition("-")[0] == "es"
                assert len(pdf.pages) >= 1
