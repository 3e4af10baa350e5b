"""Words that a country lacks: asked for as they are said at home, kept as a file has them, and refused without what
texts need of them."""

import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.web.desks import SHIPPED, begin, facilitator, fields_of, opened
from tests.web.people import Place, make_place
from trainingkit.domain.text import Form
from trainingkit.services.localwords import missing_words
from trainingkit.services.workshopchecks import problems_of


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The shipped kits, but Peru has no word for the meal at noon."""
    folder = tmp_path_factory.mktemp("lacking")
    kits = shutil.copytree(SHIPPED, folder / "kits")
    pack: Path = kits / "_shared/countries/pe.yaml"
    lines = pack.read_text(encoding="utf-8").splitlines(keepends=True)
    pack.write_text("".join(each for each in lines if not each.startswith("  lunch:")), encoding="utf-8")
    made = make_place(folder / "data", "", kits)
    yield made
    made.server.database.close()


def test_a_word_that_the_country_lacks_is_asked_for_and_mends_it(place: Place) -> None:
    _, browser = facilitator(place)
    ident = begin(browser, country="pe")

    def codes() -> list[str]:
        found = problems_of(opened(place, ident), place.app.extensions["trainingkit-readings"])
        return [each.code for each in found]

    assert list(missing_words(opened(place, ident).kit, opened(place, ident).workshop)) == ["lunch"]
    assert "moved-word" in codes()
    where = f"/es/workshops/{ident}/set/facts"
    page = unescape(browser.get(f"/es/workshops/{ident}/").text)
    assert "Nadie ha escrito cómo se dice «el almuerzo» en Perú" in page
    assert f'href="{where}#words.lunch.es"' in page
    said = {name: unescape(value) for name, value in fields_of(browser.get(where).text).items()}
    wrong = browser.post(where, data={**said, "words.lunch.es": "lonche", "words.lunch.en": "a lunch, lunches"})
    assert wrong.status_code == 422
    assert "el almuerzo, los almuerzos" in unescape(wrong.text)
    right = {**said, "words.lunch.es": "el lonche, los lonches", "words.lunch.en": "a lunch, lunches"}
    assert browser.post(where, data=right).status_code == 303
    kept = opened(place, ident).workshop.words["lunch"]
    assert (kept.unit, kept.form, kept.find("en")) == ("workshops/own/words/lunch", Form.PHRASE, "a lunch, lunches")
    assert "moved-word" not in codes()
    assert 'value="el lonche, los lonches"' in browser.get(where).text
    agenda = unescape(browser.get(f"/es/workshops/{ident}/agenda").text)
    assert "Lonche" in agenda
    # taken back, it is asked for again
    emptied = {**said, "words.lunch.es": "", "words.lunch.en": ""}
    version = fields_of(browser.get(where).text)["version"]
    assert browser.post(where, data={**emptied, "version": version}).status_code == 303
    assert "moved-word" in codes()
